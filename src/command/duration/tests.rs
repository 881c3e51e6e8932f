//! Durations as people write them.

use super::*;
use proptest::prelude::*;

#[test]
fn durations_are_read_as_people_write_them() {
    for (text, seconds) in [
        ("30m", 1_800),
        ("4h", 14_400),
        ("2d", 172_800),
        ("1w", 604_800),
        ("1h30m", 5_400),
        ("1h30", 5_400),
        ("1h 30 min", 5_400),
        ("1,5h", 5_400),
        ("1.5 h", 5_400),
        ("90min", 5_400),
        ("90 Min.", 5_400),
        ("2 Tage", 172_800),
        ("3 Stunden", 10_800),
        ("2 days, 3 hours", 183_600),
        ("2 Tage und 3 Stunden", 183_600),
        ("45s", 45),
        ("0,5 Tage", 43_200),
        ("2T", 172_800),
        ("an hour", 3_600),
        ("half an hour", 1_800),
        ("eine halbe Stunde", 1_800),
        ("anderthalb Stunden", 5_400),
        ("Viertelstunde", 900),
        ("zwei Wochen", 1_209_600),
        ("３０ｍ", 1_800),
        (" 30m. ", 1_800),
        ("1 Std. 5 Min.", 3_900),
    ] {
        assert_eq!(read(text), Ok(Span::Seconds(seconds)), "{text}");
    }
    for text in ["2wd", "2 wd", "2at", "2 AT", "2 working days", "2 Business Days", "2 Arbeitstage", "zwei Werktage"] {
        assert_eq!(read(text), Ok(Span::WorkingDays(2)), "{text}");
    }
}

#[test]
fn each_refusal_says_why() {
    use DurationError as E;
    for (text, error) in [
        ("", E::NotADuration),
        ("soon", E::NotADuration),
        ("a printer", E::NotADuration),
        ("30", E::NoUnit),
        ("30 bananas", E::UnknownUnit("bananas".into())),
        ("0h", E::Zero),
        ("0.0000001s", E::Zero),
        ("0wd", E::Zero),
        ("-2h", E::Negative),
        ("− 2h", E::Negative),
        ("11 000 d", E::NoUnit),
        ("4000d", E::TooLong),
        ("3000wd", E::TooLong),
        ("99999999999999999999999999999999999999999999h", E::TooLong),
        ("1,5wd", E::PartOfWorkingDay),
        ("2wd 3h", E::Mixed),
        ("2h later", E::Trailing("later".into())),
        ("2hx", E::UnknownUnit("hx".into())),
    ] {
        assert_eq!(read(text), Err(error), "{text}");
    }
}

#[test]
fn what_follows_is_given_back() {
    assert_eq!(read_prefix("2d waiting for a spare part"), Ok((Span::Seconds(172_800), "waiting for a spare part")));
    assert_eq!(read_prefix("2 h, 3 printers"), Ok((Span::Seconds(7_200), ", 3 printers")));
    assert_eq!(read_prefix("1h\nbecause"), Ok((Span::Seconds(3_600), "\nbecause")));
}

proptest! {
    #[test]
    fn written_durations_are_read_back(days in 0_i64..3_000, hours in 0_i64..24, minutes in 0_i64..60) {
        let seconds = days * 86_400 + hours * 3_600 + minutes * 60;
        prop_assume!(seconds > 0);
        for text in [
            format!("{days}d{hours}h{minutes}m"),
            format!("{days} days, {hours} hours and {minutes} minutes"),
            format!("{days} Tage {hours} Std. {minutes} Min."),
        ] {
            prop_assert_eq!(read(&text), Ok(Span::Seconds(seconds)));
        }
    }

    #[test]
    fn no_text_can_break_it(text in "(-|[0-9]{0,50}|[,.]|h|wd| |und|\\PC){0,12}") {
        if let Ok((_, rest)) = read_prefix(&text) {
            prop_assert!(text.ends_with(rest));
        }
    }
}

//! Wednesday, 21 October 2026, noon in Berlin; the night to Sunday has its hour from two to three twice.

use chrono::{DateTime, Utc, Weekday};
use chrono_tz::{Europe::Berlin, Tz};
use proptest::prelude::*;

use super::*;
use crate::command::duration::DurationError;

fn now() -> DateTime<Utc> {
    "2026-10-21T10:00:00Z".parse().unwrap()
}

/// The reading in local time: `21.10. 22:00`, `22.10.` for a whole day, `a > b` for a window.
fn shown(text: &str, zone: Tz) -> String {
    match read(text, now(), zone) {
        Ok(When::Moment(moment)) => format!("{}{}", one(&moment, zone), if moment.past { " past" } else { "" }),
        Ok(When::Interval(interval)) => format!("{} > {}", one(&interval.from, zone), one(&interval.to, zone)),
        Err(error) => format!("{error:?}"),
    }
}

fn one(moment: &Moment, zone: Tz) -> String {
    let local = moment.at.with_timezone(&zone);
    let shown = local.format(if moment.whole_day { "%a %Y-%m-%d" } else { "%a %Y-%m-%d %H:%M" }).to_string();
    let note = moment.note.map_or(String::new(), |note| format!(" {note:?}"));
    format!("{shown}{note}")
}

#[track_caller]
fn reads(expected: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(shown(text, Berlin), expected, "{text}");
    }
}

#[test]
fn a_time_is_the_next_such_time() {
    reads(
        "Wed 2026-10-21 22:00",
        &[
            "22:00",
            "22 Uhr",
            "22.00 Uhr",
            "10pm",
            "10 p.m.",
            "10:00 PM",
            "at 22:00",
            "um 22 Uhr",
            "until 22:00",
            "bis 22 Uhr",
            "today 22:00",
            "heute um 22 Uhr",
            "22:00 today",
            "22 Uhr heute",
            "２２：００",
            "22:00.",
            "20:00 UTC",
            "Wed 22",
            "21.10. 22 Uhr",
            "in 10h",
        ],
    );
    reads("Thu 2026-10-22 11:00", &["11:00", "11 Uhr", "11am", "11 a.m.", "9:00 UTC"]);
    reads("Thu 2026-10-22 00:00", &["midnight", "Mitternacht", "24:00", "0 Uhr", "12am"]);
    reads("Thu 2026-10-22 12:00", &["tomorrow noon", "morgen Mittag", "12pm tomorrow", "morgen 12"]);
    reads("Wed 2026-10-21 22:30", &["22 Uhr 30", "22.30 Uhr", "22:30 Uhr", "10:30pm"]);
    reads("Wed 2026-10-21 11:00 past", &["today 11:00", "heute 11 Uhr", "2026-10-21 11:00"]);
    reads("Wed 2026-10-21 12:00", &["now", "jetzt", "12:00"]);
}

#[test]
fn days_are_read_in_both_languages() {
    reads("Wed 2026-10-21", &["today", "Heute", "Wednesday", "Mi", "mittwoch", "21.10."]);
    reads("Thu 2026-10-22", &["tomorrow", "morgen", "until tomorrow", "bis morgen", "Do", "Do.", "next Thursday"]);
    reads(
        "Fri 2026-10-23",
        &[
            "day after tomorrow",
            "übermorgen",
            "uebermorgen",
            "Fri",
            "Fr",
            "Fr.",
            "FREITAG",
            "on Friday",
            "am Freitag",
            "nächsten Freitag",
            "this Friday",
            "kommenden Freitag",
        ],
    );
    reads("Wed 2026-10-28", &["next Wednesday", "nächsten Mittwoch"]);
    reads("Mon 2026-10-26", &["next week", "nächste Woche", "until next week"]);
    reads("Tue 2026-10-20 past", &["yesterday", "gestern"]);
    reads(
        "Thu 2026-10-22 14:00",
        &[
            "tomorrow 14:00",
            "morgen 14 Uhr",
            "morgen um 14",
            "14 Uhr morgen",
            "um 14 am 22.10.",
            "tomorrow at 2pm",
            "2pm tomorrow",
            "tomorrow, 14:00",
        ],
    );
    reads("Wed 2026-10-28 11:00", &["Wednesday 11:00", "Mi 11 Uhr", "11:00 Wednesday"]);
}

#[test]
fn dates_are_read_in_every_usual_form() {
    reads(
        "Thu 2026-12-24",
        &[
            "24.12.",
            "24.12",
            "24.12.26",
            "24.12.2026",
            "24. 12. 2026",
            "24. Dezember",
            "24. Dez. 2026",
            "24 December",
            "24th of December",
            "24 Dec 2026",
            "Dec 24",
            "December 24th, 2026",
            "Dez 24",
            "2026-12-24",
            "2026/12/24",
            "24/12/2026",
            "12/24/2026",
            "bis 24.12.",
            "until 24.12",
            "Do, 24.12.",
            "Thursday, Dec 24",
            "Donnerstag, den 24.12.2026",
        ],
    );
    reads(
        "Thu 2026-12-24 14:00",
        &[
            "24.12.2026 14:00",
            "24.12. 14 Uhr",
            "24. Dezember um 14 Uhr",
            "Dec 24 2pm",
            "2026-12-24 14:00",
            "2026-12-24T14:00",
            "2026-12-24T14:00:00+01:00",
            "2026-12-24T13:00Z",
            "2026-12-24T08:00-0500",
            "24.12., 14:00",
            "14:00 24.12.",
            "24.12. 14.00",
            "Do 24.12. 14",
        ],
    );
    reads("Fri 2027-01-01", &["1.1.", "1. Januar", "Jan 1st"]);
    reads("Tue 2028-02-29", &["29.2.", "Feb 29"]);
    reads("Mon 2026-03-02 past", &["2.3.2026"]);
}

#[test]
fn windows_are_read_with_what_the_ends_share() {
    reads(
        "Fri 2026-10-23 18:00 > Fri 2026-10-23 20:00",
        &[
            "Fri 18-20",
            "Fr 18-20 Uhr",
            "Fr 18–20",
            "Friday 6-8pm",
            "Fri 18:00 - 20:00",
            "Fr von 18 bis 20 Uhr",
            "23.10. 18-20 Uhr",
            "18-20 Uhr am Freitag",
            "Fri 18 to 20",
        ],
    );
    reads("Sat 2026-10-24 22:00 > Sat 2026-10-24 23:30", &["Sat 22:00-23:30", "Sa 22-23:30", "Sa. 22:00—23:30 Uhr"]);
    reads("Sat 2026-10-24 22:00 > Sun 2026-10-25 02:00 Repeated", &["Sat 22:00-02:00"]);
    reads(
        "Fri 2026-10-23 18:00 > Mon 2026-10-26 08:00",
        &[
            "Fri 18-Mon 8",
            "Fr 18 - Mo 8",
            "Fr 18 Uhr bis Mo 8 Uhr",
            "from Fri 18:00 to Mon 8:00",
            "23.10. 18:00 - 26.10. 8:00",
        ],
    );
    reads(
        "Fri 2026-10-23 > Mon 2026-10-26",
        &[
            "Fri-Mon",
            "Fr - Mo",
            "Fr bis Mo",
            "23.-26.10.",
            "23.10.-26.10.",
            "23. bis 26. Oktober",
            "Oct 23-26",
            "23-26 Oct",
            "23.10. - 26.10.2026",
        ],
    );
    reads(
        "Wed 2026-10-21 14:00 > Wed 2026-10-21 16:00",
        &[
            "14-16",
            "14-16 Uhr",
            "14:00-16:00",
            "2-4pm",
            "von 14 bis 16 Uhr",
            "between 14 and 16",
            "zwischen 14 und 16 Uhr",
        ],
    );
    reads("Wed 2026-10-21 11:00 > Wed 2026-10-21 13:00", &["11:00-13:00", "11am-1pm", "11-1pm"]);
    reads("Thu 2026-10-22 09:00 > Thu 2026-10-22 10:00", &["9:00-10:00", "tomorrow 9-10", "9:00-10:00 tomorrow"]);
    reads("Wed 2026-10-21 > Wed 2026-10-21 20:00", &["today until 20:00", "heute bis 20 Uhr"]);
    reads("Thu 2026-12-31 22:00 > Fri 2027-01-01 02:00", &["31.12. 22:00 - 1.1. 2:00", "31.12. 22-2 Uhr"]);
}

#[test]
fn the_change_of_clocks_is_said() {
    reads("Sun 2026-10-25 02:30 Repeated", &["Sun 02:30", "25.10. 2:30"]);
    assert_eq!(read("Sun 02:30", now(), Berlin).map(|when| when.start()), Ok("2026-10-25T00:30:00Z".parse().unwrap()));
    reads("Sun 2027-03-28 03:00 Skipped", &["28.3.2027 2:30", "28.3.2027 02:00"]);
    let samoa = chrono_tz::Pacific::Apia;
    assert_eq!(shown("2011-12-30 12:00", samoa), "Sat 2011-12-31 00:00 Skipped past");
}

#[test]
fn a_whole_day_lasts_to_its_end() {
    let sunday = read("Sunday", now(), Berlin).unwrap();
    assert_eq!((sunday.end() - sunday.start()).num_hours(), 25);
    let window = read("Fri-Sun", now(), Berlin).unwrap();
    assert_eq!((window.end() - window.start()).num_hours(), 73);
}

#[test]
fn each_refusal_says_why() {
    use DateError as E;
    for (text, error) in [
        ("", E::NotADate),
        ("soon", E::NotADate),
        ("18", E::NotADate),
        ("25:00", E::NoSuchTime { hour: 25, minute: 0 }),
        ("22:75", E::NoSuchTime { hour: 22, minute: 75 }),
        ("31.2.", E::NoSuchDay { day: 31, month: 2, year: None }),
        ("31.2.2026", E::NoSuchDay { day: 31, month: 2, year: Some(2026) }),
        ("24.12.9999", E::NoSuchDay { day: 24, month: 12, year: Some(9999) }),
        ("03/04/2026", E::Ambiguous),
        ("Fri 03/04/2026", E::Ambiguous),
        (
            "Mon 24.12.2026",
            E::WrongWeekday { written: Weekday::Mon, date: NaiveDate::from_ymd_opt(2026, 12, 24).unwrap() },
        ),
        ("24.12.2026-20.12.2026", E::EndBeforeStart),
        ("in 2wd", E::WorkingDays(2)),
        ("in 0h", E::Duration(DurationError::Zero)),
        ("in 30", E::Duration(DurationError::NoUnit)),
        ("tomorrow 14:00 sharp", E::Trailing("sharp".into())),
        ("so many", E::NotADate),
    ] {
        assert_eq!(read(text, now(), Berlin), Err(error), "{text}");
    }
}

#[test]
fn what_follows_is_given_back() {
    for (text, rest) in [
        ("tomorrow 14:00 the part arrives", "the part arrives"),
        ("until tomorrow 2 printers arrive", "2 printers arrive"),
        ("Fri 18-20 Drucker", "Drucker"),
        ("Fr 22:00 - 3 Drucker", "- 3 Drucker"),
        ("24.12. wegen Urlaub", "wegen Urlaub"),
        ("in 2h maybe", "maybe"),
        ("22:00 so ein Mist", "so ein Mist"),
        ("morgen\nund mehr", "\nund mehr"),
        ("22:00 to be sure", "to be sure"),
    ] {
        assert_eq!(read_prefix(text, now(), Berlin).map(|(_, rest)| rest), Ok(rest), "{text}");
    }
}

proptest! {
    #[test]
    fn written_moments_are_read_back(seconds in 1_800_000_000_i64..3_000_000_000, zone in prop::sample::select(vec![Berlin, Tz::UTC, chrono_tz::America::New_York, chrono_tz::Asia::Kathmandu])) {
        let at = DateTime::from_timestamp(seconds / 60 * 60, 0).unwrap();
        let local = at.with_timezone(&zone);
        for form in ["%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d. %B %Y %H:%M", "%B %d, %Y %I:%M %p", "%a %d.%m.%Y %H.%M Uhr", "%A, %b %e %Y %H:%M"] {
            let text = local.format(form).to_string();
            let read = read(&text, now(), zone);
            match read {
                Ok(When::Moment(moment)) if moment.note.is_none() => prop_assert_eq!(moment.at, at, "{}", text),
                Ok(When::Moment(moment)) => prop_assert_eq!(moment.note, Some(Note::Repeated)),
                other => prop_assert!(false, "{}: {:?}", text, other),
            }
        }
        let exact = local.to_rfc3339();
        prop_assert_eq!(super::read(&exact, now(), Berlin).map(|when| when.start()), Ok(at));
    }

    #[test]
    fn no_text_can_break_it(text in "([0-9]{1,4}|[.:/T+–-]|Fri|Mo|until|bis|Uhr|pm|Dec|morgen|in|next| |\\PC){0,12}", seconds in 0_i64..4_000_000_000) {
        let now = DateTime::from_timestamp(seconds, 0).unwrap();
        if let Ok((when, rest)) = read_prefix(&text, now, Berlin) {
            prop_assert!(when.end() >= when.start());
            prop_assert!(text.ends_with(rest));
        }
    }
}

//! Dates, times, durations and numbers as a language writes them.

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::Language;

/// A point in time, short and relative to the reader's day: `today 14:10`, `tomorrow 08:00`, `Mon 12 Jan 08:00`;
/// `heute 14:10`, `morgen 08:00`, `Mo., 12.01. 08:00`; with the year where it is another one than now.
#[must_use]
pub fn date_time(language: Language, at: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> String {
    format!("{} {}", date(language, at, zone, now), time(at, zone))
}

/// The day alone: `today`, `tomorrow`, `yesterday`, `Mon 12 Jan`, `Mon 12 Jan 2027`; `heute`, `Mo., 12.01.`,
/// `Mo., 12.01.2027`.
#[must_use]
pub fn date(language: Language, at: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> String {
    let day = local(at, zone).date_naive();
    let today = local(now, zone).date_naive();
    let near = match (day.signed_duration_since(today).num_days(), language) {
        (0, Language::En) => "today",
        (0, Language::De) => "heute",
        (1, Language::En) => "tomorrow",
        (1, Language::De) => "morgen",
        (-1, Language::En) => "yesterday",
        (-1, Language::De) => "gestern",
        _ => return calendar_day(language, day, day.year() != today.year()),
    };
    near.to_owned()
}

/// The time of day: `08:00`. In the hour that a zone runs through twice when its daylight saving ends, with the
/// zone's abbreviation, since `02:30` alone would mean two moments.
#[must_use]
pub fn time(at: DateTime<Utc>, zone: Tz) -> String {
    let local = local(at, zone);
    match zone.from_local_datetime(&local.naive_local()) {
        LocalResult::Ambiguous(..) => local.format("%H:%M %Z").to_string(),
        _ => format!("{:02}:{:02}", local.hour(), local.minute()),
    }
}

/// The moment on the reader's clock. Moments within a day of the calendar's ends (some 262,000 years away) would
/// panic in chrono and are moved inwards.
fn local(at: DateTime<Utc>, zone: Tz) -> DateTime<Tz> {
    let day = TimeDelta::days(1);
    at.clamp(DateTime::<Utc>::MIN_UTC + day, DateTime::<Utc>::MAX_UTC - day).with_timezone(&zone)
}

/// A day by its date, whenever it is read: `Mon 12 Jan`, `Mo., 12.01.`, and with its year where that is wanted.
#[must_use]
pub fn calendar_day(language: Language, day: NaiveDate, with_year: bool) -> String {
    let year = day.year();
    match language {
        Language::En => {
            let shown = day.format("%a %-d %b");
            if with_year { format!("{shown} {year}") } else { shown.to_string() }
        }
        Language::De => {
            let weekday = match day.weekday() {
                chrono::Weekday::Mon => "Mo.",
                chrono::Weekday::Tue => "Di.",
                chrono::Weekday::Wed => "Mi.",
                chrono::Weekday::Thu => "Do.",
                chrono::Weekday::Fri => "Fr.",
                chrono::Weekday::Sat => "Sa.",
                chrono::Weekday::Sun => "So.",
            };
            let shown = day.format("%d.%m.");
            if with_year { format!("{weekday}, {shown}{year}") } else { format!("{weekday}, {shown}") }
        }
    }
}

/// A duration in at most two units: `2 h 5 min`, `3 days`; `2 Std. 5 Min.`, `3 Tage`. What is smaller is left out,
/// not rounded up: a clock that has not passed the minute does not show it. Negative ones have a minus sign.
#[must_use]
pub fn duration(language: Language, span: TimeDelta) -> String {
    let seconds = span.num_seconds().unsigned_abs();
    let counts = [seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60];
    let named = counts.iter().zip(units(language));
    let largest = counts.iter().position(|count| *count > 0).unwrap_or(counts.len() - 1);
    let shown: Vec<String> = named
        .skip(largest)
        .take(2)
        .enumerate()
        .filter(|(place, (count, _))| *place == 0 || **count > 0)
        .map(|(_, (count, (one, many)))| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    let sign = if span.num_seconds() < 0 { "−" } else { "" };
    format!("{sign}{}", shown.join(" "))
}

/// A duration in hours and minutes, however many: `2 h 5 min`, `40 h`; below a minute in seconds. What is smaller is left
/// out.
#[must_use]
pub fn hours(language: Language, span: TimeDelta) -> String {
    let seconds = span.num_seconds().unsigned_abs();
    if seconds < 86_400 {
        return duration(language, span);
    }
    let [_, (_, hour), (_, minute), _] = units(language);
    let sign = if span.num_seconds() < 0 { "−" } else { "" };
    match seconds / 60 % 60 {
        0 => format!("{sign}{} {hour}", seconds / 3_600),
        minutes => format!("{sign}{} {hour} {minutes} {minute}", seconds / 3_600),
    }
}

/// Days, hours, minutes, seconds: name for one and for more.
fn units(language: Language) -> [(&'static str, &'static str); 4] {
    match language {
        Language::En => [("day", "days"), ("h", "h"), ("min", "min"), ("s", "s")],
        Language::De => [("Tag", "Tage"), ("Std.", "Std."), ("Min.", "Min."), ("Sek.", "Sek.")],
    }
}

/// A count with its digits in groups of three: `12,345`, `12.345`. Not for ids, which are never grouped.
#[must_use]
pub fn number(language: Language, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let separator = match language {
        Language::En => ',',
        Language::De => '.',
    };
    let mut shown = String::from(if value < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(separator);
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use chrono_tz::{America::New_York, Asia::Tokyo, Europe::Berlin};
    use proptest::prelude::*;

    use super::Language::{De, En};
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        format!("{text}:00Z").parse().unwrap()
    }

    #[test]
    fn near_days_are_called_by_name() {
        let now = utc("2026-01-12T13:00");
        let both = |at| [date_time(En, utc(at), Berlin, now), date_time(De, utc(at), Berlin, now)];
        assert_eq!(both("2026-01-12T13:10"), ["today 14:10", "heute 14:10"]);
        assert_eq!(both("2026-01-12T22:59"), ["today 23:59", "heute 23:59"]);
        assert_eq!(both("2026-01-12T23:00"), ["tomorrow 00:00", "morgen 00:00"]);
        assert_eq!(both("2026-01-11T12:00"), ["yesterday 13:00", "gestern 13:00"]);
        assert_eq!(both("2026-01-19T07:00"), ["Mon 19 Jan 08:00", "Mo., 19.01. 08:00"]);
        assert_eq!(both("2026-01-04T07:00"), ["Sun 4 Jan 08:00", "So., 04.01. 08:00"]);
        assert_eq!(both("2027-03-02T07:00"), ["Tue 2 Mar 2027 08:00", "Di., 02.03.2027 08:00"]);
    }

    #[test]
    fn the_day_is_the_readers() {
        let now = utc("2026-01-12T16:00");
        assert_eq!(date_time(En, now, Tokyo, now), "today 01:00");
        assert_eq!(date_time(En, utc("2026-01-12T14:59"), Tokyo, now), "yesterday 23:59");
        assert_eq!(date_time(En, utc("2026-01-13T04:30"), New_York, now), "today 23:30");
        let sylvester = utc("2026-12-31T12:00");
        assert_eq!(date_time(De, utc("2027-01-01T07:00"), Berlin, sylvester), "morgen 08:00");
        assert_eq!(date(De, utc("2027-01-02T07:00"), Berlin, sylvester), "Sa., 02.01.2027");
    }

    #[test]
    fn daylight_saving_moves_the_clock_and_not_the_day() {
        // 2026-03-29 has 23 hours in Berlin, 2026-10-25 has 25.
        let spring = utc("2026-03-28T22:30");
        assert_eq!(date_time(De, utc("2026-03-28T23:00"), Berlin, spring), "morgen 00:00");
        assert_eq!(date_time(De, utc("2026-03-29T01:00"), Berlin, spring), "morgen 03:00");
        assert_eq!(date_time(De, utc("2026-03-29T22:00"), Berlin, spring), "Mo., 30.03. 00:00");
        let autumn = utc("2026-10-24T22:00");
        assert_eq!(date_time(De, utc("2026-10-25T00:30"), Berlin, autumn), "heute 02:30 CEST");
        assert_eq!(date_time(De, utc("2026-10-25T01:30"), Berlin, autumn), "heute 02:30 CET");
        assert_eq!(date_time(De, utc("2026-10-25T22:30"), Berlin, autumn), "heute 23:30");
    }

    #[test]
    fn durations_have_at_most_two_units() {
        let both = |seconds| [duration(En, TimeDelta::seconds(seconds)), duration(De, TimeDelta::seconds(seconds))];
        assert_eq!(both(0), ["0 s", "0 Sek."]);
        assert_eq!(both(59), ["59 s", "59 Sek."]);
        assert_eq!(both(90), ["1 min 30 s", "1 Min. 30 Sek."]);
        assert_eq!(both(7_500), ["2 h 5 min", "2 Std. 5 Min."]);
        assert_eq!(both(7_230), ["2 h", "2 Std."]);
        assert_eq!(both(86_400), ["1 day", "1 Tag"]);
        assert_eq!(both(86_400 * 3 + 3_600), ["3 days 1 h", "3 Tage 1 Std."]);
        assert_eq!(both(86_400 * 3 + 59), ["3 days", "3 Tage"]);
        assert_eq!(both(-7_500), ["−2 h 5 min", "−2 Std. 5 Min."]);
        assert_eq!(duration(En, TimeDelta::MAX), "106751991167 days 7 h");
    }

    #[test]
    fn hours_of_a_calendar_are_not_made_days() {
        let both = |seconds| [hours(En, TimeDelta::seconds(seconds)), hours(De, TimeDelta::seconds(seconds))];
        assert_eq!(both(7_500), ["2 h 5 min", "2 Std. 5 Min."]);
        assert_eq!(both(86_400 * 3), ["72 h", "72 Std."]);
        assert_eq!(both(-86_460), ["−24 h 1 min", "−24 Std. 1 Min."]);
    }

    #[test]
    fn counts_are_grouped_as_the_language_does() {
        assert_eq!([number(En, 0), number(De, 999)], ["0", "999"]);
        assert_eq!([number(En, 1_000), number(De, -1_234_567)], ["1,000", "−1.234.567"]);
        assert_eq!(number(En, i64::MIN), "−9,223,372,036,854,775,808");
    }

    proptest! {
        #[test]
        fn no_moment_panics(at in any::<i64>(), now in any::<i64>(), span in any::<i64>()) {
            let moment = |micros| DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::<Utc>::MAX_UTC);
            for language in Language::ALL {
                prop_assert!(!date_time(language, moment(at), Berlin, moment(now)).is_empty());
                prop_assert!(!duration(language, TimeDelta::microseconds(span)).is_empty());
            }
        }
    }
}

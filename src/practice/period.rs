//! The time of a report, as people name it.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::command::fold;

/// The time of a report: from a moment to another, which is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: DateTime<Utc>,
    pub(super) to: DateTime<Utc>,
}

/// The latest days up to now (`week`, `month`, `quarter`, `year`), a month (`2026-03`), or days with both ends
/// (`2026-03-01..2026-03-15`). None: it cannot be read, or ends before it begins.
pub(super) fn period(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<Period> {
    // What ends at this very moment belongs to it.
    let latest = |days: i64| Some(Period { from: now - TimeDelta::days(days), to: now + TimeDelta::seconds(1) });
    match fold(text.trim()).as_str() {
        "" | "week" | "woche" => return latest(7),
        "day" | "tag" => return latest(1),
        "month" | "monat" => return latest(30),
        "quarter" | "quartal" => return latest(91),
        "year" | "jahr" => return latest(365),
        _ => {}
    }
    let begins = |day: NaiveDate| Some(day.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest()?.to_utc());
    let day = |text: &str| text.trim().parse::<NaiveDate>().ok();
    let (from, to) = match text.split_once("..") {
        Some((from, to)) => (day(from)?, day(to)?.checked_add_days(Days::new(1))?),
        None => {
            let first = day(&format!("{}-01", text.trim()))?;
            (first, first.checked_add_months(Months::new(1))?)
        }
    };
    let period = Period { from: begins(from)?, to: begins(to)? };
    (period.from < period.to).then_some(period)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;

    use super::*;

    fn read(text: &str) -> Option<String> {
        let now = "2026-04-10T12:00:00Z".parse().unwrap();
        period(text, now, Berlin).map(|period| format!("{} {}", period.from.to_rfc3339(), period.to.to_rfc3339()))
    }

    #[test]
    fn times_are_read() {
        assert_eq!(read("Woche").unwrap(), "2026-04-03T12:00:00+00:00 2026-04-10T12:00:01+00:00");
        // The month in which the clocks change begins and ends at local midnight.
        assert_eq!(read("2026-03").unwrap(), "2026-02-28T23:00:00+00:00 2026-03-31T22:00:00+00:00");
        assert_eq!(read("2026-01-05..2026-01-05").unwrap(), "2026-01-04T23:00:00+00:00 2026-01-05T23:00:00+00:00");
        for unclear in ["soon", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "2026-13", ".."] {
            assert_eq!(read(unclear), None, "{unclear}");
        }
    }
}

//! What is a time that somebody has spent. Pure.

use chrono::TimeDelta;

use crate::command::duration::{self, DurationError, Span};
use crate::command::fold;

/// The longest time that is spent at once.
const LONGEST_SECONDS: i64 = 86_400;

/// Why a text is no time spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclear {
    /// It does not begin with a length of time.
    NotATime,
    /// No time at all, or less.
    Nothing,
    /// More than a day.
    TooLong,
    /// Working days have no length that everybody agrees on.
    WorkingDays,
}

/// `30m printer driver`: how long, and on what.
pub(super) fn read(text: &str) -> Result<(TimeDelta, &str), Unclear> {
    match duration::read_prefix(text) {
        Ok((Span::Seconds(seconds), what)) if seconds <= LONGEST_SECONDS => {
            Ok((TimeDelta::seconds(seconds), what.trim()))
        }
        Ok((Span::Seconds(_), _)) | Err(DurationError::TooLong) => Err(Unclear::TooLong),
        Ok((Span::WorkingDays(_), _)) | Err(DurationError::PartOfWorkingDay | DurationError::Mixed) => {
            Err(Unclear::WorkingDays)
        }
        Err(DurationError::Zero | DurationError::Negative) => Err(Unclear::Nothing),
        Err(DurationError::NotADuration | DurationError::NoUnit | DurationError::UnknownUnit(_))
        | Err(DurationError::Trailing(_)) => Err(Unclear::NotATime),
    }
}

/// How far back a report goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Period {
    /// As the words know it.
    pub(in super::super) name: &'static str,
    /// How many days.
    pub(in super::super) days: i64,
}

/// Reads `week`, `Monat`.
pub(in super::super) fn period(text: &str) -> Option<Period> {
    let (name, days) = match fold(text.trim()).as_str() {
        "day" | "today" | "tag" | "heute" => ("day", 1),
        "week" | "woche" => ("week", 7),
        "month" | "monat" => ("month", 30),
        "year" | "jahr" => ("year", 365),
        _ => return None,
    };
    Some(Period { name, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_and_what_it_was_spent_on() {
        assert_eq!(read("30m"), Ok((TimeDelta::minutes(30), "")));
        assert_eq!(read("1h 30m den Treiber gesucht"), Ok((TimeDelta::minutes(90), "den Treiber gesucht")));
        assert_eq!(read("eine halbe Stunde"), Ok((TimeDelta::minutes(30), "")));
        assert_eq!(read("1d"), Ok((TimeDelta::hours(24), "")));
    }

    #[test]
    fn what_is_no_time_spent() {
        for (text, why) in [
            ("", Unclear::NotATime),
            ("30", Unclear::NotATime),
            ("lange", Unclear::NotATime),
            ("0m", Unclear::Nothing),
            ("-5m", Unclear::Nothing),
            ("25h", Unclear::TooLong),
            ("999999999999999h", Unclear::TooLong),
            ("2wd", Unclear::WorkingDays),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
        }
    }
}

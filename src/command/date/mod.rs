//! Dates, times and windows as people write them, in both languages, in the writer's time zone.
//!
//! Reading has two halves: what is written there (`written`, which knows neither present nor zone), and which moment
//! that is (`resolve`). What was understood is to be echoed back, with its [`Note`].

mod clock;
mod day;
mod local;
mod resolve;
mod written;

use chrono::{DateTime, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;

use super::duration::DurationError;
use super::scan::Scan;

/// A point in time as somebody wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The moment; of a whole day its first.
    pub at: DateTime<Utc>,
    /// The moment until which it lasts: of a whole day the first of the next one, else the same as `at`.
    pub end: DateTime<Utc>,
    /// True when only a day was written, without a time.
    pub whole_day: bool,
    /// What the change to or from daylight saving time did to the time written.
    pub note: Option<Note>,
    /// True when all of it lies before now.
    pub past: bool,
}

/// From one moment to another, which is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The first moment.
    pub from: Moment,
    /// The last; [`Moment::end`] of it counts.
    pub to: Moment,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// One moment, or one whole day.
    Moment(Moment),
    /// A window.
    Interval(Interval),
}

impl When {
    /// Where it begins.
    #[must_use]
    pub fn start(&self) -> DateTime<Utc> {
        match self {
            When::Moment(moment) => moment.at,
            When::Interval(interval) => interval.from.at,
        }
    }

    /// Where it ends: of a whole day, at the end of that day.
    #[must_use]
    pub fn end(&self) -> DateTime<Utc> {
        match self {
            When::Moment(moment) => moment.end,
            When::Interval(interval) => interval.to.end,
        }
    }

    /// True when all of it lies before now.
    #[must_use]
    pub fn past(&self) -> bool {
        match self {
            When::Moment(moment) => moment.past,
            When::Interval(interval) => interval.to.past,
        }
    }

    /// The first note on its moments.
    #[must_use]
    pub fn note(&self) -> Option<Note> {
        match self {
            When::Moment(moment) => moment.note,
            When::Interval(interval) => interval.from.note.or(interval.to.note),
        }
    }
}

/// What the change to or from daylight saving time did to a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The time does not exist on that day; the first moment after the gap was taken.
    Skipped,
    /// The time exists twice on that day; the first was taken.
    Repeated,
}

/// Why a text is no usable date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Nothing in it looks like a date or time.
    NotADate,
    /// There is no such day (`31.2.`); the year where it was written.
    NoSuchDay {
        /// Day of the month.
        day: u32,
        /// Month.
        month: u32,
        /// Year.
        year: Option<i32>,
    },
    /// There is no such time of day (`25:00`).
    NoSuchTime {
        /// Hour.
        hour: u32,
        /// Minute.
        minute: u32,
    },
    /// The date is not on the day of the week that was written with it.
    WrongWeekday {
        /// The day of the week as written.
        written: Weekday,
        /// The date, which is on another one.
        date: NaiveDate,
    },
    /// Day and month could be either (`03/04/2026`).
    Ambiguous,
    /// The window ends before it begins.
    EndBeforeStart,
    /// `in 2wd`: working days need a calendar.
    WorkingDays(u32),
    /// `in …` with a duration that is refused.
    Duration(DurationError),
    /// This follows the date.
    Trailing(String),
}

/// Reads a whole text. A time without a day is the next such time, a weekday the next such day (today, if it is still
/// to come), a date without a year the next such date; `until`, `bis`, `at`, `am` and the like may stand before it.
pub fn read(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<When, DateError> {
    let (when, rest) = read_prefix(text, now, zone)?;
    let left = rest.trim();
    if left.is_empty() || (Scan::new(left).at_end() && !left.contains('\n')) {
        Ok(when)
    } else {
        Err(DateError::Trailing(left.to_owned()))
    }
}

/// Reads a date at the beginning, and gives the text behind it: `tomorrow 14:00 the part arrives`.
pub fn read_prefix(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<(When, &str), DateError> {
    let (written, after) = written::scan(Scan::new(text))?;
    Ok((resolve::resolve(&written, now, zone)?, after.space().rest()))
}

/// How many bytes at the beginning read as a date, whether there is such a day or not.
pub(super) fn extent(text: &str) -> usize {
    written::scan(Scan::new(text)).map_or(0, |(_, after)| text.len() - after.rest().len())
}

#[cfg(test)]
mod tests;

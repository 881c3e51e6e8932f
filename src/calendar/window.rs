//! Hours: windows of a day, and the week that they make up.

use chrono::{Datelike, Weekday};
use thiserror::Error;

/// Seconds of a day on the wall clock.
pub(super) const DAY: i64 = 86_400;
/// Seconds of a week on the wall clock.
pub(super) const WEEK: i64 = 7 * DAY;

/// From one time of day to another, which is not part of it, on the wall clock; in seconds since local midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    /// The first second.
    pub(super) from: i64,
    /// The second after the last; [`DAY`] is the end of the day.
    pub(super) to: i64,
}

/// Why two texts are no window.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WindowError {
    /// It is not `HH:MM`, or later than `24:00`.
    #[error("{0:?} is no time of day from 00:00 to 24:00")]
    NotATime(String),
    /// It ends when it begins, which could mean nothing or the whole day.
    #[error("the window from {0} to {0} is empty")]
    Empty(String),
    /// It ends before it begins, where it must not run over midnight.
    #[error("the window from {0} to {1} ends before it begins")]
    Backwards(String, String),
}

impl Window {
    /// Reads a window that may run over midnight: `from` is then later than `to`.
    pub(super) fn read(from: &str, to: &str) -> Result<Self, WindowError> {
        let window = Self { from: time_of_day(from)?, to: time_of_day(to)? };
        if window.from == window.to { Err(WindowError::Empty(from.to_owned())) } else { Ok(window) }
    }

    /// Reads a window that begins and ends on one day.
    pub(super) fn read_within_day(from: &str, to: &str) -> Result<Self, WindowError> {
        let window = Self::read(from, to)?;
        match window.over_midnight() {
            true => Err(WindowError::Backwards(from.to_owned(), to.to_owned())),
            false => Ok(window),
        }
    }

    fn over_midnight(self) -> bool {
        self.from > self.to
    }

    pub(super) fn seconds(self) -> i64 {
        self.to - self.from
    }
}

/// `HH:MM` in seconds. Exactly five characters, as ISO 8601 wants it: `8:00` may be a slip for `18:00`.
fn time_of_day(text: &str) -> Result<i64, WindowError> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    let read = |&[a, b, colon, c, d]: &[u8; 5]| {
        let (hour, minute) = (digit(a)? * 10 + digit(b)?, digit(c)? * 10 + digit(d)?);
        let seconds = hour * 3_600 + minute * 60;
        (colon == b':' && minute < 60 && seconds <= DAY).then_some(seconds)
    };
    let seconds = text.as_bytes().first_chunk().filter(|_| text.len() == 5).and_then(read);
    seconds.ok_or_else(|| WindowError::NotATime(text.to_owned()))
}

/// Sorted, and what overlaps or touches made one, so that no second counts twice.
pub(super) fn merged(mut windows: Vec<Window>) -> Vec<Window> {
    windows.sort_unstable();
    let mut whole: Vec<Window> = Vec::with_capacity(windows.len());
    for window in windows.into_iter().filter(|window| window.from < window.to) {
        match whole.last_mut() {
            Some(last) if window.from <= last.to => last.to = last.to.max(window.to),
            _ => whole.push(window),
        }
    }
    whole
}

/// The weekly table: for each day of the week, Monday first, what is open on it. A window over midnight stands in it as
/// the two parts into which midnight cuts it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WeekTable([Vec<Window>; 7]);

impl WeekTable {
    /// Opens a window that begins on a day of the week.
    pub(super) fn open(&mut self, day: Weekday, window: Window) {
        if window.over_midnight() {
            self.day_mut(day).push(Window { to: DAY, ..window });
            self.day_mut(day.succ()).push(Window { from: 0, ..window });
        } else {
            self.day_mut(day).push(window);
        }
    }

    /// The first day on which two windows have time in common.
    pub(super) fn overlap(&self) -> Option<Weekday> {
        let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        days.into_iter().zip(&self.0).find(|(_, windows)| overlaps(windows)).map(|(day, _)| day)
    }

    /// The days, Monday first, each with its windows in order and apart from each other.
    pub(super) fn into_days(self) -> [Vec<Window>; 7] {
        self.0.map(merged)
    }

    fn day_mut(&mut self, day: Weekday) -> &mut Vec<Window> {
        let [mon, tue, wed, thu, fri, sat, sun] = &mut self.0;
        match day {
            Weekday::Mon => mon,
            Weekday::Tue => tue,
            Weekday::Wed => wed,
            Weekday::Thu => thu,
            Weekday::Fri => fri,
            Weekday::Sat => sat,
            Weekday::Sun => sun,
        }
    }
}

/// True when two of the windows have time in common; that they touch is no overlap.
pub(super) fn overlaps(windows: &[Window]) -> bool {
    let mut windows: Vec<_> = windows.iter().filter(|window| window.from < window.to).collect();
    windows.sort_unstable();
    windows.windows(2).any(|pair| matches!(pair, [first, second] if second.from < first.to))
}

/// A local date as seconds on the wall clock since Monday, 29 December 1969, 00:00: at the beginning of a week, so that
/// weeks are whole multiples.
pub(super) fn seconds_of(date: chrono::NaiveDate) -> i64 {
    // 719 160 days from 1 January of the year 1 (day 1) to that Monday.
    (i64::from(date.num_days_from_ce()) - 719_160) * DAY
}

/// The date of a wall-clock time in seconds since that Monday.
pub(super) fn date_of(seconds: i64) -> Option<chrono::NaiveDate> {
    let days = i32::try_from(seconds.div_euclid(DAY) + 719_160).ok()?;
    chrono::NaiveDate::from_num_days_from_ce_opt(days)
}

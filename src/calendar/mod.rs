//! Business calendars: when a desk is open, and what that means for a promise of so many hours.
//!
//! A moment is open when the wall clock of the calendar's zone then shows a time in a window of its date. The windows of a
//! date are those of its weekday; none, when it is a holiday; those of the exception, when there is one for it. So the
//! hour that comes twice in autumn counts twice where it is open, and the one that spring skips does not exist.
//!
//! Sums are taken by arithmetic on intervals: between two changes of the clocks (`zone`) wall-clock time runs like any
//! other, and on it the hours are a week over and over, with some special days (`tally`).

mod count;
mod dates;
mod days;
pub mod events;
mod freeze;
pub mod holidays;
pub mod ical;
mod slots;
mod spec;
mod tally;
mod window;
mod zone;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use holidays::{Holiday, Region};
use tally::Tally;
use window::Window;
use zone::Spans;

pub use days::{DayLine, Interval};
pub use freeze::{FreezeDays, FreezeError};
pub use slots::Field;
pub use spec::{CalendarError, CalendarMistake, CalendarSpec, HolidaySpec};
pub use window::WindowError;
pub use zone::shown_at;

/// When a desk is open. Made by [`CalendarSpec::build`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
    region: Option<Region>,
    /// Dates that are holidays beside those of the region; the name may be empty.
    listed: BTreeMap<NaiveDate, String>,
    exceptions: BTreeMap<NaiveDate, Vec<Window>>,
    tally: Tally,
    spans: Spans,
}

/// A time in which nothing counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Its first moment.
    pub from: DateTime<Utc>,
    /// The moment after its last; None while it lasts. A pause that ends before it begins is none.
    pub to: Option<DateTime<Utc>>,
}

/// What decides about the hours of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRule<'c> {
    /// Its weekday.
    Week,
    /// It is a public holiday of the region.
    Holiday(Holiday),
    /// It is on the list of holidays, under this name, which may be empty.
    Listed(&'c str),
    /// It has hours of its own, in place of all others.
    Exception,
}

impl Calendar {
    /// Puts a calendar together. The days are those of a week, Monday first.
    fn new(
        zone: Tz,
        days: &[Vec<Window>; 7],
        region: Option<Region>,
        listed: BTreeMap<NaiveDate, String>,
        exceptions: BTreeMap<NaiveDate, Vec<Window>>,
    ) -> Self {
        let by_law = region.into_iter().flat_map(|region| holidays::YEARS.flat_map(move |year| region.dates(year)));
        let mut special: BTreeMap<NaiveDate, Vec<Window>> = by_law.map(|(date, _)| (date, Vec::new())).collect();
        special.extend(listed.keys().map(|date| (*date, Vec::new())));
        special.extend(exceptions.iter().map(|(date, windows)| (*date, windows.clone())));
        let special = special.into_iter().map(|(date, windows)| (window::seconds_of(date), windows));
        let tally = Tally::new(days, special);
        Self { zone, region, listed, exceptions, tally, spans: Spans::of(zone) }
    }

    /// The zone on whose wall clocks the hours are.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The years for which the calendar is right: changes of the clocks are known from 1970 to 2099, the laws on holidays
    /// from 1990 on. Outside, clocks and laws of the nearest known time are not to be relied on.
    #[must_use]
    pub fn years(&self) -> RangeInclusive<i32> {
        if self.region.is_some() { *holidays::YEARS.start()..=2099 } else { 1970..=2099 }
    }

    /// What decides about the hours of a date.
    #[must_use]
    pub fn rule(&self, date: NaiveDate) -> DayRule<'_> {
        if self.exceptions.contains_key(&date) {
            DayRule::Exception
        } else {
            self.holiday(date).unwrap_or(DayRule::Week)
        }
    }

    /// The public holiday of the region on a date; also where an exception opens it.
    #[must_use]
    pub fn holiday_on(&self, date: NaiveDate) -> Option<Holiday> {
        self.region.and_then(|region| region.holiday_on(date))
    }

    /// True at a moment that counts.
    #[must_use]
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        let second = TimeDelta::seconds(1);
        at.checked_add_signed(second).is_some_and(|next| self.elapsed(at, next, &[]) == second)
    }

    /// The first moment at or after another that counts; None when nothing is open for ten years.
    #[must_use]
    pub fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let second = TimeDelta::seconds(1);
        Some((self.due(at, &[], second)? - second).max(at))
    }

    /// True when nothing is open on any day, whatever the date.
    #[must_use]
    pub fn never_opens(&self) -> bool {
        self.tally.week_is_closed() && !self.tally.some_special_day_is_open()
    }

    fn holiday(&self, date: NaiveDate) -> Option<DayRule<'_>> {
        let listed = || self.listed.get(&date).map(|name| DayRule::Listed(name));
        self.holiday_on(date).map(DayRule::Holiday).or_else(listed)
    }
}

#[cfg(test)]
mod tests;

//! Where the dates of a zone begin, also where clocks are changed at midnight.
//!
//! A date lasts from its first moment to that of the next one. So each moment is in one date, and that of a later moment
//! is never an earlier one, though clocks that are set back from 00:01 to 23:01 show yesterday for another hour.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::Interval;
use super::count::wall;
use super::window::{DAY, date_of, seconds_of};
use super::zone::Spans;

/// A quarter of an hour, in seconds.
const QUARTER: i64 = 900;

/// The dates of a zone.
#[derive(Debug, Clone)]
pub(super) struct Dates(Spans);

impl Dates {
    /// The dates of this zone.
    pub(super) fn of(zone: Tz) -> Self {
        Self(Spans::of(zone))
    }

    /// The first moment of a date: that at which clocks first show it or a later one. A date that the zone skipped, as
    /// Samoa did with 30 December 2011, begins with the next one.
    pub(super) fn begin(&self, date: NaiveDate) -> Option<DateTime<Utc>> {
        let midnight = seconds_of(date);
        // No clock is a day from UTC: one day before, it is earlier everywhere.
        let begin = self.0.since(midnight - wall(0, 0) - DAY).find_map(|span| {
            let begin = (midnight - wall(0, span.offset)).max(span.from);
            (begin < span.to).then_some(begin)
        })?;
        DateTime::from_timestamp(begin, 0)
    }

    /// From the first moment of a date to the last of another; None when that is no time.
    pub(super) fn whole(&self, first: NaiveDate, last: NaiveDate) -> Option<Interval> {
        let whole = Interval { from: self.begin(first)?, to: self.begin(last.succ_opt()?)? };
        (whole.from < whole.to).then_some(whole)
    }

    /// The dates from that of a moment on, without those that the zone skipped.
    pub(super) fn since(&self, at: DateTime<Utc>) -> impl Iterator<Item = (NaiveDate, Interval)> {
        let shown = std::iter::successors(date_of(self.wall(at)), |date| date.succ_opt());
        shown.filter_map(|date| Some((date, self.whole(date, date)?))).skip_while(move |(_, day)| day.to <= at)
    }

    /// The time of day at a moment, in seconds since midnight.
    pub(super) fn time_of_day(&self, at: DateTime<Utc>) -> i64 {
        self.wall(at).rem_euclid(DAY)
    }

    /// The first moment at which clocks show a date and a time of day; None when they never do.
    pub(super) fn shows(&self, date: NaiveDate, time_of_day: i64) -> Option<DateTime<Utc>> {
        let shown = seconds_of(date) + time_of_day;
        let near = shown - wall(0, 0);
        let mut spans = self.0.since(near - DAY).take_while(|span| span.from <= near + DAY);
        let moment = spans.find_map(|span| {
            let moment = shown - wall(0, span.offset);
            (span.from <= moment && moment < span.to).then_some(moment)
        })?;
        DateTime::from_timestamp(moment, 0)
    }

    /// The first moment at or after another, in whole seconds, at which clocks show a quarter of an hour.
    pub(super) fn quarter(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let at = rounded_up(at).timestamp();
        let quarter = self.0.since(at).find_map(|span| {
            let begin = at.max(span.from);
            let quarter = begin + (-wall(begin, span.offset)).rem_euclid(QUARTER);
            (quarter < span.to).then_some(quarter)
        })?;
        DateTime::from_timestamp(quarter, 0)
    }

    /// What the clocks show at a moment, in seconds.
    fn wall(&self, at: DateTime<Utc>) -> i64 {
        let at = at.timestamp();
        wall(at, self.0.since(at).next().map_or(0, |span| span.offset))
    }
}

/// The last whole second at or before a moment.
pub(super) fn rounded_down(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}

/// The first whole second at or after a moment.
pub(super) fn rounded_up(at: DateTime<Utc>) -> DateTime<Utc> {
    let down = rounded_down(at);
    if down == at { at } else { down.checked_add_signed(TimeDelta::seconds(1)).unwrap_or(at) }
}

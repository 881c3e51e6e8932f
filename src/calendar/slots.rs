//! Free time: what lies in the hours of all who are needed, and is not taken.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::dates::{Dates, rounded_down, rounded_up};
use super::{Calendar, Interval};

/// More local days than this are never searched: ten years, as for the next opening of a calendar.
const MOST_DAYS: u32 = 3_653;

/// What limits where something can be put.
#[derive(Debug, Clone, Copy)]
pub struct Field<'c> {
    /// It must lie in the hours of each of these.
    pub within: &'c [&'c Calendar],
    /// It must touch none of these; in any order, may overlap. One that does not end after it begins is none.
    pub taken: &'c [Interval],
    /// On whose clock days and quarters of an hour are.
    pub zone: Tz,
}

impl Field<'_> {
    /// Whether a time is free whole. One that does not end after it begins is no time, and not free.
    #[must_use]
    pub fn is_free(&self, slot: Interval) -> bool {
        // Hours are whole seconds: what lies in them lies in them with its first and last second, too.
        let (from, to) = (rounded_down(slot.from), rounded_up(slot.to));
        let touches = |taken: &Interval| is_time(taken) && taken.from < slot.to && slot.from < taken.to;
        is_time(&slot)
            && self.within.iter().all(|calendar| calendar.elapsed(from, to, &[]) == to - from)
            && !self.taken.iter().any(touches)
    }

    /// What is free from one moment to another, in order, merged: what is open over midnight is one time. Whole seconds;
    /// those of which a part is taken are not free.
    #[must_use]
    pub fn free(&self, within: Interval) -> Vec<Interval> {
        let within = Interval { from: rounded_up(within.from), to: rounded_down(within.to) };
        let whole = if is_time(&within) { vec![within] } else { Vec::new() };
        let untaken = common(&whole, &gaps(self.taken, within));
        self.within.iter().fold(untaken, |free, calendar| {
            // Nobody is asked about the time outside what is still free.
            let (Some(first), Some(last)) = (free.first(), free.last()) else { return free };
            common(&free, &merged(calendar.open_intervals(first.from, last.to).collect()))
        })
    }

    /// The next free times that last as long as `wanted`, in order: at most one on each local day, that on which it
    /// begins. It begins at the time of day at which `wanted` does, where that is free, else at the first quarter of an
    /// hour of the wall clock (:00 :15 :30 :45) of the day that is.
    ///
    /// None begins before `not_before`. There are at most `most`, on `days` local days from that of `not_before` on, no
    /// more than ten years. A time of day that a day does not have is not free; of one that comes twice the first counts.
    #[must_use]
    pub fn next(&self, wanted: Interval, not_before: DateTime<Utc>, most: usize, days: u32) -> Vec<Interval> {
        let dates = Dates::of(self.zone);
        let days: Vec<_> = dates.since(not_before).take(days.min(MOST_DAYS) as usize).collect();
        let long = wanted.to - wanted.from;
        // The last may begin with the last second of the last day.
        let end = days.last().and_then(|(_, day)| day.to.checked_add_signed(long));
        let Some(end) = end.filter(|_| is_time(&wanted)) else { return Vec::new() };
        let free = self.free(Interval { from: rounded_down(not_before), to: rounded_up(end) });
        let search = Search { dates, free, wanted: wanted.from, long, not_before };
        let found = days.into_iter().filter_map(|(date, day)| search.on(date, day));
        found.map(|from| Interval { from, to: from + long }).take(most).collect()
    }
}

/// What is looked for on each day.
struct Search {
    dates: Dates,
    /// In order, merged.
    free: Vec<Interval>,
    /// When it should begin; of this only the time of day counts.
    wanted: DateTime<Utc>,
    long: TimeDelta,
    not_before: DateTime<Utc>,
}

impl Search {
    /// When it can begin on a day.
    fn on(&self, date: NaiveDate, day: Interval) -> Option<DateTime<Utc>> {
        let first = day.from.max(self.not_before);
        let day = Interval { from: first, ..day };
        let usual = self.usual(date).filter(|at| day.from <= *at && *at < day.to);
        usual.filter(|at| self.since(*at).next().is_some_and(|free| self.fits(*at, free))).or_else(|| {
            self.since(day.from).take_while(|free| free.from < day.to).find_map(|free| {
                let quarter = self.dates.quarter(free.from.max(day.from))?;
                (quarter < day.to && self.fits(quarter, free)).then_some(quarter)
            })
        })
    }

    /// The moment of a day at which it should begin.
    fn usual(&self, date: NaiveDate) -> Option<DateTime<Utc>> {
        let second = self.dates.shows(date, self.dates.time_of_day(self.wanted))?;
        DateTime::from_timestamp(second.timestamp(), self.wanted.timestamp_subsec_nanos())
    }

    /// What is free at a moment and after it.
    fn since(&self, at: DateTime<Utc>) -> impl Iterator<Item = &Interval> {
        self.free.iter().skip(self.free.partition_point(|free| free.to <= at))
    }

    fn fits(&self, at: DateTime<Utc>, free: &Interval) -> bool {
        free.from <= at && self.long <= free.to - at
    }
}

/// In order, and what overlaps or touches made one.
pub(super) fn merged(mut times: Vec<Interval>) -> Vec<Interval> {
    times.retain(is_time);
    times.sort_unstable_by_key(|time| time.from);
    let mut whole: Vec<Interval> = Vec::with_capacity(times.len());
    for time in times {
        match whole.last_mut() {
            Some(last) if time.from <= last.to => last.to = last.to.max(time.to),
            _ => whole.push(time),
        }
    }
    whole
}

/// What some times leave of another one, in whole seconds.
fn gaps(taken: &[Interval], within: Interval) -> Vec<Interval> {
    let seconds = |taken: &Interval| Interval { from: rounded_down(taken.from), to: rounded_up(taken.to) };
    let taken = merged(taken.iter().filter(|taken| is_time(taken)).map(seconds).collect());
    let begins = [within.from].into_iter().chain(taken.iter().map(|taken| taken.to));
    let ends = taken.iter().map(|taken| taken.from).chain([within.to]);
    begins.zip(ends).map(|(from, to)| Interval { from, to }).filter(is_time).collect()
}

/// What is in both of two lists, each in order and merged; so is what they have in common.
fn common(ones: &[Interval], others: &[Interval]) -> Vec<Interval> {
    let (mut ones, mut others) = (ones.iter().copied().peekable(), others.iter().copied().peekable());
    let mut both = Vec::new();
    while let (Some(one), Some(other)) = (ones.peek(), others.peek()) {
        both.push(Interval { from: one.from.max(other.from), to: one.to.min(other.to) });
        // What ends first has nothing in common with what comes next in the other list.
        if one.to < other.to {
            ones.next()
        } else {
            others.next()
        };
    }
    both.retain(is_time);
    both
}

fn is_time(time: &Interval) -> bool {
    time.from < time.to
}

#[cfg(test)]
mod tests;

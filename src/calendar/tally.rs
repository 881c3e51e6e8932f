//! How much is open up to a time on the wall clock, and when so much has been open: both without stepping through the
//! days between.
//!
//! On the wall clock, where no hour is skipped or repeated, the hours are those of the week over and over, apart from
//! some special days. So the sum up to a time is whole weeks times the sum of a week, plus the part of the last week,
//! plus what the special days before it differ from their weekdays: two binary searches. Times are seconds as in
//! [`seconds_of`](super::window::seconds_of).

use super::window::{DAY, WEEK, Window};

/// Sums of open seconds. Only differences between two of them mean something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    week: Vec<Stretch>,
    /// Open seconds of each day of a week, Monday first.
    days: [i64; 7],
    /// Open seconds of a week.
    sum: i64,
    /// In order of time.
    special: Vec<SpecialDay>,
}

/// A window of the week, in seconds since its Monday, 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    window: Window,
    /// Open seconds of the week before it.
    before: i64,
}

/// A day with other hours than its weekday.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SpecialDay {
    start: i64,
    /// What the special days before it have more than their weekdays; less, where negative.
    before: i64,
    windows: Vec<Window>,
}

impl Tally {
    /// Sums the hours of a week and of special days, which come in order of time, each once, with their windows in order
    /// and apart from each other.
    pub(super) fn new(days: &[Vec<Window>; 7], special: impl Iterator<Item = (i64, Vec<Window>)>) -> Self {
        let mut week = Vec::new();
        let mut sum = 0;
        for (windows, monday) in days.iter().zip((0..).step_by(DAY as usize)) {
            for window in windows {
                let window = Window { from: monday + window.from, to: monday + window.to };
                week.push(Stretch { window, before: sum });
                sum += window.seconds();
            }
        }
        let days = days.each_ref().map(|windows| open(windows));
        let mut tally = Self { week, days, sum, special: Vec::new() };
        let mut before = 0;
        for (start, windows) in special {
            let more = open(&windows) - tally.of_weekday(start);
            tally.special.push(SpecialDay { start, before, windows });
            before += more;
        }
        tally
    }

    /// Open seconds up to a time.
    pub(super) fn until(&self, time: i64) -> i64 {
        let usual = self.usual_until(time);
        match self.special_at(time) {
            None => usual,
            Some(day) if time >= day.start + DAY => usual + self.more_until_end(day),
            Some(day) => {
                let since_midnight = time - day.start;
                let own: i64 = day.windows.iter().map(|window| passed(*window, since_midnight)).sum();
                self.usual_until(day.start) + day.before + own
            }
        }
    }

    /// The first time up to which so many seconds are open, if there is one; `sum` is more than that of some time.
    pub(super) fn reaches(&self, sum: i64) -> Option<i64> {
        let later = self.special.partition_point(|day| self.usual_until(day.start) + day.before < sum);
        // The last special day that begins before: the time lies in it, or behind it where days are usual again.
        let Some(day) = later.checked_sub(1).and_then(|last| self.special.get(last)) else {
            return self.usual_reaches(sum);
        };
        let mut missing = sum - self.usual_until(day.start) - day.before;
        for window in &day.windows {
            if missing <= window.seconds() {
                return Some(day.start + window.from + missing);
            }
            missing -= window.seconds();
        }
        self.usual_reaches(sum - self.more_until_end(day))
    }

    /// The windows of the day that begins at a time.
    pub(super) fn day(&self, start: i64) -> impl Iterator<Item = Window> {
        let special = self.special_at(start).filter(|day| day.start == start);
        let monday = start.div_euclid(WEEK) * WEEK;
        let own = special.map_or(&[][..], |day| &day.windows).iter().copied();
        let first = self.week.partition_point(|stretch| stretch.window.from < start - monday);
        let usual = self.week.iter().skip(first).take_while(move |stretch| stretch.window.from < start - monday + DAY);
        let since_midnight = move |stretch: &Stretch| Window {
            from: stretch.window.from - (start - monday),
            to: stretch.window.to - (start - monday),
        };
        own.chain(usual.map(since_midnight).take(if special.is_some() { 0 } else { usize::MAX }))
    }

    /// True when the days of the week are all closed.
    pub(super) fn week_is_closed(&self) -> bool {
        self.sum == 0
    }

    /// True when something is open on a special day.
    pub(super) fn some_special_day_is_open(&self) -> bool {
        self.special.iter().any(|day| !day.windows.is_empty())
    }

    /// The last special day that has begun.
    fn special_at(&self, time: i64) -> Option<&SpecialDay> {
        let later = self.special.partition_point(|day| day.start <= time);
        later.checked_sub(1).and_then(|last| self.special.get(last))
    }

    /// What a special day and those before it have more than their weekdays.
    fn more_until_end(&self, day: &SpecialDay) -> i64 {
        day.before + open(&day.windows) - self.of_weekday(day.start)
    }

    fn of_weekday(&self, start: i64) -> i64 {
        let day = usize::try_from(start.rem_euclid(WEEK) / DAY).unwrap_or_default();
        self.days.get(day).copied().unwrap_or_default()
    }

    /// As if there were no special days.
    fn usual_until(&self, time: i64) -> i64 {
        let in_week = time.rem_euclid(WEEK);
        let later = self.week.partition_point(|stretch| stretch.window.from <= in_week);
        let last = later.checked_sub(1).and_then(|last| self.week.get(last));
        time.div_euclid(WEEK) * self.sum + last.map_or(0, |last| last.before + passed(last.window, in_week))
    }

    fn usual_reaches(&self, sum: i64) -> Option<i64> {
        // A sum that is just that of whole weeks is reached at the last closing time of the week before.
        let weeks = (sum - 1).checked_div_euclid(self.sum)?;
        let missing = sum - weeks * self.sum;
        let later = self.week.partition_point(|stretch| stretch.before < missing);
        let last = later.checked_sub(1).and_then(|last| self.week.get(last))?;
        weeks.checked_mul(WEEK)?.checked_add(last.window.from + missing - last.before)
    }
}

/// The open seconds of a day.
fn open(windows: &[Window]) -> i64 {
    windows.iter().map(|window| window.seconds()).sum()
}

/// How much of a window has passed.
fn passed(window: Window, time: i64) -> i64 {
    (time - window.from).clamp(0, window.seconds())
}

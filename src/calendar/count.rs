//! The two questions of a service level: when is so much counted, and how much was counted.

use chrono::{DateTime, Datelike, Months, TimeDelta, Utc};

use super::{Calendar, Pause};

/// Nothing open for so long means that nothing ever is: ten years.
const NEVER: Months = Months::new(120);
/// What would be due later than about this year never is: RFC 3339 writes years with four digits.
const LAST_YEAR: i32 = 9999;

/// From one second to another, which is not part of it, in seconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    from: i64,
    to: i64,
}

impl Calendar {
    /// The first moment at or after `start` at which `target` has been counted: what is open and not paused. A target
    /// that is used up just when a window closes is due then, and not when the next one opens.
    ///
    /// Counts whole seconds: fractions of all times and of the target are cut off, except that a target of no time is due
    /// at `start` itself. None when it is never reached: an open pause has begun, or nothing is open for ten years.
    #[must_use]
    pub fn due(&self, start: DateTime<Utc>, pauses: &[Pause], target: TimeDelta) -> Option<DateTime<Utc>> {
        let mut left = target.num_seconds();
        if left <= 0 {
            return Some(start);
        }
        let pauses = Pauses::new(pauses);
        let mut from = start.timestamp();
        loop {
            let to =
                DateTime::from_timestamp(from, 0)?.checked_add_months(NEVER).filter(|to| to.year() <= LAST_YEAR)?;
            let to = to.timestamp();
            // The sum at the end of the last span in which something was counted, and the clocks there.
            let mut last = None;
            for part in pauses.between(Part { from, to }) {
                for span in self.spans.since(part.from).take_while(|span| span.from < part.to) {
                    let (begin, end) = (part.from.max(span.from), part.to.min(span.to));
                    let before = self.tally.until(wall(begin, span.offset));
                    let after = self.tally.until(wall(end, span.offset));
                    if left <= after - before {
                        return DateTime::from_timestamp(self.reaches(before + left, span.offset)?, 0);
                    }
                    if before < after {
                        left -= after - before;
                        last = Some((after, span.offset));
                    }
                }
            }
            if pauses.open_since.is_some_and(|since| since <= to) {
                return None;
            }
            // Ten years without anything open are counted from the last moment at which something was.
            from = match last {
                Some((sum, offset)) => self.reaches(sum, offset)?,
                None if self.open_seconds(Part { from, to }) == 0 => return None,
                None => to,
            };
        }
    }

    /// The moment at which the sum of open seconds is reached, where clocks are so far from UTC.
    fn reaches(&self, sum: i64, offset: i64) -> Option<i64> {
        Some(self.tally.reaches(sum)? - wall(0, offset))
    }

    /// What was counted from one moment to another: what was open and not paused. Nothing, where `to` is not later.
    ///
    /// Counts whole seconds: fractions of all times are cut off.
    #[must_use]
    pub fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>, pauses: &[Pause]) -> TimeDelta {
        let whole = Part { from: from.timestamp(), to: to.timestamp() };
        let counted = Pauses::new(pauses).between(whole).map(|part| self.open_seconds(part)).sum();
        TimeDelta::seconds(counted)
    }

    /// The open seconds of a part, without a look at pauses.
    fn open_seconds(&self, part: Part) -> i64 {
        let spans = self.spans.since(part.from).take_while(|span| span.from < part.to);
        spans
            .map(|span| {
                let (begin, end) = (part.from.max(span.from), part.to.min(span.to));
                self.tally.until(wall(end, span.offset)) - self.tally.until(wall(begin, span.offset))
            })
            .sum()
    }
}

/// What the clocks on the wall show at a moment, in seconds since Monday, 29 December 1969.
pub(super) fn wall(moment: i64, offset: i64) -> i64 {
    moment + offset + 3 * super::window::DAY
}

/// Pauses in order, apart from each other, none of them empty.
struct Pauses {
    closed: Vec<Part>,
    open_since: Option<i64>,
}

impl Pauses {
    fn new(pauses: &[Pause]) -> Self {
        let open_since = pauses.iter().filter(|pause| pause.to.is_none()).map(|pause| pause.from.timestamp()).min();
        let ended = |pause: &Pause| Some(Part { from: pause.from.timestamp(), to: pause.to?.timestamp() });
        let mut parts: Vec<Part> = pauses.iter().filter_map(ended).filter(|part| part.from < part.to).collect();
        parts.sort_unstable_by_key(|part| part.from);
        let mut closed: Vec<Part> = Vec::with_capacity(parts.len());
        for part in parts {
            match closed.last_mut() {
                Some(last) if part.from <= last.to => last.to = last.to.max(part.to),
                _ => closed.push(part),
            }
        }
        Self { closed, open_since }
    }

    /// What lies between the pauses, in order.
    fn between(&self, whole: Part) -> impl Iterator<Item = Part> {
        let end = self.open_since.map_or(whole.to, |since| since.min(whole.to));
        let ends = self.closed.iter().map(|pause| pause.from).chain([end]);
        let begins = [whole.from].into_iter().chain(self.closed.iter().map(|pause| pause.to));
        begins
            .zip(ends)
            .map(move |(from, to)| Part { from: from.max(whole.from), to: to.min(end) })
            .filter(|part| part.from < part.to)
    }
}

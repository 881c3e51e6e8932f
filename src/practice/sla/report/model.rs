//! The lines of a report's table.

use chrono::TimeDelta;

/// How the promises of one kind and priority were kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// 1 critical to 5 planning.
    pub(super) priority: u8,
    pub(super) met: i64,
    pub(super) missed: i64,
    /// Time of the calendar that half of them needed at most.
    pub(super) median: TimeDelta,
    /// Time of the calendar that nine of ten needed at most.
    pub(super) p90: TimeDelta,
}

impl Line {
    /// How many percent were kept.
    pub(super) fn percent(&self) -> i64 {
        match self.met + self.missed {
            0 => 100,
            all => self.met * 100 / all,
        }
    }
}

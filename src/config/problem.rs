//! `[problem]`: when incidents come again and again.

use std::time::Duration;

use super::keys::Keys;

/// `[problem]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemConfig {
    /// From so many incidents that are alike on a problem is proposed; 0: never.
    pub recurrence: u32,
    /// In how long.
    pub within: Duration,
    /// For how long nothing is said of what the team does not take for a problem.
    pub quiet: Duration,
}

impl ProblemConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        let day = Duration::from_hours(24);
        Self {
            recurrence: keys.number("problem.recurrence", 0..=50),
            within: keys.duration("problem.within", Duration::from_hours(1)..=day * 90),
            quiet: keys.duration("problem.quiet", Duration::from_hours(1)..=day * 365),
        }
    }
}

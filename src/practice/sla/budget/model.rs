//! The arithmetic of error budgets.

/// The burn rate is that of the latest part of the window: one in so many, three days of thirty.
pub(super) const RECENT: i32 = 10;
/// A budget burns too fast when it would be spent in half the window, if it went on like lately.
const TOO_FAST: f64 = 2.0;
/// One miss among a handful of clocks is bad luck, two are a beginning.
const ENOUGH: i64 = 2;

/// The error budget of an objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::practice::sla) struct Budget {
    /// Percent that are to be kept.
    percent: u8,
    /// Promises of the whole window that were kept.
    pub(in crate::practice::sla) met: i64,
    /// Those that were broken.
    pub(in crate::practice::sla) missed: i64,
    /// Kept and broken lately.
    recent: (i64, i64),
}

/// How a budget stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::practice::sla) enum Level {
    /// It will last.
    Well,
    /// If it goes on like lately, it is spent early.
    Burning,
    /// Nothing is left of it.
    Spent,
}

impl Level {
    /// As stored.
    #[must_use]
    pub(in crate::practice::sla) fn name(self) -> &'static str {
        match self {
            Level::Well => "well",
            Level::Burning => "burning",
            Level::Spent => "spent",
        }
    }

    /// Reads what [`Level::name`] writes; what is unknown is well.
    #[must_use]
    pub(in crate::practice::sla) fn read(stored: &str) -> Self {
        match stored {
            "burning" => Level::Burning,
            "spent" => Level::Spent,
            _ => Level::Well,
        }
    }
}

impl Budget {
    pub(super) fn new(percent: u8, (met, missed): (i64, i64), recent: (i64, i64)) -> Self {
        Self { percent, met, missed, recent }
    }

    /// How many may be broken of so many.
    fn allowed(&self, all: i64) -> f64 {
        f64::from(100 - self.percent) / 100.0 * whole(all)
    }

    /// What is left of the budget in percent; negative when more was broken than may be.
    #[must_use]
    pub(in crate::practice::sla) fn left_percent(&self) -> i64 {
        let allowed = self.allowed(self.met + self.missed);
        if allowed <= 0.0 {
            return 100;
        }
        // Within a thousand windows' worth, so that the figure stays one that can be shown.
        #[allow(clippy::cast_possible_truncation, reason = "clamped")]
        let left = ((1.0 - whole(self.missed) / allowed) * 100.0).floor().clamp(-99_900.0, 100.0) as i64;
        left
    }

    /// How fast it is spent lately: 1 spends it exactly within the window.
    #[must_use]
    pub(in crate::practice::sla) fn burn(&self) -> f64 {
        let (met, missed) = self.recent;
        let allowed = self.allowed(met + missed);
        if allowed <= 0.0 { 0.0 } else { whole(missed) / allowed }
    }

    /// How it stands.
    #[must_use]
    pub(in crate::practice::sla) fn level(&self) -> Level {
        if self.missed >= ENOUGH && self.left_percent() <= 0 {
            Level::Spent
        } else if self.recent.1 >= ENOUGH && self.burn() >= TOO_FAST {
            Level::Burning
        } else {
            Level::Well
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of tickets are far below 2^52")]
fn whole(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_spent_by_what_is_broken() {
        let budget = Budget::new(95, (95, 5), (10, 0));
        assert_eq!((budget.left_percent(), budget.level()), (0, Level::Spent));
        let budget = Budget::new(95, (97, 3), (10, 0));
        assert_eq!((budget.left_percent(), budget.level()), (40, Level::Well));
        let budget = Budget::new(95, (80, 20), (0, 0));
        assert_eq!((budget.left_percent(), budget.level()), (-300, Level::Spent));
    }

    #[test]
    fn a_budget_burns_when_lately_twice_as_much_is_broken_as_may_be() {
        let budget = Budget::new(90, (195, 5), (8, 2));
        assert_eq!((format!("{:.1}", budget.burn()), budget.level()), ("2.0".to_owned(), Level::Burning));
        let budget = Budget::new(90, (195, 5), (9, 1));
        assert_eq!((format!("{:.1}", budget.burn()), budget.level()), ("1.0".to_owned(), Level::Well));
    }

    #[test]
    fn without_clocks_nothing_is_spent_and_one_miss_is_no_beginning() {
        let budget = Budget::new(99, (0, 0), (0, 0));
        assert_eq!((budget.left_percent(), budget.level()), (100, Level::Well));
        let budget = Budget::new(99, (3, 1), (0, 1));
        assert_eq!(budget.level(), Level::Well);
    }
}

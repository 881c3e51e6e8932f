//! How often changes succeed. Pure.

use std::collections::BTreeMap;

use crate::config::ChangeType;
use crate::ids::PersonId;

/// A change that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ended {
    /// Which way it went.
    pub(super) kind: ChangeType,
    /// The services that it affected.
    pub(super) services: Vec<String>,
    /// Who carried it out.
    pub(super) responsible: Option<PersonId>,
    /// It has reached its aim.
    pub(super) is_good: bool,
    /// It was undone.
    pub(super) is_rolled_back: bool,
    /// It ended after its window.
    pub(super) is_late: bool,
}

/// How many of how many have succeeded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rate {
    /// So many have.
    pub(super) good: i64,
    /// Of so many.
    pub(super) all: i64,
}

impl Rate {
    /// Of these changes.
    pub(super) fn of<'e>(ended: impl Iterator<Item = &'e Ended>) -> Self {
        ended
            .fold(Self::default(), |rate, ended| Self { good: rate.good + i64::from(ended.is_good), all: rate.all + 1 })
    }

    /// How many percent.
    #[must_use]
    pub(super) fn percent(self) -> i64 {
        match self.all {
            0 => 100,
            all => self.good * 100 / all,
        }
    }
}

/// The rates of groups, to several of which a change may belong; the largest group first.
pub(super) fn by<'e, K: Ord>(all: &'e [Ended], groups: impl Fn(&'e Ended) -> Vec<K>) -> Vec<(K, Rate)> {
    let mut rates: BTreeMap<K, Rate> = BTreeMap::new();
    for ended in all {
        for group in groups(ended) {
            let rate = rates.entry(group).or_default();
            *rate = Rate { good: rate.good + i64::from(ended.is_good), all: rate.all + 1 };
        }
    }
    let mut rates: Vec<(K, Rate)> = rates.into_iter().collect();
    rates.sort_by_key(|(_, rate)| std::cmp::Reverse(rate.all));
    rates
}

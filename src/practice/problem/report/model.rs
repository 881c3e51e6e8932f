//! What problems cost. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::ids::TicketId;

/// An incident of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Share {
    /// The problem.
    pub(super) problem: TicketId,
    /// The kind of its cause, as stored; None: nobody has found it yet.
    pub(super) kind: Option<String>,
    /// What it is about.
    pub(super) service: Option<String>,
    /// The incident.
    pub(super) incident: TicketId,
    /// What people have spent on it.
    pub(super) spent: TimeDelta,
    /// How long it was open.
    pub(super) open: TimeDelta,
}

/// What some problems cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cost {
    pub(super) problems: i64,
    pub(super) incidents: i64,
    pub(super) spent: TimeDelta,
    pub(super) open: TimeDelta,
}

/// The cost of some incidents; what belongs to several problems counts once.
pub(super) fn cost<'s>(shares: impl Iterator<Item = &'s Share>) -> Cost {
    let (mut problems, mut incidents, mut cost) = (BTreeSet::new(), BTreeSet::new(), Cost::default());
    for share in shares {
        problems.insert(share.problem);
        if incidents.insert(share.incident) {
            cost.spent += share.spent;
            cost.open += share.open;
        }
    }
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    Cost { problems: count(problems.len()), incidents: count(incidents.len()), ..cost }
}

/// The cost by group, the most incidents first.
pub(super) fn by<'s>(
    shares: &'s [Share],
    group: impl Fn(&'s Share) -> Option<&'s str>,
) -> Vec<(Option<&'s str>, Cost)> {
    let mut groups: BTreeMap<Option<&str>, Vec<&Share>> = BTreeMap::new();
    for share in shares {
        groups.entry(group(share)).or_default().push(share);
    }
    let mut costs: Vec<(Option<&str>, Cost)> =
        groups.into_iter().map(|(group, of)| (group, cost(of.into_iter()))).collect();
    costs.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.incidents));
    costs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_two_counts_once() {
        let share = |problem, incident, kind: &str| Share {
            problem: TicketId(problem),
            kind: Some(kind.to_owned()),
            service: None,
            incident: TicketId(incident),
            spent: TimeDelta::minutes(10),
            open: TimeDelta::hours(1),
        };
        let shares = [share(1, 7, "software"), share(2, 7, "software"), share(2, 8, "software"), share(3, 8, "people")];
        let all = cost(shares.iter());
        assert_eq!((all.problems, all.incidents, all.spent.num_minutes(), all.open.num_hours()), (3, 2, 20, 2));
        let kinds = by(&shares, |share| share.kind.as_deref());
        assert_eq!(
            kinds.iter().map(|(kind, cost)| (*kind, cost.incidents)).collect::<Vec<_>>(),
            [(Some("software"), 2), (Some("people"), 1)]
        );
    }
}

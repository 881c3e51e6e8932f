//! Who votes for whom, and what has been decided. Pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::approval::{Group, Plan, PlanError, Progress, Rule, Stage, State, Tally, Voice};
use crate::ids::PersonId;

/// Somebody who was asked, in a group of a stage; both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// The stage.
    pub stage: usize,
    /// The group.
    pub part: usize,
    /// Who.
    pub person: PersonId,
}

/// A vote, as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Whose it is.
    pub person: PersonId,
    /// Who gave it: the same, or somebody who stands in.
    pub cast_by: PersonId,
    /// What was said.
    pub voice: Voice,
    /// Why, where that was said and not taken back.
    pub reason: Option<String>,
}

/// Makes the plan of what was asked: a rule for each group of each stage, and who sits in it.
pub fn plan(rules: &[Vec<Rule>], seats: &[Seat]) -> Result<Plan<PersonId>, PlanError> {
    let stages = rules.iter().enumerate().map(|(stage, parts)| {
        let groups = parts.iter().enumerate().map(|(part, rule)| {
            let members = seats.iter().filter(|seat| (seat.stage, seat.part) == (stage, part));
            Group::new(*rule, members.map(|seat| seat.person))
        });
        Stage::new(groups.collect::<Result<Vec<_>, _>>()?)
    });
    Plan::new(stages.collect::<Result<Vec<_>, _>>()?)
}

/// How far a plan is after these votes, in order of time.
pub fn progress<'p>(plan: &'p Plan<PersonId>, votes: &[Vote]) -> Progress<'p, PersonId> {
    let mut progress = plan.begin();
    for vote in votes {
        progress.cast(&vote.person, vote.voice);
    }
    progress
}

/// What each person has said last, of those who have said something and not taken it back.
#[must_use]
pub fn standing(votes: &[Vote]) -> BTreeMap<PersonId, &Vote> {
    let mut standing = BTreeMap::new();
    for vote in votes {
        match vote.voice {
            Voice::Withdraw => drop(standing.remove(&vote.person)),
            Voice::Approve | Voice::Reject => drop(standing.insert(vote.person, vote)),
        }
    }
    standing
}

/// The people in whose name a vote of `actor` counts now. Nobody has two votes in one group: who sits in it votes for
/// themselves, and of several whom they stand in for in it they speak for one, always the same. What somebody has said
/// themselves nobody else changes. Who is barred neither votes, nor does anybody vote in their name.
#[must_use]
pub fn voices(
    progress: &Progress<'_, PersonId>,
    votes: &[Vote],
    actor: PersonId,
    (stands_for, barred): (&BTreeSet<PersonId>, &BTreeSet<PersonId>),
) -> Vec<PersonId> {
    if barred.contains(&actor) {
        return Vec::new();
    }
    let may = progress.may_vote();
    let awaited = Progress::awaited(progress);
    // Of this stage: what somebody has said in an earlier one is said, and they are asked anew.
    let standing: BTreeMap<PersonId, &Vote> =
        standing(votes).into_iter().filter(|(person, _)| may.contains(person) && !awaited.contains(person)).collect();
    let said_themselves = |person: &PersonId| standing.get(person).is_some_and(|vote| vote.cast_by == *person);
    let spoken_for = |person: &PersonId| standing.get(person).is_some_and(|vote| vote.cast_by == actor);
    // Also for whom they stand in no longer: that voice is in the group, and it is theirs.
    let earlier: Vec<PersonId> = standing.keys().copied().filter(spoken_for).collect();
    let others = stands_for.iter().copied().filter(|person| !said_themselves(person));
    let mut candidates: Vec<PersonId> = std::iter::once(actor)
        .chain(others)
        .filter(|person| may.contains(person) && !barred.contains(person))
        .collect();
    candidates.sort_by_key(|person| (*person != actor, !spoken_for(person), *person));
    let mut chosen: Vec<PersonId> = Vec::new();
    for person in candidates {
        let mut beside = chosen.iter().chain(&earlier).filter(|other| **other != person);
        if !chosen.contains(&person) && beside.all(|other| !meet(progress, person, *other)) {
            chosen.push(person);
        }
    }
    chosen
}

/// Whether two people sit in one group that is still open, so that neither can speak for the other in it.
#[must_use]
pub fn meet(progress: &Progress<'_, PersonId>, one: PersonId, other: PersonId) -> bool {
    open(progress).any(|group| sits(group, one) && sits(group, other))
}

/// Whether everything that somebody could decide can be decided by another one alone, who sits there too.
#[must_use]
pub fn one_decides(progress: &Progress<'_, PersonId>, person: PersonId, other: PersonId) -> bool {
    open(progress).filter(|group| sits(group, person)).all(|group| group.needed() <= 1 && sits(group, other))
}

fn open<'p>(progress: &'p Progress<'_, PersonId>) -> impl Iterator<Item = &'p Tally<PersonId>> {
    progress.groups().iter().filter(|tally| tally.state() == State::Pending)
}

fn sits(group: &Tally<PersonId>, person: PersonId) -> bool {
    group.approvers().any(|one| *one == person)
}

/// Whether somebody would at last stand in for themselves, if `deputy` stood in for `person` as well.
#[must_use]
pub fn is_circle(person: PersonId, deputy: PersonId, delegations: &[(PersonId, PersonId)]) -> bool {
    let mut reached = BTreeSet::from([deputy]);
    loop {
        if reached.contains(&person) {
            return true;
        }
        let next: Vec<PersonId> =
            delegations.iter().filter(|(of, _)| reached.contains(of)).map(|(_, to)| *to).collect();
        let before = reached.len();
        reached.extend(next);
        if reached.len() == before {
            return false;
        }
    }
}

#[cfg(test)]
mod tests;

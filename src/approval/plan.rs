//! Plans: stages one after the other, in each of them groups side by side.

use std::collections::BTreeSet;

use super::{Rule, State, Tally, Voice};

/// Why something cannot be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A group of nobody.
    #[error("there are no approvers")]
    NoApprovers,
    /// A quorum that its approvers cannot reach even together.
    #[error("{needed} approvals are needed, but there are only {approvers} approvers")]
    OutOfReach {
        /// What the rule asks for.
        needed: usize,
        /// How many there are.
        approvers: usize,
    },
    /// A stage in which nobody is asked.
    #[error("a stage has no groups")]
    NoGroups,
    /// A plan in which nobody is asked.
    #[error("there are no stages")]
    NoStages,
}

/// Approvers who decide together under one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<P> {
    /// Without votes.
    tally: Tally<P>,
}

impl<P: Ord> Group<P> {
    /// A group; refused where a decision is certain before anybody is asked.
    pub fn new(rule: Rule, approvers: impl IntoIterator<Item = P>) -> Result<Self, PlanError> {
        let tally = Tally::new(rule, approvers).map_err(|_| PlanError::NoApprovers)?;
        let (needed, approvers) = (tally.needed(), tally.approvers().count());
        if needed > approvers { Err(PlanError::OutOfReach { needed, approvers }) } else { Ok(Self { tally }) }
    }
}

/// Groups that are asked at the same time. Approved when all of them approved, rejected when one rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage<P> {
    groups: Vec<Group<P>>,
}

impl<P> Stage<P> {
    /// A stage of at least one group.
    pub fn new(groups: Vec<Group<P>>) -> Result<Self, PlanError> {
        if groups.is_empty() { Err(PlanError::NoGroups) } else { Ok(Self { groups }) }
    }
}

/// Stages of which each is asked when the one before it approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan<P> {
    stages: Vec<Stage<P>>,
}

impl<P: Ord + Clone> Plan<P> {
    /// A plan of at least one stage.
    pub fn new(stages: Vec<Stage<P>>) -> Result<Self, PlanError> {
        if stages.is_empty() { Err(PlanError::NoStages) } else { Ok(Self { stages }) }
    }

    /// How far it is after these votes, in order of time.
    pub fn progress<'v>(&self, votes: impl IntoIterator<Item = &'v (P, Voice)>) -> Progress<'_, P>
    where
        P: 'v,
    {
        let mut progress = self.begin();
        for (person, voice) in votes {
            progress.cast(person, *voice);
        }
        progress
    }

    /// The plan before any vote.
    #[must_use]
    pub fn begin(&self) -> Progress<'_, P> {
        let mut later = self.stages.iter();
        let tallies = later.next().map(opened).unwrap_or_default();
        Progress { later, tallies, stage: 0, state: State::Pending }
    }
}

fn opened<P: Clone>(stage: &Stage<P>) -> Vec<Tally<P>> {
    stage.groups.iter().map(|group| group.tally.clone()).collect()
}

/// How far a plan is.
#[derive(Debug, Clone)]
pub struct Progress<'p, P> {
    later: std::slice::Iter<'p, Stage<P>>,
    tallies: Vec<Tally<P>>,
    stage: usize,
    state: State,
}

impl<P: Ord + Clone> Progress<'_, P> {
    /// Counts a vote in every open group of the open stage that the person belongs to. Whoever is asked in a later
    /// stage votes there anew, and not before it opens.
    pub fn cast(&mut self, person: &P, voice: Voice) {
        if self.state != State::Pending {
            return;
        }
        self.tallies.iter_mut().for_each(|tally| tally.cast(person, voice));
        if self.tallies.iter().any(|tally| tally.state() == State::Rejected) {
            self.state = State::Rejected;
        } else if self.tallies.iter().all(|tally| tally.state() == State::Approved) {
            match self.later.next() {
                Some(next) => {
                    self.tallies = opened(next);
                    self.stage += 1;
                }
                None => self.state = State::Approved,
            }
        }
    }

    /// What has been decided about the whole plan.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// The place of the stage that is open, from 0; none when all is decided.
    #[must_use]
    pub fn open_stage(&self) -> Option<usize> {
        (self.state == State::Pending).then_some(self.stage)
    }

    /// The counts of the groups of the stage that is open, or in which the decision fell.
    #[must_use]
    pub fn groups(&self) -> &[Tally<P>] {
        &self.tallies
    }

    /// Whose vote would count now, also to change an earlier one.
    #[must_use]
    pub fn may_vote(&self) -> BTreeSet<&P> {
        self.open_groups().flat_map(Tally::approvers).collect()
    }

    /// Who has not voted in a group that is still open.
    #[must_use]
    pub fn awaited(&self) -> BTreeSet<&P> {
        self.open_groups().flat_map(Tally::silent).collect()
    }

    fn open_groups(&self) -> impl Iterator<Item = &Tally<P>> {
        let is_open = self.state == State::Pending;
        self.tallies.iter().filter(move |tally| is_open && tally.state() == State::Pending)
    }
}

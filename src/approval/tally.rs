//! Votes, and what becomes of them.

use std::collections::BTreeMap;

use super::Rule;

/// What has been decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    Pending,
    /// They agreed. Never changes again.
    Approved,
    /// They did not, or no longer can. Never changes again.
    Rejected,
}

/// What somebody says to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Yes.
    Approve,
    /// No.
    Reject,
    /// Takes back what was said before.
    Withdraw,
}

/// There is nobody who could approve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are no approvers")]
pub struct NoApprovers;

/// The count of the votes under one rule. While it is open the latest vote of a person counts; the first decision
/// stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally<P> {
    rule: Rule,
    ballots: BTreeMap<P, Option<Choice>>,
    approvals: usize,
    rejections: usize,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Approve,
    Reject,
}

impl<P: Ord> Tally<P> {
    /// A count without votes. Somebody who is named twice has one vote. Where the rule asks for more approvals than
    /// there are approvers it is rejected at once: they can no longer be reached.
    pub fn new(rule: Rule, approvers: impl IntoIterator<Item = P>) -> Result<Self, NoApprovers> {
        let ballots: BTreeMap<_, _> = approvers.into_iter().map(|person| (person, None)).collect();
        if ballots.is_empty() {
            return Err(NoApprovers);
        }
        let mut tally = Self { rule, ballots, approvals: 0, rejections: 0, state: State::Pending };
        tally.state = tally.judged();
        Ok(tally)
    }

    /// Counts a vote. One of somebody else than the approvers, or after the decision, does not count.
    pub fn cast(&mut self, person: &P, voice: Voice) {
        if self.state != State::Pending {
            return;
        }
        let Some(ballot) = self.ballots.get_mut(person) else { return };
        let choice = match voice {
            Voice::Approve => Some(Choice::Approve),
            Voice::Reject => Some(Choice::Reject),
            Voice::Withdraw => None,
        };
        match std::mem::replace(ballot, choice) {
            Some(Choice::Approve) => self.approvals -= 1,
            Some(Choice::Reject) => self.rejections -= 1,
            None => {}
        }
        match choice {
            Some(Choice::Approve) => self.approvals += 1,
            Some(Choice::Reject) => self.rejections += 1,
            None => {}
        }
        self.state = self.judged();
    }

    /// What has been decided.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// How many approve now.
    #[must_use]
    pub fn approvals(&self) -> usize {
        self.approvals
    }

    /// How many reject now.
    #[must_use]
    pub fn rejections(&self) -> usize {
        self.rejections
    }

    /// How many have to approve.
    #[must_use]
    pub fn needed(&self) -> usize {
        self.rule.needed(self.ballots.len())
    }

    /// The approvers, each once.
    pub fn approvers(&self) -> impl Iterator<Item = &P> {
        self.ballots.keys()
    }

    /// The approvers whose vote is not there.
    pub fn silent(&self) -> impl Iterator<Item = &P> {
        self.ballots.iter().filter(|(_, ballot)| ballot.is_none()).map(|(person, _)| person)
    }

    fn judged(&self) -> State {
        let can_still = self.ballots.len() - self.rejections;
        if self.approvals >= self.needed() {
            State::Approved
        } else if can_still < self.needed() || (self.rule == Rule::First && self.rejections > 0) {
            State::Rejected
        } else {
            State::Pending
        }
    }
}

/// The decision under a rule of votes in order of time.
pub fn decide<P: Ord>(rule: Rule, approvers: &[P], votes: &[(P, Voice)]) -> Result<State, NoApprovers> {
    let mut tally = Tally::new(rule, approvers)?;
    for (person, voice) in votes {
        tally.cast(&person, *voice);
    }
    Ok(tally.state())
}

//! The way of a request: pure.

use crate::fact::Outcome;
use crate::ticket::State;

/// Where a request stands, as its requester sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Those must agree first who may.
    Waiting,
    /// It can be fulfilled.
    Approved,
    /// Somebody works on it.
    Fulfilment,
    /// It was done.
    Fulfilled,
    /// It was done, and is over.
    Closed,
    /// It was not agreed to.
    Rejected,
    /// It was withdrawn.
    Cancelled,
    /// Nobody answered in time.
    Expired,
    /// There was nobody who could agree.
    Impossible,
}

impl Phase {
    const ALL: [Phase; 9] = [
        Phase::Waiting,
        Phase::Approved,
        Phase::Fulfilment,
        Phase::Fulfilled,
        Phase::Closed,
        Phase::Rejected,
        Phase::Cancelled,
        Phase::Expired,
        Phase::Impossible,
    ];

    /// As stored, in the audit log, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Phase::Waiting => "waiting",
            Phase::Approved => "approved",
            Phase::Fulfilment => "fulfilment",
            Phase::Fulfilled => "fulfilled",
            Phase::Closed => "closed",
            Phase::Rejected => "rejected",
            Phase::Cancelled => "cancelled",
            Phase::Expired => "expired",
            Phase::Impossible => "impossible",
        }
    }

    /// Reads what [`Phase::name`] writes.
    #[must_use]
    pub fn read(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.name() == stored)
    }

    /// It ended without being done, and is ordered again by whoever still wants it.
    #[must_use]
    pub fn is_void(self) -> bool {
        matches!(self, Phase::Rejected | Phase::Cancelled | Phase::Expired | Phase::Impossible)
    }

    /// After a decision.
    #[must_use]
    pub fn decided(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Approved => Phase::Approved,
            Outcome::Rejected => Phase::Rejected,
            Outcome::Expired => Phase::Expired,
            Outcome::Impossible => Phase::Impossible,
        }
    }

    /// After its ticket has come into a state.
    #[must_use]
    pub fn follow(self, state: &State) -> Self {
        match (self, state) {
            (phase, _) if phase.is_void() => phase,
            (_, State::Closed { resolution: None, .. }) => Phase::Cancelled,
            (Phase::Waiting, _) => Phase::Waiting,
            (_, State::Closed { resolution: Some(_), .. }) => Phase::Closed,
            (_, State::Resolved { .. }) => Phase::Fulfilled,
            (_, State::Assigned { .. } | State::Planned { .. } | State::Pending { to: Some(_), .. }) => {
                Phase::Fulfilment
            }
            (Phase::Approved, State::New | State::Pending { .. }) => Phase::Approved,
            (_, State::New | State::Pending { .. }) => Phase::Fulfilment,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;
    use crate::ticket::Resolution;
    use chrono::{DateTime, Utc};

    fn at() -> DateTime<Utc> {
        DateTime::from_timestamp(1_768_204_800, 0).unwrap()
    }

    fn closed(done: bool) -> State {
        let to = Some(PersonId(2));
        let resolution = Resolution { to, by: PersonId(2), at: at(), solution: None, solution_due: None };
        State::Closed { to, resolution: done.then_some(resolution), at: at(), unanswered: false }
    }

    #[test]
    fn a_request_goes_its_way_and_what_is_void_stays_so() {
        let taken = State::Assigned { to: PersonId(2) };
        assert_eq!(Phase::Waiting.follow(&taken), Phase::Waiting);
        assert_eq!(Phase::Approved.follow(&State::New), Phase::Approved);
        assert_eq!(Phase::Approved.follow(&taken), Phase::Fulfilment);
        assert_eq!(Phase::Fulfilment.follow(&State::New), Phase::Fulfilment);
        assert_eq!(Phase::Fulfilment.follow(&closed(true)), Phase::Closed);
        assert_eq!(Phase::Closed.follow(&taken), Phase::Fulfilment);
        for phase in [Phase::Waiting, Phase::Approved, Phase::Fulfilment] {
            assert_eq!(phase.follow(&closed(false)), Phase::Cancelled);
        }
        for phase in [Phase::Rejected, Phase::Cancelled, Phase::Expired, Phase::Impossible] {
            assert_eq!(phase.follow(&taken), phase);
        }
    }

    #[test]
    fn names_are_read_back() {
        assert!(Phase::ALL.into_iter().all(|phase| Phase::read(phase.name()) == Some(phase)));
    }
}

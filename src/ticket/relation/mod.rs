//! How tickets belong together: links between them, and what was merged into what.

mod store;

pub use store::{
    ends, link, merge, merged_into, neighbours, of_pair, open_below, sources, target_of, unlink, unmerge, would_circle,
};

use chrono::{DateTime, Utc};

use super::{PendingOn, State};
use crate::ids::{PersonId, TicketId};

/// How a ticket is linked to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It says the same as the other one.
    Duplicate,
    /// It is a part of the other one.
    Child,
    /// They have to do with each other.
    Related,
}

impl Kind {
    /// As stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Duplicate => "duplicate",
            Kind::Child => "child",
            Kind::Related => "related",
        }
    }

    fn read(stored: &str) -> Self {
        match stored {
            "duplicate" => Kind::Duplicate,
            "child" => Kind::Child,
            _ => Kind::Related,
        }
    }
}

/// A link: `ticket` is a duplicate or a child of `other`, or related to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The lesser one.
    pub ticket: TicketId,
    /// The main ticket, the parent, or the other one.
    pub other: TicketId,
    /// How.
    pub kind: Kind,
}

/// How a ticket was before it became part of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Before {
    /// Nobody had it.
    New,
    /// Somebody had it.
    Assigned(PersonId),
    /// Somebody had it, for later.
    Planned(PersonId, DateTime<Utc>),
    /// It waited.
    Pending(Option<PersonId>, DateTime<Utc>, PendingOn),
    /// It was resolved; how, the ticket itself knows.
    Resolved,
}

impl Before {
    /// How a ticket is now; None of a closed one.
    #[must_use]
    pub fn of(state: &State) -> Option<Self> {
        Some(match state {
            State::New => Before::New,
            State::Assigned { to } => Before::Assigned(*to),
            State::Planned { to, at } => Before::Planned(*to, *at),
            State::Pending { to, until, on } => Before::Pending(*to, *until, *on),
            State::Resolved { .. } => Before::Resolved,
            State::Closed { .. } => return None,
        })
    }
}

/// A merge that was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// How the ticket was before; None where nobody knows any more.
    pub before: Option<Before>,
    /// When it was merged.
    pub at: DateTime<Utc>,
}

/// The ticket at the other end of a link, as far as it must be known to tell who may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The link.
    pub link: Link,
    /// The ticket.
    pub id: TicketId,
    /// Seen by requester, assignee and team alone.
    pub private: bool,
    /// Whose it is.
    pub team: Option<String>,
    /// For whom it is.
    pub requester: PersonId,
    /// Who raised it.
    pub raised_by: PersonId,
}

impl Neighbour {
    /// Whether it was raised for or by this person.
    #[must_use]
    pub fn is_of(&self, person: PersonId) -> bool {
        self.requester == person || self.raised_by == person
    }
}

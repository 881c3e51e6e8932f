//! How tickets belong together: links between them, and what was merged into what.

mod store;

pub use store::{ends, link, merge, merged_into, neighbours, of_pair, open_below, sources, unlink, would_circle};

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

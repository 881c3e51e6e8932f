//! Whom a ticket affects besides its requester: people whose own ticket was a duplicate of it.

mod store;

pub use store::{join, leave, of_ticket, shared, shared_by};

use crate::ids::{PersonId, TicketId};

/// Somebody who is affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affected {
    /// Who.
    pub person: PersonId,
    /// Their own ticket, which was closed as a duplicate.
    pub via: TicketId,
}

/// What a card says of duplicates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shared {
    /// How many people are affected, its requester among them; 0 where nobody else has said so.
    pub people: i64,
    /// The ticket whose duplicate it is.
    pub duplicate_of: Option<TicketId>,
}

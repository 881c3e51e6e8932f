//! What has happened, told between practices: a verb emits a fact, and after it those practices hear of it that listen,
//! in the same transaction. Nobody calls another practice.

use chrono::{DateTime, Utc};

use crate::ids::{PersonId, TicketId};

/// Something that has happened, or that one practice wants and another one can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A ticket was raised, or something of it is other than before.
    TicketChanged(TicketId),
    /// Somebody other than its requester has said something that the requester reads.
    TicketAnswered {
        /// The ticket.
        ticket: TicketId,
        /// Who.
        by: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
    /// By when something is promised of a ticket has changed, and its cards are out of date.
    DueChanged(TicketId),
    /// A promise is in danger or broken, and a ticket must become more urgent by one level.
    RaiseWanted(TicketId),
    /// Likewise, and a ticket must go to this team.
    HandOverWanted(TicketId, String),
    /// Likewise, and somebody must be called.
    Escalated {
        /// The ticket.
        ticket: TicketId,
        /// How much of the time is used up.
        percent: u16,
    },
}

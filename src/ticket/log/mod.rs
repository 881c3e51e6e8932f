//! The log of a ticket: what was said in its threads, with author and time; edits keep what was said before, and what
//! was taken back is gone while the fact stays.

mod store;

pub use store::{edit, insert, of_event, page, redact, remove};

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::ids::{PersonId, TicketId};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The message with which the ticket was raised.
    Raised,
    /// A message in the thread.
    Message,
    /// The line of solution.
    Solution,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Raised => "raised",
            Kind::Message => "message",
            Kind::Solution => "solution",
        }
    }
}

/// A message on its way into the log.
#[derive(Debug)]
pub struct NewEntry<'a> {
    /// Who said it.
    pub author: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is.
    pub kind: Kind,
    /// The words.
    pub text: &'a str,
    /// What was attached, as the platform described it.
    pub attachment: Option<Value>,
    /// The chat platform.
    pub platform: &'a str,
    /// The message.
    pub event: &'a str,
}

/// An entry that a later event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its row.
    pub id: i64,
    /// The ticket.
    pub ticket: TicketId,
    /// Who said it.
    pub author: PersonId,
    /// It raised the ticket.
    pub raised: bool,
    /// It is the line of solution.
    pub solution: bool,
}

/// An entry as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Who said it.
    pub author: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// The words as they are now.
    pub text: String,
    /// Name of what is attached.
    pub attachment: Option<String>,
    /// It was edited.
    pub edited: bool,
    /// It was taken back, and its words are gone.
    pub redacted: bool,
}

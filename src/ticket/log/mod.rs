//! The log of a ticket: what was said in its threads, with author and time; edits keep what was said before, and what
//! was taken back is gone while the fact stays.

mod store;

pub use store::{
    Said, act, edit, forget_reasons, insert, keep_inside, last_of, of_event, page, passed_on_by, redact, relayed,
    relays, remove, said,
};

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::files::State;
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

/// Something that happened to a ticket, for those who read its log. Who did it and when stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A rule, a service, a category or a room gave it to a team; the detail says which.
    Routed,
    /// Its priority was set; the detail is the reason.
    Prioritised,
    /// Somebody gave it to another team, which the detail names.
    Moved,
    /// It was put under another category or service, or made private or not; the detail says which.
    Classified,
    /// It was closed as a duplicate; the detail is the other ticket.
    Duplicate,
    /// Somebody is affected as well; the detail is their own ticket.
    Affected,
    /// Another ticket became part of it; the detail is its number.
    Merged,
    /// Somebody who was asked has agreed; the detail says for whom, where that is somebody else.
    Approved,
    /// Somebody who was asked has not; the detail is the reason.
    Rejected,
    /// Somebody has taken back what they had said to it.
    Withdrawn,
    /// It and the ticket of which it was a part, or which was a part of it, are two again; the detail is the other one.
    Parted,
    /// An item of its checklist was ticked off; the detail says which.
    Ticked,
    /// Likewise, and opened again.
    Unticked,
    /// What is planned was handed in to be agreed to.
    Submitted,
    /// What was planned is other than before; the detail says what.
    Reworked,
    /// What stood in the way of it was overridden; the detail is the reason.
    Overridden,
    /// It was begun.
    Begun,
    /// It was done as planned.
    Finished,
    /// It was undone.
    RolledBack,
    /// It has failed.
    Failed,
    /// It was looked back upon.
    Reviewed,
}

impl Act {
    const ALL: [Act; 21] = [
        Act::Routed,
        Act::Prioritised,
        Act::Moved,
        Act::Classified,
        Act::Duplicate,
        Act::Affected,
        Act::Merged,
        Act::Parted,
        Act::Approved,
        Act::Rejected,
        Act::Withdrawn,
        Act::Ticked,
        Act::Unticked,
        Act::Submitted,
        Act::Reworked,
        Act::Overridden,
        Act::Begun,
        Act::Finished,
        Act::RolledBack,
        Act::Failed,
        Act::Reviewed,
    ];

    /// As stored, and as the words know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Act::Routed => "routed",
            Act::Prioritised => "prioritised",
            Act::Moved => "moved",
            Act::Classified => "classified",
            Act::Duplicate => "duplicate",
            Act::Affected => "affected",
            Act::Merged => "merged",
            Act::Parted => "parted",
            Act::Approved => "approved",
            Act::Rejected => "rejected",
            Act::Withdrawn => "withdrawn",
            Act::Ticked => "ticked",
            Act::Unticked => "unticked",
            Act::Submitted => "submitted",
            Act::Reworked => "reworked",
            Act::Overridden => "overridden",
            Act::Begun => "begun",
            Act::Finished => "finished",
            Act::RolledBack => "rolled-back",
            Act::Failed => "failed",
            Act::Reviewed => "reviewed",
        }
    }

    fn read(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.name() == stored)
    }
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
    /// It was said inside the team, and never reaches the requester.
    pub internal: bool,
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
    /// It was said inside the team.
    pub internal: bool,
    /// Name of what is attached.
    pub file: Option<String>,
}

/// A file that came with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadFile {
    /// What became of it.
    pub state: State,
    /// Bytes; None where that is not known.
    pub size: Option<u64>,
}

/// An entry as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The ticket with which it was said: the one that is read, or one that was merged into it.
    pub ticket: TicketId,
    /// Who said it.
    pub author: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// The words as they are now.
    pub text: String,
    /// Name of what is attached.
    pub attachment: Option<String>,
    /// What became of it.
    pub file: Option<ReadFile>,
    /// It was edited.
    pub edited: bool,
    /// It was taken back, and its words are gone.
    pub redacted: bool,
    /// It was said inside the team.
    pub internal: bool,
    /// It is something that happened, not something that was said; its text is what that was about.
    pub act: Option<Act>,
}

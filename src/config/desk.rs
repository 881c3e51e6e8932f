//! `[desk]`

use std::time::Duration;

use super::keys::Keys;

/// How the desk behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskConfig {
    /// Whether the bot greets a room into which it was invited.
    pub greeting: bool,
    /// How long after ✅ the next message of the same person is the solution.
    pub solution_wait: Duration,
    /// Working days after which a requester who was asked is reminded.
    pub remind_after: u32,
    /// Working days after the reminder after which a ticket is closed without an answer.
    pub no_answer_after: u32,
    /// How long after its end a requester's reply reopens a ticket; later it opens a new one.
    pub reopen_within: Duration,
    /// How long after it was resolved a ticket closes by itself.
    pub close_after: Duration,
    /// Whether the bot puts the reactions that make sense now on its messages.
    pub offer_reactions: bool,
    /// How long the key of an encrypted message is waited for before its author is told that it cannot be read.
    pub unread_wait: Duration,
    /// After how long somebody whose messages still cannot be read is told again.
    pub unread_again: Duration,
}

impl DeskConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            greeting: keys.flag("desk.greeting"),
            solution_wait: keys.duration("desk.solution_wait", Duration::from_mins(1)..=Duration::from_hours(24 * 365)),
            remind_after: keys.number("desk.remind_after", 1..=250),
            no_answer_after: keys.number("desk.no_answer_after", 1..=250),
            reopen_within: keys
                .duration("desk.reopen_within", Duration::from_hours(1)..=Duration::from_hours(24 * 3650)),
            close_after: keys.duration("desk.close_after", Duration::from_hours(1)..=Duration::from_hours(24 * 3650)),
            offer_reactions: keys.flag("desk.offer_reactions"),
            unread_wait: keys.duration("desk.unread_wait", Duration::from_secs(1)..=Duration::from_hours(1)),
            unread_again: keys.duration("desk.unread_again", Duration::from_mins(1)..=Duration::from_hours(24 * 365)),
        }
    }
}

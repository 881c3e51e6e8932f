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
            offer_reactions: keys.flag("desk.offer_reactions"),
            unread_wait: keys.duration("desk.unread_wait", Duration::from_secs(1)..=Duration::from_hours(1)),
            unread_again: keys.duration("desk.unread_again", Duration::from_mins(1)..=Duration::from_hours(24 * 365)),
        }
    }
}

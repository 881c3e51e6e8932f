//! `[desk]`

use std::time::Duration;

use super::keys::Keys;
use super::mistake::Problem;
use super::places::TeamConfig;

/// How the desk behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskConfig {
    /// Whether the bot greets a room into which it was invited.
    pub greeting: bool,
    /// Who gets a ticket that nothing gives to a team; None: the first team.
    pub default_team: Option<String>,
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
    /// Who may make a ticket of somebody's message by 🎫, where people raise tickets.
    pub ticket_reaction_by: TicketReactionBy,
    /// Whether the number of a ticket in a message shows that ticket in a line.
    pub unfurl: bool,
    /// Whether a new ticket shows the open ones that it resembles.
    pub similar: bool,
    /// Whether requesters are asked how it was when their ticket was closed.
    pub satisfaction: bool,
    /// How long the key of an encrypted message is waited for before its author is told that it cannot be read.
    pub unread_wait: Duration,
    /// After how long somebody whose messages still cannot be read is told again.
    pub unread_again: Duration,
}

/// Who may make a ticket of somebody's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketReactionBy {
    /// Everybody in the room.
    Anyone,
    /// Agents.
    Agent,
}

impl DeskConfig {
    pub(super) fn read(keys: &mut Keys<'_>, teams: &[TeamConfig]) -> Self {
        Self {
            default_team: default_team(keys, teams),
            greeting: keys.flag("desk.greeting"),
            solution_wait: keys.duration("desk.solution_wait", Duration::from_mins(1)..=Duration::from_hours(24 * 365)),
            remind_after: keys.number("desk.remind_after", 1..=250),
            no_answer_after: keys.number("desk.no_answer_after", 1..=250),
            reopen_within: keys
                .duration("desk.reopen_within", Duration::from_hours(1)..=Duration::from_hours(24 * 3650)),
            close_after: keys.duration("desk.close_after", Duration::from_hours(1)..=Duration::from_hours(24 * 3650)),
            offer_reactions: keys.flag("desk.offer_reactions"),
            ticket_reaction_by: keys
                .choice(
                    "desk.ticket_reaction_by",
                    &[("anyone", TicketReactionBy::Anyone), ("agent", TicketReactionBy::Agent)],
                )
                .unwrap_or(TicketReactionBy::Agent),
            unfurl: keys.flag("desk.unfurl"),
            similar: keys.flag("desk.similar"),
            satisfaction: keys.flag("desk.satisfaction"),
            unread_wait: keys.duration("desk.unread_wait", Duration::from_secs(1)..=Duration::from_hours(1)),
            unread_again: keys.duration("desk.unread_again", Duration::from_mins(1)..=Duration::from_hours(24 * 365)),
        }
    }
}

fn default_team(keys: &mut Keys<'_>, teams: &[TeamConfig]) -> Option<String> {
    let name = keys.text("desk.default_team", |text| Ok(text.trim().to_owned())).filter(|name| !name.is_empty())?;
    let found = teams.iter().find(|team| team.name.eq_ignore_ascii_case(&name));
    if found.is_none() {
        let origin = keys.origin("desk.default_team");
        keys.refuse("desk.default_team", &origin, Problem::new(format!("names no team that is configured: {name:?}")));
    }
    found.map(|team| team.name.clone())
}

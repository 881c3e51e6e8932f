//! Roles, checked at the moment of acting.

use crate::config::RolesConfig;

/// What somebody is to the desk. Each role includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Anyone who may write in a room with the bot.
    Requester,
    /// Works on tickets.
    Agent,
    /// Looks after the bot itself.
    Operator,
}

impl Role {
    /// All of them, lowest first.
    pub const ALL: [Role; 3] = [Role::Requester, Role::Agent, Role::Operator];

    /// As in the audit log and the permission table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Requester => "requester",
            Role::Agent => "agent",
            Role::Operator => "operator",
        }
    }
}

/// From this weight in a room on somebody is its moderator (Matrix' default for moderators).
pub const MODERATOR: i64 = 50;

/// The role of an account in a room, where it has this weight.
#[must_use]
pub fn role_of(config: &RolesConfig, account: &str, power: i64) -> Role {
    let named = |list: &[String]| list.iter().any(|one| one.eq_ignore_ascii_case(account));
    if named(&config.operators) {
        Role::Operator
    } else if named(&config.agents) || (config.moderators_are_agents && power >= MODERATOR) {
        Role::Agent
    } else {
        Role::Requester
    }
}

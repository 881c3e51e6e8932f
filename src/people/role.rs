//! Roles, checked at the moment of acting.

use crate::config::RolesConfig;

/// What somebody is to the desk. Each role includes the ones before it. To be asked for approvals is no rank: who may
/// approve is named apart ([`may_approve`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Anyone who may write in a room with the bot.
    Requester,
    /// Works on tickets.
    Agent,
    /// Leads a team.
    Lead,
    /// Answers for the desk.
    Manager,
    /// Looks after the bot itself.
    Operator,
}

impl Role {
    /// All of them, lowest first.
    pub const ALL: [Role; 5] = [Role::Requester, Role::Agent, Role::Lead, Role::Manager, Role::Operator];

    /// As in the audit log and the permission table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Requester => "requester",
            Role::Agent => "agent",
            Role::Lead => "lead",
            Role::Manager => "manager",
            Role::Operator => "operator",
        }
    }
}

/// From this weight in a room on somebody is its moderator (Matrix' default for moderators).
pub const MODERATOR: i64 = 50;

/// The role that the configuration gives to an account, wherever it is.
#[must_use]
pub fn named(config: &RolesConfig, account: &str) -> Role {
    let is_in = |list: &[String]| list.iter().any(|one| one.eq_ignore_ascii_case(account));
    if is_in(&config.operators) {
        Role::Operator
    } else if is_in(&config.managers) {
        Role::Manager
    } else if is_in(&config.agents) {
        Role::Agent
    } else {
        Role::Requester
    }
}

/// Whether an account may be asked for approvals.
#[must_use]
pub fn may_approve(config: &RolesConfig, account: &str) -> bool {
    config.approvers.iter().any(|one| one.eq_ignore_ascii_case(account))
}

//! `[roles]`

use super::account::account;
use super::keys::Keys;

/// Who is more than a requester.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolesConfig {
    /// Accounts that run Lotse.
    pub operators: Vec<String>,
    /// Accounts that answer for the desk.
    pub managers: Vec<String>,
    /// Accounts that may be asked for approval.
    pub approvers: Vec<String>,
    /// Accounts that work on all tickets.
    pub agents: Vec<String>,
    /// Whether power of 50 or more in a room makes an agent there.
    pub moderators_are_agents: bool,
}

impl RolesConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            operators: keys.list("roles.operators", account),
            managers: keys.list("roles.managers", account),
            approvers: keys.list("roles.approvers", account),
            agents: keys.list("roles.agents", account),
            moderators_are_agents: keys.flag("roles.moderators_are_agents"),
        }
    }
}

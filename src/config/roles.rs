//! `[roles]`

use super::account::account;
use super::keys::Keys;

/// Who is more than a requester.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolesConfig {
    /// Accounts that run Lotse.
    pub operators: Vec<String>,
    /// Accounts that work on tickets.
    pub agents: Vec<String>,
    /// Whether power of 50 or more in a room makes an agent there.
    pub moderators_are_agents: bool,
}

impl RolesConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            operators: keys.list("roles.operators", account),
            agents: keys.list("roles.agents", account),
            moderators_are_agents: keys.flag("roles.moderators_are_agents"),
        }
    }
}

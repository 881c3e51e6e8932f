//! What the Matrix platform must be told.

use std::path::PathBuf;

/// Account, homeserver, store and invitation rules of the Matrix platform.
#[derive(Clone)]
pub struct Settings {
    /// Base URL of the homeserver (`https://matrix.example.org`), or the server's name (`example.org`), from which the
    /// URL is then discovered over https.
    pub homeserver: String,
    /// Full user id (`@lotse:example.org`), or only its local part (`lotse`). With the full id the bot can start while
    /// the homeserver is down.
    pub user: String,
    /// Password of the account; needed for the first login, and again after the server has asked for a new login.
    pub password: Option<String>,
    /// Access token of a device that was made for the bot alone, instead of the password.
    pub access_token: Option<String>,
    /// Name of the bot's device in everybody's list of sessions.
    pub device_name: String,
    /// Folder for the session and the encryption keys. It belongs to one bot: two processes on it break encryption.
    pub store: PathBuf,
    /// What this process calls itself to others that want the same store.
    pub instance: String,
    /// Locks the encryption keys in `store`.
    pub store_passphrase: Option<String>,
    /// Opens what the account keeps encrypted on the server: its identity, and the backup of its keys.
    pub recovery_key: Option<String>,
    /// Servers whose users may invite the bot; `*` allows all. Empty: the bot's own server.
    pub invite_servers: Vec<String>,
    /// Users who may invite the bot, whatever their server.
    pub invite_users: Vec<String>,
    /// Servers whose users the bot neither hears nor follows.
    pub ignore_servers: Vec<String>,
    /// Users whom the bot neither hears nor follows.
    pub ignore_users: Vec<String>,
    /// PEM file with certificates to trust besides the system's, for a homeserver with a private authority.
    pub extra_certificates: Option<PathBuf>,
}

impl Settings {
    /// True when the bot can replace its device by a new one.
    pub(super) fn can_log_in(&self) -> bool {
        self.password.is_some() && self.access_token.is_none()
    }

    /// True when the bot does not listen to this user.
    pub(super) fn ignores(&self, user: &str) -> bool {
        self.ignore_users.iter().any(|ignored| ignored == user) || listed(&self.ignore_servers, server_of(user))
    }

    /// True when this user may bring the bot into rooms. `account` is the bot's own.
    pub(super) fn may_invite(&self, user: &str, account: &str) -> bool {
        if self.ignores(user) {
            return false;
        }
        let by_server = if self.invite_servers.is_empty() {
            server_of(user) == server_of(account)
        } else {
            listed(&self.invite_servers, server_of(user))
        };
        by_server || self.invite_users.iter().any(|allowed| allowed == user)
    }
}

/// The server's part of a user id, empty where there is none.
pub(super) fn server_of(user: &str) -> &str {
    user.split_once(':').map_or("", |(_, server)| server)
}

fn listed(servers: &[String], server: &str) -> bool {
    servers.iter().any(|listed| listed == "*" || listed.eq_ignore_ascii_case(server))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn settings() -> Settings {
        Settings {
            homeserver: "http://localhost".to_owned(),
            user: "@lotse:example.org".to_owned(),
            password: None,
            access_token: None,
            device_name: "Lotse".to_owned(),
            store: PathBuf::new(),
            instance: "this".to_owned(),
            store_passphrase: None,
            recovery_key: None,
            invite_servers: Vec::new(),
            invite_users: Vec::new(),
            ignore_servers: Vec::new(),
            ignore_users: Vec::new(),
            extra_certificates: None,
        }
    }

    #[test]
    fn only_the_own_server_may_invite_unless_told_otherwise() {
        let me = "@lotse:example.org";
        let mut rules = settings();
        assert!(rules.may_invite("@anna:example.org", me));
        assert!(!rules.may_invite("@eve:elsewhere.net", me));
        assert!(!rules.may_invite("nonsense", me));
        rules.invite_users.push("@eve:elsewhere.net".to_owned());
        assert!(rules.may_invite("@eve:elsewhere.net", me));
        rules.invite_servers.push("Partner.example".to_owned());
        assert!(rules.may_invite("@tom:partner.example", me));
        assert!(!rules.may_invite("@anna:example.org", me), "a list replaces the default");
        rules.ignore_users.push("@tom:partner.example".to_owned());
        assert!(!rules.may_invite("@tom:partner.example", me), "to be ignored weighs more");
        rules.ignore_servers.push("elsewhere.net".to_owned());
        assert!(!rules.may_invite("@eve:elsewhere.net", me));
    }
}

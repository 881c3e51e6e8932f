//! `[matrix]`

use std::path::PathBuf;

use url::Url;

use super::account::{matrix_id, server_name};
use super::keys::Keys;
use super::layer::variable;
use super::mistake::{Mistake, Mistakes, Origin, Problem};
use super::value::Secret;

/// The bot's account on a Matrix homeserver. May be incomplete: only `run` needs it, see [`MatrixConfig::ready`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixConfig {
    /// The homeserver's address.
    pub homeserver: Option<Url>,
    /// `@name:server`, or the name alone.
    pub user: Option<String>,
    /// The account's password.
    pub password: Option<Secret>,
    /// A token made for the bot; wins over the password.
    pub access_token: Option<Secret>,
    /// The session's name in people's clients.
    pub device_name: String,
    /// Locks the encryption keys on disk.
    pub store_passphrase: Option<Secret>,
    /// Opens the backup of the encryption keys.
    pub recovery_key: Option<Secret>,
    /// Servers whose people may invite the bot; empty means the bot's own.
    pub allow_servers: Vec<String>,
    /// People who may invite the bot.
    pub allow_users: Vec<String>,
    /// Servers whose people are ignored.
    pub ignore_servers: Vec<String>,
    /// People who are ignored.
    pub ignore_users: Vec<String>,
    /// PEM file with certificates to trust besides the system's.
    pub extra_certificates: Option<PathBuf>,
}

/// What a connection to a homeserver needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixAccess {
    /// The homeserver's address.
    pub homeserver: Url,
    /// As whom.
    pub login: MatrixLogin,
}

/// How the bot shows who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatrixLogin {
    /// By name and password.
    Password {
        /// `@name:server`, or the name alone.
        user: String,
        /// The account's password.
        password: Secret,
    },
    /// By a token, to which the server knows the account.
    Token(Secret),
}

impl MatrixConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        let anything = |_: &str| Ok(());
        Self {
            homeserver: keys.optional("matrix.homeserver", homeserver),
            user: keys.optional("matrix.user", user),
            password: keys.secret("matrix.password", anything),
            access_token: keys.secret("matrix.access_token", anything),
            device_name: keys.text("matrix.device_name", |text| Ok(text.trim().to_owned())).unwrap_or_default(),
            store_passphrase: keys.secret("matrix.store_passphrase", anything),
            recovery_key: keys.secret("matrix.recovery_key", anything),
            allow_servers: keys.list("matrix.allow_servers", server_name),
            allow_users: keys.list("matrix.allow_users", matrix_id),
            ignore_servers: keys.list("matrix.ignore_servers", server_name),
            ignore_users: keys.list("matrix.ignore_users", matrix_id),
            extra_certificates: keys.path("matrix.extra_certificates"),
        }
    }

    /// What a connection needs, or everything that is missing for it.
    pub fn ready(&self) -> Result<MatrixAccess, Mistakes> {
        let login = match (&self.access_token, &self.user, &self.password) {
            (Some(token), _, _) => Some(MatrixLogin::Token(token.clone())),
            (None, Some(user), Some(password)) => {
                Some(MatrixLogin::Password { user: user.clone(), password: password.clone() })
            }
            _ => None,
        };
        if let (Some(homeserver), Some(login)) = (&self.homeserver, &login) {
            return Ok(MatrixAccess { homeserver: homeserver.clone(), login: login.clone() });
        }
        let mut missing = Vec::new();
        let mut need = |absent: bool, key: &str, what: &str, other: &str| {
            if absent {
                let hint = format!("set it in a file given by --config, or by {}{other}", variable(key));
                missing.push(Mistake { origin: Origin::Missing, key: key.into(), what: what.into(), hint: Some(hint) });
            }
        };
        let token = "; an access_token does as well";
        need(self.homeserver.is_none(), "matrix.homeserver", "is needed: the address of the homeserver", "");
        need(login.is_none() && self.user.is_none(), "matrix.user", "is needed: the bot's account", token);
        need(login.is_none() && self.password.is_none(), "matrix.password", "is needed: the account's password", token);
        Err(Mistakes::of(missing))
    }
}

fn homeserver(text: &str) -> Result<Url, Problem> {
    let refused = || Problem::new(format!("must be the address of a homeserver, but is {text:?}"));
    let with_scheme = || match text.rsplit_once("://").map_or(text, |(_, rest)| rest) {
        local if local.starts_with("localhost") || local.starts_with("127.") => format!("write http://{local}"),
        host => format!("write https://{host}"),
    };
    match Url::parse(text) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => Err(refused().hint(with_scheme())),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            Err(Problem::new("must not contain a name or password").hint("use the keys user and password"))
        }
        Ok(url) if url.host_str().is_some_and(|host| !host.is_empty()) => Ok(url),
        Err(_) if !text.contains("://") => Err(refused().hint(with_scheme())),
        Ok(_) | Err(_) => Err(refused().hint("write https://matrix.example.org")),
    }
}

fn user(text: &str) -> Result<String, Problem> {
    if text.starts_with('@') {
        return matrix_id(text);
    }
    if text.contains([':', '@', '/']) || text.contains(char::is_whitespace) {
        let problem =
            Problem::new(format!("must be an account like @lotse:example.org, or only lotse, but is {text:?}"));
        return Err(match text.split_once([':', '@']) {
            Some((name, server)) if !name.is_empty() => problem.hint(format!("did you mean @{name}:{server}?")),
            _ => problem,
        });
    }
    Ok(text.to_owned())
}

//! What an operator can see of the account, beside a running bot.
//!
//! The store of the keys belongs to whoever runs the bot and is not touched: only `session.json` is read, and what
//! follows are bare requests with its token. They change nothing on the server, but for one: where there is no session
//! yet, a password is tried by logging in and out again at once, always as the same device, so that not even a cut
//! connection lets devices pile up.

use chrono::{DateTime, Utc};
use matrix_sdk::reqwest::{self, RequestBuilder, header};
use serde_json::{Value, json};

use super::login::http;
use super::session::Session;
use super::settings::Settings;
use super::trouble::{Trouble, operator};
use crate::chat::ChatError;

/// The device under which a password is tried.
const TRIAL: &str = "LOTSEDOCTOR";

/// Longest wait for an answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(15);

/// Looks at an account.
pub struct Inspector {
    settings: Settings,
    http: reqwest::Client,
    base: String,
}

/// What the homeserver says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The newest version of the specification that it speaks, as in `v1.11`.
    pub newest: Option<(u32, u32)>,
    /// Its clock, in whole seconds, where it tells.
    pub date: Option<DateTime<Utc>>,
}

/// How the login stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// The server knows the token, of the stored session or from the settings.
    Known {
        /// The full user id.
        account: String,
        /// The bot's device, where the token belongs to one.
        device: Option<String>,
        /// For further questions. Secret.
        token: Token,
    },
    /// The server wants the password once more and has kept the device; the bot gives it when it starts.
    AskedAgain,
    /// There is no session yet, and the password is right.
    PasswordFits {
        /// The full user id.
        account: String,
        /// The trial device could not be removed again.
        left_behind: bool,
    },
}

/// An access token, which is not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// Whether other people's clients trust the bot's device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// It is signed by the account.
    Yes,
    /// The account has signing keys, but has not signed this device.
    NotThisDevice,
    /// The account has no signing keys.
    NoIdentity,
    /// The device has no keys on the server: the bot has never run.
    NoKeys,
}

/// The key backup on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Its version.
    pub version: String,
    /// Keys in it.
    pub keys: u64,
}

impl Inspector {
    /// Prepares; asks nothing yet.
    pub fn new(settings: Settings) -> Result<Self, ChatError> {
        let base = format!("{}/_matrix/client", settings.homeserver.trim().trim_end_matches('/'));
        Ok(Self { http: http(&settings)?, base, settings })
    }

    /// Whether the homeserver is there, and what it speaks.
    pub async fn server(&self) -> Result<Server, ChatError> {
        let (answer, date) = self.ask(self.http.get(self.path("/versions"))).await.map_err(|error| self.told(error))?;
        let versions = at(&answer, &["versions"])
            .as_array()
            .ok_or_else(|| self.told(Trouble::Server("what answers there is not a Matrix homeserver".to_owned())))?;
        let newest = versions.iter().filter_map(Value::as_str).filter_map(version).max();
        Ok(Server { newest, date })
    }

    /// Whether the bot can log in with what is set.
    pub async fn login(&self) -> Result<Login, ChatError> {
        let stored = Session::stored(&self.settings)?;
        let session = stored.as_ref().and_then(|session| session.token.clone());
        match (self.settings.access_token.clone().or(session), &self.settings.password) {
            (Some(token), password) => self.known(token, password.is_some()).await,
            (None, Some(password)) => self.try_password(password).await,
            (None, None) => {
                let reason = format!("there is no way to log in as {}", self.settings.user);
                Err(operator(reason, "set the account's password or an access token"))
            }
        }
    }

    async fn known(&self, token: String, has_password: bool) -> Result<Login, ChatError> {
        match self.get(&Token(token.clone()), "/v3/account/whoami").await {
            Ok(answer) => {
                let text = |key: &str| at(&answer, &[key]).as_str().map(str::to_owned);
                let account = text("user_id").unwrap_or_default();
                Ok(Login::Known { account, device: text("device_id"), token: Token(token) })
            }
            Err(Trouble::UnknownToken { soft: true }) if has_password => Ok(Login::AskedAgain),
            Err(trouble) => Err(self.told(trouble)),
        }
    }

    async fn try_password(&self, password: &str) -> Result<Login, ChatError> {
        let body = json!({
            "type": "m.login.password",
            "identifier": { "type": "m.id.user", "user": self.settings.user },
            "password": password,
            "device_id": TRIAL,
            "initial_device_display_name": "Lotse doctor",
        });
        let answer = match self.ask(self.http.post(self.path("/v3/login")).body(body.to_string())).await {
            Ok((answer, _)) => answer,
            Err(Trouble::Refused { code, message }) => {
                let hint = match code.as_str() {
                    "M_FORBIDDEN" => "check user and password",
                    "M_USER_DEACTIVATED" => "the account is deactivated; use another one",
                    _ => "check that the server allows login by password; else set an access token",
                };
                let user = &self.settings.user;
                return Err(operator(format!("the homeserver refuses the login of {user}: {message}"), hint));
            }
            Err(trouble) => return Err(self.told(trouble)),
        };
        let token = at(&answer, &["access_token"]).as_str().unwrap_or_default();
        let logout = self.http.post(self.path("/v3/logout")).bearer_auth(token).body("{}");
        let left_behind = self.ask(logout).await.is_err();
        Ok(Login::PasswordFits {
            account: at(&answer, &["user_id"]).as_str().unwrap_or_default().to_owned(),
            left_behind,
        })
    }

    /// Whether the bot's device is signed by the account. Whether the signatures are right is for other people's
    /// clients to check; an operator wants to know whether they are there.
    pub async fn signed(&self, token: &Token, account: &str, device: &str) -> Result<Signed, ChatError> {
        let body = json!({ "device_keys": { account: [device] } }).to_string();
        let request = self.http.post(self.path("/v3/keys/query")).bearer_auth(&token.0).body(body);
        let (answer, _) = self.ask(request).await.map_err(|error| self.told(error))?;
        Ok(signed(&answer, account, device))
    }

    /// The key backup; None where there is none.
    pub async fn backup(&self, token: &Token) -> Result<Option<Backup>, ChatError> {
        match self.get(token, "/v3/room_keys/version").await {
            Ok(answer) => Ok(Some(Backup {
                version: at(&answer, &["version"]).as_str().unwrap_or_default().to_owned(),
                keys: at(&answer, &["count"]).as_u64().unwrap_or_default(),
            })),
            Err(Trouble::Refused { code, .. }) if code == "M_NOT_FOUND" => Ok(None),
            Err(trouble) => Err(self.told(trouble)),
        }
    }

    /// The rooms that the account is in.
    pub async fn rooms(&self, token: &Token) -> Result<Vec<String>, ChatError> {
        let answer = self.get(token, "/v3/joined_rooms").await.map_err(|error| self.told(error))?;
        let rooms = at(&answer, &["joined_rooms"]).as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(rooms.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Whether a room is end-to-end encrypted.
    pub async fn is_encrypted(&self, token: &Token, room: &str) -> Result<bool, ChatError> {
        let room: String = url::form_urlencoded::byte_serialize(room.as_bytes()).collect();
        match self.get(token, &format!("/v3/rooms/{room}/state/m.room.encryption")).await {
            Ok(_) => Ok(true),
            Err(Trouble::Refused { code, .. }) if code == "M_NOT_FOUND" => Ok(false),
            Err(trouble) => Err(self.told(trouble)),
        }
    }

    fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    async fn get(&self, token: &Token, path: &str) -> Result<Value, Trouble> {
        let (answer, _) = self.ask(self.http.get(self.path(path)).bearer_auth(&token.0)).await?;
        Ok(answer)
    }

    async fn ask(&self, request: RequestBuilder) -> Result<(Value, Option<DateTime<Utc>>), Trouble> {
        let answer = request.timeout(PATIENCE).send().await.map_err(|error| Trouble::from(&error))?;
        let status = answer.status();
        let date = answer.headers().get(header::DATE).and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok()).map(|date| date.to_utc());
        let bytes = answer.bytes().await.map_err(|error| Trouble::from(&error))?;
        let foreign = || Trouble::Server(format!("HTTP {status}, not answered by a Matrix homeserver"));
        let body: Value = serde_json::from_slice(&bytes).map_err(|_| foreign())?;
        if status.is_success() {
            return Ok((body, date));
        }
        let Some(code) = at(&body, &["errcode"]).as_str() else { return Err(foreign()) };
        let message = at(&body, &["error"]).as_str().unwrap_or_default();
        Err(match (code, status.as_u16()) {
            ("M_LIMIT_EXCEEDED", _) | (_, 429) => {
                Trouble::RateLimited(at(&body, &["retry_after_ms"]).as_u64().map(std::time::Duration::from_millis))
            }
            ("M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN", _) => {
                Trouble::UnknownToken { soft: at(&body, &["soft_logout"]).as_bool().unwrap_or_default() }
            }
            (_, 500..) => Trouble::Server(format!("HTTP {status}: {message}")),
            _ => Trouble::Refused { code: code.to_owned(), message: message.to_owned() },
        })
    }

    fn told(&self, trouble: Trouble) -> ChatError {
        trouble.while_reading(&self.settings.homeserver)
    }
}

/// Reads `v1.11`; the old `r0.6.1` says nothing that matters.
fn version(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.strip_prefix('v')?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// What stands there; null where nothing does.
fn at<'v>(value: &'v Value, path: &[&str]) -> &'v Value {
    path.iter().try_fold(value, |value, key| value.get(key)).unwrap_or(&Value::Null)
}

fn signed(answer: &Value, account: &str, device: &str) -> Signed {
    let keys = at(answer, &["device_keys", account, device]);
    if !keys.is_object() {
        return Signed::NoKeys;
    }
    let Some(signing) = at(answer, &["self_signing_keys", account, "keys"]).as_object() else {
        return Signed::NoIdentity;
    };
    match signing.keys().any(|key| at(keys, &["signatures", account, key]).is_string()) {
        true => Signed::Yes,
        false => Signed::NotThisDevice,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_signed_by_the_accounts_own_key() {
        let me = "@lotse:example.org";
        let answer = |signature: &str, identity: bool| {
            let mut answer = json!({ "device_keys": { me: { "DEV": { "signatures": { me: { signature: "x" } } } } } });
            if identity {
                answer["self_signing_keys"] = json!({ me: { "keys": { "ed25519:self": "self" } } });
            }
            answer
        };
        assert_eq!(signed(&answer("ed25519:self", true), me, "DEV"), Signed::Yes);
        assert_eq!(signed(&answer("ed25519:DEV", true), me, "DEV"), Signed::NotThisDevice);
        assert_eq!(signed(&answer("ed25519:DEV", false), me, "DEV"), Signed::NoIdentity);
        assert_eq!(signed(&answer("ed25519:self", true), me, "OTHER"), Signed::NoKeys);
    }

    #[test]
    fn versions_are_compared_by_number() {
        let newest = ["r0.6.1", "v1.2", "v1.11", "v1.9", "nonsense"].into_iter().filter_map(version).max();
        assert_eq!(newest, Some((1, 11)));
    }
}

//! What went wrong between us and the homeserver, told apart by who can mend it.

use std::time::Duration;

use matrix_sdk::ruma::api::client::uiaa::UiaaResponse;
use matrix_sdk::ruma::api::error::{ErrorBody, ErrorKind, FromHttpResponseError, RetryAfter};
use matrix_sdk::{ClientBuildError, HttpError};

use crate::chat::{ChatError, DeliveryError};
use crate::error::with_causes;

/// A failure, by its kind.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The server's certificate is not trusted.
    Certificate(String),
    /// No connection, or it broke.
    Unreachable(String),
    /// The server asks to wait.
    RateLimited(Option<Duration>),
    /// The server is there but does not work (5xx), or something in front of it answers in its place.
    Server(String),
    /// The token is not valid. `soft`: the device is still there, a new login goes on with it.
    UnknownToken { soft: bool },
    /// The server understood and refuses.
    Refused { code: String, message: String },
    /// The bot is not in the room.
    NotInRoom(String),
    /// The store on disk, or the encryption.
    Store(String),
    /// A setting that cannot work.
    Setting(String),
}

impl From<matrix_sdk::Error> for Trouble {
    fn from(error: matrix_sdk::Error) -> Self {
        match error {
            matrix_sdk::Error::Http(error) => (*error).into(),
            matrix_sdk::Error::WrongRoomState(state) => Trouble::NotInRoom(state.to_string()),
            matrix_sdk::Error::Timeout => Trouble::Unreachable("timed out".to_owned()),
            matrix_sdk::Error::Url(error) => Trouble::Setting(error.to_string()),
            other => Trouble::Store(with_causes(&other)),
        }
    }
}

impl From<HttpError> for Trouble {
    fn from(error: HttpError) -> Self {
        match &error {
            HttpError::Reqwest(error) => error.into(),
            HttpError::Api(api) => match api.as_ref() {
                FromHttpResponseError::Server(UiaaResponse::MatrixError(answer)) => {
                    let status = answer.status_code;
                    let ErrorBody::Standard(body) = &answer.body else {
                        return Trouble::Server(format!("HTTP {status}, not answered by a Matrix homeserver"));
                    };
                    match &body.kind {
                        ErrorKind::LimitExceeded(limit) => Trouble::RateLimited(match limit.retry_after {
                            Some(RetryAfter::Delay(delay)) => Some(delay),
                            _ => None,
                        }),
                        ErrorKind::UnknownToken(data) => Trouble::UnknownToken { soft: data.soft_logout },
                        ErrorKind::MissingToken => Trouble::UnknownToken { soft: false },
                        _ if status.as_u16() == 429 => Trouble::RateLimited(None),
                        _ if status.is_server_error() => Trouble::Server(format!("HTTP {status}: {}", body.message)),
                        kind => {
                            Trouble::Refused { code: kind.errcode().as_str().to_owned(), message: body.message.clone() }
                        }
                    }
                }
                FromHttpResponseError::Server(UiaaResponse::AuthResponse(_)) => Trouble::Refused {
                    code: "M_FORBIDDEN".to_owned(),
                    message: "the server asks for interactive authentication".to_owned(),
                },
                other => Trouble::Server(format!("an answer that is not Matrix: {}", with_causes(other))),
            },
            HttpError::IntoHttp(error) => Trouble::Refused { code: "request".to_owned(), message: with_causes(error) },
            other => Trouble::Server(with_causes(other)),
        }
    }
}

impl From<&matrix_sdk::reqwest::Error> for Trouble {
    fn from(error: &matrix_sdk::reqwest::Error) -> Self {
        let text = with_causes(error);
        let lower = text.to_lowercase();
        if lower.contains("certificate") || lower.contains("unknownissuer") {
            Trouble::Certificate(text)
        } else {
            Trouble::Unreachable(text)
        }
    }
}

impl From<ClientBuildError> for Trouble {
    fn from(error: ClientBuildError) -> Self {
        match error {
            ClientBuildError::Http(error) => error.into(),
            ClientBuildError::AutoDiscovery(FromHttpResponseError::Server(_)) => {
                Trouble::Server("the server's name leads to no homeserver (/.well-known/matrix/client)".to_owned())
            }
            ClientBuildError::Url(_) | ClientBuildError::InvalidServerName | ClientBuildError::MissingHomeserver => {
                Trouble::Setting(with_causes(&error))
            }
            other => Trouble::Store(with_causes(&other)),
        }
    }
}

impl Trouble {
    /// The trouble as the reader of the account sees it. `server` is named in the text.
    pub(super) fn while_reading(self, server: &str) -> ChatError {
        let passing = |reason: String| ChatError::Passing { reason, after: None };
        match self {
            Trouble::Certificate(why) => operator(
                format!("the certificate of the homeserver {server} is not trusted: {why}"),
                "check the homeserver's address, renew its certificate, or name its authority's PEM file in \
                 `extra_certificates` in [matrix]",
            ),
            Trouble::Unreachable(why) => passing(format!("the homeserver {server} cannot be reached: {why}")),
            Trouble::RateLimited(after) => {
                ChatError::Passing { reason: format!("the homeserver {server} asks to wait"), after }
            }
            Trouble::Server(why) => passing(format!("the homeserver {server} does not work: {why}")),
            Trouble::UnknownToken { .. } => operator(
                format!("the homeserver {server} no longer knows the bot's login"),
                "the bot's device was signed out; move its store folder away, so that it logs in as a new device",
            ),
            Trouble::Refused { code, message } => operator(
                format!("the homeserver {server} refuses: {message} ({code})"),
                "check the bot's account on the homeserver",
            ),
            Trouble::NotInRoom(why) => passing(why),
            Trouble::Store(why) if is_of_the_disk(&why) => {
                passing(format!("the Matrix store: {why}; is its disk full? Nothing is lost, the bot waits for room"))
            }
            Trouble::Store(why) => passing(format!("the Matrix store: {why}")),
            Trouble::Setting(why) => operator(
                format!("the homeserver's address {server} is wrong: {why}"),
                "write https://matrix.example.org",
            ),
        }
    }

    /// The trouble as a delivery sees it.
    pub(super) fn while_sending(self) -> DeliveryError {
        match self {
            Trouble::RateLimited(after) => DeliveryError::RateLimited(after.unwrap_or(Duration::from_secs(2))),
            Trouble::Refused { code, message } => DeliveryError::Never(format!("{message} ({code})")),
            Trouble::NotInRoom(why) => DeliveryError::Never(why),
            Trouble::Certificate(why) | Trouble::Unreachable(why) | Trouble::Server(why) | Trouble::Store(why) => {
                DeliveryError::Later(why)
            }
            Trouble::Setting(why) => DeliveryError::Later(why),
            // The reader meets the same answer and tells the operator; what is to be said waits until then.
            Trouble::UnknownToken { .. } => DeliveryError::Later("the homeserver no longer knows the login".to_owned()),
        }
    }

    /// True for an answer that will be the same next time.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(self, Trouble::Refused { .. } | Trouble::NotInRoom(_))
    }

    /// The Matrix error code of a refusal.
    pub(super) fn code(&self) -> &str {
        match self {
            Trouble::Refused { code, .. } => code,
            _ => "",
        }
    }
}

/// An error only an operator can mend.
pub(super) fn operator(reason: String, hint: &str) -> ChatError {
    ChatError::Operator { reason, hint: hint.to_owned() }
}

/// True for what SQLite says when the disk is full or fails. That passes when somebody makes room, and ending would only
/// mean to start again and again meanwhile.
pub(super) fn is_of_the_disk(text: &str) -> bool {
    ["disk I/O error", "database or disk is full", "No space left"].iter().any(|sign| text.contains(sign))
}

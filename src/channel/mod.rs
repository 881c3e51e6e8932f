//! Ways out of the chat, for those who must be woken while they do not look into it: e-mail, push, and whatever an HTTP
//! gateway offers (SMS, voice). The seam to the world outside, as [`crate::chat`] is the one to chat platforms; knows
//! nothing of ITIL.

mod email;
mod http;

use std::collections::HashMap;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::config::{ChannelConfig, ChannelKind, Config};

/// What is delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// To whom: an e-mail address, a telephone number, a topic. Empty where the channel itself knows.
    pub to: String,
    /// What it is about, in a line.
    pub title: String,
    /// All of it, in plain text.
    pub text: String,
    /// Where it can be answered.
    pub link: Option<String>,
    /// Somebody is to be woken by it.
    pub urgent: bool,
    /// In which language it is: `en`, `de`.
    pub language: String,
    /// What programs want to know of it; null for people.
    #[serde(default)]
    pub data: serde_json::Value,
}

/// Why something was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// It may be delivered later.
    #[error("{0}")]
    Later(String),
    /// It never will be.
    #[error("{0}")]
    Never(String),
}

/// Delivers what leaves the chat.
#[async_trait]
pub trait Courier: Send + Sync {
    /// Delivers a letter by the channel of this name. `key` is the same when it is tried again, so that a receiver can tell
    /// a repetition; `at` is the present, for the signature.
    async fn deliver(&self, channel: &str, key: &str, letter: &Letter, at: DateTime<Utc>) -> Result<(), Undelivered>;
}

/// How long a delivery takes at most, whatever a channel's own time is: a name that is looked up for ever has none.
const LONGEST: Duration = Duration::from_secs(2);

/// Whether the mail server answers, takes the login, and keeps the connection secret as it is to. None: there is none. Nothing is
/// sent. What gateways do cannot be tested so: they have no question that sends nothing.
pub async fn mail_server(config: &Config) -> Option<Result<(), String>> {
    let smtp = config.smtp.as_ref()?;
    let test = async { email::Mail::new(smtp)?.test().await };
    let longest = smtp.timeout.saturating_add(LONGEST);
    let late = || Err(format!("no answer within {} s", longest.as_secs()));
    Some(tokio::time::timeout(longest, test).await.unwrap_or_else(|_| late()))
}

/// The channels of a configuration.
pub struct Channels {
    by_name: HashMap<String, Channel>,
}

struct Channel {
    config: ChannelConfig,
    way: Way,
}

enum Way {
    Mail(Box<email::Mail>),
    Http(http::Http),
    /// Cannot be used, and why.
    Closed(String),
}

impl Channels {
    /// Opens nothing yet: each delivery connects anew, as there are few.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let http = http::Http::new();
        let open = |channel: &ChannelConfig| match (&channel.kind, &config.smtp) {
            (ChannelKind::Email, Some(smtp)) => match email::Mail::new(smtp) {
                Ok(mail) => Way::Mail(Box::new(mail)),
                Err(error) => Way::Closed(error),
            },
            (ChannelKind::Email, None) => Way::Closed("no mail server is set in [smtp]".to_owned()),
            (ChannelKind::Ntfy | ChannelKind::Http | ChannelKind::Webhook, _) => match &http {
                Ok(http) => Way::Http(http.clone()),
                Err(error) => Way::Closed(error.clone()),
            },
        };
        let channels = config.channels.iter();
        let by_name = channels.map(|one| (one.name.clone(), Channel { config: one.clone(), way: open(one) })).collect();
        Self { by_name }
    }
}

#[async_trait]
impl Courier for Channels {
    async fn deliver(&self, channel: &str, key: &str, letter: &Letter, at: DateTime<Utc>) -> Result<(), Undelivered> {
        let Some(Channel { config, way }) = self.by_name.get(channel) else {
            return Err(Undelivered::Never(format!("there is no channel {channel} any more")));
        };
        let delivery = async {
            match way {
                Way::Mail(mail) => mail.deliver(key, letter).await,
                Way::Http(http) => http.deliver(config, (key, at), letter).await,
                Way::Closed(reason) => Err(Undelivered::Never(reason.clone())),
            }
        };
        let longest = config.timeout.saturating_add(LONGEST);
        tokio::time::timeout(longest, delivery)
            .await
            .unwrap_or_else(|_| Err(Undelivered::Later(format!("no answer within {} s", longest.as_secs()))))
    }
}

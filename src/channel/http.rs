//! Push and gateways, over HTTP.
//!
//! A request carries `Idempotency-Key`, the same when it is repeated, and where a signing key is set
//! `X-Lotse-Signature: t=SECONDS,v1=HEX`: the HMAC-SHA256 (RFC 2104) over `SECONDS.BODY`, so that a receiver knows whom it is
//! from, and that it is not an old one.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use sha2::Sha256;
use url::form_urlencoded::byte_serialize;

use super::{Letter, Undelivered};
use crate::config::{BodyType, ChannelConfig, ChannelKind};

/// So much of what a gateway answers to what it refuses is kept.
const ANSWER: usize = 200;

/// The way to all HTTP channels.
#[derive(Clone)]
pub(super) struct Http(Client);

impl Http {
    pub(super) fn new() -> Result<Self, String> {
        // A redirected request would lose its body, and its signature would be somebody else's to see.
        let client = Client::builder().redirect(Policy::none()).user_agent("lotse").build();
        client.map(Self).map_err(|error| error.to_string())
    }

    pub(super) async fn deliver(
        &self,
        channel: &ChannelConfig,
        (key, at): (&str, DateTime<Utc>),
        letter: &Letter,
    ) -> Result<(), Undelivered> {
        let url = fill(&channel.url, letter, key, in_url);
        let body = body(channel, letter, key);
        let mut request = self
            .0
            .request(channel.method.parse().unwrap_or(reqwest::Method::POST), &url)
            .timeout(channel.timeout)
            .header(CONTENT_TYPE, body_type(channel).mime())
            .header("Idempotency-Key", key);
        for (name, value) in &channel.headers {
            let name = HeaderName::try_from(name).map_err(|error| Undelivered::Never(error.to_string()))?;
            let mut value =
                HeaderValue::try_from(value.reveal()).map_err(|error| Undelivered::Never(error.to_string()))?;
            value.set_sensitive(true);
            request = request.header(name, value);
        }
        if let Some(token) = &channel.token {
            request = request.bearer_auth(token.reveal());
        }
        if let Some((user, password)) = &channel.login {
            request = request.basic_auth(user, Some(password.reveal()));
        }
        if let Some(signing) = &channel.signing_key {
            request = request.header("X-Lotse-Signature", signature(signing.reveal(), at.timestamp(), &body));
        }
        let answer = request.body(body).send().await.map_err(|error| failed(&error))?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        let said: String = answer.text().await.unwrap_or_default().chars().take(ANSWER).collect();
        let reason = format!("{status} {}", said.trim().replace('\0', "\u{fffd}"));
        let passes = status.is_server_error()
            || [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS, StatusCode::TOO_EARLY].contains(&status);
        Err(match passes {
            true => Undelivered::Later(reason),
            false => Undelivered::Never(reason),
        })
    }
}

/// What went wrong on the way, without the address: tokens can stand in it.
fn failed(error: &reqwest::Error) -> Undelivered {
    let reason = match error {
        error if error.is_timeout() => "no answer in time".to_owned(),
        error if error.is_builder() => return Undelivered::Never("its address cannot be used".to_owned()),
        error => {
            let mut cause: &dyn std::error::Error = error;
            while let Some(deeper) = cause.source() {
                cause = deeper;
            }
            cause.to_string()
        }
    };
    Undelivered::Later(reason)
}

fn body_type(channel: &ChannelConfig) -> BodyType {
    match channel.kind {
        ChannelKind::Http => channel.body_type,
        ChannelKind::Email | ChannelKind::Ntfy | ChannelKind::Webhook => BodyType::Json,
    }
}

fn body(channel: &ChannelConfig, letter: &Letter, key: &str) -> String {
    match channel.kind {
        ChannelKind::Http => match channel.body_type {
            BodyType::Json => fill(&channel.body, letter, key, in_json),
            BodyType::Form => fill(&channel.body, letter, key, in_form),
            BodyType::Text => fill(&channel.body, letter, key, str::to_owned),
        },
        ChannelKind::Ntfy => ntfy(letter).to_string(),
        ChannelKind::Email | ChannelKind::Webhook => json!({
            "key": key,
            "title": letter.title,
            "text": letter.text,
            "link": letter.link,
            "urgent": letter.urgent,
            "language": letter.language,
            "data": letter.data,
        })
        .to_string(),
    }
}

/// A message as [ntfy](https://docs.ntfy.sh/publish/#publish-as-json) takes it.
fn ntfy(letter: &Letter) -> Value {
    // 5 makes telephones ring through, 3 is as usual.
    let priority = if letter.urgent { 5 } else { 3 };
    let mut message = json!({
        "topic": letter.to,
        "title": letter.title,
        "message": letter.text,
        "priority": priority,
        "tags": ["pager"],
    });
    if let (Some(link), Some(fields)) = (&letter.link, message.as_object_mut()) {
        fields.insert("click".to_owned(), json!(link));
    }
    message
}

/// Puts a letter into a text with `{to}`, `{title}`, `{text}`, `{link}` and `{key}`, each written as the place needs it.
fn fill(template: &str, letter: &Letter, key: &str, write: impl Fn(&str) -> String) -> String {
    let known = [
        ("{to}", letter.to.as_str()),
        ("{title}", letter.title.as_str()),
        ("{text}", letter.text.as_str()),
        ("{link}", letter.link.as_deref().unwrap_or("")),
        ("{key}", key),
    ];
    let (mut filled, mut rest) = (String::new(), template);
    // What people write can contain the names of places too: each place is filled once, from left to right.
    while let Some((at, (name, value))) =
        known.iter().filter_map(|place| rest.find(place.0).map(|at| (at, place))).min_by_key(|(at, _)| *at)
    {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        filled.push_str(before);
        filled.push_str(&write(value));
        rest = after.strip_prefix(*name).unwrap_or("");
    }
    filled + rest
}

/// As the inside of a JSON string.
fn in_json(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or_default().to_owned()
}

fn in_form(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

/// A plus sign is a space in forms alone.
fn in_url(text: &str) -> String {
    in_form(text).replace('+', "%20")
}

fn signature(key: &str, seconds: i64, body: &str) -> String {
    let mut signature = format!("t={seconds},v1=");
    // HMAC takes keys of any length.
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) {
        mac.update(format!("{seconds}.{body}").as_bytes());
        for byte in mac.finalize().into_bytes() {
            // Writing to a String cannot fail.
            let _ = write!(signature, "{byte:02x}");
        }
    }
    signature
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str) -> Letter {
        Letter {
            to: "+49 151".into(),
            title: "T-1".into(),
            text: text.into(),
            link: None,
            urgent: true,
            language: "en".into(),
            data: Value::Null,
        }
    }

    #[test]
    fn what_people_write_cannot_leave_its_place() {
        let nasty = letter("a\"b\\ {to} & \n 日本 ü");
        let json = fill(r#"{"to": "{to}", "text": "{text}"}"#, &nasty, "k", in_json);
        let read: Value = serde_json::from_str(&json).expect("still JSON");
        assert_eq!(read, json!({ "to": "+49 151", "text": nasty.text }));
        assert_eq!(fill("to={to}&t={text}", &letter("a&b=ü"), "k", in_form), "to=%2B49+151&t=a%26b%3D%C3%BC");
        assert_eq!(fill("https://x/{to}?k={key}", &letter(""), "k", in_url), "https://x/%2B49%20151?k=k");
        assert_eq!(fill("{nothing} {", &letter(""), "k", in_json), "{nothing} {");
    }

    /// The value was computed with Python's `hmac`.
    #[test]
    fn a_request_is_signed_with_its_time() {
        assert_eq!(
            signature("secret", 1_700_000_000, "{}"),
            "t=1700000000,v1=b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163"
        );
    }
}

//! From the JSON of one event to what happened: pure, and safe against anything a server or a client may send.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::text::meant;
use crate::chat::{Attachment, Happening, Incoming, Member};

/// The JSON of one event of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Event {
    /// The event's id.
    pub(super) id: String,
    /// Type, such as `m.room.message`.
    pub(super) kind: String,
    /// Who sent it.
    pub(super) sender: String,
    /// The server's time.
    pub(super) sent_at: DateTime<Utc>,
    /// Encrypted, and not to be decrypted with the keys at hand.
    pub(super) unreadable: bool,
    json: Value,
}

/// What an event says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// To be handed out as it is.
    Happening(Happening),
    /// Somebody else came, left, or changed their name.
    Member { account: String, name: Option<String>, present: bool },
    /// Weights changed: of these accounts, or (None) of everybody.
    Power(Option<Vec<String>>),
    /// The room has another name or alias.
    Named,
    /// Nothing that concerns a service desk.
    Nothing,
}

/// A change of the bot's own membership.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Own {
    /// Invited by the event's sender.
    Invited { direct: bool },
    /// Came in; `invited` unless the room is open to all.
    Joined { invited: bool, inviter: Option<String>, direct: bool },
    /// An invitation was declined by the bot, or taken back.
    Declined { inviter: Option<String>, reason: Option<String> },
    /// Kicked, banned or left.
    Removed { reason: Option<String> },
    /// Still inside, with another name or picture.
    Unchanged,
}

impl Event {
    /// Reads the event's envelope. `None` with the reason when it has none worth the name.
    pub(super) fn read(json: &str, unreadable: bool) -> Result<Self, String> {
        let mut value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
        without_nul(&mut value);
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let id = text("event_id").filter(|id| !id.is_empty()).ok_or("no event id")?;
        let kind = text("type").ok_or("no type")?;
        let sender = text("sender").filter(|sender| sender.starts_with('@')).ok_or("no sender")?;
        let millis = value.get("origin_server_ts").and_then(Value::as_i64).unwrap_or_default();
        // PostgreSQL ends earlier than chrono; a time beyond the year 9999 is somebody's joke.
        let sent_at =
            DateTime::from_timestamp_millis(millis.clamp(0, 253_402_300_799_999)).unwrap_or(DateTime::UNIX_EPOCH);
        Ok(Self { id, kind, sender, sent_at, unreadable, json: value })
    }

    /// The event as something that happened in `room`.
    pub(super) fn incoming(&self, room: &str, what: Happening) -> Incoming {
        Incoming {
            event: self.id.clone(),
            room: room.to_owned(),
            sender: self.sender.clone(),
            sent_at: self.sent_at,
            what,
        }
    }

    /// The event's content, null where there is none.
    pub(super) fn content(&self) -> &Value {
        self.json.get("content").unwrap_or(&Value::Null)
    }

    fn state_key(&self) -> Option<&str> {
        self.json.get("state_key")?.as_str()
    }

    fn unsigned(&self, key: &str) -> &Value {
        self.json.get("unsigned").and_then(|unsigned| unsigned.get(key)).unwrap_or(&Value::Null)
    }

    /// The content of the state event that this one replaced.
    fn previous(&self) -> &Value {
        match self.unsigned("prev_content") {
            Value::Null => self.json.get("prev_content").unwrap_or(&Value::Null),
            content => content,
        }
    }

    /// The change of the membership of `account`, where the event is one.
    pub(super) fn own_membership(&self, account: &str) -> Option<Own> {
        if self.kind != "m.room.member" || self.state_key() != Some(account) {
            return None;
        }
        let (content, before) = (self.content(), self.previous());
        let was = string(before, "membership").unwrap_or_default();
        let inviter = || (was == "invite").then(|| self.unsigned("prev_sender").as_str().map(str::to_owned)).flatten();
        let reason = string(content, "reason");
        Some(match string(content, "membership").as_deref() {
            Some("invite") => Own::Invited { direct: flag(content, "is_direct") },
            Some("join") if was == "join" => Own::Unchanged,
            Some("join") => {
                // A server that leaves out what was before still says that there was something.
                let invited = was == "invite" || (before.is_null() && self.unsigned("replaces_state").is_string());
                Own::Joined { invited, inviter: inviter(), direct: flag(before, "is_direct") }
            }
            Some("leave" | "ban") if was == "invite" || was == "knock" => Own::Declined { inviter: inviter(), reason },
            Some("leave" | "ban") if was == "leave" || was == "ban" => Own::Unchanged,
            Some("leave" | "ban") => Own::Removed { reason },
            _ => Own::Unchanged,
        })
    }

    /// Whether it was taken back, and says nothing any more.
    pub(super) fn is_redacted(&self) -> bool {
        self.unsigned("redacted_because").is_object()
    }

    /// What the event says to an account that is in the room.
    pub(super) fn said(&self) -> Said {
        if self.unsigned("redacted_because").is_object() && self.state_key().is_none() {
            return Said::Nothing;
        }
        let content = self.content();
        match (self.kind.as_str(), self.state_key()) {
            ("m.room.message", None) => message(content),
            ("m.reaction", None) => reaction(content),
            // Redacted: the content is gone, there is nothing to decrypt.
            ("m.room.encrypted", None) if self.unreadable && string(content, "algorithm").is_some() => {
                Said::Happening(self.sealed())
            }
            ("m.room.redaction", None) => {
                let target = string(content, "redacts").or_else(|| string(&self.json, "redacts"));
                let reason = string(content, "reason");
                target.map_or(Said::Nothing, |target| Said::Happening(Happening::Redaction { target, reason }))
            }
            ("m.room.member", Some(account)) => self.member(account),
            ("m.room.power_levels", Some("")) => Said::Power(changed_powers(self.previous(), content)),
            ("m.room.name" | "m.room.canonical_alias", Some("")) => Said::Named,
            ("m.room.tombstone", Some("")) => match string(content, "replacement_room").filter(|room| !room.is_empty())
            {
                Some(replacement) => Said::Happening(Happening::Upgraded { replacement }),
                None => Said::Nothing,
            },
            _ => Said::Nothing,
        }
    }

    /// What cannot be read: clients leave the relation outside of what they encrypt.
    fn sealed(&self) -> Happening {
        let relation = self.content().get("m.relates_to").unwrap_or(&Value::Null);
        let target = string(relation, "event_id").filter(|_| relation.get("rel_type").is_some());
        let in_thread = relation.get("rel_type").and_then(Value::as_str) == Some("m.thread");
        let (thread, about) = if in_thread { (target, None) } else { (None, target) };
        Happening::Unreadable { thread, about, sealed: self.json.clone() }
    }

    /// The key under which the event was delivered, which the server shows only to the device that did.
    pub(super) fn delivery_key(&self) -> Option<String> {
        self.unsigned("transaction_id").as_str().map(str::to_owned)
    }

    fn member(&self, account: &str) -> Said {
        let content = self.content();
        let present = match string(content, "membership").as_deref() {
            Some("join") => true,
            Some("leave" | "ban") => false,
            // Invited or knocking: not in the room, and was not before either.
            _ => return Said::Nothing,
        };
        Said::Member { account: account.to_owned(), name: string(content, "displayname"), present }
    }
}

/// A member's entry in the roster.
pub(super) fn member(account: String, name: Option<String>, power: i64, present: bool) -> Member {
    Member { account, name: name.filter(|name| !name.trim().is_empty()), power, present }
}

fn string(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn message(content: &Value) -> Said {
    let relation = content.get("m.relates_to").unwrap_or(&Value::Null);
    if relation.get("rel_type").and_then(Value::as_str) == Some("m.replace") {
        let Some(target) = string(relation, "event_id") else { return Said::Nothing };
        let Some((text, mentions, _)) = written(content.get("m.new_content").unwrap_or(&Value::Null)) else {
            return Said::Nothing;
        };
        return Said::Happening(Happening::Edit { target, text, mentions });
    }
    let Some((text, mentions, attachment)) = written(content) else { return Said::Nothing };
    let in_thread = relation.get("rel_type").and_then(Value::as_str) == Some("m.thread");
    let thread = in_thread.then(|| string(relation, "event_id")).flatten();
    let answered = relation.get("m.in_reply_to").and_then(|reply| string(reply, "event_id"));
    let reply_to = answered.filter(|_| !(in_thread && flag(relation, "is_falling_back")));
    Said::Happening(Happening::Message { text, thread, reply_to, mentions, attachment })
}

/// Text, mentions and attachment of a message by a person; none for notices (bots talk in these) and other kinds.
fn written(content: &Value) -> Option<(String, Vec<String>, Option<Attachment>)> {
    let kind = string(content, "msgtype")?;
    let body = string(content, "body")?;
    let html = string(content, "formatted_body");
    let (text, mut mentions) = meant(&body, html.as_deref());
    let named = content.get("m.mentions").and_then(|mentions| mentions.get("user_ids")).and_then(Value::as_array);
    for account in named.into_iter().flatten().filter_map(Value::as_str) {
        if !mentions.iter().any(|known| known == account) {
            mentions.push(account.to_owned());
        }
    }
    match kind.as_str() {
        "m.text" | "m.emote" => Some((text, mentions, None)),
        "m.file" | "m.image" | "m.audio" | "m.video" => {
            let source = match (content.get("file"), content.get("url")) {
                (Some(file), _) => serde_json::json!({ "file": file }),
                (None, Some(url)) => serde_json::json!({ "url": url }),
                (None, None) => return None,
            };
            let info = content.get("info").unwrap_or(&Value::Null);
            let attachment = Attachment {
                name: string(content, "filename").unwrap_or(body),
                mime: string(info, "mimetype"),
                size: info.get("size").and_then(Value::as_u64),
                source,
            };
            Some((text, mentions, Some(attachment)))
        }
        _ => None,
    }
}

fn reaction(content: &Value) -> Said {
    let relation = content.get("m.relates_to").unwrap_or(&Value::Null);
    match (relation.get("rel_type").and_then(Value::as_str), string(relation, "event_id"), string(relation, "key")) {
        (Some("m.annotation"), Some(target), Some(sign)) => Said::Happening(Happening::Reaction { target, sign }),
        _ => Said::Nothing,
    }
}

/// The accounts whose own weight differs; none when everybody's does.
fn changed_powers(before: &Value, after: &Value) -> Option<Vec<String>> {
    if before.is_null() || before.get("users_default") != after.get("users_default") {
        return None;
    }
    let empty = serde_json::Map::new();
    let users =
        |content: &Value| content.get("users").and_then(Value::as_object).cloned().unwrap_or_else(|| empty.clone());
    let (before, after) = (users(before), users(after));
    let mut changed: Vec<String> =
        before.keys().chain(after.keys()).filter(|user| before.get(*user) != after.get(*user)).cloned().collect();
    changed.sort();
    changed.dedup();
    Some(changed)
}

/// PostgreSQL refuses the character NUL in text and JSON; one such message would stop the whole account.
fn without_nul(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{fffd}"),
        Value::Array(values) => values.iter_mut().for_each(without_nul),
        Value::Object(map) => {
            if map.keys().any(|key| key.contains('\0')) {
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(key, value)| (key.replace('\0', "\u{fffd}"), value))
                    .collect();
            }
            map.values_mut().for_each(without_nul);
        }
        _ => {}
    }
}

#[cfg(test)]
#[path = "read_event_tests.rs"]
mod tests;

//! Delivering: everything under a key that makes a repeat harmless, or in steps that can be repeated.

use matrix_sdk::Room;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::ruma::api::client::membership::joined_rooms;
use matrix_sdk::ruma::{EventId, OwnedTransactionId, RoomId};
use serde_json::{Value, json};

use super::connection::Connection;
use super::seek::keyed;
use super::trouble::Trouble;
use crate::chat::markup::Markup;
use crate::chat::{Delivered, Delivery, DeliveryError, Outgoing, Upload};

/// Largest content of a message in bytes of JSON. The limit of an event is 65,536, of which encryption takes a
/// quarter, and the envelope and the signatures of other servers something.
const LARGEST_CONTENT: usize = 44_000;

impl Connection {
    /// Delivers one thing.
    pub(super) async fn deliver(&self, delivery: &Delivery) -> Result<Delivered, DeliveryError> {
        let what = &delivery.what;
        if let Outgoing::OpenRoom { .. } = what {
            return self.open_room(what).await;
        }
        let room = self.joined_room(&delivery.room).await?;
        match what {
            Outgoing::Say { thread, reply_to, body, mentions, loud } => {
                let relation = relation(thread.as_deref(), reply_to.as_deref());
                send(&room, &delivery.key, "m.room.message", message(body, mentions, *loud, relation)).await
            }
            Outgoing::File(_) => Err(never("the file was not uploaded".to_owned())),
            Outgoing::Edit { target, body } => send(&room, &delivery.key, "m.room.message", edit(target, body)).await,
            Outgoing::React { target, sign } => {
                let content = json!({
                    "m.relates_to": { "rel_type": "m.annotation", "event_id": target, "key": sign },
                });
                match send(&room, &delivery.key, "m.reaction", content).await {
                    // The same reaction is there already.
                    Err(DeliveryError::Never(why)) if why.contains("M_DUPLICATE_ANNOTATION") => {
                        Ok(Delivered { id: None })
                    }
                    other => other,
                }
            }
            Outgoing::Redact { target, reason } => {
                let target = EventId::parse(target).map_err(|error| never(format!("{target}: {error}")))?;
                let key = Some(OwnedTransactionId::from(delivery.key.as_str()));
                let answer = room.redact(&target, reason.as_deref(), key).await;
                let answer = answer.map_err(|error| Trouble::from(error).while_sending())?;
                Ok(Delivered { id: Some(answer.event_id.to_string()) })
            }
            Outgoing::Topic { topic } => {
                self.set_state(room.room_id(), "m.room.topic", "", json!({ "topic": topic })).await
            }
            Outgoing::Power { levels } => self.set_powers(room.room_id(), levels).await,
            Outgoing::Invite { account } => self.invite_into(&room, account).await,
            Outgoing::Pin { target } => self.pin(room.room_id(), target).await,
            Outgoing::Archive { on } => self.archive(room.room_id(), *on).await,
            Outgoing::OpenRoom { .. } => Ok(Delivered { id: None }),
        }
    }

    /// The room, if the bot is in it. A room that the bot has opened a moment ago may not have been read yet.
    pub(super) async fn joined_room(&self, id: &str) -> Result<Room, DeliveryError> {
        let id = RoomId::parse(id).map_err(|error| never(format!("{id}: {error}")))?;
        if let Some(room) = self.client.get_room(&id)
            && room.state() == matrix_sdk::RoomState::Joined
        {
            return Ok(room);
        }
        let later = |trouble: Trouble| trouble.while_sending();
        let joined = self.client.send(joined_rooms::v3::Request::new()).await.map_err(|error| later(error.into()))?;
        if !joined.joined_rooms.contains(&id) {
            return Err(never(format!("the bot is not in the room {id}")));
        }
        // Joining again changes nothing on the server, and makes the room known to the client.
        self.client.join_room_by_id(&id).await.map_err(|error| later(error.into()))
    }
}

/// Something that will never succeed.
pub(super) fn never(why: String) -> DeliveryError {
    DeliveryError::Never(why)
}

pub(super) async fn send(room: &Room, key: &str, kind: &str, content: Value) -> Result<Delivered, DeliveryError> {
    let once = RequestConfig::new().disable_retry();
    let content = keyed(content, key);
    let key = OwnedTransactionId::from(key);
    let sent = room.send_raw(kind, content).with_transaction_id(&key).with_request_config(once).await;
    let sent = sent.map_err(|error| Trouble::from(error).while_sending())?;
    Ok(Delivered { id: Some(sent.response.event_id.to_string()) })
}

/// Where a message hangs. A client without threads shows the reply to the thread's first message instead.
fn relation(thread: Option<&str>, reply_to: Option<&str>) -> Option<Value> {
    match (thread, reply_to) {
        (Some(root), _) => Some(json!({
            "rel_type": "m.thread",
            "event_id": root,
            "is_falling_back": reply_to.is_none(),
            "m.in_reply_to": { "event_id": reply_to.unwrap_or(root) },
        })),
        (None, Some(answered)) => Some(json!({ "m.in_reply_to": { "event_id": answered } })),
        (None, None) => None,
    }
}

fn message(body: &Markup, mentions: &[String], loud: bool, relation: Option<Value>) -> Value {
    // Without the field, older clients look for names in the text and notify whom they find.
    let mentions = if mentions.is_empty() { json!({}) } else { json!({ "user_ids": mentions }) };
    fitting(body, |text, html| {
        let mut content = written(text, html, if loud { "m.text" } else { "m.notice" });
        put(&mut content, "m.mentions", mentions.clone());
        if let Some(relation) = &relation {
            put(&mut content, "m.relates_to", relation.clone());
        }
        content
    })
}

/// The message of a file that was uploaded. The name stands where a client looks for it that knows of captions, and
/// instead of the caption for one that does not where there is none.
pub(super) fn message_of_file(file: &Upload, (kind, info): (&str, Value), address: Value) -> Value {
    let mentions = if file.mentions.is_empty() { json!({}) } else { json!({ "user_ids": file.mentions }) };
    let relation = relation(file.thread.as_deref(), file.reply_to.as_deref());
    let around = |mut content: Value| {
        put(&mut content, "filename", json!(file.name));
        put(&mut content, "info", info.clone());
        put(&mut content, "m.mentions", mentions.clone());
        for (key, value) in address.as_object().into_iter().flatten() {
            put(&mut content, key, value.clone());
        }
        if let Some(relation) = &relation {
            put(&mut content, "m.relates_to", relation.clone());
        }
        content
    };
    match &file.caption {
        Some(caption) => fitting(caption, |text, html| around(written(text, html, kind))),
        None => around(written(&file.name, None, kind)),
    }
}

fn edit(target: &str, body: &Markup) -> Value {
    fitting(body, |text, html| {
        // For clients that know no edits; the whole text twice would halve what fits.
        let mut content = json!({ "msgtype": "m.notice", "body": format!("* {}", cut(text, 500)), "m.mentions": {} });
        let mut new = written(text, html, "m.notice");
        put(&mut new, "m.mentions", json!({}));
        put(&mut content, "m.new_content", new);
        put(&mut content, "m.relates_to", json!({ "rel_type": "m.replace", "event_id": target }));
        content
    })
}

fn written(text: &str, html: Option<&str>, kind: &str) -> Value {
    let mut content = json!({ "msgtype": kind, "body": text });
    if let Some(html) = html {
        put(&mut content, "format", json!("org.matrix.custom.html"));
        put(&mut content, "formatted_body", json!(html));
    }
    content
}

fn put(content: &mut Value, key: &str, value: Value) {
    if let Some(map) = content.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
}

/// The content with as much as an event can hold: text and HTML, else the text alone, else its beginning.
fn fitting(body: &Markup, content: impl Fn(&str, Option<&str>) -> Value) -> Value {
    let (text, html) = (body.plain(), body.html());
    let size = |content: &Value| content.to_string().len();
    let whole = content(&text, Some(&html));
    if size(&whole) <= LARGEST_CONTENT {
        return whole;
    }
    let mut room = text.chars().count();
    loop {
        let shorter = content(&cut(&text, room), None);
        let size = size(&shorter);
        if size <= LARGEST_CONTENT || room == 0 {
            return shorter;
        }
        // Quotes, controls and letters beyond ASCII take more than a byte each: approach by proportion.
        room = (room.saturating_mul(LARGEST_CONTENT) / size).min(room - 1);
    }
}

/// The first characters of a text, with an ellipsis where something is missing.
fn cut(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    text.chars().take(characters.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chat::markup::Node;

    fn plain(text: &str) -> Markup {
        Markup(vec![Node::Text(text.to_owned())])
    }

    #[test]
    fn nobody_is_notified_unless_named() {
        let quiet = message(&plain("T-1"), &[], false, None);
        assert_eq!(quiet["msgtype"], "m.notice");
        assert_eq!(quiet["m.mentions"], json!({}));
        let loud = message(&plain("T-1"), &["@anna:example.org".to_owned()], true, None);
        assert_eq!(loud["msgtype"], "m.text");
        assert_eq!(loud["m.mentions"], json!({ "user_ids": ["@anna:example.org"] }));
    }

    #[test]
    fn a_thread_falls_back_to_its_root() {
        let relation = |thread, reply| super::relation(thread, reply).unwrap_or_default();
        assert_eq!(relation(Some("$r"), None)["m.in_reply_to"]["event_id"], "$r");
        assert_eq!(relation(Some("$r"), None)["is_falling_back"], true);
        assert_eq!(relation(Some("$r"), Some("$m"))["m.in_reply_to"]["event_id"], "$m");
        assert_eq!(relation(Some("$r"), Some("$m"))["is_falling_back"], false);
        assert_eq!(relation(None, Some("$m")), json!({ "m.in_reply_to": { "event_id": "$m" } }));
        assert_eq!(super::relation(None, None), None);
    }

    #[test]
    fn what_people_write_is_escaped() {
        let content = message(&plain("<script>alert('ä')</script> & \"x\""), &[], false, None);
        let html = content["formatted_body"].as_str().unwrap();
        assert!(!html.contains('<'), "{html}");
        assert!(content["body"].as_str().unwrap().contains("<script>"));
    }

    #[test]
    fn a_long_text_is_cut_and_not_refused() {
        let text = "überprüfung ".repeat(6_000);
        let content = message(&plain(&text), &[], false, relation(Some("$r"), None));
        let body = content["body"].as_str().unwrap();
        assert!(body.ends_with('…') && body.len() > 35_000, "{}", body.len());
        assert_eq!(content["m.relates_to"]["event_id"], "$r");
        assert!(edit("$x", &plain(&text)).to_string().len() <= LARGEST_CONTENT);
    }

    proptest! {
        // Each case renders up to a megabyte.
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_text_fits(piece in "\\PC{1,20}", control in any::<char>(), times in 0_usize..6_000) {
            let text = format!("{piece}{control}").repeat(times);
            prop_assert!(message(&plain(&text), &[], true, None).to_string().len() <= LARGEST_CONTENT);
            prop_assert!(edit("$x", &plain(&text)).to_string().len() <= LARGEST_CONTENT);
        }
    }
}

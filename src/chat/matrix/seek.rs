//! Finding what a lost device has delivered.
//!
//! The server recognises a repeated delivery by its key only when it comes from the same device. So the key is in the
//! content as well, where another device of the bot finds it. In an encrypted room it is also in the relation, which
//! stays in the clear: the key of the last message may be lost with the device. It is a digest and tells nothing.

use chrono::{DateTime, TimeDelta, Utc};
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::UInt;
use serde_json::{Value, json};

use super::backup;
use super::connection::Connection;
use super::read_event::Event;
use super::trouble::Trouble;
use crate::chat::{Delivered, Delivery, DeliveryError, Outgoing};

/// The field that holds the delivery key.
const FIELD: &str = "org.lotse.key";

/// How far the server's clock may be behind ours.
const SKEW: TimeDelta = TimeDelta::minutes(15);

/// Pages of a hundred own messages that are looked through at most.
const PAGES: usize = 50;

/// The content with its delivery key.
pub(super) fn keyed(mut content: Value, key: &str) -> Value {
    if let Some(fields) = content.as_object_mut() {
        fields.insert(FIELD.to_owned(), json!(key));
        if fields.contains_key("msgtype")
            && let Some(relation) = fields.get_mut("m.relates_to").and_then(Value::as_object_mut)
        {
            relation.insert(FIELD.to_owned(), json!(key));
        }
    }
    content
}

/// The delivery key in a content, decrypted or not.
fn key_of(content: &Value) -> Option<&str> {
    let relation = || content.get("m.relates_to")?.get(FIELD);
    content.get(FIELD).or_else(relation)?.as_str()
}

impl Connection {
    /// Looks for what another device of the bot may have delivered since then under the same key. None: it has not, or
    /// doing it again changes nothing.
    pub(super) async fn seek(
        &self,
        delivery: &Delivery,
        since: DateTime<Utc>,
    ) -> Result<Option<Delivered>, DeliveryError> {
        use Outgoing::{Edit, File, React, Say};
        if !matches!(delivery.what, Say { .. } | File(_) | Edit { .. } | React { .. }) {
            return Ok(None);
        }
        let room = self.joined_room(&delivery.room).await?;
        let mut from = None;
        for _ in 0..PAGES {
            let mut options = MessagesOptions::backward();
            options.from = from;
            options.limit = UInt::from(100_u32);
            options.filter.senders = Some(vec![room.own_user_id().to_owned()]);
            let page = room.messages(options).await.map_err(|error| Trouble::from(error).while_sending())?;
            let mut chunk = page.chunk;
            backup::decrypt_from_backup(&room, &mut chunk).await.map_err(Trouble::while_sending)?;
            for event in &chunk {
                let Ok(event) = Event::read(event.raw().json().get(), event.kind.is_utd()) else { continue };
                if key_of(event.content()) == Some(&delivery.key) {
                    tracing::info!(room = %room.room_id(), event = event.id, "a lost device had sent this already");
                    return Ok(Some(Delivered { id: Some(event.id) }));
                }
                if event.sent_at < since - SKEW {
                    return Ok(None);
                }
            }
            from = page.end;
            if from.is_none() || chunk.is_empty() {
                return Ok(None);
            }
        }
        tracing::warn!(room = %room.room_id(), "the bot has said so much here since that not all was looked through");
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_decrypted_or_not() {
        let content = json!({ "msgtype": "m.notice", "body": "T-1", "m.relates_to": { "rel_type": "m.thread" } });
        let keyed_content = keyed(content, "k");
        assert_eq!(key_of(&keyed_content), Some("k"));
        // What an encrypted event shows of it.
        let hidden = json!({ "algorithm": "m.megolm.v1.aes-sha2", "m.relates_to": keyed_content["m.relates_to"] });
        assert_eq!(key_of(&hidden), Some("k"));
        let reaction = keyed(json!({ "m.relates_to": { "rel_type": "m.annotation", "key": "👀" } }), "k");
        assert_eq!(key_of(&reaction), Some("k"));
        assert_eq!(reaction["m.relates_to"], json!({ "rel_type": "m.annotation", "key": "👀" }));
        assert_eq!(key_of(&json!({ "body": "T-1" })), None);
    }
}

//! Encrypted messages whose keys have not come yet.

use std::collections::HashSet;

use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use matrix_sdk::ruma::RoomId;
use matrix_sdk::ruma::serde::Raw;

use super::connection::Connection;
use super::read_event::Event;
use super::reader::told;
use crate::chat::{Happening, Incoming, Sealed};

/// Most messages that are held for their keys; of more, the oldest are left to the next start.
const MOST: usize = 1000;

/// Which messages may be readable now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keys {
    /// Those of these rooms and sessions.
    Of(HashSet<(String, String)>),
    /// Any: it is not known which keys have come.
    Any,
}

/// The messages that wait, in the order in which they were read.
#[derive(Default)]
pub(super) struct Waiting {
    sealed: Vec<Sealed>,
    /// Keys that arrive: with the answers of the server, by a download from the key backup, by an import.
    arriving: Option<BoxStream<'static, Keys>>,
}

impl Waiting {
    /// Takes in what an earlier reader could not read.
    pub(super) fn recall(&mut self, sealed: Vec<Sealed>) {
        self.sealed.splice(0..0, sealed);
        self.trim();
    }

    /// Takes in what has just been handed out as unreadable.
    pub(super) fn keep(&mut self, incoming: &Incoming) {
        if let Happening::Unreadable { sealed, .. } = &incoming.what
            && self.sealed.iter().all(|known| known.event != incoming.event)
        {
            let (event, room, content) = (incoming.event.clone(), incoming.room.clone(), sealed.clone());
            self.sealed.push(Sealed { event, room, content });
            self.trim();
        }
    }

    fn trim(&mut self) {
        let surplus = self.sealed.len().saturating_sub(MOST);
        self.sealed.drain(..surplus);
    }

    /// Begins to notice keys that arrive. What arrived before is found by [`Waiting::readable`] with [`Keys::Any`].
    pub(super) async fn listen(&mut self, connection: &Connection) {
        let Some(stream) = connection.client.encryption().room_keys_received_stream().await else { return };
        let keys = stream.map(|received| match received {
            Ok(keys) => Keys::Of(keys.into_iter().map(|key| (key.room_id.to_string(), key.session_id)).collect()),
            // More came at once than the stream holds.
            Err(_) => Keys::Any,
        });
        self.arriving = Some(keys.boxed());
    }

    /// Waits for keys. Cancel-safe.
    pub(super) async fn arrive(&mut self) -> Keys {
        match &mut self.arriving {
            Some(arriving) => match arriving.next().await {
                Some(keys) => keys,
                None => std::future::pending().await,
            },
            None => std::future::pending().await,
        }
    }

    /// Takes out what can be read now, as what it says and under its own id. For what still cannot, the client asks the
    /// key backup, where there is one.
    pub(super) async fn readable(&mut self, connection: &Connection, keys: &Keys) -> Vec<Incoming> {
        let mut out = Vec::new();
        let mut waiting = Vec::new();
        for sealed in self.sealed.drain(..) {
            match if may_open(&sealed, keys) { opened(connection, &sealed).await } else { None } {
                Some(incoming) => out.push(incoming),
                None => waiting.push(sealed),
            }
        }
        self.sealed = waiting;
        out
    }
}

fn may_open(sealed: &Sealed, keys: &Keys) -> bool {
    let Keys::Of(keys) = keys else { return true };
    let session = sealed.content.pointer("/content/session_id").and_then(serde_json::Value::as_str);
    session.is_some_and(|session| keys.contains(&(sealed.room.clone(), session.to_owned())))
}

async fn opened(connection: &Connection, sealed: &Sealed) -> Option<Incoming> {
    let room = connection.client.get_room(&RoomId::parse(&sealed.room).ok()?)?;
    let raw = Raw::new(&sealed.content).ok()?.cast_unchecked();
    let event = room.decrypt_event(&raw, None).await.ok().filter(|event| !event.kind.is_utd())?;
    let event = Event::read(event.raw().json().get(), false).ok()?;
    let incoming = told(connection, &room, &event).await.ok()?;
    Some(incoming.unwrap_or_else(|| event.incoming(&sealed.room, Happening::Irrelevant)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_messages_of_the_keys_that_came_are_tried() {
        let content = json!({ "content": { "session_id": "s1" } });
        let sealed = Sealed { event: "$1".to_owned(), room: "!r".to_owned(), content };
        let keys = |room: &str, session: &str| Keys::Of([(room.to_owned(), session.to_owned())].into());
        assert!(may_open(&sealed, &keys("!r", "s1")));
        assert!(!may_open(&sealed, &keys("!r", "s2")));
        assert!(!may_open(&sealed, &keys("!other", "s1")), "a key of another room opens nothing here");
        assert!(may_open(&sealed, &Keys::Any));
    }

    #[test]
    fn what_is_handed_out_twice_waits_once_and_the_oldest_give_way() {
        let mut waiting = Waiting::default();
        let incoming = |number: usize| Incoming {
            event: format!("${number}"),
            room: "!r".to_owned(),
            sender: "@anna:x.org".to_owned(),
            sent_at: chrono::DateTime::UNIX_EPOCH,
            what: Happening::Unreadable { thread: None, about: None, sealed: json!({}) },
        };
        for number in (0..MOST + 2).chain([5]) {
            waiting.keep(&incoming(number));
        }
        assert_eq!(waiting.sealed.len(), MOST);
        assert_eq!(waiting.sealed.first().map(|sealed| sealed.event.as_str()), Some("$2"));
    }
}

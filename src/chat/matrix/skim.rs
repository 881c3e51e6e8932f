//! Sync requests, of which only those go through the client whose answers it needs.
//!
//! For every answer, matrix-sdk 0.18 reads and writes its two stores, unpacks a copy of all its keys, and works out what
//! the push rules say of each event. In rooms with much plain talk that was two thirds of all that the bot computed. So an
//! answer is first looked through; one that tells of nothing but messages and reactions in rooms that are not encrypted
//! is taken as it is. For any other, the client asks the same question itself: a homeserver gives the same answer again,
//! and what is sent to a device stays there until the device asks from a later point (section 6.5.1 "Syncing" and
//! "Send-to-Device messaging" of the client-server API).

use std::time::Duration;

use matrix_sdk::config::{SyncSettings, SyncToken};
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::api::client::sync::sync_events::v3::{self, Filter, JoinedRoom};
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OneTimeKeyAlgorithm, OwnedRoomId, RoomId, UInt, assign};
use matrix_sdk::sync::{State, SyncResponse, Timeline};
use matrix_sdk::{Client, EncryptionState, RoomState};
use tokio::time::Instant;

use super::connection::{PATIENCE, request_config};

/// The client gets to see an answer at least so often: with each it also repeats what it could not send, renews its keys,
/// and looks after its stores.
const CLIENTS_TURN: Duration = Duration::from_secs(60);

/// Rooms that the client gets to know after one answer; the reader waits meanwhile.
const ASKED_AT_ONCE: usize = 8;

/// What a sync request brought.
pub(super) struct Answer {
    /// From where to ask next.
    pub(super) next_batch: String,
    /// What happened in the rooms that the bot is in or has just left.
    pub(super) rooms: Vec<(OwnedRoomId, Timeline, State)>,
}

impl From<SyncResponse> for Answer {
    fn from(response: SyncResponse) -> Self {
        let joined = response.rooms.joined.into_iter().map(|(id, update)| (id, update.timeline, update.state));
        let left = response.rooms.left.into_iter().map(|(id, update)| (id, update.timeline, update.state));
        Self { next_batch: response.next_batch, rooms: joined.chain(left).collect() }
    }
}

impl Answer {
    /// An answer that the client does not need.
    fn plain(response: v3::Response) -> Self {
        let room = |(id, update): (OwnedRoomId, JoinedRoom)| {
            let v3::Timeline { limited, prev_batch, events, .. } = update.timeline;
            let events = events.into_iter().map(TimelineEvent::from_plaintext).collect();
            (id, Timeline { limited, prev_batch, events }, State::After(Vec::new()))
        };
        Self { next_batch: response.next_batch, rooms: response.rooms.join.into_iter().map(room).collect() }
    }
}

/// How many of the device's keys the server has left. The client uploads new ones when an answer tells it of fewer.
#[derive(PartialEq, Eq)]
struct KeysLeft {
    one_time: Vec<(OneTimeKeyAlgorithm, UInt)>,
    fallback: Option<Vec<OneTimeKeyAlgorithm>>,
}

impl KeysLeft {
    fn of(response: &v3::Response) -> Self {
        let counts = response.device_one_time_keys_count.iter();
        let one_time = counts.map(|(algorithm, count)| (algorithm.clone(), *count)).collect();
        Self { one_time, fallback: response.device_unused_fallback_key_types.clone() }
    }
}

/// Asks the server, one request after the other.
#[derive(Default)]
pub(super) struct Skim {
    /// What the client knows of; none where that is not sure.
    keys: Option<KeysLeft>,
    /// When the client last saw an answer.
    seen: Option<Instant>,
    /// What the client saw last was encrypted: it will need what comes next, too.
    encrypted: bool,
}

impl Skim {
    /// What has happened since `since`, or what is now. After an error the client is to be built anew.
    pub(super) async fn ask(
        &mut self,
        client: &Client,
        since: Option<String>,
        timeout: Duration,
        filter: Filter,
    ) -> matrix_sdk::Result<Answer> {
        let mut looked_at = None;
        let is_due = self.seen.is_none_or(|seen| seen.elapsed() >= CLIENTS_TURN);
        if let (Some(since), false) = (&since, self.encrypted || is_due) {
            let response = look(client, since.clone(), timeout, filter.clone()).await?;
            let left = KeysLeft::of(&response);
            if self.keys.as_ref() == Some(&left) && is_plain(&response, |id| is_plain_room(client, id)) {
                return Ok(Answer::plain(response));
            }
            looked_at = Some((response.next_batch, left));
        }
        let is_first = since.is_none();
        let token = since.map_or(SyncToken::NoToken, SyncToken::Specific);
        let settings = SyncSettings::new().token(token).timeout(timeout).filter(filter);
        let response = client.sync_once(settings).await?;
        self.seen = Some(Instant::now());
        // Of another answer it is not known how many keys it told of.
        self.keys = looked_at.filter(|(until, _)| *until == response.next_batch).map(|(_, left)| left);
        self.encrypted = is_encrypted(&response);
        let answer = Answer::from(response);
        if !is_first {
            learn_encryption(client, &answer).await;
        }
        Ok(answer)
    }
}

/// Asks as [`Client::sync_once`] does, and keeps the answer from the client.
async fn look(client: &Client, since: String, timeout: Duration, filter: Filter) -> matrix_sdk::Result<v3::Response> {
    let request = assign!(v3::Request::new(), {
        filter: Some(filter),
        since: Some(since),
        timeout: Some(timeout),
        use_state_after: true,
    });
    let config = request_config().timeout(PATIENCE.saturating_add(timeout));
    Ok(client.send(request).with_request_config(config).await?)
}

/// Whether the client knows the room as one that the bot is in and that is not encrypted.
fn is_plain_room(client: &Client, id: &RoomId) -> bool {
    client.get_room(id).is_some_and(|room| {
        room.state() == RoomState::Joined && matches!(room.encryption_state(), EncryptionState::NotEncrypted)
    })
}

/// Lets the client ask whether rooms are encrypted in which something was said. By itself it asks when it first sends
/// something there; until then every answer with talk in such a room would be asked for twice.
async fn learn_encryption(client: &Client, answer: &Answer) {
    let talk = answer.rooms.iter().filter(|(_, timeline, _)| !timeline.events.is_empty());
    let rooms = talk.filter_map(|(id, ..)| client.get_room(id));
    let unknown = rooms.filter(|room| room.state() == RoomState::Joined && room.encryption_state().is_unknown());
    for room in unknown.take(ASKED_AT_ONCE) {
        if let Err(error) = room.request_encryption_state().await {
            tracing::debug!(%error, room = %room.room_id(), "whether a room is encrypted cannot be asked now");
        }
    }
}

/// Whether an answer tells of nothing but talk in plain rooms.
fn is_plain(response: &v3::Response, is_in_plain_room: impl Fn(&RoomId) -> bool) -> bool {
    let rooms = &response.rooms;
    response.account_data.is_empty()
        && response.to_device.is_empty()
        && response.device_lists.is_empty()
        && rooms.invite.is_empty()
        && rooms.leave.is_empty()
        && rooms.knock.is_empty()
        && rooms.join.iter().all(|(id, update)| {
            update.state.is_empty()
                && update.account_data.is_empty()
                && !update.timeline.limited
                && update.timeline.events.iter().all(is_talk)
                && is_in_plain_room(id)
        })
}

/// Whether an event means nothing to the client. To take back what was said may change the room itself, and so is none.
fn is_talk(event: &Raw<AnySyncTimelineEvent>) -> bool {
    let kind = event.get_field::<String>("type").ok().flatten();
    let has_state_key = !matches!(event.get_field::<serde::de::IgnoredAny>("state_key"), Ok(None));
    kind.is_some_and(|kind| kind == "m.room.message" || kind == "m.reaction") && !has_state_key
}

/// Whether the client was needed for what it saw.
fn is_encrypted(response: &SyncResponse) -> bool {
    let mut events = response.rooms.joined.values().flat_map(|room| &room.timeline.events);
    !response.to_device.is_empty() || events.any(|event| event.kind.is_utd() || event.encryption_info().is_some())
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::api::IncomingResponse as _;
    use serde_json::{Value, json};

    use super::*;

    fn response(body: &Value) -> v3::Response {
        let body = serde_json::to_vec(body).unwrap();
        v3::Response::try_from_http_response(axum::http::Response::new(body)).unwrap()
    }

    fn message() -> Value {
        json!({
            "type": "m.room.message", "event_id": "$1", "sender": "@anna:x.org", "origin_server_ts": 1,
            "content": { "msgtype": "m.text", "body": "!ticket Drucker druckt nicht" },
        })
    }

    /// An answer with these events in one room.
    fn said(events: &[Value]) -> Value {
        let timeline = json!({ "events": events, "limited": false, "prev_batch": "p1" });
        let room = json!({ "timeline": timeline, "state_after": { "events": [] }, "account_data": { "events": [] } });
        json!({
            "next_batch": "s2", "rooms": { "join": { "!it:x.org": room } },
            "device_one_time_keys_count": { "signed_curve25519": 50 }, "device_unused_fallback_key_types": [],
        })
    }

    fn skims(body: &Value) -> bool {
        is_plain(&response(body), |id| id == "!it:x.org")
    }

    #[test]
    fn talk_in_a_plain_room_is_taken_as_it_is() {
        let mut reaction = message();
        reaction["type"] = "m.reaction".into();
        let body = said(&[message(), reaction]);
        assert!(skims(&body));
        let answer = Answer::plain(response(&body));
        assert_eq!(answer.next_batch, "s2");
        let (room, timeline, _) = answer.rooms.first().unwrap();
        assert_eq!((room.as_str(), timeline.events.len()), ("!it:x.org", 2));
        assert!(skims(&json!({ "next_batch": "s2" })), "nothing at all happened");
    }

    #[test]
    fn whatever_the_client_must_know_goes_to_the_client() {
        let with = |path: &str, value: Value| {
            let mut body = said(&[message()]);
            let (parent, key) = path.rsplit_once('/').unwrap();
            body.pointer_mut(parent).unwrap()[key] = value;
            body
        };
        let with_event = |key: &str, value: Value| {
            let mut event = message();
            event[key] = value;
            said(&[message(), event])
        };
        let state = json!({
            "type": "m.room.encryption", "state_key": "", "event_id": "$2", "sender": "@anna:x.org",
            "origin_server_ts": 1, "content": { "algorithm": "m.megolm.v1.aes-sha2" },
        });
        let key = json!({ "type": "m.room.encrypted", "sender": "@anna:x.org", "content": {} });
        let data = json!({ "events": [{ "type": "m.direct", "content": {} }] });
        let room = "/rooms/join/!it:x.org";
        for body in [
            with_event("type", "m.room.encrypted".into()),
            with_event("type", "m.room.redaction".into()),
            with_event("type", "m.key.verification.start".into()),
            with_event("state_key", "".into()),
            said(std::slice::from_ref(&state)),
            with(&format!("{room}/state_after"), json!({ "events": [state] })),
            with(&format!("{room}/account_data"), data.clone()),
            with(&format!("{room}/timeline/limited"), true.into()),
            with("/account_data", data),
            with("/to_device", json!({ "events": [key] })),
            with("/device_lists", json!({ "changed": ["@anna:x.org"] })),
            with("/rooms/invite", json!({ "!new:x.org": { "invite_state": { "events": [] } } })),
            with("/rooms/leave", json!({ "!old:x.org": { "timeline": { "events": [message()] } } })),
            with("/rooms/join/!other:x.org", json!({ "timeline": { "events": [message()] } })),
        ] {
            assert!(!skims(&body), "{body}");
        }
    }

    #[test]
    fn fewer_keys_on_the_server_are_noticed() {
        let with = |one_time: Value, fallback: Value| {
            let mut body = said(&[message()]);
            body["device_one_time_keys_count"] = one_time;
            body["device_unused_fallback_key_types"] = fallback;
            KeysLeft::of(&response(&body))
        };
        let full = || with(json!({ "signed_curve25519": 50 }), json!(["signed_curve25519"]));
        assert!(full() == full());
        assert!(full() != with(json!({ "signed_curve25519": 49 }), json!(["signed_curve25519"])));
        assert!(full() != with(json!({ "signed_curve25519": 50 }), json!([])));
        assert!(full() != with(json!({}), json!(["signed_curve25519"])));
    }
}

//! Opening rooms and setting what holds in them, in steps that can be repeated.

use matrix_sdk::Room;
use matrix_sdk::ruma::api::client::membership::invite_user::v3::{
    InvitationRecipient, InviteUserId, Request as Invite,
};
use matrix_sdk::ruma::api::client::room::create_room;
use matrix_sdk::ruma::api::client::state::get_state_event_for_key::v3::{Request as GetState, StateEventFormat};
use matrix_sdk::ruma::api::client::state::send_state_event::v3::Request as SetState;
use matrix_sdk::ruma::events::room::encryption::RoomEncryptionEventContent;
use matrix_sdk::ruma::events::{InitialStateEvent, StateEventType};
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, RoomAliasId, RoomId, UserId};
use serde_json::{Value, json};

use super::connection::Connection;
use super::deliver::never;
use super::settings::server_of;
use super::trouble::Trouble;
use crate::chat::{Delivered, DeliveryError, Outgoing};
use crate::crash::CrashPoint;

/// How many aliases are tried when somebody else's rooms have taken them.
const ALIASES: u32 = 9;

impl Connection {
    /// Creates a room bare and under an alias, or finds the one that an interrupted attempt has left, and then goes
    /// through all that it should have: a creation that fails halfway would leave the room without telling its id.
    pub(super) async fn open_room(&self, what: &Outgoing) -> Result<Delivered, DeliveryError> {
        let Outgoing::OpenRoom { alias, name, topic, invite, direct, encrypted } = what else {
            return Err(never("not a room to open".to_owned()));
        };
        let id = self.created_or_found(alias, *direct, *encrypted).await?;
        CrashPoint::RoomMade.pass();
        let room = self.joined_room(id.as_str()).await?;
        self.set_state(&id, "m.room.name", "", json!({ "name": name })).await?;
        if let Some(topic) = topic {
            self.set_state(&id, "m.room.topic", "", json!({ "topic": topic })).await?;
        }
        for account in invite {
            match self.invite(&room, account, *direct).await {
                Ok(_) => {}
                Err(trouble) if self.never_comes(account, &trouble) => {
                    tracing::warn!(room = %id, account, ?trouble, "cannot be invited");
                }
                Err(trouble) => return Err(trouble.while_sending()),
            }
        }
        if *direct {
            let users: Vec<_> = invite.iter().filter_map(|account| UserId::parse(account).ok()).collect();
            if let Err(error) = self.client.account().mark_as_dm(&id, &users).await {
                return Err(Trouble::from(error).while_sending());
            }
        }
        Ok(Delivered { id: Some(id.to_string()) })
    }

    async fn created_or_found(&self, alias: &str, direct: bool, encrypted: bool) -> Result<OwnedRoomId, DeliveryError> {
        for number in 1..=ALIASES {
            let alias = if number == 1 { alias.to_owned() } else { format!("{alias}-{number}") };
            let trouble = match self.create(&alias, direct, encrypted).await {
                Ok(id) => return Ok(id),
                Err(trouble) => trouble,
            };
            // Synapse says it in this way where the alias was taken while it was making the room.
            let is_taken_meanwhile =
                matches!(&trouble, Trouble::Refused { message, .. } if message.contains("already exists"));
            if trouble.code() != "M_ROOM_IN_USE" && !is_taken_meanwhile {
                return Err(trouble.while_sending());
            }
            let full = RoomAliasId::parse(format!("#{alias}:{}", server_of(&self.account)))
                .map_err(|error| never(format!("#{alias}: {error}")))?;
            let found = self.client.resolve_room_alias(&full).await;
            let id = found.map_err(|error| Trouble::from(error).while_sending())?.room_id;
            // Anybody may take an alias; what the bot has to say there must not fall into their hands.
            match self.state_event(&id, "m.room.create", "").await {
                Ok(Some(create)) if create.get("sender").and_then(Value::as_str) == Some(&self.account) => {
                    return Ok(id);
                }
                Err(trouble) if !trouble.is_refusal() => return Err(trouble.while_sending()),
                _ => tracing::warn!(alias = %full, room = %id, "the alias belongs to a room of somebody else"),
            }
        }
        Err(never(format!("every alias like #{alias} belongs to somebody else")))
    }

    async fn create(&self, alias: &str, direct: bool, encrypted: bool) -> Result<OwnedRoomId, Trouble> {
        let mut request = create_room::v3::Request::new();
        request.room_alias_name = Some(alias.to_owned());
        request.is_direct = direct;
        request.preset = Some(create_room::v3::RoomPreset::PrivateChat);
        if encrypted {
            // From the start: a message before would stay readable for the server.
            let content = RoomEncryptionEventContent::with_recommended_defaults();
            request.initial_state = vec![InitialStateEvent::with_empty_state_key(content).to_raw_any()];
        }
        Ok(self.client.create_room(request).await?.room_id().to_owned())
    }

    /// A state event of a room as it is now, asked from the server; none where there is none.
    async fn state_event(&self, room: &RoomId, kind: &str, key: &str) -> Result<Option<Value>, Trouble> {
        let mut request = GetState::new(room.to_owned(), StateEventType::from(kind), key.to_owned());
        request.format = StateEventFormat::Event;
        match self.client.send(request).await.map_err(Trouble::from) {
            Ok(answer) => Ok(serde_json::from_str(answer.event_or_content.get()).ok()),
            Err(trouble) if trouble.code() == "M_NOT_FOUND" => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// Sets a state of the room. The server keeps the old event when the content is the same.
    pub(super) async fn set_state(
        &self,
        room: &RoomId,
        kind: &str,
        key: &str,
        content: Value,
    ) -> Result<Delivered, DeliveryError> {
        self.put_state(room, kind, key, content).await.map_err(Trouble::while_sending)
    }

    async fn put_state(&self, room: &RoomId, kind: &str, key: &str, content: Value) -> Result<Delivered, Trouble> {
        let content = Raw::new(&content).map_err(matrix_sdk::Error::from)?.cast_unchecked();
        let request = SetState::new_raw(room.to_owned(), StateEventType::from(kind), key.to_owned(), content);
        let answer = self.client.send(request).await?;
        Ok(Delivered { id: Some(answer.event_id.to_string()) })
    }

    /// Sets the weight of members, leaving all else as it is.
    pub(super) async fn set_powers(&self, room: &RoomId, levels: &[(String, i64)]) -> Result<Delivered, DeliveryError> {
        let create = self.state_event(room, "m.room.create", "").await.map_err(Trouble::while_sending)?;
        let creators = creators(&create.unwrap_or_default());
        self.change_state(room, "m.room.power_levels", |before| powers(before, levels, &creators)).await
    }

    /// Pins a message, beside what is pinned already.
    pub(super) async fn pin(&self, room: &RoomId, target: &str) -> Result<Delivered, DeliveryError> {
        self.change_state(room, "m.room.pinned_events", |before| pinned(before, target)).await
    }

    /// Makes a room read-only for all whose weight is not the bot's, or lets everybody write in it again.
    pub(super) async fn archive(&self, room: &RoomId, on: bool) -> Result<Delivered, DeliveryError> {
        self.change_state(room, "m.room.power_levels", |before| archived(before, on)).await
    }

    /// Changes a state of the room, if that makes a difference.
    async fn change_state(
        &self,
        room: &RoomId,
        kind: &str,
        change: impl FnOnce(&Value) -> Value,
    ) -> Result<Delivered, DeliveryError> {
        let event = self.state_event(room, kind, "").await.map_err(Trouble::while_sending)?.unwrap_or_default();
        let before = event.get("content").filter(|content| content.is_object()).cloned().unwrap_or_else(|| json!({}));
        let after = change(&before);
        if after == before {
            return Ok(Delivered { id: None });
        }
        self.set_state(room, kind, "", after).await
    }

    /// Invites an account into a room that is open; what cannot be done holds up nothing else in the room.
    pub(super) async fn invite_into(&self, room: &Room, account: &str) -> Result<Delivered, DeliveryError> {
        match self.invite(room, account, false).await {
            Err(trouble) if self.never_comes(account, &trouble) => Err(never(trouble.while_sending().to_string())),
            other => other.map_err(Trouble::while_sending),
        }
    }

    /// Whether an account cannot be invited however often that is tried. A server that cannot be found, of which ours
    /// tells, is as final as a refusal.
    fn never_comes(&self, account: &str, trouble: &Trouble) -> bool {
        let elsewhere = server_of(account) != server_of(&self.account);
        trouble.is_refusal() || elsewhere && matches!(trouble, Trouble::Server(_))
    }

    /// Invites an account, unless it is in the room or invited already.
    pub(super) async fn invite(&self, room: &Room, account: &str, direct: bool) -> Result<Delivered, Trouble> {
        let wrong = |error: matrix_sdk::IdParseError| Trouble::Refused {
            code: "M_INVALID_PARAM".to_owned(),
            message: error.to_string(),
        };
        let user = UserId::parse(account).map_err(wrong)?;
        let id = room.room_id();
        let member = self.state_event(id, "m.room.member", account).await?.unwrap_or_default();
        let membership = member.get("content").and_then(|content| content.get("membership")).and_then(Value::as_str);
        if matches!(membership, Some("join" | "invite")) {
            return Ok(Delivered { id: None });
        }
        // The next message must be readable for the invited person, also before the invitation has been read back.
        room.mark_members_missing();
        let delivered = if direct {
            // Only so does the invitation say that it is to a chat of two.
            let content = json!({ "membership": "invite", "is_direct": true });
            self.put_state(id, "m.room.member", account, content).await?
        } else {
            let request = Invite::new(id.to_owned(), InvitationRecipient::UserId(InviteUserId::new(user)));
            self.client.send(request).await?;
            Delivered { id: None }
        };
        room.mark_members_missing();
        Ok(delivered)
    }
}

/// The power levels with changed weights. Creators of rooms from version 12 on stand above all and must not be named.
fn powers(before: &Value, levels: &[(String, i64)], creators: &[String]) -> Value {
    let mut after = before.clone();
    let usual = before.get("users_default").and_then(Value::as_i64).unwrap_or_default();
    if let Some(content) = after.as_object_mut() {
        let mut users = content.get("users").and_then(Value::as_object).cloned().unwrap_or_default();
        for (account, level) in levels.iter().filter(|(account, _)| !creators.contains(account)) {
            let now = users.get(account).and_then(Value::as_i64).unwrap_or(usual);
            if now != *level {
                users.insert(account.clone(), json!(level));
            }
        }
        if !users.is_empty() {
            content.insert("users".to_owned(), Value::Object(users));
        }
    }
    after
}

/// What is pinned, with one message more.
fn pinned(before: &Value, target: &str) -> Value {
    let mut after = before.clone();
    let mut pins = before.get("pinned").and_then(Value::as_array).cloned().unwrap_or_default();
    if let Some(content) = after.as_object_mut()
        && pins.iter().all(|pin| pin != target)
    {
        pins.push(json!(target));
        content.insert("pinned".to_owned(), Value::Array(pins));
    }
    after
}

/// The power levels with which only the bot, or everybody, may write. A reaction is an event like any other, unless it has
/// a level of its own.
fn archived(before: &Value, on: bool) -> Value {
    let level = if on { 100 } else { 0 };
    let mut after = before.clone();
    if let Some(content) = after.as_object_mut() {
        if content.get("events_default").and_then(Value::as_i64).unwrap_or_default() != level {
            content.insert("events_default".to_owned(), json!(level));
        }
        if let Some(reaction) = content.get_mut("events").and_then(|events| events.get_mut("m.reaction")) {
            *reaction = json!(level);
        }
    }
    after
}

/// Who stands above all weights in the room; nobody before version 12.
fn creators(create: &Value) -> Vec<String> {
    let content = create.get("content").unwrap_or(&Value::Null);
    let version = content.get("room_version").and_then(Value::as_str).unwrap_or("1");
    // Versions are names; of those that are numbers, the ones below 12 know creators as members with a weight.
    if version.parse::<u32>().map_or(true, |number| number < 12) {
        return Vec::new();
    }
    let more = content.get("additional_creators").and_then(Value::as_array);
    let sender = create.get("sender").and_then(Value::as_str);
    sender.into_iter().chain(more.into_iter().flatten().filter_map(Value::as_str)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creators_are_not_named_among_the_weights() {
        let create = |version: &str| {
            json!({
                "sender": "@lotse:x.org",
                "content": { "room_version": version, "additional_creators": ["@anna:x.org"] },
            })
        };
        assert_eq!(creators(&create("12")), ["@lotse:x.org", "@anna:x.org"]);
        assert!(creators(&create("11")).is_empty());
        let before = json!({ "users": { "@tom:x.org": 50 }, "ban": 50 });
        let levels = [("@lotse:x.org".to_owned(), 100), ("@tom:x.org".to_owned(), 0), ("@eva:x.org".to_owned(), 50)];
        let after = powers(&before, &levels, &creators(&create("12")));
        assert_eq!(after, json!({ "users": { "@tom:x.org": 0, "@eva:x.org": 50 }, "ban": 50 }));
        assert_eq!(powers(&after, &levels, &creators(&create("12"))), after, "a repeat changes nothing");
    }

    #[test]
    fn what_is_pinned_stays_and_nothing_is_pinned_twice() {
        let one = pinned(&json!({}), "$card");
        assert_eq!(one, json!({ "pinned": ["$card"] }));
        assert_eq!(pinned(&one, "$card"), one);
        let more = json!({ "pinned": ["$plan"], "org.example": 1 });
        assert_eq!(pinned(&more, "$card"), json!({ "pinned": ["$plan", "$card"], "org.example": 1 }));
        assert_eq!(pinned(&json!({ "pinned": 7 }), "$card"), one, "nonsense is replaced");
    }

    #[test]
    fn an_archived_room_is_as_before_when_it_is_opened_again() {
        let before = json!({ "events_default": 0, "state_default": 50, "events": { "m.room.name": 50 } });
        let closed = archived(&before, true);
        let expected = json!({ "events_default": 100, "state_default": 50, "events": { "m.room.name": 50 } });
        assert_eq!(closed, expected);
        assert_eq!(archived(&closed, true), closed, "a repeat changes nothing");
        assert_eq!(archived(&closed, false), before);
        assert_eq!(archived(&json!({}), false), json!({}), "nothing to undo");
        let reacting = json!({ "events_default": 0, "events": { "m.reaction": 0 } });
        assert_eq!(archived(&reacting, true), json!({ "events_default": 100, "events": { "m.reaction": 100 } }));
        assert_eq!(archived(&archived(&reacting, true), false), reacting);
    }
}

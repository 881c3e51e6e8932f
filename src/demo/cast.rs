//! Who plays, and where.

use std::io;
use std::time::Duration;

use matrix_sdk::ruma::api::client::membership::joined_members;
use matrix_sdk::ruma::api::client::room::create_room::v3::{Request, RoomPreset};
use matrix_sdk::ruma::events::room::encryption::RoomEncryptionEventContent;
use matrix_sdk::ruma::events::{EmptyStateKey, InitialStateEvent};
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, RoomId, UserId};
use serde::{Deserialize, Serialize};

use super::homeserver::Homeserver;
use super::person::Person;
use super::stage::Stage;
use super::{DemoError, Narrator, chance};
use crate::i18n::Phrase;

/// The homeserver's name: below `localhost`, which belongs to nobody (RFC 6761).
pub(super) const SERVER_NAME: &str = "lotse.localhost";

/// The employee who needs help.
pub(super) const EMPLOYEE: &str = "anna";
/// The agent who helps.
pub(super) const AGENT: &str = "bernd";
/// The operator, who has made the rooms.
pub(super) const OPERATOR: &str = "dora";
/// The bot.
pub(super) const BOT: &str = "lotse";

/// Everybody: first part of the user id, display name, and the key of what they are.
pub(super) const CAST: [(&str, &str, &str); 4] = [
    (EMPLOYEE, "Anna", "demo-employee"),
    (AGENT, "Bernd", "demo-agent"),
    (OPERATOR, "Dora", "demo-operator"),
    (BOT, "Lotse", "demo-bot"),
];

/// The rooms: first part of the alias, key of the name, encrypted or not.
pub(super) const ROOMS: [(&str, &str, bool); 2] =
    [("it-help", "demo-room-plain", false), ("it-help-encrypted", "demo-room-encrypted", true)];

/// How long the bot may take to come into a room.
const PATIENCE: Duration = Duration::from_secs(120);

/// An account on the demo's homeserver.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) password: String,
}

impl Account {
    /// One for everybody, with a password that web pages, which can reach this machine's ports, cannot guess.
    pub(super) fn all() -> io::Result<Vec<Self>> {
        let account = |(name, ..): &(&str, &str, &str)| {
            Ok(Self { name: (*name).to_owned(), password: format!("{name}-{}", chance::readable(8)?) })
        };
        CAST.iter().map(account).collect()
    }

    /// The whole user id.
    pub(super) fn user(&self) -> String {
        user(&self.name)
    }
}

/// `@anna:lotse.localhost`
pub(super) fn user(name: &str) -> String {
    format!("@{name}:{SERVER_NAME}")
}

/// Registers everybody and gives them their names.
pub(super) async fn registers(homeserver: &Homeserver, stage: &Stage) -> Result<(), DemoError> {
    for (account, (_, name, _)) in stage.accounts.iter().zip(CAST) {
        homeserver.register(&account.name, &account.password).await?;
        let person = Person::log_in(&homeserver.url, account).await?;
        person.client().account().set_display_name(Some(name)).await?;
        person.leaves().await;
    }
    Ok(())
}

/// Makes the rooms and brings everybody into them, the bot too, which must be running.
pub(super) async fn opens_rooms(url: &str, stage: &Stage, narrator: &Narrator) -> Result<Vec<String>, DemoError> {
    let people = [EMPLOYEE, AGENT, OPERATOR].map(async |name| Person::log_in(url, stage.account(name)?).await);
    let [anna, bernd, dora] = people;
    let (anna, bernd, dora) = tokio::try_join!(anna, bernd, dora)?;
    let mut rooms = Vec::new();
    for (alias, name, encrypted) in ROOMS {
        let mut request = Request::new();
        request.name = Some(narrator.text(&Phrase::new(name)));
        request.room_alias_name = Some(alias.to_owned());
        request.preset = Some(RoomPreset::PrivateChat);
        request.invite = [EMPLOYEE, AGENT, BOT].into_iter().map(user_id).collect::<Result<_, _>>()?;
        if encrypted {
            let content = RoomEncryptionEventContent::with_recommended_defaults();
            request.initial_state = vec![InitialStateEvent::new(EmptyStateKey, content).to_raw_any()];
        }
        let room = dora.client().send(request).await.map_err(matrix_sdk::Error::from)?.room_id;
        for person in [&anna, &bernd] {
            person.client().join_room_by_id(&room).await?;
        }
        comes(&dora, &room).await?;
        rooms.push(room.to_string());
    }
    for person in [anna, bernd, dora] {
        person.leaves().await;
    }
    Ok(rooms)
}

/// Waits until the bot is in the room.
async fn comes(person: &Person, room: &RoomId) -> Result<(), DemoError> {
    let bot = user_id(BOT)?;
    let waiting = async {
        loop {
            let members = person.client().send(joined_members::v3::Request::new(room.to_owned())).await;
            if members.map_err(matrix_sdk::Error::from)?.joined.contains_key(&bot) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let late = |_| Err(DemoError::Scene("the bot does not come into its room".to_owned()));
    tokio::time::timeout(PATIENCE, waiting).await.unwrap_or_else(late)
}

fn user_id(name: &str) -> Result<OwnedUserId, DemoError> {
    UserId::parse(user(name)).map_err(|error| DemoError::Scene(error.to_string()))
}

/// The id of a room by its place in [`ROOMS`].
pub(super) fn room(stage: &Stage, index: usize) -> Result<OwnedRoomId, DemoError> {
    let id = stage.rooms.get(index).and_then(|id| RoomId::parse(id).ok());
    id.ok_or_else(|| DemoError::Scene("a room is missing".to_owned()))
}

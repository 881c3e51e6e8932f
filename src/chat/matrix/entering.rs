//! Entering rooms: invitations are accepted or declined, replaced rooms are followed.
//!
//! The client's store remembers invitations and replacements, so nothing is lost by a kill; what failed is tried again.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::ruma::api::client::membership::{join_room_by_id, join_room_by_id_or_alias, leave_room};
use matrix_sdk::ruma::{OwnedRoomId, UserId};
use matrix_sdk::{Client, Room};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::connection::Connection;
use super::trouble::Trouble;

/// What the inviter is told. In both languages, since nothing is known about the inviter.
const DECLINED: &str = "Dieser Bot nimmt nur Einladungen an, die seine Konfiguration erlaubt. · \
                        This bot only accepts invitations that its configuration allows.";

/// Longest pause between two attempts to enter a room.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// Rooms that the bot is about to enter or to decline. Ends its tasks when dropped.
#[derive(Default)]
pub(super) struct Entering {
    attempts: Mutex<HashMap<OwnedRoomId, (u32, Instant)>>,
    tasks: Mutex<JoinSet<()>>,
}

impl Connection {
    /// Starts to enter every room that waits for it. In tasks of their own: joining a room of another server can take
    /// minutes, and reading must not wait for that.
    pub(super) async fn enter_rooms(&self) {
        let waiting = waiting(&self.client);
        let mut attempts = self.entering.attempts.lock().await;
        attempts.retain(|room, _| waiting.iter().any(|(waiting, _)| waiting == room));
        let mut tasks = self.entering.tasks.lock().await;
        while tasks.try_join_next().is_some() {}
        for (room, replaced) in waiting {
            let (tries, next) = attempts.entry(room.clone()).or_insert_with(|| (0, Instant::now()));
            if *next > Instant::now() {
                continue;
            }
            let pause = Duration::from_secs(30).saturating_mul(2_u32.saturating_pow(*tries));
            *next = Instant::now() + pause.min(LONGEST_PAUSE);
            *tries = tries.saturating_add(1);
            let (client, settings, account) = (self.client.clone(), Arc::clone(&self.settings), self.account.clone());
            tasks.spawn(async move {
                let entered = match (replaced, client.get_room(&room)) {
                    (Some(replaced), _) => follow(&client, &room, &replaced).await,
                    (None, Some(invited)) => {
                        let inviter = inviter(&invited, &account).await;
                        let welcome = inviter.as_ref().is_some_and(|user| settings.may_invite(user, &account))
                            || replaces_ours(&client, &room);
                        if welcome { join(&client, &room).await } else { decline(&client, &room).await }
                    }
                    (None, None) => return,
                };
                match entered {
                    Ok(what) => tracing::info!(%room, "{what}"),
                    Err(trouble) => tracing::warn!(%room, ?trouble, "could not enter the room"),
                }
            });
        }
    }
}

/// Rooms that the bot is invited to (`None`), and rooms that replace one it is in.
fn waiting(client: &Client) -> Vec<(OwnedRoomId, Option<Room>)> {
    let invited = client.invited_rooms().into_iter().map(|room| (room.room_id().to_owned(), None));
    let replaced = client.joined_rooms().into_iter().filter_map(|room| {
        let successor = room.successor_room()?.room_id;
        // A room that the bot was invited to is in the first list, and one that it has left it does not enter again.
        client.get_room(&successor).is_none().then_some((successor, Some(room)))
    });
    invited.chain(replaced).collect()
}

async fn inviter(room: &Room, account: &str) -> Option<String> {
    let account = UserId::parse(account).ok()?;
    let member = room.get_member_no_sync(&account).await.ok()??;
    Some(member.event().sender().to_string())
}

/// True when a room that the bot is in names this one as its replacement.
fn replaces_ours(client: &Client, room: &OwnedRoomId) -> bool {
    client.joined_rooms().iter().any(|ours| ours.successor_room().is_some_and(|successor| successor.room_id == *room))
}

async fn join(client: &Client, room: &OwnedRoomId) -> Result<&'static str, Trouble> {
    client.send(join_room_by_id::v3::Request::new(room.clone())).await?;
    Ok("joined the room")
}

async fn follow(client: &Client, room: &OwnedRoomId, replaced: &Room) -> Result<&'static str, Trouble> {
    let mut request = join_room_by_id_or_alias::v3::Request::new(room.clone().into());
    // Who was in the old room knows the new one.
    request.via = replaced.route().await.unwrap_or_default();
    client.send(request).await?;
    Ok("followed into the room's replacement")
}

async fn decline(client: &Client, room: &OwnedRoomId) -> Result<&'static str, Trouble> {
    let mut request = leave_room::v3::Request::new(room.clone());
    request.reason = Some(DECLINED.to_owned());
    client.send(request).await?;
    Ok("declined the invitation")
}

//! Somebody in the demo, with a client of their own that encrypts as any other does.

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::config::{RequestConfig, SyncSettings};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use matrix_sdk::{Client, Room, reqwest};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::DemoError;
use super::cast::Account;

/// How long to wait for what must come.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long the homeserver keeps a request open when nothing happens.
const LONG_POLL: Duration = Duration::from_secs(20);

/// An event as the person's client shows it: decrypted where that was possible.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    room: OwnedRoomId,
    event: Value,
}

impl Seen {
    fn text(&self, pointer: &str) -> &str {
        self.event.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }
    pub(super) fn id(&self) -> &str {
        self.text("/event_id")
    }
    pub(super) fn sender(&self) -> &str {
        self.text("/sender")
    }
    /// What a message says; of an edit, what it says from now on.
    pub(super) fn body(&self) -> &str {
        match self.text("/content/m.new_content/body") {
            "" => self.text("/content/body"),
            body => body,
        }
    }
    /// Whether this is a message in the thread of another.
    pub(super) fn is_in_thread(&self, room: &RoomId, root: &str) -> bool {
        self.room == room && self.relates("m.thread", root)
    }
    /// Whether this is a new text for an earlier message.
    pub(super) fn edits(&self, target: &str) -> bool {
        self.relates("m.replace", target)
    }
    /// Whether this is a reaction.
    pub(super) fn is_sign(&self, target: &str, sign: &str) -> bool {
        self.relates("m.annotation", target) && self.text("/content/m.relates_to/key") == sign
    }
    fn relates(&self, how: &str, to: &str) -> bool {
        self.text("/content/m.relates_to/rel_type") == how && self.text("/content/m.relates_to/event_id") == to
    }
}

/// Somebody who is logged in. What their client knows is in memory only: it is a new device each time.
pub(super) struct Person {
    client: Client,
    seen: watch::Receiver<Vec<Seen>>,
    show: Arc<watch::Sender<Vec<Seen>>>,
    syncing: Option<AbortHandle>,
}

impl Person {
    pub(super) async fn log_in(url: &str, account: &Account) -> Result<Self, DemoError> {
        let http = reqwest::Client::builder().tls_certs_only([]).build();
        let http = http.map_err(|error| DemoError::Scene(error.to_string()))?;
        let requests = RequestConfig::new().timeout(LONG_POLL * 3).retry_limit(2);
        let client = Client::builder().http_client(http).request_config(requests).homeserver_url(url).build().await;
        let client = client.map_err(|error| DemoError::Scene(error.to_string()))?;
        let login = client.matrix_auth().login_username(account.user(), &account.password);
        login.initial_device_display_name("lotse demo").send().await?;
        let (show, seen) = watch::channel(Vec::new());
        Ok(Self { client, seen, show: Arc::new(show), syncing: None })
    }

    /// Begins to look at what happens.
    pub(super) async fn attends(&mut self) -> Result<(), DemoError> {
        self.client.sync_once(SyncSettings::new().timeout(Duration::ZERO)).await?;
        let (client, show) = (self.client.clone(), Arc::clone(&self.show));
        let task = tokio::spawn(async move {
            loop {
                let Ok(response) = client.sync_once(SyncSettings::new().timeout(LONG_POLL)).await else {
                    // The homeserver may be busy; if it is gone, whoever waits is told so.
                    tokio::time::sleep(Duration::from_millis(500)).await;
                    continue;
                };
                let rooms = response.rooms.joined.into_iter();
                let news = rooms.flat_map(|(room, update)| {
                    update.timeline.events.into_iter().filter_map(move |event| {
                        Some(Seen { room: room.clone(), event: event.raw().deserialize_as().ok()? })
                    })
                });
                let news: Vec<Seen> = news.collect();
                show.send_modify(|all| all.extend(news));
            }
        });
        self.syncing = Some(task.abort_handle());
        Ok(())
    }

    /// Logs out, so that no devices pile up that nobody uses.
    pub(super) async fn leaves(mut self) {
        if let Some(syncing) = self.syncing.take() {
            syncing.abort();
        }
        if let Err(error) = self.client.logout().await {
            tracing::debug!(%error, "a person of the demo could not log out");
        }
    }

    /// What no method here has a word for.
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    fn room(&self, room: &RoomId) -> Result<Room, DemoError> {
        self.client.get_room(room).ok_or_else(|| DemoError::Scene(format!("somebody is not in the room {room}")))
    }

    async fn send(&self, room: &RoomId, kind: &str, content: Value) -> Result<String, DemoError> {
        let sent = self.room(room)?.send_raw(kind, content).await?;
        Ok(sent.response.event_id.to_string())
    }

    /// Says something in a room, or in a thread of it.
    pub(super) async fn says(&self, room: &RoomId, thread: Option<&str>, text: &str) -> Result<String, DemoError> {
        let mut content = json!({ "msgtype": "m.text", "body": text, "m.mentions": {} });
        if let (Some(root), Some(content)) = (thread, content.as_object_mut()) {
            let relation = json!({
                "rel_type": "m.thread", "event_id": root, "is_falling_back": true, "m.in_reply_to": { "event_id": root },
            });
            content.insert("m.relates_to".to_owned(), relation);
        }
        self.send(room, "m.room.message", content).await
    }

    pub(super) async fn reacts(&self, room: &RoomId, target: &str, sign: &str) -> Result<(), DemoError> {
        let relation = json!({ "rel_type": "m.annotation", "event_id": target, "key": sign });
        self.send(room, "m.reaction", json!({ "m.relates_to": relation })).await.map(drop)
    }

    /// How much was seen until now.
    pub(super) fn count(&self) -> usize {
        self.seen.borrow().len()
    }

    /// The first event that fits, of those after the first `since` ones, whether it has come or is still to come.
    pub(super) async fn sees(
        &mut self,
        what: &str,
        since: usize,
        fits: impl Fn(&Seen) -> bool,
    ) -> Result<Seen, DemoError> {
        let first = |all: &Vec<Seen>| all.iter().skip(since).find(|seen| fits(seen)).cloned();
        let waiting = self.seen.wait_for(|all| first(all).is_some());
        let found = match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(Ok(all)) => first(&all),
            Ok(Err(_)) | Err(_) => None,
        };
        found.ok_or_else(|| DemoError::Scene(format!("{what} does not come")))
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        if let Some(syncing) = &self.syncing {
            syncing.abort();
        }
    }
}

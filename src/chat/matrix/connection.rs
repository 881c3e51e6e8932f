//! One logged-in client on the store, and the sync requests that run on it.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use matrix_sdk::Client;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::ruma::api::client::filter::{Filter as PresenceFilter, FilterDefinition, RoomEventFilter};
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter;
use matrix_sdk::ruma::api::client::to_device::send_event_to_device;
use matrix_sdk::ruma::events::ToDeviceEventType;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::to_device::DeviceIdOrAllDevices;
use matrix_sdk::ruma::{OwnedDeviceId, RoomId, TransactionId, UInt, server_name};
use tokio::sync::Mutex;
use tokio::task::{AbortHandle, JoinHandle};

use super::backup;
use super::entering::Entering;
use super::folder::Folder;
use super::settings::Settings;
use super::skim::{Answer, Skim};
use super::trouble::Trouble;
use crate::chat::ChatError;

/// How long the server keeps a sync request open when nothing happens.
const LONG_POLL: Duration = Duration::from_secs(30);

/// How long a request may take that the server answers at once.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// Requests that are small and quick; the loops above repeat what fails, so that no request is repeated for long.
pub(super) fn request_config() -> RequestConfig {
    RequestConfig::new().timeout(PATIENCE).retry_limit(2).max_retry_time(Duration::from_secs(2))
}

/// A logged-in client. There is one at a time on a store: two would answer with keys that the other does not know.
pub(super) struct Connection {
    /// The client.
    pub(super) client: Client,
    /// The platform's settings.
    pub(super) settings: Arc<Settings>,
    /// The bot's own user id.
    pub(super) account: String,
    /// Rooms that the bot is about to enter.
    pub(super) entering: Entering,
    /// Held while a sync request runs, also when nobody waits for it any more.
    syncing: Arc<Mutex<Skim>>,
    /// The latest sync request.
    latest: std::sync::Mutex<Option<AbortHandle>>,
    /// Keeps other processes out of the store. The last field, as it is to be dropped after the client.
    _folder: Folder,
}

/// A sync request that runs.
pub(super) struct Syncing(JoinHandle<matrix_sdk::Result<Answer>>);

impl Syncing {
    /// Waits for the answer. Cancel-safe, and to be asked no more once it has come.
    pub(super) async fn answer(&mut self) -> Result<Answer, Trouble> {
        match (&mut self.0).await {
            Ok(answer) => answer.map_err(Trouble::from),
            Err(error) => Err(Trouble::Server(format!("the sync task ended: {error}"))),
        }
    }
}

impl Connection {
    pub(super) fn new(client: Client, settings: Arc<Settings>, account: String, folder: Folder) -> Self {
        let (entering, syncing, latest) = Default::default();
        Self { client, settings, account, entering, syncing, latest, _folder: folder }
    }

    /// The device as which the client is logged in.
    pub(super) fn device(&self) -> Option<String> {
        self.client.device_id().map(ToString::to_string)
    }

    /// The trouble as the reader of the account sees it.
    pub(super) fn explain(&self, trouble: impl Into<Trouble>) -> ChatError {
        match trouble.into() {
            // To connect again is to log in as a new device.
            Trouble::UnknownToken { .. } if self.settings.can_log_in() => {
                ChatError::Passing { reason: "the homeserver has signed the bot's device out".to_owned(), after: None }
            }
            trouble => trouble.while_reading(&self.settings.homeserver),
        }
    }

    /// Removes devices of the account, the own one excepted.
    pub(super) async fn remove_devices(&self, devices: &[String]) -> Result<(), ChatError> {
        let own = self.device();
        let others = devices.iter().filter(|device| own.as_ref() != Some(device));
        let others: Vec<OwnedDeviceId> = others.map(|device| device.as_str().into()).collect();
        if others.is_empty() {
            return Ok(());
        }
        let refused = match self.client.delete_devices(&others, None).await {
            Ok(_) => return Ok(()),
            Err(error) => error,
        };
        let Some(proof) = refused.as_uiaa_response().and_then(|info| backup::proof(&self.settings, info)) else {
            return Err(self.explain(refused));
        };
        self.client.delete_devices(&others, Some(proof)).await.map_err(|error| self.explain(error))?;
        Ok(())
    }

    /// Starts a sync request from `since`. It runs in a task of its own: the client stores keys and its own token on the
    /// way, and a request that is dropped in the middle would leave half of that.
    pub(super) async fn sync(&self, since: Option<String>) -> Syncing {
        let first = since.is_none();
        let timeout = if first { Duration::ZERO } else { LONG_POLL };
        let client = self.client.clone();
        let mut running = Arc::clone(&self.syncing).lock_owned().await;
        let task = tokio::spawn(async move { running.ask(&client, since, timeout, filter(first)).await });
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(task.abort_handle());
        Syncing(task)
    }

    /// Breaks a running sync request off. The client must not be used afterwards.
    pub(super) async fn abandon(&self) {
        if let Some(task) = self.latest.lock().unwrap_or_else(PoisonError::into_inner).take() {
            task.abort();
        }
        drop(self.syncing.lock().await);
    }

    /// Waits until no sync request runs, after which the store may be opened anew.
    pub(super) async fn finish(&self) -> Result<(), ChatError> {
        if self.syncing.try_lock().is_err() {
            // A message to the own device ends the long poll at once.
            if let Err(error) = self.wake().await {
                tracing::debug!(%error, "the running sync request could not be woken");
            }
        }
        // It may ask twice.
        match tokio::time::timeout(LONG_POLL * 3, self.syncing.lock()).await {
            Ok(_) => Ok(()),
            Err(_) => {
                Err(ChatError::Passing { reason: "the earlier sync request is still running".to_owned(), after: None })
            }
        }
    }

    async fn wake(&self) -> Result<(), matrix_sdk::Error> {
        let Some(meta) = self.client.session_meta() else { return Ok(()) };
        let nothing = Raw::new(&serde_json::json!({}))?.cast_unchecked();
        let device = DeviceIdOrAllDevices::DeviceId(meta.device_id.clone());
        let messages = [(meta.user_id.clone(), [(device, nothing)].into())].into();
        let kind = ToDeviceEventType::from("org.lotse.wake");
        let request = send_event_to_device::v3::Request::new_raw(kind, TransactionId::new(), messages);
        self.client.send(request).await?;
        Ok(())
    }
}

/// As many events as Synapse gives at once, nothing that nobody reads. Members only as they are needed where everything is
/// asked for, and later every change of them: Synapse keeps in mind one membership of a person that it has told of and not
/// one a room, so with several rooms it would tell of the senders again and again, and as of people who have just come, for
/// whose keys the client then asks after each answer.
fn filter(first: bool) -> Filter {
    let mut filter = if first { FilterDefinition::with_lazy_loading() } else { FilterDefinition::default() };
    filter.room.timeline.limit = Some(UInt::from(100_u32));
    filter.room.ephemeral = RoomEventFilter::ignore_all();
    filter.presence = PresenceFilter::ignore_all();
    if first {
        // Synapse answers the same question within two minutes from its memory, and "what is now" changes. Naming a
        // room that there is not makes each question another one.
        filter.room.not_rooms = vec![RoomId::new_v1(server_name!("nowhere.invalid"))];
    }
    Filter::FilterDefinition(filter)
}

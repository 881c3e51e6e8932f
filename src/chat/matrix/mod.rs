//! Matrix, end-to-end encrypted rooms included, on matrix-sdk.
//!
//! Nothing here uses the SDK's event handlers: the SDK stores its own position before they run, so that a kill in
//! between loses events. Instead one sync request at a time is made from our own cursor, and before connecting the
//! SDK's position is set back to it.
//!
//! | file | what it is |
//! |---|---|
//! | `settings` | what the platform must be told |
//! | `session`, `login` | logging in once, restoring afterwards |
//! | `folder` | one process at a time on the store |
//! | `backup`, `set_up` | the backup of the encryption keys: made once, used when the keys are lost |
//! | `connection` | the logged-in client and its sync requests |
//! | `reader`, `stay`, `read_event`, `text` | from the server's answer to what happened |
//! | `waiting` | messages whose keys have not come yet |
//! | `witness` | what the account bears witness of |
//! | `members` | who is in a room |
//! | `entering` | invitations and replaced rooms |
//! | `deliver`, `room` | sending, opening rooms |
//! | `upload`, `picture` | sending files |
//! | `look_up`, `media` | what a message says, what is in a file |
//! | `seek` | finding what a lost device has sent |
//! | `inspect` | what an operator can see of the account, beside a running bot |
//! | `trouble` | what went wrong, and who can mend it |

mod alias;
mod backup;
mod connection;
mod deliver;
mod entering;
mod folder;
pub mod inspect;
mod login;
mod look_up;
mod media;
mod members;
mod picture;
mod read_event;
mod reader;
mod room;
mod seek;
mod session;
mod set_up;
mod settings;
mod skim;
mod stay;
mod text;
mod trouble;
mod upload;
mod waiting;
mod witness;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio::sync::{RwLock, RwLockReadGuard};

use self::connection::Connection;
pub use self::look_up::permalink;
use self::reader::SyncReader;
pub use self::set_up::{SetUp, Wish};
pub use self::settings::Settings;
use super::{
    Abilities, Attachment, ChatError, Delivered, Delivery, DeliveryError, Fetched, Incoming, Outgoing, Platform,
    Reader, Witness,
};
use crate::crash::CrashPoint;

/// The Matrix platform under one account.
pub struct Matrix {
    settings: Arc<Settings>,
    account: String,
    current: RwLock<Option<Arc<Connection>>>,
}

impl Matrix {
    /// Prepares the account. Logs in only when the full user id is not known otherwise.
    ///
    /// # Errors
    /// [`ChatError::Operator`] when the settings do not fit the store or the server refuses the login;
    /// [`ChatError::Passing`] when a login was needed and the server cannot be reached.
    pub async fn new(settings: Settings) -> Result<Self, ChatError> {
        let settings = Arc::new(settings);
        let account = login::account(&settings).await?;
        Ok(Self { settings, account, current: RwLock::default() })
    }

    /// Sets the account's encryption up, or completes it. `ask` is asked for the recovery key of a backup that was made
    /// elsewhere; it may know none.
    ///
    /// # Errors
    /// [`ChatError::Operator`] when the bot is running, a key does not fit, or the wish cannot be fulfilled without
    /// losing something that nobody wished to lose; nothing was changed then.
    pub async fn set_up(
        settings: Settings,
        wish: Wish,
        ask: impl FnOnce() -> Option<String> + Send,
    ) -> Result<SetUp, ChatError> {
        set_up::set_up(&settings, wish, ask).await
    }

    /// The current connection, to deliver by; while it is held, no other takes its place.
    fn connected(&self) -> Result<RwLockReadGuard<'_, Arc<Connection>>, DeliveryError> {
        let connecting = || DeliveryError::Later("not connected to the homeserver".to_owned());
        let current = self.current.try_read().map_err(|_| connecting())?;
        RwLockReadGuard::try_map(current, Option::as_ref).map_err(|_| connecting())
    }
}

#[async_trait]
impl Platform for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn account(&self) -> &str {
        &self.account
    }

    fn abilities(&self) -> Abilities {
        Abilities { threads: true, edits: true, longest_text: 20_000 }
    }

    async fn open(&self, cursor: Option<&str>) -> Result<Box<dyn Reader>, ChatError> {
        // Deliveries under way end first: two clients on one store would send keys that the other does not know.
        let mut current = self.current.write().await;
        if let Some(old) = current.as_ref() {
            old.finish().await?;
        }
        // Dropped before the new one opens the store.
        *current = None;
        let connection = Arc::new(login::connect(&self.settings, cursor).await?);
        let reader = SyncReader::new(Arc::downgrade(&connection), cursor.map(str::to_owned));
        *current = Some(connection);
        Ok(Box::new(reader))
    }

    async fn deliver(&self, delivery: &Delivery) -> Result<Delivered, DeliveryError> {
        let Outgoing::File(file) = &delivery.what else { return self.connected()?.deliver(delivery).await };
        // An upload may take long, and must not hold up a new connection.
        let uploading = self.connected()?.upload(&delivery.room, file).await?;
        let uploaded = uploading.run().await?;
        CrashPoint::FileUploaded.pass();
        self.connected()?.send_file(delivery, file, uploaded).await
    }

    fn device(&self) -> Option<String> {
        self.connected().ok()?.device()
    }

    async fn deliver_again(
        &self,
        delivery: &Delivery,
        tried_by: &str,
        since: DateTime<Utc>,
    ) -> Result<Delivered, DeliveryError> {
        let connection = self.connected()?;
        if connection.device().is_none_or(|device| device != tried_by)
            && let Some(found) = connection.seek(delivery, since).await?
        {
            return Ok(found);
        }
        drop(connection);
        self.deliver(delivery).await
    }

    async fn look_up(&self, room: &str, event: &str) -> Result<Option<Incoming>, DeliveryError> {
        self.connected()?.look_up(room, event).await
    }

    async fn fetch(&self, attachment: &Attachment, largest: u64) -> Result<Fetched, DeliveryError> {
        // A download may take long, and must not hold up a new connection.
        let download = self.connected()?.download(attachment)?;
        download.run(largest).await
    }

    async fn remove_devices(&self, devices: &[String]) -> Result<(), ChatError> {
        match self.connected() {
            Ok(connection) => connection.remove_devices(devices).await,
            Err(error) => Err(ChatError::Passing { reason: error.to_string(), after: None }),
        }
    }

    fn store(&self) -> Option<&Path> {
        Some(&self.settings.store)
    }

    async fn close(&self) {
        // Deliveries that are still under way hold this back.
        let mut current = self.current.write().await;
        if let Some(old) = current.take() {
            old.abandon().await;
        }
    }

    async fn witness(&self) -> Result<Option<Witness>, ChatError> {
        // Held meanwhile, as in `deliver`: the store must be free before it is opened anew.
        self.current.read().await.as_ref().ok_or_else(unconnected)?.witness().await
    }

    async fn keep_witness(&self, witness: &Witness) -> Result<(), ChatError> {
        self.current.read().await.as_ref().ok_or_else(unconnected)?.keep_witness(witness).await
    }
}

fn unconnected() -> ChatError {
    ChatError::Passing { reason: "not connected to the homeserver".to_owned(), after: None }
}

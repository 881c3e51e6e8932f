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
//! | `connection` | the logged-in client and its sync requests |
//! | `reader`, `stay`, `read_event`, `text` | from the server's answer to what happened |
//! | `waiting` | messages whose keys have not come yet |
//! | `witness` | what the account bears witness of |
//! | `members` | who is in a room |
//! | `entering` | invitations and replaced rooms |
//! | `deliver`, `room` | sending, opening rooms |
//! | `trouble` | what went wrong, and who can mend it |

mod connection;
mod deliver;
mod entering;
mod login;
mod members;
mod read_event;
mod reader;
mod room;
mod session;
mod settings;
mod stay;
mod text;
mod trouble;
mod waiting;
mod witness;

use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::RwLock;

use self::connection::Connection;
use self::reader::SyncReader;
pub use self::settings::Settings;
use super::{Abilities, ChatError, Delivered, Delivery, DeliveryError, Platform, Reader, Witness};

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
        let connecting = || DeliveryError::Later("not connected to the homeserver".to_owned());
        let current = self.current.try_read().map_err(|_| connecting())?;
        current.as_ref().ok_or_else(connecting)?.deliver(delivery).await
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

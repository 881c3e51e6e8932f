//! What the account bears witness of: how far the database has come, in the account's own data on the homeserver. There
//! it outlives the database and the data folder, and goes with the account to whichever machine reads it.

use matrix_sdk::ruma::events::GlobalAccountDataEventType;
use matrix_sdk::ruma::serde::Raw;

use super::connection::Connection;
use crate::chat::{ChatError, Witness};

/// The name under which it stands.
const KIND: &str = "org.lotse.witness";

impl Connection {
    /// What was kept last. Something that is no witness counts as none: somebody has played with the account's data.
    pub(super) async fn witness(&self) -> Result<Option<Witness>, ChatError> {
        let kind = GlobalAccountDataEventType::from(KIND);
        let data = self.client.account().fetch_account_data(kind).await.map_err(|error| self.explain(error))?;
        Ok(data.and_then(|data| serde_json::from_str(data.json().get()).ok()))
    }

    /// Keeps a witness in the place of the last one.
    pub(super) async fn keep_witness(&self, witness: &Witness) -> Result<(), ChatError> {
        let kind = GlobalAccountDataEventType::from(KIND);
        let data = Raw::new(witness).map_err(|error| self.explain(matrix_sdk::Error::from(error)))?.cast_unchecked();
        let kept = self.client.account().set_account_data_raw(kind, data).await;
        kept.map(drop).map_err(|error| self.explain(error))
    }
}

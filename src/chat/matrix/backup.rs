//! The backup of the encryption keys on the homeserver: getting back what was lost with the store.

use std::collections::HashSet;

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::encryption::recovery::{RecoveryError, RecoveryState};
use matrix_sdk::encryption::secret_storage::{ImportError, SecretStorageError};
use matrix_sdk::ruma::api::client::uiaa::{AuthData, MatrixUserIdentifier, Password, UiaaInfo, UserIdentifier};
use matrix_sdk::{Client, Room};
use serde_json::Value;

use super::login::reading;
use super::settings::Settings;
use super::trouble::{Trouble, operator};
use crate::chat::ChatError;

/// What the store holds of that with which the account encrypts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Everything, and the backup takes new keys.
    Whole,
    /// The server holds something that the store does not.
    Missing,
    /// Nothing is kept on the server.
    NotBackedUp,
}

/// Signs the device where that needs no recovery key, and tells how things stand.
pub(super) async fn look(client: &Client, settings: &Settings) -> Result<Keys, ChatError> {
    let encryption = client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    if let Err(error) = encryption.bootstrap_cross_signing_if_needed(None).await {
        let proof = error.as_uiaa_response().and_then(|info| proof(settings, info));
        let signed = match proof {
            Some(proof) => encryption.bootstrap_cross_signing(Some(proof)).await,
            None => Err(error),
        };
        if let Err(error) = signed {
            tracing::warn!(%error, "the bot's device could not be signed; some clients will not send it keys");
        }
    }
    Ok(match encryption.recovery().state() {
        RecoveryState::Enabled => Keys::Whole,
        RecoveryState::Incomplete => Keys::Missing,
        RecoveryState::Disabled => Keys::NotBackedUp,
        // The server was asked in vain a moment ago; what it would have said decides about what is done next.
        RecoveryState::Unknown => {
            let enabled = encryption.secret_storage().is_enabled().await;
            if enabled.map_err(|error| reading(settings, error))? { Keys::Missing } else { Keys::NotBackedUp }
        }
    })
}

/// Gets identity and backup with the recovery key, whereupon the device is signed and old keys can be had.
pub(super) async fn recover(client: &Client, settings: &Settings, key: &str) -> Result<(), ChatError> {
    let recovery = client.encryption().recovery();
    recovery.recover(key).await.map_err(|error| explain(settings, error))?;
    if recovery.state() == RecoveryState::Enabled {
        tracing::info!("the encryption keys have been recovered from their backup; the device is signed");
    } else {
        tracing::warn!("the recovery key fits, but the backup is incomplete; `lotse matrix set-up` completes it");
    }
    Ok(())
}

/// Says what follows from missing keys that cannot be recovered.
pub(super) fn tell(keys: Keys) {
    match keys {
        Keys::Whole => {}
        Keys::Missing => tracing::warn!(
            "the recovery key is not known: what was written for the bot before is not readable, and some clients will \
             send it no keys; give it as recovery_key in [matrix], or call `lotse matrix set-up`"
        ),
        Keys::NotBackedUp => {
            tracing::warn!(
                "the encryption keys have no backup, and are lost with the data folder: `lotse matrix set-up`"
            );
        }
    }
}

/// The trouble with a recovery key, told apart by who can mend it.
pub(super) fn explain(settings: &Settings, error: RecoveryError) -> ChatError {
    let wrong = |reason: &str, why: String| {
        operator(
            format!("{reason}: {why}"),
            "check recovery_key in [matrix], or the file matrix-recovery-key in the data folder; nothing was changed",
        )
    };
    match error {
        RecoveryError::Sdk(error) => reading(settings, error),
        RecoveryError::SecretStorage(error) => match error {
            SecretStorageError::Sdk(error) | SecretStorageError::ImportError { error: ImportError::Sdk(error), .. } => {
                reading(settings, error)
            }
            SecretStorageError::SecretStorageKey(error) => {
                wrong("the recovery key is not the account's", error.to_string())
            }
            error @ SecretStorageError::MissingKeyInfo { .. } => {
                wrong("there is nothing on the homeserver that a recovery key could open", error.to_string())
            }
            error => wrong("what the recovery key opens is of no use", error.to_string()),
        },
        error @ RecoveryError::BackupExistsOnServer => {
            wrong("the account's backup was made elsewhere", error.to_string())
        }
    }
}

/// The password, as the server wants to have it for what must not be done with a stolen token alone.
pub(super) fn proof(settings: &Settings, info: &UiaaInfo) -> Option<AuthData> {
    let identifier = UserIdentifier::Matrix(MatrixUserIdentifier::new(settings.user.clone()));
    let mut password = Password::new(identifier, settings.password.clone()?);
    password.session = info.session.clone();
    Some(AuthData::Password(password))
}

/// Decrypts what can be decrypted with keys from the backup. Done before anything is handed out, so that what was said
/// stays in its order.
pub(super) async fn decrypt_from_backup(room: &Room, events: &mut [TimelineEvent]) -> Result<(), Trouble> {
    let backups = room.client().encryption().backups();
    if !events.iter().any(|event| event.kind.is_utd()) || !backups.are_enabled().await {
        return Ok(());
    }
    let mut asked = HashSet::new();
    for event in events.iter_mut().filter(|event| event.kind.is_utd()) {
        let Some(session) = session(event) else { continue };
        if asked.insert(session.clone()) {
            match backups.download_room_key(room.room_id(), &session).await.map_err(Trouble::from) {
                Ok(_) => {}
                // To go on would hand out as unreadable what is readable in a moment.
                Err(trouble @ (Trouble::Unreachable(_) | Trouble::RateLimited(_))) => return Err(trouble),
                Err(trouble) => tracing::debug!(room = %room.room_id(), ?trouble, "a key is not in the backup"),
            }
        }
        let raw = event.raw().clone().cast_unchecked();
        if let Ok(decrypted) = room.decrypt_event(&raw, None).await
            && !decrypted.kind.is_utd()
        {
            *event = decrypted;
        }
    }
    Ok(())
}

/// The key with which an event was encrypted.
fn session(event: &TimelineEvent) -> Option<String> {
    let content = event.raw().get_field::<Value>("content").ok()??;
    content.get("session_id")?.as_str().map(str::to_owned)
}

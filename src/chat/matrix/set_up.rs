//! Setting the account's encryption up: the device signed by the account's identity, the keys backed up, and a recovery
//! key for both.

use matrix_sdk::Client;
use matrix_sdk::encryption::CrossSigningResetAuthType;
use matrix_sdk::encryption::recovery::{Recovery, RecoveryError};
use matrix_sdk::ruma::events::GlobalAccountDataEventType;
use matrix_sdk::ruma::serde::Raw;

use super::backup::{self, Keys, explain};
use super::folder::Folder;
use super::login::{Position, introduce, logged_in, reading};
use super::session::Session;
use super::settings::Settings;
use super::trouble::operator;
use crate::chat::ChatError;

/// What is wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// What is missing, and nothing else.
    Complete,
    /// Another recovery key for the same identity and backup; the old one opens nothing any more.
    NewKey,
    /// Another identity and another backup: what only the old backup can decrypt is lost.
    Reset,
}

/// What was done.
#[derive(Clone, PartialEq, Eq)]
pub enum SetUp {
    /// Nothing: all is set up, and the bot knows the recovery key.
    Already,
    /// A recovery key was made. It is known to nobody else.
    Made {
        /// The key.
        key: String,
    },
    /// The device was connected to the identity and backup that were there already.
    Connected {
        /// The key that opened them.
        key: String,
    },
}

pub(super) async fn set_up(
    settings: &Settings,
    wish: Wish,
    ask: impl FnOnce() -> Option<String>,
) -> Result<SetUp, ChatError> {
    let _folder = Folder::take(settings).map_err(|error| match error {
        ChatError::InUse { .. } => operator(
            format!("the store {} is in use by `lotse run`", settings.store.display()),
            "stop the bot, set it up, and start it again: what is written meanwhile is handled then",
        ),
        other => other,
    })?;
    let mut session = Session::load(settings)?;
    let client = logged_in(settings, &mut session, Position::Untouched).await?;
    let keys = backup::look(&client, settings).await?;
    let encryption = client.encryption();
    let recovery = encryption.recovery();
    if wish == Wish::Reset {
        introduce(&client, settings).await?;
        reset(&recovery, settings).await?;
        return make(&recovery, settings).await;
    }
    if wish == Wish::NewKey && keys == Keys::Whole {
        return replace(&client, settings).await;
    }
    let backed_up = encryption.backups().fetch_exists_on_server().await.map_err(|error| reading(settings, error))?;
    let own_backup = encryption.backups().are_enabled().await;
    if keys == Keys::NotBackedUp && (own_backup || !backed_up) {
        introduce(&client, settings).await?;
        if !encryption.cross_signing_status().await.is_some_and(|status| status.is_complete()) {
            return Err(operator(
                "the account's identity was made by a device whose keys are lost, and has no recovery key".to_owned(),
                "`lotse matrix set-up --reset` makes another one; people will be told that the bot's identity changed",
            ));
        }
        return make(&recovery, settings).await;
    }
    let (known, key) = match &settings.recovery_key {
        Some(key) => (true, Some(key.clone())),
        None => (false, ask()),
    };
    let Some(key) = key else {
        return Err(operator(
            "the account has a backup of its encryption keys already, and its recovery key is not known".to_owned(),
            if keys == Keys::Whole {
                "enter the key, set it as recovery_key in [matrix], or call `lotse matrix set-up --new-key`"
            } else {
                "enter the key, or set it as recovery_key in [matrix]; if it is lost, `lotse matrix set-up --reset` begins \
                 anew, and what only the old backup can decrypt is lost"
            },
        ));
    };
    if keys == Keys::Whole {
        // Proves that the key is the right one, and changes nothing.
        let opened = encryption.secret_storage().open_secret_store(&key).await;
        opened.map_err(|error| explain(settings, RecoveryError::SecretStorage(error)))?;
        return Ok(if known { SetUp::Already } else { SetUp::Connected { key } });
    }
    introduce(&client, settings).await?;
    backup::recover(&client, settings, &key).await?;
    if !encryption.backups().are_enabled().await && !backed_up {
        back_up(&client, settings, &key).await?;
    }
    match wish {
        Wish::NewKey => replace(&client, settings).await,
        Wish::Complete | Wish::Reset => Ok(SetUp::Connected { key }),
    }
}

/// Makes backup and recovery key. What the store holds already is in the backup when this returns.
async fn make(recovery: &Recovery, settings: &Settings) -> Result<SetUp, ChatError> {
    let key = recovery.enable().wait_for_backups_to_upload().await.map_err(|error| explain(settings, error))?;
    Ok(SetUp::Made { key })
}

/// Puts identity and backup under another key. All is in the store, so nothing is lost by a kill in the middle.
async fn replace(client: &Client, settings: &Settings) -> Result<SetUp, ChatError> {
    let failed = |error: matrix_sdk::Error| reading(settings, error);
    for secret in Recovery::KNOWN_SECRETS {
        // What is encrypted for the old key would stay beside what is encrypted for the new one.
        let nothing = Raw::new(&serde_json::json!({ "encrypted": {} })).map_err(|error| failed(error.into()))?;
        let kind = GlobalAccountDataEventType::from(secret.clone());
        client.account().set_account_data_raw(kind, nothing.cast_unchecked()).await.map_err(failed)?;
    }
    let key = client.encryption().recovery().reset_key().await.map_err(|error| explain(settings, error))?;
    Ok(SetUp::Made { key })
}

/// Makes the backup that is missing beside an identity, under the same recovery key.
async fn back_up(client: &Client, settings: &Settings, key: &str) -> Result<(), ChatError> {
    let encryption = client.encryption();
    encryption.recovery().enable_backup().await.map_err(|error| explain(settings, error))?;
    let secrets = encryption.secret_storage().open_secret_store(key).await;
    let secrets = secrets.map_err(|error| explain(settings, RecoveryError::SecretStorage(error)))?;
    let exported = secrets.export_secrets().await;
    exported.map_err(|error| explain(settings, RecoveryError::SecretStorage(error)))
}

/// Discards the old identity and the old backup. A kill in the middle is mended by doing it again.
async fn reset(recovery: &Recovery, settings: &Settings) -> Result<(), ChatError> {
    let asked = recovery.reset_identity().await.map_err(|error| explain(settings, error))?;
    let Some(asked) = asked else { return Ok(()) };
    let proof = match asked.auth_type() {
        CrossSigningResetAuthType::Uiaa(info) => backup::proof(settings, info),
        CrossSigningResetAuthType::OAuth(_) => None,
    };
    if proof.is_none() {
        return Err(operator(
            "the homeserver wants a proof that the account is ours before it takes another identity".to_owned(),
            "set the account's password",
        ));
    }
    asked.reset(proof).await.map_err(|error| explain(settings, error))
}

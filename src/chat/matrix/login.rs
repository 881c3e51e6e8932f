//! From settings and cursor to a connection.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::config::{SyncSettings, SyncToken};
use matrix_sdk::cross_process_lock::CrossProcessLockConfig;
use matrix_sdk::encryption::{CryptoStoreError, EncryptionSettings};
use matrix_sdk::reqwest;
use matrix_sdk::ruma::api::client::account::whoami;
use matrix_sdk::ruma::api::client::filter::FilterDefinition;
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter;
use matrix_sdk::ruma::{OwnedDeviceId, UInt};
use matrix_sdk::store::{StateStoreDataKey, StateStoreDataValue};
use matrix_sdk::{Client, ClientBuildError, SqliteStoreConfig};

use super::backup::{self, Keys};
use super::connection::{Connection, request_config};
use super::folder::Folder;
use super::session::{Session, sdk_folder};
use super::settings::Settings;
use super::trouble::{Trouble, is_of_the_disk, operator};
use crate::chat::ChatError;
use crate::error::with_causes;

/// The token at which the client reads on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Position<'a> {
    /// Ours: the client stores its token before anybody has seen the events, and keeps back an answer that ends at the
    /// token which it has stored.
    At(&'a str),
    /// None, for a baseline.
    Beginning,
    /// Its own, when nothing is to be read.
    Untouched,
}

/// Connects, so that reading goes on at `cursor`.
pub(super) async fn connect(settings: &Arc<Settings>, cursor: Option<&str>) -> Result<Connection, ChatError> {
    let folder = Folder::take(settings)?;
    let mut session = Session::load(settings)?;
    let position = cursor.map_or(Position::Beginning, Position::At);
    let client = logged_in(settings, &mut session, position).await?;
    let keys = backup::look(&client, settings).await?;
    let recovery_key = settings.recovery_key.as_deref().filter(|_| keys == Keys::Missing);
    if recovery_key.is_none() {
        backup::tell(keys);
    }
    // A new store with a cursor that is not: what follows the cursor does not say which rooms there are.
    let new = cursor.is_some() && !knows_rooms(&client).await;
    if !new && recovery_key.is_none() {
        return Ok(Connection::new(client, Arc::clone(settings), session.user, folder));
    }
    introduce(&client, settings).await?;
    if let Some(key) = recovery_key {
        backup::recover(&client, settings, key).await?;
    }
    // The client has stored a token of its own meanwhile.
    drop(client);
    let client = logged_in(settings, &mut session, position).await?;
    client.encryption().wait_for_e2ee_initialization_tasks().await;
    Ok(Connection::new(client, Arc::clone(settings), session.user, folder))
}

/// One sync request for all that there is, with which a new device tells the server its keys and learns its rooms.
pub(super) async fn introduce(client: &Client, settings: &Settings) -> Result<(), ChatError> {
    let mut filter = FilterDefinition::with_lazy_loading();
    filter.room.timeline.limit = Some(UInt::from(1_u32));
    let all =
        SyncSettings::new().token(SyncToken::NoToken).timeout(Duration::ZERO).filter(Filter::FilterDefinition(filter));
    client.sync_once(all).await.map_err(|error| reading(settings, error))?;
    Ok(())
}

/// The full user id, which needs a login when only the local part was set.
pub(super) async fn account(settings: &Arc<Settings>) -> Result<String, ChatError> {
    let session = Session::load(settings)?;
    if session.account().is_some() {
        return Ok(session.user);
    }
    let _folder = Folder::take(settings)?;
    // Another process may have logged in meanwhile.
    let mut session = Session::load(settings)?;
    if session.account().is_none() {
        logged_in(settings, &mut session, Position::Beginning).await?;
    }
    Ok(session.user)
}

pub(super) fn reading(settings: &Settings, trouble: impl Into<Trouble>) -> ChatError {
    trouble.into().while_reading(&settings.homeserver)
}

/// A client that is logged in on the store. A device that is of no use any more is replaced by a new one where there
/// is a password.
pub(super) async fn logged_in(
    settings: &Settings,
    session: &mut Session,
    position: Position<'_>,
) -> Result<Client, ChatError> {
    let client = client(settings, position).await?;
    if session.token.is_none() || settings.access_token.is_some() {
        if let Some(token) = &settings.access_token {
            take_token(settings, session, &client, token).await?;
        } else {
            return log_in(settings, session, client).await;
        }
    }
    let Some(restorable) = session.restorable() else {
        return log_in(settings, session, client).await;
    };
    let of_no_use = match client.restore_session(restorable).await {
        Ok(()) => match client.send(whoami::v3::Request::new()).await.map_err(Trouble::from) {
            Ok(_) => return Ok(client),
            // The server wants the password again and has kept the device.
            Err(Trouble::UnknownToken { soft: true }) if settings.password.is_some() => {
                drop(client);
                return log_in(settings, session, self::client(settings, position).await?).await;
            }
            Err(Trouble::UnknownToken { soft: false }) if settings.can_log_in() => "the homeserver has signed it out",
            Err(trouble) => return Err(reading(settings, trouble)),
        },
        Err(matrix_sdk::Error::CryptoStoreError(error))
            if matches!(*error, CryptoStoreError::MismatchedAccount { .. }) =>
        {
            "its encryption keys belong to another device"
        }
        Err(error) => return Err(reading(settings, error)),
    };
    drop(client);
    *session = Session::anew(settings, of_no_use)?;
    log_in(settings, session, self::client(settings, position).await?).await
}

async fn log_in(settings: &Settings, session: &mut Session, client: Client) -> Result<Client, ChatError> {
    let Some(password) = &settings.password else {
        return Err(operator(
            format!("there is no way to log in as {}", settings.user),
            "set the account's password or an access token",
        ));
    };
    let login = client
        .matrix_auth()
        .login_username(&session.user, password)
        .device_id(session.device.as_str())
        .initial_device_display_name(&settings.device_name);
    let answer = match login.send().await.map_err(Trouble::from) {
        Ok(answer) => answer,
        Err(Trouble::Refused { code, message }) => {
            let hint = match code.as_str() {
                "M_FORBIDDEN" => "check user and password",
                "M_USER_DEACTIVATED" => "the account is deactivated; use another one",
                _ => "check that the server allows login by password; else set an access token",
            };
            return Err(operator(format!("the homeserver refuses the login of {}: {message}", session.user), hint));
        }
        Err(trouble) => return Err(reading(settings, trouble)),
    };
    keep(settings, session, answer.user_id.as_str(), answer.device_id, answer.access_token)?;
    tracing::info!(user = %session.user, device = %session.device, "logged in");
    Ok(client)
}

/// Adopts the device of a token from the settings.
async fn take_token(settings: &Settings, session: &mut Session, client: &Client, token: &str) -> Result<(), ChatError> {
    if session.token.as_deref() == Some(token) {
        return Ok(());
    }
    #[derive(serde::Deserialize)]
    struct Whoami {
        user_id: String,
        device_id: Option<OwnedDeviceId>,
    }
    // Without the client: it can ask only once it knows the device, and it would make keys for a wrong one.
    let failed = |error: reqwest::Error| reading(settings, Trouble::from(&error));
    let address = format!("{}_matrix/client/v3/account/whoami", client.homeserver());
    let answer = http(settings)?.get(address).bearer_auth(token).send().await.map_err(failed)?;
    match answer.status().as_u16() {
        200 => {}
        401 | 403 => {
            let reason = "the homeserver does not know the access token".to_owned();
            return Err(operator(reason, "make a new token by logging in as the bot, for no other use"));
        }
        status => return Err(reading(settings, Trouble::Server(format!("HTTP {status}")))),
    }
    let bytes = answer.bytes().await.map_err(failed)?;
    let whoami: Whoami = serde_json::from_slice(&bytes)
        .map_err(|error| reading(settings, Trouble::Server(format!("an answer that is not Matrix: {error}"))))?;
    let Some(device) = whoami.device_id else {
        return Err(operator(
            "the access token belongs to no device".to_owned(),
            "make a token by logging in as the bot",
        ));
    };
    if session.token.is_some() && device != session.device {
        return Err(operator(
            format!("the access token belongs to the device {device}, the store to {}", session.device),
            "move the store folder away, so that the bot starts as the new device",
        ));
    }
    keep(settings, session, &whoami.user_id, device, token.to_owned())
}

fn keep(
    settings: &Settings,
    session: &mut Session,
    user: &str,
    device: OwnedDeviceId,
    token: String,
) -> Result<(), ChatError> {
    if session.account().is_some_and(|account| account != user) {
        return Err(operator(
            format!("the homeserver knows the bot as {user}, not as {}", session.user),
            "write the user as the homeserver does",
        ));
    }
    session.user = user.to_owned();
    session.device = device;
    session.token = Some(token);
    session.save(settings)
}

/// A client on the store, not yet logged in, with its token set to `cursor`.
async fn client(settings: &Settings, position: Position<'_>) -> Result<Client, ChatError> {
    // What the bot asks the store for fits into little: it reads what happens in rooms by itself.
    let store = SqliteStoreConfig::with_low_memory_config(sdk_folder(settings))
        .passphrase(settings.store_passphrase.as_deref());
    let builder = Client::builder()
        .http_client(http(settings)?)
        .request_config(request_config())
        .sqlite_store_with_config_and_cache_path(store, None::<PathBuf>)
        .cross_process_store_config(CrossProcessLockConfig::SingleProcess)
        .with_encryption_settings(EncryptionSettings { auto_enable_cross_signing: true, ..Default::default() })
        // What was said before somebody came is not the bot's to pass on.
        .with_enable_share_history_on_invite(false);
    let builder = if settings.homeserver.contains("://") {
        builder.homeserver_url(settings.homeserver.trim())
    } else {
        builder.server_name_or_homeserver_url(settings.homeserver.trim())
    };
    let client = builder.build().await.map_err(|error| match error {
        ClientBuildError::SqliteStore(error) if is_of_the_disk(&with_causes(&error)) => reading(
            settings,
            Trouble::Store(format!("{} cannot be opened: {}", settings.store.display(), with_causes(&error))),
        ),
        ClientBuildError::SqliteStore(error) => operator(
            format!("the Matrix store in {} cannot be opened: {error}", settings.store.display()),
            "check the passphrase, and that the folder is writable and its disk not full",
        ),
        error => reading(settings, error),
    })?;
    let store = client.state_store();
    match position {
        // Without a token of its own the store is new, and must first learn which rooms there are.
        Position::At(cursor) if knows_rooms(&client).await => {
            let token = StateStoreDataValue::SyncToken(cursor.to_owned());
            store.set_kv_data(StateStoreDataKey::SyncToken, token).await
        }
        Position::At(_) | Position::Untouched => Ok(()),
        Position::Beginning => store.remove_kv_data(StateStoreDataKey::SyncToken).await,
    }
    .map_err(|error| reading(settings, matrix_sdk::Error::from(error)))?;
    Ok(client)
}

async fn knows_rooms(client: &Client) -> bool {
    matches!(client.state_store().get_kv_data(StateStoreDataKey::SyncToken).await, Ok(Some(_)))
}

pub(super) fn http(settings: &Settings) -> Result<reqwest::Client, ChatError> {
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("Lotse/", env!("CARGO_PKG_VERSION")))
        .min_tls_version(reqwest::tls::Version::TLS_1_2)
        .connect_timeout(Duration::from_secs(10));
    if let Some(path) = &settings.extra_certificates {
        let unreadable = |why: String| {
            operator(format!("{} cannot be used: {why}", path.display()), "name a PEM file with certificates")
        };
        let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
        let certificates =
            reqwest::Certificate::from_pem_bundle(&bytes).map_err(|error| unreadable(error.to_string()))?;
        builder = builder.tls_certs_merge(certificates);
    }
    builder.build().map_err(|error| operator(format!("no HTTP client: {error}"), "check the system's certificates"))
}

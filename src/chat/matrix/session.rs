//! Logging in once, and restoring the login afterwards.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::ruma::{DeviceId, OwnedDeviceId, UserId};
use matrix_sdk::{SessionMeta, SessionTokens};
use serde::{Deserialize, Serialize};

use super::settings::Settings;
use super::trouble::operator;
use crate::chat::ChatError;

/// What is kept of a login, in `session.json` in the store folder, for the owner's eyes only.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Session {
    /// The homeserver's address, as it was set.
    homeserver: String,
    /// The user as set, and the full user id from the first login on.
    pub(super) user: String,
    /// Chosen before the first login, so that a login that was cut off is repeated as the same device.
    pub(super) device: OwnedDeviceId,
    /// The device's token, from the first login on.
    pub(super) token: Option<String>,
    /// Whether the keys are locked with a passphrase.
    locked: bool,
}

impl Session {
    /// The stored session, or a new one with a new device id, stored before it is used. Of a store that has lost its
    /// session or its keys, a new device is made where there is a password to log in with.
    pub(super) fn load(settings: &Settings) -> Result<Self, ChatError> {
        let path = file(settings);
        match fs::read(&path) {
            Ok(bytes) => match serde_json::from_slice::<Self>(&bytes) {
                Ok(session) => {
                    session.must_fit(settings)?;
                    // On the server the device has keys, and another set under its name would be read by nobody.
                    if session.token.is_some() && !has_keys(settings) {
                        return Self::anew(settings, "the encryption keys are gone");
                    }
                    Ok(session)
                }
                Err(error) => Self::anew(settings, &format!("{} cannot be read: {error}", path.display())),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                // With a token of its own the device is known all the same.
                if has_keys(settings) && settings.access_token.is_none() {
                    return Self::anew(settings, &format!("{} is missing", path.display()));
                }
                Self::new(settings)
            }
            Err(error) => Err(unusable(&settings.store, &error)),
        }
    }

    /// The stored session, if there is one that is of use; nothing is written.
    pub(super) fn stored(settings: &Settings) -> Result<Option<Self>, ChatError> {
        let path = file(settings);
        let session: Self = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                operator(
                    format!("{} cannot be read: {error}", path.display()),
                    "start the bot with the account's password: it logs in as a new device",
                )
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(&settings.store, &error)),
        };
        session.must_fit(settings)?;
        Ok(Some(session))
    }

    fn new(settings: &Settings) -> Result<Self, ChatError> {
        let session = Self {
            homeserver: normal(&settings.homeserver),
            user: settings.user.clone(),
            device: DeviceId::new(),
            token: None,
            locked: settings.store_passphrase.is_some(),
        };
        session.save(settings)?;
        Ok(session)
    }

    /// A new device instead of one that is of no use any more. What is left of that one is moved aside and not
    /// deleted: whatever is wrong with it, it may hold the only keys to what was said.
    pub(super) fn anew(settings: &Settings, why: &str) -> Result<Self, ChatError> {
        if !settings.can_log_in() {
            return Err(operator(
                format!("the Matrix store in {} is of no use: {why}", settings.store.display()),
                "restore the folder from a backup, or set the account's password: the bot then logs in as a new device",
            ));
        }
        let aside = move_aside(settings).map_err(|error| unusable(&settings.store, &error))?;
        tracing::warn!(why, moved_to = %aside.display(), "the Matrix store is of no use; logging in as a new device");
        Self::new(settings)
    }

    fn must_fit(&self, settings: &Settings) -> Result<(), ChatError> {
        let folder = settings.store.display();
        if self.homeserver != normal(&settings.homeserver) {
            return Err(operator(
                format!(
                    "the store {folder} belongs to the homeserver {}, not to {}",
                    self.homeserver, settings.homeserver
                ),
                "set the old homeserver again, or move the folder away to log in as a new device; if the same server \
                 only has a new address, change it in session.json in that folder",
            ));
        }
        let local = |user: &str| user.trim_start_matches('@').split(':').next().map(str::to_owned);
        let same = self.user == settings.user
            || (!(is_full(&self.user) && is_full(&settings.user)) && local(&self.user) == local(&settings.user));
        if !same {
            return Err(operator(
                format!("the store {folder} belongs to the user {}, not to {}", self.user, settings.user),
                "set the old user again, or give the new one a folder of its own",
            ));
        }
        if self.locked != settings.store_passphrase.is_some() {
            let (now, hint) = if self.locked {
                ("is locked with a passphrase, and none is set", "set the store's passphrase again")
            } else {
                ("was made without a passphrase, and one is set", "remove the passphrase, or move the folder away")
            };
            return Err(operator(format!("the store {folder} {now}"), hint));
        }
        Ok(())
    }

    /// The full user id, where it is known.
    pub(super) fn account(&self) -> Option<&str> {
        Some(self.user.as_str()).filter(|user| is_full(user))
    }

    /// Stores the session: written beside and renamed, so that a kill leaves the old or the new one.
    pub(super) fn save(&self, settings: &Settings) -> Result<(), ChatError> {
        let write = || -> std::io::Result<()> {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(&settings.store)?;
            let path = file(settings);
            let beside = path.with_extension("json.new");
            let mut options = fs::OpenOptions::new();
            let mut out = options.write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
            out.write_all(&serde_json::to_vec_pretty(self)?)?;
            out.sync_all()?;
            fs::rename(&beside, &path)
        };
        write().map_err(|error| unusable(&settings.store, &error))
    }

    /// The session as the client wants it; none before the first login.
    pub(super) fn restorable(&self) -> Option<MatrixSession> {
        let user_id = UserId::parse(&self.user).ok()?;
        let access_token = self.token.clone()?;
        Some(MatrixSession {
            meta: SessionMeta { user_id, device_id: self.device.clone() },
            tokens: SessionTokens { access_token, refresh_token: None },
        })
    }
}

fn file(settings: &Settings) -> PathBuf {
    settings.store.join("session.json")
}

/// Where the client keeps what it knows.
pub(super) fn sdk_folder(settings: &Settings) -> PathBuf {
    settings.store.join("sdk")
}

fn has_keys(settings: &Settings) -> bool {
    sdk_folder(settings).join("matrix-sdk-crypto.sqlite3").exists()
}

/// Moves session and keys into a folder beside them: the store itself may be a mounted volume, which cannot be moved.
/// A kill in the middle leaves a store without its session or without its keys, which is then moved as well.
fn move_aside(settings: &Settings) -> std::io::Result<PathBuf> {
    let mut number = 1_u32;
    let aside = loop {
        let folder = settings.store.join(format!("lost-{number}"));
        match fs::DirBuilder::new().mode(0o700).create(&folder) {
            Ok(()) => break folder,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number = number.saturating_add(1),
            Err(error) => return Err(error),
        }
    };
    for left in [file(settings), sdk_folder(settings)] {
        let Some(name) = left.file_name() else { continue };
        match fs::rename(&left, aside.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

fn is_full(user: &str) -> bool {
    UserId::parse(user).is_ok()
}

fn normal(homeserver: &str) -> String {
    homeserver.trim().trim_end_matches('/').to_lowercase()
}

pub(super) fn unusable(folder: &Path, error: &std::io::Error) -> ChatError {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    if matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge) {
        let reason = format!("the folder {} cannot be used: {error}; the bot waits for room", folder.display());
        return ChatError::Passing { reason, after: None };
    }
    operator(format!("the folder {} cannot be used: {error}", folder.display()), "make it writable for the bot's user")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::super::settings::tests::settings;
    use super::*;

    fn in_folder(folder: &Path) -> Settings {
        Settings { store: folder.join("matrix"), ..settings() }
    }

    fn refused(settings: &Settings) -> String {
        match Session::load(settings) {
            Err(ChatError::Operator { reason, .. }) => reason,
            Err(other) => panic!("not for the operator: {other}"),
            Ok(_) => panic!("not refused"),
        }
    }

    #[test]
    fn a_login_that_was_cut_off_is_repeated_as_the_same_device() {
        let folder = tempfile::tempdir().unwrap();
        let settings = in_folder(folder.path());
        let first = Session::load(&settings).unwrap();
        assert_eq!(Session::load(&settings).unwrap().device, first.device);
        assert!(first.restorable().is_none());
        let mode = fs::metadata(file(&settings)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else may read the token");
    }

    #[test]
    fn another_account_on_the_same_store_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let settings = in_folder(folder.path());
        Session::load(&settings).unwrap();
        Session::load(&Settings { homeserver: "http://LOCALHOST/".to_owned(), ..settings.clone() }).unwrap();
        Session::load(&Settings { user: "lotse".to_owned(), ..settings.clone() }).unwrap();
        assert!(refused(&Settings { user: "@eva:example.org".to_owned(), ..settings.clone() }).contains("@eva"));
        assert!(refused(&Settings { user: "@lotse:other.org".to_owned(), ..settings.clone() }).contains("other.org"));
        assert!(
            refused(&Settings { homeserver: "http://other".to_owned(), ..settings.clone() }).contains("http://other")
        );
        let passphrase = Some("geheim".to_owned());
        assert!(
            refused(&Settings { store_passphrase: passphrase, ..settings.clone() }).contains("without a passphrase")
        );
        fs::write(file(&settings), "{").unwrap();
        assert!(refused(&settings).contains("session.json"));
    }

    #[test]
    fn a_store_of_no_use_is_moved_aside_and_never_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let without = in_folder(folder.path());
        let settings = Settings { password: Some("geheim".to_owned()), ..without.clone() };
        let keys = sdk_folder(&settings).join("matrix-sdk-crypto.sqlite3");
        let put_keys = || {
            fs::create_dir_all(sdk_folder(&settings)).unwrap();
            fs::write(&keys, "keys").unwrap();
        };
        let mut first = Session::load(&settings).unwrap();
        put_keys();
        first.token = Some("token".to_owned());
        first.save(&settings).unwrap();
        assert_eq!(Session::load(&settings).unwrap().device, first.device);

        // Without its keys, with half a session, without its session.
        fs::remove_dir_all(sdk_folder(&settings)).unwrap();
        assert!(refused(&without).contains("keys are gone"));
        let second = Session::load(&settings).unwrap();
        assert_ne!(second.device, first.device);
        put_keys();
        fs::write(file(&settings), "{").unwrap();
        let third = Session::load(&settings).unwrap();
        assert!(third.device != second.device && !keys.exists());
        put_keys();
        fs::remove_file(file(&settings)).unwrap();
        assert!(refused(&without).contains("session.json"));
        assert_ne!(Session::load(&settings).unwrap().device, third.device);

        let left = |path: &str| fs::read_to_string(settings.store.join(path)).unwrap();
        assert!(left("lost-1/session.json").contains(first.device.as_str()));
        assert_eq!(
            (left("lost-2/session.json").as_str(), left("lost-2/sdk/matrix-sdk-crypto.sqlite3").as_str()),
            ("{", "keys")
        );
        assert_eq!(left("lost-3/sdk/matrix-sdk-crypto.sqlite3"), "keys");
    }
}

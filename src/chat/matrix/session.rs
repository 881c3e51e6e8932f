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
    /// The stored session, or a new one with a new device id, stored before it is used.
    pub(super) fn load(settings: &Settings) -> Result<Self, ChatError> {
        if let Some(session) = Self::stored(settings)? {
            return Ok(session);
        }
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

    /// The stored session, if there is one; nothing is written.
    pub(super) fn stored(settings: &Settings) -> Result<Option<Self>, ChatError> {
        let path = file(settings);
        let session: Self = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                operator(
                    format!("{} cannot be read: {error}", path.display()),
                    "restore the file from a backup, or move the folder away: the bot then logs in as a new device",
                )
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(&settings.store, &error)),
        };
        session.must_fit(settings)?;
        Ok(Some(session))
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

fn is_full(user: &str) -> bool {
    UserId::parse(user).is_ok()
}

fn normal(homeserver: &str) -> String {
    homeserver.trim().trim_end_matches('/').to_lowercase()
}

fn unusable(folder: &Path, error: &std::io::Error) -> ChatError {
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
}

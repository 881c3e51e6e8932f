//! `lotse matrix set-up`: the encryption of the bot's account, and where its recovery key is kept.
//!
//! The key opens every conversation of the bot's encrypted rooms, so it lies where the encryption keys lie already and
//! nowhere else: in the data folder. In PostgreSQL it would be in every backup of the database, and readable for everybody
//! who may read tickets, while it would only help where the data folder is lost and the database is not. For that, the
//! person who sets the bot up keeps it elsewhere, and is told so.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::chat::ChatError;
use crate::chat::matrix::{Matrix, SetUp, Wish};
use crate::config::{Config, MatrixAccess};

/// Where the recovery key is kept; not in the store, since it is needed when that is lost.
#[must_use]
pub fn recovery_key_file(config: &Config) -> PathBuf {
    config.data_dir.join("matrix-recovery-key")
}

/// The recovery key of the configuration, else the one that was set up.
pub(super) fn recovery_key(config: &Config) -> Result<Option<String>, ChatError> {
    if let Some(key) = &config.matrix.recovery_key {
        return Ok(Some(key.reveal().trim().to_owned()));
    }
    let path = recovery_key_file(config);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text.trim().to_owned()).filter(|key| !key.is_empty())),
        // That there can be no data folder is told when the store is made.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(unusable(&path, &error)),
    }
}

/// Sets the encryption up, keeps the key where the bot finds it, and tells in words what was done. `ask` is asked for the
/// key of a backup that was made elsewhere.
pub async fn set_up(
    config: &Config,
    access: MatrixAccess,
    wish: Wish,
    ask: impl FnOnce() -> Option<String> + Send,
) -> Result<String, ChatError> {
    let settings = super::matrix_settings(config, access)?;
    let path = recovery_key_file(config);
    let shown = path.display();
    let configured = config.matrix.recovery_key.is_some();
    Ok(match Matrix::set_up(settings, wish, ask).await? {
        SetUp::Already => "The bot's encryption is set up already; nothing was changed.\n\
                           (For another recovery key: lotse matrix set-up --new-key)"
            .to_owned(),
        SetUp::Connected { .. } if configured => {
            "The bot's encryption is set up, with the recovery key from the configuration.".to_owned()
        }
        SetUp::Connected { key } => {
            keep(&path, &key)?;
            format!("The bot's encryption is set up, with the key that you gave. It is kept in {shown}.")
        }
        SetUp::Made { key } => {
            // Kept before it is shown: who sees it may rely upon the bot having it.
            keep(&path, &key)?;
            let configured = if configured {
                "\nThe configuration names another recovery key, which wins and is outdated now: replace or remove it.\n"
            } else {
                ""
            };
            format!(
                "The bot's encryption is set up: its device is signed, its keys are backed up on the homeserver.\n\n\
                 Recovery key:  {key}\n\n\
                 Keep it outside of this machine, for example in a password manager: it is shown only now. With it the\n\
                 bot gets its keys back when those on disk are lost. Whoever has it and the bot's password can read\n\
                 what was written in its encrypted rooms.\n\n\
                 The bot finds it in {shown}, which only this user can read.\n\
                 If the whole data folder is lost, give it to the bot as recovery_key in [matrix].\n{configured}"
            )
        }
    })
}

/// Writes the key for the owner's eyes only, beside and renamed, so that a kill leaves the old or the new one.
fn keep(path: &Path, key: &str) -> Result<(), ChatError> {
    let write = || -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let beside = path.with_extension("new");
        let mut out = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        writeln!(out, "{key}")?;
        out.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|error| unusable(path, &error))
}

fn unusable(path: &Path, error: &std::io::Error) -> ChatError {
    ChatError::Operator {
        reason: format!("the file {} cannot be used: {error}", path.display()),
        hint: "make it readable and writable for the bot's user".to_owned(),
    }
}

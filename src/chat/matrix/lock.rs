//! Who uses the store: `lotse run` on the one hand, `lotse matrix set-up` on the other, never both.

use std::fs::{DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};

use super::settings::Settings;
use super::trouble::operator;
use crate::chat::ChatError;

/// A lock on the store's folder; the kernel frees it when the process ends, however that happens.
///
/// Those who run the bot share it, since which of them may use the store is decided by the lock in PostgreSQL: an
/// instance that is frozen must not keep its successor out.
pub(super) struct StoreLock(#[expect(dead_code, reason = "held, not read")] Flock<File>);

impl StoreLock {
    /// For running the bot.
    pub(super) fn shared(settings: &Settings) -> Result<Self, ChatError> {
        take(settings, FlockArg::LockSharedNonblock)?.ok_or_else(|| ChatError::Passing {
            reason: format!("the store {} is in use by `lotse matrix set-up`", settings.store.display()),
            after: None,
        })
    }

    /// For changing what the bot relies upon.
    pub(super) fn alone(settings: &Settings) -> Result<Self, ChatError> {
        take(settings, FlockArg::LockExclusiveNonblock)?.ok_or_else(|| {
            operator(
                format!("the store {} is in use by `lotse run`", settings.store.display()),
                "stop the bot, set it up, and start it again: what is written meanwhile is handled then",
            )
        })
    }
}

/// None: somebody else holds it.
fn take(settings: &Settings, how: FlockArg) -> Result<Option<StoreLock>, ChatError> {
    let unusable = |error: std::io::Error| {
        operator(
            format!("the folder {} cannot be used: {error}", settings.store.display()),
            "make it writable for the bot's user",
        )
    };
    DirBuilder::new().recursive(true).mode(0o700).create(&settings.store).map_err(unusable)?;
    let path = settings.store.join("in-use");
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path).map_err(unusable)?;
    match Flock::lock(file, how) {
        Ok(lock) => Ok(Some(StoreLock(lock))),
        Err((_, Errno::EWOULDBLOCK)) => Ok(None),
        Err((_, error)) => Err(unusable(error.into())),
    }
}

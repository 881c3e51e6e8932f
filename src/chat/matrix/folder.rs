//! One process at a time on the store: two would use the same encryption keys twice.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use super::session::unusable;
use super::settings::Settings;
use crate::chat::ChatError;

/// The right to use the store folder, until dropped or the process ends: a lock of the operating system on the file
/// `lock` in it, which says who holds it.
#[derive(Debug)]
pub(super) struct Folder {
    _lock: File,
}

impl Folder {
    /// Takes the folder, which is made where it is missing.
    pub(super) fn take(settings: &Settings) -> Result<Self, ChatError> {
        let path = settings.store.join("lock");
        let failed = |error: std::io::Error| unusable(&settings.store, &error);
        loop {
            let mut file = open(&settings.store, &path).map_err(failed)?;
            let locked = file.try_lock();
            let mut owner = String::new();
            file.read_to_string(&mut owner).map_err(failed)?;
            match locked {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(ChatError::InUse { owner, lock: path }),
                // Some network file systems know no locks; there, the lock in the database must do.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                    tracing::debug!(%error, "the store's file system knows no locks");
                    return Ok(Self { _lock: file });
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
            // A lock that was broken meanwhile is one on a file that nobody finds any more.
            if !is_at(&file, &path) {
                continue;
            }
            // One that comes back to its own store writes nothing, and so can do so on a full disk.
            if owner != settings.instance {
                note(&mut file, &settings.instance).map_err(failed)?;
            }
            return Ok(Self { _lock: file });
        }
    }
}

fn open(folder: &Path, path: &Path) -> std::io::Result<File> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)
}

fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(here), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (here.dev(), here.ino()) == (there.dev(), there.ino())
}

fn note(file: &mut File, owner: &str) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(owner.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::settings::tests::settings;
    use super::*;

    #[test]
    fn one_at_a_time_and_the_other_learns_who_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let first = Settings { store: folder.path().join("matrix"), instance: "first".to_owned(), ..settings() };
        let second = Settings { instance: "second".to_owned(), ..first.clone() };
        let held = Folder::take(&first).unwrap();
        let Err(ChatError::InUse { owner, lock }) = Folder::take(&second) else { panic!("taken twice") };
        assert_eq!(owner, "first");
        drop(held);
        let held = Folder::take(&second).unwrap();
        assert_eq!(fs::read_to_string(&lock).unwrap(), "second");

        // Breaking the lock of a process that cannot be reached.
        fs::remove_file(&lock).unwrap();
        let again = Folder::take(&first).unwrap();
        drop(held);
        let Err(ChatError::InUse { owner, .. }) = Folder::take(&second) else { panic!("taken twice") };
        assert_eq!(owner, "first");
        drop(again);
    }
}

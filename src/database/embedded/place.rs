//! The folders of the embedded server.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown, lchown};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::stat::Mode;
use nix::unistd::{Uid, User, mkfifo};

use super::super::DatabaseError;
use super::account::Account;

/// The port is part of the socket's name; nothing listens on it.
pub(super) const PORT: u16 = 5432;

/// Unix socket paths have room for 103 bytes and a NUL on the narrowest system (macOS).
const LONGEST_SOCKET: usize = 103;

/// Where the embedded server lives: cluster, socket, locks and log.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Contains all of it, and belongs to the server's user.
    pub(super) home: PathBuf,
    /// Contains the socket: `home`, or a private folder where that path is too long.
    pub(super) socket: PathBuf,
    pub(super) account: Account,
}

impl Place {
    /// Makes the folders, or finds those of an earlier run.
    pub(super) fn prepare(data_dir: &Path) -> Result<Self, DatabaseError> {
        let account = Account::choose()?;
        let fault = |error: io::Error| DatabaseError::folder(data_dir, &error);
        let mode = if account.steps_down { 0o711 } else { 0o700 };
        DirBuilder::new().recursive(true).mode(mode).create(data_dir).map_err(fault)?;
        let data_dir = data_dir.canonicalize().map_err(fault)?;
        let (home, account) = home(&data_dir, account)?;
        let socket = socket_folder(&home, &account)?;
        let place = Self { home, socket, account };
        match mkfifo(&place.alive(), Mode::S_IRUSR | Mode::S_IWUSR) {
            Ok(()) => place.give(&place.alive()).map_err(|error| DatabaseError::folder(place.alive(), &error))?,
            Err(Errno::EEXIST) => {}
            Err(errno) => return Err(DatabaseError::folder(place.alive(), &errno.into())),
        }
        Ok(place)
    }

    /// The cluster.
    pub(super) fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    /// What the server says.
    pub(super) fn log(&self) -> PathBuf {
        self.home.join("postgres.log")
    }

    /// The pipe whose last writer keeps the server running.
    pub(super) fn alive(&self) -> PathBuf {
        self.home.join("alive")
    }

    /// The socket itself.
    pub(super) fn socket_file(&self) -> PathBuf {
        self.socket.join(format!(".s.PGSQL.{PORT}"))
    }

    /// Makes something belong to the server's user.
    pub(super) fn give(&self, path: &Path) -> io::Result<()> {
        give(path, &self.account)
    }

    /// Opens a file for locking. Held exclusively by `start.lock`: the one Lotse that is starting the server. Held shared
    /// by `use.lock`: every Lotse that uses it.
    pub(super) fn lock_file(&self, name: &str) -> Result<File, DatabaseError> {
        let path = self.home.join(name);
        let opened = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        opened.map_err(|error| DatabaseError::folder(path, &error))
    }

    /// The writing end of the pipe. None: nobody reads it, so that nobody would stop the server.
    pub(super) fn writer(&self) -> Result<Option<File>, DatabaseError> {
        let opened = OpenOptions::new().write(true).custom_flags(OFlag::O_NONBLOCK.bits()).open(self.alive());
        match opened {
            Ok(writer) => Ok(Some(writer)),
            Err(error) if error.raw_os_error() == Some(Errno::ENXIO as i32) => Ok(None),
            Err(error) => Err(DatabaseError::folder(self.alive(), &error)),
        }
    }
}

fn give(path: &Path, account: &Account) -> io::Result<()> {
    if account.steps_down { chown(path, Some(account.uid.as_raw()), Some(account.gid.as_raw())) } else { Ok(()) }
}

/// A folder `postgres` in the data folder. Where root's data folder cannot be entered by the user to whom root steps down,
/// one below `/var/lib/lotse`. A cluster that is there already always wins: starting an empty one beside it
/// would look as if everything had been lost.
fn home(data_dir: &Path, account: Account) -> Result<(PathBuf, Account), DatabaseError> {
    let inside = data_dir.join("postgres");
    if !account.steps_down {
        make(&inside, 0o700)?;
        return Ok((own(inside)?, account));
    }
    let elsewhere = Path::new("/var/lib/lotse").join(fingerprint(data_dir));
    let moved = is_cluster(&elsewhere) && !is_cluster(&inside);
    if !moved {
        open_to_others(data_dir);
        if let Some(found) = usable(&inside, account.clone())? {
            return Ok(found);
        }
        if is_cluster(&inside) {
            return Err(barred(&inside, "give that user the right to enter the folders above it (chmod o+x)"));
        }
        let _ = fs::remove_dir(&inside);
    }
    let Some(found) = usable(&elsewhere, account)? else {
        return Err(barred(&elsewhere, "choose a data_dir that others may enter, or start Lotse as an ordinary user"));
    };
    tracing::warn!(
        data_dir = %data_dir.display(),
        folder = %elsewhere.display(),
        "PostgreSQL's user cannot enter the data folder, so the database is kept in another one"
    );
    Ok(found)
}

fn barred(folder: &Path, hint: &str) -> DatabaseError {
    let reason = "PostgreSQL does not run as root, and the user under whom it runs cannot enter this folder";
    DatabaseError::Folder { path: folder.to_owned(), reason: reason.into(), hint: hint.into() }
}

fn is_cluster(home: &Path) -> bool {
    home.join("data/PG_VERSION").exists()
}

/// A folder with the user to whom its cluster belongs. None: that user cannot enter it.
fn usable(folder: &Path, account: Account) -> Result<Option<(PathBuf, Account)>, DatabaseError> {
    make(folder, 0o700)?;
    let fault = |error: io::Error| DatabaseError::folder(folder, &error);
    let data = folder.join("data");
    let account = account.owner_of(&data);
    if fs::metadata(&data).is_ok_and(|found| found.uid() == 0) {
        // Restored from a backup or moved by root.
        give_all(&data, &account).map_err(fault)?;
    }
    give(folder, &account).map_err(fault)?;
    Ok(account.can_write(folder).then(|| (folder.to_owned(), account)))
}

/// The folder of an ordinary user, who must own what is in it.
fn own(folder: PathBuf) -> Result<PathBuf, DatabaseError> {
    let data = folder.join("data");
    let owner = fs::metadata(&data).map_or(Uid::effective().as_raw(), |found| found.uid());
    if owner != Uid::effective().as_raw() {
        let name = User::from_uid(Uid::from_raw(owner)).ok().flatten().map_or(owner.to_string(), |user| user.name);
        return Err(DatabaseError::Folder {
            path: data,
            reason: format!("the database belongs to user {name}"),
            hint: format!("start Lotse as {name}, or choose another data_dir"),
        });
    }
    Ok(folder)
}

/// Lets others pass through the data folder, not look into it, so that the server's user reaches its own folder. Root's
/// home is not touched.
fn open_to_others(data_dir: &Path) {
    let is_home = User::from_uid(Uid::effective()).ok().flatten().is_some_and(|user| user.dir == data_dir);
    if let Ok(found) = fs::metadata(data_dir)
        && found.uid() == 0
        && !is_home
        && found.mode() & 0o001 == 0
    {
        let _ = fs::set_permissions(data_dir, Permissions::from_mode((found.mode() & 0o7777) | 0o011));
    }
}

/// Makes a folder with its parents; only new folders get a mode.
fn make(folder: &Path, mode: u32) -> Result<(), DatabaseError> {
    let fault = |error: io::Error| DatabaseError::folder(folder, &error);
    if let Some(parent) = folder.parent() {
        DirBuilder::new().recursive(true).mode(0o711).create(parent).map_err(fault)?;
    }
    match DirBuilder::new().mode(mode).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(fault(error)),
        _ => Ok(()),
    }
}

fn give_all(path: &Path, account: &Account) -> io::Result<()> {
    lchown(path, Some(account.uid.as_raw()), Some(account.gid.as_raw()))?;
    if fs::symlink_metadata(path)?.is_dir() {
        for entry in fs::read_dir(path)? {
            give_all(&entry?.path(), account)?;
        }
    }
    Ok(())
}

/// The home itself, or where its path is too long for a socket, a private folder with a name made from it, so that a
/// second Lotse finds it.
fn socket_folder(home: &Path, account: &Account) -> Result<PathBuf, DatabaseError> {
    let name = format!("/.s.PGSQL.{PORT}");
    if home.as_os_str().len() + name.len() <= LONGEST_SOCKET {
        return Ok(home.to_owned());
    }
    let folder = Path::new("/tmp").join(format!("lotse-{}-{}", account.uid, fingerprint(home)));
    make(&folder, 0o700)?;
    let fault = |error: io::Error| DatabaseError::folder(&folder, &error);
    let found = fs::symlink_metadata(&folder).map_err(fault)?;
    // Anybody can make a folder in /tmp; a server that listens in a stranger's folder would obey the stranger.
    let ours = found.uid() == account.uid.as_raw() || found.uid() == Uid::effective().as_raw();
    if !found.is_dir() || !ours || found.mode() & 0o077 != 0 {
        return Err(DatabaseError::Folder {
            path: folder.clone(),
            reason: "is not a private folder of this user".into(),
            hint: "remove it, or choose a data_dir with a shorter path".into(),
        });
    }
    give(&folder, account).map_err(fault)?;
    Ok(folder)
}

/// A short name for a path: FNV-1a of 64 bits, which stays the same in every version of this program.
fn fingerprint(path: &Path) -> String {
    let hash =
        path.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    format!("{hash:016x}")
}

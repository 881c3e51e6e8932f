//! Why the database cannot be used.

use std::path::PathBuf;

/// Why the database cannot be used. What passes by itself (a server that is not reachable) is not an error but waited
/// for; these need somebody to act, and [`DatabaseError::hint`] says how.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The program was told to stop while it waited.
    #[error("stopped while waiting for the database")]
    Cancelled,
    /// The server does not answer; only for who does not wait for it.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The URL is not one, or names what is not possible.
    #[error("the database's URL cannot be used: {0}")]
    Url(String),
    /// The server refuses this user or password.
    #[error("the database refuses the user or the password: {0}")]
    Login(String),
    /// The server does not have this database.
    #[error("the database server answers: {0}")]
    UnknownDatabase(String),
    /// The server refuses for another reason that does not pass by itself.
    #[error("the database refuses: {0}")]
    Refused(String),
    /// The encryption of the connection fails for good.
    #[error("no encrypted connection to the database: {0}")]
    Tls(String),
    /// Whatever answers is not PostgreSQL.
    #[error("what answers at the database's address is not PostgreSQL: {0}")]
    NotPostgres(String),
    /// The server is older than 13.
    #[error("the database server is PostgreSQL {0}, but Lotse needs 13 or later")]
    TooOld(String),
    /// The database cannot hold every text.
    #[error("the database's encoding is {0}, but Lotse needs UTF8")]
    Encoding(String),
    /// There is no URL, and no PostgreSQL on this machine either.
    #[error("no PostgreSQL is installed here, and no [database] url is configured")]
    NoPrograms,
    /// The embedded cluster was made by a major version that is not installed.
    #[error("the data in {folder} was made by PostgreSQL {cluster}, but installed is only {installed}")]
    OtherMajor {
        /// The cluster's folder.
        folder: PathBuf,
        /// Its major version.
        cluster: u32,
        /// What is there.
        installed: String,
    },
    /// A folder cannot be used.
    #[error("{path}: {reason}", path = path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why not.
        reason: String,
        /// What to do.
        hint: String,
    },
    /// The embedded PostgreSQL does not start.
    #[error("the embedded PostgreSQL does not start: {reason}")]
    Embedded {
        /// What it said last.
        reason: String,
        /// What to do.
        hint: String,
    },
    /// A newer Lotse has changed the database.
    #[error("the database is newer than this program: it has migration {database}, the program knows {program}")]
    Newer {
        /// The newest migration in the database.
        database: i64,
        /// The newest one that the program knows.
        program: i64,
    },
    /// The database's history is not this program's.
    #[error("the database was not made by this program's migrations: {0}")]
    Changed(String),
    /// A migration failed; what it did was rolled back.
    #[error("a migration of the database failed: {0}")]
    Migration(String),
    /// The connection failed in the middle of something.
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
}

impl DatabaseError {
    /// What to do about it, where that can be said.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Cancelled | Self::Sql(_) => None,
            Self::Unreachable(_) => Some("check that the server runs, and host and port in [database] url"),
            Self::Url(_) => Some("write postgres://user:password@host/database"),
            Self::Login(_) => Some("check user and password in [database] url, and pg_hba.conf on the server"),
            Self::UnknownDatabase(_) => Some("create it on the server: createdb --encoding=UTF8 --owner=USER DATABASE"),
            Self::Refused(_) => Some("ask whoever runs the database server"),
            Self::Tls(_) => Some("check sslmode and sslrootcert in [database] url"),
            Self::NotPostgres(_) => Some("check host and port in [database] url"),
            Self::TooOld(_) => Some("upgrade the server, or leave [database] url empty to use an embedded PostgreSQL"),
            Self::Encoding(_) => {
                Some("create the database with: createdb --encoding=UTF8 --template=template0 DATABASE")
            }
            Self::NoPrograms => Some(
                "install it (Debian, Ubuntu: apt install postgresql; Fedora: dnf install postgresql-server; macOS: brew \
                 install postgresql), or set [database] url",
            ),
            Self::OtherMajor { .. } => Some(
                "install that version beside the others, or upgrade the data with pg_upgrade while Lotse is stopped",
            ),
            Self::Folder { hint, .. } | Self::Embedded { hint, .. } => Some(hint),
            Self::Newer { .. } => Some("start the newer program, or restore the backup made before the upgrade"),
            Self::Changed(_) => Some("check that [database] url names Lotse's own database"),
            Self::Migration(_) => {
                Some("the database is as it was before; restart with the earlier program and report this")
            }
        }
    }

    /// A folder that cannot be used, for a reason that the system gave.
    pub(super) fn folder(path: impl Into<PathBuf>, error: &std::io::Error) -> Self {
        use std::io::ErrorKind::{NotADirectory, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        let hint = match error.kind() {
            PermissionDenied => "give this user write permission there, or choose another data_dir",
            ReadOnlyFilesystem => "the file system is read-only; choose another data_dir",
            StorageFull | QuotaExceeded => "the disk is full; make room, or choose another data_dir",
            NotADirectory => "a part of the path is a file; choose another data_dir",
            _ => "choose another data_dir",
        };
        Self::Folder { path: path.into(), reason: error.to_string(), hint: hint.into() }
    }

    /// An embedded PostgreSQL that does not start, for a reason that PostgreSQL gave.
    pub(super) fn embedded(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        let hints = [
            ("No space left on device", "make room: the disk (or /dev/shm) is full"),
            ("Disk quota exceeded", "make room: the quota of the disk is used up"),
            ("Read-only file system", "the file system is read-only; choose another data_dir"),
            ("Cannot allocate memory", "give it more memory, or set [database] url to use another server"),
            ("shared memory", "give it more shared memory (docker: --shm-size), or set [database] url"),
            (
                "could not create semaphores",
                "raise the system's limit of semaphores (kernel.sem), or set [database] url",
            ),
            (
                "user does not exist",
                "PostgreSQL needs a user with a name: add one to /etc/passwd, or set [database] url",
            ),
            ("Permission denied", "check who owns the data folder and who may enter the folders above it"),
            ("Operation not permitted", "Lotse may not become another user here: start it as an ordinary user"),
            ("invalid data in", "the data folder is damaged; restore it from a backup"),
            ("database files are incompatible", "the data was made by another build of PostgreSQL; install that one"),
        ];
        let hint =
            hints.iter().find(|(sign, _)| reason.contains(sign)).map_or("see the log in the data folder", |h| h.1);
        Self::Embedded { reason, hint: hint.into() }
    }
}

//! As whom PostgreSQL runs. It refuses to run as root.

use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::unistd::{Gid, Uid, User};

use super::super::DatabaseError;

/// The user under whom PostgreSQL's programs run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) uid: Uid,
    pub(super) gid: Gid,
    /// True: Lotse runs as root and steps down to this user.
    pub(super) steps_down: bool,
}

impl Account {
    /// Oneself; for root, `postgres`, which its packages make, or else `nobody`.
    pub(super) fn choose() -> Result<Self, DatabaseError> {
        let uid = Uid::effective();
        if !uid.is_root() {
            return Ok(Self { uid, gid: Gid::effective(), steps_down: false });
        }
        let named = ["postgres", "nobody"].iter().find_map(|name| User::from_name(name).ok().flatten());
        match named {
            Some(user) if !user.uid.is_root() => Ok(Self { uid: user.uid, gid: user.gid, steps_down: true }),
            _ => Err(DatabaseError::Embedded {
                reason: "PostgreSQL does not run as root, and there is no user `postgres` or `nobody`".into(),
                hint: "start Lotse as an ordinary user".into(),
            }),
        }
    }

    /// For root, the owner of a cluster that is there already (it may have been made by an ordinary user).
    pub(super) fn owner_of(self, cluster: &Path) -> Self {
        match std::fs::metadata(cluster) {
            Ok(found) if self.steps_down && found.uid() != 0 => {
                Self { uid: Uid::from_raw(found.uid()), gid: Gid::from_raw(found.gid()), steps_down: true }
            }
            _ => self,
        }
    }

    /// A program that runs as this user, without the environment's opinions on PostgreSQL and on languages.
    pub(super) fn command(&self, program: impl AsRef<OsStr>, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("LC_ALL", "C").env("TZ", "UTC");
        if let Some(libraries) = std::env::var_os("LD_LIBRARY_PATH") {
            command.env("LD_LIBRARY_PATH", libraries);
        }
        command.current_dir(folder).stdin(Stdio::null());
        if self.steps_down {
            // The standard library drops root's supplementary groups when it changes the user.
            command.uid(self.uid.as_raw()).gid(self.gid.as_raw());
        }
        command
    }

    /// Whether this user can reach a folder and write there. Asked by trying, since permission bits are not all there
    /// is. The folder is entered by the user, not before stepping down.
    pub(super) fn can_write(&self, folder: &Path) -> bool {
        let mut probe = self.command("/bin/sh", Path::new("/"));
        probe.args(["-c", "cd \"$1\" && test -w .", "sh"]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    }
}

//! Finds PostgreSQL's programs where systems put them.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::DatabaseError;

/// The oldest major version that has all that the schema uses.
const OLDEST_MAJOR: u32 = 13;

/// Folders of Debian, Red Hat, openSUSE, Alpine, Homebrew, Postgres.app and self-built servers. `*` stands for the part
/// that differs by version.
const FOLDERS: [&str; 10] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/lib/postgresql*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin",
    "/usr/local/bin",
    "/usr/bin",
];

/// The programs of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Programs {
    pub(super) folder: PathBuf,
    pub(super) major: u32,
}

impl Programs {
    /// Those that fit an existing cluster, or without one the best: what PATH says, since somebody chose it, and
    /// otherwise the newest.
    pub(super) fn find(cluster: Option<(u32, &Path)>) -> Result<Self, DatabaseError> {
        let found = all();
        let Some((major, folder)) = cluster else {
            return found.into_iter().find(|programs| programs.major >= OLDEST_MAJOR).ok_or(DatabaseError::NoPrograms);
        };
        if found.is_empty() {
            return Err(DatabaseError::NoPrograms);
        }
        let majors: BTreeSet<_> = found.iter().map(|programs| programs.major).collect();
        let installed: Vec<_> = majors.iter().map(u32::to_string).collect();
        found.into_iter().find(|programs| programs.major == major).ok_or_else(|| DatabaseError::OtherMajor {
            folder: folder.to_owned(),
            cluster: major,
            installed: installed.join(", "),
        })
    }

    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }
}

/// All that are installed: those of PATH first, then from new to old.
fn all() -> Vec<Programs> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut in_folders = |folders: Vec<PathBuf>| -> Vec<Programs> {
        let real = folders
            .into_iter()
            .filter_map(|folder| folder.join("postgres").canonicalize().ok()?.parent().map(Path::to_owned));
        real.filter(|folder| folder.join("initdb").exists() && seen.insert(folder.clone()))
            .filter_map(|folder| Some(Programs { major: major(&folder)?, folder }))
            .collect()
    };
    let mut found = in_folders(std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect());
    let mut others = in_folders(FOLDERS.iter().flat_map(|pattern| matching(pattern)).collect());
    others.sort_by_key(|programs| std::cmp::Reverse(programs.major));
    found.extend(others);
    found
}

/// The folders that match a pattern with at most one `*`.
fn matching(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else { return vec![pattern.into()] };
    let (parent, start) = before.rsplit_once('/').unwrap_or(("", before));
    let after = after.trim_start_matches('/');
    let Ok(entries) = std::fs::read_dir(parent) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.path());
    names
        .filter(|path| path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with(start)))
        .map(|path| if after.is_empty() { path } else { path.join(after) })
        .collect()
}

fn major(folder: &Path) -> Option<u32> {
    let output = Command::new(folder.join("postgres")).arg("--version").env_remove("PGDATA").output().ok()?;
    read_major(std::str::from_utf8(&output.stdout).ok()?)
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, `… 18beta1`, and the bare `15` of a cluster.
pub(super) fn read_major(text: &str) -> Option<u32> {
    let number = text.split_once("(PostgreSQL)").map_or(text, |(_, rest)| rest).trim_start();
    number.split(|sign: char| !sign.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_they_are_printed() {
        assert_eq!(read_major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(read_major("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(read_major("16\n"), Some(16));
        assert_eq!(read_major("something else"), None);
    }

    #[test]
    fn a_cluster_needs_programs_of_its_own_major_version() {
        let error = Programs::find(Some((3, Path::new("/data")))).unwrap_err();
        assert!(
            error.to_string().starts_with("the data in /data was made by PostgreSQL 3, but installed is only "),
            "{error}"
        );
    }
}

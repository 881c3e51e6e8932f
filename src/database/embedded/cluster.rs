//! The files of the embedded server.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;
use tokio_util::sync::CancellationToken;

use super::super::DatabaseError;
use super::Durability;
use super::place::Place;
use super::programs::{Programs, read_major};

/// What a cluster that is not finished yet is called.
const UNFINISHED: &str = "new-";

/// The first version with a Unicode locale of its own, which is the same on every system.
const BUILTIN_LOCALE: u32 = 17;

/// Finds the cluster or makes it, and returns the programs of its version.
pub(super) async fn prepare(
    place: &Place,
    durability: Durability,
    cancel: &CancellationToken,
) -> Result<Programs, DatabaseError> {
    let data = place.data();
    match fs::read_to_string(data.join("PG_VERSION")) {
        Ok(text) => {
            let damaged = || DatabaseError::embedded(format!("invalid data in {}/PG_VERSION", data.display()));
            let major = read_major(&text).ok_or_else(damaged)?;
            Programs::find(Some((major, &data)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && !data.exists() => {
            let programs = Programs::find(None)?;
            make(place, &programs, durability, cancel).await?;
            Ok(programs)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(DatabaseError::Folder {
            path: data,
            reason: "is not a PostgreSQL cluster".into(),
            hint: "remove it if nothing in it is needed, or restore it from a backup".into(),
        }),
        Err(error) => Err(DatabaseError::folder(data.join("PG_VERSION"), &error)),
    }
}

/// Makes the cluster under another name, so that an interrupted attempt never looks like one.
async fn make(
    place: &Place,
    programs: &Programs,
    durability: Durability,
    cancel: &CancellationToken,
) -> Result<(), DatabaseError> {
    remove_unfinished(place);
    tracing::info!(folder = %place.data().display(), version = programs.major, "making a database cluster");
    let unfinished = place.home.join(format!("{UNFINISHED}{}", std::process::id()));
    let mut result = Err(DatabaseError::embedded("no locale"));
    for locale in locales(programs.major) {
        result = initdb(place, programs, durability, locale, &unfinished, cancel).await;
        // A system without this locale; the next one is everywhere.
        match &result {
            Err(DatabaseError::Embedded { reason, .. }) if reason.contains("locale") => continue,
            _ => break,
        }
    }
    match result {
        Ok(()) => fs::rename(&unfinished, place.data()).map_err(|error| DatabaseError::folder(place.data(), &error)),
        Err(error) => {
            remove_unfinished(place);
            Err(error)
        }
    }
}

/// Sorting by code points, which is the same everywhere and never changes with a system's upgrade, but with Unicode's
/// letters known: in the bare C locale, `lower('Ü')` is `Ü`.
fn locales(major: u32) -> &'static [&'static [&'static str]] {
    if major >= BUILTIN_LOCALE {
        return &[&["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]];
    }
    &[&["--locale=C", "--lc-ctype=C.UTF-8"], &["--locale=C", "--lc-ctype=en_US.UTF-8"], &["--locale=C"]]
}

async fn initdb(
    place: &Place,
    programs: &Programs,
    durability: Durability,
    locale: &[&str],
    folder: &Path,
    cancel: &CancellationToken,
) -> Result<(), DatabaseError> {
    let mut command = place.account.command(programs.path("initdb"), &place.home);
    command.arg("--pgdata").arg(folder).args(["--username=lotse", "--auth=trust", "--encoding=UTF8"]).args(locale);
    if durability == Durability::Fast {
        command.arg("--no-sync");
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut command = Command::from(command);
    let output = tokio::select! {
        () = cancel.cancelled() => return Err(DatabaseError::Cancelled),
        output = command.kill_on_drop(true).output() => output,
    };
    let output = output.map_err(|error| DatabaseError::embedded(format!("initdb cannot be run: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last =
        said.lines().filter(|line| line.contains("error:") || line.contains("FATAL:") || line.contains("PANIC:"));
    let last: Vec<_> = last.collect();
    Err(DatabaseError::embedded(if last.is_empty() { said.trim().to_owned() } else { last.join("; ") }))
}

fn remove_unfinished(place: &Place) {
    for entry in fs::read_dir(&place.home).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

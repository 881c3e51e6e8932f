//! Files that were sent with what was said about a ticket.

pub mod model;
pub mod store;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sqlx::PgPool;

use crate::audit;
use crate::clock::Clock;
use crate::error::Fault;
use crate::flow::blobs;
use crate::ids::TicketId;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being fetched.
    Coming,
    /// It is kept.
    Kept,
    /// It is not kept: it has more bytes than files may have.
    TooLarge,
    /// It is not kept: it is, or claims to be, of a type that is not kept.
    WrongType,
    /// It is not kept: the chat server did not hand it over.
    Lost,
}

impl State {
    /// As stored, and as the words know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            State::Coming => "coming",
            State::Kept => "kept",
            State::TooLarge => "too-large",
            State::WrongType => "wrong-type",
            State::Lost => "lost",
        }
    }

    /// As stored; the schema allows no others.
    pub(in crate::ticket) fn read(stored: &str) -> Self {
        match stored {
            "coming" => State::Coming,
            "kept" => State::Kept,
            "too-large" => State::TooLarge,
            "wrong-type" => State::WrongType,
            _ => State::Lost,
        }
    }
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The entry of the log with which it came.
    pub entry: i64,
    /// Its name, as its sender gave it.
    pub name: String,
    /// Of its content.
    pub hash: String,
}

/// Writes the files of a ticket into a folder, which is made where there is none, and the act into the audit log. Returns
/// what was written; None: there is no such ticket. All of them or none: what goes out must be on record.
pub async fn hand_out(
    pool: &PgPool,
    clock: &Clock,
    operator: &str,
    ticket: TicketId,
    folder: &Path,
) -> Result<Option<Vec<PathBuf>>, Fault> {
    let mut tx = pool.begin().await?;
    if super::store::lock(&mut tx, ticket).await?.is_none() {
        return Ok(None);
    }
    let kept = store::kept(&mut tx, ticket).await?;
    let mut written = Written(Vec::new());
    for (number, file) in (1..).zip(&kept) {
        std::fs::create_dir_all(folder).map_err(|error| Fault::Other(format!("{}: {error}", folder.display())))?;
        let path = folder.join(model::safe_name(number, &file.name));
        let content = blobs::whole(&mut tx, &file.hash).await?;
        written.write(path, &content)?;
    }
    let entry = audit::Entry {
        at: clock.now(),
        actor: operator,
        person: None,
        act: "ticket-files",
        subject: &ticket.to_string(),
        before: Value::Null,
        after: json!({ "files": kept.len() }),
        platform: "",
        event: "",
    };
    audit::store::insert(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(Some(std::mem::take(&mut written.0)))
}

/// Files that are there until this is dropped.
struct Written(Vec<PathBuf>);

impl Written {
    /// Writes one, for its owner alone: what people send to a service desk is nobody else's business on the machine.
    fn write(&mut self, path: PathBuf, content: &[u8]) -> Result<(), Fault> {
        let failed = |error: std::io::Error| Fault::Other(format!("{}: {error}; nothing was written", path.display()));
        // Never over what is there already: it may be somebody's only copy, or a link to elsewhere.
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(&failed)?;
        self.0.push(path.clone());
        file.write_all(content).map_err(failed)
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        for path in &self.0 {
            if let Err(error) = std::fs::remove_file(path) {
                tracing::warn!(path = %path.display(), %error, "a file that was not to be handed out is still there");
            }
        }
    }
}

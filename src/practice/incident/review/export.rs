//! `lotse incident export INC-17 --to DIR`: the review with what was said in the room, to read; and all that is known, for programs.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::gather::{self, Known};
use super::model::{self, Reader};
use super::record;
use crate::audit;
use crate::chat::markup::markdown::escaped;
use crate::config::Config;
use crate::error::Fault;
use crate::i18n::{Phrase, Words, calendar_day, time};
use crate::ids::{ArticleId, TicketId, TicketKind};
use crate::people;
use crate::practice::incident::store;
use crate::ticket::{self, log, one_line, title_line};

/// So many entries of the log are read at once.
const PAGE: i64 = 500;

/// Of whom, to whom, and where it is written.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The incident.
    pub id: TicketId,
    /// What its article says now, where it has one.
    pub article: Option<&'a str>,
    /// The folder; made where there is none.
    pub folder: &'a Path,
    /// Whether files that are there are overwritten.
    pub force: bool,
    /// Who wants it, for the audit log.
    pub operator: &'a str,
    /// When.
    pub now: DateTime<Utc>,
}

/// The article in which an incident is reviewed; None where there is no such incident.
///
/// # Errors
/// What the database refuses.
pub async fn article(pool: &PgPool, id: TicketId) -> Result<Option<Option<ArticleId>>, Fault> {
    if id.kind() != TicketKind::Incident {
        return Ok(None);
    }
    let mut conn = pool.acquire().await?;
    Ok(store::of(&mut conn, id).await?.map(|incident| incident.article.map(ArticleId)))
}

/// Writes an incident into a folder, and into the audit log that it was handed out; None: there is none.
///
/// # Errors
/// What cannot be written, and what the database refuses.
pub async fn export(
    pool: &PgPool,
    words: &Words,
    config: &Config,
    wanted: Wanted<'_>,
) -> Result<Option<[PathBuf; 2]>, Fault> {
    let mut tx = pool.begin().await?;
    let Some(ticket) = ticket::store::lock(&mut tx, wanted.id).await? else { return Ok(None) };
    let Some(incident) = store::of(&mut tx, wanted.id).await? else { return Ok(None) };
    let mut known = gather::gather(&mut tx, ticket, incident).await?;
    let transcript = transcript(&mut tx, &mut known).await?;
    let text = markdown(&known, &transcript, words, config, wanted.article);
    let mut data = serde_json::to_string_pretty(&record::record(&known, &transcript, words, config))?;
    data.push('\n');
    let entry = audit::Entry {
        at: wanted.now,
        actor: wanted.operator,
        person: None,
        act: "incident-export",
        subject: &wanted.id.to_string(),
        before: Value::Null,
        after: json!({ "entries": transcript.len() }),
        platform: "",
        event: "",
    };
    audit::store::insert(&mut tx, entry).await?;
    std::fs::create_dir_all(wanted.folder).map_err(|error| failed(wanted.folder, error))?;
    let files = [("md", text), ("json", data)]
        .map(|(kind, content)| (wanted.folder.join(format!("{}.{kind}", wanted.id)), content));
    let paths = files.each_ref().map(|(path, _)| path.clone());
    if !wanted.force
        && let Some(there) = paths.iter().find(|path| path.symlink_metadata().is_ok())
    {
        return Err(Fault::Other(format!("{}: is there already; --force writes over it", there.display())));
    }
    for (path, content) in &files {
        write(path, content, wanted.force).map_err(|error| failed(path, error))?;
    }
    tx.commit().await?;
    Ok(Some(paths))
}

fn failed(path: &Path, error: impl std::fmt::Display) -> Fault {
    Fault::Other(format!("{}: {error}", path.display()))
}

/// For its owner's eyes: what was said about an outage may be restricted.
fn write(path: &Path, content: &str, force: bool) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    match force {
        true => options.create(true).truncate(true),
        false => options.create_new(true),
    };
    options.open(path)?.write_all(content.as_bytes())
}

/// What was said in its room, in order; those who said it are known from then on.
async fn transcript(conn: &mut PgConnection, known: &mut Known) -> Result<Vec<log::Read>, Fault> {
    let mut entries = Vec::new();
    loop {
        let offset = i64::try_from(entries.len()).unwrap_or(i64::MAX);
        let (page, all) = log::page(conn, &[known.ticket.id], true, offset, PAGE).await?;
        let is_last = page.is_empty();
        entries.extend(page);
        if is_last || i64::try_from(entries.len()).unwrap_or(i64::MAX) >= all {
            break;
        }
    }
    entries.reverse();
    let mut authors: Vec<_> = entries.iter().map(|entry| entry.author).collect();
    authors.sort_unstable();
    authors.dedup();
    known.people.extend(people::store::by_ids(conn, &known.incident.declared.0, &authors).await?);
    Ok(entries)
}

/// The review, as people have written it where they have, and below it what was said.
fn markdown(known: &Known, transcript: &[log::Read], words: &Words, config: &Config, article: Option<&str>) -> String {
    let (language, zone) = (config.language, config.timezone);
    let reader = Reader { words, language, zone };
    let title = Phrase::new("review-title")
        .text("id", known.ticket.id.to_string())
        .text("title", title_line(&known.ticket.title));
    let review = match article {
        Some(text) => text.trim().to_owned(),
        None => model::draft(&known.review(config), reader).trim().to_owned(),
    };
    let heading = words.plain(language, &Phrase::new("review-transcript"));
    let mut text = format!("# {}\n\n{review}\n\n## {heading}\n\n", escaped(&words.plain(language, &title)));
    for entry in transcript.iter().filter(|entry| entry.act.is_none()) {
        let day = calendar_day(language, entry.at.with_timezone(&zone).date_naive(), true);
        let name = known.name(Some(entry.author)).unwrap_or_else(|| "–".to_owned());
        let mark = match (entry.redacted, entry.edited) {
            (true, _) => Some("review-taken-back"),
            (false, true) => Some("review-was-edited"),
            (false, false) => None,
        };
        let said = entry.text.lines().map(|line| escaped(&one_line(line, usize::MAX))).filter(|line| !line.is_empty());
        let mut parts: Vec<String> = said.collect();
        parts.extend(entry.attachment.as_deref().map(|file| format!("📎 {}", escaped(file))));
        parts.extend(mark.map(|key| format!("*({})*", words.plain(language, &Phrase::new(key)))));
        let at = format!("{day} {}", time(entry.at, zone));
        // Lines of one message stay in their entry of the list.
        text.push_str(&format!("- {at} **{}**: {}\n", escaped(&name), parts.join("\\\n  ")));
    }
    text
}

//! Pictures and files that are sent with a ticket or in its thread: kept with the ticket up to a size and of some types.
//! What is not kept is answered once, and the log keeps its name. What is kept goes on into the ticket's other threads.

mod model;
mod passing;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::passing::Onward;
pub(super) use self::passing::Passing;
use crate::error::{Fault, Stop};
use crate::flow::errands::{Ask, Found};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, blobs};
use crate::i18n::{Language, Phrase, size};
use crate::ids::TicketId;
use crate::practice::{Errand, Practice, Timer};
use crate::ticket::files::{State, store};

/// The errand that brings the content of a file.
const FETCH: &str = "ticket-file";

/// The timer after which the name of a file goes ahead of it.
const LATE: &str = "ticket-file-late";

/// How long a team may see nothing of a file that comes without words.
const SOON: TimeDelta = TimeDelta::seconds(30);

/// Bytes that tell what a file is.
const HEAD: i32 = 8192;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "attachments",
    verbs: &[],
    reactions: &[],
    prompts: &[],
    timers: &[Timer { name: LATE, run: |turn, payload| Box::pin(is_late(turn, payload)) }],
    errands: &[Errand { name: FETCH, run: |turn, payload, found| Box::pin(came(turn, payload, found)) }],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

/// Where a file belongs that is on its way.
#[derive(Debug, Serialize, Deserialize)]
struct Coming {
    /// An entry of the log for each ticket.
    entries: Vec<(TicketId, i64)>,
    /// The threads into which it goes on. Errands that are under way at an update know of none.
    #[serde(default)]
    onward: Vec<Onward>,
    /// The thread in which it was sent.
    thread: Option<String>,
    name: String,
    mime: Option<String>,
}

/// A file that is kept now.
pub(super) struct Kept {
    /// MIME type, as the content says it.
    pub(super) mime: String,
    /// Bytes.
    pub(super) size: u64,
    /// Of its content.
    pub(super) hash: String,
}

/// What becomes of a file, as far as its sender tells of it.
fn outlook(turn: &Turn<'_>, attachment: &Value) -> State {
    let (size, mime) = (attachment.get("size").and_then(Value::as_u64), attachment.get("mime").and_then(Value::as_str));
    match (size, model::may_come(&turn.config.attachments.types, mime)) {
        (Some(size), _) if size > turn.config.attachments.largest => State::TooLarge,
        (_, Err(_)) => State::WrongType,
        (_, Ok(())) => State::Coming,
    }
}

/// Keeps a file with the entries of the log that a message has made, one for each ticket in whose thread it was sent, and
/// passes it on to where that message was passed on.
pub(super) async fn keep(
    turn: &mut Turn<'_>,
    entries: &[(TicketId, i64)],
    attachment: Option<&Value>,
    passing: Passing,
) -> Result<(), Stop> {
    let (Some(attachment), Some((ticket, first))) = (attachment, entries.first()) else { return Ok(()) };
    let text = |key: &str| attachment.get(key).and_then(Value::as_str).map(str::to_owned);
    let (name, mime) = (text("name").unwrap_or_default(), text("mime"));
    let size = attachment.get("size").and_then(Value::as_u64);
    let config = turn.config.clone();
    let state = outlook(turn, attachment);
    for (_, entry) in entries {
        let what = (name.as_str(), mime.as_deref().unwrap_or_default());
        store::insert(turn.conn(), *entry, what, size, state).await?;
    }
    if state != State::Coming {
        return not_kept(turn, *ticket, &name, state).await;
    }
    let ask = Ask::file(attachment, config.attachments.largest)?;
    let waits = passing.waits();
    let (entries, thread) = (entries.to_vec(), turn.place.thread.clone());
    let coming = serde_json::to_value(Coming { entries, onward: passing.onward, thread, name, mime })?;
    turn.send_for(&ask, FETCH, &coming).await?;
    if waits {
        let due = turn.now + SOON;
        turn.schedule(&late(*first), LATE, due, &coming).await?;
    }
    Ok(())
}

fn late(entry: i64) -> String {
    format!("{LATE}:{entry}")
}

/// A file that comes without words is not there yet: its name goes ahead.
async fn is_late(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Coming { onward, name, .. } = serde_json::from_value(payload)?;
    for onward in &onward {
        passing::go_on(turn, onward, &name, None).await?;
    }
    Ok(())
}

/// The content is there, or there is none.
async fn came(turn: &mut Turn<'_>, payload: Value, found: Found) -> Result<Outcome, Stop> {
    let Coming { entries, onward, thread, name, mime } = serde_json::from_value(payload)?;
    turn.place.thread = thread;
    if let Some((_, first)) = entries.first() {
        turn.cancel(&late(*first)).await?;
    }
    let types = turn.config.attachments.types.clone();
    let kept = match found {
        Found::File { hash, size } => {
            let head = blobs::head(turn.conn(), &hash, HEAD).await?;
            let kept = model::judge(&types, mime.as_deref(), &head).map(|mime| Kept { mime, size, hash });
            kept.map_err(|_| State::WrongType)
        }
        Found::TooLarge => Err(State::TooLarge),
        Found::Gone | Found::Refused { .. } => Err(State::Lost),
        Found::Message { .. } => return Err(Fault::Other("a message came instead of a file".to_owned()).into()),
    };
    let mut told = None;
    for (ticket, entry) in &entries {
        let stands = match &kept {
            Ok(Kept { mime, size, hash }) => {
                let stands = store::keep(turn.conn(), *entry, mime, *size, hash).await?;
                if stands {
                    let after = json!({ "entry": entry, "size": size, "type": mime, "sha256": hash });
                    turn.record("ticket-file-keep", &ticket.to_string(), Value::Null, after).await?;
                }
                stands
            }
            Err(state) => store::refuse(turn.conn(), *entry, *state).await?,
        };
        told = told.or(stands.then_some(*ticket));
        for onward in onward.iter().filter(|onward| stands && onward.entry == *entry) {
            passing::go_on(turn, onward, &name, kept.as_ref().ok()).await?;
        }
    }
    // What was taken back meanwhile concerns nobody any more.
    match (told, kept) {
        (Some(ticket), Err(state)) => {
            not_kept(turn, ticket, &name, state).await?;
            Ok(Outcome::Refused)
        }
        (Some(_), Ok(_)) => Ok(Outcome::Done),
        (None, _) => Ok(Outcome::Ignored),
    }
}

/// Says why a file is not kept, and what would be.
async fn not_kept(turn: &mut Turn<'_>, ticket: TicketId, name: &str, state: State) -> Result<(), Stop> {
    let config = turn.config.clone();
    let mut kinds: Option<Phrase> = None;
    for kind in model::kinds(&config.attachments.types) {
        let kind = match kind {
            Ok(kind) => Phrase::new("attachment-kind").choice("kind", kind),
            Err(mime) => Phrase::new("attachment-kind-other").text("type", mime),
        };
        kinds = Some(match kinds {
            Some(before) => Phrase::new("attachment-kinds").phrase("before", before).phrase("kind", kind),
            None => kind,
        });
    }
    let reason = Phrase::new("attachment-not-kept")
        .choice("why", state.name())
        .text("file", super::model::title_line(name))
        .text("id", ticket.to_string());
    let limits = match kinds {
        _ if state == State::Lost => Phrase::new("attachment-send-again"),
        Some(kinds) => {
            Phrase::new("attachment-limits").phrase("kinds", kinds).text("largest", size(config.attachments.largest))
        }
        None => Phrase::new("attachment-none"),
    };
    turn.answer(&Phrase::new("attachment-answer").phrase("reason", reason).phrase("limits", limits)).await?;
    Ok(())
}

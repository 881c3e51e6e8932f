//! Pictures and files that are sent with a ticket or in its thread: kept with the ticket up to a size and of some types.
//! What is not kept is answered once, and the log keeps its name.

mod model;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::{Fault, Stop};
use crate::flow::errands::{Ask, Found};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, blobs};
use crate::i18n::{Language, Phrase, size};
use crate::ids::TicketId;
use crate::practice::{Errand, Practice};
use crate::ticket::files::{State, store};

/// The errand that brings the content of a file.
const FETCH: &str = "ticket-file";

/// Bytes that tell what a file is.
const HEAD: i32 = 8192;

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "attachments",
    verbs: &[],
    reactions: &[],
    prompts: &[],
    timers: &[],
    errands: &[Errand { name: FETCH, run: |turn, payload, found| Box::pin(came(turn, payload, found)) }],
    hears: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

/// Where a file belongs that is on its way.
#[derive(Debug, Serialize, Deserialize)]
struct Coming {
    /// An entry of the log for each ticket.
    entries: Vec<(TicketId, i64)>,
    /// The thread in which it was sent.
    thread: Option<String>,
    name: String,
    mime: Option<String>,
}

/// Keeps a file with the entries of the log that a message has made, one for each ticket in whose thread it was sent.
pub(super) async fn keep(
    turn: &mut Turn<'_>,
    entries: &[(TicketId, i64)],
    attachment: Option<&Value>,
) -> Result<(), Stop> {
    let (Some(attachment), Some((ticket, _))) = (attachment, entries.first()) else { return Ok(()) };
    let text = |key: &str| attachment.get(key).and_then(Value::as_str).map(str::to_owned);
    let (name, mime) = (text("name").unwrap_or_default(), text("mime"));
    let size = attachment.get("size").and_then(Value::as_u64);
    let config = turn.config.clone();
    let state = match (size, model::may_come(&config.attachments.types, mime.as_deref())) {
        (Some(size), _) if size > config.attachments.largest => State::TooLarge,
        (_, Err(_)) => State::WrongType,
        (_, Ok(())) => State::Coming,
    };
    for (_, entry) in entries {
        let what = (name.as_str(), mime.as_deref().unwrap_or_default());
        store::insert(turn.conn(), *entry, what, size, state).await?;
    }
    if state != State::Coming {
        return not_kept(turn, *ticket, &name, state).await;
    }
    let ask = Ask::file(attachment, config.attachments.largest)?;
    let coming = Coming { entries: entries.to_vec(), thread: turn.place.thread.clone(), name, mime };
    turn.send_for(&ask, FETCH, &serde_json::to_value(coming)?).await?;
    Ok(())
}

/// The content is there, or there is none.
async fn came(turn: &mut Turn<'_>, payload: Value, found: Found) -> Result<Outcome, Stop> {
    let Coming { entries, thread, name, mime } = serde_json::from_value(payload)?;
    turn.place.thread = thread;
    let types = turn.config.attachments.types.clone();
    let kept = match found {
        Found::File { hash, size } => {
            let head = blobs::head(turn.conn(), &hash, HEAD).await?;
            model::judge(&types, mime.as_deref(), &head).map(|mime| (hash, size, mime)).map_err(|_| State::WrongType)
        }
        Found::TooLarge => Err(State::TooLarge),
        Found::Gone | Found::Refused { .. } => Err(State::Lost),
        Found::Message { .. } => return Err(Fault::Other("a message came instead of a file".to_owned()).into()),
    };
    let mut told = None;
    for (ticket, entry) in &entries {
        let stands = match &kept {
            Ok((hash, size, mime)) => {
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

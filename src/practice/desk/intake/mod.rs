//! Tickets without a command: every message of an intake room that is set so, and 🎫 on anybody's message.
//!
//! What people say to each other is not kept, so what a message says is sent for when somebody taps 🎫 on it.

mod model;
mod store;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::hears;
use super::raise::{self, New};
use crate::chat::Happening;
use crate::chat::markup::Node;
use crate::command::Sign;
use crate::config::{RoomPart, TicketReactionBy};
use crate::error::{Fault, Refusal, Stop};
use crate::flow::errands::{Ask, Found};
use crate::flow::inbox::{self, Earlier, Trigger};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, outbox};
use crate::i18n::{Language, Phrase};
use crate::people::{self, team};
use crate::practice::{Errand, Heard, Practice, Who, language, permission};
use crate::ticket::{self, Ticket, log};

/// The errand that brings what a message says.
const LOOK_UP: &str = "ticket-from-message";

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "intake",
    verbs: &[],
    reactions: &[],
    prompts: &[],
    timers: &[],
    errands: &[Errand { name: LOOK_UP, run: |turn, payload, found| Box::pin(looked_up(turn, payload, found)) }],
    hears: Some(|turn, heard| Box::pin(hear(turn, heard))),
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Message { text, thread: None, reply_to, attachment } => said(turn, &text, reply_to, attachment).await,
        // The ticket stays when the sign is taken back: somebody may be at work on it.
        Heard::Tapped { target, sign: Sign::Ticket, taken_back: false } => tapped(turn, target).await,
        _ => Ok(Outcome::Ignored),
    }
}

/// The name of a file, as the platform described it.
fn file_name(attachment: Option<&Value>) -> Option<&str> {
    attachment?.get("name")?.as_str()
}

/// A message outside of threads: a ticket, where every message is one.
async fn said(
    turn: &mut Turn<'_>,
    text: &str,
    reply_to: Option<String>,
    attachment: Option<Value>,
) -> Result<Outcome, Stop> {
    let config = turn.config.clone();
    let part = team::part_of(&config, &turn.here().await?.names);
    if !matches!(part, Some(RoomPart::Intake { every_message: true, .. })) {
        return Ok(Outcome::Ignored);
    }
    if let Some(answered) = reply_to {
        // Not every client has threads: a reply to a message that became a ticket goes on with that ticket, and any other
        // is talk among people.
        turn.place.thread = Some(answered.clone());
        return hears::said(turn, text, &answered, attachment).await;
    }
    let args = model::plain(text, file_name(attachment.as_ref()));
    if args.text.trim().is_empty() || model::opts_out(text) {
        return Ok(Outcome::Ignored);
    }
    turn.verb = "ticket-new";
    let writer = turn.actor()?.clone();
    if let Some(language) = language::learn(turn, &writer, text).await? {
        turn.language = language;
        turn.recognised = Some(language);
    }
    let message = turn.message.clone();
    let written_at = turn.said_at;
    let new = New {
        args: &args,
        private: false,
        attachment,
        requester: writer.clone(),
        author: writer.id,
        raised_by: writer,
        message: &message,
        written_at,
        origin: None,
    };
    raise::open(turn, new).await?;
    Ok(Outcome::Done)
}

/// What is to be made a ticket, while it is looked up.
#[derive(Debug, Serialize, Deserialize)]
struct Wanted {
    message: String,
}

/// 🎫 on a message that is no ticket's card and begins no ticket's thread.
async fn tapped(turn: &mut Turn<'_>, target: String) -> Result<Outcome, Stop> {
    let place = turn.place.clone();
    if outbox::by_event(turn.conn(), &place.platform, &target).await?.is_some() {
        return Ok(Outcome::Ignored);
    }
    turn.verb = "ticket-from-message";
    // Answers go below the message, or into the thread in which it stands.
    let earlier = inbox::earlier(turn.conn(), &place.platform, &place.room, &target).await?;
    let thread = match earlier {
        Some(Earlier { trigger: Some(Trigger::Chat { what: Happening::Message { thread, .. } }), .. }) => thread,
        _ => None,
    };
    turn.place.thread = Some(thread.unwrap_or_else(|| target.clone()));
    if !may_make(turn).await? {
        if is_first(turn, &target).await? {
            // Not as a refusal, which would undo that they have been told.
            let Refusal { reason, hint, .. } = permission::not_permitted(Who::Agent, "ticket-from-message");
            let hint = hint.unwrap_or_else(|| Phrase::new("command-see-help"));
            turn.answer(&Phrase::new("refusal-hint").phrase("reason", reason).phrase("hint", hint)).await?;
        }
        return Ok(Outcome::Refused);
    }
    if is_made_already(turn, &target).await? {
        return Ok(Outcome::Refused);
    }
    let payload = serde_json::to_value(Wanted { message: target.clone() })?;
    turn.send_for(&Ask::Message { event: target }, LOOK_UP, &payload).await?;
    Ok(Outcome::Done)
}

/// Whether the actor may make tickets of other people's messages here.
async fn may_make(turn: &mut Turn<'_>) -> Result<bool, Stop> {
    let config = turn.config.clone();
    let part = team::part_of(&config, &turn.here().await?.names);
    let is_intake = !matches!(part, Some(RoomPart::Team { .. } | RoomPart::Approval));
    if is_intake && config.desk.ticket_reaction_by == TicketReactionBy::Anyone {
        return Ok(true);
    }
    permission::may(turn, Who::Agent, None).await
}

async fn is_first(turn: &mut Turn<'_>, message: &str) -> Result<bool, Stop> {
    let (platform, person) = (turn.place.platform.clone(), turn.actor()?.id);
    Ok(store::first_hint(turn.conn(), &platform, message, person).await?)
}

/// Whether the message belongs to a ticket already; then the actor is told so, once.
async fn is_made_already(turn: &mut Turn<'_>, message: &str) -> Result<bool, Stop> {
    let platform = turn.place.platform.clone();
    let entries = log::of_event(turn.conn(), &platform, message).await?;
    let Some(entry) = entries.iter().find(|entry| entry.raised).or(entries.first()) else { return Ok(false) };
    if !is_first(turn, message).await? {
        return Ok(true);
    }
    let ticket = ticket::store::lock(turn.conn(), entry.ticket).await?;
    let is_seen = match &ticket {
        Some(ticket) => permission::may_see(turn, ticket).await?,
        None => false,
    };
    // Who only taps has read the card, like everybody who taps on it.
    let (place, actor) = (turn.place.clone(), turn.actor()?);
    if let (Some(ticket), None) = (&ticket, actor.usual_language(&turn.config)) {
        turn.language = language::card_language(turn, ticket, &place).await?;
    }
    // Of a private ticket everybody here has seen that there is one, but not its number.
    let phrase = match (is_seen, entry.raised) {
        (false, _) => Phrase::new("message-made-already-private"),
        (true, true) => Phrase::new("message-made-already").text("id", entry.ticket.to_string()),
        (true, false) => Phrase::new("message-belongs").text("id", entry.ticket.to_string()),
    };
    turn.answer(&phrase).await?;
    Ok(true)
}

/// What the message says is known now.
async fn looked_up(turn: &mut Turn<'_>, payload: Value, found: Found) -> Result<Outcome, Stop> {
    let Wanted { message } = serde_json::from_value(payload)?;
    turn.verb = "ticket-from-message";
    turn.place.thread = Some(message.clone());
    let (sender, sent_at, what) = match found {
        Found::Message { sender, sent_at, what } => (sender, sent_at, what),
        Found::Gone => return Err(Refusal::new(Phrase::new("message-gone")).into()),
        Found::Refused { .. } => return Err(Refusal::new(Phrase::new("message-refused")).into()),
        Found::File { .. } | Found::TooLarge => {
            return Err(Fault::Other("a file came instead of a message".to_owned()).into());
        }
    };
    let (text, thread, attachment) = match what {
        Happening::Message { text, thread, attachment, .. } => (text, thread, attachment),
        Happening::Unreadable { .. } => {
            let refusal = Refusal::new(Phrase::new("message-unreadable"));
            return Err(refusal.hint(Phrase::new("message-unreadable-hint")).into());
        }
        _ => return Err(Refusal::new(Phrase::new("message-of-nobody")).into()),
    };
    turn.place.thread = Some(thread.unwrap_or_else(|| message.clone()));
    // Somebody may have been faster.
    if is_made_already(turn, &message).await? {
        return Ok(Outcome::Refused);
    }
    let attachment = attachment.map(serde_json::to_value).transpose()?;
    let args = model::plain(&text, file_name(attachment.as_ref()));
    if args.text.trim().is_empty() {
        return Err(Refusal::new(Phrase::new("message-empty")).into());
    }
    let (place, now, raised_by) = (turn.place.clone(), turn.now, turn.actor()?.clone());
    let mut author = people::store::identify(turn.conn(), &place.platform, &sender, now).await?;
    author.detected = language::learn(turn, &author.clone(), &text).await?.or(author.detected);
    turn.message = message.clone();
    // What is said from here on is said to them.
    turn.language = language::language_of(turn, &author, &place).await?;
    let (platform, room, account) = (place.platform, place.room, author.account.clone());
    let origin = Origin { platform, room, event: message.clone(), account };
    let new = New {
        args: &args,
        private: false,
        attachment,
        author: author.id,
        requester: author.clone(),
        raised_by: raised_by.clone(),
        message: &message,
        // A server's clock may run ahead of ours.
        written_at: sent_at.min(now),
        origin: (author.id != raised_by.id).then_some(origin),
    };
    raise::open(turn, new).await?;
    Ok(Outcome::Done)
}

/// The message of somebody else from which a ticket is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// The chat platform.
    platform: String,
    /// Its room.
    room: String,
    /// The message.
    event: String,
    /// The account of its author.
    account: String,
}

/// Notes of a new ticket which message it is made of.
pub(super) async fn keep_origin(turn: &mut Turn<'_>, ticket: &Ticket, origin: &Origin) -> Result<(), Stop> {
    store::insert_origin(turn.conn(), ticket.id, origin).await?;
    let after = json!({ "message": origin.event });
    turn.record("ticket-from-message", &ticket.id.to_string(), Value::Null, after).await?;
    Ok(())
}

/// Where a ticket comes from and who made it, with the way back to the message; None for one that its requester has
/// written.
pub(super) async fn origin(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Option<Phrase>, Stop> {
    let Some(origin) = store::origin(turn.conn(), ticket.id).await? else { return Ok(None) };
    let by = people::store::find(turn.conn(), &origin.platform, ticket.raised_by).await?;
    let alias = people::store::room_alias(turn.conn(), &origin.platform, &origin.room).await?;
    let label = alias.unwrap_or_else(|| origin.room.clone());
    let room = match turn.link_to(&origin.platform, &origin.room, &origin.event, &origin.account) {
        Some(href) => Node::Link { href, label: vec![Node::Text(label)] },
        None => Node::Text(label),
    };
    let name = by.map_or_else(String::new, |by| by.name);
    Ok(Some(Phrase::new("ticket-origin").text("name", name).node("room", room)))
}

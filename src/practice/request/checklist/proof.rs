//! What shows that a task was done: asked for, and taken from the next message of whoever was asked.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::model::{Done, Tapped, Task};
use super::{meant, store, tick};
use crate::config::Proof;
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::flow::{Outcome, outbox, prompts};
use crate::i18n::Phrase;
use crate::ids::{MessageId, PersonId, TicketId};
use crate::practice::{Heard, threads};
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, Side, Ticket};

/// A message that asks for it; kept as a prompt that is answered by words or a file.
pub(super) const ASKED: &str = "checklist-proof";

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    ticket: TicketId,
    number: i16,
    person: PersonId,
    until: DateTime<Utc>,
    /// The tap that asked, where it was one: its message, and whether by number.
    tap: Option<(MessageId, bool)>,
}

impl Asked {
    fn tapped(&self) -> Option<Tapped> {
        self.tap.map(|(on, by_number)| Tapped { on, by_number })
    }
}

/// Asks the actor, in the thread of this turn, what shows that a task was done.
pub(super) async fn ask(turn: &mut Turn<'_>, ticket: &Ticket, task: &Task, tap: Option<Tapped>) -> Result<(), Stop> {
    let (actor, wait) = (turn.actor()?.clone(), turn.config.desk.solution_wait);
    for (message, payload) in store::asked_about(turn.conn(), ASKED, ticket.id).await? {
        let before: Asked = serde_json::from_value(payload)?;
        if before.person == actor.id && before.number == task.number {
            prompts::forget(turn.conn(), message).await?;
        }
    }
    let proof = task.proof.unwrap_or(Proof::Note);
    let phrase = Phrase::new("checklist-ask")
        .choice("proof", proof.name())
        .text("title", task.title(turn.language))
        .text("name", actor.name);
    let message = turn.answer(&phrase).await?;
    let asked = Asked {
        ticket: ticket.id,
        number: task.number,
        person: actor.id,
        until: turn.now + TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX),
        tap: tap.map(|tap| (tap.on, tap.by_number)),
    };
    prompts::keep(turn.conn(), message, ASKED, &serde_json::to_value(asked)?).await?;
    Ok(())
}

/// Takes back the question that a tap of the actor's has asked. False: it asked none.
pub(super) async fn drop_ask(
    turn: &mut Turn<'_>,
    ticket: TicketId,
    tap: Tapped,
    number: Option<i16>,
) -> Result<bool, Stop> {
    let actor = turn.actor()?.id;
    for (message, payload) in store::asked_about(turn.conn(), ASKED, ticket).await? {
        let asked: Asked = serde_json::from_value(payload)?;
        let is_it = asked.person == actor && asked.tapped() == Some(tap);
        if is_it && number.is_none_or(|number| asked.number == number) {
            prompts::forget(turn.conn(), message).await?;
            turn.take_back(message).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Nothing is asked about a ticket any more: it is over.
pub(super) async fn drop_all(turn: &mut Turn<'_>, ticket: TicketId) -> Result<(), Stop> {
    for (message, _) in store::asked_about(turn.conn(), ASKED, ticket).await? {
        prompts::forget(turn.conn(), message).await?;
    }
    Ok(())
}

/// Hears what may be an answer, and that one was taken back.
pub(super) async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Message { text, thread, attachment, .. } => said(turn, &text, thread.as_deref(), attachment).await,
        Heard::Redaction { target } => taken_back(turn, &target).await,
        Heard::Tapped { .. } | Heard::Edit(_) | Heard::Command { .. } | Heard::Invited { .. } => Ok(Outcome::Ignored),
    }
}

async fn said(
    turn: &mut Turn<'_>,
    text: &str,
    thread: Option<&str>,
    attachment: Option<Value>,
) -> Result<Outcome, Stop> {
    if turn.answered {
        return Ok(Outcome::Ignored);
    }
    let (place, person) = (turn.place.clone(), turn.actor()?.id);
    let here = (place.platform.as_str(), place.room.as_str());
    let asked = store::asked(turn.conn(), ASKED, here, person).await?;
    if asked.is_empty() {
        return Ok(Outcome::Ignored);
    }
    // Who talks to the bot alone needs no thread.
    let is_alone = turn.room(here.0, here.1).await?.direct;
    for (message, payload) in asked {
        let asked: Asked = serde_json::from_value(payload)?;
        let is_here = match thread {
            Some(root) => outbox::thread_of(turn.conn(), message).await?.as_deref() == Some(root),
            None => is_alone,
        };
        if !is_here {
            continue;
        }
        if asked.until < turn.said_at {
            prompts::forget(turn.conn(), message).await?;
            continue;
        }
        if answered(turn, message, &asked, text, attachment.as_ref()).await? {
            return Ok(Outcome::Done);
        }
    }
    Ok(Outcome::Ignored)
}

/// Takes a message as what shows that a task was done. False: it is not what was asked for.
async fn answered(
    turn: &mut Turn<'_>,
    question: MessageId,
    asked: &Asked,
    text: &str,
    attachment: Option<&Value>,
) -> Result<bool, Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), asked.ticket).await? else { return Ok(false) };
    let Some(mut list) = store::of(turn.conn(), asked.ticket).await? else { return Ok(false) };
    let fits = match list.task(asked.number).and_then(|task| task.proof) {
        Some(Proof::File) => attachment.is_some(),
        Some(Proof::Note) | None => !text.trim().is_empty(),
    };
    if !fits {
        return Ok(false);
    }
    prompts::forget(turn.conn(), question).await?;
    // What was said is kept in any case; what has become of the task meanwhile is only told.
    if let Some(obstacle) = list.obstacle(asked.number) {
        let Stop::Refusal(refusal) = meant::refusal(turn, &ticket, &list, asked.number, obstacle).await? else {
            return Ok(false);
        };
        turn.answer(&refusal.reason).await?;
        return Ok(true);
    }
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let entries = log::of_event(turn.conn(), &platform, &event).await?;
    let entry = match entries.iter().find(|entry| entry.ticket == ticket.id) {
        Some(entry) => entry.id,
        None => keep(turn, &ticket, text, attachment).await?,
    };
    let done = Done { by: asked.person, at: turn.now, tap: asked.tapped(), entry: Some(entry) };
    tick::complete(turn, &ticket, &mut list, asked.number, done).await?;
    tick::answer(turn, "checklist-ticked", &list, asked.number).await?;
    Ok(true)
}

/// Keeps words or a file in the log of a ticket; returns the entry. Where its requester reads along they read it.
pub(super) async fn keep(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    text: &str,
    attachment: Option<&Value>,
) -> Result<i64, Stop> {
    let mut internal = true;
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side != Side::Team && threads::is_here(turn, &home).await? {
            internal = false;
        }
    }
    let (author, at) = (turn.actor()?.id, turn.said_at);
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let entry = NewEntry {
        author,
        at,
        kind: Kind::Message,
        text,
        attachment: attachment.cloned(),
        platform: &platform,
        event: &event,
        internal,
    };
    let entry = log::insert(turn.conn(), ticket.id, entry).await?;
    if attachment.is_some() {
        turn.emit(Fact::FileSent { ticket: ticket.id, entry });
    }
    Ok(entry)
}

/// A message was taken back: what only it has shown is open again, where nothing that came after it is done.
async fn taken_back(turn: &mut Turn<'_>, event: &str) -> Result<Outcome, Stop> {
    let platform = turn.cause.platform.clone();
    let shown = store::shown_by(turn.conn(), &platform, event).await?;
    for (id, number) in &shown {
        let Some(ticket) = ticket::store::lock(turn.conn(), *id).await? else { continue };
        let Some(mut list) = store::of(turn.conn(), *id).await? else { continue };
        let needs = list.task(*number).is_some_and(|task| task.proof.is_some());
        if !needs || tick::open_again(turn, &ticket, &mut list, *number).await?.is_some() {
            continue;
        }
        let Some(task) = list.task(*number) else { continue };
        let title = task.title(turn.config.language).to_owned();
        let phrase = Phrase::new("checklist-shown-no-more").text("title", title).text("number", number.to_string());
        for home in ticket::store::places(turn.conn(), *id).await? {
            if home.side != Side::Requester {
                threads::say_at(turn, &ticket, &home, &phrase, None).await?;
            }
        }
    }
    Ok(if shown.is_empty() { Outcome::Ignored } else { Outcome::Done })
}

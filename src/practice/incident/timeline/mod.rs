//! The timeline: what happened when. Most of it writes itself; 📌 puts a message there with the message's own time, and
//! `!timeline 14:05 …` what happened before anybody wrote.

pub(super) mod store;
mod view;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::store::New;
use super::model::Note;
use super::view::short;
use super::{save, words};
use crate::chat::Happening;
use crate::error::{Fault, Refusal, Stop};
use crate::flow::errands::{Ask, Found};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, outbox, said};
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId};
use crate::people;
use crate::practice::{Call, Who, permission, threads};
use crate::ticket::log;

pub(super) use store::page;
pub(super) use view::{line, names, note as told};

/// What is sent for, so that a message can be put on a timeline.
pub(super) const LOOK_UP: &str = "incident-pin";

/// So many entries are shown at once.
const SHOWN: i64 = 30;

/// So much of a message is put on a timeline; all of it stands in the log.
const LONGEST: usize = 1000;

/// Writes down what happens now.
pub(super) async fn note(turn: &mut Turn<'_>, id: TicketId, note: &Note) -> Result<i32, Stop> {
    let by = turn.actor.as_ref().map(|actor| actor.id);
    let at = if by.is_some() { turn.said_at.min(turn.now) } else { turn.now };
    note_at(turn, id, New { at, by, note, of: None }).await
}

/// Writes down what happened at another time, or is a message.
pub(super) async fn note_at(turn: &mut Turn<'_>, id: TicketId, new: New<'_>) -> Result<i32, Stop> {
    let now = turn.now;
    Ok(store::insert(turn.conn(), id, new, now).await?)
}

/// `!timeline`, `!timeline 14:05 mx1 was restarted`, `!timeline remove 7`
pub(super) async fn timeline(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, mut incident) = save::meant(turn, &mut call).await?;
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        return show(turn, ticket.id, 0).await;
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text.as_str(), ""));
    if matches!(crate::command::fold(first).as_str(), "remove" | "entfernen" | "loeschen")
        && let Ok(number) = rest.trim().trim_start_matches('#').parse::<i32>()
    {
        return remove(turn, ticket.id, number).await;
    }
    if let Ok(page) = text.parse::<i64>() {
        return show(turn, ticket.id, (page.clamp(1, 10_000) - 1) * SHOWN).await;
    }
    let (now, zone) = (turn.said_at.min(turn.now), turn.zone());
    if matches!(crate::command::fold(first).as_str(), "remove" | "entfernen" | "loeschen") {
        let refusal = Refusal::unclear(Phrase::new("timeline-remove-what"));
        return Err(refusal.hint(Phrase::new("timeline-hint")).into());
    }
    if words::is_no_past(&text, now, zone) {
        let refusal = Refusal::unclear(Phrase::new("incident-since-unclear").text("text", short(&text)));
        return Err(refusal.hint(Phrase::new("timeline-hint")).into());
    }
    let (at, words) = words::past(&text, now, zone).unwrap_or((now, text.as_str()));
    if !words.chars().any(char::is_alphanumeric) {
        let refusal = Refusal::unclear(Phrase::new("timeline-what"));
        return Err(refusal.hint(Phrase::new("timeline-hint")).into());
    }
    let said = Note::Said { text: words.chars().take(LONGEST).collect() };
    let (by, platform, event) = (turn.actor()?.id, turn.cause.platform.clone(), turn.message.clone());
    let new = New { at, by: Some(by), note: &said, of: Some((&platform, &event)) };
    let number = note_at(turn, ticket.id, new).await?;
    save::record(turn, "incident-note", ticket.id, json!({ "number": number, "at": at })).await?;
    save::touch(turn, &mut incident).await?;
    let phrase = Phrase::new("timeline-noted").number("number", number.into());
    turn.answer(&phrase.date_time("at", at, zone, now)).await?;
    Ok(())
}

async fn show(turn: &mut Turn<'_>, id: TicketId, offset: i64) -> Result<(), Stop> {
    let count = store::count(turn.conn(), id).await?;
    let entries = page(turn.conn(), id, (offset, SHOWN)).await?;
    if entries.is_empty() {
        let key = if count == 0 { "timeline-empty" } else { "timeline-no-page" };
        turn.answer(&Phrase::new(key).number("pages", pages(count))).await?;
        return Ok(());
    }
    let people = names(turn, &entries).await?;
    let mut lines = vec![Phrase::new("timeline-head").text("id", id.to_string()).number("count", count)];
    for entry in &entries {
        lines.push(line(turn, entry, &people));
    }
    if count > SHOWN {
        let here = offset / SHOWN + 1;
        lines.push(Phrase::new("timeline-more").number("page", here).number("pages", pages(count)));
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

fn pages(count: i64) -> i64 {
    (count + SHOWN - 1) / SHOWN
}

async fn remove(turn: &mut Turn<'_>, id: TicketId, number: i32) -> Result<(), Stop> {
    let unknown = || Refusal::new(Phrase::new("timeline-unknown").number("number", number.into()));
    let Some(entry) = store::of_number(turn.conn(), id, number).await? else { return Err(unknown().into()) };
    if !matches!(entry.note, Note::Said { .. }) {
        // What the bot has written down itself has happened.
        let refusal = Refusal::new(Phrase::new("timeline-own").number("number", number.into()));
        return Err(refusal.hint(Phrase::new("timeline-own-hint")).into());
    }
    let now = turn.now;
    store::set_removed(turn.conn(), id, number, Some(now)).await?;
    save::record(turn, "incident-unnote", id, json!({ "number": number })).await?;
    turn.answer(&Phrase::new("timeline-removed").number("number", number.into())).await?;
    Ok(())
}

/// What is carried while a message is looked up.
#[derive(Debug, Serialize, Deserialize)]
struct Wanted {
    incident: TicketId,
    event: String,
}

/// 📌 on a message of an incident's room, or taken back from it.
pub(super) async fn pinned(turn: &mut Turn<'_>, target: &str, taken_back: bool) -> Result<Outcome, Stop> {
    let place = turn.place.clone();
    let Some(id) = turn.here().await?.ticket else { return Ok(Outcome::Ignored) };
    let Some((ticket, _)) = save::load(turn, id).await? else { return Ok(Outcome::Ignored) };
    turn.place.thread = None;
    turn.verb = "incident-pin";
    permission::permit(turn, Who::Agent, Some(&ticket), "incident-pin").await?;
    let entries = store::of_event(turn.conn(), &place.platform, target).await?;
    let known = entries.into_iter().find(|(of, entry, _)| *of == id && matches!(entry.note, Note::Said { .. }));
    let now = turn.now;
    match (known, taken_back) {
        (Some((_, entry, false)), true) => {
            store::set_removed(turn.conn(), id, entry.number, Some(now)).await?;
            save::record(turn, "incident-unpin", id, json!({ "number": entry.number, "message": target })).await?;
            Ok(Outcome::Done)
        }
        (Some((_, entry, true)), false) => {
            store::set_removed(turn.conn(), id, entry.number, None).await?;
            save::record(turn, "incident-pin", id, json!({ "number": entry.number, "message": target })).await?;
            Ok(Outcome::Done)
        }
        // Somebody else has pinned it as well: it stands there once.
        (Some(_), false) => Ok(Outcome::Done),
        (_, true) => Ok(Outcome::Ignored),
        (None, false) => find(turn, id, target).await,
    }
}

/// What a message says, and when: out of the log, else the chat server is asked.
async fn find(turn: &mut Turn<'_>, id: TicketId, target: &str) -> Result<Outcome, Stop> {
    let platform = turn.place.platform.clone();
    for entry in log::of_event(turn.conn(), &platform, target).await? {
        if entry.ticket == id
            && let Some(said) = log::said(turn.conn(), entry.id).await?
        {
            pin(turn, id, target, (said.author, said.at, &said.text)).await?;
            return Ok(Outcome::Done);
        }
    }
    if let Some(message) = outbox::by_event(turn.conn(), &platform, target).await? {
        let Some((text, at)) = said::words_of(turn.conn(), message).await? else { return Ok(Outcome::Ignored) };
        let by = turn.actor()?.id;
        pin(turn, id, target, (by, at, &text)).await?;
        return Ok(Outcome::Done);
    }
    let wanted = serde_json::to_value(Wanted { incident: id, event: target.to_owned() })?;
    turn.send_for(&Ask::Message { event: target.to_owned() }, LOOK_UP, &wanted).await?;
    Ok(Outcome::Done)
}

async fn pin(
    turn: &mut Turn<'_>,
    id: TicketId,
    target: &str,
    (by, at, text): (PersonId, DateTime<Utc>, &str),
) -> Result<(), Stop> {
    let said = Note::Said { text: text.chars().take(LONGEST).collect() };
    let platform = turn.place.platform.clone();
    // A server's clock may run ahead of ours.
    let at = at.min(turn.now);
    let new = New { at, by: Some(by), note: &said, of: Some((&platform, target)) };
    let number = note_at(turn, id, new).await?;
    save::record(turn, "incident-pin", id, json!({ "number": number, "message": target })).await?;
    let Some((_, mut incident)) = save::load(turn, id).await? else { return Ok(()) };
    save::touch(turn, &mut incident).await
}

/// What the message says is known now.
pub(super) async fn looked_up(turn: &mut Turn<'_>, payload: Value, found: Found) -> Result<Outcome, Stop> {
    let Wanted { incident, event } = serde_json::from_value(payload)?;
    (turn.verb, turn.place.thread) = ("incident-pin", None);
    let (sender, sent_at, what) = match found {
        Found::Message { sender, sent_at, what } => (sender, sent_at, what),
        Found::Gone => return Err(Refusal::new(Phrase::new("timeline-gone")).into()),
        Found::Refused { .. } => return Err(Refusal::new(Phrase::new("timeline-refused")).into()),
        Found::File { .. } | Found::TooLarge => {
            return Err(Fault::Other("a file came instead of a message".to_owned()).into());
        }
    };
    let text = match what {
        Happening::Message { text, attachment, .. } if text.trim().is_empty() => {
            attachment.map(|file| file.name).unwrap_or_default()
        }
        Happening::Message { text, .. } => text,
        Happening::Unreadable { .. } => {
            let refusal = Refusal::new(Phrase::new("timeline-unreadable"));
            return Err(refusal.hint(Phrase::new("timeline-unreadable-hint")).into());
        }
        _ => return Err(Refusal::new(Phrase::new("timeline-nothing")).into()),
    };
    let platform = turn.place.platform.clone();
    let known = store::of_event(turn.conn(), &platform, &event).await?;
    if known.iter().any(|(of, ..)| *of == incident) || text.trim().is_empty() {
        return Ok(Outcome::Ignored);
    }
    if save::load(turn, incident).await?.is_none() {
        return Ok(Outcome::Ignored);
    }
    let now = turn.now;
    let author = people::store::identify(turn.conn(), &platform, &sender, now).await?;
    pin(turn, incident, &event, (author.id, sent_at, &text)).await?;
    Ok(Outcome::Done)
}

/// A message that stands on a timeline was edited: the entry says what it says now.
pub(super) async fn edited(turn: &mut Turn<'_>, target: &str, text: &str) -> Result<Outcome, Stop> {
    let (platform, actor) = (turn.place.platform.clone(), turn.actor()?.id);
    let mut outcome = Outcome::Ignored;
    for (id, entry, _) in store::of_event(turn.conn(), &platform, target).await? {
        if !matches!(entry.note, Note::Said { .. }) || entry.by != Some(actor) || text.trim().is_empty() {
            continue;
        }
        let said = Note::Said { text: text.chars().take(LONGEST).collect() };
        store::rewrite(turn.conn(), id, entry.number, &said).await?;
        save::record(turn, "incident-note-edit", id, json!({ "number": entry.number })).await?;
        outcome = Outcome::Done;
    }
    Ok(outcome)
}

/// A command that wrote an entry was edited: so are its words.
pub(super) async fn rewritten(turn: &mut Turn<'_>, target: &str, text: &str) -> Result<Outcome, Stop> {
    let (now, zone) = (turn.said_at.min(turn.now), turn.zone());
    let words = words::past(text, now, zone).map_or(text, |(_, words)| words).to_owned();
    edited(turn, target, &words).await
}

/// A message that stands on a timeline was taken back: the entry goes, and with it the words.
pub(super) async fn taken_back(turn: &mut Turn<'_>, target: &str) -> Result<Outcome, Stop> {
    let (platform, now) = (turn.place.platform.clone(), turn.now);
    let mut outcome = Outcome::Ignored;
    for (id, entry, is_removed) in store::of_event(turn.conn(), &platform, target).await? {
        if !matches!(entry.note, Note::Said { .. }) {
            continue;
        }
        let nothing = Note::Said { text: String::new() };
        store::rewrite(turn.conn(), id, entry.number, &nothing).await?;
        if !is_removed {
            store::set_removed(turn.conn(), id, entry.number, Some(now)).await?;
        }
        save::record(turn, "incident-note-redact", id, json!({ "number": entry.number })).await?;
        outcome = Outcome::Done;
    }
    Ok(outcome)
}

//! What is said in a ticket's thread: the log, the line of solution, edits and what was taken back.

use serde_json::{Value, json};

use super::attachments::Passing;
use super::homes::{self, Audience, refresh};
use super::links::merge;
use super::{about, assign, attachments, canned, lifecycle, model, raise, satisfaction, watch, work};
use crate::command::{Accepts, Args};
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::{Place, Turn};
use crate::flow::{Outcome, files, outbox, prompts};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::Person;
use crate::practice::{Edited, Heard, language};
use crate::ticket::log::{self, Entry, Kind, NewEntry};
use crate::ticket::{self, Side, State};

pub(super) async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Message { text, thread: Some(root), attachment, .. } => said(turn, &text, &root, attachment).await,
        Heard::Message { text, thread: None, attachment, .. } => {
            // Where a ticket has the room to itself, all that is said there is about it.
            match turn.here().await?.ticket {
                Some(_) => said(turn, &text, "", attachment).await,
                None => Ok(Outcome::Ignored),
            }
        }
        Heard::Tapped { .. } => Ok(Outcome::Ignored),
        Heard::Edit(edited) => edit(turn, edited).await,
        Heard::Command { target } => never_said(turn, &target).await,
        Heard::Redaction { target } => taken_back(turn, &target).await,
        Heard::Invited { direct } => about::greet(turn, direct).await,
    }
}

/// A message in a thread: into the log of the tickets that live there. What a requester's thread says is passed on to the
/// team; what the team says among itself stays there.
pub(super) async fn said(
    turn: &mut Turn<'_>,
    text: &str,
    root: &str,
    attachment: Option<Value>,
) -> Result<Outcome, Stop> {
    let place = turn.place.clone();
    let tickets = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, root).await?;
    if tickets.is_empty() {
        return assign::said_where_it_was(turn, root).await;
    }
    // Where several live, nobody knows which of those that are over is meant.
    let one = tickets.len() == 1;
    let mut entries = Vec::new();
    let (author, at) = (turn.actor()?.clone(), turn.said_at);
    let mut passing = Passing::of(turn, &author.name, text, attachment.as_ref());
    for followed in merge::follow(turn, tickets).await? {
        let (id, side) = (followed.id, followed.side);
        // Where it goes on, what is said here is talk: the line of solution is asked for there.
        let solved = !followed.is_merged() && answer_solution(turn, id, text).await?;
        let comments = satisfaction::awaits_comment(turn, id).await?;
        // What goes on elsewhere has other people, so nothing of it is opened anew in their thread.
        let may_continue = one && !solved && !comments && !followed.is_merged();
        if may_continue && lifecycle::continues(turn, id, side, text, attachment.as_ref()).await? {
            continue;
        }
        let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
        let entry = NewEntry {
            author: author.id,
            at,
            kind: if solved { Kind::Solution } else { Kind::Message },
            text,
            attachment: attachment.clone(),
            platform: &platform,
            event: &event,
            // The line of solution is for the requester, wherever it was asked for.
            internal: side == Side::Team && !solved,
        };
        let entry = log::insert(turn.conn(), followed.of, entry).await?;
        if side != Side::Team || solved {
            turn.emit(Fact::TicketAnswered { ticket: id, by: author.id, at });
        }
        if comments {
            satisfaction::keep_comment(turn, id, entry).await?;
        }
        entries.push((followed.of, entry));
        if followed.is_merged() {
            merge::forward(turn, followed, entry, &author, &mut passing).await?;
        } else if side == Side::Requester {
            pass_inside(turn, id, entry, &author, &mut passing).await?;
        }
        if side != Side::Team && !solved && !followed.is_merged() {
            watch::overheard(turn, id, entry, passing.phrase()).await?;
        }
        if !solved && !comments {
            lifecycle::heard(turn, id, side, text, one).await?;
        }
    }
    attachments::keep(turn, &entries, attachment.as_ref(), passing).await?;
    Ok(Outcome::Done)
}

/// Passes a message of the requester's thread on to the team. Who has the ticket is notified, unless they wrote it.
async fn pass_inside(
    turn: &mut Turn<'_>,
    id: TicketId,
    entry: i64,
    author: &Person,
    passing: &mut Passing,
) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    for home in homes::elsewhere(turn, &ticket, Audience::Inside).await? {
        let faces = homes::faces(turn, &ticket, &home.platform).await?;
        let assignee = faces.assignee.filter(|assignee| assignee.id != author.id && ticket.state.is_open());
        passing.to(turn, &ticket, &home, entry, assignee.as_ref()).await?;
    }
    Ok(())
}

/// Takes the message as the line of solution, where one was asked of its author.
async fn answer_solution(turn: &mut Turn<'_>, id: TicketId, text: &str) -> Result<bool, Stop> {
    let Some(mut ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(false) };
    language::overhear_language(turn, &ticket, text).await?;
    let (by, place) = (turn.actor()?.id, turn.place.clone());
    // Only where it was asked for: what somebody says elsewhere meanwhile is not meant for the requester.
    let asked = prompts::about(turn.conn(), work::SOLUTION, id.0, (&place.platform, &place.room)).await?;
    if asked.is_empty() {
        return Ok(false);
    }
    let Some(state) = model::answer_solution(&ticket.state, by, turn.now, text.trim()) else { return Ok(false) };
    for message in asked {
        prompts::forget(turn.conn(), message).await?;
    }
    ticket.state = state;
    let now = turn.now;
    ticket::store::update(turn.conn(), &ticket, now).await?;
    turn.record("ticket-solution", &id.to_string(), json!({ "solved": false }), json!({ "solved": true })).await?;
    refresh(turn, &ticket).await?;
    turn.answer(&Phrase::new("solution-kept").text("id", id.to_string())).await?;
    Ok(true)
}

async fn edit(turn: &mut Turn<'_>, edited: Edited) -> Result<Outcome, Stop> {
    if canned::was_sent_by(&edited) {
        return Ok(Outcome::Ignored);
    }
    let own = own_entries(turn, &edited.target).await?;
    // A command that has had its effect is not run again by an edit, and what it has sent must not become another's words.
    let is_another = edited.before.is_some() && edited.command.as_ref().map(|(verb, _)| *verb) != edited.before;
    for entry in &own {
        let text = edited.words();
        let now = turn.now;
        log::edit(turn.conn(), entry.id, text, now).await?;
        turn.record("ticket-entry-edit", &entry.ticket.to_string(), json!({ "entry": entry.id }), Value::Null).await?;
        if is_another && !entry.raised {
            unsay(turn, entry).await?;
            log::keep_inside(turn.conn(), entry.id).await?;
            continue;
        }
        repass(turn, entry, text).await?;
        if !entry.raised && !entry.solution {
            continue;
        }
        let Some(mut ticket) = ticket::store::lock(turn.conn(), entry.ticket).await? else { continue };
        match (&edited.command, &mut ticket.state) {
            (Some(("ticket-new", args)), state) if entry.raised && state.is_open() && !args.text.trim().is_empty() => {
                (ticket.title, ticket.description) = raise::words(&model::private(args.clone()).1);
            }
            // A message that is a ticket without being a command.
            (None, state) if entry.raised && state.is_open() && !text.trim().is_empty() => {
                (ticket.title, ticket.description) = raise::words(&Args::read(text, &Accepts::TEXT));
            }
            (_, State::Resolved { resolution }) if entry.solution => resolution.solution = Some(text.trim().to_owned()),
            _ => continue,
        }
        let now = turn.now;
        ticket::store::update(turn.conn(), &ticket, now).await?;
        refresh(turn, &ticket).await?;
    }
    if is_another && !own.is_empty() {
        turn.answer(&Phrase::new("edit-runs-nothing")).await?;
    }
    Ok(if own.is_empty() { Outcome::Ignored } else { Outcome::Done })
}

async fn own_entries(turn: &mut Turn<'_>, event: &str) -> Result<Vec<Entry>, Stop> {
    let author = turn.actor()?.id;
    Ok(entries(turn, event).await?.into_iter().filter(|entry| entry.author == author).collect())
}

/// Takes back what an entry has sent into other threads, and the line of solution that it was.
async fn unsay(turn: &mut Turn<'_>, entry: &Entry) -> Result<(), Stop> {
    for message in log::relays(turn.conn(), entry.id).await? {
        turn.take_back(message).await?;
    }
    if !entry.solution {
        return Ok(());
    }
    let Some(mut ticket) = ticket::store::lock(turn.conn(), entry.ticket).await? else { return Ok(()) };
    if let State::Resolved { resolution } | State::Closed { resolution: Some(resolution), .. } = &mut ticket.state {
        resolution.solution = None;
    }
    let now = turn.now;
    ticket::store::update(turn.conn(), &ticket, now).await?;
    refresh(turn, &ticket).await
}

/// What was said has become a command.
async fn never_said(turn: &mut Turn<'_>, target: &str) -> Result<Outcome, Stop> {
    let own: Vec<Entry> = own_entries(turn, target).await?.into_iter().filter(|entry| !entry.raised).collect();
    for entry in &own {
        unsay(turn, entry).await?;
        log::remove(turn.conn(), entry.id).await?;
    }
    Ok(if own.is_empty() { Outcome::Ignored } else { Outcome::Done })
}

/// What was passed on follows its edit.
async fn repass(turn: &mut Turn<'_>, entry: &Entry, text: &str) -> Result<(), Stop> {
    let messages = log::relays(turn.conn(), entry.id).await?;
    // Of what raised a ticket only its file was passed on; its words stand on the card.
    if messages.is_empty() || entry.raised {
        return Ok(());
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), entry.ticket).await? else { return Ok(()) };
    let name = turn.actor()?.name.clone();
    let platform = turn.place.platform.clone();
    let requester = homes::faces(turn, &ticket, &platform).await?.requester;
    let passed = match requester.filter(|_| entry.solution) {
        Some(requester) => work::resolved_told(&ticket, &requester, Some(text.trim())),
        None => homes::passed_on(&name, text, entry.file.as_deref()),
    };
    let (mut said, mut silent) = (Vec::new(), Vec::new());
    for message in messages {
        let home = homes::home_below(turn, &ticket, message).await?;
        if files::is_file(turn.conn(), message).await? {
            silent.extend(home);
            continue;
        }
        let (language, phrase) = match &home {
            Some(home) => {
                let place = homes::place_of(home);
                (homes::side_language(turn, &ticket, &place, home.side).await?, passed.clone())
            }
            // In no thread of the ticket: it went to somebody who watches it.
            None => (turn.config.language, watch::news(&ticket, passed.clone())),
        };
        said.extend(home.map(|home| home.card));
        let body = turn.words.say(language, &phrase);
        turn.edit(message, body).await?;
    }
    // A file went there without words, and has some now.
    if !homes::is_file_alone(text, entry.file.as_deref()) {
        for home in silent.into_iter().filter(|home| !said.contains(&home.card)) {
            homes::pass_on(turn, &ticket, &home, entry.id, &passed, None).await?;
        }
    }
    Ok(())
}

async fn entries(turn: &mut Turn<'_>, event: &str) -> Result<Vec<Entry>, Stop> {
    let platform = turn.cause.platform.clone();
    Ok(log::of_event(turn.conn(), &platform, event).await?)
}

/// A message was taken back: its words are gone here too. Whoever takes back the message that raised a ticket, before
/// anybody has taken it, withdraws the ticket.
async fn taken_back(turn: &mut Turn<'_>, target: &str) -> Result<Outcome, Stop> {
    let entries = entries(turn, target).await?;
    let place = turn.place.clone();
    for entry in &entries {
        // One that is continued has left its thread to the ticket that continues it.
        let is_continued = ticket::store::follower(turn.conn(), entry.ticket).await?.is_some();
        if entry.raised && !is_continued && is_raised_elsewhere(turn, entry.ticket, &place).await? {
            // The bot itself advises to delete what is private; the ticket stays.
            continue;
        }
        let now = turn.now;
        log::redact(turn.conn(), entry.id, now).await?;
        for message in log::relays(turn.conn(), entry.id).await? {
            turn.take_back(message).await?;
        }
        turn.record("ticket-entry-redact", &entry.ticket.to_string(), json!({ "entry": entry.id }), Value::Null)
            .await?;
        if !entry.raised && !entry.solution {
            continue;
        }
        let Some(mut ticket) = ticket::store::lock(turn.conn(), entry.ticket).await? else { continue };
        let was_open = ticket.state.is_open();
        if entry.raised {
            ticket.title = String::new();
            ticket.description = String::new();
            if ticket.state == State::New && entry.author == turn.actor()?.id {
                ticket.state = State::Closed { to: None, resolution: None, at: turn.now, unanswered: false };
                turn.record(
                    "ticket-close",
                    &ticket.id.to_string(),
                    json!({ "state": "new" }),
                    json!({ "state": "closed" }),
                )
                .await?;
            }
        }
        if entry.solution
            && let State::Resolved { resolution } | State::Closed { resolution: Some(resolution), .. } =
                &mut ticket.state
        {
            resolution.solution = None;
        }
        let now = turn.now;
        ticket::store::update(turn.conn(), &ticket, now).await?;
        for place in ticket::store::places(turn.conn(), ticket.id).await? {
            outbox::forget_text(turn.conn(), place.card).await?;
        }
        refresh(turn, &ticket).await?;
        if was_open && !ticket.state.is_open() {
            work::closed(turn, &ticket).await?;
        }
    }
    let (platform, event) = (turn.cause.platform.clone(), target.to_owned());
    log::forget_reasons(turn.conn(), &platform, &event).await?;
    Ok(if entries.is_empty() { Outcome::Ignored } else { Outcome::Done })
}

/// Whether a ticket lives in none of this room's threads.
async fn is_raised_elsewhere(turn: &mut Turn<'_>, id: TicketId, place: &Place) -> Result<bool, Stop> {
    let homes = ticket::store::places(turn.conn(), id).await?;
    Ok(homes.iter().all(|home| (&home.platform, &home.room) != (&place.platform, &place.room)))
}

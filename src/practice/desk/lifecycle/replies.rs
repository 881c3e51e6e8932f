//! What a requester's words in their thread bring about: what waits for them comes back, what is over is opened again, and
//! what has been over for long is continued by a new ticket.

use serde_json::{Value, json};

use super::model::is_thanks;
use crate::command::{Accepts, Args};
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people::{self, role::Role};
use crate::practice::desk::homes::{self, Audience, Besides, faces, is_here, moment};
use crate::practice::desk::model::{self as states, Illegal};
use crate::practice::desk::{assign, raise, view, work};
use crate::practice::permission;
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, Side, State, Ticket};

/// Whether the actor speaks here as whose ticket it is, and not as somebody who works on it.
async fn speaks_as_requester(turn: &mut Turn<'_>, ticket: &Ticket, side: Side) -> Result<bool, Stop> {
    let actor = turn.actor()?.id;
    if !ticket.is_of(actor) {
        return Ok(false);
    }
    if side == Side::Team {
        // Who works in the team has no other thread for a ticket of their own.
        let homes = ticket::store::places(turn.conn(), ticket.id).await?;
        if homes.iter().any(|home| home.side != Side::Team) {
            return Ok(false);
        }
    }
    let resolved_it = ticket.state.resolution().is_some_and(|resolution| resolution.by == actor);
    if ticket.requester == actor && !resolved_it {
        return Ok(true);
    }
    // Agents who have raised it for somebody else, or have solved their own, go on talking as agents.
    Ok(permission::role(turn, Some(ticket)).await? < Role::Agent)
}

/// A message was kept with a ticket. One of its requester's ends the waiting for it, or opens the ticket again where it is
/// the `only` one that can be meant.
pub(in crate::practice::desk) async fn heard(
    turn: &mut Turn<'_>,
    id: TicketId,
    side: Side,
    text: &str,
    only: bool,
) -> Result<(), Stop> {
    let Some(mut ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    if id.kind().goes_own_way() {
        // What is said of a change, also long after it, does not carry it out once more; nor does it raise a problem again.
        return Ok(());
    }
    if let Some(to) = states::answered(&ticket.state) {
        if !speaks_as_requester(turn, &ticket, side).await? {
            return Ok(());
        }
        work::save(turn, &mut ticket, to, "ticket-answered").await?;
        return tell_answered(turn, &ticket).await;
    }
    // A word of thanks needs no answer, and does not say that anything is left to do.
    if !only || ticket.state.is_open() || is_thanks(text) || !speaks_as_requester(turn, &ticket, side).await? {
        return Ok(());
    }
    let Ok(to) = states::reopen(&ticket.state, work::reopen_since(turn)) else { return Ok(()) };
    work::save(turn, &mut ticket, to, "ticket-reopen").await?;
    if !work::tell_open_again(turn, &ticket).await? {
        turn.answer(&Phrase::new("reopened-by-reply").text("id", id.to_string())).await?;
    }
    Ok(())
}

/// The team hears that the waiting is over. Where the words were passed on, whoever has the ticket was notified by them.
async fn tell_answered(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let author = turn.actor()?.clone();
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Requester {
            continue;
        }
        let faces = faces(turn, ticket, &home.platform).await?;
        let phrase = Phrase::new("wait-answered")
            .text("name", author.name.clone())
            .phrase("changed", view::changed(ticket, &faces, moment(turn)));
        let was_told = home.side == Side::Team && !is_here(turn, &home).await?;
        let mention = faces.assignee.filter(|assignee| assignee.id != author.id && !was_told);
        homes::say_at(turn, ticket, &home, &phrase, mention.as_ref()).await?;
    }
    Ok(())
}

/// A message in the thread of what has been over for too long to be opened again: its requester's words open a new
/// ticket, which continues the old one and has its thread from now on.
pub(in crate::practice::desk) async fn continues(
    turn: &mut Turn<'_>,
    id: TicketId,
    side: Side,
    text: &str,
    attachment: Option<&Value>,
) -> Result<bool, Stop> {
    if id.kind().goes_own_way() {
        return Ok(false);
    }
    let Some(old) = ticket::store::lock(turn.conn(), id).await? else { return Ok(false) };
    let too_late = states::reopen(&old.state, work::reopen_since(turn)) == Err(Illegal::TooLate);
    if !too_late || is_thanks(text) || !speaks_as_requester(turn, &old, side).await? {
        return Ok(false);
    }
    if ticket::store::follower(turn.conn(), id).await?.is_some() {
        return Ok(false);
    }
    open_next(turn, &old, text, attachment).await?;
    Ok(true)
}

async fn open_next(turn: &mut Turn<'_>, old: &Ticket, text: &str, attachment: Option<&Value>) -> Result<(), Stop> {
    let author = turn.actor()?.clone();
    let platform = turn.place.platform.clone();
    let requester = people::store::find(turn.conn(), &platform, old.requester).await?.unwrap_or_else(|| author.clone());
    let file = attachment.and_then(|file| file.get("name")).and_then(Value::as_str).unwrap_or_default();
    let words = if text.trim().is_empty() { file } else { text };
    let (title, description) = raise::words(&Args::read(words, &Accepts::TEXT));
    let ticket = Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Ticket).await?,
        title,
        description,
        state: State::New,
        raised_by: author.id,
        item: None,
        phase: None,
        follows: Some(old.id),
        wanted_at: None,
        due: None,
        created_at: turn.said_at,
        changed_at: turn.now,
        ..old.clone()
    };
    ticket::store::insert(turn.conn(), &ticket).await?;
    turn.emit(Fact::TicketChanged(ticket.id));
    let entry = NewEntry {
        author: author.id,
        at: turn.said_at,
        kind: Kind::Raised,
        text,
        attachment: attachment.cloned(),
        platform: &platform,
        event: &turn.message.clone(),
        internal: false,
    };
    let entry = log::insert(turn.conn(), ticket.id, entry).await?;
    let after = json!({
        "state": ticket.state.name(),
        "priority": ticket.priority,
        "team": ticket.team,
        "private": ticket.private,
        "requester": requester.account,
        "follows": old.id.to_string(),
    });
    turn.record("ticket-new", &ticket.id.to_string(), Value::Null, after).await?;
    let next = ticket.id.to_string();
    for home in ticket::store::places(turn.conn(), old.id).await? {
        if is_here(turn, &home).await? {
            let gone = Phrase::new("left-continued").text("id", old.id.to_string()).text("next", next.clone());
            assign::leave(turn, old, &home, &gone, Some(ticket.id)).await?;
        }
    }
    raise::settle(turn, &ticket, Besides::All, &requester, &author).await?;
    raise::keep_file(turn, &ticket, entry, &author.name, attachment).await?;
    let inside =
        Phrase::new("continued-inside").text("id", old.id.to_string()).text("next", next).text("name", author.name);
    homes::tell(turn, old, Audience::Inside, &inside, None).await
}

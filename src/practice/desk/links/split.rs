//! `!split`: a new ticket of one message of a ticket's thread. What was said inside the team stays there: of it comes a
//! private ticket of whoever said it, of which the requester never learns.

use serde_json::json;

use super::super::homes;
use super::super::model::title_line;
use super::super::raise;
use super::super::work;
use super::model::{self, Part};
use crate::error::{Fault, Refusal, Stop};
use crate::fact::Fact;
use crate::flow::outbox;
use crate::flow::turn::{Place, Turn};
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people::{self, Person};
use crate::practice::Call;
use crate::ticket::log::{self, Kind, NewEntry, Said};
use crate::ticket::{self, Side, State, Ticket, relation};

pub(super) async fn split(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let source = work::ticket_of(&mut call)?;
    let said = said(turn, &source).await?;
    if let Some(made) = made_of(turn, &said).await? {
        let phrase = Phrase::new("split-already").text("id", made.to_string());
        return Err(Refusal::new(phrase).into());
    }
    let platform = turn.place.platform.clone();
    let author = people::store::find(turn.conn(), &platform, said.author).await?;
    let author = author.ok_or_else(|| Fault::Other("the author of an entry is not known".to_owned()))?;
    let (ticket, entry) = open(turn, &source, &said, &author, call.args.text.trim()).await?;
    relation::link(turn.conn(), model::link(source.id, ticket.id, Part::Related)).await?;
    settle(turn, &source, &ticket, &author, said.internal).await?;
    raise::keep_file(turn, &ticket, entry, &author.name, said.attachment.as_ref()).await?;
    homes::refresh(turn, &source).await?;
    let (id, from) = (ticket.id.to_string(), source.id.to_string());
    let key = if said.internal { "split-internal" } else { "split" };
    turn.answer(&Phrase::new(key).text("id", id).text("source", from).text("name", author.name)).await?;
    Ok(())
}

/// The message that is meant: the one that was replied to, else the last one of the requester.
async fn said(turn: &mut Turn<'_>, source: &Ticket) -> Result<Said, Stop> {
    let entry = match turn.reply_to.clone() {
        Some(event) => Some(replied_to(turn, source, &event).await?),
        None => log::last_of(turn.conn(), source.id, &[source.requester, source.raised_by]).await?,
    };
    let hint = || Phrase::new("split-hint");
    let Some(entry) = entry else {
        let reason = Phrase::new("split-nothing").text("id", source.id.to_string());
        return Err(Refusal::new(reason).hint(hint()).into());
    };
    let said = log::said(turn.conn(), entry).await?;
    let said = said.filter(|said| !said.text.trim().is_empty() || said.attachment.is_some());
    let said = said.ok_or_else(|| Refusal::new(Phrase::new("split-taken-back")))?;
    if said.raised {
        let reason = Phrase::new("split-raised").text("id", said.ticket.to_string());
        return Err(Refusal::new(reason).hint(hint()).into());
    }
    Ok(said)
}

/// The entry of the message that was replied to: a message of the ticket's threads, or ours by which one was passed on.
async fn replied_to(turn: &mut Turn<'_>, source: &Ticket, event: &str) -> Result<i64, Stop> {
    let platform = turn.place.platform.clone();
    let of_ticket = log::of_event(turn.conn(), &platform, event).await?;
    if let Some(entry) = of_ticket.iter().find(|entry| entry.ticket == source.id) {
        return Ok(entry.id);
    }
    if let Some(message) = outbox::by_event(turn.conn(), &platform, event).await?
        && let Some(entry) = log::passed_on_by(turn.conn(), message).await?
    {
        return Ok(entry);
    }
    let reason = Phrase::new("split-not-said").text("id", source.id.to_string());
    Err(Refusal::new(reason).hint(Phrase::new("split-hint")).into())
}

/// The ticket that was made of a message already.
async fn made_of(turn: &mut Turn<'_>, said: &Said) -> Result<Option<TicketId>, Stop> {
    let entries = log::of_event(turn.conn(), &said.platform, &said.event).await?;
    Ok(entries.iter().find(|entry| entry.raised && entry.ticket != said.ticket).map(|entry| entry.ticket))
}

async fn open(
    turn: &mut Turn<'_>,
    source: &Ticket,
    said: &Said,
    author: &Person,
    title: &str,
) -> Result<(Ticket, i64), Stop> {
    let first = said.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let line = title_line(if title.is_empty() { first } else { title });
    let whole = line == first.trim() && said.text.trim() == first.trim();
    let file = said.attachment.as_ref().and_then(|file| file.get("name")).and_then(serde_json::Value::as_str);
    let ticket = Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Ticket).await?,
        title: if line.is_empty() { title_line(file.unwrap_or_default()) } else { line },
        description: if whole { String::new() } else { said.text.clone() },
        // What was said inside the team must be found by nobody outside of it.
        private: source.private || said.internal,
        state: State::New,
        requester: author.id,
        raised_by: author.id,
        wanted_at: None,
        item: None,
        phase: None,
        follows: None,
        due: None,
        created_at: turn.said_at,
        changed_at: turn.now,
        ..source.clone()
    };
    ticket::store::insert(turn.conn(), &ticket).await?;
    turn.emit(Fact::TicketChanged(ticket.id));
    let entry = NewEntry {
        author: said.author,
        at: said.at,
        kind: Kind::Raised,
        text: &said.text,
        attachment: said.attachment.clone(),
        platform: &said.platform,
        event: &said.event,
        internal: false,
    };
    let entry = log::insert(turn.conn(), ticket.id, entry).await?;
    let after = json!({
        "state": ticket.state.name(),
        "priority": ticket.priority,
        "team": ticket.team,
        "private": ticket.private,
        "requester": author.account,
        "split_from": source.id.to_string(),
    });
    turn.record("ticket-split", &ticket.id.to_string(), serde_json::Value::Null, after).await?;
    Ok((ticket, entry))
}

/// The new ticket lives where the other one does: in the team's room with a card of its own, and in the requester's thread,
/// unless it is of what was said inside the team.
async fn settle(
    turn: &mut Turn<'_>,
    source: &Ticket,
    ticket: &Ticket,
    author: &Person,
    internal: bool,
) -> Result<(), Stop> {
    for home in ticket::store::places(turn.conn(), source.id).await? {
        let place = Place { platform: home.platform.clone(), room: home.room.clone(), thread: home.root.clone() };
        match (home.side, &home.root) {
            (Side::Team, _) => homes::settle(turn, ticket, &Place { thread: None, ..place }, Side::Team, None).await?,
            _ if internal => {}
            (side, Some(_)) => homes::settle(turn, ticket, &place, side, Some(author)).await?,
            // The thread below the other ticket's card in a direct chat is that ticket's.
            (_, None) => homes::settle_direct(turn, ticket, author).await?,
        }
    }
    Ok(())
}

//! A list follows its ticket: it begins with its fulfilment, moves with it, and is frozen with its end; and the ticket is
//! not resolved before it.

use super::model::{Checklist, Owner, Task};
use super::{begin, due, places, proof, store, view};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::ticket::{self, Side, State, Ticket};

/// Hears a fact.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::FulfilmentBegun { ticket, anchor } => begin::begin(turn, ticket, anchor).await,
        Fact::TaskWanted { ticket, title, owner, due } => begin::add(turn, ticket, &title, owner, due).await,
        Fact::TicketChanged(id) if id.kind() != TicketKind::Ticket => changed(turn, id).await,
        _ => Ok(()),
    }
}

async fn changed(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let Some(mut list) = store::of(turn.conn(), id).await? else { return Ok(()) };
    let is_over = !ticket.state.is_open();
    if list.frozen != is_over {
        list.frozen = is_over;
        store::freeze(turn.conn(), id, is_over).await?;
        if is_over {
            proof::drop_all(turn, id).await?;
            left_over(turn, &ticket, &list);
        }
        due::settle(turn, &list).await?;
    } else if places::is_in_place(turn, &ticket, &list).await? {
        return Ok(());
    }
    places::show(turn, &ticket, &list).await
}

/// What is still to be done when a major incident is over; of all others nothing is.
fn left_over(turn: &mut Turn<'_>, ticket: &Ticket, list: &Checklist) {
    if ticket.id.kind() != TicketKind::Incident {
        return;
    }
    for task in list.missing() {
        let owner = match &task.owner {
            Owner::Person(person) => Some(*person),
            _ => None,
        };
        let (ticket, title) = (ticket.id, task.title.clone());
        turn.emit(Fact::TaskLeft { ticket, title, owner, due: task.due_at });
    }
}

/// How far the list is, on the card.
pub(super) async fn lines(turn: &mut Turn<'_>, ticket: &Ticket, _side: Side) -> Result<Vec<Phrase>, Stop> {
    if ticket.id.kind() == TicketKind::Ticket {
        return Ok(Vec::new());
    }
    let (all, done) = store::counts(turn.conn(), ticket.id).await?;
    let line = Phrase::new("checklist-line").number("done", done).number("all", all);
    Ok(if all == 0 { Vec::new() } else { vec![line] })
}

/// A ticket is not resolved while something is open that must be done; it can be withdrawn.
pub(super) async fn object(turn: &mut Turn<'_>, ticket: &Ticket, to: &State) -> Result<(), Stop> {
    let resolves = matches!(to, State::Resolved { .. } | State::Closed { resolution: Some(_), .. });
    // An outage is over when it is over; what is still to be done goes on as tickets of its own.
    let is_free = matches!(ticket.id.kind(), TicketKind::Ticket | TicketKind::Incident);
    if is_free || !resolves || !ticket.state.is_open() {
        return Ok(());
    }
    match store::of(turn.conn(), ticket.id).await? {
        Some(list) if !list.is_complete() => Err(still_open(turn, ticket, &list).into()),
        _ => Ok(()),
    }
}

fn still_open(turn: &Turn<'_>, ticket: &Ticket, list: &Checklist) -> Refusal {
    let missing: Vec<&Task> = list.missing().collect();
    let count = i64::try_from(missing.len()).unwrap_or(i64::MAX);
    let tasks = view::titles(missing.into_iter(), turn.language);
    let phrase = Phrase::new("checklist-objection")
        .text("id", ticket.id.to_string())
        .number("count", count)
        .text("tasks", tasks);
    Refusal::new(phrase).hint(Phrase::new("checklist-objection-hint").choice("kind", ticket.id.kind().name()))
}

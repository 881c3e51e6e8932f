//! An incident is loaded and saved: its row, its ticket, its cards, and what is seen of it outside.

use serde_json::{Value, json};

use super::model::{Act, Illegal, Incident, Note, State};
use super::{due, outside, store, timeline, view};
use crate::error::{Fault, Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people::role::Role;
use crate::practice::{Call, permission};
use crate::ticket::{self, Ticket};

/// The ticket and incident of a verb.
pub(super) async fn meant(turn: &mut Turn<'_>, call: &mut Call) -> Result<(Ticket, Incident), Stop> {
    let ticket =
        call.ticket.take().ok_or_else(|| Fault::Other("a verb on a ticket was called without one".to_owned()))?;
    match store::of(turn.conn(), ticket.id).await? {
        Some(incident) => Ok((ticket, incident)),
        None => {
            let refusal = Refusal::new(Phrase::new("incident-is-none").text("id", ticket.id.to_string()));
            Err(refusal.hint(Phrase::new("incident-is-none-hint")).into())
        }
    }
}

/// An incident and its ticket, locked; None: there is none.
pub(super) async fn load(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<(Ticket, Incident)>, Stop> {
    if id.kind() != TicketKind::Incident {
        return Ok(None);
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(None) };
    Ok(store::of(turn.conn(), id).await?.map(|incident| (ticket, incident)))
}

/// An incident and its ticket as they are now, for whoever only reads: nothing is locked, so that nobody who works on another
/// ticket waits for it, nor the other way round.
pub(super) async fn seen(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<(Ticket, Incident)>, Stop> {
    if id.kind() != TicketKind::Incident {
        return Ok(None);
    }
    let Some(ticket) = ticket::store::by_ids(turn.conn(), &[id]).await?.pop() else { return Ok(None) };
    Ok(store::of(turn.conn(), id).await?.map(|incident| (ticket, incident)))
}

/// Writes what is known of an incident, and brings up to date whatever shows it. Something has happened: whoever asks whether
/// it still goes on has an answer.
pub(super) async fn keep(turn: &mut Turn<'_>, ticket: &mut Ticket, incident: &mut Incident) -> Result<(), Stop> {
    let now = turn.now;
    (incident.owed.active, incident.owed.quiet_asked) = (now, false);
    ticket.phase = Some(incident.state.name().to_owned());
    if let Some(severity) = incident.severity.as_deref().and_then(|name| turn.config.severity(name)) {
        ticket.priority = severity.priority;
    }
    ticket.description = view::description(turn, incident);
    ticket::store::update(turn.conn(), ticket, now).await?;
    outside::follow(turn, ticket, incident).await?;
    store::update(turn.conn(), incident).await?;
    turn.emit(Fact::TicketChanged(ticket.id));
    turn.emit(Fact::CardsOutdated(ticket.id));
    Ok(())
}

/// Something has happened that no card shows: whoever asks whether it still goes on has an answer.
pub(super) async fn touch(turn: &mut Turn<'_>, incident: &mut Incident) -> Result<(), Stop> {
    (incident.owed.active, incident.owed.quiet_asked) = (turn.now, false);
    Ok(store::update(turn.conn(), incident).await?)
}

/// Refuses what is not legal.
pub(super) fn illegal(ticket: &Ticket, incident: &Incident, why: Illegal) -> Stop {
    let key = match why {
        Illegal::Already => "incident-already",
        Illegal::Unaccepted => "incident-unaccepted",
        Illegal::Over => "incident-over",
        Illegal::NotOver => "incident-not-over",
    };
    let refusal =
        Refusal::new(Phrase::new(key).text("id", ticket.id.to_string()).choice("state", incident.state.name()));
    match why {
        Illegal::Unaccepted => refusal.hint(Phrase::new("incident-unaccepted-hint")).into(),
        Illegal::Over if matches!(incident.state, State::Resolved | State::Declined { .. }) => {
            refusal.hint(Phrase::new("incident-over-hint")).into()
        }
        Illegal::Already | Illegal::NotOver | Illegal::Over => refusal.into(),
    }
}

/// Refuses what cannot be done any more to what is over.
pub(super) fn must_be_open(ticket: &Ticket, incident: &Incident) -> Result<(), Stop> {
    if incident.state.is_open() { Ok(()) } else { Err(illegal(ticket, incident, Illegal::Over)) }
}

/// Leads an incident on by an act, and writes that down with what is owed from now on; the ticket stands as the incident
/// does when the facts are heard.
pub(super) async fn go_on(
    turn: &mut Turn<'_>,
    ticket: &mut Ticket,
    incident: &mut Incident,
    act: Act,
    name: &str,
) -> Result<(), Stop> {
    let to = incident.go(&act).map_err(|why| illegal(ticket, incident, why))?;
    let (before, now) = (incident.state.name(), turn.now);
    let detail = match &to {
        State::Declined { reason } => Some(reason.clone()),
        State::Merged { into } => Some(into.to_string()),
        _ => None,
    };
    incident.enter(to, now);
    match act {
        Act::Accept => {
            incident.ack(now);
            due::owe_update(turn, incident);
        }
        Act::Reopen => due::owe_update(turn, incident),
        Act::Resolve => {
            incident.ack(now);
            due::owe_review(turn, incident);
        }
        Act::Decline(_) | Act::Merge(_) | Act::Mitigate | Act::Review => {}
    }
    let after = json!({ "state": incident.state.name(), "detail": detail });
    turn.record(name, &ticket.id.to_string(), json!({ "state": before }), after).await?;
    let note = Note::State { to: incident.state.name().to_owned(), detail };
    timeline::note(turn, ticket.id, &note).await?;
    keep(turn, ticket, incident).await
}

/// Whether the actor works for the company's services at all: who is only in the room of an incident may help there, and not
/// say whether it is one.
pub(super) async fn is_agent(turn: &mut Turn<'_>) -> Result<bool, Stop> {
    Ok(permission::role(turn, None).await? >= Role::Agent)
}

/// Refuses what only those decide who work for the company's services, or have a part in the incident.
pub(super) async fn only_responders(turn: &mut Turn<'_>, ticket: &Ticket, act: &'static str) -> Result<(), Stop> {
    let actor = turn.actor()?.id;
    if is_agent(turn).await? || store::roles(turn.conn(), ticket.id).await?.values().any(|person| *person == actor) {
        return Ok(());
    }
    Err(permission::not_permitted(crate::practice::Who::Agent, act).into())
}

/// Records that something of an incident was changed.
pub(super) async fn record(turn: &mut Turn<'_>, act: &str, id: TicketId, after: Value) -> Result<(), Stop> {
    Ok(turn.record(act, &id.to_string(), Value::Null, after).await?)
}

//! A change is saved: its row, its ticket, its cards.

use serde_json::{Value, json};

use super::model::{Change, State};
use super::{store, view};
use crate::config::{ChangeType, Level};
use crate::error::{Fault, Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::practice::Call;
use crate::ticket::{self, Ticket};

/// The ticket and change of a verb.
pub(super) async fn meant(turn: &mut Turn<'_>, call: &mut Call) -> Result<(Ticket, Change), Stop> {
    let ticket =
        call.ticket.take().ok_or_else(|| Fault::Other("a verb on a ticket was called without one".to_owned()))?;
    match store::of(turn.conn(), ticket.id).await? {
        Some(change) => Ok((ticket, change)),
        None => {
            let refusal = Refusal::new(Phrase::new("change-is-none").text("id", ticket.id.to_string()));
            Err(refusal.hint(Phrase::new("change-is-none-hint")).into())
        }
    }
}

/// A change and its ticket, locked; None: there is none.
pub(super) async fn load(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<(Ticket, Change)>, Stop> {
    if id.kind() != TicketKind::Change {
        return Ok(None);
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(None) };
    Ok(store::of(turn.conn(), id).await?.map(|change| (ticket, change)))
}

/// The priority of a change in lists: by its risk, and an emergency before all of them.
pub(super) fn priority(kind: ChangeType, risk: Option<Level>) -> u8 {
    match (kind, risk) {
        (ChangeType::Emergency, _) | (_, Some(Level::High)) => 2,
        (_, Some(Level::Medium) | None) => 3,
        (_, Some(Level::Low)) => 4,
    }
}

/// Writes what is planned, in words for those who are asked to agree, and brings the cards up to date.
pub(super) async fn plan(turn: &mut Turn<'_>, ticket: &mut Ticket, change: &Change) -> Result<(), Stop> {
    store::update(turn.conn(), change).await?;
    ticket.description = view::description(turn, change);
    ticket.service = change.services.first().cloned();
    ticket.priority =
        priority(change.kind, Some(change.risk.unwrap_or_else(|| view::assess(&turn.config, change).risk)));
    ticket.phase = Some(change.state.name().to_owned());
    let now = turn.now;
    ticket::store::update(turn.conn(), ticket, now).await?;
    turn.emit(Fact::TicketChanged(ticket.id));
    turn.emit(Fact::CardsOutdated(ticket.id));
    Ok(())
}

/// Writes that a change has come into another state, with what is to be known of it in the audit log.
pub(super) async fn go_on(
    turn: &mut Turn<'_>,
    ticket: &mut Ticket,
    change: &mut Change,
    to: State,
    act: &str,
    after: Value,
) -> Result<(), Stop> {
    let before = json!({ "state": change.state.name() });
    change.state = to;
    let mut told = json!({ "state": to.name(), "revision": change.revision });
    if let (Value::Object(told), Value::Object(after)) = (&mut told, after) {
        told.extend(after);
    }
    turn.record(act, &ticket.id.to_string(), before, told).await?;
    plan(turn, ticket, change).await
}

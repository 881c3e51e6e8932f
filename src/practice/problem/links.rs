//! `!problem add PRB-4 T-9`, `!problem remove PRB-4 T-9`: which incidents belong to a problem. One may belong to several.

use serde_json::{Value, json};

use super::model::{Illegal, Problem};
use super::{raise, recur, save, store, workaround};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId, TicketKind};
use crate::practice::{Call, Who, meaning, permission};
use crate::ticket::{Ticket, affected, relation};

/// The incident of a number, that can belong to a problem.
pub(super) async fn incident(turn: &mut Turn<'_>, id: TicketId) -> Result<Ticket, Stop> {
    if id.kind() != TicketKind::Ticket {
        let refusal = Refusal::new(Phrase::new("problem-no-incident").text("id", id.to_string()));
        return Err(refusal.hint(Phrase::new("problem-no-incident-hint")).into());
    }
    let ticket = meaning::known(turn, id).await?;
    if ticket.private {
        let refusal = Refusal::new(Phrase::new("problem-private").text("id", id.to_string()));
        return Err(refusal.hint(Phrase::new("problem-private-hint")).into());
    }
    let merged = relation::merged_into(turn.conn(), id).await?;
    let of = merged.or(affected::shared(turn.conn(), id).await?.duplicate_of);
    if let Some(of) = of {
        let phrase = Phrase::new("problem-part-of").text("id", id.to_string()).text("of", of.to_string());
        return Err(Refusal::new(phrase).hint(Phrase::new("problem-part-of-hint").text("of", of.to_string())).into());
    }
    Ok(ticket)
}

/// `!problem add PRB-4 T-9`
pub(super) async fn add(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (mut ticket, problem, ids) = save::among(turn, &call.args.ids, "problem-add").await?;
    some(&ids)?;
    if problem.state.is_over() {
        return Err(save::illegal(&ticket, &problem, Illegal::Over));
    }
    let mut added = Vec::new();
    for id in ids {
        let incident = incident(turn, id).await?;
        permission::permit(turn, Who::Agent, Some(&incident), "problem-add").await?;
        let by = turn.actor()?.id;
        if link(turn, &problem, &incident, Some(by)).await? {
            added.push(id.to_string());
        }
    }
    if added.is_empty() {
        return Err(Refusal::new(Phrase::new("problem-linked").text("id", ticket.id.to_string())).into());
    }
    recur::follow(turn, problem.ticket).await?;
    save::keep(turn, &mut ticket, &problem).await?;
    turn.answer(&Phrase::new("problem-added").text("id", ticket.id.to_string()).text("ids", added.join(", "))).await?;
    Ok(())
}

/// `!problem remove PRB-4 T-9`
pub(super) async fn remove(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (mut ticket, problem, ids) = save::among(turn, &call.args.ids, "problem-remove").await?;
    some(&ids)?;
    if problem.state.is_over() {
        return Err(save::illegal(&ticket, &problem, Illegal::Over));
    }
    let mut removed = Vec::new();
    for id in ids {
        let now = turn.now;
        if store::unlink(turn.conn(), problem.ticket, id, now).await? {
            let before = json!({ "incident": id.to_string() });
            turn.record("problem-remove", &ticket.id.to_string(), before, Value::Null).await?;
            turn.emit(Fact::CardsOutdated(id));
            removed.push(id.to_string());
        }
    }
    if removed.is_empty() {
        return Err(Refusal::new(Phrase::new("problem-unlinked").text("id", ticket.id.to_string())).into());
    }
    recur::follow(turn, problem.ticket).await?;
    save::keep(turn, &mut ticket, &problem).await?;
    let phrase = Phrase::new("problem-removed").text("id", ticket.id.to_string()).text("ids", removed.join(", "));
    turn.answer(&phrase).await?;
    Ok(())
}

fn some(ids: &[TicketId]) -> Result<(), Stop> {
    if ids.is_empty() {
        let refusal = Refusal::unclear(Phrase::new("problem-which-incident"));
        return Err(refusal.hint(Phrase::new("problem-which-incident-hint")).into());
    }
    raise::too_many(ids.len())
}

/// Links an incident, and tells it what can be done meanwhile. False: it belonged to the problem already.
pub(super) async fn link(
    turn: &mut Turn<'_>,
    problem: &Problem,
    incident: &Ticket,
    by: Option<PersonId>,
) -> Result<bool, Stop> {
    let now = turn.now;
    if !store::link(turn.conn(), problem.ticket, incident.id, by, now).await? {
        return Ok(false);
    }
    let after = json!({ "incident": incident.id.to_string(), "by_itself": by.is_none() });
    turn.record("problem-add", &problem.ticket.to_string(), Value::Null, after).await?;
    workaround::tell(turn, problem, incident).await?;
    turn.emit(Fact::CardsOutdated(incident.id));
    Ok(true)
}

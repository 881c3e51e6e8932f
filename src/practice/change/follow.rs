//! What becomes of a change by what others do: it is decided, closed, or stands in a ticket's way.

use serde_json::json;

use super::model::{Change, State};
use super::{carry, review, save, store, submit, suspects, view};
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Outcome, Stand};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people;
use crate::ticket::{Side, State as TicketState, Ticket, one_line};

/// Hears a fact.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::ApprovalDecided { ticket, outcome } => decided(turn, ticket, outcome).await,
        Fact::TicketChanged(id) if id.kind() == TicketKind::Change => closed(turn, id).await,
        Fact::TicketChanged(id) if id.kind() == TicketKind::Ticket => suspects::look(turn, id).await,
        _ => Ok(()),
    }
}

async fn decided(turn: &mut Turn<'_>, id: TicketId, outcome: Outcome) -> Result<(), Stop> {
    let Some((mut ticket, mut change)) = save::load(turn, id).await? else { return Ok(()) };
    let is_begun = change.state.started().is_some();
    let to = match outcome {
        Outcome::Approved | Outcome::Rejected => change.state.decided(outcome == Outcome::Approved),
        Outcome::Expired | Outcome::Impossible => change.state.undecided(),
    };
    change.agreed = match outcome {
        Outcome::Approved => Some(true),
        Outcome::Rejected => Some(false),
        Outcome::Expired | Outcome::Impossible => None,
    };
    let after = json!({ "agreed": change.agreed, "begun_before": is_begun });
    save::go_on(turn, &mut ticket, &mut change, to, "change-decide", after).await?;
    carry::settle_timer(turn, &change).await?;
    let stand = if to == State::Rejected { Stand::Dropped } else { Stand::Work };
    turn.emit(Fact::StandWanted { ticket: id, stand });
    match (outcome, change.state) {
        // It goes on, and somebody must decide about it all the same.
        (Outcome::Expired, _) if is_begun => submit::ask_for_approval(turn, &change),
        (Outcome::Approved | Outcome::Rejected, State::PendingReview(_)) if change.unreviewed().is_empty() => {
            review::close(turn, ticket, change).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Its ticket was closed by the desk: it is wanted no more.
async fn closed(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some((mut ticket, mut change)) = save::load(turn, id).await? else { return Ok(()) };
    if ticket.state.is_open() || change.state.is_over() {
        return Ok(());
    }
    let Ok(to) = change.state.give_up() else { return Ok(()) };
    change.asking = None;
    save::go_on(turn, &mut ticket, &mut change, to, "change-cancel", json!({})).await?;
    carry::settle_timer(turn, &change).await
}

/// So much of a reason stands on a card.
const REASON: usize = 200;

/// What is planned, what is missing, and what was done.
pub(super) async fn lines(turn: &mut Turn<'_>, ticket: &Ticket, _side: Side) -> Result<Vec<Phrase>, Stop> {
    if ticket.id.kind() != TicketKind::Change {
        return Ok(Vec::new());
    }
    let Some(change) = store::of(turn.conn(), ticket.id).await? else { return Ok(Vec::new()) };
    let (config, now) = (turn.config.clone(), turn.now);
    let mut lines = view::lines(&config, &change, now);
    if let Some(overridden) = &change.overridden {
        let platform = turn.place.platform.clone();
        let name = people::store::find(turn.conn(), &platform, overridden.by).await?;
        let name = name.map_or_else(|| "?".to_owned(), |person| person.name);
        let reason = one_line(&overridden.text, REASON);
        lines.push(Phrase::new("change-override-line").text("name", name).text("reason", reason));
    }
    lines.extend(missing(turn, &change, ticket));
    lines.extend(view::times(&change, config.timezone, now));
    if let Some(lessons) = &change.review.lessons {
        lines.push(Phrase::new("change-lessons-line").text("text", one_line(&lessons.text, REASON)));
    }
    lines.extend(outstanding(&change));
    Ok(lines)
}

fn missing(turn: &Turn<'_>, change: &Change, ticket: &Ticket) -> Option<Phrase> {
    let parts = match change.state {
        State::Requested => change.missing(&turn.config, ticket.state.assignee()),
        _ => change.unreviewed(),
    };
    (!parts.is_empty()).then(|| Phrase::new("change-missing-line").phrase("missing", view::missing_line(&parts)))
}

/// What an emergency is still to be agreed to, or was not.
fn outstanding(change: &Change) -> Option<Phrase> {
    match (change.state, change.agreed) {
        (State::InProgress { .. } | State::PendingReview(_), None) => Some(Phrase::new("change-unagreed")),
        (state, Some(false)) if state.started().is_some() => Some(Phrase::new("change-disagreed")),
        _ => None,
    }
}

/// A change is led on by its own commands alone, and what is over stays so.
pub(super) async fn object(turn: &mut Turn<'_>, ticket: &Ticket, to: &TicketState) -> Result<(), Stop> {
    if ticket.id.kind() != TicketKind::Change {
        return Ok(());
    }
    let Some(change) = store::of(turn.conn(), ticket.id).await? else { return Ok(()) };
    let id = ticket.id.to_string();
    let is_agreed = matches!(change.state, State::PendingApproval | State::Approved);
    if is_agreed && to.is_open() && ticket.state.is_open() && to.assignee() != ticket.state.assignee() {
        // Who carries it out is part of what is agreed to.
        let refusal = Refusal::new(Phrase::new("change-responsible-fixed").text("id", id));
        return Err(refusal.hint(Phrase::new("change-responsible-fixed-hint")).into());
    }
    let is_fine = match to {
        _ if !ticket.state.is_open() => false,
        TicketState::Resolved { .. } => false,
        TicketState::Closed { resolution: Some(_), .. } => change.state.is_over(),
        TicketState::Closed { .. } => change.state.is_over() || change.state.is_planned(),
        TicketState::Planned { .. } | TicketState::Pending { .. } => {
            change.state.is_planned()
                && matches!(to, TicketState::Pending { on: crate::ticket::PendingOn::Approval, .. })
                || change.state.started().is_some()
        }
        TicketState::New | TicketState::Assigned { .. } => true,
    };
    if is_fine {
        return Ok(());
    }
    let phrase = Phrase::new("change-own-way").text("id", id).choice("state", change.state.name());
    Err(Refusal::new(phrase).hint(Phrase::new("change-illegal-hint").choice("from", change.state.name())).into())
}

//! What becomes of a request: it follows its ticket, and what was decided about it.

use serde_json::json;

use super::model::Phase;
use super::store::{self, Request};
use super::view;
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Outcome};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::ticket::{self, Side, State, Ticket, title_line};

/// Lines of an order on a card; the rest stands in its log.
const LINES: usize = 12;

/// Hears a fact.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::TicketChanged(id) if id.kind() == TicketKind::Request => changed(turn, id).await,
        Fact::ApprovalDecided { ticket, outcome } => decided(turn, ticket, outcome).await,
        _ => Ok(()),
    }
}

async fn changed(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let Some(request) = store::of(turn.conn(), id).await? else { return Ok(()) };
    let phase = request.phase.follow(&ticket.state);
    go_on(turn, request, phase).await
}

async fn decided(turn: &mut Turn<'_>, id: TicketId, outcome: Outcome) -> Result<(), Stop> {
    let Some(request) = store::of(turn.conn(), id).await? else { return Ok(()) };
    if request.phase != Phase::Waiting {
        return Ok(());
    }
    let (anchor, phase) = (request.anchor, Phase::decided(outcome));
    go_on(turn, request, phase).await?;
    // How it was decided is told where it was asked for.
    if phase == Phase::Approved {
        turn.emit(Fact::FulfilmentBegun { ticket: id, anchor });
    }
    Ok(())
}

async fn go_on(turn: &mut Turn<'_>, mut request: Request, phase: Phase) -> Result<(), Stop> {
    if request.phase == phase {
        return Ok(());
    }
    let before = json!({ "phase": request.phase.name() });
    request.phase = phase;
    store::update(turn.conn(), &request).await?;
    turn.record("request-phase", &request.ticket.to_string(), before, json!({ "phase": phase.name() })).await?;
    turn.emit(Fact::CardsOutdated(request.ticket));
    Ok(())
}

/// What was ordered, and how it ended where nobody has said anything to it.
pub(super) async fn lines(turn: &mut Turn<'_>, ticket: &Ticket, _side: Side) -> Result<Vec<Phrase>, Stop> {
    if ticket.id.kind() != TicketKind::Request {
        return Ok(Vec::new());
    }
    let Some(request) = store::of(turn.conn(), ticket.id).await? else { return Ok(Vec::new()) };
    let answers = ticket.description.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    let mut lines: Vec<Phrase> =
        answers.map(|line| Phrase::new("request-line").text("line", title_line(line))).collect();
    if matches!(request.phase, Phase::Cancelled | Phase::Expired | Phase::Impossible) {
        lines.push(view::phase(request.phase));
    }
    Ok(lines)
}

/// What ended without being done does not come back: whoever still wants it orders it again.
pub(super) async fn object(turn: &mut Turn<'_>, ticket: &Ticket, to: &State) -> Result<(), Stop> {
    if ticket.id.kind() != TicketKind::Request || ticket.state.is_open() || !to.is_open() {
        return Ok(());
    }
    let void = store::of(turn.conn(), ticket.id).await?.filter(|request| request.phase.is_void());
    let Some(request) = void else { return Ok(()) };
    let phrase =
        Phrase::new("request-stays-over").text("id", ticket.id.to_string()).phrase("phase", view::phase(request.phase));
    let command = format!("{}request {}", turn.config.prefix, ticket.item.clone().unwrap_or_default());
    Err(Refusal::new(phrase).hint(Phrase::new("request-order-again").text("command", command)).into())
}

//! What becomes of a problem by what others do: somebody takes it, its change is over, an incident comes.

use serde_json::json;

use super::model::State;
use super::{recur, save, solve, store, view, workaround};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::ticket::{self, Side, State as TicketState, Ticket};

/// Hears a fact.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    let Fact::TicketChanged(id) = fact else { return Ok(()) };
    match id.kind() {
        TicketKind::Problem => taken(turn, id).await,
        TicketKind::Change => solve::changed(turn, id).await,
        TicketKind::Ticket => {
            if workaround::catch_up(turn, id).await? {
                return Ok(());
            }
            recur::look(turn, id).await
        }
        TicketKind::Request | TicketKind::Incident => Ok(()),
    }
}

/// Somebody has taken it: they look for its cause.
async fn taken(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some((mut ticket, mut problem)) = save::load(turn, id).await? else { return Ok(()) };
    if problem.state != State::New || ticket.state.assignee().is_none() {
        return Ok(());
    }
    let Ok(to) = problem.analyse() else { return Ok(()) };
    save::go_on(turn, &mut ticket, &mut problem, to, "problem-analyse", json!({})).await
}

/// So many of its incidents stand on the card of a problem, and so many problems on that of an incident.
const SHOWN: i64 = 10;

/// What is known of a problem; of an incident to which problems it belongs.
pub(super) async fn lines(turn: &mut Turn<'_>, ticket: &Ticket, side: Side) -> Result<Vec<Phrase>, Stop> {
    match ticket.id.kind() {
        TicketKind::Problem => {
            let Some(problem) = store::of(turn.conn(), ticket.id).await? else { return Ok(Vec::new()) };
            let count = store::count(turn.conn(), ticket.id).await?;
            let incidents = store::incidents(turn.conn(), ticket.id, SHOWN).await?;
            let mut lines = Vec::from_iter(view::incidents_line(&incidents, count));
            lines.extend(view::lines(&problem));
            Ok(lines)
        }
        TicketKind::Ticket => {
            let problems = store::named_of_incident(turn.conn(), ticket.id, SHOWN).await?;
            let line = |(id, title): &(TicketId, String)| {
                let key = if side == Side::Requester { "problem-of-mine" } else { "problem-of" };
                Phrase::new(key).text("id", id.to_string()).text("title", ticket::title_line(title))
            };
            Ok(problems.iter().map(line).collect())
        }
        TicketKind::Request | TicketKind::Change | TicketKind::Incident => Ok(Vec::new()),
    }
}

/// A problem is led on by its own commands alone, and what is over stays so.
pub(super) async fn object(turn: &mut Turn<'_>, ticket: &Ticket, to: &TicketState) -> Result<(), Stop> {
    if ticket.id.kind() != TicketKind::Problem {
        return Ok(());
    }
    let Some(problem) = store::of(turn.conn(), ticket.id).await? else { return Ok(()) };
    let is_fine = match to {
        _ if !ticket.state.is_open() => false,
        TicketState::Resolved { .. } => false,
        TicketState::Closed { .. } => problem.state.is_over(),
        _ => !problem.state.is_over(),
    };
    if is_fine {
        return Ok(());
    }
    let phrase = Phrase::new("problem-own-way").text("id", ticket.id.to_string());
    let hint = if problem.state.is_over() { "problem-over-hint" } else { "problem-own-way-hint" };
    Err(Refusal::new(phrase).hint(Phrase::new(hint)).into())
}

//! A problem is loaded and saved: its row, its ticket, its cards.

use serde_json::{Value, json};

use super::model::{Illegal, Problem, State, Unfit};
use super::{store, view};
use crate::command::Args;
use crate::error::{Fault, Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::practice::{Call, Who, meaning, permission};
use crate::ticket::{self, Ticket};

/// The ticket and problem of a verb.
pub(super) async fn meant(turn: &mut Turn<'_>, call: &mut Call) -> Result<(Ticket, Problem), Stop> {
    let ticket =
        call.ticket.take().ok_or_else(|| Fault::Other("a verb on a ticket was called without one".to_owned()))?;
    its(turn, ticket).await
}

/// Of the ids of a command the problem, else the one in whose thread it was said; and the other ids. The others are locked
/// first: they have the lower numbers.
pub(super) async fn among(
    turn: &mut Turn<'_>,
    ids: &[TicketId],
    act: &'static str,
) -> Result<(Ticket, Problem, Vec<TicketId>), Stop> {
    let (problems, others): (Vec<TicketId>, Vec<TicketId>) =
        ids.iter().partition(|id| id.kind() == TicketKind::Problem);
    if let [first, second, ..] = problems.as_slice() {
        let key = if first == second { "problem-itself" } else { "problem-of-problem" };
        return Err(Refusal::new(Phrase::new(key).text("id", first.to_string())).into());
    }
    ticket::store::lock_all(turn.conn(), &others).await?;
    let (place, thread, reply_to) = (turn.place.clone(), turn.place.thread.clone(), turn.reply_to.clone());
    if problems.is_empty() && reply_to.is_none() {
        let root = thread.clone().unwrap_or_default();
        if ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?.is_empty() {
            let refusal = Refusal::unclear(Phrase::new("problem-which"));
            return Err(refusal.hint(Phrase::new("problem-which-hint")).into());
        }
    }
    let args = Args { ids: problems, ..Args::default() };
    let ticket = meaning::meant(turn, &args, thread.as_deref(), reply_to.as_deref()).await?;
    permission::permit(turn, Who::Agent, Some(&ticket), act).await?;
    let (ticket, problem) = its(turn, ticket).await?;
    Ok((ticket, problem, others))
}

async fn its(turn: &mut Turn<'_>, ticket: Ticket) -> Result<(Ticket, Problem), Stop> {
    match store::of(turn.conn(), ticket.id).await? {
        Some(problem) => Ok((ticket, problem)),
        None => {
            let refusal = Refusal::new(Phrase::new("problem-is-none").text("id", ticket.id.to_string()));
            Err(refusal.hint(Phrase::new("problem-is-none-hint")).into())
        }
    }
}

/// A problem and its ticket, locked; None: there is none.
pub(super) async fn load(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<(Ticket, Problem)>, Stop> {
    if id.kind() != TicketKind::Problem {
        return Ok(None);
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(None) };
    Ok(store::of(turn.conn(), id).await?.map(|problem| (ticket, problem)))
}

/// Writes what is known of a problem, and brings the cards up to date.
pub(super) async fn keep(turn: &mut Turn<'_>, ticket: &mut Ticket, problem: &Problem) -> Result<(), Stop> {
    store::update(turn.conn(), problem).await?;
    ticket.description = view::description(turn, problem);
    ticket.phase = Some(problem.state.name().to_owned());
    let now = turn.now;
    ticket::store::update(turn.conn(), ticket, now).await?;
    turn.emit(Fact::TicketChanged(ticket.id));
    turn.emit(Fact::CardsOutdated(ticket.id));
    Ok(())
}

/// Writes that a problem has come into another state, with what is to be known of it in the audit log.
pub(super) async fn go_on(
    turn: &mut Turn<'_>,
    ticket: &mut Ticket,
    problem: &mut Problem,
    to: State,
    act: &str,
    after: Value,
) -> Result<(), Stop> {
    let before = json!({ "state": problem.state.name() });
    if to == State::KnownError && problem.known_at.is_none() {
        problem.known_at = Some(turn.now);
    }
    problem.state = to;
    let mut told = json!({ "state": problem.state.name() });
    if let (Value::Object(told), Value::Object(after)) = (&mut told, after) {
        told.extend(after);
    }
    turn.record(act, &ticket.id.to_string(), before, told).await?;
    keep(turn, ticket, problem).await
}

/// Why a problem cannot go on, for people.
pub(super) fn illegal(ticket: &Ticket, problem: &Problem, why: Illegal) -> Stop {
    let id = ticket.id.to_string();
    let state = problem.state.name();
    match why {
        Illegal::Over => {
            let phrase = Phrase::new("problem-over").text("id", id).choice("state", state);
            Refusal::new(phrase).hint(Phrase::new("problem-over-hint")).into()
        }
        Illegal::Already => Refusal::new(Phrase::new("problem-already").text("id", id).choice("state", state)).into(),
        Illegal::NothingKnown => {
            let phrase = Phrase::new("problem-nothing-known").text("id", id);
            Refusal::new(phrase).hint(Phrase::new("problem-nothing-known-hint")).into()
        }
    }
}

/// Why a text is not taken, for people; `empty` asks for it.
pub(super) fn unfit(why: Unfit, empty: Phrase, hint: Phrase) -> Stop {
    match why {
        Unfit::Empty => Refusal::unclear(empty).hint(hint).into(),
        Unfit::Long(length) => {
            let length = i64::try_from(length).unwrap_or(i64::MAX);
            let most = i64::try_from(super::model::MOST_CHARS).unwrap_or(i64::MAX);
            let phrase = Phrase::new("problem-text-long").number("length", length).number("most", most);
            Refusal::new(phrase).hint(Phrase::new("problem-text-long-hint")).into()
        }
    }
}

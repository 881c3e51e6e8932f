//! A problem is solved by a change, or closed without a solution.

use serde_json::json;

use super::model::{self, Illegal, Problem};
use super::{recur, save, store, workaround};
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Stand};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::practice::{Call, meaning, router, threads};
use crate::ticket::relation::{self, Kind, Link};
use crate::ticket::{self, Side, Ticket, title_line};

/// What became of a change, as its ticket says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Going,
    Good,
    /// In the keys of the words: how.
    Bad(&'static str),
}

fn way(change: &Ticket) -> Way {
    match change.phase.as_deref() {
        Some("successful") => Way::Good,
        Some("failed") => Way::Bad("failed"),
        Some("rejected") => Way::Bad("rejected"),
        Some("retracted") => Way::Bad("retracted"),
        Some("cancelled") => Way::Bad("cancelled"),
        _ => Way::Going,
    }
}

/// `!problem fix CHG-88`
pub(super) async fn fix(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (mut ticket, mut problem, others) = save::among(turn, &call.args.ids, "problem-fix").await?;
    let [id] = others.as_slice() else {
        let refusal = Refusal::unclear(Phrase::new("problem-fix-what"));
        return Err(refusal.hint(Phrase::new("problem-fix-hint")).into());
    };
    if id.kind() != TicketKind::Change {
        let refusal = Refusal::new(Phrase::new("problem-no-change").text("id", id.to_string()));
        return Err(refusal.hint(Phrase::new("problem-fix-hint")).into());
    }
    let change = meaning::known(turn, *id).await?;
    if let Way::Bad(how) = way(&change) {
        let refusal = Refusal::new(Phrase::new("problem-change-over").text("id", id.to_string()).choice("how", how));
        return Err(refusal.hint(Phrase::new("problem-change-over-hint")).into());
    }
    let to = problem.fix(*id).map_err(|why| save::illegal(&ticket, &problem, why))?;
    let after = json!({ "change": id.to_string() });
    save::go_on(turn, &mut ticket, &mut problem, to, "problem-fix", after).await?;
    if relation::of_pair(turn.conn(), change.id, ticket.id).await?.is_none() {
        relation::link(turn.conn(), Link { ticket: change.id, other: ticket.id, kind: Kind::Related }).await?;
        turn.emit(Fact::CardsOutdated(change.id));
    }
    if way(&change) == Way::Good {
        // It was carried out before anybody named it here.
        let told = solve(turn, &mut ticket, problem, *id).await?;
        router::listen(turn).await?;
        if let Some(told) = told {
            turn.answer(&told).await?;
        }
        return Ok(());
    }
    let told = Phrase::new("problem-change-told").text("id", ticket.id.to_string());
    inside(turn, &change, &told.text("title", title_line(&ticket.title))).await?;
    router::listen(turn).await?;
    let phrase = Phrase::new("problem-fix-set").text("id", ticket.id.to_string());
    turn.answer(&phrase.text("change", id.to_string())).await?;
    Ok(())
}

/// A change was changed: where it is over, so is what it was to solve, or not.
pub(super) async fn changed(turn: &mut Turn<'_>, change: TicketId) -> Result<(), Stop> {
    let problems = store::to_be_solved_by(turn.conn(), change).await?;
    if problems.is_empty() {
        return Ok(());
    }
    let Some(of) = ticket::store::lock(turn.conn(), change).await? else { return Ok(()) };
    for id in problems {
        let Some((mut ticket, problem)) = save::load(turn, id).await? else { continue };
        match way(&of) {
            Way::Going => {}
            Way::Good => {
                if let Some(told) = solve(turn, &mut ticket, problem, change).await? {
                    inside(turn, &ticket, &told).await?;
                }
            }
            Way::Bad(how) => fail(turn, ticket, problem, (change, how)).await?,
        }
    }
    Ok(())
}

/// The change has solved it; what is said of that.
async fn solve(
    turn: &mut Turn<'_>,
    ticket: &mut Ticket,
    mut problem: Problem,
    change: TicketId,
) -> Result<Option<Phrase>, Stop> {
    let Some(to) = problem.solved(change, turn.now) else { return Ok(None) };
    problem.asking = None;
    let after = json!({ "change": change.to_string() });
    save::go_on(turn, ticket, &mut problem, to, "problem-solve", after).await?;
    let by = turn.actor.as_ref().map(|actor| actor.id).or(ticket.state.assignee()).unwrap_or(ticket.requester);
    over(turn, ticket, &problem, Stand::Done(by)).await?;
    let count = store::count(turn.conn(), ticket.id).await?;
    let phrase = Phrase::new("problem-solved-here").text("id", ticket.id.to_string());
    Ok(Some(phrase.text("change", change.to_string()).number("count", count)))
}

async fn fail(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut problem: Problem,
    (change, how): (TicketId, &'static str),
) -> Result<(), Stop> {
    let Some(to) = problem.failed(change) else { return Ok(()) };
    let after = json!({ "change": change.to_string(), "how": how });
    save::go_on(turn, &mut ticket, &mut problem, to, "problem-unfix", after).await?;
    let phrase = Phrase::new("problem-change-bad").text("id", ticket.id.to_string()).text("change", change.to_string());
    inside(turn, &ticket, &phrase.choice("how", how).choice("state", problem.state.name())).await
}

/// What hangs on a problem ends with it, and its incidents are told.
async fn over(turn: &mut Turn<'_>, ticket: &Ticket, problem: &Problem, stand: Stand) -> Result<(), Stop> {
    cause_ends(turn, problem).await?;
    recur::end(turn, ticket.id).await?;
    turn.emit(Fact::StandWanted { ticket: ticket.id, stand });
    workaround::begin_end(turn, problem).await
}

async fn cause_ends(turn: &mut Turn<'_>, problem: &Problem) -> Result<(), Stop> {
    if let Some(asked) = store::asked(turn.conn(), problem.ticket).await? {
        turn.offer(asked, &[]).await?;
        store::keep_asked(turn.conn(), problem.ticket, None).await?;
    }
    Ok(())
}

/// In the threads of a ticket where people work on it.
async fn inside(turn: &mut Turn<'_>, ticket: &Ticket, phrase: &Phrase) -> Result<(), Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let has_team = homes.iter().any(|home| home.side == Side::Team);
    for home in homes {
        if home.side == Side::Team || !has_team {
            threads::say_at(turn, ticket, &home, phrase, None).await?;
        }
    }
    Ok(())
}

/// `!problem known-error`
pub(super) async fn known_error(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut problem) = save::meant(turn, &mut call).await?;
    let to = problem.know().map_err(|why| save::illegal(&ticket, &problem, why))?;
    if to == problem.state {
        return Err(save::illegal(&ticket, &problem, Illegal::Already));
    }
    save::go_on(turn, &mut ticket, &mut problem, to, "problem-known-error", json!({})).await?;
    router::listen(turn).await?;
    let key = if problem.workaround.is_empty() { "problem-known-without" } else { "problem-known" };
    turn.answer(&Phrase::new(key).text("id", ticket.id.to_string())).await?;
    Ok(())
}

/// `!problem close nobody uses it any more`
pub(super) async fn close(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, problem) = save::meant(turn, &mut call).await?;
    if problem.state.is_over() {
        return Err(save::illegal(&ticket, &problem, Illegal::Over));
    }
    let asks = |why| save::unfit(why, Phrase::new("problem-close-why"), Phrase::new("problem-close-hint"));
    let reason = model::fit(&call.args.text).map_err(asks)?;
    let id = ticket.id.to_string();
    let count = store::count(turn.conn(), ticket.id).await?;
    give_up(turn, ticket, problem, reason).await?;
    router::listen(turn).await?;
    turn.answer(&Phrase::new("problem-closed").text("id", id).number("count", count)).await?;
    Ok(())
}

/// Closes a problem without a solution.
pub(super) async fn give_up(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut problem: Problem,
    reason: String,
) -> Result<(), Stop> {
    problem.asking = None;
    let to = problem.give_up(reason, turn.now).map_err(|why| save::illegal(&ticket, &problem, why))?;
    save::go_on(turn, &mut ticket, &mut problem, to, "problem-close", json!({})).await?;
    over(turn, &ticket, &problem, Stand::Dropped).await
}

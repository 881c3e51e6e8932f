//! `!problem cause`: what is behind it, asked one by one in its thread: five whys, what happened when, what has contributed.
//! `!problem cause The cable is too long` says it at once.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::model::{self, Asking, CauseKind, Illegal, Instead, Part, Problem};
use super::{save, store, view};
use crate::command::Sign;
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::practice::{Call, Tap, Who, permission, threads};
use crate::ticket::Ticket;

/// The kind of a message that asks for something of a problem.
pub(super) const QUESTION: &str = "problem-question";

/// The signs by which the kind of a cause is chosen.
pub(super) const KINDS: [&str; 6] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"];

/// What is kept with a question.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    ticket: TicketId,
    part: Part,
}

/// `!problem cause …`
pub(super) async fn cause(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut problem) = save::meant(turn, &mut call).await?;
    if problem.state.is_over() {
        return Err(save::illegal(&ticket, &problem, Illegal::Over));
    }
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        begin(turn, &mut ticket, &mut problem).await?;
        return go_on(turn, problem, Vec::new()).await;
    }
    let asks = |why| save::unfit(why, Phrase::new("problem-cause-what"), Phrase::new("problem-cause-hint"));
    problem.cause = Some(model::fit(&text).map_err(asks)?);
    begin(turn, &mut ticket, &mut problem).await?;
    let mut lines = vec![Phrase::new("problem-cause-set").text("id", ticket.id.to_string())];
    if problem.cause_kind.is_none() {
        // What was said at once needs no whys, but reports count by kind.
        lines.push(question(Part::Kind));
        return put(turn, problem, Part::Kind, lines).await;
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

/// Somebody looks for the cause from now on.
async fn begin(turn: &mut Turn<'_>, ticket: &mut Ticket, problem: &mut Problem) -> Result<(), Stop> {
    let to = problem.analyse().map_err(|why| save::illegal(ticket, problem, why))?;
    let after = json!({ "cause": problem.cause.is_some() });
    save::go_on(turn, ticket, problem, to, "problem-cause", after).await
}

/// Asks for what is still to be found out, behind what else is to be said; or says that all is.
async fn go_on(turn: &mut Turn<'_>, mut problem: Problem, before: Vec<Phrase>) -> Result<(), Stop> {
    let mut lines = before;
    let Some(part) = problem.next_part() else {
        forget(turn, &mut problem).await?;
        lines.push(Phrase::new("problem-cause-known").text("id", problem.ticket.to_string()));
        threads::say_lines(turn, lines).await?;
        return Ok(());
    };
    let is_first = store::asked(turn.conn(), problem.ticket).await?.is_none();
    let all = i64::try_from(Part::ALL.len()).unwrap_or(i64::MAX);
    let number = i64::try_from(part.number()).unwrap_or(1);
    lines.push(
        Phrase::new("problem-question").phrase("ask", question(part)).number("number", number).number("all", all),
    );
    if is_first {
        lines.push(Phrase::new("problem-ask-how"));
    }
    put(turn, problem, part, lines).await
}

fn question(part: Part) -> Phrase {
    Phrase::new("problem-ask").choice("part", part.name())
}

/// Puts a question to whoever acts, and keeps where it stands: an answer counts there.
async fn put(turn: &mut Turn<'_>, mut problem: Problem, part: Part, lines: Vec<Phrase>) -> Result<(), Stop> {
    if let Some(earlier) = store::asked(turn.conn(), problem.ticket).await? {
        turn.offer(earlier, &[]).await?;
    }
    problem.asking = Some(Asking { part, person: turn.actor()?.id });
    store::update(turn.conn(), &problem).await?;
    let message = threads::say_lines(turn, lines).await?;
    let asked = Asked { ticket: problem.ticket, part };
    prompts::keep(turn.conn(), message, QUESTION, &serde_json::to_value(&asked)?).await?;
    store::keep_asked(turn.conn(), problem.ticket, Some(message)).await?;
    if turn.config.desk.offer_reactions && part == Part::Kind {
        turn.offer(message, &KINDS).await?;
    }
    Ok(())
}

/// Nothing is asked any more.
async fn forget(turn: &mut Turn<'_>, problem: &mut Problem) -> Result<(), Stop> {
    problem.asking = None;
    store::update(turn.conn(), problem).await?;
    if let Some(earlier) = store::asked(turn.conn(), problem.ticket).await? {
        turn.offer(earlier, &[]).await?;
    }
    store::keep_asked(turn.conn(), problem.ticket, None).await?;
    Ok(())
}

/// A message in a thread: an answer, where something was asked of its author there.
pub(super) async fn heard(turn: &mut Turn<'_>, text: &str, root: &str) -> Result<Outcome, Stop> {
    let Some(actor) = turn.actor.as_ref().map(|actor| actor.id) else { return Ok(Outcome::Ignored) };
    for id in store::asked_of(turn.conn(), actor).await? {
        let Some((ticket, problem)) = save::load(turn, id).await? else { continue };
        let Some(asking) = problem.asking.clone().filter(|asking| asking.person == actor) else { continue };
        let Some(asked) = store::asked(turn.conn(), id).await? else { continue };
        if threads::stands_in(turn, asked, root).await? {
            return answer(turn, ticket, problem, asking.part, text).await;
        }
    }
    Ok(Outcome::Ignored)
}

async fn answer(
    turn: &mut Turn<'_>,
    ticket: Ticket,
    mut problem: Problem,
    part: Part,
    text: &str,
) -> Result<Outcome, Stop> {
    match model::instead(text) {
        Some(Instead::Later) => {
            forget(turn, &mut problem).await?;
            turn.answer(&Phrase::new("problem-asks-later").text("id", ticket.id.to_string())).await?;
            return Ok(Outcome::Done);
        }
        Some(Instead::Skip) if part == Part::Cause => {
            // Without it there is no cause; nobody is asked for ever.
            forget(turn, &mut problem).await?;
            turn.answer(&Phrase::new("problem-cause-open").text("id", ticket.id.to_string())).await?;
            return Ok(Outcome::Done);
        }
        Some(Instead::Skip) => {
            problem.answers.insert(part, String::new());
            return keep(turn, ticket, problem, part).await;
        }
        None => {}
    }
    if let Err(Stop::Refusal(refusal)) = give(&mut problem, part, text) {
        // What was said stands in the log, so this is an answer.
        turn.answer(&permission::told(&refusal)).await?;
        return Ok(Outcome::Refused);
    }
    keep(turn, ticket, problem, part).await
}

/// Takes an answer.
fn give(problem: &mut Problem, part: Part, text: &str) -> Result<(), Stop> {
    if part == Part::Kind {
        let kind = CauseKind::read(text).ok_or_else(|| {
            let refusal =
                crate::error::Refusal::unclear(Phrase::new("problem-kind-unknown").text("text", view::short(text)));
            refusal.hint(question(Part::Kind))
        })?;
        problem.cause_kind = Some(kind);
        return Ok(());
    }
    let asks = |why| save::unfit(why, Phrase::new("problem-cause-what"), Phrase::new("problem-cause-hint"));
    let text = model::fit(text).map_err(asks)?;
    match part {
        Part::Cause => problem.cause = Some(text),
        part => {
            problem.answers.insert(part, text);
        }
    }
    Ok(())
}

/// Keeps an answer, and asks on.
async fn keep(turn: &mut Turn<'_>, mut ticket: Ticket, problem: Problem, part: Part) -> Result<Outcome, Stop> {
    let after = json!({ "part": part.name() });
    turn.record("problem-cause", &ticket.id.to_string(), serde_json::Value::Null, after).await?;
    save::keep(turn, &mut ticket, &problem).await?;
    match part {
        // Asked alone, or last: nothing follows it.
        Part::Kind if problem.cause.is_some() => {
            let mut problem = problem;
            forget(turn, &mut problem).await?;
            turn.answer(&Phrase::new("problem-cause-known").text("id", ticket.id.to_string())).await?;
        }
        _ => go_on(turn, problem, Vec::new()).await?,
    }
    Ok(Outcome::Done)
}

/// A tap on the question for the kind of a cause.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Asked { ticket, part } = serde_json::from_value(tap.payload)?;
    let (Sign::Digit(digit @ 1..=6), Part::Kind, false) = (tap.sign, part, tap.taken_back) else {
        return Ok(Outcome::Ignored);
    };
    let Some((ticket, mut problem)) = save::load(turn, ticket).await? else { return Ok(Outcome::Ignored) };
    if !permission::may(turn, Who::Agent, Some(&ticket)).await? {
        return Err(permission::not_permitted(Who::Agent, "problem-cause").into());
    }
    if problem.state.is_over() {
        return Err(save::illegal(&ticket, &problem, Illegal::Over));
    }
    give(&mut problem, Part::Kind, &digit.to_string())?;
    keep(turn, ticket, problem, Part::Kind).await
}

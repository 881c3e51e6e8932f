//! What is missing of a change, asked one by one in its thread; only who is asked is heard. What was answered stays.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::model::{Asking, Change, Part, State};
use super::parts::model::{Instead, instead};
use super::parts::{self, Given};
use super::{check, edit, review, save, store};
use crate::command::Sign;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::practice::{Tap, Who, permission, threads};
use crate::ticket::Ticket;

/// The kind of a message that asks for something of a change.
pub(super) const QUESTION: &str = "change-question";

/// What is kept with a question.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    ticket: TicketId,
    part: Part,
}

/// Everything that is asked for, in order.
fn asked_for(turn: &Turn<'_>, change: &Change) -> Vec<Part> {
    match change.state {
        State::Requested => change.needed(&turn.config),
        _ => vec![Part::Aim, Part::Lessons, Part::FollowUps],
    }
}

/// What is to be asked now.
fn missing(turn: &Turn<'_>, change: &Change, ticket: &Ticket) -> Vec<Part> {
    match change.state {
        State::Requested => change.missing(&turn.config, ticket.state.assignee()),
        _ => change.unreviewed(),
    }
}

/// Asks for the next thing that is missing, behind what else is to be said; or says that all is known.
pub(super) async fn go_on(turn: &mut Turn<'_>, change: Change, before: Vec<Phrase>) -> Result<(), Stop> {
    let Some((ticket, mut change)) = save::load(turn, change.ticket).await? else { return Ok(()) };
    if let Some(earlier) = store::asked(turn.conn(), ticket.id).await? {
        turn.offer(earlier, &[]).await?;
    }
    let missing = missing(turn, &change, &ticket);
    let person = turn.actor()?.id;
    change.asking = missing.first().map(|part| Asking { part: part.clone(), person });
    store::update(turn.conn(), &change).await?;
    let Some(part) = missing.first() else {
        store::keep_asked(turn.conn(), ticket.id, None).await?;
        return complete(turn, ticket, change, before).await;
    };
    let mut lines = before;
    let all = asked_for(turn, &change).len();
    let number = all + 1 - missing.len().min(all);
    lines.push(question(turn, part, (number, all)));
    if number == 1 || store::asked(turn.conn(), ticket.id).await?.is_none() {
        lines.push(Phrase::new("change-ask-how").choice("what", about(&change)));
    }
    put(turn, ticket.id, part, lines).await
}

/// Puts a question, and keeps where it stands: an answer counts there.
async fn put(turn: &mut Turn<'_>, ticket: TicketId, part: &Part, lines: Vec<Phrase>) -> Result<(), Stop> {
    let message = threads::say_lines(turn, lines).await?;
    let asked = Asked { ticket, part: part.clone() };
    prompts::keep(turn.conn(), message, QUESTION, &serde_json::to_value(&asked)?).await?;
    store::keep_asked(turn.conn(), ticket, Some(message)).await?;
    if turn.config.desk.offer_reactions {
        turn.offer(message, signs(part)).await?;
    }
    Ok(())
}

/// What is asked about: what is planned, or how it went.
fn about(change: &Change) -> &'static str {
    if change.state == State::Requested { "plan" } else { "review" }
}

fn question(turn: &Turn<'_>, part: &Part, (number, all): (usize, usize)) -> Phrase {
    let ask = match part {
        Part::Question(name) => {
            let found = turn.config.change_questions.iter().find(|question| question.name == *name);
            let ask = found.map_or(name.as_str(), |question| question.ask(turn.language));
            Phrase::new("change-said").text("text", ask)
        }
        part => Phrase::new("change-ask").choice("part", part.name()),
    };
    if all == 1 {
        return ask;
    }
    let phrase = Phrase::new("change-question").phrase("ask", ask);
    phrase.text("number", number.to_string()).text("all", all.to_string())
}

fn signs(part: &Part) -> &'static [&'static str] {
    match part {
        Part::Impact | Part::Probability => &["1️⃣", "2️⃣", "3️⃣"],
        Part::Question(_) | Part::Aim => &["✅", "❌"],
        _ => &[],
    }
}

/// All is known.
async fn complete(turn: &mut Turn<'_>, ticket: Ticket, change: Change, before: Vec<Phrase>) -> Result<(), Stop> {
    let id = ticket.id.to_string();
    match change.state {
        State::Requested => {
            let mut lines = before;
            lines.push(Phrase::new("change-complete").text("id", id));
            threads::say_lines(turn, lines).await?;
            Ok(())
        }
        State::PendingReview(_) => review::finish(turn, ticket, change, before).await,
        _ => Ok(()),
    }
}

/// Of a new window or new services: what stands in the way, said at once and not only when it is handed in.
pub(super) async fn warn(turn: &mut Turn<'_>, change: &Change, ticket: &Ticket) -> Result<Vec<Phrase>, Stop> {
    let Some(window) = change.window else { return Ok(Vec::new()) };
    let checked = check::check(turn, change, ticket.state.assignee(), window).await?;
    let objections = checked.objections(turn, change);
    Ok(objections.into_iter().map(|what| Phrase::new("change-objection").phrase("what", what)).collect())
}

/// A message in a thread: an answer, where something was asked of its author there.
pub(super) async fn heard(turn: &mut Turn<'_>, text: &str, root: &str) -> Result<Outcome, Stop> {
    let Some(actor) = turn.actor.as_ref().map(|actor| actor.id) else { return Ok(Outcome::Ignored) };
    for id in store::asked_of(turn.conn(), actor).await? {
        if let Some((ticket, change)) = asked_here(turn, id, root).await? {
            return answer(turn, ticket, change, text).await;
        }
    }
    Ok(Outcome::Ignored)
}

/// A change of which something was asked of the actor in a thread of this room.
async fn asked_here(turn: &mut Turn<'_>, id: TicketId, root: &str) -> Result<Option<(Ticket, Change)>, Stop> {
    let Some(actor) = turn.actor.as_ref().map(|actor| actor.id) else { return Ok(None) };
    let Some((ticket, change)) = save::load(turn, id).await? else { return Ok(None) };
    if change.asking.as_ref().is_none_or(|asking| asking.person != actor) {
        return Ok(None);
    }
    let Some(asked) = store::asked(turn.conn(), id).await? else { return Ok(None) };
    Ok(threads::stands_in(turn, asked, root).await?.then_some((ticket, change)))
}

async fn answer(turn: &mut Turn<'_>, mut ticket: Ticket, mut change: Change, text: &str) -> Result<Outcome, Stop> {
    let Some(Asking { part, .. }) = change.asking.clone() else { return Ok(Outcome::Ignored) };
    match instead(text) {
        Some(Instead::Later) => {
            change.asking = None;
            store::update(turn.conn(), &change).await?;
            let phrase = Phrase::new("change-asks-later").text("id", ticket.id.to_string());
            let phrase = phrase.choice("what", about(&change));
            turn.answer(&phrase).await?;
            return Ok(Outcome::Done);
        }
        Some(Instead::Help) => {
            let ask = question(turn, &part, (1, 1));
            threads::say_lines(turn, vec![ask, Phrase::new("change-ask-how").choice("what", about(&change))]).await?;
            return Ok(Outcome::Done);
        }
        Some(Instead::Back) => {
            let Some(before) = before(turn, &change, &part) else {
                turn.answer(&Phrase::new("change-no-back")).await?;
                return Ok(Outcome::Refused);
            };
            return ask_again(turn, change, before).await;
        }
        Some(Instead::Skip) if part == Part::Responsible => {
            let actor = turn.actor()?.id;
            parts::set_responsible(&mut ticket, actor);
            return keep(turn, ticket, change, &part, Vec::new()).await;
        }
        Some(Instead::Skip) if part != Part::FollowUps => {
            let refusal = Refusal::unclear(Phrase::new("change-needed"));
            turn.answer(&permission::told(&refusal)).await?;
            return Ok(Outcome::Refused);
        }
        _ => {}
    }
    let event = turn.message.clone();
    let mut notes =
        match parts::give(turn, &mut change, &mut ticket, Given { part: &part, text, event: &event }).await? {
            Ok(note) => Vec::from_iter(note),
            Err(refusal) => {
                // What was said stands in the log, so this is an answer.
                turn.answer(&permission::told(&refusal)).await?;
                return Ok(Outcome::Refused);
            }
        };
    match part {
        Part::Window | Part::Services => notes.extend(warn(turn, &change, &ticket).await?),
        Part::FollowUps => notes.extend(review::follow_up(turn, &ticket, text).await?),
        _ => {}
    }
    keep(turn, ticket, change, &part, notes).await
}

/// What was asked before something.
fn before(turn: &Turn<'_>, change: &Change, part: &Part) -> Option<Part> {
    let all = asked_for(turn, change);
    let at = all.iter().position(|one| one == part)?.checked_sub(1)?;
    all.get(at).cloned()
}

/// Asks for something that was answered before.
async fn ask_again(turn: &mut Turn<'_>, mut change: Change, part: Part) -> Result<Outcome, Stop> {
    let person = turn.actor()?.id;
    change.asking = Some(Asking { part: part.clone(), person });
    store::update(turn.conn(), &change).await?;
    let ask = question(turn, &part, (1, 1));
    put(turn, change.ticket, &part, vec![ask]).await?;
    Ok(Outcome::Done)
}

/// Keeps an answer, and asks on.
async fn keep(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    change: Change,
    part: &Part,
    notes: Vec<Phrase>,
) -> Result<Outcome, Stop> {
    turn.record("change-plan", &ticket.id.to_string(), Value::Null, json!({ "part": part.name() })).await?;
    save::plan(turn, &mut ticket, &change).await?;
    go_on(turn, change, notes).await?;
    Ok(Outcome::Done)
}

/// A tap on a question, also on one that was answered before.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let Asked { ticket, part } = serde_json::from_value(tap.payload)?;
    let text = match tap.sign {
        Sign::Yes => "yes".to_owned(),
        Sign::No => "no".to_owned(),
        Sign::Digit(digit) => digit.to_string(),
        _ => return Ok(Outcome::Ignored),
    };
    let takes = match part {
        Part::Impact | Part::Probability => matches!(tap.sign, Sign::Digit(1..=3)),
        Part::Question(_) | Part::Aim => matches!(tap.sign, Sign::Yes | Sign::No),
        _ => false,
    };
    let Some((mut ticket, mut change)) = save::load(turn, ticket).await? else { return Ok(Outcome::Ignored) };
    if !takes {
        return Ok(Outcome::Ignored);
    }
    if !permission::may(turn, Who::Involved, Some(&ticket)).await? {
        return Err(permission::not_permitted(Who::Involved, "change-edit").into());
    }
    let is_review = part == Part::Aim;
    let is_open = match change.state {
        State::Requested => !is_review,
        State::PendingReview(_) => is_review,
        _ => false,
    };
    let before = change.clone();
    let event = turn.message.clone();
    if let Err(refusal) =
        parts::give(turn, &mut change, &mut ticket, Given { part: &part, text: &text, event: &event }).await?
    {
        return Err(refusal.into());
    }
    if !is_open {
        return edit::keep(turn, ticket, change, &before).await.map(|_| Outcome::Done);
    }
    keep(turn, ticket, change, &part, Vec::new()).await
}

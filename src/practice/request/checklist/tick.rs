//! Ticking and unticking: `!tick 3`, the number as a reaction, ✅ on the only one that is left.

use serde_json::json;

use super::model::{Checklist, Done, Obstacle, Tapped, View};
use super::places::{self, Listed};
use super::view::{self, Page};
use super::{due, meant, proof, store};
use crate::command::Sign;
use crate::config::Proof;
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Noteworthy};
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people;
use crate::practice::permission::told;
use crate::practice::{Call, Tap, threads};
use crate::ticket::log::{self, Act};
use crate::ticket::{self, Side, Ticket};

/// `!tick 3`, `!tick 3 what shows it`, `!tick REQ-9 3`; without a number, the list.
pub(super) async fn tick(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (ticket, mut list) = meant::list(turn, &call.args).await?;
    let text = call.args.text.trim();
    if text.is_empty() {
        return show(turn, &ticket, &list).await;
    }
    let Some((number, note)) = meant::number(text) else { return Err(no_number().into()) };
    let task = meant::task(&ticket, &list, number)?.clone();
    if !meant::may(turn, &ticket, &task).await? {
        return Err(meant::not_yours(turn, &list, &task).await?.into());
    }
    if let Some(obstacle) = list.obstacle(number) {
        return Err(meant::refusal(turn, &ticket, &list, number, obstacle).await?);
    }
    let is_shown = match task.proof {
        None => true,
        Some(Proof::Note) => !note.is_empty(),
        Some(Proof::File) => call.attachment.is_some(),
    };
    if !is_shown {
        return proof::ask(turn, &ticket, &task, None).await;
    }
    let entry = match (note.is_empty(), &call.attachment) {
        (true, None) => None,
        _ => Some(proof::keep(turn, &ticket, note, call.attachment.as_ref()).await?),
    };
    let done = Done { by: turn.actor()?.id, at: turn.now, tap: None, entry };
    complete(turn, &ticket, &mut list, number, done).await?;
    answer(turn, "checklist-ticked", &list, number).await
}

/// `!untick 3`
pub(super) async fn untick(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (ticket, mut list) = meant::list(turn, &call.args).await?;
    let Some((number, _)) = meant::number(call.args.text.trim()) else { return Err(no_number().into()) };
    let task = meant::task(&ticket, &list, number)?.clone();
    if !meant::may(turn, &ticket, &task).await? {
        return Err(meant::not_yours(turn, &list, &task).await?.into());
    }
    match open_again(turn, &ticket, &mut list, number).await? {
        Some(obstacle) => Err(meant::refusal(turn, &ticket, &list, number, obstacle).await?),
        None => answer(turn, "checklist-unticked", &list, number).await,
    }
}

fn no_number() -> Refusal {
    Refusal::unclear(Phrase::new("checklist-number")).hint(Phrase::new("checklist-number-hint"))
}

async fn show(turn: &mut Turn<'_>, ticket: &Ticket, list: &Checklist) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let people = view::people(turn, &platform, list).await?;
    let body = {
        let parties = places::parties(turn, ticket);
        let view = if ticket.is_of(turn.actor()?.id) { View::Requester } else { View::Shared };
        let page = Page {
            ticket,
            list,
            view: &view,
            people: &people,
            config: &turn.config,
            parties,
            now: turn.now,
            is_answer: true,
        };
        view::page(&turn.words, turn.language, &page)
    };
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// Says what was ticked or unticked, and how far the list is.
pub(super) async fn answer(turn: &mut Turn<'_>, key: &'static str, list: &Checklist, number: i16) -> Result<(), Stop> {
    let Some(task) = list.task(number) else { return Ok(()) };
    let phrase = view::one(key, list, task, turn.language);
    turn.answer(&phrase).await?;
    Ok(())
}

/// A tap on a message that shows a list, or one that was taken back.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Listed { ticket: id } = serde_json::from_value(tap.payload)?;
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(Outcome::Ignored) };
    let Some(mut list) = store::of(turn.conn(), id).await? else { return Ok(Outcome::Ignored) };
    let shown = store::messages(turn.conn(), id).await?.into_iter().find(|shown| shown.message == tap.message);
    let Some(shown) = shown else { return Ok(Outcome::Ignored) };
    let digit = match tap.sign {
        Sign::Digit(digit) => Some(i16::from(digit)),
        _ => None,
    };
    let tapped = Tapped { on: tap.message, by_number: digit.is_some() };
    if tap.taken_back {
        return taken_back(turn, &ticket, &mut list, tapped, digit).await;
    }
    if turn.actor()?.usual_language(&turn.config).is_none() {
        // Who only taps has read the list.
        let homes = ticket::store::places(turn.conn(), id).await?;
        let home = homes.iter().find(|home| Some(home.card) == shown.card);
        let platform = turn.place.platform.clone();
        turn.language = places::language(turn, &ticket, &shown.view, home, &platform).await?;
    }
    let Some(number) = digit.or_else(|| list.only_open(&shown.view)) else {
        let person = turn.actor()?.id;
        if ticket::store::first_hint(turn.conn(), id, person, "checklist-which").await? {
            turn.answer(&Phrase::new("checklist-tap-number")).await?;
        }
        return Ok(Outcome::Refused);
    };
    let Some(task) = list.shown(&shown.view).find(|task| task.number == number).cloned() else {
        return Ok(Outcome::Ignored);
    };
    if !meant::may(turn, &ticket, &task).await? {
        let person = turn.actor()?.id;
        if ticket::store::first_hint(turn.conn(), id, person, "checklist-tick").await? {
            let refusal = meant::not_yours(turn, &list, &task).await?;
            turn.answer(&told(&refusal)).await?;
        }
        return Ok(Outcome::Refused);
    }
    match list.obstacle(number) {
        // It is what they say.
        Some(Obstacle::Done(_)) => return Ok(Outcome::Ignored),
        Some(obstacle) => return Err(meant::refusal(turn, &ticket, &list, number, obstacle).await?),
        None => {}
    }
    if task.proof.is_some() {
        proof::ask(turn, &ticket, &task, Some(tapped)).await?;
        return Ok(Outcome::Done);
    }
    let done = Done { by: turn.actor()?.id, at: turn.now, tap: Some(tapped), entry: None };
    complete(turn, &ticket, &mut list, number, done).await?;
    Ok(Outcome::Done)
}

/// Who takes their tap back takes back what it did: the tick, or the question what shows it.
async fn taken_back(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    list: &mut Checklist,
    tapped: Tapped,
    number: Option<i16>,
) -> Result<Outcome, Stop> {
    let by = turn.actor()?.id;
    let Some(number) = list.tapped_by(by, tapped, number) else {
        let was_asked = proof::drop_ask(turn, ticket.id, tapped, number).await?;
        return Ok(if was_asked { Outcome::Done } else { Outcome::Ignored });
    };
    match open_again(turn, ticket, list, number).await? {
        Some(obstacle) => Err(meant::refusal(turn, ticket, list, number, obstacle).await?),
        None => Ok(Outcome::Done),
    }
}

/// Ticks a task that can be ticked: the row, the log, the messages; and says so when it was the last that must be done.
pub(super) async fn complete(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    list: &mut Checklist,
    number: i16,
    done: Done,
) -> Result<(), Stop> {
    let was_complete = list.is_complete();
    let entry = done.entry;
    if let Err(obstacle) = list.tick(number, done) {
        return Err(meant::refusal(turn, ticket, list, number, obstacle).await?);
    }
    keep(turn, ticket, list, number, (Act::Ticked, "checklist-tick"), entry).await?;
    if let Some(task) = list.task(number) {
        let what = Noteworthy::TaskDone { title: task.title.clone() };
        turn.emit(Fact::Noted { ticket: ticket.id, what });
    }
    if !was_complete && list.is_complete() {
        tell_complete(turn, ticket).await?;
    }
    Ok(())
}

/// Unticks a task, unless something is in the way.
pub(super) async fn open_again(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    list: &mut Checklist,
    number: i16,
) -> Result<Option<Obstacle>, Stop> {
    match list.untick(number) {
        Ok(was) => {
            keep(turn, ticket, list, number, (Act::Unticked, "checklist-untick"), was.entry).await?;
            Ok(None)
        }
        Err(obstacle) => Ok(Some(obstacle)),
    }
}

async fn keep(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    list: &Checklist,
    number: i16,
    (act, recorded): (Act, &'static str),
    entry: Option<i64>,
) -> Result<(), Stop> {
    let Some(task) = list.task(number) else { return Ok(()) };
    store::keep(turn.conn(), ticket.id, task).await?;
    let (who, title) = ((turn.actor()?.id, turn.said_at), task.title(turn.config.language).to_owned());
    let cause = (turn.cause.platform.clone(), turn.cause.event.clone());
    log::act(turn.conn(), ticket.id, who, act, &title, (&cause.0, &cause.1)).await?;
    let state = |done: bool| json!({ "task": task.name, "done": done, "entry": entry.filter(|_| done) });
    let after = state(!task.is_open());
    turn.record(recorded, &ticket.id.to_string(), state(task.is_open()), after).await?;
    places::show(turn, ticket, list).await?;
    due::settle(turn, list).await?;
    // The cards say how far it is.
    turn.emit(Fact::CardsOutdated(ticket.id));
    Ok(())
}

/// All is done that must be: whoever has the ticket can resolve it.
async fn tell_complete(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let actor = turn.actor()?.id;
    let phrase = Phrase::new("checklist-complete").text("id", ticket.id.to_string());
    let phrase = phrase.choice("kind", ticket.id.kind().name());
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Requester {
            continue;
        }
        let assignee = match ticket.state.assignee().filter(|assignee| *assignee != actor) {
            Some(assignee) => people::store::find(turn.conn(), &home.platform, assignee).await?,
            None => None,
        };
        let phrase = match &assignee {
            Some(assignee) => Phrase::new("checklist-complete-to")
                .node("person", threads::person(assignee))
                .phrase("what", phrase.clone()),
            None => phrase.clone(),
        };
        threads::say_at(turn, ticket, &home, &phrase, assignee.as_ref()).await?;
    }
    Ok(())
}

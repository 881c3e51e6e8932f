//! `!problem workaround …`: what can be done meanwhile is told in the threads of all open incidents, each in its reader's
//! language, and once: a row for each incident and revision stands in the same commit as the message.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::model::{self, Illegal, Problem, State, Workaround};
use super::{save, store, view};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::TicketId;
use crate::people::{self, Person};
use crate::practice::by_language::by_language;
use crate::practice::threads::{self, place_of};
use crate::practice::{Call, Edited};
use crate::ticket::{self, Side, Ticket, TicketPlace};

/// The timer that tells the next incidents.
pub(super) const TELL: &str = "problem-tell";
/// The timer that tells the next incidents of the end.
pub(super) const END: &str = "problem-end";
/// So many incidents are told in one turn, so that others come in between.
const PAGE: i64 = 50;
/// So long is waited before each, so that what this turn says itself stands before it, and what others say in between.
const PAUSE: TimeDelta = TimeDelta::seconds(1);

/// Where the telling stands.
#[derive(Debug, Serialize, Deserialize)]
struct Telling {
    problem: TicketId,
    revision: i32,
    after: TicketId,
}

/// `!problem workaround PRB-4 de: Neu starten en: Restart it`
pub(super) async fn set(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, problem) = save::meant(turn, &mut call).await?;
    let (id, text) = (ticket.id.to_string(), call.args.text.clone());
    if text.trim().is_empty() && !problem.workaround.is_empty() {
        let lines = view::workaround_lines(&problem);
        threads::say_lines(turn, Vec::from_iter(lines)).await?;
        return Ok(());
    }
    let (problem, count) = keep(turn, ticket, problem, &text).await?;
    let key = if problem.workaround.revision == 1 { "problem-workaround-set" } else { "problem-workaround-changed" };
    turn.answer(&Phrase::new(key).text("id", id).number("count", count)).await?;
    Ok(())
}

/// Keeps a workaround, and begins to tell it; so many open incidents are told.
async fn keep(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut problem: Problem,
    text: &str,
) -> Result<(Problem, i64), Stop> {
    if problem.state.is_over() {
        return Err(save::illegal(&ticket, &problem, Illegal::Over));
    }
    let asks = || (Phrase::new("problem-workaround-what"), Phrase::new("problem-workaround-hint"));
    let unfit = |why| save::unfit(why, asks().0, asks().1);
    model::fit(text).map_err(unfit)?;
    let texts = by_language(text, turn.language);
    if texts.is_empty() {
        return Err(unfit(model::Unfit::Empty));
    }
    for text in texts.values() {
        model::fit(text).map_err(unfit)?;
    }
    let Some(after) = problem.workaround.with(texts) else {
        return Err(Refusal::new(Phrase::new("problem-workaround-same").text("id", ticket.id.to_string())).into());
    };
    problem.workaround = after;
    let to = match problem.know() {
        Ok(to) => to,
        Err(_) => problem.state.clone(),
    };
    let languages: Vec<&String> = problem.workaround.texts.keys().collect();
    let after = json!({ "revision": problem.workaround.revision, "languages": languages });
    save::go_on(turn, &mut ticket, &mut problem, to, "problem-workaround", after).await?;
    let count = store::count_open(turn.conn(), problem.ticket).await?;
    go_on_telling(
        turn,
        TELL,
        Telling { problem: problem.ticket, revision: problem.workaround.revision, after: TicketId(0) },
    )
    .await?;
    Ok((problem, count))
}

async fn go_on_telling(turn: &mut Turn<'_>, timer: &str, telling: Telling) -> Result<(), Stop> {
    // Of each revision its own, so that an older one does not move it; and of each page: a timer that is due at the same
    // moment as one of the same key is the same one.
    let key = format!("{timer}:{}:{}:{}", telling.problem.0, telling.revision, telling.after.0);
    let due = turn.now + PAUSE;
    turn.schedule(&key, timer, due, &serde_json::to_value(&telling)?).await?;
    Ok(())
}

/// The message that said a workaround was edited: the new words count.
pub(super) async fn edited(turn: &mut Turn<'_>, edited: &Edited) -> Result<Outcome, Stop> {
    let Some(("problem-workaround", args)) = edited.command.as_ref().map(|(verb, args)| (*verb, args)) else {
        return Ok(Outcome::Ignored);
    };
    if edited.before != Some("problem-workaround") || args.text.trim().is_empty() {
        return Ok(Outcome::Ignored);
    }
    let (thread, reply_to) = (turn.place.thread.clone(), turn.reply_to.clone());
    let ticket = crate::practice::meaning::meant(turn, args, thread.as_deref(), reply_to.as_deref()).await?;
    crate::practice::permission::permit(turn, crate::practice::Who::Agent, Some(&ticket), "problem-workaround").await?;
    let Some(problem) = store::of(turn.conn(), ticket.id).await? else { return Ok(Outcome::Ignored) };
    let id = ticket.id.to_string();
    let texts = by_language(&args.text, turn.language);
    if problem.workaround.with(texts).is_none() {
        return Ok(Outcome::Ignored);
    }
    let (_, count) = keep(turn, ticket, problem, &args.text).await?;
    turn.answer(&Phrase::new("problem-workaround-changed").text("id", id).number("count", count)).await?;
    Ok(Outcome::Done)
}

/// The next incidents are told what can be done meanwhile.
pub(super) async fn due(turn: &mut Turn<'_>, payload: serde_json::Value) -> Result<(), Stop> {
    let telling: Telling = serde_json::from_value(payload)?;
    let Some(problem) = store::of(turn.conn(), telling.problem).await? else { return Ok(()) };
    if problem.state.is_over() || problem.workaround.revision != telling.revision {
        // A newer one is told instead.
        return Ok(());
    }
    let incidents = page(turn, &telling, true).await?;
    for incident in &incidents {
        tell(turn, &problem, incident).await?;
    }
    next(turn, TELL, telling, &incidents).await
}

async fn page(turn: &mut Turn<'_>, telling: &Telling, open: bool) -> Result<Vec<Ticket>, Stop> {
    let ids = store::page(turn.conn(), telling.problem, telling.after, open, PAGE).await?;
    ticket::store::lock_all(turn.conn(), &ids).await?;
    Ok(ticket::store::by_ids(turn.conn(), &ids).await?)
}

async fn next(turn: &mut Turn<'_>, timer: &str, telling: Telling, told: &[Ticket]) -> Result<(), Stop> {
    match told.last() {
        Some(last) if i64::try_from(told.len()).is_ok_and(|told| told >= PAGE) => {
            go_on_telling(turn, timer, Telling { after: last.id, ..telling }).await
        }
        _ => Ok(()),
    }
}

/// Tells an incident, once, what can be done meanwhile, where it is open and anything can.
pub(super) async fn tell(turn: &mut Turn<'_>, problem: &Problem, incident: &Ticket) -> Result<(), Stop> {
    if !incident.state.is_open() || problem.state.is_over() {
        return Ok(());
    }
    let homes = ticket::store::places(turn.conn(), incident.id).await?;
    let reader = homes.iter().find(|home| home.side != Side::Team).or_else(|| homes.first());
    let Some(reader) = reader else { return Ok(()) };
    let language = threads::side_language(turn, incident, &place_of(reader), reader.side).await?;
    let Some(written) = problem.workaround.of(language) else { return Ok(()) };
    let (revision, told) = (written.revision, written.text.clone());
    let now = turn.now;
    if !store::tell(turn.conn(), problem.ticket, incident.id, revision, now).await? {
        return Ok(());
    }
    let before = revision > 1 && store::was_told(turn.conn(), problem.ticket, incident.id, revision).await?;
    for home in &homes {
        let key = match (home.side, before) {
            (Side::Team, _) => "problem-told-inside",
            (_, false) => "problem-told",
            (_, true) => "problem-told-again",
        };
        let phrase = Phrase::new(key).text("problem", problem.ticket.to_string());
        let phrase = phrase.text("id", incident.id.to_string());
        // The team reads what the requester was told, in the words that they were told it with.
        let phrase = match home.side {
            Side::Team => phrase.text("text", &told),
            Side::Requester | Side::Shared => phrase.phrase("text", words(&problem.workaround)),
        };
        say(turn, incident, home, phrase).await?;
    }
    turn.emit(Fact::KnownErrorTold { ticket: incident.id });
    Ok(())
}

/// Says something where an incident lives; its requester, where they are there, is notified.
async fn say(turn: &mut Turn<'_>, incident: &Ticket, home: &TicketPlace, phrase: Phrase) -> Result<(), Stop> {
    let requester = match home.side {
        Side::Team => None,
        Side::Shared | Side::Requester => requester(turn, incident, home).await?,
    };
    let phrase = match &requester {
        Some(person) => Phrase::new("problem-to").node("person", threads::person(person)).phrase("what", phrase),
        None => phrase,
    };
    threads::say_at(turn, incident, home, &phrase, requester.as_ref()).await?;
    Ok(())
}

/// Whose an incident is, where they are still there to read it.
async fn requester(turn: &mut Turn<'_>, incident: &Ticket, home: &TicketPlace) -> Result<Option<Person>, Stop> {
    let person = people::store::find(turn.conn(), &home.platform, incident.requester).await?;
    let Some(person) = person else { return Ok(None) };
    let is_there = people::store::is_member(turn.conn(), &home.platform, &home.room, &person.account).await?;
    Ok(is_there.then_some(person))
}

/// A workaround, for whoever reads it.
pub(super) fn words(workaround: &Workaround) -> Phrase {
    Language::ALL.into_iter().fold(Phrase::new("problem-text"), |phrase, language| {
        let text = workaround.of(language).map(|written| written.text.clone()).unwrap_or_default();
        phrase.text(language.code(), text)
    })
}

/// An incident was changed: one that was opened again, or is somebody else's now, may have missed something. False: it
/// belongs to no open problem.
pub(super) async fn catch_up(turn: &mut Turn<'_>, incident: TicketId) -> Result<bool, Stop> {
    let problems = store::open_of_incident(turn.conn(), incident).await?;
    if problems.iter().all(|problem| problem.workaround.is_empty()) {
        return Ok(!problems.is_empty());
    }
    if let Some(ticket) = ticket::store::lock(turn.conn(), incident).await? {
        for problem in &problems {
            if store::has_missed(turn.conn(), problem.ticket, incident, problem.workaround.revision).await? {
                tell(turn, problem, &ticket).await?;
            }
        }
    }
    Ok(true)
}

/// The incidents of a problem that is over are told so.
pub(super) async fn begin_end(turn: &mut Turn<'_>, problem: &Problem) -> Result<(), Stop> {
    go_on_telling(turn, END, Telling { problem: problem.ticket, revision: store::END, after: TicketId(0) }).await
}

/// The next incidents are told that it is over.
pub(super) async fn end_due(turn: &mut Turn<'_>, payload: serde_json::Value) -> Result<(), Stop> {
    let telling: Telling = serde_json::from_value(payload)?;
    let Some(problem) = store::of(turn.conn(), telling.problem).await? else { return Ok(()) };
    let incidents = page(turn, &telling, false).await?;
    for incident in &incidents {
        let now = turn.now;
        if store::tell(turn.conn(), problem.ticket, incident.id, store::END, now).await? {
            tell_end(turn, &problem, incident).await?;
        }
    }
    next(turn, END, telling, &incidents).await
}

async fn tell_end(turn: &mut Turn<'_>, problem: &Problem, incident: &Ticket) -> Result<(), Stop> {
    let (id, of) = (incident.id.to_string(), problem.ticket.to_string());
    for home in ticket::store::places(turn.conn(), incident.id).await? {
        let is_inside = home.side == Side::Team;
        if is_inside && !incident.state.is_open() {
            continue;
        }
        let phrase = match &problem.state {
            State::Solved { change, .. } => {
                let key = if is_inside { "problem-solved-inside" } else { "problem-solved" };
                Phrase::new(key).text("change", change.to_string())
            }
            State::Unsolved { reason, .. } => {
                let key = if is_inside { "problem-unsolved-inside" } else { "problem-unsolved" };
                Phrase::new(key).text("reason", reason.clone())
            }
            _ => return Ok(()),
        };
        say(turn, incident, &home, phrase.text("id", id.clone()).text("problem", of.clone())).await?;
    }
    turn.emit(Fact::CardsOutdated(incident.id));
    Ok(())
}

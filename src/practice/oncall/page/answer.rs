//! What those say who were woken: they have it, or somebody else must.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::model::{Next, Page, State, read_name};
use super::{bundle, end, step, store};
use crate::command::Sign;
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Noteworthy};
use crate::flow::Outcome;
use crate::flow::outbox;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::people;
use crate::people::role::Role;
use crate::practice::{Call, Tap, permission, threads};
use crate::ticket::{self, Side};

/// So long after all were woken somebody who answers without a name means that.
const LATELY: TimeDelta = TimeDelta::hours(12);

/// ✅ or 🔼 on a message that has woken somebody; ✅ taken back: they do not have it after all.
pub(in super::super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let pages = bundle::pages_of(turn, tap.message).await?;
    if tap.sign == Sign::Finish {
        // Only what is about no ticket is ended so, and its message is about nothing else.
        return match (pages.into_iter().next(), tap.taken_back) {
            (Some(page), false) => end::tapped(turn, page).await.map(|()| Outcome::Done),
            _ => Ok(Outcome::Ignored),
        };
    }
    for page in &pages {
        permitted(turn, page).await?;
    }
    let page = match <[Page; 1]>::try_from(pages) {
        Ok([page]) => page,
        Err(pages) => return several(turn, pages, (tap.sign, tap.taken_back)).await,
    };
    match (tap.sign, tap.taken_back) {
        (Sign::Yes, false) => acked(turn, page, Told::Here).await.map(|()| Outcome::Done),
        (Sign::Yes, true) => unacked(turn, page).await,
        (_, false) => go_on_now(turn, page).await.map(|()| Outcome::Done),
        (_, true) => Ok(Outcome::Ignored),
    }
}

/// A message about several pages: what can be done is done for each of them, and answered once.
async fn several(turn: &mut Turn<'_>, pages: Vec<Page>, (sign, taken_back): (Sign, bool)) -> Result<Outcome, Stop> {
    let mut done = 0;
    for page in pages {
        match (sign, taken_back, page.state) {
            (Sign::Yes, false, State::Open(_) | State::Unanswered) => acked(turn, page, Told::Elsewhere).await?,
            (Sign::Yes, true, State::Acked { .. }) => drop(unacked(turn, page).await?),
            (Sign::Escalate, false, State::Open(_) | State::Acked { .. }) => go_on_now(turn, page).await?,
            _ => continue,
        }
        done += 1;
    }
    match (sign, taken_back, done) {
        (_, true, 0) => Ok(Outcome::Ignored),
        (_, false, 0) => Err(Refusal::new(Phrase::new("page-over-already")).into()),
        (Sign::Yes, false, _) => {
            turn.answer(&Phrase::new("page-all-yours").number("count", done)).await?;
            Ok(Outcome::Done)
        }
        _ => Ok(Outcome::Done),
    }
}

/// Where somebody is told that they have what they were woken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Told {
    /// Where this turn happens.
    Here,
    /// They see it anyway.
    Elsewhere,
}

/// `!ack`, `!ack T-7`
pub(in super::super) async fn ack(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let page = named(turn, &call).await?;
    permitted(turn, &page).await?;
    acked(turn, page, Told::Here).await
}

/// `!escalate`, `!escalate T-7`
pub(in super::super) async fn escalate(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let page = named(turn, &call).await?;
    permitted(turn, &page).await?;
    let is_told = is_told_here(turn, &page).await?;
    let name = page.name();
    go_on_now(turn, page).await?;
    if !is_told {
        turn.answer(&Phrase::new("page-escalated-yours").text("id", name)).await?;
    }
    Ok(())
}

/// Whether this turn happens where it is told what becomes of a page: then that is the answer.
pub(super) async fn is_told_here(turn: &mut Turn<'_>, page: &Page) -> Result<bool, Stop> {
    let Some(id) = page.ticket else {
        return Ok(turn.place.room == page.place.0 && turn.place.thread == page.place.1);
    };
    for home in ticket::store::places(turn.conn(), id).await? {
        if home.side != Side::Requester && threads::is_here(turn, &home).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The page that a command means that takes nothing but its name: with anything else nobody knows which one.
async fn named(turn: &mut Turn<'_>, call: &Call) -> Result<Page, Stop> {
    let text = call.args.text.trim();
    let is_name = read_name(text).is_some_and(|(_, rest)| rest.is_empty());
    if call.args.ids.len() > 1 || !(text.is_empty() || is_name) {
        let ids: Vec<String> = call.args.ids.iter().map(ToString::to_string).collect();
        let given = ids.into_iter().chain([text.to_owned()]).collect::<Vec<_>>().join(" ");
        let refusal = Refusal::unclear(Phrase::new("page-which").text("text", ticket::title_line(&given)));
        return Err(refusal.hint(Phrase::new("page-none-hint")).into());
    }
    meant(turn, call).await
}

/// The page that a command means: by id, by the message that it answers, by its thread, or the latest for whoever writes.
pub(super) async fn meant(turn: &mut Turn<'_>, call: &Call) -> Result<Page, Stop> {
    let place = turn.place.clone();
    let none = || Refusal::new(Phrase::new("page-none")).hint(Phrase::new("page-none-hint"));
    let mut found = None;
    if let [id] = call.args.ids.as_slice() {
        let page = store::of_ticket(turn.conn(), *id).await?;
        return page.ok_or_else(|| Refusal::new(Phrase::new("page-none-of").text("id", id.to_string())).into());
    }
    if let Some((number, _)) = read_name(&call.args.text) {
        // What is about a ticket is named by its ticket.
        let page = step::lock(turn, number).await?.filter(|page| page.ticket.is_none());
        return page.ok_or_else(|| Refusal::new(Phrase::new("page-none-of").text("id", format!("A-{number}"))).into());
    }
    for event in [turn.reply_to.clone(), place.thread.clone()].into_iter().flatten() {
        if let Some(message) = outbox::by_event(turn.conn(), &place.platform, &event).await?
            && let Some(page) = store::by_message(turn.conn(), message).await?
        {
            found = step::lock(turn, page).await?;
        }
    }
    if found.is_none() {
        let root = place.thread.as_deref().unwrap_or_default();
        for (id, _) in ticket::store::in_thread(turn.conn(), &place.platform, &place.room, root).await? {
            if let Some(page) = store::of_ticket(turn.conn(), id).await? {
                found = Some(page);
            }
        }
        if let (None, Some(page)) = (&found, store::by_place(turn.conn(), &place.room, root).await?) {
            found = step::lock(turn, page).await?;
        }
    }
    if found.is_none() {
        let (actor, since) = (turn.actor()?.id, turn.now - LATELY);
        if let Some(page) = store::latest_for(turn.conn(), actor, since).await? {
            found = step::lock(turn, page).await?;
        }
    }
    Ok(found.ok_or_else(none)?)
}

/// Who was woken may answer, and whoever works on the ticket.
pub(super) async fn permitted(turn: &mut Turn<'_>, page: &Page) -> Result<(), Stop> {
    let actor = turn.actor()?.id;
    if was_woken(turn, page, actor).await? {
        return Ok(());
    }
    let ticket = step::about(turn, page).await?;
    if permission::role(turn, ticket.as_ref()).await? >= Role::Agent {
        return Ok(());
    }
    Err(Refusal::new(Phrase::new("page-not-yours")).hint(Phrase::new("page-not-yours-hint")).into())
}

async fn was_woken(turn: &mut Turn<'_>, page: &Page, person: PersonId) -> Result<bool, Stop> {
    Ok(store::calls(turn.conn(), page.id).await?.iter().any(|called| called.person == person))
}

/// The actor has it.
pub(in super::super) async fn acked(turn: &mut Turn<'_>, mut page: Page, told: Told) -> Result<(), Stop> {
    let (actor, now) = (turn.actor()?.clone(), turn.now);
    let next = match page.state {
        State::Open(next) => next,
        State::Acked { by, .. } if by == actor.id => {
            if told == Told::Here {
                turn.answer(&Phrase::new("page-yours-already")).await?;
            }
            return Ok(());
        }
        State::Acked { by, .. } => {
            let name =
                people::store::find(turn.conn(), &page.platform, by).await?.map_or_else(String::new, |one| one.name);
            return Err(Refusal::new(Phrase::new("page-acked-already").text("name", name)).into());
        }
        // Late, but it counts: where they fall silent too, it is said again that nobody is left.
        State::Unanswered if is_wanted(turn, &page).await? => Next { round: page.rounds, step: 0 },
        State::Ended | State::Unanswered => return Err(Refusal::new(Phrase::new("page-over-already")).into()),
    };
    let at = turn.said_at.min(now);
    page.state = State::Acked { by: actor.id, at, reminded: false, next };
    store::keep(turn.conn(), &page, now).await?;
    let woken = was_woken(turn, &page, actor.id).await?;
    let after = json!({ "page": page.id, "seconds": (at - page.started_at).num_seconds(), "woken": woken });
    turn.record("page-ack", &page.name(), Value::Null, after).await?;
    bundle::refresh(turn, &page, Some(&actor.name)).await?;
    let phrase = Phrase::new("page-acked-told").text("name", &actor.name);
    step::tell(turn, &page, &phrase, None).await?;
    if told == Told::Here {
        let yours = Phrase::new("page-acked-yours")
            .choice("of", if page.ticket.is_some() { "ticket" } else { "page" })
            .text("id", page.name());
        turn.answer(&yours).await?;
    }
    let after = TimeDelta::from_std(turn.config.oncall.remind_after).unwrap_or(TimeDelta::minutes(30));
    step::schedule_at(turn, &page, now + after).await?;
    if let Some(id) = page.ticket {
        turn.emit(Fact::CardsOutdated(id));
        turn.emit(Fact::Noted { ticket: id, what: Noteworthy::Answered(actor.id) });
    }
    Ok(())
}

/// Whether something for which all were woken still needs somebody.
async fn is_wanted(turn: &mut Turn<'_>, page: &Page) -> Result<bool, Stop> {
    let Some(ticket) = step::about(turn, page).await? else { return Ok(page.ticket.is_none()) };
    let latest = store::seen_of_ticket(turn.conn(), ticket.id).await?;
    Ok(ticket.state.is_open() && latest.is_some_and(|latest| latest.id == page.id))
}

async fn unacked(turn: &mut Turn<'_>, mut page: Page) -> Result<Outcome, Stop> {
    let actor = turn.actor()?.clone();
    let State::Acked { by, next, .. } = page.state else { return Ok(Outcome::Ignored) };
    if by != actor.id {
        return Ok(Outcome::Ignored);
    }
    let now = turn.now;
    page.state = State::Open(next);
    store::keep(turn.conn(), &page, now).await?;
    turn.record("page-unack", &page.name(), Value::Null, json!({ "page": page.id })).await?;
    bundle::refresh(turn, &page, None).await?;
    step::tell(turn, &page, &Phrase::new("page-unacked").text("name", actor.name), None).await?;
    step::go_on(turn, page).await?;
    Ok(Outcome::Done)
}

/// The next step is taken now.
pub(in super::super) async fn go_on_now(turn: &mut Turn<'_>, mut page: Page) -> Result<(), Stop> {
    let Some(next) = page.state.next() else {
        let key = if page.state == State::Unanswered { "page-all-woken" } else { "page-over-already" };
        return Err(Refusal::new(Phrase::new(key)).into());
    };
    let (name, now) = (turn.actor()?.name.clone(), turn.now);
    page.state = State::Open(next);
    store::keep(turn.conn(), &page, now).await?;
    turn.record("page-escalate", &page.name(), Value::Null, json!({ "page": page.id })).await?;
    bundle::refresh(turn, &page, None).await?;
    step::tell(turn, &page, &Phrase::new("page-escalated").text("name", name), None).await?;
    step::go_on(turn, page).await
}

//! Asking: the cards on which people vote, where each of them reads, kept up to date until it is decided.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::absent::store as stand_ins;
use super::delegate::store as delegations;
use super::model;
use super::store::{self, Approval, New, State, Times};
use super::{CARD, STEP, absent, view, who};
use crate::calendar::{Calendar, CalendarSpec};
use crate::config::RoomPart;
use crate::error::{Fault, Stop};
use crate::fact::{Fact, Outcome};
use crate::flow::turn::{Place, Say, Turn};
use crate::flow::{outbox, prompts};
use crate::i18n::{Language, Phrase};
use crate::ids::{MessageId, PersonId, TicketId, TicketKind};
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::threads::{self, Audience};
use crate::ticket::{self, Side, State as TicketState, Ticket};

/// Something must be agreed to: asks those who must, or says at once that nobody can be asked.
pub(super) async fn wanted(
    turn: &mut Turn<'_>,
    id: TicketId,
    revision: i32,
    (by, until): (Option<&str>, Option<DateTime<Utc>>),
) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await?.filter(|ticket| ticket.state.is_open()) else {
        return Ok(());
    };
    if let Some(earlier) = store::open_of(turn.conn(), id).await? {
        end(turn, &earlier, &ticket, State::Superseded).await?;
    }
    let config = turn.config.clone();
    let item = ticket.item.as_deref().and_then(|name| config.item(name));
    let policy = who::policy(&config, by.or_else(|| item.and_then(|item| item.approval.as_deref())));
    let found = match policy.is_empty() {
        // The configuration knows no more who must agree.
        true => None,
        false => who::find(turn, &ticket, &policy).await?,
    };
    let Some(found) = found else { return impossible(turn, &ticket).await };
    let times = times(turn, until);
    let typed = policy.iter().flatten().any(|group| group.typed);
    let new =
        New { ticket: id, revision, rules: &found.rules, typed, fallback: found.fallback, seats: &found.seats, times };
    let approval = store::insert(turn.conn(), new).await?;
    let rules: Vec<Vec<String>> =
        found.rules.iter().map(|stage| stage.iter().map(ToString::to_string).collect()).collect();
    let seated: Vec<PersonId> = found.seats.iter().map(|seat| seat.person).collect();
    let platform = who::platform_of(turn, &ticket).await?;
    let seated = people::store::by_ids(turn.conn(), &platform, &seated).await?;
    let asked: BTreeSet<&str> = seated.values().map(|person| person.account.as_str()).collect();
    let after = json!({ "revision": revision, "rules": rules, "asked": asked, "fallback": found.fallback });
    turn.record("approval-ask", &id.to_string(), Value::Null, after).await?;
    let Some(approval) = store::lock(turn.conn(), approval).await? else { return Ok(()) };
    if approval.fallback {
        let names = view::awaited(turn, &approval, &ticket).await?;
        let phrase = Phrase::new("approval-fallback-told").text("id", id.to_string()).text("names", names);
        tell_requester(turn, &ticket, &phrase, None).await?;
    }
    ask(turn, &approval, &ticket).await?;
    absent::look_tomorrow(turn).await
}

/// What was asked for is wanted no more.
pub(super) async fn drop_open(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    match store::open_of(turn.conn(), id).await? {
        Some(approval) => end(turn, &approval, &ticket, State::Cancelled).await,
        None => Ok(()),
    }
}

/// Says something where whoever wants it reads.
pub(super) async fn tell_requester(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    phrase: &Phrase,
    mention: Option<&Person>,
) -> Result<(), Stop> {
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side != Side::Team {
            threads::say_at(turn, ticket, &home, phrase, mention).await?;
        }
    }
    Ok(())
}

/// The next stage is open: asks those who sit in it.
pub(super) async fn next_stage(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    stage: usize,
) -> Result<(), Stop> {
    // What is to be done at a time is decided before it, in whatever stage.
    let until = (ticket.id.kind() == TicketKind::Change).then_some(approval.times.expire_at);
    let times = times(turn, until);
    store::open_stage(turn.conn(), approval.id, stage, times).await?;
    let Some(approval) = store::lock(turn.conn(), approval.id).await? else { return Ok(()) };
    refresh(turn, &approval, ticket).await?;
    ask(turn, &approval, ticket).await
}

/// Asks those of the open stage who have not said anything, and sets the clock.
async fn ask(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<(), Stop> {
    absent::cover(turn, approval, ticket).await?;
    let asked = answering(turn, approval, ticket, &awaited(approval)?).await?;
    let platform = who::platform_of(turn, ticket).await?;
    let known = people::store::by_ids(turn.conn(), &platform, &asked).await?;
    let people: Vec<Person> = asked.iter().filter_map(|id| known.get(id).cloned()).collect();
    send(turn, approval, ticket, &platform, people).await?;
    turn.emit(Fact::ApprovalAsked { ticket: ticket.id, until: approval.times.expire_at });
    schedule(turn, approval).await
}

/// Who answers for these: somebody who is absent reads nothing, so whoever stands in for them does.
pub(super) async fn answering(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    people: &[PersonId],
) -> Result<Vec<PersonId>, Stop> {
    let deputies = deputies(turn, approval, ticket, people).await?;
    let mut answering: Vec<PersonId> = Vec::new();
    for person in people {
        match deputies.get(person).filter(|deputies| !deputies.is_empty()) {
            Some(deputies) => answering.extend(deputies),
            None => answering.push(*person),
        }
    }
    let mut seen = BTreeSet::new();
    answering.retain(|person| seen.insert(*person));
    Ok(answering)
}

/// Those who stand in for each of these: who was found for them in this approval, and whom they have named themselves;
/// never whoever wants it.
pub(super) async fn deputies(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<PersonId>>, Stop> {
    let found = stand_ins::stand_ins(turn.conn(), approval.id).await?;
    let (now, mut all) = (turn.now, HashMap::new());
    for person in people {
        let mut deputies: Vec<PersonId> =
            found.iter().filter(|(of, _)| of == person).map(|(_, deputy)| *deputy).collect();
        deputies.extend(delegations::deputy_of(turn.conn(), *person, now).await?);
        deputies.retain(|deputy| !who::is_excluded(ticket, *deputy));
        all.insert(*person, deputies);
    }
    Ok(all)
}

/// Sets the clock to what happens next by itself.
pub(super) async fn schedule(turn: &mut Turn<'_>, approval: &Approval) -> Result<(), Stop> {
    let times = approval.times;
    let next = match (approval.reminded, approval.escalated) {
        (false, _) => times.remind_at,
        (true, false) => times.escalate_at,
        (true, true) => times.expire_at,
    };
    turn.schedule(&timer_of(approval), STEP, next, &json!({ "ticket": approval.ticket })).await?;
    Ok(())
}

fn timer_of(approval: &Approval) -> String {
    format!("approval:{}", approval.ticket.0)
}

/// Sends a card to people: one into each room in which some of them read it, and one to each of the others alone.
pub(super) async fn send(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    platform: &str,
    people: Vec<Person>,
) -> Result<(), Stop> {
    let rooms = rooms(turn, ticket, platform).await?;
    let mut together: Vec<(Place, Vec<Person>)> = rooms.into_iter().map(|place| (place, Vec::new())).collect();
    let mut alone = Vec::new();
    for person in people {
        let mut seat = None;
        for (at, (place, _)) in together.iter().enumerate() {
            if people::store::is_member(turn.conn(), platform, &place.room, &person.account).await? {
                seat = Some(at);
                break;
            }
        }
        match seat.and_then(|at| together.get_mut(at)) {
            Some((_, there)) => there.push(person),
            None => alone.push(person),
        }
    }
    let names = view::names(turn, approval, ticket).await?;
    for (place, people) in together.into_iter().filter(|(_, people)| !people.is_empty()) {
        let language = match people.as_slice() {
            [person] => language_of(turn, person, &place).await?,
            _ => turn.room(platform, &place.room).await?.language.unwrap_or(turn.config.language),
        };
        let body = view::card(turn, (approval, ticket, approval.stage), &names, language, &people)?;
        let mentions = people.iter().map(|person| person.account.clone()).collect();
        let message = turn.say(&place, Say { body, mentions, loud: true }).await?;
        keep(turn, approval, message, None, language).await?;
    }
    for person in alone {
        let language = language_of(turn, &person, &threads::alone(platform)).await?;
        let body = view::card(turn, (approval, ticket, approval.stage), &names, language, &[])?;
        let say = Say { body, mentions: Vec::new(), loud: true };
        let message = turn.say_direct(platform, &person.account, say).await?;
        keep(turn, approval, message, Some(&person.account), language).await?;
    }
    Ok(())
}

/// Keeps a message as a card, and offers the taps.
pub(super) async fn keep(
    turn: &mut Turn<'_>,
    approval: &Approval,
    message: MessageId,
    account: Option<&str>,
    language: Language,
) -> Result<(), Stop> {
    store::keep_card(turn.conn(), (approval.id, approval.stage), message, account, language).await?;
    prompts::keep(turn.conn(), message, CARD, &json!({ "approval": approval.id })).await?;
    offer(turn, approval, message, approval.stage).await
}

async fn offer(turn: &mut Turn<'_>, approval: &Approval, message: MessageId, stage: usize) -> Result<(), Stop> {
    let taps = approval.asks(stage) && turn.config.desk.offer_reactions;
    let signs: &[&str] = match (taps, approval.typed) {
        (false, _) => &[],
        (true, true) => &["❌"],
        (true, false) => &["✅", "❌"],
    };
    turn.offer(message, signs).await?;
    Ok(())
}

/// The rooms in which all may read what a ticket says and where approvals are asked for: rooms for approvals, then the
/// thread in which it was wanted.
pub(super) async fn rooms(turn: &mut Turn<'_>, ticket: &Ticket, platform: &str) -> Result<Vec<Place>, Stop> {
    let mut rooms = Vec::new();
    if ticket.private || !ticket::store::direct_among(turn.conn(), &[ticket.id]).await?.is_empty() {
        return Ok(rooms);
    }
    let config = turn.config.clone();
    for bound in config.rooms.iter().filter(|bound| bound.part == RoomPart::Approval) {
        if let Some(room) = people::store::room_on(turn.conn(), platform, &bound.name).await? {
            rooms.push(Place { platform: platform.to_owned(), room, thread: None });
        }
    }
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.platform == platform && home.side != Side::Team && home.root.is_some() {
            rooms.push(threads::place_of(&home));
        }
    }
    Ok(rooms)
}

/// Brings the cards up to date, and what stands on the ticket's.
pub(super) async fn refresh(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<(), Stop> {
    let names = view::names(turn, approval, ticket).await?;
    for card in store::cards(turn.conn(), approval.id).await? {
        let language = card.language.unwrap_or(turn.config.language);
        let body = view::card(turn, (approval, ticket, card.stage), &names, language, &[])?;
        turn.edit(card.message, body).await?;
        offer(turn, approval, card.message, card.stage).await?;
    }
    turn.emit(Fact::CardsOutdated(ticket.id));
    Ok(())
}

/// It is open no more: its cards say so, and its clock stops.
pub(super) async fn end(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket, state: State) -> Result<(), Stop> {
    let now = turn.now;
    store::end(turn.conn(), approval.id, state, now).await?;
    turn.cancel(&timer_of(approval)).await?;
    let (before, after) = (json!({ "state": approval.state.name() }), json!({ "state": state.name() }));
    turn.record("approval-end", &ticket.id.to_string(), before, after).await?;
    let ended = Approval { state, ..approval.clone() };
    refresh(turn, &ended, ticket).await
}

/// It is decided: whoever wanted it hears of it, and those who work on it; the ticket follows.
pub(super) async fn decide(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    outcome: Outcome,
) -> Result<(), Stop> {
    let state = match outcome {
        Outcome::Approved => State::Approved,
        Outcome::Rejected => State::Rejected,
        Outcome::Expired | Outcome::Impossible => State::Expired,
    };
    end(turn, approval, ticket, state).await?;
    let ended = Approval { state, ..approval.clone() };
    let phrase = view::decided(turn, &ended, ticket).await?;
    let platform = who::platform_of(turn, ticket).await?;
    let requester = people::store::find(turn.conn(), &platform, ticket.requester).await?;
    let told = match &requester {
        Some(requester) => {
            Phrase::new("approval-told").node("person", threads::person(requester)).phrase("what", phrase.clone())
        }
        None => phrase.clone(),
    };
    tell_requester(turn, ticket, &told, requester.as_ref()).await?;
    threads::tell(turn, ticket, Audience::Inside, &phrase, None).await?;
    turn.emit(Fact::ApprovalDecided { ticket: ticket.id, outcome });
    Ok(())
}

/// Nobody may agree: whoever wants it hears so at once, and those who can mend it.
async fn impossible(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let platform = who::platform_of(turn, ticket).await?;
    turn.record("approval-impossible", &ticket.id.to_string(), Value::Null, Value::Null).await?;
    let id = ticket.id.to_string();
    let roles = turn.config.roles.clone();
    let told: BTreeSet<&String> = roles.managers.iter().chain(&roles.operators).collect();
    let who = if told.is_empty() { "nobody" } else { "managers" };
    let phrase = Phrase::new("approval-impossible").text("id", &id).choice("told", who);
    let requester = people::store::find(turn.conn(), &platform, ticket.requester).await?;
    tell_requester(turn, ticket, &phrase, requester.as_ref()).await?;
    for account in told {
        let now = turn.now;
        let person = people::store::identify(turn.conn(), &platform, account, now).await?;
        let told = Phrase::new("approval-impossible-inside").text("id", &id).text("title", ticket.title.clone());
        threads::tell_alone(turn, &platform, &person, &told).await?;
    }
    // It must be seen to wait before it can be seen to end.
    turn.emit(Fact::ApprovalAsked { ticket: ticket.id, until: turn.now });
    turn.emit(Fact::ApprovalDecided { ticket: ticket.id, outcome: Outcome::Impossible });
    Ok(())
}

/// A ticket was changed: what is wanted no more needs no approval.
pub(super) async fn follow(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let Some(approval) = store::open_of(turn.conn(), id).await? else { return Ok(()) };
    if matches!(ticket.state, TicketState::Closed { .. }) {
        return end(turn, &approval, &ticket, State::Cancelled).await;
    }
    if ticket.title.is_empty() && ticket.description.is_empty() {
        // It was taken back.
        forget_text(turn, &approval, &ticket).await?;
        return refresh(turn, &approval, &ticket).await;
    }
    if ticket.private { withdraw_from_rooms(turn, &approval, &ticket).await } else { Ok(()) }
}

/// What was open to a room is not any more: its cards go, and who was asked there is asked alone.
async fn withdraw_from_rooms(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<(), Stop> {
    let mut gone = false;
    for card in store::cards(turn.conn(), approval.id).await? {
        if card.account.is_none() {
            store::drop_card(turn.conn(), card.message).await?;
            prompts::forget(turn.conn(), card.message).await?;
            turn.offer(card.message, &[]).await?;
            turn.take_back(card.message).await?;
            gone = true;
        }
    }
    if gone { ask(turn, approval, ticket).await } else { Ok(()) }
}

/// Words that stood on cards were taken back.
pub(super) async fn forget_text(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<(), Stop> {
    for card in store::cards(turn.conn(), approval.id).await? {
        outbox::forget_text(turn.conn(), card.message).await?;
    }
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        outbox::forget_text(turn.conn(), home.card).await?;
    }
    Ok(())
}

/// Who has not answered in a group that is still open.
pub(super) fn awaited(approval: &Approval) -> Result<Vec<PersonId>, Stop> {
    let plan = plan_of(approval)?;
    Ok(model::progress(&plan, &approval.votes).awaited().into_iter().copied().collect())
}

/// The plan of an approval, which could be asked for and so can be made again.
pub(super) fn plan_of(approval: &Approval) -> Result<crate::approval::Plan<PersonId>, Stop> {
    let broken = |error| Fault::Other(format!("the plan of approval {} is broken: {error}", approval.id));
    Ok(model::plan(&approval.rules, &approval.seats).map_err(broken)?)
}

/// The times of a stage that opens now, in working time; `until` an answer is of use.
fn times(turn: &Turn<'_>, until: Option<DateTime<Utc>>) -> Times {
    let config = &turn.config;
    let calendar = match config.working_calendar() {
        Some(calendar) => Some((*calendar.calendar).clone()),
        None => office_hours(config.timezone.name()),
    };
    let after = |span: std::time::Duration| -> DateTime<Utc> {
        let span = TimeDelta::from_std(span).unwrap_or(TimeDelta::MAX);
        let due = calendar.as_ref().and_then(|calendar| calendar.due(turn.now, &[], span));
        due.or_else(|| turn.now.checked_add_signed(span)).unwrap_or(DateTime::<Utc>::MAX_UTC)
    };
    let times = &config.approval;
    let (remind, escalate, expire) =
        (after(times.remind_after), after(times.escalate_after), after(times.expire_after));
    let expire_at = until.filter(|until| *until > turn.now).map_or(expire, |until| until.min(expire));
    let quarter = (expire_at - turn.now) / 4;
    Times {
        asked_at: turn.now,
        remind_at: remind.min(turn.now + quarter * 2),
        escalate_at: escalate.min(turn.now + quarter * 3),
        expire_at,
    }
}

/// Monday to Friday, 8 to 17, where no calendar is configured.
fn office_hours(zone: &str) -> Option<Calendar> {
    let day = vec![("08:00".to_owned(), "17:00".to_owned())];
    let hours = ["mon", "tue", "wed", "thu", "fri"].into_iter().map(|name| (name.to_owned(), day.clone())).collect();
    CalendarSpec { timezone: zone.to_owned(), hours, ..CalendarSpec::default() }.build().ok()
}

//! A change is carried out: begun, done, rolled back or failed; with what time says meanwhile.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::model::{Change, How, Illegal, Said, State};
use super::submit::{self, act, who_of};
use super::{ask, check, parts, review, save, view};
use crate::calendar::Interval;
use crate::config::ChangeType;
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Stand};
use crate::flow::turn::{Place, Turn};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::{self, Person};
use crate::practice::{Call, PRACTICES, permission, router, threads, workdays};
use crate::ticket::log::Act;
use crate::ticket::{self, Side, State as TicketState, Ticket};

/// The timer of a change: what happens next by itself.
pub(super) const DUE: &str = "change-due";

/// How long before its window a change may be begun.
const EARLY: TimeDelta = TimeDelta::minutes(15);

/// `!change start CHG-7`, ▶️
pub(super) async fn start(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, change) = save::meant(turn, &mut call).await?;
    let is_emergency = change.kind == ChangeType::Emergency;
    let early_by = who_of(turn.config.change.early_start_by);
    let may_early = is_emergency && permission::may(turn, early_by, Some(&ticket)).await?;
    if is_emergency && !may_early && matches!(change.state, State::Requested | State::PendingApproval) {
        let refusal = Refusal::new(Phrase::new("change-early").text("id", ticket.id.to_string()));
        return Err(refusal.hint(Phrase::new("change-early-hint").choice("who", early_by.name())).into());
    }
    let (ticket, change) = match change.state {
        // What cannot wait is handed in and begun at once.
        State::Requested if may_early => match submit::hand_in(turn, ticket, change).await? {
            Some(handed_in) => handed_in,
            None => return Ok(()),
        },
        _ => (ticket, change),
    };
    begin(turn, ticket, change, may_early, call.tapped).await
}

async fn begin(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut change: Change,
    early: bool,
    tapped: bool,
) -> Result<(), Stop> {
    let at = turn.said_at.min(turn.now);
    let to = match change.state.start(at, early) {
        Ok(to) => to,
        Err(illegal) => return Err(cannot_begin(turn, &ticket, &change, &illegal).into()),
    };
    if change.kind != ChangeType::Emergency {
        in_time(turn, &ticket, &change, at)?;
    }
    let rest = Interval { from: turn.now, to: change.window.map_or(turn.now, |window| window.to).max(turn.now) };
    let rest = Interval { to: rest.to.max(rest.from + TimeDelta::seconds(1)), ..rest };
    let frozen = check::frozen(turn, &change.services, rest).await?;
    if !frozen.is_empty() && change.overridden.is_none() {
        let phrase =
            Phrase::new("change-frozen-now").text("id", ticket.id.to_string()).text("titles", frozen.join(", "));
        let hint = match change.kind {
            ChangeType::Emergency => {
                Phrase::new("change-needs-override").choice("who", who_of(turn.config.change.override_by).name())
            }
            _ => Phrase::new("change-frozen-now-hint"),
        };
        return Err(Refusal::new(phrase).hint(hint).into());
    }
    let is_early = change.state == State::PendingApproval;
    let after = json!({ "early": is_early, "planned": change.window.map(|window| window.from) });
    save::go_on(turn, &mut ticket, &mut change, to, "change-start", after).await?;
    act(turn, &ticket, Act::Begun, "").await?;
    settle_timer(turn, &change).await?;
    tell_rooms(turn, &ticket, &change, "change-room-begins").await?;
    tell_elsewhere(turn, &ticket, &change, "change-begun-told").await?;
    router::listen(turn).await?;
    if is_early {
        turn.answer(&Phrase::new("change-begun-early").text("id", ticket.id.to_string())).await?;
    } else if !tapped {
        turn.answer(&view::stands(&ticket, change.state)).await?;
    }
    Ok(())
}

/// Why a change cannot be begun: of one that waits, who must still agree.
fn cannot_begin(turn: &Turn<'_>, ticket: &Ticket, change: &Change, illegal: &Illegal) -> Refusal {
    match change.state {
        State::Requested | State::PendingApproval => {
            let phrase = Phrase::new("change-not-agreed").text("id", ticket.id.to_string());
            Refusal::new(phrase).hint(Phrase::new("change-illegal-hint").choice("from", illegal.from))
        }
        _ => view::illegal(turn, ticket, illegal),
    }
}

/// A change is begun in its window, or shortly before.
fn in_time(turn: &Turn<'_>, ticket: &Ticket, change: &Change, at: DateTime<Utc>) -> Result<(), Stop> {
    let Some(window) = change.window else { return Ok(()) };
    let key = match () {
        () if at < window.from - EARLY => "change-too-early",
        () if at >= window.to => "change-too-late",
        () => return Ok(()),
    };
    let phrase = Phrase::new(key).text("id", ticket.id.to_string());
    let phrase = phrase.phrase("window", view::window(window, turn.zone(), turn.now));
    Err(Refusal::new(phrase).hint(Phrase::new("change-move-hint")).into())
}

/// `!change done`, `!change rollback`, `!change failed`; 🏁 ↩️ ✖
pub(super) async fn end(turn: &mut Turn<'_>, mut call: Call, how: How) -> Result<(), Stop> {
    let (mut ticket, mut change) = save::meant(turn, &mut call).await?;
    let at = turn.said_at.min(turn.now);
    let needs_review = change.needs_review(how);
    let to = match change.state.end(at, how, needs_review) {
        Ok(to) => to,
        Err(illegal) => return Err(view::illegal(turn, &ticket, &illegal).into()),
    };
    if how == How::Done {
        all_done(turn, &ticket).await?;
    }
    let said = call.args.text.trim().to_owned();
    if needs_review && !said.is_empty() && parts::model::fits(&said).is_ok() {
        // Why it went so is the beginning of the review.
        change.review.lessons = Some(Said { text: said, event: Some(turn.message.clone()) });
    }
    if needs_review {
        let config = turn.config.clone();
        let calendar = config.working_calendar().map(|calendar| calendar.calendar.as_ref());
        change.review_due = Some(workdays::after(turn.now, config.change.review_within, config.timezone, calendar));
    }
    let over = change.window.map(|window| (at - window.to).num_minutes()).filter(|minutes| *minutes > 0);
    let after = json!({ "how": how.name(), "minutes_over": over });
    save::go_on(turn, &mut ticket, &mut change, to, "change-end", after).await?;
    let entry = match how {
        How::Done => Act::Finished,
        How::RolledBack => Act::RolledBack,
        How::Failed => Act::Failed,
    };
    act(turn, &ticket, entry, "").await?;
    settle_timer(turn, &change).await?;
    tell_rooms(turn, &ticket, &change, "change-room-ends").await?;
    tell_elsewhere(turn, &ticket, &change, "change-ended-told").await?;
    if change.state.is_over() {
        let by = turn.actor()?.id;
        turn.emit(Fact::StandWanted { ticket: ticket.id, stand: Stand::Done(by) });
        router::listen(turn).await?;
        if !call.tapped {
            turn.answer(&view::stands(&ticket, change.state)).await?;
        }
        return Ok(());
    }
    router::listen(turn).await?;
    let heading = review::heading(turn, &ticket, &change);
    ask::go_on(turn, change, vec![heading]).await
}

/// What is on its checklist must be done before a change is.
async fn all_done(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let by = turn.actor()?.id;
    let resolution =
        ticket::Resolution { to: ticket.state.assignee(), by, at: turn.now, solution: None, solution_due: None };
    let done = TicketState::Resolved { resolution };
    // What is still to be agreed to does not undo what was done.
    let asked = PRACTICES.iter().filter(|practice| practice.name == "checklist");
    for objects in asked.filter_map(|practice| practice.objects) {
        objects(turn, ticket, &done).await?;
    }
    Ok(())
}

/// `!change cancel CHG-7`: it is wanted no more.
pub(super) async fn cancel(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut change) = save::meant(turn, &mut call).await?;
    let to = match change.state.give_up() {
        Ok(to) => to,
        Err(illegal) => return Err(view::illegal(turn, &ticket, &illegal).into()),
    };
    change.asking = None;
    save::go_on(turn, &mut ticket, &mut change, to, "change-cancel", json!({})).await?;
    settle_timer(turn, &change).await?;
    turn.emit(Fact::StandWanted { ticket: ticket.id, stand: Stand::Dropped });
    tell_elsewhere(turn, &ticket, &change, "change-cancelled-told").await?;
    router::listen(turn).await?;
    turn.answer(&view::stands(&ticket, change.state)).await?;
    Ok(())
}

/// Tells the rooms of the services that a change begins or ends.
async fn tell_rooms(turn: &mut Turn<'_>, ticket: &Ticket, change: &Change, key: &'static str) -> Result<(), Stop> {
    let (config, platform, now) = (turn.config.clone(), turn.place.platform.clone(), turn.now);
    let affected = check::affected(&config, &change.services);
    let mut told: Vec<String> = Vec::new();
    let services = config.services.iter().filter(|service| affected.contains(&service.name));
    for name in services.flat_map(|service| &service.tell) {
        let Some(room) = people::store::room_on(turn.conn(), &platform, name).await? else {
            tracing::warn!(room = name, change = %ticket.id, "a room that is to be told of a change does not know the bot");
            continue;
        };
        if told.contains(&room) {
            continue;
        }
        let language = turn.room(&platform, &room).await?.language.unwrap_or(config.language);
        let how = change.state.carried().map_or("done", |carried| carried.how.name());
        let mut phrase = Phrase::new(key)
            .text("id", ticket.id.to_string())
            .text("title", ticket::title_line(&ticket.title))
            .text("services", config.service_titles(&change.services))
            .choice("how", how);
        if let Some(window) = change.window {
            phrase = phrase.date_time("until", window.to, config.timezone, now);
        }
        let body = turn.words.say(language, &phrase);
        turn.say(&Place { platform: platform.clone(), room: room.clone(), thread: None }, body).await?;
        told.push(room);
    }
    Ok(())
}

/// Tells the threads of a change in which this turn does not happen.
async fn tell_elsewhere(turn: &mut Turn<'_>, ticket: &Ticket, change: &Change, key: &'static str) -> Result<(), Stop> {
    let name = turn.actor()?.name.clone();
    let phrase = Phrase::new(key).text("id", ticket.id.to_string()).text("name", name);
    let phrase = phrase.phrase("stands", view::stands(ticket, change.state));
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if !threads::is_here(turn, &home).await? {
            threads::say_at(turn, ticket, &home, &phrase, None).await?;
        }
    }
    Ok(())
}

fn timer_of(id: TicketId) -> String {
    format!("change:{}", id.0)
}

/// Sets the timer of a change to what happens next by itself, or takes it away.
pub(super) async fn settle_timer(turn: &mut Turn<'_>, change: &Change) -> Result<(), Stop> {
    let config = turn.config.clone();
    let before = TimeDelta::from_std(config.change.remind_before).unwrap_or_default();
    let at = match (change.state, change.window) {
        (State::Approved, Some(window)) if window.from - before > turn.now => Some(window.from - before),
        (State::Approved | State::InProgress { .. }, Some(window)) => Some(window.to.max(turn.now)),
        (State::PendingReview(_), _) => change.review_due.map(|due| due.max(turn.now)),
        _ => None,
    };
    match at {
        Some(at) => turn.schedule(&timer_of(change.ticket), DUE, at, &json!({ "ticket": change.ticket })).await?,
        None => turn.cancel(&timer_of(change.ticket)).await?,
    }
    Ok(())
}

/// What the timer carries.
#[derive(Deserialize)]
struct Carried {
    ticket: TicketId,
}

/// Something may be due: a reminder, an end that was missed, a review.
pub(super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { ticket } = serde_json::from_value(payload)?;
    let Some((ticket, change)) = save::load(turn, ticket).await? else { return Ok(()) };
    let config = turn.config.clone();
    let (zone, now, id) = (config.timezone, turn.now, ticket.id.to_string());
    let next = match (change.state, change.window) {
        (State::Approved, Some(window)) if now < window.to => {
            let phrase = Phrase::new("change-begins-soon").text("id", id);
            tell_responsible(turn, &ticket, phrase.phrase("window", view::window(window, zone, now))).await?;
            Some(window.to)
        }
        (State::Approved, Some(window)) => {
            let phrase = Phrase::new("change-missed").text("id", id);
            tell_responsible(turn, &ticket, phrase.phrase("window", view::window(window, zone, now))).await?;
            None
        }
        (State::InProgress { .. }, Some(window)) if now >= window.to => {
            let phrase = Phrase::new("change-overruns").text("id", id).date_time("end", window.to, zone, now);
            tell_responsible(turn, &ticket, phrase.hours("over", now - window.to)).await?;
            TimeDelta::from_std(config.change.overrun_every).ok().and_then(|every| now.checked_add_signed(every))
        }
        (State::PendingReview(_), _) if change.review_due.is_some_and(|due| now >= due) => {
            review::nag(turn, &ticket, &change).await?;
            let calendar = config.working_calendar().map(|calendar| calendar.calendar.as_ref());
            Some(workdays::after(now, 1, zone, calendar))
        }
        // What is planned was moved meanwhile.
        _ => return settle_timer(turn, &change).await,
    };
    match next {
        Some(at) => turn.schedule(&timer_of(ticket.id), DUE, at, &json!({ "ticket": ticket.id })).await?,
        None => turn.cancel(&timer_of(ticket.id)).await?,
    }
    Ok(())
}

/// Tells whoever carries out a change, where they work on it: they must act.
pub(super) async fn tell_responsible(turn: &mut Turn<'_>, ticket: &Ticket, phrase: Phrase) -> Result<(), Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    // The team's thread is where work is done; what has none lives in one thread alone.
    let home = homes.iter().find(|home| home.side == Side::Team).or_else(|| homes.first());
    let Some(home) = home.cloned() else { return Ok(()) };
    let person = match ticket.state.assignee() {
        Some(person) => people::store::find(turn.conn(), &home.platform, person).await?,
        None => None,
    };
    let Some(person) = person else {
        threads::say_at(turn, ticket, &home, &phrase, None).await?;
        return Ok(());
    };
    if people::store::is_member(turn.conn(), &home.platform, &home.room, &person.account).await? {
        threads::say_at(turn, ticket, &home, &named(&person, phrase), Some(&person)).await?;
    } else {
        threads::tell_alone(turn, &home.platform, &person, &phrase).await?;
    }
    Ok(())
}

fn named(person: &Person, phrase: Phrase) -> Phrase {
    Phrase::new("change-to").node("person", threads::person(person)).phrase("what", phrase)
}

/// `!change task CHG-7 @bernd save the configuration`: a work order.
pub(super) async fn task(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, change) = save::meant(turn, &mut call).await?;
    if !change.state.is_planned() && !matches!(change.state, State::InProgress { .. }) {
        return Err(view::fixed(turn, &ticket, &change).into());
    }
    let text = call.args.text.trim().to_owned();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text.as_str(), ""));
    let (owner, title) = match first.strip_prefix('@') {
        Some(_) => {
            let writer = turn.actor()?.clone();
            let person = crate::command::PersonRef::read(first).ok_or_else(|| {
                Refusal::unclear(Phrase::new("change-person-unclear").text("text", view::short(first)))
            })?;
            (Some(crate::practice::named::person(turn, &person, &writer).await?.id), rest.trim())
        }
        None => (None, text.as_str()),
    };
    if title.is_empty() {
        let refusal = Refusal::unclear(Phrase::new("change-task-what"));
        return Err(refusal.hint(Phrase::new("change-task-hint")).into());
    }
    turn.emit(Fact::TaskWanted { ticket: ticket.id, title: ticket::title_line(title), owner, due: None });
    router::listen(turn).await?;
    turn.answer(&Phrase::new("change-task-added").text("id", ticket.id.to_string())).await?;
    Ok(())
}

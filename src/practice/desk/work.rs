//! What agents and requesters do with a ticket: load → decide → save.

use chrono::{DateTime, Datelike, Days, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Value, json};

use super::homes::{self, Audience, faces, is_here, moment, refresh};
use super::model::{self, Illegal, Solution};
use super::view;
use crate::command::{date, duration, fold, priority as levels};
use crate::error::{Fault, Refusal, Stop};
use crate::flow::prompts;
use crate::flow::turn::{Say, Turn};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::role::Role;
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::{Call, permission};
use crate::ticket::{self, Side, State, Ticket};

/// A message that asks for the line of solution; kept as a prompt that is answered by words.
pub(super) const SOLUTION: &str = "ticket-solution";

/// The timer that ends a wait.
pub(super) const WAIT_OVER: &str = "ticket-wait-over";

pub(super) fn ticket_of(call: &mut Call) -> Result<Ticket, Stop> {
    call.ticket.take().ok_or_else(|| Fault::Other("a verb on a ticket was called without one".to_owned()).into())
}

/// The ticket of a verb that takes no further text. A bare number behind it is most likely meant as another ticket.
pub(super) fn only_ticket_of(call: &mut Call) -> Result<Ticket, Stop> {
    match call.args.text.trim().parse::<u32>() {
        Ok(number) => Err(Refusal::unclear(Phrase::new("ticket-bare-number").text("id", format!("T-{number}"))).into()),
        Err(_) => ticket_of(call),
    }
}

/// Saves a transition: the row, the audit entry, the cards. The timer of a wait goes with the wait.
pub(super) async fn save(turn: &mut Turn<'_>, ticket: &mut Ticket, to: State, act: &str) -> Result<(), Stop> {
    let before = describe(&ticket.state);
    ticket.state = to;
    let now = turn.now;
    ticket::store::update(turn.conn(), ticket, now).await?;
    let key = wait_key(ticket.id);
    match &ticket.state {
        State::Pending { until, .. } => {
            turn.schedule(&key, WAIT_OVER, *until, &json!({ "ticket": ticket.id.0, "until": until })).await?;
        }
        _ => turn.cancel(&key).await?,
    }
    turn.record(act, &ticket.id.to_string(), before, describe(&ticket.state)).await?;
    refresh(turn, ticket).await
}

fn wait_key(id: TicketId) -> String {
    format!("ticket-wait:{}", id.0)
}

/// A state for the audit log. People's words are not part of it: the log cannot forget, and words must be forgettable.
fn describe(state: &State) -> Value {
    json!({
        "state": state.name(),
        "assignee": state.assignee().map(|id| id.0),
        "until": match state { State::Pending { until, .. } => Some(*until), _ => None },
        "solved": state.resolution().map(|resolution| resolution.solution.is_some()),
    })
}

/// The answer to a typed change.
pub(super) async fn answer_changed(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let faces = faces(turn, ticket, &platform).await?;
    let phrase = view::changed(ticket, &faces, moment(turn));
    turn.answer(&phrase).await?;
    Ok(())
}

pub(super) async fn illegal(turn: &mut Turn<'_>, ticket: &Ticket, reason: Illegal) -> Stop {
    let id = ticket.id.to_string();
    let refusal = match reason {
        Illegal::Over { from, to } => {
            let phrase = match to {
                "resolved" | "closed" => Phrase::new("ticket-is-already").text("id", id).choice("from", from),
                _ => Phrase::new("ticket-is-over").text("id", id).choice("from", from).choice("to", to),
            };
            Refusal::new(phrase).hint(Phrase::new("ticket-is-over-hint"))
        }
        Illegal::StillOpen { from, to } => {
            let phrase = Phrase::new("ticket-still-open").text("id", id).choice("from", from).choice("to", to);
            let hint = Phrase::new("ticket-still-open-hint").choice("to", to);
            Refusal::new(phrase).hint(hint)
        }
        Illegal::TakenBy(holder) => {
            let platform = turn.place.platform.clone();
            let name = match people::store::find(turn.conn(), &platform, holder).await {
                Ok(holder) => holder.map_or_else(String::new, |holder| holder.name),
                Err(fault) => return fault.into(),
            };
            Refusal::new(Phrase::new("ticket-taken-by").text("id", id).text("name", name))
        }
        Illegal::YoursAlready => Refusal::new(Phrase::new("ticket-yours-already").text("id", id)),
        Illegal::NotYours => Refusal::new(Phrase::new("ticket-not-yours").text("id", id)),
        Illegal::SolvedAlready => Refusal::new(Phrase::new("ticket-solved-already").text("id", id)),
        Illegal::Past => Refusal::new(Phrase::new("time-is-past")),
    };
    refusal.into()
}

pub(super) async fn take(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = only_ticket_of(&mut call)?;
    let by = turn.actor()?.id;
    match model::take(&ticket.state, by) {
        Ok(to) => save(turn, &mut ticket, to, "ticket-take").await?,
        // A second tap of the same person says nothing new.
        Err(Illegal::YoursAlready) if call.tapped => return Ok(()),
        Err(reason) => return Err(illegal(turn, &ticket, reason).await),
    }
    if call.tapped { Ok(()) } else { answer_changed(turn, &ticket).await }
}

pub(super) async fn release(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = only_ticket_of(&mut call)?;
    let by = turn.actor()?.id;
    // Who holds a ticket may be gone.
    let is_lead = permission::role(turn, Some(&ticket)).await? >= Role::Lead;
    match model::release(&ticket.state, by, is_lead) {
        Ok(to) => save(turn, &mut ticket, to, "ticket-release").await?,
        Err(reason) => return Err(illegal(turn, &ticket, reason).await),
    }
    answer_changed(turn, &ticket).await
}

/// 👀 was taken back: undone while the ticket is still open and still the actor's, otherwise without effect.
pub(super) async fn untake(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = ticket_of(&mut call)?;
    let by = turn.actor()?.id;
    match model::release(&ticket.state, by, false) {
        Ok(to) => save(turn, &mut ticket, to, "ticket-release").await,
        Err(_) => Ok(()),
    }
}

pub(super) async fn resolve(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = ticket_of(&mut call)?;
    let actor = turn.actor()?.clone();
    let is_agent = permission::role(turn, Some(&ticket)).await? >= Role::Agent;
    let line = call.args.text.trim().to_owned();
    let solution = match (line.is_empty(), is_agent) {
        (false, _) => Solution::Given(line.clone()),
        (true, true) => Solution::Asked(wait_for_solution(turn)),
        (true, false) => Solution::None,
    };
    let asked = matches!(solution, Solution::Asked(_));
    match model::resolve(&ticket.state, actor.id, turn.now, solution) {
        Ok(to) => save(turn, &mut ticket, to, "ticket-resolve").await?,
        // ✅ by a second person, or by the same one again: it is resolved, which is what they said.
        Err(Illegal::Over { .. }) if call.tapped => return Ok(()),
        Err(reason) => return Err(illegal(turn, &ticket, reason).await),
    }
    let mut entry_id = None;
    if !line.is_empty() {
        let entry = ticket::log::NewEntry {
            author: actor.id,
            at: turn.said_at,
            kind: ticket::log::Kind::Solution,
            text: &line,
            attachment: call.attachment,
            platform: &turn.cause.platform.clone(),
            event: &turn.message.clone(),
            internal: false,
        };
        entry_id = Some(ticket::log::insert(turn.conn(), ticket.id, entry).await?);
    }
    tell_resolved(turn, &ticket, &actor, entry_id).await?;
    if asked {
        // Only what is said in the ticket's own thread is heard as the solution.
        let key = match side_here(turn, &ticket).await? {
            Some(Side::Team) => "solution-asked-inside",
            Some(_) => "solution-asked",
            None => "solution-asked-elsewhere",
        };
        let ask = Phrase::new(key).text("id", ticket.id.to_string()).text("name", actor.name);
        let message = turn.answer(&ask).await?;
        prompts::keep(turn.conn(), message, SOLUTION, &json!({ "ticket": ticket.id.0 })).await?;
    } else if !call.tapped {
        answer_changed(turn, &ticket).await?;
    }
    Ok(())
}

/// Who is in the ticket's thread in which this turn happens; None: it is in none.
pub(super) async fn side_here(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Option<Side>, Stop> {
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if is_here(turn, &home).await? {
            return Ok(Some(home.side));
        }
    }
    Ok(None)
}

/// What a requester is told of their ticket that was resolved.
pub(super) fn resolved_told(ticket: &Ticket, requester: &Person, solution: Option<&str>) -> Phrase {
    let phrase = match solution {
        Some(solution) => Phrase::new("resolved-told-solution").text("solution", solution),
        None => Phrase::new("resolved-told"),
    };
    phrase.text("id", ticket.id.to_string()).node("person", homes::person(requester))
}

/// A ticket was resolved: its requester hears of it where they talk to the team from a thread of their own, and the team
/// hears of a requester who has. The words of the solution follow their edit and go when they are taken back.
async fn tell_resolved(turn: &mut Turn<'_>, ticket: &Ticket, actor: &Person, entry: Option<i64>) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let faces = faces(turn, ticket, &platform).await?;
    let solution = ticket.state.resolution().and_then(|resolution| resolution.solution.clone());
    if let Some(requester) = faces.requester.as_ref().filter(|requester| requester.id != actor.id) {
        let phrase = resolved_told(ticket, requester, solution.as_deref());
        for home in homes::elsewhere(turn, ticket, Audience::Requester).await? {
            match entry {
                Some(entry) => homes::pass_on(turn, ticket, &home, entry, &phrase, Some(requester)).await?,
                None => drop(homes::say_at(turn, ticket, &home, &phrase, Some(requester)).await?),
            }
        }
    }
    tell_inside(turn, ticket, actor, "resolved-inside", faces.assignee.as_ref()).await
}

/// Tells the team of what somebody did elsewhere; who has the ticket is notified, unless it was them.
async fn tell_inside(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    actor: &Person,
    key: &'static str,
    assignee: Option<&Person>,
) -> Result<(), Stop> {
    let phrase = Phrase::new(key).text("id", ticket.id.to_string()).text("name", actor.name.clone());
    let mention = assignee.filter(|assignee| assignee.id != actor.id);
    let phrase = match mention {
        Some(assignee) => Phrase::new("inside-to").node("person", homes::person(assignee)).phrase("what", phrase),
        None => phrase,
    };
    homes::tell(turn, ticket, Audience::Inside, &phrase, mention).await
}

fn wait_for_solution(turn: &Turn<'_>) -> TimeDelta {
    TimeDelta::from_std(turn.config.desk.solution_wait).unwrap_or(TimeDelta::MAX)
}

/// ✅ was taken back: undone while the ticket is resolved by the same person and not closed.
pub(super) async fn unresolve(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = ticket_of(&mut call)?;
    let by = turn.actor()?.id;
    let own = matches!(&ticket.state, State::Resolved { resolution } if resolution.by == by);
    match model::reopen(&ticket.state) {
        Ok(to) if own => save(turn, &mut ticket, to, "ticket-unresolve").await,
        _ => Ok(()),
    }
}

pub(super) async fn reopen(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = only_ticket_of(&mut call)?;
    let actor = turn.actor()?.id;
    match model::reopen(&ticket.state) {
        Ok(to) => save(turn, &mut ticket, to, "ticket-reopen").await?,
        Err(Illegal::StillOpen { .. }) if call.tapped => return Ok(()),
        Err(reason) => return Err(illegal(turn, &ticket, reason).await),
    }
    // Whoever had it must act again, and hears of it.
    let platform = turn.place.platform.clone();
    let holder = match ticket.state.assignee().filter(|holder| *holder != actor) {
        Some(holder) => people::store::find(turn.conn(), &platform, holder).await?,
        None => None,
    };
    let told_inside = !homes::elsewhere(turn, &ticket, Audience::Inside).await?.is_empty();
    if told_inside {
        let actor = turn.actor()?.clone();
        tell_inside(turn, &ticket, &actor, "reopened-inside", holder.as_ref()).await?;
    }
    match holder.filter(|_| !told_inside) {
        Some(holder) => tell_reopened(turn, &ticket, &holder).await,
        None if call.tapped => Ok(()),
        None => answer_changed(turn, &ticket).await,
    }
}

/// In the thread where it was reopened, which is the holder's as well.
async fn tell_reopened(turn: &mut Turn<'_>, ticket: &Ticket, holder: &Person) -> Result<(), Stop> {
    let actor = turn.actor()?.name.clone();
    let phrase = Phrase::new("ticket-reopened")
        .text("id", ticket.id.to_string())
        .text("name", actor)
        .node("holder", homes::person(holder));
    let place = turn.place.clone();
    let language = language_of(turn, holder, &place).await?;
    let body = turn.words.say(language, &phrase);
    turn.say(&place, Say { body, mentions: vec![holder.account.clone()], loud: true }).await?;
    Ok(())
}

pub(super) async fn close(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = only_ticket_of(&mut call)?;
    let actor = turn.actor()?.id;
    let is_requester = ticket.is_of(actor);
    match model::close(&ticket.state, is_requester) {
        Ok(to) => save(turn, &mut ticket, to, "ticket-close").await?,
        Err(reason) => return Err(illegal(turn, &ticket, reason).await),
    }
    if is_requester {
        let (actor, platform) = (turn.actor()?.clone(), turn.place.platform.clone());
        let assignee = faces(turn, &ticket, &platform).await?.assignee;
        tell_inside(turn, &ticket, &actor, "closed-inside", assignee.as_ref()).await?;
    }
    answer_changed(turn, &ticket).await
}

pub(super) async fn priority(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = ticket_of(&mut call)?;
    let text = call.args.text.lines().next().unwrap_or_default().trim();
    let first = text.split_whitespace().next().unwrap_or_default();
    let level =
        levels::read(text).or_else(|_| levels::read(first)).map_err(|unknown| unknown_priority(&unknown.text))?;
    if !ticket.state.is_open() {
        let reason = Illegal::Over { from: ticket.state.name(), to: "priority" };
        return Err(illegal(turn, &ticket, reason).await);
    }
    let before = ticket.priority;
    ticket.priority = level;
    let now = turn.now;
    ticket::store::update(turn.conn(), &ticket, now).await?;
    let (before, after) = (json!({ "priority": before }), json!({ "priority": level }));
    turn.record("ticket-priority", &ticket.id.to_string(), before, after).await?;
    refresh(turn, &ticket).await?;
    answer_changed(turn, &ticket).await
}

pub(super) fn unknown_priority(text: &str) -> Refusal {
    let reason = match text.is_empty() {
        true => Phrase::new("priority-missing"),
        false => Phrase::new("priority-unknown").text("text", model::title_line(text)),
    };
    Refusal::unclear(reason).hint(Phrase::new("priority-hint"))
}

/// `!wait 2d`, `!wait user until tomorrow 14:00`.
pub(super) async fn wait(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = ticket_of(&mut call)?;
    let until = read_until(&call.args.text, turn.said_at, turn.config.timezone)?;
    match model::wait(&ticket.state, until, turn.now) {
        Ok(to) => save(turn, &mut ticket, to, "ticket-wait").await?,
        Err(reason) => return Err(illegal(turn, &ticket, reason).await),
    }
    answer_changed(turn, &ticket).await
}

fn read_until(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<DateTime<Utc>, Stop> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let text = if ["user", "nutzer", "benutzer"].contains(&fold(first).as_str()) { rest } else { text };
    let span = duration::read_prefix(text).ok();
    let until = match span {
        Some((duration::Span::Seconds(seconds), _)) => now.checked_add_signed(TimeDelta::seconds(seconds)),
        Some((duration::Span::WorkingDays(days), _)) => working_days_after(now, days, zone),
        None => date::read_prefix(text, now, zone).ok().map(|(when, _)| when.end()),
    };
    until.ok_or_else(|| Refusal::unclear(Phrase::new("wait-until-when")).hint(Phrase::new("wait-until-hint")).into())
}

/// The same time of day so many working days later, Monday to Friday.
fn working_days_after(now: DateTime<Utc>, days: u32, zone: Tz) -> Option<DateTime<Utc>> {
    let mut day = now.with_timezone(&zone).naive_local();
    let mut left = days;
    while left > 0 {
        day = day.checked_add_days(Days::new(1))?;
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    // In the hour that a change of daylight saving skips, the first moment after it.
    (0..=2).find_map(|hours| (day + TimeDelta::hours(hours)).and_local_timezone(zone).earliest()).map(|at| at.to_utc())
}

/// What the timer of a wait carries.
#[derive(Deserialize)]
struct WaitOver {
    ticket: TicketId,
    until: DateTime<Utc>,
}

/// The time to wait is over: the ticket comes back, and whoever had it hears of it.
pub(super) async fn wait_over(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let WaitOver { ticket: id, until } = serde_json::from_value(payload)?;
    let Some(mut ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let Some(to) = model::wake(&ticket.state, until) else { return Ok(()) };
    save(turn, &mut ticket, to, "ticket-wait-over").await?;
    for home in ticket::store::places(turn.conn(), id).await? {
        if home.side == Side::Requester {
            continue;
        }
        let faces = faces(turn, &ticket, &home.platform).await?;
        let phrase = Phrase::new("wait-is-over").phrase("changed", view::changed(&ticket, &faces, moment(turn)));
        homes::say_at(turn, &ticket, &home, &phrase, faces.assignee.as_ref()).await?;
    }
    Ok(())
}

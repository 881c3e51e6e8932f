//! What agents and requesters do with a ticket: load → decide → save.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::attachments::{self, Passing};
use super::homes::{self, Audience, faces, is_here, refresh};
use super::model::{self, Illegal, Solution};
use super::{find, lifecycle, links, satisfaction, view, watch};
use crate::error::{Fault, Refusal, Stop};
use crate::flow::prompts;
use crate::flow::turn::{Say, Turn};
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people::role::Role;
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::{Call, PRACTICES, permission, router};
use crate::ticket::{self, Side, State, Ticket};

/// A message that asks for the line of solution; kept as a prompt that is answered by words.
pub(super) const SOLUTION: &str = "ticket-solution";

pub(super) fn ticket_of(call: &mut Call) -> Result<Ticket, Stop> {
    call.ticket.take().ok_or_else(|| Fault::Other("a verb on a ticket was called without one".to_owned()).into())
}

/// The ticket of a verb that takes no further text. A bare number behind it is most likely meant as another ticket.
pub(super) fn only_ticket_of(call: &mut Call) -> Result<Ticket, Stop> {
    match call.args.text.trim().parse::<u32>() {
        Ok(number) => Err(Refusal::unclear(
            Phrase::new("ticket-bare-number").text("id", TicketId::new(TicketKind::Ticket, number.into()).to_string()),
        )
        .into()),
        Err(_) => ticket_of(call),
    }
}

/// Saves a transition, unless a practice objects: the row, the audit entry, the cards. What is to happen by itself later
/// follows the state.
pub(super) async fn save(turn: &mut Turn<'_>, ticket: &mut Ticket, to: State, act: &str) -> Result<(), Stop> {
    for objects in PRACTICES.iter().filter_map(|practice| practice.objects) {
        objects(turn, ticket, &to).await?;
    }
    let before = describe(&ticket.state);
    let was = std::mem::replace(&mut ticket.state, to);
    let now = turn.now;
    ticket::store::update(turn.conn(), ticket, now).await?;
    lifecycle::settle_timer(turn, ticket).await?;
    turn.record(act, &ticket.id.to_string(), before, describe(&ticket.state)).await?;
    refresh(turn, ticket).await?;
    find::similar::follow(turn, ticket, &was).await?;
    if matches!(ticket.state, State::Closed { .. }) { closed(turn, ticket).await } else { Ok(()) }
}

/// A ticket was closed, in whatever way: what hangs on an open one ends here.
pub(super) async fn closed(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    // When it is opened again, a 🚨 of long ago that is taken back must not make it less urgent.
    ticket::urgent::forget(turn.conn(), ticket.id).await?;
    satisfaction::follow(turn, ticket).await
}

/// A state for the audit log. People's words are not part of it: the log cannot forget, and words must be forgettable.
fn describe(state: &State) -> Value {
    let mut value = json!({
        "state": state.name(),
        "assignee": state.assignee().map(|id| id.0),
        "until": match state {
            State::Pending { until: at, .. } | State::Planned { at, .. } => Some(*at),
            _ => None,
        },
        "solved": state.resolution().map(|resolution| resolution.solution.is_some()),
    });
    let waits_for = match state {
        State::Pending { on, .. } => Some(on.name()),
        State::Closed { unanswered: true, .. } => Some("answer"),
        _ => None,
    };
    if let (Some(what), Value::Object(fields)) = (waits_for, &mut value) {
        fields.insert("on".to_owned(), Value::from(what));
    }
    value
}

/// The answer to a typed change.
pub(super) async fn answer_changed(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    // By when something is due follows from the change.
    router::listen(turn).await?;
    let Some(ticket) = ticket::store::lock(turn.conn(), ticket.id).await? else { return Ok(()) };
    let ticket = &ticket;
    let platform = turn.place.platform.clone();
    let faces = faces(turn, ticket, &platform).await?;
    // On the clock of whoever asked for it, so that they see what was understood.
    let phrase = view::changed(ticket, &faces, view::Moment { now: turn.now, zone: turn.zone() });
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
        Illegal::WaitsAlready => Refusal::new(Phrase::new("ticket-waits-already").text("id", id)),
        Illegal::TooLate => {
            let days = turn.config.desk.reopen_within.as_secs() / 86_400;
            let phrase =
                Phrase::new("reopen-too-late").text("id", id).number("days", i64::try_from(days).unwrap_or(i64::MAX));
            Refusal::new(phrase).hint(Phrase::new("reopen-too-late-hint"))
        }
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
            attachment: call.attachment.clone(),
            platform: &turn.cause.platform.clone(),
            event: &turn.message.clone(),
            internal: false,
        };
        entry_id = Some(ticket::log::insert(turn.conn(), ticket.id, entry).await?);
    }
    let mut passing = Passing::of(turn, &actor.name, &line, call.attachment.as_ref());
    tell_resolved(turn, &ticket, &actor, entry_id, &mut passing).await?;
    if let Some(entry) = entry_id {
        attachments::keep(turn, &[(ticket.id, entry)], call.attachment.as_ref(), passing).await?;
    }
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
    links::ask_below(turn, &ticket).await
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
async fn tell_resolved(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    actor: &Person,
    entry: Option<i64>,
    passing: &mut Passing,
) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let faces = faces(turn, ticket, &platform).await?;
    let solution = ticket.state.resolution().and_then(|resolution| resolution.solution.clone());
    if let Some(requester) = faces.requester.as_ref().filter(|requester| requester.id != actor.id) {
        let phrase = resolved_told(ticket, requester, solution.as_deref());
        for home in homes::elsewhere(turn, ticket, Audience::Requester).await? {
            match entry {
                Some(entry) => {
                    homes::pass_on(turn, ticket, &home, entry, &phrase, Some(requester)).await?;
                    passing.file_to(ticket, &home, entry, None);
                }
                None => drop(homes::say_at(turn, ticket, &home, &phrase, Some(requester)).await?),
            }
        }
    }
    watch::tell_resolved(turn, ticket).await?;
    tell_inside(turn, ticket, actor, "resolved-inside", faces.assignee.as_ref()).await
}

/// Tells the team of what somebody did elsewhere; who has the ticket is notified, unless it was them.
pub(super) async fn tell_inside(
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
    match model::reopen(&ticket.state, None) {
        Ok(to) if own => save(turn, &mut ticket, to, "ticket-unresolve").await,
        _ => Ok(()),
    }
}

pub(super) async fn reopen(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = only_ticket_of(&mut call)?;
    if let Some(next) = ticket::store::follower(turn.conn(), ticket.id).await? {
        let reason = Phrase::new("ticket-continued").text("id", ticket.id.to_string()).text("next", next.to_string());
        return Err(Refusal::new(reason).hint(Phrase::new("ticket-continued-hint")).into());
    }
    // Who works on it knows what they do, however long ago it was.
    let is_agent = permission::role(turn, Some(&ticket)).await? >= Role::Agent;
    let since = reopen_since(turn).filter(|_| !is_agent);
    match model::reopen(&ticket.state, since) {
        Ok(to) => save(turn, &mut ticket, to, "ticket-reopen").await?,
        Err(Illegal::StillOpen { .. }) if call.tapped => return Ok(()),
        Err(reason) => return Err(illegal(turn, &ticket, reason).await),
    }
    if !tell_open_again(turn, &ticket).await? && !call.tapped {
        answer_changed(turn, &ticket).await?;
    }
    Ok(())
}

/// What was over before this can be reopened by its requester no more.
pub(super) fn reopen_since(turn: &Turn<'_>) -> Option<DateTime<Utc>> {
    TimeDelta::from_std(turn.config.desk.reopen_within).ok().and_then(|within| turn.now.checked_sub_signed(within))
}

/// A ticket was reopened: whoever had it must act again, and hears of it. True: it was said in this thread, and needs no
/// other answer.
pub(super) async fn tell_open_again(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<bool, Stop> {
    let actor = turn.actor()?.id;
    let platform = turn.place.platform.clone();
    let holder = match ticket.state.assignee().filter(|holder| *holder != actor) {
        Some(holder) => people::store::find(turn.conn(), &platform, holder).await?,
        None => None,
    };
    let told_inside = !homes::elsewhere(turn, ticket, Audience::Inside).await?.is_empty();
    if told_inside {
        let actor = turn.actor()?.clone();
        tell_inside(turn, ticket, &actor, "reopened-inside", holder.as_ref()).await?;
    }
    match holder.filter(|_| !told_inside) {
        Some(holder) => tell_reopened(turn, ticket, &holder).await.map(|()| true),
        None => Ok(false),
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
    match model::close(&ticket.state, is_requester, turn.now) {
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

pub(super) fn unknown_priority(text: &str) -> Refusal {
    let reason = match text.is_empty() {
        true => Phrase::new("priority-missing"),
        false => Phrase::new("priority-unknown").text("text", model::title_line(text)),
    };
    Refusal::unclear(reason).hint(Phrase::new("priority-hint"))
}

//! What time brings about in an incident: somebody is missing, an update is owed, nothing happens any more, a review is owed.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::model::{Incident, State};
use super::{ARCHIVE, NUDGE, OWED, QUIET, REVIEW, SNOOZE, parts, room, save, store};
use crate::error::Stop;
use crate::flow::Outcome;
use crate::flow::prompts;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::practice::Tap;
use crate::practice::workdays;
use crate::ticket::{Ticket, room as own_room, title_line};

fn key(timer: &str, id: TicketId) -> String {
    format!("{timer}:{}", id.0)
}

fn span(of: std::time::Duration) -> TimeDelta {
    TimeDelta::from_std(of).unwrap_or(TimeDelta::days(1))
}

/// From now on an update is owed as often as the severity says.
pub(super) fn owe_update(turn: &Turn<'_>, incident: &mut Incident) {
    let severity = incident.severity.as_deref().and_then(|name| turn.config.severity(name));
    let every = severity.and_then(|severity| severity.update_every);
    let is_worked_on = matches!(incident.state, State::Active | State::Mitigated);
    incident.owed.update = every.filter(|_| is_worked_on).and_then(|every| turn.now.checked_add_signed(span(every)));
    incident.owed.reminded = 0;
}

/// From now on a review is owed, where the severity wants one.
pub(super) fn owe_review(turn: &Turn<'_>, incident: &mut Incident) {
    let severity = incident.severity.as_deref().and_then(|name| turn.config.severity(name));
    let wants = severity.is_none_or(|severity| severity.review) && !incident.drill;
    incident.owed.review = wants.then(|| {
        let calendar = turn.config.working_calendar().map(|calendar| calendar.calendar.as_ref());
        workdays::after(turn.now, turn.config.incident.review_within, turn.config.timezone, calendar)
    });
}

/// Sets the timers of an incident by how it stands, or takes them away.
pub(super) async fn settle(turn: &mut Turn<'_>, incident: &Incident) -> Result<(), Stop> {
    let (id, config) = (incident.ticket, turn.config.clone());
    let payload = json!({ "ticket": id });
    let is_open = incident.state.is_open();
    if is_open {
        let nudge = turn.now + span(config.incident.nudge_after);
        turn.schedule_unless_set(&key(NUDGE, id), NUDGE, nudge, &payload).await?;
        let quiet = turn.now + span(config.incident.quiet_after);
        turn.schedule_unless_set(&key(QUIET, id), QUIET, quiet, &payload).await?;
    } else {
        turn.cancel(&key(NUDGE, id)).await?;
        turn.cancel(&key(QUIET, id)).await?;
    }
    match incident.owed.update.filter(|_| is_open) {
        Some(at) => turn.schedule(&key(OWED, id), OWED, at.max(turn.now), &payload).await?,
        None => turn.cancel(&key(OWED, id)).await?,
    }
    match incident.owed.review.filter(|_| incident.state == State::Resolved) {
        Some(at) => turn.schedule(&key(REVIEW, id), REVIEW, at.max(turn.now), &payload).await?,
        None => turn.cancel(&key(REVIEW, id)).await?,
    }
    let closes = matches!(incident.state, State::Reviewed | State::Declined { .. } | State::Merged { .. });
    if closes && !incident.archived {
        let at = turn.now + span(config.incident.archive_after);
        turn.schedule_unless_set(&key(ARCHIVE, id), ARCHIVE, at, &payload).await?;
    } else {
        turn.cancel(&key(ARCHIVE, id)).await?;
    }
    Ok(())
}

async fn carried(turn: &mut Turn<'_>, payload: &Value) -> Result<Option<(Ticket, Incident)>, Stop> {
    match store::carried(payload) {
        Some(id) => save::load(turn, id).await,
        None => Ok(None),
    }
}

/// Is a lead missing, or how bad it is? Asked a few times, then no more.
pub(super) async fn nudge(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Some((mut ticket, mut incident)) = carried(turn, &payload).await? else { return Ok(()) };
    let most = i32::try_from(turn.config.incident.nudges).unwrap_or(i32::MAX);
    if !incident.state.is_open() || incident.owed.nudged >= most {
        return Ok(());
    }
    let missing = match (ticket.state.assignee().is_none(), incident.severity.is_none()) {
        (true, true) => Some("both"),
        (true, false) => Some("lead"),
        (false, true) => Some("severity"),
        (false, false) => None,
    };
    if let Some(missing) = missing {
        incident.owed.nudged += 1;
        let is_triage = if incident.state == State::Triage { "yes" } else { "no" };
        let phrase = Phrase::new("incident-nudge").choice("missing", missing).choice("triage", is_triage);
        room::say(turn, &ticket, &incident, &phrase).await?;
        store::update(turn.conn(), &incident).await?;
    }
    let at = turn.now + span(turn.config.incident.nudge_after);
    turn.schedule(&key(NUDGE, incident.ticket), NUDGE, at, &json!({ "ticket": incident.ticket })).await?;
    Ok(())
}

/// An update is owed: whoever owes it is reminded, a few times.
pub(super) async fn owed(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Some((mut ticket, mut incident)) = carried(turn, &payload).await? else { return Ok(()) };
    let Some(at) = incident.owed.update.filter(|_| incident.state.is_open()) else { return Ok(()) };
    if at > turn.now {
        return settle(turn, &incident).await;
    }
    let most = i32::try_from(turn.config.incident.reminders).unwrap_or(i32::MAX);
    if incident.owed.reminded >= most {
        return Ok(());
    }
    incident.owed.reminded += 1;
    let phrase = Phrase::new("incident-update-owed").date_time("at", at, turn.config.timezone, turn.now);
    let message = match parts::owes_updates(turn, &ticket, &incident).await? {
        Some(person) => Some(room::say_to(turn, &ticket, &incident, &person, &phrase).await?),
        None => room::say(turn, &ticket, &incident, &phrase).await?,
    };
    if let Some(message) = message {
        prompts::keep(turn.conn(), message, SNOOZE, &json!({ "ticket": ticket.id })).await?;
        turn.offer(message, &["1️⃣", "2️⃣", "3️⃣"]).await?;
    }
    store::update(turn.conn(), &incident).await?;
    let again = turn.now + span(turn.config.incident.remind_every);
    turn.schedule(&key(OWED, ticket.id), OWED, again, &json!({ "ticket": ticket.id })).await?;
    Ok(())
}

/// 1️⃣ 2️⃣ 3️⃣ on a reminder: in 30, 60 or 90 minutes.
pub(super) async fn snoozed(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let crate::command::Sign::Digit(number) = tap.sign else { return Ok(Outcome::Ignored) };
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let Some((mut ticket, mut incident)) = carried(turn, &tap.payload).await? else { return Ok(Outcome::Ignored) };
    if !incident.state.is_open() || incident.owed.update.is_none() {
        return Ok(Outcome::Ignored);
    }
    let at = turn.now + TimeDelta::minutes(30 * i64::from(number.clamp(1, 3)));
    put_off(turn, &mut ticket, &mut incident, at).await?;
    turn.offer(tap.message, &[]).await?;
    let phrase = Phrase::new("incident-snoozed").date_time("at", at, turn.zone(), turn.now);
    turn.answer(&phrase).await?;
    Ok(Outcome::Done)
}

/// The next update comes then.
pub(super) async fn put_off(
    turn: &mut Turn<'_>,
    ticket: &mut Ticket,
    incident: &mut Incident,
    at: DateTime<Utc>,
) -> Result<(), Stop> {
    incident.owed.update = Some(at);
    incident.owed.reminded = 0;
    save::record(turn, "incident-snooze", ticket.id, json!({ "next": at })).await?;
    save::keep(turn, ticket, incident).await?;
    settle(turn, incident).await
}

/// Nothing has happened for a while: the room is asked whether it still goes on, in working hours alone.
pub(super) async fn quiet(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Some((mut ticket, mut incident)) = carried(turn, &payload).await? else { return Ok(()) };
    if !incident.state.is_open() {
        return Ok(());
    }
    let config = turn.config.clone();
    let after = span(config.incident.quiet_after);
    let calendar = config.working_calendar().map(|calendar| calendar.calendar.as_ref());
    let since = incident.owed.active + after;
    let at = if incident.owed.quiet_asked || since > turn.now {
        since.max(turn.now + TimeDelta::hours(1))
    } else if let Some(opens) = workdays::closed_until(turn.now, config.timezone, calendar) {
        opens
    } else {
        incident.owed.quiet_asked = true;
        let idle = turn.now - incident.owed.active;
        let phrase = Phrase::new("incident-quiet").duration("idle", idle).choice("state", incident.state.name());
        room::say(turn, &ticket, &incident, &phrase).await?;
        store::update(turn.conn(), &incident).await?;
        turn.now + after
    };
    turn.schedule(&key(QUIET, incident.ticket), QUIET, at, &json!({ "ticket": incident.ticket })).await?;
    Ok(())
}

/// A room has served: nobody but the bot writes there any more.
pub(super) async fn archive(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Some((mut ticket, mut incident)) = carried(turn, &payload).await? else { return Ok(()) };
    let closes = matches!(incident.state, State::Reviewed | State::Declined { .. } | State::Merged { .. });
    if !closes || incident.archived {
        return Ok(());
    }
    if let Some(own) = own_room::of_ticket(turn.conn(), ticket.id).await? {
        room::say(turn, &ticket, &incident, &Phrase::new("incident-archived")).await?;
        turn.archive_in(own.opener, true).await?;
    }
    incident.archived = true;
    save::record(turn, "incident-archive", ticket.id, json!({})).await?;
    store::update(turn.conn(), &incident).await?;
    Ok(())
}

/// The review is owed, and still not written: whoever led it is reminded each working day.
pub(super) async fn review(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Some((ticket, incident)) = carried(turn, &payload).await? else { return Ok(()) };
    let Some(at) = incident.owed.review.filter(|_| incident.state == State::Resolved) else { return Ok(()) };
    let (zone, now) = (turn.config.timezone, turn.now);
    if at > now {
        return settle(turn, &incident).await;
    }
    let phrase = Phrase::new("incident-review-owed")
        .text("id", ticket.id.to_string())
        .text("title", title_line(&ticket.title))
        .date("at", at, zone, now);
    match parts::owes_review(turn, &ticket, &incident).await? {
        Some(person) => drop(room::say_to(turn, &ticket, &incident, &person, &phrase).await?),
        None => drop(room::say(turn, &ticket, &incident, &phrase).await?),
    }
    let config = turn.config.clone();
    let calendar = config.working_calendar().map(|calendar| calendar.calendar.as_ref());
    let again = workdays::after(now, 1, zone, calendar);
    turn.schedule(&key(REVIEW, ticket.id), REVIEW, again, &json!({ "ticket": ticket.id })).await?;
    Ok(())
}

//! What happens to a ticket over time: planned for later, on hold for somebody, closed by itself, and the requester's
//! reply that brings it back.

mod asking;
mod model;
mod replies;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) use replies::{continues, heard};

use super::homes::{self, faces, moment};
use super::model::{self as states, Wake};
use super::{view, work};
use crate::command::{Accepts, Sign, date, duration};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::TicketId;
use crate::practice::{Call, Practice, Reaction, Timer, Verb, Who, verb_words};
use crate::ticket::{self, PendingOn, Side, State, Ticket};

/// The timer of whatever happens to a ticket by itself.
const DUE: &str = "ticket-wait-over";

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "lifecycle",
    verbs: &[
        Verb {
            name: "ticket-plan",
            words: verb_words!("ticket-plan"),
            en: &["plan"],
            de: &["planen"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(plan(turn, call)),
        },
        Verb {
            name: "ticket-wait",
            words: verb_words!("ticket-wait"),
            en: &["wait"],
            de: &["warten"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(wait(turn, call)),
        },
    ],
    reactions: &[Reaction {
        sign: Sign::Wait,
        only: None,
        name: "ticket-wait",
        who: Who::Agent,
        run: |turn, call| Box::pin(hold(turn, call)),
        undo: Some(|turn, call| Box::pin(unhold(turn, call))),
    }],
    errands: &[],
    prompts: &[],
    timers: &[Timer { name: DUE, run: |turn, payload| Box::pin(due(turn, payload)) }],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

fn close_after(turn: &Turn<'_>) -> TimeDelta {
    TimeDelta::from_std(turn.config.desk.close_after).unwrap_or(TimeDelta::MAX)
}

fn working_days_after(turn: &Turn<'_>, from: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    states::working_days_after(from, days, turn.config.timezone).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// Sets the ticket's one timer to when something happens to it by itself, or takes it away.
pub(super) async fn settle_timer(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let key = format!("ticket-wait:{}", ticket.id.0);
    match states::due(&ticket.state, close_after(turn)) {
        Some(at) => turn.schedule(&key, DUE, at, &json!({ "ticket": ticket.id })).await?,
        None => turn.cancel(&key).await?,
    }
    Ok(())
}

/// `!plan T-7 Fri 14:00`: whoever has it, else the actor, works on it then.
async fn plan(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let at = model::read_plan(&call.args.text, turn.said_at, turn.zone());
    let Some(at) = at else {
        return Err(Refusal::unclear(Phrase::new("plan-for-when")).hint(Phrase::new("plan-hint")).into());
    };
    let by = turn.actor()?.id;
    match states::plan(&ticket.state, by, at, turn.now) {
        Ok(to) => work::save(turn, &mut ticket, to, "ticket-plan").await?,
        Err(reason) => return Err(work::illegal(turn, &ticket, reason).await),
    }
    work::answer_changed(turn, &ticket).await
}

/// `!wait 2d`, `!wait user 2d`, `!wait vendor until tomorrow 14:00`.
async fn wait(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let (on, until) = read_wait(turn, &call.args.text)?;
    match states::wait(&ticket.state, until, on, turn.now) {
        Ok(to) => work::save(turn, &mut ticket, to, "ticket-wait").await?,
        Err(reason) => return Err(work::illegal(turn, &ticket, reason).await),
    }
    let asked_here = on != PendingOn::Time && on != PendingOn::Vendor && asking::ask(turn, &ticket).await?;
    if asked_here { Ok(()) } else { work::answer_changed(turn, &ticket).await }
}

fn read_wait(turn: &Turn<'_>, text: &str) -> Result<(PendingOn, DateTime<Utc>), Stop> {
    let (on, rest) = model::read_reason(text);
    let until = read_until(rest, turn.said_at, turn.zone());
    let until = match on {
        PendingOn::User { .. } if rest.trim().is_empty() => {
            Some(working_days_after(turn, turn.said_at, turn.config.desk.remind_after))
        }
        _ => until,
    };
    let unclear = || Refusal::unclear(Phrase::new("wait-until-when")).hint(Phrase::new("wait-until-hint"));
    Ok((on, until.ok_or_else(unclear)?))
}

fn read_until(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    match duration::read_prefix(text).ok() {
        Some((duration::Span::Seconds(seconds), _)) => now.checked_add_signed(TimeDelta::seconds(seconds)),
        Some((duration::Span::WorkingDays(days), _)) => states::working_days_after(now, days, zone),
        None => date::read_prefix(text, now, zone).ok().map(|(when, _)| when.end()),
    }
}

/// ⏸: on hold for its requester.
async fn hold(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let until = working_days_after(turn, turn.said_at, turn.config.desk.remind_after);
    match states::hold(&ticket.state, until, turn.now) {
        Ok(to) => work::save(turn, &mut ticket, to, "ticket-wait").await?,
        Err(reason) => return Err(work::illegal(turn, &ticket, reason).await),
    }
    asking::ask(turn, &ticket).await?;
    Ok(())
}

/// ⏸ was taken back: undone while the ticket still waits for its requester.
async fn unhold(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    match states::answered(&ticket.state) {
        Some(to) => work::save(turn, &mut ticket, to, "ticket-unwait").await,
        None => Ok(()),
    }
}

/// What the timer of a ticket carries.
#[derive(Deserialize)]
struct Due {
    ticket: TicketId,
}

/// Something may be due: what was planned or waits comes back, a requester is reminded, what is over closes.
async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Due { ticket: id } = serde_json::from_value(payload)?;
    let Some(mut ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let answer_due = working_days_after(turn, turn.now, turn.config.desk.no_answer_after);
    match states::wake(&ticket.state, turn.now, close_after(turn), answer_due) {
        // The time was changed, or the configuration was.
        Wake::Nothing => settle_timer(turn, &ticket).await,
        Wake::Back(to) => {
            let key = if matches!(ticket.state, State::Planned { .. }) { "plan-is-due" } else { "wait-is-over" };
            work::save(turn, &mut ticket, to, "ticket-wait-over").await?;
            tell_back(turn, &ticket, key).await
        }
        Wake::Remind(to) => {
            work::save(turn, &mut ticket, to, "ticket-remind").await?;
            asking::remind(turn, &ticket, answer_due).await
        }
        Wake::Unanswered(to) => {
            work::save(turn, &mut ticket, to, "ticket-close").await?;
            asking::unanswered(turn, &ticket).await
        }
        // Nobody has to do anything: the cards say it.
        Wake::Close(to) => work::save(turn, &mut ticket, to, "ticket-close").await,
    }
}

/// A ticket has come back by itself, and whoever has it hears of it.
async fn tell_back(turn: &mut Turn<'_>, ticket: &Ticket, key: &'static str) -> Result<(), Stop> {
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Requester {
            continue;
        }
        let faces = faces(turn, ticket, &home.platform).await?;
        let phrase = Phrase::new(key).phrase("changed", view::changed(ticket, &faces, moment(turn)));
        homes::say_at(turn, ticket, &home, &phrase, faces.assignee.as_ref()).await?;
    }
    Ok(())
}

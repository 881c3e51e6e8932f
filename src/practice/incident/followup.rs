//! What is to be done after the end of an incident: tickets of their own, of which whoever has one is reminded before its day, on it,
//! and after it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::model::State;
use super::{FOLLOW_UP, save, store, tasks, words};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId, TicketKind};
use crate::people::{self, team};
use crate::practice::{Call, router, threads, workdays};
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::relation::{self, Link};
use crate::ticket::{self, State as TicketState, Ticket, title_line};

/// When somebody is reminded.
const BEFORE: i16 = 0;
const AT: i16 = 1;
const AFTER: i16 = 2;

/// `!followup @bernd replace the disk by Fri`
pub(super) async fn follow_up(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (mut ticket, mut incident) = save::meant(turn, &mut call).await?;
    let text = call.args.text.clone();
    let (said_at, zone, now) = (turn.said_at, turn.zone(), turn.now);
    let order = words::order(&text, |text| words::coming(text, said_at, zone).is_some());
    let owner = tasks::whom(turn, order.person).await?;
    if !order.title.chars().any(char::is_alphanumeric) {
        let refusal = Refusal::unclear(Phrase::new("incident-followup-what"));
        return Err(refusal.hint(Phrase::new("incident-followup-hint")).into());
    }
    let due = order.due.as_deref().and_then(|text| words::coming(text, said_at, zone));
    if due.is_some_and(|due| due <= now) {
        return Err(Refusal::new(Phrase::new("time-is-past")).into());
    }
    let id = open(turn, &ticket, &title_line(&order.title), owner.as_ref().map(|one| one.id), due).await?;
    save::keep(turn, &mut ticket, &mut incident).await?;
    router::listen(turn).await?;
    let phrase =
        Phrase::new("incident-followup-made").text("id", id.to_string()).text("title", title_line(&order.title));
    let phrase = match &owner {
        Some(person) => Phrase::new("incident-followup-for").phrase("made", phrase).text("name", person.name.clone()),
        None => phrase,
    };
    let phrase = match due {
        Some(at) => Phrase::new("incident-task-until").phrase("task", phrase).date_time("at", at, zone, now),
        None => phrase,
    };
    turn.answer(&phrase).await?;
    Ok(())
}

/// A task was open when the incident was over.
pub(super) async fn left_over(
    turn: &mut Turn<'_>,
    incident: TicketId,
    title: &str,
    owner: Option<PersonId>,
    due: Option<DateTime<Utc>>,
) -> Result<(), Stop> {
    let Some((mut ticket, known)) = save::load(turn, incident).await? else { return Ok(()) };
    if known.drill {
        return Ok(());
    }
    if let State::Merged { into } = known.state
        && let Some((target, _)) = save::load(turn, into).await?
    {
        // It is to be done for the one as which it goes on.
        ticket = target;
    }
    open(turn, &ticket, title, owner, due).await.map(drop)
}

async fn open(
    turn: &mut Turn<'_>,
    incident: &Ticket,
    title: &str,
    owner: Option<PersonId>,
    due: Option<DateTime<Utc>>,
) -> Result<TicketId, Stop> {
    let by = turn.actor.as_ref().map_or(incident.raised_by, |actor| actor.id);
    let (config, now) = (turn.config.clone(), turn.now);
    let at_level = |names: &[String], at: u8| names.get(usize::from(at)).cloned();
    let levels = &config.priority;
    let of_team = team::owner(&config, incident.team.as_deref()).map(str::to_owned);
    let mut ticket = Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Ticket).await?,
        title: title.to_owned(),
        description: String::new(),
        priority: 3,
        impact: at_level(&levels.impact, levels.default_impact),
        urgency: at_level(&levels.urgency, levels.default_urgency),
        team: if incident.private { incident.team.clone() } else { of_team },
        service: incident.service.clone(),
        item: None,
        category: None,
        private: incident.private,
        state: TicketState::New,
        phase: None,
        requester: by,
        raised_by: by,
        follows: None,
        wanted_at: due,
        due: None,
        created_at: now,
        changed_at: now,
    };
    ticket::store::insert(turn.conn(), &ticket).await?;
    if let Some(to) = owner {
        ticket.state = TicketState::Assigned { to };
        ticket::store::update(turn.conn(), &ticket, now).await?;
    }
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let entry = NewEntry {
        author: by,
        at: now,
        kind: Kind::Raised,
        text: title,
        attachment: None,
        platform: &platform,
        // The message that wants it is that of the incident.
        event: &format!("{event}:{}", ticket.id.0),
        internal: true,
    };
    log::insert(turn.conn(), ticket.id, entry).await?;
    let link = Link { ticket: ticket.id, other: incident.id, kind: relation::Kind::Related };
    relation::link(turn.conn(), link).await?;
    store::insert_follow_up(turn.conn(), incident.id, ticket.id).await?;
    let after = json!({ "incident": incident.id.to_string(), "wanted": due });
    turn.record("incident-followup", &ticket.id.to_string(), Value::Null, after).await?;
    turn.emit(Fact::TicketOpenedInside(ticket.id));
    remind_at(turn, ticket.id, due, BEFORE).await?;
    if let Some(owner) = owner.filter(|owner| turn.actor.as_ref().is_none_or(|actor| actor.id != *owner)) {
        let phrase = Phrase::new("incident-followup-yours")
            .text("id", ticket.id.to_string())
            .text("title", title.to_owned())
            .text("incident", incident.id.to_string());
        tell(turn, incident.id, owner, &phrase).await?;
    }
    Ok(ticket.id)
}

async fn tell(turn: &mut Turn<'_>, incident: TicketId, owner: PersonId, phrase: &Phrase) -> Result<(), Stop> {
    let Some(known) = store::of(turn.conn(), incident).await? else { return Ok(()) };
    let platform = known.declared.0;
    if let Some(person) = people::store::find(turn.conn(), &platform, owner).await? {
        threads::tell_alone(turn, &platform, &person, phrase).await?;
    }
    Ok(())
}

/// Sets the timer of the next reminder from a stage on; those whose time has passed are left out.
async fn remind_at(turn: &mut Turn<'_>, id: TicketId, due: Option<DateTime<Utc>>, from: i16) -> Result<(), Stop> {
    let key = format!("{FOLLOW_UP}:{}", id.0);
    let Some(due) = due else { return Ok(()) };
    let config = turn.config.clone();
    let calendar = config.working_calendar().map(|calendar| calendar.calendar.as_ref());
    let zone = config.timezone;
    let moments = [
        (BEFORE, workdays::before(due, config.incident.followup_before, zone, calendar)),
        (AT, due),
        (AFTER, workdays::after(due, 1, zone, calendar)),
    ];
    let next = moments.into_iter().find(|(stage, at)| *stage >= from && *at > turn.now);
    match next {
        Some((stage, at)) => {
            turn.schedule(&key, FOLLOW_UP, at, &json!({ "ticket": id, "stage": stage })).await?;
        }
        None => turn.cancel(&key).await?,
    }
    Ok(())
}

/// Whoever has a follow-up is reminded of it; where nobody has it, whoever led the incident.
pub(super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Some(id) = store::carried(&payload) else { return Ok(()) };
    let stage = payload.get("stage").and_then(Value::as_i64).and_then(|stage| i16::try_from(stage).ok()).unwrap_or(AT);
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await?.filter(|ticket| ticket.state.is_open()) else {
        return Ok(());
    };
    let Some(incident) = store::follows(turn.conn(), id).await? else { return Ok(()) };
    let Some((of, _)) = save::load(turn, incident).await? else { return Ok(()) };
    let Some(at) = ticket.wanted_at else { return Ok(()) };
    let when = match stage {
        BEFORE => "before",
        AT => "at",
        _ => "after",
    };
    let phrase = Phrase::new("incident-followup-due")
        .choice("when", when)
        .text("id", id.to_string())
        .text("title", title_line(&ticket.title))
        .text("incident", incident.to_string())
        .date_time("at", at, turn.config.timezone, turn.now);
    let owner = ticket.state.assignee().or(of.state.assignee()).unwrap_or(of.raised_by);
    tell(turn, incident, owner, &phrase).await?;
    remind_at(turn, id, Some(at), stage + 1).await
}

/// A ticket was changed: where it is a follow-up that is over, nobody is reminded of it any more; where its day is another one,
/// then. False: it is none.
pub(super) async fn changed(turn: &mut Turn<'_>, id: TicketId) -> Result<bool, Stop> {
    if store::follows(turn.conn(), id).await?.is_none() {
        return Ok(false);
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(true) };
    if ticket.state.is_open() {
        remind_at(turn, id, ticket.wanted_at, BEFORE).await?;
    } else {
        turn.cancel(&format!("{FOLLOW_UP}:{}", id.0)).await?;
    }
    Ok(true)
}

//! Tickets that time raises: by rules of the configuration, each time once.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::homes::{self};
use super::routing::{self, Draft};
use crate::command::Accepts;
use crate::config::RecurringConfig;
use crate::error::{Fault, Stop};
use crate::fact::Fact;
use crate::flow::turn::{Place, Turn};
use crate::flow::{Flow, timers};
use crate::i18n::{Language, Phrase};
use crate::ids::TicketKind;
use crate::people::{self, Person, team};
use crate::practice::{Call, Practice, Timer, Verb, Who, permission, verb_words};
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, Side, State, Ticket};

/// The timer that raises a ticket.
const DUE: &str = "recurring-ticket";

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "recurring",
    verbs: &[Verb {
        name: "recurring",
        words: verb_words!("recurring"),
        en: &["recurring"],
        de: &["wiederkehrend"],
        who: Who::Agent,
        on_ticket: false,
        accepts: Accepts::TEXT,
        run: |turn, call| Box::pin(list(turn, call)),
    }],
    reactions: &[],
    prompts: &[],
    errands: &[],
    timers: &[Timer { name: DUE, run: |turn, payload| Box::pin(raise(turn, payload)) }],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

/// What the timer carries: which ticket, and by which rule the timer was set.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Set {
    name: String,
    rule: String,
    start: String,
    zone: String,
    working_days_only: bool,
}

impl Set {
    fn of(recurring: &RecurringConfig, zone: chrono_tz::Tz) -> Self {
        Self {
            name: recurring.name.clone(),
            rule: recurring.rule.clone(),
            start: recurring.start.to_string(),
            zone: zone.name().to_owned(),
            working_days_only: recurring.working_days_only,
        }
    }
}

fn key(name: &str) -> String {
    format!("{DUE}:{name}")
}

/// Keeps the timers as the configuration has them, until told to stop.
pub async fn keep(flow: Flow, stop: CancellationToken) {
    timers::keep(flow, stop, "recurring tickets", stand).await;
}

/// Sets the timers that are missing, moves those whose rule was changed, and cancels those of tickets that are no longer in
/// the configuration. What is due stays due, however late the bot is.
async fn stand(flow: &Flow) -> Result<(), Fault> {
    let (now, zone) = (flow.clock.now(), flow.config.timezone);
    let mut tx = flow.pool.begin().await?;
    let standing = timers::of_kind(&mut tx, DUE).await?;
    for timer in &standing {
        if !flow.config.recurring.iter().any(|recurring| key(&recurring.name) == timer.key) {
            timers::cancel(&mut tx, &timer.key).await?;
        }
    }
    for recurring in &flow.config.recurring {
        let (key, payload) = (key(&recurring.name), serde_json::to_value(Set::of(recurring, zone))?);
        let stands = standing.iter().find(|timer| timer.key == key);
        match (stands, recurring.next(now, zone)) {
            (Some(timer), _) if timer.payload == payload => {}
            (Some(_), None) => timers::cancel(&mut tx, &key).await?,
            (_, Some(due)) => timers::set(&mut tx, &key, DUE, due, &payload).await?,
            (None, None) => {}
        }
    }
    tx.commit().await?;
    flow.wakeup.ring(crate::flow::wakeup::Bell::Timers);
    Ok(())
}

/// The time has come: one ticket, and the timer for the next time, in one commit. What was missed while the bot was down is
/// this one ticket.
async fn raise(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let set: Set = serde_json::from_value(payload)?;
    let config = turn.config.clone();
    let Some(recurring) = config.recurring.iter().find(|recurring| recurring.name == set.name) else { return Ok(()) };
    let current = Set::of(recurring, config.timezone);
    if let Some(due) = recurring.next(turn.now.max(turn.said_at), config.timezone) {
        turn.schedule(&key(&recurring.name), DUE, due, &serde_json::to_value(&current)?).await?;
    }
    if set != current {
        // The rule was changed since the timer was set, and by the new one the time has not come.
        return Ok(());
    }
    let Some(platform) = turn.platforms().await?.into_iter().next() else { return Ok(()) };
    open(turn, recurring, &platform).await
}

async fn open(turn: &mut Turn<'_>, recurring: &RecurringConfig, platform: &str) -> Result<(), Stop> {
    let (config, now) = (turn.config.clone(), turn.now);
    let requester = people::store::identify(turn.conn(), platform, &recurring.requester, now).await?;
    let room = match &recurring.room {
        Some(name) => people::store::room_on(turn.conn(), platform, name).await?,
        None => None,
    };
    turn.place = Place { platform: platform.to_owned(), room: room.clone().unwrap_or_default(), thread: None };
    let text = format!("{}\n{}", recurring.title, recurring.text);
    let rooms: Vec<&str> = [recurring.room.as_deref(), room.as_deref()].into_iter().flatten().collect();
    let draft = Draft {
        text: &text,
        room: &rooms,
        room_team: None,
        requester: &recurring.requester,
        service: config.services.iter().find(|service| Some(&service.name) == recurring.service.as_ref()),
        category: config.categories.iter().find(|category| Some(&category.name) == recurring.category.as_ref()),
        impact: None,
        urgency: None,
    };
    let route = routing::route(&config, draft);
    let level = |names: &[String], at: u8| names.get(usize::from(at)).cloned();
    let ticket = Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Ticket).await?,
        title: super::model::title_line(&recurring.title),
        description: recurring.text.clone(),
        priority: config.priority.of(route.impact, route.urgency),
        impact: level(&config.priority.impact, route.impact),
        urgency: level(&config.priority.urgency, route.urgency),
        team: recurring.team.clone().or(route.team),
        service: route.service,
        category: route.category,
        private: route.private,
        state: State::New,
        requester: requester.id,
        raised_by: requester.id,
        wanted_at: None,
        item: None,
        phase: None,
        follows: None,
        due: None,
        created_at: now,
        changed_at: now,
    };
    ticket::store::insert(turn.conn(), &ticket).await?;
    turn.emit(Fact::TicketChanged(ticket.id));
    let (cause, event) = (turn.cause.platform.clone(), turn.cause.event.clone());
    let entry = NewEntry {
        author: requester.id,
        at: now,
        kind: Kind::Raised,
        text: text.trim(),
        attachment: None,
        platform: &cause,
        event: &event,
        internal: false,
    };
    log::insert(turn.conn(), ticket.id, entry).await?;
    let after = json!({
        "state": ticket.state.name(),
        "priority": ticket.priority,
        "team": ticket.team,
        "private": ticket.private,
        "requester": requester.account,
        "recurring": recurring.name,
    });
    turn.record("ticket-new", &ticket.id.to_string(), Value::Null, after).await?;
    settle(turn, &ticket, &requester, room).await
}

/// The card stands in the room of the ticket's team, and the requester has theirs in a direct chat, unless they work there
/// themselves; without such a room it stands in the one that is configured, and without that with the requester alone.
async fn settle(turn: &mut Turn<'_>, ticket: &Ticket, requester: &Person, room: Option<String>) -> Result<(), Stop> {
    let (config, platform) = (turn.config.clone(), turn.place.platform.clone());
    let home = match &ticket.team {
        Some(team) => team::home(turn.conn(), &config, &platform, team).await?,
        None => None,
    };
    let Some(home) = home else {
        return match room.filter(|_| !ticket.private) {
            Some(room) => {
                let place = Place { platform, room, thread: None };
                homes::settle(turn, ticket, &place, Side::Shared, Some(requester)).await
            }
            None => homes::settle_direct(turn, ticket, requester).await,
        };
    };
    let place = Place { platform: platform.clone(), room: home, thread: None };
    homes::settle(turn, ticket, &place, Side::Team, None).await?;
    let own = team::memberships(turn.conn(), &config, &platform, &requester.account).await?;
    if own.iter().any(|own| Some(&own.team) == ticket.team.as_ref()) {
        return Ok(());
    }
    homes::settle_direct(turn, ticket, requester).await
}

/// `!recurring`: what comes when.
async fn list(turn: &mut Turn<'_>, _call: Call) -> Result<(), Stop> {
    let (config, now, zone) = (turn.config.clone(), turn.now, turn.config.timezone);
    let eyes = permission::eyes(turn).await?;
    let is_private = |recurring: &RecurringConfig| {
        let category = config.categories.iter().find(|category| Some(&category.name) == recurring.category.as_ref());
        category.is_some_and(|category| category.private)
    };
    let is_own = |recurring: &RecurringConfig| recurring.team.as_ref().is_some_and(|team| eyes.teams.contains(team));
    let mut shown: Vec<(Option<DateTime<Utc>>, &RecurringConfig)> = config
        .recurring
        .iter()
        .filter(|recurring| !is_private(recurring) || is_own(recurring))
        .map(|recurring| (recurring.next(now, zone), recurring))
        .collect();
    if shown.is_empty() {
        turn.answer(&Phrase::new("recurring-none")).await?;
        return Ok(());
    }
    // The next one first; what has ended stands below.
    shown.sort_by_key(|(next, _)| (next.is_none(), *next));
    let mut body = turn.text(&Phrase::new("recurring-heading"));
    for (next, recurring) in shown {
        let line = match next {
            Some(at) => Phrase::new("recurring-line").date_time("next", at, zone, now),
            None => Phrase::new("recurring-ended"),
        };
        let line = line.text("name", &recurring.name).text("title", &recurring.title);
        body = body.line(turn.text(&line));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

//! What is to wake somebody only later: a silence stands, or a change is being carried out on the service. Nothing of it is
//! lost: when that is over, the chain begins, if it is still needed.

mod store;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::model::{Beside, Page};
use super::start::{self, Chain};
use super::{HELD, step};
use crate::config::{self, Maintenance};
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people;
use crate::practice::oncall::silence::{self, model::About};
use crate::practice::threads;
use crate::ticket::upkeep::{self, Upkeep};
use crate::ticket::{self, Side, State as TicketState, Ticket, title_line};

/// What holds something back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum By {
    /// The silence of this number.
    Silence(i64),
    /// This change.
    Change(TicketId),
}

fn timer_of(ticket: TicketId) -> String {
    format!("page-held:{}", ticket.0)
}

/// What the timer carries.
#[derive(Deserialize)]
struct Carried {
    ticket: TicketId,
}

/// What is being carried out on a ticket's service, or on something that it runs on.
pub(super) async fn upkeep(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Option<Upkeep>, Stop> {
    let (config, now) = (turn.config.clone(), turn.now);
    let Some(service) = &ticket.service else { return Ok(None) };
    let mut services: Vec<String> = config::below(&config.services, service).into_iter().collect();
    services.push(service.clone());
    Ok(upkeep::on(turn.conn(), &services, now).await?)
}

/// What those are told of a change who are woken while it is carried out.
pub(super) async fn beside(turn: &mut Turn<'_>, ticket: Option<&Ticket>) -> Result<Option<Beside>, Stop> {
    let Some(ticket) = ticket.filter(|_| turn.config.oncall.maintenance != Maintenance::Page) else {
        return Ok(None);
    };
    let Some(upkeep) = upkeep(turn, ticket).await? else { return Ok(None) };
    let platform = turn.place.platform.clone();
    let name = match upkeep.responsible {
        Some(person) => {
            let found = people::store::by_ids(turn.conn(), &platform, &[person]).await?;
            found.get(&person).map(|person| person.name.clone())
        }
        None => None,
    };
    Ok(Some(Beside { change: upkeep.change, title: title_line(&upkeep.title), responsible: name }))
}

/// The silence that stands for a chain, as somebody is told who wakes all the same.
pub(super) async fn despite(turn: &mut Turn<'_>, ticket: Option<&Ticket>, page: &Page) -> Result<Option<Phrase>, Stop> {
    let first = page.steps.first().map(|step| step.notify.clone()).unwrap_or_default();
    let Some(found) = silenced(turn, ticket, &page.chain, &first).await? else { return Ok(None) };
    let (config, now) = (turn.config.clone(), turn.now);
    Ok(Some(
        Phrase::new("silence-despite")
            .text("number", found.id.to_string())
            .text("title", silence::title(&config, &found))
            .date_time("to", found.to, config.timezone, now),
    ))
}

async fn silenced(
    turn: &mut Turn<'_>,
    ticket: Option<&Ticket>,
    chain: &str,
    first: &[String],
) -> Result<Option<silence::model::Silence>, Stop> {
    let config = turn.config.clone();
    let service = ticket.and_then(|ticket| ticket.service.clone());
    let team = start::team_of(&config, ticket);
    silence::of(turn, About { service: service.as_deref(), team, first, chain }).await
}

/// Why the chain of a ticket must wait, and until when.
async fn reason(turn: &mut Turn<'_>, ticket: &Ticket, chain: &Chain) -> Result<Option<(By, DateTime<Utc>)>, Stop> {
    let first = chain.steps.first().map(|step| step.notify.clone()).unwrap_or_default();
    if let Some(found) = silenced(turn, Some(ticket), &chain.name, &first).await? {
        return Ok(Some((By::Silence(found.id), found.to)));
    }
    if turn.config.oncall.maintenance != Maintenance::Hold {
        return Ok(None);
    }
    let now = turn.now;
    // Nobody knows when a change is over that has no window, or has left it behind.
    Ok(upkeep(turn, ticket).await?.and_then(|upkeep| {
        let until = upkeep.until.filter(|until| *until > now)?;
        Some((By::Change(upkeep.change), until))
    }))
}

/// Whether the chain of a ticket must wait; it is kept until when, and told.
pub(super) async fn holds(turn: &mut Turn<'_>, ticket: &Ticket, chain: &Chain, made_up: bool) -> Result<bool, Stop> {
    let before = store::of(turn.conn(), ticket.id).await?;
    let Some((by, until)) = reason(turn, ticket, chain).await? else {
        if before.is_some_and(|before| before.until.is_some()) {
            store::release(turn.conn(), ticket.id).await?;
            turn.cancel(&timer_of(ticket.id)).await?;
            tell(turn, ticket, &Phrase::new("page-held-over")).await?;
        }
        return Ok(false);
    };
    // Also where nothing has changed: the timer that has brought this about is gone.
    turn.schedule(&timer_of(ticket.id), HELD, until, &json!({ "ticket": ticket.id })).await?;
    let is_known = before.as_ref().is_some_and(|before| before.by == by);
    if is_known && before.as_ref().is_some_and(|before| before.until == Some(until) && (before.made_up || !made_up)) {
        return Ok(true);
    }
    let since = before.filter(|before| before.until.is_some()).map_or(turn.now, |before| before.since);
    store::keep(turn.conn(), ticket.id, by, (since, until), made_up).await?;
    turn.emit(Fact::CardsOutdated(ticket.id));
    if is_known {
        return Ok(true);
    }
    let (act, after) = match by {
        By::Silence(number) => ("page-hold", json!({ "silence": number, "until": until })),
        By::Change(change) => ("page-hold", json!({ "change": change.to_string(), "until": until })),
    };
    turn.record(act, &ticket.id.to_string(), Value::Null, after).await?;
    let phrase = told(turn, by, until).await?;
    tell(turn, ticket, &phrase).await?;
    Ok(true)
}

/// Why nobody is woken.
async fn told(turn: &mut Turn<'_>, by: By, until: DateTime<Utc>) -> Result<Phrase, Stop> {
    let (zone, now) = (turn.config.timezone, turn.now);
    let phrase = match by {
        By::Silence(number) => {
            let (name, reason) = match silence::known(turn, number).await? {
                Some((silence, name)) => (name, silence.reason),
                None => ("?".to_owned(), String::new()),
            };
            Phrase::new("page-held-silence")
                .text("number", number.to_string())
                .text("name", name)
                .text("reason", reason)
        }
        By::Change(change) => Phrase::new("page-held-change").text("change", change.to_string()),
    };
    Ok(phrase.date_time("until", until, zone, now))
}

/// Tells those who work on a ticket, in its threads.
async fn tell(turn: &mut Turn<'_>, ticket: &Ticket, phrase: &Phrase) -> Result<(), Stop> {
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side != Side::Requester {
            threads::say_at(turn, ticket, &home, phrase, None).await?;
        }
    }
    Ok(())
}

/// What the card of a ticket says of it, whose chain is held back.
pub(super) async fn line(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Option<Phrase>, Stop> {
    if ticket.state != TicketState::New {
        return Ok(None);
    }
    let (zone, now) = (turn.config.timezone, turn.now);
    let held = store::of(turn.conn(), ticket.id).await?;
    Ok(held.and_then(|held| held.until).map(|until| Phrase::new("page-line-held").date_time("until", until, zone, now)))
}

/// How many wait for the end of a silence.
pub(in super::super) async fn waiting(turn: &mut Turn<'_>, silence: i64) -> Result<i64, Stop> {
    Ok(store::waiting(turn.conn(), silence).await?)
}

/// Something that holds chains back may be over: each is looked at now, in a turn of its own.
pub(in super::super) async fn look_after(turn: &mut Turn<'_>, by: By) -> Result<(), Stop> {
    let (tickets, now) = (store::tickets(turn.conn(), by).await?, turn.now);
    for ticket in &tickets {
        turn.schedule(&timer_of(*ticket), HELD, now, &json!({ "ticket": ticket })).await?;
    }
    Ok(())
}

/// It is time to look again: the chain begins, if nobody works on its ticket yet and nothing else holds it back.
pub(in super::super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { ticket: id } = serde_json::from_value(payload)?;
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let Some(held) = store::of(turn.conn(), id).await?.filter(|held| held.until.is_some()) else { return Ok(()) };
    if let Some(home) = ticket::store::places(turn.conn(), id).await?.into_iter().next() {
        turn.place.platform = home.platform;
    }
    // Of what was held back in the name of a broken promise somebody may have had the ticket before already.
    let is_untouched = held.made_up && ticket.state.is_open() && ticket.changed_at <= held.since;
    let is_needed = ticket.state == TicketState::New || is_untouched;
    if is_needed && start::by_itself(turn, id, held.made_up).await? {
        return Ok(());
    }
    store::release(turn.conn(), id).await?;
    turn.record("page-hold-end", &id.to_string(), Value::Null, json!({ "state": ticket.state.name() })).await?;
    turn.emit(Fact::CardsOutdated(id));
    Ok(())
}

/// What a page says of the change beside it, where it is told what becomes of it.
pub(super) async fn tell_beside(turn: &mut Turn<'_>, page: &Page) -> Result<(), Stop> {
    if let Some(beside) = &page.beside {
        step::tell(turn, page, &super::view::beside(beside), None).await?;
    }
    Ok(())
}

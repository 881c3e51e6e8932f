//! Warnings: what happens when so much of a promised time is used up.
//!
//! Each ticket has a timer for its next step. Whoever comes first in a room looks whether more is due there: what is due
//! within a minute is said in one message when it is much, and so is what has become late because nobody was there to say
//! it. Each step happens once, since the clock counts them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::budget;
use super::clocks::{STEP, TOGETHER, settle};
use super::model::{Clock, Ledger};
use super::store;
use crate::chat::markup::Markup;
use crate::config::{Step, StepAct};
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::{self, Person, team};
use crate::practice::threads;
use crate::ticket::{self, Side, Ticket, TicketPlace};

/// So many warnings within [`TOGETHER`] are one message.
const MANY: usize = 10;
/// A step that is later than this was missed because nobody was there.
const LATE: TimeDelta = TimeDelta::minutes(2);
/// What was said and done meanwhile is heard first, so that nothing is called late that was done in time.
const CATCH_UP: TimeDelta = TimeDelta::seconds(30);
/// Lines of a message that warns of many.
const LINES: usize = 10;
/// Tickets that one turn looks after; the others' own timers do the rest.
const MOST: i64 = 500;

/// What the timer carries.
#[derive(Deserialize)]
struct Due {
    ticket: TicketId,
    /// It was late, and has waited for what was said meanwhile.
    #[serde(default)]
    waited: bool,
}

/// A clock of which steps have become due.
struct Warning {
    ticket: TicketId,
    clock: Clock,
    steps: Vec<Step>,
    /// Time of the calendar that is left; negative when it is over.
    left: TimeDelta,
}

impl Warning {
    /// Of several steps that were due the last one is told.
    fn percent(&self) -> u16 {
        self.steps.last().map_or(0, |step| step.percent)
    }

    fn does(&self, act: &StepAct) -> bool {
        self.steps.iter().any(|step| step.acts.contains(act))
    }

    /// Only the last one: an earlier one that was quiet does not hush it.
    fn notifies(&self) -> bool {
        self.steps.last().is_some_and(|step| !step.acts.contains(&StepAct::Quiet))
    }
}

/// A step of a ticket may be due.
pub(super) async fn step(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Due { ticket: id, waited } = serde_json::from_value(payload)?;
    let ledgers = store::ledgers(turn.conn(), &[id]).await?;
    let Some(next) = ledgers.get(&id).and_then(Ledger::next_at) else { return Ok(()) };
    if !waited && turn.now - next > LATE {
        let (key, at) = (format!("sla-step:{}", id.0), turn.now + CATCH_UP);
        turn.schedule(&key, STEP, at, &json!({ "ticket": id, "waited": true })).await?;
        return Ok(());
    }
    let now = turn.now;
    let Some(home) = home(turn, id).await? else {
        // Nobody reads there but its requester; who has it is told alone.
        let warnings = take(turn, &[id], now).await?;
        return tell_alone(turn, warnings).await;
    };
    store::warn_alone(turn.conn(), &home.platform, &home.room).await?;
    let room = (home.platform.as_str(), home.room.as_str());
    let by = turn.now + TOGETHER;
    let due = store::due_in(turn.conn(), room, by, MOST).await?;
    let late = due.iter().filter(|(_, at)| turn.now - *at > LATE).count();
    if due.len() < MANY && late < 2 {
        let warnings = take(turn, &[id], now).await?;
        return tell_each(turn, &home, warnings).await;
    }
    let ids: Vec<TicketId> = due.into_iter().map(|(id, _)| id).chain([id]).collect();
    let warnings = take(turn, &ids, by).await?;
    tell_together(turn, &home, warnings).await
}

/// The thread in which those who work on a ticket read; None where only its requester does.
async fn home(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<TicketPlace>, Stop> {
    let homes = ticket::store::places(turn.conn(), id).await?;
    let inside = homes.iter().find(|home| home.side == Side::Team);
    if let Some(home) = inside.or_else(|| homes.iter().find(|home| home.side == Side::Shared)) {
        let is_direct = turn.room(&home.platform, &home.room).await?.direct;
        return Ok((!is_direct).then(|| home.clone()));
    }
    Ok(None)
}

/// Takes the steps of these tickets that are due, does what belongs to them, and sets the timers of what comes next.
async fn take(turn: &mut Turn<'_>, ids: &[TicketId], by: DateTime<Utc>) -> Result<Vec<Warning>, Stop> {
    // In one order, as everywhere where several are locked.
    let ids: Vec<TicketId> = ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    ticket::store::lock_all(turn.conn(), &ids).await?;
    let ledgers: BTreeMap<TicketId, Ledger> = store::ledgers(turn.conn(), &ids).await?;
    let mut warnings = Vec::new();
    for (id, before) in ledgers {
        let pauses = before.pauses();
        let mut after = before.clone();
        for clock in &mut after.clocks {
            let steps = clock.take_steps(&pauses, by);
            if !steps.is_empty() {
                let left = clock.terms.within - clock.elapsed(&pauses, turn.now);
                warnings.push(Warning { ticket: id, clock: clock.clone(), steps, left });
            }
        }
        if before != after {
            store::save(turn.conn(), id, &before, &after).await?;
        }
        settle(turn, id, &after).await?;
    }
    for warning in &warnings {
        act(turn, warning).await?;
    }
    Ok(warnings)
}

/// What a step does beside speaking: whoever can do it hears of it.
async fn act(turn: &mut Turn<'_>, warning: &Warning) -> Result<(), Stop> {
    let id = warning.ticket;
    let after =
        json!({ "of": warning.clock.of.name(), "target": warning.clock.terms.target, "percent": warning.percent() });
    turn.record("sla-warn", &id.to_string(), Value::Null, after).await?;
    for act in warning.steps.iter().flat_map(|step| &step.acts) {
        match act {
            StepAct::Raise => turn.emit(Fact::RaiseWanted(id)),
            StepAct::Reassign(team) => turn.emit(Fact::HandOverWanted(id, team.clone())),
            StepAct::Escalate => turn.emit(Fact::Escalated { ticket: id, percent: warning.percent() }),
            StepAct::Quiet | StepAct::Ping | StepAct::Lead => {}
        }
    }
    if warning.percent() >= 100 {
        // The card says since when.
        turn.emit(Fact::CardsOutdated(id));
        budget::look_soon(turn).await?;
    }
    Ok(())
}

/// Who is notified of a warning: whoever has the ticket, or the leads of its team where nobody does or where they are meant.
async fn notified(
    turn: &mut Turn<'_>,
    warning: &Warning,
    ticket: &Ticket,
    platform: &str,
) -> Result<Vec<Person>, Stop> {
    if !warning.notifies() {
        return Ok(Vec::new());
    }
    let mut people = Vec::new();
    let wants_leads = warning.does(&StepAct::Lead) || warning.does(&StepAct::Escalate);
    if let Some(assignee) = ticket.state.assignee() {
        people.extend(people::store::find(turn.conn(), platform, assignee).await?);
    }
    if wants_leads || people.is_empty() {
        let config = turn.config.clone();
        let leads = team::owner(&config, ticket.team.as_deref()).and_then(|name| team::named(&config, name));
        if let Some(leads) = leads.map(|team| &team.leads).filter(|leads| !leads.is_empty()) {
            for lead in people::accounts::by_accounts(turn.conn(), platform, leads).await? {
                if people.iter().all(|person| person.id != lead.id) {
                    people.push(lead);
                }
            }
        }
    }
    Ok(people)
}

/// A warning in a sentence: what was promised, and how much time is left.
fn sentence(turn: &Turn<'_>, warning: &Warning) -> Phrase {
    let zone = turn.config.timezone;
    let phrase = match (warning.left > TimeDelta::zero(), warning.clock.due_at) {
        (true, Some(due)) => Phrase::new("sla-warning")
            .number("percent", i64::from(warning.percent()))
            .hours("left", warning.left)
            .date_time("due", due, zone, turn.now),
        (_, due) if warning.left > TimeDelta::minutes(-1) => {
            Phrase::new("sla-due-now").date_time("due", due.unwrap_or(turn.now), zone, turn.now)
        }
        (_, due) => Phrase::new("sla-broken").hours("over", -warning.left).date_time(
            "due",
            due.unwrap_or(turn.now),
            zone,
            turn.now,
        ),
    };
    phrase.choice("of", warning.clock.of.name())
}

/// Says each warning in its ticket's thread.
async fn tell_each(turn: &mut Turn<'_>, home: &TicketPlace, warnings: Vec<Warning>) -> Result<(), Stop> {
    for warning in warnings {
        let Some(ticket) = ticket::store::lock(turn.conn(), warning.ticket).await? else { continue };
        let language = threads::side_language(turn, &ticket, &threads::place_of(home), home.side).await?;
        let people = notified(turn, &warning, &ticket, &home.platform).await?;
        let phrase = Phrase::new("sla-told").phrase("what", sentence(turn, &warning));
        let phrase = match people.is_empty() {
            true if ticket.state.assignee().is_none() => Phrase::new("sla-nobody").phrase("what", phrase),
            true => phrase,
            false => {
                let names = Markup::join(people.iter().map(threads::person), " ");
                Phrase::new("sla-to").node("people", names).phrase("what", phrase)
            }
        };
        let body = turn.words.say(language, &phrase);
        let mentions: Vec<String> = people.into_iter().map(|person| person.account).collect();
        let say = Say { body, loud: !mentions.is_empty(), mentions };
        match &home.root {
            Some(_) => turn.say(&threads::place_of(home), say).await?,
            None => turn.say_below(home.card, say).await?,
        };
    }
    Ok(())
}

/// Says many warnings in one message in their room.
async fn tell_together(turn: &mut Turn<'_>, home: &TicketPlace, mut warnings: Vec<Warning>) -> Result<(), Stop> {
    if warnings.is_empty() {
        return Ok(());
    }
    warnings.sort_by_key(|warning| (warning.left, warning.ticket));
    let place = Place { platform: home.platform.clone(), room: home.room.clone(), thread: None };
    let room = turn.room_language(&place).await?;
    let language = room.unwrap_or(turn.config.language);
    let ids: Vec<TicketId> = warnings.iter().map(|warning| warning.ticket).collect();
    let tickets = ticket::store::by_ids(turn.conn(), &ids).await?;
    let find = |id: TicketId| tickets.iter().find(|ticket| ticket.id == id);
    let count = i64::try_from(warnings.len()).unwrap_or(i64::MAX);
    let mut body = turn.words.say(language, &Phrase::new("sla-many").number("count", count));
    let mut mentions: Vec<String> = Vec::new();
    for warning in warnings.iter().take(LINES) {
        let Some(ticket) = find(warning.ticket) else { continue };
        let people = notified(turn, warning, ticket, &home.platform).await?;
        let line = Phrase::new("sla-many-line")
            .text("id", ticket.id.to_string())
            .text("title", ticket.title.clone())
            .phrase("what", sentence(turn, warning));
        let line = match people.is_empty() {
            true => line,
            false => Phrase::new("sla-many-line-to")
                .phrase("line", line)
                .node("people", Markup::join(people.iter().map(threads::person), " ")),
        };
        body = body.line(turn.words.say(language, &line));
        mentions.extend(people.into_iter().map(|person| person.account));
    }
    if warnings.len() > LINES {
        let more = i64::try_from(warnings.len() - LINES).unwrap_or(i64::MAX);
        body = body.line(turn.words.say(language, &Phrase::new("sla-many-more").number("more", more)));
    }
    mentions.sort();
    mentions.dedup();
    turn.say(&place, Say { body, loud: !mentions.is_empty(), mentions }).await?;
    Ok(())
}

/// A ticket that lives in a direct chat with its requester: whoever has it is told in theirs.
async fn tell_alone(turn: &mut Turn<'_>, warnings: Vec<Warning>) -> Result<(), Stop> {
    for warning in warnings.into_iter().filter(Warning::notifies) {
        let Some(ticket) = ticket::store::lock(turn.conn(), warning.ticket).await? else { continue };
        let Some(assignee) = ticket.state.assignee() else { continue };
        for platform in turn.platforms().await? {
            let Some(person) = people::store::find(turn.conn(), &platform, assignee).await? else { continue };
            let phrase =
                Phrase::new("sla-alone").text("id", ticket.id.to_string()).phrase("what", sentence(turn, &warning));
            let language = person.usual_language(&turn.config).unwrap_or(turn.config.language);
            let body = turn.words.say(language, &phrase);
            turn.say_direct(&platform, &person.account, body).await?;
            break;
        }
    }
    Ok(())
}

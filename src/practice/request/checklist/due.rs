//! What is late is said once, to whoever does it, in the place where they have it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use super::model::{Checklist, Owner, Task, View};
use super::places;
use super::store::{self, Shown};
use super::view;
use crate::chat::markup::Markup;
use crate::error::Stop;
use crate::flow::outbox::{self, Room};
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::{self, Person, team};
use crate::practice::threads;
use crate::ticket::{self, Ticket};

/// The timer of the next task that is due.
pub(super) const DUE: &str = "checklist-due";

/// Later than this, nobody was there when it was due.
const LATE: TimeDelta = TimeDelta::minutes(2);
/// What was said and done meanwhile is heard first, so that nothing is called late that was done in time.
const CATCH_UP: TimeDelta = TimeDelta::seconds(30);

/// What the timer carries.
#[derive(Deserialize)]
struct Due {
    ticket: TicketId,
    #[serde(default)]
    waited: bool,
}

fn key(ticket: TicketId) -> String {
    format!("{DUE}:{}", ticket.0)
}

/// Sets the timer of what is due next; cancels it where nothing is.
pub(super) async fn settle(turn: &mut Turn<'_>, list: &Checklist) -> Result<(), Stop> {
    match list.next_due().filter(|_| !list.frozen) {
        Some(due) => turn.schedule(&key(list.ticket), DUE, due, &json!({ "ticket": list.ticket })).await?,
        None => turn.cancel(&key(list.ticket)).await?,
    }
    Ok(())
}

/// Tasks are due.
pub(super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Due { ticket: id, waited } = serde_json::from_value(payload)?;
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let Some(list) = store::of(turn.conn(), id).await?.filter(|list| !list.frozen) else { return Ok(()) };
    if !waited && list.next_due().is_some_and(|due| turn.now - due > LATE) {
        let at = turn.now + CATCH_UP;
        turn.schedule(&key(id), DUE, at, &json!({ "ticket": id, "waited": true })).await?;
        return Ok(());
    }
    let late = list.late(turn.now);
    if !late.is_empty() {
        store::told(turn.conn(), id, &late).await?;
        turn.record("checklist-late", &id.to_string(), Value::Null, json!({ "tasks": late })).await?;
        tell(turn, &ticket, &list, &late).await?;
    }
    let Some(list) = store::of(turn.conn(), id).await? else { return Ok(()) };
    places::show(turn, &ticket, &list).await?;
    settle(turn, &list).await
}

/// Tells each place of what is late there, in one message.
async fn tell(turn: &mut Turn<'_>, ticket: &Ticket, list: &Checklist, late: &[i16]) -> Result<(), Stop> {
    let shown = store::messages(turn.conn(), ticket.id).await?;
    let mut by_place: BTreeMap<usize, Vec<&Task>> = BTreeMap::new();
    for task in list.tasks.iter().filter(|task| late.contains(&task.number)) {
        let parties = places::parties(turn, ticket);
        let own = |shown: &Shown| list.expected(&shown.view, parties).any(|own| own.number == task.number);
        let whole = |shown: &Shown| matches!(shown.view, View::Fulfilling | View::Shared);
        if let Some(at) = shown.iter().position(own).or_else(|| shown.iter().position(whole)) {
            by_place.entry(at).or_default().push(task);
        }
    }
    for (at, tasks) in by_place {
        if let Some(shown) = shown.get(at) {
            tell_in(turn, ticket, shown, &tasks).await?;
        }
    }
    Ok(())
}

async fn tell_in(turn: &mut Turn<'_>, ticket: &Ticket, shown: &Shown, tasks: &[&Task]) -> Result<(), Stop> {
    let (platform, room) = outbox::address_of(turn.conn(), shown.message).await?;
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let home = homes.iter().find(|home| Some(home.card) == shown.card);
    let language = places::language(turn, ticket, &shown.view, home, &platform).await?;
    let people = doers(turn, ticket, &platform, tasks).await?;
    let titles = view::titles(tasks.iter().copied(), language);
    let count = i64::try_from(tasks.len()).unwrap_or(i64::MAX);
    let phrase =
        Phrase::new("checklist-overdue").text("id", ticket.id.to_string()).text("tasks", titles).number("count", count);
    let phrase = match people.is_empty() {
        true => phrase,
        false => {
            let names = Markup::join(people.iter().map(threads::person), " ");
            Phrase::new("checklist-overdue-to").node("people", names).phrase("what", phrase)
        }
    };
    let mentions: Vec<String> = people.into_iter().map(|person| person.account).collect();
    let say = Say { body: turn.words.say(language, &phrase), loud: !mentions.is_empty(), mentions };
    if let Some(home) = home {
        places::say_below(turn, home, say).await?;
        return Ok(());
    }
    // Who talks to the bot alone needs no thread.
    let is_alone = match &room {
        Room::Known(room) => turn.room(&platform, room).await?.direct,
        Room::OpenedBy(_) => false,
    };
    let root = outbox::thread_of(turn.conn(), shown.message).await?.filter(|_| !is_alone);
    match (room, root) {
        (Room::Known(room), root) if root.is_some() || is_alone => {
            turn.say(&Place { platform, room, thread: root }, say).await?;
        }
        _ => {
            turn.say_below(shown.message, say).await?;
        }
    }
    Ok(())
}

/// Who is notified: whoever does the tasks, of a team its leads, of the ticket's own whoever has it.
async fn doers(turn: &mut Turn<'_>, ticket: &Ticket, platform: &str, tasks: &[&Task]) -> Result<Vec<Person>, Stop> {
    let config = turn.config.clone();
    let mut found: Vec<Person> = Vec::new();
    let mut owners: Vec<&Owner> = tasks.iter().map(|task| &task.owner).collect();
    owners.sort();
    owners.dedup();
    for owner in owners {
        let person = match owner {
            Owner::Person(person) => Some(*person),
            Owner::Fulfilling => ticket.state.assignee(),
            Owner::Team(_) => None,
        };
        let people = match (person, owner) {
            (Some(person), _) => people::store::find(turn.conn(), platform, person).await?.into_iter().collect(),
            (None, owner) => {
                let name = match owner {
                    Owner::Team(name) => Some(name.as_str()),
                    _ => team::owner(&config, ticket.team.as_deref()),
                };
                let leads = name.and_then(|name| team::named(&config, name)).map(|team| team.leads.clone());
                people::accounts::by_accounts(turn.conn(), platform, &leads.unwrap_or_default()).await?
            }
        };
        found.extend(people.into_iter().filter(|one| found.iter().all(|known| known.id != one.id)).collect::<Vec<_>>());
    }
    Ok(found)
}

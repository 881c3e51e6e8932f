//! Fulfilment begins: the tasks of the configuration become those of the ticket, with owners and days.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::super::form::answer::Answer;
use super::super::form::model::Draft;
use super::super::store as request;
use super::model::{Checklist, Owner, Task, WorkDays, numbers_before};
use super::{due as dues, places, store};
use crate::config::{Config, TaskConfig, TaskOwner};
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Noteworthy};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId};
use crate::people;
use crate::ticket::{self, Ticket};

/// Gives a ticket the checklist of what was ordered; nothing happens where there is none, or it has one already.
pub(super) async fn begin(turn: &mut Turn<'_>, id: TicketId, anchor: Option<NaiveDate>) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let config = turn.config.clone();
    let Some((name, tasks)) = tasks_of(&config, &ticket) else { return Ok(()) };
    if !ticket.state.is_open() || store::of(turn.conn(), id).await?.is_some() {
        return Ok(());
    }
    let request = request::of(turn.conn(), id).await?;
    let draft = request.as_ref().map(|request| &request.draft);
    let tasks: Vec<&TaskConfig> = tasks.into_iter().filter(|task| !is_left_out(task, draft)).collect();
    let mut list = Checklist { ticket: id, name, begun_at: turn.now, frozen: false, tasks: Vec::new() };
    let days = work_days(&config);
    for (task, number) in tasks.iter().zip(1_i16..) {
        let (owner, orphaned) = owner(turn, &ticket, &task.owner, draft).await?;
        list.tasks.push(Task {
            number,
            name: task.name.clone(),
            title: task.title.clone(),
            title_de: task.title_de.clone(),
            owner,
            orphaned,
            due_at: task.due.and_then(|due| days.due_at(due, anchor, turn.now)),
            after: numbers_before(task, &tasks),
            proof: task.proof,
            optional: task.optional,
            told: false,
            done: None,
        });
    }
    store::insert(turn.conn(), &list).await?;
    let after = json!({ "checklist": list.name, "tasks": list.tasks.len(), "anchor": anchor });
    turn.record("checklist-begin", &id.to_string(), Value::Null, after).await?;
    places::show(turn, &ticket, &list).await?;
    dues::settle(turn, &list).await?;
    turn.emit(Fact::CardsOutdated(id));
    Ok(())
}

/// Most tasks that somebody can add to a ticket.
const MOST: usize = 50;

/// The name of a list that began with a task which somebody has added.
const ADDED: &str = "work-orders";

/// Adds a task to the list of a ticket, which begins with it where it has none.
pub(super) async fn add(
    turn: &mut Turn<'_>,
    id: TicketId,
    title: &str,
    owner: Option<PersonId>,
    due: Option<DateTime<Utc>>,
) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let mut list = match store::of(turn.conn(), id).await? {
        Some(list) => list,
        None => {
            let list =
                Checklist { ticket: id, name: ADDED.to_owned(), begun_at: turn.now, frozen: false, tasks: Vec::new() };
            store::insert(turn.conn(), &list).await?;
            list
        }
    };
    let number = i16::try_from(list.tasks.len() + 1).ok().filter(|_| list.tasks.len() < MOST);
    let Some(number) = number else {
        let phrase = Phrase::new("checklist-full").text("id", id.to_string());
        return Err(Refusal::new(phrase.number("most", i64::try_from(MOST).unwrap_or(i64::MAX))).into());
    };
    let task = Task {
        number,
        name: format!("added-{number}"),
        title: title.to_owned(),
        title_de: None,
        owner: owner.map_or(Owner::Fulfilling, Owner::Person),
        orphaned: false,
        due_at: due,
        after: Vec::new(),
        proof: None,
        optional: false,
        told: false,
        done: None,
    };
    store::insert_task(turn.conn(), id, &task).await?;
    list.tasks.push(task);
    turn.record("checklist-add", &id.to_string(), Value::Null, json!({ "number": number })).await?;
    places::show(turn, &ticket, &list).await?;
    dues::settle(turn, &list).await?;
    turn.emit(Fact::Noted { ticket: id, what: Noteworthy::TaskGiven { title: title.to_owned(), owner } });
    turn.emit(Fact::CardsOutdated(id));
    Ok(())
}

/// The checklist of what was ordered, with its tasks.
fn tasks_of<'c>(config: &'c Config, ticket: &Ticket) -> Option<(String, Vec<&'c TaskConfig>)> {
    let item = config.item(ticket.item.as_deref()?)?;
    let name = item.checklist.as_ref()?;
    let tasks: Vec<&TaskConfig> =
        config.tasks.iter().filter(|task| task.checklist.eq_ignore_ascii_case(name)).collect();
    (!tasks.is_empty()).then(|| (name.clone(), tasks))
}

/// Whom the answer to a question names.
fn named<'d>(question: &str, draft: Option<&'d Draft>) -> Option<&'d str> {
    match draft?.answer(question)? {
        Answer::Person { account, .. } => Some(account),
        _ => None,
    }
}

/// What is not needed, and is for somebody whom the form does not name: a newcomer who has no account yet.
fn is_left_out(task: &TaskConfig, draft: Option<&Draft>) -> bool {
    matches!(&task.owner, TaskOwner::Answer(question) if task.optional && named(question, draft).is_none())
}

/// The days by which the company works.
pub(super) fn work_days(config: &Config) -> WorkDays<'_> {
    WorkDays { calendar: config.working_calendar().map(|calendar| calendar.calendar.as_ref()), zone: config.timezone }
}

/// Who does a task of a ticket. True: it was meant for a manager, and none is known.
async fn owner(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    owner: &TaskOwner,
    draft: Option<&Draft>,
) -> Result<(Owner, bool), Stop> {
    Ok(match owner {
        TaskOwner::Fulfilling => (Owner::Fulfilling, false),
        TaskOwner::Team(team) => (Owner::Team(team.clone()), false),
        TaskOwner::Requester => (Owner::Person(ticket.requester), false),
        TaskOwner::Answer(question) => match named(question, draft) {
            Some(account) => match person(turn, ticket, account).await? {
                Some(person) => (Owner::Person(person), false),
                None => (Owner::Fulfilling, true),
            },
            None => (Owner::Fulfilling, true),
        },
        TaskOwner::Account(account) => match person(turn, ticket, account).await? {
            Some(person) => (Owner::Person(person), false),
            None => (Owner::Fulfilling, false),
        },
        TaskOwner::Manager => match manager(turn, ticket).await? {
            Some(manager) => (Owner::Person(manager), false),
            None => (Owner::Fulfilling, true),
        },
    })
}

/// The requester's manager; whoever stands in for one who has left.
async fn manager(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Option<PersonId>, Stop> {
    let config = turn.config.clone();
    let directory = &config.directory;
    for account in people::accounts::of(turn.conn(), ticket.requester).await? {
        let Some(manager) = directory.manager_of(&account) else { continue };
        let present = match directory.has_left(manager) {
            true => directory.deputy_of(manager).filter(|deputy| !directory.has_left(deputy)),
            false => Some(manager),
        };
        if let Some(present) = present {
            return person(turn, ticket, present).await;
        }
    }
    Ok(None)
}

/// The person of an account on the platform on which a ticket lives.
async fn person(turn: &mut Turn<'_>, ticket: &Ticket, account: &str) -> Result<Option<PersonId>, Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let Some(home) = homes.first() else { return Ok(None) };
    let known = people::accounts::by_accounts(turn.conn(), &home.platform, &[account.to_owned()]).await?;
    if let Some(person) = known.first() {
        return Ok(Some(person.id));
    }
    // As it is written: platforms that do not care for capitals have found it already.
    let now = turn.now;
    Ok(Some(people::store::identify(turn.conn(), &home.platform, account, now).await?.id))
}

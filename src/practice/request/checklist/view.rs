//! What people see of a list.

use std::collections::HashMap;

use super::model::{Checklist, Done, Owner, Parties, Task, View};
use crate::chat::markup::Markup;
use crate::config::Config;
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase, Words};
use crate::ids::PersonId;
use crate::people::{self, Person, team};
use crate::ticket::Ticket;

/// A list as one message shows it.
pub(super) struct Page<'a> {
    pub(super) ticket: &'a Ticket,
    pub(super) list: &'a Checklist,
    pub(super) view: &'a View,
    pub(super) people: &'a HashMap<PersonId, Person>,
    pub(super) config: &'a Config,
    pub(super) parties: Parties<'a>,
    pub(super) now: chrono::DateTime<chrono::Utc>,
    /// It answers a command: taps belong on the message that edits itself.
    pub(super) is_answer: bool,
}

/// The people of a list, as they are known on a platform.
pub(super) async fn people(
    turn: &mut Turn<'_>,
    platform: &str,
    list: &Checklist,
) -> Result<HashMap<PersonId, Person>, Stop> {
    let owner = |task: &Task| match task.owner {
        Owner::Person(person) => Some(person),
        Owner::Fulfilling | Owner::Team(_) => None,
    };
    let ids = list.tasks.iter().flat_map(|task| [owner(task), task.done.as_ref().map(|done| done.by)]).flatten();
    let ids: Vec<PersonId> = ids.collect();
    Ok(people::store::by_ids(turn.conn(), platform, &ids).await?)
}

/// The whole message.
pub(super) fn page(words: &Words, language: Language, page: &Page<'_>) -> Markup {
    let mut body = words.say(language, &heading(page));
    for task in page.list.shown(page.view) {
        body = body.line(words.say(language, &line(task, language, page)));
    }
    let first = page.list.expected(page.view, page.parties).find(|task| page.list.is_ready(task));
    match first {
        Some(task) => {
            let key = if page.is_answer { "checklist-how-typed" } else { "checklist-how" };
            body.line(words.say(language, &Phrase::new(key).text("number", task.number.to_string())))
        }
        None => body,
    }
}

/// So many of so many.
fn counted(phrase: Phrase, tasks: &[&Task]) -> Phrase {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let done = tasks.iter().filter(|task| !task.is_open()).count();
    phrase.number("done", count(done)).number("all", count(tasks.len()))
}

fn heading(page: &Page<'_>) -> Phrase {
    let tasks: Vec<&Task> = page.list.shown(page.view).collect();
    let key = if page.view.is_whole() { "checklist-heading" } else { "checklist-heading-own" };
    let phrase = counted(Phrase::new(key), &tasks)
        .text("id", page.ticket.id.to_string())
        .text("title", page.ticket.title.clone());
    match page.list.frozen {
        true => Phrase::new("checklist-heading-over").phrase("heading", phrase),
        false => phrase,
    }
}

fn line(task: &Task, language: Language, page: &Page<'_>) -> Phrase {
    let key = if task.is_open() { "checklist-open" } else { "checklist-done" };
    let line = Phrase::new(key).text("number", task.number.to_string()).text("title", task.title(language));
    let details = match &task.done {
        Some(done) => done_by(done, page).into_iter().collect(),
        None => open(task, page),
    };
    details
        .into_iter()
        .fold(line, |line, what| Phrase::new("checklist-and").phrase("before", line).phrase("what", what))
}

/// Who did it; the requester reads only that it is done.
fn done_by(done: &Done, page: &Page<'_>) -> Option<Phrase> {
    if *page.view == View::Requester {
        return None;
    }
    let phrase = Phrase::new("checklist-done-by").text("name", name(done.by, page.people));
    let phrase = phrase.date_time("at", done.at, page.config.timezone, page.now);
    Some(match done.entry {
        Some(_) => Phrase::new("checklist-shown").phrase("by", phrase),
        None => phrase,
    })
}

/// What is to be known of a task that is open: who, until when, what comes first, what it needs.
fn open(task: &Task, page: &Page<'_>) -> Vec<Phrase> {
    let mut details = Vec::new();
    match &task.owner {
        Owner::Person(person) if *page.view == View::Requester && *person == page.parties.requester => {
            details.push(Phrase::new("checklist-yours"));
        }
        owner if matches!(page.view, View::Fulfilling | View::Shared) => {
            details.extend(owner_named(owner, page.people, page.config));
            if task.orphaned {
                details.push(Phrase::new("checklist-orphaned"));
            }
        }
        _ => {}
    }
    if let Some(due) = task.due_at.filter(|_| !page.list.frozen) {
        let key = if due <= page.now { "checklist-late" } else { "checklist-due" };
        details.push(Phrase::new(key).date("due", due, page.config.timezone, page.now));
    }
    if *page.view == View::Requester {
        return details;
    }
    let before = page.list.waits_for(task);
    if !before.is_empty() {
        details.push(Phrase::new("checklist-after").text("numbers", numbers(&before)));
    }
    if let Some(proof) = task.proof {
        details.push(Phrase::new("checklist-proof").choice("proof", proof.name()));
    }
    if task.optional {
        details.push(Phrase::new("checklist-optional"));
    }
    details
}

/// Who does a task, where that is not whoever fulfils the ticket anyway.
fn owner_named(owner: &Owner, people: &HashMap<PersonId, Person>, config: &Config) -> Option<Phrase> {
    let named = |name: String| Some(Phrase::new("checklist-owner").text("name", name));
    match owner {
        Owner::Fulfilling => None,
        Owner::Team(name) => named(team_title(config, name)),
        Owner::Person(person) => named(name(*person, people)),
    }
}

/// Who may tick a task, in a sentence.
pub(super) fn doer(owner: &Owner, people: &HashMap<PersonId, Person>, config: &Config) -> Phrase {
    owner_named(owner, people, config).unwrap_or_else(|| Phrase::new("checklist-fulfilling"))
}

fn team_title(config: &Config, name: &str) -> String {
    team::named(config, name).map_or_else(|| name.to_owned(), |team| team.title.clone())
}

/// A person by name.
pub(super) fn name(person: PersonId, people: &HashMap<PersonId, Person>) -> String {
    people.get(&person).map_or_else(String::new, |person| person.name.clone())
}

fn numbers(numbers: &[i16]) -> String {
    numbers.iter().map(i16::to_string).collect::<Vec<_>>().join(", ")
}

/// Tasks with their numbers, in one line.
pub(super) fn titles<'t>(tasks: impl Iterator<Item = &'t Task>, language: Language) -> String {
    tasks.map(|task| format!("{}. {}", task.number, task.title(language))).collect::<Vec<_>>().join(" · ")
}

/// A task with its number, and how far its list is.
pub(super) fn one(key: &'static str, list: &Checklist, task: &Task, language: Language) -> Phrase {
    let tasks: Vec<&Task> = list.tasks.iter().collect();
    counted(Phrase::new(key), &tasks).text("task", titles(std::iter::once(task), language))
}

//! `[[tasks]]`: what is done for something that was ordered, step by step.

use super::account::account;
use super::keys::Keys;
use super::mistake::{Problem, nearest};
use super::places::{line, word};
use super::row::{Row, unknown};
use crate::i18n::Language;

/// More steps than this nobody reads.
const MOST: usize = 40;

/// A step of a checklist. A checklist has all tasks that bear its name, in the order in which they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskConfig {
    /// The checklist, as the catalogue names it.
    pub checklist: String,
    /// As other tasks name it.
    pub name: String,
    /// As people see it whose language has none of its own.
    pub title: String,
    /// As people see it in German.
    pub title_de: Option<String>,
    /// Who does it.
    pub owner: TaskOwner,
    /// By when; None: whenever it is done.
    pub due: Option<TaskDue>,
    /// The names of the tasks that come before it.
    pub after: Vec<String>,
    /// What shows that it was done.
    pub proof: Option<Proof>,
    /// The request can be fulfilled without it.
    pub optional: bool,
}

impl TaskConfig {
    /// Its title for a reader of a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.of(&self.title, self.title_de.as_deref())
    }
}

/// Who does a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskOwner {
    /// The team that fulfils the request.
    Fulfilling,
    /// This team.
    Team(String),
    /// The manager of the requester.
    Manager,
    /// The requester.
    Requester,
    /// Whom an answer to this question of the form names.
    Answer(String),
    /// This account.
    Account(String),
}

/// The day by which a task is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskDue {
    /// From where it is counted.
    pub from: DueFrom,
    /// So many days later; earlier, where negative.
    pub days: i16,
    /// Only working days count.
    pub working: bool,
}

/// From where the day of a task is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueFrom {
    /// The day that the order names: the first day of a colleague, for example.
    Day1,
    /// The day on which fulfilment begins.
    Start,
}

/// What shows that a task was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Words.
    Note,
    /// A file.
    File,
}

impl Proof {
    /// As written, as stored, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Proof::Note => "note",
            Proof::File => "file",
        }
    }

    /// Reads what [`Proof::name`] writes.
    #[must_use]
    pub fn read(stored: &str) -> Option<Self> {
        [Proof::Note, Proof::File].into_iter().find(|proof| proof.name() == stored)
    }
}

/// A task with the lines of what only the whole list shows to be wrong.
struct Lined {
    task: TaskConfig,
    name: Option<usize>,
    after: Option<usize>,
}

pub(super) fn tasks(keys: &mut Keys<'_>, teams: &[&str]) -> Vec<TaskConfig> {
    let rows = keys.tables("tasks", |row| task(row, teams));
    let origin = keys.origin("tasks");
    for (at, row) in rows.iter().enumerate() {
        for (key, line, problem) in wrong(&rows, at, row) {
            keys.refuse(key, &origin, Problem { line, ..problem });
        }
    }
    rows.into_iter().map(|row| row.task).collect()
}

fn task(row: &mut Row<'_>, teams: &[&str]) -> Option<Lined> {
    let checklist = row.needed("checklist", word);
    let name = row.needed("name", word);
    let title = row.needed("title", line);
    let title_de = row.text("title_de", line);
    let owner = row.text("owner", |text| owner(text, teams));
    let due = row.text("due", due);
    let after = row.list("after", word).unwrap_or_default();
    let proof = row.text("proof", |text| {
        Proof::read(text).ok_or_else(|| Problem::new(format!("must be \"note\" or \"file\", but is {text:?}")))
    });
    let optional = row.flag("optional");
    let lines = (row.line_of("name"), row.line_of("after"));
    let owner = owner.unwrap_or(TaskOwner::Fulfilling);
    let (checklist, name, title) = (checklist?, name?, title?);
    let task = TaskConfig { checklist, name, title, title_de, owner, due, after, proof, optional };
    Some(Lined { task, name: lines.0, after: lines.1 })
}

type Wrong = (&'static str, Option<usize>, Problem);

/// What is wrong with a task among the others.
fn wrong(rows: &[Lined], at: usize, row: &Lined) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    let list: Vec<&TaskConfig> =
        rows.iter().map(|row| &row.task).filter(|task| same(&task.checklist, &row.task.checklist)).collect();
    let earlier = rows.iter().take(at).filter(|one| same(&one.task.checklist, &row.task.checklist));
    if earlier.clone().any(|one| same(&one.task.name, &row.task.name)) {
        let what = format!("names {:?} twice in {:?}", row.task.name, row.task.checklist);
        wrong.push(("tasks.name", row.name, Problem::new(what)));
    }
    if earlier.count() == MOST {
        let problem = Problem::new(format!("is one task too many: {MOST} is the most for one checklist"));
        wrong.push(("tasks.name", row.name, problem));
    }
    let names: Vec<&str> = list.iter().map(|task| task.name.as_str()).collect();
    for name in &row.task.after {
        let problem = match list.iter().find(|task| same(&task.name, name)) {
            None => {
                let problem = Problem::new(format!("names no task of {:?}: {name:?}", row.task.checklist));
                match nearest(name, names.iter().copied()) {
                    Some(near) => problem.hint(format!("did you mean {near:?}?")),
                    None => problem.hint(format!("there are {}", names.join(", "))),
                }
            }
            Some(task) if task.optional && !row.task.optional => {
                let problem = Problem::new(format!("comes after {:?}, which is optional", task.name));
                problem
                    .hint("what may be left out cannot be waited for: make this one optional too, or that one needed")
            }
            Some(_) => continue,
        };
        wrong.push(("tasks.after", row.after, problem));
    }
    // Told by the first task of the circle alone.
    if let Some(circle) = circle(&list, &row.task.name)
        && names.iter().find(|name| circle.contains(name)) == Some(&row.task.name.as_str())
    {
        let problem = Problem::new(format!("goes round in a circle: {}", circle.join(" → ")));
        wrong.push(("tasks.after", row.after, problem.hint("no task of it could ever be the first")));
    }
    wrong
}

/// The way from a task over those that come before it back to itself.
fn circle<'t>(list: &[&'t TaskConfig], start: &'t str) -> Option<Vec<&'t str>> {
    let find = |name: &str| list.iter().copied().find(|task| task.name.eq_ignore_ascii_case(name));
    let mut seen: Vec<&str> = Vec::new();
    let mut open: Vec<Vec<&'t str>> = vec![vec![find(start)?.name.as_str()]];
    while let Some(way) = open.pop() {
        let Some(task) = way.last().and_then(|name| find(name)) else { continue };
        for before in task.after.iter().filter_map(|name| find(name)) {
            if before.name.eq_ignore_ascii_case(start) {
                return Some(way.iter().copied().chain([before.name.as_str()]).collect());
            }
            if !seen.contains(&before.name.as_str()) {
                seen.push(&before.name);
                open.push(way.iter().copied().chain([before.name.as_str()]).collect());
            }
        }
    }
    None
}

const OWNERS: [(&str, TaskOwner); 2] = [("manager", TaskOwner::Manager), ("requester", TaskOwner::Requester)];

fn owner(text: &str, teams: &[&str]) -> Result<TaskOwner, Problem> {
    if let Some((_, owner)) = OWNERS.iter().find(|(word, _)| *word == text) {
        return Ok(owner.clone());
    }
    match text.split_once(':') {
        Some(("team", name)) => match teams.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) => Ok(TaskOwner::Team((*known).to_owned())),
            None => Err(unknown(name, "team", teams)),
        },
        Some(("answer", name)) => word(name).map(TaskOwner::Answer),
        _ if text.starts_with('@') => account(text).map(TaskOwner::Account),
        _ => {
            let problem = Problem::new(format!("names nobody who could do it: {text:?}"));
            Err(match nearest(text, OWNERS.iter().map(|(word, _)| *word)) {
                Some(near) => problem.hint(format!("did you mean {near:?}?")),
                None => problem.hint("write team:it, manager, requester, answer:QUESTION or \"@anna:example.org\""),
            })
        }
    }
}

/// `day1 - 3wd`, `day1`, `start + 1wd`, `day1 + 7d`
fn due(text: &str) -> Result<TaskDue, Problem> {
    let unclear = || {
        let problem = Problem::new(format!("is no day: {text:?}"));
        problem.hint("write \"day1 - 3wd\" (three working days before the day that is ordered for), \"day1\", or \"start + 1wd\"")
    };
    let bare: String = text.to_lowercase().replace(['–', '−'], "-").split_whitespace().collect();
    let (from, rest) = match (bare.strip_prefix("day1"), bare.strip_prefix("start")) {
        (Some(rest), _) => (DueFrom::Day1, rest),
        (_, Some(rest)) => (DueFrom::Start, rest),
        (None, None) => return Err(unclear()),
    };
    if rest.is_empty() {
        return Ok(TaskDue { from, days: 0, working: false });
    }
    let (number, working) = match (rest.strip_suffix("wd"), rest.strip_suffix('d')) {
        (Some(number), _) => (number, true),
        (_, Some(number)) => (number, false),
        (None, None) => return Err(unclear()),
    };
    let is_signed = number.starts_with(['+', '-']);
    let days = number.parse::<i16>().ok().filter(|days| is_signed && (-366..=366).contains(days));
    let days = days.ok_or_else(unclear)?;
    if from == DueFrom::Start && days < 0 {
        return Err(Problem::new(format!("is over before it begins: {text:?}")).hint("count from day1, or forwards"));
    }
    Ok(TaskDue { from, days, working })
}

#[cfg(test)]
mod tests;

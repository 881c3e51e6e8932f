//! Checklists, decided: what can be ticked, what waits for what, by when it is due, and who sees which part.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use crate::calendar::{Calendar, shown_at};
use crate::config::{DueFrom, Proof, TaskConfig, TaskDue};
use crate::i18n::Language;
use crate::ids::{MessageId, PersonId, TicketId};

/// What is done step by step for a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// The ticket.
    pub ticket: TicketId,
    /// As the catalogue named it.
    pub name: String,
    /// When fulfilment began.
    pub begun_at: DateTime<Utc>,
    /// The ticket is over, and nothing can be ticked.
    pub frozen: bool,
    /// Its tasks, by their numbers.
    pub tasks: Vec<Task>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// As people call it, from 1.
    pub number: i16,
    /// As the configuration named it.
    pub name: String,
    /// As people see it whose language has none of its own.
    pub title: String,
    /// As people see it in German.
    pub title_de: Option<String>,
    /// Who does it.
    pub owner: Owner,
    /// It was meant for a manager, and none is known.
    pub orphaned: bool,
    /// By when.
    pub due_at: Option<DateTime<Utc>>,
    /// The numbers of those that come first.
    pub after: Vec<i16>,
    /// What shows that it was done.
    pub proof: Option<Proof>,
    /// The ticket can be resolved without it.
    pub optional: bool,
    /// That it is late was said.
    pub told: bool,
    /// Who did it; None: it is open.
    pub done: Option<Done>,
}

impl Task {
    /// Its title for a reader of a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.of(&self.title, self.title_de.as_deref())
    }

    /// Nobody has done it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.done.is_none()
    }
}

/// Who does a task.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// Whoever fulfils the ticket.
    Fulfilling,
    /// A team.
    Team(String),
    /// A person.
    Person(PersonId),
}

/// That a task was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// By a tap on this message.
    pub tap: Option<Tapped>,
    /// The entry of the ticket's log that shows it.
    pub entry: Option<i64>,
}

/// A tap that ticked a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tapped {
    /// The message.
    pub on: MessageId,
    /// By its number; otherwise by ✅, as the only one that was open.
    pub by_number: bool,
}

/// Why something cannot be ticked, or unticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// There is no such number.
    Unknown,
    /// The ticket is over.
    Frozen,
    /// It is done already.
    Done(Done),
    /// It is open.
    Open,
    /// These come first, and are open.
    Waits(Vec<i16>),
    /// These come after it, and are done.
    Needed(Vec<i16>),
}

/// What part of a list a message shows, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// The whole, as the requester reads it in their own thread.
    Requester,
    /// The whole, in the thread of the team that fulfils the ticket.
    Fulfilling,
    /// The whole, where both read the same thread.
    Shared,
    /// What another team does.
    Team(String),
    /// What a person does.
    Person(PersonId),
}

impl View {
    /// Whether it shows all tasks.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self, View::Requester | View::Fulfilling | View::Shared)
    }
}

/// Whose ticket it is, and who fulfils it.
#[derive(Debug, Clone, Copy)]
pub struct Parties<'a> {
    /// The requester.
    pub requester: PersonId,
    /// The team; None where there is none.
    pub fulfilling: Option<&'a str>,
}

impl Checklist {
    /// The task of a number.
    #[must_use]
    pub fn task(&self, number: i16) -> Option<&Task> {
        self.tasks.iter().find(|task| task.number == number)
    }

    /// Whether nothing that must be done is open.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing().next().is_none()
    }

    /// What must be done and is open.
    pub fn missing(&self) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(|task| task.is_open() && !task.optional)
    }

    /// What comes before a task and is open.
    #[must_use]
    pub fn waits_for(&self, task: &Task) -> Vec<i16> {
        let is_open = |number: &i16| self.task(*number).is_some_and(Task::is_open);
        task.after.iter().copied().filter(is_open).collect()
    }

    /// Whether a task can be done now.
    #[must_use]
    pub fn is_ready(&self, task: &Task) -> bool {
        !self.frozen && task.is_open() && self.waits_for(task).is_empty()
    }

    /// Why a task cannot be ticked; None: it can.
    #[must_use]
    pub fn obstacle(&self, number: i16) -> Option<Obstacle> {
        let Some(task) = self.task(number) else { return Some(Obstacle::Unknown) };
        if self.frozen {
            return Some(Obstacle::Frozen);
        }
        if let Some(done) = &task.done {
            return Some(Obstacle::Done(done.clone()));
        }
        let before = self.waits_for(task);
        (!before.is_empty()).then_some(Obstacle::Waits(before))
    }

    /// Ticks a task.
    pub fn tick(&mut self, number: i16, done: Done) -> Result<(), Obstacle> {
        if let Some(obstacle) = self.obstacle(number) {
            return Err(obstacle);
        }
        if let Some(task) = self.tasks.iter_mut().find(|task| task.number == number) {
            task.done = Some(done);
        }
        Ok(())
    }

    /// Unticks a task; returns who had done it.
    pub fn untick(&mut self, number: i16) -> Result<Done, Obstacle> {
        if self.frozen {
            return Err(Obstacle::Frozen);
        }
        let later = self.tasks.iter().filter(|task| task.after.contains(&number) && !task.is_open());
        let later: Vec<i16> = later.map(|task| task.number).collect();
        let Some(task) = self.tasks.iter_mut().find(|task| task.number == number) else {
            return Err(Obstacle::Unknown);
        };
        if task.is_open() {
            return Err(Obstacle::Open);
        }
        if !later.is_empty() {
            return Err(Obstacle::Needed(later));
        }
        task.done.take().ok_or(Obstacle::Open)
    }

    /// The task that somebody ticked by such a tap.
    #[must_use]
    pub fn tapped_by(&self, by: PersonId, tap: Tapped, number: Option<i16>) -> Option<i16> {
        let is_it = |task: &&Task| {
            number.is_none_or(|number| task.number == number)
                && task.done.as_ref().is_some_and(|done| done.by == by && done.tap == Some(tap))
        };
        self.tasks.iter().find(is_it).map(|task| task.number)
    }

    /// When it must next be said that something is late.
    #[must_use]
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.tasks.iter().filter(|task| task.is_open() && !task.told).filter_map(|task| task.due_at).min()
    }

    /// What is late at a moment, and was not said to be.
    #[must_use]
    pub fn late(&self, now: DateTime<Utc>) -> Vec<i16> {
        let is_late = |task: &&Task| task.is_open() && !task.told && task.due_at.is_some_and(|due| due <= now);
        self.tasks.iter().filter(is_late).map(|task| task.number).collect()
    }

    /// The tasks that a message shows.
    pub fn shown(&self, view: &View) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(move |task| match view {
            View::Requester | View::Fulfilling | View::Shared => true,
            View::Team(team) => task.owner == Owner::Team(team.clone()),
            View::Person(person) => task.owner == Owner::Person(*person),
        })
    }

    /// The tasks that those who read a message are expected to do.
    pub fn expected<'l>(&'l self, view: &'l View, parties: Parties<'l>) -> impl Iterator<Item = &'l Task> {
        self.shown(view).filter(move |task| match view {
            View::Shared | View::Team(_) | View::Person(_) => true,
            View::Requester => task.owner == Owner::Person(parties.requester),
            View::Fulfilling => match &task.owner {
                Owner::Fulfilling => true,
                Owner::Team(team) => parties.fulfilling == Some(team.as_str()),
                Owner::Person(_) => false,
            },
        })
    }

    /// The only task of a message that is open.
    #[must_use]
    pub fn only_open(&self, view: &View) -> Option<i16> {
        let mut open = self.shown(view).filter(|task| task.is_open());
        let first = open.next()?.number;
        open.next().is_none().then_some(first)
    }

    /// The other teams and the people that have messages of their own.
    #[must_use]
    pub fn own_views(&self, parties: Parties<'_>) -> BTreeSet<View> {
        let own = |task: &Task| match &task.owner {
            Owner::Team(team) if parties.fulfilling != Some(team.as_str()) => Some(View::Team(team.clone())),
            Owner::Person(person) if *person != parties.requester => Some(View::Person(*person)),
            Owner::Fulfilling | Owner::Team(_) | Owner::Person(_) => None,
        };
        self.tasks.iter().filter_map(own).collect()
    }
}

/// The numbers of the tasks that come before one.
#[must_use]
pub fn numbers_before(task: &TaskConfig, list: &[&TaskConfig]) -> Vec<i16> {
    let number = |name: &String| {
        let at = list.iter().position(|other| other.name.eq_ignore_ascii_case(name))?;
        i16::try_from(at + 1).ok()
    };
    task.after.iter().filter_map(number).collect()
}

/// Days on which work is done, and until when.
#[derive(Debug, Clone, Copy)]
pub struct WorkDays<'c> {
    /// By this calendar; None: Monday to Friday.
    pub calendar: Option<&'c Calendar>,
    /// The zone of Monday to Friday.
    pub zone: Tz,
}

/// When a day ends on which no calendar says so.
const EVENING: NaiveTime = match NaiveTime::from_hms_opt(17, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// So many days are looked through for working days; a calendar may be closed for long.
const MOST: usize = 2000;

impl WorkDays<'_> {
    fn zone(&self) -> Tz {
        self.calendar.map_or(self.zone, Calendar::zone)
    }

    /// The date of a moment.
    #[must_use]
    pub fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone()).date_naive()
    }

    fn moment(&self, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        shown_at(date.and_time(time), &self.zone()).map(|at| at.to_utc())
    }

    fn closes(&self, date: NaiveDate) -> Option<DateTime<Utc>> {
        let calendar = self.calendar?;
        let (from, to) =
            (self.moment(date, NaiveTime::MIN)?, self.moment(date.checked_add_days(Days::new(1))?, NaiveTime::MIN)?);
        calendar.open_intervals(from, to).last().map(|open| open.to)
    }

    /// Whether work is done on a date.
    #[must_use]
    pub fn is_working(&self, date: NaiveDate) -> bool {
        match self.calendar {
            Some(_) => self.closes(date).is_some(),
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// When the work of a date ends.
    #[must_use]
    pub fn end_of(&self, date: NaiveDate) -> Option<DateTime<Utc>> {
        self.closes(date).or_else(|| self.moment(date, EVENING))
    }

    /// The date so many days later, or earlier; of working days only, where `working`.
    #[must_use]
    pub fn moved(&self, date: NaiveDate, days: i16, working: bool) -> Option<NaiveDate> {
        let step = |date: NaiveDate| match days < 0 {
            true => date.checked_sub_days(Days::new(1)),
            false => date.checked_add_days(Days::new(1)),
        };
        let mut left = days.unsigned_abs();
        let mut date = date;
        for _ in 0..MOST {
            if left == 0 {
                break;
            }
            date = step(date)?;
            if !working || self.is_working(date) {
                left -= 1;
            }
        }
        (left == 0).then_some(date)
    }

    /// By when a task is due: the end of its day. Not before the end of the first working day of fulfilment: what was
    /// ordered too late is to be done as soon as can be.
    #[must_use]
    pub fn due_at(&self, due: TaskDue, anchor: Option<NaiveDate>, begun: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let base = match due.from {
            DueFrom::Day1 => anchor?,
            DueFrom::Start => self.date(begun),
        };
        let wanted = self.end_of(self.moved(base, due.days, due.working)?)?;
        let mut first = self.date(begun);
        for _ in 0..MOST {
            if self.is_working(first) && self.end_of(first)? > begun {
                return Some(wanted.max(self.end_of(first)?));
            }
            first = first.checked_add_days(Days::new(1))?;
        }
        Some(wanted)
    }
}

#[cfg(test)]
mod tests;

//! A major incident as it goes on: its states, and what is written down of it. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, TicketId};

/// Where an incident stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Somebody has declared it, and nobody has said yet that it is one.
    Triage,
    /// It is worked on.
    Active,
    /// People can work again, the cause is not removed.
    Mitigated,
    /// It is over.
    Resolved,
    /// It is over, and what can be learnt from it is written down.
    Reviewed,
    /// It is no major incident.
    Declined {
        /// Why.
        reason: String,
    },
    /// It is the same as another one.
    Merged {
        /// That one.
        into: TicketId,
    },
}

impl State {
    /// As stored, and in the keys of the words.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            State::Triage => "triage",
            State::Active => "active",
            State::Mitigated => "mitigated",
            State::Resolved => "resolved",
            State::Reviewed => "reviewed",
            State::Declined { .. } => "declined",
            State::Merged { .. } => "merged",
        }
    }

    /// People work on it, or should.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, State::Triage | State::Active | State::Mitigated)
    }

    /// It counts as a major incident.
    #[must_use]
    pub fn counts(&self) -> bool {
        !matches!(self, State::Triage | State::Declined { .. } | State::Merged { .. })
    }
}

/// What is done to an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// It is one.
    Accept,
    /// It is none.
    Decline(String),
    /// It is the same as another one.
    Merge(TicketId),
    /// People can work again.
    Mitigate,
    /// It is over.
    Resolve,
    /// It is not over after all.
    Reopen,
    /// What can be learnt is written down.
    Review,
}

/// Why something cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Illegal {
    /// It is so already.
    Already,
    /// Nobody has accepted it yet.
    Unaccepted,
    /// It is over.
    Over,
    /// It is not over.
    NotOver,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its ticket.
    pub ticket: TicketId,
    /// Where it stands.
    pub state: State,
    /// How bad it is, as the configuration calls it.
    pub severity: Option<String>,
    /// A further step of an active one, likewise.
    pub stage: Option<String>,
    /// Seen by those alone who take part.
    pub restricted: bool,
    /// Runs like a real one and counts nowhere.
    pub drill: bool,
    /// When what happened.
    pub times: Times,
    /// What is owed, and how often it was asked for.
    pub owed: Owed,
    /// The article that reviews it.
    pub article: Option<i64>,
    /// Its room is read-only.
    pub archived: bool,
    /// What the topic of its room says.
    pub topic: String,
    /// How often its room was refused.
    pub refused: i32,
    /// The place where it was declared: platform, room, thread.
    pub declared: (String, String, Option<String>),
}

/// When what happened to an incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Times {
    /// The outage began, as far as known.
    pub started: DateTime<Utc>,
    /// Somebody said that it is one.
    pub accepted: Option<DateTime<Utc>>,
    /// Somebody first looked after it.
    pub acked: Option<DateTime<Utc>>,
    /// People could work again.
    pub mitigated: Option<DateTime<Utc>>,
    /// It was over.
    pub resolved: Option<DateTime<Utc>>,
    /// What can be learnt was written down.
    pub reviewed: Option<DateTime<Utc>>,
    /// It was declined.
    pub declined: Option<DateTime<Utc>>,
}

/// What is owed to an incident by when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owed {
    /// The next update.
    pub update: Option<DateTime<Utc>>,
    /// How often whoever owes it was reminded.
    pub reminded: i32,
    /// How often the room was asked for a lead or a severity.
    pub nudged: i32,
    /// When something last happened.
    pub active: DateTime<Utc>,
    /// The room was asked since.
    pub quiet_asked: bool,
    /// The review.
    pub review: Option<DateTime<Utc>>,
}

impl Incident {
    /// Into which state it comes by an act.
    pub fn go(&self, act: &Act) -> Result<State, Illegal> {
        use State::{Active, Declined, Merged, Mitigated, Resolved, Reviewed, Triage};
        Ok(match (&self.state, act) {
            (Triage, Act::Accept) => Active,
            (Active | Mitigated, Act::Accept) => return Err(Illegal::Already),
            (Triage | Active | Mitigated, Act::Decline(reason)) => Declined { reason: reason.clone() },
            (Triage | Active | Mitigated, Act::Merge(into)) => Merged { into: *into },
            (Triage, Act::Mitigate | Act::Resolve) => return Err(Illegal::Unaccepted),
            (Active, Act::Mitigate) => Mitigated,
            (Mitigated, Act::Mitigate) => return Err(Illegal::Already),
            (Active | Mitigated, Act::Resolve) => Resolved,
            (Resolved | Reviewed, Act::Resolve) => return Err(Illegal::Already),
            (Mitigated | Resolved | Declined { .. }, Act::Reopen) => Active,
            (Triage | Active, Act::Reopen) => return Err(Illegal::NotOver),
            (Resolved, Act::Review) => Reviewed,
            (Reviewed, Act::Review) => return Err(Illegal::Already),
            (Triage | Active | Mitigated, Act::Review) => return Err(Illegal::NotOver),
            _ => return Err(Illegal::Over),
        })
    }

    /// Notes a state with its time.
    pub fn enter(&mut self, to: State, now: DateTime<Utc>) {
        match &to {
            State::Active => {
                self.times.accepted.get_or_insert(now);
                (self.times.mitigated, self.times.resolved, self.times.declined) = (None, None, None);
                self.owed.review = None;
            }
            State::Mitigated => self.times.mitigated = Some(now),
            State::Resolved => {
                self.times.mitigated.get_or_insert(now);
                self.times.resolved = Some(now);
            }
            State::Reviewed => self.times.reviewed = Some(now),
            State::Declined { .. } => self.times.declined = Some(now),
            State::Triage | State::Merged { .. } => {}
        }
        if !to.is_open() {
            self.owed.update = None;
        }
        if to != State::Active {
            self.stage = None;
        }
        self.state = to;
    }

    /// Somebody looks after it.
    pub fn ack(&mut self, now: DateTime<Utc>) {
        self.times.acked.get_or_insert(now);
    }
}

/// How long something took; None: it has not happened, or the clocks were put back between.
#[must_use]
pub fn span(from: DateTime<Utc>, to: Option<DateTime<Utc>>) -> Option<TimeDelta> {
    to.map(|to| (to - from).max(TimeDelta::zero()))
}

/// What is written down on the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Note {
    /// It was declared.
    Declared,
    /// It came into another state.
    State {
        /// Which one, as stored.
        to: String,
        /// Why, or into which other one.
        detail: Option<String>,
    },
    /// It became more or less severe.
    Severity {
        /// As the configuration calls it; None: nobody knew.
        from: Option<String>,
        /// Likewise.
        to: String,
    },
    /// It came to a further step.
    Stage {
        /// As the configuration calls it.
        to: String,
    },
    /// Somebody took a part, or left it.
    Role {
        /// As the configuration calls it.
        role: String,
        /// Who has it now; None: nobody.
        person: Option<PersonId>,
    },
    /// An update was written.
    Update {
        /// Its number.
        number: i32,
        /// Its words, in a line.
        text: String,
    },
    /// Somebody is being called.
    Paged {
        /// Whom or what, as people call it.
        target: String,
    },
    /// Somebody has answered.
    Answered {
        /// Who.
        person: PersonId,
    },
    /// Nobody has answered.
    Unanswered,
    /// A task was given.
    Task {
        /// What.
        title: String,
        /// To whom.
        person: Option<PersonId>,
    },
    /// A task was done.
    Done {
        /// What.
        title: String,
    },
    /// A ticket is about it.
    Attached {
        /// The ticket.
        ticket: TicketId,
    },
    /// A ticket is not about it after all.
    Detached {
        /// The ticket.
        ticket: TicketId,
    },
    /// Its room could not be opened, or is lost.
    RoomLost,
    /// Its room is there.
    RoomOpened,
    /// Somebody was invited, and could not be.
    Uninvited {
        /// The account.
        account: String,
    },
    /// A message that somebody put there, or what somebody wrote down.
    Said {
        /// The words.
        text: String,
    },
}

impl Note {
    /// As stored beside the rest, and in the keys of the words.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Note::Declared => "declared",
            Note::State { .. } => "state",
            Note::Severity { .. } => "severity",
            Note::Stage { .. } => "stage",
            Note::Role { .. } => "role",
            Note::Update { .. } => "update",
            Note::Paged { .. } => "paged",
            Note::Answered { .. } => "answered",
            Note::Unanswered => "unanswered",
            Note::Task { .. } => "task",
            Note::Done { .. } => "done",
            Note::Attached { .. } => "attached",
            Note::Detached { .. } => "detached",
            Note::RoomLost => "room-lost",
            Note::RoomOpened => "room-opened",
            Note::Uninvited { .. } => "uninvited",
            Note::Said { .. } => "said",
        }
    }

    /// Whom it names.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Note::Role { person, .. } | Note::Task { person, .. } => *person,
            Note::Answered { person } => Some(*person),
            _ => None,
        }
    }
}

/// An entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number within the incident.
    pub number: i32,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it; None: nobody but time.
    pub by: Option<PersonId>,
    /// What.
    pub note: Note,
}

/// What was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// Counted up.
    pub number: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Option<PersonId>,
    /// What is known.
    pub known: String,
    /// What is done.
    pub doing: String,
    /// When more will be said.
    pub next: Option<DateTime<Utc>>,
    /// What those outside are told, by language.
    pub public: BTreeMap<String, String>,
}

/// Local part of the alias of an incident's room: from its id and its day, so that it is found again after a kill, and so that a
/// company that begins anew with its numbers does not come into the rooms of long ago; a further one after it was lost.
#[must_use]
pub fn alias(id: TicketId, day: NaiveDate, again: i32) -> String {
    let base = format!("{id}-{}", day.format("%Y%m%d")).to_lowercase();
    if again == 0 { base } else { format!("{base}-again-{again}") }
}

#[cfg(test)]
mod tests;

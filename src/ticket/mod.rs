//! What all practices share of a ticket: the record, its states, its places in the chat, its log.

pub mod affected;
pub mod files;
pub mod list;
pub mod log;
pub mod relation;
pub mod room;
mod row;
pub mod search;
pub mod store;
pub mod upkeep;
pub mod urgent;
pub mod watch;

use chrono::{DateTime, Utc};

use crate::ids::{MessageId, PersonId, TicketId};

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Its number.
    pub id: TicketId,
    /// First line of what was written.
    pub title: String,
    /// The rest of it.
    pub description: String,
    /// 1 critical to 5 planning.
    pub priority: u8,
    /// How much is affected, as the configuration called it then.
    pub impact: Option<String>,
    /// How soon it matters, likewise.
    pub urgency: Option<String>,
    /// Whose it is.
    pub team: Option<String>,
    /// What it is about.
    pub service: Option<String>,
    /// What was ordered: the name of an item of the service catalogue.
    pub item: Option<String>,
    /// Its kind.
    pub category: Option<String>,
    /// Seen by requester, assignee and team alone.
    pub private: bool,
    /// Where it stands.
    pub state: State,
    /// Where it stands on a way of its own kind, as the practice calls it that leads it there.
    pub phase: Option<String>,
    /// For whom it is.
    pub requester: PersonId,
    /// Who raised it.
    pub raised_by: PersonId,
    /// The ticket that it continues.
    pub follows: Option<TicketId>,
    /// When the requester would like it done.
    pub wanted_at: Option<DateTime<Utc>>,
    /// What is promised next; None: nothing is.
    pub due: Option<Due>,
    /// When it was raised.
    pub created_at: DateTime<Utc>,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
}

impl Ticket {
    /// Whether it was raised for or by this person.
    #[must_use]
    pub fn is_of(&self, person: PersonId) -> bool {
        self.requester == person || self.raised_by == person
    }
}

/// By when something is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub of: DueOf,
    /// By when; None while the clock stands still, or where it is never reached.
    pub at: Option<DateTime<Utc>>,
}

/// What can be promised of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueOf {
    /// That an agent answers.
    Response,
    /// That it is resolved.
    Resolution,
    /// That its team resolves it or gives it on: among teams.
    Ola,
}

impl DueOf {
    const ALL: [DueOf; 3] = [DueOf::Response, DueOf::Resolution, DueOf::Ola];

    /// As stored, in the audit log, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DueOf::Response => "response",
            DueOf::Resolution => "resolution",
            DueOf::Ola => "ola",
        }
    }

    /// Reads what [`DueOf::name`] writes.
    #[must_use]
    pub fn read(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.name() == stored)
    }
}

/// The states of a ticket, with what belongs to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody has taken it yet.
    New,
    /// Somebody works on it.
    Assigned {
        /// Who.
        to: PersonId,
    },
    /// Somebody will work on it at a time.
    Planned {
        /// Who.
        to: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
    /// Waits for something outside the desk.
    Pending {
        /// Who had it before.
        to: Option<PersonId>,
        /// When something happens by itself.
        until: DateTime<Utc>,
        /// What for.
        on: PendingOn,
    },
    /// Solved, as the desk sees it.
    Resolved {
        /// How.
        resolution: Resolution,
    },
    /// Over.
    Closed {
        /// Who had it.
        to: Option<PersonId>,
        /// How it was solved; None where it was not.
        resolution: Option<Resolution>,
        /// When.
        at: DateTime<Utc>,
        /// Its requester did not answer. What is neither solved nor this was withdrawn.
        unanswered: bool,
    },
}

/// What a ticket waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PendingOn {
    /// A time.
    Time,
    /// Its requester's answer.
    User {
        /// They have been reminded.
        reminded: bool,
    },
    /// Somebody outside the company.
    Vendor,
    /// That those agree who must, before anything is done.
    Approval,
}

impl PendingOn {
    const ALL: [PendingOn; 5] = [
        PendingOn::Time,
        PendingOn::User { reminded: false },
        PendingOn::User { reminded: true },
        PendingOn::Vendor,
        PendingOn::Approval,
    ];

    /// As stored, in the audit log, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PendingOn::Time => "time",
            PendingOn::User { reminded: false } => "user",
            PendingOn::User { reminded: true } => "user-reminded",
            PendingOn::Vendor => "vendor",
            PendingOn::Approval => "approval",
        }
    }

    fn read(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|on| on.name() == stored)
    }
}

/// How a ticket was solved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// Who had the ticket.
    pub to: Option<PersonId>,
    /// Who resolved it.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// The line of solution.
    pub solution: Option<String>,
    /// Until then the next message of the resolver becomes the line of solution.
    pub solution_due: Option<DateTime<Utc>>,
}

impl State {
    /// As stored, in the audit log, and in the keys of the words.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            State::New => "new",
            State::Assigned { .. } => "assigned",
            State::Planned { .. } => "planned",
            State::Pending { .. } => "pending",
            State::Resolved { .. } => "resolved",
            State::Closed { .. } => "closed",
        }
    }

    /// Neither resolved nor closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self, State::Resolved { .. } | State::Closed { .. })
    }

    /// Who has it, or had it last.
    #[must_use]
    pub fn assignee(&self) -> Option<PersonId> {
        match self {
            State::New => None,
            State::Assigned { to } | State::Planned { to, .. } => Some(*to),
            State::Pending { to, .. } | State::Closed { to, .. } => *to,
            State::Resolved { resolution } => resolution.to,
        }
    }

    /// How it was solved, where it was.
    #[must_use]
    pub fn resolution(&self) -> Option<&Resolution> {
        match self {
            State::Resolved { resolution } => Some(resolution),
            State::Closed { resolution, .. } => resolution.as_ref(),
            State::New | State::Assigned { .. } | State::Planned { .. } | State::Pending { .. } => None,
        }
    }

    /// Since when it is over: solved, or closed unsolved.
    #[must_use]
    pub fn over_since(&self) -> Option<DateTime<Utc>> {
        match self {
            State::Resolved { resolution } | State::Closed { resolution: Some(resolution), .. } => Some(resolution.at),
            State::Closed { resolution: None, at, .. } => Some(*at),
            State::New | State::Assigned { .. } | State::Planned { .. } | State::Pending { .. } => None,
        }
    }
}

/// A thread in which a ticket lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketPlace {
    /// The chat platform.
    pub platform: String,
    /// The room.
    pub room: String,
    /// The first message of the thread; None: the card itself is.
    pub root: Option<String>,
    /// The card, which is edited when the ticket changes.
    pub card: MessageId,
    /// Who is there.
    pub side: Side,
}

/// Who is in a thread of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Requester and agents together: the ticket has this one thread.
    Shared,
    /// The requester; what is said there is passed on to the team.
    Requester,
    /// The team; what is said there stays inside.
    Team,
}

impl Side {
    /// As stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Side::Shared => "shared",
            Side::Requester => "requester",
            Side::Team => "team",
        }
    }

    fn read(stored: &str) -> Self {
        match stored {
            "requester" => Side::Requester,
            "team" => Side::Team,
            _ => Side::Shared,
        }
    }
}

/// The longest title shown; what is longer goes into the description whole.
pub const TITLE_CHARS: usize = 200;

/// What a title looks like on a card: one line, cut by character.
#[must_use]
pub fn title_line(text: &str) -> String {
    one_line(text, TITLE_CHARS)
}

/// A text as one line of so many characters at most.
#[must_use]
pub fn one_line(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    line.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

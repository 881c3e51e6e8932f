//! Lists of tickets: which ones, in which order, and whose eyes they are for.

mod store;

pub use store::{count, first_mention, page, teams};

use chrono::{DateTime, Utc};

use crate::ids::PersonId;

/// So far a list is counted: to count on would cost more than the number is worth.
pub const COUNTED: i64 = 1000;

/// Which tickets a list is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Raised for or by, or assigned to, this person.
    Mine(PersonId),
    /// Those of some teams, by the names under which they are stored (see [`teams`]).
    Teams(Vec<String>),
    /// Those that live in a room.
    Room {
        /// The chat platform.
        platform: String,
        /// The room.
        room: String,
    },
    /// Everybody's.
    All,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Open ones, most urgent first, then oldest.
    Urgency,
    /// Open ones that are promised or wanted by some time, the earliest first.
    Wanted,
    /// Open ones and those that are over, the newest first.
    Newest,
}

/// Whose eyes a list is for: private tickets are in it only where these are a requester's, an assignee's or a team's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eyes {
    /// Who asks; None where others read along, to whom nothing private is shown.
    pub person: Option<PersonId>,
    /// The teams that the reader belongs to, likewise, by the names under which their tickets are stored.
    pub teams: Vec<String>,
}

/// What is left out of a list; what is None lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// States, by their stored names.
    pub states: Option<Vec<String>>,
    /// The priority.
    pub priority: Option<u8>,
    /// Whose it is, by the names under which it is stored.
    pub teams: Option<Vec<String>>,
    /// What it is about.
    pub service: Option<String>,
    /// Its kind.
    pub category: Option<String>,
    /// Who has it.
    pub assignee: Option<PersonId>,
    /// Nobody has it.
    pub unassigned: bool,
    /// For whom it is.
    pub requester: Option<PersonId>,
    /// Raised at or after this moment.
    pub since: Option<DateTime<Utc>>,
    /// Raised before this moment.
    pub until: Option<DateTime<Utc>>,
}

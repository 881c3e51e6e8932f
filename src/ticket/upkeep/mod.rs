//! Changes that are being carried out on services: whoever is to be woken for one of these should know.

mod store;

pub use store::on;

use chrono::{DateTime, Utc};

use crate::ids::{PersonId, TicketId};

/// A change that is being carried out: begun, or agreed to and in its window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upkeep {
    /// The ticket of the change.
    pub change: TicketId,
    /// Its title.
    pub title: String,
    /// Who carries it out.
    pub responsible: Option<PersonId>,
    /// When its window ends, which may be past; None: it has none.
    pub until: Option<DateTime<Utc>>,
}

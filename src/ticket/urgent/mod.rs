//! What a ticket was before somebody made it urgent, for as long as that can be taken back.

mod store;

pub use store::{before, forget, keep};

use crate::ids::PersonId;

/// What a ticket was before it was made urgent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// Who made it urgent.
    pub by: PersonId,
    /// Its urgency.
    pub urgency: Option<String>,
    /// Its priority.
    pub priority: u8,
}

//! The audit log: every act with actor, old and new value, and the chat event that caused it, written in the
//! transaction of the act itself. Append-only, which the schema enforces.

pub mod store;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::ids::PersonId;

/// One act.
#[derive(Debug)]
pub struct Entry<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Account of who acted; `lotse` where time alone did.
    pub actor: &'a str,
    /// Who acted.
    pub person: Option<PersonId>,
    /// What was done: `ticket-take`.
    pub act: &'a str,
    /// To what: `T-1042`.
    pub subject: &'a str,
    /// The old value; null where there was none.
    pub before: Value,
    /// The new value; null where there is none.
    pub after: Value,
    /// The platform of the causing event.
    pub platform: &'a str,
    /// The causing event.
    pub event: &'a str,
}

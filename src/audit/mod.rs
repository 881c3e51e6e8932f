//! The audit log: every act with actor, old and new value, and the chat event that caused it, written in the
//! transaction of the act itself. Append-only, which the schema enforces; and who gets past the schema is found out by
//! the [`chain`] of hashes into which [`seal`] takes every act, and which [`verify`] checks.

pub mod chain;
pub mod export;
pub mod line;
mod report;
pub mod seal;
pub mod store;
pub mod verify;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::error::Fault;
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

/// Why what was asked about the log has no good answer.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The report, which has been written, has findings.
    #[error("the audit log is not whole")]
    NotWhole,
    /// The database does not answer as it should.
    #[error("the audit log cannot be read: {0}")]
    Fault(#[from] Fault),
    /// The answer cannot be written.
    #[error("the answer cannot be written: {0}")]
    Write(#[from] std::io::Error),
}

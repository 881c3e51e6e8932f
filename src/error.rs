//! Why something was not done.

use crate::i18n::Phrase;

/// Why a turn stopped.
#[derive(Debug)]
pub enum Stop {
    /// The person can mend it: shown to them, with a hint.
    Refusal(Refusal),
    /// We must mend it: logged once, and the person sees a reference.
    Fault(Fault),
}

/// A refusal: what was not done, why, and what to do instead.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The reason, and who may or what is missing.
    pub reason: Phrase,
    /// What to do.
    pub hint: Option<Phrase>,
    /// True when the command was not understood at all (❓ instead of ⛔).
    pub unclear: bool,
}

impl Refusal {
    /// A refusal for a reason.
    #[must_use]
    pub fn new(reason: Phrase) -> Self {
        Self { reason, hint: None, unclear: false }
    }

    /// Something that was not understood.
    #[must_use]
    pub fn unclear(reason: Phrase) -> Self {
        Self { reason, hint: None, unclear: true }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: Phrase) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refusal(refusal)
    }
}

/// An error with all its causes in one line: that of a failed connection is three levels down.
#[must_use]
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}

/// A fault: something that should not happen, or a part we depend on that fails.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database refused or was not reachable.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Stored or received JSON is not what it should be.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

impl From<sqlx::Error> for Stop {
    fn from(error: sqlx::Error) -> Self {
        Stop::Fault(Fault::Database(error))
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Stop::Fault(Fault::Json(error))
    }
}

//! Findings, and how they are shown.

use std::fmt;

use serde::Serialize;
use serde_json::json;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// As it should be.
    Good,
    /// Works, but should be looked at.
    #[serde(rename = "warning")]
    Doubtful,
    /// Somebody must act.
    Wrong,
}

impl State {
    fn sign(self) -> char {
        match self {
            State::Good => '✔',
            State::Doubtful => '!',
            State::Wrong => '✘',
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at, in a word; the same in every report.
    pub check: &'static str,
    /// How it stands.
    pub state: State,
    /// What was found.
    pub text: String,
    /// What to do; nothing where all is well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub todo: Option<String>,
}

/// All findings, in the order in which things rest on each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Adds something that is as it should be.
    pub(super) fn good(&mut self, check: &'static str, text: impl Into<String>) {
        self.findings.push(Finding { check, state: State::Good, text: text.into(), todo: None });
    }

    /// Adds something that should be looked at.
    pub(super) fn doubtful(&mut self, check: &'static str, text: impl Into<String>, todo: impl Into<String>) {
        let (text, todo) = (text.into(), Some(todo.into()));
        self.findings.push(Finding { check, state: State::Doubtful, text, todo });
    }

    /// Adds something that somebody must mend.
    pub(super) fn wrong(&mut self, check: &'static str, text: impl Into<String>, todo: impl Into<String>) {
        let (text, todo) = (text.into(), Some(todo.into()));
        self.findings.push(Finding { check, state: State::Wrong, text, todo });
    }

    /// True when nothing is wrong; there may be warnings.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.number_of(State::Wrong) == 0
    }

    fn number_of(&self, state: State) -> usize {
        self.findings.iter().filter(|finding| finding.state == state).count()
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        let report = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "well": self.is_well(),
            "findings": self.findings,
        });
        format!("{report:#}")
    }
}

/// For people: a line each, and what to do below it.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{} {:<17} {}", finding.state.sign(), finding.check, finding.text)?;
            if let Some(todo) = &finding.todo {
                writeln!(f, "  {:<17} → {todo}", "")?;
            }
        }
        let (wrong, doubtful) = (self.number_of(State::Wrong), self.number_of(State::Doubtful));
        let warnings = if doubtful == 1 { "1 warning".to_owned() } else { format!("{doubtful} warnings") };
        match (wrong, doubtful) {
            (0, 0) => write!(f, "All is well."),
            (0, _) => write!(f, "Nothing is wrong, {warnings}."),
            (_, 0) => write!(f, "{wrong} wrong."),
            _ => write!(f, "{wrong} wrong, {warnings}."),
        }
    }
}

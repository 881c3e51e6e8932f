//! What is wrong in a configuration, told so that it can be mended at once.

use std::fmt;
use std::path::PathBuf;

/// Where something is configured.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// In `bot-config.toml` as it is built in, at a line counted from 1.
    Shipped(usize),
    /// In a file, at a line counted from 1 where one can be named.
    File(PathBuf, Option<usize>),
    /// In an environment variable.
    Variable(String),
    /// Nowhere, although it is needed.
    Missing,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Shipped(line) => write!(f, "shipped bot-config.toml:{line}"),
            Origin::File(path, Some(line)) => write!(f, "{}:{line}", path.display()),
            Origin::File(path, None) => write!(f, "{}", path.display()),
            Origin::Variable(name) => write!(f, "environment variable {name}"),
            Origin::Missing => f.write_str("not configured"),
        }
    }
}

/// One mistake. Never contains the value of a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands.
    pub origin: Origin,
    /// The key with its section, `database.url`; empty where the mistake belongs to no key.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.origin)?;
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, "\n  {}", self.what)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

/// All mistakes of a configuration, in the order of files and lines; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// `Err` with all of them if there are any.
    pub(super) fn none_of<T>(mut mistakes: Vec<Mistake>, value: T) -> Result<T, Mistakes> {
        if mistakes.is_empty() {
            return Ok(value);
        }
        mistakes.sort_by(|a, b| a.origin.cmp(&b.origin));
        Err(Self(mistakes))
    }

    /// For mistakes of which at least one is known to be there.
    pub(super) fn of(mistakes: Vec<Mistake>) -> Self {
        Self(mistakes)
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &Mistake> {
        self.0.iter()
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("1 mistake in the configuration")?,
            n => write!(f, "{n} mistakes in the configuration")?,
        }
        self.0.iter().try_for_each(|mistake| write!(f, "\n\n{mistake}"))
    }
}

impl std::error::Error for Mistakes {}

/// What is wrong with a value, before it is known where that value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) what: String,
    pub(super) hint: Option<String>,
    /// The line of the element of a list that is wrong.
    pub(super) line: Option<usize>,
}

impl Problem {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), hint: None, line: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The candidate that is most like what was written, if any is near enough to be meant.
pub(super) fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&written, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

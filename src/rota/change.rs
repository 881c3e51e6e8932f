//! Overrides: who stands in for whom, for a time.

use chrono::{DateTime, Utc};

use super::RotaError;
use super::rotation::named;

/// What an override does to the people on call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Puts somebody in, whoever is on call.
    Add(String),
    /// Takes somebody out, and leaves a gap.
    Remove(String),
    /// Puts somebody in another's place; does nothing while the other is not on call.
    Replace {
        /// Who is taken out.
        remove: String,
        /// Who is put in.
        add: String,
    },
}

impl Change {
    /// The person is taken out, where they are on call.
    pub(super) fn takes_out(&self, person: &str) -> bool {
        match self {
            Change::Add(_) => false,
            Change::Remove(remove) | Change::Replace { remove, .. } => remove == person,
        }
    }

    /// Who is put in, given who would be on call without any override.
    pub(super) fn puts_in(&self, scheduled: &[&str]) -> Option<&str> {
        match self {
            Change::Add(add) => Some(add),
            Change::Remove(_) => None,
            Change::Replace { remove, add } => scheduled.contains(&remove.as_str()).then_some(add),
        }
    }
}

/// A change for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    change: Change,
}

impl Override {
    /// A change in force for `[from, to)`; refused when that is no time, or when somebody has no name.
    pub fn new(from: DateTime<Utc>, to: DateTime<Utc>, change: Change) -> Result<Self, RotaError> {
        match &change {
            Change::Add(person) | Change::Remove(person) => named(person)?,
            Change::Replace { remove, add } => {
                named(remove)?;
                named(add)?;
            }
        }
        if from >= to { Err(RotaError::Backwards { from, to }) } else { Ok(Self { from, to, change }) }
    }

    /// As it is written: whom to remove, whom to add, or both for a replacement. Refused with neither.
    pub fn written(
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        remove: Option<String>,
        add: Option<String>,
    ) -> Result<Self, RotaError> {
        let change = match (remove, add) {
            (Some(remove), Some(add)) => Change::Replace { remove, add },
            (Some(remove), None) => Change::Remove(remove),
            (None, Some(add)) => Change::Add(add),
            (None, None) => return Err(RotaError::NoChange),
        };
        Self::new(from, to, change)
    }

    /// When it begins.
    #[must_use]
    pub fn from(&self) -> DateTime<Utc> {
        self.from
    }

    /// When it ends; it is no longer in force then.
    #[must_use]
    pub fn to(&self) -> DateTime<Utc> {
        self.to
    }

    /// What it does.
    #[must_use]
    pub fn change(&self) -> &Change {
        &self.change
    }

    pub(super) fn holds(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.to
    }
}

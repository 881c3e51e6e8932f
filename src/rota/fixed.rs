//! Fixed shifts: a time for which people are named, whatever the layers say (Christmas, a fair).

use chrono::{DateTime, Utc};

use super::RotaError;
use super::rotation::named;

/// People who are on call for a time, in place of the layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    users: Vec<String>,
}

impl Fixed {
    /// These for `[from, to)`; refused when that is no time, or when nobody is named.
    pub fn new(from: DateTime<Utc>, to: DateTime<Utc>, users: Vec<String>) -> Result<Self, RotaError> {
        if users.is_empty() {
            return Err(RotaError::NoUsers);
        }
        users.iter().try_for_each(|user| named(user))?;
        if from >= to { Err(RotaError::Backwards { from, to }) } else { Ok(Self { from, to, users }) }
    }

    /// When they begin.
    #[must_use]
    pub fn from(&self) -> DateTime<Utc> {
        self.from
    }

    /// When they end; they are no longer on call then.
    #[must_use]
    pub fn to(&self) -> DateTime<Utc> {
        self.to
    }

    /// Who.
    #[must_use]
    pub fn users(&self) -> &[String] {
        &self.users
    }

    pub(super) fn holds(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.to
    }
}

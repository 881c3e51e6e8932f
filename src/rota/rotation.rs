//! Rotations: people who take turns.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{RotaError, local};

/// The unit of a shift's length, in wall-clock time: a day is from 09:00 to 09:00, however many hours lie between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// 60 minutes on the wall clock.
    Hour,
    /// 24 hours on the wall clock.
    Day,
    /// Seven days.
    Week,
}

impl Every {
    fn seconds(self) -> i64 {
        match self {
            Every::Hour => 3_600,
            Every::Day => 86_400,
            Every::Week => 604_800,
        }
    }
}

/// People who take turns, one after the other and round again.
///
/// Hand-offs follow every `length` hours, days or weeks of wall-clock time after `start`, so that one at 09:00 stays at
/// 09:00 all year. One whose time is skipped happens at the end of the gap, one whose time is repeated at the first
/// occurrence. A shift goes from its hand-off to the next one; before `start` nobody has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation {
    every: Every,
    /// More than 0.
    length: u32,
    start: DateTime<Utc>,
    /// Not empty.
    users: Vec<String>,
}

impl Rotation {
    /// A rotation whose first user begins at `start`. The same person may have several turns in a round.
    pub fn new(every: Every, length: u32, start: DateTime<Utc>, users: Vec<String>) -> Result<Self, RotaError> {
        if length == 0 {
            return Err(RotaError::NoLength);
        }
        if users.is_empty() {
            return Err(RotaError::NoUsers);
        }
        users.iter().try_for_each(|user| named(user))?;
        Ok(Self { every, length, start, users })
    }

    /// The unit of a shift's length.
    #[must_use]
    pub fn every(&self) -> Every {
        self.every
    }

    /// How many units a shift lasts.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.length
    }

    /// When the first user begins.
    #[must_use]
    pub fn start(&self) -> DateTime<Utc> {
        self.start
    }

    /// Who takes turns, in their order.
    #[must_use]
    pub fn users(&self) -> &[String] {
        &self.users
    }

    /// Whose shift it is.
    pub(super) fn on_duty(&self, zone: Tz, at: DateTime<Utc>) -> Option<&str> {
        if at < self.start {
            return None;
        }
        // With one user, whichever shift it is.
        let shift = if self.users.len() == 1 { 0 } else { self.shift(zone, at) };
        let turn = usize::try_from(shift).ok()? % self.users.len();
        self.users.get(turn).map(String::as_str)
    }

    /// Adds the hand-offs in `(after, before)`, among them the start.
    pub(super) fn handoffs(
        &self,
        zone: Tz,
        after: DateTime<Utc>,
        before: DateTime<Utc>,
        into: &mut Vec<DateTime<Utc>>,
    ) {
        let first = self.wall_start(zone);
        let mut shift = if after < self.start {
            into.extend(Some(self.start).filter(|start| *start < before));
            1
        } else {
            self.shift(zone, after) + 1
        };
        if self.users.len() > 1 {
            while let Some(next) = self.handoff(zone, first, shift).filter(|next| *next < before) {
                into.push(next);
                shift += 1;
            }
        }
    }

    /// The number of the shift at an instant that is not before the start, from 0: that of the last hand-off which is
    /// not later. The wall clock gives it without counting through the years.
    fn shift(&self, zone: Tz, at: DateTime<Utc>) -> i64 {
        let first = self.wall_start(zone);
        let passed = local::wall(zone, at).signed_duration_since(first).num_seconds();
        let mut shift = passed.max(0) / self.period();
        // In a repeated hour the wall clock shows again what it had passed, and hand-offs at the first occurrence of
        // its times have happened already: no more of them than fit into that hour.
        while self.handoff(zone, first, shift + 1).is_some_and(|next| next <= at) {
            shift += 1;
        }
        shift
    }

    /// When the shift with this number, from 1, begins. None at the end of all calendars.
    fn handoff(&self, zone: Tz, first: NaiveDateTime, shift: i64) -> Option<DateTime<Utc>> {
        let passed = TimeDelta::try_seconds(shift.checked_mul(self.period())?)?;
        local::first(zone, first.checked_add_signed(passed)?)
    }

    /// Wall-clock seconds of a shift, more than 0.
    fn period(&self) -> i64 {
        self.every.seconds() * i64::from(self.length)
    }

    fn wall_start(&self, zone: Tz) -> NaiveDateTime {
        local::wall(zone, self.start)
    }
}

/// Refuses a person without a name.
pub(super) fn named(person: &str) -> Result<(), RotaError> {
    if person.trim().is_empty() { Err(RotaError::Nameless) } else { Ok(()) }
}

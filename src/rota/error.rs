//! What cannot be a schedule.

use chrono::{DateTime, Utc};

/// Why a part of a schedule is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RotaError {
    /// Not the IANA name of a time zone.
    #[error("there is no time zone {0:?}")]
    UnknownZone(String),
    /// A shift that lasts no time.
    #[error("the length of a shift must be at least 1")]
    NoLength,
    /// A rotation that nobody takes part in.
    #[error("a rotation needs at least one user")]
    NoUsers,
    /// A person without a name.
    #[error("a user has no name")]
    Nameless,
    /// Not `HH:MM` from `00:00` to `24:00`.
    #[error("{0:?} is not a time of day from 00:00 to 24:00")]
    NotATime(String),
    /// A window that ends when it begins.
    #[error("a window from {0} to {0} has no length")]
    EmptyWindow(String),
    /// A window that begins on no weekday.
    #[error("a window needs at least one day")]
    NoDays,
    /// An override that ends when or before it begins.
    #[error("an override must end after it begins, but goes from {from} to {to}")]
    Backwards {
        /// The beginning.
        from: DateTime<Utc>,
        /// The end.
        to: DateTime<Utc>,
    },
    /// An override that changes nothing.
    #[error("an override must remove or add somebody")]
    NoChange,
    /// Two layers with one name.
    #[error("there are two layers {0:?}")]
    SameName(String),
}

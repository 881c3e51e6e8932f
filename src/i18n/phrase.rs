//! What is to be said, before it is known in which language.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::chat::markup::Markup;

/// A message key with its arguments. Rendered by [`super::Words`].
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// Key in the `.ftl` files.
    pub key: &'static str,
    /// Named arguments.
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a phrase. Only [`Arg::Number`] and [`Arg::Choice`] can be selected on (`{ $state -> … }`): the
/// others are put in after the sentence is built, which is why nothing in them is ever interpreted.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Literal text, never interpreted as markup.
    Text(String),
    /// A number; selects plural forms. Not for ids, which are text.
    Number(i64),
    /// A word of the code, such as the name of a state, by which the translation selects.
    Choice(&'static str),
    /// Formatted text.
    Markup(Markup),
    /// Another phrase, rendered in the same language.
    Phrase(Phrase),
    /// A point in time, written as [`super::date_time`] does.
    DateTime {
        /// When.
        at: DateTime<Utc>,
        /// The reader's time zone.
        zone: Tz,
        /// The present, for `today` and `tomorrow`.
        now: DateTime<Utc>,
    },
    /// A day, written as [`super::date`] does.
    Date {
        /// A moment of that day.
        at: DateTime<Utc>,
        /// The zone whose day it is.
        zone: Tz,
        /// The present, for `today` and `tomorrow`.
        now: DateTime<Utc>,
    },
    /// A length of time, written as [`super::duration`] does.
    Duration(TimeDelta),
    /// A length of time that is counted by a calendar, written as [`super::hours`] does.
    Hours(TimeDelta),
}

impl Phrase {
    /// A phrase without arguments.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Adds literal text (a person's words, an id).
    #[must_use]
    pub fn text(self, name: &'static str, value: impl Into<String>) -> Self {
        self.arg(name, Arg::Text(value.into()))
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, name: &'static str, value: i64) -> Self {
        self.arg(name, Arg::Number(value))
    }

    /// Adds a word of the code by which the translation selects.
    #[must_use]
    pub fn choice(self, name: &'static str, value: &'static str) -> Self {
        self.arg(name, Arg::Choice(value))
    }

    /// Adds formatted text: a node or a whole markup.
    #[must_use]
    pub fn node(self, name: &'static str, value: impl Into<Markup>) -> Self {
        self.arg(name, Arg::Markup(value.into()))
    }

    /// Adds another phrase.
    #[must_use]
    pub fn phrase(self, name: &'static str, value: Phrase) -> Self {
        self.arg(name, Arg::Phrase(value))
    }

    /// Adds a point in time for a reader in `zone` who reads it `now`.
    #[must_use]
    pub fn date_time(self, name: &'static str, at: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> Self {
        self.arg(name, Arg::DateTime { at, zone, now })
    }

    /// Adds the day of a moment, for a reader who reads it `now`.
    #[must_use]
    pub fn date(self, name: &'static str, at: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> Self {
        self.arg(name, Arg::Date { at, zone, now })
    }

    /// Adds a length of time.
    #[must_use]
    pub fn duration(self, name: &'static str, span: TimeDelta) -> Self {
        self.arg(name, Arg::Duration(span))
    }

    /// Adds a length of time of a calendar, whose days are no whole ones: in hours and minutes.
    #[must_use]
    pub fn hours(self, name: &'static str, span: TimeDelta) -> Self {
        self.arg(name, Arg::Hours(span))
    }

    fn arg(mut self, name: &'static str, value: Arg) -> Self {
        self.args.push((name, value));
        self
    }
}

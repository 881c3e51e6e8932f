//! Identities, rooms and their members, and what a person may do.

pub mod accounts;
pub mod presence;
pub mod role;
pub mod store;
pub mod team;

use chrono_tz::Tz;

use crate::config::Config;
use crate::i18n::Language;
use crate::ids::PersonId;

/// A person, under the account with which they act now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their row.
    pub id: PersonId,
    /// The account for which the platform vouches.
    pub account: String,
    /// How they call themselves; the account where nothing better is known.
    pub name: String,
    /// The language they chose.
    pub language: Option<Language>,
    /// The language in which they wrote last.
    pub detected: Option<Language>,
    /// The zone they chose.
    pub zone: Option<Tz>,
}

impl Person {
    /// The language that is known to be theirs: the one they chose, else the one that the company's directory names.
    #[must_use]
    pub fn known_language(&self, config: &Config) -> Option<Language> {
        self.language.or_else(|| config.directory.language_of(&self.account))
    }

    /// The same, else the one in which they wrote last.
    #[must_use]
    pub fn usual_language(&self, config: &Config) -> Option<Language> {
        self.known_language(config).or(self.detected)
    }
}

/// What is readable of an account when no name is known: `@anna:example.org` → `anna`.
#[must_use]
pub fn short_name(account: &str) -> &str {
    account.strip_prefix('@').unwrap_or(account).split(':').next().unwrap_or(account)
}

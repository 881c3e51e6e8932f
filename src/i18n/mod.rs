//! Words in the reader's language: Fluent bundles gathered from the practices; dates, durations and numbers as the
//! language writes them.

mod detect;
mod phrase;
mod size;
mod time;
mod words;

pub use detect::detect;
pub use phrase::{Arg, Phrase};
pub use size::size;
pub use time::{calendar_day, date, date_time, duration, hours, number, time};
pub use words::{Words, WordsError};

use serde::{Deserialize, Serialize};

/// A language that Lotse speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// German.
    De,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::En, Language::De];

    /// The ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::De => "de",
        }
    }

    /// Of a text and its German words, where it has some, the one for a reader of this language.
    #[must_use]
    pub fn of<'t>(self, text: &'t str, de: Option<&'t str>) -> &'t str {
        match self {
            Language::De => de.unwrap_or(text),
            Language::En => text,
        }
    }

    /// Reads a code or a name in either language (`de`, `German`, `deutsch`).
    #[must_use]
    pub fn read(text: &str) -> Option<Language> {
        match text.trim().to_lowercase().as_str() {
            "en" | "english" | "englisch" => Some(Language::En),
            "de" | "german" | "deutsch" => Some(Language::De),
            _ => None,
        }
    }
}

//! Articles as files: Markdown with front matter in YAML, as people keep them in a repository and as other wikis export them.
//! Pure: whoever reads a folder brings names and bytes.
//!
//! ```markdown
//! ---
//! id: KB-12
//! title: Set up the VPN
//! lang: en
//! services: [vpn, remote-access]
//! owner: "@anna:example.org"
//! review: 2026-09-01
//! audience: internal
//! state: published
//! ---
//! ## Symptoms
//! Drives are missing at home.
//!
//! ## Solution
//! Start the client …
//! ```
//!
//! Every key may be left out; the title is then the first `# heading`. Keys of other programs are left alone, one that is
//! nearly ours is a mistake. Without sections the whole body is the solution. Everything behind `## Solution` is the
//! solution, whatever headings it has; a section between the two belongs to it.
//!
//! A translation is a file of its own, `vpn.de.md` beside `vpn.md`: nobody edits both languages at once, and a history shows
//! which one lags behind. The file without a language in its name is the main one; what it says of owner, services and so on
//! holds for all.

mod body;
mod front;
mod gather;
mod mistake;
#[cfg(test)]
mod tests;
mod write;

use chrono::NaiveDate;

pub use self::gather::{Gathered, gather, read};
pub use self::mistake::{Mistake, Wrong};
pub use self::write::write;

/// An article, as files say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleFile {
    /// The number of KB-12; none for one that is new.
    pub id: Option<i64>,
    /// The same in each language, at least one; the first is the one that others are translated from.
    pub languages: Vec<Text>,
    /// What it is about.
    pub services: Vec<String>,
    /// Whose word it is: an account or a name, as it stands there.
    pub owner: Option<String>,
    /// When somebody must look whether it still holds.
    pub review: Option<NaiveDate>,
    /// Whom it is for.
    pub audience: Audience,
    /// Whether it is shown.
    pub state: State,
}

/// An article in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// ISO 639-1 code of a language that Lotse speaks.
    pub language: String,
    /// What it is about, in a line.
    pub title: String,
    /// How somebody who needs it would say so; Markdown, may be empty.
    pub symptoms: String,
    /// What to do; Markdown, empty in drafts at most.
    pub solution: String,
}

/// Whom an article is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// Agents: what they tell each other is not always fit for all. The default, since what was shown cannot be taken back.
    #[default]
    Internal,
    /// Everybody in the company.
    Public,
}

impl Audience {
    const ALL: [Audience; 2] = [Audience::Internal, Audience::Public];

    /// As it stands in a file.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Audience::Internal => "internal",
            Audience::Public => "public",
        }
    }

    /// Reads what [`Audience::code`] writes.
    #[must_use]
    pub fn read(code: &str) -> Option<Audience> {
        Self::ALL.into_iter().find(|audience| audience.code() == code)
    }
}

/// Whether an article is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// Somebody still works on it.
    Draft,
    /// It holds. The default: a file that somebody put among the others is meant to be read.
    #[default]
    Published,
    /// It held once.
    Retired,
}

impl State {
    const ALL: [State; 3] = [State::Draft, State::Published, State::Retired];

    /// As it stands in a file.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Published => "published",
            State::Retired => "retired",
        }
    }

    /// Reads what [`State::code`] writes.
    #[must_use]
    pub fn read(code: &str) -> Option<State> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The text with line ends of one kind, without empty lines around it: as it is kept, whoever wrote the file.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rest = text.trim_end();
    while let Some((_, after)) = rest.split_once('\n').filter(|(line, _)| line.trim().is_empty()) {
        rest = after;
    }
    rest.to_owned()
}

/// The text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

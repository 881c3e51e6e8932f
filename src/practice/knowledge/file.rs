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

use super::model::{Audience, State, Text};

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
    /// Whom it is for; where no file says so, as before, and of a new one agents: what they tell each other is not always
    /// fit for all, and what was shown cannot be taken back.
    pub audience: Option<Audience>,
    /// Whether it is shown; where no file says so, as before, and a new one is: what somebody puts among the others is
    /// meant to be read.
    pub state: Option<State>,
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

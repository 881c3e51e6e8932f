//! What is wrong with a file.

use std::fmt;

use thiserror::Error;

/// A mistake and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Counted from 1.
    pub line: usize,
    /// What it is.
    pub what: Wrong,
}

impl Mistake {
    pub(super) fn new(line: usize, what: Wrong) -> Mistake {
        Mistake { line, what }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// What can be wrong, in words for whoever writes the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Wrong {
    /// Nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// Written in another encoding, or no text at all.
    #[error("byte {at} is not UTF-8: save the file in this encoding")]
    NotUtf8 {
        /// Position of the first byte that is none, from 0.
        at: usize,
    },
    /// Nobody reads that in a chat.
    #[error("{} KB of text are too much: {} KB at most", bytes.div_ceil(1024), super::body::MOST_BYTES / 1024)]
    TooLong {
        /// Of symptoms and solution.
        bytes: usize,
    },
    /// The front matter has no end.
    #[error("the front matter that begins here is never closed: a line `---` ends it")]
    Unclosed,
    /// The parser of YAML gave up.
    #[error(
        "the front matter is not YAML: {0} (a text that has `: ` in it or begins with a sign needs quotation marks)"
    )]
    NotYaml(String),
    /// YAML, but a list or a text.
    #[error("the front matter has no keys, like `title: …`")]
    NoKeys,
    /// A key for the second time.
    #[error("`{0}` was given before")]
    KeyTwice(&'static str),
    /// Nearly a key.
    #[error("there is no `{key}`: did you mean `{meant}`?")]
    UnknownKey {
        /// As it stands there.
        key: String,
        /// The one that it nearly is.
        meant: &'static str,
    },
    /// A list where a text is due, or a table.
    #[error("`{key}` must be {wanted}")]
    Shape {
        /// Of which key.
        key: &'static str,
        /// What it must be.
        wanted: &'static str,
    },
    /// A value that its key does not know.
    #[error("`{key}` cannot be `{value}`: {wanted}")]
    Value {
        /// Of which key.
        key: &'static str,
        /// As it stands there.
        value: String,
        /// What it can be.
        wanted: &'static str,
    },
    /// `vpn.fr.md`.
    #[error("`.{0}` in the name of the file is no language: de or en")]
    LanguageInName(String),
    /// The name of the file and the front matter disagree.
    #[error("`lang` is {given}, but the name of the file says {name}")]
    LanguageDiffers {
        /// By the front matter.
        given: String,
        /// By the name.
        name: String,
    },
    /// Neither in front matter nor as heading.
    #[error("there is no title: give `title: …` in the front matter, or a line `# …`")]
    NoTitle,
    /// A title that is none.
    #[error("the title has {0} characters: 200 at most")]
    LongTitle(usize),
    /// Published, and says nothing.
    #[error("there is no solution")]
    NoSolution,
    /// Two files of one article in one language.
    #[error("{other} is this article in the same language ({language})")]
    LanguageTwice {
        /// Which language.
        language: String,
        /// The first file.
        other: String,
    },
    /// Two articles with one id.
    #[error("KB-{id} is {other} already")]
    IdTwice {
        /// Which id.
        id: i64,
        /// The first file.
        other: String,
    },
    /// Files of one article disagree.
    #[error("`{key}` is not what {other} says: leave it out here, it holds for all languages")]
    Differs {
        /// Of which key.
        key: &'static str,
        /// The file whose word counts.
        other: String,
    },
}

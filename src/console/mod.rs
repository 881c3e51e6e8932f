//! The bot in a terminal: a chat of one person with Lotse, who plays all the people in it.
//!
//! It stands on the in-process platform alone: what is typed becomes what a person says on the [`LocalServer`], and
//! what the server shows is drawn. The bot behind it is the one that serves a real homeserver.
//!
//! | file | what it holds |
//! |---|---|
//! | `stage` | the rooms and people to begin with |
//! | `commands` | the table of slash commands, and did-you-mean |
//! | `session` | who one is, where, and the numbers of the messages |
//! | `acts` | what each slash command does |
//! | `news` | what has happened since the last look, drawn together |
//! | `paint` | how a message looks |
//! | `signs` | names for emoji, which few keyboards have |
//! | `script` | lines from a file or a pipe |
//! | `terminal` | line editing, history, answers that come while one types |

mod acts;
mod commands;
mod news;
mod paint;
mod script;
mod session;
mod signs;
mod stage;
mod terminal;
#[cfg(test)]
mod tests;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::chat::local::LocalServer;
use crate::i18n::{Language, Words, WordsError};

use self::session::Session;
pub use self::stage::directory;

/// How the console is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Lines to play instead of reading from the terminal; `-` is the standard input. Without it, the standard input
    /// is played when it is not a terminal.
    pub script: Option<PathBuf>,
    /// Colours. None: on a terminal, unless `NO_COLOR` is set.
    pub color: Option<bool>,
    /// The language of the console's own texts. None: that of the environment.
    pub language: Option<Language>,
    /// Where typed lines are kept for the next time. None: they are not.
    pub history: Option<PathBuf>,
}

/// Why the console ended other than by being left.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// The script cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The script.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Slash commands of the script were refused; each was shown where it stood.
    #[error("{0} command(s) of the script failed")]
    Failed(usize),
    /// The terminal cannot be used.
    #[error("terminal: {0}")]
    Terminal(String),
    /// Nothing can be written to the standard output.
    #[error("output: {0}")]
    Output(std::io::Error),
    /// The console's own texts do not parse.
    #[error(transparent)]
    Words(#[from] WordsError),
}

/// Runs until the person leaves or the script ends. The bot must be running on a platform of the same server.
///
/// `idle` is called often; its future resolves when the bot has handled and sent everything there is. It may be
/// dropped at any time. A script waits for it before the next line; a terminal uses it to draw an answer in one
/// piece, but never waits long.
pub async fn run<I, F>(server: LocalServer, options: Options, idle: I) -> Result<(), ConsoleError>
where
    I: Fn() -> F,
    F: Future<Output = ()>,
{
    server.attended().await;
    let (stdin, stdout) = (std::io::stdin().is_terminal(), std::io::stdout().is_terminal());
    let bare = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = options.color.unwrap_or(stdout && !bare);
    let language = options.language.unwrap_or_else(environment_language);
    let session = Session::new(server, words()?, language, color)?;
    match &options.script {
        Some(path) if path != Path::new("-") => {
            let unreadable = |source| ConsoleError::Unreadable { path: path.display().to_string(), source };
            let file = tokio::fs::File::open(path).await.map_err(unreadable)?;
            script::play(session, tokio::io::BufReader::new(file), &mut std::io::stdout(), idle).await
        }
        None if stdin && stdout => terminal::converse(session, options.history.as_deref(), idle).await,
        _ => {
            let input = tokio::io::BufReader::new(tokio::io::stdin());
            script::play(session, input, &mut std::io::stdout(), idle).await
        }
    }
}

/// The language of this process's environment.
#[must_use]
pub fn environment_language() -> Language {
    language_of(|name| std::env::var(name).ok())
}

/// The console's own texts.
fn words() -> Result<Words, WordsError> {
    Words::new(&[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))])
}

/// The language of the environment, in the order in which POSIX reads it.
fn language_of(variable: impl Fn(&str) -> Option<String>) -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    match set {
        Some(value) if value.to_lowercase().starts_with("de") => Language::De,
        _ => Language::En,
    }
}

//! What the Tab key offers: slash commands, and the names that they take.

use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

use crate::chat::local::LocalServer;
use crate::console::commands::{self, Act, COMMANDS};
use crate::console::paint::short;
use crate::console::signs;

/// Completes what stands before the cursor.
pub(super) struct Completion {
    server: LocalServer,
}

impl Completion {
    pub(super) fn new(server: LocalServer) -> Self {
        Self { server }
    }

    /// Where the word begins that is being typed, and what it may become.
    fn offer(&self, before: &str) -> (usize, Vec<String>) {
        let begin = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let word = before.get(begin..).unwrap_or_default();
        let offers: Vec<String> = match before.strip_prefix('/') {
            Some(_) if begin == 0 => COMMANDS.iter().map(|command| format!("/{}", command.name)).collect(),
            Some(line) => match line.split_whitespace().next().map(commands::find) {
                Some(Ok(command)) => self.names(command.act),
                _ => Vec::new(),
            },
            None if word.starts_with('@') => self.people().into_iter().map(|name| format!("@{name}")).collect(),
            None => Vec::new(),
        };
        let fits = |offer: &String| offer.to_lowercase().starts_with(&word.to_lowercase());
        (begin, offers.into_iter().filter(fits).map(|offer| offer + " ").collect())
    }

    fn names(&self, act: Act) -> Vec<String> {
        match act {
            Act::As => self.people(),
            Act::React | Act::Unreact => signs::names().map(str::to_owned).collect(),
            Act::Room | Act::Join => self.server.rooms().into_iter().filter_map(|room| room.alias).collect(),
            Act::Help => COMMANDS.iter().map(|command| command.name.to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    fn people(&self) -> Vec<String> {
        self.server.people().iter().map(|(account, _)| short(account).to_owned()).collect()
    }
}

impl Completer for Completion {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.offer(line.get(..pos).unwrap_or(line)))
    }
}

impl Highlighter for Completion {}
impl Hinter for Completion {
    type Hint = String;
}
impl Validator for Completion {}
impl Helper for Completion {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::console::stage;

    #[test]
    fn tab_offers_what_fits() {
        let server = LocalServer::new(Clock::system());
        stage::set(&server).unwrap();
        let completion = Completion::new(server);
        for (typed, offers) in [
            ("/un", (0, vec!["/unreact "])),
            ("/as b", (4, vec!["bernd "])),
            ("/react ey", (7, vec!["eyes "])),
            ("/room ", (6, vec!["it-help "])),
            ("ask @CAR", (4, vec!["@carla "])),
            ("ask ca", (4, vec![])),
            ("/xyzzy a", (7, vec![])),
            ("ä ü", (3, vec![])),
        ] {
            let offered = completion.offer(typed);
            assert_eq!((offered.0, offered.1.iter().map(String::as_str).collect::<Vec<_>>()), offers, "{typed}");
        }
    }
}

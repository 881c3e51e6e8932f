//! What the demo says on the terminal.

use std::cell::Cell;
use std::io::{IsTerminal as _, Write as _};

use anstyle::Style;

use super::cast::CAST;
use super::python::{Progress, SYNAPSE};
use crate::chat::markup::Markup;
use crate::i18n::{Language, Phrase, Words, WordsError};

/// Columns in which names stand in front of what they say.
const NAMES: usize = 8;
/// Packages between two words about how far an installation is.
const STRIDE: usize = 10;

/// The voice of the demo, in one language.
#[derive(Debug, Clone)]
pub(super) struct Narrator {
    words: Words,
    language: Language,
    color: bool,
}

impl Narrator {
    pub(super) fn new(language: Language, prefix: &str) -> Result<Self, WordsError> {
        let bare = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Ok(Self { words: words()?.always("prefix", prefix), language, color: std::io::stdout().is_terminal() && !bare })
    }

    /// A phrase without formatting.
    pub(super) fn text(&self, phrase: &Phrase) -> String {
        self.words.plain(self.language, phrase)
    }

    /// Says it.
    pub(super) fn say(&self, phrase: &Phrase) {
        print(&self.words.say(self.language, phrase).terminal(self.color));
    }

    /// Somebody's words, behind their name.
    pub(super) fn quotes(&self, account: &str, text: &str) {
        let name = CAST.iter().find(|(known, ..)| *known == account).map_or(account, |(_, name, _)| name);
        let text = Markup::text(text).terminal(false);
        for (index, line) in text.lines().enumerate() {
            let name = if index == 0 { name } else { "" };
            print(&format!("  {} {line}", self.strong(&format!("{name:NAMES$}"))));
        }
    }

    /// A name, a password, and what the person does.
    pub(super) fn row(&self, name: &str, password: &str, role: &Phrase) {
        let name = self.strong(&format!("{name:NAMES$}"));
        print(&format!("  {name} {password:16} {}", self.text(role)));
    }

    fn strong(&self, text: &str) -> String {
        let style = if self.color { Style::new().bold() } else { Style::new() };
        format!("{style}{text}{style:#}")
    }

    /// Says how far an installation is, not too often.
    pub(super) fn installation(&self) -> impl Fn(Progress) + use<> {
        let narrator = self.clone();
        let (count, told) = (Cell::new(0), Cell::new(0));
        move |progress| match progress {
            Progress::Begins(packages) => {
                count.set(packages);
                let pin = SYNAPSE.lines().find_map(|line| line.strip_prefix("matrix-synapse=="));
                narrator.say(&Phrase::new("demo-installs").text("version", pin.unwrap_or_default()));
            }
            Progress::Fetched(done) if done >= told.get() + STRIDE => {
                told.set(done - done % STRIDE);
                let phrase = Phrase::new("demo-fetched").text("done", told.get().to_string());
                narrator.say(&phrase.text("count", count.get().to_string()));
            }
            Progress::Unpacks if told.get() < usize::MAX - STRIDE => {
                told.set(usize::MAX - STRIDE);
                narrator.say(&Phrase::new("demo-unpacks"));
            }
            Progress::Fetched(_) | Progress::Unpacks => {}
        }
    }
}

/// A terminal that has gone away is no reason to end.
fn print(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// The demo's own texts.
fn words() -> Result<Words, WordsError> {
    Words::new(&[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        assert_eq!(words().unwrap().compare(), Vec::<String>::new());
    }

    #[test]
    fn what_is_typed_in_the_scene_is_a_command() {
        for language in Language::ALL {
            let narrator = Narrator::new(language, "!").unwrap();
            for key in ["demo-scene-printer", "demo-scene-password", "demo-scene-password-solution"] {
                let text = narrator.text(&Phrase::new(key));
                let (word, rest) = text.split_once(' ').unwrap();
                let verb = word.strip_prefix('!').unwrap();
                let is_called = |known: &crate::practice::Verb| known.en.contains(&verb) || known.de.contains(&verb);
                assert!(crate::practice::router::verbs().any(is_called), "{text}");
                assert!(!rest.is_empty());
            }
        }
    }
}

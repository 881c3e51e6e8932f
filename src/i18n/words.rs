//! The Fluent bundles, and how a phrase becomes formatted text.
//!
//! Translations may be formatted (see [`formatting`]); what people write may not. So Fluent never sees an argument's
//! text: it gets one private character for each, the finished sentence is read for formatting, and only then the
//! arguments take their places as nodes of the tree.

mod formatting;
mod mentions;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::{FluentArgs, FluentError};
use unic_langid::LanguageIdentifier;

use self::vocabulary::Vocabulary;
use super::phrase::Arg;
use super::{Language, Phrase, date, date_time, duration, hours};
use crate::chat::markup::{Markup, Node};

/// All words in all languages. A clone shares them.
#[derive(Clone)]
pub struct Words {
    vocabularies: Arc<BTreeMap<Language, Vocabulary>>,
    /// Arguments that every phrase has, unless it brings its own.
    always: Vec<(&'static str, Arg)>,
    /// What was complained about already: a mistake in a translation would else fill the log.
    reported: Arc<Mutex<HashSet<(Language, &'static str)>>>,
}

/// Why the words cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WordsError(pub String);

impl Words {
    /// Gathers the messages; fails when a source does not parse or a key is defined twice in one language.
    pub fn new(sources: &[(Language, &'static str)]) -> Result<Self, WordsError> {
        let mut vocabularies = BTreeMap::new();
        let mut mistakes = Vec::new();
        for language in Language::ALL {
            let code = language.code();
            let id: LanguageIdentifier = code.parse().map_err(|error| WordsError(format!("{code}: {error}")))?;
            let its = sources.iter().filter(|(of, _)| *of == language).map(|(_, source)| *source);
            match Vocabulary::new(id, its) {
                Ok(vocabulary) => _ = vocabularies.insert(language, vocabulary),
                Err(found) => mistakes.extend(found.iter().map(|text| format!("{code}: {text}"))),
            }
        }
        if mistakes.is_empty() {
            Ok(Self { vocabularies: Arc::new(vocabularies), always: Vec::new(), reported: Arc::default() })
        } else {
            Err(WordsError(mistakes.join("; ")))
        }
    }

    /// Gives every phrase an argument: what is the same everywhere, like the prefix of commands.
    #[must_use]
    pub fn always(mut self, name: &'static str, value: &str) -> Self {
        self.always.push((name, Arg::Text(value.to_owned())));
        self
    }

    /// The phrase in the language. A key that the language lacks is logged once and said in another language; a key
    /// that no language has is shown as `⟦key⟧`.
    #[must_use]
    pub fn say(&self, language: Language, phrase: &Phrase) -> Markup {
        let said = self.attempt(language, phrase);
        if said.is_none() {
            self.report(language, phrase.key, "words missing");
        }
        said.or_else(|| Language::ALL.into_iter().find_map(|other| self.attempt(other, phrase)))
            .unwrap_or_else(|| Markup::text(format!("⟦{}⟧", phrase.key)))
    }

    /// The phrase in the language without formatting, for places that show none: topics, reasons, names of rooms.
    #[must_use]
    pub fn plain(&self, language: Language, phrase: &Phrase) -> String {
        self.say(language, phrase).plain()
    }

    /// The keys of a language, in order.
    pub fn keys(&self, language: Language) -> impl Iterator<Item = &str> {
        self.vocabularies.get(&language).into_iter().flat_map(Vocabulary::keys)
    }

    /// The arguments that a message wants, also by way of messages that it includes.
    #[must_use]
    pub fn variables(&self, language: Language, key: &str) -> BTreeSet<String> {
        self.vocabularies.get(&language).map(|vocabulary| vocabulary.variables(key)).unwrap_or_default()
    }

    /// Where the languages differ (a key or an argument that one has and another lacks), and what cannot be said in
    /// one of them (an included message or term that does not exist). Empty when all is well.
    #[must_use]
    pub fn compare(&self) -> Vec<String> {
        let all: BTreeSet<&str> = Language::ALL.into_iter().flat_map(|language| self.keys(language)).collect();
        let mut differences = Vec::new();
        for key in all {
            let mut wanted = BTreeSet::new();
            for language in Language::ALL {
                wanted.extend(self.variables(language, key));
            }
            for (language, vocabulary) in self.vocabularies.iter() {
                let code = language.code();
                if !vocabulary.has(key) {
                    differences.push(format!("{code}: {key} is missing"));
                    continue;
                }
                let has = vocabulary.variables(key);
                differences.extend(wanted.difference(&has).map(|name| format!("{code}: {key} lacks ${name}")));
                differences.extend(trial(vocabulary, key).iter().map(|error| format!("{code}: {key}: {error}")));
            }
        }
        differences
    }

    fn attempt(&self, language: Language, phrase: &Phrase) -> Option<Markup> {
        let vocabulary = self.vocabularies.get(&language)?;
        let mut args = FluentArgs::with_capacity(phrase.args.len());
        let mut parts = Vec::new();
        // The phrase's own come last and win.
        for (name, arg) in self.always.iter().chain(&phrase.args) {
            let part = match arg {
                Arg::Number(number) => {
                    args.set(*name, *number);
                    continue;
                }
                Arg::Choice(word) => {
                    args.set(*name, *word);
                    continue;
                }
                Arg::Text(text) => vec![Node::text(text)],
                Arg::Markup(markup) => markup.0.clone(),
                Arg::Phrase(phrase) => self.say(language, phrase).0,
                Arg::DateTime { at, zone, now } => vec![Node::Text(date_time(language, *at, *zone, *now))],
                Arg::Date { at, zone, now } => vec![Node::Text(date(language, *at, *zone, *now))],
                Arg::Duration(span) => vec![Node::Text(duration(language, *span))],
                Arg::Hours(span) => vec![Node::Text(hours(language, *span))],
            };
            if let Some(place) = formatting::place(parts.len()) {
                args.set(*name, place.to_string());
                parts.push(part);
            }
        }
        let (sentence, errors) = vocabulary.say(phrase.key, &args)?;
        if !errors.is_empty() {
            self.report(language, phrase.key, &listed(&errors));
        }
        Some(formatting::read(&sentence, &parts))
    }

    fn report(&self, language: Language, key: &'static str, reason: &str) {
        let first = self.reported.lock().unwrap_or_else(PoisonError::into_inner).insert((language, key));
        if first {
            tracing::error!(language = language.code(), key, reason, "a message cannot be said as written");
        }
    }
}

/// Says a message with made-up arguments, for what goes wrong.
fn trial(vocabulary: &Vocabulary, key: &str) -> Option<String> {
    let mut args = FluentArgs::new();
    for name in vocabulary.variables(key) {
        args.set(name, 1);
    }
    let (_, errors) = vocabulary.say(key, &args)?;
    (!errors.is_empty()).then(|| listed(&errors))
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = Language::ALL.map(|language| (language, self.keys(language).count()));
        f.debug_struct("Words").field("keys", &counts).finish_non_exhaustive()
    }
}

fn listed(errors: &[FluentError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;

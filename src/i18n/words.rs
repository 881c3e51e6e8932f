//! The Fluent bundles, and how a phrase becomes formatted text.
//!
//! Translations may be formatted (see [`formatting`]); what people write may not. So Fluent never sees an argument's
//! text: it gets one private character for each, the finished sentence is read for formatting, and only then the
//! arguments take their places as nodes of the tree.

mod formatting;
mod survey;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

use self::survey::Survey;
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

struct Vocabulary {
    bundle: FluentBundle<FluentResource>,
    survey: Survey,
}

/// Why the words cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WordsError(pub String);

impl Words {
    /// Gathers the bundles; fails when a source does not parse or a key is defined twice in one language.
    pub fn new(sources: &[(Language, &str)]) -> Result<Self, WordsError> {
        let mut vocabularies = BTreeMap::new();
        let mut mistakes = Vec::new();
        for language in Language::ALL {
            let id: LanguageIdentifier =
                language.code().parse().map_err(|error| WordsError(format!("{}: {error}", language.code())))?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            bundle.set_use_isolating(false);
            let mut survey = Survey::default();
            for (_, source) in sources.iter().filter(|(of, _)| *of == language) {
                match resource(source) {
                    Ok(resource) => {
                        survey.add(&resource);
                        if let Err(errors) = bundle.add_resource(resource) {
                            mistakes.extend(errors.iter().map(|error| format!("{}: {error}", language.code())));
                        }
                    }
                    Err(found) => mistakes.extend(found.iter().map(|text| format!("{}: {text}", language.code()))),
                }
            }
            vocabularies.insert(language, Vocabulary { bundle, survey });
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
        self.vocabularies.get(&language).into_iter().flat_map(|vocabulary| vocabulary.survey.keys())
    }

    /// The arguments that a message wants, also by way of messages that it includes.
    #[must_use]
    pub fn variables(&self, language: Language, key: &str) -> BTreeSet<String> {
        self.vocabularies.get(&language).map(|vocabulary| vocabulary.survey.variables(key)).unwrap_or_default()
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
                if !vocabulary.survey.has(key) {
                    differences.push(format!("{code}: {key} is missing"));
                    continue;
                }
                let has = vocabulary.survey.variables(key);
                differences.extend(wanted.difference(&has).map(|name| format!("{code}: {key} lacks ${name}")));
                differences.extend(vocabulary.trial(key).iter().map(|error| format!("{code}: {key}: {error}")));
            }
        }
        differences
    }

    fn attempt(&self, language: Language, phrase: &Phrase) -> Option<Markup> {
        let vocabulary = self.vocabularies.get(&language)?;
        let pattern = vocabulary.bundle.get_message(phrase.key)?.value()?;
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
        let mut errors = Vec::new();
        let sentence = vocabulary.bundle.format_pattern(pattern, Some(&args), &mut errors);
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

impl Vocabulary {
    /// Says a message with made-up arguments, for what goes wrong.
    fn trial(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut args = FluentArgs::new();
        for name in self.survey.variables(key) {
            args.set(name, 1);
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        (!errors.is_empty()).then(|| listed(&errors))
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = Language::ALL.map(|language| (language, self.keys(language).count()));
        f.debug_struct("Words").field("keys", &counts).finish_non_exhaustive()
    }
}

/// Reads one `.ftl` source; the mistakes name the line.
fn resource(source: &str) -> Result<FluentResource, Vec<String>> {
    if let Some((before, _)) = source.split_once(formatting::is_place) {
        let line = before.lines().count();
        return Err(vec![format!("line {line}: private characters are reserved")]);
    }
    FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
        let line = |at: usize| source.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        let shown = |at: usize| source.lines().nth(line(at) - 1).unwrap_or_default().trim().to_owned();
        errors
            .iter()
            .map(|error| {
                let at = error.pos.start;
                format!("line {} (`{}`): {}", line(at), shown(at), error.kind)
            })
            .collect()
    })
}

fn listed(errors: &[FluentError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;

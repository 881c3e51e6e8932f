//! The messages of one language.
//!
//! A message stays the text that the program carries until it is said; only then is it parsed and kept. There are thousands,
//! of which most bots say a few hundred, and all of them parsed took 5 MiB of memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{PoisonError, RwLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

use super::formatting;
use super::mentions::Mentions;

pub(super) struct Vocabulary {
    /// The text of each message by its key, and of each term by its name with the dash before it.
    texts: BTreeMap<&'static str, &'static str>,
    /// What was said so far, with what it includes.
    parsed: RwLock<FluentBundle<FluentResource>>,
}

impl Vocabulary {
    /// The messages of these sources; the mistakes in them name the line.
    pub(super) fn new(
        language: LanguageIdentifier,
        sources: impl Iterator<Item = &'static str>,
    ) -> Result<Self, Vec<String>> {
        let (mut texts, mut mistakes) = (BTreeMap::new(), Vec::new());
        for source in sources {
            mistakes.extend(check(source));
            for (key, text) in entries(source) {
                if texts.insert(key, text).is_some() {
                    mistakes.push(format!("{key} is defined twice"));
                }
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        Ok(Self { texts, parsed: RwLock::new(bundle) })
    }

    /// The keys of the messages, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().copied().filter(|key| !key.starts_with('-'))
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// The arguments of a message and of all that it includes.
    pub(super) fn variables(&self, key: &str) -> BTreeSet<String> {
        self.with_all_included(key).into_iter().flat_map(|(_, mentions)| mentions.variables).collect()
    }

    /// The message with these arguments, and what went wrong in saying it; `None` when there is no such message.
    pub(super) fn say(&self, key: &str, args: &FluentArgs<'_>) -> Option<(String, Vec<FluentError>)> {
        let bundle = self.parsed.read().unwrap_or_else(PoisonError::into_inner);
        if bundle.has_message(key) {
            return said(&bundle, key, args);
        }
        drop(bundle);
        if !self.has(key) {
            return None;
        }
        let mut bundle = self.parsed.write().unwrap_or_else(PoisonError::into_inner);
        for (resource, _) in self.with_all_included(key) {
            // Refused is what was included by another message before.
            let _ = bundle.add_resource(resource);
        }
        said(&bundle, key, args)
    }

    /// A message or term and all that it includes, parsed. What does not exist is left out.
    fn with_all_included(&self, key: &str) -> Vec<(FluentResource, Mentions)> {
        let (mut found, mut seen, mut open) = (Vec::new(), BTreeSet::new(), vec![key.to_owned()]);
        while let Some(key) = open.pop() {
            if let Some(text) = self.texts.get(key.as_str())
                && let Ok(resource) = FluentResource::try_new((*text).to_owned())
                && seen.insert(key)
            {
                let mentions = Mentions::of(&resource);
                open.extend(mentions.included.iter().cloned());
                found.push((resource, mentions));
            }
        }
        found
    }
}

fn said(bundle: &FluentBundle<FluentResource>, key: &str, args: &FluentArgs<'_>) -> Option<(String, Vec<FluentError>)> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let sentence = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    Some((sentence, errors))
}

/// The messages and terms of a source. Each begins a line with its name, and no line within one begins with a letter or
/// a dash (Fluent's syntax 1.0).
fn entries(source: &'static str) -> Vec<(&'static str, &'static str)> {
    let begins = |line: &str| line.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '#'));
    let lines = source.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, line))
    });
    let starts: Vec<usize> = lines.filter(|(_, line)| begins(line)).map(|(start, _)| start).collect();
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    let texts = starts.iter().zip(ends).filter_map(|(start, end)| source.get(*start..end));
    let entry = |text: &'static str| Some((text.split_once('=')?.0.trim_end(), text));
    texts.filter(|text| !text.starts_with('#')).filter_map(entry).collect()
}

/// What is wrong with a source.
fn check(source: &str) -> Vec<String> {
    if let Some((before, _)) = source.split_once(formatting::is_place) {
        let line = before.lines().count();
        return vec![format!("line {line}: private characters are reserved")];
    }
    let Err((_, errors)) = fluent_syntax::parser::parse_runtime(source) else { return Vec::new() };
    let line = |at: usize| source.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let shown = |at: usize| source.lines().nth(line(at) - 1).unwrap_or_default().trim().to_owned();
    errors
        .iter()
        .map(|error| {
            let at = error.pos.start;
            format!("line {} (`{}`): {}", line(at), shown(at), error.kind)
        })
        .collect()
}

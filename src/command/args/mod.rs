//! What a verb gets from the text behind it.

use crate::ids::TicketId;

use crate::command::fold::{blank, fold};
use crate::command::ids::{leading, word};
use crate::command::keys::{Key, KeyName, find};
use crate::command::people::PersonRef;

/// What a verb takes from the text behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepts {
    /// Ids at the beginning are arguments. False where the text is free: `!ticket T480 broken` names a notebook.
    pub ids: bool,
    /// `for @anna` at the beginning is an argument.
    pub on_behalf: bool,
    /// The keys that may stand anywhere; all others are text.
    pub keys: &'static [KeyName],
}

impl Accepts {
    /// Text only.
    pub const TEXT: Self = Self { ids: false, on_behalf: false, keys: &[] };
    /// Ids, then text.
    pub const IDS: Self = Self { ids: true, on_behalf: false, keys: &[] };
}

/// The arguments of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Args {
    /// The ids at the beginning.
    pub ids: Vec<TicketId>,
    /// The person after `for`.
    pub on_behalf: Option<PersonRef>,
    /// The first line. Empty when there is no text, or when it begins with a block of code.
    pub title: String,
    /// The lines behind the title, as written, without blank lines around them.
    pub description: String,
    /// Title and description as one text, as written.
    pub text: String,
    /// The keys, each once: where one was given twice, the last.
    pub keys: Vec<Key>,
    /// Keys that a later one of the same name has overruled.
    pub overruled: Vec<Key>,
}

impl Args {
    /// Reads the text as a verb takes it. Keys, ids and the person are taken out of the text; the rest stays as written.
    #[must_use]
    pub fn read(text: &str, accepts: &Accepts) -> Self {
        let mut args = Self::default();
        let found = find(text, accepts.keys);
        let ranges: Vec<_> = found.iter().map(|(_, range)| range.clone()).collect();
        let left = without(text, &ranges);
        for (key, _) in found {
            if let Some(at) = args.keys.iter().position(|earlier| earlier.name == key.name) {
                args.overruled.push(args.keys.remove(at));
            }
            args.keys.push(key);
        }
        let mut left = left.trim_matches(blank);
        if accepts.ids {
            (args.ids, left) = leading(left);
        }
        if accepts.on_behalf
            && let Some((person, rest)) = behalf(left)
        {
            args.on_behalf = Some(person);
            left = rest;
        }
        args.with_text(left)
    }

    /// The same with another text.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.text = text.trim_matches(blank).to_owned();
        (self.title, self.description) = divide(&self.text);
        self
    }

    /// The value of a key by [`KeyName::name`].
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&str> {
        self.keys.iter().find(|key| key.name == name).map(|key| key.value.as_str())
    }
}

/// The text without the keys. A line that held nothing but keys disappears.
pub(super) fn without(text: &str, found: &[std::ops::Range<usize>]) -> String {
    if found.is_empty() {
        return text.to_owned();
    }
    let mut keys = found.iter().peekable();
    let mut lines: Vec<String> = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let end = offset + line.len();
        if keys.peek().is_none_or(|range| range.start >= end) {
            lines.push(line.trim_end_matches('\n').to_owned());
        } else {
            let mut kept = String::new();
            let mut from = offset;
            while let Some(range) = keys.next_if(|range| range.start < end) {
                append(&mut kept, text.get(from..range.start).unwrap_or_default());
                from = range.end;
            }
            append(&mut kept, text.get(from..end).unwrap_or_default());
            if !kept.trim_matches(blank).is_empty() {
                lines.push(kept);
            }
        }
        offset = end;
    }
    lines.join("\n")
}

/// Adds a piece of a line, apart by one space from what stands before the key between them.
fn append(kept: &mut String, piece: &str) {
    let piece = piece.trim_matches('\n').trim_end_matches(blank);
    if kept.is_empty() {
        kept.push_str(piece);
    } else if !piece.is_empty() {
        kept.push(' ');
        kept.push_str(piece.trim_start_matches(blank));
    }
}

/// `for @anna`, and the text behind it.
fn behalf(text: &str) -> Option<(PersonRef, &str)> {
    let (first, rest) = word(text);
    if first.len() > 16 || !["for", "fuer"].contains(&fold(first).trim_end_matches(':')) {
        return None;
    }
    let (person, _) = word(rest);
    if person.starts_with(['@', '＠']) { PersonRef::read_prefix(rest) } else { None }
}

/// First line and the lines behind it.
fn divide(text: &str) -> (String, String) {
    if text.starts_with("```") || text.starts_with("~~~") {
        return (String::new(), text.to_owned());
    }
    let (title, mut description) = text.split_once('\n').unwrap_or((text, ""));
    // Whole blank lines go, the indentation of the first other line stays.
    while let Some((line, rest)) = description.split_once('\n')
        && line.trim_matches(blank).is_empty()
    {
        description = rest;
    }
    (title.trim_matches(blank).to_owned(), description.trim_end_matches(blank).to_owned())
}

#[cfg(test)]
mod tests;

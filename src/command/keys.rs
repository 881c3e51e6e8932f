//! `key:value` in the middle of a text.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::{blank, fold};
use super::{code, date, duration};

/// Longest written name of a key, in characters.
const LONGEST_NAME: usize = 40;

/// A key that a verb takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyName {
    /// What the verb calls it.
    pub name: &'static str,
    /// Further names in any language; letter case and umlauts do not matter.
    pub aliases: &'static [&'static str],
    /// How far its value reaches without quotes.
    pub takes: Takes,
}

impl KeyName {
    /// A key whose value is one word.
    #[must_use]
    pub const fn word(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, takes: Takes::Word }
    }

    /// A key whose value is a date, a time, a window or a duration.
    #[must_use]
    pub const fn time(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, takes: Takes::Time }
    }

    /// A key whose value is a text.
    #[must_use]
    pub const fn text(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, takes: Takes::Text }
    }
}

/// How far a value reaches that stands without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// To the next space.
    Word,
    /// As far as it reads as a date, time or duration (`window:Fri 22:00-23:30 service:lan`); else to the next space.
    Time,
    /// To the next key or the end of the line.
    Text,
}

/// A key with its value, as found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// [`KeyName::name`] of the key.
    pub name: &'static str,
    /// The value without quotes.
    pub value: String,
    /// Key and value as written.
    pub original: String,
}

/// The keys in the order in which they stand, and the byte range of each. Code and quotations are not looked at.
pub(super) fn find(text: &str, names: &[KeyName]) -> Vec<(Key, Range<usize>)> {
    let all = names
        .iter()
        .flat_map(|key| std::iter::once(&key.name).chain(key.aliases).map(|name| (*name, key.name, key.takes)));
    let key = |(name, value, range): (&'static str, String, Range<usize>)| {
        let original = text.get(range.clone()).unwrap_or_default().trim_end().to_owned();
        (Key { name, value, original }, range)
    };
    all_of(text, &Table::new(all)).into_iter().map(key).collect()
}

/// A key that only the configuration knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedKey<'a> {
    /// One of its names; letter case and umlauts do not matter. A key of several names is several of these.
    pub name: &'a str,
    /// What it stands for, in the caller's count.
    pub of: usize,
    /// How far its value reaches without quotes.
    pub takes: Takes,
}

/// The values of keys whose names are known only when the bot runs, in the order in which they stand, and the text
/// without them.
#[must_use]
pub fn take_named(text: &str, names: &[NamedKey<'_>]) -> (Vec<(usize, String)>, String) {
    let found = all_of(text, &Table::new(names.iter().map(|key| (key.name, key.of, key.takes))));
    let ranges: Vec<Range<usize>> = found.iter().map(|(.., range)| range.clone()).collect();
    let left = super::args::without(text, &ranges);
    (found.into_iter().map(|(of, value, _)| (of, value)).collect(), left)
}

/// What the keys of a table say in a text, with their values and ranges.
fn all_of<K: Copy>(text: &str, table: &Table<K>) -> Vec<(K, String, Range<usize>)> {
    let mut found = Vec::new();
    if table.0.is_empty() {
        return found;
    }
    let spans = code::spans(text);
    let mut spans = spans.iter().peekable();
    let mut unclosed = Unclosed::default();
    let mut line_end = 0;
    let mut at = 0;
    while let Some(start) = next_word(text, at) {
        if start >= line_end {
            line_end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| start + length);
        }
        while spans.next_if(|span| span.end <= start).is_some() {}
        if let Some(span) = spans.peek().filter(|span| span.contains(&start)) {
            at = span.end;
        } else if let Some((key, value, end)) = table.key_at(text, start..line_end, &mut unclosed) {
            found.push((key, value, start..end));
            at = end;
        } else {
            at = word_end(text, start);
        }
    }
    found
}

/// Folded name → key.
struct Table<K>(HashMap<String, (K, Takes)>);

impl<K: Copy> Table<K> {
    fn new<'n>(names: impl Iterator<Item = (&'n str, K, Takes)>) -> Self {
        Self(names.map(|(name, key, takes)| (fold(name), (key, takes))).collect())
    }

    /// The key whose name begins at `start`, and where its value may begin.
    fn head(&self, text: &str, start: usize) -> Option<(K, Takes, usize)> {
        let word = text.get(start..)?;
        let bare = ["--", "—", "–", "−−"].iter().find_map(|dashes| word.strip_prefix(dashes));
        let name = bare.unwrap_or(word);
        let (length, sign) = name
            .char_indices()
            .take(LONGEST_NAME + 1)
            .find(|(_, c)| c.is_whitespace() || matches!(c, ':' | '：' | '=' | '＝'))
            .or_else(|| (name.len() <= LONGEST_NAME).then_some((name.len(), ' ')))?;
        if sign.is_whitespace() && bare.is_none() {
            return None;
        }
        let (key, takes) = *self.0.get(&fold(name.get(..length)?))?;
        let behind = name.get(length..)?;
        let value = if sign.is_whitespace() { behind } else { behind.strip_prefix(sign)? };
        // `link://…` is an address, and `=` without a value beside it is arithmetic.
        if value.starts_with("//") || (matches!(sign, '=' | '＝') && value.starts_with(char::is_whitespace)) {
            return None;
        }
        Some((key, takes, text.len() - value.len()))
    }

    /// The key at the start of the range with its value, and where the value ends; None without a value on the line,
    /// which the range goes to the end of.
    fn key_at(&self, text: &str, range: Range<usize>, unclosed: &mut Unclosed) -> Option<(K, String, usize)> {
        let (start, line_end) = (range.start, range.end);
        let (key, takes, behind) = self.head(text, start)?;
        let from = text.get(behind..line_end)?.find(|c| !blank(c)).map(|gap| behind + gap)?;
        if from > behind && self.head(text, from).is_some() {
            return None;
        }
        let (value, end) = match unclosed.quoted(text, from, line_end) {
            Some((value, end)) => (value, end),
            None => {
                let end = match takes {
                    Takes::Word => word_end(text, from),
                    Takes::Text => self.next_head(text, from, line_end),
                    Takes::Time => {
                        let segment = text.get(from..self.next_head(text, from, line_end))?;
                        let length = date::extent(segment).max(duration::extent(segment));
                        if length == 0 { word_end(text, from) } else { from + length }
                    }
                };
                // A quote that nothing closes is no part of the value.
                (text.get(from..end)?.trim_start_matches(OPENING), end)
            }
        };
        let value = value.trim_matches(blank).trim_end_matches([',', ';']).to_owned();
        Some((key, value, end))
    }

    /// Where the next key of the line begins behind the first word, else the end of the line.
    fn next_head(&self, text: &str, from: usize, line_end: usize) -> usize {
        let mut at = word_end(text, from);
        while let Some(start) = next_word(text, at).filter(|start| *start < line_end) {
            if self.head(text, start).is_some() {
                return start;
            }
            at = word_end(text, start);
        }
        line_end
    }
}

const OPENING: [char; 11] = ['"', '“', '”', '„', '＂', '»', '«', '‘', '‚', '›', '‹'];

/// Opening quotes that are not closed on the line that ends here: looking again for each would take forever on a
/// line full of them.
#[derive(Default)]
struct Unclosed(HashMap<char, usize>);

impl Unclosed {
    /// The text between quotes that begin at `from`, and where the closing quote ends.
    fn quoted<'a>(&mut self, text: &'a str, from: usize, line_end: usize) -> Option<(&'a str, usize)> {
        let line = text.get(from..line_end)?;
        let open = line.chars().next()?;
        let close: &[char] = match open {
            '"' | '“' | '”' | '„' | '＂' => &['"', '“', '”', '＂'],
            '»' => &['«', '»'],
            '«' => &['»'],
            '\'' | '‘' | '‚' => &['\'', '‘', '’'],
            '›' => &['‹'],
            '‹' => &['›'],
            _ => return None,
        };
        if self.0.get(&open) == Some(&line_end) {
            return None;
        }
        let inner = line.strip_prefix(open)?;
        // An apostrophe within a word closes nothing.
        let single = close.contains(&'’');
        let end = inner.match_indices(close).find(|(at, quote)| {
            !single || !inner.get(at + quote.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        });
        let Some((length, quote)) = end else {
            self.0.insert(open, line_end);
            return None;
        };
        Some((inner.get(..length)?, from + open.len_utf8() + length + quote.len()))
    }
}

fn next_word(text: &str, at: usize) -> Option<usize> {
    text.get(at..)?.find(|c| !blank(c)).map(|gap| at + gap)
}

fn word_end(text: &str, start: usize) -> usize {
    text.get(start..).and_then(|rest| rest.find(char::is_whitespace)).map_or(text.len(), |length| start + length)
}

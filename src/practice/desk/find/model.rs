//! What is looked for, and what would do as well. Pure.

use strsim::damerau_levenshtein;

use crate::command::fold;
use crate::practice::likeness::{is_common, is_specific, split};
use crate::ticket::search::Query;

/// So many words and phrases are looked for; what follows is left out.
const TERMS: usize = 8;
/// Characters of an excerpt.
const EXCERPT: usize = 120;

/// Something that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// Its words, folded; several of a phrase.
    pub(super) words: Vec<String>,
    /// The word as written, in lower case, which is what stems are made of.
    pub(super) plain: String,
}

impl Term {
    /// Whether only these words in this order will do.
    pub(super) fn is_phrase(&self) -> bool {
        self.words.len() > 1
    }
}

/// What a text asks for: phrases in quotes, and words, but for those that stand in every sentence.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    let quotes = ['"', '„', '“', '”', '«', '»', '＂'];
    let is_quoted = text.matches(quotes).count() > 1;
    let last = text.split(quotes).count().saturating_sub(1);
    for (nr, part) in text.split(quotes).enumerate() {
        let words: Vec<(String, String)> = split(part);
        let is_phrase = is_quoted && nr % 2 == 1 && nr < last && words.len() > 1;
        if is_phrase {
            let words = words.into_iter().take(TERMS).map(|(word, _)| word).collect();
            found.push(Term { words, plain: String::new() });
        } else {
            found.extend(words.into_iter().map(|(word, plain)| Term { words: vec![word], plain }));
        }
    }
    let tells = |term: &Term| term.is_phrase() || term.words.iter().any(|word| !is_common(word));
    if found.iter().any(tells) {
        found.retain(tells);
    }
    let mut once: Vec<Term> = Vec::new();
    for term in found {
        if once.len() < TERMS && !once.iter().any(|other| other.words == term.words) {
            once.push(term);
        }
    }
    once
}

/// What finds a term: its words; of a single one also its stems, what begins with it, and `others` that would do. `begun`:
/// all words that begin with it, where they are known to be all: to look up each costs far less than to look for what
/// begins with a word that stands everywhere.
pub(super) fn query_of(term: &Term, stems: &str, others: &[String], begun: Option<&[&str]>) -> String {
    let exact = |word: &String| format!("'{word}'");
    if term.is_phrase() {
        return format!("({})", term.words.iter().map(exact).collect::<Vec<_>>().join(" <-> "));
    }
    let word = term.words.first().cloned().unwrap_or_default();
    let begins = if word.chars().count() > 2 { ":*" } else { "" };
    let mut ways = match begun {
        Some(begun) => {
            let longer = begun.iter().filter(|other| **other != word && other.chars().all(char::is_alphanumeric));
            std::iter::once(format!("'{word}'")).chain(longer.map(|other| format!("'{other}'"))).collect()
        }
        None => vec![format!("'{word}'{begins}")],
    };
    // What is found by its beginning already need not be looked up again.
    let by_beginning = begun.is_none() && !begins.is_empty();
    let (plain, joined) = if stems.contains(['&', '(', '!', '<']) { ("", stems) } else { (stems, "") };
    ways.extend((!joined.is_empty()).then(|| format!("({joined})")));
    for stem in plain.split(" | ").filter(|stem| !stem.is_empty()) {
        let is_covered = by_beginning && stem.trim_matches('\'').starts_with(&word);
        if !is_covered && !ways.iter().any(|way| way == stem) {
            ways.push(stem.to_owned());
        }
    }
    ways.extend(others.iter().filter(|other| other.chars().all(char::is_alphanumeric)).map(exact));
    format!("({})", ways.join(" | "))
}

/// All of it, as the search is asked.
pub(super) fn query(terms: Vec<String>) -> Query {
    Query { all: terms.join(" & "), any: terms.join(" | "), terms }
}

/// Of the words that share letters with one, those that may be meant by it: longer ones that contain it, and, where nobody
/// has written it, those that a slip of the finger makes of it.
pub(super) fn others(word: &str, is_known: bool, like: &[String]) -> Vec<String> {
    let length = word.chars().count();
    let slips = if length < 4 || is_known { 0 } else { length.div_ceil(4).min(3) };
    let nearest = like.iter().map(|other| damerau_levenshtein(word, other)).min().unwrap_or(usize::MAX);
    let fits = |other: &&String| {
        let contains = length > 4 && other.as_str() != word && other.contains(word);
        contains || (slips > 0 && nearest <= slips && damerau_levenshtein(word, other) == nearest)
    };
    like.iter().filter(fits).take(12).cloned().collect()
}

/// The part of a text around the first word that was looked for; from the beginning where none stands there as written.
pub(super) fn excerpt(text: &str, wanted: &[String]) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let begins = |word: &&str| {
        let word = fold(word);
        wanted.iter().any(|one| {
            let begin: String = one.chars().take(one.chars().count().saturating_sub(2).max(4)).collect();
            word.contains(begin.as_str())
        })
    };
    let at = words.iter().position(begins).unwrap_or(0);
    let from = at.saturating_sub(6);
    let mut shown = String::new();
    for word in words.iter().skip(from) {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
        if shown.chars().count() > EXCERPT {
            shown = shown.chars().take(EXCERPT).collect::<String>().trim_end().to_owned();
            shown.push('…');
            break;
        }
    }
    if from > 0 { format!("… {shown}") } else { shown }
}

/// Of the words of a title, those by which others that are about the same are found.
pub(super) fn specific(terms: Vec<Term>) -> Vec<Term> {
    terms.into_iter().filter(|term| term.words.iter().any(|word| is_specific(word))).collect()
}

/// What stands behind the list's name: a page at the end, from 1, and what is left before it.
pub(super) fn paged(text: &str) -> (&str, Option<i64>) {
    let text = text.trim();
    let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    match last.parse::<i64>() {
        Ok(page) => (before.trim(), Some(page)),
        Err(_) => (text, None),
    }
}

/// A word of the form `key:value` that is none of the keys; its key.
pub(super) fn stray_key(text: &str) -> Option<&str> {
    let key = |word: &'_ str| word.split_once([':', '=']).map(|(key, value)| (key.len(), value.starts_with("//")));
    text.split_whitespace().find_map(|word| match key(word) {
        Some((length, false)) if length > 0 => {
            word.get(..length).filter(|key| key.chars().all(|c| c.is_alphabetic() || c == '-'))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests;

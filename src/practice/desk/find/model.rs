//! What is looked for, what would do as well, and how much two tickets are alike. Pure.

use strsim::damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;

use crate::command::fold;
use crate::ticket::search::Query;

/// So many words and phrases are looked for; what follows is left out.
const TERMS: usize = 8;
/// Characters of a word that are looked at.
const LONGEST: usize = 40;
/// Characters of an excerpt.
const EXCERPT: usize = 120;

/// Words that stand in every sentence, folded.
const COMMON: &str = " der die das den dem des ein eine einen einem einer eines und oder aber ist sind war wird wurde \
    werden bin hat haben habe hatte im in am an auf aus bei beim mit nach von vom zu zum zur fuer ueber unter vor durch \
    um als wie was wer wo wenn dass daran es er sie wir ihr ich du mir mich dich uns euch mein meine meinem meinen unser \
    unsere sich nicht kein keine keinen mehr noch nur auch schon seit heute bitte immer wieder sehr kann koennen man hier \
    da dann doch ja nein hallo danke gar ganz \
    the a an and or but is are was were be been has have had in on at to of for from with by as it its this that these \
    those i you he she we they my your our me us not no does do did can could will would please again still very just \
    there here when what who how if so since today hello hi thanks any ";

/// Words that many tickets have, whatever they are about, folded.
const GENERAL: &str = " geht gehen funktioniert funktionieren startet starten laeuft kaputt defekt problem probleme \
    fehler stoerung hilfe brauche benoetige neu neue neuer neues neuen alle alles langsam weg tot meldung fehlermeldung \
    works work working broken error problem problems issue help need needs new slow down dead start starts starting \
    doesn won isn t s don cannot nothing stopped crashes stuerzt ab bricht haengt hangs ";

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

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
    let tells = |term: &Term| term.is_phrase() || term.words.iter().any(|word| !is_in(COMMON, word));
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

/// The words of a text, folded and plain.
fn split(text: &str) -> Vec<(String, String)> {
    let text: String = text.nfkc().take(60_000).collect();
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}'))
        .map(|word| (fold(&word.chars().take(LONGEST).collect::<String>()), word.to_lowercase()))
        .filter(|(word, _)| !word.is_empty() && word.chars().all(char::is_alphanumeric))
        .collect()
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

/// From this on a new ticket resembles another one; set by the examples in the tests below.
pub(super) const ALIKE: f64 = 0.6;

/// How much two titles are alike, 0 to 1: the share of their words that the other one has too, or nearly. Words that many
/// tickets have count less; of two that name different numbers (rooms, floors, devices) less as well.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (telling(one), telling(other));
    let weight = |words: &[String]| words.iter().map(|word| weight(word)).sum::<f64>();
    let total = weight(&one) + weight(&other);
    if total <= 0.0 {
        return 0.0;
    }
    let best = |word: &String, among: &[String]| among.iter().map(|each| near(word, each)).fold(0.0, f64::max);
    let matched =
        |from: &[String], among: &[String]| from.iter().map(|word| self::weight(word) * best(word, among)).sum::<f64>();
    let score = (matched(&one, &other) + matched(&other, &one)) / total;
    // Of general words alone nothing follows.
    let specific = one.iter().any(|word| is_specific(word) && best(word, &other) > 0.0);
    let numbers = |words: &[String]| {
        words.iter().filter(|word| word.chars().any(|c| c.is_ascii_digit())).cloned().collect::<Vec<_>>()
    };
    let (of_one, of_other) = (numbers(&one), numbers(&other));
    let differ = !of_one.is_empty() && !of_other.is_empty() && !of_one.iter().any(|number| of_other.contains(number));
    match (specific, differ) {
        (false, _) => 0.0,
        (true, true) => score * 0.6,
        (true, false) => score,
    }
}

/// The words of a title that tell something, each once.
fn telling(title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (word, _) in split(title) {
        if !is_in(COMMON, &word) && !words.contains(&word) && words.len() < 40 {
            words.push(word);
        }
    }
    words
}

/// Of the words of a title, those by which others that are about the same are found.
pub(super) fn specific(terms: Vec<Term>) -> Vec<Term> {
    terms.into_iter().filter(|term| term.words.iter().any(|word| is_specific(word))).collect()
}

fn is_specific(word: &str) -> bool {
    !is_in(GENERAL, word) && word.chars().filter(|c| c.is_alphabetic()).count() > 1
}

fn weight(word: &str) -> f64 {
    if is_in(GENERAL, word) { 0.3 } else { 1.0 }
}

/// How much two words are alike: the same, of one stem, misspelled, or one part of the other.
fn near(one: &str, other: &str) -> f64 {
    if one == other {
        return 1.0;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (few, many) = (short.chars().count(), long.chars().count());
    let same = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    if few < 4 || one.chars().chain(other.chars()).any(|c| c.is_ascii_digit()) {
        return 0.0;
    }
    if same >= 4 && same * 10 >= many * 7 || damerau_levenshtein(short, long) <= many / 5 {
        return 0.9;
    }
    if few >= 5 && long.contains(short) { 0.7 } else { 0.0 }
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

//! The parts of an article as people give them in a command: `title:`, `symptoms:` and `solution:` with as many lines as
//! they like, and single words. Pure.

use super::model::{Audience, Part};
use crate::command::fold;
use crate::i18n::Language;

/// What can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// A text.
    Text(Part),
    /// Who may read it.
    Audience,
    /// The services that it is about.
    Services,
    /// Who answers for it.
    Owner,
    /// When it must be looked at again.
    Review,
    /// Why it is changed.
    Why,
    /// In which language the texts are.
    Language,
}

/// Of each the English name is shown, and the German one, which is the second.
const NAMES: [(Key, &[&str]); 9] = [
    (Key::Text(Part::Title), &["title", "titel"]),
    (Key::Text(Part::Symptoms), &["symptoms", "symptome", "symptom"]),
    (Key::Text(Part::Solution), &["solution", "lösung"]),
    (Key::Audience, &["audience", "leser", "readers"]),
    (Key::Services, &["service", "dienst", "services", "dienste"]),
    (Key::Owner, &["owner", "verantwortlich", "zuständig"]),
    (Key::Review, &["review", "prüfdatum", "prüfen"]),
    (Key::Why, &["why", "warum", "reason", "grund"]),
    (Key::Language, &["lang", "sprache", "language"]),
];

/// The longest name of a key, in characters, with some to spare.
const LONGEST: usize = 20;

/// The names of keys, as they are shown.
pub(super) fn names(language: Language) -> String {
    let at = match language {
        Language::En => 0,
        Language::De => 1,
    };
    NAMES.iter().filter_map(|(_, names)| names.get(at)).map(|name| format!("{name}:")).collect::<Vec<_>>().join(" ")
}

/// What was given, and what stands before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// Each key with its value; where one is given twice, both.
    pub(super) pairs: Vec<(Key, String)>,
    /// The words before the first key.
    pub(super) rest: String,
}

impl Given {
    /// The last value of a key.
    pub(super) fn of(&self, key: Key) -> Option<&str> {
        self.pairs.iter().rev().find(|(own, _)| *own == key).map(|(_, value)| value.as_str())
    }
}

/// Reads keys. They count in the first line wherever they stand, and in later lines at the beginning: what is written there
/// is an article, in which a colon is nothing special. A value reaches to the next key.
pub(super) fn read(text: &str) -> Given {
    let first_line = text.find('\n').unwrap_or(text.len());
    let mut found: Vec<(usize, usize, Key)> = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let begins_line = matches!(before, None | Some('\n'));
        let begins_word = begins_line || at < first_line && before.is_some_and(char::is_whitespace);
        before = Some(c);
        if !begins_word {
            continue;
        }
        // As far as a name reaches, and no further: there may be very many words.
        let rest = text.get(at..).unwrap_or_default();
        let mut letters = rest.char_indices().take(LONGEST + 1);
        let end = letters.find(|(_, c)| matches!(c, ':' | '：') || c.is_whitespace());
        let Some((length, colon)) = end.filter(|(_, c)| matches!(c, ':' | '：')) else { continue };
        let word = rest.get(..length).unwrap_or_default();
        let name = fold(word);
        let key = NAMES.iter().find(|(_, names)| names.iter().any(|own| fold(own) == name));
        if let Some((key, _)) = key {
            found.push((at, at + length + colon.len_utf8(), *key));
        }
    }
    let ends = found.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]);
    let value = |from: usize, to: usize| unquoted(text.get(from..to).unwrap_or_default().trim()).to_owned();
    let pairs = found.iter().zip(ends).map(|((_, from, key), to)| (*key, value(*from, to))).collect();
    let rest = text.get(..found.first().map_or(text.len(), |(at, ..)| *at)).unwrap_or_default().trim().to_owned();
    Given { pairs, rest }
}

fn unquoted(value: &str) -> &str {
    let quotes = [('"', '"'), ('„', '“'), ('“', '”'), ('»', '«'), ('«', '»')];
    let inner = quotes.iter().find_map(|(open, close)| value.strip_prefix(*open)?.strip_suffix(*close));
    inner.unwrap_or(value)
}

/// Who may read it, as people say it.
pub(super) fn audience(text: &str) -> Option<Audience> {
    // Also with its key before it, as the hint shows it.
    let text = text.rsplit(':').next().unwrap_or(text);
    match fold(text.trim()).as_str() {
        "public" | "everyone" | "everybody" | "all" | "oeffentlich" | "alle" | "1" => Some(Audience::Public),
        "internal" | "agents" | "team" | "intern" | "bearbeiter" | "2" => Some(Audience::Internal),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_stand_in_the_first_line_or_begin_one() {
        let given =
            read("KB-12 title:VPN breaks off why: clearer\nSolution: Restart it.\nNote: title: stays\n\nLösung: „Neu“");
        let pairs = [
            (Key::Text(Part::Title), "VPN breaks off"),
            (Key::Why, "clearer"),
            (Key::Text(Part::Solution), "Restart it.\nNote: title: stays"),
            (Key::Text(Part::Solution), "Neu"),
        ];
        assert_eq!(given.rest, "KB-12");
        assert_eq!(given.pairs, pairs.map(|(key, value)| (key, value.to_owned())));
        assert_eq!(given.of(Key::Text(Part::Solution)), Some("Neu"));
        assert_eq!(read("Drucker: kein Papier").rest, "Drucker: kein Papier");
        assert_eq!(audience("Öffentlich"), Some(Audience::Public));
        assert_eq!(audience("leser:alle"), Some(Audience::Public));
    }

    #[test]
    fn a_long_line_is_read_once() {
        let long = "wort ".repeat(40_000);
        assert_eq!(read(&format!("title:x solution:{long}")).pairs.len(), 2);
        assert!(read(&"x".repeat(200_000)).pairs.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let given = read(&text);
            prop_assert!(given.rest.len() <= text.len());
        }
    }
}

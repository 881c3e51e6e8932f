//! In which language a person writes, from texts as short as a ticket's title.

use std::sync::LazyLock;

use lingua::{LanguageDetector, LanguageDetectorBuilder};

use super::Language;

/// What is said alike in both languages of an IT department, and so tells nothing of either.
const SHARED: [&str; 71] = [
    "access",
    "account",
    "adobe",
    "app",
    "apps",
    "asap",
    "backup",
    "browser",
    "bug",
    "chat",
    "chrome",
    "cisco",
    "citrix",
    "client",
    "cloud",
    "crash",
    "desktop",
    "display",
    "edge",
    "excel",
    "firefox",
    "firewall",
    "firmware",
    "hardware",
    "headset",
    "hello",
    "help",
    "hi",
    "hotline",
    "hub",
    "intranet",
    "internet",
    "laptop",
    "laptops",
    "link",
    "linux",
    "login",
    "mac",
    "macbook",
    "mail",
    "mails",
    "microsoft",
    "monitor",
    "notebook",
    "office",
    "offline",
    "online",
    "onedrive",
    "outlook",
    "patch",
    "phishing",
    "problem",
    "proxy",
    "reset",
    "restart",
    "rollback",
    "router",
    "server",
    "service",
    "sharepoint",
    "smartphone",
    "software",
    "spam",
    "support",
    "switch",
    "tablet",
    "team",
    "teams",
    "ticket",
    "update",
    "windows",
];

/// How much likelier the likelier language must be, from 0 to 1. Below it, no answer is better than a wrong one: the
/// room's or the default language is then used.
const DISTANCE: f64 = 0.2;

/// Characters that are looked at; more do not make the answer better.
const ENOUGH: usize = 600;

/// Characters of a word that is taken for a language's even where it stands alone.
const SHORT: usize = 5;

/// The language of a text; `None` when it tells too little: names of products, abbreviations, numbers, emoji.
///
/// Of the 180 titles in the tests, the n-gram models of lingua know 175 and mistake one; whatlang, which knows the
/// commonest trigrams only, mistakes 26.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    static DETECTOR: LazyLock<LanguageDetector> = LazyLock::new(|| {
        LanguageDetectorBuilder::from_languages(&[lingua::Language::English, lingua::Language::German])
            .with_minimum_relative_distance(DISTANCE)
            .build()
    });
    let start: String = text.chars().take(ENOUGH).collect();
    let telling: Vec<&str> = start.split_whitespace().map(said).filter(|word| is_telling(word)).collect();
    match telling.as_slice() {
        [] => return None,
        // A short word alone (`vpn`, `user`) is hardly ever one of a language.
        [word] if word.chars().count() < SHORT => return None,
        _ => {}
    }
    match DETECTOR.detect_language_of(telling.join(" "))? {
        lingua::Language::English => Some(Language::En),
        lingua::Language::German => Some(Language::De),
    }
}

/// A word without the key before it: of `reason:"it hangs"` the language is that of what is quoted.
fn said(word: &str) -> &str {
    word.split_once(":\"").map_or(word, |(_, quoted)| quoted)
}

/// False for what is no word of a language: commands, people, rooms, addresses, ids, numbers, abbreviations, and the
/// shared vocabulary.
fn is_telling(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_word = bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '/'));
    let is_abbreviation = !bare.chars().any(char::is_lowercase);
    let is_name = word.starts_with(['!', '@', '#']);
    is_word && !is_abbreviation && !is_name && !SHARED.contains(&bare.to_lowercase().as_str())
}

#[cfg(test)]
mod tests;

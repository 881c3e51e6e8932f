//! What somebody writes for readers of several languages. Pure.

use std::collections::BTreeMap;

use crate::i18n::Language;

/// Reads `de: Neu starten en: Restart it`; what stands before the first language is in that of whoever writes.
#[must_use]
pub(super) fn by_language(text: &str, writer: Language) -> BTreeMap<Language, String> {
    let mut found: BTreeMap<Language, String> = BTreeMap::new();
    let (mut language, mut begin) = (writer, 0);
    let mut keep = |language: Language, part: &str| {
        let part = part.trim().trim_matches(['"', '„', '“', '”']).trim();
        if !part.is_empty() {
            found.insert(language, part.to_owned());
        }
    };
    for (at, _) in text.match_indices(':') {
        let before = text.get(..at).unwrap_or_default();
        let named = Language::ALL.into_iter().find(|language| {
            let Some(head) = before.len().checked_sub(language.code().len()).filter(|head| *head >= begin) else {
                return false;
            };
            let stands_apart =
                before.get(..head).is_some_and(|head| head.chars().next_back().is_none_or(char::is_whitespace));
            stands_apart && before.get(head..).is_some_and(|code| code.eq_ignore_ascii_case(language.code()))
        });
        if let Some(named) = named {
            keep(language, before.get(begin..before.len() - named.code().len()).unwrap_or_default());
            (language, begin) = (named, at + 1);
        }
    }
    keep(language, text.get(begin..).unwrap_or_default());
    found
}

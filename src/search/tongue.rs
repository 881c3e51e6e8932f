//! What differs between languages: how words are bent, and which ones say nothing.

use rust_stemmers::{Algorithm, Stemmer};

use super::text::without_umlauts;

/// How many kinds of bending are known: German, English, and none.
pub(super) const TONGUES: usize = 3;

/// Takes the endings off words. A document's words are bent by its own language, a question's by each: what somebody
/// asks in, and what an article is written in, may differ, and names of products are the same in all.
pub(super) struct Stems {
    german: Stemmer,
    english: Stemmer,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Stems")
    }
}

impl Default for Stems {
    fn default() -> Self {
        Stems { german: Stemmer::create(Algorithm::German), english: Stemmer::create(Algorithm::English) }
    }
}

impl Stems {
    /// The stem of a word as [`super::text::words`] gives it, in the tongue with this number.
    pub(super) fn of(&self, tongue: usize, word: &str) -> String {
        match tongue {
            0 => without_umlauts(&self.german.stem(word)),
            1 => without_umlauts(&self.english.stem(word)),
            _ => without_umlauts(word),
        }
    }
}

/// The number of a language's tongue; `de-AT` is `de`.
pub(super) fn tongue(language: &str) -> usize {
    match language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "de" | "deu" | "ger" => 0,
        "en" | "eng" => 1,
        _ => 2,
    }
}

/// Whether a word carries no subject of its own, in German or English: a text may hold both.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.binary_search(&word).is_ok()
}

/// In order.
const FILLERS: &[&str] = &[
    "a", "aber", "about", "all", "als", "am", "an", "and", "any", "are", "as", "at", "auch", "auf", "aus", "be",
    "been", "bei", "being", "bin", "bitte", "but", "by", "can", "cant", "could", "da", "danke", "darf", "das", "dass",
    "dear", "dein", "deine", "dem", "den", "der", "des", "dich", "did", "didnt", "die", "dir", "do", "does", "doesnt",
    "done", "dont", "du", "duerfen", "durch", "durfen", "ein", "eine", "einem", "einen", "einer", "eines", "er", "es",
    "for", "from", "fuer", "fur", "get", "gibt", "habe", "haben", "had", "hallo", "has", "hat", "hatte", "have", "he",
    "hello", "here", "hi", "hier", "how", "i", "ich", "if", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "im",
    "in", "is", "isnt", "ist", "it", "its", "ive", "just", "kann", "kein", "keine", "keinen", "koennen", "konnen",
    "konnte", "man", "may", "me", "mein", "meine", "meinem", "meinen", "meiner", "mich", "might", "mir", "mit",
    "muessen", "muss", "mussen", "must", "my", "nach", "nicht", "no", "noch", "not", "nur", "oder", "of", "off", "on",
    "or", "our", "please", "schon", "sehr", "sein", "seine", "shall", "she", "should", "sich", "sie", "sind", "so",
    "soll", "sollen", "sollte", "some", "thank", "thanks", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "to", "uber", "ueber", "um", "und", "uns", "unser", "unsere", "unseren", "unter", "us",
    "vom", "von", "vor", "wann", "war", "waren", "warum", "was", "we", "welche", "welchen", "welcher", "welches",
    "wem", "wen", "wenn", "wer", "werden", "were", "what", "when", "where", "which", "who", "whom", "why", "wie",
    "will", "wir", "wird", "with", "wo", "wont", "would", "wurde", "wurden", "you", "your", "zu", "zum", "zur",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_in_order_and_as_words_come() {
        assert!(FILLERS.is_sorted());
        for filler in FILLERS {
            super::super::text::words(filler, |word| assert_eq!(word, *filler));
        }
        assert!(is_filler("nicht") && is_filler("the") && !is_filler("drucker"));
    }

    #[test]
    fn endings_go_by_language() {
        let stems = Stems::default();
        for (language, words) in [
            ("de", ["drucker", "druckern"]),
            ("de-AT", ["uberweisung", "ueberweisungen"]),
            ("EN_us", ["printers", "printer"]),
            ("en", ["issue", "issues"]),
        ] {
            let [a, b] = words.map(|word| stems.of(tongue(language), word));
            assert_eq!(a, b, "{words:?}");
        }
        assert_eq!(stems.of(tongue("fr"), "imprimantes"), "imprimantes");
    }
}

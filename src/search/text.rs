//! From text to what is compared: words without case and marks, and the letters within them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A longer run of letters is cut: languages that write no spaces are still found by their pieces, and no single word
/// makes a term of any size.
const LONGEST_WORD: usize = 48;

/// Letters in a piece of a word.
const PIECE: usize = 4;

/// The words of a text in their order: lower case, compatibility forms resolved, without marks (`ü` is `u`, `é` is `e`),
/// `ß` as `ss`, apostrophes dropped. Of two words that a hyphen joins there is the whole, too: who writes `E-Mail` means
/// `email`, and `VPN-Zugang` is about `zugang`.
pub(super) fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    let mut length = 0;
    let mut before: Option<String> = None;
    for c in text.nfkd().chain([' ']) {
        if is_combining_mark(c) || matches!(c, '\'' | '\u{2019}' | '\u{ad}' | '\u{200b}'..='\u{200f}') {
            continue;
        }
        if c.is_alphanumeric() {
            if length == LONGEST_WORD {
                each(&word);
                word.clear();
                length = 0;
            }
            length += 1;
            c.to_lowercase().filter(|c| !is_combining_mark(*c)).for_each(|c| push(&mut word, c));
            continue;
        }
        if !word.is_empty() {
            each(&word);
            if let Some(mut whole) = before.take() {
                whole.push_str(&word);
                each(&whole);
            }
            if matches!(c, '-' | '\u{2010}' | '\u{2011}') {
                before = Some(std::mem::take(&mut word));
            }
            word.clear();
            length = 0;
        } else {
            before = None;
        }
    }
}

/// Letters that no decomposition takes apart.
fn push(word: &mut String, c: char) {
    match c {
        'ß' => word.push_str("ss"),
        'æ' => word.push_str("ae"),
        'œ' => word.push_str("oe"),
        'ø' => word.push('o'),
        'đ' => word.push('d'),
        'ł' => word.push('l'),
        c => word.push(c),
    }
}

/// A word with `ae`, `oe` and `ue` as `a`, `o` and `u`, so that `ueberweisung`, `überweisung` and `uberweisung` are one.
/// Not where the `u` belongs to the vowel before it (`neue`, `bauen`, `queue`). It hits words that never had an umlaut
/// (`does`, `value`), too, but questions and documents alike.
pub(super) fn without_umlauts(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut before = ' ';
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        plain.push(c);
        let is_umlaut = matches!(c, 'a' | 'o') || c == 'u' && !matches!(before, 'a' | 'e' | 'q');
        before = match is_umlaut && letters.next_if_eq(&'e').is_some() {
            true => 'e',
            false => c,
        };
    }
    plain
}

/// The pieces of four letters of a word, its beginning and end counting as letters. They are what misspelt words and
/// parts of compounds have in common with the right ones.
pub(super) fn pieces(word: &str, mut each: impl FnMut(&str)) {
    let word = format!("_{}_", without_umlauts(word));
    let starts = || word.char_indices().map(|(at, _)| at);
    let ends = starts().skip(PIECE).chain([word.len()]);
    for (start, end) in starts().zip(ends) {
        each(word.get(start..end).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_told_apart_and_made_plain() {
        for (text, expected) in [
            ("Drucker druckt nicht!", vec!["drucker", "druckt", "nicht"]),
            ("E-Mail", vec!["e", "mail", "email"]),
            ("VPN-Zugang - gesperrt", vec!["vpn", "zugang", "vpnzugang", "gesperrt"]),
            ("STRAẞE straße", vec!["strasse", "strasse"]),
            ("u\u{308}ber über", vec!["uber", "uber"]),
            ("can’t don't", vec!["cant", "dont"]),
            ("ｆｕｌｌ ﬁle 0x80070005", vec!["full", "file", "0x80070005"]),
            ("🖨️ 🔥", vec![]),
            ("طابعة لا تعمل", vec!["طابعة", "لا", "تعمل"]),
            ("- -- -a- -", vec!["a"]),
            ("", vec![]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn umlauts_written_in_two_letters_are_one() {
        for (word, plain) in [
            ("ueberweisung", "uberweisung"),
            ("oel", "ol"),
            ("neue", "neue"),
            ("queue", "queue"),
            ("bauen", "bauen"),
            ("goethe", "gothe"),
            ("e", "e"),
        ] {
            assert_eq!(without_umlauts(word), plain);
        }
    }

    #[test]
    fn pieces_have_four_letters() {
        let of = |word: &str| {
            let mut found = Vec::new();
            pieces(word, |piece| found.push(piece.to_owned()));
            found
        };
        assert_eq!(of("mail"), ["_mai", "mail", "ail_"]);
        assert_eq!(of("a"), ["_a_"]);
        assert_eq!(of("日本語版"), ["_日本語", "日本語版", "本語版_"]);
    }

    proptest! {
        #[test]
        fn every_text_has_words(text in any::<String>()) {
            for word in split(&text) {
                prop_assert!(!word.is_empty());
                let mut length = 0;
                pieces(&word, |piece| length = length.max(piece.chars().count()));
                prop_assert!(0 < length && length <= PIECE);
            }
        }
    }
}

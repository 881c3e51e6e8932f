//! The normal form in which words are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The normal form of a word: compatibility forms resolved (NFKC), lower case, `ä ö ü ß` as `ae oe ue ss`, and without
/// characters that nobody sees. `!störung`, `!stoerung` and `!ＳＴÖＲＵＮＧ` are the same command. Folding twice changes
/// nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Lower case can leave a form that NFKC would change again, so NFKC comes before and after it.
    let lower: String = text.chars().filter(|c| !invisible(*c)).nfkc().flat_map(char::to_lowercase).collect();
    let mut folded = String::with_capacity(lower.len());
    let mut replaced = false;
    for c in lower.chars().nfkc().filter(|c| !invisible(*c)) {
        let letters = match c {
            'ä' => "ae",
            'ö' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            // A further mark would join the letter that the replacement ends with.
            _ if replaced && is_combining_mark(c) => continue,
            _ => {
                replaced = false;
                folded.push(c);
                continue;
            }
        };
        replaced = true;
        folded.push_str(letters);
    }
    folded
}

/// Characters that carry no letter: soft hyphen, zero-width spaces and joiners, marks of writing direction, byte-order
/// mark, variation selectors.
pub(super) fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// What may be trimmed: white space or a character that nobody sees, but not the joiners and selectors that emoji are
/// made of.
pub(super) fn blank(c: char) -> bool {
    c.is_whitespace() || (invisible(c) && !matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ways_of_writing_one_word_are_equal() {
        for text in ["störung", "Störung", "STÖRUNG", "stoerung", "sto\u{308}rung", "stö\u{ad}rung", "ｓｔöｒｕｎｇ"]
        {
            assert_eq!(fold(text), "stoerung", "{text}");
        }
        assert_eq!(fold("SCHLIEẞEN"), "schliessen");
        assert_eq!(fold("\u{feff}\u{200b}Prio\u{200f}"), "prio");
        assert_eq!(fold("！ｔｉｃｋｅｔ"), "!ticket");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}

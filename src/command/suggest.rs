//! "Did you mean …?"

use strsim::{damerau_levenshtein, jaro_winkler};

use super::fold;

/// Longer words are no slips of the finger.
const LONGEST: usize = 40;

/// Jaro-Winkler similarity from which two words of different edits still count as alike.
const ALIKE: f64 = 0.9;

/// At most `n` of the known words that may have been meant by `word`, nearest first, then in the order given; as they
/// are written in `known`. Compared in folded form; of words that fold to the same only the first is named.
#[must_use]
pub fn suggest<'a>(word: &str, known: &[&'a str], n: usize) -> Vec<&'a str> {
    if word.chars().take(LONGEST + 1).count() > LONGEST {
        return Vec::new();
    }
    let word = fold(word);
    let mut seen: Vec<String> = Vec::new();
    let mut near: Vec<(usize, &'a str)> = Vec::new();
    for name in known {
        let folded = fold(name);
        if let Some(distance) = distance(&word, &folded)
            && !seen.contains(&folded)
        {
            seen.push(folded);
            near.push((distance, name));
        }
    }
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(n).map(|(_, name)| name).collect()
}

/// How far apart two words are, None when too far for a slip: one edit in four letters, a beginning of at least three
/// letters, or words that are alike as a whole.
fn distance(word: &str, name: &str) -> Option<usize> {
    let length = word.chars().count();
    if length == 0 {
        return None;
    }
    let edits = damerau_levenshtein(word, name);
    // A word of two letters is one edit away from every other short word.
    let allowed = match length.max(name.chars().count()) {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let begun = length >= 3 && name.starts_with(word);
    let alike = length >= 4 && jaro_winkler(word, name) >= ALIKE;
    (edits <= allowed || begun || alike).then_some(if begun { edits.min(1) } else { edits })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOUNS: [&str; 12] = [
        "help",
        "hilfe",
        "ticket",
        "tickets",
        "störung",
        "stoerung",
        "meldung",
        "incident",
        "vorfall",
        "bereitschaft",
        "oncall",
        "kb",
    ];

    #[test]
    fn slips_of_the_finger_find_the_word() {
        for (slip, meant) in [
            ("tikcet", "ticket"),
            ("tickt", "ticket"),
            ("Störnug", "störung"),
            ("hlep", "help"),
            ("hilef", "hilfe"),
            ("berietschaft", "bereitschaft"),
            ("inicdent", "incident"),
            ("incdents", "incident"),
            ("onc", "oncall"),
        ] {
            assert_eq!(suggest(slip, &NOUNS, 3).first(), Some(&meant), "{slip}");
        }
    }

    #[test]
    fn what_is_far_off_suggests_nothing() {
        for word in ["", "x", "ab", "banane", "wichtig", "😀", &"ticket".repeat(9)] {
            assert_eq!(suggest(word, &NOUNS, 3), Vec::<&str>::new(), "{word}");
        }
    }

    #[test]
    fn the_same_word_is_named_once_and_the_number_is_kept() {
        assert_eq!(suggest("störunk", &NOUNS, 3), ["störung"]);
        assert_eq!(suggest("tickts", &NOUNS, 1), ["tickets"]);
        assert_eq!(suggest("ticke", &NOUNS, 5), ["ticket", "tickets"]);
    }
}

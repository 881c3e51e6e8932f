//! What a priority is set to, and why. Pure.

use crate::command::fold;
use crate::command::priority::{self as levels, UnknownPriority};

/// Words between a priority and the reason for it.
const BECAUSE: [&str; 11] = ["because", "cause", "since", "as", "weil", "da", "denn", "wegen", "reason", "grund", "of"];

/// Reads `high because the boss cannot print`: the priority, and why; the reason can be missing.
pub(super) fn read(text: &str) -> Result<(u8, String), UnknownPriority> {
    let line = text.lines().next().unwrap_or_default();
    let mut words = line.split_whitespace();
    let firsts: Vec<&str> = words.by_ref().take(2).collect();
    let level = |count: usize| {
        let said = firsts.iter().take(count).copied().collect::<Vec<_>>().join(" ");
        levels::read(&said).map(|level| (level, count))
    };
    let (level, count) =
        level(2).or_else(|_| level(1)).map_err(|_| UnknownPriority { text: line.trim().to_owned() })?;
    let mut rest = text.trim_start();
    for word in firsts.iter().take(count) {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    Ok((level, reason(rest)))
}

fn reason(text: &str) -> String {
    let mut text = text.trim_start_matches([':', ',', '-', '–', '—', '(', ' ']).trim();
    while let Some((first, rest)) = text.split_once(char::is_whitespace)
        && BECAUSE.contains(&fold(first).trim_end_matches([':', ',']))
    {
        text = rest.trim();
    }
    // „because“ alone is none.
    if BECAUSE.contains(&fold(text).as_str()) { String::new() } else { text.to_owned() }
}

/// The place of a level by its name, which the configuration may know no more.
pub(super) fn place(names: &[String], name: Option<&str>, default: u8) -> u8 {
    let at = name.and_then(|name| names.iter().position(|known| known.eq_ignore_ascii_case(name)));
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(default)
}

/// The priority of what was made urgent: as the matrix says, at least high, and never lower than before.
pub(super) fn urgent(before: u8, by_matrix: u8) -> u8 {
    before.min(by_matrix).min(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_priority_is_read_with_its_reason() {
        for (text, level, why) in [
            ("high because the CEO cannot print", 2, "the CEO cannot print"),
            ("hoch, weil der Chef nicht drucken kann", 2, "der Chef nicht drucken kann"),
            ("very high: all are affected", 1, "all are affected"),
            ("1 wegen der Messe", 1, "der Messe"),
            ("P2 – payroll is today", 2, "payroll is today"),
            ("low\nnobody needs it", 4, "nobody needs it"),
            ("high because of the fair", 2, "the fair"),
            ("high", 2, ""),
            ("high because", 2, ""),
            ("  critical   ", 1, ""),
        ] {
            assert_eq!(read(text), Ok((level, why.to_owned())), "{text}");
        }
        for text in ["", "because it burns", "urgentissimo now"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn urgent_never_lowers_and_is_at_least_high() {
        assert_eq!(urgent(3, 2), 2);
        assert_eq!(urgent(1, 2), 1);
        assert_eq!(urgent(5, 3), 2);
        assert_eq!(urgent(4, 1), 1);
    }

    proptest! {
        #[test]
        fn no_text_can_break_it(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}

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

/// What the matrix is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Impact,
    Urgency,
}

/// What the log keeps of a priority: `P2: ` and why.
pub(super) fn detail(priority: u8, why: &str) -> String {
    format!("P{priority}: {why}")
}

/// Why the matrix gave a priority, as it is kept.
pub(super) fn by_level(level: Level, name: &str) -> String {
    match level {
        Level::Impact => format!("impact {name}"),
        Level::Urgency => format!("urgency {name}"),
    }
}

/// Of what the log keeps, the priority, and the level with its name where the matrix gave it.
pub(super) fn level_of(detail: &str) -> Option<(&str, Level, &str)> {
    let (priority, why) = detail.split_once(": ")?;
    let (level, name) = why.split_once(' ')?;
    let level = match level {
        "impact" => Level::Impact,
        "urgency" => Level::Urgency,
        _ => return None,
    };
    // A name is one word; what somebody has written as their reason stands as it is.
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some((priority, level, name))
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

    #[test]
    fn what_the_log_keeps_of_a_level_is_read_again() {
        let kept = detail(2, &by_level(Level::Urgency, "high"));
        assert_eq!(level_of(&kept), Some(("P2", Level::Urgency, "high")));
        assert_eq!(level_of(&detail(1, &by_level(Level::Impact, "Konzern"))), Some(("P1", Level::Impact, "Konzern")));
        for why in ["🚨", "impact on the whole site", "the CEO cannot print", "impact "] {
            assert_eq!(level_of(&detail(2, why)), None, "{why}");
        }
    }

    proptest! {
        #[test]
        fn no_text_can_break_it(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}

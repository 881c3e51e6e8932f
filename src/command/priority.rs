//! Priorities as people call them.

use super::fold;

/// The priorities, from the most to the least urgent: number, English name, German name.
pub const ACCEPTED: [(u8, &str, &str); 5] = [
    (1, "critical", "kritisch"),
    (2, "high", "hoch"),
    (3, "medium", "mittel"),
    (4, "low", "niedrig"),
    (5, "planned", "geplant"),
];

/// The text names no priority; [`ACCEPTED`] holds those that there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPriority {
    /// What was written.
    pub text: String,
}

/// Reads a priority, 1 (critical) to 5 (planned), by number (`1`, `P1`, `prio 1`) or by name in either language.
pub fn read(text: &str) -> Result<u8, UnknownPriority> {
    let folded = if text.len() > 64 { String::new() } else { fold(text) };
    let word = folded.trim().trim_matches(['.', ',', ';', ':', '!', '"', '\'', '(', ')']).trim();
    named(word).or_else(|| numbered(word)).ok_or_else(|| UnknownPriority { text: text.trim().to_owned() })
}

fn named(word: &str) -> Option<u8> {
    Some(match word {
        "critical" | "crit" | "kritisch" | "urgent" | "dringend" | "highest" | "hoechste" | "hoechst" | "very high"
        | "sehr hoch" | "emergency" | "notfall" | "blocker" => 1,
        "high" | "hoch" | "hohe" | "major" | "wichtig" | "important" => 2,
        "medium" | "med" | "mittel" | "mittlere" | "normal" | "moderate" | "standard" | "default" => 3,
        "low" | "niedrig" | "niedrige" | "gering" | "geringe" | "minor" => 4,
        "planned" | "planning" | "geplant" | "planung" | "very low" | "sehr niedrig" | "sehr gering" | "lowest"
        | "niedrigste" | "trivial" => 5,
        _ => return None,
    })
}

fn numbered(word: &str) -> Option<u8> {
    let number =
        ["prioritaet", "priority", "prio", "p", "#"].iter().find_map(|start| word.strip_prefix(start)).unwrap_or(word);
    match number.trim_start_matches([' ', '-', ':', '=']) {
        "1" => Some(1),
        "2" => Some(2),
        "3" => Some(3),
        "4" => Some(4),
        "5" => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_saying_it_counts() {
        for (text, number) in [
            ("critical", 1),
            ("Kritisch", 1),
            ("urgent", 1),
            ("DRINGEND", 1),
            ("1", 1),
            ("p1", 1),
            ("P-1", 1),
            ("high", 2),
            ("hoch", 2),
            ("P2.", 2),
            ("prio 2", 2),
            ("Priorität: 2", 2),
            ("medium", 3),
            ("mittel", 3),
            ("normal", 3),
            ("３", 3),
            ("low", 4),
            ("niedrig", 4),
            ("gering", 4),
            ("planned", 5),
            ("very low", 5),
            ("sehr niedrig", 5),
            ("5", 5),
        ] {
            assert_eq!(read(text), Ok(number), "{text}");
        }
        for (number, english, german) in ACCEPTED {
            assert_eq!((read(english), read(german), read(&number.to_string())), (Ok(number), Ok(number), Ok(number)));
        }
    }

    #[test]
    fn anything_else_is_refused_as_written() {
        for text in ["", "0", "6", "p", "11", "hi", "prio", "sehr", " egal "] {
            assert_eq!(read(text), Err(UnknownPriority { text: text.trim().to_owned() }), "{text}");
        }
    }
}

//! Ids that stand at the beginning of a command's text.

use crate::ids::TicketId;

use super::fold;
use super::fold::blank;

/// Words between two ids: `merge T-5 into T-7`, `T-5 und T-7`.
const JOINING: [&str; 12] = ["and", "und", "into", "in", "with", "mit", "to", "zu", "nach", "&", "+", ","];

/// The ids that stand at the beginning as words of their own, and the text behind them. `T 1042` counts as one.
pub(super) fn leading(text: &str) -> (Vec<TicketId>, &str) {
    let mut ids = Vec::new();
    let mut rest = text;
    loop {
        let next = if ids.is_empty() { rest } else { joined(rest) };
        let Some((more, after)) = one(next) else { return (ids, rest) };
        ids.extend(more);
        rest = after;
    }
}

/// Behind a joining word, if there is one.
fn joined(text: &str) -> &str {
    let (word, rest) = word(text);
    if !word.is_empty() && word.len() < 8 && JOINING.contains(&fold(word).as_str()) { rest } else { text }
}

fn one(text: &str) -> Option<(Vec<TicketId>, &str)> {
    let (first, after) = word(text);
    if let Some(ids) = listed(first) {
        return Some((ids, after));
    }
    let (second, after) = word(after);
    let is_prefix = matches!(fold(first).trim_end_matches('-'), "t" | "#" | "req" | "chg" | "prb");
    let apart = is_prefix && second.starts_with(|c: char| c.is_ascii_digit());
    let id = format!("{first} {second}").parse().ok().filter(|_| apart)?;
    Some((vec![id], after))
}

/// `T-5`, `T-5,T-7`.
fn listed(word: &str) -> Option<Vec<TicketId>> {
    let ids =
        word.split(',').filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect::<Option<Vec<_>>>()?;
    if ids.is_empty() { None } else { Some(ids) }
}

/// The next word of the line, and what is behind it.
pub(super) fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(|c: char| c != '\n' && blank(c));
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::TicketKind;

    fn read(text: &str) -> (Vec<i64>, &str) {
        let (ids, rest) = leading(text);
        (ids.into_iter().map(|id| id.0).collect(), rest)
    }

    #[test]
    fn ids_at_the_beginning_are_taken() {
        assert_eq!(read("T-5"), (vec![5], ""));
        assert_eq!(read(" t5 #7 T-9, done"), (vec![5, 7, 9], " done"));
        assert_eq!(read("T 5: done"), (vec![5], " done"));
        assert_eq!(leading("REQ-9 REQ 10: done").0, [9, 10].map(|number| TicketId::new(TicketKind::Request, number)));
        assert_eq!(read("T-5,T-7 x"), (vec![5, 7], " x"));
        assert_eq!(read("T-5 into T-7"), (vec![5, 7], ""));
        assert_eq!(read("T-5 und #7 sind gleich"), (vec![5, 7], " sind gleich"));
    }

    #[test]
    fn ids_elsewhere_stay_text() {
        assert_eq!(read("like T-5"), (vec![], "like T-5"));
        assert_eq!(read("T-5 in Raum 7"), (vec![5], " in Raum 7"));
        assert_eq!(read("T-5\nT-7 too"), (vec![5], "\nT-7 too"));
        assert_eq!(read("T Online 5"), (vec![], "T Online 5"));
    }
}

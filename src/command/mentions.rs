//! Tickets that are named in the middle of a text.

use super::code;
use crate::ids::TicketId;

/// The tickets that a text names in the form `T-123`, `REQ-9`, `CHG-88` or `PRB-4`, each once, in order. Not in code, quotations and
/// addresses, and not `T123`, which may be a notebook.
#[must_use]
pub fn mentioned(text: &str) -> Vec<TicketId> {
    let mut found = Vec::new();
    // With a line in front, the first one can be a quotation as well.
    let text = format!("\n{text}");
    let spans = code::spans(&text);
    let mut spans = spans.iter().peekable();
    for (at, _) in text.match_indices(['T', 't', 'R', 'r', 'C', 'c', 'P', 'p']) {
        while spans.next_if(|span| span.end <= at).is_some() {}
        if spans.peek().is_some_and(|span| span.contains(&at)) {
            continue;
        }
        let stands_apart = text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(begins);
        let behind = text.get(at..).unwrap_or_default();
        let length = behind.find(|c: char| !named_by(c)).unwrap_or(behind.len());
        let (word, rest) = behind.split_at_checked(length).unwrap_or_default();
        let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@'))
            || rest.starts_with(['.', ':']) && rest.chars().nth(1).is_some_and(char::is_alphanumeric);
        let has_dash = word.chars().find(|c| !c.is_ascii_alphabetic()).is_some_and(|c| matches!(c, '-' | '–' | '‑'));
        if stands_apart
            && has_dash
            && !goes_on
            && let Ok(id) = word.parse()
            && !found.contains(&id)
        {
            found.push(id);
        }
    }
    found
}

/// What may stand before a number.
fn begins(before: char) -> bool {
    !before.is_alphanumeric() && !matches!(before, '-' | '–' | '‑' | '_' | '/' | '#' | '.' | '=' | '@' | '&' | '!')
}

fn named_by(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c.to_ascii_uppercase(), 'T' | 'R' | 'E' | 'Q' | 'C' | 'H' | 'G' | 'P' | 'B' | '-' | '–' | '‑')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::TicketKind;
    use proptest::prelude::*;

    fn ids(text: &str) -> Vec<i64> {
        mentioned(text).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn numbers_in_a_sentence_are_found_once_each() {
        assert_eq!(ids("Siehe T-12, t-7 und (T-12)."), [12, 7]);
        assert_eq!(ids("T-3"), [3]);
        assert_eq!(mentioned("REQ-9 and req-10?"), [9, 10].map(|number| TicketId::new(TicketKind::Request, number)));
        assert_eq!(ids("„T‑5“: T–6?\nT-8!"), [5, 6, 8]);
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "`T-1`",
            "```\nT-1\n```",
            "> T-1 said anna",
            "https://x.org/T-1",
            "T480 T1 #1 AT-1 T-1a T-1-2 T-1.5 T-0 T- -T-1 x=T-1 T-1@x.org !T-1 REQ9 REQ-9x re-9 r-1",
        ] {
            assert_eq!(ids(text), Vec::<i64>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let _ = mentioned(&text);
        }
    }
}

//! How a delegation is read. Pure.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::command::{PersonRef, date, duration, fold};

/// What somebody wants to arrange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wish {
    /// Who answers.
    pub(super) person: PersonRef,
    /// From when; None: at once.
    pub(super) from: Option<DateTime<Utc>>,
    /// Until when.
    pub(super) until: DateTime<Utc>,
    /// Why.
    pub(super) reason: String,
}

/// What could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclear {
    /// Who answers.
    Person,
    /// From when.
    From,
    /// Until when.
    Until,
}

impl Unclear {
    /// As the words know it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Unclear::Person => "person",
            Unclear::From => "from",
            Unclear::Until => "until",
        }
    }
}

/// Whether a delegation is to end.
pub(super) fn is_end(text: &str) -> bool {
    ["end", "stop", "off", "ende", "beenden", "aus", "aufheben"].contains(&fold(text.trim()).as_str())
}

/// Reads `@x until 24.12. holidays`, `durch @x von 20.12. bis 24.12. Urlaub`.
pub(super) fn read(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<Wish, Unclear> {
    let text = without_first(text, &["to", "by", "durch", "an", "through"]);
    let (person, rest) = PersonRef::read_prefix(text).ok_or(Unclear::Person)?;
    let (from, until, rest) = match after_word(rest, &["from", "von", "vom", "ab"]) {
        Some(rest) => {
            let (when, rest) = date::read_prefix(rest, now, zone).map_err(|_| Unclear::From)?;
            match &when {
                // `20.12. until 24.12.` is one.
                date::When::Interval(_) => (Some(when.start()), when.end(), rest),
                date::When::Moment(_) => {
                    let (until, rest) = until(rest, when.start(), now, zone)?;
                    (Some(when.start()), until, rest)
                }
            }
        }
        None => {
            let (until, rest) = until(rest, now, now, zone)?;
            (None, until, rest)
        }
    };
    let reason = rest.trim_start_matches(|sign: char| sign.is_whitespace() || ",;:–-(.".contains(sign));
    Ok(Wish { person, from, until, reason: reason.trim_end_matches(')').trim().to_owned() })
}

/// `until 24.12.`, `for 2d`, counted from when it begins.
fn until(text: &str, from: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> Result<(DateTime<Utc>, &str), Unclear> {
    let rest = after_word(text, &["until", "till", "to", "bis", "for", "fuer"]).ok_or(Unclear::Until)?;
    let rest = without_first(rest, &["zum", "zu"]);
    if let Ok((when, rest)) = date::read_prefix(rest, now, zone) {
        return Ok((when.end(), rest));
    }
    let Ok((duration::Span::Seconds(seconds), rest)) = duration::read_prefix(rest) else { return Err(Unclear::Until) };
    let end = chrono::TimeDelta::try_seconds(seconds).and_then(|span| from.checked_add_signed(span));
    Ok((end.ok_or(Unclear::Until)?, rest))
}

fn after_word<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let text = text.trim_start();
    let (first, rest) = text.split_once(char::is_whitespace)?;
    words.contains(&fold(first).as_str()).then_some(rest)
}

fn without_first<'t>(text: &'t str, words: &[&str]) -> &'t str {
    after_word(text, words).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn wish(text: &str) -> Result<Wish, Unclear> {
        read(text, at("2026-12-01T09:00:00Z"), chrono_tz::Europe::Berlin)
    }

    #[test]
    fn delegations_are_read_in_both_languages() {
        let until = at("2026-12-24T23:00:00Z");
        for (text, from, reason) in [
            ("@berta until 24.12.", None, ""),
            ("durch @berta bis 24.12. Urlaub", None, "Urlaub"),
            ("durch @berta bis zum 24.12., Urlaub", None, "Urlaub"),
            ("to berta from 20.12. until 24.12. (on holiday)", Some(at("2026-12-19T23:00:00Z")), "on holiday"),
            ("@berta vom 20.12. bis 24.12.", Some(at("2026-12-19T23:00:00Z")), ""),
        ] {
            let person = PersonRef::Name("berta".to_owned());
            assert_eq!(wish(text), Ok(Wish { person, from, until, reason: reason.to_owned() }), "{text}");
        }
        let until = Utc.with_ymd_and_hms(2026, 12, 3, 9, 0, 0).unwrap();
        assert_eq!(wish("@berta for 2d").map(|wish| wish.until), Ok(until));
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(wish("@berta"), Err(Unclear::Until));
        assert_eq!(wish("@berta until"), Err(Unclear::Until));
        assert_eq!(wish("@berta until Christmas"), Err(Unclear::Until));
        assert_eq!(wish("@berta from soon until 24.12."), Err(Unclear::From));
        assert!(is_end(" Ende ") && !is_end("@berta"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let _ = wish(&text);
        }
    }
}

//! What incidents have in common, by the words of their titles. Pure.

use chrono::{DateTime, Utc};

use crate::ids::{PersonId, TicketId};
use crate::practice::likeness::{ALIKE, is_specific, likeness_of, near, telling, weight};

/// What several incidents have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// They are about the same service, or about none, and have these words.
    Words {
        /// The service.
        service: Option<String>,
        /// The words, folded.
        terms: Vec<String>,
    },
    /// They are of the same category.
    Category(String),
}

/// What became of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A problem is proposed.
    Proposed,
    /// The team does not take it for one.
    Silenced {
        /// Until then nothing is said of it.
        until: DateTime<Utc>,
        /// Who said so.
        by: PersonId,
    },
    /// It is a problem.
    Taken(TicketId),
    /// The problem is over.
    Over,
}

/// An incident of late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
}

/// From this on an incident is about the same as another one of the same service, which says a part of it already.
const ALIKE_IN_SERVICE: f64 = 0.5;

/// Of a pattern, so much of the weight of its words a title must have.
const FITS: f64 = 0.6;

/// Words count as the same from here on.
const SAME: f64 = 0.7;

/// So many words make up a pattern at most.
const TERMS: usize = 6;

/// Of incidents of late, those that are about the same as a new one.
#[must_use]
pub fn alike(title: &str, has_service: bool, recent: &[Recent]) -> Vec<TicketId> {
    let least = if has_service { ALIKE_IN_SERVICE } else { ALIKE };
    let words = telling(title);
    let is_alike = |other: &&Recent| likeness_of(&words, &telling(&other.title)) >= least;
    recent.iter().filter(is_alike).map(|other| other.id).collect()
}

/// The words that most of these titles have, those of the first ones first; none where they tell nothing.
#[must_use]
pub fn common(titles: &[&str]) -> Vec<String> {
    let of_titles: Vec<Vec<String>> = titles.iter().map(|title| telling(title)).collect();
    let has = |words: &[String], word: &str| words.iter().any(|other| near(word, other) >= SAME);
    let mut found: Vec<String> = Vec::new();
    for word in of_titles.iter().flatten() {
        let count = of_titles.iter().filter(|words| has(words, word)).count();
        if count * 10 >= titles.len() * 6 && !has(&found, word) && found.len() < TERMS {
            found.push(word.clone());
        }
    }
    if found.iter().any(|word| is_specific(word)) { found } else { Vec::new() }
}

/// Whether a title has the words of a pattern, or most of them.
#[must_use]
pub fn fits(terms: &[String], title: &str) -> bool {
    let words = telling(title);
    let best = |term: &String| words.iter().map(|word| near(term, word)).fold(0.0, f64::max);
    let total: f64 = terms.iter().map(|term| weight(term)).sum();
    let found: f64 = terms.iter().map(|term| weight(term) * best(term)).sum();
    total > 0.0 && found >= FITS * total && terms.iter().any(|term| is_specific(term) && best(term) >= SAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(titles: &[&str]) -> Vec<Recent> {
        (1..).zip(titles).map(|(id, title)| Recent { id: TicketId(id), title: (*title).to_owned() }).collect()
    }

    #[test]
    fn what_is_about_the_same_is_found_and_named() {
        let titles = [
            "WLAN im Büro bricht ab",
            "Kein WLAN im Keller",
            "WLAN weg",
            "Drucker geht nicht",
            "wlan bricht dauernd ab",
        ];
        let found = alike("WLAN bricht ab", true, &recent(&titles));
        assert_eq!(found, [1, 2, 3, 5].map(TicketId));
        // Without a service more has to be the same.
        assert_eq!(alike("WLAN bricht ab", false, &recent(&titles)), [1, 3, 5].map(TicketId));
        assert_eq!(common(&["WLAN im Büro bricht ab", "WLAN weg", "wlan bricht dauernd ab"]), ["wlan", "bricht", "ab"]);
        assert_eq!(common(&["Geht nicht", "Geht nicht mehr"]), Vec::<String>::new());
        assert_eq!(common(&[]), Vec::<String>::new());
    }

    #[test]
    fn a_pattern_is_known_again() {
        let terms = ["wlan".to_owned(), "bricht".to_owned(), "ab".to_owned()];
        assert!(fits(&terms, "Das WLAN bricht schon wieder ab"));
        assert!(!fits(&terms, "Der Stuhl bricht"));
        assert!(!fits(&[], "WLAN"));
        assert!(!fits(&terms, "🎉"));
        assert!(!fits(&terms, &"ü".repeat(60_000)));
    }
}

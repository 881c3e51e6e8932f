//! Typed ids, as people see and type them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The number of a ticket: `T-1042`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TicketId(pub i64);

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T-{}", self.0)
    }
}

impl FromStr for TicketId {
    type Err = ();

    /// Reads `T-1042`, `t1042`, `T 1042`, `#1042`, `T-1042.`; a bare number is not an id.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().trim_end_matches(['.', ',', ';', ':', ')']);
        let number = match text.strip_prefix('#') {
            Some(rest) => rest.trim_start_matches(['t', 'T']).trim_start_matches(['-', '–', ' ']),
            None => text.strip_prefix(['t', 'T']).ok_or(())?.trim_start_matches(['-', '–', '‑', '#', ' ']),
        };
        match number.parse() {
            Ok(n) if n > 0 && number.bytes().all(|b| b.is_ascii_digit()) => Ok(Self(n)),
            // More than any ticket has. It is meant as one, and must not be taken for words about another.
            Err(_) if number.len() > 18 && number.bytes().all(|b| b.is_ascii_digit()) => Ok(Self(i64::MAX)),
            _ => Err(()),
        }
    }
}

/// The number of a person's row; never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub i64);

/// A message of the bot, sent or still to be sent: its row in the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_people_write_them() {
        for text in ["T-1042", "t-1042", "T1042", "T 1042", "#1042", "#T-1042", "T-1042.", "T–1042", " t-1042, "] {
            assert_eq!(text.parse(), Ok(TicketId(1042)), "{text}");
        }
        for text in ["", "T", "T-", "1042", "T-x", "T-0", "T--", "T-١", "Tür"] {
            assert_eq!(text.parse::<TicketId>(), Err(()), "{text}");
        }
        // Meant as a ticket, though there is none.
        assert_eq!("T-99999999999999999999".parse(), Ok(TicketId(i64::MAX)));
    }
}

//! Typed ids, as people see and type them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The id of a ticket, as the row holds it: `T-1042`, `REQ-9` of a service request, `CHG-88` of a change, `PRB-4` of a problem,
/// or `INC-17` of a major incident. Which kind it is stands above the number, so that all that is said of a ticket (its log, its places, its clocks)
/// can be said of the others as well, and each kind still counts from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TicketId(pub i64);

/// Kinds of tickets, each with numbers of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketKind {
    /// Whatever somebody has raised.
    Ticket,
    /// Ordered from the service catalogue.
    Request,
    /// A change to what the company's services run on.
    Change,
    /// What is behind incidents that come again and again.
    Problem,
    /// An outage in which many work together, in a room of its own.
    Incident,
}

impl TicketKind {
    const ALL: [TicketKind; 5] =
        [TicketKind::Ticket, TicketKind::Request, TicketKind::Change, TicketKind::Problem, TicketKind::Incident];

    /// What stands before the number.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            TicketKind::Ticket => "T",
            TicketKind::Request => "REQ",
            TicketKind::Change => "CHG",
            TicketKind::Problem => "PRB",
            TicketKind::Incident => "INC",
        }
    }

    /// As the counter of its numbers is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TicketKind::Ticket => "ticket",
            TicketKind::Request => "request",
            TicketKind::Change => "change",
            TicketKind::Problem => "problem",
            TicketKind::Incident => "incident",
        }
    }

    /// Whether another practice than the desk leads such tickets, on a way of their own: what is said about one does not open it
    /// again, nobody is asked how content they are, and no times are promised.
    #[must_use]
    pub fn goes_own_way(self) -> bool {
        matches!(self, TicketKind::Change | TicketKind::Problem | TicketKind::Incident)
    }

    fn base(self) -> i64 {
        match self {
            TicketKind::Ticket => 0,
            TicketKind::Request => NUMBERS,
            TicketKind::Change => 2 * NUMBERS,
            TicketKind::Problem => 3 * NUMBERS,
            TicketKind::Incident => 4 * NUMBERS,
        }
    }
}

/// So many numbers each kind has: 2^40, which JSON and JavaScript still tell apart.
const NUMBERS: i64 = 1 << 40;

impl TicketId {
    /// The id of a number of a kind. What is no number of any ticket becomes an id that no ticket has.
    #[must_use]
    pub fn new(kind: TicketKind, number: i64) -> Self {
        if (1..NUMBERS).contains(&number) { Self(kind.base() + number) } else { Self(i64::MAX) }
    }

    /// Which kind it is.
    #[must_use]
    pub fn kind(self) -> TicketKind {
        match self.0 / NUMBERS {
            1 => TicketKind::Request,
            2 => TicketKind::Change,
            3 => TicketKind::Problem,
            4 => TicketKind::Incident,
            _ => TicketKind::Ticket,
        }
    }

    /// The number, as people see it.
    #[must_use]
    pub fn number(self) -> i64 {
        self.0 - self.kind().base()
    }
}

impl fmt::Display for TicketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind().prefix(), self.number())
    }
}

impl FromStr for TicketId {
    type Err = ();

    /// Reads `T-1042`, `t1042`, `T 1042`, `#1042`, `T-1042.`, `REQ-9`, `CHG-88`, `PRB-4`, `INC-17`; a bare number is not an id.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().trim_end_matches(['.', ',', ';', ':', ')']);
        let marked = text.strip_prefix('#');
        let named = |kind: &TicketKind| {
            let rest = marked.unwrap_or(text);
            let (prefix, rest) = rest.split_at_checked(kind.prefix().len())?;
            prefix.eq_ignore_ascii_case(kind.prefix()).then_some((*kind, rest))
        };
        let (kind, number) = match (TicketKind::ALL.iter().find_map(named), marked) {
            (Some(found), _) => found,
            (None, Some(number)) => (TicketKind::Ticket, number),
            (None, None) => return Err(()),
        };
        let number = number.trim_start_matches(['-', '–', '‑', '#', ' ']);
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(());
        }
        match number.parse() {
            Ok(0) => Err(()),
            Ok(n) => Ok(Self::new(kind, n)),
            // More than any ticket has. It is meant as one, and must not be taken for words about another.
            Err(_) => Ok(Self(i64::MAX)),
        }
    }
}

/// The number of a knowledge article: `KB-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KB-{}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = ();

    /// Reads `KB-12`, `kb12`, `KB 12`, `#KB-12.`; a bare number is not an id.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().trim_end_matches(['.', ',', ';', ':', ')']).trim_start_matches('#');
        let (prefix, rest) = text.split_at_checked(2).ok_or(())?;
        let number = rest.trim_start_matches(['-', '–', '‑', ' ']);
        let is_one = prefix.eq_ignore_ascii_case("KB") && !number.is_empty();
        if !is_one || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(());
        }
        // More than any article has is meant as one all the same.
        match number.parse().unwrap_or(i64::MAX) {
            0 => Err(()),
            number => Ok(Self(number)),
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
    fn articles_are_read_as_people_write_them() {
        for text in ["KB-12", "kb12", "KB 12", "#KB-12.", "Kb–12", " kb-12: "] {
            assert_eq!(text.parse(), Ok(ArticleId(12)), "{text}");
        }
        assert_eq!(ArticleId(12).to_string(), "KB-12");
        assert_eq!("KB-99999999999999999999".parse(), Ok(ArticleId(i64::MAX)));
        for text in ["", "KB", "KB-", "12", "KB-0", "KB-x", "T-12", "KBé", "ü12"] {
            assert_eq!(text.parse::<ArticleId>(), Err(()), "{text}");
        }
    }

    #[test]
    fn ids_are_read_as_people_write_them() {
        for text in ["T-1042", "t-1042", "T1042", "T 1042", "#1042", "#T-1042", "T-1042.", "T–1042", " t-1042, "] {
            assert_eq!(text.parse(), Ok(TicketId(1042)), "{text}");
        }
        for text in ["REQ-9", "req-9", "REQ9", "REQ 9", "#REQ-9", "Req–9.", " req-9, "] {
            assert_eq!(text.parse(), Ok(TicketId::new(TicketKind::Request, 9)), "{text}");
        }
        assert_eq!(TicketId::new(TicketKind::Request, 9).to_string(), "REQ-9");
        for text in ["CHG-88", "chg88", "CHG 88", "#chg-88.", "Chg–88"] {
            assert_eq!(text.parse(), Ok(TicketId::new(TicketKind::Change, 88)), "{text}");
        }
        assert_eq!(TicketId::new(TicketKind::Change, 88).kind(), TicketKind::Change);
        for text in ["PRB-4", "prb4", "PRB 4", "#prb-4.", "Prb–4"] {
            assert_eq!(text.parse(), Ok(TicketId::new(TicketKind::Problem, 4)), "{text}");
        }
        assert_eq!(TicketId::new(TicketKind::Problem, 4).kind(), TicketKind::Problem);
        for text in ["INC-17", "inc17", "INC 17", "#inc-17.", "Inc–17"] {
            assert_eq!(text.parse(), Ok(TicketId::new(TicketKind::Incident, 17)), "{text}");
        }
        assert_eq!(TicketId::new(TicketKind::Incident, 17).kind(), TicketKind::Incident);
        for text in
            ["", "T", "T-", "1042", "T-x", "T-0", "T--", "T-١", "Tür", "REQ", "REQ-", "REQ-0", "REQUEST-9", "Ré-9"]
        {
            assert_eq!(text.parse::<TicketId>(), Err(()), "{text}");
        }
        // Meant as a ticket, though there is none.
        assert_eq!("T-99999999999999999999".parse(), Ok(TicketId(i64::MAX)));
        // The row of a request is no number of a ticket.
        assert_eq!("T-1099511627785".parse(), Ok(TicketId(i64::MAX)));
    }
}

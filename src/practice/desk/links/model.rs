//! What a link means, seen from either end, and which tickets may become one. Pure.

use crate::command::fold;
use crate::ids::TicketId;
use crate::ticket::relation::{Before, Kind, Link};
use crate::ticket::{State, Ticket};

/// What the ticket that is named last is to the other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// It says the same, and the other one is where the work is done.
    Duplicate,
    /// It is where the work is done, and the other one says the same.
    Main,
    /// The other one is a part of it.
    Parent,
    /// It is a part of the other one.
    Child,
    /// They have to do with each other.
    Related,
}

/// Reads what a ticket is to another one, in both languages.
pub(super) fn read(text: &str) -> Option<Part> {
    Some(match fold(text.trim().trim_end_matches('.')).as_str() {
        "duplicate" | "dup" | "doppelt" | "duplikat" => Part::Duplicate,
        "main" | "original" | "hauptticket" | "haupt" => Part::Main,
        "parent" | "eltern" | "uebergeordnet" => Part::Parent,
        "child" | "kind" | "untergeordnet" => Part::Child,
        "related" | "verwandt" => Part::Related,
        _ => return None,
    })
}

/// The link by which `other` is that to `one`.
pub(super) fn link(one: TicketId, other: TicketId, part: Part) -> Link {
    let (ticket, other, kind) = match part {
        Part::Duplicate => (other, one, Kind::Duplicate),
        Part::Main => (one, other, Kind::Duplicate),
        Part::Parent => (one, other, Kind::Child),
        Part::Child => (other, one, Kind::Child),
        Part::Related => (one.min(other), one.max(other), Kind::Related),
    };
    Link { ticket, other, kind }
}

/// What the other ticket of a link is to this one, as the words know it.
pub(super) fn seen_from(link: Link, from: TicketId) -> &'static str {
    match (link.kind, link.ticket == from) {
        (Kind::Duplicate, true) => "main",
        (Kind::Duplicate, false) => "duplicate",
        (Kind::Child, true) => "parent",
        (Kind::Child, false) => "child",
        (Kind::Related, _) => "related",
    }
}

/// Why a ticket cannot become part of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// It is the same ticket.
    Itself,
    /// It is closed, and what is over stays as it is.
    SourceClosed,
    /// The other one is over: whatever became part of it would be over unseen.
    TargetOver(&'static str),
    /// Only one of them is private: the other one's people would learn of it.
    Private,
    /// Both are private, but another team's people would learn of it.
    Team,
}

/// Whether a ticket may become part of another one; `one_team`: one team looks after both.
pub(super) fn merge(source: &Ticket, target: &Ticket, one_team: bool) -> Result<(), Apart> {
    if source.id == target.id {
        return Err(Apart::Itself);
    }
    if matches!(source.state, State::Closed { .. }) {
        return Err(Apart::SourceClosed);
    }
    if !target.state.is_open() {
        return Err(Apart::TargetOver(target.state.name()));
    }
    if source.private != target.private {
        return Err(Apart::Private);
    }
    if source.private && !one_team {
        return Err(Apart::Team);
    }
    Ok(())
}

/// The state that a ticket had before it became part of another one; None where that is not known, or does not fit.
pub(super) fn restored(before: Option<&Before>, now: &State) -> Option<State> {
    Some(match before? {
        Before::New => State::New,
        Before::Assigned(to) => State::Assigned { to: *to },
        Before::Planned(to, at) => State::Planned { to: *to, at: *at },
        Before::Pending(to, until, on) => State::Pending { to: *to, until: *until, on: *on },
        Before::Resolved => State::Resolved { resolution: now.resolution()?.clone() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_says_what_the_ticket_named_last_is() {
        let (seven, nine) = (TicketId(7), TicketId(9));
        for (word, seen, from_the_other) in [
            ("parent", "parent", "child"),
            ("Übergeordnet", "parent", "child"),
            ("kind", "child", "parent"),
            ("doppelt", "duplicate", "main"),
            ("original", "main", "duplicate"),
            ("verwandt", "related", "related"),
        ] {
            let link = link(seven, nine, read(word).unwrap());
            assert_eq!((seen_from(link, seven), seen_from(link, nine)), (seen, from_the_other), "{word}");
        }
        assert_eq!(read("sibling"), None);
        assert_eq!(link(nine, seven, Part::Related), link(seven, nine, Part::Related));
    }
}

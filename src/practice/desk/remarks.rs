//! What else stands on a ticket's card: where it has gone, what it is linked to, what its requester said of it.

use super::{links, satisfaction};
use crate::error::Stop;
use crate::flow::turn::{Place, Turn};
use crate::i18n::Phrase;
use crate::practice::PRACTICES;
use crate::ticket::{Side, Ticket, relation};

/// What else stands on a card.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// A line each.
    pub(super) lines: Vec<Phrase>,
    /// It was merged into another ticket, and nothing can be done with it any more.
    pub(super) merged: bool,
}

/// The remarks on a ticket's card in a place.
pub(super) async fn of(turn: &mut Turn<'_>, ticket: &Ticket, place: &Place, side: Side) -> Result<Remarks, Stop> {
    let mut lines = Vec::new();
    let merged = relation::merged_into(turn.conn(), ticket.id).await?;
    if let Some(target) = merged {
        let key = if side == Side::Team { "merged-into" } else { "merged-goes-on" };
        lines.push(Phrase::new(key).text("target", target.to_string()));
    }
    lines.extend(links::line(turn, ticket, place, side).await?);
    if side == Side::Team {
        lines.extend(satisfaction::line(turn, ticket).await?);
    }
    for says in PRACTICES.iter().filter_map(|practice| practice.lines) {
        lines.extend(says(turn, ticket, side).await?);
    }
    Ok(Remarks { lines, merged: merged.is_some() })
}

//! Rooms that were replaced by others (an upgrade). Nobody can write in the old one any more, and its threads do not exist in
//! the new one. A ticket that lives there moves with the next thing that happens to it: it gets a fresh card in the new
//! room, under which it goes on. Those to which nothing happens stay where they are; lists show them as ever.

use super::homes;
use crate::error::Stop;
use crate::flow::turn::{Place, Turn};
use crate::people;
use crate::ticket::{self, Side, Ticket};

/// Moves a ticket out of replaced rooms, where the bot is in the new one already. Its requester is named on the new card:
/// what they are looking at has stopped.
pub(super) async fn follow(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let replaced = ticket::store::replaced(turn.conn(), ticket.id).await?;
    if replaced.is_empty() {
        return Ok(());
    }
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    for (card, room) in replaced {
        let Some(home) = homes.iter().find(|home| home.card == card) else { continue };
        ticket::store::remove_place(turn.conn(), ticket.id, card).await?;
        let now = ticket::store::places(turn.conn(), ticket.id).await?;
        // Two rooms can have become one.
        if now.iter().any(|other| other.platform == home.platform && other.room == room) {
            continue;
        }
        let platform = home.platform.clone();
        let mention = match home.side {
            Side::Team => None,
            Side::Shared | Side::Requester => people::store::find(turn.conn(), &platform, ticket.requester).await?,
        };
        let place = Place { platform, room: room.clone(), thread: None };
        homes::settle(turn, ticket, &place, home.side, mention.as_ref()).await?;
        let (before, after) = (serde_json::json!({ "room": home.room }), serde_json::json!({ "room": room }));
        turn.record("ticket-replaced", &ticket.id.to_string(), before, after).await?;
    }
    Ok(())
}

//! What other practices have done, or want done, to a ticket.

use serde_json::json;

use super::homes::{self, faces, moment};
use super::{assign, view};
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::{Place, Turn};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::ticket::{self, Side, Ticket};

/// Hears a fact.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::DueChanged(id) => match ticket::store::lock(turn.conn(), id).await? {
            Some(ticket) => homes::refresh_cards(turn, &ticket).await,
            None => Ok(()),
        },
        Fact::RaiseWanted(id) => match open(turn, id).await? {
            Some(ticket) => more_urgent(turn, ticket).await,
            None => Ok(()),
        },
        Fact::HandOverWanted(id, team) => match open(turn, id).await? {
            Some(ticket) => hand_over(turn, ticket, &team).await,
            None => Ok(()),
        },
        Fact::TicketChanged(_) | Fact::TicketAnswered { .. } | Fact::Escalated { .. } => Ok(()),
    }
}

async fn open(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<Ticket>, Stop> {
    Ok(ticket::store::lock(turn.conn(), id).await?.filter(|ticket| ticket.state.is_open()))
}

/// One level more urgent. What cannot be more urgent stays as it is.
async fn more_urgent(turn: &mut Turn<'_>, mut ticket: Ticket) -> Result<(), Stop> {
    if ticket.priority <= 1 {
        return Ok(());
    }
    let (before, now) = (json!({ "priority": ticket.priority }), turn.now);
    ticket.priority -= 1;
    ticket::store::update(turn.conn(), &ticket, now).await?;
    let after = json!({ "priority": ticket.priority });
    turn.record("ticket-priority", &ticket.id.to_string(), before, after).await?;
    homes::refresh(turn, &ticket).await?;
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Requester {
            continue;
        }
        let faces = faces(turn, &ticket, &home.platform).await?;
        let phrase = Phrase::new("raised-late").phrase("changed", view::changed(&ticket, &faces, moment(turn)));
        homes::say_at(turn, &ticket, &home, &phrase, None).await?;
    }
    Ok(())
}

/// To another team, on the platform on which the ticket lives: where time acts, the turn has none.
async fn hand_over(turn: &mut Turn<'_>, ticket: Ticket, team: &str) -> Result<(), Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let Some(home) = homes.first() else { return Ok(()) };
    // In no thread of it: each is told.
    let elsewhere = Place { platform: home.platform.clone(), room: String::new(), thread: None };
    let place = std::mem::replace(&mut turn.place, elsewhere);
    let done = assign::hand_over(turn, ticket, team).await;
    turn.place = place;
    done
}

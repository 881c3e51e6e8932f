//! What other practices have done, or want done, to a ticket.

use serde_json::json;

use super::homes::{self, Besides, faces, moment};
use super::{assign, model, raise, view, work};
use crate::error::Stop;
use crate::fact::{Fact, Outcome, Stand};
use crate::flow::turn::{Place, Turn};
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people;
use crate::ticket::{self, Side, Ticket, log};

/// Hears a fact.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::CardsOutdated(id) => match ticket::store::lock(turn.conn(), id).await? {
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
        Fact::TicketOpened(id) => opened(turn, id).await,
        Fact::TicketOpenedInside(id) => opened_inside(turn, id).await,
        Fact::ApprovalAsked { ticket: id, until } => match open(turn, id).await? {
            Some(mut ticket) => match model::ask_approval(&ticket.state, until) {
                Ok(to) => work::save(turn, &mut ticket, to, "ticket-wait").await,
                Err(_) => Ok(()),
            },
            None => Ok(()),
        },
        // A change has a way of its own, and its practice says how it goes on.
        Fact::ApprovalDecided { ticket: id, .. } if id.kind() == TicketKind::Change => Ok(()),
        Fact::ApprovalDecided { ticket: id, outcome } => match open(turn, id).await? {
            Some(ticket) => decided(turn, ticket, outcome).await,
            None => Ok(()),
        },
        Fact::StandWanted { ticket: id, stand } => {
            let ticket = match stand {
                Stand::Again => ticket::store::lock(turn.conn(), id).await?,
                _ => open(turn, id).await?,
            };
            match ticket {
                Some(ticket) => stands(turn, ticket, stand).await,
                None => Ok(()),
            }
        }
        Fact::FileSent { ticket: id, entry } => file_sent(turn, id, entry).await,
        _ => Ok(()),
    }
}

/// A ticket that another practice has written gets its cards, as any other.
async fn opened(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    if let Some(own) = ticket::room::of_ticket(turn.conn(), ticket.id).await? {
        // Also where time alone has raised it.
        turn.emit(Fact::TicketChanged(ticket.id));
        return homes::settle_own(turn, &ticket, &own).await;
    }
    let platform = turn.place.platform.clone();
    let raised_by = turn.actor()?.clone();
    let requester = people::store::find(turn.conn(), &platform, ticket.requester).await?;
    let requester = requester.unwrap_or_else(|| raised_by.clone());
    turn.emit(Fact::TicketChanged(ticket.id));
    let (place, root) = (turn.place.clone(), turn.place.thread.clone().unwrap_or_default());
    let others = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?;
    let home = raise::home_of(turn, ticket.team.as_deref()).await?;
    if !others.is_empty() && home.as_ref().is_none_or(|home| *home == place.room) {
        // What is said in this thread is about another ticket; this one gets a thread of its own.
        let top = Place { thread: None, ..place };
        let side = if home.is_some() { Side::Team } else { Side::Shared };
        return homes::settle(turn, &ticket, &top, side, None).await;
    }
    raise::settle(turn, &ticket, Besides::All, &requester, &raised_by).await
}

/// A ticket gets its card in the room of its team; where there is none, on top in this one.
async fn opened_inside(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    turn.emit(Fact::TicketChanged(ticket.id));
    let home = raise::home_of(turn, ticket.team.as_deref()).await?;
    let room = home.filter(|_| !ticket.private).unwrap_or_else(|| turn.place.room.clone());
    let place = Place { platform: turn.place.platform.clone(), room, thread: None };
    homes::settle(turn, &ticket, &place, Side::Team, None).await
}

/// A file that came with a ticket is kept, and passed on to the team.
async fn file_sent(turn: &mut Turn<'_>, id: TicketId, entry: i64) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let Some(said) = log::said(turn.conn(), entry).await? else { return Ok(()) };
    let platform = turn.place.platform.clone();
    let author = people::store::find(turn.conn(), &platform, said.author).await?;
    let name = author.map_or_else(String::new, |author| author.name);
    raise::keep_file(turn, &ticket, entry, &name, said.attachment.as_ref()).await
}

/// It can be worked on, or it is over.
async fn decided(turn: &mut Turn<'_>, mut ticket: Ticket, outcome: Outcome) -> Result<(), Stop> {
    match model::decided(&ticket.state, outcome == Outcome::Approved, turn.now) {
        Some(to) => {
            let act = if to.is_open() { "ticket-wait-over" } else { "ticket-close" };
            work::save(turn, &mut ticket, to, act).await
        }
        None => Ok(()),
    }
}

/// Its practice has led it on.
async fn stands(turn: &mut Turn<'_>, mut ticket: Ticket, stand: Stand) -> Result<(), Stop> {
    let (to, act) = match stand {
        Stand::Work => (model::decided(&ticket.state, true, turn.now), "ticket-wait-over"),
        Stand::Done(by) => (Some(model::done(&ticket.state, by, turn.now)), "ticket-close"),
        Stand::Solved { by, solution } => (model::solved_by(&ticket.state, by, turn.now, solution), "ticket-close"),
        Stand::Again => (model::reopen(&ticket.state, None).ok(), "ticket-reopen"),
        Stand::Dropped => (Some(model::dropped(&ticket.state, turn.now)), "ticket-close"),
    };
    match to {
        Some(to) => work::save(turn, &mut ticket, to, act).await,
        None => Ok(()),
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

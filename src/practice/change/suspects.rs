//! What breaks soon after a change most often comes of it: a new ticket on an affected service is linked with the change.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::store;
use crate::config;
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::practice::threads;
use crate::ticket::relation::{self, Kind, Link};
use crate::ticket::{self, Side, Ticket, title_line};

/// So many changes are named.
const MOST: i64 = 3;

/// A ticket was raised, or its service was set.
pub(super) async fn look(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let config = turn.config.clone();
    if config.services.is_empty() {
        return Ok(());
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let within = TimeDelta::from_std(config.change.suspects_within).unwrap_or_default();
    let Some(service) = ticket.service.as_ref().filter(|_| ticket.state.is_open()) else { return Ok(()) };
    if ticket.private || turn.now - ticket.created_at > within {
        return Ok(());
    }
    let mut services: Vec<String> = config::below(&config.services, service).into_iter().collect();
    services.push(service.clone());
    let since = ticket.created_at - within;
    for change in store::causes(turn.conn(), &services, ticket.created_at, since, MOST).await? {
        if relation::of_pair(turn.conn(), id, change).await?.is_none() {
            link(turn, &ticket, change).await?;
        }
    }
    Ok(())
}

async fn link(turn: &mut Turn<'_>, suspect: &Ticket, change: TicketId) -> Result<(), Stop> {
    let Some(change) = ticket::store::lock(turn.conn(), change).await? else { return Ok(()) };
    relation::link(turn.conn(), Link { ticket: suspect.id, other: change.id, kind: Kind::Related }).await?;
    let after = json!({ "ticket": suspect.id.to_string() });
    turn.record("change-suspect", &change.id.to_string(), Value::Null, after).await?;
    let of_change =
        Phrase::new("change-suspect").text("id", suspect.id.to_string()).text("title", title_line(&suspect.title));
    tell(turn, &change, &of_change).await?;
    let of_ticket =
        Phrase::new("change-cause").text("id", change.id.to_string()).text("title", title_line(&change.title));
    tell(turn, suspect, &of_ticket).await?;
    turn.emit(Fact::CardsOutdated(suspect.id));
    turn.emit(Fact::CardsOutdated(change.id));
    Ok(())
}

/// Inside alone: a requester cannot do anything about it.
async fn tell(turn: &mut Turn<'_>, ticket: &Ticket, phrase: &Phrase) -> Result<(), Stop> {
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side != Side::Requester {
            threads::say_at(turn, ticket, &home, phrase, None).await?;
        }
    }
    Ok(())
}

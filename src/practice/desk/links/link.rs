//! `!link T-9 parent`, and the line on the cards that tells of it.

use serde_json::{Value, json};

use super::super::homes::refresh;
use super::super::model::title_line;
use super::named;
use super::{both, model};
use crate::error::{Refusal, Stop};
use crate::flow::turn::{Place, Turn};
use crate::i18n::Phrase;
use crate::people::team;
use crate::practice::{Call, Who, meaning, permission};
use crate::ticket::relation::{self, Kind, Neighbour};
use crate::ticket::{self, Side, Ticket};

/// `!link T-7 T-9 parent`: the second is the first one's parent.
pub(super) async fn link(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (one, other) = named(turn, &call.args, "link").await?;
    let text = call.args.text.trim();
    let part = model::read(text).ok_or_else(|| {
        let reason = match text.is_empty() {
            true => Phrase::new("link-how").text("id", other.to_string()),
            false => Phrase::new("link-unknown").text("text", title_line(text)),
        };
        Refusal::unclear(reason).hint(Phrase::new("link-hint"))
    })?;
    if one == other {
        return Err(Refusal::new(Phrase::new("link-itself").text("id", one.to_string())).into());
    }
    let (first, second) = of_an_agent(turn, one, other, "ticket-link").await?;
    for ticket in [&first, &second] {
        meaning::unmerged(turn, ticket, "ticket-link").await?;
    }
    let link = model::link(one, other, part);
    let before = relation::of_pair(turn.conn(), one, other).await?;
    let stands = |key: &'static str| {
        Phrase::new(key)
            .text("one", one.to_string())
            .text("other", other.to_string())
            .choice("kind", model::seen_from(link, one))
    };
    if before == Some(link) {
        return Err(Refusal::new(stands("link-already")).into());
    }
    relation::unlink(turn.conn(), one, other).await?;
    if link.kind != Kind::Related && relation::would_circle(turn.conn(), link).await? {
        return Err(Refusal::new(stands("link-circle")).into());
    }
    relation::link(turn.conn(), link).await?;
    let (before, after) = (before.map(|link| link.kind.name()), link.kind.name());
    let after = json!({ "kind": after, "to": link.other.to_string() });
    turn.record("ticket-link", &link.ticket.to_string(), json!({ "kind": before }), after).await?;
    refresh(turn, &first).await?;
    refresh(turn, &second).await?;
    turn.answer(&stands("link-made")).await?;
    Ok(())
}

/// `!unlink T-9`: they have nothing to do with each other after all.
pub(super) async fn unlink(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (one, other) = named(turn, &call.args, "unlink").await?;
    let (first, second) = of_an_agent(turn, one, other, "ticket-unlink").await?;
    let names = |key: &'static str| Phrase::new(key).text("one", one.to_string()).text("other", other.to_string());
    if !relation::unlink(turn.conn(), one, other).await? {
        return Err(Refusal::new(names("link-none")).into());
    }
    let before = json!({ "to": other.to_string() });
    turn.record("ticket-unlink", &one.to_string(), before, Value::Null).await?;
    refresh(turn, &first).await?;
    refresh(turn, &second).await?;
    turn.answer(&names("link-removed")).await?;
    Ok(())
}

/// The two tickets, for somebody who works on one of them and may know of the other.
async fn of_an_agent(
    turn: &mut Turn<'_>,
    one: crate::ids::TicketId,
    other: crate::ids::TicketId,
    act: &'static str,
) -> Result<(Ticket, Ticket), Stop> {
    let (first, second) = both(turn, one, other).await?;
    if !permission::may(turn, Who::Agent, Some(&second)).await? {
        permission::permit(turn, Who::Agent, Some(&first), act).await?;
    }
    Ok((first, second))
}

/// The line on a card that tells of the links to tickets of which those who read it may know.
pub(in super::super) async fn line(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    place: &Place,
    side: Side,
) -> Result<Option<Phrase>, Stop> {
    let neighbours = relation::neighbours(turn.conn(), ticket.id).await?;
    if neighbours.is_empty() {
        return Ok(None);
    }
    // A direct chat that is still to be opened has no room yet.
    let is_direct = place.room.is_empty() || turn.room(&place.platform, &place.room).await?.direct;
    let ids: Vec<_> = neighbours.iter().map(|neighbour| neighbour.id).collect();
    let hidden = ticket::store::direct_among(turn.conn(), &ids).await?;
    let config = turn.config.clone();
    let owner = |team: &Option<String>| team::owner(&config, team.as_deref()).map(str::to_owned);
    let is_shown = |neighbour: &&Neighbour| match side {
        Side::Team => !neighbour.private || owner(&neighbour.team) == owner(&ticket.team),
        Side::Shared if !is_direct => !neighbour.private && !hidden.contains(&neighbour.id),
        Side::Shared | Side::Requester => neighbour.is_of(ticket.requester),
    };
    let mut list: Option<Phrase> = None;
    for neighbour in neighbours.iter().filter(is_shown) {
        let part = Phrase::new("link-part")
            .choice("kind", model::seen_from(neighbour.link, ticket.id))
            .text("id", neighbour.id.to_string());
        list = Some(match list {
            Some(before) => Phrase::new("ticket-and").phrase("before", before).phrase("what", part),
            None => part,
        });
    }
    Ok(list.map(|list| Phrase::new("link-line").phrase("links", list)))
}

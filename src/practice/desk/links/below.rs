//! A ticket was resolved that others are duplicates or parts of: the team is asked whether those are resolved by it too, and
//! whose ticket has become part of it hears of it.

use serde::{Deserialize, Serialize};

use super::super::homes::{self};
use super::super::model::{self, Solution};
use super::super::{watch, work};
use crate::command::Sign;
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::{self, team};
use crate::practice::{Tap, Who, permission};
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, Side, Ticket, relation};

/// The kind of the message that asks.
pub(super) const ASKED: &str = "ticket-resolve-below";

/// What is kept with the message that asks.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    ticket: TicketId,
}

/// After a ticket was resolved: tells whose ticket has become part of it, and asks the team about its open duplicates and
/// parts.
pub(in super::super) async fn ask_below(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    tell_sources(turn, ticket).await?;
    let open = resolvable(turn, ticket).await?;
    if open.is_empty() {
        return Ok(());
    }
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let of_team = homes.iter().find(|home| home.side == Side::Team);
    let Some(home) = of_team.or_else(|| homes.iter().find(|home| home.side == Side::Shared)) else { return Ok(()) };
    let phrase = Phrase::new("below-ask")
        .text("id", ticket.id.to_string())
        .text("ids", listed(&open))
        .number("count", i64::try_from(open.len()).unwrap_or(i64::MAX));
    let message = homes::say_at(turn, ticket, home, &phrase, None).await?;
    let payload = serde_json::to_value(Asked { ticket: ticket.id })?;
    prompts::keep(turn.conn(), message, ASKED, &payload).await?;
    if turn.config.desk.offer_reactions {
        turn.offer(message, &["✅", "❌"]).await?;
    }
    Ok(())
}

fn listed(tickets: &[TicketId]) -> String {
    tickets.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The open duplicates and parts of a ticket of which its team may know.
async fn resolvable(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Vec<TicketId>, Stop> {
    let config = turn.config.clone();
    let owner = |team: &Option<String>| team::owner(&config, team.as_deref()).map(str::to_owned);
    let of = owner(&ticket.team);
    let mut found = Vec::new();
    for id in relation::open_below(turn.conn(), ticket.id).await? {
        if let Some(below) = ticket::store::lock(turn.conn(), id).await?
            && (!below.private || of.is_some() && owner(&below.team) == of)
        {
            found.push(id);
        }
    }
    Ok(found)
}

/// Whose ticket has become part of this one is told in their own thread. Of a private one only that it is resolved.
async fn tell_sources(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let solution = ticket.state.resolution().and_then(|resolution| resolution.solution.clone());
    for id in relation::sources(turn.conn(), ticket.id).await? {
        let Some(source) = ticket::store::lock(turn.conn(), id).await? else { continue };
        let solution = solution.clone().filter(|_| !ticket.private || source.requester == ticket.requester);
        let phrase = match solution {
            Some(solution) => Phrase::new("merged-resolved-solution").text("solution", solution),
            None => Phrase::new("merged-resolved"),
        };
        let phrase = phrase.text("id", source.id.to_string()).text("target", ticket.id.to_string());
        tell_requester(turn, &source, phrase).await?;
    }
    Ok(())
}

/// Tells the requester of a ticket in the threads in which they read, but for the one in which this turn happens.
async fn tell_requester(turn: &mut Turn<'_>, ticket: &Ticket, phrase: Phrase) -> Result<(), Stop> {
    let actor = turn.actor()?.id;
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Team || homes::is_here(turn, &home).await? {
            continue;
        }
        if let Some(requester) = people::store::find(turn.conn(), &home.platform, ticket.requester).await? {
            let phrase = phrase.clone().node("person", homes::person(&requester));
            let mention = Some(&requester).filter(|requester| requester.id != actor);
            homes::say_at(turn, ticket, &home, &phrase, mention).await?;
        }
    }
    Ok(())
}

/// ✅ or ❌ on the question.
pub(super) async fn answered(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Asked { ticket: id } = serde_json::from_value(tap.payload)?;
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(Outcome::Ignored) };
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let person = turn.actor()?.id;
    if !permission::may(turn, Who::Agent, Some(&ticket)).await? {
        if ticket::store::first_hint(turn.conn(), id, person, ASKED).await? {
            turn.answer(&Phrase::new("below-not-permitted")).await?;
        }
        return Ok(Outcome::Refused);
    }
    prompts::forget(turn.conn(), tap.message).await?;
    turn.offer(tap.message, &[]).await?;
    let phrase = match (tap.sign, ticket.state.is_open()) {
        (Sign::Yes, true) => Phrase::new("below-open-again").text("id", id.to_string()),
        (Sign::Yes, false) => done(&ticket, &resolve_below(turn, &ticket).await?),
        _ => Phrase::new("below-left").text("id", id.to_string()),
    };
    let language = homes::language_below(turn, &ticket, tap.message).await?.unwrap_or(turn.language);
    let body = turn.words.say(language, &phrase);
    turn.edit(tap.message, body).await?;
    Ok(Outcome::Done)
}

/// What became of the tickets that belong to a resolved one.
#[derive(Debug, Default)]
struct Done {
    resolved: Vec<TicketId>,
    /// Others work on these.
    left: Vec<TicketId>,
}

fn done(ticket: &Ticket, done: &Done) -> Phrase {
    let id = ticket.id.to_string();
    let (resolved, left) = (listed(&done.resolved), listed(&done.left));
    match (done.resolved.is_empty(), done.left.is_empty()) {
        (true, true) => Phrase::new("below-nothing").text("id", id),
        (false, true) => Phrase::new("below-resolved").text("id", id).text("ids", resolved),
        (true, false) => Phrase::new("below-others").text("ids", left),
        (false, false) => Phrase::new("ticket-and")
            .phrase("before", Phrase::new("below-resolved").text("id", id).text("ids", resolved))
            .phrase("what", Phrase::new("below-others").text("ids", left)),
    }
}

/// Resolves the open duplicates and parts of a ticket by its solution, and tells each requester. What the actor may not
/// resolve is left to those who may.
async fn resolve_below(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Done, Stop> {
    let solution = ticket.state.resolution().and_then(|resolution| resolution.solution.clone());
    let actor = turn.actor()?.clone();
    let mut done = Done::default();
    for id in resolvable(turn, ticket).await? {
        let Some(mut below) = ticket::store::lock(turn.conn(), id).await? else { continue };
        if !permission::may(turn, Who::Agent, Some(&below)).await? {
            done.left.push(id);
            continue;
        }
        let given = solution.clone().map_or(Solution::None, Solution::Given);
        let Ok(to) = model::resolve(&below.state, actor.id, turn.now, given) else { continue };
        work::save(turn, &mut below, to, "ticket-resolve").await?;
        if let Some(text) = &solution {
            let (platform, event, at) = (turn.cause.platform.clone(), turn.message.clone(), turn.said_at);
            let entry = NewEntry {
                author: actor.id,
                at,
                kind: Kind::Solution,
                text,
                attachment: None,
                platform: &platform,
                event: &event,
                internal: false,
            };
            log::insert(turn.conn(), id, entry).await?;
        }
        let phrase = match &solution {
            Some(solution) => Phrase::new("resolved-told-solution").text("solution", solution),
            None => Phrase::new("resolved-told"),
        };
        tell_requester(turn, &below, phrase.text("id", id.to_string())).await?;
        watch::tell_resolved(turn, &below).await?;
        let inside = Phrase::new("resolved-inside").text("id", id.to_string()).text("name", &actor.name);
        homes::tell(turn, &below, homes::Audience::Inside, &inside, None).await?;
        Box::pin(ask_below(turn, &below)).await?;
        done.resolved.push(id);
    }
    Ok(done)
}

//! `!merge T-9 into T-7`: one of two tickets becomes part of the other one. Both logs stay; what is said in the threads of
//! the one that is gone goes on to the other one's.

use serde_json::{Value, json};

use super::super::attachments::Passing;
use super::super::homes::{self, Audience};
use super::super::work;
use super::both;
use super::model::{self, Apart};
use super::named;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::{self, Person, team};
use crate::practice::{Call, Who, meaning, permission};
use crate::ticket::log::{self, Act};
use crate::ticket::relation::{self, Before};
use crate::ticket::{self, Resolution, Side, State, Ticket};

pub(super) async fn merge(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (from, into) = named(turn, &call.args, "merge").await?;
    // Of the ticket that was named one may have to know before one is told where it has gone.
    meaning::known(turn, from.min(into)).await?;
    meaning::known(turn, from.max(into)).await?;
    let named_target = into;
    let into = relation::merged_into(turn.conn(), into).await?.unwrap_or(into);
    if into == from && named_target != from {
        // Somebody else has merged them the other way round.
        let phrase =
            Phrase::new("merged-already").text("id", named_target.to_string()).text("target", from.to_string());
        return Err(Refusal::new(phrase).into());
    }
    let (mut source, target) = both(turn, from, into).await?;
    meaning::unmerged(turn, &source, "ticket-merge").await?;
    meaning::unmerged(turn, &target, "ticket-merge").await?;
    permission::permit(turn, Who::Agent, Some(&source), "ticket-merge").await?;
    let owner = |ticket: &Ticket| team::owner(&turn.config, ticket.team.as_deref()).map(str::to_owned);
    let one_team = owner(&source).is_some() && owner(&source) == owner(&target);
    model::merge(&source, &target, one_team).map_err(|reason| refusal(&source, &target, reason))?;
    if loses_its_secrecy(turn, &source, &target).await? {
        return Err(refusal(&source, &target, Apart::Private).into());
    }
    let (actor, now) = (turn.actor()?.clone(), turn.now);
    let before = Before::of(&source.state).ok_or_else(|| refusal(&source, &target, Apart::SourceClosed))?;
    relation::merge(turn.conn(), source.id, target.id, &before, now).await?;
    let to = source.state.assignee();
    let resolution = source.state.resolution().cloned();
    let resolution = resolution.unwrap_or(Resolution { to, by: actor.id, at: now, solution: None, solution_due: None });
    work::save(
        turn,
        &mut source,
        State::Closed { to, resolution: Some(resolution), at: now, unanswered: false },
        "ticket-merge",
    )
    .await?;
    let (platform, message, at) = (turn.cause.platform.clone(), turn.message.clone(), turn.said_at);
    let detail = source.id.to_string();
    log::act(turn.conn(), target.id, (actor.id, at), Act::Merged, &detail, (&platform, &message)).await?;
    let after = json!({ "merged": detail });
    turn.record("ticket-merge-into", &target.id.to_string(), Value::Null, after).await?;
    // Who watched it goes on watching what it has become a part of.
    for watcher in ticket::watch::list(turn.conn(), source.id).await? {
        ticket::watch::add(turn.conn(), target.id, watcher, now).await?;
    }
    tell(turn, &source, &target, &actor).await?;
    turn.answer(&Phrase::new("merged").text("id", detail).text("target", target.id.to_string())).await?;
    Ok(())
}

/// Whether what was said where nobody else reads along would go on where others do: the threads of a team are not the
/// requester's, and a direct chat is no room.
async fn loses_its_secrecy(turn: &mut Turn<'_>, source: &Ticket, target: &Ticket) -> Result<bool, Stop> {
    let is_team = |side: Side| side == Side::Team;
    if ticket::store::places(turn.conn(), target.id).await?.iter().any(|home| is_team(home.side)) {
        return Ok(false);
    }
    let has_team = ticket::store::places(turn.conn(), source.id).await?.iter().any(|home| is_team(home.side));
    Ok(has_team || !ticket::store::direct_among(turn.conn(), &[source.id]).await?.is_empty())
}

fn refusal(source: &Ticket, target: &Ticket, reason: Apart) -> Refusal {
    let named =
        |key: &'static str| Phrase::new(key).text("id", source.id.to_string()).text("target", target.id.to_string());
    match reason {
        Apart::Itself => Refusal::new(named("merge-itself")),
        Apart::SourceClosed => Refusal::new(named("merge-closed")).hint(named("merge-closed-hint")),
        Apart::TargetOver(state) => {
            Refusal::new(named("merge-target-over").choice("state", state)).hint(named("merge-target-over-hint"))
        }
        Apart::Private => Refusal::new(named("merge-private")).hint(named("merge-link-hint")),
        Apart::Team => Refusal::new(named("merge-team")).hint(named("merge-link-hint")),
    }
}

/// Everybody concerned hears in their own thread where it goes on.
async fn tell(turn: &mut Turn<'_>, source: &Ticket, target: &Ticket, actor: &Person) -> Result<(), Stop> {
    let (id, into) = (source.id.to_string(), target.id.to_string());
    let inside = Phrase::new("merged-inside").text("id", &id).text("target", &into).text("name", &actor.name);
    for home in ticket::store::places(turn.conn(), source.id).await? {
        if homes::is_here(turn, &home).await? {
            continue;
        }
        if home.side == Side::Team {
            homes::say_at(turn, source, &home, &inside, None).await?;
            continue;
        }
        let requester = people::store::find(turn.conn(), &home.platform, source.requester).await?;
        if let Some(requester) = requester.filter(|requester| requester.id != actor.id) {
            let phrase = Phrase::new("merged-told")
                .text("id", &id)
                .text("target", &into)
                .node("person", homes::person(&requester));
            homes::say_at(turn, source, &home, &phrase, Some(&requester)).await?;
        }
    }
    homes::tell(turn, target, Audience::Inside, &inside, None).await
}

/// A ticket in whose thread something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Followed {
    /// The ticket that hears it.
    pub(in super::super) id: TicketId,
    /// Who is in the thread.
    pub(in super::super) side: Side,
    /// The ticket whose thread it is and in whose log it is kept: one that has become part of the other, or the same.
    pub(in super::super) of: TicketId,
}

impl Followed {
    /// Whether it is said in the thread of a ticket that has become part of another one.
    pub(in super::super) fn is_merged(self) -> bool {
        self.of != self.id
    }
}

/// What is said in the thread of a ticket that is gone goes on to the one that it has become part of.
pub(in super::super) async fn follow(
    turn: &mut Turn<'_>,
    tickets: Vec<(TicketId, Side)>,
) -> Result<Vec<Followed>, Stop> {
    let ids: Vec<TicketId> = tickets.iter().map(|(id, _)| *id).collect();
    let ends = relation::ends(turn.conn(), &ids).await?;
    let end = |id: TicketId| ends.iter().find(|(source, _)| *source == id).map(|(_, end)| *end);
    let mut found: Vec<Followed> = tickets
        .iter()
        .filter(|(id, _)| end(*id).is_none())
        .map(|(id, side)| Followed { id: *id, side: *side, of: *id })
        .collect();
    for (id, side) in tickets {
        // Both can live in one thread, and then it is said there already.
        if let Some(target) = end(id)
            && found.iter().all(|known| known.id != target)
        {
            found.push(Followed { id: target, side, of: id });
        }
    }
    Ok(found)
}

/// Passes on what was said in the thread of a ticket that is gone to those who work on the one that it has become part
/// of: in its team's thread, or, where it has none, in the one that all of its people share.
pub(in super::super) async fn forward(
    turn: &mut Turn<'_>,
    followed: Followed,
    entry: i64,
    author: &Person,
    passing: &mut Passing,
) -> Result<(), Stop> {
    let Some(target) = ticket::store::lock(turn.conn(), followed.id).await? else { return Ok(()) };
    let mut homes = homes::elsewhere(turn, &target, Audience::Inside).await?;
    if homes.is_empty() && followed.side == Side::Shared {
        let places = ticket::store::places(turn.conn(), target.id).await?;
        homes.extend(places.into_iter().filter(|home| home.side == Side::Shared));
    }
    for home in homes {
        let faces = homes::faces(turn, &target, &home.platform).await?;
        let must_act = target.state.is_open() && followed.side != Side::Team;
        let assignee = faces.assignee.filter(|assignee| assignee.id != author.id && must_act);
        passing.to(turn, &target, &home, entry, assignee.as_ref()).await?;
    }
    Ok(())
}

/// The tickets whose log is read with that of a ticket, as far as the reader may: those that have become part of it. Inside
/// the team all of them; elsewhere those of the same requester, and those that were open to all who are in the room.
pub(in super::super) async fn read_with(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    inside: bool,
) -> Result<Vec<TicketId>, Stop> {
    let mut read = vec![ticket.id];
    for id in relation::sources(turn.conn(), ticket.id).await? {
        if inside || is_open_to_its_readers(turn, ticket, id).await? {
            read.push(id);
        }
    }
    Ok(read)
}

async fn is_open_to_its_readers(turn: &mut Turn<'_>, ticket: &Ticket, source: TicketId) -> Result<bool, Stop> {
    let Some(source) = ticket::store::lock(turn.conn(), source).await? else { return Ok(false) };
    if source.requester == ticket.requester {
        return Ok(true);
    }
    let shared = ticket::store::places(turn.conn(), source.id).await?.iter().any(|home| home.side == Side::Shared);
    let in_public = ticket::store::direct_among(turn.conn(), &[source.id]).await?.is_empty();
    Ok(shared && in_public && !source.private)
}

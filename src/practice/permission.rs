//! Who may do what, and who may see what, checked at the moment of acting against the account for which the platform
//! vouches.

use super::Who;
use crate::config::RoomPart;
use crate::error::{Refusal, Stop};
use crate::flow::turn::{Place, Turn};
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people::role::{MODERATOR, Role, named};
use crate::people::{self, Person, team};
use crate::ticket::list::Eyes;
use crate::ticket::{self, Side, Ticket};

/// The role of the actor at this moment, for a ticket or in general.
///
/// Whoever is named in `[roles]` has their role for all tickets but private ones. A team's members and leads have theirs
/// for the tickets of their team. Whoever moderates a room that is bound to nothing is an agent for the tickets that live
/// in that room and for nothing else: anybody can make a room of their own and moderate it.
pub async fn role(turn: &mut Turn<'_>, ticket: Option<&Ticket>) -> Result<Role, Stop> {
    let actor = turn.actor()?.clone();
    let place = turn.place.clone();
    role_of(turn, &actor, &place, ticket).await
}

/// The role of somebody in a place, likewise.
pub async fn role_of(
    turn: &mut Turn<'_>,
    person: &Person,
    place: &Place,
    ticket: Option<&Ticket>,
) -> Result<Role, Stop> {
    let (account, config) = (person.account.as_str(), turn.config.clone());
    let mut role = Role::Requester;
    let is_joint = ticket.is_some_and(|ticket| ticket.id.kind() == TicketKind::Incident);
    if let Some(closed) = ticket.filter(|ticket| is_joint && ticket.private)
        && !takes_part(turn, person, closed).await?
    {
        return Ok(role);
    }
    if !ticket.is_some_and(|ticket| ticket.private) {
        role = named(&config.roles, account);
    }
    // On a major incident all teams work together; what is for those alone who take part in one is no team's business.
    let is_closed = !is_joint && ticket.is_some_and(|ticket| team::is_closed(ticket.team.as_deref()));
    let memberships = match is_closed {
        true => Vec::new(),
        false => team::memberships(turn.conn(), &config, &place.platform, account).await?,
    };
    for membership in memberships {
        let owner = ticket.map(|ticket| team::owner(&config, ticket.team.as_deref()));
        let fits = is_joint || owner.is_none_or(|owner| owner == Some(membership.team.as_str()));
        if fits {
            role = role.max(if membership.leads { Role::Lead } else { Role::Agent });
        }
    }
    // Who has it works on it, wherever it has been moved since.
    if ticket.is_some_and(|ticket| ticket.state.assignee() == Some(person.id)) {
        role = role.max(Role::Agent);
    }
    // Whoever was let into the room of a major incident helps there.
    if let Some(joint) = ticket.filter(|_| is_joint && role == Role::Requester)
        && is_in_own_room(turn, person, joint).await?
    {
        return Ok(Role::Agent);
    }
    if role > Role::Requester || !config.roles.moderators_are_agents {
        return Ok(role);
    }
    let rooms = match ticket {
        // Whoever leads an incident has some weight in its room, and is no agent by that.
        None if turn.room(&place.platform, &place.room).await?.ticket.is_some() => Vec::new(),
        None => vec![place.room.clone()],
        Some(ticket) => {
            let places = ticket::store::places(turn.conn(), ticket.id).await?;
            places
                .into_iter()
                .filter(|home| home.platform == place.platform && home.side == Side::Shared)
                .map(|home| home.room)
                .collect()
        }
    };
    for room in rooms {
        let power = people::store::power(turn.conn(), &place.platform, &room, account).await?;
        if power >= MODERATOR && team::part_of(&config, &turn.room(&place.platform, &room).await?.names).is_none() {
            return Ok(Role::Agent);
        }
    }
    Ok(role)
}

/// Whether somebody takes part in a ticket that has a room to itself.
pub async fn takes_part(turn: &mut Turn<'_>, person: &Person, ticket: &Ticket) -> Result<bool, Stop> {
    if ticket.is_of(person.id) || ticket.state.assignee() == Some(person.id) {
        return Ok(true);
    }
    is_in_own_room(turn, person, ticket).await
}

async fn is_in_own_room(turn: &mut Turn<'_>, person: &Person, ticket: &Ticket) -> Result<bool, Stop> {
    let Some(own) = ticket::room::of_ticket(turn.conn(), ticket.id).await? else { return Ok(false) };
    let Some(room) = own.room else { return Ok(false) };
    Ok(people::store::is_member(turn.conn(), &own.platform, &room, &person.account).await?)
}

/// Whether the configuration names the actor as an agent or more: for what concerns more than one room.
pub fn is_named(turn: &Turn<'_>) -> Result<bool, Stop> {
    Ok(named(&turn.config.roles, &turn.actor()?.account) > Role::Requester)
}

/// Whether the actor may know of a ticket at all. Of a private one only its requester, who raised it, its assignee and
/// its team do; of others whoever they tell.
pub async fn may_see(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<bool, Stop> {
    let actor = turn.actor()?.clone();
    if !ticket.private || ticket.is_of(actor.id) {
        return Ok(true);
    }
    if ticket.id.kind() == TicketKind::Incident {
        return takes_part(turn, &actor, ticket).await;
    }
    Ok(role(turn, Some(ticket)).await? >= Role::Agent)
}

/// Who reads along in the place of this turn: in a direct chat the actor alone, in a team's room that team, elsewhere
/// anybody.
pub async fn eyes(turn: &mut Turn<'_>) -> Result<Eyes, Stop> {
    let (place, config) = (turn.place.clone(), turn.config.clone());
    let actor = turn.actor()?.clone();
    if turn.here().await?.direct {
        let teams = team::memberships(turn.conn(), &config, &place.platform, &actor.account).await?;
        let teams = as_stored(turn, teams.into_iter().map(|own| own.team).collect()).await?;
        return Ok(Eyes { person: Some(actor.id), teams });
    }
    let part = team::part_of(&config, &turn.here().await?.names);
    let teams = match part {
        Some(RoomPart::Team { team }) => vec![team.clone()],
        _ => Vec::new(),
    };
    Ok(Eyes { person: None, teams: as_stored(turn, teams).await? })
}

/// The names under which the tickets of some teams are stored: those of the teams, and, of the team that looks after what
/// is nobody else's, those of teams that the configuration has no more, and the empty one of no team.
pub async fn as_stored(turn: &mut Turn<'_>, teams: Vec<String>) -> Result<Vec<String>, Stop> {
    let mut names = teams.clone();
    if teams.is_empty() {
        return Ok(names);
    }
    let config = turn.config.clone();
    for stored in ticket::list::teams(turn.conn()).await? {
        if team::is_closed(Some(&stored)) {
            continue;
        }
        let of = Some(stored.as_str()).filter(|name| !name.is_empty());
        let owner = team::owner(&config, of);
        if owner.is_some_and(|owner| teams.iter().any(|team| team == owner)) && !names.contains(&stored) {
            names.push(stored);
        }
    }
    Ok(names)
}

/// Whether a ticket may be spoken of where this turn happens. A private one may in a direct chat, and in the room of its
/// team; elsewhere others read along, and for them it does not exist.
pub async fn may_speak_of(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<bool, Stop> {
    if !ticket.private {
        return Ok(true);
    }
    if turn.here().await?.ticket == Some(ticket.id) {
        return Ok(true);
    }
    let eyes = eyes(turn).await?;
    Ok(eyes.person.is_some() || is_among(turn, ticket, &eyes))
}

fn is_among(turn: &Turn<'_>, ticket: &Ticket, eyes: &Eyes) -> bool {
    if team::is_closed(ticket.team.as_deref()) {
        return false;
    }
    let owner = team::owner(&turn.config, ticket.team.as_deref());
    owner.is_some_and(|owner| eyes.teams.iter().any(|team| team == owner))
}

/// Of these tickets, those whose words must not be shown here: private ones, and those from a direct chat, of which nobody
/// else in the company knows but the team.
pub async fn hidden_here(turn: &mut Turn<'_>, tickets: &[&Ticket]) -> Result<Vec<TicketId>, Stop> {
    let eyes = eyes(turn).await?;
    if eyes.person.is_some() {
        return Ok(Vec::new());
    }
    let others: Vec<&Ticket> = tickets.iter().copied().filter(|ticket| !is_among(turn, ticket, &eyes)).collect();
    let ids: Vec<TicketId> = others.iter().map(|ticket| ticket.id).collect();
    let mut hidden = ticket::store::direct_among(turn.conn(), &ids).await?;
    hidden.extend(others.iter().filter(|ticket| ticket.private).map(|ticket| ticket.id));
    Ok(hidden)
}

/// Whether the actor works in this room, and so may settle what goes for all who are in it.
pub async fn works_here(turn: &mut Turn<'_>) -> Result<bool, Stop> {
    let (place, config) = (turn.place.clone(), turn.config.clone());
    let account = turn.actor()?.account.clone();
    if named(&config.roles, &account) > Role::Requester {
        return Ok(true);
    }
    if let Some(RoomPart::Team { team }) = team::part_of(&config, &turn.here().await?.names) {
        let own = team::memberships(turn.conn(), &config, &place.platform, &account).await?;
        return Ok(own.iter().any(|own| own.team == *team));
    }
    let power = people::store::power(turn.conn(), &place.platform, &place.room, &account).await?;
    Ok(config.roles.moderators_are_agents && power >= MODERATOR)
}

/// Whether what is said inside the team may be shown here: in a thread or room of the ticket's team, or in a direct chat
/// with somebody who works on it. Never where a requester reads along, whoever asks.
pub async fn is_inside(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<bool, Stop> {
    if turn.here().await?.ticket == Some(ticket.id) {
        return Ok(true);
    }
    let eyes = eyes(turn).await?;
    if eyes.person.is_some() {
        // An agent's own request is read by them as its requester.
        let is_own = ticket.requester == turn.actor()?.id;
        return Ok(!is_own && role(turn, Some(ticket)).await? >= Role::Agent);
    }
    Ok(is_among(turn, ticket, &eyes))
}

/// Whether the actor may do something now and here.
pub async fn may(turn: &mut Turn<'_>, who: Who, ticket: Option<&Ticket>) -> Result<bool, Stop> {
    let actor = turn.actor()?.id;
    let involved = ticket.is_some_and(|ticket| ticket.is_of(actor));
    let role = role(turn, ticket).await?;
    Ok(who.includes(role, involved))
}

/// Refuses what the actor may not do now and here.
pub async fn permit(turn: &mut Turn<'_>, who: Who, ticket: Option<&Ticket>, act: &'static str) -> Result<(), Stop> {
    if may(turn, who, ticket).await? {
        return Ok(());
    }
    tracing::info!(act, "not permitted");
    Err(not_permitted(who, act).into())
}

/// What a refusal says to whoever it is for. Where a turn has to keep something although it refuses, it answers this:
/// what a refused turn has written is gone.
#[must_use]
pub fn told(refusal: &Refusal) -> Phrase {
    let frame = match (refusal.unclear, refusal.hint.is_some()) {
        (false, false) => "refusal",
        (false, true) => "refusal-hint",
        (true, false) => "unclear",
        (true, true) => "unclear-hint",
    };
    let phrase = Phrase::new(frame).phrase("reason", refusal.reason.clone());
    match &refusal.hint {
        Some(hint) => phrase.phrase("hint", hint.clone()),
        None => phrase,
    }
}

/// The refusal of what somebody may not do: who may.
#[must_use]
pub fn not_permitted(who: Who, act: &'static str) -> Refusal {
    Refusal::new(Phrase::new("not-permitted").choice("who", who.name()).choice("act", act))
        .hint(Phrase::new("not-permitted-hint").choice("who", who.name()))
}

//! Who may do what, checked at the moment of acting against the account for which the platform vouches.

use super::Who;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people;
use crate::people::role::{Role, role_of};
use crate::ticket::{self, Ticket};

/// The role of the actor at this moment.
///
/// Whoever is named in the configuration has it everywhere. Whoever moderates a room is an agent for the tickets that
/// live in that room and for nothing else: anybody can make a room of their own and moderate it.
pub async fn role(turn: &mut Turn<'_>, ticket: Option<&Ticket>) -> Result<Role, Stop> {
    let account = turn.actor()?.account.clone();
    let place = turn.place.clone();
    let named = role_of(&turn.config.roles, &account, 0);
    if named > Role::Requester {
        return Ok(named);
    }
    let rooms = match ticket {
        None => vec![place.room],
        Some(ticket) => {
            let places = ticket::store::places(turn.conn(), ticket.id).await?;
            places.into_iter().filter(|home| home.platform == place.platform).map(|home| home.room).collect()
        }
    };
    let mut role = named;
    for room in rooms {
        let power = people::store::power(turn.conn(), &place.platform, &room, &account).await?;
        role = role.max(role_of(&turn.config.roles, &account, power));
    }
    Ok(role)
}

/// Whether the configuration names the actor as an agent or operator: for what concerns more than one room.
pub fn is_named(turn: &Turn<'_>) -> Result<bool, Stop> {
    Ok(role_of(&turn.config.roles, &turn.actor()?.account, 0) > Role::Requester)
}

/// Whether the actor may do something now and here.
pub async fn may(turn: &mut Turn<'_>, who: Who, ticket: Option<&Ticket>) -> Result<bool, Stop> {
    let actor = turn.actor()?.id;
    let involved = ticket.is_some_and(|ticket| ticket.requester == actor || ticket.raised_by == actor);
    let role = role(turn, ticket).await?;
    Ok(match who {
        Who::Anyone => true,
        Who::Involved => involved || role >= Role::Agent,
        Who::Agent => role >= Role::Agent,
        Who::Operator => role >= Role::Operator,
    })
}

/// Refuses what the actor may not do now and here.
pub async fn permit(turn: &mut Turn<'_>, who: Who, ticket: Option<&Ticket>, act: &'static str) -> Result<(), Stop> {
    if may(turn, who, ticket).await? {
        return Ok(());
    }
    tracing::info!(act, "not permitted");
    Err(not_permitted(who, act).into())
}

/// The refusal of what somebody may not do: who may.
#[must_use]
pub fn not_permitted(who: Who, act: &'static str) -> Refusal {
    let who = match who {
        Who::Anyone => "anyone",
        Who::Involved => "involved",
        Who::Agent => "agent",
        Who::Operator => "operator",
    };
    Refusal::new(Phrase::new("not-permitted").choice("who", who).choice("act", act))
        .hint(Phrase::new("not-permitted-hint").choice("who", who))
}

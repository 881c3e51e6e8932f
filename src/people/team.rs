//! Teams: who belongs to which, and where they work.

use sqlx::PgConnection;

use super::{presence, store};
use crate::config::{Config, RoomConfig, RoomPart, TeamConfig};
use crate::error::Fault;

/// That somebody belongs to a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The team's short name.
    pub team: String,
    /// They lead it.
    pub leads: bool,
}

/// The teams to which an account belongs now: where it is named, or, of a team that names nobody, where it is in the
/// team's room.
pub async fn memberships(
    conn: &mut PgConnection,
    config: &Config,
    platform: &str,
    account: &str,
) -> Result<Vec<Membership>, Fault> {
    let is_in = |list: &[String]| list.iter().any(|one| one.eq_ignore_ascii_case(account));
    let mut found = Vec::new();
    let mut by_room = Vec::new();
    for team in &config.teams {
        match &team.members {
            _ if is_in(&team.leads) => found.push(Membership { team: team.name.clone(), leads: true }),
            Some(members) if is_in(members) => found.push(Membership { team: team.name.clone(), leads: false }),
            Some(_) => {}
            None => by_room.extend(room_of(config, &team.name).map(|room| (team, room))),
        }
    }
    if by_room.is_empty() {
        return Ok(found);
    }
    let names: Vec<String> = by_room.iter().map(|(_, room)| room.to_lowercase()).collect();
    let present = presence::present_in(conn, platform, account, &names).await?;
    let belongs = by_room.into_iter().filter(|(_, room)| present.contains(&room.to_lowercase()));
    found.extend(belongs.map(|(team, _)| Membership { team: team.name.clone(), leads: false }));
    Ok(found)
}

/// The team of this name.
#[must_use]
pub fn named<'c>(config: &'c Config, name: &str) -> Option<&'c TeamConfig> {
    config.teams.iter().find(|team| team.name.eq_ignore_ascii_case(name))
}

/// What stands before the team of a ticket that is none of the team's business, but of those alone who take part in it: so
/// stored, it is among the tickets of no team.
pub const CLOSED: char = '~';

/// Whether a ticket of this team, as stored, is that of those alone who take part in it.
#[must_use]
pub fn is_closed(stored: Option<&str>) -> bool {
    stored.is_some_and(|team| team.starts_with(CLOSED))
}

/// Whose a ticket is that belongs to no team, or to one that the configuration has no more: somebody must look after it.
#[must_use]
pub fn owner<'c>(config: &'c Config, team: Option<&'c str>) -> Option<&'c str> {
    let first = || config.teams.first().map(|team| team.name.as_str());
    let team = team.map(|team| team.trim_start_matches(CLOSED));
    let named = team.and_then(|team| named(config, team)).map(|team| team.name.as_str());
    named.or(config.desk.default_team.as_deref()).or_else(first)
}

/// The room in which a team works, by id or alias.
#[must_use]
pub fn room_of<'c>(config: &'c Config, team: &str) -> Option<&'c str> {
    let works_in =
        |room: &&RoomConfig| matches!(&room.part, RoomPart::Team { team: own } if own.eq_ignore_ascii_case(team));
    config.rooms.iter().find(works_in).map(|room| room.name.as_str())
}

/// What a room of these names ([`store::RoomFacts`]) is for, where the configuration says so.
#[must_use]
pub fn part_of<'c>(config: &'c Config, names: &[String]) -> Option<&'c RoomPart> {
    // An alias is the same in capitals, an id is not.
    let is_it = |bound: &str, name: &str| bound == name || name.starts_with('#') && bound.eq_ignore_ascii_case(name);
    let bound_as = |name: &String| config.rooms.iter().find(|bound| is_it(&bound.name, name));
    names.iter().find_map(bound_as).map(|bound| &bound.part)
}

/// The room of a team in which the bot is, on the platform given.
pub async fn home(
    conn: &mut PgConnection,
    config: &Config,
    platform: &str,
    team: &str,
) -> Result<Option<String>, Fault> {
    let Some(name) = room_of(config, team) else { return Ok(None) };
    store::room_on(conn, platform, name).await
}

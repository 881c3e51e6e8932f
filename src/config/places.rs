//! `[[rooms]]`, `[[teams]]`, `[[groups]]`: where the desk works, and who works there.

use super::account::account;
use super::keys::Keys;
use super::mistake::Problem;
use super::row::Row;

/// A room that has a part in the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomConfig {
    /// Its id or alias.
    pub name: String,
    /// Which part.
    pub part: RoomPart,
}

/// What a room is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoomPart {
    /// People raise tickets there.
    Intake {
        /// Each message outside of threads is a ticket.
        every_message: bool,
        /// Whose the tickets are that no rule gives to another team.
        team: Option<String>,
    },
    /// A team works there.
    Team {
        /// Which one.
        team: String,
    },
    /// Approvals are asked for there.
    Approval,
}

impl RoomPart {
    /// The team that gets what is raised there, where nothing says otherwise.
    #[must_use]
    pub fn team(&self) -> Option<&str> {
        match self {
            RoomPart::Intake { team, .. } => team.as_deref(),
            RoomPart::Team { team } => Some(team),
            RoomPart::Approval => None,
        }
    }
}

/// People who work on tickets together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamConfig {
    /// As in commands: `!assign team:network`.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// Who belongs to it; None: whoever is in its room.
    pub members: Option<Vec<String>>,
    /// Who leads it; belongs to it in any case.
    pub leads: Vec<String>,
}

/// People of whom rules speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupConfig {
    /// As in rules.
    pub name: String,
    /// Who belongs to it.
    pub members: Vec<String>,
}

pub(super) fn teams(keys: &mut Keys<'_>) -> Vec<TeamConfig> {
    let teams = keys.tables("teams", |row| {
        let name = row.needed("name", word);
        let title = row.text("title", line);
        let members = row.list("members", account);
        let leads = row.list("leads", account).unwrap_or_default();
        let name = name?;
        Some(TeamConfig { title: title.unwrap_or_else(|| name.clone()), name, members, leads })
    });
    each_once("teams", &teams, |team| &team.name, keys);
    teams
}

pub(super) fn groups(keys: &mut Keys<'_>) -> Vec<GroupConfig> {
    let groups = keys.tables("groups", |row| {
        let name = row.needed("name", word);
        let members = row.list("members", account).unwrap_or_default();
        Some(GroupConfig { name: name?, members })
    });
    each_once("groups", &groups, |group| &group.name, keys);
    groups
}

pub(super) fn rooms(keys: &mut Keys<'_>, teams: &[TeamConfig]) -> Vec<RoomConfig> {
    let names: Vec<&str> = teams.iter().map(|team| team.name.as_str()).collect();
    let rooms = keys.tables("rooms", |row| {
        let name = row.needed("name", room_name);
        let part = part(row, &names);
        Some(RoomConfig { name: name?, part: part? })
    });
    each_once("rooms", &rooms, |room| &room.name, keys);
    let of_team = |room: &RoomConfig| match &room.part {
        RoomPart::Team { team } => Some(team.clone()),
        _ => None,
    };
    let homes: Vec<String> = rooms.iter().filter_map(of_team).collect();
    each_once("rooms", &homes, |team| team, keys);
    rooms
}

fn part(row: &mut Row<'_>, teams: &[&str]) -> Option<RoomPart> {
    let is = row.needed("is", |text| match text {
        "intake" | "team" | "approval" => Ok(text.to_owned()),
        _ => Err(Problem::new(format!("must be \"intake\", \"team\" or \"approval\", but is {text:?}"))),
    });
    let every_message = row.text("intake", |text| match text {
        "commands" => Ok(false),
        "every-message" => Ok(true),
        _ => Err(Problem::new(format!("must be \"commands\" or \"every-message\", but is {text:?}"))),
    });
    let names_team = row.has("team");
    let team = row.one_of("team", "team", teams);
    match is?.as_str() {
        "intake" => Some(RoomPart::Intake { every_message: every_message.unwrap_or_default(), team }),
        _ if every_message.is_some() => {
            row.refuse(
                "intake",
                Problem::new("is for rooms in which tickets are raised").hint("write is = \"intake\""),
            );
            None
        }
        "team" if !names_team => {
            row.refuse("team", Problem::new("is needed: the team that works in this room"));
            None
        }
        "team" => team.map(|team| RoomPart::Team { team }),
        _ if names_team => {
            row.refuse("team", Problem::new("is for rooms in which tickets are raised, and for a team's own"));
            None
        }
        _ => Some(RoomPart::Approval),
    }
}

/// Refuses a second one of the same name.
pub(super) fn each_once<T>(key: &str, list: &[T], name: impl Fn(&T) -> &String, keys: &mut Keys<'_>) {
    for (at, one) in list.iter().enumerate() {
        let twice = |earlier: &T| name(earlier).eq_ignore_ascii_case(name(one));
        if list.iter().take(at).any(twice) {
            let origin = keys.origin(key);
            keys.refuse(key, &origin, Problem::new(format!("names {:?} twice", name(one))));
        }
    }
}

/// A short name as it is written in commands.
pub(super) fn word(text: &str) -> Result<String, Problem> {
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c == ':' || c.is_control()) {
        return Err(Problem::new(format!("must be one word without spaces and colons, but is {text:?}")));
    }
    Ok(text.to_owned())
}

/// Text in one line, as people see it.
pub(super) fn line(text: &str) -> Result<String, Problem> {
    if text.is_empty() || text.contains(char::is_control) {
        return Err(Problem::new("must be text in one line"));
    }
    Ok(text.to_owned())
}

/// Text of several lines that must say something.
pub(super) fn words(text: &str) -> Result<String, Problem> {
    match text.trim() {
        "" => Err(Problem::new("says nothing")),
        text => Ok(text.to_owned()),
    }
}

/// `#it-help:example.org`, `!id:example.org`; other platforms name rooms in their own way.
pub(super) fn room_name(text: &str) -> Result<String, Problem> {
    if text.is_empty() || text.contains(char::is_whitespace) {
        let problem = Problem::new(format!("must be a room's id or alias, but is {text:?}"));
        return Err(problem.hint("write \"#it-help:example.org\", or the id that begins with \"!\""));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests;

//! The rooms and people to begin with.

use crate::chat::local::{ACCOUNT, LocalServer, Refused};
use crate::config::{Directory, PersonConfig};

/// Whom one plays at first: somebody who needs help.
pub(super) const FIRST: &str = "@anna:local";
/// Where one is at first.
const ROOM: (&str, &str) = ("it-help", "IT help");
/// Account, name, weight in the room: an employee, an agent, the head of the desk.
const PEOPLE: [(&str, &str, i64); 3] =
    [(FIRST, "Anna", 0), ("@bernd:local", "Bernd", 50), ("@carla:local", "Carla", 100)];

/// Who is whose manager among these people.
#[must_use]
pub fn directory() -> Directory {
    let manager = PEOPLE.last().map(|(account, ..)| (*account).to_owned());
    let led = PEOPLE.iter().rev().skip(1).map(|(account, ..)| PersonConfig {
        account: (*account).to_owned(),
        manager: manager.clone(),
        ..PersonConfig::default()
    });
    Directory::new(led, Vec::new())
}

/// Puts the people and the bot into the first room, and returns its id.
pub(super) fn set(server: &LocalServer) -> Result<String, Refused> {
    let room = server.add_room(ROOM.0, ROOM.1);
    for (account, name, power) in PEOPLE {
        server.add_person(account, name);
        server.join(&room, account, power)?;
    }
    if !server.room(&room).is_some_and(|room| room.has(ACCOUNT)) {
        server.invite_bot(&room, "@carla:local", false)?;
    }
    Ok(room)
}

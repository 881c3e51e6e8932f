//! The rooms that the configuration speaks of.

use sqlx::PgPool;

use super::{Report, count};
use crate::config::{Config, RoomPart};
use crate::ops::store;

/// Looks whether the bot is in each of them. One in which it is not is as if it were not configured: a team's tickets stay
/// where they were raised.
pub(super) async fn examine(report: &mut Report, pool: &PgPool, config: &Config) {
    if config.rooms.is_empty() {
        return;
    }
    let names: Vec<String> = config.rooms.iter().map(|room| room.name.to_lowercase()).collect();
    let entered = match store::entered(pool, &names).await {
        Ok(entered) => entered,
        Err(error) => return report.wrong("rooms", error.to_string(), "look into the database server's log"),
    };
    let missing: Vec<_> = config.rooms.iter().filter(|room| !entered.contains(&room.name.to_lowercase())).collect();
    if missing.is_empty() {
        let rooms = count(config.rooms.len(), "room is", "rooms are");
        return report.good("rooms", format!("the bot is where the configuration says ({rooms} named)"));
    }
    for room in missing {
        let what = match &room.part {
            RoomPart::Team { team } => format!(
                "the bot is not in {}, so the tickets of the team {team} stay where they were raised",
                room.name
            ),
            _ => format!("the bot is not in {}", room.name),
        };
        report.doubtful("rooms", what, "invite it there; an alias must be the room's main one");
    }
}

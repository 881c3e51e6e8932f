//! Major incidents: a room, a lead, a timeline, updates on time.

mod ausfall;
mod export;
mod limits;
mod mistakes;
mod outage;
mod report;
mod review;
mod rooms;
mod ways;

use lotse::config::Config;

use crate::support::world::{World, account};

/// The room in which all are told of major incidents.
pub(super) const STATUS: &str = "status";

/// The room of the first incident, which is declared on the Monday of all stories.
pub(super) const ROOM: &str = "inc-1-20260112";

/// The company with teams, on whose status board dora reads along.
pub(super) async fn company(settings: impl FnOnce(&mut Config)) -> World {
    let mut world = World::company(|config| {
        config.desk.similar = false;
        config.desk.satisfaction = false;
        config.incident.announce = vec![format!("#{STATUS}:local")];
        config.incident.encrypted = false;
        settings(config);
    })
    .await;
    let room = world.server.add_room(STATUS, "Status");
    world.server.join(&room, &account("dora"), 0).expect("joins");
    world.server.invite_bot(&room, &account("dora"), false).expect("is invited");
    world.settle().await;
    world.forget();
    world
}

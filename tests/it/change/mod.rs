//! Changes: planned, assessed, agreed to, carried out and looked back upon from their threads.

mod calendar;
mod carrying;
mod emergency;
mod mistakes;
mod outage;
mod planning;
mod windows;

use lotse::calendar::{CalendarSpec, FreezeDays};
use lotse::chat::local::{Seen, Sight};
use lotse::config::{
    CalendarConfig, Config, Directory, FreezeConfig, PersonConfig, RoomConfig, RoomPart, ServiceConfig, TemplateConfig,
};

use crate::support::company::IT;
use crate::support::world::{World, account};

/// The room in which changes are agreed to: carla and dora.
pub(super) const CAB: &str = "cab";

/// The same company: e-mail runs on the network, the shop on e-mail; the network is changed in the nights of the weekend
/// alone. carla leads bernd and nora, dora leads carla and is a manager. Nothing is changed over Christmas.
pub(super) fn enabled(config: &mut Config) {
    let service = |name: &str, title: &str, on: &[&str]| ServiceConfig {
        name: name.to_owned(),
        title: title.to_owned(),
        depends_on: on.iter().map(|on| (*on).to_owned()).collect(),
        ..ServiceConfig::default()
    };
    let mail = config.services.remove(0);
    config.services = vec![
        ServiceConfig { depends_on: vec!["lan".to_owned()], ..mail },
        service("shop", "Shop", &["mail"]),
        ServiceConfig {
            maintenance: Some("nights".to_owned()),
            tell: vec![format!("#{CAB}:local")],
            ..service("lan", "Network", &[])
        },
        service("phone", "Telephone", &[]),
    ];
    let day = |from: &str, to: &str| vec![(from.to_owned(), to.to_owned())];
    let hours = [("sat".to_owned(), day("20:00", "24:00")), ("sun".to_owned(), day("00:00", "06:00"))].into();
    let spec = CalendarSpec { timezone: "Europe/Berlin".to_owned(), hours, ..CalendarSpec::default() };
    let calendar = std::sync::Arc::new(spec.build().expect("a calendar"));
    let title = "Sat 20–24, Sun 0–6".to_owned();
    config.calendars = vec![CalendarConfig { name: "nights".to_owned(), title, spec, calendar }];
    let days = FreezeDays::read("12-20..01-06").expect("days");
    config.freezes = vec![FreezeConfig { title: "Christmas".to_owned(), days, services: Vec::new() }];
    config.change_templates = vec![TemplateConfig {
        name: "patchday".to_owned(),
        title: "Monthly updates".to_owned(),
        services: vec!["mail".to_owned()],
        reason: "Security updates".to_owned(),
        plan: "Install the updates, restart".to_owned(),
        test: "Send and receive a mail".to_owned(),
        backup: "Snapshot".to_owned(),
        rollback: "Back to the snapshot".to_owned(),
    }];
    let person = |name: &str, manager: &str| PersonConfig {
        account: account(name),
        manager: Some(account(manager)),
        ..PersonConfig::default()
    };
    let people = [person("anna", "carla"), person("bernd", "carla"), person("nora", "carla"), person("carla", "dora")];
    config.directory = Directory::new(people, Vec::new());
    config.roles.managers = vec![account("dora")];
    config.rooms.push(RoomConfig { name: format!("#{CAB}:local"), part: RoomPart::Approval });
}

/// The company with its room for approvals.
pub(super) async fn company(settings: impl FnOnce(&mut Config)) -> World {
    let mut world = World::company(|config| {
        enabled(config);
        settings(config);
    })
    .await;
    let room = world.server.add_room(CAB, "CAB");
    for name in ["carla", "dora"] {
        world.server.join(&room, &account(name), 0).expect("joins");
    }
    world.server.invite_bot(&room, &account("carla"), false).expect("is invited");
    world.settle().await;
    world.forget();
    world
}

/// A change of bernd's in the team's room of which all is known, and nothing is asked: its first message.
pub(super) async fn planned(world: &mut World, title: &str, more: &str) -> String {
    let text = format!(
        "!change {title} responsible:me impact:low probability:low downtime:no first:no hard:no reason:\"it is old\" \
         plan:\"swap it\" test:\"look at it\" backup:\"a copy\" rollback:\"swap it back\" {more}"
    );
    world.says_to(IT, "bernd", &text).await
}

/// The last message of the bot that says this.
pub(crate) fn said(world: &World, words: &str) -> String {
    let says = |seen: &Seen| match &seen.what {
        Sight::Message { body, .. } => seen.sender == "@lotse:local" && body.plain().contains(words),
        _ => false,
    };
    world.server.log().into_iter().rev().find(says).expect("the bot has said so").event
}

/// The card of a change in the team's room.
pub(super) fn card(world: &World, id: &str) -> String {
    world.card_in(IT, id)
}

/// carla agrees to what she was asked last.
pub(super) async fn agreed(world: &mut World) {
    let card = said(world, "✋");
    world.reacts("carla", &card, "✅").await;
}

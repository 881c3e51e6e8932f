//! On call: who is on duty, who stands in, and a night in which somebody must be woken.

mod gaps;
mod handoffs;
mod pages;
mod programs;
mod schedules;
mod swaps;

use std::sync::Arc;
use std::time::Duration;

use lotse::chat::local::{Seen, Sight};
use lotse::config::{Config, EscalationConfig, EscalationStep, ScheduleConfig, Target};
use lotse::rota::{Every, Layer, Rotation, Schedule};

use crate::support::world::{World, account, monday};

/// bernd and carla take weeks of the IT team, from Monday at nine; nora learns along. Critical tickets wake whoever is on call, after
/// five minutes carla, who leads the team, and dora, who is a manager; twice.
pub(crate) fn watched(config: &mut Config) {
    let turns = |people: &[&str]| {
        let people = people.iter().map(|name| account(name)).collect();
        Rotation::new(Every::Week, 1, monday(), people).expect("a rotation")
    };
    let zone = config.timezone;
    let of = |name: &str, people: &[&str]| {
        Arc::new(Schedule::new(zone, vec![Layer::new(name, 1, turns(people))], Vec::new()).expect("a schedule"))
    };
    config.schedules = vec![ScheduleConfig {
        name: "it".to_owned(),
        title: "IT on call".to_owned(),
        team: Some("it".to_owned()),
        schedule: of("weeks", &["bernd", "carla"]),
        shadows: of("shadow", &["nora"]),
        file: None,
    }];
    let step = |notify: Vec<Target>| EscalationStep {
        notify,
        round_robin: false,
        wait: Duration::from_mins(5),
        hours: None,
        priorities: Vec::new(),
    };
    config.escalations = vec![EscalationConfig {
        name: "urgent".to_owned(),
        title: "Urgent".to_owned(),
        services: Vec::new(),
        priorities: vec![1],
        rounds: 2,
        steps: vec![
            step(vec![Target::Schedule("it".to_owned())]),
            step(vec![Target::Leads("it".to_owned()), Target::Managers]),
        ],
    }];
    config.roles.managers = vec![account("dora")];
}

pub(super) async fn company(settings: impl FnOnce(&mut Config)) -> World {
    World::company(|config| {
        watched(config);
        settings(config);
    })
    .await
}

/// The last message of the bot to somebody alone that says this.
pub(super) fn woken(world: &World, who: &str, words: &str) -> String {
    let room = world.server.open_direct(&account(who)).expect("a direct chat");
    let says = |seen: &Seen| match &seen.what {
        Sight::Message { body, .. } => {
            seen.room == room && seen.sender == "@lotse:local" && body.plain().contains(words)
        }
        _ => false,
    };
    world.server.log().into_iter().rev().find(says).expect("the bot has said so").event
}

/// Waits until the bot has said something in a room: what it finds when it starts, it tells at no moment that a story knows.
pub(super) async fn has_said(world: &World, room: &str, words: &str) {
    let said = async {
        while !world.said_in(room).contains(words) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), said).await.expect("the bot says it");
    world.settle().await;
}

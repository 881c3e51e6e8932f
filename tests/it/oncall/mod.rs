//! On call: who is on duty, who stands in, and a night in which somebody must be woken.

mod gaps;
mod gateway;
mod handoffs;
mod mails;
pub(crate) mod maintenance;
mod pages;
mod programs;
mod reach;
mod reports;
mod rough;
mod schedules;
mod silences;
mod storm;
mod swaps;
mod unticketed;

use std::sync::Arc;
use std::time::Duration;

use lotse::chat::local::{Seen, Sight};
use lotse::config::{
    AddressKind, BodyType, ChannelConfig, ChannelKind, Config, EscalationConfig, EscalationStep, ScheduleConfig, Target,
};
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

/// A channel that posts to an address.
pub(crate) fn channel(name: &str, title: &str, kind: ChannelKind, url: &str) -> ChannelConfig {
    ChannelConfig {
        name: name.to_owned(),
        title: title.to_owned(),
        kind,
        address: if kind == ChannelKind::Email { AddressKind::Email } else { AddressKind::Phone },
        url: url.to_owned(),
        method: "POST".to_owned(),
        body: r#"{"to": "{to}", "text": "{text} {link}"}"#.to_owned(),
        body_type: BodyType::Json,
        headers: Vec::new(),
        token: None,
        login: None,
        signing_key: None,
        timeout: Duration::from_secs(1),
        longest: None,
        urgent_after: None,
        normal_after: None,
    }
}

/// Whoever is on call is reached by SMS too, where they have said so, and a program is told.
pub(crate) fn reached(config: &mut Config) {
    config.channels = vec![
        ChannelConfig {
            urgent_after: Some(Duration::from_mins(2)),
            ..channel("sms", "SMS", ChannelKind::Http, "http://127.0.0.1:9/sms")
        },
        channel("status", "Status", ChannelKind::Webhook, "http://127.0.0.1:9/status"),
    ];
    // In a chain of its own: who dies over a delivery makes it again only after some seconds, which other stories need not wait.
    let Some(mut chain) = config.escalations.first().cloned() else { return };
    chain.name = "high".to_owned();
    chain.priorities = vec![2];
    for step in chain.steps.iter_mut().take(1) {
        step.notify.push(Target::Webhook("status".to_owned()));
    }
    config.escalations.push(chain);
}

pub(super) async fn company(settings: impl FnOnce(&mut Config)) -> World {
    World::company(|config| {
        watched(config);
        settings(config);
    })
    .await
}

/// What the bot has said of pages since the last call, room by room, as it stands in the end.
pub(super) fn told(world: &World) -> String {
    let mut text = String::new();
    for room in world.server.rooms() {
        let other = room.members.iter().find(|one| one.account != "@lotse:local");
        let alone = || other.map(|one| one.account.clone()).unwrap_or_default();
        let name = if room.direct { alone() } else { room.alias.clone().unwrap_or_default() };
        let says = |text: &str| ["📟", "🔕", "🔔", "🔧", "🚨", "⏰", "🏁"].iter().any(|sign| text.contains(sign));
        let is_card = |text: &str| ["T-", "CHG-"].iter().any(|id| text.starts_with(id));
        for item in room.items.iter().filter(|item| item.sender == "@lotse:local") {
            let body = item.body.plain();
            let page_line = body.lines().find(|line| line.starts_with(['📟', '🔕', '🚨']));
            let line = match (is_card(&body), page_line) {
                (true, Some(line)) => format!("{} … {line}", body.lines().next().unwrap_or_default()),
                (true, None) => continue,
                (false, _) => body.clone(),
            };
            if says(&line) {
                text.push_str(&format!("{name}: {}\n", line.replace('\n', "\n    ")));
            }
        }
    }
    text
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

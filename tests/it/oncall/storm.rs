//! A storm: what would wake somebody again and again comes in one message.

use chrono::TimeDelta;
use insta::assert_snapshot;

use super::{company, woken};

/// Of a service the first one wakes at once, and what follows within two minutes comes together.
#[tokio::test]
async fn what_comes_soon_after_about_the_same_service_comes_together() {
    let mut world = company(|_| {}).await;
    for text in ["Mail is down", "No mail since nine", "Outlook hangs for the whole floor", "Printer on fire"] {
        world.says("anna", &format!("!ticket {text} prio:critical")).await;
        world.pass(TimeDelta::seconds(20)).await;
    }
    world.says("bernd", "!resolve T-3 the same").await;
    world.says("anna", "!ticket The mail archive is empty prio:critical").await;
    world.pass(TimeDelta::minutes(1)).await;
    let page = woken(&world, "bernd", "alarms");
    world.reacts("bernd", &page, "✅").await;
    world.says("bernd", "!take T-2").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

/// Too many within an hour, whatever they are about.
#[tokio::test]
async fn mehr_als_eine_kann_kommt_zusammen() {
    let mut world = company(|config| config.oncall.most_an_hour = 2).await;
    for text in ["Der Keller steht unter Wasser", "Das Dach ist weg", "Der Strom ist weg", "Alles dunkel"] {
        world.says("bernd", &format!("!alarm @carla:local {text}")).await;
    }
    world.pass(TimeDelta::minutes(5)).await;
    let page = woken(&world, "carla", "Alarme");
    let tap = world.reacts("carla", &page, "✅").await;
    world.takes_back(&tap).await;
    world.reacts("carla", &page, "🔼").await;
    assert_snapshot!(world.rooms(), @"");
    world.ends().await;
}

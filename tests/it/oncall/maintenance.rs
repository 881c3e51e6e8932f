//! Pages for a service on which a change is being carried out.

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::config::{Gets, Maintenance, ServiceConfig, TemplateConfig};

use super::{company, told};
use crate::support::world::World;

/// A change of a service that needs nobody's consent.
pub(crate) fn template(name: &str, service: &str) -> TemplateConfig {
    TemplateConfig {
        name: name.to_owned(),
        title: "New switch".to_owned(),
        services: vec![service.to_owned()],
        reason: "The old one is old".to_owned(),
        plan: "Exchange it".to_owned(),
        test: "Ping".to_owned(),
        backup: "Export".to_owned(),
        rollback: "The old one".to_owned(),
    }
}

/// The shop runs on the LAN, whose switches are changed by a template, which needs nobody's consent.
async fn shop(maintenance: Maintenance) -> World {
    company(|config| {
        config.oncall.maintenance = maintenance;
        config.change_templates = vec![template("switch", "lan")];
        for (name, title, on) in [("lan", "Local network", None), ("shop", "Shop", Some("lan"))] {
            config.services.push(ServiceConfig {
                name: name.to_owned(),
                title: title.to_owned(),
                words: vec![name.to_owned()],
                gets: Gets { team: Some("it".to_owned()), ..Gets::default() },
                depends_on: on.map(str::to_owned).into_iter().collect(),
                ..ServiceConfig::default()
            });
        }
    })
    .await
}

/// bernd exchanges a switch from ten to eleven.
async fn planned(world: &mut World) -> String {
    let said = world
        .says("bernd", "!change New switch in the cellar template:switch window:\"today 10:00-11:00\" responsible:me")
        .await;
    world.says_in(&said, "bernd", "!change submit").await;
    said
}

/// Lets time pass in small steps.
async fn minutes(world: &mut World, minutes: i64) {
    for _ in 0..minutes / 5 {
        world.pass(TimeDelta::minutes(5)).await;
    }
}

#[tokio::test]
async fn people_who_are_woken_read_of_the_change() {
    let mut world = shop(Maintenance::Mark).await;
    let change = planned(&mut world).await;
    world.says("anna", "!ticket The shop is slow prio:critical").await;
    world.says("bernd", "!resolve T-1 nothing").await;
    minutes(&mut world, 65).await;
    world.says("anna", "!ticket The shop is gone prio:critical").await;
    world.says_in(&change, "bernd", "!change start").await;
    world.says("carla", "!ack T-2").await;
    assert_snapshot!(told(&world), @"
    it-team: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
    it-team: T-2 The shop is gone … 📟 Carla has answered
    it-team: 🔧 CHG-1 New switch in the cellar is being carried out on this service (Bernd).
    it-team: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
    it-team: Bernd: CHG-1 is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
    @bernd:local: 📟 T-1 The shop is slow
        There is nothing left to do.
    @bernd:local: 📟 T-2 The shop is gone
        🔧 CHG-1 New switch in the cellar is being carried out on this service (Bernd).
        ✅ Carla has it · 🔼 wakes the next one
    ");
    world.ends().await;
}

/// Was während der Arbeiten kommt, wartet: bis die Änderung fertig ist, oder bis zum Ende ihres Fensters.
#[tokio::test]
async fn alarme_warten_bis_die_aenderung_vorbei_ist() {
    let mut world = shop(Maintenance::Hold).await;
    let change = planned(&mut world).await;
    minutes(&mut world, 60).await;
    world.says_in(&change, "bernd", "!change beginnen").await;
    world.says("anna", "!störung Der Shop ist weg prio:kritisch").await;
    world.says("anna", "!störung Das LAN ist weg prio:kritisch").await;
    world.says("anna", "!störung Der Drucker brennt prio:kritisch").await;
    world.says("bernd", "!nehmen T-3").await;
    minutes(&mut world, 20).await;
    world.says("bernd", "!lösen T-2 gehört dazu").await;
    world.says_in(&change, "bernd", "!change fertig").await;
    world.pass(TimeDelta::zero()).await;
    minutes(&mut world, 5).await;
    assert_snapshot!(told(&world), @"
    it-team: Bernd: CHG-1 is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
    it-team: T-1 Der Shop ist weg … 📟 somebody is being woken
    it-team: 🔕 Nobody was woken: CHG-1 is being carried out on this service, until today 11:00. I wake then, if nobody has it by then; !page wakes now.
    it-team: 🔕 Nobody was woken: CHG-1 is being carried out on this service, until today 11:00. I wake then, if nobody has it by then; !page wakes now.
    it-team: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
    it-team: 🔔 What held this back is over.
    it-team: Bernd 📟 Geweckt: Bernd. Ohne Antwort wird in 5 Min. der Nächste geweckt.
    it-team: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
    @carla:local: 📟 T-1 Der Shop ist weg (since today 10:20)
        ✅ I have it · 🔼 wake the next one · or !ack
    @dora:local: 📟 T-1 Der Shop ist weg (since today 10:20)
        ✅ I have it · 🔼 wake the next one · or !ack
    @bernd:local: 📟 T-3 Der Drucker brennt
        There is nothing left to do.
    @bernd:local: 📟 T-1 Der Shop ist weg (seit heute 10:20)
        ✅ ich habe es · 🔼 den Nächsten wecken · oder !quittieren
    ");
    world.ends().await;
}

/// It takes longer than its window: then people are woken, and read of it.
#[tokio::test]
async fn the_end_of_the_window_counts_where_nobody_ends_the_change() {
    let mut world = shop(Maintenance::Hold).await;
    let change = planned(&mut world).await;
    minutes(&mut world, 60).await;
    world.says_in(&change, "bernd", "!change start").await;
    world.says("anna", "!ticket The shop is gone prio:critical").await;
    minutes(&mut world, 55).await;
    minutes(&mut world, 10).await;
    // That the window is over is said at the same moment, and may be said before or after it.
    let told: Vec<String> = told(&world).lines().filter(|line| !line.contains('⏰')).map(str::to_owned).collect();
    assert_snapshot!(told.join("\n"), @"
    it-team: Bernd: CHG-1 is in progress: 🏁 done · ↩️ rolled back · ✖️ failed.
    it-team: T-1 The shop is gone … 📟 somebody is being woken
    it-team: 🔕 Nobody was woken: CHG-1 is being carried out on this service, until today 11:00. I wake then, if nobody has it by then; !page wakes now.
    it-team: 🔔 What held this back is over.
    it-team: 🔧 CHG-1 New switch in the cellar is being carried out on this service (Bernd).
    it-team: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
    it-team: Carla 📟 Woken: Carla, Dora. Without an answer the next one is woken in 5 min.
    @carla:local: 📟 T-1 The shop is gone (since today 11:00)
        🔧 CHG-1 New switch in the cellar is being carried out on this service (Bernd).
        ✅ I have it · 🔼 wake the next one · or !ack
    @dora:local: 📟 T-1 The shop is gone (since today 11:00)
        🔧 CHG-1 New switch in the cellar is being carried out on this service (Bernd).
        ✅ I have it · 🔼 wake the next one · or !ack
    @bernd:local: 📟 T-1 The shop is gone (since today 11:00)
        🔧 CHG-1 New switch in the cellar is being carried out on this service (Bernd).
        ✅ I have it · 🔼 wake the next one · or !ack
    ");
    world.ends().await;
}

#[tokio::test]
async fn changes_count_for_nothing_where_nobody_wants_that() {
    let mut world = shop(Maintenance::Page).await;
    planned(&mut world).await;
    minutes(&mut world, 65).await;
    world.says("anna", "!ticket The shop is gone prio:critical").await;
    assert_snapshot!(told(&world), @"
    it-team: T-1 The shop is gone … 📟 somebody is being woken
    it-team: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
    @bernd:local: 📟 T-1 The shop is gone (since today 10:05)
        ✅ I have it · 🔼 wake the next one · or !ack
    ");
    world.ends().await;
}

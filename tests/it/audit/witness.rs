//! The head of the log is posted once a period, whoever is restarted or runs beside.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use insta::assert_snapshot;
use lotse::app::App;
use lotse::audit::chain::Head;
use lotse::audit::verify::verify;
use lotse::audit::{seal, store};
use lotse::flow::timers;
use lotse::i18n::Language;
use tokio_util::sync::CancellationToken;

use super::{head, short, tamper};
use crate::support::world::World;

async fn a_world(room: Option<&str>) -> World {
    let world = World::with(|config| {
        config.audit.witness = true;
        config.audit.witness_room = room.map(str::to_owned);
    })
    .await;
    timer_stands(&world).await;
    world
}

/// When the head is posted next.
async fn due_at(world: &World) -> Option<DateTime<Utc>> {
    let due = sqlx::query_scalar("select due_at from timer where key = 'audit-witness'");
    due.fetch_optional(world.pool()).await.unwrap()
}

/// The bot sets the timer as one of the first things that it does, and others besides.
async fn timer_stands(world: &World) {
    while due_at(world).await.is_none() {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

/// With a room of the operators.
async fn with_a_room() -> World {
    let mut world = a_world(Some("#ops:local")).await;
    let room = world.server.add_room("ops", "Operators");
    world.server.join(&room, "@dora:local", 0).unwrap();
    world.server.invite_bot(&room, "@dora:local", false).unwrap();
    world.settle().await;
    world.transcript();
    world
}

/// Waits until everything is sealed; returns the head.
async fn sealed(world: &World) -> Head {
    loop {
        seal::catch_up(world.pool(), &world.clock).await.unwrap();
        let waiting = store::waiting(&mut world.pool().acquire().await.unwrap()).await.unwrap();
        if waiting.acts == 0 {
            return head(world.pool()).await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

#[tokio::test]
async fn the_head_is_posted_once_a_day() {
    let mut world = with_a_room().await;
    world.says("anna", "!ticket The printer is offline").await;
    world.transcript();
    let posted = sealed(&world).await;
    world.pass(TimeDelta::hours(23)).await;
    assert_eq!(world.transcript(), "");
    world.pass(TimeDelta::hours(1)).await;
    let said = world.transcript();
    assert_snapshot!(short(&said), @"(!ops:local) 3 lotse: 🔏 Audit log: 3 acts so far. Check against it: lotse audit verify --head 3:…");
    // What stands there can be taken as it is.
    let words = said.split("--head ").nth(1).unwrap();
    assert_eq!(words.trim().parse(), Ok(posted));
    world.pass(TimeDelta::hours(24)).await;
    world.says("anna", "!ticket The screen is black").await;
    let posted_last = sealed(&world).await;
    world.pass(TimeDelta::hours(24)).await;
    assert_snapshot!(short(&world.transcript()), @"
    (!ops:local) 4 lotse: 🔏 Audit log: no new acts since the last post. Check against it: lotse audit verify --head 3:…
    5 anna: !ticket The screen is black
    6 ↳5 lotse: T-2 The screen is black
        Medium · New · nobody yet
        👀 take · ✅ resolve
    6 lotse 👀
    6 lotse ✅
    (!ops:local) 7 lotse: 🔏 Audit log: one new act since the last post. Check against it: lotse audit verify --head 4:…
    ");
    let report = verify(world.pool(), &[posted, posted_last]).await.unwrap();
    assert!(report.is_whole() && report.agreed == [posted, posted_last], "{report}");
    world.ends().await;
}

#[tokio::test]
async fn what_was_missed_while_the_bot_was_down_is_one_post() {
    let mut world = with_a_room().await;
    sealed(&world).await;
    world.stop().await;
    world.clock.advance(TimeDelta::hours(24 * 5 + 3));
    world.start().await;
    world.pass(TimeDelta::zero()).await;
    assert_snapshot!(short(&world.transcript()), @"(!ops:local) 1 lotse: 🔏 Audit log: 2 acts so far. Check against it: lotse audit verify --head 2:…");
    // And the next one comes at the usual time of day.
    for _ in 0..3 {
        world.stop().await;
        world.start().await;
    }
    world.pass(TimeDelta::hours(20)).await;
    assert_eq!(world.transcript(), "");
    world.pass(TimeDelta::hours(1)).await;
    assert_snapshot!(short(&world.transcript()), @"(!ops:local) 2 lotse: 🔏 Audit log: no new acts since the last post. Check against it: lotse audit verify --head 2:…");
    world.ends().await;
}

#[tokio::test]
async fn a_second_instance_posts_nothing_twice() {
    let mut world = with_a_room().await;
    let platform = Arc::new(world.server.platform());
    let second = App::new(world.config(), world.pool().clone(), world.clock.clone(), vec![platform]).unwrap();
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { second.run(&stop).await.unwrap() }
    });
    for _ in 0..3 {
        world.says("anna", "!ticket The printer is offline").await;
        sealed(&world).await;
        world.transcript();
        world.pass(TimeDelta::hours(24)).await;
        assert_eq!(world.transcript().matches("--head").count(), 1);
    }
    stop.cancel();
    running.await.unwrap();
    let report = verify(world.pool(), &[]).await.unwrap();
    assert!(report.is_whole(), "{report}");
    world.ends().await;
}

#[tokio::test]
async fn without_a_room_each_operator_is_told_alone() {
    let mut world = a_world(None).await;
    sealed(&world).await;
    world.pass(TimeDelta::hours(24)).await;
    assert_snapshot!(short(&world.transcript()), @"
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse opens the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) dora is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 1 lotse: 🔏 Audit log: one act so far. Check against it: lotse audit verify --head 1:…
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_room_in_which_the_bot_is_not_is_named() {
    let mut world = World::with(|config| {
        config.language = Language::De;
        config.audit.witness = true;
        config.audit.witness_room = Some("#nowhere:local".to_owned());
    })
    .await;
    sealed(&world).await;
    timer_stands(&world).await;
    world.pass(TimeDelta::hours(24)).await;
    world.pass(TimeDelta::hours(24)).await;
    assert_snapshot!(short(&world.transcript()), @"
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse opens the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) lotse is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) dora is in the room
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 1 lotse: 🔏 Prüfprotokoll: bisher ein Eintrag. Damit vergleichen: lotse audit verify --head 1:…
        Ich bin nicht im Raum #nowhere:local (witness_room in der Konfiguration), deshalb geht das an die Betreuer. Lade mich dorthin ein.
    (!lotse-direct-b55dbc20ae16d7d1c3659e97c07f1235:local) 2 lotse: 🔏 Prüfprotokoll: keine neuen Einträge seit der letzten Meldung. Damit vergleichen: lotse audit verify --head 1:…
        Ich bin nicht im Raum #nowhere:local (witness_room in der Konfiguration), deshalb geht das an die Betreuer. Lade mich dorthin ein.
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_period_that_was_made_shorter_counts_from_the_start_and_a_timer_that_is_gone_stands_again() {
    let mut world = with_a_room().await;
    sealed(&world).await;
    let due = |hours: i64| Some(world.clock.now() + TimeDelta::hours(hours));
    assert_eq!(due_at(&world).await, due(24));
    timers::set_at_latest(world.pool(), "audit-witness", "audit-witness", due(1).unwrap()).await.unwrap();
    timers::set_at_latest(world.pool(), "audit-witness", "audit-witness", due(30).unwrap()).await.unwrap();
    assert_eq!(due_at(&world).await, due(1));
    world.stop().await;
    sqlx::query("delete from timer").execute(world.pool()).await.unwrap();
    world.start().await;
    timer_stands(&world).await;
    world.pass(TimeDelta::hours(24)).await;
    assert_eq!(world.transcript().matches("--head").count(), 1);
    world.ends().await;
}

#[tokio::test]
async fn a_log_that_was_rewritten_meanwhile_is_found_by_what_was_posted() {
    let mut world = with_a_room().await;
    world.says("anna", "!ticket The printer is offline").await;
    let posted = sealed(&world).await;
    world.pass(TimeDelta::hours(24)).await;
    world.transcript();
    world.stop().await;
    let sql = "update audit set actor = '@carla:local' where act = 'ticket-new';
               insert into audit_unsealed select entry from audit_seal; delete from audit_seal";
    tamper(world.pool(), sql).await;
    world.start().await;
    sealed(&world).await;
    assert!(verify(world.pool(), &[]).await.unwrap().is_whole());
    assert_snapshot!(short(&verify(world.pool(), &[posted]).await.unwrap().to_string()), @"
    The audit log is NOT whole: one finding, 3 acts sealed, from 2026-01-12T08:00:00.000000Z to 2026-01-12T08:00:00.000000Z.

    place 3
        REWRITTEN: 3:… was posted, and this place has another hash.

    Head: 3:…
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_bot_that_stops_has_sealed_what_was_done() {
    let mut world = World::new().await;
    world.says("anna", "!ticket The printer is offline").await;
    world.stop().await;
    let waiting = store::waiting(&mut world.pool().acquire().await.unwrap()).await.unwrap();
    assert_eq!(waiting, store::Waiting::default());
    world.ends().await;
}

//! A shift changes, and those hear it whom it concerns.

use std::sync::Arc;

use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::i18n::Language;
use lotse::rota::{Every, Layer, Rotation, Schedule};

use super::{company, has_said, woken};
use crate::support::company::IT;
use crate::support::world::{World, account, monday};

/// Nearly a week passes, in steps in which no two timers are due.
async fn nearly_a_week(world: &mut World) {
    for _ in 0..6 {
        world.pass(TimeDelta::hours(24)).await;
    }
    world.pass(TimeDelta::hours(23)).await;
}

#[tokio::test]
async fn the_next_one_hears_what_is_open() {
    let mut world = company(|config| config.oncall.remind_after = std::time::Duration::from_hours(24)).await;
    nearly_a_week(&mut world).await;
    world.says("anna", "!ticket Nobody can print invoices prio:critical").await;
    let page = woken(&world, "bernd", "📟");
    world.reacts("bernd", &page, "✅").await;
    world.says("anna", "!ticket The cellar is wet prio:high").await;
    world.says("anna", "!ticket A new mouse please").await;
    world.pass(TimeDelta::minutes(61)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Nobody can print invoices prio:critical
      2 ↳1 lotse: T-1 Nobody can print invoices
          Critical · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      3 anna: !ticket The cellar is wet prio:high
      4 ↳3 lotse: T-2 The cellar is wet
          High · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      5 anna: !ticket A new mouse please
      6 ↳5 lotse: T-3 A new mouse please
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
    it-team: bernd, carla, lotse
      1 lotse: T-1 Nobody can print invoices
          Critical · New · nobody yet
          from Anna
          📟 Bernd has answered
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 lotse: Bernd 📟 Woken: Bernd. Without an answer the next one is woken in 5 min.
      3 ↳1 lotse: ✅ Bernd has it.
      4 lotse: T-2 The cellar is wet
          High · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      5 lotse: T-3 A new mouse please
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      6 lotse: 🔔 IT on call: Carla takes over from Bernd, until Mon 26 Jan 09:00
          📟 T-1 Nobody can print invoices · Bernd has it
          🎫 T-2 The cellar is wet · High
    direct: carla, lotse
      1 lotse: 🔔 You are on call now: IT on call, until Mon 26 Jan 09:00
          📟 T-1 Nobody can print invoices · Bernd has it
          🎫 T-2 The cellar is wet · High
    direct: bernd, lotse
      1 lotse: 📟 T-1 Nobody can print invoices
          ✅ Bernd has it · 🔼 wakes the next one 🔼 lotse ✅ bernd
      2 ↳1 lotse: ✅ It is yours. 👀 on the ticket's card takes it; I remind you while it is open.
      3 lotse: 🔕 Your shift is over: IT on call. Carla has it now, until Mon 26 Jan 09:00
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn eine_vertretung_wird_auch_uebergeben() {
    let mut world = company(|config| config.language = Language::De).await;
    // At once, and again when she is done: she hears it, and so does he.
    world.says("bernd", "!bereitschaft vertretung @carla heute 8-12").await;
    world.pass(TimeDelta::hours(2)).await;
    world.stop().await;
    world.start().await;
    world.pass(TimeDelta::hours(2)).await;
    world.stop().await;
    world.start().await;
    world.pass(TimeDelta::hours(2)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 bernd: !bereitschaft vertretung @carla heute 8-12
      2 ↳1 lotse: 🔁 IT on call: Carla statt Bernd, heute 09:00 – heute 12:00. !bereitschaft ende 1 nimmt es zurück.
    it-team: bernd, carla, lotse
      1 lotse: 🔁 IT on call: Carla statt Bernd, heute 09:00 – heute 12:00. !bereitschaft ende 1 nimmt es zurück.
      2 lotse: 🔔 IT on call: Carla übernimmt von Bernd, bis heute 12:00
          Kein Alarm läuft, und nichts Kritisches oder Hohes ist offen.
      3 lotse: 🔔 IT on call: Bernd übernimmt von Carla, bis Mo., 19.01. 09:00
          Kein Alarm läuft, und nichts Kritisches oder Hohes ist offen.
    direct: carla, lotse
      1 lotse: Bernd: 🔁 IT on call: Carla statt Bernd, heute 09:00 – heute 12:00. !bereitschaft ende 1 nimmt es zurück.
      2 lotse: 🔔 Du hast jetzt Bereitschaft: IT on call, bis heute 12:00
          Kein Alarm läuft, und nichts Kritisches oder Hohes ist offen.
      3 lotse: 🔕 Deine Schicht ist vorbei: IT on call. Jetzt hat sie Bernd, bis Mo., 19.01. 09:00
    direct: bernd, lotse
      1 lotse: 🔕 Deine Schicht ist vorbei: IT on call. Jetzt hat sie Carla, bis heute 12:00
      2 lotse: 🔔 Du hast jetzt Bereitschaft: IT on call, bis Mo., 19.01. 09:00
          Kein Alarm läuft, und nichts Kritisches oder Hohes ist offen.
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Three changes were missed while the bot was away: it is told once who has it now. Where nothing is to be told, nothing is.
#[tokio::test]
async fn what_was_missed_is_told_once() {
    let mut world = company(|_| {}).await;
    world.stop().await;
    world.clock.advance(TimeDelta::days(22));
    world.start().await;
    has_said(&world, IT, "takes over").await;
    world.pass(TimeDelta::minutes(1)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 lotse: 🔔 IT on call: Carla takes over from Bernd, until Mon 9 Feb 09:00
          No page runs, and nothing critical or high is open.
    direct: carla, lotse
      1 lotse: 🔔 You are on call now: IT on call, until Mon 9 Feb 09:00
          No page runs, and nothing critical or high is open.
    direct: bernd, lotse
      1 lotse: 🔕 Your shift is over: IT on call. Carla has it now, until Mon 9 Feb 09:00
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn it_can_be_switched_off() {
    let mut world = company(|config| config.oncall.handoff = false).await;
    nearly_a_week(&mut world).await;
    world.pass(TimeDelta::hours(24)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
    net-team: lotse, nora
    ");
    world.ends().await;
}

/// Who learns along is told so, and is not woken; the room is not told where only they change.
#[tokio::test]
async fn who_learns_along_hears_it() {
    let mut world = company(|config| {
        let people = vec![account("nora"), account("dora")];
        let turns = Rotation::new(Every::Day, 1, monday(), people).expect("a rotation");
        let layers = vec![Layer::new("shadow", 1, turns)];
        config.schedules[0].shadows = Arc::new(Schedule::new(config.timezone, layers, Vec::new()).expect("a schedule"));
    })
    .await;
    world.pass(TimeDelta::hours(24)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
    direct: dora, lotse
      1 lotse: 👥 You learn along now: IT on call, with Bernd, without being woken, until tomorrow 09:00
          No page runs, and nothing critical or high is open.
    net-team: lotse, nora
    ");
    world.ends().await;
}

//! Tickets that time raises.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use insta::assert_snapshot;
use lotse::config::{Config, RecurringConfig};

use crate::support::company::IT;
use crate::support::world::{World, account};

fn recurring(name: &str, rule: &str) -> RecurringConfig {
    RecurringConfig {
        name: name.to_owned(),
        title: format!("Do the <b>{name}</b>"),
        text: String::new(),
        rule: rule.to_owned(),
        start: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_time(NaiveTime::MIN),
        requester: account("carla"),
        team: Some("it".to_owned()),
        service: None,
        category: None,
        room: None,
        working_days_only: false,
    }
}

fn daily(config: &mut Config) {
    config.recurring = vec![
        recurring("backup", "FREQ=DAILY;BYHOUR=8;BYMINUTE=0"),
        RecurringConfig {
            requester: account("anna"),
            ..recurring("inventory", "FREQ=MONTHLY;BYDAY=1MO;BYHOUR=8;BYMINUTE=0")
        },
        RecurringConfig { working_days_only: true, ..recurring("old", "FREQ=DAILY;COUNT=2;BYHOUR=8;BYMINUTE=0") },
        RecurringConfig {
            category: Some("hr".to_owned()),
            team: Some("hr".to_owned()),
            ..recurring("pay", "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8;BYMINUTE=0")
        },
    ];
}

/// Waits until the bot has set its timers.
async fn stands(world: &World, count: i64) {
    let standing = async {
        loop {
            let set: i64 = sqlx::query_scalar("select count(*) from timer where kind = 'recurring-ticket'")
                .fetch_one(world.pool())
                .await
                .unwrap();
            if set == count {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), standing).await.expect("the timers are set");
}

#[tokio::test]
async fn each_time_there_is_one_ticket_and_what_was_missed_is_one_too() {
    let mut world = World::company(daily).await;
    stands(&world, 3).await;
    world.says_to(IT, "bernd", "!recurring").await;
    world.says_to(IT, "bernd", "!wiederkehrend").await;
    world.says("anna", "!recurring").await;
    world.pass(TimeDelta::hours(23)).await;
    world.pass(TimeDelta::hours(1)).await;
    // The bot is down for three days.
    world.stop().await;
    world.clock.advance(TimeDelta::days(3));
    world.start().await;
    world.pass(TimeDelta::zero()).await;
    world.says_to(IT, "bernd", "!recurring").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !recurring
      2 ↳1 lotse: ⛔ That is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    it-team: bernd, carla, lotse
      1 bernd: !recurring
      2 ↳1 lotse: Recurring tickets
          tomorrow 08:00 · backup – Do the <b>backup</b>
          Mon 2 Feb 08:00 · inventory – Do the <b>inventory</b>
          has ended · old – Do the <b>old</b>
      3 bernd: !wiederkehrend
      4 ↳3 lotse: Wiederkehrende Tickets
          morgen 08:00 · backup – Do the <b>backup</b>
          Mo., 02.02. 08:00 · inventory – Do the <b>inventory</b>
          beendet · old – Do the <b>old</b>
      5 lotse: T-1 Do the <b>backup</b>
          Medium · New · nobody yet
          from Carla
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      6 lotse: T-2 Do the <b>backup</b>
          Medium · New · nobody yet
          from Carla
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      7 bernd: !recurring
      8 ↳7 lotse: Wiederkehrende Tickets
          morgen 08:00 · backup – Do the <b>backup</b>
          Mo., 02.02. 08:00 · inventory – Do the <b>inventory</b>
          beendet · old – Do the <b>old</b>
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn the_requester_who_does_not_work_there_has_a_thread_of_their_own() {
    let mut world = World::company(|config| {
        config.recurring = vec![RecurringConfig {
            requester: account("anna"),
            ..recurring("inventory", "FREQ=MONTHLY;BYDAY=1MO;BYHOUR=8;BYMINUTE=0")
        }];
    })
    .await;
    stands(&world, 1).await;
    world.pass(TimeDelta::days(21)).await;
    let card = world.card_in(IT, "T-1");
    world.says_below(IT, &card, "bernd", "!reply Did you count them?").await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 lotse: T-1 Do the <b>inventory</b>
          Medium · New · nobody yet
          from Anna
          👀 take · ✅ resolve · 🚨 urgent 👀 lotse ✅ lotse 🚨 lotse
      2 ↳1 bernd: !reply Did you count them?
      3 ↳1 lotse: ✉️ Anna has it.
    direct: anna, lotse
      1 lotse: T-1 Do the <b>inventory</b>
          Medium · New · nobody yet
          Whatever you write in this thread reaches those who work on it.
      2 ↳1 lotse: Bernd: Did you count them?
    net-team: lotse, nora
    ");
    world.ends().await;
}

#[tokio::test]
async fn without_a_team_it_lives_in_the_room_that_is_configured() {
    let mut world = World::with(|config| {
        config.recurring = vec![RecurringConfig {
            team: None,
            room: Some("#it-help:local".to_owned()),
            ..recurring("backup", "FREQ=DAILY;BYHOUR=10;BYMINUTE=0")
        }];
    })
    .await;
    stands(&world, 1).await;
    world.pass(TimeDelta::hours(1)).await;
    let card = world.last_of_bot();
    world.reacts("bernd", &card, "👀").await;
    world.says_in(&card, "bernd", "!resolve restored").await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 lotse: T-1 Do the <b>backup</b>
          Medium · Resolved · Bernd
          💡 restored
          🔁 reopen 👀 bernd 🔁 lotse
      2 ↳1 bernd: !resolve restored
      3 ↳1 lotse: T-1 · Medium · Resolved · Bernd
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_no_longer_configured_comes_no_more() {
    let mut world =
        World::company(|config| config.recurring = vec![recurring("backup", "FREQ=DAILY;BYHOUR=8;BYMINUTE=0")]).await;
    stands(&world, 1).await;
    world.stop().await;
    world
        .set_up_anew(|config| config.recurring = vec![recurring("backup", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=8;BYMINUTE=0")]);
    world.start().await;
    world.says_to(IT, "bernd", "!recurring").await;
    world.pass(TimeDelta::days(2)).await;
    world.stop().await;
    world.set_up_anew(|config| config.recurring.clear());
    world.start().await;
    stands(&world, 0).await;
    world.says_to(IT, "bernd", "!recurring").await;
    world.pass(TimeDelta::days(7)).await;
    assert_snapshot!(world.rooms(), @"
    hr-team: hanna, lotse
    it-help: anna, bernd, carla, dora, lotse
    it-team: bernd, carla, lotse
      1 bernd: !recurring
      2 ↳1 lotse: Recurring tickets
          Fri 16 Jan 08:00 · backup – Do the <b>backup</b>
      3 bernd: !recurring
      4 ↳3 lotse: No recurring tickets are set up in the configuration ([[recurring]]).
    net-team: lotse, nora
    ");
    world.ends().await;
}

//! The kill-safe machinery, seen from the room.

use std::time::Duration;

use insta::assert_snapshot;
use lotse::chat::local::{Failure, Place};

use crate::support::world::{World, account};

/// How many messages of the bot stand in threads, and under how many different messages.
fn answers(world: &World) -> (usize, usize) {
    let view = world.server.room(&world.room()).unwrap();
    let roots: Vec<&String> = view
        .items
        .iter()
        .filter(|item| item.sender == "@lotse:local")
        .filter_map(|item| item.thread.as_ref())
        .collect();
    let mut once = roots.clone();
    once.sort();
    once.dedup();
    (roots.len(), once.len())
}

#[tokio::test]
async fn what_was_written_while_the_bot_was_down_is_answered_once_and_in_order() {
    let mut world = World::new().await;
    world.says("anna", "!ticket The first one is broken").await;
    world.stop().await;
    let second = world.says("anna", "!ticket The second one is broken").await;
    world.says_in(&second, "bernd", "!take").await;
    world.says_in(&second, "bernd", "!resolve restarted").await;
    world.start().await;
    world.settle().await;
    world.stop().await;
    world.start().await;
    world.settle().await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The first one is broken
      2 ↳1 lotse: T-1 The first one is broken
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      3 anna: !ticket The second one is broken
      4 ↳3 bernd: !take
      5 ↳3 bernd: !resolve restarted
      6 ↳3 lotse: T-2 The second one is broken
          Medium · Resolved · Bernd
          💡 restarted
          🔁 reopen 🔁 lotse
      7 ↳3 lotse: T-2 · Medium · Assigned · Bernd
      8 ↳3 lotse: T-2 · Medium · Resolved · Bernd
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_poisoned_event_is_buried_with_notice_and_blocks_nothing() {
    let mut world = World::with(|config| config.flow.attempts = 3).await;
    world.poison("poison").await;
    world.expects_trouble();
    world.says("anna", "!ticket this is poison to the bot").await;
    world.says("anna", "!ticket This one is quite healthy").await;
    world.says("dora", "!lotse status").await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket this is poison to the bot
      2 ↳1 lotse: ⛔ Something broke on our side, and this was not done (reference 3).
      3 anna: !ticket This one is quite healthy
      4 ↳3 lotse: T-1 This one is quite healthy
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      5 dora: !lotse status
      6 ↳5 lotse: Lotse 0.1.0 · running · one open ticket
          to handle 0 · to send 0 · set aside 1 · refused by the chat server 0
    direct: dora, lotse
      1 lotse: ⚠️ An event of @anna:local failed too often and was set aside (reference 3): panic: a defect
    ");
    let backlog = world.backlog().await;
    assert_eq!((backlog.open, backlog.buried), (0, 1));
    world.ends().await;
}

#[tokio::test]
async fn a_delivery_that_fails_is_repeated_and_doubles_nothing() {
    let mut world = World::new().await;
    world.server.fail_next(1, Failure::Later);
    world.server.fail_next(1, Failure::AnswerLost);
    world.server.fail_next(1, Failure::RateLimited(Duration::from_millis(50)));
    world.says("anna", "!ticket The first one is broken").await;
    assert_eq!(answers(&world), (1, 1));
    world.server.fail_next(2, Failure::AnswerLost);
    world.says("anna", "!ticket The second one is broken").await;
    assert_eq!(answers(&world), (2, 2));
    world.ends().await;
}

#[tokio::test]
async fn what_the_server_refuses_for_good_is_kept_for_the_operator_with_all_that_hangs_on_it() {
    let mut world = World::new().await;
    world.expects_trouble();
    world.server.fail_next(1, Failure::Never);
    let said = world.says("anna", "!ticket The first one is broken").await;
    world.says_in(&said, "bernd", "!take").await;
    world.says("dora", "!lotse status").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The first one is broken
    2 ↳1 bernd: !take
    3 ↳1 lotse: T-1 · Medium · Assigned · Bernd
    4 dora: !lotse status
    5 ↳4 lotse: Lotse 0.1.0 · running · one open ticket
        to handle 0 · to send 0 · set aside 0 · refused by the chat server 1
    ");
    let states: Vec<(String, String)> =
        sqlx::query_as("select kind, state from outbox where state not in ('sent', 'withdrawn') order by id")
            .fetch_all(world.pool())
            .await
            .unwrap();
    let states: Vec<String> = states.into_iter().map(|(kind, state)| format!("{kind} {state}")).collect();
    assert_eq!(states, ["say refused", "react dropped", "react dropped", "edit dropped"]);
    world.ends().await;
}

#[tokio::test]
async fn an_unreachable_server_loses_nothing() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    world.server.cut(true);
    let room = world.room();
    for text in ["!take", "!prio high because of the fair", "!prio critical because of the fair", "!resolve toner"] {
        world.server.say(&room, &account("bernd"), text, Place::thread(&said)).unwrap();
    }
    world.server.cut(false);
    world.settle().await;
    assert_eq!(answers(&world), (5, 1));
    let card = world.server.room(&room).unwrap().items.into_iter().find(|item| item.edits > 0).unwrap();
    assert!(card.body.plain().contains("Critical · Resolved · Bernd"), "{}", card.body.plain());
    world.ends().await;
}

#[tokio::test]
async fn answers_go_first_and_what_was_overtaken_meanwhile_is_not_sent() {
    let mut world = World::new().await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    world.transcript();
    // Nothing goes out while the server asks to wait, and everything is handled meanwhile.
    world.server.fail_next(1, Failure::RateLimited(Duration::from_secs(2)));
    let room = world.room();
    for text in ["!take", "!prio high because of the fair", "!prio critical because of the fair", "!resolve toner"] {
        world.server.say(&room, &account("bernd"), text, Place::thread(&said)).unwrap();
    }
    world.settle().await;
    assert_snapshot!(world.transcript(), @"
    3 ↳1 bernd: !take
    4 ↳1 bernd: !prio high because of the fair
    5 ↳1 bernd: !prio critical because of the fair
    6 ↳1 bernd: !resolve toner
    7 ↳1 lotse: T-1 · Medium · Assigned · Bernd
    8 ↳1 lotse: T-1 · High · Assigned · Bernd
    9 ↳1 lotse: T-1 · Critical · Assigned · Bernd
    10 ↳1 lotse: T-1 · Critical · Resolved · Bernd
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Critical · Resolved · Bernd
        💡 toner
        🔁 reopen
    2 lotse takes 👀 back
    2 lotse takes ✅ back
    2 lotse 🔁
    ");
    world.ends().await;
}

#[tokio::test]
async fn rooms_do_not_wait_for_each_other_and_a_ticket_stays_in_its_room() {
    let mut world = World::new().await;
    let other = world.server.add_room("lab", "Lab");
    world.server.join(&other, "@anna:local", 0).unwrap();
    world.server.join(&other, "@bernd:local", 0).unwrap();
    world.server.invite_bot(&other, "@anna:local", false).unwrap();
    world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let elsewhere = world.server.say(&other, "@bernd:local", "!take T-1", Place::default()).unwrap();
    world.settle().await;
    world.server.say(&other, "@bernd:local", "!resolve", Place::thread(&elsewhere)).unwrap();
    world.settle().await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer on the 3rd floor does not print
      2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
          Medium · Assigned · Bernd
          ✅ resolve ✅ lotse
    lab: anna, bernd, lotse
      1 bernd: !take T-1
      2 ↳1 lotse: T-1 · Medium · Assigned · Bernd
      3 ↳1 bernd: !resolve
      4 ↳1 lotse: ❓ Which ticket? Write the command in the ticket's thread, or name it: !take T-7.
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_bot_that_was_removed_falls_silent_and_comes_back_without_repeating_itself() {
    let mut world = World::with(|config| config.desk.greeting = true).await;
    let room = world.room();
    world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    world.server.kick_bot(&room, "@dora:local", Some("break")).unwrap();
    world.settle().await;
    world.says("anna", "!ticket Nobody hears this one").await;
    world.server.invite_bot(&room, "@dora:local", false).unwrap();
    world.settle().await;
    world.says("anna", "!tickets").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The printer on the 3rd floor does not print
    2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    lotse is gone
    3 anna: !ticket Nobody hears this one
    lotse is in the room
    4 lotse: Hello, I am Lotse, the service desk. Write !ticket and what is wrong, and I open a ticket. !help shows the rest.
    5 anna: !tickets
    6 ↳5 lotse: Your open ticket
        T-1 The printer on the 3rd floor does not print · Medium · New · nobody yet
    ");
    world.ends().await;
}

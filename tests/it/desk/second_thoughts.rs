//! What is changed, taken back, repeated or answered elsewhere.

use insta::assert_snapshot;
use lotse::chat::local::{Place, Post};

use crate::support::world::World;

#[tokio::test]
async fn an_edited_command_runs_again_only_if_it_had_failed() {
    let mut world = World::new().await;
    let failed = world.says("anna", "!tikcet Printer offline").await;
    world.edits(&failed, "!ticket Printer offline").await;
    // Now it has had its effect: a further edit changes the title and opens no second ticket.
    world.edits(&failed, "!ticket Printer in room 12 offline").await;
    let said = world.says("anna", "!ticket Second one is broken too").await;
    world.edits(&said, "!ticket Second printer is broken too").await;
    let chat = world.says("anna", "ticket forgot the sign").await;
    world.edits(&chat, "!ticket forgot the sign").await;
    world.says("anna", "!tickets").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !tikcet Printer offline
    2 ↳1 lotse: ❓ I do not know !tikcet.
        Did you mean !ticket · !tickets?
    1 anna edits: !ticket Printer offline
    3 ↳1 lotse: T-1 Printer offline
        Medium · New · nobody yet
        👀 take · ✅ resolve
    3 lotse 👀
    3 lotse ✅
    1 anna edits: !ticket Printer in room 12 offline
    3 lotse edits: T-1 Printer in room 12 offline
        Medium · New · nobody yet
        👀 take · ✅ resolve
    4 anna: !ticket Second one is broken too
    5 ↳4 lotse: T-2 Second one is broken too
        Medium · New · nobody yet
        👀 take · ✅ resolve
    5 lotse 👀
    5 lotse ✅
    4 anna edits: !ticket Second printer is broken too
    5 lotse edits: T-2 Second printer is broken too
        Medium · New · nobody yet
        👀 take · ✅ resolve
    6 anna: ticket forgot the sign
    6 anna edits: !ticket forgot the sign
    7 ↳6 lotse: T-3 forgot the sign
        Medium · New · nobody yet
        👀 take · ✅ resolve
    7 lotse 👀
    7 lotse ✅
    8 anna: !tickets
    9 ↳8 lotse: Your 3 open tickets
        T-1 Printer in room 12 offline · Medium · New · nobody yet
        T-2 Second printer is broken too · Medium · New · nobody yet
        T-3 forgot the sign · Medium · New · nobody yet
    ");
    world.ends().await;
}

#[tokio::test]
async fn messages_that_are_taken_back() {
    let mut world = World::new().await;
    let first = world.says("anna", "!ticket My password is hunter2 and does not work").await;
    let second = world.says("anna", "!ticket Another secret thing is broken here").await;
    let card = world.last_of_bot();
    world.reacts("bernd", &card, "👀").await;
    let line = world.says_in(&second, "anna", "It is called hunter3").await;
    world.takes_back(&first).await;
    world.takes_back(&second).await;
    world.takes_back(&line).await;
    world.says_in(&second, "bernd", "!history").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket My password is hunter2 and does not work
    2 ↳1 lotse: T-1 My password is hunter2 and does not work
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    3 anna: !ticket Another secret thing is broken here
    4 ↳3 lotse: T-2 Another secret thing is broken here
        Medium · New · nobody yet
        👀 take · ✅ resolve
    4 lotse 👀
    4 lotse ✅
    4 bernd 👀
    4 lotse edits: T-2 Another secret thing is broken here
        Medium · Assigned · Bernd
        ✅ resolve
    4 lotse takes 👀 back
    5 ↳3 anna: It is called hunter3
    1 anna takes it back
    2 lotse edits: T-1 (message taken back)
        Medium · Withdrawn · nobody yet
        🔁 reopen
    2 lotse takes 👀 back
    2 lotse takes ✅ back
    3 anna takes it back
    4 lotse edits: T-2 (message taken back)
        Medium · Assigned · Bernd
        ✅ resolve
    5 anna takes it back
    6 ↳3 bernd: !history
    7 ↳3 lotse: T-2 · 2 entries
        today 09:00 · Anna: (message taken back)
        today 09:00 · Anna: (message taken back)
    ");
    // The words are gone from the database, wherever they were.
    let left: Vec<String> = sqlx::query_scalar(
        "select t from (select payload::text t from inbox union all select payload::text from outbox
         union all select title || description from ticket union all select text from ticket_entry
         union all select coalesce(before::text, '') || coalesce(after::text, '') from audit) x
         where t like '%hunter%' or t like '%secret thing%'",
    )
    .fetch_all(world.pool())
    .await
    .unwrap();
    assert_eq!(left, Vec::<String>::new());
    world.ends().await;
}

#[tokio::test]
async fn taps_are_taken_back_and_repeated() {
    let mut world = World::new().await;
    world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.last_of_bot();
    let tap = world.reacts("bernd", &card, "👀").await;
    world.reacts("bernd", &card, "👀\u{fe0f}").await;
    world.reacts("carla", &card, "👀🏽").await;
    world.takes_back(&tap).await;
    let done = world.reacts("bernd", &card, "✅").await;
    world.reacts("carla", &card, "✅").await;
    world.takes_back(&done).await;
    world.reacts("bernd", &card, "🦄").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket The printer on the 3rd floor does not print
    2 ↳1 lotse: T-1 The printer on the 3rd floor does not print
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 lotse ✅
    2 bernd 👀
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Assigned · Bernd
        ✅ resolve
    2 lotse takes 👀 back
    2 bernd 👀️
    2 carla 👀🏽
    3 ↳1 lotse: ⛔ Bernd has T-1 already.
    2 bernd takes 👀 back
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · New · nobody yet
        👀 take · ✅ resolve
    2 lotse 👀
    2 bernd ✅
    4 ↳1 lotse: T-1 is resolved. What was the solution, Bernd? The next line that you write here is kept with it.
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Resolved · Bernd
        🔁 reopen
    2 lotse takes ✅ back
    2 lotse takes 👀 back
    2 lotse 🔁
    2 carla ✅
    2 bernd takes ✅ back
    2 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Assigned · Bernd
        ✅ resolve
    2 lotse takes 🔁 back
    2 lotse ✅
    2 bernd 🦄
    ");
    world.ends().await;
}

#[tokio::test]
async fn other_bots_and_replies() {
    let mut world = World::new().await;
    world.writes("anna", Post { text: "!ticket from a bot", notice: true, ..Post::default() }).await;
    let said = world.says("anna", "!ticket The printer on the 3rd floor does not print").await;
    let card = world.last_of_bot();
    // A reply to the card says which ticket is meant, outside the thread too.
    world.writes("bernd", Post { text: "!take", place: Place::reply(&card), ..Post::default() }).await;
    // A second ticket in the same thread: a bare verb is a question of which.
    world.says_in(&said, "anna", "!ticket And the scanner is broken as well").await;
    world.says_in(&said, "bernd", "!resolve").await;
    world.says_in(&said, "bernd", "!resolve T-2 cable").await;
    assert_snapshot!(world.transcript(), @"
    1 anna: !ticket from a bot
    2 anna: !ticket The printer on the 3rd floor does not print
    3 ↳2 lotse: T-1 The printer on the 3rd floor does not print
        Medium · New · nobody yet
        👀 take · ✅ resolve
    3 lotse 👀
    3 lotse ✅
    4 bernd: !take
    5 ↳2 lotse: T-1 · Medium · Assigned · Bernd
    3 lotse edits: T-1 The printer on the 3rd floor does not print
        Medium · Assigned · Bernd
        ✅ resolve
    3 lotse takes 👀 back
    6 ↳2 anna: !ticket And the scanner is broken as well
    7 ↳2 lotse: T-2 And the scanner is broken as well
        Medium · New · nobody yet
        👀 take · ✅ resolve
    7 lotse 👀
    7 lotse ✅
    8 ↳2 bernd: !resolve
    9 ↳2 lotse: ❓ Several tickets live in this thread. Name one of T-2, T-1.
    10 ↳2 bernd: !resolve T-2 cable
    11 ↳2 lotse: T-2 · Medium · Resolved · Bernd
    7 lotse edits: T-2 And the scanner is broken as well
        Medium · Resolved · Bernd
        💡 cable
        🔁 reopen
    7 lotse takes 👀 back
    7 lotse takes ✅ back
    7 lotse 🔁
    ");
    world.ends().await;
}

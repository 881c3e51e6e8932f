//! `lotse queue`: list, retry, drop.

use insta::assert_snapshot;
use lotse::chat::local::Failure;
use lotse::clock::Clock;
use lotse::flow::queue::{Decision, Item};
use lotse::ops::queue::{Report, Which, decide, list};
use serde_json::Value;

use crate::bot::program::Program;
use crate::support::database::TestDatabase;
use crate::support::world::World;

/// An operator's decision beside the running bot, and what the bot makes of it.
async fn decides(world: &World, items: &[&str], decision: Decision) -> Report {
    let items: Vec<Item> = items.iter().map(|item| item.parse().unwrap()).collect();
    let which = if items.is_empty() { Which::All } else { Which::Items(items) };
    let report = decide(world.pool(), &world.clock, "os:olga", which, &decision).await.unwrap();
    world.settle().await;
    report
}

/// Acts of operators: actor, act, subject, state before and after.
async fn record(world: &World) -> Vec<String> {
    let rows: Vec<(String, String, String, Value, Value)> =
        sqlx::query_as("select actor, act, subject, before, after from audit where actor like 'os:%' order by id")
            .fetch_all(world.pool())
            .await
            .unwrap();
    rows.into_iter()
        .map(|(actor, act, subject, before, after)| format!("{actor} {act} {subject} {} → {after}", before["state"]))
        .collect()
}

async fn shown(world: &World, show_text: bool) -> String {
    list(world.pool(), chrono_tz::Europe::Berlin, show_text).await.unwrap()
}

/// A bot that has set aside Anna's command, and another that came after it.
async fn poisoned() -> World {
    let mut world = World::with(|config| config.flow.attempts = 2).await;
    world.poison("poison").await;
    world.expects_trouble();
    world.says("anna", "!ticket this is poison to the bot").await;
    world.says("anna", "!ticket This one is quite healthy").await;
    world
}

#[tokio::test]
async fn an_event_that_is_tried_again_is_handled_and_answered() {
    let mut world = poisoned().await;
    assert_snapshot!(shown(&world, false).await, @"
    Set aside: events that failed too often
      3         2026-01-12 09:00:00 CET · message in #it-help:local (local) · by @anna:local
                tried 2 times: panic: a defect

    `lotse queue retry ID…` tries again, `lotse queue drop ID… --reason TEXT` gives up.
    ");
    assert!(shown(&world, true).await.contains("“!ticket this is poison to the bot”"));
    // The cause is mended, and the bot runs with the mended program.
    world.poison("a word that nobody says").await;
    let report = decides(&world, &["3"], Decision::Retry).await;
    assert_eq!(report, Report { text: "3: will be tried again\n".to_owned(), whole: true });
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket this is poison to the bot
      2 ↳1 lotse: ⛔ Something broke on our side, and this was not done (reference 3).
      3 anna: !ticket This one is quite healthy
      4 ↳3 lotse: T-1 This one is quite healthy
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      5 ↳1 lotse: T-2 this is poison to the bot
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
    direct: dora, lotse
      1 lotse: ⚠️ An event of @anna:local failed too often and was set aside (reference 3): panic: a defect
    ");
    assert_eq!(record(&world).await, [r#"os:olga queue-retry queue 3 "buried" → {"state":"open"}"#]);
    let again = decides(&world, &["3"], Decision::Retry).await;
    assert_eq!(again, Report { text: "3: waits for nobody; it is handled: done\n".to_owned(), whole: false });
    assert_eq!(shown(&world, false).await, "Nothing is set aside, and nothing was refused.\n");
    world.ends().await;
}

#[tokio::test]
async fn an_event_that_fails_once_more_is_told_once_more() {
    let mut world = poisoned().await;
    decides(&world, &["3"], Decision::Retry).await;
    assert_eq!(world.backlog().await.buried, 1);
    let sorry = world.rooms().matches("Something broke on our side").count();
    assert_eq!(sorry, 2, "the author is told each time");
    world.poison("a word that nobody says").await;
    decides(&world, &[], Decision::Retry).await;
    assert!(world.rooms().contains("T-2 this is poison to the bot"));
    assert_eq!(record(&world).await.len(), 2);
    world.ends().await;
}

#[tokio::test]
async fn an_event_that_is_dropped_has_no_effect_any_more() {
    let world = poisoned().await;
    let report = decides(&world, &["3", "99", "3"], Decision::Drop("a test".to_owned())).await;
    assert_eq!(report.text, "3: dropped\n99: there is nothing of this number; see `lotse queue list`\n");
    assert!(!report.whole);
    let row: (String, String, Value) =
        sqlx::query_as("select state, error, payload from inbox where id = 3").fetch_one(world.pool()).await.unwrap();
    assert_eq!((row.0.as_str(), row.1.as_str()), ("done", "dropped: a test"));
    assert!(!row.2.to_string().contains("poison"), "what nobody will act on is not kept: {}", row.2);
    assert_eq!(record(&world).await, [r#"os:olga queue-drop queue 3 "buried" → {"reason":"a test","state":"done"}"#]);
    let none = decides(&world, &[], Decision::Retry).await;
    assert_eq!(none, Report { text: "Nothing is set aside, and nothing was refused.\n".to_owned(), whole: true });
    world.ends().await;
}

#[tokio::test]
async fn a_refused_card_comes_back_as_it_would_look_now() {
    let mut world = World::new().await;
    world.expects_trouble();
    world.server.fail_next(1, Failure::Never);
    let said = world.says("anna", "!ticket The first one is broken").await;
    world.says_in(&said, "bernd", "!take").await;
    world.transcript();
    let listed = shown(&world, true).await;
    assert_snapshot!(listed, @"
    Refused by the chat server: what was to be sent
      out-1     2026-01-12 09:00:00 CET · say in #it-help:local (local) · because of @anna:local
                tried once · 2 more hang on it: forbidden (made to fail)
                “T-1 The first one is broken Medium · New · nobody yet 👀 take · ✅ resolve”

    `lotse queue retry ID…` tries again, `lotse queue drop ID… --reason TEXT` gives up.
    ");
    let name = listed.split_whitespace().find(|word| word.starts_with("out-")).unwrap().to_owned();
    let report = decides(&world, &[&name], Decision::Retry).await;
    assert!(report.whole && report.text.starts_with(&format!("{name}: will be tried again, and ")), "{}", report.text);
    // The first text, and the edit since; of the reactions only those that make sense now.
    assert_snapshot!(world.transcript(), @"
    4 ↳1 lotse: T-1 The first one is broken
        Medium · New · nobody yet
        👀 take · ✅ resolve
    4 lotse edits: T-1 The first one is broken
        Medium · Assigned · Bernd
        ✅ resolve
    4 lotse ✅
    ");
    let again = decides(&world, &[&name], Decision::Drop("too late".to_owned())).await;
    assert_eq!(again.text, format!("{name}: waits for nobody; it is sent\n"));
    world.ends().await;
}

#[tokio::test]
async fn what_is_refused_once_more_stands_there_again() {
    let mut world = World::new().await;
    world.expects_trouble();
    world.server.fail_next(1, Failure::Never);
    world.says("anna", "!ticket The first one is broken").await;
    world.server.fail_next(1, Failure::Never);
    decides(&world, &[], Decision::Retry).await;
    assert_eq!(world.backlog().await.refused, 1);
    let dropped = decides(&world, &[], Decision::Drop("the room is gone".to_owned())).await;
    assert!(dropped.whole, "{}", dropped.text);
    assert_eq!(world.backlog().await.refused, 0);
    assert_eq!(record(&world).await.len(), 2);
    world.ends().await;
}

#[tokio::test]
async fn the_program_lists_and_decides_with_clear_answers() {
    let database = TestDatabase::new().await;
    let folder = tempfile::tempdir().unwrap();
    let queue = |arguments: &[&str]| {
        let arguments: Vec<&str> = [&["queue"], arguments].concat();
        Program::new(&arguments).set("DATABASE__URL", database.url()).set("DATA_DIR", folder.path())
    };
    let ended = queue(&["list"]).ends().await;
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), "Nothing is set aside, and nothing was refused.\n"));
    let now = Clock::system().now();
    let insert = "insert into inbox (platform, event, place, sender, payload, sent_at, accepted_at, state, error)
                  values ('matrix', '$a', '!r', '@anna:example.org', $2, $1, $1, 'buried', 'a defect'),
                         ('timer', 'wait@1', 'wait', '', '{\"from\":\"timer\",\"timer\":\"wait\",\"payload\":{}}', $1,
                          $1, 'buried', 'another defect')";
    let payload: Value = serde_json::json!({ "from": "chat", "what": {
        "kind": "message", "text": "!ticket Geheim", "thread": null, "reply_to": null, "mentions": [],
        "attachment": null,
    } });
    sqlx::query(insert).bind(now).bind(payload).execute(database.pool()).await.unwrap();
    let ended = queue(&["list"]).ends().await;
    assert_eq!(ended.code, Some(0));
    assert!(ended.out.contains("message in !r (matrix) · by @anna:example.org"), "{}", ended.out);
    assert!(ended.out.contains("timer in wait (timer)") && !ended.out.contains("Geheim"), "{}", ended.out);
    assert!(queue(&["list", "--show-text"]).ends().await.out.contains("“!ticket Geheim”"));

    let ended = queue(&["retry", "1", "77", "out-5"]).ends().await;
    assert_eq!(ended.code, Some(1));
    let none = "there is nothing of this number; see `lotse queue list`";
    assert_eq!(ended.out, format!("1: will be tried again\n77: {none}\nout-5: {none}\n"));
    let ended = queue(&["retry", "1"]).ends().await;
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), "1: waits for nobody; it is open\n"));
    let ended = queue(&["drop", "2", "--reason", "nobody waits any more"]).ends().await;
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), "2: dropped\n"));
    let actors: Vec<String> = sqlx::query_scalar("select actor from audit").fetch_all(database.pool()).await.unwrap();
    let me = lotse::ops::queue::operator(std::env::var("SUDO_USER").ok().as_deref());
    assert_eq!(actors, [me.clone(), me]);

    for wrong in [&["drop", "2"][..], &["drop", "--reason", "x"], &["retry"], &["retry", "1", "--all"], &["retry", "x"]]
    {
        let ended = queue(wrong).ends().await;
        assert_eq!(ended.code, Some(2), "{wrong:?}: {ended:?}");
    }
    let closed = format!("postgres://lotse@127.0.0.1:{}/lotse", crate::synapse::free_port());
    let ended = queue(&["list"]).set("DATABASE__URL", closed).ends().await;
    assert_eq!(ended.code, Some(3));
    assert!(ended.error.contains("cannot be reached"), "{}", ended.error);
}

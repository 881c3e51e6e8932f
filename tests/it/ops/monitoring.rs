//! `/healthz`, `/readyz`, `/metrics`, and what happens when a loop dies.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta};
use lotse::app::Broken;
use lotse::chat::local::{Failure, Local, LocalServer};
use lotse::chat::{
    Abilities, Attachment, ChatError, Delivered, Delivery, DeliveryError, Fetched, Incoming, Platform, Reader, Witness,
};
use lotse::clock::Clock;

use super::{Watched, until};
use crate::bot::program::Program;
use crate::support::database::TestDatabase;

/// Anna and a room; the bot comes when it runs.
fn office(clock: &Clock) -> (LocalServer, String) {
    let server = LocalServer::new(clock.clone());
    server.add_person("@anna:local", "Anna");
    let room = server.add_room("it-help", "IT help");
    server.join(&room, "@anna:local", 0).unwrap();
    (server, room)
}

fn clock() -> Clock {
    Clock::fake(DateTime::from_timestamp(1_768_204_800, 0).unwrap())
}

async fn attends(server: &LocalServer, room: &str, bot: &Watched) {
    server.attended().await;
    server.invite_bot(room, "@anna:local", false).unwrap();
    settles(server, bot).await;
}

async fn settles(server: &LocalServer, bot: &Watched) {
    server.drained().await;
    bot.app.idle().await;
}

/// The page has these lines.
fn has(page: &str, lines: &[&str]) {
    for line in lines {
        assert!(page.lines().any(|there| there == *line), "{line:?} is not in:\n{page}");
    }
}

#[tokio::test]
async fn metrics_count_what_happens_and_say_nothing_of_people() {
    let (clock, database) = (clock(), TestDatabase::new().await);
    let (server, room) = office(&clock);
    let bot = Watched::start(&server, &database, &clock).await;
    let (status, page) = bot.asks("/metrics").await;
    assert_eq!(status, 200);
    has(&page, &[concat!("lotse_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1"), "# EOF"]);
    assert_eq!(bot.asks("/readyz").await.0, 503, "nothing is known of the bot yet");
    assert_eq!(bot.asks("/healthz").await, (200, "alive: starting\n".to_owned()));
    bot.port.attach(&bot.app.flow);

    attends(&server, &room, &bot).await;
    let says = async |text: &str| {
        server.say(&room, "@anna:local", text, Default::default()).unwrap();
        settles(&server, &bot).await;
    };
    says("!ticket Geheimer Drucker brennt").await;
    says("!ticket Another one").await;
    says("!tikcet typo").await;
    server.fail_next(1, Failure::RateLimited(Duration::from_millis(10)));
    says("!help").await;
    server.fail_next(1, Failure::Never);
    says("!lotse status").await;
    assert_eq!(bot.asks("/healthz").await, (200, "alive\n".to_owned()));
    assert_eq!(
        bot.asks("/readyz").await,
        (200, "database: answers\nlocal: this instance reads and sends\n".to_owned())
    );
    let (_, page) = bot.asks("/metrics").await;
    has(
        &page,
        &[
            r#"lotse_turn_seconds_count{verb="ticket-new"} 2"#,
            r#"lotse_turn_seconds_count{verb="message"} 1"#,
            r#"lotse_turn_seconds_count{verb="help"} 1"#,
            r#"lotse_turns_total{outcome="unclear"} 1"#,
            r#"lotse_sent_total{kind="say",class="answer"} 4"#,
            r#"lotse_refused_total{kind="say"} 1"#,
            "lotse_rate_limited_total 1",
            "lotse_turn_failures_total 0",
            "lotse_loops_ailing 0.0",
            "lotse_database_up 1.0",
            "lotse_pages_started_total 0",
            "lotse_pages_answered_total 0",
            "lotse_pages_unanswered_total 0",
            r#"lotse_queue_rows{queue="open"} 0"#,
            r#"lotse_queue_rows{queue="waiting"} 0"#,
            r#"lotse_queue_rows{queue="refused"} 1"#,
            r#"lotse_queue_oldest_seconds{queue="open"} 0.0"#,
            r#"lotse_account_held{platform="local"} 1"#,
            r#"lotse_read_lag_seconds{platform="local"} 0.0"#,
            r#"lotse_newest_event_timestamp_seconds{platform="local"} 1768204800.0"#,
            "lotse_database_connections_max 10.0",
        ],
    );
    for private in ["Drucker", "Another", "anna", "it-help", "tikcet"] {
        assert!(!page.contains(private), "{private} is on the page");
    }

    // What cannot go out waits, and grows older.
    server.fail_next(1, Failure::RateLimited(Duration::from_secs(600)));
    server.say(&room, "@anna:local", "!tickets", Default::default()).unwrap();
    until("a queue", async || {
        let (_, page) = bot.asks("/metrics").await;
        page.contains("lotse_rate_limited_total 2").then_some(())
    })
    .await;
    clock.advance(TimeDelta::seconds(90));
    let (_, page) = bot.asks("/metrics").await;
    let lines = [r#"lotse_queue_rows{queue="waiting"} 1"#, r#"lotse_queue_oldest_seconds{queue="waiting"} 90.0"#];
    has(&page, &lines);
    let limited = "select limited, limited_at is not null from account";
    let limited: (i64, bool) = sqlx::query_as(limited).fetch_one(database.pool()).await.unwrap();
    assert_eq!(limited, (2, true), "remembered for the doctor");
    bot.ends().await.unwrap();
}

#[tokio::test]
async fn who_stands_by_is_ready_and_who_has_no_database_is_not() {
    let (clock, database) = (clock(), TestDatabase::new().await);
    let (server, room) = office(&clock);
    let first = Watched::start(&server, &database, &clock).await;
    attends(&server, &room, &first).await;
    let second = Watched::start(&server, &database, &clock).await;
    second.port.attach(&second.app.flow);
    let (status, page) = second.asks("/readyz").await;
    assert_eq!(status, 200);
    has(&page, &["local: standing by; another instance reads and sends, or is about to"]);
    has(&second.asks("/metrics").await.1, &[r#"lotse_account_held{platform="local"} 0"#]);
    first.ends().await.unwrap();
    // Who takes over is ready also where nobody writes.
    until("the follower's turn", async || {
        second.asks("/readyz").await.1.contains("this instance reads and sends").then_some(())
    })
    .await;
    database.pool().close().await;
    let (status, page) = second.asks("/readyz").await;
    assert_eq!(status, 503);
    assert!(page.starts_with("database: not reachable"), "{page}");
    assert_eq!(second.asks("/healthz").await.0, 200, "a new start would not bring the database back");
    let (status, page) = second.asks("/metrics").await;
    assert_eq!(status, 200);
    has(&page, &["lotse_database_up 0.0"]);
    assert!(!page.contains("lotse_queue_rows"), "what cannot be read is left out");
    // Its loops wait for the database, as long as it takes.
    second.task.abort();
}

/// A platform with a defect where no turn and no delivery stands between it and the loop.
struct Broke(Local);

#[async_trait]
impl Platform for Broke {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn account(&self) -> &str {
        self.0.account()
    }

    fn abilities(&self) -> Abilities {
        self.0.abilities()
    }

    async fn open(&self, _: Option<&str>) -> Result<Box<dyn Reader>, ChatError> {
        panic!("no way in")
    }

    async fn deliver(&self, delivery: &Delivery) -> Result<Delivered, DeliveryError> {
        self.0.deliver(delivery).await
    }

    async fn look_up(&self, room: &str, event: &str) -> Result<Option<Incoming>, DeliveryError> {
        self.0.look_up(room, event).await
    }

    async fn fetch(&self, attachment: &Attachment, largest: u64) -> Result<Fetched, DeliveryError> {
        self.0.fetch(attachment, largest).await
    }

    async fn witness(&self) -> Result<Option<Witness>, ChatError> {
        self.0.witness().await
    }

    async fn keep_witness(&self, witness: &Witness) -> Result<(), ChatError> {
        self.0.keep_witness(witness).await
    }
}

#[tokio::test]
async fn a_loop_that_dies_ends_the_bot_and_is_named() {
    let (clock, database) = (clock(), TestDatabase::new().await);
    let (server, _) = office(&clock);
    let mut bot = Watched::on(Arc::new(Broke(server.platform())), &database, &clock).await;
    bot.port.attach(&bot.app.flow);
    let ended = tokio::time::timeout(super::PATIENCE, &mut bot.task).await.expect("it ends by itself").unwrap();
    match ended {
        Err(Broken::Loop { name, reason }) => {
            assert_eq!(name, "leader");
            assert!(reason.contains("no way in"), "{reason}");
        }
        other => panic!("ended with {other:?}"),
    }
    let (status, page) = bot.asks("/healthz").await;
    assert_eq!(status, 503);
    assert!(page.starts_with("the loop leader has ended\n"), "{page}");
}

#[tokio::test]
async fn a_port_that_is_taken_or_none_is_told_before_anything_begins() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let run = |listen: &str| {
        Program::new(&["run"])
            .set("MATRIX__HOMESERVER", "http://127.0.0.1:1")
            .set("MATRIX__USER", "@lotse:example.org")
            .set("MATRIX__PASSWORD", "geheim")
            .set("DATA_DIR", folder.path().join("data"))
            .set("OPS__LISTEN", listen)
    };
    let (ended, nonsense) = tokio::join!(run(&address).ends(), run("localhost:9464").ends());
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.error.contains(&format!("cannot listen on {address}")), "{}", ended.error);
    assert!(ended.error.contains("another program has the port"), "{}", ended.error);
    assert_eq!(nonsense.code, Some(2));
    assert!(nonsense.error.contains("ops.listen") && nonsense.error.contains("127.0.0.1:9464"), "{}", nonsense.error);
    assert!(folder.path().read_dir().unwrap().next().is_none(), "nothing was begun");
}

//! What 1,000 pages cost that run at once: to begin them, to take all their next steps when these are due at the same moment, and
//! to answer them; on a PostgreSQL that waits for its disk at every commit.
//!
//! `cargo bench --bench pages`; it makes its own database.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on fails"
)]

#[path = "../figures.rs"]
#[allow(dead_code, reason = "other benches tell more")]
mod figures;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};
use lotse::app::App;
use lotse::chat::local::{ACCOUNT, LocalServer};
use lotse::chat::{Batch, Happening, Incoming};
use lotse::clock::Clock;
use lotse::config::{Config, DatabaseConfig, ScheduleConfig};
use lotse::database::{AccountLock, Database, Durability, Embedded};
use lotse::flow::inbox::{self, Accepted, Round};
use lotse::flow::{timers, worker};
use lotse::rota::{Every, Layer, Rotation, Schedule};
use sqlx::postgres::PgPool;
use tokio_util::sync::CancellationToken;

use self::figures::{Aim, aimed, figure, heading, machine};

/// Pages that run at once.
const PAGES: usize = 1000;
/// People who take turns; each is on call for a schedule of their own.
const PEOPLE: usize = 50;

fn main() {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(measure());
}

async fn measure() {
    machine();
    let mut folder = tempfile::Builder::new();
    // Where benches run as root, the server runs as another user and must be able to enter.
    let folder = folder.prefix("lotse-pages-").permissions(Permissions::from_mode(0o711));
    let folder = folder.tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let embedded = Embedded::start(folder.path(), Durability::Safe, &CancellationToken::new()).await.unwrap();
    let settings = DatabaseConfig { url: Some(embedded.url()), ..Config::default().database };
    let database = Database::start(&settings, Path::new(""), &CancellationToken::new()).await.unwrap();
    database.migrate().await.unwrap();
    let mut bench = Bench::new(database.pool().clone());

    heading("1,000 pages that run at once, one turn after the other, durably committed");
    let pages = (0..PAGES).map(|n| (person(n), format!("!page team{} Something is wrong with {n}", n % PEOPLE)));
    let begun = bench.all(pages.collect()).await;
    told("a page begins, and somebody is woken", &begun, 50.0);
    assert_eq!(bench.count("open").await, PAGES);

    bench.clock.advance(TimeDelta::minutes(5));
    let begin = Instant::now();
    let mut fired = 0;
    while fired < PAGES {
        fired += usize::try_from(timers::fire(&bench.pool, bench.clock.now()).await.unwrap()).unwrap();
    }
    figure("all their timers are due at once, and enter the inbox", begin.elapsed().as_secs_f64() * 1e3, "ms");
    let steps = bench.handle().await;
    told("a next step is taken, and the next one is woken", &steps, 50.0);

    let acks = (0..PAGES).map(|n| (person(n), format!("!ack A-{}", n + 1)));
    let acks = bench.all(acks.collect()).await;
    told("a page is answered, and every copy edited", &acks, 50.0);
    assert_eq!(bench.count("acked").await, PAGES);
    database.stop().await;
    embedded.stop().await;
}

fn told(what: &str, took: &[Duration], aim: f64) {
    assert_eq!(took.len(), PAGES, "{what}");
    let mut took: Vec<f64> = took.iter().map(|took| took.as_secs_f64() * 1e3).collect();
    took.sort_unstable_by(f64::total_cmp);
    figure(&format!("{what}: p50"), took[PAGES / 2], "ms");
    aimed(&format!("{what}: p99"), took[PAGES * 99 / 100], "ms", Aim::AtMost(aim));
    figure(&format!("{what}: all of them"), took.iter().sum::<f64>() / 1e3, "s");
}

fn person(n: usize) -> String {
    format!("@person{}:local", n % PEOPLE)
}

struct Bench {
    pool: PgPool,
    clock: Clock,
    app: App,
    events: usize,
}

impl Bench {
    fn new(pool: PgPool) -> Self {
        let mut config = Config::default();
        config.desk.greeting = false;
        config.roles.agents = (0..PEOPLE).map(person).collect();
        config.roles.managers = vec![person(0)];
        let monday = DateTime::from_timestamp(1_768_204_800, 0).unwrap();
        let zone = config.timezone;
        config.schedules = (0..PEOPLE)
            .map(|n| {
                let people = vec![person(n), person(n + 1)];
                let layer = Layer::new("weeks", 1, Rotation::new(Every::Week, 1, monday, people).unwrap());
                ScheduleConfig {
                    name: format!("team{n}"),
                    title: format!("Team {n}"),
                    team: None,
                    schedule: Arc::new(Schedule::new(zone, vec![layer], Vec::new()).unwrap()),
                    shadows: Arc::new(Schedule::new(zone, Vec::new(), Vec::new()).unwrap()),
                    file: None,
                }
            })
            .collect();
        let clock = Clock::fake(monday);
        let server = LocalServer::new(clock.clone());
        let platform = Arc::new(server.platform());
        let app = App::new(Arc::new(config), pool.clone(), clock.clone(), vec![platform]).unwrap();
        Self { pool, clock, app, events: 0 }
    }

    /// Stores what people say, and handles it; gives the time of each turn.
    async fn all(&mut self, said: Vec<(String, String)>) -> Vec<Duration> {
        let lock = AccountLock::acquire(&self.pool, "local", ACCOUNT, &CancellationToken::new()).await.unwrap();
        let count = said.len();
        let events = said.into_iter().map(|(sender, text)| {
            self.events += 1;
            let what =
                Happening::Message { text, thread: None, reply_to: None, mentions: Vec::new(), attachment: None };
            Incoming {
                event: format!("$bench{}", self.events),
                room: "!help:local".to_owned(),
                sender,
                sent_at: self.clock.now(),
                what,
            }
        });
        let events = events.collect();
        let batch = Batch { events, cursor: self.events.to_string() };
        let accepted = inbox::accept(&self.pool, "local", ACCOUNT, lock.epoch(), self.clock.now(), &batch).await;
        assert_eq!(accepted.unwrap(), Accepted::New(u64::try_from(count).unwrap()));
        lock.release().await;
        self.handle().await
    }

    /// Handles whatever is open; gives the time of each turn.
    async fn handle(&self) -> Vec<Duration> {
        let (mut took, mut round) = (Vec::new(), Round::default());
        loop {
            let begin = Instant::now();
            match worker::step(&self.app.flow, &mut round).await.unwrap() {
                worker::Step::Idle => return took,
                _ => took.push(begin.elapsed()),
            }
        }
    }

    async fn count(&self, state: &str) -> usize {
        let count: i64 = sqlx::query_scalar("select count(*) from page where state = $1")
            .bind(state)
            .fetch_one(&self.pool)
            .await
            .unwrap();
        usize::try_from(count).unwrap()
    }
}

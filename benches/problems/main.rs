//! What it costs to look whether a new ticket comes again and again, among 100,000 past ones of which 20,000 are of the last two weeks, on
//! a PostgreSQL that waits for its disk at every commit.
//!
//! `cargo bench --bench problems`; it makes its own database, which takes some minutes.
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

use lotse::app::App;
use lotse::chat::local::{ACCOUNT, LocalServer};
use lotse::chat::{Batch, Happening, Incoming};
use lotse::clock::Clock;
use lotse::config::{Config, DatabaseConfig, ServiceConfig};
use lotse::database::{AccountLock, Database, Durability, Embedded};
use lotse::flow::inbox::{self, Accepted, Round};
use lotse::flow::worker;
use sqlx::postgres::PgPool;
use tokio_util::sync::CancellationToken;

use self::figures::{Aim, aimed, figure, heading, machine};

/// Turns of each kind.
const TURNS: usize = 200;

fn main() {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(measure());
}

async fn measure() {
    machine();
    let mut folder = tempfile::Builder::new();
    // Where benches run as root, the server runs as another user and must be able to enter.
    let folder = folder.prefix("lotse-problems-").permissions(Permissions::from_mode(0o711));
    let folder = folder.tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let embedded = Embedded::start(folder.path(), Durability::Safe, &CancellationToken::new()).await.unwrap();
    let settings = DatabaseConfig { url: Some(embedded.url()), ..Config::default().database };
    let database = Database::start(&settings, Path::new(""), &CancellationToken::new()).await.unwrap();
    database.migrate().await.unwrap();
    fill(database.pool()).await;

    heading("new tickets among 100,000, of which 20,000 are of the last two weeks and one in four of one service");
    let never = Bench::new(database.pool().clone(), 0).all(0).await;
    let without = told("a ticket, where nothing is looked for", &never);
    let looked = Bench::new(database.pool().clone(), 50).all(1).await;
    let with = told("a ticket that is compared with those of late", &looked);
    aimed("what the look costs, at p50", with - without, "ms", Aim::AtMost(25.0));
    database.stop().await;
    embedded.stop().await;
}

/// Tells how long turns took; p50.
fn told(what: &str, took: &[Duration]) -> f64 {
    assert_eq!(took.len(), TURNS, "{what}");
    let mut took: Vec<f64> = took.iter().map(|took| took.as_secs_f64() * 1e3).collect();
    took.sort_unstable_by(f64::total_cmp);
    figure(&format!("{what}: p50"), took[TURNS / 2], "ms");
    figure(&format!("{what}: p99"), took[TURNS * 99 / 100], "ms");
    took[TURNS / 2]
}

/// Past tickets; the search has no part in it.
async fn fill(pool: &PgPool) {
    for statement in [
        "alter table ticket disable trigger user",
        "insert into person (language, created_at) values ('en', now())",
        "insert into ticket (id, title, description, priority, state, requester, raised_by, resolved_by, resolved_at, closed_at,
                             created_at, changed_at, service, category, private)
         select n, (array['Printer', 'Outlook', 'Wi-Fi', 'Laptop', 'Phone', 'Badge', 'Browser', 'Scanner'])[1 + n % 8] || ' '
                   || (array['jams', 'is slow', 'does not start', 'shows an error', 'is offline'])[1 + n % 5] || ' on floor '
                   || n % 40 || ' ' || md5(n::text), '', 3, 'closed', (select min(id) from person),
                (select min(id) from person), (select min(id) from person), now(), now(),
                now() - case when n > 80000 then (100000 - n) * interval '60 seconds'
                             else interval '14 days' + (80000 - n) * interval '10 minutes' end,
                now(), case when n % 4 = 0 then 'mail' end, case when n % 10 = 0 then 'office' end, false
         from generate_series(1, 100000) n",
        "update counter set last = 100000 where name = 'ticket'",
        "alter table ticket enable trigger user",
        "vacuum analyze ticket",
    ] {
        sqlx::query(statement).execute(pool).await.unwrap();
    }
}

/// A word that is like no other one.
fn word(seed: usize) -> String {
    let mut state = u32::try_from(seed).unwrap().wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let letter = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + u8::try_from((state >> 24) % 26).unwrap())
    };
    (0..9).map(letter).collect()
}

struct Bench {
    pool: PgPool,
    clock: Clock,
    app: App,
}

impl Bench {
    fn new(pool: PgPool, recurrence: u32) -> Self {
        let mut config = Config::default();
        config.desk.greeting = false;
        config.desk.similar = false;
        config.problem.recurrence = recurrence;
        config.services =
            vec![ServiceConfig { name: "mail".to_owned(), title: "E-mail".to_owned(), ..ServiceConfig::default() }];
        let clock = Clock::system();
        let server = LocalServer::new(clock.clone());
        let app = App::new(Arc::new(config), pool.clone(), clock.clone(), vec![Arc::new(server.platform())]).unwrap();
        Self { pool, clock, app }
    }

    /// People raise tickets about the service; gives the time of each turn.
    async fn all(&mut self, round: usize) -> Vec<Duration> {
        let lock = AccountLock::acquire(&self.pool, "local", ACCOUNT, &CancellationToken::new()).await.unwrap();
        let events = (0..TURNS).map(|n| Incoming {
            event: format!("$bench{round}x{n}"),
            room: "!help:local".to_owned(),
            sender: "@anna:local".to_owned(),
            sent_at: self.clock.now(),
            what: Happening::Message {
                // Of words that no other one has, so that nothing is found and all are compared.
                text: format!("!ticket {} {} {} service:mail", word(n), word(n + 1000), word(n + 2000)),
                thread: None,
                reply_to: None,
                mentions: Vec::new(),
                attachment: None,
            },
        });
        let batch = Batch { events: events.collect(), cursor: round.to_string() };
        let accepted = inbox::accept(&self.pool, "local", ACCOUNT, lock.epoch(), self.clock.now(), &batch).await;
        assert_eq!(accepted.unwrap(), Accepted::New(u64::try_from(TURNS).unwrap()));
        lock.release().await;
        let (mut took, mut round) = (Vec::new(), Round::default());
        loop {
            let begin = Instant::now();
            match worker::step(&self.app.flow, &mut round).await.unwrap() {
                worker::Step::Idle => return took,
                _ => took.push(begin.elapsed()),
            }
        }
    }
}

//! What clocks cost: a due time by itself, and a hundred thousand clocks that run in a database.
//!
//! `cargo bench --bench clocks`; it makes its own database, and takes about a minute.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on fails"
)]

mod due;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use lotse::config::{Config, DatabaseConfig};
use lotse::database::{Database, Durability, Embedded};
use lotse::flow::timers;
use lotse::ids::TicketId;
use lotse::practice::sla::model::{Ledger, Terms};
use lotse::practice::sla::store;
use lotse::ticket::{self, DueOf};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// Clocks that run, one a ticket.
const CLOCKS: i64 = 100_000;
/// Looks, and plans that are made anew.
const TIMES: i64 = 200;

fn main() {
    due::measure();
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(measure());
}

async fn measure() {
    let mut folder = tempfile::Builder::new();
    // Where benches run as root, the server runs as another user and must be able to enter.
    let folder = folder.prefix("lotse-clocks-").permissions(Permissions::from_mode(0o711));
    let folder = folder.tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let embedded = Embedded::start(folder.path(), Durability::Safe, &CancellationToken::new()).await.unwrap();
    let settings = DatabaseConfig { url: Some(embedded.url()), ..Config::default().database };
    let database = Database::start(&settings, Path::new(""), &CancellationToken::new()).await.unwrap();
    database.migrate().await.unwrap();
    let now: DateTime<Utc> = "2026-01-12T08:00:00Z".parse().unwrap();
    fill(database.pool(), now).await;
    println!("\n{CLOCKS} clocks that run, none of which is due");
    print("a look for due timers", looks(database.pool(), now).await);
    print("a look for what is due in a room", rooms(database.pool(), now).await);
    let before = changed(database.pool()).await;
    print("a plan made anew, durably committed", replans(database.pool(), now).await);
    let rows = changed(database.pool()).await - before;
    println!("{:<54} {:>9.1}", "  clocks written by it", rows as f64 / TIMES as f64);
    database.stop().await;
    embedded.stop().await;
}

async fn fill(pool: &PgPool, now: DateTime<Utc>) {
    let spec = r#"{"timezone": "Europe/Berlin", "hours": {"mon": [["08:00","17:00"]], "tue": [["08:00","17:00"]],
        "wed": [["08:00","17:00"]], "thu": [["08:00","17:00"]], "fri": [["08:00","17:00"]]},
        "holidays": {"country": "DE", "subdivision": "BY"}}"#;
    for statement in [
        "insert into person (language, created_at) values ('de', $1)",
        "insert into ticket (id, title, description, priority, state, requester, raised_by, created_at, changed_at)
         select n, 'Gerät ' || n, '', 3, 'new', (select min(id) from person), (select min(id) from person), $1, $1
         from generate_series(1, 100000) n",
        "insert into sla_clock (ticket, kind, target, priority, calendar, seconds, steps, started_at, due_at, next_at, state)
         select id, 'resolution', 'normal', 3, 'office', 57600, '[{\"percent\": 50, \"acts\": [\"ping\"]}]', $1,
                $1 + interval '2 days', $1 + interval '1 hour' + id * interval '1 second', 'running' from ticket",
        "insert into timer (key, kind, payload, due_at)
         select 'sla-step:' || id, 'sla-step', jsonb_build_object('ticket', id), $1 + interval '1 hour' + id * interval '1 second'
         from ticket",
    ] {
        if statement.contains("sla_clock") {
            sqlx::query("insert into sla_calendar (digest, title, spec) values ('office', 'Mon–Fri 8–17', $1::jsonb)")
                .bind(spec)
                .execute(pool)
                .await
                .unwrap();
        }
        let query = sqlx::query(statement);
        let query = if statement.contains("$1") { query.bind(now) } else { query };
        query.execute(pool).await.unwrap();
    }
    sqlx::raw_sql("vacuum analyze").execute(pool).await.unwrap();
}

async fn looks(pool: &PgPool, now: DateTime<Utc>) -> Vec<Duration> {
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let begin = Instant::now();
        assert_eq!(timers::fire(pool, now).await.unwrap(), 0);
        timers::next_due(pool).await.unwrap();
        took.push(begin.elapsed());
    }
    took
}

async fn rooms(pool: &PgPool, now: DateTime<Utc>) -> Vec<Duration> {
    let mut took = Vec::new();
    let mut conn = pool.acquire().await.unwrap();
    for _ in 0..TIMES {
        let begin = Instant::now();
        assert!(store::due_in(&mut conn, ("matrix", "!it:example.org"), now, 500).await.unwrap().is_empty());
        took.push(begin.elapsed());
    }
    took
}

/// The priority of a ticket changes, and other terms fit.
async fn replans(pool: &PgPool, now: DateTime<Utc>) -> Vec<Duration> {
    let mut took = Vec::new();
    for number in 1..=TIMES {
        let begin = Instant::now();
        let mut tx = pool.begin().await.unwrap();
        let id = TicketId(number * 100);
        let mut ticket = ticket::store::lock(&mut tx, id).await.unwrap().unwrap();
        ticket.priority = 1;
        let before = store::ledgers(&mut tx, &[id]).await.unwrap().remove(&id).unwrap();
        let mut after: Ledger = before.clone();
        let old = &before.clocks[0].terms;
        let terms = Terms { target: "urgent".to_owned(), within: old.within / 4, ..old.clone() };
        after.follow(&ticket, vec![(DueOf::Resolution, terms)], &[], now);
        store::save(&mut tx, id, &before, &after).await.unwrap();
        tx.commit().await.unwrap();
        took.push(begin.elapsed());
    }
    took
}

/// How many rows of clocks were written so far.
async fn changed(pool: &PgPool) -> i64 {
    // The server counts after a moment.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let count = "select (n_tup_ins + n_tup_upd)::bigint from pg_stat_user_tables where relname = 'sla_clock'";
    sqlx::query_scalar(count).fetch_one(pool).await.unwrap()
}

fn print(name: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)].as_secs_f64() * 1e3;
    println!("{name:<54} {:>9.2} ms p50 {:>9.2} ms p99", at(50), at(99));
}

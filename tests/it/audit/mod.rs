//! The audit log: sealed once and in order, checked, handed out, and witnessed outside.

mod export;
mod sealing;
mod tampering;
mod witness;

use chrono::{DateTime, TimeDelta, Utc};
use lotse::audit::chain::Head;
use lotse::audit::verify::{Report, verify};
use lotse::audit::{Entry, seal, store};
use lotse::clock::Clock;
use lotse::ids::PersonId;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgConnection, PgPool};

use crate::support::database::TestDatabase;

/// Monday, 12 January 2026, 08:00, and so many minutes.
fn minute(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_768_204_800, 0).unwrap() + TimeDelta::minutes(minutes)
}

/// An act on a ticket.
async fn act(conn: &mut PgConnection, at: DateTime<Utc>, who: &str, act: &str, subject: &str) {
    let after = json!({ "state": act, "titel": "Überprüfung", "number": 1.5 });
    let entry = Entry {
        at,
        actor: who,
        person: (who != "lotse").then_some(PersonId(3)),
        act,
        subject,
        before: Value::Null,
        after,
        platform: "local",
        event: "$1",
    };
    store::insert(conn, entry).await.unwrap();
}

/// A log of six acts, a minute apart, all sealed.
async fn six_acts() -> TestDatabase {
    let database = TestDatabase::new().await;
    let mut conn = database.pool().acquire().await.unwrap();
    let acts = [
        ("@anna:local", "ticket-new", "T-1"),
        ("@bernd:local", "ticket-take", "T-1"),
        ("@bernd:local", "ticket-wait", "T-1"),
        ("@anna:local", "ticket-new", "T-2"),
        ("lotse", "ticket-wait-over", "T-1"),
        ("@bernd:local", "ticket-resolve", "T-1"),
    ];
    for (minutes, (who, what, subject)) in (0..).zip(acts) {
        act(&mut conn, minute(minutes), who, what, subject).await;
    }
    drop(conn);
    seal::catch_up(database.pool(), &Clock::fake(minute(6))).await.unwrap();
    database
}

async fn head(pool: &PgPool) -> Head {
    store::head(&mut pool.acquire().await.unwrap()).await.unwrap().expect("something is sealed")
}

async fn checked(pool: &PgPool) -> Report {
    verify(pool, &[]).await.unwrap()
}

/// Does what only a superuser can, and covers it up again.
async fn tamper(pool: &PgPool, sql: &str) {
    let guards = [
        ("audit", "audit_append_only"),
        ("audit", "audit_no_truncate"),
        ("audit_seal", "audit_seal_append_only"),
        ("audit_seal", "audit_seal_no_truncate"),
    ];
    let off = "alter table audit disable trigger all; alter table audit_seal disable trigger all;";
    let on = "alter table audit enable trigger all; alter table audit_seal enable trigger all;";
    let always: String =
        guards.iter().map(|(table, guard)| format!("alter table {table} enable always trigger {guard};")).collect();
    let sql = format!("begin; {off} {sql}; {on} {always} commit;");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(pool).await.unwrap();
}

/// Hashes shortened: a report without them can be read.
fn short(text: &str) -> String {
    let mut short = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_hexdigit() {
            digits.push(c);
            continue;
        }
        short.push_str(if digits.len() == 64 { "…" } else { &digits });
        digits.clear();
        short.push(c);
    }
    short.trim_end_matches('\0').to_owned()
}

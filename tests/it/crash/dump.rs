//! All that a story leaves behind, in words that do not depend on how often the bot was killed: what people saw, and
//! every row of every table.

use std::collections::HashMap;
use std::fmt::Write;

use lotse::chat::local::{LocalServer, Seen, Sight};
use serde_json::Value;
use sqlx::{AssertSqlSafe, PgPool};

/// Columns that count attempts and starts, follow the real clock, or are digests of what is another on every server
/// (delivery keys, of event ids). Everything else must be equal, also in tables that
/// are yet to come.
const VOLATILE: &[(&str, &str)] = &[
    ("account", "batches"),
    ("account", "epoch"),
    ("account", "held_since"),
    ("account", "holder"),
    ("article", "stamp"),
    ("dispatch", "attempts"),
    ("dispatch", "key"),
    ("dispatch", "next_try_at"),
    ("inbox", "attempts"),
    ("inbox", "next_try_at"),
    ("outbox", "attempts"),
    ("outbox", "delivery_key"),
    ("outbox", "next_try_at"),
    // The bot itself becomes known when it reads that it is in a room.
    ("person", "created_at"),
    ("secret", "value"),
];

/// Tables of nothing but the passing: who runs, and what is sealed already. That a chain grows whole whatever is killed is
/// the subject of the audit log's own tests.
const PASSING: &[&str] = &["audit_seal", "audit_unsealed", "instance"];

/// Numbered rows that others refer to, each after those by which it is ordered. Numbers have gaps where a transaction
/// was interrupted, and where two places are worked on at once their order is nobody's business: what counts is the order
/// within the event that caused the row.
const NUMBERED: &[(&str, &str)] = &[
    // When a delivery has ended is nobody's business, nor whether of two timers a hand-off comes first.
    // So is when the bot reads that it is in a room which it has opened.
    (
        "inbox",
        "event like 'dispatch:%' or event like 'oncall-handoff:%', payload #>> '{what,kind}' is not distinct from 'joined', id",
    ),
    ("outbox", "(select i.event like 'oncall-handoff:%' from inbox i where i.id = t.cause), cause, id"),
    // Who becomes known first, somebody who writes or somebody whom a loop finds at the start, is nobody's business.
    ("person", "(select min(i.account) from identity i where i.person = t.id), id"),
    ("timer", "key"),
    ("audit", "(select i.id from inbox i where i.platform = t.platform and i.event = t.event), id"),
    ("ticket_entry", "ticket, id"),
    ("sla_clock", "ticket, id"),
    ("approval", "ticket, id"),
    ("approval_vote", "approval, id"),
    ("delegation", "person, id"),
    ("oncall_cover", "id"),
    ("article_use", "id"),
    ("article_question", "id"),
    // How a delivery ended is written only when nobody holds it any more.
    ("dispatch", "payload->>'channel', created_at, id"),
];

/// References without a foreign key, of which some are inside of JSON.
const REFERENCES: &[(&str, &str, &str)] = &[
    ("article", "cause", "inbox"),
    ("article", "asking.message", "outbox"),
    ("article", "asking.person", "person"),
    ("audit", "person", "person"),
    ("audit", "before.assignee", "person"),
    ("audit", "after.assignee", "person"),
    ("audit", "before.entry", "ticket_entry"),
    ("audit", "after.entry", "ticket_entry"),
    ("incident_note", "payload.person", "person"),
    ("prompt", "payload.by", "person"),
    ("ticket_search", "entry", "ticket_entry"),
    ("prompt", "payload.approval", "approval"),
    ("prompt", "payload.cover", "oncall_cover"),
    ("checklist_message", "card", "outbox"),
    ("dispatch", "payload.message", "outbox"),
    ("inbox", "payload.payload.message", "outbox"),
    ("outbox_watch", "payload.message", "outbox"),
    ("timer", "payload.message", "outbox"),
    ("timer", "payload.person", "person"),
    ("inbox", "payload.payload.person", "person"),
];

/// The bot's account.
const BOT: &str = "@lotse:local";

/// Row numbers by table and id.
type Ranks = HashMap<(String, i64), usize>;

/// What people saw, room by room, and the database, table by table.
pub(super) async fn everything(server: &LocalServer, pool: &PgPool) -> String {
    let mut text = String::new();
    for room in server.rooms() {
        let _ = writeln!(text, "== {}", room.id);
        // What the bot offers comes when nothing else is to be said: what of that was said before depends on how fast it was.
        let is_offer =
            |seen: &&Seen| seen.sender == BOT && matches!(seen.what, Sight::Reaction { .. } | Sight::Unreaction { .. });
        let log = server.log();
        let (offers, others): (Vec<&Seen>, Vec<&Seen>) =
            log.iter().filter(|seen| seen.room == room.id).partition(is_offer);
        for seen in others.into_iter().chain(offers) {
            let _ = writeln!(text, "{seen:?}");
        }
    }
    let ranks = ranks(pool).await;
    let references = references(pool).await;
    for table in strings(pool, "select relname::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '_sqlx_migrations' order by 1").await {
        if PASSING.contains(&table.as_str()) {
            continue;
        }
        let _ = writeln!(text, "== {table}");
        rows(pool, &table, &ranks, &references).await.iter().for_each(|row| {
            let _ = writeln!(text, "{row}");
        });
    }
    // In messages, a reference to what was buried; in the names of events and timers, of what they tell.
    for ((table, id), rank) in &ranks {
        match table.as_str() {
            "inbox" => text = text.replace(&format!("(reference {id})"), &format!("(reference #{rank})")),
            "dispatch" => text = text.replace(&format!("\"dispatch:{id}\""), &format!("\"dispatch:#{rank}\"")),
            "outbox" => {
                for end in ["@", "\""] {
                    let (named, ranked) = (format!("page-reach:{id}{end}"), format!("page-reach:#{rank}{end}"));
                    text = text.replace(&named, &ranked);
                }
            }
            "person" => {
                for end in ["@", "\""] {
                    let (named, ranked) = (format!("page-bundle:local:{id}{end}"), format!("page-bundle:#{rank}{end}"));
                    text = text.replace(&named, &ranked);
                }
            }
            _ => {}
        }
    }
    without_event_ids(&text)
}

async fn strings(pool: &PgPool, query: &'static str) -> Vec<String> {
    sqlx::query_scalar(query).fetch_all(pool).await.unwrap()
}

async fn ranks(pool: &PgPool) -> Ranks {
    let mut ranks = Ranks::new();
    for (table, order) in NUMBERED {
        let query = format!("select id from {table} t order by {order}");
        let ids: Vec<i64> = sqlx::query_scalar(AssertSqlSafe(query)).fetch_all(pool).await.unwrap();
        ranks.extend(ids.into_iter().enumerate().map(|(rank, id)| (((*table).to_owned(), id), rank)));
    }
    ranks
}

/// Table, column and the table that is referred to.
async fn references(pool: &PgPool) -> Vec<(String, String, String)> {
    let keys: Vec<(String, String, String)> = sqlx::query_as(
        "select c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text
         from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
         where c.contype = 'f' and array_length(c.conkey, 1) = 1",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let known = REFERENCES.iter().map(|(table, column, to)| ((*table).into(), (*column).into(), (*to).into()));
    let numbered = NUMBERED.iter().map(|(table, _)| ((*table).into(), "id".into(), (*table).into()));
    keys.into_iter().chain(known).chain(numbered).collect()
}

async fn rows(pool: &PgPool, table: &str, ranks: &Ranks, references: &[(String, String, String)]) -> Vec<String> {
    let query = format!("select to_jsonb(t) from {table} t");
    let rows: Vec<Value> = sqlx::query_scalar(AssertSqlSafe(query)).fetch_all(pool).await.unwrap();
    let mut lines: Vec<(Option<u64>, String)> = rows
        .into_iter()
        .map(|mut row| {
            for (_, column) in VOLATILE.iter().filter(|(of, _)| *of == table) {
                row.as_object_mut().unwrap().remove(*column).unwrap();
            }
            // When the bot reads that it is in a room which it has opened depends on how fast it is.
            if row.pointer("/payload/what/kind").and_then(Value::as_str) == Some("joined") {
                row.as_object_mut().unwrap().remove("accepted_at");
            }
            for (_, path, to) in references.iter().filter(|(of, ..)| of == table) {
                let pointer = format!("/{}", path.replace('.', "/"));
                if let Some(value) = row.pointer_mut(&pointer)
                    && let Some(id) = value.as_i64()
                    // Tickets and the like are numbered without gaps and keep their numbers.
                    && let Some(rank) = ranks.get(&(to.clone(), id))
                {
                    *value = (*rank).into();
                }
            }
            (row.get("id").and_then(Value::as_u64), row.to_string())
        })
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Replaces what is different on every server, in the order in which it appears: its nonce, and the ids of its events.
fn without_event_ids(text: &str) -> String {
    let nonce = text.split('$').skip(1).find_map(|rest| rest.split_once('-').map(|(nonce, _)| nonce)).unwrap();
    let text = text.replace(nonce, "server");
    let mut numbers = HashMap::new();
    let mut out = String::new();
    for (index, piece) in text.split("$server-").enumerate() {
        match piece.split_once(':') {
            Some((number, rest)) if index > 0 => {
                let next = numbers.len() + 1;
                let number = numbers.entry(number).or_insert(next);
                let _ = write!(out, "${number}:{rest}");
            }
            _ => out.push_str(piece),
        }
    }
    out
}

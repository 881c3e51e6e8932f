//! What was read and is to be handled: accept, claim, finish, try again, bury.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};

use super::{Outcome, restored, sealed};
use crate::chat::{Batch, Happening, Incoming};
use crate::error::Fault;

/// A claimed row of the inbox.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The row.
    pub id: i64,
    /// The chat platform, or `timer`.
    pub platform: String,
    /// The platform's id of the event.
    pub event: String,
    /// The room, or the timer's key.
    pub place: String,
    /// The account for which the platform vouches; empty for a timer.
    pub sender: String,
    /// When it happened.
    pub sent_at: DateTime<Utc>,
    /// How often a turn has failed before.
    pub attempts: i32,
    /// Could not be read when it came ([`super::sealed`]).
    pub late: bool,
    /// What happened.
    pub trigger: Trigger,
}

/// What a turn can be about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Trigger {
    /// Something in a chat.
    Chat {
        /// What happened.
        what: Happening,
    },
    /// The stored event cannot be read: nested too deep, or written by a newer version. It fails like any other event
    /// and holds nothing up.
    #[serde(skip)]
    Unreadable {
        /// Why not.
        reason: String,
    },
    /// A timer is due.
    Timer {
        /// Names the practice's timer row.
        timer: String,
        /// What the practice stored with it.
        payload: Value,
    },
}

/// Whether a batch could be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// Stored, with so many events that were new.
    New(u64),
    /// Another process has taken over the account.
    Superseded,
}

/// Stores a batch and moves the cursor, in one transaction. Events that are known already are passed over.
///
/// `epoch` is the one that was given to this process when it took over the account ([`super::leader`]).
pub async fn accept(
    pool: &PgPool,
    platform: &str,
    account: &str,
    epoch: i64,
    now: DateTime<Utc>,
    batch: &Batch,
) -> Result<Accepted, Fault> {
    let mut tx = pool.begin().await?;
    let news: Vec<&Incoming> = restored::news(&batch.events).collect();
    let moved = sqlx::query_scalar!(
        r#"update account set cursor = $4, batches = batches + $5
           where platform = $1 and account = $2 and epoch = $3 returning gap_until is not null as "gap!""#,
        platform,
        account,
        epoch,
        batch.cursor,
        i64::from(!news.is_empty())
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(gap) = moved else { return Ok(Accepted::Superseded) };
    let fresh = if gap {
        restored::keep_delivered(&mut tx, platform, &batch.events).await?;
        restored::close_gap(&mut tx, platform, account, &batch.events).await?;
        insert(&mut tx, platform, &restored::in_order_of_time(&batch.events), now).await?
    } else {
        insert(&mut tx, platform, &news, now).await?
    };
    tx.commit().await?;
    Ok(Accepted::New(fresh))
}

async fn insert(
    conn: &mut PgConnection,
    platform: &str,
    events: &[&Incoming],
    now: DateTime<Utc>,
) -> Result<u64, Fault> {
    // One statement a thousand rows keeps a batch after a long outage in bounded memory on the server.
    let mut fresh = 0;
    for events in events.chunks(1000) {
        let mut ids = Vec::with_capacity(events.len());
        let mut places = Vec::with_capacity(events.len());
        let mut senders = Vec::with_capacity(events.len());
        let mut times = Vec::with_capacity(events.len());
        let mut payloads = Vec::with_capacity(events.len());
        for event in events {
            let mut payload = serde_json::to_value(Trigger::Chat { what: event.what.clone() })?;
            storable(&mut payload);
            ids.push(event.event.replace('\0', "\u{fffd}"));
            places.push(event.room.replace('\0', "\u{fffd}"));
            senders.push(event.sender.replace('\0', "\u{fffd}"));
            times.push(event.sent_at);
            payloads.push(payload);
        }
        let new = sqlx::query!(
            "insert into inbox (platform, event, place, sender, sent_at, payload, accepted_at)
             select $1, e.event, e.place, e.sender, e.sent_at, e.payload, $7
             from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::jsonb[])
                  with ordinality as e (event, place, sender, sent_at, payload, nr)
             order by e.nr
             on conflict on constraint inbox_event_once do nothing",
            platform,
            &ids,
            &places,
            &senders,
            &times,
            &payloads,
            now
        )
        .execute(&mut *conn)
        .await?
        .rows_affected();
        fresh += new;
        // What is known already may be something that could not be read until now.
        if new < u64::try_from(events.len()).unwrap_or(u64::MAX) {
            fresh += sealed::unseal(conn, platform, &ids, &places, &senders, &payloads).await?;
        }
    }
    Ok(fresh)
}

/// PostgreSQL's text knows no U+0000; people's messages may.
fn storable(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{fffd}"),
        Value::Array(items) => items.iter_mut().for_each(storable),
        Value::Object(fields) => fields.values_mut().for_each(storable),
        _ => {}
    }
}

/// Claims the oldest open event of some place, within the caller's transaction: if the process dies, PostgreSQL frees
/// the row. Returns None when nothing is open that could be handled now.
///
/// Only the first open row of a place can be claimed, and the claim locks it, so that events of a place are handled
/// one after the other by however many workers. The recursive part hops from place to place along the index, so the
/// cost follows the number of places with open rows and not the number of rows. The outer condition says "open" in
/// other words on purpose: with the same words PostgreSQL would rather walk the index of open rows, which takes seconds
/// after an outage, when its statistics do not yet know how many there are.
pub async fn claim(conn: &mut PgConnection) -> Result<Option<Event>, Fault> {
    let row = sqlx::query!(
        r#"with recursive head as (
             (select platform, place, id from inbox where state = 'open' order by platform, place, id limit 1)
             union all
             select n.platform, n.place, n.id from head h cross join lateral (
               select platform, place, id from inbox
               where state = 'open' and (platform, place) > (h.platform, h.place)
               order by platform, place, id limit 1) n
           )
           select i.id, i.platform, i.event, i.place, i.sender, i.payload::text as "payload!", i.sent_at, i.attempts, i.late
           from inbox i
           where i.id in (select id from head) and i.state not in ('done', 'buried')
             and (i.next_try_at is null or i.next_try_at <= now())
           order by i.id for update skip locked limit 1"#
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Event {
        id: row.id,
        platform: row.platform,
        event: row.event,
        place: row.place,
        sender: row.sender,
        sent_at: row.sent_at,
        attempts: row.attempts,
        late: row.late,
        trigger: serde_json::from_str(&row.payload)
            .unwrap_or_else(|error| Trigger::Unreadable { reason: error.to_string() }),
    }))
}

/// Marks a claimed event as handled, in the transaction that holds all its effects. What people say to each other, and
/// not to the bot, is not kept.
pub async fn finish(conn: &mut PgConnection, id: i64, outcome: Outcome) -> Result<(), Fault> {
    let rows = sqlx::query!(
        r#"update inbox set state = 'done', outcome = $2, error = null,
                  payload = case when $2 = 'ignored' and payload #> '{what,text}' is not null
                                 then jsonb_set(payload, '{what,text}', '""') #- '{what,attachment}' else payload end
           where id = $1 and state = 'open'"#,
        id,
        outcome.name()
    )
    .execute(conn)
    .await?
    .rows_affected();
    if rows == 1 { Ok(()) } else { Err(Fault::Other(format!("inbox row {id} was no longer open"))) }
}

/// Puts an event off after its turn failed; the later ones of its place wait with it.
pub async fn put_off(pool: &PgPool, id: i64, pause: Duration, error: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update inbox set attempts = attempts + 1, error = $3, next_try_at = now() + $2 * interval '1 second'
         where id = $1 and state = 'open'",
        id,
        pause.as_secs_f64(),
        error
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Takes an event that failed too often out of the way. False: it was not open any more.
pub async fn bury(conn: &mut PgConnection, id: i64, error: &str) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "update inbox set state = 'buried', attempts = attempts + 1, error = $2 where id = $1 and state = 'open'",
        id,
        error
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(rows == 1)
}

/// An event that was handled before.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// Who caused it.
    pub sender: String,
    /// What it was; None when it cannot be read any more.
    pub trigger: Option<Trigger>,
    /// How its turn ended; None when it has not.
    pub outcome: Option<String>,
}

/// An earlier event of the same room; None when it is not known there.
pub async fn earlier(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    event: &str,
) -> Result<Option<Earlier>, Fault> {
    let row = sqlx::query!(
        r#"select sender, payload::text as "payload!", outcome from inbox
           where platform = $1 and event = $3 and place = $2"#,
        platform,
        room,
        event
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Earlier {
        sender: row.sender,
        trigger: serde_json::from_str(&row.payload).ok(),
        outcome: row.outcome,
    }))
}

/// Notes that an event that was refused before has had its effect after all, by an edit of it.
pub async fn settle(conn: &mut PgConnection, platform: &str, event: &str, outcome: Outcome) -> Result<(), Fault> {
    sqlx::query!(
        "update inbox set outcome = $3 where platform = $1 and event = $2 and state = 'done'",
        platform,
        event,
        outcome.name()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets what a message and its edits said, once it was taken back in the chat. That it existed is kept.
pub async fn forget_text(conn: &mut PgConnection, platform: &str, event: &str) -> Result<(), Fault> {
    sqlx::query!(
        r#"update inbox set payload = jsonb_set(payload, '{what,text}', '""') #- '{what,attachment}'
           where platform = $1 and event = $2 and payload #> '{what,text}' is not null"#,
        platform,
        event
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        r#"update inbox set payload = jsonb_set(payload, '{what,text}', '""')
           where platform = $1 and payload #>> '{what,kind}' = 'edit' and payload #>> '{what,target}' = $2"#,
        platform,
        event
    )
    .execute(conn)
    .await?;
    Ok(())
}

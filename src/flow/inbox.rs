//! What was read and is to be handled: accept, claim, finish, try again, bury.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{Acquire, PgConnection, PgPool, Postgres, Transaction};

use super::errands::Found;
use super::key::digest;
use super::{Outcome, restored, sealed};
use crate::chat::{Batch, Happening, Incoming};
use crate::crash::CrashPoint;
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
    /// How often an operator has let it be tried again.
    pub retries: i32,
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
    /// The event could not be stored, or what was stored cannot be read: nested too deep, or written by a newer version.
    /// It fails like any other event and holds nothing up.
    Unreadable {
        /// Why not.
        reason: String,
    },
    /// What a turn has sent for is there ([`super::errands`]).
    Errand {
        /// Names the practice's row that hears it.
        purpose: String,
        /// What the practice stored with it.
        payload: Value,
        /// What it is.
        found: Found,
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
    let taken = match take_in(&mut tx, platform, account, epoch, now, batch, false).await {
        Err(error) if is_refused_for_its_data(&error) => {
            tracing::error!(%error, "an event of a batch cannot be stored as it is; storing them one by one");
            tx.rollback().await?;
            tx = pool.begin().await?;
            take_in(&mut tx, platform, account, epoch, now, batch, true).await?
        }
        taken => taken?,
    };
    let Some(fresh) = taken else { return Ok(Accepted::Superseded) };
    CrashPoint::MidAccept.pass();
    tx.commit().await?;
    Ok(Accepted::New(fresh))
}

/// How many events were new; None: another process has taken over the account.
async fn take_in(
    tx: &mut Transaction<'_, Postgres>,
    platform: &str,
    account: &str,
    epoch: i64,
    now: DateTime<Utc>,
    batch: &Batch,
    singly: bool,
) -> Result<Option<u64>, Fault> {
    let mut news: Vec<&Incoming> = restored::news(&batch.events).collect();
    let moved = sqlx::query_scalar!(
        r#"update account set cursor = $4, batches = batches + $5
           where platform = $1 and account = $2 and epoch = $3 returning gap_until is not null as "gap!""#,
        platform,
        account,
        epoch,
        batch.cursor,
        i64::from(!news.is_empty())
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(gap) = moved else { return Ok(None) };
    if gap {
        restored::keep_delivered(tx, platform, &batch.events).await?;
        restored::close_gap(tx, platform, account, &batch.events).await?;
        news = restored::in_order_of_time(&batch.events);
    }
    let fresh = match singly {
        true => insert_one_by_one(tx, platform, &news, now).await?,
        false => insert_all(tx, platform, &news, now).await?,
    };
    Ok(Some(fresh))
}

async fn insert_all(
    conn: &mut PgConnection,
    platform: &str,
    events: &[&Incoming],
    now: DateTime<Utc>,
) -> Result<u64, Fault> {
    // One statement a thousand rows keeps a batch after a long outage in bounded memory on the server.
    let mut fresh = 0;
    for events in events.chunks(1000) {
        let rows = events.iter().map(|event| Row::of(event)).collect::<Result<Vec<_>, _>>()?;
        fresh += insert(&mut *conn, platform, &rows, now).await?;
    }
    Ok(fresh)
}

/// Stores each event by itself, so that one that PostgreSQL refuses, such as one that refers to another by a name of ten
/// thousand letters, holds up neither its account nor the others of its batch. What stands for it then fails as every
/// event that cannot be read, and is buried with notice.
async fn insert_one_by_one(
    tx: &mut Transaction<'_, Postgres>,
    platform: &str,
    events: &[&Incoming],
    now: DateTime<Utc>,
) -> Result<u64, Fault> {
    let mut fresh = 0;
    for event in events {
        let mut alone = tx.begin().await?;
        match insert(&mut alone, platform, &[Row::of(event)?], now).await {
            Ok(rows) => {
                alone.commit().await?;
                fresh += rows;
            }
            Err(error) if is_refused_for_its_data(&error) => {
                alone.rollback().await?;
                tracing::error!(%error, "an event cannot be stored");
                fresh += insert(&mut *tx, platform, &[Row::unstorable(event, &error, now)?], now).await?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(fresh)
}

/// Whether PostgreSQL would refuse the same row again: data exceptions, and what is too large (classes 22 and 54 of
/// appendix A of its manual), or what cannot even be sent to it.
fn is_refused_for_its_data(error: &Fault) -> bool {
    match error {
        Fault::Database(sqlx::Error::Encode(_)) => true,
        Fault::Database(sqlx::Error::Database(error)) => {
            error.code().is_some_and(|code| code.starts_with("22") || code.starts_with("54"))
        }
        _ => false,
    }
}

/// An event as it is stored.
struct Row {
    event: String,
    place: String,
    sender: String,
    sent_at: DateTime<Utc>,
    payload: Value,
}

impl Row {
    fn of(event: &Incoming) -> Result<Self, Fault> {
        let mut payload = serde_json::to_value(Trigger::Chat { what: event.what.clone() })?;
        storable(&mut payload);
        Ok(Self {
            event: event.event.replace('\0', "\u{fffd}"),
            place: event.room.replace('\0', "\u{fffd}"),
            sender: event.sender.replace('\0', "\u{fffd}"),
            sent_at: event.sent_at,
            payload,
        })
    }

    /// What is stored in place of an event that PostgreSQL refuses.
    fn unstorable(event: &Incoming, reason: &Fault, now: DateTime<Utc>) -> Result<Self, Fault> {
        // Names that a chat server gives are short; longer ones are kept apart by their digest.
        let short = |text: &str| match text.len() {
            ..=1000 => text.replace('\0', "\u{fffd}"),
            _ => digest(&[text]),
        };
        Ok(Self {
            event: short(&event.event),
            place: short(&event.room),
            sender: short(&event.sender),
            sent_at: now,
            payload: serde_json::to_value(Trigger::Unreadable { reason: reason.to_string() })?,
        })
    }
}

async fn insert(conn: &mut PgConnection, platform: &str, rows: &[Row], now: DateTime<Utc>) -> Result<u64, Fault> {
    let events: Vec<String> = rows.iter().map(|row| row.event.clone()).collect();
    let places: Vec<String> = rows.iter().map(|row| row.place.clone()).collect();
    let senders: Vec<String> = rows.iter().map(|row| row.sender.clone()).collect();
    let times: Vec<DateTime<Utc>> = rows.iter().map(|row| row.sent_at).collect();
    let payloads: Vec<Value> = rows.iter().map(|row| row.payload.clone()).collect();
    let new = sqlx::query!(
        "insert into inbox (platform, event, place, sender, sent_at, payload, accepted_at)
             select $1, e.event, e.place, e.sender, e.sent_at, e.payload, $7
             from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::jsonb[])
                  with ordinality as e (event, place, sender, sent_at, payload, nr)
             order by e.nr
             on conflict on constraint inbox_event_once do nothing",
        platform,
        &events,
        &places,
        &senders,
        &times,
        &payloads,
        now
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if new == u64::try_from(rows.len()).unwrap_or(u64::MAX) {
        return Ok(new);
    }
    // What is known already may be something that could not be read until now.
    let fresh = new + sealed::unseal(conn, platform, &events, &places, &senders, &payloads).await?;
    Ok(fresh)
}

/// PostgreSQL's text knows no U+0000; people's messages may.
pub(super) fn storable(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{fffd}"),
        Value::Array(items) => items.iter_mut().for_each(storable),
        Value::Object(fields) => {
            if fields.keys().any(|key| key.contains('\0')) {
                *fields = std::mem::take(fields)
                    .into_iter()
                    .map(|(key, value)| (key.replace('\0', "\u{fffd}"), value))
                    .collect();
            }
            fields.values_mut().for_each(storable);
        }
        _ => {}
    }
}

/// The place in which a worker has worked last; it goes round all of them from there, so that none has to wait for
/// the end of another one's queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    platform: String,
    place: String,
}

/// Claims the oldest open event of the next place in the round, within the caller's transaction: if the process dies,
/// PostgreSQL frees the row. Returns None when nothing is open that could be handled now.
///
/// Only the first open row of a place can be claimed, and the claim locks it, so that events of a place are handled
/// one after the other by however many workers.
///
/// The recursive part hops from place to place along the index, after the last place of all once more to the first, and
/// no further than to the first row that can be had: the cost depends neither on how many rows there are, open or done,
/// nor on the number of places, but on how many places are busy or waiting. The inner condition says "open" in other
/// words on purpose: with the same words PostgreSQL could rather walk the index of open rows, when its statistics do not
/// yet know how many there are.
pub async fn claim(conn: &mut PgConnection, round: &mut Round) -> Result<Option<Event>, Fault> {
    let row = sqlx::query!(
        r#"with recursive head as (
             select ($1::text = '')::int as lap, $1::text as platform, $2::text as place, null::bigint as id
             union all
             select n.lap, n.platform, n.place, n.id from head h cross join lateral (
               (select h.lap, platform, place, id from inbox
                where state = 'open' and (platform, place) > (h.platform, h.place)
                order by platform, place, id limit 1)
               union all
               (select 1, platform, place, id from inbox
                where state = 'open' and h.lap = 0
                order by platform, place, id limit 1)
               limit 1) n
           )
           select c.id as "id!", c.platform as "platform!", c.event as "event!", c.place as "place!",
                  c.sender as "sender!", c.payload as "payload!", c.sent_at as "sent_at!", c.attempts as "attempts!",
                  c.retries as "retries!", c.late as "late!"
           from head cross join lateral (
             select i.id, i.platform, i.event, i.place, i.sender, i.payload::text as payload, i.sent_at, i.attempts,
               i.retries, i.late
             from inbox i
             where i.id = head.id and i.state not in ('done', 'buried')
               and (i.next_try_at is null or i.next_try_at <= now())
             for update skip locked) c
           limit 1"#,
        round.platform,
        round.place
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else {
        *round = Round::default();
        return Ok(None);
    };
    *round = Round { platform: row.platform.clone(), place: row.place.clone() };
    Ok(Some(Event {
        id: row.id,
        platform: row.platform,
        event: row.event,
        place: row.place,
        sender: row.sender,
        sent_at: row.sent_at,
        attempts: row.attempts,
        retries: row.retries,
        late: row.late,
        trigger: serde_json::from_str(&row.payload)
            .unwrap_or_else(|error| Trigger::Unreadable { reason: error.to_string() }),
    }))
}

/// Whether any event is open: what can be asked without a transaction.
pub(super) async fn is_open(pool: &PgPool) -> Result<bool, Fault> {
    let open = sqlx::query_scalar!(r#"select exists (select from inbox where state = 'open') as "open!""#);
    Ok(open.fetch_one(pool).await?)
}

/// Claims an event anew, in the transaction that follows the one in which it was claimed. False: somebody else has it now.
pub(super) async fn claim_again(conn: &mut PgConnection, id: i64) -> Result<bool, Fault> {
    let claimed =
        sqlx::query_scalar!("select id from inbox where id = $1 and state = 'open' for update skip locked", id);
    Ok(claimed.fetch_optional(conn).await?.is_some())
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

//! What must leave the chat: written by turns, delivered by [`super::courier`]. How it ended enters the inbox as a timer does, so
//! that a turn of its own hears of it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};

use super::timers;
use crate::channel::Letter;
use crate::crash::CrashPoint;
use crate::error::Fault;

/// Something to be delivered, as a turn hands it over.
#[derive(Debug)]
pub struct NewDispatch<'a> {
    /// Tells it from all others, and is the same when the turn is run again.
    pub key: &'a str,
    /// The channel.
    pub channel: &'a str,
    /// What.
    pub letter: &'a Letter,
    /// The timer that hears how it ended.
    pub timer: &'a str,
    /// What that carries, an object; `error` is added: null, or why it was not delivered.
    pub payload: &'a Value,
    /// The present.
    pub now: DateTime<Utc>,
}

/// Writes something down that is to be delivered.
pub async fn send(conn: &mut PgConnection, new: NewDispatch<'_>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into dispatch (key, channel, letter, timer, payload, created_at) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint dispatch_key_once do nothing",
        new.key,
        new.channel,
        serde_json::to_value(new.letter)?,
        new.timer,
        new.payload,
        new.now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Something that is to be delivered now.
#[derive(Debug, Clone)]
pub struct Leased {
    /// The row.
    pub id: i64,
    /// Its key.
    pub key: String,
    /// The channel.
    pub channel: String,
    /// How often it was tried, this time included.
    pub attempts: i32,
    /// What; why not, where it cannot be read.
    pub letter: Result<Letter, String>,
}

/// Takes what is to be delivered next, for so long: whoever dies over it has it tried again then, here or by another
/// instance. The database's clock counts.
pub async fn lease(pool: &PgPool, hold: Duration) -> Result<Option<Leased>, Fault> {
    let row = sqlx::query!(
        r#"update dispatch set attempts = attempts + 1, next_try_at = now() + $1 * interval '1 second'
           where id = (select id from dispatch
                       where state = 'waiting' and (next_try_at is null or next_try_at <= now())
                       order by id limit 1 for update skip locked)
           returning id, key, channel, attempts, letter::text as "letter!""#,
        hold.as_secs_f64()
    )
    .fetch_optional(pool)
    .await?;
    Ok(row.map(|row| Leased {
        id: row.id,
        key: row.key,
        channel: row.channel,
        attempts: row.attempts,
        letter: serde_json::from_str(&row.letter).map_err(|error| format!("cannot be read: {error}")),
    }))
}

/// Puts a delivery off.
pub async fn put_off(pool: &PgPool, id: i64, pause: Duration, error: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update dispatch set next_try_at = now() + $2 * interval '1 second', error = $3
         where id = $1 and state = 'waiting'",
        id,
        pause.as_secs_f64(),
        error
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Notes how a delivery ended, and lets that be heard, in one transaction. What was delivered keeps no words.
pub async fn done(pool: &PgPool, id: i64, error: Option<&str>, now: DateTime<Utc>) -> Result<(), Fault> {
    let mut tx = pool.begin().await?;
    let row = sqlx::query!(
        "update dispatch set state = case when $2::text is null then 'sent' else 'failed' end, error = $2, done_at = $3,
                next_try_at = null, letter = letter || '{\"to\": \"\", \"title\": \"\", \"text\": \"\", \"link\": null, \"data\": null}'
         where id = $1 and state = 'waiting' returning timer, payload",
        id,
        error,
        now
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(mut row) = row else { return Ok(()) };
    if let Some(fields) = row.payload.as_object_mut() {
        fields.insert("error".to_owned(), error.into());
    }
    let event = format!("dispatch:{id}");
    timers::enter(&mut tx, (&event, &event), (&row.timer, &row.payload), (now, now)).await?;
    CrashPoint::DispatchMarking.pass();
    tx.commit().await?;
    Ok(())
}

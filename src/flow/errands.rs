//! What only the chat server knows: what a message says that was none of our business, what is in a file. There is no
//! network inside a turn, so a turn sends for it ([`super::turn::Turn::send_for`]), whoever holds the account fetches it
//! ([`super::runner`]), and the result enters the inbox as a row of its own, which a turn of the same actor hears.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};

use super::blobs;
use super::inbox::{Event, Trigger, storable};
use crate::chat::{Attachment, Happening};
use crate::crash::CrashPoint;
use crate::error::Fault;

/// What is sent for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ask {
    /// What a message of the room says.
    Message {
        /// The message.
        event: String,
    },
    /// What is in a file.
    File {
        /// As the platform described it.
        attachment: Attachment,
        /// Most bytes that are wanted.
        largest: u64,
    },
}

impl Ask {
    /// The file that a platform described, of at most so many bytes.
    pub fn file(described: &Value, largest: u64) -> Result<Self, Fault> {
        Ok(Ask::File { attachment: serde_json::from_value(described.clone())?, largest })
    }

    fn kind(&self) -> &'static str {
        match self {
            Ask::Message { .. } => "message",
            Ask::File { .. } => "file",
        }
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Found {
    /// The message.
    Message {
        /// Its author.
        sender: String,
        /// When it was written.
        sent_at: DateTime<Utc>,
        /// What it says.
        what: Happening,
    },
    /// The file; its content is kept until the turn is done, and then by whoever took hold of it ([`blobs::hold`]).
    File {
        /// Of its content.
        hash: String,
        /// Bytes.
        size: u64,
    },
    /// The file has more bytes than were wanted.
    TooLarge,
    /// It was taken back, or never was there.
    Gone,
    /// The server refuses it for good.
    Refused {
        /// Why, in the server's words.
        reason: String,
    },
}

/// An errand as a turn hands it over.
#[derive(Debug)]
pub struct NewErrand<'a> {
    /// The chat platform.
    pub platform: &'a str,
    /// Tells it from all others of the platform, and is the same when the turn is run again.
    pub key: &'a str,
    /// Where the message or file is, and whose turns wait for it.
    pub room: &'a str,
    /// On whose behalf.
    pub sender: &'a str,
    /// When what caused it happened.
    pub at: DateTime<Utc>,
    /// What.
    pub ask: &'a Ask,
    /// Names the practice's row that hears the result.
    pub purpose: &'a str,
    /// What that row gets along with it.
    pub payload: &'a Value,
    /// The present.
    pub now: DateTime<Utc>,
}

/// Writes an errand down.
pub async fn send(conn: &mut PgConnection, new: NewErrand<'_>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into errand (platform, event, room, sender, at, kind, ask, purpose, payload, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict on constraint errand_event_once do nothing",
        new.platform,
        format!("errand:{}", new.key),
        new.room,
        new.sender,
        new.at,
        new.ask.kind(),
        serde_json::to_value(new.ask)?,
        new.purpose,
        new.payload,
        new.now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An errand to be run now.
#[derive(Debug, Clone)]
pub struct Errand {
    /// The row.
    pub id: i64,
    /// The event as which the result enters the inbox.
    pub event: String,
    /// The room.
    pub room: String,
    /// How often it was tried, this time included.
    pub attempts: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// What is sent for; why not, where that cannot be read.
    pub ask: Result<Ask, String>,
}

/// The next errand of a kind, and counts this try. Only the holder of the account's current `epoch` gets any.
pub async fn next(
    pool: &PgPool,
    (platform, account): (&str, &str),
    epoch: i64,
    kind: &str,
) -> Result<Option<Errand>, Fault> {
    let row = sqlx::query!(
        r#"update errand set attempts = attempts + 1
           where id = (select id from errand
                       where platform = $1 and kind = $4 and state = 'waiting'
                         and (next_try_at is null or next_try_at <= now())
                       order by id limit 1)
             and exists (select from account where platform = $1 and account = $2 and epoch = $3)
           returning id, event, room, attempts, created_at, ask::text as "ask!""#,
        platform,
        account,
        epoch,
        kind
    )
    .fetch_optional(pool)
    .await?;
    Ok(row.map(|row| Errand {
        id: row.id,
        event: row.event,
        room: row.room,
        attempts: row.attempts,
        created_at: row.created_at,
        ask: serde_json::from_str(&row.ask).map_err(|error| format!("cannot be read: {error}")),
    }))
}

/// Puts an errand off.
pub async fn put_off(pool: &PgPool, id: i64, pause: Duration, error: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update errand set next_try_at = now() + $2 * interval '1 second', error = $3
         where id = $1 and state = 'waiting'",
        id,
        pause.as_secs_f64(),
        error
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Lets everything that was put off be tried now: the platform answers again.
pub async fn retry_now(pool: &PgPool, platform: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update errand set next_try_at = null where platform = $1 and state = 'waiting' and next_try_at is not null",
        platform
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// What a runner brings.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time, and it is used up at once")]
pub enum Brought {
    /// As the turn will hear it.
    Found(Found),
    /// The content of a file.
    Content(Vec<u8>),
}

/// Puts the result into the inbox, in one transaction with the errand's end. Brought twice, it is there once.
pub async fn bring(
    pool: &PgPool,
    platform: &str,
    errand: &Errand,
    brought: Brought,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let mut tx = pool.begin().await?;
    let row = sqlx::query!(
        "update errand set state = 'brought', error = null where id = $1 and state = 'waiting'
         returning sender, at, purpose, payload",
        errand.id
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(()) };
    let found = match brought {
        Brought::Found(found) => found,
        Brought::Content(content) => {
            let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
            Found::File { hash: blobs::keep(&mut tx, &content, &errand.event).await?, size }
        }
    };
    let mut trigger = serde_json::to_value(Trigger::Errand { purpose: row.purpose, payload: row.payload, found })?;
    storable(&mut trigger);
    sqlx::query!(
        "insert into inbox (platform, event, place, sender, sent_at, payload, accepted_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint inbox_event_once do nothing",
        platform,
        errand.event,
        errand.room,
        row.sender,
        row.at,
        trigger,
        now
    )
    .execute(&mut *tx)
    .await?;
    CrashPoint::ErrandBringing.pass();
    tx.commit().await?;
    CrashPoint::ErrandBrought.pass();
    Ok(())
}

/// The turn of a result is done, in its transaction: what it took hold of stays, and nothing else is kept of it.
pub(super) async fn done(conn: &mut PgConnection, event: &Event) -> Result<(), Fault> {
    let Trigger::Errand { found, .. } = &event.trigger else { return Ok(()) };
    sqlx::query!("delete from errand where platform = $1 and event = $2", event.platform, event.event)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        r#"update inbox set payload = payload || '{"payload": null, "found": {"kind": "gone"}}' where id = $1"#,
        event.id
    )
    .execute(&mut *conn)
    .await?;
    match found {
        Found::File { hash, .. } => blobs::let_go(conn, hash, &event.event).await,
        _ => Ok(()),
    }
}

//! Messages that could not be read when they came. Their rows in the inbox keep the event as it came until its key is
//! there, the author takes it back, or it is too old to be acted upon; then the row holds what the event says, keeps its
//! id, and with that its place before everything that came later.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::inbox::Trigger;
use crate::chat::{Happening, Sealed};
use crate::error::Fault;
use crate::ids::MessageId;

/// How many are handed back to a platform at most; a thousand is weeks of talk in an encrypted room.
const MOST: i64 = 1000;

/// What waits for a key and is not older than `since`, oldest first.
pub async fn waiting(pool: &PgPool, platform: &str, since: DateTime<Utc>) -> Result<Vec<Sealed>, Fault> {
    let mut rows = sqlx::query!(
        r#"select event, place, payload #> '{what,sealed}' as "content!" from inbox
           where platform = $1 and payload #> '{what,sealed}' is not null and sent_at >= $2 order by id desc limit $3"#,
        platform,
        since,
        MOST
    )
    .fetch_all(pool)
    .await?;
    rows.reverse();
    Ok(rows.into_iter().map(|row| Sealed { event: row.event, room: row.place, content: row.content }).collect())
}

/// Puts what sealed events say into their rows, which are open again: they are handled as if they had come only now,
/// each exactly once, since a row that is not sealed is left alone. Returns how many.
pub(super) async fn unseal(
    conn: &mut PgConnection,
    platform: &str,
    events: &[String],
    places: &[String],
    senders: &[String],
    payloads: &[serde_json::Value],
) -> Result<u64, Fault> {
    let rows = sqlx::query!(
        "update inbox i set payload = e.payload, state = 'open', late = true, outcome = null, error = null,
                            attempts = 0, next_try_at = null
         from unnest($2::text[], $3::text[], $4::text[], $5::jsonb[]) as e (event, place, sender, payload)
         where i.platform = $1 and i.event = e.event and i.place = e.place and i.sender = e.sender
           and i.payload #> '{what,sealed}' is not null and e.payload #>> '{what,kind}' <> 'unreadable'",
        platform,
        events,
        places,
        senders,
        payloads
    )
    .execute(conn)
    .await?;
    Ok(rows.rows_affected())
}

/// A message that still waits for its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The platform's id of it.
    pub event: String,
    /// The first message of the thread in which it stands.
    pub thread: Option<String>,
    /// The message to which it belongs otherwise.
    pub about: Option<String>,
    /// When it was stored.
    pub accepted_at: DateTime<Utc>,
}

/// What of one person in one room still waits, oldest first.
pub async fn unread(conn: &mut PgConnection, platform: &str, room: &str, account: &str) -> Result<Vec<Unread>, Fault> {
    let rows = sqlx::query_as!(
        Unread,
        "select event, payload #>> '{what,thread}' as thread, payload #>> '{what,about}' as about, accepted_at
         from inbox where platform = $1 and place = $2 and sender = $3 and payload #> '{what,sealed}' is not null
         order by id",
        platform,
        room,
        account
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// Whether nothing of one person in one room waits any more, neither for its key nor for its turn; but for the row that
/// is being handled.
pub async fn all_read(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    account: &str,
    but: i64,
) -> Result<bool, Fault> {
    let left = sqlx::query_scalar!(
        r#"select exists (select from inbox where platform = $1 and place = $2 and sender = $3 and id <> $4
                            and payload #> '{what,sealed}' is not null)
               or exists (select from inbox where platform = $1 and place = $2 and sender = $3 and id <> $4
                            and state = 'open' and late) as "left!""#,
        platform,
        room,
        account,
        but
    )
    .fetch_one(conn)
    .await?;
    Ok(!left)
}

/// Gives a sealed event up: it was taken back. False: it was not sealed.
pub async fn forget(conn: &mut PgConnection, platform: &str, event: &str) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "update inbox set payload = payload #- '{what,sealed}'
         where platform = $1 and event = $2 and payload #> '{what,sealed}' is not null",
        platform,
        event
    )
    .execute(conn)
    .await?;
    Ok(rows.rows_affected() > 0)
}

/// Gives up what is sealed in a room that the bot has left.
pub async fn forget_room(conn: &mut PgConnection, platform: &str, room: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update inbox set payload = payload #- '{what,sealed}'
         where platform = $1 and place = $2 and payload #> '{what,sealed}' is not null",
        platform,
        room
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives up what is too old to be acted upon. Returns how old the oldest is that is left.
pub async fn forget_before(conn: &mut PgConnection, before: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Fault> {
    sqlx::query!(
        "update inbox set payload = payload #- '{what,sealed}'
         where payload #> '{what,sealed}' is not null and sent_at < $1",
        before
    )
    .execute(&mut *conn)
    .await?;
    let oldest = sqlx::query_scalar!("select min(sent_at) from inbox where payload #> '{what,sealed}' is not null")
        .fetch_one(conn)
        .await?;
    Ok(oldest)
}

/// Puts something that can be read in the place of a sealed event: its author's edit of it. A key that comes later
/// changes nothing any more.
pub async fn replace(conn: &mut PgConnection, platform: &str, event: &str, what: Happening) -> Result<(), Fault> {
    sqlx::query!(
        "update inbox set payload = $3
         where platform = $1 and event = $2 and payload #> '{what,sealed}' is not null",
        platform,
        event,
        serde_json::to_value(Trigger::Chat { what })?
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the same person has written the same in the same thread again, since `since`, and it was done or will be.
pub async fn said_again(
    conn: &mut PgConnection,
    late: &super::inbox::Event,
    since: DateTime<Utc>,
) -> Result<bool, Fault> {
    let Trigger::Chat { what: Happening::Message { text, thread, .. } } = &late.trigger else { return Ok(false) };
    let again = sqlx::query_scalar!(
        r#"select exists (
             select from inbox where platform = $1 and place = $2 and sender = $3 and id > $4 and accepted_at >= $5
               and payload #>> '{what,kind}' = 'message' and payload #>> '{what,text}' = $6
               and payload #>> '{what,thread}' is not distinct from $7
               and (state = 'open' or outcome = 'done')) as "again!""#,
        late.platform,
        late.place,
        late.sender,
        late.id,
        since,
        text,
        thread.as_deref()
    )
    .fetch_one(conn)
    .await?;
    Ok(again)
}

/// The one answer that somebody got in a room to what could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// The message.
    pub message: MessageId,
    /// When it was said.
    pub said_at: DateTime<Utc>,
    /// Everything has been read since, and it says so.
    pub mended: bool,
}

/// What somebody was told in a room last.
pub async fn notice(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    account: &str,
) -> Result<Option<Notice>, Fault> {
    let row = sqlx::query!(
        "select message, said_at, mended from unread_notice where platform = $1 and room = $2 and account = $3",
        platform,
        room,
        account
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Notice { message: MessageId(row.message), said_at: row.said_at, mended: row.mended }))
}

/// Keeps what somebody was told, in the place of what they were told before.
pub async fn keep_notice(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    account: &str,
    message: MessageId,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into unread_notice (platform, room, account, message, said_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint unread_notice_pk do update
         set message = excluded.message, said_at = excluded.said_at, mended = false",
        platform,
        room,
        account,
        message.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that the answer says now that everything has been read.
pub async fn mend(conn: &mut PgConnection, platform: &str, room: &str, account: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update unread_notice set mended = true where platform = $1 and room = $2 and account = $3",
        platform,
        room,
        account
    )
    .execute(conn)
    .await?;
    Ok(())
}

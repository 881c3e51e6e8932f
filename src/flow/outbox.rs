//! What must be sent, in order per place, each with its own delivery key.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::{files, rooms, watch};
use crate::chat::Outgoing;
use crate::error::Fault;
use crate::ids::MessageId;

/// What goes first in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i16)]
pub enum Class {
    /// Answers and pages: somebody waits for them.
    Answer = 0,
    /// New texts of cards.
    Update = 1,
    /// Offered reactions, and taking them away.
    Offer = 2,
}

impl Class {
    /// In a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Class::Answer => "answer",
            Class::Update => "update",
            Class::Offer => "offer",
        }
    }

    /// As stored; the schema allows no others.
    fn read(stored: i16) -> Self {
        match stored {
            0 => Class::Answer,
            1 => Class::Update,
            _ => Class::Offer,
        }
    }
}

/// Why something was dropped that hung on what could not be sent. Such a row comes back when an operator lets the other
/// one be tried again ([`super::queue`]), and until then counts as standing: it is what people would see.
pub(super) const HANGS: &str = "what it belongs to was refused";

/// Where something goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Room {
    /// A room that is known.
    Known(String),
    /// The room that this message opens.
    OpenedBy(MessageId),
}

/// Something to be sent, as a turn hands it over.
#[derive(Debug, Clone)]
pub struct Post<'a> {
    /// See the module's first lines; made by the turn.
    pub key: &'a str,
    /// The chat platform.
    pub platform: &'a str,
    /// Where.
    pub room: &'a Room,
    /// How urgent.
    pub class: Class,
    /// What. A `target` that is a message of ours is left empty here and named below.
    pub what: &'a Outgoing,
    /// The message of ours that is edited, reacted to, pinned or taken back, or below which something is said.
    pub target: Option<MessageId>,
    /// The inbox row whose turn this is.
    pub cause: Option<i64>,
    /// The present.
    pub now: DateTime<Utc>,
}

/// A row that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inserted {
    /// The row.
    pub message: MessageId,
    /// It was not there before.
    pub is_new: bool,
}

/// Writes a row. A row with the same key is there already only when a turn is run again on a restored database; it is
/// then the same thing. `on_new`: its target was written by the same transaction, so that nobody has sent or refused it.
pub async fn insert(conn: &mut PgConnection, post: Post<'_>, on_new: bool) -> Result<Inserted, Fault> {
    let (room, room_of) = match post.room {
        Room::Known(room) => (room.as_str(), None),
        Room::OpenedBy(opener) => ("", Some(opener.0)),
    };
    let row = sqlx::query!(
        r#"insert into outbox (delivery_key, platform, room, room_of, class, kind, payload, target, cause, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict on constraint outbox_key_once do update set delivery_key = excluded.delivery_key
         returning id, xmax = 0 as "is_new!""#,
        post.key,
        post.platform,
        room,
        room_of,
        post.class as i16,
        kind(post.what),
        serde_json::to_value(post.what)?,
        post.target.map(|id| id.0),
        post.cause,
        post.now,
    )
    .fetch_one(&mut *conn)
    .await?;
    if post.target.is_some() && !on_new || room_of.is_some() {
        hang(conn, row.id).await?;
    }
    Ok(Inserted { message: MessageId(row.id), is_new: row.is_new })
}

/// What hangs on something that was refused waits with it for an operator. Locked: it must not be refused between this
/// look and the commit.
async fn hang(conn: &mut PgConnection, id: i64) -> Result<(), Fault> {
    sqlx::query!(
        "with above as (select a.state, a.error from outbox o join outbox a on a.id in (o.target, o.room_of)
                        where o.id = $1 for share of a)
         update outbox set state = 'dropped', error = $2
         where id = $1 and state = 'waiting'
           and exists (select from above where state = 'refused' or state = 'dropped' and error = $2)",
        id,
        HANGS
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// In a word, as stored.
#[must_use]
pub fn kind(what: &Outgoing) -> &'static str {
    match what {
        Outgoing::Say { .. } => "say",
        Outgoing::File(_) => "file",
        Outgoing::Edit { .. } => "edit",
        Outgoing::React { .. } => "react",
        Outgoing::Redact { .. } => "redact",
        Outgoing::OpenRoom { .. } => "open_room",
        Outgoing::Topic { .. } => "topic",
        Outgoing::Power { .. } => "power",
        Outgoing::Invite { .. } => "invite",
        Outgoing::Pin { .. } => "pin",
        Outgoing::Archive { .. } => "archive",
    }
}

/// Puts a new text into a message, or an edit of it, that nobody has tried to send yet. False: there is none, so an
/// edit of its own is needed.
pub async fn merge_edit(conn: &mut PgConnection, message: MessageId, what: &Outgoing) -> Result<bool, Fault> {
    let Outgoing::Edit { body, .. } = what else { return Ok(false) };
    let body = serde_json::to_value(body)?;
    let merged = sqlx::query!(
        "update outbox set payload = jsonb_set(payload, '{body}', $2)
         where id in (select id from outbox where state = 'waiting' and attempts = 0
                      and (id = $1 or (target = $1 and kind = 'edit')) order by id desc limit 1 for update)
           and state = 'waiting' and attempts = 0",
        message.0,
        body
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(merged > 0)
}

/// Forgets what a message of ours and its edits said, once they were sent: the words were taken back in the chat.
pub async fn forget_text(conn: &mut PgConnection, message: MessageId) -> Result<(), Fault> {
    sqlx::query!(
        r#"update outbox set payload = payload || case kind when 'file' then '{"name": "", "caption": null, "instead": []}'
                                                            else '{"body": []}' end::jsonb
           where (id = $1 and kind in ('say', 'file') or target = $1 and kind = 'edit') and state <> 'waiting'"#,
        message.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The message of ours that has this event id on the platform, or that is this event's edit.
pub async fn by_event(conn: &mut PgConnection, platform: &str, event: &str) -> Result<Option<MessageId>, Fault> {
    let row = sqlx::query!(
        "select id, kind, target, instead_of from outbox where platform = $1 and event = $2 order by id limit 1",
        platform,
        event
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| MessageId(row.target.filter(|_| row.kind == "edit").or(row.instead_of).unwrap_or(row.id))))
}

/// The thread in which a message of ours stands, or which it begins.
pub async fn thread_of(conn: &mut PgConnection, id: MessageId) -> Result<Option<String>, Fault> {
    let thread = sqlx::query_scalar!(
        "select coalesce(o.payload->>'thread', above.event, o.event)
         from outbox o left join outbox above on above.id = o.target
         where o.id = $1 and o.kind in ('say', 'file')",
        id.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(thread.flatten())
}

/// Whether nobody has tried yet to send a message.
pub async fn is_untried(conn: &mut PgConnection, id: MessageId) -> Result<bool, Fault> {
    let untried = sqlx::query_scalar!(
        r#"select state = 'waiting' and attempts = 0 as "untried!" from outbox where id = $1 for update"#,
        id.0
    )
    .fetch_one(conn)
    .await?;
    Ok(untried)
}

/// The platform and room to which a message of ours was, or will be, sent.
pub async fn address_of(conn: &mut PgConnection, id: MessageId) -> Result<(String, Room), Fault> {
    let row =
        sqlx::query!("select platform, room, room_of from outbox where id = $1", id.0).fetch_one(&mut *conn).await?;
    match row.room_of {
        Some(opener) => rooms::opened_by(conn, MessageId(opener)).await,
        None => Ok((row.platform, Room::Known(row.room))),
    }
}

/// The platform's id of something that was sent: an event, or the room that was opened.
pub async fn event_of(conn: &mut PgConnection, id: MessageId) -> Result<Option<String>, Fault> {
    Ok(sqlx::query_scalar!("select event from outbox where id = $1", id.0).fetch_one(conn).await?)
}

/// A row that is to be sent now, with everything resolved.
#[derive(Debug, Clone)]
pub struct Leased {
    /// The row.
    pub id: i64,
    /// The delivery key.
    pub key: String,
    /// The room; empty when the room itself is to be opened.
    pub room: String,
    /// The place in whose order it stands.
    pub lane: String,
    /// How urgent.
    pub class: Class,
    /// How often it was tried, this time included.
    pub attempts: i32,
    /// The first device that tried it.
    pub device: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The event as which it was delivered already, as the chat server has shown ([`super::restored`]).
    pub delivered: Option<String>,
    /// What kind of thing, as by [`kind`].
    pub kind: String,
    /// What; why not, where the stored row cannot be read.
    pub what: Result<Outgoing, String>,
}

/// Leases the first row of each place that is not in `busy`, at most `limit`, and of [`Class::Offer`] at most `offers`.
/// Only the holder of the account's current `epoch` gets any. From here on the row counts as tried, by `device`: its
/// text is not changed any more.
///
/// A place whose first row is put off waits as a whole: order within a place is kept. The recursive part hops from
/// place to place along the index, and the outer condition avoids the index's words, as in [`super::inbox::claim`].
pub async fn lease(
    conn: &mut PgConnection,
    (platform, account): (&str, &str),
    epoch: i64,
    device: &str,
    busy: &[String],
    limit: i64,
    offers: i64,
) -> Result<Vec<Leased>, Fault> {
    let rows = sqlx::query!(
        r#"with recursive head as (
             (select room, id from outbox where platform = $1 and state = 'waiting' and room_of is null
              order by platform, room, class, id limit 1)
             union all
             select n.room, n.id from head h cross join lateral (
               select room, id from outbox
               where platform = $1 and state = 'waiting' and room_of is null and room > h.room
               order by platform, room, class, id limit 1) n
           ), due as (
             select o.id from outbox o join head on head.id = o.id
             where not (o.room = any($4)) and (o.next_try_at is null or o.next_try_at <= now())
               and (o.class < 2 or o.id in (
                 select f.id from outbox f join head on head.id = f.id
                 where f.class = 2 and not (f.room = any($4)) and (f.next_try_at is null or f.next_try_at <= now())
                 order by f.id limit $7))
             order by o.class, o.id limit $5
           )
           update outbox o set attempts = o.attempts + 1, device = coalesce(o.device, $6)
           from due
           where o.id = due.id and o.state not in ('sent', 'withdrawn', 'dropped', 'refused')
             and exists (select from account where platform = $1 and account = $2 and epoch = $3)
           returning o.id, o.delivery_key, o.room, o.class, o.kind, o.attempts, o.device as "device!", o.created_at,
             o.payload::text as "payload!",
             (select t.event from outbox t where t.id = o.target) as target_event,
             o.target is not null as "has_target!",
             (select d.event from delivered d where d.platform = $1 and d.delivery_key = o.delivery_key) as delivered"#,
        platform,
        account,
        epoch,
        busy,
        limit,
        device,
        offers
    )
    .fetch_all(conn)
    .await?;
    let leased = rows.into_iter().map(|row| {
        let mut what = serde_json::from_str(&row.payload).map_err(|error| format!("cannot be read: {error}"));
        if let (Ok(what), true) = (&mut what, row.has_target) {
            aim(what, row.target_event);
        }
        Leased {
            id: row.id,
            key: row.delivery_key,
            lane: row.room.clone(),
            room: row.room,
            class: Class::read(row.class),
            attempts: row.attempts,
            device: row.device,
            created_at: row.created_at,
            delivered: row.delivered,
            kind: row.kind,
            what,
        }
    });
    Ok(leased.collect())
}

/// Puts the event id of our own message where the platform expects it.
fn aim(what: &mut Outgoing, event: Option<String>) {
    let event = event.unwrap_or_default();
    match what {
        Outgoing::Edit { target, .. }
        | Outgoing::React { target, .. }
        | Outgoing::Redact { target, .. }
        | Outgoing::Pin { target } => *target = event,
        // A message below one of ours, which begins the thread.
        Outgoing::Say { thread, .. } => *thread = Some(event),
        Outgoing::File(file) => file.thread = Some(event),
        Outgoing::OpenRoom { .. }
        | Outgoing::Topic { .. }
        | Outgoing::Power { .. }
        | Outgoing::Invite { .. }
        | Outgoing::Archive { .. } => {}
    }
}

/// Puts a row off after a failure that may pass.
pub async fn put_off(pool: &PgPool, id: i64, pause: Duration, error: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update outbox set next_try_at = now() + $2 * interval '1 second', error = $3 where id = $1 and state = 'waiting'",
        id,
        pause.as_secs_f64(),
        error
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Puts a row off because the server asks the whole account to wait, and remembers that it has asked.
pub async fn limited(
    pool: &PgPool,
    id: i64,
    platform: &str,
    account: &str,
    pause: Duration,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "with account as (update account set limited = limited + 1, limited_at = $5
                          where platform = $3 and account = $4)
         update outbox set next_try_at = now() + $2 * interval '1 second', error = 'rate limited'
         where id = $1 and state = 'waiting'",
        id,
        pause.as_secs_f64(),
        platform,
        account,
        now
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Lets everything that was put off be tried now: the platform answers again.
pub async fn retry_now(pool: &PgPool, platform: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update outbox set next_try_at = null where platform = $1 and state = 'waiting' and next_try_at is not null",
        platform
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Gives a row up for good and keeps the reason for the operator; drops what depended on it.
pub async fn refuse(pool: &PgPool, id: i64, error: &str, now: DateTime<Utc>) -> Result<(), Fault> {
    let mut tx = pool.begin().await?;
    let kind = sqlx::query_scalar!(
        "update outbox set state = 'refused', error = $2 where id = $1 and state = 'waiting' returning kind",
        id,
        error
    )
    .fetch_optional(&mut *tx)
    .await?;
    if kind.as_deref() == Some("file") {
        files::say_instead(&mut tx, id).await?;
    }
    let dropped = sqlx::query_scalar!(
        "with recursive lost as (
           select id from outbox where (target = $1 or room_of = $1) and state = 'waiting'
           union
           select o.id from outbox o join lost on (o.target = lost.id or o.room_of = lost.id)
           where o.state = 'waiting')
         update outbox set state = 'dropped', error = $2
         where id in (select id from lost) returning id",
        id,
        HANGS
    );
    let lost: Vec<i64> = dropped.fetch_all(&mut *tx).await?.into_iter().chain([id]).collect();
    watch::tell(&mut tx, &lost, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Drops something whose message was never sent, or has no id on the platform.
pub async fn drop_orphan(pool: &PgPool, id: i64, now: DateTime<Utc>) -> Result<(), Fault> {
    let mut tx = pool.begin().await?;
    sqlx::query!("update outbox set state = 'dropped', error = $2 where id = $1 and state = 'waiting'", id, HANGS)
        .execute(&mut *tx)
        .await?;
    watch::tell(&mut tx, &[id], now).await?;
    tx.commit().await?;
    Ok(())
}

//! SQL of the log.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::{Act, Entry, NewEntry, Read, ReadFile};
use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};
use crate::ticket::files::{self, State};

/// Adds an entry; returns its row.
pub async fn insert(conn: &mut PgConnection, ticket: TicketId, entry: NewEntry<'_>) -> Result<i64, Fault> {
    let id = sqlx::query_scalar!(
        "insert into ticket_entry (ticket, author, at, kind, text, attachment, platform, event, internal)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
        ticket.0,
        entry.author.0,
        entry.at,
        entry.kind.name(),
        entry.text,
        entry.attachment,
        entry.platform,
        entry.event,
        entry.internal
    )
    .fetch_one(conn)
    .await?;
    Ok(id)
}

/// Adds something that happened. A message brings about each act once.
pub async fn act(
    conn: &mut PgConnection,
    ticket: TicketId,
    (author, at): (PersonId, DateTime<Utc>),
    act: Act,
    detail: &str,
    (platform, event): (&str, &str),
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_entry (ticket, author, at, kind, text, act, detail, platform, event)
         values ($1, $2, $3, 'act', '', $4, $5, $6, $7)
         on conflict (ticket, platform, event, act) where kind = 'act' do update set detail = excluded.detail",
        ticket.0,
        author.0,
        at,
        act.name(),
        detail,
        platform,
        event
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that an entry was passed on by this message of ours.
pub async fn relayed(conn: &mut PgConnection, entry: i64, message: MessageId) -> Result<(), Fault> {
    sqlx::query!("insert into ticket_relay (entry, message) values ($1, $2)", entry, message.0).execute(conn).await?;
    Ok(())
}

/// The messages of ours by which an entry was passed on.
pub async fn relays(conn: &mut PgConnection, entry: i64) -> Result<Vec<MessageId>, Fault> {
    let messages = sqlx::query_scalar!("select message from ticket_relay where entry = $1 order by message", entry)
        .fetch_all(conn)
        .await?;
    Ok(messages.into_iter().map(MessageId).collect())
}

/// The entries made from a message: one a ticket in whose thread it was said.
pub async fn of_event(conn: &mut PgConnection, platform: &str, event: &str) -> Result<Vec<Entry>, Fault> {
    let rows = sqlx::query!(
        r#"select id, ticket, author, kind = 'raised' as "raised!", kind = 'solution' as "solution!", internal,
                  attachment->>'name' as file
           from ticket_entry
           where platform = $1 and event = $2 and redacted_at is null and kind <> 'act' order by id"#,
        platform,
        event
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            id: row.id,
            ticket: TicketId(row.ticket),
            author: PersonId(row.author),
            raised: row.raised,
            solution: row.solution,
            internal: row.internal,
            file: row.file,
        })
        .collect())
}

/// What was said, whole, for a ticket that is made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Its row.
    pub entry: i64,
    /// The ticket in whose thread it was said.
    pub ticket: TicketId,
    /// Who said it.
    pub author: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
    /// What was attached, as the platform described it.
    pub attachment: Option<Value>,
    /// The chat platform.
    pub platform: String,
    /// The message.
    pub event: String,
    /// It was said inside the team.
    pub internal: bool,
    /// It raised the ticket.
    pub raised: bool,
}

/// What an entry says.
pub async fn said(conn: &mut PgConnection, entry: i64) -> Result<Option<Said>, Fault> {
    let row = sqlx::query!(
        r#"select ticket, author, at, text, attachment, platform, event, internal, kind = 'raised' as "raised!"
           from ticket_entry where id = $1 and redacted_at is null and kind <> 'act'"#,
        entry
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Said {
        entry,
        ticket: TicketId(row.ticket),
        author: PersonId(row.author),
        at: row.at,
        text: row.text,
        attachment: row.attachment,
        platform: row.platform,
        event: row.event,
        internal: row.internal,
        raised: row.raised,
    }))
}

/// The last thing that one of these people has said in a ticket's threads, outside the team.
pub async fn last_of(conn: &mut PgConnection, ticket: TicketId, people: &[PersonId]) -> Result<Option<i64>, Fault> {
    let people: Vec<i64> = people.iter().map(|id| id.0).collect();
    let entry = sqlx::query_scalar!(
        "select id from ticket_entry
         where ticket = $1 and author = any($2) and kind = 'message' and not internal and redacted_at is null
         order by id desc limit 1",
        ticket.0,
        &people
    )
    .fetch_optional(conn)
    .await?;
    Ok(entry)
}

/// The entry that was passed on by this message of ours.
pub async fn passed_on_by(conn: &mut PgConnection, message: MessageId) -> Result<Option<i64>, Fault> {
    Ok(sqlx::query_scalar!("select entry from ticket_relay where message = $1", message.0).fetch_optional(conn).await?)
}

/// Entries of a ticket and of those that were merged into it, the latest first, and how many there are in all; without
/// what was said inside the team, unless the reader belongs to it.
pub async fn page(
    conn: &mut PgConnection,
    tickets: &[TicketId],
    inside: bool,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Read>, i64), Fault> {
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from ticket_entry where ticket = any($1) and (not internal or $2)"#,
        &ids,
        inside
    )
    .fetch_one(&mut *conn)
    .await?;
    let rows = sqlx::query!(
        r#"select ticket, author, at, coalesce(detail, text) as "text!", attachment->>'name' as attachment, act, internal,
                  edited_at is not null as "edited!", redacted_at is not null as "redacted!",
                  (select f.state from ticket_file f where f.entry = e.id) as file_state,
                  (select f.size from ticket_file f where f.entry = e.id) as file_size
           from ticket_entry e where ticket = any($1) and (not internal or $2) order by id desc offset $3 limit $4"#,
        &ids,
        inside,
        offset,
        limit
    )
    .fetch_all(conn)
    .await?;
    let read = rows
        .into_iter()
        .map(|row| Read {
            ticket: TicketId(row.ticket),
            author: PersonId(row.author),
            at: row.at,
            text: row.text,
            attachment: row.attachment,
            file: row.file_state.map(|state| ReadFile {
                state: State::read(&state),
                size: row.file_size.and_then(|size| u64::try_from(size).ok()),
            }),
            edited: row.edited,
            redacted: row.redacted,
            internal: row.internal,
            act: row.act.as_deref().and_then(Act::read),
        })
        .collect();
    Ok((read, total))
}

/// Gives an entry its edited words and keeps the earlier ones.
pub async fn edit(conn: &mut PgConnection, id: i64, text: &str, now: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_entry_version (entry, until, text) select id, $2, text from ticket_entry where id = $1
         on conflict on constraint ticket_entry_version_pk do nothing",
        id,
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update ticket_entry set text = $2, edited_at = $3 where id = $1", id, text, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets the words of an entry, earlier ones too; that something was said there stays.
pub async fn redact(conn: &mut PgConnection, id: i64, now: DateTime<Utc>) -> Result<(), Fault> {
    files::store::forget(conn, id).await?;
    sqlx::query!("delete from ticket_entry_version where entry = $1", id).execute(&mut *conn).await?;
    sqlx::query!("update ticket_entry set text = '', attachment = null, redacted_at = $2 where id = $1", id, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// An entry turns out to have been meant for the team alone.
pub async fn keep_inside(conn: &mut PgConnection, id: i64) -> Result<(), Fault> {
    sqlx::query!("update ticket_entry set internal = true where id = $1", id).execute(conn).await?;
    Ok(())
}

/// Removes an entry that turned out to be none: its author made a command of what they had said.
pub async fn remove(conn: &mut PgConnection, id: i64) -> Result<(), Fault> {
    files::store::forget(conn, id).await?;
    sqlx::query!("delete from ticket_entry_version where entry = $1", id).execute(&mut *conn).await?;
    sqlx::query!("delete from ticket_relay where entry = $1", id).execute(&mut *conn).await?;
    sqlx::query!("delete from ticket_entry where id = $1", id).execute(conn).await?;
    Ok(())
}

/// Forgets the reasons that a message gave for what it did; that it did it stays.
pub async fn forget_reasons(conn: &mut PgConnection, platform: &str, event: &str) -> Result<(), Fault> {
    sqlx::query!(
        "update ticket_entry set detail = split_part(detail, ': ', 1) || ': …'
         where platform = $1 and event = $2 and kind = 'act' and act = 'prioritised'",
        platform,
        event
    )
    .execute(conn)
    .await?;
    Ok(())
}

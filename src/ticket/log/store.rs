//! SQL of the log.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Entry, NewEntry, Read};
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};

/// Adds an entry.
pub async fn insert(conn: &mut PgConnection, ticket: TicketId, entry: NewEntry<'_>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_entry (ticket, author, at, kind, text, attachment, platform, event)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        ticket.0,
        entry.author.0,
        entry.at,
        entry.kind.name(),
        entry.text,
        entry.attachment,
        entry.platform,
        entry.event
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The entries made from a message: one a ticket in whose thread it was said.
pub async fn of_event(conn: &mut PgConnection, platform: &str, event: &str) -> Result<Vec<Entry>, Fault> {
    let rows = sqlx::query!(
        r#"select id, ticket, author, kind = 'raised' as "raised!", kind = 'solution' as "solution!"
           from ticket_entry where platform = $1 and event = $2 and redacted_at is null order by id"#,
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
        })
        .collect())
}

/// Entries of a ticket, the latest first, and how many there are in all.
pub async fn page(
    conn: &mut PgConnection,
    ticket: TicketId,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Read>, i64), Fault> {
    let total = sqlx::query_scalar!(r#"select count(*) as "count!" from ticket_entry where ticket = $1"#, ticket.0)
        .fetch_one(&mut *conn)
        .await?;
    let rows = sqlx::query!(
        r#"select author, at, text, attachment->>'name' as attachment, edited_at is not null as "edited!",
                  redacted_at is not null as "redacted!"
           from ticket_entry where ticket = $1 order by id desc offset $2 limit $3"#,
        ticket.0,
        offset,
        limit
    )
    .fetch_all(conn)
    .await?;
    let read = rows
        .into_iter()
        .map(|row| Read {
            author: PersonId(row.author),
            at: row.at,
            text: row.text,
            attachment: row.attachment,
            edited: row.edited,
            redacted: row.redacted,
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
    sqlx::query!("delete from ticket_entry_version where entry = $1", id).execute(&mut *conn).await?;
    sqlx::query!("update ticket_entry set text = '', attachment = null, redacted_at = $2 where id = $1", id, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Removes a message from the log that turned out to be none: its author made a command of it.
pub async fn remove(conn: &mut PgConnection, platform: &str, event: &str) -> Result<(), Fault> {
    sqlx::query!(
        "delete from ticket_entry_version where entry in
           (select id from ticket_entry where platform = $1 and event = $2 and kind = 'message')",
        platform,
        event
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from ticket_entry where platform = $1 and event = $2 and kind = 'message'", platform, event)
        .execute(conn)
        .await?;
    Ok(())
}

//! SQL of files.

use sqlx::PgConnection;

use super::{Kept, State};
use crate::error::Fault;
use crate::flow::blobs;
use crate::ids::TicketId;

/// The holder of an entry's content.
async fn holder(conn: &mut PgConnection, entry: i64) -> Result<String, Fault> {
    let row = sqlx::query!("select ticket, event from ticket_entry where id = $1", entry).fetch_one(conn).await?;
    Ok(format!("{}/{}", TicketId(row.ticket), row.event))
}

/// Notes that a file came with an entry of the log.
pub async fn insert(
    conn: &mut PgConnection,
    entry: i64,
    (name, mime): (&str, &str),
    size: Option<u64>,
    state: State,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_file (entry, name, mime, size, state) values ($1, $2, $3, $4, $5)",
        entry,
        name,
        mime,
        size.map(|size| i64::try_from(size).unwrap_or(i64::MAX)),
        state.name()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps the content of a file that was fetched. False: it was taken back meanwhile.
pub async fn keep(conn: &mut PgConnection, entry: i64, mime: &str, size: u64, hash: &str) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "update ticket_file set state = 'kept', mime = $2, size = $3, hash = $4 where entry = $1 and state = 'coming'",
        entry,
        mime,
        i64::try_from(size).unwrap_or(i64::MAX),
        hash
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if rows == 1 {
        let holder = holder(conn, entry).await?;
        blobs::hold(conn, hash, &holder).await?;
    }
    Ok(rows == 1)
}

/// Notes why a file is not kept. False: it was taken back meanwhile.
pub async fn refuse(conn: &mut PgConnection, entry: i64, state: State) -> Result<bool, Fault> {
    let rows =
        sqlx::query!("update ticket_file set state = $2 where entry = $1 and state = 'coming'", entry, state.name())
            .execute(conn)
            .await?
            .rows_affected();
    Ok(rows == 1)
}

/// Forgets the file of an entry: it was taken back.
pub async fn forget(conn: &mut PgConnection, entry: i64) -> Result<(), Fault> {
    let hash = sqlx::query_scalar!("delete from ticket_file where entry = $1 returning hash", entry)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(hash) = hash.flatten() else { return Ok(()) };
    let holder = holder(conn, entry).await?;
    blobs::let_go(conn, &hash, &holder).await
}

/// The files of a ticket that are kept, in the order in which they came.
pub async fn kept(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Kept>, Fault> {
    let files = sqlx::query_as!(
        Kept,
        r#"select f.entry, f.name, f.hash as "hash!" from ticket_file f join ticket_entry e on e.id = f.entry
           where e.ticket = $1 and f.state = 'kept' order by f.entry"#,
        ticket.0
    );
    Ok(files.fetch_all(conn).await?)
}

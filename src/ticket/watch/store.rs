//! SQL of watchers.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{PersonId, TicketId};

/// Somebody follows a ticket from now on. False: they did already.
pub async fn add(
    conn: &mut PgConnection,
    ticket: TicketId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "insert into ticket_watcher (ticket, person, since) values ($1, $2, $3)
         on conflict on constraint ticket_watcher_pk do nothing",
        ticket.0,
        person.0,
        now
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(rows == 1)
}

/// Somebody follows a ticket no more. False: they did not.
pub async fn remove(conn: &mut PgConnection, ticket: TicketId, person: PersonId) -> Result<bool, Fault> {
    let rows = sqlx::query!("delete from ticket_watcher where ticket = $1 and person = $2", ticket.0, person.0)
        .execute(conn)
        .await?
        .rows_affected();
    Ok(rows == 1)
}

/// Whoever follows one ticket no longer follows another one, if they began to at this moment: not by their own doing.
pub async fn part(conn: &mut PgConnection, from: TicketId, of: TicketId, at: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!(
        "delete from ticket_watcher where ticket = $1 and since = $3
         and person in (select person from ticket_watcher where ticket = $2)",
        from.0,
        of.0,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Who follows a ticket, the longest first.
pub async fn list(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<PersonId>, Fault> {
    let people =
        sqlx::query_scalar!("select person from ticket_watcher where ticket = $1 order by since, person", ticket.0)
            .fetch_all(conn)
            .await?;
    Ok(people.into_iter().map(PersonId).collect())
}

/// Whether somebody follows a ticket.
pub async fn is(conn: &mut PgConnection, ticket: TicketId, person: PersonId) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from ticket_watcher where ticket = $1 and person = $2) as "found!""#,
        ticket.0,
        person.0
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

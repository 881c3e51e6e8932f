//! SQL of those who are affected.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Affected, Shared};
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};

/// Somebody is affected by a ticket, as their own one says; with them those who were affected by that one.
pub async fn join(
    conn: &mut PgConnection,
    ticket: TicketId,
    affected: Affected,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!("update ticket_affected set ticket = $1 where ticket = $2", ticket.0, affected.via.0)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "insert into ticket_affected (ticket, person, via, at) values ($1, $2, $3, $4)
         on conflict on constraint ticket_affected_pk do update set ticket = excluded.ticket, at = excluded.at",
        ticket.0,
        affected.person.0,
        affected.via.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A ticket is no duplicate any more. Tells whose it was.
pub async fn leave(conn: &mut PgConnection, via: TicketId) -> Result<Option<TicketId>, Fault> {
    let of = sqlx::query_scalar!("delete from ticket_affected where via = $1 returning ticket", via.0)
        .fetch_optional(conn)
        .await?;
    Ok(of.map(TicketId))
}

/// Who is affected by a ticket, in the order of their own ones.
pub async fn of_ticket(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Affected>, Fault> {
    let rows = sqlx::query!("select person, via from ticket_affected where ticket = $1 order by via", ticket.0)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| Affected { person: PersonId(row.person), via: TicketId(row.via) }).collect())
}

/// What the card of a ticket says of duplicates.
pub async fn shared(conn: &mut PgConnection, ticket: TicketId) -> Result<Shared, Fault> {
    let row = sqlx::query!(
        r#"select (select count(distinct who) from (
                       select a.person as who from ticket_affected a where a.ticket = $1
                       union all
                       select t.requester from ticket t where t.id = $1
                         and exists (select from ticket_affected a where a.ticket = $1)) people) as "people!",
                  (select a.ticket from ticket_affected a where a.via = $1) as duplicate_of"#,
        ticket.0
    )
    .fetch_one(conn)
    .await?;
    Ok(Shared { people: row.people, duplicate_of: row.duplicate_of.map(TicketId) })
}

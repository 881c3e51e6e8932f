//! SQL of those who are affected.

use std::collections::HashMap;

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
    Ok(shared_by(conn, &[ticket]).await?.remove(&ticket).unwrap_or_default())
}

/// What the cards of tickets say of duplicates; nothing of those that nobody else is affected by and that are none.
pub async fn shared_by(conn: &mut PgConnection, tickets: &[TicketId]) -> Result<HashMap<TicketId, Shared>, Fault> {
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"with affected as (
             select a.ticket, a.person as who from ticket_affected a where a.ticket = any($1)
             union
             select t.id, t.requester from ticket t
             where t.id = any($1) and exists (select from ticket_affected a where a.ticket = t.id))
           select ticket as "ticket!", count(*) as "people!", null::bigint as duplicate_of from affected group by ticket
           union all
           select via, 0, ticket from ticket_affected where via = any($1)"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    let mut found: HashMap<TicketId, Shared> = HashMap::new();
    for row in rows {
        let shared = found.entry(TicketId(row.ticket)).or_default();
        shared.people = shared.people.max(row.people);
        shared.duplicate_of = shared.duplicate_of.or(row.duplicate_of.map(TicketId));
    }
    Ok(found)
}

//! SQL of what was made urgent.

use sqlx::PgConnection;

use super::Before;
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};

/// Keeps what a ticket was.
pub async fn keep(conn: &mut PgConnection, ticket: TicketId, before: &Before) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_urgent (ticket, person, urgency, priority) values ($1, $2, $3, $4)
         on conflict on constraint ticket_urgent_pk
         do update set person = excluded.person, urgency = excluded.urgency, priority = excluded.priority",
        ticket.0,
        before.by.0,
        before.urgency,
        i16::from(before.priority)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a ticket was.
pub async fn before(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Before>, Fault> {
    let row = sqlx::query!("select person, urgency, priority from ticket_urgent where ticket = $1", ticket.0)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| Before {
        by: PersonId(row.person),
        urgency: row.urgency,
        priority: u8::try_from(row.priority).unwrap_or(u8::MAX),
    }))
}

/// It can be taken back no more: its priority was set otherwise, or it is over.
pub async fn forget(conn: &mut PgConnection, ticket: TicketId) -> Result<(), Fault> {
    sqlx::query!("delete from ticket_urgent where ticket = $1", ticket.0).execute(conn).await?;
    Ok(())
}

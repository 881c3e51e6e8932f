//! SQL of changes that are being carried out.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::Upkeep;
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};

/// What is being carried out on one of these services; of several, what ends last.
pub async fn on(conn: &mut PgConnection, services: &[String], now: DateTime<Utc>) -> Result<Option<Upkeep>, Fault> {
    let row = sqlx::query!(
        "select c.ticket, t.title, t.assignee, c.ends_at
         from change c join ticket t on t.id = c.ticket
         where c.state in ('approved', 'in-progress') and c.services && $1
           and (c.state = 'in-progress' or c.starts_at <= $2 and c.ends_at > $2)
         order by c.ends_at desc nulls last, c.ticket limit 1",
        services,
        now
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Upkeep {
        change: TicketId(row.ticket),
        title: row.title,
        responsible: row.assignee.map(PersonId),
        until: row.ends_at,
    }))
}

//! SQL of reviews: what an incident has to do with, and what is owed.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::TicketId;

/// The tickets that are linked with these and that everybody may know of, in order.
pub(super) async fn linked(conn: &mut PgConnection, ids: &[TicketId]) -> Result<Vec<TicketId>, Fault> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let found = sqlx::query_scalar!(
        r#"select t.id as "id!" from (select other as far from ticket_link where ticket = any($1)
                                      union select ticket from ticket_link where other = any($1)) l
           join ticket t on t.id = l.far where not t.private order by t.id limit 1000"#,
        &ids
    );
    Ok(found.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// The incidents whose review is owed, and how many there are; the longest first.
pub(super) async fn owed(conn: &mut PgConnection, limit: i64) -> Result<(Vec<(TicketId, DateTime<Utc>)>, i64), Fault> {
    let rows = sqlx::query!(
        r#"select ticket, review_due as "due!", count(*) over () as "all!" from incident
           where state = 'resolved' and review_due is not null order by review_due, ticket limit $1"#,
        limit
    );
    let rows = rows.fetch_all(conn).await?;
    let all = rows.first().map_or(0, |row| row.all);
    Ok((rows.into_iter().map(|row| (TicketId(row.ticket), row.due)).collect(), all))
}

/// What was to be done after incidents by now and is not, with those incidents, and how many there are; the longest first.
pub(super) async fn overdue(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<(Vec<(TicketId, TicketId)>, i64), Fault> {
    let rows = sqlx::query!(
        r#"select f.incident, f.ticket, count(*) over () as "all!" from incident_followup f
           join ticket t on t.id = f.ticket
           where t.wanted_at < $1 and t.state not in ('resolved', 'closed') order by t.wanted_at, t.id limit $2"#,
        now,
        limit
    );
    let rows = rows.fetch_all(conn).await?;
    let all = rows.first().map_or(0, |row| row.all);
    Ok((rows.into_iter().map(|row| (TicketId(row.incident), TicketId(row.ticket))).collect(), all))
}

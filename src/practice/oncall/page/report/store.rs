//! SQL of the report on pages.

use sqlx::PgConnection;

use super::model::{Went, Woken};
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};
use crate::practice::period::Period;

/// Which pages a report counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) period: Period,
    /// Those that wake whoever is on call by this schedule.
    pub(super) schedule: Option<&'a str>,
    /// Of private tickets, those of these teams: who reads along where the report is shown.
    pub(super) private_of: &'a [String],
}

/// The pages that began in a time, the earliest first.
pub(super) async fn pages(conn: &mut PgConnection, of: Of<'_>, limit: i64) -> Result<Vec<Went>, Fault> {
    let target = of.schedule.map(|name| format!("schedule:{name}"));
    let rows = sqlx::query!(
        r#"select p.id, p.ticket, t.service as "service?", p.chain, p.priority, p.state, p.started_at, p.answered_at,
                  p.answered_by, p.resolved_at,
                  coalesce(p.notified_at, (select min(o.sent_at) from page_call c join outbox o on o.id = c.message
                                           where c.page = p.id)) as notified_at
           from page p left join ticket t on t.id = p.ticket
           where p.started_at >= $1 and p.started_at < $2
             and ($3::text is null
                  or exists (select from jsonb_array_elements(p.steps) s where s->'notify' ? $3))
             and (t.id is null or not t.private or coalesce(t.team, '') = any($4))
           order by p.started_at, p.id limit $5"#,
        of.period.from,
        of.period.to,
        target,
        of.private_of,
        limit
    )
    .fetch_all(conn)
    .await?;
    let pages = rows.into_iter().map(|row| Went {
        page: row.id,
        ticket: row.ticket.map(TicketId),
        service: row.service,
        chain: row.chain,
        priority: u8::try_from(row.priority).unwrap_or(3),
        state: row.state,
        started: row.started_at,
        notified: row.notified_at,
        answered: row.answered_at,
        answered_by: row.answered_by.map(PersonId),
        resolved: row.resolved_at,
    });
    Ok(pages.collect())
}

/// Who was woken for these pages, each time.
pub(super) async fn woken(conn: &mut PgConnection, pages: &[i64]) -> Result<Vec<Woken>, Fault> {
    let rows = sqlx::query!("select person, at from page_call where page = any($1) order by page, at, person", pages);
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| Woken { person: PersonId(row.person), at: row.at }).collect())
}

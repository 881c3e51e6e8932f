//! SQL of the report on problems.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::model::Share;
use crate::error::Fault;
use crate::ids::TicketId;
use crate::practice::period::Period;

/// How many problems.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    pub(super) opened: i64,
    pub(super) solved: i64,
    pub(super) unsolved: i64,
    pub(super) open: i64,
}

/// How many problems were raised and ended in a time, and are open now.
pub(super) async fn counts(conn: &mut PgConnection, period: Period) -> Result<Counts, Fault> {
    let row = sqlx::query!(
        r#"select
             (select count(*) from ticket t join problem p on p.ticket = t.id
              where t.created_at >= $1 and t.created_at < $2 and not t.private) as "opened!",
             (select count(*) from problem where ended_at >= $1 and ended_at < $2 and state = 'solved') as "solved!",
             (select count(*) from problem where ended_at >= $1 and ended_at < $2 and state = 'unsolved') as "unsolved!",
             (select count(*) from problem where ended_at is null) as "open!""#,
        period.from,
        period.to
    )
    .fetch_one(conn)
    .await?;
    Ok(Counts { opened: row.opened, solved: row.solved, unsolved: row.unsolved, open: row.open })
}

/// The incidents of problems that came in a time.
pub(super) async fn shares(
    conn: &mut PgConnection,
    period: Period,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Share>, Fault> {
    let rows = sqlx::query!(
        r#"select p.ticket as problem, p.cause_kind, of.service, t.id, coalesce(e.seconds, 0)::bigint as "spent!",
                  greatest(extract(epoch from coalesce(t.resolved_at, t.closed_at, $3) - t.created_at), 0)::bigint as "open!"
           from problem p join ticket of on of.id = p.ticket
           join problem_incident i on i.problem = p.ticket and i.removed_at is null
           join ticket t on t.id = i.ticket
           left join lateral (select sum(seconds) as seconds from ticket_effort where ticket = t.id) e on true
           where t.created_at >= $1 and t.created_at < $2 and not of.private
           order by p.ticket, t.id limit $4"#,
        period.from,
        period.to,
        now,
        limit
    )
    .fetch_all(conn)
    .await?;
    let shares = rows.into_iter().map(|row| Share {
        problem: TicketId(row.problem),
        kind: row.cause_kind,
        service: row.service,
        incident: TicketId(row.id),
        spent: TimeDelta::seconds(row.spent),
        open: TimeDelta::seconds(row.open),
    });
    Ok(shares.collect())
}

/// A known error that is open.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) id: TicketId,
    pub(super) title: String,
    pub(super) since: DateTime<Utc>,
    pub(super) incidents: i64,
}

/// The known errors that are open, those with the most incidents first.
pub(super) async fn known(conn: &mut PgConnection, limit: i64) -> Result<Vec<Known>, Fault> {
    let rows = sqlx::query!(
        r#"select t.id, t.title, p.known_at as "known_at!",
                  (select count(*) from problem_incident i where i.problem = p.ticket and i.removed_at is null) as "incidents!"
           from problem p join ticket t on t.id = p.ticket
           where p.ended_at is null and p.known_at is not null and not t.private
           order by 4 desc, t.id limit $1"#,
        limit
    )
    .fetch_all(conn)
    .await?;
    let known = |id, title, since, incidents| Known { id: TicketId(id), title, since, incidents };
    Ok(rows.into_iter().map(|row| known(row.id, row.title, row.known_at, row.incidents)).collect())
}

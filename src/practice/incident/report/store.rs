//! SQL of the report on major incidents. What only few may know is in none of its numbers.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Counts, Outage};
use crate::error::Fault;
use crate::ids::TicketId;
use crate::practice::period::Period;

/// The incidents that began in a time, in that order; of more than the limit the latest.
pub(super) async fn outages(conn: &mut PgConnection, period: Period, limit: i64) -> Result<Vec<Outage>, Fault> {
    let rows = sqlx::query!(
        "select i.ticket, i.state, i.severity, i.drill, t.service, i.started_at, t.created_at, i.acked_at,
                i.mitigated_at, i.resolved_at, i.reviewed_at
         from incident i join ticket t on t.id = i.ticket
         where i.started_at >= $1 and i.started_at < $2 and not i.restricted and not t.private
         order by i.started_at desc, i.ticket desc limit $3",
        period.from,
        period.to,
        limit
    )
    .fetch_all(conn)
    .await?;
    let outage = rows.into_iter().rev().map(|row| Outage {
        ticket: TicketId(row.ticket),
        counts: Counts::of(&row.state, row.drill),
        state: row.state,
        severity: row.severity,
        service: row.service,
        started: row.started_at,
        declared: row.created_at,
        acked: row.acked_at,
        mitigated: row.mitigated_at,
        resolved: row.resolved_at,
        reviewed: row.reviewed_at,
    });
    Ok(outage.collect())
}

/// What is to be learnt and done after incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct After {
    /// Reviews that were written in the time.
    pub(super) reviewed: i64,
    /// Reviews that are owed now, and those of them whose day is over.
    pub(super) owed: i64,
    pub(super) late: i64,
    /// Follow-ups that are open now, and those of them whose day is over.
    pub(super) open: i64,
    pub(super) overdue: i64,
}

/// What was learnt in a time, and what is owed now.
pub(super) async fn after(conn: &mut PgConnection, period: Period, now: DateTime<Utc>) -> Result<After, Fault> {
    let row = sqlx::query!(
        r#"select
             (select count(*) from incident
              where state = 'reviewed' and reviewed_at >= $1 and reviewed_at < $2 and resolved_at < $2
                and not drill and not restricted) as "reviewed!",
             r.owed as "owed!", r.late as "late!", f.open as "open!", f.overdue as "overdue!"
           from
             (select count(*) as owed, count(*) filter (where review_due < $3) as late from incident
              where state = 'resolved' and review_due is not null and not drill and not restricted) r,
             (select count(*) as open, count(*) filter (where t.wanted_at < $3) as overdue
              from incident_followup f join ticket t on t.id = f.ticket join incident i on i.ticket = f.incident
              where t.state not in ('resolved', 'closed') and not t.private and not i.drill and not i.restricted) f"#,
        period.from,
        period.to,
        now
    )
    .fetch_one(conn)
    .await?;
    Ok(After { reviewed: row.reviewed, owed: row.owed, late: row.late, open: row.open, overdue: row.overdue })
}

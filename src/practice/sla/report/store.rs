//! SQL of reports: clocks that ended within a time.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::model::Line;
use crate::error::Fault;
use crate::ids::TicketId;
use crate::practice::period::Period;
use crate::ticket::DueOf;

/// Whose clocks a report counts; None lets everything through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) period: Period,
    pub(super) teams: Option<&'a [String]>,
    pub(super) service: Option<&'a str>,
    /// Of private tickets, those of these teams: who reads along where the report is shown.
    pub(super) private_of: &'a [String],
}

/// The lines of one kind of clock, by priority.
pub(super) async fn lines(conn: &mut PgConnection, kind: DueOf, of: Of<'_>) -> Result<Vec<Line>, Fault> {
    let rows = sqlx::query!(
        r#"select c.priority, count(*) filter (where c.state = 'met') as "met!",
                  count(*) filter (where c.state = 'missed') as "missed!",
                  percentile_disc(0.5) within group (order by c.spent) as "median!",
                  percentile_disc(0.9) within group (order by c.spent) as "p90!"
           from sla_clock c join ticket t on t.id = c.ticket
           where c.ended_at >= $2 and c.ended_at < $3 and c.state in ('met', 'missed') and c.kind = $1
             and ($4::text[] is null or t.team = any($4)) and ($5::text is null or c.service = $5)
             and (not t.private or coalesce(t.team, '') = any($6))
           group by c.priority order by c.priority"#,
        kind.name(),
        of.period.from,
        of.period.to,
        of.teams,
        of.service,
        of.private_of
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Line {
            priority: u8::try_from(row.priority).unwrap_or(5),
            met: row.met,
            missed: row.missed,
            median: TimeDelta::seconds(row.median),
            p90: TimeDelta::seconds(row.p90),
        })
        .collect())
}

/// A promise that was broken.
#[derive(Debug, Clone)]
pub(super) struct Offender {
    pub(super) ticket: TicketId,
    pub(super) of: DueOf,
    /// Time of the calendar beyond the target.
    pub(super) over: TimeDelta,
}

/// The promises that were broken by the longest time.
pub(super) async fn offenders(conn: &mut PgConnection, of: Of<'_>, limit: i64) -> Result<Vec<Offender>, Fault> {
    let rows = sqlx::query!(
        r#"select c.ticket, c.kind, c.spent - c.seconds as "over!"
           from sla_clock c join ticket t on t.id = c.ticket
           where c.ended_at >= $1 and c.ended_at < $2 and c.state = 'missed' and c.kind <> 'ola'
             and ($3::text[] is null or t.team = any($3)) and ($4::text is null or c.service = $4)
             and (not t.private or coalesce(t.team, '') = any($6))
           order by c.spent - c.seconds desc, c.id limit $5"#,
        of.period.from,
        of.period.to,
        of.teams,
        of.service,
        limit,
        of.private_of
    )
    .fetch_all(conn)
    .await?;
    let offender = |row: (i64, String, i64)| {
        let of = DueOf::read(&row.1)?;
        Some(Offender { ticket: TicketId(row.0), of, over: TimeDelta::seconds(row.2) })
    };
    Ok(rows.into_iter().filter_map(|row| offender((row.ticket, row.kind, row.over))).collect())
}

/// A clock, as a table for other programs has it. People's words are not part of it.
#[derive(Debug, serde::Serialize)]
pub(super) struct Ended {
    #[serde(serialize_with = "as_people_see_it")]
    pub(super) ticket: i64,
    pub(super) kind: String,
    pub(super) target: String,
    pub(super) priority: i16,
    pub(super) service: Option<String>,
    pub(super) team: Option<String>,
    pub(super) started_at: DateTime<Utc>,
    pub(super) due_at: Option<DateTime<Utc>>,
    pub(super) ended_at: Option<DateTime<Utc>>,
    pub(super) result: String,
    pub(super) target_seconds: i64,
    pub(super) spent_seconds: Option<i64>,
}

fn as_people_see_it<S: serde::Serializer>(ticket: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&TicketId(*ticket))
}

/// The clocks themselves, in the order in which they ended.
pub(super) async fn ended(conn: &mut PgConnection, of: Of<'_>, limit: i64) -> Result<Vec<Ended>, Fault> {
    let rows = sqlx::query_as!(
        Ended,
        "select c.ticket, c.kind, c.target, c.priority, c.service, coalesce(c.team, t.team) as team,
                  c.started_at, c.due_at, c.ended_at, c.state as result, c.seconds as target_seconds,
                  c.spent as spent_seconds
           from sla_clock c join ticket t on t.id = c.ticket
           where c.ended_at >= $1 and c.ended_at < $2 and c.state in ('met', 'missed')
             and ($3::text[] is null or t.team = any($3)) and ($4::text is null or c.service = $4)
             and (not t.private or coalesce(t.team, '') = any($6))
           order by c.ended_at, c.id limit $5",
        of.period.from,
        of.period.to,
        of.teams,
        of.service,
        limit,
        of.private_of
    );
    Ok(rows.fetch_all(conn).await?)
}

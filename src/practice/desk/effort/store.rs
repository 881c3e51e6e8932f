//! SQL of the time spent.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{PersonId, TicketId};

/// A time that somebody has spent on a ticket.
pub(super) struct Effort<'a> {
    pub(super) ticket: TicketId,
    pub(super) person: PersonId,
    pub(super) time: TimeDelta,
    pub(super) what: &'a str,
    pub(super) at: DateTime<Utc>,
}

/// Keeps a time with the message that told of it.
pub(super) async fn insert(
    conn: &mut PgConnection,
    effort: Effort<'_>,
    (platform, event): (&str, &str),
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_effort (ticket, person, seconds, what, at, platform, event)
         values ($1, $2, $3, $4, $5, $6, $7)",
        effort.ticket.0,
        effort.person.0,
        effort.time.num_seconds(),
        effort.what,
        effort.at,
        platform,
        event
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The ticket on which a message told of time, and how much.
pub(super) async fn of_event(
    conn: &mut PgConnection,
    platform: &str,
    event: &str,
) -> Result<Option<(TicketId, TimeDelta)>, Fault> {
    let row =
        sqlx::query!("select ticket, seconds from ticket_effort where platform = $1 and event = $2", platform, event)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|row| (TicketId(row.ticket), TimeDelta::seconds(row.seconds))))
}

/// The message tells of another time now.
pub(super) async fn correct(
    conn: &mut PgConnection,
    (platform, event): (&str, &str),
    time: TimeDelta,
    what: &str,
) -> Result<(), Fault> {
    sqlx::query!(
        "update ticket_effort set seconds = $3, what = $4 where platform = $1 and event = $2",
        platform,
        event,
        time.num_seconds(),
        what
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The message was taken back.
pub(super) async fn remove(conn: &mut PgConnection, platform: &str, event: &str) -> Result<(), Fault> {
    sqlx::query!("delete from ticket_effort where platform = $1 and event = $2", platform, event).execute(conn).await?;
    Ok(())
}

/// What was spent on tickets, by person, the most first.
pub(super) async fn by_person(
    conn: &mut PgConnection,
    tickets: &[TicketId],
) -> Result<Vec<(PersonId, TimeDelta)>, Fault> {
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"select person, sum(seconds)::bigint as "seconds!" from ticket_effort where ticket = any($1)
           group by person order by 2 desc, person"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person), TimeDelta::seconds(row.seconds))).collect())
}

/// What was spent since a moment on the tickets of these teams (None: of all), by person; without private ones of teams that
/// are none of the reader's.
pub(super) async fn since(
    conn: &mut PgConnection,
    since: DateTime<Utc>,
    teams: Option<&[String]>,
    own: &[String],
) -> Result<Vec<(PersonId, TimeDelta, i64)>, Fault> {
    let rows = sqlx::query!(
        r#"select e.person, sum(e.seconds)::bigint as "seconds!", count(distinct e.ticket) as "tickets!"
           from ticket_effort e join ticket t on t.id = e.ticket
           where e.at >= $1 and ($2::text[] is null or coalesce(t.team, '') = any($2)) and (not t.private or coalesce(t.team, '') = any($3))
           group by e.person order by 2 desc, e.person limit 50"#,
        since,
        teams,
        own
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person), TimeDelta::seconds(row.seconds), row.tickets)).collect())
}

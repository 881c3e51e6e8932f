//! SQL of what requesters say of how they were helped.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};

/// What was asked about a ticket, and answered.
pub(super) struct Rating {
    /// The message that asks.
    pub(super) message: MessageId,
    /// The vote.
    pub(super) score: Option<i16>,
}

/// Notes that a message asks about a ticket, in the place of one that asked before.
pub(super) async fn ask(
    conn: &mut PgConnection,
    ticket: TicketId,
    message: MessageId,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_rating (ticket, message, asked_at) values ($1, $2, $3)
         on conflict on constraint ticket_rating_pk
         do update set message = excluded.message, asked_at = excluded.asked_at, comment = null",
        ticket.0,
        message.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was asked about a ticket.
pub(super) async fn of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Rating>, Fault> {
    let row = sqlx::query!("select message, score from ticket_rating where ticket = $1", ticket.0)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| Rating { message: MessageId(row.message), score: row.score }))
}

/// Keeps a vote; None: it was taken back.
pub(super) async fn rate(
    conn: &mut PgConnection,
    ticket: TicketId,
    score: Option<i16>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "update ticket_rating set score = $2, rated_at = case when $2::smallint is null then null else $3::timestamptz end
         where ticket = $1",
        ticket.0,
        score,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the requester of a closed ticket has voted since a moment, and not commented yet.
pub(super) async fn awaits_comment(
    conn: &mut PgConnection,
    ticket: TicketId,
    requester: PersonId,
    since: DateTime<Utc>,
) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from ticket_rating r join ticket t on t.id = r.ticket
                          where r.ticket = $1 and t.requester = $2 and t.state = 'closed'
                            and r.comment is null and r.rated_at > $3) as "found!""#,
        ticket.0,
        requester.0,
        since
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Keeps an entry of the log as the comment to a vote.
pub(super) async fn comment(conn: &mut PgConnection, ticket: TicketId, entry: i64) -> Result<(), Fault> {
    sqlx::query!("update ticket_rating set comment = $2 where ticket = $1", ticket.0, entry).execute(conn).await?;
    Ok(())
}

/// The votes of a team.
pub(super) struct Votes {
    /// Whose; None: those of no team.
    pub(super) team: Option<String>,
    /// All of them together.
    pub(super) sum: i64,
    /// How many.
    pub(super) count: i64,
}

/// Votes since a moment on the tickets of these teams (None: of all), by team; without private ones of teams that are none
/// of the reader's.
pub(super) async fn by_team(
    conn: &mut PgConnection,
    since: DateTime<Utc>,
    teams: Option<&[String]>,
    own: &[String],
) -> Result<Vec<Votes>, Fault> {
    let rows = sqlx::query!(
        r#"select t.team, sum(r.score)::bigint as "sum!", count(*) as "count!"
           from ticket_rating r join ticket t on t.id = r.ticket
           where r.score is not null and r.rated_at >= $1 and ($2::text[] is null or coalesce(t.team, '') = any($2))
             and (not t.private or coalesce(t.team, '') = any($3))
           group by t.team order by t.team nulls last"#,
        since,
        teams,
        own
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| Votes { team: row.team, sum: row.sum, count: row.count }).collect())
}

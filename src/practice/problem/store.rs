//! SQL of problems, and of the incidents that belong to them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::model::{CauseKind, Part, Problem, State, Workaround};
use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};

struct Row {
    ticket: i64,
    state: String,
    change: Option<i64>,
    reason: Option<String>,
    known_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    workaround: Value,
    revision: i32,
    cause: Option<String>,
    cause_kind: Option<String>,
    answers: Value,
    asking: Option<Value>,
}

fn state(row: &Row) -> Option<State> {
    let change = row.change.map(TicketId);
    Some(match row.state.as_str() {
        "new" => State::New,
        "analysing" => State::Analysing,
        "known-error" => State::KnownError,
        "in-solution" => State::InSolution { change: change? },
        "solved" => State::Solved { change: change?, at: row.ended_at? },
        "unsolved" => State::Unsolved { reason: row.reason.clone()?, at: row.ended_at? },
        _ => return None,
    })
}

impl TryFrom<Row> for Problem {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let broken =
            || Fault::Other(format!("the row of the problem {} says {:?}, which does not fit", row.ticket, row.state));
        Ok(Self {
            ticket: TicketId(row.ticket),
            state: state(&row).ok_or_else(broken)?,
            known_at: row.known_at,
            workaround: Workaround { texts: serde_json::from_value(row.workaround)?, revision: row.revision },
            cause: row.cause,
            cause_kind: row.cause_kind.as_deref().and_then(CauseKind::stored),
            answers: serde_json::from_value::<BTreeMap<Part, String>>(row.answers)?,
            asking: row.asking.map(serde_json::from_value).transpose()?,
        })
    }
}

/// Writes a new problem.
pub(super) async fn insert(conn: &mut PgConnection, problem: &Problem) -> Result<(), Fault> {
    sqlx::query!(
        "insert into problem (ticket, state, workaround, revision, answers) values ($1, 'new', '{}', 0, '{}')",
        problem.ticket.0
    )
    .execute(&mut *conn)
    .await?;
    update(conn, problem).await
}

/// Writes what has changed of a problem whose ticket this turn has locked.
pub(super) async fn update(conn: &mut PgConnection, problem: &Problem) -> Result<(), Fault> {
    let reason = match &problem.state {
        State::Unsolved { reason, .. } => Some(reason.as_str()),
        _ => None,
    };
    let rows = sqlx::query!(
        "update problem set state = $2, change = $3, reason = $4, known_at = $5, ended_at = $6, workaround = $7,
                revision = $8, cause = $9, cause_kind = $10, answers = $11, asking = $12
         where ticket = $1",
        problem.ticket.0,
        problem.state.name(),
        problem.state.change().map(|change| change.0),
        reason,
        problem.known_at,
        problem.state.ended(),
        serde_json::to_value(&problem.workaround.texts)?,
        problem.workaround.revision,
        problem.cause,
        problem.cause_kind.map(CauseKind::name),
        serde_json::to_value(&problem.answers)?,
        problem.asking.as_ref().map(serde_json::to_value).transpose()?
    )
    .execute(conn)
    .await?
    .rows_affected();
    match rows {
        1 => Ok(()),
        _ => Err(Fault::Other(format!("{} vanished while it was changed", problem.ticket))),
    }
}

/// The problem that a ticket is; whoever changes it has locked the ticket.
pub(super) async fn of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Problem>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select ticket, state, change, reason, known_at, ended_at, workaround, revision, cause, cause_kind, answers, asking
         from problem where ticket = $1",
        ticket.0
    );
    row.fetch_optional(conn).await?.map(Problem::try_from).transpose()
}

/// The open problems to which an incident belongs.
pub(super) async fn open_of_incident(conn: &mut PgConnection, incident: TicketId) -> Result<Vec<Problem>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select p.ticket, p.state, p.change, p.reason, p.known_at, p.ended_at, p.workaround, p.revision, p.cause,
                p.cause_kind, p.answers, p.asking
         from problem_incident i join problem p on p.ticket = i.problem
         where i.ticket = $1 and i.removed_at is null and p.ended_at is null order by p.ticket",
        incident.0
    );
    rows.fetch_all(conn).await?.into_iter().map(Problem::try_from).collect()
}

/// The problems that a change is to solve.
pub(super) async fn to_be_solved_by(conn: &mut PgConnection, change: TicketId) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select ticket from problem where change = $1 and state = 'in-solution' order by ticket",
        change.0
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// The open problems of somebody and of these teams, their own first.
pub(super) async fn open(
    conn: &mut PgConnection,
    person: PersonId,
    teams: &[String],
    limit: i64,
) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select p.ticket from problem p join ticket t on t.id = p.ticket
         where p.ended_at is null
           and (t.requester = $1 or t.assignee = $1 or coalesce(t.team, '') = any($2))
           and (not t.private or t.requester = $1 or t.assignee = $1)
         order by (t.requester = $1 or t.assignee is not distinct from $1) desc, t.priority, p.ticket limit $3",
        person.0,
        teams,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// The message with the question that is open.
pub(super) async fn asked(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<MessageId>, Fault> {
    let asked =
        sqlx::query_scalar!("select asked from problem where ticket = $1", ticket.0).fetch_optional(conn).await?;
    Ok(asked.flatten().map(MessageId))
}

/// The problems of which something is asked of somebody now.
pub(super) async fn asked_of(conn: &mut PgConnection, person: PersonId) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select ticket from problem where asking is not null and asking->'person' = to_jsonb($1::bigint) order by ticket",
        person.0
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// Keeps the message that asks.
pub(super) async fn keep_asked(
    conn: &mut PgConnection,
    ticket: TicketId,
    asked: Option<MessageId>,
) -> Result<(), Fault> {
    sqlx::query!("update problem set asked = $2 where ticket = $1", ticket.0, asked.map(|message| message.0))
        .execute(conn)
        .await?;
    Ok(())
}

/// Links an incident. False: it belonged to the problem already.
pub(super) async fn link(
    conn: &mut PgConnection,
    problem: TicketId,
    incident: TicketId,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "insert into problem_incident (problem, ticket, at, added_by) values ($1, $2, $3, $4)
         on conflict on constraint problem_incident_pk
         do update set removed_at = null, at = excluded.at, added_by = excluded.added_by
         where problem_incident.removed_at is not null",
        problem.0,
        incident.0,
        now,
        by.map(|by| by.0)
    );
    Ok(rows.execute(conn).await?.rows_affected() == 1)
}

/// Unlinks an incident, and remembers that it does not belong. False: it did not.
pub(super) async fn unlink(
    conn: &mut PgConnection,
    problem: TicketId,
    incident: TicketId,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "update problem_incident set removed_at = $3 where problem = $1 and ticket = $2 and removed_at is null",
        problem.0,
        incident.0,
        now
    );
    Ok(rows.execute(conn).await?.rows_affected() == 1)
}

/// Of these tickets, those that belong to an open problem, each with it.
pub(super) async fn problems_of(
    conn: &mut PgConnection,
    incidents: &[TicketId],
) -> Result<Vec<(TicketId, TicketId)>, Fault> {
    let ids: Vec<i64> = incidents.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        "select i.ticket, i.problem from problem_incident i join problem p on p.ticket = i.problem
         where i.ticket = any($1) and i.removed_at is null and p.ended_at is null order by i.ticket, i.problem",
        &ids
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (TicketId(row.ticket), TicketId(row.problem))).collect())
}

/// An incident of a problem, as it is listed.
#[derive(Debug, Clone)]
pub(super) struct Incident {
    pub(super) id: TicketId,
    pub(super) title: String,
    pub(super) service: Option<String>,
}

/// The incidents of a problem that everybody may know of, the latest first.
pub(super) async fn incidents(conn: &mut PgConnection, problem: TicketId, limit: i64) -> Result<Vec<Incident>, Fault> {
    let rows = sqlx::query!(
        "select t.id, t.title, t.service from problem_incident i join ticket t on t.id = i.ticket
         where i.problem = $1 and i.removed_at is null and not t.private order by t.id desc limit $2",
        problem.0,
        limit
    );
    let incident = |id, title, service| Incident { id: TicketId(id), title, service };
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| incident(row.id, row.title, row.service)).collect())
}

/// How many incidents a problem has.
pub(super) async fn count(conn: &mut PgConnection, problem: TicketId) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from problem_incident where problem = $1 and removed_at is null"#,
        problem.0
    );
    Ok(count.fetch_one(conn).await?)
}

/// The next incidents of a problem behind one, those that are open or all.
pub(super) async fn page(
    conn: &mut PgConnection,
    problem: TicketId,
    after: TicketId,
    open: bool,
    limit: i64,
) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select i.ticket from problem_incident i join ticket t on t.id = i.ticket
         where i.problem = $1 and i.ticket > $2 and i.removed_at is null
           and (not $3 or t.state not in ('resolved', 'closed'))
         order by i.ticket limit $4",
        problem.0,
        after.0,
        open,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// What is told to an incident as its end.
pub(super) const END: i32 = 0;

/// Notes that an incident's threads are told of a revision. False: they were told before.
pub(super) async fn tell(
    conn: &mut PgConnection,
    problem: TicketId,
    incident: TicketId,
    revision: i32,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "insert into problem_told (problem, ticket, revision, at) values ($1, $2, $3, $4)
         on conflict on constraint problem_told_pk do nothing",
        problem.0,
        incident.0,
        revision,
        now
    );
    Ok(rows.execute(conn).await?.rows_affected() == 1)
}

/// Whether an incident was told of an earlier revision than this one.
pub(super) async fn was_told(
    conn: &mut PgConnection,
    problem: TicketId,
    incident: TicketId,
    revision: i32,
) -> Result<bool, Fault> {
    let told = sqlx::query_scalar!(
        r#"select exists (select from problem_told
                          where problem = $1 and ticket = $2 and revision > 0 and revision < $3) as "told!""#,
        problem.0,
        incident.0,
        revision
    );
    Ok(told.fetch_one(conn).await?)
}

/// Whether an incident may have missed what others were told of a revision.
pub(super) async fn has_missed(
    conn: &mut PgConnection,
    problem: TicketId,
    incident: TicketId,
    revision: i32,
) -> Result<bool, Fault> {
    let told = sqlx::query_scalar!(
        r#"select exists (select from problem_told where problem = $1 and ticket = $2 and revision = $3) as "told!""#,
        problem.0,
        incident.0,
        revision
    );
    Ok(!told.fetch_one(conn).await?)
}

/// How many incidents of a problem are open.
pub(super) async fn count_open(conn: &mut PgConnection, problem: TicketId) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from problem_incident i join ticket t on t.id = i.ticket
           where i.problem = $1 and i.removed_at is null and t.state not in ('resolved', 'closed')"#,
        problem.0
    );
    Ok(count.fetch_one(conn).await?)
}

/// The open problems to which an incident belongs, with their titles.
pub(super) async fn named_of_incident(
    conn: &mut PgConnection,
    incident: TicketId,
    limit: i64,
) -> Result<Vec<(TicketId, String)>, Fault> {
    let rows = sqlx::query!(
        "select t.id, t.title from problem_incident i join problem p on p.ticket = i.problem
         join ticket t on t.id = i.problem
         where i.ticket = $1 and i.removed_at is null and p.ended_at is null and not t.private order by t.id limit $2",
        incident.0,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (TicketId(row.id), row.title)).collect())
}

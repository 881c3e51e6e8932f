//! SQL of patterns, and of the incidents of late.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Pattern, Recent, State};
use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};

/// A pattern as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) id: i64,
    pub(super) pattern: Pattern,
    pub(super) state: State,
    pub(super) tickets: Vec<TicketId>,
    pub(super) message: Option<MessageId>,
    pub(super) at: DateTime<Utc>,
}

struct Row {
    id: i64,
    kind: String,
    service: String,
    category: String,
    terms: Vec<String>,
    state: String,
    tickets: Vec<i64>,
    message: Option<i64>,
    problem: Option<i64>,
    silent_until: Option<DateTime<Utc>>,
    silenced_by: Option<i64>,
    at: DateTime<Utc>,
}

impl TryFrom<Row> for Kept {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let broken =
            || Fault::Other(format!("the row of the pattern {} says {:?}, which does not fit", row.id, row.state));
        let state = match (row.state.as_str(), row.silent_until, row.silenced_by, row.problem) {
            ("proposed", ..) => State::Proposed,
            ("silenced", Some(until), Some(by), _) => State::Silenced { until, by: PersonId(by) },
            ("taken", _, _, Some(problem)) => State::Taken(TicketId(problem)),
            ("over", ..) => State::Over,
            _ => return Err(broken()),
        };
        let pattern = match row.kind.as_str() {
            "words" => {
                Pattern::Words { service: Some(row.service).filter(|service| !service.is_empty()), terms: row.terms }
            }
            _ => Pattern::Category(row.category),
        };
        Ok(Self {
            id: row.id,
            pattern,
            state,
            tickets: row.tickets.into_iter().map(TicketId).collect(),
            message: row.message.map(MessageId),
            at: row.at,
        })
    }
}

/// The patterns that an incident of a service and a category may have: proposed ones since a moment, silent ones, and those
/// of open problems; the latest first.
pub(super) async fn standing(
    conn: &mut PgConnection,
    (service, category): (Option<&str>, Option<&str>),
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Kept>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select id, kind, service, category, terms, state, tickets, message, problem, silent_until, silenced_by, at
         from problem_pattern
         where state <> 'over' and (kind = 'words' and service = $1 or kind = 'category' and category = $2)
           and (state <> 'proposed' or at > $3) and (state <> 'silenced' or silent_until > $4)
         order by kind desc, id desc limit 200",
        service.unwrap_or_default(),
        category,
        since,
        now
    );
    rows.fetch_all(conn).await?.into_iter().map(Kept::try_from).collect()
}

/// All that are proposed since a moment or silent, the latest first.
pub(super) async fn all_standing(
    conn: &mut PgConnection,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select id, kind, service, category, terms, state, tickets, message, problem, silent_until, silenced_by, at
         from problem_pattern where state = 'proposed' and at > $1 or state = 'silenced' and silent_until > $2
         order by id desc limit $3",
        since,
        now,
        limit
    );
    rows.fetch_all(conn).await?.into_iter().map(Kept::try_from).collect()
}

/// A pattern, locked, so that of two who tap at once the second sees what the first did.
pub(super) async fn lock(conn: &mut PgConnection, id: i64) -> Result<Option<Kept>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select id, kind, service, category, terms, state, tickets, message, problem, silent_until, silenced_by, at
         from problem_pattern where id = $1 for update",
        id
    );
    row.fetch_optional(conn).await?.map(Kept::try_from).transpose()
}

/// The incidents of a pattern.
pub(super) async fn tickets(conn: &mut PgConnection, id: i64) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!("select tickets from problem_pattern where id = $1", id);
    let tickets = rows.fetch_optional(conn).await?.unwrap_or_default();
    Ok(tickets.into_iter().map(TicketId).collect())
}

/// The pattern of a problem.
pub(super) async fn of_problem(conn: &mut PgConnection, problem: TicketId) -> Result<Option<Kept>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select id, kind, service, category, terms, state, tickets, message, problem, silent_until, silenced_by, at
         from problem_pattern where problem = $1 order by id desc limit 1",
        problem.0
    );
    row.fetch_optional(conn).await?.map(Kept::try_from).transpose()
}

/// Writes a new pattern; its number.
pub(super) async fn insert(
    conn: &mut PgConnection,
    pattern: &Pattern,
    state: State,
    tickets: &[TicketId],
    now: DateTime<Utc>,
) -> Result<i64, Fault> {
    let (kind, service, category, terms) = columns(pattern);
    let problem = match state {
        State::Taken(problem) => Some(problem.0),
        _ => None,
    };
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let id = sqlx::query_scalar!(
        "with next as (update counter set last = last + 1 where name = 'problem-pattern' returning last)
         insert into problem_pattern (id, kind, service, category, terms, state, tickets, problem, at)
         select last, $1, $2, $3, $4, $5, $6, $7, $8 from next returning id",
        kind,
        service,
        category,
        terms,
        if problem.is_some() { "taken" } else { "proposed" },
        &ids,
        problem,
        now
    );
    Ok(id.fetch_one(conn).await?)
}

fn columns(pattern: &Pattern) -> (&'static str, &str, &str, &[String]) {
    match pattern {
        Pattern::Words { service, terms } => ("words", service.as_deref().unwrap_or_default(), "", terms),
        Pattern::Category(category) => ("category", "", category, &[]),
    }
}

/// Writes what has changed of a pattern.
pub(super) async fn update(conn: &mut PgConnection, kept: &Kept) -> Result<(), Fault> {
    let (_, service, _, terms) = columns(&kept.pattern);
    let (state, until, by, problem) = match kept.state {
        State::Proposed => ("proposed", None, None, None),
        State::Silenced { until, by } => ("silenced", Some(until), Some(by.0), None),
        State::Taken(problem) => ("taken", None, None, Some(problem.0)),
        State::Over => ("over", None, None, None),
    };
    let ids: Vec<i64> = kept.tickets.iter().map(|id| id.0).collect();
    sqlx::query!(
        "update problem_pattern set service = $2, terms = $3, state = $4, tickets = $5, message = $6, silent_until = $7,
                silenced_by = $8, problem = case when $4 = 'over' then problem else $9 end
         where id = $1",
        kept.id,
        service,
        terms,
        state,
        &ids,
        kept.message.map(|message| message.0),
        until,
        by,
        problem
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Of two turns that would propose the same one is second, and sees what the first has.
pub(super) async fn lock_all(conn: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('lotse problem patterns'))").fetch_one(conn).await?;
    Ok(())
}

/// The incidents of a service (None: of none) since a moment, but for one, the latest first.
pub(super) async fn of_service(
    conn: &mut PgConnection,
    service: Option<&str>,
    since: DateTime<Utc>,
    but: TicketId,
    limit: i64,
) -> Result<Vec<Recent>, Fault> {
    let rows = sqlx::query!(
        "select id, title from ticket
         where coalesce(service, '') = $1 and created_at >= $2 and id <> $3 and phase is null and item is null
           and not private
         order by created_at desc limit $4",
        service.unwrap_or_default(),
        since,
        but.0,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| Recent { id: TicketId(row.id), title: row.title }).collect())
}

/// The incidents of a category since a moment, but for one, the latest first.
pub(super) async fn of_category(
    conn: &mut PgConnection,
    category: &str,
    since: DateTime<Utc>,
    but: TicketId,
    limit: i64,
) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select id from ticket
         where category = $1 and created_at >= $2 and id <> $3 and phase is null and item is null and not private
         order by created_at desc limit $4",
        category,
        since,
        but.0,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// Of these tickets, those that stand for themselves: part of no other one, and of no problem; the earliest first.
pub(super) async fn alone(conn: &mut PgConnection, tickets: &[TicketId]) -> Result<Vec<TicketId>, Fault> {
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let rows = sqlx::query_scalar!(
        r#"select id as "id!" from unnest($1::bigint[]) as t (id)
           where not exists (select from ticket_merge m where m.source = t.id)
             and not exists (select from ticket_affected a where a.via = t.id)
             and not exists (select from problem_incident i where i.ticket = t.id and i.removed_at is null)
           order by id"#,
        &ids
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// Whether somebody has said that an incident does not belong to a problem.
pub(super) async fn was_removed(conn: &mut PgConnection, problem: TicketId, incident: TicketId) -> Result<bool, Fault> {
    let was = sqlx::query_scalar!(
        r#"select exists (select from problem_incident
                          where problem = $1 and ticket = $2 and removed_at is not null) as "was!""#,
        problem.0,
        incident.0
    );
    Ok(was.fetch_one(conn).await?)
}

/// The incidents of a problem belong to none, as if they had never been linked; nobody was told of it yet.
pub(super) async fn set_free(conn: &mut PgConnection, problem: TicketId) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "delete from problem_incident i where problem = $1
           and not exists (select from problem_told t where t.problem = i.problem and t.ticket = i.ticket)
         returning ticket",
        problem.0
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

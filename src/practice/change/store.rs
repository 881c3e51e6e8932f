//! SQL of changes and freezes.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::collide::Neighbour;
use super::model::{Carried, Change, How, State};
use crate::calendar::Interval;
use crate::config::{ChangeType, Level};
use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};

struct Row {
    ticket: i64,
    kind: String,
    template: Option<String>,
    state: String,
    revision: i32,
    services: Vec<String>,
    starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
    texts: Value,
    impact: Option<String>,
    probability: Option<String>,
    answers: Value,
    sources: Value,
    risk: Option<String>,
    despite: Option<Value>,
    r#override: Option<Value>,
    asking: Option<Value>,
    agreed: Option<bool>,
    started_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    result: Option<String>,
    review: Value,
    review_due: Option<DateTime<Utc>>,
}

fn state(
    name: &str,
    started: Option<DateTime<Utc>>,
    ended: Option<DateTime<Utc>>,
    result: Option<&str>,
) -> Option<State> {
    let carried = || Some(Carried { started: started?, ended: ended?, how: How::read(result?)? });
    Some(match name {
        "requested" => State::Requested,
        "pending-approval" => State::PendingApproval,
        "approved" => State::Approved,
        "in-progress" => State::InProgress { started: started? },
        "pending-review" => State::PendingReview(carried()?),
        "successful" => State::Successful(carried()?),
        "failed" => State::Failed(carried()?),
        "rejected" => State::Rejected,
        "retracted" => State::Retracted,
        "cancelled" => State::Cancelled,
        _ => return None,
    })
}

fn level(stored: Option<String>) -> Option<Level> {
    stored.as_deref().and_then(Level::read)
}

fn read<T: serde::de::DeserializeOwned>(stored: Option<Value>) -> Result<Option<T>, Fault> {
    Ok(stored.map(serde_json::from_value).transpose()?)
}

impl TryFrom<Row> for Change {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let broken =
            || Fault::Other(format!("the row of the change {} says {:?}, which does not fit", row.ticket, row.state));
        Ok(Self {
            ticket: TicketId(row.ticket),
            kind: ChangeType::read(&row.kind).ok_or_else(broken)?,
            state: state(&row.state, row.started_at, row.ended_at, row.result.as_deref()).ok_or_else(broken)?,
            template: row.template,
            revision: row.revision,
            services: row.services,
            window: row.starts_at.zip(row.ends_at).map(|(from, to)| Interval { from, to }),
            texts: serde_json::from_value(row.texts)?,
            impact: level(row.impact),
            probability: level(row.probability),
            answers: serde_json::from_value::<BTreeMap<String, bool>>(row.answers)?,
            sources: serde_json::from_value(row.sources)?,
            risk: level(row.risk),
            despite: read(row.despite)?,
            overridden: read(row.r#override)?,
            asking: read(row.asking)?,
            agreed: row.agreed,
            review: serde_json::from_value(row.review)?,
            review_due: row.review_due,
        })
    }
}

/// Writes a new change; `event` proposed it.
pub(super) async fn insert(
    conn: &mut PgConnection,
    change: &Change,
    (platform, event): (&str, &str),
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into change (ticket, kind, template, state, revision, services, texts, answers, sources, review, platform, event)
         values ($1, $2, $3, $4, $5, '{}', '{}', '{}', '[]', '{}', $6, $7)",
        change.ticket.0,
        change.kind.name(),
        change.template,
        change.state.name(),
        change.revision,
        platform,
        event
    )
    .execute(&mut *conn)
    .await?;
    update(conn, change).await
}

/// Writes what has changed of a change whose ticket this turn has locked.
pub(super) async fn update(conn: &mut PgConnection, change: &Change) -> Result<(), Fault> {
    let carried = change.state.carried();
    let json = |value: Option<serde_json::Result<Value>>| value.transpose();
    let rows = sqlx::query!(
        "update change set kind = $2, template = $3, state = $4, revision = $5, services = $6, starts_at = $7,
                ends_at = $8, texts = $9, impact = $10, probability = $11, answers = $12, risk = $13, despite = $14,
                override = $15, asking = $16, agreed = $17, started_at = $18, ended_at = $19, result = $20,
                review = $21, review_due = $22, sources = $23
         where ticket = $1",
        change.ticket.0,
        change.kind.name(),
        change.template,
        change.state.name(),
        change.revision,
        &change.services,
        change.window.map(|window| window.from),
        change.window.map(|window| window.to),
        serde_json::to_value(&change.texts)?,
        change.impact.map(Level::name),
        change.probability.map(Level::name),
        serde_json::to_value(&change.answers)?,
        change.risk.map(Level::name),
        json(change.despite.as_ref().map(serde_json::to_value))?,
        json(change.overridden.as_ref().map(serde_json::to_value))?,
        json(change.asking.as_ref().map(serde_json::to_value))?,
        change.agreed,
        change.state.started(),
        carried.map(|carried| carried.ended),
        carried.map(|carried| carried.how.name()),
        serde_json::to_value(&change.review)?,
        change.review_due,
        serde_json::to_value(&change.sources)?
    )
    .execute(conn)
    .await?
    .rows_affected();
    match rows {
        1 => Ok(()),
        _ => Err(Fault::Other(format!("{} vanished while it was changed", change.ticket))),
    }
}

/// The change that a ticket is; whoever changes it has locked the ticket.
pub(super) async fn of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Change>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select ticket, kind, template, state, revision, services, starts_at, ends_at, texts, impact, probability,
                answers, sources, risk, despite, override, asking, agreed, started_at, ended_at, result, review, review_due
         from change where ticket = $1",
        ticket.0
    );
    row.fetch_optional(conn).await?.map(Change::try_from).transpose()
}

/// The message with the question that is open.
pub(super) async fn asked(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<MessageId>, Fault> {
    let asked =
        sqlx::query_scalar!("select asked from change where ticket = $1", ticket.0).fetch_optional(conn).await?;
    Ok(asked.flatten().map(MessageId))
}

/// The changes of which something is asked of somebody now.
pub(super) async fn asked_of(conn: &mut PgConnection, person: PersonId) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select ticket from change where asking is not null and asking->'person' = to_jsonb($1::bigint) order by ticket",
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
    sqlx::query!("update change set asked = $2 where ticket = $1", ticket.0, asked.map(|message| message.0))
        .execute(conn)
        .await?;
    Ok(())
}

/// Of two turns that want the same time one is second, and sees what the first has taken.
pub(super) async fn lock_calendar(conn: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('lotse change calendar'))").fetch_one(conn).await?;
    Ok(())
}

/// The changes that are planned or under way in a time, but for one; the earliest first.
pub(super) async fn neighbours(
    conn: &mut PgConnection,
    but: TicketId,
    within: Interval,
    now: DateTime<Utc>,
) -> Result<Vec<Neighbour>, Fault> {
    let rows = sqlx::query!(
        r#"select c.ticket, t.title, c.services, t.assignee, c.starts_at as "starts_at!", c.ends_at as "ends_at!",
                  c.state = 'in-progress' as "runs!"
           from change c join ticket t on t.id = c.ticket
           where c.state in ('requested', 'pending-approval', 'approved', 'in-progress') and c.ticket <> $1
             and c.starts_at < $3 and (c.ends_at > $2 or c.state = 'in-progress' and $4 > $2)
           order by c.starts_at, c.ticket"#,
        but.0,
        within.from,
        within.to,
        now
    )
    .fetch_all(conn)
    .await?;
    let neighbour = rows.into_iter().map(|row| Neighbour {
        id: TicketId(row.ticket),
        title: row.title,
        services: row.services,
        window: Interval { from: row.starts_at, to: if row.runs { row.ends_at.max(now) } else { row.ends_at } },
        responsible: row.assignee.map(PersonId),
    });
    Ok(neighbour.collect())
}

/// The major incidents that go on, about one of these services or about none, the oldest first. Drills count nowhere, and of those
/// that few may know a change must not tell.
pub(super) async fn major_incidents(
    conn: &mut PgConnection,
    services: &[String],
    limit: i64,
) -> Result<Vec<(TicketId, String)>, Fault> {
    let rows = sqlx::query!(
        "select t.id, t.title from incident i join ticket t on t.id = i.ticket
         where i.state in ('active', 'mitigated') and not i.drill and not i.restricted and not t.private
           and (t.service is null or t.service = any($1))
         order by i.ticket limit $2",
        services,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (TicketId(row.id), row.title)).collect())
}

/// A change as a calendar shows it.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) id: TicketId,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) kind: ChangeType,
    pub(super) state: State,
    pub(super) services: Vec<String>,
    /// When it is planned, else when it was done.
    pub(super) from: DateTime<Utc>,
    pub(super) to: DateTime<Utc>,
    pub(super) revision: i32,
    pub(super) changed_at: DateTime<Utc>,
}

/// The changes with a window in a time, the earliest first; `over` with those that were given up.
pub(super) async fn planned(
    conn: &mut PgConnection,
    within: Interval,
    over: bool,
    limit: i64,
) -> Result<Vec<Planned>, Fault> {
    let rows = sqlx::query!(
        r#"select c.ticket, t.title, t.description, c.kind, c.state, c.services, c.starts_at as "starts_at!",
                  c.ends_at as "ends_at!", c.started_at, c.ended_at, c.result, c.revision, t.changed_at
           from change c join ticket t on t.id = c.ticket
           where c.starts_at < $2 and c.ends_at > $1
             and ($3 or c.state not in ('rejected', 'retracted', 'cancelled'))
           order by c.starts_at, c.ticket limit $4"#,
        within.from,
        within.to,
        over,
        limit
    )
    .fetch_all(conn)
    .await?;
    let planned = rows.into_iter().filter_map(|row| {
        Some(Planned {
            id: TicketId(row.ticket),
            title: row.title,
            description: row.description,
            kind: ChangeType::read(&row.kind)?,
            state: state(&row.state, row.started_at, row.ended_at, row.result.as_deref())?,
            services: row.services,
            from: row.starts_at,
            to: row.ends_at,
            revision: row.revision,
            changed_at: row.changed_at,
        })
    });
    Ok(planned.collect())
}

/// The changes that wait for a decision, the earliest window first.
pub(super) async fn undecided(conn: &mut PgConnection, limit: i64) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select c.ticket from change c
         where c.state = 'pending-approval' or c.state in ('in-progress', 'pending-review') and c.agreed is null
         order by c.starts_at nulls first, c.ticket limit $1",
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// Changes for or by somebody, or carried out by them, that are not over, the earliest first.
pub(super) async fn open_of(conn: &mut PgConnection, person: PersonId, limit: i64) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select c.ticket from change c join ticket t on t.id = c.ticket
         where (t.requester = $1 or t.raised_by = $1 or t.assignee = $1) and t.state not in ('resolved', 'closed')
         order by c.starts_at nulls last, c.ticket limit $2",
        person.0,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// The changes of which a ticket may come that was raised at a moment: those on one of these services that were under way
/// then, or over since a moment.
pub(super) async fn causes(
    conn: &mut PgConnection,
    services: &[String],
    at: DateTime<Utc>,
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select ticket from change
         where started_at <= $2 and (state = 'in-progress' or ended_at >= $3) and services && $1
         order by started_at desc, ticket desc limit $4",
        services,
        at,
        since,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// A freeze that somebody has added.
#[derive(Debug, Clone)]
pub(super) struct Freeze {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) days: String,
    pub(super) services: Vec<String>,
}

/// The freezes that were added and stand, the oldest first.
pub(super) async fn freezes(conn: &mut PgConnection) -> Result<Vec<Freeze>, Fault> {
    let rows = sqlx::query_as!(
        Freeze,
        "select id, title, days, services from change_freeze where ended_at is null order by id"
    );
    Ok(rows.fetch_all(conn).await?)
}

/// Adds a freeze; its number.
pub(super) async fn add_freeze(
    conn: &mut PgConnection,
    (title, days): (&str, &str),
    services: &[String],
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<i64, Fault> {
    let id = sqlx::query_scalar!(
        "insert into change_freeze (title, days, services, added_by, added_at) values ($1, $2, $3, $4, $5) returning id",
        title,
        days,
        services,
        by.0,
        now
    );
    Ok(id.fetch_one(conn).await?)
}

/// Ends a freeze. False: there is none of this number.
pub(super) async fn end_freeze(conn: &mut PgConnection, id: i64, now: DateTime<Utc>) -> Result<bool, Fault> {
    let rows = sqlx::query!("update change_freeze set ended_at = $2 where id = $1 and ended_at is null", id, now);
    Ok(rows.execute(conn).await?.rows_affected() == 1)
}

//! SQL of incidents and of who has which part.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::model::{Incident, Owed, State, Times};
use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};

struct Row {
    ticket: i64,
    state: String,
    severity: Option<String>,
    stage: Option<String>,
    restricted: bool,
    drill: bool,
    reason: Option<String>,
    merged_into: Option<i64>,
    started_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    acked_at: Option<DateTime<Utc>>,
    mitigated_at: Option<DateTime<Utc>>,
    resolved_at: Option<DateTime<Utc>>,
    reviewed_at: Option<DateTime<Utc>>,
    declined_at: Option<DateTime<Utc>>,
    update_due: Option<DateTime<Utc>>,
    reminded: i32,
    nudged: i32,
    active_at: DateTime<Utc>,
    quiet_asked: bool,
    review_due: Option<DateTime<Utc>>,
    article: Option<i64>,
    archived: bool,
    topic: String,
    refused: i32,
    platform: String,
    room: String,
    thread: Option<String>,
}

impl From<Row> for Incident {
    fn from(row: Row) -> Self {
        let state = match row.state.as_str() {
            "active" => State::Active,
            "mitigated" => State::Mitigated,
            "resolved" => State::Resolved,
            "reviewed" => State::Reviewed,
            "declined" => State::Declined { reason: row.reason.unwrap_or_default() },
            "merged" => State::Merged { into: TicketId(row.merged_into.unwrap_or_default()) },
            // The schema allows no others.
            _ => State::Triage,
        };
        let times = Times {
            started: row.started_at,
            accepted: row.accepted_at,
            acked: row.acked_at,
            mitigated: row.mitigated_at,
            resolved: row.resolved_at,
            reviewed: row.reviewed_at,
            declined: row.declined_at,
        };
        let owed = Owed {
            update: row.update_due,
            reminded: row.reminded,
            nudged: row.nudged,
            active: row.active_at,
            quiet_asked: row.quiet_asked,
            review: row.review_due,
        };
        Self {
            ticket: TicketId(row.ticket),
            state,
            severity: row.severity,
            stage: row.stage,
            restricted: row.restricted,
            drill: row.drill,
            times,
            owed,
            article: row.article,
            archived: row.archived,
            topic: row.topic,
            refused: row.refused,
            declared: (row.platform, row.room, row.thread),
        }
    }
}

fn reason(state: &State) -> Option<&str> {
    match state {
        State::Declined { reason } => Some(reason),
        _ => None,
    }
}

fn into(state: &State) -> Option<i64> {
    match state {
        State::Merged { into } => Some(into.0),
        _ => None,
    }
}

/// Writes a new incident, whose ticket stands already.
pub(super) async fn insert(conn: &mut PgConnection, incident: &Incident) -> Result<(), Fault> {
    let (platform, room, thread) = &incident.declared;
    sqlx::query!(
        "insert into incident (ticket, state, severity, stage, restricted, drill, started_at, accepted_at, acked_at,
                               update_due, reminded, nudged, active_at, quiet_asked, archived, refused, platform, room,
                               thread, topic)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        incident.ticket.0,
        incident.state.name(),
        incident.severity,
        incident.stage,
        incident.restricted,
        incident.drill,
        incident.times.started,
        incident.times.accepted,
        incident.times.acked,
        incident.owed.update,
        incident.owed.reminded,
        incident.owed.nudged,
        incident.owed.active,
        incident.owed.quiet_asked,
        incident.archived,
        incident.refused,
        platform,
        room,
        thread.as_deref(),
        incident.topic
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what has changed of an incident whose ticket this turn has locked.
pub(super) async fn update(conn: &mut PgConnection, incident: &Incident) -> Result<(), Fault> {
    let (times, owed) = (&incident.times, &incident.owed);
    sqlx::query!(
        "update incident set state = $2, severity = $3, stage = $4, restricted = $5, drill = $6, reason = $7,
                merged_into = $8, started_at = $9, accepted_at = $10, acked_at = $11, mitigated_at = $12,
                resolved_at = $13, reviewed_at = $14, declined_at = $15, update_due = $16, reminded = $17, nudged = $18,
                active_at = $19, quiet_asked = $20, review_due = $21, article = $22, archived = $23, refused = $24,
                topic = $25
         where ticket = $1",
        incident.ticket.0,
        incident.state.name(),
        incident.severity,
        incident.stage,
        incident.restricted,
        incident.drill,
        reason(&incident.state),
        into(&incident.state),
        times.started,
        times.accepted,
        times.acked,
        times.mitigated,
        times.resolved,
        times.reviewed,
        times.declined,
        owed.update,
        owed.reminded,
        owed.nudged,
        owed.active,
        owed.quiet_asked,
        owed.review,
        incident.article,
        incident.archived,
        incident.refused,
        incident.topic
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The incident of a ticket.
pub(super) async fn of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Incident>, Fault> {
    let row = sqlx::query_as!(Row, "select * from incident where ticket = $1", ticket.0).fetch_optional(conn).await?;
    Ok(row.map(Incident::from))
}

/// The incidents that are open, the newest first.
pub(super) async fn open(conn: &mut PgConnection, limit: i64) -> Result<Vec<TicketId>, Fault> {
    let ids = sqlx::query_scalar!(
        "select ticket from incident where state in ('triage', 'active', 'mitigated') order by ticket desc limit $1",
        limit
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// The open incidents that were declared since, whatever they are about.
pub(super) async fn open_since(conn: &mut PgConnection, since: DateTime<Utc>) -> Result<Vec<TicketId>, Fault> {
    let ids = sqlx::query_scalar!(
        "select i.ticket from incident i join ticket t on t.id = i.ticket
         where i.state in ('triage', 'active', 'mitigated') and not i.restricted and not i.drill and t.created_at >= $1
         order by i.ticket desc limit 20",
        since
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// Who has which part.
pub(super) async fn roles(conn: &mut PgConnection, incident: TicketId) -> Result<BTreeMap<String, PersonId>, Fault> {
    let rows = sqlx::query!("select role, person from incident_role where incident = $1", incident.0);
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.role, PersonId(row.person))).collect())
}

/// Gives a part to somebody; None: to nobody.
pub(super) async fn set_role(
    conn: &mut PgConnection,
    (incident, role): (TicketId, &str),
    person: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    match person {
        Some(person) => {
            sqlx::query!(
                "insert into incident_role (incident, role, person, since) values ($1, $2, $3, $4)
                 on conflict on constraint incident_role_pk do update set person = excluded.person, since = excluded.since",
                incident.0,
                role,
                person.0,
                now
            )
            .execute(conn)
            .await?;
        }
        None => {
            sqlx::query!("delete from incident_role where incident = $1 and role = $2", incident.0, role)
                .execute(conn)
                .await?;
        }
    }
    Ok(())
}

/// The open incidents in which some people have a part.
pub(super) async fn with_parts_of(
    conn: &mut PgConnection,
    platform: &str,
    accounts: &[String],
) -> Result<Vec<(TicketId, String, PersonId)>, Fault> {
    let rows = sqlx::query!(
        "select r.incident, r.role, r.person from incident_role r
         join identity a on a.person = r.person join incident i on i.ticket = r.incident
         where a.platform = $1 and a.account = any($2) and i.state in ('triage', 'active', 'mitigated')
         order by r.incident, r.role",
        platform,
        accounts
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (TicketId(row.incident), row.role, PersonId(row.person))).collect())
}

/// Notes that a post in another room follows an incident.
pub(super) async fn insert_post(
    conn: &mut PgConnection,
    incident: TicketId,
    message: MessageId,
    (platform, room): (&str, &str),
    said: &str,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into incident_post (incident, message, platform, room, said) values ($1, $2, $3, $4, $5)",
        incident.0,
        message.0,
        platform,
        room,
        said
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The posts in other rooms that follow an incident, with their places.
pub(super) async fn posts(
    conn: &mut PgConnection,
    incident: TicketId,
) -> Result<Vec<(MessageId, String, String)>, Fault> {
    let rows = sqlx::query!(
        "select message, platform, room from incident_post where incident = $1 order by message",
        incident.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (MessageId(row.message), row.platform, row.room)).collect())
}

/// Notes what a post says now. False: it says that already.
pub(super) async fn repost(conn: &mut PgConnection, message: MessageId, said: &str) -> Result<bool, Fault> {
    let rows = sqlx::query!("update incident_post set said = $2 where message = $1 and said <> $2", message.0, said);
    Ok(rows.execute(conn).await?.rows_affected() > 0)
}

/// How an incident is asked after by what it carries; for payloads of timers and prompts.
#[must_use]
pub(super) fn carried(payload: &Value) -> Option<TicketId> {
    payload.get("ticket").and_then(Value::as_i64).map(TicketId)
}

/// Of two who declare an incident one waits for the other.
pub(super) async fn one_at_a_time(conn: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query_scalar!("select last from counter where name = 'incident' for update").fetch_optional(conn).await?;
    Ok(())
}

/// The last incidents that are open, are no drills, and may be known to all.
pub(super) async fn open_of_late(conn: &mut PgConnection, limit: i64) -> Result<Vec<TicketId>, Fault> {
    let ids = sqlx::query_scalar!(
        "select ticket from incident
         where state in ('triage', 'active', 'mitigated') and not restricted and not drill
         order by ticket desc limit $1",
        limit
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// Notes that a ticket is what is to be done after an incident.
pub(super) async fn insert_follow_up(
    conn: &mut PgConnection,
    incident: TicketId,
    ticket: TicketId,
) -> Result<(), Fault> {
    sqlx::query!("insert into incident_followup (incident, ticket) values ($1, $2)", incident.0, ticket.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// The incident after which a ticket is to be done.
pub(super) async fn follows(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<TicketId>, Fault> {
    let id = sqlx::query_scalar!("select incident from incident_followup where ticket = $1", ticket.0);
    Ok(id.fetch_optional(conn).await?.map(TicketId))
}

/// What is to be done after an incident.
pub(super) async fn follow_ups(conn: &mut PgConnection, incident: TicketId) -> Result<Vec<TicketId>, Fault> {
    let ids =
        sqlx::query_scalar!("select ticket from incident_followup where incident = $1 order by ticket", incident.0);
    Ok(ids.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

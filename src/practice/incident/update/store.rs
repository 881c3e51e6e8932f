//! SQL of what was told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{PersonId, TicketId};
use crate::practice::incident::model::Update;

struct Row {
    number: i32,
    at: DateTime<Utc>,
    by: i64,
    known: String,
    doing: String,
    next_at: Option<DateTime<Utc>>,
    public: serde_json::Value,
}

impl TryFrom<Row> for Update {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let public: BTreeMap<String, String> = serde_json::from_value(row.public)?;
        let (number, at, by) = (row.number, row.at, Some(PersonId(row.by)));
        Ok(Self { number, at, by, known: row.known, doing: row.doing, next: row.next_at, public })
    }
}

/// Keeps an update, in the place of one of the same number.
pub(super) async fn keep(
    conn: &mut PgConnection,
    incident: TicketId,
    update: &Update,
    (platform, event): (&str, &str),
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into incident_update (incident, number, at, by, known, doing, next_at, public, platform, event)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict on constraint incident_update_pk do update
         set known = excluded.known, doing = excluded.doing, next_at = excluded.next_at, public = excluded.public",
        incident.0,
        update.number,
        update.at,
        update.by.map_or(0, |by| by.0),
        update.known,
        update.doing,
        update.next,
        serde_json::to_value(&update.public)?,
        platform,
        event
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The last update.
pub(in super::super) async fn last(conn: &mut PgConnection, incident: TicketId) -> Result<Option<Update>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select number, at, by, known, doing, next_at, public from incident_update
         where incident = $1 order by number desc limit 1",
        incident.0
    );
    row.fetch_optional(conn).await?.map(Update::try_from).transpose()
}

/// The last update that said something to those outside.
pub(in super::super) async fn last_public(
    conn: &mut PgConnection,
    incident: TicketId,
) -> Result<Option<Update>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select number, at, by, known, doing, next_at, public from incident_update
         where incident = $1 and public <> '{}' order by number desc limit 1",
        incident.0
    );
    row.fetch_optional(conn).await?.map(Update::try_from).transpose()
}

/// All updates, in order.
pub(in super::super) async fn all(conn: &mut PgConnection, incident: TicketId) -> Result<Vec<Update>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select number, at, by, known, doing, next_at, public from incident_update where incident = $1 order by number",
        incident.0
    );
    rows.fetch_all(conn).await?.into_iter().map(Update::try_from).collect()
}

/// The update that a message has written, with its incident.
pub(super) async fn of_event(
    conn: &mut PgConnection,
    platform: &str,
    event: &str,
) -> Result<Option<(TicketId, Update)>, Fault> {
    let row = sqlx::query!(
        "select incident, number, at, by, known, doing, next_at, public from incident_update
         where platform = $1 and event = $2 order by number desc limit 1",
        platform,
        event
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let incident = TicketId(row.incident);
    let row = Row {
        number: row.number,
        at: row.at,
        by: row.by,
        known: row.known,
        doing: row.doing,
        next_at: row.next_at,
        public: row.public,
    };
    Ok(Some((incident, Update::try_from(row)?)))
}

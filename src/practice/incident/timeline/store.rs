//! SQL of timelines.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{PersonId, TicketId};
use crate::practice::incident::model::{Entry, Note};

/// What is to be written down.
pub(in super::super) struct New<'a> {
    pub(in super::super) at: DateTime<Utc>,
    pub(in super::super) by: Option<PersonId>,
    pub(in super::super) note: &'a Note,
    /// The message that was put there: platform and event.
    pub(in super::super) of: Option<(&'a str, &'a str)>,
}

/// Writes something down, and returns its number. The ticket of the incident is locked, so that numbers have no gaps.
pub(super) async fn insert(
    conn: &mut PgConnection,
    incident: TicketId,
    new: New<'_>,
    now: DateTime<Utc>,
) -> Result<i32, Fault> {
    let number = sqlx::query_scalar!(
        r#"insert into incident_note (incident, number, at, noted_at, by, kind, payload, platform, event)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from incident_note where incident = $1
         returning number as "number!""#,
        incident.0,
        new.at,
        now,
        new.by.map(|person| person.0),
        new.note.name(),
        serde_json::to_value(new.note)?,
        new.of.map(|(platform, _)| platform),
        new.of.map(|(_, event)| event)
    );
    Ok(number.fetch_one(conn).await?)
}

struct Row {
    number: i32,
    at: DateTime<Utc>,
    by: Option<i64>,
    payload: serde_json::Value,
}

impl TryFrom<Row> for Entry {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let note = serde_json::from_value(row.payload)?;
        Ok(Entry { number: row.number, at: row.at, by: row.by.map(PersonId), note })
    }
}

/// The timeline in the order in which things happened, from the `offset`th entry from the end back.
pub(in super::super) async fn page(
    conn: &mut PgConnection,
    incident: TicketId,
    (offset, limit): (i64, i64),
) -> Result<Vec<Entry>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select number, at, by, payload from (
           select number, at, by, payload from incident_note where incident = $1 and removed_at is null
           order by at desc, number desc offset $2 limit $3) latest
         order by at, number",
        incident.0,
        offset,
        limit
    );
    rows.fetch_all(conn).await?.into_iter().map(Entry::try_from).collect()
}

/// How many entries a timeline has.
pub(super) async fn count(conn: &mut PgConnection, incident: TicketId) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from incident_note where incident = $1 and removed_at is null"#,
        incident.0
    );
    Ok(count.fetch_one(conn).await?)
}

/// The entries that stand for a message, with their incidents; those that were removed as well.
pub(super) async fn of_event(
    conn: &mut PgConnection,
    platform: &str,
    event: &str,
) -> Result<Vec<(TicketId, Entry, bool)>, Fault> {
    let rows = sqlx::query!(
        r#"select incident, number, at, by, payload, removed_at is not null as "removed!"
         from incident_note where platform = $1 and event = $2 order by incident, number"#,
        platform,
        event
    );
    let rows = rows.fetch_all(conn).await?.into_iter().map(|row| {
        let one = Row { number: row.number, at: row.at, by: row.by, payload: row.payload };
        Entry::try_from(one).map(|entry| (TicketId(row.incident), entry, row.removed))
    });
    rows.collect()
}

/// Changes what an entry says.
pub(super) async fn rewrite(
    conn: &mut PgConnection,
    incident: TicketId,
    number: i32,
    note: &Note,
) -> Result<(), Fault> {
    sqlx::query!(
        "update incident_note set payload = $3 where incident = $1 and number = $2",
        incident.0,
        number,
        serde_json::to_value(note)?
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes an entry away, or puts it back; its words stay unless they were taken back in the chat. False: it was so already.
pub(super) async fn set_removed(
    conn: &mut PgConnection,
    incident: TicketId,
    number: i32,
    at: Option<DateTime<Utc>>,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "update incident_note set removed_at = $3
         where incident = $1 and number = $2 and (removed_at is null) = ($3::timestamptz is not null)",
        incident.0,
        number,
        at
    );
    Ok(rows.execute(conn).await?.rows_affected() > 0)
}

/// The entry of a number.
pub(super) async fn of_number(
    conn: &mut PgConnection,
    incident: TicketId,
    number: i32,
) -> Result<Option<Entry>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select number, at, by, payload from incident_note
         where incident = $1 and number = $2 and removed_at is null",
        incident.0,
        number
    );
    row.fetch_optional(conn).await?.map(Entry::try_from).transpose()
}

//! SQL of silences.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Kind, Silence};
use crate::error::Fault;
use crate::ids::PersonId;

struct Row {
    id: i64,
    kind: String,
    name: String,
    from_at: DateTime<Utc>,
    to_at: DateTime<Utc>,
    reason: String,
    added_by: i64,
}

impl TryFrom<Row> for Silence {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let kind = Kind::read(&row.kind).ok_or_else(|| Fault::Other(format!("silence {} is of nothing", row.id)))?;
        Ok(Self {
            id: row.id,
            kind,
            name: row.name,
            from: row.from_at,
            to: row.to_at,
            reason: row.reason,
            by: PersonId(row.added_by),
        })
    }
}

/// Of two who silence the same at once one is second, and sees what the first has done.
pub(super) async fn lock(conn: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('lotse silence'))").fetch_one(conn).await?;
    Ok(())
}

/// The silences that stand or are planned, the earliest first.
pub(super) async fn to_come(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Silence>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select id, kind, name, from_at, to_at, reason, added_by from silence
         where ended_at is null and to_at > $1 order by from_at, id",
        now
    );
    rows.fetch_all(conn).await?.into_iter().map(Silence::try_from).collect()
}

/// A silence by its number, whether it stands or not.
pub(super) async fn of(conn: &mut PgConnection, id: i64) -> Result<Option<Silence>, Fault> {
    let row =
        sqlx::query_as!(Row, "select id, kind, name, from_at, to_at, reason, added_by from silence where id = $1", id);
    row.fetch_optional(conn).await?.map(Silence::try_from).transpose()
}

/// Adds a silence; its number.
pub(super) async fn add(conn: &mut PgConnection, new: &Silence, now: DateTime<Utc>) -> Result<i64, Fault> {
    let id = sqlx::query_scalar!(
        "with number as (update counter set last = last + 1 where name = 'silence' returning last)
         insert into silence (id, kind, name, from_at, to_at, reason, added_by, added_at)
         values ((select last from number), $1, $2, $3, $4, $5, $6, $7) returning id",
        new.kind.name(),
        new.name,
        new.from,
        new.to,
        new.reason,
        new.by.0,
        now
    );
    Ok(id.fetch_one(conn).await?)
}

/// Ends a silence before its time. False: there is none of this number that stands or is planned.
pub(super) async fn end(conn: &mut PgConnection, id: i64, now: DateTime<Utc>) -> Result<bool, Fault> {
    let rows =
        sqlx::query!("update silence set ended_at = $2 where id = $1 and ended_at is null and to_at > $2", id, now);
    Ok(rows.execute(conn).await?.rows_affected() == 1)
}

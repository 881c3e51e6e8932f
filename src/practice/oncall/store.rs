//! SQL of what people have changed of a schedule.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::PersonId;
use crate::rota::Override;

/// A change of a schedule that stands.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) id: i64,
    pub(super) schedule: String,
    pub(super) from: DateTime<Utc>,
    pub(super) to: DateTime<Utc>,
    pub(super) remove: Option<String>,
    pub(super) add: Option<String>,
    pub(super) added_by: PersonId,
}

/// The changes as the rota knows them.
pub(super) fn overrides(standing: &[Standing]) -> Result<Vec<Override>, Fault> {
    let written = standing.iter().map(|one| {
        Override::written(one.from, one.to, one.remove.clone(), one.add.clone())
            .map_err(|error| Fault::Other(format!("override {} is broken: {error}", one.id)))
    });
    written.collect()
}

/// The changes of a schedule that are not over at a moment, the earliest first.
pub(super) async fn standing(
    conn: &mut PgConnection,
    schedule: &str,
    since: DateTime<Utc>,
) -> Result<Vec<Standing>, Fault> {
    let rows = sqlx::query!(
        "select id, schedule, from_at, to_at, remove, add, added_by from oncall_override
         where schedule = $1 and to_at > $2 and ended_at is null order by from_at, id",
        schedule,
        since
    )
    .fetch_all(conn)
    .await?;
    let standing = rows.into_iter().map(|row| Standing {
        id: row.id,
        schedule: row.schedule,
        from: row.from_at,
        to: row.to_at,
        remove: row.remove,
        add: row.add,
        added_by: PersonId(row.added_by),
    });
    Ok(standing.collect())
}

/// Adds a change; its number.
pub(super) async fn add(conn: &mut PgConnection, new: &Standing, now: DateTime<Utc>) -> Result<i64, Fault> {
    let id = sqlx::query_scalar!(
        "with number as (update counter set last = last + 1 where name = 'oncall_override' returning last)
         insert into oncall_override (id, schedule, from_at, to_at, remove, add, added_by, added_at)
         values ((select last from number), $1, $2, $3, $4, $5, $6, $7) returning id",
        new.schedule,
        new.from,
        new.to,
        new.remove,
        new.add,
        new.added_by.0,
        now
    );
    Ok(id.fetch_one(conn).await?)
}

/// A change by its number, locked, where it stands and is not over.
pub(super) async fn of(conn: &mut PgConnection, id: i64, now: DateTime<Utc>) -> Result<Option<Standing>, Fault> {
    let row = sqlx::query!(
        "select id, schedule, from_at, to_at, remove, add, added_by from oncall_override
         where id = $1 and to_at > $2 and ended_at is null for update",
        id,
        now
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Standing {
        id: row.id,
        schedule: row.schedule,
        from: row.from_at,
        to: row.to_at,
        remove: row.remove,
        add: row.add,
        added_by: PersonId(row.added_by),
    }))
}

/// Ends a change.
pub(super) async fn end(conn: &mut PgConnection, id: i64, now: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!("update oncall_override set ended_at = $2 where id = $1", id, now).execute(conn).await?;
    Ok(())
}

/// Somebody who looks for somebody else.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    pub(super) schedule: String,
    pub(super) from: DateTime<Utc>,
    pub(super) to: DateTime<Utc>,
    pub(super) person: PersonId,
    pub(super) account: String,
    pub(super) taken: Option<i64>,
}

/// Keeps that somebody looks for somebody else.
pub(super) async fn seek(conn: &mut PgConnection, cover: &Cover) -> Result<i64, Fault> {
    let id = sqlx::query_scalar!(
        "insert into oncall_cover (schedule, from_at, to_at, person, account) values ($1, $2, $3, $4, $5) returning id",
        cover.schedule,
        cover.from,
        cover.to,
        cover.person.0,
        cover.account
    );
    Ok(id.fetch_one(conn).await?)
}

/// Likewise, locked: of two who take it at once one is second.
pub(super) async fn sought(conn: &mut PgConnection, id: i64) -> Result<Option<Cover>, Fault> {
    let row = sqlx::query!(
        "select schedule, from_at, to_at, person, account, taken from oncall_cover where id = $1 for update",
        id
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Cover {
        schedule: row.schedule,
        from: row.from_at,
        to: row.to_at,
        person: PersonId(row.person),
        account: row.account,
        taken: row.taken,
    }))
}

/// Somebody has taken it, by this change.
pub(super) async fn take(conn: &mut PgConnection, id: i64, by: i64) -> Result<(), Fault> {
    sqlx::query!("update oncall_cover set taken = $2 where id = $1", id, by).execute(conn).await?;
    Ok(())
}

/// Whether a gap was told, or one of which it is a part.
pub(super) async fn gap_is_told(
    conn: &mut PgConnection,
    schedule: &str,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool, Fault> {
    let told = sqlx::query_scalar!(
        r#"select exists (select from oncall_gap where schedule = $1 and from_at < $3 and to_at > $2) as "told!""#,
        schedule,
        from,
        to
    );
    Ok(told.fetch_one(conn).await?)
}

/// Keeps that a gap was told.
pub(super) async fn tell_gap(
    conn: &mut PgConnection,
    schedule: &str,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into oncall_gap (schedule, from_at, to_at) values ($1, $2, $3)
         on conflict on constraint oncall_gap_pk do update set to_at = excluded.to_at",
        schedule,
        from,
        to
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the bot has an account anywhere, and so could tell something.
pub(super) async fn is_anywhere(conn: &mut PgConnection) -> Result<bool, Fault> {
    Ok(sqlx::query_scalar!(r#"select exists (select from account) as "is!""#).fetch_one(conn).await?)
}

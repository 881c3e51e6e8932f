//! SQL of calendars to subscribe to.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::PersonId;

/// A secret that nobody can guess: 244 bits of the database's chance.
pub(super) async fn chance(conn: &mut PgConnection) -> Result<String, Fault> {
    let chance = sqlx::query_scalar!(r#"select gen_random_uuid()::text || gen_random_uuid()::text as "chance!""#);
    Ok(chance.fetch_one(conn).await?)
}

/// A calendar that somebody has subscribed to.
#[derive(Debug, Clone)]
pub(super) struct Feed {
    pub(super) person: PersonId,
    /// None: the shifts of this person in all schedules.
    pub(super) schedule: Option<String>,
    pub(super) platform: String,
    pub(super) account: String,
}

/// Keeps the digest of a secret, in the place of the one that there was.
pub(super) async fn keep(conn: &mut PgConnection, feed: &Feed, digest: &[u8], now: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into oncall_feed (person, schedule, platform, account, digest, made_at) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint oncall_feed_pk
         do update set platform = excluded.platform, account = excluded.account, digest = excluded.digest,
                       made_at = excluded.made_at",
        feed.person.0,
        feed.schedule.as_deref().unwrap_or_default(),
        feed.platform,
        feed.account,
        digest,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets all secrets of somebody; how many there were.
pub(super) async fn revoke(conn: &mut PgConnection, person: PersonId) -> Result<u64, Fault> {
    Ok(sqlx::query!("delete from oncall_feed where person = $1", person.0).execute(conn).await?.rows_affected())
}

/// The calendar of a secret, by its digest.
pub(super) async fn of(conn: &mut PgConnection, digest: &[u8]) -> Result<Option<Feed>, Fault> {
    let row = sqlx::query!("select person, schedule, platform, account from oncall_feed where digest = $1", digest);
    Ok(row.fetch_optional(conn).await?.map(|row| Feed {
        person: PersonId(row.person),
        schedule: Some(row.schedule).filter(|schedule| !schedule.is_empty()),
        platform: row.platform,
        account: row.account,
    }))
}

//! SQL of the audit log.

use sqlx::PgConnection;

use super::Entry;
use crate::error::Fault;

/// Appends an entry.
pub async fn insert(conn: &mut PgConnection, entry: Entry<'_>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into audit (at, actor, person, act, subject, before, after, platform, event)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        entry.at,
        entry.actor,
        entry.person.map(|id| id.0),
        entry.act,
        entry.subject,
        entry.before,
        entry.after,
        entry.platform,
        entry.event
    )
    .execute(conn)
    .await?;
    Ok(())
}

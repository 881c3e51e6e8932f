//! SQL of what people had changed of a schedule.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::rota::Override;

/// The changes of a schedule that were in force in a time, as long as they were: one that was taken back counts until then.
pub(super) async fn history(
    conn: &mut PgConnection,
    schedule: &str,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Override>, Fault> {
    let rows = sqlx::query!(
        r#"select id, from_at, least(to_at, coalesce(ended_at, to_at)) as "until!", remove, add from oncall_override
           where schedule = $1 and from_at < $3 and to_at > $2 and (ended_at is null or ended_at > from_at)
           order by from_at, id"#,
        schedule,
        from,
        to
    );
    let rows = rows.fetch_all(conn).await?;
    let changed = rows.into_iter().map(|row| {
        Override::written(row.from_at, row.until, row.remove, row.add)
            .map_err(|error| Fault::Other(format!("override {} is broken: {error}", row.id)))
    });
    changed.collect()
}

//! SQL of the report on changes.

use sqlx::PgConnection;

use super::model::Ended;
use crate::config::ChangeType;
use crate::error::Fault;
use crate::ids::PersonId;
use crate::practice::period::Period;

/// The changes that ended in a time and are over, latest first.
pub(super) async fn ended(conn: &mut PgConnection, period: Period, limit: i64) -> Result<Vec<Ended>, Fault> {
    let rows = sqlx::query!(
        r#"select c.kind, c.services, t.assignee, c.state = 'successful' as "good!", c.result = 'rolled-back' as "back!",
                  coalesce(c.ended_at > c.ends_at, false) as "late!"
           from change c join ticket t on t.id = c.ticket
           where c.ended_at >= $1 and c.ended_at < $2 and c.state in ('successful', 'failed')
           order by c.ended_at desc limit $3"#,
        period.from,
        period.to,
        limit
    )
    .fetch_all(conn)
    .await?;
    let ended = rows.into_iter().map(|row| Ended {
        kind: ChangeType::read(&row.kind).unwrap_or(ChangeType::Normal),
        services: row.services,
        responsible: row.assignee.map(PersonId),
        is_good: row.good,
        is_rolled_back: row.back,
        is_late: row.late,
    });
    Ok(ended.collect())
}

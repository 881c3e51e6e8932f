//! Messages of ours for which somebody must be told when they cannot be delivered.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::timers;
use crate::error::Fault;
use crate::ids::MessageId;

/// Tells it of each message that somebody watches and that will not be delivered, as a timer would.
pub(super) async fn tell(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), Fault> {
    let lost = sqlx::query!(
        "delete from outbox_watch w using outbox o
         where o.id = w.message and o.state in ('refused', 'dropped') returning w.message, w.timer, w.payload, o.error"
    );
    for row in lost.fetch_all(&mut *conn).await? {
        let mut payload = row.payload;
        if let Some(fields) = payload.as_object_mut() {
            fields.insert("error".to_owned(), row.error.unwrap_or_default().into());
        }
        let event = format!("undelivered:{}", row.message);
        timers::enter(conn, (&event, &event), (&row.timer, &payload), (now, now)).await?;
    }
    Ok(())
}

/// Watches a message: where it cannot be delivered, this timer's row hears it.
pub async fn keep(conn: &mut PgConnection, message: MessageId, timer: &str, payload: &Value) -> Result<(), Fault> {
    sqlx::query!(
        "insert into outbox_watch (message, timer, payload) values ($1, $2, $3)
         on conflict on constraint outbox_watch_pk do nothing",
        message.0,
        timer,
        payload
    )
    .execute(conn)
    .await?;
    Ok(())
}

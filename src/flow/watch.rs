//! Messages of ours for which somebody must be told when they cannot be delivered.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::timers;
use super::turn::Turn;
use super::wakeup::Bell;
use crate::error::Fault;
use crate::ids::MessageId;

/// Tells it of each of these messages that somebody watches and that will not be delivered, as a timer would. Returns
/// whether there was any.
pub(super) async fn tell(conn: &mut PgConnection, messages: &[i64], now: DateTime<Utc>) -> Result<bool, Fault> {
    let lost = sqlx::query!(
        "delete from outbox_watch w using outbox o
         where w.message = any($1) and o.id = w.message and o.state in ('refused', 'dropped')
         returning w.message, w.timer, w.payload, o.error",
        messages
    );
    let lost = lost.fetch_all(&mut *conn).await?;
    let any = !lost.is_empty();
    for row in lost {
        let mut payload = row.payload;
        if let Some(fields) = payload.as_object_mut() {
            fields.insert("error".to_owned(), row.error.unwrap_or_default().into());
        }
        let event = format!("undelivered:{}", row.message);
        timers::enter(conn, (&event, &event), (&row.timer, &payload), (now, now)).await?;
    }
    Ok(any)
}

impl Turn<'_> {
    /// Watches a message of this turn: where it cannot be delivered, this timer's row hears it. So it does where the message
    /// hangs on one that was refused long before, as in a direct chat that could not be opened.
    pub async fn watch(&mut self, message: MessageId, timer: &str, payload: &Value) -> Result<(), Fault> {
        let now = self.now;
        sqlx::query!(
            "insert into outbox_watch (message, timer, payload) values ($1, $2, $3)
             on conflict on constraint outbox_watch_pk do nothing",
            message.0,
            timer,
            payload
        )
        .execute(self.conn())
        .await?;
        if tell(self.conn(), &[message.0], now).await? {
            self.ring(Bell::Inbox);
        }
        Ok(())
    }
}

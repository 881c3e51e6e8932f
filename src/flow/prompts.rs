//! Messages of ours that ask something, for whoever taps on them: the next page of a list, a vote, a choice.

use serde_json::Value;
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::MessageId;

/// A message of ours that asks something.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {
    /// The message.
    pub message: MessageId,
    /// Which practice's row answers it.
    pub kind: String,
    /// What that row has stored with it.
    pub payload: Value,
}

/// Keeps what a message of ours asks, in the place of what it asked before.
pub async fn keep(conn: &mut PgConnection, message: MessageId, kind: &str, payload: &Value) -> Result<(), Fault> {
    sqlx::query!(
        "insert into prompt (message, kind, payload) values ($1, $2, $3)
         on conflict on constraint prompt_pk do update set kind = excluded.kind, payload = excluded.payload",
        message.0,
        kind,
        payload
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a message of ours asks, locked, so that of two who tap at once the second sees what the first did.
pub async fn of(conn: &mut PgConnection, message: MessageId) -> Result<Option<Prompt>, Fault> {
    let row = sqlx::query!("select kind, payload from prompt where message = $1 for update", message.0)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| Prompt { message, kind: row.kind, payload: row.payload }))
}

/// The messages that ask something about a ticket in a room.
pub async fn about(
    conn: &mut PgConnection,
    kind: &str,
    subject: i64,
    (platform, room): (&str, &str),
) -> Result<Vec<MessageId>, Fault> {
    let messages = sqlx::query_scalar!(
        "select p.message from prompt p join outbox o on o.id = p.message
         where p.kind = $1 and p.payload->>'ticket' = $2::bigint::text and o.platform = $3 and o.room = $4
         order by p.message",
        kind,
        subject,
        platform,
        room
    )
    .fetch_all(conn)
    .await?;
    Ok(messages.into_iter().map(MessageId).collect())
}

/// A message of ours asks nothing any more.
pub async fn forget(conn: &mut PgConnection, message: MessageId) -> Result<(), Fault> {
    sqlx::query!("delete from prompt where message = $1", message.0).execute(conn).await?;
    Ok(())
}

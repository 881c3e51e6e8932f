//! What the bot has said.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::chat::markup::Markup;
use crate::error::Fault;
use crate::ids::MessageId;

/// What a message of ours says, and since when; of a file its name. None: it says nothing any more.
pub async fn words_of(conn: &mut PgConnection, id: MessageId) -> Result<Option<(String, DateTime<Utc>)>, Fault> {
    let row = sqlx::query!(
        "select coalesce((select e.payload from outbox e where e.target = o.id and e.kind = 'edit' order by e.id desc limit 1),
                         o.payload)->'body' as body,
                coalesce(o.sent_at, o.created_at) as at
         from outbox o where o.id = $1 and o.kind = 'say'",
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let body: Option<Markup> = row.body.and_then(|body| serde_json::from_value(body).ok());
    Ok(body.filter(|body| !body.is_empty()).and_then(|body| Some((body.plain(), row.at?))))
}

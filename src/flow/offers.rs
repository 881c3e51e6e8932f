//! The reactions that the bot has put on its messages, for people to tap.

use sqlx::PgConnection;

use super::outbox::HANGS;
use crate::error::Fault;
use crate::ids::MessageId;

/// A reaction of ours on a message, sent or still to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The reaction's row.
    pub id: MessageId,
    /// The sign.
    pub sign: String,
    /// Nobody has tried to send it yet.
    pub untried: bool,
}

/// The reactions that stand on a message, or will: also those that wait for an operator together with their message.
pub async fn offered(conn: &mut PgConnection, message: MessageId) -> Result<Vec<Offered>, Fault> {
    let rows = sqlx::query!(
        r#"select id, payload->>'sign' as "sign!", (state = 'dropped' or state = 'waiting' and attempts = 0) as "untried!"
           from outbox o where target = $1 and kind = 'react'
             and (state in ('waiting', 'sent') or state = 'dropped' and error = $2)
             and not exists (select from outbox r where r.target = o.id and r.kind = 'redact'
                             and r.state in ('waiting', 'sent'))
           order by id for update"#,
        message.0,
        HANGS
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| Offered { id: MessageId(row.id), sign: row.sign, untried: row.untried }).collect())
}

/// Drops something that has been overtaken before anyone tried to send it.
pub async fn drop_untried(conn: &mut PgConnection, id: MessageId) -> Result<(), Fault> {
    sqlx::query!(
        "update outbox set state = 'dropped', error = null
         where id = $1 and (state = 'dropped' or state = 'waiting' and attempts = 0)",
        id.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that a reaction is being taken away.
pub async fn withdraw(conn: &mut PgConnection, id: MessageId) -> Result<(), Fault> {
    sqlx::query!("update outbox set state = 'withdrawn' where id = $1 and state = 'sent'", id.0).execute(conn).await?;
    Ok(())
}

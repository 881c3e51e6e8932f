//! SQL of tickets that were made of a message.

use sqlx::PgConnection;

use super::Origin;
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};

/// Notes the message from which a ticket was made.
pub(super) async fn insert_origin(conn: &mut PgConnection, ticket: TicketId, message: &Origin) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_origin (ticket, platform, room, event, account) values ($1, $2, $3, $4, $5)",
        ticket.0,
        message.platform,
        message.room,
        message.event,
        message.account
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The message from which a ticket was made, where somebody else than its author did.
pub(super) async fn origin(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Origin>, Fault> {
    let message =
        sqlx::query_as!(Origin, "select platform, room, event, account from ticket_origin where ticket = $1", ticket.0);
    Ok(message.fetch_optional(conn).await?)
}

/// Notes that somebody was told something because of their tap on a message. False: they were told before.
pub(super) async fn first_hint(
    conn: &mut PgConnection,
    platform: &str,
    event: &str,
    person: PersonId,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "insert into message_hint (platform, event, person) values ($1, $2, $3)
         on conflict on constraint message_hint_pk do nothing",
        platform,
        event,
        person.0
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(rows == 1)
}

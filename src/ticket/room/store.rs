//! SQL of rooms that tickets have to themselves.

use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{MessageId, TicketId};

/// A room that is opened for one ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRoom {
    /// The chat platform.
    pub platform: String,
    /// The message of ours that opens it.
    pub opener: MessageId,
    /// The room, once it is open; where it was replaced, the one that has taken its place.
    pub room: Option<String>,
}

/// Gives a ticket a room to itself, in the place of one that it had before.
pub async fn keep(conn: &mut PgConnection, ticket: TicketId, platform: &str, opener: MessageId) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_room (ticket, platform, opener) values ($1, $2, $3)
         on conflict on constraint ticket_room_pk do update set platform = excluded.platform, opener = excluded.opener",
        ticket.0,
        platform,
        opener.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The room that a ticket has to itself.
pub async fn of_ticket(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<OwnRoom>, Fault> {
    let row = sqlx::query!(
        r#"select t.platform, t.opener, coalesce(r.room, o.event) as room
           from ticket_room t join outbox o on o.id = t.opener
           left join room r on r.platform = t.platform and r.present and r.replaces @> array[o.event]
           where t.ticket = $1 limit 1"#,
        ticket.0
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| OwnRoom { platform: row.platform, opener: MessageId(row.opener), room: row.room }))
}

/// A ticket has no room to itself any more.
pub async fn forget(conn: &mut PgConnection, ticket: TicketId) -> Result<(), Fault> {
    sqlx::query!("delete from ticket_room where ticket = $1", ticket.0).execute(conn).await?;
    Ok(())
}

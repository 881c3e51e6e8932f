//! SQL of tickets for which somebody is to be woken later.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::By;
use crate::error::Fault;
use crate::ids::TicketId;

/// What holds back the chain of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) by: By,
    pub(super) since: DateTime<Utc>,
    /// When it is looked at again; None: nothing holds it any more.
    pub(super) until: Option<DateTime<Utc>>,
    pub(super) made_up: bool,
}

/// What holds back the chain of a ticket, or has held it.
pub(super) async fn of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Held>, Fault> {
    let row =
        sqlx::query!("select silence, change, since, until_at, made_up from page_held where ticket = $1", ticket.0);
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let by = match (row.silence, row.change) {
        (Some(silence), _) => By::Silence(silence),
        (None, Some(change)) => By::Change(TicketId(change)),
        (None, None) => return Err(Fault::Other(format!("{ticket} is held back by nothing"))),
    };
    Ok(Some(Held { by, since: row.since, until: row.until_at, made_up: row.made_up }))
}

/// Holds the chain of a ticket back.
pub(super) async fn keep(
    conn: &mut PgConnection,
    ticket: TicketId,
    by: By,
    (since, until): (DateTime<Utc>, DateTime<Utc>),
    made_up: bool,
) -> Result<(), Fault> {
    let (silence, change) = match by {
        By::Silence(silence) => (Some(silence), None),
        By::Change(change) => (None, Some(change.0)),
    };
    sqlx::query!(
        "insert into page_held (ticket, silence, change, since, until_at, made_up) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint page_held_pk do update
         set silence = excluded.silence, change = excluded.change, since = excluded.since, until_at = excluded.until_at,
             made_up = page_held.made_up or excluded.made_up",
        ticket.0,
        silence,
        change,
        since,
        until,
        made_up
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Nothing holds the chain of a ticket back any more.
pub(super) async fn release(conn: &mut PgConnection, ticket: TicketId) -> Result<(), Fault> {
    sqlx::query!("update page_held set until_at = null where ticket = $1 and until_at is not null", ticket.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// How many tickets wait for the end of a silence, for which nobody was woken meanwhile and which nobody has.
pub(super) async fn waiting(conn: &mut PgConnection, silence: i64) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from page_held h join ticket t on t.id = h.ticket
           where h.until_at is not null and h.silence = $1
             and (t.state = 'new' or h.made_up and t.changed_at <= h.since and t.state not in ('resolved', 'closed'))
             and not exists (select from page p where p.ticket = h.ticket)"#,
        silence
    );
    Ok(count.fetch_one(conn).await?)
}

/// The tickets whose chains are held back by something.
pub(super) async fn tickets(conn: &mut PgConnection, by: By) -> Result<Vec<TicketId>, Fault> {
    let (silence, change) = match by {
        By::Silence(silence) => (Some(silence), None),
        By::Change(change) => (None, Some(change.0)),
    };
    let rows = sqlx::query_scalar!(
        "select ticket from page_held where until_at is not null and (silence = $1 or change = $2) order by ticket",
        silence,
        change
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

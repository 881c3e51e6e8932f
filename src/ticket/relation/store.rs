//! SQL of links and merges.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Before, Kind, Link, Neighbour, Undone};
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};
use crate::ticket::PendingOn;

/// All links of a ticket with what has to be known of the tickets at their other ends, in the order of those.
pub async fn neighbours(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Neighbour>, Fault> {
    let rows = sqlx::query!(
        r#"select l.ticket as "lesser!", l.other as "other!", l.kind as "kind!", t.id, t.private, t.team, t.requester,
                  t.raised_by
           from (select ticket, other, kind, other as far from ticket_link where ticket = $1
                 union all
                 select ticket, other, kind, ticket from ticket_link where other = $1) l
           join ticket t on t.id = l.far order by t.id limit 50"#,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Neighbour {
            link: Link { ticket: TicketId(row.lesser), other: TicketId(row.other), kind: Kind::read(&row.kind) },
            id: TicketId(row.id),
            private: row.private,
            team: row.team,
            requester: PersonId(row.requester),
            raised_by: PersonId(row.raised_by),
        })
        .collect())
}

/// The open tickets that are duplicates or parts of this one, or of one that was merged into it.
pub async fn open_below(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<TicketId>, Fault> {
    let mut above: Vec<i64> = sources(&mut *conn, ticket).await?.into_iter().map(|id| id.0).collect();
    above.push(ticket.0);
    let found = sqlx::query_scalar!(
        "select distinct l.ticket from ticket_link l join ticket t on t.id = l.ticket
         where l.other = any($1) and l.ticket <> all($1) and l.kind <> 'related'
           and t.state not in ('resolved', 'closed') order by l.ticket limit 50",
        &above
    )
    .fetch_all(conn)
    .await?;
    Ok(found.into_iter().map(TicketId).collect())
}

/// The link between two tickets, in whichever direction.
pub async fn of_pair(conn: &mut PgConnection, one: TicketId, other: TicketId) -> Result<Option<Link>, Fault> {
    let row = sqlx::query!(
        "select ticket, other, kind from ticket_link
         where least(ticket, other) = least($1::bigint, $2::bigint)
           and greatest(ticket, other) = greatest($1::bigint, $2::bigint)",
        one.0,
        other.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Link { ticket: TicketId(row.ticket), other: TicketId(row.other), kind: Kind::read(&row.kind) }))
}

/// Whether a link would close a circle of tickets that are each a part or a duplicate of the next one. From here to the
/// end of the turn nobody else links tickets: two links that are harmless alone can make a circle together.
pub async fn would_circle(conn: &mut PgConnection, link: Link) -> Result<bool, Fault> {
    sqlx::query!("lock table ticket_link in share row exclusive mode").execute(&mut *conn).await?;
    let found = sqlx::query_scalar!(
        r#"with recursive above (ticket) as (
             select $1::bigint
             union
             select l.other from above join ticket_link l on l.ticket = above.ticket and l.kind <> 'related')
           select exists (select from above where ticket = $2) as "found!""#,
        link.other.0,
        link.ticket.0
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Links two tickets, in the place of the link that is between them.
pub async fn link(conn: &mut PgConnection, link: Link) -> Result<(), Fault> {
    unlink(&mut *conn, link.ticket, link.other).await?;
    sqlx::query!(
        "insert into ticket_link (ticket, other, kind) values ($1, $2, $3)",
        link.ticket.0,
        link.other.0,
        link.kind.name()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes the link between two tickets. False: there was none.
pub async fn unlink(conn: &mut PgConnection, one: TicketId, other: TicketId) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "delete from ticket_link where least(ticket, other) = least($1::bigint, $2::bigint)
           and greatest(ticket, other) = greatest($1::bigint, $2::bigint)",
        one.0,
        other.0
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(rows > 0)
}

/// Notes that a ticket has become part of another one, and how it was before.
pub async fn merge(
    conn: &mut PgConnection,
    source: TicketId,
    target: TicketId,
    before: &Before,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let (state, assignee, until, on) = match before {
        Before::New => ("new", None, None, None),
        Before::Assigned(to) => ("assigned", Some(to.0), None, None),
        Before::Planned(to, at) => ("planned", Some(to.0), Some(*at), None),
        Before::Pending(to, until, on) => ("pending", to.map(|to| to.0), Some(*until), Some(on.name())),
        Before::Resolved => ("resolved", None, None, None),
    };
    sqlx::query!(
        "insert into ticket_merge (source, target, at, was_state, was_assignee, was_until, was_pending_on)
         values ($1, $2, $3, $4, $5, $6, $7)",
        source.0,
        target.0,
        now,
        state,
        assignee,
        until,
        on
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A ticket is no part of another one any more. None: it was none.
pub async fn unmerge(conn: &mut PgConnection, source: TicketId, target: TicketId) -> Result<Option<Undone>, Fault> {
    let row = sqlx::query!(
        "delete from ticket_merge where source = $1 and target = $2
         returning at, was_state, was_assignee, was_until, was_pending_on",
        source.0,
        target.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| {
        let to = row.was_assignee.map(PersonId);
        let on = row.was_pending_on.as_deref().and_then(PendingOn::read);
        let before = match (row.was_state.as_deref(), to, row.was_until, on) {
            (Some("new"), ..) => Some(Before::New),
            (Some("assigned"), Some(to), ..) => Some(Before::Assigned(to)),
            (Some("planned"), Some(to), Some(at), _) => Some(Before::Planned(to, at)),
            (Some("pending"), to, Some(until), Some(on)) => Some(Before::Pending(to, until, on)),
            (Some("resolved"), ..) => Some(Before::Resolved),
            _ => None,
        };
        Undone { before, at: row.at }
    }))
}

/// The ticket that a ticket has become part of, whatever has become of that one since.
pub async fn target_of(conn: &mut PgConnection, source: TicketId) -> Result<Option<TicketId>, Fault> {
    let target = sqlx::query_scalar!("select target from ticket_merge where source = $1", source.0);
    Ok(target.fetch_optional(conn).await?.map(TicketId))
}

/// Where tickets have gone in the end, those that were merged: each with the last ticket of its chain.
pub async fn ends(conn: &mut PgConnection, tickets: &[TicketId]) -> Result<Vec<(TicketId, TicketId)>, Fault> {
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"with recursive way (source, ticket) as (
             select source, target from ticket_merge where source = any($1)
             union
             select way.source, m.target from way join ticket_merge m on m.source = way.ticket)
           select source as "source!", ticket as "ticket!" from way
           where not exists (select from ticket_merge m where m.source = way.ticket) order by source"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (TicketId(row.source), TicketId(row.ticket))).collect())
}

/// Where a ticket has gone in the end; None where it was not merged.
pub async fn merged_into(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<TicketId>, Fault> {
    Ok(ends(conn, &[ticket]).await?.first().map(|(_, end)| *end))
}

/// The tickets that have become part of this one, also by way of others.
pub async fn sources(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        r#"with recursive part (ticket) as (
             select source from ticket_merge where target = $1
             union
             select m.source from part join ticket_merge m on m.target = part.ticket)
           select ticket as "ticket!" from part order by ticket"#,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(TicketId).collect())
}

//! SQL of tickets and their places.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::row::{Columns, Row};
use super::{Due, Side, Ticket, TicketPlace};
use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId, TicketKind};
use crate::people;

/// The next number of a kind. Numbers have no gaps: a turn that is rolled back gives its number back.
pub async fn next_id(conn: &mut PgConnection, kind: TicketKind) -> Result<TicketId, Fault> {
    let number = sqlx::query_scalar!("update counter set last = last + 1 where name = $1 returning last", kind.name())
        .fetch_one(conn)
        .await?;
    Ok(TicketId::new(kind, number))
}

/// Writes a new ticket, which is [`super::State::New`].
pub async fn insert(conn: &mut PgConnection, ticket: &Ticket) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket (id, title, description, priority, impact, urgency, team, service, category, private, state,
                             requester, raised_by, follows, wanted_at, created_at, changed_at, item, phase)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        ticket.id.0,
        ticket.title,
        ticket.description,
        i16::from(ticket.priority),
        ticket.impact,
        ticket.urgency,
        ticket.team,
        ticket.service,
        ticket.category,
        ticket.private,
        ticket.state.name(),
        ticket.requester.0,
        ticket.raised_by.0,
        ticket.follows.map(|id| id.0),
        ticket.wanted_at,
        ticket.created_at,
        ticket.changed_at,
        ticket.item,
        ticket.phase
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what has changed of a ticket that this turn has loaded, and thereby locked.
pub async fn update(conn: &mut PgConnection, ticket: &Ticket, now: DateTime<Utc>) -> Result<(), Fault> {
    let columns = Columns::from(&ticket.state);
    let rows = sqlx::query!(
        "update ticket set title = $2, description = $3, priority = $4, state = $5, assignee = $6, pending_until = $7,
                resolved_by = $8, resolved_at = $9, solution = $10, solution_due = $11, wanted_at = $12,
                impact = $13, urgency = $14, team = $15, service = $16, category = $17, private = $18,
                requester = $19, changed_at = $20, planned_at = $21, pending_on = $22, closed_at = $23,
                unanswered = $24, phase = $25
         where id = $1",
        ticket.id.0,
        ticket.title,
        ticket.description,
        i16::from(ticket.priority),
        ticket.state.name(),
        columns.assignee,
        columns.pending_until,
        columns.resolved_by,
        columns.resolved_at,
        columns.solution,
        columns.solution_due,
        ticket.wanted_at,
        ticket.impact,
        ticket.urgency,
        ticket.team,
        ticket.service,
        ticket.category,
        ticket.private,
        ticket.requester.0,
        now,
        columns.planned_at,
        columns.pending_on,
        columns.closed_at,
        columns.unanswered,
        ticket.phase
    )
    .execute(conn)
    .await?
    .rows_affected();
    if rows == 1 { Ok(()) } else { Err(Fault::Other(format!("{} vanished while it was changed", ticket.id))) }
}

/// Writes what is promised next of a ticket. True: it was something else before.
pub async fn set_due(conn: &mut PgConnection, ticket: TicketId, due: Option<Due>) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "update ticket set due_at = $2, due_of = $3
         where id = $1 and (due_at, due_of) is distinct from ($2, $3)",
        ticket.0,
        due.and_then(|due| due.at),
        due.map(|due| due.of.name())
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(rows > 0)
}

/// Loads and locks a ticket, so that of two people who change it at once one is second and sees what the first did.
pub async fn lock(conn: &mut PgConnection, id: TicketId) -> Result<Option<Ticket>, Fault> {
    sqlx::query_as!(Row, "select * from ticket where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?
        .map(Ticket::try_from)
        .transpose()
}

/// Locks tickets, in the order of their numbers, so that two who lock the same ones do not wait for each other.
pub async fn lock_all(conn: &mut PgConnection, ids: &[TicketId]) -> Result<(), Fault> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    sqlx::query!("select id from ticket where id = any($1) order by id for update", &ids).fetch_all(conn).await?;
    Ok(())
}

/// The ticket that continues this one.
pub async fn follower(conn: &mut PgConnection, id: TicketId) -> Result<Option<TicketId>, Fault> {
    let id = sqlx::query_scalar!("select id from ticket where follows = $1 order by id limit 1", id.0);
    Ok(id.fetch_optional(conn).await?.map(TicketId))
}

/// Tickets by their numbers, in this order.
pub async fn by_ids(conn: &mut PgConnection, ids: &[TicketId]) -> Result<Vec<Ticket>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows =
        sqlx::query_as!(Row, "select * from ticket where id = any($1) order by array_position($1::bigint[], id)", &ids);
    rows.fetch_all(conn).await?.into_iter().map(Ticket::try_from).collect()
}

/// How many tickets are open in all: a number for `!lotse status`, whoever may see which of them.
pub async fn count_all_open(conn: &mut PgConnection) -> Result<i64, Fault> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from ticket where state not in ('resolved', 'closed')"#)
            .fetch_one(conn)
            .await?;
    Ok(count)
}

/// Of these tickets, those that live in direct chats only, but for their team's card.
pub async fn direct_among(conn: &mut PgConnection, tickets: &[TicketId]) -> Result<Vec<TicketId>, Fault> {
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let direct = sqlx::query_scalar!(
        r#"select t.id as "id!" from unnest($1::bigint[]) as t (id)
           where exists (select from ticket_place p where p.ticket = t.id and p.side <> 'team')
             and not exists (select from ticket_place p join outbox o on o.id = p.card
                             left join direct_room d on d.platform = p.platform and d.room = o.room
                             where p.ticket = t.id and p.side <> 'team' and o.room <> '' and d.room is null)"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    Ok(direct.into_iter().map(TicketId).collect())
}

/// Binds a ticket to a thread and its card.
pub async fn insert_place(conn: &mut PgConnection, ticket: TicketId, place: &TicketPlace) -> Result<(), Fault> {
    sqlx::query!(
        "insert into ticket_place (ticket, platform, room, root, card, side) values ($1, $2, $3, $4, $5, $6)",
        ticket.0,
        place.platform,
        place.room,
        place.root,
        place.card.0,
        place.side.name()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Somebody else is in the thread of this card from now on.
pub async fn set_side(conn: &mut PgConnection, ticket: TicketId, card: MessageId, side: Side) -> Result<(), Fault> {
    sqlx::query!("update ticket_place set side = $3 where ticket = $1 and card = $2", ticket.0, card.0, side.name())
        .execute(conn)
        .await?;
    Ok(())
}

/// A ticket lives no more in the thread of this card.
pub async fn remove_place(conn: &mut PgConnection, ticket: TicketId, card: MessageId) -> Result<(), Fault> {
    sqlx::query!("delete from ticket_place where ticket = $1 and card = $2", ticket.0, card.0).execute(conn).await?;
    Ok(())
}

/// Where a ticket lives.
pub async fn places(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<TicketPlace>, Fault> {
    // A room that was still to be opened when its place was written has its id by now.
    let rows = sqlx::query!(
        r#"select p.platform, coalesce(nullif(p.room, ''), o.room) as "room!", p.root, p.card, p.side
           from ticket_place p join outbox o on o.id = p.card
           where p.ticket = $1 order by p.side, p.platform, p.room"#,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| TicketPlace {
            platform: row.platform,
            room: row.room,
            root: row.root,
            card: MessageId(row.card),
            side: Side::read(&row.side),
        })
        .collect())
}

/// The cards of a ticket that stand in rooms which were replaced, each with the room that the bot is in instead.
pub async fn replaced(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<(MessageId, String)>, Fault> {
    let rows = sqlx::query!(
        r#"select distinct on (p.card) p.card, r.room
           from ticket_place p join outbox o on o.id = p.card
           join room old on old.platform = p.platform and old.room = o.room and not old.present
           join room r on r.platform = p.platform and r.present and r.replaces @> array[o.room]
           where p.ticket = $1 order by p.card, r.room"#,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (MessageId(row.card), row.room)).collect())
}

/// The tickets that live in a thread, the latest first, and who is there: those whose thread it is, and the one whose card
/// begins it; else the one that has the room to itself. An empty root is no thread, but the room.
pub async fn in_thread(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    root: &str,
) -> Result<Vec<(TicketId, Side)>, Fault> {
    let rows = sqlx::query!(
        r#"select ticket as "ticket!", side as "side!" from (
             select ticket, side from ticket_place where platform = $1 and room = $2 and root = $3
             union
             select p.ticket, p.side from outbox o join ticket_place p on p.card = o.id and p.root is null
             where o.platform = $1 and o.event = $3 and o.room = $2) found
           order by ticket desc limit 20"#,
        platform,
        room,
        root
    )
    .fetch_all(&mut *conn)
    .await?;
    if rows.is_empty() {
        let own = people::store::room_facts(conn, platform, room).await?.ticket;
        return Ok(own.map(|id| (id, Side::Team)).into_iter().collect());
    }
    Ok(rows.into_iter().map(|row| (TicketId(row.ticket), Side::read(&row.side))).collect())
}

/// The ticket whose card this message is, with the room, and the thread where another message begins it.
pub async fn by_card(
    conn: &mut PgConnection,
    card: MessageId,
) -> Result<Option<(TicketId, String, Option<String>)>, Fault> {
    let row = sqlx::query!(
        r#"select p.ticket, o.room, p.root from ticket_place p join outbox o on o.id = p.card where p.card = $1"#,
        card.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (TicketId(row.ticket), row.room, row.root)))
}

/// Notes that somebody was told that they may not do this to a ticket. False: they were told before.
pub async fn first_hint(conn: &mut PgConnection, ticket: TicketId, person: PersonId, act: &str) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "insert into ticket_hint (ticket, person, act) values ($1, $2, $3)
         on conflict on constraint ticket_hint_pk do nothing",
        ticket.0,
        person.0,
        act
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(rows == 1)
}

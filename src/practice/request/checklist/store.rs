//! SQL of checklists and of the messages that show them.

use serde_json::Value;
use sqlx::PgConnection;

use super::model::{Checklist, Done, Owner, Tapped, Task, View};
use crate::chat::markup::Markup;
use crate::config::Proof;
use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};

/// A message that shows a list, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// The message.
    pub(super) message: MessageId,
    /// What it shows.
    pub(super) view: View,
    /// The card below which it stands, of those that show the whole list.
    pub(super) card: Option<MessageId>,
    /// What it says now.
    pub(super) body: Markup,
}

/// Writes a new list.
pub(super) async fn insert(conn: &mut PgConnection, list: &Checklist) -> Result<(), Fault> {
    sqlx::query!(
        "insert into checklist (ticket, name, begun_at) values ($1, $2, $3)",
        list.ticket.0,
        list.name,
        list.begun_at
    )
    .execute(&mut *conn)
    .await?;
    for task in &list.tasks {
        insert_task(conn, list.ticket, task).await?;
    }
    Ok(())
}

/// Writes a new task of a list.
pub(super) async fn insert_task(conn: &mut PgConnection, ticket: TicketId, task: &Task) -> Result<(), Fault> {
    let (team, person) = match &task.owner {
        Owner::Fulfilling => (None, None),
        Owner::Team(team) => (Some(team), None),
        Owner::Person(person) => (None, Some(person.0)),
    };
    sqlx::query!(
        "insert into checklist_task (ticket, number, name, title, title_de, team, person, orphaned, due_at, after, proof, optional)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        ticket.0,
        task.number,
        task.name,
        task.title,
        task.title_de,
        team,
        person,
        task.orphaned,
        task.due_at,
        &task.after,
        task.proof.map(Proof::name),
        task.optional
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The list of a ticket; whoever changes it has locked the ticket.
pub(super) async fn of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Checklist>, Fault> {
    let head = sqlx::query!("select name, begun_at, frozen from checklist where ticket = $1", ticket.0)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(head) = head else { return Ok(None) };
    let rows = sqlx::query!(
        "select number, name, title, title_de, team, person, orphaned, due_at, after, proof, optional, told,
                done_at, done_by, done_on, by_number, entry
         from checklist_task where ticket = $1 order by number",
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    let tasks = rows.into_iter().map(|row| Task {
        number: row.number,
        name: row.name,
        title: row.title,
        title_de: row.title_de,
        owner: match (row.team, row.person) {
            (Some(team), _) => Owner::Team(team),
            (None, Some(person)) => Owner::Person(PersonId(person)),
            (None, None) => Owner::Fulfilling,
        },
        orphaned: row.orphaned,
        due_at: row.due_at,
        after: row.after,
        proof: row.proof.as_deref().and_then(Proof::read),
        optional: row.optional,
        told: row.told,
        done: row.done_at.zip(row.done_by).map(|(at, by)| Done {
            by: PersonId(by),
            at,
            tap: row.done_on.map(|on| Tapped { on: MessageId(on), by_number: row.by_number }),
            entry: row.entry,
        }),
    });
    let tasks = tasks.collect();
    Ok(Some(Checklist { ticket, name: head.name, begun_at: head.begun_at, frozen: head.frozen, tasks }))
}

/// How many tasks a ticket has, and how many of them are done.
pub(super) async fn counts(conn: &mut PgConnection, ticket: TicketId) -> Result<(i64, i64), Fault> {
    let row = sqlx::query!(
        r#"select count(*) as "all!", count(done_at) as "done!" from checklist_task where ticket = $1"#,
        ticket.0
    )
    .fetch_one(conn)
    .await?;
    Ok((row.all, row.done))
}

/// Keeps that the list can be ticked no more, or again.
pub(super) async fn freeze(conn: &mut PgConnection, ticket: TicketId, frozen: bool) -> Result<(), Fault> {
    sqlx::query!("update checklist set frozen = $2 where ticket = $1", ticket.0, frozen).execute(conn).await?;
    Ok(())
}

/// Keeps whether a task is done.
pub(super) async fn keep(conn: &mut PgConnection, ticket: TicketId, task: &Task) -> Result<(), Fault> {
    let done = task.done.as_ref();
    let tap = done.and_then(|done| done.tap);
    sqlx::query!(
        "update checklist_task set done_at = $3, done_by = $4, done_on = $5, by_number = $6, entry = $7
         where ticket = $1 and number = $2",
        ticket.0,
        task.number,
        done.map(|done| done.at),
        done.map(|done| done.by.0),
        tap.map(|tap| tap.on.0),
        tap.is_some_and(|tap| tap.by_number),
        done.and_then(|done| done.entry)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps that these were said to be late.
pub(super) async fn told(conn: &mut PgConnection, ticket: TicketId, numbers: &[i16]) -> Result<(), Fault> {
    sqlx::query!("update checklist_task set told = true where ticket = $1 and number = any($2)", ticket.0, numbers)
        .execute(conn)
        .await?;
    Ok(())
}

/// The tasks that a message shows to be done, by the entries of the log that were made of it.
pub(super) async fn shown_by(
    conn: &mut PgConnection,
    platform: &str,
    event: &str,
) -> Result<Vec<(TicketId, i16)>, Fault> {
    let rows = sqlx::query!(
        "select t.ticket, t.number from checklist_task t join ticket_entry e on e.id = t.entry
         where e.platform = $1 and e.event = $2 order by t.ticket, t.number",
        platform,
        event
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (TicketId(row.ticket), row.number)).collect())
}

/// Notes that a message shows a list, or a part of it.
pub(super) async fn insert_message(conn: &mut PgConnection, ticket: TicketId, shown: &Shown) -> Result<(), Fault> {
    let (view, team, person) = match &shown.view {
        View::Requester => ("requester", None, None),
        View::Fulfilling => ("fulfilling", None, None),
        View::Shared => ("shared", None, None),
        View::Team(team) => ("team", Some(team), None),
        View::Person(person) => ("person", None, Some(person.0)),
    };
    sqlx::query!(
        "insert into checklist_message (message, ticket, view, card, team, person, body) values ($1, $2, $3, $4, $5, $6, $7)",
        shown.message.0,
        ticket.0,
        view,
        shown.card.map(|card| card.0),
        team,
        person,
        serde_json::to_value(&shown.body)?
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what a message says now.
pub(super) async fn keep_body(conn: &mut PgConnection, message: MessageId, body: &Markup) -> Result<(), Fault> {
    let body = serde_json::to_value(body)?;
    sqlx::query!("update checklist_message set body = $2 where message = $1", message.0, body).execute(conn).await?;
    Ok(())
}

/// A message shows nothing of a list any more.
pub(super) async fn remove_message(conn: &mut PgConnection, message: MessageId) -> Result<(), Fault> {
    sqlx::query!("delete from checklist_message where message = $1", message.0).execute(conn).await?;
    Ok(())
}

/// The messages that show the list of a ticket.
pub(super) async fn messages(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Shown>, Fault> {
    let rows = sqlx::query!(
        "select message, view, card, team, person, body from checklist_message where ticket = $1 order by message",
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    let shown = rows.into_iter().map(|row| {
        Ok(Shown {
            message: MessageId(row.message),
            view: match (row.view.as_str(), row.team, row.person) {
                (_, Some(team), _) => View::Team(team),
                (_, _, Some(person)) => View::Person(PersonId(person)),
                ("requester", ..) => View::Requester,
                ("fulfilling", ..) => View::Fulfilling,
                _ => View::Shared,
            },
            card: row.card.map(MessageId),
            body: serde_json::from_value(row.body)?,
        })
    });
    shown.collect()
}

/// The tickets whose lists, or parts of them, stand in a thread of a room or begin it; without a thread, anywhere in the
/// room.
pub(super) async fn tickets_in(
    conn: &mut PgConnection,
    platform: &str,
    room: &str,
    thread: Option<&str>,
) -> Result<Vec<TicketId>, Fault> {
    let rows = sqlx::query_scalar!(
        "select distinct m.ticket from checklist_message m
         join checklist c on c.ticket = m.ticket
         join outbox o on o.id = m.message
         left join outbox above on above.id = o.target
         where o.platform = $1 and o.room = $2
           and case when $3::text is null then not c.frozen
                    else coalesce(o.payload->>'thread', above.event, o.event) = $3 end
         order by m.ticket limit 20",
        platform,
        room,
        thread
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(TicketId).collect())
}

/// The messages in a room by which somebody was asked for something of this kind, the latest first.
pub(super) async fn asked(
    conn: &mut PgConnection,
    kind: &str,
    (platform, room): (&str, &str),
    person: PersonId,
) -> Result<Vec<(MessageId, Value)>, Fault> {
    let rows = sqlx::query!(
        "select p.message, p.payload from prompt p join outbox o on o.id = p.message
         where p.kind = $1 and p.payload->>'person' = $2::bigint::text and o.platform = $3 and o.room = $4
         order by p.message desc",
        kind,
        person.0,
        platform,
        room
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (MessageId(row.message), row.payload)).collect())
}

/// Everything that is asked about a ticket's tasks, wherever.
pub(super) async fn asked_about(
    conn: &mut PgConnection,
    kind: &str,
    ticket: TicketId,
) -> Result<Vec<(MessageId, Value)>, Fault> {
    let rows = sqlx::query!(
        "select message, payload from prompt where kind = $1 and payload->>'ticket' = $2::bigint::text order by message",
        kind,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (MessageId(row.message), row.payload)).collect())
}

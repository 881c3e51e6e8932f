//! SQL of requests, and of the forms that are being filled in.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::form::model::Draft;
use super::model::Phase;
use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};

/// What was ordered.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) ticket: TicketId,
    pub(super) revision: i32,
    pub(super) draft: Draft,
    pub(super) anchor: Option<NaiveDate>,
    pub(super) phase: Phase,
}

struct RequestRow {
    ticket: i64,
    revision: i32,
    draft: serde_json::Value,
    anchor: Option<NaiveDate>,
    phase: String,
}

impl TryFrom<RequestRow> for Request {
    type Error = Fault;

    fn try_from(row: RequestRow) -> Result<Self, Fault> {
        let phase = Phase::read(&row.phase).ok_or_else(|| Fault::Other(format!("a request is {:?}", row.phase)))?;
        let draft = serde_json::from_value(row.draft)?;
        Ok(Self { ticket: TicketId(row.ticket), revision: row.revision, draft, anchor: row.anchor, phase })
    }
}

/// Writes a new request; `event` ordered it.
pub(super) async fn insert(
    conn: &mut PgConnection,
    request: &Request,
    (platform, event): (&str, &str),
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into request (ticket, revision, draft, anchor, phase, platform, event)
         values ($1, $2, $3, $4, $5, $6, $7)",
        request.ticket.0,
        request.revision,
        serde_json::to_value(&request.draft)?,
        request.anchor,
        request.phase.name(),
        platform,
        event
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what has changed of a request.
pub(super) async fn update(conn: &mut PgConnection, request: &Request) -> Result<(), Fault> {
    sqlx::query!(
        "update request set revision = $2, draft = $3, anchor = $4, phase = $5 where ticket = $1",
        request.ticket.0,
        request.revision,
        serde_json::to_value(&request.draft)?,
        request.anchor,
        request.phase.name()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The request that a ticket is, locked.
pub(super) async fn of(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Request>, Fault> {
    let row = sqlx::query_as!(
        RequestRow,
        "select ticket, revision, draft, anchor, phase from request where ticket = $1 for update",
        ticket.0
    );
    row.fetch_optional(conn).await?.map(Request::try_from).transpose()
}

/// The ticket that a message has ordered.
pub(super) async fn ordered_by(
    conn: &mut PgConnection,
    platform: &str,
    event: &str,
) -> Result<Option<TicketId>, Fault> {
    let ticket = sqlx::query_scalar!("select ticket from request where platform = $1 and event = $2", platform, event);
    Ok(ticket.fetch_optional(conn).await?.map(TicketId))
}

/// The requests for or by somebody that are not over, oldest first.
pub(super) async fn open_of(
    conn: &mut PgConnection,
    person: PersonId,
    limit: i64,
) -> Result<Vec<(TicketId, String, Phase)>, Fault> {
    let rows = sqlx::query!(
        "select r.ticket, t.title, r.phase from request r join ticket t on t.id = r.ticket
         where (t.requester = $1 or t.raised_by = $1) and t.state not in ('resolved', 'closed')
         order by t.created_at, r.ticket limit $2",
        person.0,
        limit
    )
    .fetch_all(conn)
    .await?;
    let open = rows.into_iter().map(|row| (TicketId(row.ticket), row.title, Phase::read(&row.phase)));
    Ok(open.filter_map(|(ticket, title, phase)| Some((ticket, title, phase?))).collect())
}

/// A form that is being filled in.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) id: i64,
    pub(super) platform: String,
    pub(super) room: String,
    /// The thread in which it is asked.
    pub(super) root: String,
    /// Who is asked.
    pub(super) person: PersonId,
    /// For whom it is.
    pub(super) requester: PersonId,
    pub(super) item: String,
    /// The message that began it.
    pub(super) event: String,
    pub(super) draft: Draft,
    /// The message with the question that is open.
    pub(super) asked: Option<MessageId>,
}

struct FormRow {
    id: i64,
    platform: String,
    room: String,
    root: String,
    person: i64,
    requester: i64,
    item: String,
    event: String,
    draft: serde_json::Value,
    asked: Option<i64>,
}

impl TryFrom<FormRow> for Form {
    type Error = Fault;

    fn try_from(row: FormRow) -> Result<Self, Fault> {
        Ok(Self {
            id: row.id,
            platform: row.platform,
            room: row.room,
            root: row.root,
            person: PersonId(row.person),
            requester: PersonId(row.requester),
            item: row.item,
            event: row.event,
            draft: serde_json::from_value(row.draft)?,
            asked: row.asked.map(MessageId),
        })
    }
}

/// Writes a form that begins; its row.
pub(super) async fn begin(conn: &mut PgConnection, form: &Form, now: DateTime<Utc>) -> Result<i64, Fault> {
    let id = sqlx::query_scalar!(
        "insert into request_form (platform, room, root, person, requester, item, event, draft, touched_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
        form.platform,
        form.room,
        form.root,
        form.person.0,
        form.requester.0,
        form.item,
        form.event,
        serde_json::to_value(&form.draft)?,
        now
    )
    .fetch_one(conn)
    .await?;
    Ok(id)
}

/// Writes what has been answered, and what is asked now.
pub(super) async fn keep(conn: &mut PgConnection, form: &Form, now: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!(
        "update request_form set draft = $2, asked = $3, touched_at = $4 where id = $1",
        form.id,
        serde_json::to_value(&form.draft)?,
        form.asked.map(|message| message.0),
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A form is over.
pub(super) async fn end(conn: &mut PgConnection, form: i64) -> Result<(), Fault> {
    sqlx::query!("delete from request_form where id = $1", form).execute(conn).await?;
    Ok(())
}

/// A form that is open, locked.
pub(super) async fn form(conn: &mut PgConnection, id: i64) -> Result<Option<Form>, Fault> {
    let row = sqlx::query_as!(
        FormRow,
        "select id, platform, room, root, person, requester, item, event, draft, asked
         from request_form where id = $1 for update",
        id
    );
    row.fetch_optional(conn).await?.map(Form::try_from).transpose()
}

/// The form that is open in a thread, locked.
pub(super) async fn in_thread(
    conn: &mut PgConnection,
    (platform, room, root): (&str, &str, &str),
) -> Result<Option<Form>, Fault> {
    let row = sqlx::query_as!(
        FormRow,
        "select id, platform, room, root, person, requester, item, event, draft, asked
         from request_form where platform = $1 and room = $2 and root = $3 for update",
        platform,
        room,
        root
    );
    row.fetch_optional(conn).await?.map(Form::try_from).transpose()
}

/// The form in a room that somebody has filled in last, locked.
pub(super) async fn latest_of(
    conn: &mut PgConnection,
    (platform, room): (&str, &str),
    person: PersonId,
) -> Result<Option<Form>, Fault> {
    let row = sqlx::query_as!(
        FormRow,
        "select id, platform, room, root, person, requester, item, event, draft, asked
         from request_form where platform = $1 and room = $2 and person = $3
         order by touched_at desc, id desc limit 1 for update",
        platform,
        room,
        person.0
    );
    row.fetch_optional(conn).await?.map(Form::try_from).transpose()
}

/// The form that a message has begun, or to which it is an answer, locked.
pub(super) async fn said_in(
    conn: &mut PgConnection,
    (platform, room): (&str, &str),
    event: &str,
) -> Result<Option<Form>, Fault> {
    let row = sqlx::query_as!(
        FormRow,
        "select id, platform, room, root, person, requester, item, event, draft, asked
         from request_form where platform = $1 and room = $2
           and (event = $3 or draft->'given' @> jsonb_build_array(jsonb_build_object('event', $3::text)))
         order by id limit 1 for update",
        platform,
        room,
        event
    );
    row.fetch_optional(conn).await?.map(Form::try_from).transpose()
}

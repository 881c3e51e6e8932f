//! SQL of the tickets that are about an incident.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{MessageId, PersonId, TicketId};

/// How a ticket stands to an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Tie {
    /// Somebody was asked whether it is about it.
    Offered,
    /// It is.
    Attached,
    /// It is not.
    Removed,
}

impl Tie {
    fn name(self) -> &'static str {
        match self {
            Tie::Offered => "offered",
            Tie::Attached => "attached",
            Tie::Removed => "removed",
        }
    }

    fn read(stored: &str) -> Self {
        match stored {
            "attached" => Tie::Attached,
            "removed" => Tie::Removed,
            _ => Tie::Offered,
        }
    }
}

/// How a ticket stands to an incident; None: it was never thought of.
pub(super) async fn tie(conn: &mut PgConnection, incident: TicketId, ticket: TicketId) -> Result<Option<Tie>, Fault> {
    let state = sqlx::query_scalar!(
        "select state from incident_ticket where incident = $1 and ticket = $2",
        incident.0,
        ticket.0
    );
    Ok(state.fetch_optional(conn).await?.map(|state| Tie::read(&state)))
}

/// Notes how a ticket stands to an incident.
pub(super) async fn set(
    conn: &mut PgConnection,
    (incident, ticket): (TicketId, TicketId),
    tie: Tie,
    (by, message): (Option<PersonId>, Option<MessageId>),
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into incident_ticket (incident, ticket, state, at, by, message) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint incident_ticket_pk do update
         set state = excluded.state, at = excluded.at, by = excluded.by,
             message = coalesce(excluded.message, incident_ticket.message)",
        incident.0,
        ticket.0,
        tie.name(),
        now,
        by.map(|person| person.0),
        message.map(|message| message.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The message that asks whether a ticket is about an incident.
pub(super) async fn asks(
    conn: &mut PgConnection,
    incident: TicketId,
    ticket: TicketId,
) -> Result<Option<MessageId>, Fault> {
    let message = sqlx::query_scalar!(
        "select message from incident_ticket where incident = $1 and ticket = $2",
        incident.0,
        ticket.0
    );
    Ok(message.fetch_optional(conn).await?.flatten().map(MessageId))
}

/// The first tickets that are about an incident.
pub(in super::super) async fn attached(
    conn: &mut PgConnection,
    incident: TicketId,
    (after, limit): (TicketId, i64),
) -> Result<Vec<TicketId>, Fault> {
    let ids = sqlx::query_scalar!(
        "select ticket from incident_ticket where incident = $1 and state = 'attached' and ticket > $2
         order by ticket limit $3",
        incident.0,
        after.0,
        limit
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

/// How many tickets are about an incident, how many of them are open, and how many people they affect: their requesters and
/// whoever is affected as well, each once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Counts {
    pub(in super::super) tickets: i64,
    pub(in super::super) open: i64,
    pub(in super::super) people: i64,
}

pub(in super::super) async fn counts(conn: &mut PgConnection, incident: TicketId) -> Result<Counts, Fault> {
    let row = sqlx::query!(
        r#"with own as (select t.id, t.state, t.requester from incident_ticket i join ticket t on t.id = i.ticket
                        where i.incident = $1 and i.state = 'attached')
           select count(*) as "tickets!", count(*) filter (where state not in ('resolved', 'closed')) as "open!",
             (select count(*) from (select requester as person from own
                                    union select a.person from ticket_affected a join own on own.id = a.ticket) people) as "people!"
           from own"#,
        incident.0
    )
    .fetch_one(conn)
    .await?;
    Ok(Counts { tickets: row.tickets, open: row.open, people: row.people })
}

/// The open incident that a ticket is about, if any; else the last one.
pub(in super::super) async fn of_ticket(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<TicketId>, Fault> {
    let id = sqlx::query_scalar!(
        "select i.incident from incident_ticket i join incident of on of.ticket = i.incident
         where i.ticket = $1 and i.state = 'attached'
         order by of.state in ('triage', 'active', 'mitigated') desc, i.incident desc limit 1",
        ticket.0
    );
    Ok(id.fetch_optional(conn).await?.map(TicketId))
}

/// Notes that the threads of a ticket are told something. False: they were told before.
pub(super) async fn tell(
    conn: &mut PgConnection,
    incident: TicketId,
    ticket: TicketId,
    number: i32,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "insert into incident_told (incident, ticket, number, at) values ($1, $2, $3, $4)
         on conflict on constraint incident_told_pk do nothing",
        incident.0,
        ticket.0,
        number,
        now
    );
    Ok(rows.execute(conn).await?.rows_affected() > 0)
}

/// What was told of an end that was none after all may be told again.
pub(super) async fn forget_end(conn: &mut PgConnection, incident: TicketId) -> Result<(), Fault> {
    sqlx::query!("delete from incident_told where incident = $1 and number = 0", incident.0).execute(conn).await?;
    Ok(())
}

/// The open tickets about a service that were raised since, the newest first.
pub(super) async fn earlier(
    conn: &mut PgConnection,
    service: &str,
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<TicketId>, Fault> {
    let ids = sqlx::query_scalar!(
        "select id from ticket
         where phase is null and item is null and not private and coalesce(service, '') = $1 and created_at >= $2
           and state not in ('resolved', 'closed') and title <> ''
         order by created_at desc limit $3",
        service,
        since,
        limit
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(TicketId).collect())
}

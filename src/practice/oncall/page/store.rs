//! SQL of pages.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Beside, Next, Page, State};
use crate::error::Fault;
use crate::i18n::Language;
use crate::ids::{MessageId, PersonId, TicketId};

struct Row {
    id: i64,
    ticket: Option<i64>,
    title: String,
    platform: String,
    room: String,
    root: Option<String>,
    chain: String,
    steps: serde_json::Value,
    rounds: i16,
    priority: i16,
    state: String,
    step: i16,
    round: i16,
    started_at: DateTime<Utc>,
    acked_at: Option<DateTime<Utc>>,
    acked_by: Option<i64>,
    reminded: bool,
    started_by: Option<i64>,
    upkeep: Option<serde_json::Value>,
}

impl TryFrom<Row> for Page {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let broken = || Fault::Other(format!("page {} is {:?}, which does not fit", row.id, row.state));
        let next = Next {
            round: u8::try_from(row.round).map_err(|_| broken())?,
            step: usize::try_from(row.step).map_err(|_| broken())?,
        };
        let state = match row.state.as_str() {
            "open" => State::Open(next),
            "acked" => State::Acked {
                by: PersonId(row.acked_by.ok_or_else(broken)?),
                at: row.acked_at.ok_or_else(broken)?,
                reminded: row.reminded,
                next,
            },
            "ended" => State::Ended,
            "unanswered" => State::Unanswered,
            _ => return Err(broken()),
        };
        Ok(Self {
            id: row.id,
            ticket: row.ticket.map(TicketId),
            title: row.title,
            platform: row.platform,
            place: (row.room, row.root),
            chain: row.chain,
            steps: serde_json::from_value(row.steps)?,
            rounds: u8::try_from(row.rounds).unwrap_or(1),
            priority: u8::try_from(row.priority).unwrap_or(3),
            state,
            started_at: row.started_at,
            by: row.started_by.map(PersonId),
            beside: row.upkeep.map(serde_json::from_value::<Beside>).transpose()?,
        })
    }
}

fn small(number: usize) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

/// Writes a page that begins. None: one about its ticket runs already.
pub(super) async fn insert(conn: &mut PgConnection, page: &Page) -> Result<Option<i64>, Fault> {
    let id = sqlx::query_scalar!(
        "with number as (update counter set last = last + 1 where name = 'page' returning last)
         insert into page (id, ticket, title, platform, room, root, chain, steps, rounds, priority, state, step, round,
                           started_at, started_by, upkeep)
         values ((select last from number), $1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', 0, 0, $10, $11, $12)
         on conflict (ticket) where ended_at is null do nothing returning id",
        page.ticket.map(|id| id.0),
        page.title,
        page.platform,
        page.place.0,
        page.place.1,
        page.chain,
        serde_json::to_value(&page.steps)?,
        i16::from(page.rounds),
        i16::from(page.priority),
        page.started_at,
        page.by.map(|id| id.0),
        page.beside.as_ref().map(serde_json::to_value).transpose()?
    );
    Ok(id.fetch_optional(conn).await?)
}

/// The ticket that a page is about. None: there is no such page.
pub(super) async fn ticket_of(conn: &mut PgConnection, page: i64) -> Result<Option<Option<TicketId>>, Fault> {
    let ticket = sqlx::query_scalar!("select ticket from page where id = $1", page).fetch_optional(conn).await?;
    Ok(ticket.map(|ticket| ticket.map(TicketId)))
}

/// A page, locked: of two who answer at once one is second.
pub(super) async fn lock(conn: &mut PgConnection, id: i64) -> Result<Option<Page>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select id, ticket, title, platform, room, root, chain, steps, rounds, priority, state, step, round, started_at,
                acked_at, acked_by, reminded, started_by, upkeep
         from page where id = $1 for update",
        id
    );
    row.fetch_optional(conn).await?.map(Page::try_from).transpose()
}

/// The page about a ticket that runs, or ran last, locked.
pub(super) async fn of_ticket(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Page>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select id, ticket, title, platform, room, root, chain, steps, rounds, priority, state, step, round, started_at,
                acked_at, acked_by, reminded, started_by, upkeep
         from page where ticket = $1 order by id desc limit 1 for update",
        ticket.0
    );
    row.fetch_optional(conn).await?.map(Page::try_from).transpose()
}

/// Likewise, for those who only look.
pub(super) async fn seen_of_ticket(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Page>, Fault> {
    let row = sqlx::query_as!(
        Row,
        "select id, ticket, title, platform, room, root, chain, steps, rounds, priority, state, step, round, started_at,
                acked_at, acked_by, reminded, started_by, upkeep
         from page where ticket = $1 order by id desc limit 1",
        ticket.0
    );
    row.fetch_optional(conn).await?.map(Page::try_from).transpose()
}

/// The pages that run, the oldest first.
pub(super) async fn running(conn: &mut PgConnection, limit: i64) -> Result<Vec<Page>, Fault> {
    let rows = sqlx::query_as!(
        Row,
        "select id, ticket, title, platform, room, root, chain, steps, rounds, priority, state, step, round, started_at,
                acked_at, acked_by, reminded, started_by, upkeep
         from page where ended_at is null order by started_at, id limit $1",
        limit
    );
    rows.fetch_all(conn).await?.into_iter().map(Page::try_from).collect()
}

/// How many run.
pub(super) async fn count_running(conn: &mut PgConnection) -> Result<i64, Fault> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from page where ended_at is null"#);
    Ok(count.fetch_one(conn).await?)
}

/// Whether any page was ever started about a ticket.
pub(super) async fn was_paged(conn: &mut PgConnection, ticket: TicketId) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(r#"select exists (select from page where ticket = $1) as "found!""#, ticket.0);
    Ok(found.fetch_one(conn).await?)
}

/// The page that somebody was woken for last, of those that run; else of those that nobody has answered since a moment.
pub(super) async fn latest_for(
    conn: &mut PgConnection,
    person: PersonId,
    since: DateTime<Utc>,
) -> Result<Option<i64>, Fault> {
    let id = sqlx::query_scalar!(
        "select c.page from page_call c join page p on p.id = c.page
         where c.person = $1 and (p.ended_at is null or p.state = 'unanswered' and p.ended_at > $2)
         order by p.ended_at is null desc, c.at desc, c.page desc limit 1",
        person.0,
        since
    );
    Ok(id.fetch_optional(conn).await?)
}

/// The page of a message that has woken somebody.
pub(super) async fn by_message(conn: &mut PgConnection, message: MessageId) -> Result<Option<i64>, Fault> {
    let id = sqlx::query_scalar!("select page from page_call where message = $1 limit 1", message.0);
    Ok(id.fetch_optional(conn).await?)
}

/// The latest page about no ticket of which it is told in a thread what becomes of it.
pub(super) async fn by_place(conn: &mut PgConnection, room: &str, root: &str) -> Result<Option<i64>, Fault> {
    let id = sqlx::query_scalar!(
        "select id from page where ticket is null and room = $1 and root = $2 order by id desc limit 1",
        room,
        root
    );
    Ok(id.fetch_optional(conn).await?)
}

/// Writes where a page stands.
pub(super) async fn keep(conn: &mut PgConnection, page: &Page, now: DateTime<Utc>) -> Result<(), Fault> {
    let (acked_by, acked_at, reminded) = match page.state {
        State::Acked { by, at, reminded, .. } => (Some(by.0), Some(at), reminded),
        _ => (None, None, false),
    };
    let next = page.state.next();
    sqlx::query!(
        "update page set state = $2, round = coalesce($3, round), step = coalesce($4, step),
                acked_by = coalesce($5, acked_by), acked_at = coalesce($6, acked_at), reminded = $7, ended_at = $8,
                answered_by = case when answered_at is null then $5 else answered_by end,
                answered_at = coalesce(answered_at, $6),
                notified_at = coalesce(notified_at, (select min(o.sent_at) from page_call c join outbox o on o.id = c.message
                                                     where c.page = $1))
         where id = $1",
        page.id,
        page.state.name(),
        next.map(|next| i16::from(next.round)),
        next.map(|next| small(next.step)),
        acked_by,
        acked_at,
        reminded,
        (!page.state.runs()).then_some(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a page was about was solved, or it was ended; the first time counts.
pub(super) async fn resolved(conn: &mut PgConnection, page: i64, at: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!("update page set resolved_at = coalesce(resolved_at, $2) where id = $1", page, at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Somebody has answered by doing it; the first time counts.
pub(super) async fn answered(
    conn: &mut PgConnection,
    page: i64,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "update page set answered_at = $3, answered_by = $2 where id = $1 and answered_at is null",
        page,
        by.map(|by| by.0),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// That somebody was woken by a message.
#[derive(Debug, Clone)]
pub(super) struct Called {
    pub(super) message: MessageId,
    pub(super) person: PersonId,
    pub(super) language: Language,
}

/// Keeps that somebody was woken.
pub(super) async fn call(
    conn: &mut PgConnection,
    (page, next): (i64, Next),
    called: &Called,
    account: &str,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into page_call (page, round, step, person, at, message, account, language)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint page_call_pk do nothing",
        page,
        i16::from(next.round),
        small(next.step),
        called.person.0,
        now,
        called.message.0,
        account,
        called.language.code()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Everybody who was woken for a page, by their messages.
pub(super) async fn calls(conn: &mut PgConnection, page: i64) -> Result<Vec<Called>, Fault> {
    let rows =
        sqlx::query!("select message, person, language from page_call where page = $1 order by at, message", page);
    let rows = rows.fetch_all(conn).await?;
    let called = rows.into_iter().map(|row| Called {
        message: MessageId(row.message),
        person: PersonId(row.person),
        language: Language::read(&row.language).unwrap_or(Language::En),
    });
    Ok(called.collect())
}

/// Whose turn it is after whoever had it last, of these; and it is theirs from now on.
pub(super) async fn take_turn(
    conn: &mut PgConnection,
    (chain, step): (&str, usize),
    of: &[String],
) -> Result<Option<String>, Fault> {
    let last =
        sqlx::query_scalar!("select last from page_turn where chain = $1 and step = $2 for update", chain, small(step));
    let last = last.fetch_optional(&mut *conn).await?;
    let after = last.and_then(|last| of.iter().position(|one| *one == last)).map_or(0, |at| (at + 1) % of.len().max(1));
    let Some(next) = of.get(after) else { return Ok(None) };
    sqlx::query!(
        "insert into page_turn (chain, step, last) values ($1, $2, $3)
         on conflict on constraint page_turn_pk do update set last = excluded.last",
        chain,
        small(step),
        next
    )
    .execute(conn)
    .await?;
    Ok(Some(next.clone()))
}

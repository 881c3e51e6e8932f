//! SQL of messages that wake somebody for several pages, and of what waits for the next of them.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::i18n::Language;
use crate::ids::{MessageId, PersonId, TicketId};
use crate::practice::oncall::page::model::Next;

/// When somebody was woken lately for other pages about the same thing, and how many messages have woken them since a moment.
pub(super) async fn lately(
    conn: &mut PgConnection,
    person: PersonId,
    (page, about): (i64, &str),
    (same_since, since, now): (DateTime<Utc>, DateTime<Utc>, DateTime<Utc>),
) -> Result<(Option<DateTime<Utc>>, i64), Fault> {
    let row = sqlx::query!(
        r#"select max(c.at) filter (where c.page <> $2 and c.at > $4
                                      and p.ticket is not null and coalesce(t.service, 'chain:' || p.chain) = $3) as same,
                  count(distinct c.message) as "messages!"
           from page_call c join page p on p.id = c.page left join ticket t on t.id = p.ticket
           where c.person = $1 and c.at > $5 and c.at <= $6"#,
        person.0,
        page,
        about,
        same_since,
        since,
        // What came while the clock was ahead was not lately.
        now
    );
    let row = row.fetch_one(conn).await?;
    Ok((row.same, row.messages))
}

/// Somebody is to be woken with the next message.
pub(super) async fn hold(
    conn: &mut PgConnection,
    (page, next): (i64, Next),
    (person, account): (PersonId, &str),
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into page_bundled (page, round, step, person, account, held_at) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint page_bundled_pk do nothing",
        page,
        i16::from(next.round),
        i16::try_from(next.step).unwrap_or(i16::MAX),
        person.0,
        account,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Something that somebody is to be woken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) page: i64,
    pub(super) next: Next,
}

/// The pages that somebody is to be woken for with the next message, in the order in which they are locked.
pub(super) async fn held(conn: &mut PgConnection, person: PersonId) -> Result<Vec<i64>, Fault> {
    let pages = sqlx::query_scalar!(
        "select p.id from page_bundled h join page p on p.id = h.page where h.person = $1
         group by p.id order by p.ticket, p.id",
        person.0
    );
    Ok(pages.fetch_all(conn).await?)
}

/// Takes what somebody is to be woken for, the oldest first.
pub(super) async fn take(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Held>, Fault> {
    let rows = sqlx::query!(
        "with taken as (delete from page_bundled where person = $1 returning page, round, step, held_at)
         select page, round, step from taken order by held_at, page, round, step",
        person.0
    );
    let rows = rows.fetch_all(conn).await?;
    let held = rows.into_iter().map(|row| Held {
        page: row.page,
        next: Next {
            round: u8::try_from(row.round).unwrap_or_default(),
            step: usize::try_from(row.step).unwrap_or_default(),
        },
    });
    Ok(held.collect())
}

/// The pages of a message, in the order in which they are locked.
pub(super) async fn pages(conn: &mut PgConnection, message: MessageId) -> Result<Vec<i64>, Fault> {
    let pages = sqlx::query_scalar!(
        "select p.id from page_call c join page p on p.id = c.page where c.message = $1
         group by p.id order by p.ticket, p.id",
        message.0
    );
    Ok(pages.fetch_all(conn).await?)
}

/// Whether a message to anybody else of the same step of a page can still be read.
pub(in super::super::super) async fn is_somebody_reached(
    conn: &mut PgConnection,
    page: i64,
    lost: MessageId,
) -> Result<bool, Fault> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from page_call c join page_call l on l.page = c.page and l.round = c.round and l.step = c.step
             join outbox o on o.id = c.message
             where l.page = $1 and l.message = $2 and c.message <> $2 and o.state not in ('refused', 'dropped'))
             as "found!""#,
        page,
        lost.0
    );
    Ok(found.fetch_one(conn).await?)
}

/// A page of a message, as it is shown to whoever has followed a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super::super) struct Shown {
    /// What it is about.
    pub(in super::super::super) title: String,
    /// Where it stands.
    pub(in super::super::super) state: String,
    /// Who has answered.
    pub(in super::super::super) by: Option<String>,
    /// The next step, which changes when somebody has it taken.
    pub(in super::super::super) next: (i16, i16),
}

/// How the pages of a message stand.
pub(in super::super::super) async fn states(conn: &mut PgConnection, message: MessageId) -> Result<Vec<Shown>, Fault> {
    let rows = sqlx::query!(
        r#"select p.ticket, p.title, p.state, p.round, p.step,
                  (select coalesce(i.name, i.account) from identity i
                   where i.person = p.acked_by and i.platform = p.platform order by i.account limit 1) as "by?"
           from page p where p.id in (select page from page_call where message = $1) order by p.id"#,
        message.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Shown {
            title: row.ticket.map_or(row.title.clone(), |id| format!("{} {}", TicketId(id), row.title)),
            state: row.state,
            by: row.by,
            next: (row.round, row.step),
        })
        .collect())
}

/// On which platform, and in which language, a message has woken somebody.
pub(in super::super::super) async fn addressee(
    conn: &mut PgConnection,
    message: MessageId,
) -> Result<Option<(String, Option<Language>)>, Fault> {
    let row = sqlx::query!(
        "select p.platform, c.language from page_call c join page p on p.id = c.page where c.message = $1 limit 1",
        message.0
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| (row.platform, Language::read(&row.language))))
}

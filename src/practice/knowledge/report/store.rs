//! SQL of what articles are used for: what was opened, looked for, suggested and solved.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{ArticleId, PersonId, TicketId};

/// Keeps that somebody has opened an article.
pub(in super::super) async fn used(
    conn: &mut PgConnection,
    id: ArticleId,
    ticket: Option<TicketId>,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into article_use (article, ticket, person, at) values ($1, $2, $3, $4)",
        id.0,
        ticket.map(|id| id.0),
        person.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what was looked for, and how much was found.
pub(in super::super) async fn asked(
    conn: &mut PgConnection,
    words: &str,
    found: i32,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!("insert into article_question (at, words, found) values ($1, $2, $3)", now, words, found)
        .execute(conn)
        .await?;
    Ok(())
}

/// How much was suggested and solved in a time.
#[derive(Debug)]
pub(in super::super) struct Deflection {
    /// Tickets that were raised.
    pub(in super::super) raised: i64,
    /// Tickets whose requester was told of an article.
    pub(in super::super) offered: i64,
    /// Tickets that one has solved.
    pub(in super::super) solved: i64,
    /// Tickets of which the requester said that none helped.
    pub(in super::super) rejected: i64,
}

/// Likewise.
pub(in super::super) async fn deflection(
    conn: &mut PgConnection,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Deflection, Fault> {
    let row = sqlx::query!(
        r#"with told as (
             select ticket, bool_or(outcome = 'solved') as solved, bool_or(outcome = 'rejected') as rejected
             from article_offer where at >= $1 and at < $2 and not inside group by ticket)
           select (select count(*) from ticket where created_at >= $1 and created_at < $2 and id < 1::bigint << 40)
                    as "raised!",
                  count(*) as "offered!", count(*) filter (where solved) as "solved!",
                  count(*) filter (where rejected and solved is not true) as "rejected!"
           from told"#,
        from,
        to
    );
    let row = row.fetch_one(conn).await?;
    Ok(Deflection { raised: row.raised, offered: row.offered, solved: row.solved, rejected: row.rejected })
}

/// An article and how often it was of use in a time.
#[derive(Debug)]
pub(in super::super) struct Used {
    pub(in super::super) article: ArticleId,
    pub(in super::super) opened: i64,
    pub(in super::super) solved: i64,
}

/// The articles that were used most in a time.
pub(in super::super) async fn most_used(
    conn: &mut PgConnection,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    inside: bool,
    limit: i64,
) -> Result<Vec<Used>, Fault> {
    let rows = sqlx::query!(
        r#"with opened as (select article, count(*) as n from article_use where at >= $1 and at < $2 group by article),
                solved as (select article, count(*) as n from article_offer
                           where at >= $1 and at < $2 and outcome = 'solved' group by article)
           select a.id, coalesce(o.n, 0) as "opened!", coalesce(s.n, 0) as "solved!"
           from article a left join opened o on o.article = a.id left join solved s on s.article = a.id
           where (o.n is not null or s.n is not null) and ($3 or a.audience = 'public' and a.state <> 'draft')
           order by coalesce(o.n, 0) + 3 * coalesce(s.n, 0) desc, a.id limit $4"#,
        from,
        to,
        inside,
        limit
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| Used { article: ArticleId(row.id), opened: row.opened, solved: row.solved }).collect())
}

/// What was looked for in a time and not found, the most frequent first.
pub(in super::super) async fn unfound(
    conn: &mut PgConnection,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    limit: i64,
) -> Result<Vec<(String, i64)>, Fault> {
    let rows = sqlx::query!(
        r#"select min(words) as "words!", count(*) as "often!" from article_question
           where found = 0 and at >= $1 and at < $2 group by lower(words) order by count(*) desc, lower(words) limit $3"#,
        from,
        to,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (row.words, row.often)).collect())
}

/// An article that is worth less than it could be.
#[derive(Debug)]
pub(in super::super) struct Weak {
    pub(in super::super) article: ArticleId,
    pub(in super::super) helpful: i64,
    pub(in super::super) unhelpful: i64,
}

/// The articles in use against which there are more votes than for them, and so many at least; the worst first.
pub(in super::super) async fn to_rework(
    conn: &mut PgConnection,
    from: i64,
    (offset, limit): (i64, i64),
) -> Result<(Vec<Weak>, i64), Fault> {
    let rows = sqlx::query!(
        r#"with said as (
             select v.article, count(*) filter (where v.helpful) as helpful, count(*) filter (where not v.helpful) as unhelpful
             from article_vote v join article a on a.id = v.article
             where a.state = 'published' and v.at >= a.edited_at group by v.article)
           select article, helpful as "helpful!", unhelpful as "unhelpful!", count(*) over () as "all!" from said
           where unhelpful >= $1 and unhelpful > helpful order by unhelpful - helpful desc, article offset $2 limit $3"#,
        from,
        offset,
        limit
    );
    let rows = rows.fetch_all(conn).await?;
    let all = rows.first().map_or(0, |row| row.all);
    let weak = rows.into_iter().map(|row| Weak {
        article: ArticleId(row.article),
        helpful: row.helpful,
        unhelpful: row.unhelpful,
    });
    Ok((weak.collect(), all))
}

/// The articles that have been in use since a day without anybody having opened one or been told of it.
pub(in super::super) async fn unused(
    conn: &mut PgConnection,
    since: NaiveDate,
    limit: i64,
) -> Result<(Vec<ArticleId>, i64), Fault> {
    let rows = sqlx::query!(
        r#"select id, count(*) over () as "all!" from article a
           where state = 'published' and edited_at < $1::date
             and not exists (select from article_use u where u.article = a.id and u.at >= $1::date)
             and not exists (select from article_offer o where o.article = a.id and o.at >= $1::date)
           order by edited_at, id limit $2"#,
        since,
        limit
    );
    let rows = rows.fetch_all(conn).await?;
    let all = rows.first().map_or(0, |row| row.all);
    Ok((rows.into_iter().map(|row| ArticleId(row.id)).collect(), all))
}

//! SQL of what was suggested for tickets, and what became of it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::error::Fault;
use crate::ids::{ArticleId, MessageId, TicketId};

/// How often something was said unasked of a ticket.
pub(in super::super) async fn spoken(conn: &mut PgConnection, ticket: TicketId, inside: bool) -> Result<i16, Fault> {
    let spoken =
        sqlx::query_scalar!("select spoken from article_look where ticket = $1 and inside = $2", ticket.0, inside);
    Ok(spoken.fetch_optional(conn).await?.unwrap_or(0))
}

/// Notes that something is looked up for a ticket. False: it was before.
pub(in super::super) async fn first_look(
    conn: &mut PgConnection,
    ticket: TicketId,
    inside: bool,
) -> Result<bool, Fault> {
    let inserted = sqlx::query!(
        "insert into article_look (ticket, inside, spoken) values ($1, $2, 0)
         on conflict on constraint article_look_pk do nothing",
        ticket.0,
        inside
    );
    Ok(inserted.execute(conn).await?.rows_affected() == 1)
}

/// Notes that something was said unasked, or that nothing is to be said any more.
pub(in super::super) async fn spoke(
    conn: &mut PgConnection,
    ticket: TicketId,
    inside: bool,
    times: i16,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into article_look (ticket, inside, spoken) values ($1, $2, $3)
         on conflict on constraint article_look_pk do update set spoken = article_look.spoken + $3",
        ticket.0,
        inside,
        times
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The articles that were suggested for a ticket to anybody.
pub(in super::super) async fn offered(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<ArticleId>, Fault> {
    let ids =
        sqlx::query_scalar!("select distinct article from article_offer where ticket = $1 order by article", ticket.0);
    Ok(ids.fetch_all(conn).await?.into_iter().map(ArticleId).collect())
}

/// Keeps which articles a message suggests for a ticket.
pub(in super::super) async fn offer(
    conn: &mut PgConnection,
    ticket: TicketId,
    articles: &[ArticleId],
    inside: bool,
    message: MessageId,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let ids: Vec<i64> = articles.iter().map(|id| id.0).collect();
    sqlx::query!(
        "insert into article_offer (ticket, article, inside, message, at)
         select $1, a.id, $3, $4, $5 from unnest($2::bigint[]) as a (id)",
        ticket.0,
        &ids,
        inside,
        message.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what became of the articles of a message: of one that it has solved the ticket, of all that they did not; None: of
/// those of which it was said before, nothing.
pub(in super::super) async fn end_offer(
    conn: &mut PgConnection,
    message: MessageId,
    article: Option<ArticleId>,
    outcome: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    sqlx::query!(
        "update article_offer set outcome = $3, ended_at = case when $3::text is null then null else $4::timestamptz end
         where message = $1 and ($2::bigint is null or article = $2)",
        message.0,
        article.map(|id| id.0),
        outcome,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The article of a message that has solved its ticket.
pub(in super::super) async fn solved_by(
    conn: &mut PgConnection,
    message: MessageId,
) -> Result<Option<ArticleId>, Fault> {
    let id =
        sqlx::query_scalar!("select article from article_offer where message = $1 and outcome = 'solved'", message.0);
    Ok(id.fetch_optional(conn).await?.map(ArticleId))
}

/// The latest tickets, but this one, that each of these articles has solved or was opened for. Private ones are not told.
pub(in super::super) async fn tickets_of(
    conn: &mut PgConnection,
    articles: &[ArticleId],
    but: TicketId,
) -> Result<Vec<(ArticleId, TicketId)>, Fault> {
    let ids: Vec<i64> = articles.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"select a.id as "article!", u.ticket as "ticket!" from unnest($1::bigint[]) as a (id)
           cross join lateral (
             select t.id as ticket from ticket t
             where t.id in (select o.ticket from article_offer o where o.article = a.id and o.outcome = 'solved'
                            union select u.ticket from article_use u where u.article = a.id and u.ticket is not null)
               and t.id <> $2 and not t.private
             order by t.id desc limit 3) u
           order by array_position($1::bigint[], a.id), u.ticket desc"#,
        &ids,
        but.0
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| (ArticleId(row.article), TicketId(row.ticket))).collect())
}

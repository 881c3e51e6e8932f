//! SQL of articles, their versions and votes.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::model::{Article, Audience, State, Text};
use crate::error::Fault;
use crate::i18n::Language;
use crate::ids::{ArticleId, PersonId, TicketId};

/// The next number of an article.
pub(super) async fn next_id(conn: &mut PgConnection) -> Result<ArticleId, Fault> {
    let number = sqlx::query_scalar!("update counter set last = last + 1 where name = 'article' returning last");
    Ok(ArticleId(number.fetch_one(conn).await?))
}

struct Row {
    id: i64,
    state: String,
    audience: String,
    services: Vec<String>,
    owner: Option<String>,
    review_on: Option<NaiveDate>,
    reminded: i16,
    revision: i32,
    from_ticket: Option<i64>,
    file: Option<String>,
    asking: Option<Value>,
    created_at: DateTime<Utc>,
    edited_at: DateTime<Utc>,
}

impl Row {
    fn article(self, texts: Vec<Text>) -> Result<Article, Fault> {
        let broken = || Fault::Other(format!("the row of KB-{} does not fit", self.id));
        Ok(Article {
            id: ArticleId(self.id),
            state: State::read(&self.state).ok_or_else(broken)?,
            audience: Audience::read(&self.audience).ok_or_else(broken)?,
            services: self.services,
            owner: self.owner,
            review_on: self.review_on,
            reminded: self.reminded,
            revision: self.revision,
            texts,
            from_ticket: self.from_ticket.map(TicketId),
            file: self.file,
            asking: self.asking.map(serde_json::from_value).transpose()?,
            created_at: self.created_at,
            edited_at: self.edited_at,
        })
    }
}

/// Articles by their numbers, in this order.
pub(super) async fn by_ids(conn: &mut PgConnection, ids: &[ArticleId]) -> Result<Vec<Article>, Fault> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query_as!(
        Row,
        "select id, state, audience, services, owner, review_on, reminded, revision, from_ticket, file, asking,
                created_at, edited_at
         from article where id = any($1) order by array_position($1::bigint[], id)",
        &ids
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    let mut texts = texts(conn, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let own = texts.remove(&row.id).unwrap_or_default();
            row.article(own)
        })
        .collect()
}

/// The languages of articles, that in which each was written first.
pub(super) async fn texts(conn: &mut PgConnection, ids: &[i64]) -> Result<BTreeMap<i64, Vec<Text>>, Fault> {
    let rows = sqlx::query!(
        "select article, language, title, symptoms, solution from article_text where article = any($1)
         order by article, position",
        ids
    );
    let mut texts: BTreeMap<i64, Vec<Text>> = BTreeMap::new();
    for row in rows.fetch_all(conn).await? {
        let language = Language::read(&row.language)
            .ok_or_else(|| Fault::Other(format!("KB-{} has the language {:?}", row.article, row.language)))?;
        let text = Text { language, title: row.title, symptoms: row.symptoms, solution: row.solution };
        texts.entry(row.article).or_default().push(text);
    }
    Ok(texts)
}

/// An article, locked.
pub(super) async fn lock(conn: &mut PgConnection, id: ArticleId) -> Result<Option<Article>, Fault> {
    sqlx::query!("select id from article where id = $1 for update", id.0).fetch_optional(&mut *conn).await?;
    Ok(by_ids(conn, &[id]).await?.pop())
}

/// Who writes an article, and by which event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Write<'a> {
    /// Who; None: it is imported.
    pub(super) person: Option<PersonId>,
    /// The row of the event in the inbox; 0: none.
    pub(super) cause: i64,
    /// What is done.
    pub(super) act: &'a str,
    /// Why, as they say it.
    pub(super) why: &'a str,
    /// When.
    pub(super) now: DateTime<Utc>,
}

/// Writes happen one after the other, so that stamps are seen in their order.
async fn in_turn(conn: &mut PgConnection) -> Result<(), Fault> {
    sqlx::query!(r#"select pg_advisory_xact_lock(hashtext('article')) as "locked!: ()""#).fetch_one(conn).await?;
    Ok(())
}

/// Writes a new article and its first version.
pub(super) async fn insert(conn: &mut PgConnection, article: &Article, write: Write<'_>) -> Result<(), Fault> {
    in_turn(conn).await?;
    sqlx::query!(
        "insert into article (id, state, audience, services, owner, review_on, revision, from_ticket, file, created_at,
                              changed_at, edited_at, stamp, cause)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, nextval('article_stamp'), $12)",
        article.id.0,
        article.state.name(),
        article.audience.name(),
        &article.services,
        article.owner,
        article.review_on,
        article.revision,
        article.from_ticket.map(|id| id.0),
        article.file,
        article.created_at,
        write.now,
        write.cause
    )
    .execute(&mut *conn)
    .await?;
    put_texts(conn, article).await?;
    put_version(conn, article, write).await
}

/// Writes an article as it is now, and that version of it.
pub(super) async fn update(conn: &mut PgConnection, article: &Article, write: Write<'_>) -> Result<(), Fault> {
    in_turn(conn).await?;
    let rows = sqlx::query!(
        "update article set state = $2, audience = $3, services = $4, owner = $5, review_on = $6, reminded = $7,
                            revision = $8, file = $9, asking = $10, changed_at = $11, rework_told = rework_told and edited_at = $12,
                            edited_at = $12, stamp = nextval('article_stamp'), cause = $13
         where id = $1",
        article.id.0,
        article.state.name(),
        article.audience.name(),
        &article.services,
        article.owner,
        article.review_on,
        article.reminded,
        article.revision,
        article.file,
        article.asking.as_ref().map(serde_json::to_value).transpose()?,
        write.now,
        article.edited_at,
        write.cause
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if rows != 1 {
        return Err(Fault::Other(format!("{} vanished while it was changed", article.id)));
    }
    put_texts(conn, article).await?;
    put_version(conn, article, write).await
}

async fn put_texts(conn: &mut PgConnection, article: &Article) -> Result<(), Fault> {
    let column = |of: fn(&Text) -> &str| article.texts.iter().map(|text| of(text).to_owned()).collect::<Vec<_>>();
    let languages = column(|text| text.language.code());
    sqlx::query!("delete from article_text where article = $1", article.id.0).execute(&mut *conn).await?;
    sqlx::query!(
        "insert into article_text (article, language, position, title, symptoms, solution)
         select $1, t.language, (t.nr - 1)::smallint, t.title, t.symptoms, t.solution
         from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality
              as t (language, title, symptoms, solution, nr)",
        article.id.0,
        &languages,
        &column(|text| &text.title),
        &column(|text| &text.symptoms),
        &column(|text| &text.solution)
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn put_version(conn: &mut PgConnection, article: &Article, write: Write<'_>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into article_version (article, revision, person, at, act, why, texts) values ($1, $2, $3, $4, $5, $6, $7)",
        article.id.0,
        article.revision,
        write.person.map(|id| id.0),
        write.now,
        write.act,
        write.why,
        serde_json::to_value(&article.texts)?
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what is asked of whoever writes an article, and nothing else of it.
pub(super) async fn set_asking(conn: &mut PgConnection, article: &Article) -> Result<(), Fault> {
    let asking = article.asking.as_ref().map(serde_json::to_value).transpose()?;
    sqlx::query!("update article set asking = $2 where id = $1", article.id.0, asking).execute(conn).await?;
    Ok(())
}

/// The articles of which something is asked of a person, the latest first.
pub(super) async fn asked_of(conn: &mut PgConnection, person: PersonId) -> Result<Vec<ArticleId>, Fault> {
    let ids = sqlx::query_scalar!(
        "select id from article where asking is not null and asking->>'person' = $1::bigint::text
         order by id desc limit 20",
        person.0
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(ArticleId).collect())
}

/// A version, as history shows it.
#[derive(Debug)]
pub(super) struct Version {
    pub(super) revision: i32,
    pub(super) person: Option<PersonId>,
    pub(super) at: DateTime<Utc>,
    pub(super) act: String,
    pub(super) why: String,
}

/// The latest versions of an article, and how many there are.
pub(super) async fn versions(conn: &mut PgConnection, id: ArticleId, limit: i64) -> Result<(Vec<Version>, i64), Fault> {
    let rows = sqlx::query!(
        r#"select revision, person, at, act, why, count(*) over () as "all!" from article_version
           where article = $1 order by revision desc limit $2"#,
        id.0,
        limit
    );
    let rows = rows.fetch_all(conn).await?;
    let all = rows.first().map_or(0, |row| row.all);
    let versions = rows.into_iter().map(|row| Version {
        revision: row.revision,
        person: row.person.map(PersonId),
        at: row.at,
        act: row.act,
        why: row.why,
    });
    Ok((versions.collect(), all))
}

/// A version of an article by its number.
pub(super) async fn version(conn: &mut PgConnection, id: ArticleId, revision: i32) -> Result<Option<Vec<Text>>, Fault> {
    let texts =
        sqlx::query_scalar!("select texts from article_version where article = $1 and revision = $2", id.0, revision);
    Ok(texts.fetch_optional(conn).await?.map(serde_json::from_value).transpose()?)
}

/// The texts of the latest version that came about by this act.
pub(super) async fn texts_of_act(
    conn: &mut PgConnection,
    id: ArticleId,
    act: &str,
) -> Result<Option<Vec<Text>>, Fault> {
    let texts = sqlx::query_scalar!(
        "select texts from article_version where article = $1 and act = $2 order by revision desc limit 1",
        id.0,
        act
    );
    Ok(texts.fetch_optional(conn).await?.map(serde_json::from_value).transpose()?)
}

/// Keeps what somebody says of an article; None: they take it back. False: it says nothing new.
pub(super) async fn vote(
    conn: &mut PgConnection,
    id: ArticleId,
    person: PersonId,
    helpful: Option<bool>,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let rows = match helpful {
        Some(helpful) => {
            sqlx::query!(
                "insert into article_vote (article, person, helpful, at) values ($1, $2, $3, $4)
                 on conflict on constraint article_vote_pk do update set helpful = excluded.helpful, at = excluded.at
                 where article_vote.helpful <> excluded.helpful",
                id.0,
                person.0,
                helpful,
                now
            )
            .execute(conn)
            .await?
        }
        None => {
            sqlx::query!("delete from article_vote where article = $1 and person = $2", id.0, person.0)
                .execute(conn)
                .await?
        }
    };
    Ok(rows.rows_affected() > 0)
}

/// What somebody has said of an article.
pub(super) async fn vote_of(conn: &mut PgConnection, id: ArticleId, person: PersonId) -> Result<Option<bool>, Fault> {
    let vote =
        sqlx::query_scalar!("select helpful from article_vote where article = $1 and person = $2", id.0, person.0);
    Ok(vote.fetch_optional(conn).await?)
}

/// Notes that an article's owner is told that it is to be reworked. False: they were told of these words before.
pub(super) async fn tell_rework(conn: &mut PgConnection, id: ArticleId) -> Result<bool, Fault> {
    let rows = sqlx::query!("update article set rework_told = true where id = $1 and not rework_told", id.0);
    Ok(rows.execute(conn).await?.rows_affected() == 1)
}

/// An index in memory reads an article again whose votes or solved tickets are others.
pub(super) async fn touch(conn: &mut PgConnection, id: ArticleId, cause: i64) -> Result<(), Fault> {
    in_turn(conn).await?;
    sqlx::query!("update article set stamp = nextval('article_stamp'), cause = $2 where id = $1", id.0, cause)
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes who answers for an article, and how often they were reminded of it.
pub(super) async fn set_care(
    conn: &mut PgConnection,
    id: ArticleId,
    owner: Option<&str>,
    reminded: i16,
) -> Result<(), Fault> {
    sqlx::query!("update article set owner = $2, reminded = $3 where id = $1", id.0, owner, reminded)
        .execute(conn)
        .await?;
    Ok(())
}

/// The articles in use for which somebody answers, a page of them.
pub(super) async fn owned_by(conn: &mut PgConnection, owners: &[String]) -> Result<Vec<ArticleId>, Fault> {
    let ids = sqlx::query_scalar!(
        "select id from article where owner = any($1) and state <> 'retired' order by id limit 1000",
        owners
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(ArticleId).collect())
}

/// The articles in use that must be looked at by a day, the longest overdue first.
pub(super) async fn due(
    conn: &mut PgConnection,
    by: NaiveDate,
    owner: Option<&str>,
    (offset, limit): (i64, i64),
) -> Result<(Vec<ArticleId>, i64), Fault> {
    let rows = sqlx::query!(
        r#"select id, count(*) over () as "all!" from article
           where state = 'published' and review_on <= $1 and ($2::text is null or owner = $2)
           order by review_on, id offset $3 limit $4"#,
        by,
        owner,
        offset,
        limit
    );
    let rows = rows.fetch_all(conn).await?;
    let all = rows.first().map_or(0, |row| row.all);
    Ok((rows.into_iter().map(|row| ArticleId(row.id)).collect(), all))
}

/// The drafts of an owner, the latest first.
pub(super) async fn drafts(conn: &mut PgConnection, owner: &str, limit: i64) -> Result<Vec<ArticleId>, Fault> {
    let ids = sqlx::query_scalar!(
        "select id from article where state = 'draft' and owner = $1 order by id desc limit $2",
        owner,
        limit
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(ArticleId).collect())
}

/// The article that was imported from a file.
pub(super) async fn by_file(conn: &mut PgConnection, file: &str) -> Result<Option<Article>, Fault> {
    let id = sqlx::query_scalar!("select id from article where file = $1 for update", file);
    match id.fetch_optional(&mut *conn).await? {
        Some(id) => Ok(by_ids(conn, &[ArticleId(id)]).await?.pop()),
        None => Ok(None),
    }
}

/// The numbers of all articles, in order.
pub(super) async fn all(conn: &mut PgConnection) -> Result<Vec<ArticleId>, Fault> {
    let ids = sqlx::query_scalar!("select id from article order by id");
    Ok(ids.fetch_all(conn).await?.into_iter().map(ArticleId).collect())
}

/// A write of an article that an index follows.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) article: i64,
    pub(super) stamp: i64,
    pub(super) state: State,
    pub(super) audience: Audience,
    pub(super) services: Vec<String>,
    pub(super) review_on: Option<NaiveDate>,
}

/// The articles that were written since a stamp by other events, in the order of their writes.
pub(super) async fn written_since(
    conn: &mut PgConnection,
    stamp: i64,
    cause: i64,
    limit: i64,
) -> Result<Vec<Written>, Fault> {
    let rows = sqlx::query!(
        "select id, stamp, state, audience, services, review_on from article
         where stamp > $1 and cause <> $2 order by stamp limit $3",
        stamp,
        cause,
        limit
    );
    let broken = |id: i64| Fault::Other(format!("the row of KB-{id} does not fit"));
    let rows = rows.fetch_all(conn).await?.into_iter().map(|row| {
        Ok(Written {
            article: row.id,
            stamp: row.stamp,
            state: State::read(&row.state).ok_or_else(|| broken(row.id))?,
            audience: Audience::read(&row.audience).ok_or_else(|| broken(row.id))?,
            services: row.services,
            review_on: row.review_on,
        })
    });
    rows.collect()
}

/// The titles of the latest tickets that each of these articles has solved; of private ones nobody reads.
pub(super) async fn solved(conn: &mut PgConnection, ids: &[i64]) -> Result<BTreeMap<i64, Vec<String>>, Fault> {
    let rows = sqlx::query!(
        r#"select a.id as "id!", s.title as "title!" from unnest($1::bigint[]) as a (id)
           cross join lateral (
             select t.title from article_offer o join ticket t on t.id = o.ticket
             where o.article = a.id and o.outcome = 'solved' and not t.private order by o.at desc limit 20) s"#,
        ids
    );
    let mut solved: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for row in rows.fetch_all(conn).await? {
        solved.entry(row.id).or_default().push(row.title);
    }
    Ok(solved)
}

/// What was said of the present words of these articles: how many found them helpful, and how many did not.
pub(super) async fn votes_of(conn: &mut PgConnection, ids: &[i64]) -> Result<BTreeMap<i64, (u32, u32)>, Fault> {
    let rows = sqlx::query!(
        r#"select v.article, count(*) filter (where v.helpful) as "helpful!",
                  count(*) filter (where not v.helpful) as "unhelpful!"
           from article_vote v join article a on a.id = v.article
           where a.id = any($1) and v.at >= a.edited_at group by v.article"#,
        ids
    );
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| (row.article, (number(row.helpful), number(row.unhelpful)))).collect())
}

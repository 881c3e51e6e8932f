//! SQL of the search.

use sqlx::PgConnection;

use super::{Alike, Found, Inside, Query, Within};
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};
use crate::ticket::list::Scope;

/// Places of the index that are looked at, the newest tickets first: words that stand everywhere find nothing in
/// particular, however many are compared.
const LOOKED_AT: i64 = 2000;
/// So many tickets, the newest ones, are enough for words that stand everywhere: to fetch all their places takes long.
const RECENT: i64 = 10_000;
/// Where so many have all that is looked for, those that have only a part of it would come far behind.
const ENOUGH: i64 = 50;

/// The German and English stems of a word, as a query; empty where it has none worth looking for.
pub async fn stems(conn: &mut PgConnection, words: &[String]) -> Result<Vec<String>, Fault> {
    let stems = sqlx::query_scalar!(
        r#"select (plainto_tsquery('pg_catalog.german', word) || plainto_tsquery('pg_catalog.english', word))::text as "stem!"
           from unnest($1::text[]) with ordinality as w (word, nr) order by nr"#,
        words
    );
    Ok(stems.fetch_all(conn).await?)
}

/// Of these folded words, those that somebody has written, at least as the beginning of a longer one.
pub async fn known(conn: &mut PgConnection, words: &[String]) -> Result<Vec<String>, Fault> {
    let found = sqlx::query_scalar!(
        r#"select word as "word!" from unnest($1::text[]) as w (word)
           where exists (select from search_word s where s.word like w.word || '%')"#,
        words
    );
    Ok(found.fetch_all(conn).await?)
}

/// Whether words can be compared by their letters, which the server may lack; from here to the end of the transaction
/// also those count that have little in common: of six letters, two exchanged ones change most of what is compared.
pub async fn can_guess(conn: &mut PgConnection) -> Result<bool, Fault> {
    let can = sqlx::query!(
        r#"select to_regprocedure('similarity(text, text)') is not null as "can!",
                  set_config('pg_trgm.similarity_threshold', '0.2', true) as threshold"#
    );
    Ok(can.fetch_one(conn).await?.can)
}

/// Words that somebody has written and that share letters with this one, the most alike first.
pub async fn like(conn: &mut PgConnection, word: &str) -> Result<Vec<String>, Fault> {
    let words = sqlx::query_scalar!(
        r#"select word as "word!" from search_word where word % $1 order by similarity(word, $1) desc, word limit 40"#,
        word
    );
    Ok(words.fetch_all(conn).await?)
}

/// The tickets that fit best, and how many were found; those behind `offset`, `limit` at most.
pub async fn find(
    conn: &mut PgConnection,
    query: &Query,
    within: &Within<'_>,
    page: (i64, i64),
) -> Result<(Vec<Found>, i64), Fault> {
    if query.terms.len() > 1 {
        let hits = ask(conn, (&query.all, &query.terms), within, page, 0).await?;
        if hits.total >= ENOUGH {
            return Ok((hits.found, hits.total));
        }
    }
    let wanted = (query.any.as_str(), query.terms.as_slice());
    if !matches!(within.scope, Scope::Mine(_)) {
        let last = sqlx::query_scalar!("select last from counter where name = 'ticket'").fetch_one(&mut *conn).await?;
        let hits = ask(conn, wanted, within, page, (last - RECENT).max(0)).await?;
        if hits.looked_at >= LOOKED_AT || last <= RECENT {
            return Ok((hits.found, hits.total));
        }
    }
    let hits = ask(conn, wanted, within, page, 0).await?;
    Ok((hits.found, hits.total))
}

/// What one query gives.
struct Hits {
    found: Vec<Found>,
    total: i64,
    looked_at: i64,
}

/// Asks for a query among the tickets with a number above `above`.
async fn ask(
    conn: &mut PgConnection,
    (wanted, terms): (&str, &[String]),
    within: &Within<'_>,
    (offset, limit): (i64, i64),
    above: i64,
) -> Result<Hits, Fault> {
    let Within { scope, filter, eyes, inside, in_public } = within;
    let (mut own, mut teams, mut platform, mut at) = (None, None, None, None);
    match scope {
        Scope::Mine(person) => own = Some(person.0),
        Scope::Teams(of) => teams = Some(of.as_slice()),
        Scope::Room { platform: on, room } => (platform, at) = (Some(on.as_str()), Some(room.as_str())),
        Scope::All => {}
    }
    let rows = sqlx::query!(
        r#"with found as materialized (
               select * from (
                   select ticket, entry, internal, words from ticket_search
                   where words @@ $1::text::tsquery and $3::bigint is null and ticket > $25
                   union all
                   select s.ticket, s.entry, s.internal, s.words
                   from (select id from ticket where requester = $3 union select id from ticket where raised_by = $3
                         union select id from ticket where assignee = $3) own
                   cross join lateral (select * from ticket_search where ticket = own.id offset 0) s
                   where s.words @@ $1::text::tsquery) either
               -- Not the key itself: the server would read the whole table in its order.
               order by ticket + 0 desc limit $2),
           seen as materialized (
               select found.* from found cross join lateral (select * from ticket where id = found.ticket offset 0) t
               where ($4::text[] is null or t.team = any($4) or t.requester = $19 or t.assignee = $19)
                 and ($5::text is null or exists (select from ticket_place p
                                                  where p.ticket = t.id and p.platform = $5 and p.room = $6))
                 and ($7::text[] is null or t.state = any($7))
                 and ($8::smallint is null or t.priority = $8)
                 and ($9::text is null or t.team = $9)
                 and ($10::text is null or t.service = $10)
                 and ($11::text is null or t.category = $11)
                 and ($12::bigint is null or t.assignee = $12)
                 and (not $13 or t.assignee is null)
                 and ($14::bigint is null or t.requester = $14)
                 and ($15::timestamptz is null or t.created_at >= $15)
                 and ($16::timestamptz is null or t.created_at < $16)
                 and (not t.private or t.requester = $17 or t.raised_by = $17 or t.assignee = $17 or t.team = any($18))
                 and (not found.internal
                      or $17::bigint is null and t.team = any($18)
                      or t.requester <> $17 and t.raised_by <> $17
                         and (t.team = any($18) or t.assignee = $17 or $20 and not t.private))
                 -- As `ticket::store::direct_among` and its caller.
                 and (not $21 or t.team = any($18)
                      or not exists (select from ticket_place p where p.ticket = t.id and p.side <> 'team')
                      or exists (select from ticket_place p join outbox o on o.id = p.card
                                 left join direct_room d on d.platform = p.platform and d.room = o.room
                                 where p.ticket = t.id and p.side <> 'team' and o.room <> '' and d.room is null))),
           term as (select nr, query::tsquery as query from unnest($22::text[]) with ordinality as w (query, nr)),
           had as (
               select s.ticket, term.nr, max(ts_rank(s.words, term.query)) as rank,
                      (array_agg(s.entry order by ts_rank(s.words, term.query) desc, s.entry))[1] as entry
               from seen s join term on s.words @@ term.query group by s.ticket, term.nr)
           select ticket as "ticket!", (array_agg(entry order by rank desc, nr))[1] as "entry!",
                  count(*) over () as "total!", (select count(*) from found) as "looked_at!"
           from had group by ticket order by count(*) / 2.0 + sum(rank) desc, ticket desc offset $23 limit $24"#,
        wanted,
        LOOKED_AT,
        own,
        teams,
        platform,
        at,
        filter.states.as_deref(),
        filter.priority.map(i16::from),
        filter.team,
        filter.service,
        filter.category,
        filter.assignee.map(|person| person.0),
        filter.unassigned,
        filter.requester.map(|person| person.0),
        filter.since,
        filter.until,
        eyes.person.map(|person| person.0),
        &eyes.teams,
        eyes.person.map(|person| person.0),
        *inside == Inside::Named,
        *in_public,
        terms,
        offset,
        limit,
        above
    )
    .fetch_all(conn)
    .await?;
    let (total, looked_at) = rows.first().map_or((0, 0), |row| (row.total, row.looked_at));
    let found = rows.into_iter().map(|row| Found { id: TicketId(row.ticket), entry: row.entry }).collect();
    Ok(Hits { found, total, looked_at })
}

/// What an entry of a log says.
pub async fn text_of(conn: &mut PgConnection, entry: i64) -> Result<String, Fault> {
    let text = sqlx::query_scalar!("select text from ticket_entry where id = $1", entry).fetch_optional(conn).await?;
    Ok(text.unwrap_or_default())
}

/// Open tickets with words of a new one, the newest first. Of others' tickets only those that were raised where they are
/// read along with what is said in this room: in it, or, in a chat with one account alone, in rooms that it is in.
pub async fn resembling(
    conn: &mut PgConnection,
    query: &str,
    (ticket, service): (TicketId, Option<&str>),
    (platform, room, alone): (&str, &str, Option<&str>),
    limit: i64,
) -> Result<Vec<Alike>, Fault> {
    let rows = sqlx::query!(
        r#"with found as materialized (
               select ticket from ticket_search where alike and words @@ $1::text::tsquery and ticket <> $2
               order by ticket + 0 desc limit 500)
           select t.id, t.title, t.service, t.requester
           from found cross join lateral (select * from ticket where id = found.ticket offset 0) t
           where (t.service is null or $3::text is null or t.service = $3) and t.title <> ''
             and exists (
                 select from ticket_place p
                 where p.ticket = t.id and p.side <> 'team' and p.platform = $4
                   and (p.room = $5
                        or exists (select from room_member m where m.platform = $4 and m.room = p.room
                                   and m.account = $6 and m.present)
                           and not exists (select from direct_room d where d.platform = $4 and d.room = p.room)))
           order by t.id desc limit $7"#,
        query,
        ticket.0,
        service,
        platform,
        room,
        alone,
        limit
    )
    .fetch_all(conn)
    .await?;
    let alike =
        |id, title, service, requester| Alike { id: TicketId(id), title, service, requester: PersonId(requester) };
    Ok(rows.into_iter().map(|row| alike(row.id, row.title, row.service, row.requester)).collect())
}

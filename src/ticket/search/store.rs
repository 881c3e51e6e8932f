//! SQL of the search.

use std::collections::BTreeSet;

use sqlx::PgConnection;

use super::{Alike, Findings, Found, Inside, Query, Within};
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};
use crate::ticket::list::Scope;

/// Rows of the index, the newest ones, in which a word is counted to learn how common it is.
const PROBED: i64 = 2000;
/// Rows that are read from the newest on to find a common word: about 20 ms. One that stands in so many of those probed
/// that this is enough for [`RANKED`] is not looked up at all, because all its places are too many to fetch.
const READ: i64 = 10_000;
/// Places that are fetched at once, the newest ones.
const FETCHED: i64 = 2000;
/// Places that are fetched in all, however few of them the filters let through.
const FETCHED_IN_ALL: i64 = 6000;
/// Places that are compared with each other, the newest ones: what stands everywhere finds nothing in particular, however
/// many are compared.
const RANKED: i64 = 500;
/// Of somebody's own tickets, so many are searched, the newest ones.
const OWN: i64 = 1000;
/// Where so many have all that is looked for, those that have only a part of it would come far behind.
const ENOUGH: usize = 50;

/// So many words that begin with one are told; where there are more, they are not all of them.
pub const BEGUN: i64 = 21;

/// The German and English stems of a word, as a query; empty where it has none worth looking for.
pub async fn stems(conn: &mut PgConnection, words: &[String]) -> Result<Vec<String>, Fault> {
    let stems = sqlx::query_scalar!(
        r#"select (plainto_tsquery('pg_catalog.german', word) || plainto_tsquery('pg_catalog.english', word))::text as "stem!"
           from unnest($1::text[]) with ordinality as w (word, nr) order by nr"#,
        words
    );
    Ok(stems.fetch_all(conn).await?)
}

/// The words that somebody has written and that begin with one of these folded ones, [`BEGUN`] each at most; each after the
/// one it begins with. Words of less than four letters and numbers are not among them.
pub async fn begun(conn: &mut PgConnection, words: &[String]) -> Result<Vec<(String, String)>, Fault> {
    let found = sqlx::query!(
        r#"select w.word as "asked!", s.word as "found!"
           from unnest($1::text[]) as w (word) cross join lateral (
               select word from search_word
               where word ~>=~ w.word and word ~<~ (w.word || chr(1114111)) order by word using ~<~ limit $2) s"#,
        words,
        BEGUN
    );
    Ok(found.fetch_all(conn).await?.into_iter().map(|row| (row.asked, row.found)).collect())
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

/// The tickets that fit best; those behind `offset`, `limit` at most.
///
/// The time this takes must not grow with how often a word was said. A rare word is looked up in the index. Of a common
/// one the newest places are enough, so the index is read for a span of the newest tickets first, and for older ones while
/// too little is found; of a very common one the newest rows are read one by one.
pub async fn find(
    conn: &mut PgConnection,
    query: &Query,
    within: &Within<'_>,
    page: (i64, i64),
) -> Result<Findings, Fault> {
    plans(&mut *conn, true).await?;
    let mut places = Places::default();
    if query.terms.len() > 1 {
        seek(conn, &query.all, within, &mut places).await?;
    }
    if places.tickets() < ENOUGH {
        seek(conn, &query.any, within, &mut places).await?;
    }
    let (found, total) = rank(conn, &query.terms, &places, page).await?;
    plans(conn, false).await?;
    Ok(Findings { found, total, is_cut: places.is_cut })
}

/// How the server plans the statements that follow in this transaction. How many rows have a word it often guesses far too
/// high, and would read the whole table; and without knowing the word it cannot plan at all.
async fn plans(conn: &mut PgConnection, to_search: bool) -> Result<(), Fault> {
    let (seq_scans, cache) = if to_search { ("off", "force_custom_plan") } else { ("on", "auto") };
    sqlx::query!(
        "select set_config('enable_seqscan', $1, true) as scans, set_config('plan_cache_mode', $2, true) as cache",
        seq_scans,
        cache
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}

/// Where it stands what is looked for, as far as it may be shown.
#[derive(Debug, Default)]
struct Places {
    tickets: Vec<i64>,
    entries: Vec<i64>,
    /// There are more that were not looked at.
    is_cut: bool,
}

impl Places {
    fn tickets(&self) -> usize {
        self.tickets.iter().collect::<BTreeSet<_>>().len()
    }

    fn is_full(&self) -> bool {
        i64::try_from(self.tickets.len()).is_ok_and(|places| places >= RANKED)
    }
}

/// Rows of the index among which places are sought.
#[derive(Debug, Clone, Copy)]
enum Among {
    /// Of tickets of, or for, somebody: whose, who raised them, who has them, in this order.
    Own([Option<i64>; 3]),
    /// The newest ones.
    Newest,
    /// Of tickets with a number above the first and up to the second.
    Span(i64, i64),
}

/// Adds the places that fit a query, the newest ones.
async fn seek(conn: &mut PgConnection, query: &str, within: &Within<'_>, places: &mut Places) -> Result<(), Fault> {
    let filter = within.filter;
    let own = match within.scope {
        Scope::Mine(person) => Some([Some(person.0); 3]),
        _ if filter.requester.is_some() => Some([filter.requester.map(|person| person.0), None, None]),
        _ if filter.assignee.is_some() => Some([None, None, filter.assignee.map(|person| person.0)]),
        _ => None,
    };
    if let Some(own) = own {
        let fetched = fetch(conn, query, Among::Own(own), within, places).await?;
        places.is_cut |= fetched >= FETCHED || places.is_full();
        return Ok(());
    }
    let probe = sqlx::query!(
        r#"select count(*) as "rows!", count(*) filter (where words @@ $1::text::tsquery) as "hits!",
                  coalesce(min(ticket), 0) as "first!", coalesce(max(ticket), 0) as "last!"
           from (select ticket, words from ticket_search order by ticket desc, entry desc limit $2) newest"#,
        query,
        PROBED
    )
    .fetch_one(&mut *conn)
    .await?;
    if probe.rows < PROBED || probe.hits * READ >= RANKED * PROBED {
        let fetched = fetch(conn, query, Among::Newest, within, places).await?;
        places.is_cut |= fetched >= FETCHED || probe.rows == PROBED;
        return Ok(());
    }
    // As many tickets as should have what is fetched at once, if it was said in the past as often as of late. Not many at
    // first, as it may have been said far more often then; how often is better known after that.
    let likely = (probe.last - probe.first + 1) * FETCHED / probe.hits.max(1);
    let (mut span, mut upto) = (likely.min(probe.last / 16).max(RANKED), probe.last);
    let mut fetched = 0;
    while upto > 0 && !places.is_full() && fetched < FETCHED_IN_ALL {
        let above = (upto - span).max(0);
        let of_span = fetch(conn, query, Among::Span(above, upto), within, places).await?;
        places.is_cut |= of_span >= FETCHED;
        fetched += of_span;
        upto = above;
        span = (probe.last - upto) * FETCHED / fetched.max(1);
    }
    places.is_cut |= upto > 0 || places.is_full();
    Ok(())
}

/// One query: how places are found, newest first, and which of them may be shown.
macro_rules! fetch {
    ($conn:ident, $asked:ident, $found:tt) => {
        sqlx::query_as!(
            Fetched,
            "with found as materialized ("
                + $found
                + r#"), seen as (
                   select found.ticket, found.entry
                   from found cross join lateral (select * from ticket where id = found.ticket offset 0) t
                   where ($2::text[] is null or coalesce(t.team, '') = any($2) or t.requester = $17 or t.assignee = $17)
                     and ($3::text is null or exists (select from ticket_place p
                                                      where p.ticket = t.id and p.platform = $3 and p.room = $4))
                     and ($5::text[] is null or t.state = any($5))
                     and ($6::smallint is null or t.priority = $6)
                     and ($7::text[] is null or coalesce(t.team, '') = any($7))
                     and ($8::text is null or t.service = $8)
                     and ($9::text is null or t.category = $9)
                     and ($10::bigint is null or t.assignee = $10)
                     and (not $11 or t.assignee is null)
                     and ($12::bigint is null or t.requester = $12)
                     and ($13::timestamptz is null or t.created_at >= $13)
                     and ($14::timestamptz is null or t.created_at < $14)
                     and (not t.private or t.requester = $15 or t.raised_by = $15 or t.assignee = $15
                          or coalesce(t.team, '') = any($16))
                     and (not found.internal
                          or $15::bigint is null and coalesce(t.team, '') = any($16)
                          -- As `permission::is_inside`: who asks for others reads along with the team.
                          or t.requester <> $15
                             and (coalesce(t.team, '') = any($16) or t.assignee = $15 or $18 and not t.private))
                     -- As `ticket::store::direct_among` and its caller.
                     and (not $19 or coalesce(t.team, '') = any($16)
                          or not exists (select from ticket_place p where p.ticket = t.id and p.side <> 'team')
                          or exists (select from ticket_place p join outbox o on o.id = p.card
                                     left join direct_room d on d.platform = p.platform and d.room = o.room
                                     where p.ticket = t.id and p.side <> 'team' and o.room <> '' and d.room is null))
                     and ($20::bigint, $21::bigint, $22::bigint, $23::bigint, $24::bigint)
                         is not distinct from ($20, $21, $22, $23, $24)
                   limit $25)
               select (select count(*) from found) as "fetched!", coalesce(array_agg(ticket), '{}') as "tickets!",
                      coalesce(array_agg(entry), '{}') as "entries!"
               from seen"#,
            $asked.query,
            $asked.teams,
            $asked.platform,
            $asked.room,
            $asked.within.filter.states.as_deref(),
            $asked.within.filter.priority.map(i16::from),
            $asked.within.filter.teams.as_deref(),
            $asked.within.filter.service,
            $asked.within.filter.category,
            $asked.within.filter.assignee.map(|person| person.0),
            $asked.within.filter.unassigned,
            $asked.within.filter.requester.map(|person| person.0),
            $asked.within.filter.since,
            $asked.within.filter.until,
            $asked.person,
            &$asked.within.eyes.teams,
            $asked.person,
            $asked.within.inside == Inside::Named,
            $asked.within.in_public,
            $asked.own[0],
            $asked.own[1],
            $asked.own[2],
            $asked.span.0,
            $asked.span.1,
            RANKED
        )
        .fetch_one($conn)
        .await?
    };
}

/// What the queries are asked with: the same in each.
struct Asked<'a> {
    query: &'a str,
    within: &'a Within<'a>,
    person: Option<i64>,
    teams: Option<&'a [String]>,
    platform: Option<&'a str>,
    room: Option<&'a str>,
    own: [Option<i64>; 3],
    span: (i64, i64),
}

/// What one query gives.
struct Fetched {
    fetched: i64,
    tickets: Vec<i64>,
    entries: Vec<i64>,
}

/// Adds the places among some rows that may be shown; gives how many there were before anything was left out.
async fn fetch(
    conn: &mut PgConnection,
    query: &str,
    among: Among,
    within: &Within<'_>,
    places: &mut Places,
) -> Result<i64, Fault> {
    let (mut teams, mut platform, mut room) = (None, None, None);
    match within.scope {
        Scope::Teams(of) => teams = Some(of.as_slice()),
        Scope::Room { platform: on, room: at } => (platform, room) = (Some(on.as_str()), Some(at.as_str())),
        Scope::Mine(_) | Scope::All => {}
    }
    let person = within.eyes.person.map(|person| person.0);
    let mut asked = Asked { query, within, person, teams, platform, room, own: [None; 3], span: (0, 0) };
    let Fetched { fetched, tickets, entries } = match among {
        Among::Own(own) => {
            asked.own = own;
            asked.span = (OWN, FETCHED);
            fetch!(
                conn,
                asked,
                "select s.ticket, s.entry, s.internal
                 from (select id from (select id from ticket where requester = $20
                                       union select id from ticket where raised_by = $21
                                       union select id from ticket where assignee = $22) any_way
                       order by id desc limit $23) own
                 cross join lateral (select * from ticket_search where ticket = own.id offset 0) s
                 where s.words @@ $1::text::tsquery order by s.ticket desc limit $24"
            )
        }
        Among::Newest => {
            asked.span = (READ, FETCHED);
            fetch!(
                conn,
                asked,
                "select ticket, entry, internal
                 from (select * from ticket_search order by ticket desc, entry desc limit $23) newest
                 where words @@ $1::text::tsquery limit $24"
            )
        }
        Among::Span(above, upto) => {
            (asked.own[0], asked.span) = (Some(FETCHED), (above, upto));
            // Not ordered by the key itself: the server would read the whole table in its order.
            fetch!(
                conn,
                asked,
                "select ticket, entry, internal from ticket_search
                 where words @@ $1::text::tsquery and ticket > $23 and ticket <= $24
                 order by ticket + 0 desc limit $20"
            )
        }
    };
    places.tickets.extend(tickets);
    places.entries.extend(entries);
    Ok(fetched)
}

/// The best of these places, one a ticket: the more of what is looked for a ticket has, the further up; with the number of
/// tickets.
async fn rank(
    conn: &mut PgConnection,
    terms: &[String],
    places: &Places,
    (offset, limit): (i64, i64),
) -> Result<(Vec<Found>, i64), Fault> {
    let rows = sqlx::query!(
        r#"with place as (select distinct ticket, entry from unnest($1::bigint[], $2::bigint[]) as p (ticket, entry)),
           seen as materialized (
               select s.* from place cross join lateral (
                   select ticket, entry, words from ticket_search
                   where ticket = place.ticket and entry = place.entry offset 0) s),
           term as (select nr, query::tsquery as query from unnest($3::text[]) with ordinality as w (query, nr)),
           ranked as (
               select s.ticket, s.entry, term.nr, ts_rank(s.words, term.query) as rank
               from seen s join term on s.words @@ term.query),
           had as (
               select ticket, nr, max(rank) as rank, (array_agg(entry order by rank desc, entry))[1] as entry
               from ranked group by ticket, nr)
           select ticket as "ticket!", (array_agg(entry order by rank desc, nr))[1] as "entry!",
                  count(*) over () as "total!"
           from had group by ticket order by count(*) / 2.0 + sum(rank) desc, ticket desc offset $4 limit $5"#,
        &places.tickets,
        &places.entries,
        terms,
        offset,
        limit
    )
    .fetch_all(conn)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok((rows.into_iter().map(|row| Found { id: TicketId(row.ticket), entry: row.entry }).collect(), total))
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
           where (t.service is null or $3::text is null or t.service = $3) and t.title <> '' and t.phase is null
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

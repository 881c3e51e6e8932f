//! SQL of lists. Each scope and order has a query of its own, so that each can use the index that fits it: an `or` over
//! columns would read the whole table. What a filter leaves open costs nothing, because the server plans with the values.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{COUNTED, Eyes, Filter, Order, Scope};
use crate::error::Fault;
use crate::ids::TicketId;

/// What the queries are asked with: the same in each, `$1` to `$18`.
struct Asked<'a> {
    person: Option<i64>,
    teams: &'a [String],
    platform: &'a str,
    room: &'a str,
    filter: &'a Filter,
    eyes: &'a Eyes,
    offset: i64,
    limit: i64,
}

impl<'a> Asked<'a> {
    fn new(scope: &'a Scope, filter: &'a Filter, eyes: &'a Eyes, offset: i64, limit: i64) -> Self {
        let (mut person, mut teams, mut platform, mut at) = (None, [].as_slice(), "", "");
        match scope {
            Scope::Mine(of) => person = Some(of.0),
            Scope::Teams(of) => teams = of.as_slice(),
            Scope::Room { platform: on, room } => (platform, at) = (on.as_str(), room.as_str()),
            Scope::All => {}
        }
        Self { person, teams, platform, room: at, filter, eyes, offset, limit }
    }
}

/// One query: what it selects, of which scope, in which order.
macro_rules! ask {
    ($conn:ident, $asked:ident, $fetch:ident, $select:tt, $scope:tt, $order:tt, $end:tt) => {
        sqlx::query_scalar!(
            $select
                + " from ticket t where "
                + $scope
                + " and ($5::text[] is null or t.state = any($5))
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
                    and ($1::bigint, $2::text[], $3::text, $4::text) is not distinct from ($1, $2, $3, $4) "
                + $order
                + " offset $17 limit $18"
                + $end,
            $asked.person,
            $asked.teams,
            $asked.platform,
            $asked.room,
            $asked.filter.states.as_deref(),
            $asked.filter.priority.map(i16::from),
            $asked.filter.teams.as_deref(),
            $asked.filter.service,
            $asked.filter.category,
            $asked.filter.assignee.map(|person| person.0),
            $asked.filter.unassigned,
            $asked.filter.requester.map(|person| person.0),
            $asked.filter.since,
            $asked.filter.until,
            $asked.eyes.person.map(|person| person.0),
            &$asked.eyes.teams,
            $asked.offset,
            $asked.limit
        )
        .$fetch($conn)
        .await?
    };
}

/// The query of a scope; `$open` and `$any` say how open ones and all are selected and ordered.
macro_rules! of_scope {
    ($conn:ident, $asked:ident, $scope:ident, $order:ident, $fetch:ident, $select:tt, $urgency:tt, $wanted:tt,
     $newest:tt, $end:tt) => {
        match ($scope, $order) {
            (Scope::Mine(_), Order::Newest) => ask!(
                $conn,
                $asked,
                $fetch,
                $select,
                "t.id in (select id from ticket where requester = $1 union select id from ticket where raised_by = $1
                          union select id from ticket where assignee = $1)",
                $newest,
                $end
            ),
            (Scope::Mine(_), Order::Wanted) => ask!(
                $conn,
                $asked,
                $fetch,
                $select,
                "t.id in (select id from ticket where requester = $1 and state not in ('resolved', 'closed')
                          union select id from ticket where raised_by = $1 and state not in ('resolved', 'closed')
                          union select id from ticket where assignee = $1 and state not in ('resolved', 'closed'))",
                $wanted,
                $end
            ),
            (Scope::Mine(_), Order::Urgency) => ask!(
                $conn,
                $asked,
                $fetch,
                $select,
                "t.id in (select id from ticket where requester = $1 and state not in ('resolved', 'closed')
                          union select id from ticket where raised_by = $1 and state not in ('resolved', 'closed')
                          union select id from ticket where assignee = $1 and state not in ('resolved', 'closed'))",
                $urgency,
                $end
            ),
            (Scope::Teams(_), Order::Newest) => {
                ask!($conn, $asked, $fetch, $select, "coalesce(t.team, '') = any($2)", $newest, $end)
            }
            (Scope::Teams(_), Order::Wanted) => ask!(
                $conn,
                $asked,
                $fetch,
                $select,
                "coalesce(t.team, '') = any($2) and t.state not in ('resolved', 'closed')",
                $wanted,
                $end
            ),
            (Scope::Teams(_), Order::Urgency) => ask!(
                $conn,
                $asked,
                $fetch,
                $select,
                "coalesce(t.team, '') = any($2) and t.state not in ('resolved', 'closed')",
                $urgency,
                $end
            ),
            (Scope::Room { .. }, Order::Newest) => ask!(
                $conn,
                $asked,
                $fetch,
                $select,
                "t.id in (select ticket from ticket_place where platform = $3 and room = $4)",
                $newest,
                $end
            ),
            (Scope::Room { .. }, Order::Wanted) => ask!(
                $conn,
                $asked,
                $fetch,
                $select,
                "t.state not in ('resolved', 'closed')
                 and exists (select from ticket_place p where p.ticket = t.id and p.platform = $3 and p.room = $4)",
                $wanted,
                $end
            ),
            (Scope::Room { .. }, Order::Urgency) => ask!(
                $conn,
                $asked,
                $fetch,
                $select,
                "t.state not in ('resolved', 'closed')
                 and exists (select from ticket_place p where p.ticket = t.id and p.platform = $3 and p.room = $4)",
                $urgency,
                $end
            ),
            (Scope::All, Order::Newest) => ask!($conn, $asked, $fetch, $select, "true", $newest, $end),
            (Scope::All, Order::Wanted) => {
                ask!($conn, $asked, $fetch, $select, "t.state not in ('resolved', 'closed')", $wanted, $end)
            }
            (Scope::All, Order::Urgency) => {
                ask!($conn, $asked, $fetch, $select, "t.state not in ('resolved', 'closed')", $urgency, $end)
            }
        }
    };
}

/// A page of a list; one more than `limit` at most, so that the caller knows whether there are more.
pub async fn page(
    conn: &mut PgConnection,
    (scope, order): (&Scope, Order),
    filter: &Filter,
    eyes: &Eyes,
    (offset, limit): (i64, i64),
) -> Result<Vec<TicketId>, Fault> {
    let asked = Asked::new(scope, filter, eyes, offset, limit + 1);
    let ids = of_scope!(
        conn,
        asked,
        scope,
        order,
        fetch_all,
        "select t.id",
        "order by t.priority, t.id",
        "and least(t.due_at, t.wanted_at) is not null order by least(t.due_at, t.wanted_at), t.id",
        "order by t.id desc",
        ""
    );
    Ok(ids.into_iter().map(TicketId).collect())
}

/// How many tickets are in a list: more than [`COUNTED`] are one more than that.
pub async fn count(
    conn: &mut PgConnection,
    (scope, order): (&Scope, Order),
    filter: &Filter,
    eyes: &Eyes,
) -> Result<i64, Fault> {
    let asked = Asked::new(scope, filter, eyes, 0, COUNTED + 1);
    Ok(of_scope!(
        conn,
        asked,
        scope,
        order,
        fetch_one,
        "select count(*) as \"count!\" from (select 1",
        "",
        "and least(t.due_at, t.wanted_at) is not null",
        // In the order of an index, so that counting stops early.
        "order by t.id desc",
        ") found"
    ))
}

/// The teams to which tickets belong as it is stored, each once; empty: to none. Of the index only their first rows are
/// read.
pub async fn teams(conn: &mut PgConnection) -> Result<Vec<String>, Fault> {
    let names = sqlx::query_scalar!(
        r#"with recursive named (team) as (
             (select coalesce(team, '') from ticket order by coalesce(team, '') limit 1)
             union all
             select (select coalesce(t.team, '') from ticket t where coalesce(t.team, '') > named.team
                     order by coalesce(t.team, '') limit 1)
             from named where named.team is not null)
           select team as "team!" from named where team is not null"#
    );
    Ok(names.fetch_all(conn).await?)
}

/// How long a ticket that was shown in a room is not shown there again; in a thread it never is.
const REMEMBERED: TimeDelta = TimeDelta::hours(24);

/// Notes that a ticket is shown in a conversation because somebody named it. False: it has been shown there.
pub async fn first_mention(
    conn: &mut PgConnection,
    (platform, room, thread): (&str, &str, &str),
    ticket: TicketId,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let rows = sqlx::query!(
        "insert into ticket_mention (platform, room, thread, ticket, at) values ($1, $2, $3, $4, $5)
         on conflict on constraint ticket_mention_pk do update set at = excluded.at
         where ticket_mention.thread = '' and ticket_mention.at <= $6",
        platform,
        room,
        thread,
        ticket.0,
        now,
        now - REMEMBERED
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(rows == 1)
}

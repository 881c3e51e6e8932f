//! SQL of what operators see.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use crate::error::Fault;

/// How long the queues are, and since when their oldest rows wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Depths {
    /// Events not yet handled.
    pub(super) open: i64,
    pub(super) oldest_open: Option<DateTime<Utc>>,
    /// Events given up after too many failures.
    pub(super) buried: i64,
    /// Things not yet sent.
    pub(super) waiting: i64,
    pub(super) oldest_waiting: Option<DateTime<Utc>>,
    /// Things that a chat server refused for good.
    pub(super) refused: i64,
    /// Timers not yet due, or due and not yet fired.
    pub(super) timers: i64,
}

/// Reads the queues. Each part has an index of its own rows, so what was done long ago costs nothing.
pub(super) async fn depths(conn: &mut PgConnection) -> Result<Depths, Fault> {
    let row = sqlx::query!(
        r#"select i.open as "open!", i.oldest as oldest_open, o.waiting as "waiting!", o.oldest as oldest_waiting,
                  (select count(*) from inbox where state = 'buried') as "buried!",
                  (select count(*) from outbox where state = 'refused') as "refused!",
                  (select count(*) from timer) as "timers!"
           from (select count(*) as open, min(accepted_at) as oldest from inbox where state = 'open') i,
                (select count(*) as waiting, min(created_at) as oldest from outbox where state = 'waiting') o"#
    )
    .fetch_one(conn)
    .await?;
    Ok(Depths {
        open: row.open,
        oldest_open: row.oldest_open,
        buried: row.buried,
        waiting: row.waiting,
        oldest_waiting: row.oldest_waiting,
        refused: row.refused,
        timers: row.timers,
    })
}

/// How pages went since the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pages {
    pub(super) started: i64,
    /// Somebody has answered.
    pub(super) answered: i64,
    /// Nobody has, and nobody was left to wake.
    pub(super) unanswered: i64,
}

/// Counts the pages.
pub(super) async fn pages(conn: &mut PgConnection) -> Result<Pages, Fault> {
    let pages = sqlx::query_as!(
        Pages,
        r#"select count(*) as "started!", count(answered_at) as "answered!",
                  count(*) filter (where state = 'unanswered') as "unanswered!" from page"#
    );
    Ok(pages.fetch_one(conn).await?)
}

/// Of these rooms, by id or alias in lower case, those in which the bot is.
pub(super) async fn entered(pool: &PgPool, names: &[String]) -> Result<Vec<String>, Fault> {
    let found = sqlx::query_scalar!(
        r#"select n.name as "name!" from unnest($1::text[]) as n (name)
           where exists (select from room r where r.present and (lower(r.alias) = n.name or lower(r.room) = n.name))"#,
        names
    )
    .fetch_all(pool)
    .await?;
    Ok(found)
}

/// Whether the database answers.
pub(super) async fn answers(pool: &PgPool) -> Result<(), Fault> {
    sqlx::query!(r#"select 1 as "one!""#).fetch_one(pool).await?;
    Ok(())
}

/// What a server says about itself and about us.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub(super) version: String,
    pub(super) encoding: String,
    pub(super) size: i64,
    pub(super) now: DateTime<Utc>,
    /// Nothing can be written: a copy of another server, or told so.
    pub(super) read_only: bool,
    /// A power cut can lose what was committed.
    pub(super) careless: bool,
    /// Connections that this user can have in all, and how many there are from everybody.
    pub(super) connections: i64,
    pub(super) in_use: i64,
}

pub(super) async fn about(conn: &mut PgConnection) -> Result<About, Fault> {
    // A limit of -1 is none. Some connections are kept back for administrators.
    let row = sqlx::query!(
        r#"select current_setting('server_version') as "version!",
                  current_setting('server_encoding') as "encoding!",
                  pg_database_size(current_database()) as "size!",
                  clock_timestamp() as "now!",
                  (pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on') as "read_only!",
                  (current_setting('fsync') = 'off' or current_setting('synchronous_commit') = 'off') as "careless!",
                  least(
                    current_setting('max_connections')::int
                      - current_setting('superuser_reserved_connections')::int,
                    (select nullif(datconnlimit, -1) from pg_database where datname = current_database()),
                    (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user)
                  )::bigint as "connections!",
                  (select count(*) from pg_stat_activity where backend_type = 'client backend') as "in_use!""#
    )
    .fetch_one(conn)
    .await?;
    Ok(About {
        version: row.version,
        encoding: row.encoding,
        size: row.size,
        now: row.now,
        read_only: row.read_only,
        careless: row.careless,
        connections: row.connections,
        in_use: row.in_use,
    })
}

/// Tables on which the connected user lacks a right that the bot needs, with the right.
pub(super) async fn missing_rights(conn: &mut PgConnection) -> Result<Vec<String>, Fault> {
    let missing = sqlx::query_scalar!(
        r#"select p.right || ' on ' || c.relname as "missing!"
           from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete']) as p ("right")
           where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
             -- Nobody changes the log of what was done, and only migrations touch their own table.
             and not (c.relname = 'audit' and p.right in ('update', 'delete'))
             and not (c.relname = '_sqlx_migrations' and p.right <> 'select')
             and not has_table_privilege(c.oid, p.right)
           order by c.relname, p.right"#
    )
    .fetch_all(conn)
    .await?;
    Ok(missing)
}

/// Whether the connected user may make tables.
pub(super) async fn may_create(conn: &mut PgConnection) -> Result<bool, Fault> {
    let may = sqlx::query_scalar!(r#"select has_schema_privilege(current_schema(), 'create') as "may!""#);
    Ok(may.fetch_one(conn).await?)
}

/// What the server of an account has complained of, and how much it has taken.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Limits {
    /// How often it has asked to wait.
    pub(super) limited: i64,
    /// When it last did.
    pub(super) limited_at: Option<DateTime<Utc>>,
    /// What was sent on this platform since `since`.
    pub(super) sent: i64,
}

pub(super) async fn limits(
    conn: &mut PgConnection,
    platform: &str,
    account: &str,
    since: DateTime<Utc>,
) -> Result<Limits, Fault> {
    let row = sqlx::query!(
        r#"select coalesce(max(a.limited), 0) as "limited!", max(a.limited_at) as limited_at,
                  (select count(*) from outbox where platform = $1 and state = 'sent' and sent_at >= $3) as "sent!"
           from account a where a.platform = $1 and a.account = $2"#,
        platform,
        account,
        since
    )
    .fetch_one(conn)
    .await?;
    Ok(Limits { limited: row.limited, limited_at: row.limited_at, sent: row.sent })
}

/// A room that the bot is in, as far as it has read.
#[derive(Debug, Clone)]
pub(super) struct Room {
    pub(super) id: String,
    /// By its alias, its name or its id.
    pub(super) title: String,
    pub(super) direct: bool,
    pub(super) members: i64,
    /// What waits to be sent there.
    pub(super) waiting: i64,
}

pub(super) async fn rooms(conn: &mut PgConnection, platform: &str) -> Result<Vec<Room>, Fault> {
    let rooms = sqlx::query_as!(
        Room,
        r#"select r.room as id, coalesce(r.alias, r.name, r.room) as "title!", r.direct,
                  (select count(*) from room_member m
                   where m.platform = r.platform and m.room = r.room and m.present) as "members!",
                  (select count(*) from outbox o
                   where o.platform = r.platform and o.room = r.room and o.state = 'waiting') as "waiting!"
           from room r where r.platform = $1 and r.present order by 2, 1"#,
        platform
    )
    .fetch_all(conn)
    .await?;
    Ok(rooms)
}

//! SQL of the audit log and its chain.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::Entry;
use super::chain::{Act, Hash, Head, Seal};
use crate::error::Fault;

/// Appends an entry.
pub async fn insert(conn: &mut PgConnection, entry: Entry<'_>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into audit (at, actor, person, act, subject, before, after, platform, event)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        entry.at,
        entry.actor,
        entry.person.map(|id| id.0),
        entry.act,
        entry.subject,
        entry.before,
        entry.after,
        entry.platform,
        entry.event
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The last seal; None before the first act was sealed.
pub async fn head(conn: &mut PgConnection) -> Result<Option<Head>, Fault> {
    let row = sqlx::query!("select seq, hash from audit_seal order by seq desc limit 1").fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    let hash = Hash::read(&row.hash)
        .ok_or_else(|| Fault::Other("the last hash of the audit log is not 32 bytes long".to_owned()))?;
    Ok(Some(Head { seq: row.seq, hash }))
}

/// The hash at a place.
pub(super) async fn hash_at(pool: &PgPool, seq: i64) -> Result<Option<Hash>, Fault> {
    let bytes = sqlx::query_scalar!("select hash from audit_seal where seq = $1", seq).fetch_optional(pool).await?;
    Ok(bytes.map(|bytes| as_found(&bytes)))
}

/// A hash for whoever checks it: one of another length, past the schema, is no reason to stop but differs like any
/// other.
fn as_found(bytes: &[u8]) -> Hash {
    Hash::read(bytes).unwrap_or(Hash::GENESIS)
}

/// What is still to be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// How many acts.
    pub acts: i64,
    /// When the oldest of them happened.
    pub oldest: Option<DateTime<Utc>>,
}

/// Counts what is still to be sealed: nearly nothing while sealing goes on, and ever more where it does not.
pub async fn waiting(conn: &mut PgConnection) -> Result<Waiting, Fault> {
    let row = sqlx::query!(
        r#"select count(*) as "acts!", min(a.at) as oldest from audit_unsealed u join audit a on a.id = u.entry"#
    )
    .fetch_one(conn)
    .await?;
    Ok(Waiting { acts: row.acts, oldest: row.oldest })
}

/// Whether anything is to be sealed. Cheap, as it is asked every second.
pub(super) async fn is_anything_waiting(pool: &PgPool) -> Result<bool, Fault> {
    let some = sqlx::query_scalar!(r#"select exists (select from audit_unsealed) as "some!""#).fetch_one(pool).await?;
    Ok(some)
}

/// Becomes the only one who seals, until the end of the transaction. False: somebody else is at it.
pub(super) async fn lock_chain(conn: &mut PgConnection) -> Result<bool, Fault> {
    let locked = sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtextextended('lotse audit chain', 0)) as "locked!""#
    )
    .fetch_one(conn)
    .await?;
    Ok(locked)
}

/// The acts that are to be sealed next, in order. An act that is gone leaves its row of the queue as a trace.
pub(super) async fn next_unsealed(conn: &mut PgConnection, limit: i64) -> Result<Vec<i64>, Fault> {
    let ids = sqlx::query_scalar!(
        "select u.entry from audit_unsealed u where exists (select from audit a where a.id = u.entry)
         order by u.entry limit $1",
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// Appends seals that were all made at one moment, and takes their acts off the queue.
pub(super) async fn append_seals(
    conn: &mut PgConnection,
    seals: &[Seal],
    sealed_at: DateTime<Utc>,
) -> Result<(), Fault> {
    let seqs: Vec<i64> = seals.iter().map(|seal| seal.seq).collect();
    let entries: Vec<i64> = seals.iter().map(|seal| seal.entry).collect();
    let previous: Vec<Vec<u8>> = seals.iter().map(|seal| seal.previous.bytes().to_vec()).collect();
    let hashes: Vec<Vec<u8>> = seals.iter().map(|seal| seal.hash.bytes().to_vec()).collect();
    sqlx::query!(
        "insert into audit_seal (seq, entry, sealed_at, previous, hash)
         select s.seq, s.entry, $5, s.previous, s.hash
         from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) as s (seq, entry, previous, hash)",
        &seqs,
        &entries,
        &previous,
        &hashes,
        sealed_at
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from audit_unsealed where entry = any($1)", &entries).execute(conn).await?;
    Ok(())
}

/// Acts as they are sealed, by their rows. The query spells them out itself and asks no view or function of the schema,
/// which somebody could have replaced by one that shows what used to be.
pub(super) async fn acts(conn: &mut PgConnection, ids: &[i64]) -> Result<HashMap<i64, Act>, Fault> {
    let acts = sqlx::query_as!(
        Act,
        r#"select a.id,
             case when a.at >= '0001-01-01T00:00:00Z' and a.at < '10000-01-01T00:00:00Z'
                  then to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') else a.at::text end as at,
             a.actor as "actor?", a.person, a.act as "act?", a.subject as "subject?",
             a.before::text as before, a.after::text as after, a.platform, a.event
           from audit a where a.id = any($1)"#,
        ids
    )
    .fetch_all(conn)
    .await?;
    Ok(acts.into_iter().map(|act| (act.id, act)).collect())
}

/// The seals of the places behind `after` and up to `last`, in order.
pub(super) async fn seals(pool: &PgPool, after: i64, last: i64, limit: i64) -> Result<Vec<Seal>, Fault> {
    let rows = sqlx::query!(
        r#"select seq, entry,
             case when sealed_at >= '0001-01-01T00:00:00Z' and sealed_at < '10000-01-01T00:00:00Z'
                  then to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                  else sealed_at::text end as "sealed_at!",
             previous, hash
           from audit_seal where seq > $1 and seq <= $2 order by seq limit $3"#,
        after,
        last,
        limit
    )
    .fetch_all(pool)
    .await?;
    let seals = rows.into_iter().map(|row| Seal {
        seq: row.seq,
        entry: row.entry,
        sealed_at: row.sealed_at,
        previous: as_found(&row.previous),
        hash: as_found(&row.hash),
    });
    Ok(seals.collect())
}

/// The first and the last place whose acts lie in a time. Between them can be some that do not: acts become visible out
/// of their order.
pub(super) async fn places(
    pool: &PgPool,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
) -> Result<Option<(i64, i64)>, Fault> {
    let row = sqlx::query!(
        "select min(s.seq) as first, max(s.seq) as last from audit_seal s
         where ($1::timestamptz is null and $2::timestamptz is null)
            or exists (select from audit a where a.id = s.entry
                       and ($1 is null or a.at >= $1) and ($2 is null or a.at < $2))",
        from,
        until
    )
    .fetch_one(pool)
    .await?;
    Ok(row.first.zip(row.last))
}

/// An act without a seal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unsealed {
    pub(super) id: i64,
    /// It stands in the queue.
    pub(super) queued: bool,
}

/// The last of the next rows behind `after`, at most `limit` of them: a window to look at. None: there are no more.
pub(super) async fn window_end(pool: &PgPool, after: i64, limit: i64) -> Result<Option<i64>, Fault> {
    let end = sqlx::query_scalar!(
        "select max(w.id) from (select id from audit where id > $1 order by id limit $2) w",
        after,
        limit
    )
    .fetch_one(pool)
    .await?;
    Ok(end)
}

/// The acts without a seal in a window of rows.
pub(super) async fn unsealed(pool: &PgPool, after: i64, last: i64) -> Result<Vec<Unsealed>, Fault> {
    let rows = sqlx::query_as!(
        Unsealed,
        r#"select a.id, u.entry is not null as "queued!"
           from audit a left join audit_unsealed u on u.entry = a.id
           where a.id > $1 and a.id <= $2
             and not exists (select from audit_seal s where s.entry = a.id and s.seq > 0)
           order by a.id"#,
        after,
        last
    )
    .fetch_all(pool)
    .await?;
    Ok(rows)
}

/// What stands in the queue and is no act, at most `limit`.
pub(super) async fn queued_and_gone(pool: &PgPool, limit: i64) -> Result<Vec<i64>, Fault> {
    let ids = sqlx::query_scalar!(
        "select u.entry from audit_unsealed u where not exists (select from audit a where a.id = u.entry)
         order by u.entry limit $1",
        limit
    )
    .fetch_all(pool)
    .await?;
    Ok(ids)
}

/// The triggers on the audit log's tables, each with the letter that says for whom it fires; `D`: for nobody.
pub(super) async fn triggers(pool: &PgPool) -> Result<HashMap<String, String>, Fault> {
    let rows = sqlx::query!(
        r#"select t.tgname::text as "name!", t.tgenabled::text as "enabled!" from pg_trigger t
           where t.tgrelid in ('audit'::regclass, 'audit_seal'::regclass) and not t.tgisinternal"#
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().map(|row| (row.name, row.enabled)).collect())
}

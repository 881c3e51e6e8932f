//! The sealed acts as JSON Lines, with all that somebody else needs to check them: a first line that says how the hashes
//! are made, then one line an act.

use std::io::{self, Write};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use sqlx::PgPool;

use super::chain::{Act, FIELDS, FORMAT, Hash, Head, Seal};
use super::{AuditError, store};
use crate::calendar::shown_at;
use crate::error::Fault;

/// Read and written in one go.
const BATCH: i64 = 1000;

/// How to check the lines, for people; for programs it is in the other keys.
const RULE: &str = "hash is the SHA-256, in hexadecimal digits, of the value of format and of the values of fields in \
                    this order, each as a netstring (its length in bytes as UTF-8, ':', the bytes, ','), and '-,' for \
                    null; previous is the hash of the line before, and of the first act that ever was 64 zeros";

/// The first line.
#[derive(Serialize)]
struct Beginning {
    format: &'static str,
    fields: &'static [&'static str],
    rule: &'static str,
    /// The hash before the first line.
    previous: Hash,
    /// How many lines follow.
    acts: i64,
    /// The end of the chain, which lies behind the last line where `--to` was given.
    head: Option<Head>,
}

/// An act with its seal.
#[derive(Serialize)]
struct Line {
    seq: i64,
    previous: Hash,
    sealed_at: String,
    #[serde(flatten)]
    act: Act,
    hash: Hash,
}

impl Line {
    /// An act that is gone leaves its place, at which whoever checks the lines stumbles.
    fn new(seal: Seal, act: Option<Act>) -> Self {
        let gone = || Act {
            id: seal.entry,
            at: None,
            actor: None,
            person: None,
            act: None,
            subject: None,
            before: None,
            after: None,
            platform: None,
            event: None,
        };
        let act = act.unwrap_or_else(gone);
        Self { seq: seal.seq, previous: seal.previous, sealed_at: seal.sealed_at, act, hash: seal.hash }
    }
}

/// From which day to which, both included; None: from the beginning, to the end.
#[derive(Debug, Clone, Copy, Default)]
pub struct Span {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// Writes the acts of these days in a time zone, and those that lie between them in the chain: lines without a gap can
/// be checked from the first to the last.
pub async fn write(pool: &PgPool, span: Span, zone: Tz, out: &mut impl Write) -> Result<(), AuditError> {
    let from = span.from.map(|day| beginning(day, zone));
    let until = span.to.map(|day| beginning(day.checked_add_days(Days::new(1)).unwrap_or(day), zone));
    let head = {
        let mut conn = pool.acquire().await.map_err(Fault::from)?;
        store::head(&mut conn).await?
    };
    let end = head.map_or(0, |head| head.seq);
    let (first, last) = store::places(pool, from, until).await?.unwrap_or((1, 0));
    // What is sealed from now on is left out, so that the first line stays true.
    let last = last.min(end);
    let mut after = first - 1;
    let previous = store::hash_at(pool, after).await?.unwrap_or(Hash::GENESIS);
    let beginning = Beginning { format: FORMAT, fields: &FIELDS, rule: RULE, previous, acts: last - after, head };
    write_line(out, &beginning)?;
    while after < last {
        let seals = store::seals(pool, after, last, BATCH).await?;
        let Some(end) = seals.last() else { break };
        after = end.seq;
        let ids: Vec<i64> = seals.iter().map(|seal| seal.entry).collect();
        let mut acts = {
            let mut conn = pool.acquire().await.map_err(Fault::from)?;
            store::acts(&mut conn, &ids).await?
        };
        for seal in seals {
            let act = acts.remove(&seal.entry);
            write_line(out, &Line::new(seal, act))?;
        }
    }
    out.flush()?;
    Ok(())
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

/// The first moment of a day; where a change of the clocks skips midnight, the first one after it.
fn beginning(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    shown_at(midnight, &zone).map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

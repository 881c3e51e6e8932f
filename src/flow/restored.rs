//! A database that is older than what the account has done: somebody has restored a backup.
//!
//! The account itself bears witness, on the chat server, of how many batches with news were stored; a database that has
//! stored fewer is an older copy. Nothing needs to be undone then: reading goes on from the old cursor, turns run again,
//! and what they send bears the same delivery keys. But a chat server remembers keys for about a day only. So while the
//! gap is read again the platform shows what the account has delivered under which key, and that is not sent again,
//! however long ago it was. The operators are told once what is repeated and what cannot be known.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::wakeup::Bell;
use super::{Flow, timers};
use crate::chat::{Happening, Incoming, Platform, Witness};
use crate::error::Fault;

/// The timer whose turn tells the operators; its payload is a [`Gap`].
pub const REPORT: &str = "restored-report";

/// How often the account's witness is brought up to date. What a copy lacks of the last moments before a kill goes
/// unnoticed, and needs no notice: the chat server remembers all its keys.
const PAUSE: Duration = Duration::from_secs(30);

/// What a database does not know of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The chat platform.
    pub platform: String,
    /// The bot's account there.
    pub account: String,
    /// The last that the database knows; None when it knows nothing of this account at all.
    pub from: Option<DateTime<Utc>>,
    /// When the account was last known to be at work.
    pub until: DateTime<Utc>,
}

/// How the database compares with the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// How many batches with news it knows of.
    pub(super) batches: u64,
    /// A gap is being read again.
    pub(super) gap: bool,
}

/// Compares the database with the witness. None: another process has taken over the account.
///
/// A gap is noted together with the timer that tells of it, and counts as known from then on.
pub(super) async fn compare(
    flow: &Flow,
    platform: &Arc<dyn Platform>,
    epoch: i64,
    witness: Option<Witness>,
) -> Result<Option<Standing>, Fault> {
    let (name, account) = (platform.name(), platform.account());
    let mut tx = flow.pool.begin().await?;
    let known = sqlx::query!(
        r#"select batches, gap_until is not null as "gap!", cursor is not null as "read!"
           from account where platform = $1 and account = $2 and epoch = $3 for update"#,
        name,
        account,
        epoch
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(known) = known else { return Ok(None) };
    let batches = u64::try_from(known.batches).unwrap_or_default();
    let Some(witness) = witness.filter(|witness| witness.batches > batches) else {
        return Ok(Some(Standing { batches, gap: known.gap }));
    };
    let from =
        sqlx::query_scalar!("select max(accepted_at) from inbox where platform = $1", name).fetch_one(&mut *tx).await?;
    // A database that has never read the account begins with what is said from now on: nothing is read again.
    let until = known.read.then_some(witness.at);
    sqlx::query!(
        "update account set batches = $3, gap_until = $4 where platform = $1 and account = $2",
        name,
        account,
        i64::try_from(witness.batches).unwrap_or(i64::MAX),
        until
    )
    .execute(&mut *tx)
    .await?;
    let gap = Gap {
        platform: name.to_owned(),
        account: account.to_owned(),
        from: from.filter(|_| known.read),
        until: witness.at,
    };
    let key = format!("{REPORT}:{name}:{account}");
    timers::set(&mut tx, &key, REPORT, flow.clock.now(), &serde_json::to_value(&gap)?).await?;
    tx.commit().await?;
    flow.wakeup.announce(&flow.pool, Bell::Timers).await;
    tracing::warn!(
        account,
        knows_until = ?gap.from,
        worked_until = %gap.until,
        "the database is older than what this account has done: a backup was restored, or this is another database"
    );
    Ok(Some(Standing { batches: witness.batches, gap: known.read }))
}

/// Brings the account's witness up to date every now and then, until dropped. `kept` is what it says already.
pub(super) async fn testify(flow: &Flow, platform: &Arc<dyn Platform>, epoch: i64, kept: &mut u64) {
    loop {
        tokio::time::sleep(PAUSE).await;
        testify_now(flow, platform, epoch, kept).await;
    }
}

/// Brings the account's witness up to date, if there is news. A failure is no harm: it is tried again.
pub(super) async fn testify_now(flow: &Flow, platform: &Arc<dyn Platform>, epoch: i64, kept: &mut u64) {
    let batches = match batches(flow, platform, epoch).await {
        Ok(batches) => batches,
        Err(error) => {
            tracing::debug!(%error, "what the account is to bear witness of cannot be read");
            return;
        }
    };
    let Some(batches) = batches.filter(|batches| *batches > *kept) else { return };
    match platform.keep_witness(&Witness { batches, at: flow.clock.now() }).await {
        Ok(()) => *kept = batches,
        Err(error) => {
            tracing::debug!(%error, "the chat server does not keep what the account bears witness of");
        }
    }
}

async fn batches(flow: &Flow, platform: &Arc<dyn Platform>, epoch: i64) -> Result<Option<u64>, Fault> {
    let batches = sqlx::query_scalar!(
        "select batches from account where platform = $1 and account = $2 and epoch = $3",
        platform.name(),
        platform.account(),
        epoch
    )
    .fetch_optional(&flow.pool)
    .await?;
    Ok(batches.and_then(|batches| u64::try_from(batches).ok()))
}

/// Keeps what the account has delivered, so that it is not sent again.
pub(super) async fn keep_delivered(conn: &mut PgConnection, platform: &str, events: &[Incoming]) -> Result<(), Fault> {
    let (mut keys, mut ids) = (Vec::new(), Vec::new());
    for event in events {
        if let Happening::Delivered { key } = &event.what {
            keys.push(key.clone());
            ids.push(event.event.clone());
        }
    }
    sqlx::query!(
        "insert into delivered (platform, delivery_key, event)
         select $1, d.key, d.event from unnest($2::text[], $3::text[]) as d (key, event)
         on conflict on constraint delivered_pk do nothing",
        platform,
        &keys,
        &ids
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that the gap has been read again, once something newer was read, or nothing is left.
pub(super) async fn close_gap(
    conn: &mut PgConnection,
    platform: &str,
    account: &str,
    events: &[Incoming],
) -> Result<(), Fault> {
    let newest = news(events).map(|event| event.sent_at).max();
    sqlx::query!(
        "update account set gap_until = null
         where platform = $1 and account = $2 and ($3 or gap_until < $4)",
        platform,
        account,
        events.is_empty(),
        newest
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What happened, without what the account has delivered itself.
pub(super) fn news(events: &[Incoming]) -> impl Iterator<Item = &Incoming> {
    events.iter().filter(|event| !matches!(event.what, Happening::Delivered { .. }))
}

/// The news of all rooms in the order of time, as they came when they were read for the first time, one room's in the
/// order of the room: so tickets get the numbers that they had.
pub(super) fn in_order_of_time(events: &[Incoming]) -> Vec<&Incoming> {
    let mut latest: HashMap<&str, DateTime<Utc>> = HashMap::new();
    let mut timed: Vec<(DateTime<Utc>, &Incoming)> = Vec::with_capacity(events.len());
    for event in news(events) {
        // The times of a room need not rise: somebody's server may have a wrong clock.
        let time = latest.entry(event.room.as_str()).or_insert(event.sent_at);
        *time = event.sent_at.max(*time);
        timed.push((*time, event));
    }
    timed.sort_by_key(|(time, _)| *time);
    timed.into_iter().map(|(_, event)| event).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_merged_by_time_and_each_keeps_its_order() {
        let event = |id: &str, room: &str, at: i64| Incoming {
            event: id.to_owned(),
            room: room.to_owned(),
            sender: "@anna:x.org".to_owned(),
            sent_at: DateTime::from_timestamp(at, 0).unwrap(),
            what: Happening::Irrelevant,
        };
        let key = Happening::Delivered { key: "k".to_owned() };
        let own = Incoming { what: key, ..event("own", "a", 2) };
        let events = [
            event("a1", "a", 1),
            event("a2", "a", 5),
            own,
            event("a3", "a", 3),
            event("b1", "b", 2),
            event("b2", "b", 4),
        ];
        let order: Vec<&str> = in_order_of_time(&events).iter().map(|event| event.event.as_str()).collect();
        assert_eq!(order, ["a1", "b1", "b2", "a2", "a3"]);
    }
}

//! Seals acts soon after their commit. A loop of its own does it, so that no turn waits for another one's hash; an act
//! that becomes visible late is sealed late, and none is passed over.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use super::chain::{Head, Seal};
use super::store;
use crate::clock::Clock;
use crate::error::Fault;

/// How often to look. One transaction seals what has come up meanwhile, which spares the disk at many acts a second.
const EVERY: Duration = Duration::from_secs(1);

/// Sealed in one transaction at most.
const BATCH: i64 = 1000;

/// What one step of sealing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Sealed some acts; there may be more.
    Sealed(usize),
    /// There is nothing to seal.
    Idle,
    /// Another instance is sealing.
    Busy,
}

/// Seals until told to stop, and what is there then.
pub async fn run(pool: PgPool, clock: Clock, stop: CancellationToken) {
    let mut told = false;
    loop {
        match catch_up(&pool, &clock).await {
            Ok(()) => told = false,
            Err(error) if told => tracing::debug!(%error, "acts still cannot be sealed"),
            Err(error) => {
                told = true;
                tracing::warn!(%error, "acts cannot be sealed now; they wait, and it is tried again every second");
            }
        }
        if stop.is_cancelled() {
            return;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Seals whatever waits, batch by batch.
pub async fn catch_up(pool: &PgPool, clock: &Clock) -> Result<(), Fault> {
    while let Step::Sealed(_) = step(pool, clock.now()).await? {}
    Ok(())
}

/// Seals one batch, in one transaction: killed in the middle, nothing has happened. The chain has one end, so one
/// instance at a time adds to it; were there ever two, the key of the places would let only one of them commit.
pub async fn step(pool: &PgPool, now: DateTime<Utc>) -> Result<Step, Fault> {
    if !store::is_anything_waiting(pool).await? {
        return Ok(Step::Idle);
    }
    let mut tx = pool.begin().await?;
    if !store::lock_chain(&mut tx).await? {
        return Ok(Step::Busy);
    }
    let ids = store::next_unsealed(&mut tx, BATCH).await?;
    if ids.is_empty() {
        return Ok(Step::Idle);
    }
    let acts = store::acts(&mut tx, &ids).await?;
    let mut head: Option<Head> = store::head(&mut tx).await?;
    let sealed_at = written(now);
    let mut seals = Vec::with_capacity(ids.len());
    for act in ids.iter().filter_map(|id| acts.get(id)) {
        let seal = Seal::next(head, &sealed_at, act);
        head = Some(seal.head());
        seals.push(seal);
    }
    store::append_seals(&mut tx, &seals, now).await?;
    tx.commit().await?;
    Ok(Step::Sealed(seals.len()))
}

/// A time as the chain writes it.
fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

//! Reads an account and stores what was read, before anything else happens with it.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Flow;
use super::device;
use super::eviction::Eviction;
use super::inbox::{self, Accepted};
use super::wakeup::Bell;
use super::{errands, outbox, restored, sealed};
use crate::chat::{Batch, ChatError, Past, Platform};
use crate::crash::CrashPoint;
use crate::error::Fault;

/// Why reading ended.
#[derive(Debug)]
pub enum Ended {
    /// Told to.
    Stopped,
    /// Another process has taken over the account.
    Superseded,
    /// An operator must act first.
    Operator(ChatError),
}

/// Reads until told to stop. A chat server or database that is away is waited for.
pub async fn run(flow: &Flow, platform: &Arc<dyn Platform>, epoch: i64, stop: &CancellationToken) -> Ended {
    let mut failures = 0_u32;
    let mut eviction: Option<Eviction> = None;
    // What the account bears witness of; unknown until it was compared with the database once.
    let mut kept = None;
    loop {
        let ended = tokio::select! {
            () = stop.cancelled() => None,
            ended = read_on(flow, platform, epoch, &mut failures, &mut kept) => Some(ended),
        };
        let error = match ended {
            None => {
                if let Some(kept) = &mut kept {
                    let last = restored::testify_now(flow, platform, epoch, kept);
                    // A chat server that is slow does not hold up the stop.
                    let _ = tokio::time::timeout(Duration::from_secs(2), last).await;
                }
                return Ended::Stopped;
            }
            Some(ended) => match ended {
                Ok(()) => return Ended::Superseded,
                Err(error) => error,
            },
        };
        if !matches!(error, Trouble::Chat(ChatError::InUse { .. })) {
            eviction = None;
        }
        let pause = match error {
            Trouble::Chat(ChatError::InUse { owner, lock }) => {
                if let Err(error) = eviction.get_or_insert_default().of(&flow.pool, &owner, &lock).await {
                    tracing::debug!(%error, "cannot tell whether the owner of the store lives");
                }
                back_off(0)
            }
            Trouble::Chat(error @ ChatError::Operator { .. }) => return Ended::Operator(error),
            Trouble::Chat(ChatError::Passing { reason, after }) => {
                let pause = after.unwrap_or_else(|| back_off(failures));
                tracing::warn!(
                    platform = platform.name(),
                    reason,
                    ?pause,
                    "the chat server cannot be read; will try again"
                );
                pause
            }
            Trouble::Database(error) => {
                tracing::warn!(%error, "the cursor cannot be read; will try again");
                back_off(failures)
            }
        };
        failures = failures.saturating_add(1);
        tokio::select! {
            () = stop.cancelled() => return Ended::Stopped,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// 0.25 s, doubled up to 16 s.
fn back_off(failures: u32) -> Duration {
    Duration::from_millis(250_u64 << failures.min(6))
}

enum Trouble {
    Chat(ChatError),
    Database(Fault),
}

/// Opens the platform at the stored cursor and reads on until something fails; Ok: superseded.
async fn read_on(
    flow: &Flow,
    platform: &Arc<dyn Platform>,
    epoch: i64,
    failures: &mut u32,
    kept: &mut Option<u64>,
) -> Result<(), Trouble> {
    // Before anything else, since to open may be to log in: one that wakes up late must leave the account alone.
    let Some(cursor) = cursor(flow, platform, epoch).await.map_err(Trouble::Database)? else { return Ok(()) };
    let mut reader = platform.open(cursor.as_deref()).await.map_err(Trouble::Chat)?;
    if !device::settle(flow, platform, epoch).await.map_err(Trouble::Database)? {
        return Ok(());
    }
    let witness = platform.witness().await.map_err(Trouble::Chat)?;
    let standing = restored::compare(flow, platform, epoch, witness).await.map_err(Trouble::Database)?;
    let Some(standing) = standing else { return Ok(()) };
    let since = flow.clock.now() - flow.config.flow.max_command_age;
    let sealed = sealed::waiting(&flow.pool, platform.name(), since).await.map_err(Trouble::Database)?;
    reader.recall(Past { sealed, own: standing.gap });
    tracing::info!(platform = platform.name(), account = platform.account(), "reading");
    // The server has answered already, to open the platform and to bear witness. What it is asked next it may leave open
    // for half a minute where nobody writes, and so long this instance would count as not ready.
    flow.telemetry.read(platform.name(), flow.clock.now(), &[]);
    if let Err(error) = outbox::retry_now(&flow.pool, platform.name()).await {
        tracing::debug!(%error, "what was put off stays put off");
    }
    if let Err(error) = errands::retry_now(&flow.pool, platform.name()).await {
        tracing::debug!(%error, "what was put off stays put off");
    }
    flow.wakeup.ring(Bell::Outbox);
    flow.wakeup.ring(Bell::Errands);
    let kept = kept.insert(witness.map_or(0, |witness| witness.batches));
    let reading = async {
        loop {
            let batch = reader.next().await.map_err(Trouble::Chat)?;
            *failures = 0;
            flow.telemetry.read(platform.name(), flow.clock.now(), &batch.events);
            if store(flow, platform, epoch, &batch).await == Accepted::Superseded {
                return Ok(());
            }
        }
    };
    tokio::select! {
        ended = reading => ended,
        () = restored::testify(flow, platform, epoch, kept) => Ok(()),
    }
}

/// Where to read on; None: another process has taken over the account.
async fn cursor(flow: &Flow, platform: &Arc<dyn Platform>, epoch: i64) -> Result<Option<Option<String>>, Fault> {
    let cursor = sqlx::query_scalar!(
        "select cursor from account where platform = $1 and account = $2 and epoch = $3",
        platform.name(),
        platform.account(),
        epoch
    )
    .fetch_optional(&flow.pool)
    .await?;
    Ok(cursor)
}

/// Stores a batch, however long that takes: it is held in memory meanwhile, and would come again after a kill.
async fn store(flow: &Flow, platform: &Arc<dyn Platform>, epoch: i64, batch: &Batch) -> Accepted {
    let mut failures = 0;
    loop {
        let now = flow.clock.now();
        CrashPoint::BeforeAccept.pass();
        match inbox::accept(&flow.pool, platform.name(), platform.account(), epoch, now, batch).await {
            Ok(accepted) => {
                CrashPoint::AfterAccept.pass();
                if let Accepted::New(fresh @ 1..) = accepted {
                    flow.telemetry.accepted.inc_by(fresh);
                    flow.wakeup.announce_many(&flow.pool, Bell::Inbox, fresh).await;
                }
                return accepted;
            }
            Err(error) => {
                tracing::warn!(%error, events = batch.events.len(), "what was read cannot be stored; will try again");
                tokio::time::sleep(back_off(failures)).await;
                failures = failures.saturating_add(1);
            }
        }
    }
}

//! One instance at a time reads from and sends to a chat account: two would double messages. The others stand by.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::reader::{self, Ended};
use super::{Flow, sender};
use crate::chat::{ChatError, Platform};
use crate::database::AccountLock;
use crate::error::Fault;

/// Waits for the account's lock, then reads and sends until told to stop, and again when the lock was lost. An error
/// means that an operator must act first.
pub async fn run(flow: Flow, platform: Arc<dyn Platform>, stop: CancellationToken) -> Result<(), ChatError> {
    let name = format!("{}:{}", platform.name(), platform.account());
    while let Some(lock) = AccountLock::acquire(&flow.pool, &name, &stop).await {
        let Some(epoch) = take_over(&flow, &platform, &stop).await else {
            lock.release().await;
            break;
        };
        tracing::info!(account = platform.account(), epoch, "this instance reads and sends");
        let ended = lead(&flow, &platform, epoch, lock.lost(), &stop).await;
        match ended {
            None | Some(Ended::Superseded) => {
                tracing::warn!(account = platform.account(), "another instance may read and send now; standing by");
                lock.release().await;
            }
            Some(Ended::Stopped) => {
                lock.release().await;
                break;
            }
            Some(Ended::Operator(error)) => {
                lock.release().await;
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Reads and sends while the lock is held. None: it was lost.
async fn lead(
    flow: &Flow,
    platform: &Arc<dyn Platform>,
    epoch: i64,
    lost: &CancellationToken,
    stop: &CancellationToken,
) -> Option<Ended> {
    let until = stop.child_token();
    flow.wakeup.sends(true);
    flow.telemetry.holds(platform.name(), true);
    let mut sending = tokio::spawn(sender::run(flow.clone(), platform.clone(), epoch, until.clone()));
    let mut sent = None;
    let ended = tokio::select! {
        ended = reader::run(flow, platform, epoch, &until) => Some(ended),
        () = lost.cancelled() => None,
        over = &mut sending => {
            sent = Some(over);
            Some(Ended::Stopped)
        }
    };
    until.cancel();
    let sent = match sent {
        Some(sent) => sent,
        None => sending.await,
    };
    if let Err(error) = sent
        && let Ok(panic) = error.try_into_panic()
    {
        // Reading on without sending would look healthy and answer nobody.
        std::panic::resume_unwind(panic);
    }
    flow.telemetry.holds(platform.name(), false);
    flow.wakeup.sends(false);
    ended
}

/// Raises the account's epoch, so that whoever held it before can do nothing any more, even if it wakes up late. None:
/// told to stop.
async fn take_over(flow: &Flow, platform: &Arc<dyn Platform>, stop: &CancellationToken) -> Option<i64> {
    loop {
        let error = match raise_epoch(flow, platform).await {
            Ok(epoch) => return Some(epoch),
            Err(error) => error,
        };
        tracing::warn!(%error, "the account cannot be taken over; will try again");
        tokio::select! {
            () = stop.cancelled() => return None,
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
        }
    }
}

async fn raise_epoch(flow: &Flow, platform: &Arc<dyn Platform>) -> Result<i64, Fault> {
    let epoch = sqlx::query_scalar!(
        "insert into account (platform, account, epoch) values ($1, $2, 1)
         on conflict on constraint account_pk do update set epoch = account.epoch + 1 returning epoch",
        platform.name(),
        platform.account()
    )
    .fetch_one(&flow.pool)
    .await?;
    Ok(epoch)
}

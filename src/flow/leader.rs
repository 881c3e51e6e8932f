//! One instance at a time reads from and sends to a chat account: two would double messages. The others stand by.

use std::sync::Arc;

use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;

use super::reader::{self, Ended};
use super::{Flow, runner, sender};
use crate::chat::{ChatError, Platform};
use crate::database::{AccountLock, Instance};
use crate::error::Fault;

/// Waits for the account's lock, then reads and sends until told to stop, and again when the lock was lost. An error
/// means that an operator must act first.
pub async fn run(flow: Flow, platform: Arc<dyn Platform>, stop: CancellationToken) -> Result<(), ChatError> {
    let (name, account) = (platform.name(), platform.account());
    while let Some(lock) = AccountLock::acquire(&flow.pool, name, account, &stop).await {
        tracing::info!(account, epoch = lock.epoch(), instance = %Instance::here(), "this instance reads and sends");
        let watch = platform.store().map(|_| lock.watch());
        let ended = lead(&flow, &platform, lock.epoch(), lock.lost(), &stop).await;
        // Before the lock is released: whoever takes it finds the store free.
        platform.close().await;
        drop(watch);
        lock.release().await;
        match ended {
            None | Some(Ended::Superseded) => {
                tracing::warn!(account, "another instance may read and send now; standing by");
            }
            Some(Ended::Stopped) => break,
            Some(Ended::Operator(error)) => return Err(error),
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
    // Both ask the chat server for what has been written down, and end together.
    let asking = runner::run(flow.clone(), platform.clone(), epoch, until.clone());
    let sending = sender::run(flow.clone(), platform.clone(), epoch, until.clone());
    let mut sending = tokio::spawn(async move {
        tokio::join!(sending, asking);
    });
    let mut sent = None;
    let mut reading = std::pin::pin!(reader::run(flow, platform, epoch, &until));
    let ended = tokio::select! {
        ended = &mut reading => Some(ended),
        () = lost.cancelled() => None,
        over = &mut sending => {
            sent = Some(over);
            until.cancel();
            // Told to stop, a sender without work is done at once, but the reader has a last word to say
            // ([`super::restored::testify_now`]).
            tokio::select! {
                ended = &mut reading => Some(ended),
                () = lost.cancelled() => None,
            }
        }
    };
    until.cancel();
    if sent.is_none() && matches!(ended, Some(Ended::Stopped | Ended::Operator(_))) {
        // What is being sent is finished, unless the lock is lost over it.
        tokio::select! {
            over = &mut sending => sent = Some(over),
            () = lost.cancelled() => {}
        }
    }
    // Otherwise it is broken off at once: another instance may be sending the same already, under the same keys.
    sending.abort();
    if let Some(Err(error)) = sent
        && let Ok(panic) = error.try_into_panic()
    {
        // Reading on without sending would look healthy and answer nobody.
        std::panic::resume_unwind(panic);
    }
    flow.telemetry.holds(platform.name(), false);
    flow.wakeup.sends(false);
    ended
}

/// An instance on this database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its machine.
    pub host: String,
    /// Its process.
    pub process: i32,
    /// What it does.
    pub state: State,
}

/// What an instance does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Reads and sends.
    Holds,
    /// Waits for its turn.
    StandsBy,
    /// Holds an account and gives no sign of life; another one takes over soon.
    Silent,
}

impl State {
    /// As the words know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            State::Holds => "holds",
            State::StandsBy => "stands-by",
            State::Silent => "silent",
        }
    }
}

/// The instances on this database that hold the platform's account or live, the holder first.
pub async fn instances(conn: &mut PgConnection, platform: &str) -> Result<Vec<Seen>, Fault> {
    let rows = sqlx::query!(
        r#"select i.name, i.beat_at > clock_timestamp() - interval '5 seconds' as "lives!", h.holds as "holds!"
           from instance i cross join lateral
                (select exists (select from account where platform = $1 and holder = i.name) as holds) h
           where h.holds or i.beat_at > clock_timestamp() - interval '5 seconds'
           order by h.holds desc, i.name"#,
        platform
    )
    .fetch_all(conn)
    .await?;
    let seen = rows.into_iter().filter_map(|row| {
        let instance = Instance::read(&row.name)?;
        let state = match (row.holds, row.lives) {
            (true, true) => State::Holds,
            (true, false) => State::Silent,
            (false, _) => State::StandsBy,
        };
        Some(Seen { host: instance.host, process: instance.process, state })
    });
    Ok(seen.collect())
}

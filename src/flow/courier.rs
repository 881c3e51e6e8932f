//! Delivers what leaves the chat ([`super::dispatch`]). Whatever is killed here is delivered again, under the same key.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::dispatch::{self, Leased};
use super::wakeup::Bell;
use super::{Flow, panic_text};
use crate::channel::{Courier, Undelivered};
use crate::crash::CrashPoint;
use crate::error::Fault;

/// Deliveries that are made at the same time: a gateway that hangs does not hold up the others.
const AT_ONCE: usize = 8;

/// How often something is tried before it counts as not delivered, and whoever is waited for is reached in another way:
/// that must not take long.
const TRIES: i32 = 3;

/// Who holds a delivery has so long beyond what a channel waits, before it is tried again.
const BEYOND: Duration = Duration::from_secs(4);

/// Delivers until told to stop. Several instances share the work.
pub async fn run(flow: Flow, courier: Arc<dyn Courier>, stop: CancellationToken) {
    let mut ear = flow.wakeup.hear(Bell::Dispatch);
    let mut under_way = JoinSet::new();
    // Nobody tries again what is still being tried.
    let times = flow.config.channels.iter().map(|channel| channel.timeout);
    let longest = times.chain(flow.config.smtp.iter().map(|smtp| smtp.timeout)).max().unwrap_or_default();
    let hold = longest.saturating_add(BEYOND);
    while !stop.is_cancelled() {
        ear.clear();
        while under_way.try_join_next().is_some() {}
        let is_free = under_way.len() < AT_ONCE;
        if is_free {
            match dispatch::lease(&flow.pool, hold).await {
                Ok(Some(leased)) => {
                    under_way.spawn(deliver(flow.clone(), courier.clone(), leased));
                    continue;
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "deliveries cannot be read; will try again"),
            }
        }
        tokio::select! {
            () = stop.cancelled() => {}
            Some(_) = under_way.join_next(), if !is_free => {}
            _ = ear.wait(flow.config.flow.poll) => {}
        }
    }
    // What is under way is finished; each channel waits for its answer only so long.
    while under_way.join_next().await.is_some() {}
}

async fn deliver(flow: Flow, courier: Arc<dyn Courier>, leased: Leased) {
    CrashPoint::MidDispatch.pass();
    let now = flow.clock.now();
    let delivered = match &leased.letter {
        Ok(letter) => {
            let delivery = AssertUnwindSafe(courier.deliver(&leased.channel, &leased.key, letter, now)).catch_unwind();
            delivery.await.unwrap_or_else(|panic| {
                Err(Undelivered::Later(format!("panic: {}", panic_text(panic.as_ref())).replace('\0', "\u{fffd}")))
            })
        }
        Err(reason) => Err(Undelivered::Never(reason.clone())),
    };
    CrashPoint::AfterDispatch.pass();
    if let Err(error) = mark(&flow, &leased, delivered).await {
        tracing::warn!(%error, dispatch = leased.id, "how a delivery ended cannot be stored; it will be made again");
    }
}

async fn mark(flow: &Flow, leased: &Leased, delivered: Result<(), Undelivered>) -> Result<(), Fault> {
    let channel = leased.channel.as_str();
    let error = match delivered {
        Ok(()) => None,
        Err(Undelivered::Later(reason)) if leased.attempts < TRIES => {
            tracing::warn!(
                dispatch = leased.id,
                channel,
                reason,
                attempts = leased.attempts,
                "not delivered; once more"
            );
            let pause = Duration::from_secs(1_u64 << leased.attempts.clamp(0, 4));
            dispatch::put_off(&flow.pool, leased.id, pause, &reason).await?;
            flow.wakeup.ring_after(Bell::Dispatch, pause);
            return Ok(());
        }
        Err(Undelivered::Later(reason) | Undelivered::Never(reason)) => {
            tracing::error!(dispatch = leased.id, channel, reason, "not delivered");
            Some(reason)
        }
    };
    dispatch::done(&flow.pool, leased.id, error.as_deref(), flow.clock.now()).await?;
    flow.wakeup.announce(&flow.pool, Bell::Inbox).await;
    Ok(())
}

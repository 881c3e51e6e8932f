//! Runs errands: asks the chat server, and brings what it says into the inbox. Whatever is killed here is asked again.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::FutureExt;
use tokio_util::sync::CancellationToken;

use super::errands::{self, Ask, Brought, Errand, Found};
use super::wakeup::Bell;
use super::{Flow, panic_text};
use crate::chat::{DeliveryError, Fetched, Platform};
use crate::error::Fault;

/// Runs errands until told to stop. Somebody waits for what a message says: that is not held up by large files.
pub async fn run(flow: Flow, platform: Arc<dyn Platform>, epoch: i64, stop: CancellationToken) {
    tokio::join!(run_kind(&flow, &platform, epoch, &stop, "message"), run_kind(&flow, &platform, epoch, &stop, "file"),);
}

async fn run_kind(flow: &Flow, platform: &Arc<dyn Platform>, epoch: i64, stop: &CancellationToken, kind: &'static str) {
    let mut ear = flow.wakeup.hear(Bell::Errands);
    let account = (platform.name(), platform.account());
    while !stop.is_cancelled() {
        ear.clear();
        // Nothing can be asked of a platform that is not connected yet; the reader rings when it is.
        if platform.device().is_some() {
            match errands::next(&flow.pool, account, epoch, kind).await {
                Ok(Some(errand)) => {
                    if let Err(error) = run_one(flow, platform, stop, &errand).await {
                        tracing::warn!(%error, "the result of an errand cannot be stored; will ask again");
                        tokio::select! {
                            () = stop.cancelled() => {}
                            () = tokio::time::sleep(flow.config.flow.poll) => {}
                        }
                    }
                    continue;
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "errands cannot be read; will try again"),
            }
        }
        tokio::select! {
            () = stop.cancelled() => {}
            _ = ear.wait(flow.config.flow.poll) => {}
        }
    }
}

async fn run_one(
    flow: &Flow,
    platform: &Arc<dyn Platform>,
    stop: &CancellationToken,
    errand: &Errand,
) -> Result<(), Fault> {
    let now = flow.clock.now();
    let asked = AssertUnwindSafe(ask(platform, errand)).catch_unwind();
    let answer = tokio::select! {
        answer = asked => answer.unwrap_or_else(|panic| {
            let reason = format!("panic: {}", panic_text(panic.as_ref())).replace('\0', "\u{fffd}");
            let tried = u32::try_from(errand.attempts).unwrap_or_default();
            let again = tried < flow.config.flow.attempts;
            Err(if again { DeliveryError::Later(reason) } else { DeliveryError::Never(reason) })
        }),
        // Asked again after the next start; an answer that is broken off has done nothing.
        () = stop.cancelled() => return Ok(()),
    };
    let is_old = TimeDelta::from_std(flow.config.flow.max_command_age).is_ok_and(|most| now - errand.created_at > most);
    let brought = match answer {
        Ok(brought) => brought,
        Err(DeliveryError::Later(reason) | DeliveryError::Stuck(reason)) if is_old => {
            Brought::Found(Found::Refused { reason })
        }
        Err(DeliveryError::Never(reason)) => Brought::Found(Found::Refused { reason }),
        Err(error @ (DeliveryError::Later(_) | DeliveryError::Stuck(_) | DeliveryError::RateLimited(_))) => {
            let pause = match &error {
                DeliveryError::RateLimited(pause) => *pause,
                _ => back_off(errand.attempts),
            };
            tracing::warn!(errand = errand.id, %error, attempts = errand.attempts, "not fetched; will ask again");
            errands::put_off(&flow.pool, errand.id, pause, &error.to_string().replace('\0', "\u{fffd}")).await?;
            flow.wakeup.ring_after(Bell::Errands, pause);
            return Ok(());
        }
    };
    if let Brought::Found(Found::Refused { reason }) = &brought {
        tracing::warn!(errand = errand.id, reason, "the chat server refuses what was sent for");
    }
    errands::bring(&flow.pool, platform.name(), errand, brought, now).await?;
    flow.wakeup.announce(&flow.pool, Bell::Inbox).await;
    Ok(())
}

async fn ask(platform: &Arc<dyn Platform>, errand: &Errand) -> Result<Brought, DeliveryError> {
    let brought = match &errand.ask {
        Err(reason) => Brought::Found(Found::Refused { reason: reason.clone() }),
        Ok(Ask::Message { event }) => Brought::Found(match platform.look_up(&errand.room, event).await? {
            Some(message) => Found::Message { sender: message.sender, sent_at: message.sent_at, what: message.what },
            None => Found::Gone,
        }),
        Ok(Ask::File { attachment, largest }) => match platform.fetch(attachment, *largest).await? {
            Fetched::Whole(content) => Brought::Content(content),
            Fetched::TooLarge => Brought::Found(Found::TooLarge),
            Fetched::Gone => Brought::Found(Found::Gone),
        },
    };
    Ok(brought)
}

/// 1 s, doubled up to 64 s.
fn back_off(attempts: i32) -> Duration {
    Duration::from_secs(1_u64 << attempts.saturating_sub(1).clamp(0, 6))
}

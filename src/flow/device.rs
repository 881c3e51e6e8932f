//! As which device an account is read and sent from. A device whose keys were lost is replaced by a new one, and the
//! lost one is removed from the account: people's clients would go on to encrypt for it, and warn of it.

use std::sync::Arc;

use super::Flow;
use crate::chat::Platform;
use crate::error::Fault;

/// Notes the platform's device, and removes those that it has replaced. False: another process has taken over the
/// account.
pub(super) async fn settle(flow: &Flow, platform: &Arc<dyn Platform>, epoch: i64) -> Result<bool, Fault> {
    let Some(device) = platform.device() else { return Ok(true) };
    // Noted as lost before it is removed, so that a kill in between does not leave it for good.
    let lost = sqlx::query_scalar!(
        "update account
         set lost_devices = array_remove(case when device <> $4 then array_append(lost_devices, device)
                                              else lost_devices end, $4),
             device = $4
         where platform = $1 and account = $2 and epoch = $3
         returning lost_devices",
        platform.name(),
        platform.account(),
        epoch,
        device
    )
    .fetch_optional(&flow.pool)
    .await?;
    let Some(lost) = lost else { return Ok(false) };
    if lost.is_empty() {
        return Ok(true);
    }
    if let Err(error) = platform.remove_devices(&lost).await {
        tracing::warn!(%error, devices = ?lost, "lost devices of the bot are still in its account; will try again at the next start");
        return Ok(true);
    }
    tracing::info!(devices = ?lost, now = device, "lost devices of the bot have been removed from its account");
    sqlx::query!(
        "update account set lost_devices = '{}' where platform = $1 and account = $2 and epoch = $3",
        platform.name(),
        platform.account(),
        epoch
    )
    .execute(&flow.pool)
    .await?;
    Ok(true)
}

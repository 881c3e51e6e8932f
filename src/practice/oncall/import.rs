//! Shifts from files that other programs keep: read again when they change, while the bot runs.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::handoff;
use crate::flow::Flow;

/// How often it is looked whether a file has changed.
const LOOK: Duration = Duration::from_secs(30);

/// Looks after the files, until told to stop. What cannot be read is logged once, and changes nothing.
pub async fn follow_files(flow: Flow, stop: CancellationToken) {
    let mut told = std::collections::HashMap::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(LOOK) => {}
        }
        for of in &flow.config.schedules {
            let Some(file) = of.file.clone() else { continue };
            let read = tokio::task::spawn_blocking(move || file.refresh()).await;
            match read.unwrap_or_else(|error| Err(error.to_string())) {
                Ok(changed) => {
                    told.remove(&of.name);
                    if changed {
                        tracing::info!(schedule = of.name, "the file of shifts has changed");
                        if let Err(error) = handoff::stand(&flow).await {
                            tracing::warn!(%error, "hand-offs are planned anew within the hour");
                        }
                    }
                }
                Err(problem) => {
                    if told.get(&of.name) != Some(&problem) {
                        tracing::warn!(
                            schedule = of.name,
                            problem,
                            "the file of shifts is not taken; `lotse check` says the same"
                        );
                        told.insert(of.name.clone(), problem);
                    }
                }
            }
        }
    }
}

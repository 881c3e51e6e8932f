//! Getting a platform's store from an instance that is not there any more but still has it open.
//!
//! Who holds the account's lock may open the store; the one before lets go of it as soon as it knows that it has lost
//! the account. One that is frozen does not know, so it is ended: it could go on in the middle of a message at any
//! moment, with encryption keys that were used since.

use std::path::Path;
use std::time::Duration;

use sqlx::PgPool;
use tokio::time::Instant;

use crate::database::{End, Instance};
use crate::error::Fault;

/// How long an instance that runs may take to let go of the store after it has lost the account.
const GRACE: Duration = Duration::from_secs(2);

/// Somebody else has the store open.
#[derive(Debug)]
pub(super) struct Eviction {
    since: Instant,
    told: bool,
}

impl Default for Eviction {
    fn default() -> Self {
        Self { since: Instant::now(), told: false }
    }
}

impl Eviction {
    /// Ends the owner of a lock, if it is an instance on this database that gives no sign of life; and says so, or else
    /// who is waited for. The store is then to be opened again.
    pub(super) async fn of(&mut self, pool: &PgPool, owner: &str, lock: &Path) -> Result<(), Fault> {
        let instance = Instance::read(owner);
        let silent = sqlx::query_scalar!(
            r#"select beat_at < clock_timestamp() - interval '5 seconds' as "silent!" from instance where name = $1"#,
            owner
        )
        .fetch_optional(pool)
        .await?;
        let (Some(instance), Some(true)) = (instance, silent) else {
            if !self.told && self.since.elapsed() > GRACE {
                self.told = true;
                let known = silent.is_some();
                tracing::warn!(owner, lock = %lock.display(), known, "the store is in use by another process; waiting");
            }
            return Ok(());
        };
        if !instance.is_stopped() && self.since.elapsed() < GRACE {
            return Ok(());
        }
        match instance.end() {
            End::Gone => tracing::warn!(owner, "ended an instance that was frozen and had the store open"),
            End::OutOfReach if instance.is_of_this_machine() => {
                if !self.told {
                    self.told = true;
                    tracing::error!(owner, "a frozen instance has the store open and cannot be ended: kill it");
                }
            }
            End::OutOfReach => {
                // Should it ever wake, it ends itself; see `database::Watch`.
                tracing::warn!(owner, "an instance elsewhere has the store open and gives no sign of life: going on");
                if let Err(error) = std::fs::remove_file(lock) {
                    tracing::warn!(%error, lock = %lock.display(), "its lock cannot be removed");
                }
            }
        }
        Ok(())
    }
}

//! PostgreSQL: a configured server, or an embedded cluster; pool and migrations.
//!
//! What passes by itself (a server that is down, starts or is cut off) is waited for; what needs somebody to act (a wrong
//! password, a server that is too old, a folder that cannot be written) is an error with a hint, at once.

mod connect;
mod embedded;
mod error;
mod frozen;
mod instance;
mod lock;
mod migrate;
#[cfg(test)]
mod tests;

use std::path::Path;

use sqlx::postgres::{PgConnectOptions, PgPool};
use tokio_util::sync::CancellationToken;

use crate::config::{DatabaseConfig, Secret};

pub use self::embedded::{Durability, Embedded};
pub use self::error::DatabaseError;
pub use self::frozen::{FROZEN, Watch};
pub use self::instance::{End, Instance};
pub use self::lock::AccountLock;
pub use self::migrate::Pending;

/// A database that answers.
#[derive(Debug)]
pub struct Database {
    pool: PgPool,
    options: PgConnectOptions,
    url: Secret,
    embedded: Option<Embedded>,
}

impl Database {
    /// Connects to the configured server, for which it waits as long as it takes, or starts the embedded one in
    /// `data_dir`. The schema is as it was: see [`Database::migrate`].
    pub async fn start(
        config: &DatabaseConfig,
        data_dir: &Path,
        cancel: &CancellationToken,
    ) -> Result<Self, DatabaseError> {
        let (options, url, embedded) = Self::locate(config, data_dir, cancel).await?;
        connect::wait_for(&options, cancel).await?;
        let pool = connect::pool(options.clone(), config.max_connections);
        Ok(Self { pool, options, url, embedded })
    }

    /// The same for who wants an answer now: a server that does not answer is [`DatabaseError::Unreachable`].
    pub async fn start_now(
        config: &DatabaseConfig,
        data_dir: &Path,
        cancel: &CancellationToken,
    ) -> Result<Self, DatabaseError> {
        let (options, url, embedded) = Self::locate(config, data_dir, cancel).await?;
        connect::once(&options).await?;
        let pool = connect::pool(options.clone(), config.max_connections);
        Ok(Self { pool, options, url, embedded })
    }

    async fn locate(
        config: &DatabaseConfig,
        data_dir: &Path,
        cancel: &CancellationToken,
    ) -> Result<(PgConnectOptions, Secret, Option<Embedded>), DatabaseError> {
        let (options, url, embedded) = match &config.url {
            Some(url) => (connect::options(url)?, url.clone(), None),
            None => {
                let embedded = Embedded::start(data_dir, Durability::Safe, cancel).await?;
                (embedded.options(), embedded.url(), Some(embedded))
            }
        };
        Ok((connect::with_habits(options), url, embedded))
    }

    /// Connections that replace themselves when they are lost; a query that was under way then fails and is for the
    /// caller to repeat.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Where it is, for tools like `psql`. Secret, as it may contain a password.
    #[must_use]
    pub fn url(&self) -> &Secret {
        &self.url
    }

    /// Brings the schema up to date; instances that start at once take turns.
    pub async fn migrate(&self) -> Result<(), DatabaseError> {
        migrate::run(&self.options).await
    }

    /// What [`Database::migrate`] would do, in order.
    pub async fn pending(&self) -> Result<Vec<Pending>, DatabaseError> {
        migrate::pending(&self.options).await
    }

    /// Closes all connections, and stops the embedded server unless another Lotse uses it. A process that ends without
    /// this, in whatever way, stops the embedded server as well, only without waiting for it.
    pub async fn stop(self) {
        self.pool.close().await;
        if let Some(embedded) = self.embedded {
            embedded.stop().await;
        }
    }
}

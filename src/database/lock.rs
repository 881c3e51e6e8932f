//! One instance at a time: a lock in PostgreSQL that its holder knows to have lost.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool};
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

/// How often an instance that waits asks again; with the heartbeat it bounds how long a take-over takes.
const ASK: Duration = Duration::from_secs(1);
/// How often the holder proves its connection.
const HEARTBEAT: Duration = Duration::from_secs(2);
/// How long an answer may take. Heartbeat and answer together stay below the quarter of a minute after which the server
/// gives the lock to somebody else when the holder's machine has vanished.
const ANSWER: Duration = Duration::from_secs(5);

/// The right to read from and send to one chat account, held by one instance at a time. PostgreSQL frees it when the
/// holder dies.
#[derive(Debug)]
pub struct AccountLock {
    lost: CancellationToken,
    release: CancellationToken,
    holder: JoinHandle<()>,
}

impl AccountLock {
    /// Waits until the lock on `name` is obtained, also while the database is not reachable. None: cancelled before.
    pub async fn acquire(pool: &PgPool, name: &str, cancel: &CancellationToken) -> Option<Self> {
        let options = pool.connect_options();
        let mut told = false;
        loop {
            let taken = tokio::select! {
                () = cancel.cancelled() => return None,
                taken = timeout(ANSWER, take(&options, name)) => taken,
            };
            match taken {
                Ok(Ok(Some(connection))) => return Some(Self::hold(connection, name.to_owned())),
                Ok(Ok(None)) if !told => {
                    told = true;
                    tracing::info!(account = name, "another instance holds the account, standing by");
                }
                Ok(Ok(None)) => {}
                Ok(Err(error)) => tracing::debug!(account = name, %error, "account lock cannot be asked for"),
                Err(_) => tracing::debug!(account = name, "account lock: no answer from the database"),
            }
            tokio::select! {
                () = cancel.cancelled() => return None,
                () = sleep(ASK) => {}
            }
        }
    }

    fn hold(mut connection: PgConnection, name: String) -> Self {
        let (lost, release) = (CancellationToken::new(), CancellationToken::new());
        let (tell, released) = (lost.clone().drop_guard(), release.clone());
        let holder = tokio::spawn(async move {
            // Fires `lost` whichever way this task ends, a panic included.
            let _tell = tell;
            loop {
                tokio::select! {
                    () = released.cancelled() => {
                        // Closing the session frees the lock; whoever waits need not wait for a heartbeat.
                        let _ = timeout(ANSWER, connection.close()).await;
                        return;
                    }
                    () = sleep(HEARTBEAT) => {}
                }
                match timeout(ANSWER, connection.ping()).await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => {
                        tracing::warn!(account = name, %error, "account lock is lost");
                        return;
                    }
                    Err(_) => {
                        tracing::warn!(account = name, "account lock is lost: no answer from the database");
                        return;
                    }
                }
            }
        });
        Self { lost, release, holder }
    }

    /// Whether some instance holds the lock on `name`; for who only looks.
    pub async fn is_held(pool: &PgPool, name: &str) -> Result<bool, sqlx::Error> {
        // PostgreSQL shows the key in two halves.
        sqlx::query_scalar(
            "select exists (select from pg_locks
                            where locktype = 'advisory' and granted and objsubid = 1
                              and database = (select oid from pg_database where datname = current_database())
                              and (classid::bigint << 32 | objid::bigint)
                                  = hashtextextended('lotse account ' || $1, 0))",
        )
        .bind(name)
        .fetch_one(pool)
        .await
    }

    /// Fires when the lock is lost or released: from then on another instance may act, and this one must not.
    #[must_use]
    pub fn lost(&self) -> &CancellationToken {
        &self.lost
    }

    /// Gives the lock to whoever waits.
    pub async fn release(mut self) {
        self.release.cancel();
        let _ = (&mut self.holder).await;
    }
}

impl Drop for AccountLock {
    fn drop(&mut self) {
        self.release.cancel();
    }
}

async fn take(options: &PgConnectOptions, name: &str) -> Result<Option<PgConnection>, sqlx::Error> {
    let mut connection = options.connect().await?;
    let taken: bool = sqlx::query_scalar("select pg_try_advisory_lock(hashtextextended('lotse account ' || $1, 0))")
        .bind(name)
        .fetch_one(&mut connection)
        .await?;
    if taken {
        return Ok(Some(connection));
    }
    connection.close().await?;
    Ok(None)
}

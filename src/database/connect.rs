//! Reaching a PostgreSQL server: what passes is waited for, what does not is told at once.

use std::io::ErrorKind;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::{DatabaseError, Instance};
use crate::config::Secret;

/// The oldest major version that has all that the schema uses.
const OLDEST_MAJOR: i32 = 13;

/// How long one attempt to connect may take.
const ATTEMPT: Duration = Duration::from_secs(10);

/// How often waiting is told in the log.
const TELL: Duration = Duration::from_secs(30);

/// Reads a URL.
pub(super) fn options(url: &Secret) -> Result<PgConnectOptions, DatabaseError> {
    // The error's text can contain parts of the URL, and with it the password.
    let options = PgConnectOptions::from_str(url.reveal().trim());
    options.map_err(|_| DatabaseError::Url("it does not have the form of a PostgreSQL URL".into()))
}

/// What holds for every connection. The server gives up a session whose other end has vanished within a quarter of a
/// minute, so that the rows and locks of a machine that lost its power are free again soon. The name tells all sessions
/// of this process, for another instance to end them when it is frozen.
pub(super) fn with_habits(options: PgConnectOptions) -> PgConnectOptions {
    options.application_name(&Instance::here().to_string()).options([
        ("idle_in_transaction_session_timeout", "60s"),
        ("tcp_keepalives_idle", "5"),
        ("tcp_keepalives_interval", "3"),
        ("tcp_keepalives_count", "3"),
    ])
}

/// How long a turn may pause between two statements. The rows that a frozen process has locked are free after this time,
/// whoever it is. A process that is merely so slow loses the transaction, which is rolled back and carried out again.
const IDLE: &str = "8s";

/// How long a connection may lie in the pool until it is asked, before it is used, whether it is still there.
const FRESH: Duration = Duration::from_secs(1);

/// A pool that connects when it is needed and replaces connections that were lost. Statements are not compiled (`jit`): to
/// compile one that the server thinks costly takes longer, about 0.1 s, than any of ours runs.
pub(super) fn pool(options: PgConnectOptions, max_connections: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(Duration::from_secs(10))
        .idle_timeout(Duration::from_mins(10))
        .max_lifetime(Duration::from_mins(30))
        .test_before_acquire(false)
        .before_acquire(|conn, about| Box::pin(async move { Ok(about.idle_for <= FRESH || conn.ping().await.is_ok()) }))
        .connect_lazy_with(options.options([
            ("statement_timeout", "60s"),
            ("idle_in_transaction_session_timeout", IDLE),
            ("jit", "off"),
        ]))
}

/// Waits until the server answers, and checks that it can hold Lotse's data.
pub(super) async fn wait_for(options: &PgConnectOptions, cancel: &CancellationToken) -> Result<(), DatabaseError> {
    let mut pause = Duration::from_millis(100);
    let mut told: Option<Instant> = None;
    loop {
        let outcome = tokio::select! {
            () = cancel.cancelled() => return Err(DatabaseError::Cancelled),
            outcome = bounded(options) => outcome,
        };
        match outcome {
            Ok(()) => {
                if told.is_some() {
                    tracing::info!("database is reachable");
                }
                return Ok(());
            }
            Err(Attempt::Final(error)) => return Err(error),
            Err(Attempt::Passing(reason)) => {
                if told.is_none_or(|last| last.elapsed() >= TELL) {
                    tracing::warn!(host = options.get_host(), reason, "database is not reachable, waiting for it");
                    told = Some(Instant::now());
                }
            }
        }
        tokio::select! {
            () = cancel.cancelled() => return Err(DatabaseError::Cancelled),
            () = sleep(pause) => pause = (pause * 2).min(Duration::from_secs(5)),
        }
    }
}

/// One attempt, for who does not want to wait.
pub(super) async fn once(options: &PgConnectOptions) -> Result<(), DatabaseError> {
    bounded(options).await.map_err(|failed| match failed {
        Attempt::Passing(reason) => DatabaseError::Unreachable(reason),
        Attempt::Final(error) => error,
    })
}

async fn bounded(options: &PgConnectOptions) -> Result<(), Attempt> {
    match timeout(ATTEMPT, attempt(options)).await {
        Ok(result) => result,
        Err(_) => Err(Attempt::Passing(format!("no answer within {} s", ATTEMPT.as_secs()))),
    }
}

enum Attempt {
    /// May succeed later.
    Passing(String),
    /// Needs somebody to act.
    Final(DatabaseError),
}

async fn attempt(options: &PgConnectOptions) -> Result<(), Attempt> {
    let mut connection = options.connect().await.map_err(|error| match error {
        // Over a network, the only files are certificates and keys; a socket that is missing may come.
        sqlx::Error::Io(reason) if reason.kind() == ErrorKind::NotFound && !is_local(options) => {
            Attempt::Final(DatabaseError::Tls(reason.to_string()))
        }
        other => sort(other),
    })?;
    let answer = suitable(&mut connection).await;
    let _ = connection.close().await;
    answer
}

fn is_local(options: &PgConnectOptions) -> bool {
    options.get_socket().is_some() || options.get_host().starts_with('/')
}

async fn suitable(connection: &mut PgConnection) -> Result<(), Attempt> {
    let (number, version, encoding): (i32, String, String) = sqlx::query_as(
        "select current_setting('server_version_num')::int4, current_setting('server_version'), \
         current_setting('server_encoding')",
    )
    .fetch_one(connection)
    .await
    .map_err(sort)?;
    if number < OLDEST_MAJOR * 10_000 {
        return Err(Attempt::Final(DatabaseError::TooOld(version)));
    }
    if encoding != "UTF8" {
        return Err(Attempt::Final(DatabaseError::Encoding(encoding)));
    }
    Ok(())
}

/// Tells what passes by itself from what does not. SQLSTATE codes: PostgreSQL manual, appendix A.
fn sort(error: sqlx::Error) -> Attempt {
    match &error {
        sqlx::Error::Database(answer) => {
            let said = answer.message().to_owned();
            match answer.code().as_deref() {
                // Starting, shutting down, or out of connections or memory.
                Some("57P01" | "57P02" | "57P03") => Attempt::Passing(said),
                Some(code) if code.starts_with("53") || code.starts_with("08") => Attempt::Passing(said),
                Some("28P01" | "28000") => Attempt::Final(DatabaseError::Login(said)),
                Some("3D000") => Attempt::Final(DatabaseError::UnknownDatabase(said)),
                _ => Attempt::Final(DatabaseError::Refused(said)),
            }
        }
        sqlx::Error::Configuration(reason) => Attempt::Final(DatabaseError::Url(reason.to_string())),
        // A handshake can also break off because the server goes down.
        sqlx::Error::Tls(reason) => match reason.to_string() {
            said if said.contains("ertificate") || said.contains("support") => Attempt::Final(DatabaseError::Tls(said)),
            said => Attempt::Passing(said),
        },
        // rustls reports a refused certificate as an error of input and output.
        sqlx::Error::Io(reason) if reason.to_string().contains("ertificate") => {
            Attempt::Final(DatabaseError::Tls(reason.to_string()))
        }
        sqlx::Error::Protocol(said) => Attempt::Final(DatabaseError::NotPostgres(said.clone())),
        _ => Attempt::Passing(error.to_string()),
    }
}

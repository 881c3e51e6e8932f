//! A PostgreSQL of Lotse's own, for whoever has none: made, started, watched and stopped by Lotse.
//!
//! It listens on a private socket only. Who keeps it running is a pipe: every Lotse that uses the server holds the
//! writing end, and a shell beside the server reads it. However the last of them ends, `kill -9` included, the kernel
//! closes its end, and the shell stops the server. Everything else (who starts it, whether it runs) is decided under a
//! file lock, which the kernel frees in the same way.

mod account;
mod cluster;
mod place;
mod programs;
mod server;
#[cfg(test)]
mod tests;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;

use nix::unistd::Pid;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::{CancellationToken, DropGuard};

use self::place::{PORT, Place};
use super::DatabaseError;
use crate::config::Secret;

/// The database in the cluster.
const DATABASE: &str = "lotse";
/// How often to look whether something that was waited for has happened.
const LOOK: Duration = Duration::from_millis(25);
/// How often to look whether the server still runs.
const WATCH: Duration = Duration::from_millis(250);
/// How long one attempt to reach the server may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a server may run without answering on its socket before it is taken for cut off from it.
const DEAF: Duration = Duration::from_secs(30);
/// How long children of a dead server may hold its shared memory.
const ORPHANS: Duration = Duration::from_secs(30);
/// How long to wait at the end for the server to write everything; it goes on after that, only unattended.
const SHUTDOWN: Duration = Duration::from_secs(60);

/// What happens to the data when the machine loses its power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Nothing: what was committed is on the disk.
    Safe,
    /// It may be lost; for tests.
    Fast,
}

/// The embedded server, in use.
#[derive(Debug)]
pub struct Embedded {
    place: Place,
    /// Keeps the server running.
    alive: File,
    /// Held shared: says that somebody uses the server.
    in_use: File,
    done: DropGuard,
    supervisor: JoinHandle<()>,
}

impl Embedded {
    /// Starts the server in `data_dir`, or joins the one that another Lotse has started there, and starts it again
    /// whenever it ends before [`Embedded::stop`].
    pub async fn start(
        data_dir: &Path,
        durability: Durability,
        cancel: &CancellationToken,
    ) -> Result<Self, DatabaseError> {
        let place = Place::prepare(data_dir)?;
        let in_use = place.lock_file("use.lock")?;
        let mut keeper = Keeper { place: place.clone(), durability, children: Vec::new() };
        let (alive, pid) = {
            // Waits for a Lotse that is just stopping the server, which would take this one's server with it.
            let _deciding = deciding(&place, cancel).await?;
            until_locked(&place, || in_use.try_lock_shared(), cancel).await?;
            keeper.ensure(cancel).await?
        };
        let done = CancellationToken::new();
        let supervisor = tokio::spawn(keeper.supervise(pid, done.clone()));
        Ok(Self { place, alive, in_use, done: done.drop_guard(), supervisor })
    }

    /// How to connect. The environment's `PG…` variables have no say in it.
    #[must_use]
    pub fn options(&self) -> PgConnectOptions {
        options(&self.place, DATABASE)
    }

    /// The same for tools like `psql`. There is no password; the socket's folder is private.
    #[must_use]
    pub fn url(&self) -> Secret {
        let encode =
            |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let socket = encode(&self.place.socket.to_string_lossy());
        Secret::new(format!("postgres:///{DATABASE}?host={socket}&port={PORT}&user={DATABASE}"))
    }

    /// The folder that contains the cluster and the server's log.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.place.home.clone()
    }

    /// Stops the server and waits for it, unless another Lotse uses it.
    pub async fn stop(self) {
        self.done.disarm().cancel();
        let _ = self.supervisor.await;
        let deciding = timeout(SHUTDOWN, deciding(&self.place, &CancellationToken::new())).await;
        drop(self.alive);
        if !matches!(deciding, Ok(Ok(_))) || self.in_use.try_lock().is_err() {
            return;
        }
        let begin = Instant::now();
        while server::running(&self.place.data()).is_some() {
            if begin.elapsed() > SHUTDOWN {
                tracing::warn!("embedded PostgreSQL is still stopping");
                return;
            }
            sleep(LOOK).await;
        }
    }
}

fn options(place: &Place, database: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(&place.socket)
        .port(PORT)
        .username(DATABASE)
        .password("")
        .database(database)
}

/// The lock under which it is decided whether the server runs: held while it is started or stopped in order.
async fn deciding(place: &Place, cancel: &CancellationToken) -> Result<File, DatabaseError> {
    let lock = place.lock_file("start.lock")?;
    until_locked(place, || lock.try_lock(), cancel).await?;
    Ok(lock)
}

async fn until_locked(
    place: &Place,
    lock: impl Fn() -> Result<(), TryLockError>,
    cancel: &CancellationToken,
) -> Result<(), DatabaseError> {
    loop {
        match lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => pause(LOOK, cancel).await?,
            Err(TryLockError::Error(error)) => return Err(DatabaseError::folder(&place.home, &error)),
        }
    }
}

async fn pause(time: Duration, cancel: &CancellationToken) -> Result<(), DatabaseError> {
    tokio::select! {
        () = cancel.cancelled() => Err(DatabaseError::Cancelled),
        () = sleep(time) => Ok(()),
    }
}

/// How a server answers.
enum Answer {
    Ready(PgConnection),
    /// It starts or stops.
    Busy,
    None(String),
}

/// Sees to it that the server runs.
struct Keeper {
    place: Place,
    durability: Durability,
    /// The shells that this process has started, to be waited for when they end.
    children: Vec<Child>,
}

impl Keeper {
    /// Joins the running server or starts it; the pipe's end must be held as long as it is needed. To be called under
    /// [`deciding`]'s lock.
    async fn ensure(&mut self, cancel: &CancellationToken) -> Result<(File, Pid), DatabaseError> {
        let begin = Instant::now();
        loop {
            let (alive, pid, connection) = match self.answering(cancel).await? {
                Some((pid, connection)) => {
                    let alive = match self.place.writer()? {
                        Some(alive) => alive,
                        None => self.watch_again(pid)?,
                    };
                    (alive, pid, connection)
                }
                None => self.launch(cancel).await?,
            };
            match create_database(connection).await {
                Ok(()) => return Ok((alive, pid)),
                // The Lotse that used it was killed a moment ago, and its server has been told to stop.
                Err(error) if is_lost(&error) && begin.elapsed() < DEAF => pause(LOOK, cancel).await?,
                Err(error) => {
                    let folder = self.place.home.display();
                    return Err(DatabaseError::embedded(format!("its database cannot be made in {folder}: {error}")));
                }
            }
        }
    }

    async fn ensure_decided(&mut self, cancel: &CancellationToken) -> Result<(File, Pid), DatabaseError> {
        let _deciding = deciding(&self.place, cancel).await?;
        self.ensure(cancel).await
    }

    /// The running server, when it answers; waits for one that is starting or stopping, and stops one that cannot be
    /// reached. None: there is none, or none any more.
    async fn answering(&self, cancel: &CancellationToken) -> Result<Option<(Pid, PgConnection)>, DatabaseError> {
        let mut answered = Instant::now();
        let mut told = Instant::now();
        while let Some(pid) = server::running(&self.place.data()) {
            match self.ask().await {
                Answer::Ready(connection) => return Ok(Some((pid, connection))),
                Answer::Busy => answered = Instant::now(),
                Answer::None(reason) if answered.elapsed() > DEAF => {
                    tracing::warn!(%pid, reason, "embedded PostgreSQL runs but cannot be reached, stopping it");
                    server::stop(pid);
                    answered = Instant::now();
                }
                Answer::None(_) => {}
            }
            if told.elapsed() > DEAF {
                told = Instant::now();
                tracing::info!(%pid, "waiting for embedded PostgreSQL");
            }
            pause(LOOK, cancel).await?;
        }
        Ok(None)
    }

    async fn launch(&mut self, cancel: &CancellationToken) -> Result<(File, Pid, PgConnection), DatabaseError> {
        let programs = cluster::prepare(&self.place, self.durability, cancel).await?;
        let begin = Instant::now();
        loop {
            server::disown_stale_lock(&self.place)?;
            let (alive, (mut child, mut said)) =
                with_alive(&self.place, || server::spawn(&self.place, &programs, self.durability))?;
            loop {
                if let Some((pid, connection)) = self.answering(cancel).await? {
                    self.children.push(child);
                    return Ok((alive, pid, connection));
                }
                if child.try_wait().is_ok_and(|status| status.is_some()) {
                    break;
                }
                pause(LOOK, cancel).await?;
            }
            let complaint = said.complaint();
            // Children of a killed server end by themselves, a little later than the server.
            let passing = complaint.contains("still in use") || complaint.contains("lock file \"postmaster.pid\"");
            if !passing || begin.elapsed() > ORPHANS {
                return Err(DatabaseError::embedded(complaint));
            }
            pause(WATCH, cancel).await?;
        }
    }

    async fn ask(&self) -> Answer {
        let Ok(answer) = timeout(PATIENCE, options(&self.place, "postgres").connect()).await else {
            return Answer::None("no answer".into());
        };
        match answer {
            Ok(connection) => Answer::Ready(connection),
            Err(sqlx::Error::Database(error)) if error.code().is_some_and(|code| code.starts_with("57P")) => {
                Answer::Busy
            }
            Err(error) => Answer::None(error.to_string()),
        }
    }

    fn watch_again(&mut self, pid: Pid) -> Result<File, DatabaseError> {
        let (alive, child) = with_alive(&self.place, || server::watch(&self.place, pid))?;
        self.children.push(child);
        Ok(alive)
    }

    /// Starts the server again whenever it has ended.
    async fn supervise(mut self, mut pid: Pid, done: CancellationToken) {
        // Of a server that was started again; the first one's end is held by `Embedded`, and both are the same pipe.
        let mut restarted = None;
        let mut attempt = 0_u32;
        loop {
            if pause(WATCH * 2_u32.pow(attempt.min(5)), &done).await.is_err() {
                break;
            }
            self.children.retain_mut(|child| child.try_wait().is_ok_and(|status| status.is_none()));
            let runs = server::running(&self.place.data()) == Some(pid);
            if runs && self.place.socket_file().exists() {
                continue;
            }
            if runs {
                tracing::warn!(%pid, "embedded PostgreSQL has lost its socket, starting it again");
                server::stop(pid);
            } else if attempt == 0 {
                tracing::warn!("embedded PostgreSQL has ended, starting it again");
            }
            match self.ensure_decided(&done).await {
                Ok((alive, new)) => {
                    tracing::info!("embedded PostgreSQL runs again");
                    (restarted, pid, attempt) = (Some(alive), new, 0);
                }
                Err(DatabaseError::Cancelled) => break,
                Err(error) => {
                    tracing::error!(%error, hint = error.hint(), "embedded PostgreSQL cannot be started again");
                    attempt += 1;
                }
            }
        }
        drop(restarted);
    }
}

/// Opens the pipe and lets `start` put a reader on it. The pipe is opened for both directions meanwhile, so that neither
/// side waits for the other.
fn with_alive<T>(place: &Place, start: impl FnOnce() -> Result<T, DatabaseError>) -> Result<(File, T), DatabaseError> {
    let fault = |error: std::io::Error| DatabaseError::folder(place.alive(), &error);
    let both = File::options().read(true).write(true).open(place.alive()).map_err(fault)?;
    let writer = place.writer()?;
    let started = start()?;
    drop(both);
    writer.map(|alive| (alive, started)).ok_or_else(|| DatabaseError::embedded("the pipe beside it has no reader"))
}

async fn create_database(mut connection: PgConnection) -> Result<(), sqlx::Error> {
    let query = "select exists (select from pg_database where datname = $1)";
    let there: bool = sqlx::query_scalar(query).bind(DATABASE).fetch_one(&mut connection).await?;
    if !there {
        let statement = format!("create database {DATABASE}");
        sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await?;
    }
    connection.close().await
}

/// Whether the server ended in the middle.
fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code.starts_with("57P")),
        _ => false,
    }
}

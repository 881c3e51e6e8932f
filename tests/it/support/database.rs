//! A fresh, migrated database for each test, on one server for all of them.
//!
//! The server is Lotse's own embedded one, in the target folder, without care for the disk. It is shared with whatever
//! test process runs at the same time and stops with the last of them, by itself: nothing of it outlives the tests but
//! files. A database is a copy of a template that was migrated once, so that it costs no more than the copying.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

use std::fs::Permissions;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use lotse::config::{Config, DatabaseConfig, Secret};
use lotse::database::{Database, DatabaseError, Durability, Embedded};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::postgres::{PgConnectOptions, PgPool};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use tempfile::TempDir;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use crate::synapse::scratch;

/// A database that is dropped soon after this value, whoever is still connected to it.
#[derive(Debug)]
pub(crate) struct TestDatabase {
    database: Database,
    name: String,
    /// None: on the server that all share.
    server: Option<OwnServer>,
}

/// A server for one test, which stops and kills it.
#[derive(Debug)]
struct OwnServer {
    folder: TempDir,
    embedded: Option<Embedded>,
}

impl TestDatabase {
    /// A database with the newest schema and nothing in it.
    pub(crate) async fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = Server::shared();
        let name = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let mut admin = server.options.connect().await.unwrap();
        run(&mut admin, format!("create database {name} template {}", server.template)).await;
        admin.close().await.unwrap();
        let config = server.config(&name);
        let database = start(&config).await;
        Self { database, name, server: None }
    }

    /// The same, on a server of its own, which forgets nothing when it is killed.
    pub(crate) async fn on_its_own() -> Self {
        Self::on_its_own_in(&scratch()).await
    }

    /// The same with its files below this folder: on a disk, whose speed is then that of a commit.
    pub(crate) async fn on_its_own_in(parent: &Path) -> Self {
        let mut folder = tempfile::Builder::new();
        // Where tests run as root, the server runs as another user and must be able to enter.
        let folder = folder.prefix("lotse-postgres-").permissions(Permissions::from_mode(0o711));
        let folder = folder.tempdir_in(parent).unwrap();
        let embedded = start_in(folder.path(), Durability::Safe).await.unwrap();
        let database = start(&DatabaseConfig { url: Some(embedded.url()), ..Config::default().database }).await;
        database.migrate().await.unwrap();
        let server = Some(OwnServer { folder, embedded: Some(embedded) });
        Self { database, name: String::new(), server }
    }

    fn server(&mut self) -> &mut OwnServer {
        self.server.as_mut().expect("a server of its own")
    }

    /// What the server says.
    #[allow(dead_code, reason = "for the benches, which share this file")]
    pub(crate) fn log(&mut self) -> String {
        let folder = self.server().embedded.as_ref().expect("the server runs").folder();
        std::fs::read_to_string(folder.join("postgres.log")).unwrap()
    }

    /// Stops the server.
    pub(crate) async fn is_stopped(&mut self) {
        self.server().embedded.take().expect("the server runs").stop().await;
    }

    /// Starts the stopped server.
    pub(crate) async fn comes_back(&mut self) {
        let server = self.server();
        server.embedded = Some(start_in(server.folder.path(), Durability::Safe).await.unwrap());
    }

    /// Kills the server, which is then started again.
    pub(crate) async fn is_killed(&mut self) {
        let embedded = self.server().embedded.as_ref().expect("the server runs");
        let lock = std::fs::read_to_string(embedded.folder().join("data/postmaster.pid")).unwrap();
        let pid = Pid::from_raw(lock.lines().next().unwrap().parse().unwrap());
        let start = "select extract(epoch from pg_postmaster_start_time())::float8";
        let start = || sqlx::query_scalar::<_, f64>(start).fetch_one(self.pool());
        let before = start().await.unwrap();
        kill(pid, Signal::SIGKILL).unwrap();
        // What still runs of the killed one answers for a moment.
        while start().await.ok().is_none_or(|now| now == before) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Its pool.
    pub(crate) fn pool(&self) -> &PgPool {
        self.database.pool()
    }

    /// Makes a backup and gives its name. Nobody but this value may use the database meanwhile.
    pub(crate) async fn backed_up(&mut self) -> String {
        let backup = format!("{}_backup", self.name);
        self.exchanged(&[format!("create database {backup} template {}", self.name)]).await;
        backup
    }

    /// Restores a backup, which is used up by that.
    pub(crate) async fn restored(&mut self, backup: &str) {
        let name = &self.name;
        let old = format!("drop database {name} with (force)");
        self.exchanged(&[old, format!("alter database {backup} rename to {name}")]).await;
    }

    async fn exchanged(&mut self, statements: &[String]) {
        let server = Server::shared();
        self.database.pool().close().await;
        let mut admin = server.options.connect().await.unwrap();
        for statement in statements {
            run(&mut admin, statement.clone()).await;
        }
        admin.close().await.unwrap();
        self.database = start(&server.config(&self.name)).await;
    }

    /// Its URL, for a program that is to use it.
    pub(crate) fn url(&self) -> String {
        self.database.url().reveal().to_owned()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if self.server.is_some() {
            return;
        }
        let server = Server::shared();
        let statement = format!("drop database {} with (force)", self.name);
        // The test's own runtime may be shutting down; the server's is not. Nobody waits for it: dropping takes longer
        // than making, and what is left at the end of the process is dropped at the start of the next one.
        server.runtime.spawn(async move {
            if let Ok(mut admin) = server.options.connect().await {
                let _ = sqlx::query(AssertSqlSafe(statement)).execute(&mut admin).await;
            }
        });
    }
}

/// The one server of this process.
struct Server {
    options: PgConnectOptions,
    url: Secret,
    template: String,
    runtime: Handle,
}

impl Server {
    fn shared() -> &'static Self {
        static SERVER: OnceLock<Server> = OnceLock::new();
        SERVER.get_or_init(|| {
            let (ready, started) = mpsc::channel();
            // Each test has a runtime of its own, which ends with it; the server's must not.
            thread::spawn(move || {
                let runtime =
                    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
                runtime.block_on(async {
                    let embedded = start_embedded().await;
                    let template = template_name();
                    let (options, url) = (embedded.options(), embedded.url());
                    let server = Self { options, url, template, runtime: Handle::current() };
                    server.prepare().await;
                    ready.send(server).unwrap();
                    std::future::pending::<()>().await;
                });
            });
            started.recv().expect("the test server starts")
        })
    }

    fn config(&self, database: &str) -> DatabaseConfig {
        let url = self.url.reveal().replacen("///lotse?", &format!("///{database}?"), 1);
        DatabaseConfig { url: Some(Secret::new(url)), ..Config::default().database }
    }

    /// Makes the template, and removes what processes that were killed have left behind. Other test processes wait
    /// meanwhile.
    async fn prepare(&self) {
        let mut admin = self.options.connect().await.unwrap();
        run(&mut admin, "select pg_advisory_lock(1)".into()).await;
        let names: Vec<String> =
            sqlx::query_scalar("select datname from pg_database").fetch_all(&mut admin).await.unwrap();
        let making = format!("{}_making", self.template);
        for name in &names {
            let maker = name.strip_prefix("test_").and_then(|rest| rest.split('_').next()?.parse().ok());
            if *name == making || maker.is_some_and(|pid| kill(Pid::from_raw(pid), None).is_err()) {
                run(&mut admin, format!("drop database {name} with (force)")).await;
            }
        }
        if !names.contains(&self.template) {
            run(&mut admin, format!("create database {making} template template0")).await;
            let database = start(&self.config(&making)).await;
            database.migrate().await.unwrap();
            database.stop().await;
            run(&mut admin, format!("alter database {making} rename to {}", self.template)).await;
        }
        admin.close().await.unwrap();
    }
}

async fn start_embedded() -> Embedded {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("database");
    match start_in(&folder, Durability::Fast).await {
        // Made before this machine's PostgreSQL was upgraded; there is nothing in it to keep.
        Err(DatabaseError::OtherMajor { .. }) => {
            std::fs::remove_dir_all(&folder).unwrap();
            start_in(&folder, Durability::Fast).await.unwrap()
        }
        started => started.unwrap(),
    }
}

async fn start_in(folder: &Path, durability: Durability) -> Result<Embedded, DatabaseError> {
    Embedded::start(folder, durability, &CancellationToken::new()).await
}

/// The template of one set of migrations, so that branches can share the server.
fn template_name() -> String {
    let mut hasher = DefaultHasher::new();
    for migration in sqlx::migrate!().iter() {
        migration.checksum.hash(&mut hasher);
    }
    format!("template_{:016x}", hasher.finish())
}

async fn start(config: &DatabaseConfig) -> Database {
    Database::start(config, Path::new(""), &CancellationToken::new()).await.unwrap()
}

async fn run(admin: &mut PgConnection, statement: String) {
    sqlx::query(AssertSqlSafe(statement)).execute(admin).await.unwrap();
}

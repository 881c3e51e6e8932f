//! The database as a whole, on a real server.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tempfile::TempDir;
use tokio::time::timeout;

use super::*;
use crate::config::Config;

/// A server on which things are tried out.
struct Server {
    folder: TempDir,
    embedded: Embedded,
}

async fn server() -> Server {
    let mut folder = tempfile::Builder::new();
    let folder = folder.prefix("lotse-test-").permissions(std::fs::Permissions::from_mode(0o711)).tempdir().unwrap();
    let embedded = Embedded::start(folder.path(), Durability::Fast, &CancellationToken::new()).await.unwrap();
    Server { folder, embedded }
}

impl Server {
    async fn run(&self, statements: &[&str]) {
        let mut connection = self.embedded.options().connect().await.unwrap();
        for statement in statements {
            sqlx::query(AssertSqlSafe(*statement)).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
    }

    fn config(&self, database: &str, user: &str) -> DatabaseConfig {
        let url = self.embedded.url().reveal().replace("///lotse?", &format!("///{database}?"));
        DatabaseConfig { url: Some(Secret::new(url.replace("user=lotse", user))), ..Config::default().database }
    }

    async fn start(&self, database: &str, user: &str) -> Result<Database, DatabaseError> {
        Database::start(&self.config(database, user), self.folder.path(), &CancellationToken::new()).await
    }

    async fn refusal(&self, database: &str, user: &str) -> String {
        let error = self.start(database, user).await.unwrap_err();
        assert!(error.hint().is_some(), "{error}");
        error.to_string()
    }
}

#[tokio::test]
async fn what_does_not_pass_by_itself_is_told_at_once() {
    let server = server().await;
    server
        .run(&[
            "create role anna login password 'hunter2'",
            "create database ascii encoding 'SQL_ASCII' template template0",
        ])
        .await;
    let rules = server.embedded.folder().join("data/pg_hba.conf");
    std::fs::write(&rules, "local all anna scram-sha-256\nlocal all bob reject\nlocal all all trust\n").unwrap();
    server.run(&["select pg_reload_conf()"]).await;

    // The server reads its rules a moment after it was told to.
    while server.start("lotse", "user=anna&password=wrong").await.is_ok() {
        tokio::task::yield_now().await;
    }
    let refusal = server.refusal("lotse", "user=anna&password=wrong").await;
    assert_eq!(
        refusal,
        "the database refuses the user or the password: password authentication failed for user \"anna\""
    );
    assert!(server.refusal("lotse", "user=bob").await.starts_with("the database refuses the user or the password: "));
    let refusal = server.refusal("nowhere", "user=lotse").await;
    assert_eq!(refusal, "the database server answers: database \"nowhere\" does not exist");
    let refusal = server.refusal("ascii", "user=lotse").await;
    assert_eq!(refusal, "the database's encoding is SQL_ASCII, but Lotse needs UTF8");
    let good = server.start("lotse", "user=anna&password=hunter2").await.unwrap();
    good.stop().await;
    server.embedded.stop().await;
}

/// Something that says one thing to whoever connects.
async fn saying(word: &'static [u8]) -> (std::net::SocketAddr, tokio::task::JoinHandle<()>) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 64]).await;
            let _ = stream.write_all(word).await;
        }
    });
    (address, task)
}

#[tokio::test]
async fn something_else_than_postgres_is_told_and_a_server_that_is_down_is_waited_for() {
    let config = |url: String| DatabaseConfig { url: Some(Secret::new(url)), ..Config::default().database };
    let cancel = CancellationToken::new();
    let (address, web) = saying(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    let url = format!("postgres://lotse:hunter2@{address}/lotse");
    let error = Database::start(&config(url.clone()), Path::new("/nowhere"), &cancel).await.unwrap_err();
    assert!(error.to_string().starts_with("what answers at the database's address is not PostgreSQL"), "{error:?}");
    assert!(!format!("{error:?}").contains("hunter2"));

    // A server that offers encryption, and a certificate that is not there.
    let (encrypted, server) = saying(b"S").await;
    let with_file = format!("postgres://lotse@{encrypted}/lotse?sslmode=verify-full&sslrootcert=/nowhere/root.crt");
    let error = Database::start(&config(with_file), Path::new("/nowhere"), &cancel).await.unwrap_err();
    assert!(error.to_string().starts_with("no encrypted connection to the database: No such file"), "{error:?}");
    server.abort();

    web.abort();
    let _ = web.await;
    let config = config(url);
    let waiting = tokio::spawn({
        let cancel = cancel.clone();
        async move { Database::start(&config, Path::new("/nowhere"), &cancel).await }
    });
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    cancel.cancel();
    assert!(matches!(waiting.await.unwrap(), Err(DatabaseError::Cancelled)));
}

#[tokio::test]
async fn a_database_of_another_time_is_refused() {
    let server = server().await;
    let database = server.start("lotse", "user=lotse").await.unwrap();
    assert!(!database.pending().await.unwrap().is_empty());
    let (first, second) = tokio::join!(database.migrate(), database.migrate());
    assert_eq!((first.is_ok(), second.is_ok()), (true, true));
    assert_eq!(database.pending().await.unwrap(), []);

    server.run(&["insert into _sqlx_migrations values (99990101000000, 'later', now(), true, '', 0)"]).await;
    for error in [database.migrate().await.unwrap_err(), database.pending().await.unwrap_err()] {
        assert!(
            error.to_string().starts_with("the database is newer than this program: it has migration 9999"),
            "{error}"
        );
    }
    server.run(&["delete from _sqlx_migrations where version = 99990101000000"]).await;
    server.run(&["update _sqlx_migrations set checksum = ''"]).await;
    for error in [database.migrate().await.unwrap_err(), database.pending().await.unwrap_err()] {
        assert!(error.to_string().contains(" had another content when it was run"), "{error}");
    }
    database.stop().await;
    server.embedded.stop().await;
}

#[tokio::test]
async fn one_instance_holds_an_account_and_knows_when_it_has_lost_it() {
    let server = server().await;
    let cancel = CancellationToken::new();
    let [one, two] =
        [server.start("lotse", "user=lotse").await.unwrap(), server.start("lotse", "user=lotse").await.unwrap()];
    one.migrate().await.unwrap();
    let first = AccountLock::acquire(one.pool(), "matrix", "@lotse:x", &cancel).await.unwrap();
    let other = AccountLock::acquire(two.pool(), "matrix", "@other:x", &cancel).await.unwrap();
    assert_eq!(first.epoch(), 1);
    {
        let mut second = Box::pin(AccountLock::acquire(two.pool(), "matrix", "@lotse:x", &cancel));
        assert!(timeout(Duration::from_millis(100), &mut second).await.is_err());
        first.release().await;
        let second = second.await.unwrap();
        assert!(!second.lost().is_cancelled());
        assert_eq!(second.epoch(), 2);

        // The server ends the session, as in a restart.
        server.run(&["select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"]).await;
        second.lost().cancelled().await;
        other.lost().cancelled().await;
    }
    // A holder that is simply dropped.
    let third = AccountLock::acquire(one.pool(), "matrix", "@lotse:x", &cancel).await.unwrap();
    drop(third);
    let fourth = AccountLock::acquire(two.pool(), "matrix", "@lotse:x", &cancel).await.unwrap();
    cancel.cancel();
    assert!(AccountLock::acquire(one.pool(), "matrix", "@lotse:x", &cancel).await.is_none());
    fourth.release().await;
    one.stop().await;
    two.stop().await;
    server.embedded.stop().await;
}

#[tokio::test]
async fn an_instance_that_gives_no_sign_of_life_loses_the_account_with_all_its_sessions() {
    let server = server().await;
    let database = server.start("lotse", "user=lotse").await.unwrap();
    database.migrate().await.unwrap();
    // What a frozen process leaves: the lock, a last beat, and a transaction that has locked the account's row.
    let frozen = || async {
        let options = server.embedded.options().application_name("lotse@elsewhere:7:7:0123456789");
        options.connect().await.unwrap()
    };
    let (mut lock, mut worker) = (frozen().await, frozen().await);
    for statement in [
        "insert into account (platform, account, epoch, holder) \
         values ('matrix', '@lotse:x', 7, 'lotse@elsewhere:7:7:0123456789')",
        "insert into instance values ('lotse@elsewhere:7:7:0123456789', now())",
        "select pg_advisory_lock(hashtextextended('lotse account matrix:@lotse:x', 0))",
    ] {
        sqlx::query(statement).execute(&mut lock).await.unwrap();
    }
    let mut transaction = worker.begin().await.unwrap();
    sqlx::query("update account set cursor = 'x'").execute(&mut *transaction).await.unwrap();

    let cancel = CancellationToken::new();
    let taken = AccountLock::acquire(database.pool(), "matrix", "@lotse:x", &cancel).await.unwrap();
    assert_eq!(taken.epoch(), 8);
    assert!(lock.ping().await.is_err(), "its lock was ended");
    assert!(transaction.commit().await.is_err(), "its transaction was ended");
    let silence: f64 = sqlx::query_scalar(
        "select extract(epoch from a.held_since - i.beat_at)::float8 from account a, instance i \
         where i.name = 'lotse@elsewhere:7:7:0123456789'",
    )
    .fetch_one(database.pool())
    .await
    .unwrap();
    assert!(silence > 4.0, "it was given {silence} s");

    // Whoever has let go leaves nothing.
    taken.release().await;
    let holders: i64 = sqlx::query_scalar("select count(*) from account where holder is not null")
        .fetch_one(database.pool())
        .await
        .unwrap();
    assert_eq!(holders, 0);
    database.stop().await;
    server.embedded.stop().await;
}

#[tokio::test]
async fn a_turn_that_was_frozen_gives_its_rows_back() {
    let server = server().await;
    let database = server.start("lotse", "user=lotse").await.unwrap();
    server.run(&["create table place (id int)", "insert into place values (1)"]).await;
    let mut frozen = database.pool().begin().await.unwrap();
    sqlx::query("update place set id = 2").execute(&mut *frozen).await.unwrap();
    // Waits for the row.
    sqlx::query("update place set id = 3").execute(database.pool()).await.unwrap();
    assert!(frozen.commit().await.is_err());
    let rows: Vec<i32> = sqlx::query_scalar("select id from place").fetch_all(database.pool()).await.unwrap();
    assert_eq!(rows, [3]);
    database.stop().await;
    server.embedded.stop().await;
}

#[tokio::test]
async fn the_pool_goes_on_after_the_server_was_killed() {
    let server = server().await;
    let database = server.start("lotse", "user=lotse").await.unwrap();
    let lock = std::fs::read_to_string(server.embedded.folder().join("data/postmaster.pid")).unwrap();
    let pid = nix::unistd::Pid::from_raw(lock.lines().next().unwrap().parse().unwrap());
    let ask = async || sqlx::query_scalar::<_, i32>("select 1").fetch_one(database.pool()).await;
    assert_eq!(ask().await.unwrap(), 1);
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGKILL).unwrap();
    while ask().await.is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    database.stop().await;
    server.embedded.stop().await;

    // Without a URL, the same cluster is found in the data folder.
    let config = Config::default().database;
    let database = Database::start(&config, server.folder.path(), &CancellationToken::new()).await.unwrap();
    assert_eq!(sqlx::query_scalar::<_, i32>("select 1").fetch_one(database.pool()).await.unwrap(), 1);
    database.stop().await;
}

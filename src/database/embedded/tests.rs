//! The embedded server through all that can happen to it, with real programs.

use std::future::Future;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use nix::sys::signal::{Signal, kill};
use tempfile::TempDir;

use super::*;

/// Where a second process finds the folder in which it is to run a server.
const FOLDER: &str = "LOTSE_TEST_EMBEDDED_FOLDER";

fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("lotse-test-")
        .permissions(std::fs::Permissions::from_mode(0o711))
        .tempdir()
        .unwrap()
}

async fn start(folder: &Path) -> Embedded {
    Embedded::start(folder, Durability::Fast, &CancellationToken::new()).await.unwrap()
}

async fn ask(embedded: &Embedded, query: &'static str) -> Result<String, sqlx::Error> {
    let mut connection = embedded.options().connect().await?;
    sqlx::query_scalar(query).fetch_one(&mut connection).await
}

fn pid(embedded: &Embedded) -> Option<Pid> {
    server::running(&embedded.place.data())
}

async fn until<T, F: Future<Output = Option<T>>>(mut condition: impl FnMut() -> F) -> T {
    loop {
        if let Some(value) = condition().await {
            return value;
        }
        sleep(LOOK).await;
    }
}

#[tokio::test]
async fn a_server_is_made_stopped_and_found_again() {
    let folder = folder();
    // What an interrupted attempt leaves behind.
    let home = folder.path().join("postgres");
    std::fs::create_dir(&home).unwrap();
    std::fs::create_dir(home.join("new-1")).unwrap();

    let embedded = start(folder.path()).await;
    assert_eq!(ask(&embedded, "show server_encoding").await.unwrap(), "UTF8");
    assert_eq!(ask(&embedded, "select lower('ÜBERPRÜFUNG')").await.unwrap(), "überprüfung");
    assert_eq!(ask(&embedded, "show listen_addresses").await.unwrap(), "");
    let mut connection = embedded.options().connect().await.unwrap();
    sqlx::query("create table kept as select 'here'::text word").execute(&mut connection).await.unwrap();
    assert!(!home.join("new-1").exists());
    embedded.stop().await;
    assert_eq!(server::running(&home.canonicalize().unwrap().join("data")), None);

    let embedded = start(folder.path()).await;
    assert_eq!(ask(&embedded, "select word from kept").await.unwrap(), "here");
    embedded.stop().await;
}

#[tokio::test]
async fn a_killed_server_comes_back() {
    let folder = folder();
    let embedded = start(folder.path()).await;
    let killed = pid(&embedded).unwrap();
    // With a session at work, whose process outlives the server for a moment.
    let mut connection = embedded.options().connect().await.unwrap();
    kill(killed, Signal::SIGKILL).unwrap();
    until(async || ask(&embedded, "select 'back'").await.ok()).await;
    assert_ne!(pid(&embedded).unwrap(), killed);
    assert!(connection.ping().await.is_err());

    // The socket is removed, as cleaners of /tmp do, once the restart is complete.
    let starting = embedded.place.lock_file("start.lock").unwrap();
    until(async || starting.try_lock().ok()).await;
    drop(starting);
    std::fs::remove_file(embedded.place.socket_file()).unwrap();
    until(async || ask(&embedded, "select 'back'").await.ok()).await;
    embedded.stop().await;
}

#[tokio::test]
async fn a_number_that_now_belongs_to_another_program_is_not_taken_for_the_server() {
    let folder = folder();
    let embedded = start(folder.path()).await;
    let lock = embedded.place.data().join("postmaster.pid");
    let text = std::fs::read_to_string(&lock).unwrap();
    embedded.stop().await;
    let mut other = Command::new("sleep").arg("600").spawn().unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    std::fs::write(&lock, format!("{}\n{rest}", other.id())).unwrap();

    let embedded = start(folder.path()).await;
    assert_eq!(ask(&embedded, "select 'well'").await.unwrap(), "well");
    assert!(other.try_wait().unwrap().is_none());
    other.kill().unwrap();
    other.wait().unwrap();
    embedded.stop().await;
}

#[tokio::test]
async fn whoever_is_last_stops_the_server() {
    let folder = folder();
    let (first, second) = tokio::join!(start(folder.path()), start(folder.path()));
    let shared = pid(&first).unwrap();
    assert_eq!(pid(&second), Some(shared));
    first.stop().await;
    assert_eq!(ask(&second, "select 'still here'").await.unwrap(), "still here");
    assert_eq!(pid(&second), Some(shared));

    // One that comes while the last one stops waits, and gets a server of its own.
    let (third, ()) = tokio::join!(start(folder.path()), second.stop());
    assert_eq!(ask(&third, "select 'again'").await.unwrap(), "again");

    // One that ends without a word.
    let data = third.place.data();
    drop(third);
    until(async || server::running(&data).is_none().then_some(())).await;
}

/// Not a test of its own: what `a_killed_lotse_leaves_no_server` kills.
#[tokio::test]
async fn a_lotse_to_be_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let embedded = start(Path::new(&folder)).await;
    println!("\nruns {}", pid(&embedded).unwrap());
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn a_killed_lotse_leaves_no_server() {
    let folder = folder();
    let mut lotse = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", "database::embedded::tests::a_lotse_to_be_killed"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(lotse.stdout.take().unwrap()).lines().map_while(Result::ok);
    let number: i32 = lines.filter_map(|line| line.strip_prefix("runs ")?.parse().ok()).next().unwrap();
    let second = start(folder.path()).await;
    assert_eq!(pid(&second), Some(Pid::from_raw(number)));

    lotse.kill().unwrap();
    lotse.wait().unwrap();
    assert_eq!(ask(&second, "select 'still here'").await.unwrap(), "still here");
    assert_eq!(pid(&second), Some(Pid::from_raw(number)));
    let data = second.place.data();
    drop(second);
    until(async || server::running(&data).is_none().then_some(())).await;
}

#[tokio::test]
async fn a_server_that_lost_its_watch_gets_another() {
    let folder = folder();
    let first = start(folder.path()).await;
    let alive = first.place.alive().to_string_lossy().into_owned();
    let watches = || {
        let output = Command::new("ps").args(["-axww", "-o", "pid=,args="]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let lines = text.lines().filter(|line| line.contains(&alive));
        lines.filter_map(|line| line.split_whitespace().next()?.parse().ok()).map(Pid::from_raw).collect::<Vec<_>>()
    };
    assert_eq!(watches().len(), 2);
    for shell in watches() {
        kill(shell, Signal::SIGKILL).unwrap();
    }
    until(async || watches().is_empty().then_some(())).await;
    let same = pid(&first).unwrap();

    let second = start(folder.path()).await;
    assert_eq!(pid(&second), Some(same));
    assert_eq!(watches().len(), 1);
    first.stop().await;
    assert_eq!(ask(&second, "select 'still here'").await.unwrap(), "still here");
    second.stop().await;
    assert!(watches().is_empty());
}

#[tokio::test]
async fn a_long_path_gets_a_socket_elsewhere() {
    let folder = folder();
    let long = folder.path().join("a".repeat(60)).join("ü b".repeat(20));
    let embedded = start(&long).await;
    assert_eq!(ask(&embedded, "select 'well'").await.unwrap(), "well");
    assert!(embedded.place.socket.starts_with("/tmp"), "{}", embedded.place.socket.display());
    let socket = embedded.place.socket.clone();
    embedded.stop().await;
    std::fs::remove_dir_all(socket).unwrap();
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_told_with_a_hint() {
    let folder = folder();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Embedded::start(&file.join("data"), Durability::Fast, &CancellationToken::new()).await.unwrap_err();
    assert_eq!(error.to_string(), format!("{}: Not a directory (os error 20)", file.join("data").display()));
    assert_eq!(error.hint(), Some("a part of the path is a file; choose another data_dir"));

    let home = folder.path().join("postgres");
    std::fs::create_dir_all(home.join("data/base")).unwrap();
    let error = Embedded::start(folder.path(), Durability::Fast, &CancellationToken::new()).await.unwrap_err();
    assert!(error.to_string().ends_with("/postgres/data: is not a PostgreSQL cluster"), "{error}");
    std::fs::write(home.join("data/PG_VERSION"), "9\n").unwrap();
    let error = Embedded::start(folder.path(), Durability::Fast, &CancellationToken::new()).await.unwrap_err();
    assert!(error.to_string().contains(" was made by PostgreSQL 9, but installed is only "), "{error}");
}

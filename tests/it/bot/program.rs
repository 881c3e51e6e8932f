//! The program as a child process.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::os::unix::process::{CommandExt as _, ExitStatusExt};
use std::path::PathBuf;
use std::process::{ExitStatus, Output, Stdio};
use std::time::Duration;

use lotse::crash::CrashPoint;
use lotse::flow::queue;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::support::database::TestDatabase;
use crate::synapse::{Seen, Synapse, scratch};

/// The exit code of one that wakes after it was replaced.
pub(crate) const FROZEN: i32 = lotse::database::FROZEN as i32;

/// Longest wait for anything that a test expects.
const PATIENCE: Duration = Duration::from_secs(180);

/// What everything is asked for again after, while it is waited for.
const GLANCE: Duration = Duration::from_millis(50);

/// The program. The variable is for those who run the tests from elsewhere than where they were built.
fn built() -> OsString {
    std::env::var_os("CARGO_BIN_EXE_lotse").unwrap_or_else(|| env!("CARGO_BIN_EXE_lotse").into())
}

/// A call of the program, in an environment without settings of the person who runs the tests.
pub(crate) struct Program(Command);

impl Program {
    pub(crate) fn new(arguments: &[&str]) -> Self {
        Self::of(&built(), arguments)
    }

    fn of(executable: &OsStr, arguments: &[&str]) -> Self {
        Self::called(Command::new(executable), arguments)
    }

    /// One that is told by an error, and not by a signal that ends it, that a file may not grow.
    fn with_limits(executable: &OsStr, arguments: &[&str]) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", r#"trap "" XFSZ; exec "$0" "$@""#]).arg(executable);
        Self::called(command, arguments)
    }

    fn called(mut command: Command, arguments: &[&str]) -> Self {
        command.args(arguments).kill_on_drop(true).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("LOTSE__") {
                command.env_remove(name);
            }
        }
        Self(command)
    }

    /// With a setting: `MATRIX__USER` for `user` in `[matrix]`.
    pub(crate) fn set(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(format!("LOTSE__{name}"), value);
        self
    }

    /// With these programs at hand and no others.
    pub(crate) fn path(mut self, folder: &std::path::Path) -> Self {
        self.0.env("PATH", folder);
        self
    }

    /// With a variable that is not a setting of the bot.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    /// Starts it, and listens to what it says.
    pub(crate) fn talks(mut self) -> Talking {
        let mut child = self.0.stdout(Stdio::piped()).spawn().expect("the program starts");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Talking { child, lines, said: Vec::new() }
    }

    /// Starts it, unwatched, until the value is dropped.
    pub(crate) fn starts(mut self) -> Child {
        self.0.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    /// Waits for its end, which must come by itself.
    pub(crate) async fn ends(self) -> Ended {
        self.reads("").await
    }

    /// Gives it this on standard input, and waits for its end.
    pub(crate) async fn reads(mut self, input: &str) -> Ended {
        self.0.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.0.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().unwrap();
        // A program that ends without reading is not at fault.
        let _ = stdin.write_all(input.as_bytes()).await;
        drop(stdin);
        let output = tokio::time::timeout(PATIENCE, child.wait_with_output()).await;
        Ended::from(output.expect("the program ends").unwrap())
    }
}

/// A program that runs.
pub(crate) struct Running {
    child: Child,
    /// Kills the program when the test process is gone, however it ended.
    watch: std::process::Child,
}

impl Running {
    fn start(command: &mut Command) -> Self {
        let child = command.spawn().expect("the program starts");
        let pid = child.id().expect("it has just been started").to_string();
        let mut watch = std::process::Command::new("sh");
        watch.args(["-c", r#"cat >/dev/null; kill -9 "$1""#, "watch", &pid]).stdin(Stdio::piped());
        // Ctrl-C in a terminal is for the program and not for its watch.
        let watch = watch.stderr(Stdio::null()).process_group(0).spawn().expect("sh runs");
        Self { child, watch }
    }

    /// Its number.
    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.id().expect("it runs")).unwrap())
    }

    fn signal(&self, signal: Signal) {
        kill(self.pid(), signal).unwrap();
    }

    /// SIGKILL.
    pub(crate) async fn is_killed(&mut self) {
        self.child.kill().await.unwrap();
    }

    /// SIGSTOP: it can do nothing, and its sessions stay open.
    pub(crate) fn is_frozen(&self) {
        self.signal(Signal::SIGSTOP);
    }

    /// SIGCONT, if it is still there.
    pub(crate) fn wakes(&self) {
        if let Some(pid) = self.child.id() {
            let _ = kill(Pid::from_raw(i32::try_from(pid).unwrap()), Signal::SIGCONT);
        }
    }

    /// Limits the size of the files that it writes, as a disk does that is full; or lifts the limit.
    pub(crate) async fn may_write(&self, bytes: Option<u64>) {
        let soft = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let mut command = Command::new("prlimit");
        command.arg(format!("--fsize={soft}:")).arg(format!("--pid={}", self.pid()));
        assert!(command.status().await.expect("prlimit (util-linux) runs").success());
    }

    /// Waits for its end, which comes by itself.
    pub(crate) async fn ended(&mut self) -> ExitStatus {
        tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("it ends").unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // First the watch: it must not kill whoever gets the number next.
        let _ = self.watch.kill();
        let _ = self.watch.wait();
    }
}

/// A program that runs and says something from time to time.
pub(crate) struct Talking {
    pub(crate) child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// All that it has said.
    pub(crate) said: Vec<String>,
}

impl Talking {
    /// Waits for a line with these words.
    pub(crate) async fn says(&mut self, words: &str) -> String {
        loop {
            let line = tokio::time::timeout(PATIENCE, self.lines.next_line()).await;
            let line = line.unwrap_or_else(|_| panic!("waited in vain for “{words}” after {:#?}", self.said));
            let Some(line) = line.unwrap() else { panic!("it ended before “{words}”: {:#?}", self.said) };
            self.said.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    /// As Ctrl-C does.
    pub(crate) async fn ends_at_interrupt(mut self) -> ExitStatus {
        let pid = i32::try_from(self.child.id().expect("it runs")).unwrap();
        kill(Pid::from_raw(pid), Signal::SIGINT).unwrap();
        tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("it stops").unwrap()
    }
}

/// How a program ended, and what it said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), error: text(output.stderr) }
    }
}

/// A bot with an account, a database and a folder of its own, whether it runs or not.
pub(crate) struct Bot {
    /// User id.
    pub(crate) account: String,
    pub(crate) database: TestDatabase,
    executable: OsString,
    settings: Vec<(&'static str, String)>,
    folder: TempDir,
    limits: bool,
    child: Option<Running>,
    /// How often it was started.
    starts: u32,
}

impl Bot {
    pub(crate) async fn new(synapse: &Synapse) -> Self {
        Self::on(synapse, TestDatabase::new().await).await
    }

    /// A bot on this database.
    pub(crate) async fn on(synapse: &Synapse, database: TestDatabase) -> Self {
        let (account, password) = synapse.register("lotse").await;
        let folder = tempfile::tempdir_in(scratch()).unwrap();
        let settings = vec![
            ("MATRIX__HOMESERVER", synapse.url.clone()),
            ("MATRIX__USER", account.clone()),
            ("MATRIX__PASSWORD", password),
            ("DATABASE__URL", database.url()),
            ("DATA_DIR", folder.path().join("data").display().to_string()),
        ];
        Self { account, database, executable: built(), settings, folder, limits: false, child: None, starts: 0 }
    }

    /// One that is another build of the program.
    #[allow(dead_code, reason = "for the benches, which share this file")]
    pub(crate) fn built_as(mut self, executable: impl Into<OsString>) -> Self {
        self.executable = executable.into();
        self
    }

    /// One that survives [`Running::may_write`].
    pub(crate) fn with_limits(mut self) -> Self {
        self.limits = true;
        self
    }

    /// With another setting.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Gives it another setting for its next start.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.settings.retain(|(known, _)| *known != name);
        self.settings.push((name, value.into()));
    }

    /// The program with the bot's settings.
    pub(crate) fn program(&self, arguments: &[&str]) -> Program {
        let program = match self.limits {
            true => Program::with_limits(&self.executable, arguments),
            false => Program::of(&self.executable, arguments),
        };
        self.settings.iter().fold(program, |program, (name, value)| program.set(name, value))
    }

    pub(crate) fn start(&mut self) {
        assert!(self.child.is_none(), "the bot runs already");
        self.starts += 1;
        let log = File::create(self.log_file(self.starts)).unwrap();
        let mut command = self.program(&["run"]).0;
        self.child = Some(Running::start(command.stdout(Stdio::null()).stderr(log)));
    }

    /// A new folder for what comes next, in the place of the present one.
    pub(crate) fn moves_to_another_folder(&mut self) {
        let folder = self.folder.path().join(format!("data{}", self.starts)).display().to_string();
        self.set("DATA_DIR", folder);
    }

    /// The running program.
    pub(crate) fn running(&self) -> &Running {
        self.child.as_ref().expect("the bot runs")
    }

    /// Starts, and waits until what happens from now on is heard.
    pub(crate) async fn attends(&mut self) {
        self.start();
        self.hears_from_now_on().await;
    }

    /// Starts it, and waits until it has died where it is told to.
    pub(crate) async fn dies_at(&mut self, point: CrashPoint) {
        self.starts += 1;
        let log = File::create(self.log_file(self.starts)).unwrap();
        let mut command = self.program(&["run"]).0;
        command.env("LOTSE_CRASH", format!("{}:1", point.name())).stdout(Stdio::null()).stderr(log);
        let mut child = command.spawn().expect("the program starts");
        let ended = tokio::time::timeout(PATIENCE, child.wait()).await.expect("the bot dies").unwrap();
        assert_eq!(ended.signal(), Some(Signal::SIGKILL as i32), "{point:?}: {}", self.log());
    }

    /// Waits until there is a baseline, before which nothing is heard.
    pub(crate) async fn hears_from_now_on(&mut self) {
        self.until("a baseline", async |pool| {
            let cursor = sqlx::query_scalar::<_, bool>("select exists (select from account where cursor is not null)");
            cursor.fetch_one(pool).await.unwrap().then_some(())
        })
        .await;
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Hands the running program out, so that another one can be started beside it.
    pub(crate) fn steps_aside(&mut self) -> Running {
        self.child.take().expect("the bot runs")
    }

    /// SIGKILL.
    pub(crate) async fn is_killed(&mut self) {
        self.steps_aside().is_killed().await;
    }

    /// SIGTERM.
    pub(crate) async fn is_stopped(&mut self) -> ExitStatus {
        let mut running = self.steps_aside();
        running.signal(Signal::SIGTERM);
        running.ended().await
    }

    /// Asks the database until it answers with something.
    pub(crate) async fn until<T>(&mut self, what: &str, ask: impl AsyncFn(&PgPool) -> Option<T>) -> T {
        let asking = async {
            loop {
                if let Some(answer) = ask(self.database.pool()).await {
                    return Ok(answer);
                }
                if let Some(ended) = self.child.as_mut().and_then(|running| running.child.try_wait().unwrap()) {
                    return Err(ended);
                }
                tokio::time::sleep(GLANCE).await;
            }
        };
        match tokio::time::timeout(PATIENCE, asking).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(ended)) => panic!("the bot ended with {ended} before {what}"),
            Err(_) => panic!("waited in vain for {what}"),
        }
    }

    /// Waits until as many tickets are there and everything is handled and sent.
    pub(crate) async fn has_done(&mut self, tickets: i64) {
        self.until(&format!("{tickets} tickets"), async |pool| (count(pool).await >= tickets).then_some(())).await;
        self.until("everything sent", async |pool| {
            let mut conn = pool.acquire().await.unwrap();
            let backlog = queue::backlog(&mut conn).await.unwrap();
            assert_eq!((backlog.buried, backlog.refused), (0, 0), "something was given up");
            (backlog.open == 0 && backlog.waiting == 0).then_some(())
        })
        .await;
    }

    /// Waits until a line with these words is in the log of the latest start.
    pub(crate) async fn logs(&mut self, words: &str) {
        let file = self.log_file(self.starts);
        self.until(&format!("“{words}” in the log"), async |_| {
            std::fs::read_to_string(&file).unwrap().contains(words).then_some(())
        })
        .await;
    }

    /// The folder with all that is the bot's own.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// What a setting is.
    pub(crate) fn setting(&self, name: &str) -> &str {
        &self.settings.iter().find(|(known, _)| *known == name).expect("is set").1
    }

    /// The log of the latest start.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.log_file(self.starts)).unwrap()
    }

    fn log_file(&self, start: u32) -> PathBuf {
        self.folder.path().join(format!("log{start}"))
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if std::thread::panicking() {
            for start in 1..=self.starts {
                let log = std::fs::read_to_string(self.log_file(start)).unwrap_or_default();
                eprintln!("start {start} of {}:\n{log}", self.account);
            }
        }
    }
}

/// How many tickets there are.
pub(crate) async fn count(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from ticket").fetch_one(pool).await.unwrap()
}

/// The message's thread.
pub(crate) fn thread(seen: &Seen) -> Option<&str> {
    let relation = seen.relation();
    (relation["rel_type"] == "m.thread").then(|| relation["event_id"].as_str()).flatten()
}

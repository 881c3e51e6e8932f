//! The program as a child process.

use std::fs::File;
use std::path::PathBuf;
use std::process::{ExitStatus, Output, Stdio};
use std::time::Duration;

use lotse::flow::outbox;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::support::database::TestDatabase;
use crate::synapse::{Seen, Synapse, scratch};

/// Longest wait for anything that a test expects.
const PATIENCE: Duration = Duration::from_secs(180);

/// What everything is asked for again after, while it is waited for.
const GLANCE: Duration = Duration::from_millis(50);

/// A call of the program, in an environment without settings of the person who runs the tests.
pub(crate) struct Program(Command);

impl Program {
    pub(crate) fn new(arguments: &[&str]) -> Self {
        // The variable is for those who run the tests from elsewhere than where they were built.
        let built = std::env::var_os("CARGO_BIN_EXE_lotse").unwrap_or_else(|| env!("CARGO_BIN_EXE_lotse").into());
        let mut command = Command::new(built);
        command.args(arguments).kill_on_drop(true).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("LOTSE__") {
                command.env_remove(name);
            }
        }
        Self(command)
    }

    /// With a setting: `MATRIX__USER` for `user` in `[matrix]`.
    pub(crate) fn set(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
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
    settings: Vec<(&'static str, String)>,
    folder: TempDir,
    child: Option<Child>,
    /// How often it was started.
    starts: u32,
}

impl Bot {
    pub(crate) async fn new(synapse: &Synapse) -> Self {
        let ((account, password), database) = tokio::join!(synapse.register("lotse"), TestDatabase::new());
        let folder = tempfile::tempdir_in(scratch()).unwrap();
        let settings = vec![
            ("MATRIX__HOMESERVER", synapse.url.clone()),
            ("MATRIX__USER", account.clone()),
            ("MATRIX__PASSWORD", password),
            ("DATABASE__URL", database.url()),
            ("DATA_DIR", folder.path().join("data").display().to_string()),
        ];
        Self { account, database, settings, folder, child: None, starts: 0 }
    }

    /// With another setting.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.settings.retain(|(known, _)| *known != name);
        self.settings.push((name, value.into()));
        self
    }

    /// The program with the bot's settings.
    pub(crate) fn program(&self, arguments: &[&str]) -> Program {
        let program = Program::new(arguments);
        self.settings.iter().fold(program, |program, (name, value)| program.set(name, value))
    }

    pub(crate) fn start(&mut self) {
        assert!(self.child.is_none(), "the bot runs already");
        self.starts += 1;
        let log = File::create(self.log_file(self.starts)).unwrap();
        let mut command = self.program(&["run"]).0;
        self.child = Some(command.stdout(Stdio::null()).stderr(log).spawn().expect("the program starts"));
    }

    /// Starts, and waits until what happens from now on is heard.
    pub(crate) async fn attends(&mut self) {
        self.start();
        self.hears_from_now_on().await;
    }

    /// Waits until there is a baseline, before which nothing is heard.
    pub(crate) async fn hears_from_now_on(&mut self) {
        self.until("a baseline", async |pool| {
            let cursor = sqlx::query_scalar::<_, bool>("select exists (select from account where cursor is not null)");
            cursor.fetch_one(pool).await.unwrap().then_some(())
        })
        .await;
    }

    /// Hands the running program out, so that another one can be started beside it.
    pub(crate) fn steps_aside(&mut self) -> Child {
        self.child.take().expect("the bot runs")
    }

    /// SIGKILL.
    pub(crate) async fn is_killed(&mut self) {
        self.steps_aside().kill().await.unwrap();
    }

    /// SIGTERM.
    pub(crate) async fn is_stopped(&mut self) -> ExitStatus {
        let child = self.child.as_ref().expect("the bot runs");
        let pid = i32::try_from(child.id().expect("the bot runs")).unwrap();
        kill(Pid::from_raw(pid), Signal::SIGTERM).unwrap();
        let ended = tokio::time::timeout(PATIENCE, self.child.as_mut().unwrap().wait()).await;
        self.child = None;
        ended.expect("the bot stops").unwrap()
    }

    /// Asks the database until it answers with something.
    pub(crate) async fn until<T>(&mut self, what: &str, ask: impl AsyncFn(&PgPool) -> Option<T>) -> T {
        let asking = async {
            loop {
                if let Some(answer) = ask(self.database.pool()).await {
                    return Ok(answer);
                }
                if let Some(ended) = self.child.as_mut().and_then(|child| child.try_wait().unwrap()) {
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
            let backlog = outbox::backlog(&mut conn).await.unwrap();
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

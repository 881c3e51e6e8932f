//! The bot as a process of its own: started, killed, started again.

use std::fs::File;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use lotse::app::App;
use lotse::channel::{Courier, Letter, Undelivered};
use lotse::chat::local::LocalServer;
use lotse::clock::Clock;
use lotse::config::{DatabaseConfig, Secret};
use lotse::crash::{self, CrashPoint};
use lotse::database::Database;
use lotse::flow::wakeup::Bell;
use nix::sys::signal::Signal;
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::stage::{Kills, Stage};
use super::wire::{Death, Line, Order, Passed, Question, Remote};
use crate::support::company::teams;
use crate::support::world::{Defect, Poisoned, house};

/// Where a bot finds its chat server, and its database.
const SOCKET: &str = "LOTSE_TEST_CRASH_SOCKET";
const DATABASE: &str = "LOTSE_TEST_CRASH_DATABASE";

/// A message with this word is more than the bot can bear.
pub(super) const POISON: &str = "poison";

/// A bot that runs, or did until a moment ago.
pub(super) struct Bot {
    child: Child,
    orders: Line,
}

impl Bot {
    /// Starts a bot, which asks for its orders before anything else.
    pub(super) async fn start(
        folder: &Path,
        database: &str,
        coming: &mut mpsc::UnboundedReceiver<Line>,
        now: DateTime<Utc>,
    ) -> Self {
        let log = File::options().create(true).append(true).open(log(folder)).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "--nocapture",
                "crash::bot::a_bot_dies_where_it_is_told_to_and_goes_on_when_started_again",
            ])
            .env(SOCKET, socket(folder))
            .env(DATABASE, database)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut bot = tokio::select! {
            line = coming.recv() => Self { child, orders: line.unwrap() },
            status = child.wait() => panic!("the bot did not start: {status:?}"),
        };
        let _ = bot.orders.write(&now).await;
        bot
    }

    /// Tells the bot the time, and waits until it goes by it: what comes next has that time.
    pub(super) async fn knows_time(&mut self, now: DateTime<Utc>) {
        self.told(&Order::Time(now)).await;
        let _: Option<()> = self.orders.read().await;
    }

    /// Tells the bot something. One that has died does not hear it.
    async fn told(&mut self, order: &Order) {
        let _ = self.orders.write(order).await;
    }

    /// Tells the bot where to die.
    pub(super) async fn is_to_die(&mut self, point: CrashPoint, passing: u32) {
        self.told(&Order::Die(Death { point: point.name().to_owned(), passing })).await;
        // None of one that has died already.
        let _: Option<()> = self.orders.read().await;
    }

    /// Waits for its end.
    pub(super) async fn end(&mut self) -> ExitStatus {
        self.child.wait().await.unwrap()
    }

    /// Stops it as SIGTERM does. Err: it was killed before it could.
    pub(super) async fn stopped(&mut self) -> Result<Passed, ExitStatus> {
        self.told(&Order::Stop).await;
        let passed = self.orders.read().await;
        let status = self.end().await;
        if status.success() { Ok(passed.unwrap()) } else { Err(status) }
    }
}

/// Whether a process was ended by SIGKILL.
pub(super) fn killed(status: ExitStatus) -> bool {
    status.signal() == Some(Signal::SIGKILL as i32)
}

pub(super) fn socket(folder: &Path) -> PathBuf {
    folder.join("server")
}

pub(super) fn log(folder: &Path) -> PathBuf {
    folder.join("log")
}

/// Both the proof that killing works at all, and, in a process that was given a socket, the bot that is killed.
#[test]
fn a_bot_dies_where_it_is_told_to_and_goes_on_when_started_again() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    match std::env::var_os(SOCKET) {
        Some(socket) => runtime.block_on(run(Path::new(&socket), &std::env::var(DATABASE).unwrap())),
        None => runtime.block_on(async {
            let mut stage = Stage::new(Kills::At(CrashPoint::AfterAccept)).await;
            let said = stage.says("anna", "!ticket The printer does not print").await;
            assert_eq!(stage.deaths(), 1);
            let answers = |stage: &Stage| {
                let items = stage.server.room(&stage.room).unwrap().items;
                items.iter().filter(|item| item.thread.as_ref() == Some(&said)).count()
            };
            assert_eq!(answers(&stage), 1);
            stage.spares_the_bot();
            stage.says("anna", "!tickets").await;
            assert_eq!((stage.deaths(), answers(&stage)), (1, 1));
            stage.ends().await;
        }),
    }
}

/// The bot: the whole application on the server behind the socket.
async fn run(socket: &Path, database: &str) {
    let mut orders = Line::to(socket).await.unwrap();
    orders.write(&Question::Orders).await.unwrap();
    let Some(now) = orders.read().await else { return };
    let clock = Clock::fake(now);
    let app = app(socket, database, clock.clone()).await;
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let (app, stop) = (app.clone(), stop.clone());
        async move { app.run(&stop).await.unwrap() }
    });
    loop {
        match orders.read().await {
            Some(Order::Time(now)) => {
                clock.advance(now - clock.now());
                app.flow.wakeup.ring(Bell::Timers);
                orders.write(&()).await.unwrap();
            }
            Some(Order::Die(death)) => {
                arm(&death);
                orders.write(&()).await.unwrap();
            }
            Some(Order::Stop) | None => break,
        }
    }
    stop.cancel();
    running.await.unwrap();
    let passed: Passed =
        CrashPoint::ALL.into_iter().map(|point| (point.name().to_owned(), crash::passed(point))).collect();
    orders.write(&passed).await.unwrap();
}

fn arm(death: &Death) {
    let point = CrashPoint::ALL.into_iter().find(|point| point.name() == death.point);
    crash::arm(point.unwrap(), death.passing);
}

async fn app(socket: &Path, database: &str, clock: Clock) -> App {
    let mut config = house();
    // Until the bot is in the team's room, its tickets stay where they were raised.
    teams(&mut config);
    config.roles.agents = house().roles.agents;
    // Each ticket has clocks.
    crate::sla::promises(&mut config, "");
    config.database = DatabaseConfig { url: Some(Secret::new(database.to_owned())), max_connections: 6 };
    // How many acts are sealed when its time has come depends on how fast the sealing was.
    crate::approval::directory(&mut config);
    crate::oncall::watched(&mut config);
    crate::oncall::reached(&mut config);
    // Whether a hand-off is told that fell into days in which nobody ran depends on when the bot was started.
    config.incident.announce = vec!["#status:local".to_owned()];
    config.oncall.handoff = false;
    config.oncall.maintenance = lotse::config::Maintenance::Hold;
    config.change_templates = vec![crate::oncall::maintenance::template("patchday", "mail")];
    config.audit.witness = false;
    config.flow.workers = 2;
    config.flow.attempts = 2;
    // A row that its killed holder has not let go of when the next bot looks is found by looking again.
    config.flow.poll = Duration::from_millis(50);
    let database = Database::start(&config.database, Path::new(""), &CancellationToken::new()).await.unwrap();
    let platform = Remote::new(socket, &LocalServer::new(clock.clone()));
    let mut app = App::new(Arc::new(config), database.pool().clone(), clock, vec![Arc::new(platform)]).unwrap();
    app.courier = Arc::new(Takes);
    app.flow.router = Arc::new(Poisoned { inner: app.flow.router, word: POISON, defect: Defect::Panic });
    app
}

/// Takes whatever leaves the chat.
struct Takes;

#[async_trait]
impl Courier for Takes {
    async fn deliver(&self, _: &str, _: &str, _: &Letter, _: DateTime<Utc>) -> Result<(), Undelivered> {
        Ok(())
    }
}

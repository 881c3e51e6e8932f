//! The command line.

mod arguments;
mod inquiry;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use lotse::app::{self, App, Broken};
use lotse::audit::line::{self, AuditCommand};
use lotse::cases::{self, CaseCommand};
use lotse::chat::local::LocalServer;
use lotse::chat::matrix::Wish;
use lotse::chat::{ChatError, Platform};
use lotse::clock::Clock;
use lotse::config::{self, Config, Mistakes};
use lotse::console::{self, ConsoleError};
use lotse::database::{Database, DatabaseError};
use lotse::demo::{self, DemoError};
use lotse::flow::queue::Decision;
use lotse::i18n::Language;
use lotse::ops::queue::Which;
use lotse::ops::{self, Server, ServerError, doctor, log};
use tokio_util::sync::CancellationToken;

use crate::arguments::{ChangeCommand, Command, IncidentCommand, KbCommand, Line, MatrixCommand, Queue, SlaCommand};

/// Why the program ends without having done what it was asked to.
enum Failure {
    Configuration(Mistakes),
    Database(DatabaseError),
    Chat(ChatError),
    Console(ConsoleError),
    Demo(DemoError),
    Port(ServerError),
    Other(String),
    /// Everything is said already.
    Told,
}

impl From<Mistakes> for Failure {
    fn from(mistakes: Mistakes) -> Self {
        Failure::Configuration(mistakes)
    }
}

impl From<DatabaseError> for Failure {
    fn from(error: DatabaseError) -> Self {
        Failure::Database(error)
    }
}

impl From<ChatError> for Failure {
    fn from(error: ChatError) -> Self {
        Failure::Chat(error)
    }
}

impl From<Broken> for Failure {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Chat(error) => Failure::Chat(error),
            broken @ Broken::Loop { .. } => Failure::Other(broken.to_string()),
        }
    }
}

impl From<ConsoleError> for Failure {
    fn from(error: ConsoleError) -> Self {
        Failure::Console(error)
    }
}

impl From<DemoError> for Failure {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::Database(error) => Failure::Database(error),
            DemoError::Chat(error) => Failure::Chat(error),
            DemoError::Bot(broken) => broken.into(),
            error => Failure::Demo(error),
        }
    }
}

impl Failure {
    fn report(&self) -> ExitCode {
        match self {
            Failure::Configuration(mistakes) => eprintln!("{mistakes}"),
            Failure::Database(error) => {
                eprintln!("lotse: {error}");
                if let Some(hint) = error.hint() {
                    eprintln!("       {hint}");
                }
            }
            Failure::Chat(error) => eprintln!("lotse: {error}"),
            Failure::Console(error) => eprintln!("lotse: {error}"),
            Failure::Demo(error) => {
                eprintln!("lotse: {error}");
                for line in error.hint().iter().flat_map(|hint| hint.lines()) {
                    eprintln!("       {line}");
                }
            }
            Failure::Port(error) => eprintln!("lotse: {error}"),
            Failure::Other(error) => eprintln!("lotse: {error}"),
            Failure::Told => {}
        }
        ExitCode::from(match self {
            Failure::Configuration(_) | Failure::Port(_) => 2,
            Failure::Database(_) => 3,
            Failure::Chat(_) => 4,
            Failure::Console(_) | Failure::Demo(_) | Failure::Other(_) | Failure::Told => 1,
        })
    }
}

fn main() -> ExitCode {
    let line = Line::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Failure::Other(format!("no threads can be started: {error}")).report(),
    };
    let result = runtime.block_on(dispatch(line));
    // Threads that wait for the terminal or for DNS would hold the end up.
    runtime.shutdown_timeout(Duration::from_millis(200));
    match result {
        // Told to stop while still waiting for the database: that is an end as asked for.
        Ok(()) | Err(Failure::Database(DatabaseError::Cancelled) | Failure::Demo(DemoError::Stopped)) => {
            ExitCode::SUCCESS
        }
        Err(failure) => failure.report(),
    }
}

async fn dispatch(line: Line) -> Result<(), Failure> {
    let file = line.config.as_deref();
    match line.command {
        Command::Run => run(load(file)?).await,
        Command::Console { script, fresh, language } => console(load(file)?, script, fresh, language).await,
        Command::Demo(options) => {
            let config = load(file)?;
            log::to_file(&config, "demo.log");
            Ok(demo::run(config, options, &stop_on_signal()?).await?)
        }
        Command::Check => {
            println!("{}", config::check_report(file, config::environment())?);
            Ok(())
        }
        Command::Matrix { what: MatrixCommand::SetUp { new_key, reset } } => {
            let wish = match (new_key, reset) {
                (_, true) => Wish::Reset,
                (true, _) => Wish::NewKey,
                _ => Wish::Complete,
            };
            set_up_matrix(load(file)?, wish).await
        }
        Command::Doctor { json } => doctor(file, json).await,
        Command::Queue(what) => queue(load(file)?, what).await,
        Command::Files { ticket, to } => inquiry::files(load(file)?, ticket, &to).await,
        Command::Migrate { status } => migrate(load(file)?, status).await,
        Command::Case(command) => {
            let answered = cases::run(command, io::stdin().lock(), io::stdout().lock());
            answered.map_err(|error| Failure::Other(error.to_string()))
        }
        Command::Sla(SlaCommand::Case(case)) => {
            let answered = cases::run(CaseCommand::Sla(case), io::stdin().lock(), io::stdout().lock());
            answered.map_err(|error| Failure::Other(error.to_string()))
        }
        Command::Sla(SlaCommand::Explain { ticket }) => inquiry::explain(load(file)?, ticket).await,
        Command::Sla(SlaCommand::Simulate { policy, since }) => {
            inquiry::simulate(load(file)?, load(Some(&policy))?, since).await
        }
        Command::Change(ChangeCommand::Ical) => inquiry::ical(load(file)?).await,
        Command::Incident(IncidentCommand::Export { incident, to, force }) => {
            inquiry::incident(load(file)?, incident, &to, force).await
        }
        Command::Kb(KbCommand::Search(command)) => {
            cases::kb::run(&command, io::stdout().lock()).map_err(|error| Failure::Other(error.to_string()))
        }
        Command::Kb(KbCommand::Import { folder }) => inquiry::import(load(file)?, &folder).await,
        Command::Kb(KbCommand::Export { folder }) => inquiry::export(load(file)?, &folder).await,
        Command::Audit { command } => audit(load(file)?, command).await,
    }
}

fn load(file: Option<&Path>) -> Result<Config, Mistakes> {
    Config::load(file, config::environment())
}

/// Soft at the first signal, at once at the second.
fn stop_on_signal() -> Result<CancellationToken, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed = |error: std::io::Error| Failure::Other(format!("signals cannot be heard: {error}"));
    let mut term = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let stop = CancellationToken::new();
    let soft = stop.clone();
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = term.recv() => {}
                _ = interrupt.recv() => {}
            }
            if soft.is_cancelled() {
                tracing::warn!("stopped at once; what was not finished is done after the next start");
                std::process::exit(130);
            }
            tracing::info!("stopping; a second signal stops at once");
            soft.cancel();
        }
    });
    Ok(stop)
}

async fn run(config: Config) -> Result<(), Failure> {
    log::to_stderr(&config);
    let access = config.matrix.ready()?;
    let server = match config.ops.listen {
        Some(address) => Some(Server::start(address).await.map_err(Failure::Port)?),
        None => None,
    };
    let stop = stop_on_signal()?;
    let config = Arc::new(config);
    let database = Database::start(&config.database, &config.data_dir, &stop).await?;
    let result = run_on(&config, &database, access, server.as_ref(), &stop).await;
    database.stop().await;
    result
}

async fn run_on(
    config: &Arc<Config>,
    database: &Database,
    access: config::MatrixAccess,
    server: Option<&Server>,
    stop: &CancellationToken,
) -> Result<(), Failure> {
    database.migrate().await?;
    let Some(matrix) = log_in(config, access, stop).await? else { return Ok(()) };
    let matrix: Arc<dyn Platform> = Arc::new(matrix);
    let app = App::new(config.clone(), database.pool().clone(), Clock::system(), vec![matrix])
        .map_err(|error| Failure::Other(error.to_string()))?;
    if let Some(server) = server {
        server.attach(&app.flow);
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "Lotse is up");
    app.run(stop).await?;
    tracing::info!("Lotse has stopped");
    Ok(())
}

/// Waits for a homeserver that is down. None: told to stop.
async fn log_in(
    config: &Config,
    access: config::MatrixAccess,
    stop: &CancellationToken,
) -> Result<Option<lotse::chat::matrix::Matrix>, Failure> {
    let mut pause = Duration::from_millis(500);
    loop {
        let (reason, after) = match app::matrix(config, access.clone()).await {
            Ok(matrix) => return Ok(Some(matrix)),
            Err(error @ ChatError::Operator { .. }) => return Err(error.into()),
            Err(ChatError::Passing { reason, after }) => (reason, after),
            Err(error @ ChatError::InUse { .. }) => (error.to_string(), None),
        };
        let wait = after.unwrap_or(pause);
        tracing::warn!(reason, ?wait, "the homeserver cannot be reached; will try again");
        tokio::select! {
            () = stop.cancelled() => return Ok(None),
            () = tokio::time::sleep(wait) => {}
        }
        pause = (pause * 2).min(Duration::from_secs(15));
    }
}

async fn console(
    mut config: Config,
    script: Option<PathBuf>,
    fresh: bool,
    language: Option<Language>,
) -> Result<(), Failure> {
    let history = Some(config.data_dir.join("console-history"));
    // Held until the end: dropping it deletes the folder.
    let throw_away = match fresh {
        true => Some(tempfile::Builder::new().prefix("lotse-").tempdir()),
        false => None,
    };
    let throw_away = throw_away.transpose().map_err(|error| Failure::Other(format!("no temporary folder: {error}")))?;
    if let Some(folder) = &throw_away {
        config.data_dir = folder.path().to_owned();
        config.database.url = None;
    }
    let language = language.unwrap_or_else(console::environment_language);
    // Who tries the bot in German should be greeted in German, too.
    if config.language == Config::default().language {
        config.language = language;
    }
    if config.directory.is_empty() {
        config.directory = console::directory();
    }
    log::to_file(&config, "console.log");
    let stop = stop_on_signal()?;
    let config = Arc::new(config);
    let database = Database::start(&config.database, &config.data_dir, &stop).await?;
    let options = console::Options { script, color: None, language: Some(language), history };
    let result = console_on(&config, &database, options, &stop).await;
    database.stop().await;
    result
}

async fn console_on(
    config: &Arc<Config>,
    database: &Database,
    options: console::Options,
    stop: &CancellationToken,
) -> Result<(), Failure> {
    database.migrate().await?;
    let clock = Clock::system();
    let server = LocalServer::new(clock.clone());
    let app = App::new(config.clone(), database.pool().clone(), clock, vec![Arc::new(server.platform())])
        .map_err(|error| Failure::Other(error.to_string()))?;
    let bot = tokio::spawn({
        let (app, stop) = (app.clone(), stop.clone());
        async move { app.run(&stop).await }
    });
    let idle = || async {
        server.drained().await;
        app.idle().await;
    };
    let result = tokio::select! {
        () = stop.cancelled() => Ok(()),
        result = console::run(server.clone(), options, idle) => result,
    };
    stop.cancel();
    match bot.await {
        Ok(ended) => ended?,
        Err(error) => return Err(Failure::Other(format!("the bot ended unexpectedly: {error}"))),
    }
    Ok(result?)
}

async fn set_up_matrix(config: Config, wish: Wish) -> Result<(), Failure> {
    log::to_stderr(&config);
    let access = config.matrix.ready()?;
    println!("{}", app::set_up::set_up(&config, access, wish, ask_for_key).await?);
    Ok(())
}

/// One line from whoever calls, or from a pipe.
fn ask_for_key() -> Option<String> {
    eprint!("The account has a backup of its encryption keys. Its recovery key: ");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).ok()?;
    eprintln!();
    Some(line.trim().to_owned()).filter(|key| !key.is_empty())
}

async fn doctor(file: Option<&Path>, json: bool) -> Result<(), Failure> {
    let stop = stop_on_signal()?;
    let report = match load(file) {
        Err(mistakes) => doctor::misconfigured(&mistakes),
        Ok(config) => {
            let matrix = config.matrix.ready().map(|access| app::matrix_settings(&config, access));
            doctor::examine(&config, matrix, &Clock::system(), &stop).await
        }
    };
    println!("{}", if json { report.json() } else { report.to_string() });
    if report.is_well() { Ok(()) } else { Err(Failure::Told) }
}

async fn queue(config: Config, what: Queue) -> Result<(), Failure> {
    let stop = stop_on_signal()?;
    let database = Database::start_now(&config.database, &config.data_dir, &stop).await?;
    let result = queue_on(&config, &database, what).await;
    database.stop().await;
    result
}

async fn queue_on(config: &Config, database: &Database, what: Queue) -> Result<(), Failure> {
    if !database.pending().await?.is_empty() {
        return Err(Failure::Other("the database is not up to date: `lotse migrate`, or start the bot".to_owned()));
    }
    let failed = |fault: lotse::error::Fault| Failure::Other(fault.to_string());
    let pool = database.pool();
    let (which, decision) = match what {
        Queue::List { show_text } => {
            print!("{}", ops::queue::list(pool, config.timezone, show_text).await.map_err(failed)?);
            return Ok(());
        }
        Queue::Retry { all: true, .. } => (Which::All, Decision::Retry),
        Queue::Retry { id, .. } => (Which::Items(id), Decision::Retry),
        Queue::Drop { id, reason } => (Which::Items(id), Decision::Drop(reason)),
    };
    let operator = ops::queue::operator(std::env::var("SUDO_USER").ok().as_deref());
    let report = ops::queue::decide(pool, &Clock::system(), &operator, which, &decision).await.map_err(failed)?;
    print!("{}", report.text);
    if report.whole { Ok(()) } else { Err(Failure::Told) }
}

async fn migrate(config: Config, status: bool) -> Result<(), Failure> {
    log::to_stderr(&config);
    let stop = stop_on_signal()?;
    let database = Database::start(&config.database, &config.data_dir, &stop).await?;
    let result = migrate_on(&database, status).await;
    database.stop().await;
    result
}

async fn migrate_on(database: &Database, status: bool) -> Result<(), Failure> {
    let pending = database.pending().await?;
    for migration in &pending {
        println!("{} {}", migration.version, migration.description);
    }
    match (pending.len(), status) {
        (0, _) => println!("The database is up to date."),
        (count, true) => println!("{count} to do: `lotse migrate`"),
        (count, false) => {
            database.migrate().await?;
            println!("{count} done.");
        }
    }
    Ok(())
}

async fn audit(config: Config, command: AuditCommand) -> Result<(), Failure> {
    log::to_stderr(&config);
    let stop = stop_on_signal()?;
    let database = Database::start(&config.database, &config.data_dir, &stop).await?;
    let result = audit_on(&config, &database, command, &stop).await;
    database.stop().await;
    result
}

async fn audit_on(
    config: &Config,
    database: &Database,
    command: AuditCommand,
    stop: &CancellationToken,
) -> Result<(), Failure> {
    if !database.pending().await?.is_empty() {
        return Err(Failure::Other("the database is not up to date; run `lotse migrate` first".to_owned()));
    }
    let asked = line::run(database.pool(), command, config.timezone, std::io::stdout().lock());
    tokio::select! {
        () = stop.cancelled() => Err(Failure::Other("stopped before the end".to_owned())),
        answer = asked => answer.map_err(|error| Failure::Other(error.to_string())),
    }
}

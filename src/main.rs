//! The command line.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Parser, Subcommand};
use lotse::app::{self, App};
use lotse::audit::line::{self, AuditCommand};
use lotse::chat::local::LocalServer;
use lotse::chat::matrix::Wish;
use lotse::chat::{ChatError, Platform};
use lotse::clock::Clock;
use lotse::config::{self, Config, LogFormat, Mistakes};
use lotse::console::{self, ConsoleError};
use lotse::database::{Database, DatabaseError};
use lotse::demo::{self, DemoError};
use lotse::i18n::Language;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// The IT service desk that lives in a team's chat.
///
/// People type `!ticket Printer offline` and tap reactions; Lotse keeps the tickets in PostgreSQL. Without a configured
/// database it runs a PostgreSQL of its own.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER_HELP)]
struct Line {
    /// Settings that differ from the shipped ones; see bot-config.toml
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Every setting can also come from the environment, as LOTSE__SECTION__KEY:
  LOTSE__MATRIX__HOMESERVER, LOTSE__MATRIX__USER, LOTSE__MATRIX__PASSWORD, LOTSE__DATABASE__URL, LOTSE__DATA_DIR

Exit codes: 0 done · 1 failed · 2 wrong usage or configuration · 3 the database needs an operator
            4 the chat server needs an operator · 5 was frozen while another instance stood by
            130 stopped at once";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the bot on the configured Matrix homeserver until it is stopped (Ctrl-C or SIGTERM; twice: at once)
    Run,
    /// Try the bot in this terminal: the same bot, with rooms and people to switch between
    Console {
        /// Play lines from a file instead of asking for them (`-`: from the standard input), and show the answers
        #[arg(long, value_name = "FILE")]
        script: Option<PathBuf>,
        /// Begin with an empty database, which is thrown away at the end
        #[arg(long)]
        fresh: bool,
        /// Language of the console itself: en or de (default: from the environment)
        #[arg(long, value_name = "LANGUAGE", value_parser = language)]
        language: Option<Language>,
    },
    /// Try the bot on a real homeserver (Synapse, installed from PyPI) on this machine, with any Matrix client
    Demo(demo::Options),
    /// Check the configuration and show what differs from the shipped one; starts nothing
    Check,
    /// Look after the bot's Matrix account
    Matrix {
        #[command(subcommand)]
        what: MatrixCommand,
    },
    /// Bring the database up to date
    Migrate {
        /// Only say what would be done
        #[arg(long)]
        status: bool,
    },
    /// Check the audit log, or hand it out
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
}

#[derive(Debug, Subcommand)]
enum MatrixCommand {
    /// Set the encryption up, once: sign the bot's device, back its keys up, print the recovery key
    ///
    /// Log in (or use the stored login), sign the bot's device, back its encryption keys up on the homeserver, and print
    /// the recovery key, which is shown only once. Called again, it changes nothing. If the account has a backup from
    /// elsewhere, its recovery key is asked for, on standard input. Not while the bot is running.
    SetUp {
        /// Make another recovery key; the old one opens nothing any more, and nothing is lost
        #[arg(long)]
        new_key: bool,
        /// Begin anew, when store and recovery key are both lost: what only the old backup can decrypt is lost for good,
        /// and people are told that the bot's identity has changed
        #[arg(long, conflicts_with = "new_key")]
        reset: bool,
    },
}

fn language(text: &str) -> Result<Language, String> {
    Language::read(text).ok_or_else(|| "en or de".to_owned())
}

/// Why the program ends without having done what it was asked to.
enum Failure {
    Configuration(Mistakes),
    Database(DatabaseError),
    Chat(ChatError),
    Console(ConsoleError),
    Demo(DemoError),
    Other(String),
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
            Failure::Other(error) => eprintln!("lotse: {error}"),
        }
        ExitCode::from(match self {
            Failure::Configuration(_) => 2,
            Failure::Database(_) => 3,
            Failure::Chat(_) => 4,
            Failure::Console(_) | Failure::Demo(_) | Failure::Other(_) => 1,
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
            log_to_file(&config, "demo.log");
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
        Command::Migrate { status } => migrate(load(file)?, status).await,
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
    log_to_stderr(&config);
    let access = config.matrix.ready()?;
    let stop = stop_on_signal()?;
    let config = Arc::new(config);
    let database = Database::start(&config.database, &config.data_dir, &stop).await?;
    let result = run_on(&config, &database, access, &stop).await;
    database.stop().await;
    result
}

async fn run_on(
    config: &Arc<Config>,
    database: &Database,
    access: config::MatrixAccess,
    stop: &CancellationToken,
) -> Result<(), Failure> {
    database.migrate().await?;
    let Some(matrix) = log_in(config, access, stop).await? else { return Ok(()) };
    let matrix: Arc<dyn Platform> = Arc::new(matrix);
    let app = App::new(config.clone(), database.pool().clone(), Clock::system(), vec![matrix])
        .map_err(|error| Failure::Other(error.to_string()))?;
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
    log_to_file(&config, "console.log");
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
    log_to_stderr(&config);
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

async fn migrate(config: Config, status: bool) -> Result<(), Failure> {
    log_to_stderr(&config);
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
    log_to_stderr(&config);
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

/// What libraries log below this is about their insides.
fn filter(config: &Config) -> EnvFilter {
    let level = config.log.level;
    let quiet = [
        // Logs harmless 404s as errors.
        "matrix_sdk::http_client=off",
        // Warns at every request where there is no backup.
        "matrix_sdk_crypto::backups=error",
        // Warns that the own device might have been deleted when the server does not know its keys yet, which is so at
        // every first start. A device that is deleted indeed is told by its token.
        "matrix_sdk_crypto::identities::manager=error",
        // Logs every certificate that it refuses, of which our own message tells with a hint.
        "rustls_platform_verifier=off",
    ];
    EnvFilter::new(format!("warn,lotse={level},{}", quiet.join(",")))
}

fn log_to_stderr(config: &Config) {
    let human = match config.log.format {
        LogFormat::Human => true,
        LogFormat::Json => false,
        LogFormat::Auto => std::io::stderr().is_terminal(),
    };
    let log = tracing_subscriber::fmt().with_env_filter(filter(config)).with_writer(std::io::stderr);
    if human {
        log.with_ansi(std::io::stderr().is_terminal()).with_target(false).init();
    } else {
        log.json().flatten_event(true).init();
    }
}

/// The terminal belongs to the conversation, so the log goes into a file of the data folder. Where that cannot be written
/// there is none; whatever uses the folder next will say what is wrong with it.
fn log_to_file(config: &Config, name: &str) {
    let open = || {
        std::fs::create_dir_all(&config.data_dir)?;
        std::fs::File::create(config.data_dir.join(name))
    };
    if let Ok(file) = open() {
        tracing_subscriber::fmt().with_env_filter(filter(config)).with_ansi(false).with_writer(file).init();
    }
}

//! `lotse demo`: the bot on a real homeserver, with one command.
//!
//! A Synapse from PyPI on loopback, three people, two rooms of which one is encrypted, and the bot in this process on its
//! embedded database. Whoever wants to look in uses any Matrix client; whoever asks for it is played a short scene. When
//! this process ends, however it ends, nothing is left running; what was made stays for the next time.
//!
//! | file | what it holds |
//! |---|---|
//! | `kept` | commands that end with this process |
//! | `python` | a Python with Synapse in it |
//! | `homeserver` | Synapse itself |
//! | `stage` | what is kept between two runs, and that there is one at a time |
//! | `cast` | who plays, and where |
//! | `person` | a client of somebody's own |
//! | `scene` | what is played |
//! | `chance` | passwords and keys |
//!
//! The tests put their homeservers up with `kept`, `python` and `homeserver` as well.

mod cast;
mod chance;
pub mod homeserver;
pub mod kept;
mod narrator;
mod person;
pub mod python;
mod scene;
mod stage;

use std::future::pending;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines, Stdin};
use tokio_util::sync::CancellationToken;

use crate::app::{self, App, Broken};
use crate::chat::{ChatError, Platform};
use crate::clock::Clock;
use crate::config::{Config, Directory, MatrixConfig, PersonConfig, RolesConfig, Secret};
use crate::console;
use crate::database::{Database, DatabaseError};
use crate::i18n::{Language, Phrase, WordsError};

use self::cast::{AGENT, BOT, CAST, EMPLOYEE, OPERATOR, ROOMS, SERVER_NAME, user};
use self::homeserver::{Homeserver, HomeserverError, Plan};
use self::narrator::Narrator;
use self::python::PythonError;
use self::stage::{Folder, Stage};

/// How the demo is run.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// Play a short scene at once (in a terminal also whenever Enter is pressed)
    #[arg(long)]
    scene: bool,
    /// Seconds between two steps of the scene
    #[arg(long, value_name = "SECONDS", default_value_t = 2.5, value_parser = pace)]
    pace: f64,
    /// Begin with new rooms, accounts and an empty database
    #[arg(long)]
    fresh: bool,
    /// Where the homeserver listens (default: as the last time; the first time 8008, or another one if that is taken)
    #[arg(long)]
    port: Option<u16>,
    /// A Python that has matrix-synapse already, instead of installing one
    #[arg(long, value_name = "FILE")]
    python: Option<PathBuf>,
    /// Language of the demo and the bot: en or de (default: from the environment)
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    language: Option<Language>,
}

fn pace(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|pace| (0.0..=60.0).contains(pace)).ok_or_else(|| "0 to 60 seconds".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::read(text).ok_or_else(|| "en or de".to_owned())
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The program was told to stop while it prepared.
    #[error("stopped while preparing the demo")]
    Stopped,
    /// Another one runs in this data folder.
    #[error("a demo runs already{}", .url.as_ref().map(|url| format!(": {url}")).unwrap_or_default())]
    Running {
        /// Its homeserver.
        url: Option<String>,
    },
    /// Somebody else listens there.
    #[error("the port {0} is taken")]
    PortTaken(u16),
    /// The demo's folder cannot be used.
    #[error("{path}: {reason}", path = path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// There is no Python with Synapse.
    #[error(transparent)]
    Python(#[from] PythonError),
    /// There is no homeserver.
    #[error(transparent)]
    Homeserver(#[from] HomeserverError),
    /// There is no database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The bot cannot use the homeserver.
    #[error(transparent)]
    Chat(#[from] ChatError),
    /// The bot has ended although nobody told it to.
    #[error(transparent)]
    Bot(#[from] Broken),
    /// The demo's own texts do not parse.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// The people of the demo cannot play their parts.
    #[error("the demo cannot go on: {0}")]
    Scene(String),
}

impl From<matrix_sdk::Error> for DemoError {
    fn from(error: matrix_sdk::Error) -> Self {
        Self::Scene(error.to_string())
    }
}

impl From<matrix_sdk::HttpError> for DemoError {
    fn from(error: matrix_sdk::HttpError) -> Self {
        Self::Scene(error.to_string())
    }
}

impl DemoError {
    fn folder(path: &Path, error: &std::io::Error) -> Self {
        Self::Folder { path: path.to_owned(), reason: error.to_string() }
    }

    /// What to do about it, where that can be said.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Running { .. } => {
                Some("stop it first (Ctrl-C), or give this one another folder: LOTSE__DATA_DIR=…".to_owned())
            }
            Self::PortTaken(_) => Some("choose another one, or leave --port out".to_owned()),
            Self::Folder { .. } => Some("choose another data_dir: LOTSE__DATA_DIR=…".to_owned()),
            Self::Python(error) => {
                Some(format!("{}\nwithout all this, `lotse console` shows the bot in this terminal", error.hint))
            }
            Self::Homeserver(_) | Self::Scene(_) => {
                Some("try once more with --fresh; demo.log in the data folder says more".to_owned())
            }
            Self::Database(error) => error.hint().map(str::to_owned),
            Self::Stopped | Self::Chat(_) | Self::Bot(_) | Self::Words(_) => None,
        }
    }
}

/// Runs until told to stop.
pub async fn run(mut config: Config, options: Options, stop: &CancellationToken) -> Result<(), DemoError> {
    let language = options.language.unwrap_or_else(console::environment_language);
    // Who looks in from a German environment should be answered in German, too.
    if config.language == Config::default().language {
        config.language = language;
    }
    let narrator = Narrator::new(language, &config.prefix)?;
    narrator.say(&Phrase::new("demo-welcome"));
    let mut folder = Folder::take(&config.data_dir)?;
    let python = python(&options, folder.path(), &narrator, stop).await?;
    let stored = folder.stored().filter(|_| !options.fresh);
    let is_new = stored.is_none();
    let stage = match stored {
        Some(stage) => stage.again(options.port)?,
        None => folder.clear(options.port)?,
    };
    narrator.say(&Phrase::new("demo-homeserver-starts"));
    let mut homeserver = homeserver(python, folder.homeserver(), stage.port, stop).await?;
    folder.announce(&homeserver.url)?;
    let config = Arc::new(settings(config, &folder, &stage, &homeserver.url)?);
    let database = Database::start(&config.database, &config.data_dir, stop).await?;
    let demo = Demo { config, options, narrator, folder, stage, is_new };
    let result = demo.on(&mut homeserver, &database, stop).await;
    database.stop().await;
    demo.narrator.say(&Phrase::new("demo-bye"));
    result
}

/// In a thread of its own, since it waits for other programs.
async fn blocking<T: Send + 'static>(
    stop: &CancellationToken,
    work: impl FnOnce() -> Result<T, DemoError> + Send + 'static,
) -> Result<T, DemoError> {
    tokio::select! {
        () = stop.cancelled() => Err(DemoError::Stopped),
        done = tokio::task::spawn_blocking(work) => done.map_err(|error| DemoError::Scene(error.to_string()))?,
    }
}

async fn python(
    options: &Options,
    folder: &Path,
    narrator: &Narrator,
    stop: &CancellationToken,
) -> Result<PathBuf, DemoError> {
    let (own, root, narrator) = (options.python.clone(), folder.to_owned(), narrator.clone());
    blocking(stop, move || match own {
        Some(own) => {
            python::has_synapse(&own)?;
            Ok(own)
        }
        None => Ok(python::prepare(&root, python::SYNAPSE, &narrator.installation())?),
    })
    .await
}

async fn homeserver(
    python: PathBuf,
    folder: PathBuf,
    port: u16,
    stop: &CancellationToken,
) -> Result<Homeserver, DemoError> {
    blocking(stop, move || {
        // Clients may ask which address the homeserver wants to be called by.
        let settings = serde_json::json!({ "public_baseurl": format!("http://127.0.0.1:{port}/") });
        let plan =
            Plan { python: &python, folder: &folder, thrown_away: false, port, server_name: SERVER_NAME, settings };
        Ok(Homeserver::start(&plan)?)
    })
    .await
}

/// The person's settings, with the demo's account, rooms and database instead of theirs.
fn settings(config: Config, folder: &Folder, stage: &Stage, url: &str) -> Result<Config, DemoError> {
    let homeserver = url.parse().map_err(|error| DemoError::Scene(format!("{url}: {error}")))?;
    let shipped = Config::default();
    Ok(Config {
        data_dir: folder.bot(stage),
        database: shipped.database,
        matrix: MatrixConfig {
            homeserver: Some(homeserver),
            user: Some(user(BOT)),
            password: Some(Secret::new(&stage.account(BOT)?.password)),
            ..shipped.matrix
        },
        roles: RolesConfig {
            operators: vec![user(OPERATOR)],
            managers: vec![user(OPERATOR)],
            agents: vec![user(AGENT)],
            ..shipped.roles
        },
        directory: Directory::new([EMPLOYEE, AGENT].map(led), Vec::new()),
        ..config
    })
}

/// Somebody whose manager is the demo's third person, so that what is ordered can be approved.
fn led(name: &str) -> PersonConfig {
    PersonConfig { account: user(name), manager: Some(user(OPERATOR)), ..PersonConfig::default() }
}

/// All that it takes, with homeserver and database up.
struct Demo {
    config: Arc<Config>,
    options: Options,
    narrator: Narrator,
    folder: Folder,
    stage: Stage,
    is_new: bool,
}

impl Demo {
    async fn on(
        &self,
        homeserver: &mut Homeserver,
        database: &Database,
        stop: &CancellationToken,
    ) -> Result<(), DemoError> {
        database.migrate().await?;
        if self.is_new {
            cast::registers(homeserver, &self.stage).await?;
        }
        let access = self.config.matrix.ready().map_err(|mistakes| DemoError::Scene(mistakes.to_string()))?;
        let matrix: Arc<dyn Platform> = Arc::new(app::matrix(&self.config, access).await?);
        let app = App::new(self.config.clone(), database.pool().clone(), Clock::system(), vec![matrix])?;
        // Whichever ends first, the bot or what is shown, ends the other.
        let until = stop.child_token();
        let bot = async {
            let ended = app.run(&until).await;
            until.cancel();
            ended
        };
        let shown = async {
            let url = homeserver.url.clone();
            let shown = tokio::select! {
                () = until.cancelled() => Ok(()),
                shown = self.shows(&url) => shown,
                error = gone(homeserver) => Err(error),
            };
            until.cancel();
            shown
        };
        let (ended, shown) = tokio::join!(bot, shown);
        shown?;
        Ok(ended?)
    }

    /// Brings everybody together, says what to open, and plays the scene whenever it is asked for.
    async fn shows(&self, url: &str) -> Result<(), DemoError> {
        let mut stage = self.stage.clone();
        if self.is_new {
            self.narrator.say(&Phrase::new("demo-rooms-open"));
            stage.rooms = cast::opens_rooms(url, &stage, &self.narrator).await?;
            self.folder.store(&stage)?;
        }
        self.invites(url);
        let pace = Duration::try_from_secs_f64(self.options.pace).unwrap_or_default();
        let mut lines = std::io::stdin().is_terminal().then(|| BufReader::new(tokio::io::stdin()).lines());
        let mut plays = self.options.scene;
        loop {
            if plays {
                scene::play(url, &stage, &self.narrator, pace).await?;
            }
            let key = if lines.is_some() { "demo-enter" } else { "demo-runs" };
            self.narrator.say(&Phrase::new(key));
            if !enter(&mut lines).await {
                return Ok(());
            }
            plays = true;
        }
    }

    /// What to open in which client.
    fn invites(&self, url: &str) {
        self.narrator.say(&Phrase::new("demo-open").text("url", url));
        let people = self.stage.accounts.iter().zip(CAST).filter(|(account, _)| account.name != BOT);
        for (account, (.., role)) in people {
            self.narrator.row(&account.name, &account.password, &Phrase::new(role));
        }
        let [plain, encrypted] = ROOMS.map(|(_, name, _)| Phrase::new(name));
        self.narrator.say(&Phrase::new("demo-clients").phrase("plain", plain).phrase("encrypted", encrypted));
    }
}

/// Waits for the Enter key, for ever where there is no keyboard. False: there is nobody at the keyboard any more.
async fn enter(lines: &mut Option<Lines<BufReader<Stdin>>>) -> bool {
    match lines {
        Some(lines) => matches!(lines.next_line().await, Ok(Some(_))),
        None => pending().await,
    }
}

/// Resolves when the homeserver has ended by itself.
async fn gone(homeserver: &mut Homeserver) -> DemoError {
    while !homeserver.has_ended() {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    DemoError::Scene("the homeserver has ended".to_owned())
}

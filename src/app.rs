//! Everything put together: configuration → database → platforms → loops → soft stop.

pub mod set_up;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use once_cell::sync::OnceCell;
use sqlx::PgPool;
use tokio::task::{Id, JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::audit::seal;
use crate::channel::{Channels, Courier};
use crate::chat::matrix::{Matrix, Settings};
use crate::chat::{ChatError, Platform};
use crate::clock::Clock;
use crate::config::{Config, MatrixAccess, MatrixLogin, Secret};
use crate::database::Instance;
use crate::error::Fault;
use crate::flow::memory::Memory;
use crate::flow::telemetry::Telemetry;
use crate::flow::wakeup::Wakeup;
use crate::flow::worker::{self, Duty};
use crate::flow::{Flow, courier, leader, queue, timers};
use crate::i18n::{Language, Words, WordsError};
use crate::practice::PRACTICES;
use crate::practice::approval::absent;
use crate::practice::change::cab;
use crate::practice::desk::{recurring, witness};
use crate::practice::incident::review::weekly;
use crate::practice::knowledge;
use crate::practice::oncall;
use crate::practice::router::Router;

/// The words of all practices, gathered once a process.
pub fn words() -> Result<Words, WordsError> {
    static WORDS: OnceCell<Words> = OnceCell::new();
    let gather = || {
        let sources = PRACTICES.iter().flat_map(|practice| practice.words.iter().copied());
        Words::new(&sources.collect::<Vec<(Language, &'static str)>>())
    };
    WORDS.get_or_try_init(gather).cloned()
}

/// The words as a configuration has them said.
fn words_for(config: &Config) -> Result<Words, WordsError> {
    Ok(words()?.always("prefix", &config.prefix))
}

/// A bot on these platforms, ready to run.
#[derive(Clone)]
pub struct App {
    /// What all loops share.
    pub flow: Flow,
    /// Delivers what leaves the chat.
    pub courier: Arc<dyn Courier>,
    platforms: Vec<Arc<dyn Platform>>,
}

impl App {
    /// Puts a bot together. The database is migrated already.
    pub fn new(
        config: Arc<Config>,
        pool: PgPool,
        clock: Clock,
        platforms: Vec<Arc<dyn Platform>>,
    ) -> Result<Self, WordsError> {
        let accounts: Vec<(&str, &str)> =
            platforms.iter().map(|platform| (platform.name(), platform.account())).collect();
        let router = Arc::new(Router::new(&config.prefix, &accounts));
        let words = Arc::new(words_for(&config)?);
        let (wakeup, telemetry) = (Wakeup::default(), Telemetry::default());
        for platform in &platforms {
            telemetry.holds(platform.name(), false);
        }
        let flow = Flow { pool, clock, config, words, router, wakeup, telemetry, memory: Memory::default() };
        let courier = Arc::new(Channels::new(&flow.config));
        Ok(Self { flow, courier, platforms })
    }

    /// Runs until told to stop: turns that have begun are finished, what is being sent is sent, and the accounts' locks
    /// are released. An error means that somebody must act first, or that a loop has died: an instance that works by
    /// halves looks healthy, so the others are then stopped as well.
    pub async fn run(&self, stop: &CancellationToken) -> Result<(), Broken> {
        let until = stop.child_token();
        let flow = &self.flow;
        let mut loops = Loops::default();
        let (wakeup, pool, token) = (flow.wakeup.clone(), flow.pool.clone(), until.clone());
        loops.spawn("listener", async move { wakeup.listen(&pool, &token).await });
        loops.spawn("timers", timers::run(flow.clone(), until.clone()));
        loops.spawn("courier", courier::run(flow.clone(), self.courier.clone(), until.clone()));
        loops.spawn("witness", witness::keep(flow.clone(), until.clone()));
        loops.spawn("recurring", recurring::keep(flow.clone(), until.clone()));
        loops.spawn("agenda", cab::keep(flow.clone(), until.clone()));
        loops.spawn("reviews", weekly::keep(flow.clone(), until.clone()));
        loops.spawn("gaps", oncall::keep(flow.clone(), until.clone()));
        loops.spawn("files of shifts", oncall::follow_files(flow.clone(), until.clone()));
        loops.spawn("hand-offs", oncall::keep_handoffs(flow.clone(), until.clone()));
        loops.spawn("articles", knowledge::read_ahead(flow.clone(), until.clone()));
        loops.spawn("absences", absent::look_after_start(flow.clone(), until.clone()));
        let all_done = CancellationToken::new();
        loops.spawn("sealing", seal::run(flow.pool.clone(), flow.clock.clone(), all_done.clone()));
        for nth in 0..flow.config.flow.workers {
            loops.spawn("worker", worker::run(flow.clone(), Duty::of(nth), until.clone()));
        }
        for platform in &self.platforms {
            let led = leader::run(flow.clone(), platform.clone(), until.clone());
            loops.spawn_failing("leader", led);
        }
        let mut result = Ok(());
        while let Some((name, ended)) = loops.next().await {
            // Sealing ends last, so that what the others have done is sealed.
            if loops.set.len() == 1 {
                all_done.cancel();
            }
            let broken = match ended {
                Ok(Ok(())) if until.is_cancelled() => continue,
                Ok(Ok(())) => Broken::Loop { name, reason: "nobody told it to".to_owned() },
                Ok(Err(error)) => Broken::Chat(error),
                Err(error) => Broken::Loop { name, reason: error.to_string() },
            };
            if let Broken::Loop { .. } = broken {
                flow.telemetry.died(name);
            }
            tracing::error!(error = %broken, "the bot stops");
            until.cancel();
            // The first one is the cause; what follows may follow from it.
            result = result.and(Err(broken));
        }
        result
    }

    /// Resolves when every event is handled and everything is sent or given up.
    pub async fn idle(&self) {
        loop {
            match self.is_idle().await {
                Ok(true) => return,
                Ok(false) => {}
                Err(error) => tracing::debug!(%error, "cannot tell whether there is work left"),
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn is_idle(&self) -> Result<bool, Fault> {
        let mut conn = self.flow.pool.acquire().await?;
        let backlog = queue::backlog(&mut conn).await?;
        Ok(backlog.open == 0 && backlog.waiting == 0)
    }
}

/// Why the bot ended although nobody told it to.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// An operator must act first.
    #[error(transparent)]
    Chat(#[from] ChatError),
    /// A loop died, which is a defect of the program.
    #[error("the loop {name} has ended unexpectedly: {reason}")]
    Loop {
        /// Which.
        name: &'static str,
        /// How.
        reason: String,
    },
}

/// The loops of a running bot, by name.
#[derive(Default)]
struct Loops {
    set: JoinSet<Result<(), ChatError>>,
    names: HashMap<Id, &'static str>,
}

impl Loops {
    fn spawn(&mut self, name: &'static str, run: impl Future<Output = ()> + Send + 'static) {
        self.spawn_failing(name, async move {
            run.await;
            Ok(())
        });
    }

    fn spawn_failing(&mut self, name: &'static str, run: impl Future<Output = Result<(), ChatError>> + Send + 'static) {
        self.names.insert(self.set.spawn(run).id(), name);
    }

    /// The next one that ends.
    async fn next(&mut self) -> Option<(&'static str, Result<Result<(), ChatError>, JoinError>)> {
        let (id, ended) = match self.set.join_next_with_id().await? {
            Ok((id, ended)) => (id, Ok(ended)),
            Err(error) => (error.id(), Err(error)),
        };
        Some((self.names.get(&id).copied().unwrap_or("of no name"), ended))
    }
}

/// The Matrix platform of a configuration that is complete.
pub async fn matrix(config: &Config, access: MatrixAccess) -> Result<Matrix, ChatError> {
    Matrix::new(matrix_settings(config, access)?).await
}

/// What the Matrix platform must be told.
pub fn matrix_settings(config: &Config, access: MatrixAccess) -> Result<Settings, ChatError> {
    let (user, password, access_token) = match access.login {
        MatrixLogin::Password { user, password } => (user, Some(password), None),
        MatrixLogin::Token(token) => (config.matrix.user.clone().unwrap_or_default(), None, Some(token)),
    };
    let reveal = |secret: Option<&Secret>| secret.map(|secret| secret.reveal().to_owned());
    Ok(Settings {
        homeserver: access.homeserver.to_string(),
        user,
        password: reveal(password.as_ref()),
        access_token: reveal(access_token.as_ref()),
        device_name: config.matrix.device_name.clone(),
        store: matrix_store(config),
        instance: Instance::here().to_string(),
        store_passphrase: reveal(config.matrix.store_passphrase.as_ref()),
        recovery_key: set_up::recovery_key(config)?,
        invite_servers: config.matrix.allow_servers.clone(),
        invite_users: config.matrix.allow_users.clone(),
        ignore_servers: config.matrix.ignore_servers.clone(),
        ignore_users: config.matrix.ignore_users.clone(),
        extra_certificates: config.matrix.extra_certificates.clone(),
    })
}

/// Where the Matrix session and its encryption keys are kept.
#[must_use]
pub fn matrix_store(config: &Config) -> PathBuf {
    config.data_dir.join("matrix")
}

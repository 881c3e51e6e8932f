//! Everything put together: configuration → database → platforms → loops → soft stop.

pub mod set_up;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use once_cell::sync::OnceCell;
use sqlx::PgPool;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::audit::seal;
use crate::chat::matrix::{Matrix, Settings};
use crate::chat::{ChatError, Platform};
use crate::clock::Clock;
use crate::config::{Config, MatrixAccess, MatrixLogin, Secret};
use crate::database::Instance;
use crate::error::Fault;
use crate::flow::wakeup::Wakeup;
use crate::flow::{Flow, leader, outbox, timers, worker};
use crate::i18n::{Language, Words, WordsError};
use crate::practice::PRACTICES;
use crate::practice::desk::witness;
use crate::practice::router::Router;

/// The words of all practices, parsed once a process.
pub fn words() -> Result<Words, WordsError> {
    static WORDS: OnceCell<Words> = OnceCell::new();
    let parse = || {
        let sources = PRACTICES.iter().flat_map(|practice| practice.words.iter().copied());
        Words::new(&sources.collect::<Vec<(Language, &str)>>())
    };
    WORDS.get_or_try_init(parse).cloned()
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
        let flow = Flow { pool, clock, config, words, router, wakeup: Wakeup::default() };
        Ok(Self { flow, platforms })
    }

    /// Runs until told to stop: turns that have begun are finished, what is being sent is sent, and the accounts' locks
    /// are released. An error means that an operator must act first.
    pub async fn run(&self, stop: &CancellationToken) -> Result<(), ChatError> {
        let until = stop.child_token();
        let mut helpers = JoinSet::new();
        let flow = &self.flow;
        let (wakeup, pool, token) = (flow.wakeup.clone(), flow.pool.clone(), until.clone());
        helpers.spawn(async move { wakeup.listen(&pool, &token).await });
        helpers.spawn(timers::run(flow.clone(), until.clone()));
        helpers.spawn(witness::keep(flow.clone(), until.clone()));
        // Ends last, so that what the others have done is sealed.
        let all_done = CancellationToken::new();
        let sealing = tokio::spawn(seal::run(flow.pool.clone(), flow.clock.clone(), all_done.clone()));
        let all_done = all_done.drop_guard();
        for _ in 0..flow.config.flow.workers {
            helpers.spawn(worker::run(flow.clone(), until.clone()));
        }
        let mut leaders = JoinSet::new();
        for platform in &self.platforms {
            leaders.spawn(leader::run(flow.clone(), platform.clone(), until.clone()));
        }
        let mut result = Ok(());
        while let Some(ended) = leaders.join_next().await {
            // One account that needs an operator stops all: an instance that works by halves looks healthy.
            until.cancel();
            match ended {
                Ok(Ok(())) => {}
                Ok(Err(error)) => result = Err(error),
                Err(error) => tracing::error!(%error, "reading and sending ended unexpectedly"),
            }
        }
        while helpers.join_next().await.is_some() {}
        drop(all_done);
        if let Err(error) = sealing.await {
            tracing::error!(%error, "sealing the audit log ended unexpectedly");
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
        let backlog = outbox::backlog(&mut conn).await?;
        Ok(backlog.open == 0 && backlog.waiting == 0)
    }
}

/// The Matrix platform of a configuration that is complete.
pub async fn matrix(config: &Config, access: MatrixAccess) -> Result<Matrix, ChatError> {
    Matrix::new(matrix_settings(config, access)?).await
}

fn matrix_settings(config: &Config, access: MatrixAccess) -> Result<Settings, ChatError> {
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

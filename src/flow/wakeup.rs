//! Says "look" to the loops: within the process at once, across processes by LISTEN/NOTIFY. A lost wake-up costs one
//! polling interval and nothing else.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

const CHANNEL: &str = "lotse";

/// As many workers as can be configured.
const MOST: u64 = 100;

/// What there is to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bell {
    /// Open events.
    Inbox,
    /// Things to send.
    Outbox,
    /// Timers.
    Timers,
    /// Things to ask the chat server.
    Errands,
    /// Things to deliver outside of the chat.
    Dispatch,
}

impl Bell {
    const ALL: [Bell; 5] = [Bell::Inbox, Bell::Outbox, Bell::Timers, Bell::Errands, Bell::Dispatch];

    fn name(self) -> &'static str {
        match self {
            Bell::Inbox => "inbox",
            Bell::Outbox => "outbox",
            Bell::Timers => "timers",
            Bell::Errands => "errands",
            Bell::Dispatch => "dispatch",
        }
    }
}

/// The bells of one process.
#[derive(Debug, Clone)]
pub struct Wakeup {
    /// By which this process knows its own notices.
    own: Arc<str>,
    /// Many workers hear this one, and each ring wakes one of them: if all came for each event, most of what is asked of the
    /// database would be whether there is something left.
    inbox: Arc<Notify>,
    outbox: watch::Sender<()>,
    timers: watch::Sender<()>,
    errands: watch::Sender<()>,
    dispatch: watch::Sender<()>,
    /// This process sends, so nobody else need hear of new things to send.
    sends: Arc<AtomicBool>,
}

impl Default for Wakeup {
    fn default() -> Self {
        // The process's random keys make the name.
        Self {
            own: format!("{:016x}", RandomState::new().build_hasher().finish()).into(),
            inbox: Arc::default(),
            outbox: watch::channel(()).0,
            timers: watch::channel(()).0,
            errands: watch::channel(()).0,
            dispatch: watch::channel(()).0,
            sends: Arc::default(),
        }
    }
}

impl Wakeup {
    fn line(&self, bell: Bell) -> Line<'_> {
        match bell {
            Bell::Inbox => Line::Workers(&self.inbox),
            Bell::Outbox => Line::Loop(&self.outbox),
            Bell::Timers => Line::Loop(&self.timers),
            Bell::Errands => Line::Loop(&self.errands),
            Bell::Dispatch => Line::Loop(&self.dispatch),
        }
    }

    /// Rings in this process, for one thing that there is to look at.
    pub fn ring(&self, bell: Bell) {
        match self.line(bell) {
            Line::Workers(one) => one.notify_one(),
            Line::Loop(all) => all.send_replace(()),
        }
    }

    /// Rings in this process, for everybody who hears it.
    pub(super) fn ring_all(&self, bell: Bell) {
        if let Line::Workers(all) = self.line(bell) {
            all.notify_waiters();
        }
        // Also for one who is about to wait.
        self.ring(bell);
    }

    /// Rings in this process when something that was put off can be tried again.
    pub fn ring_after(&self, bell: Bell, pause: Duration) {
        let bells = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(pause).await;
            bells.ring(bell);
        });
    }

    /// Notes whether this process is the one that sends.
    pub fn sends(&self, yes: bool) {
        self.sends.store(yes, Ordering::Release);
    }

    /// Rings here at once, and in other processes where it matters. To be called after the commit: a notice inside a
    /// transaction would make all commits wait for each other (PostgreSQL holds one lock over them), and a notice
    /// that is lost costs one polling interval.
    pub async fn announce(&self, pool: &PgPool, bell: Bell) {
        self.announce_many(pool, bell, 1).await;
    }

    /// The same for so many things at once.
    pub async fn announce_many(&self, pool: &PgPool, bell: Bell, count: u64) {
        for _ in 0..count.min(MOST) {
            self.ring(bell);
        }
        if matches!(bell, Bell::Outbox | Bell::Errands) && self.sends.load(Ordering::Acquire) {
            return;
        }
        let notice = format!("{} {}", bell.name(), self.own);
        if let Err(error) = sqlx::query!("select pg_notify($1, $2)", CHANNEL, notice).fetch_one(pool).await {
            tracing::debug!(%error, "other processes were not woken; they will look by themselves");
        }
    }

    /// A place to hear the bell; to be taken before looking, so that what comes in between is not missed.
    #[must_use]
    pub fn hear(&self, bell: Bell) -> Ear {
        match self.line(bell) {
            Line::Workers(one) => Ear::Worker(one.clone()),
            Line::Loop(all) => Ear::Loop(all.subscribe()),
        }
    }

    /// Carries what other processes announce to this process's bells, until told to stop.
    pub async fn listen(&self, pool: &PgPool, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let error = tokio::select! {
                () = stop.cancelled() => return,
                heard = self.relay(pool) => heard.err(),
            };
            // Polling goes on meanwhile, so this is no more than a slower answer.
            tracing::debug!(error = ?error, "listening for wake-ups was interrupted");
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        }
    }

    async fn relay(&self, pool: &PgPool) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        for bell in Bell::ALL {
            self.ring_all(bell);
        }
        loop {
            let notice = listener.recv().await?;
            let (name, from) = notice.payload().split_once(' ').unwrap_or((notice.payload(), ""));
            if from == &*self.own {
                continue;
            }
            for bell in Bell::ALL {
                if name == bell.name() {
                    self.ring_all(bell);
                }
            }
        }
    }
}

/// How a bell is heard.
enum Line<'w> {
    /// A ring wakes one of several.
    Workers(&'w Arc<Notify>),
    /// A ring is for a loop, however many there have been.
    Loop(&'w watch::Sender<()>),
}

/// One loop's place to hear a bell.
#[derive(Debug)]
pub enum Ear {
    /// One of several, of whom one hears a ring.
    Worker(Arc<Notify>),
    /// A loop of its own.
    Loop(watch::Receiver<()>),
}

impl Ear {
    /// Forgets earlier rings: what follows is looked at now. One that is for a worker stays for the next of them: it may be
    /// of more than this one can do.
    pub fn clear(&mut self) {
        match self {
            Ear::Worker(_) => {}
            Ear::Loop(all) => drop(all.borrow_and_update()),
        }
    }

    /// Waits for a ring since the last [`Ear::clear`], at most this long. False: there was none.
    pub async fn wait(&mut self, at_most: Duration) -> bool {
        match self {
            Ear::Worker(one) => tokio::time::timeout(at_most, one.notified()).await.is_ok(),
            Ear::Loop(all) => tokio::time::timeout(at_most, all.changed()).await.is_ok(),
        }
    }
}

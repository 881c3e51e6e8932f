//! Says "look" to the loops: within the process at once, across processes by LISTEN/NOTIFY. A lost wake-up costs one
//! polling interval and nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

const CHANNEL: &str = "lotse";

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
}

impl Bell {
    const ALL: [Bell; 4] = [Bell::Inbox, Bell::Outbox, Bell::Timers, Bell::Errands];

    fn name(self) -> &'static str {
        match self {
            Bell::Inbox => "inbox",
            Bell::Outbox => "outbox",
            Bell::Timers => "timers",
            Bell::Errands => "errands",
        }
    }
}

/// The bells of one process.
#[derive(Debug, Clone)]
pub struct Wakeup {
    inbox: watch::Sender<()>,
    outbox: watch::Sender<()>,
    timers: watch::Sender<()>,
    errands: watch::Sender<()>,
    /// This process sends, so nobody else need hear of new things to send.
    sends: Arc<AtomicBool>,
}

impl Default for Wakeup {
    fn default() -> Self {
        Self {
            inbox: watch::channel(()).0,
            outbox: watch::channel(()).0,
            timers: watch::channel(()).0,
            errands: watch::channel(()).0,
            sends: Arc::default(),
        }
    }
}

impl Wakeup {
    fn sender(&self, bell: Bell) -> &watch::Sender<()> {
        match bell {
            Bell::Inbox => &self.inbox,
            Bell::Outbox => &self.outbox,
            Bell::Timers => &self.timers,
            Bell::Errands => &self.errands,
        }
    }

    /// Rings in this process.
    pub fn ring(&self, bell: Bell) {
        self.sender(bell).send_replace(());
    }

    /// Rings in this process when something that was put off can be tried again.
    pub fn ring_after(&self, bell: Bell, pause: Duration) {
        let sender = self.sender(bell).clone();
        tokio::spawn(async move {
            tokio::time::sleep(pause).await;
            sender.send_replace(());
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
        self.ring(bell);
        if matches!(bell, Bell::Outbox | Bell::Errands) && self.sends.load(Ordering::Acquire) {
            return;
        }
        if let Err(error) = sqlx::query!("select pg_notify($1, $2)", CHANNEL, bell.name()).fetch_one(pool).await {
            tracing::debug!(%error, "other processes were not woken; they will look by themselves");
        }
    }

    /// A place to hear the bell; to be taken before looking, so that what comes in between is not missed.
    #[must_use]
    pub fn hear(&self, bell: Bell) -> Ear {
        Ear(self.sender(bell).subscribe())
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
            self.ring(bell);
        }
        loop {
            let notice = listener.recv().await?;
            for bell in Bell::ALL {
                if notice.payload() == bell.name() {
                    self.ring(bell);
                }
            }
        }
    }
}

/// One loop's place to hear a bell.
#[derive(Debug)]
pub struct Ear(watch::Receiver<()>);

impl Ear {
    /// Forgets earlier rings: what follows is looked at now.
    pub fn clear(&mut self) {
        self.0.borrow_and_update();
    }

    /// Waits for a ring since the last [`Ear::clear`], at most this long.
    pub async fn wait(&mut self, at_most: Duration) {
        // Both outcomes mean the same: look.
        let _ = tokio::time::timeout(at_most, self.0.changed()).await;
    }
}

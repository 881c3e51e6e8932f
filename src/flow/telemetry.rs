//! What the loops tell about themselves: counters, and signs of life.
//!
//! Everything here is a number, or a word of the program's own; nothing that people say or choose, so that the number
//! of series stays small and no name leaves the database. The values are shared by all clones and cost an atomic
//! operation or a short lock. Who shows them ([`crate::ops`] does) is not known here.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use chrono::{DateTime, Utc};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use tokio::time::Instant;

use super::Outcome;
use crate::chat::{Happening, Incoming};

/// Longest time in which a loop must show that it moves. Far above the longest wait for the database (a statement may
/// take a minute), so that only what hangs for good is meant.
const STALLED: Duration = Duration::from_mins(5);

/// Upper bounds of the turn times that are told apart, in seconds. A turn takes some milliseconds; what takes seconds
/// waits for the database.
const TURN_TIMES: [f64; 11] = [0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// Which turn.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct VerbLabel {
    /// The verb's name, or the kind of event where there is no verb.
    pub verb: &'static str,
}

/// How a turn ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct OutcomeLabel {
    /// `done`, `refused`, `unclear`, `ignored`.
    pub outcome: &'static str,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct SendLabel {
    /// `say`, `edit`, `react` …
    pub kind: &'static str,
    /// `answer`, `update`, `offer`.
    pub class: &'static str,
}

/// What was not sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct KindLabel {
    /// `say`, `edit`, `react` …
    pub kind: &'static str,
}

/// The counters and signs of life of one process.
#[derive(Debug, Clone)]
pub struct Telemetry {
    /// How long turns took, their commit included.
    pub turn_time: Family<VerbLabel, Histogram, fn() -> Histogram>,
    /// How turns ended.
    pub outcomes: Family<OutcomeLabel, Counter>,
    /// Turns that failed for an internal reason.
    pub failures: Counter,
    /// Events given up after too many failures.
    pub burials: Counter,
    /// Events stored that were new.
    pub accepted: Counter,
    /// What was delivered.
    pub sent: Family<SendLabel, Counter>,
    /// Deliveries put off: no connection, or an error of the server.
    pub put_off: Family<KindLabel, Counter>,
    /// Deliveries refused for good.
    pub refused: Family<KindLabel, Counter>,
    /// How often a chat server asked to wait.
    pub limited: Counter,
    life: Arc<Life>,
}

impl Default for Telemetry {
    fn default() -> Self {
        Self {
            turn_time: Family::new_with_constructor(|| Histogram::new(TURN_TIMES)),
            outcomes: Family::default(),
            failures: Counter::default(),
            burials: Counter::default(),
            accepted: Counter::default(),
            sent: Family::default(),
            put_off: Family::default(),
            refused: Family::default(),
            limited: Counter::default(),
            life: Arc::new(Life { start: Instant::now(), loops: Mutex::default(), accounts: Mutex::default() }),
        }
    }
}

/// The signs of life.
#[derive(Debug)]
struct Life {
    start: Instant,
    loops: Mutex<Loops>,
    accounts: Mutex<BTreeMap<&'static str, Account>>,
}

#[derive(Debug, Default)]
struct Loops {
    alive: Vec<Weak<Beat>>,
    /// Names of those that ended although nobody told them to.
    dead: Vec<&'static str>,
}

#[derive(Debug)]
struct Beat {
    name: &'static str,
    /// Milliseconds from the start to the last beat.
    last: AtomicU64,
}

/// What this process does with a chat account.
#[derive(Debug, Clone, Copy, Default)]
pub struct Account {
    /// True: this process reads and sends. False: it stands by.
    pub held: bool,
    /// When the account was taken over or the chat server last answered with what is new, whichever is later.
    pub read: Option<Instant>,
    /// Whether the server has answered since the account was taken over.
    pub answered: bool,
    /// When people last did something that was read here, by the platform's clock.
    pub newest: Option<DateTime<Utc>>,
    /// How long after that it was stored.
    pub lag: Option<chrono::TimeDelta>,
}

/// One loop's sign of life; the loop has ended when it is dropped.
#[derive(Debug)]
pub struct Pulse {
    life: Arc<Life>,
    beat: Arc<Beat>,
}

impl Pulse {
    /// The loop moves.
    pub fn beat(&self) {
        self.beat.last.store(millis(self.life.start.elapsed()), Ordering::Relaxed);
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

/// Each value is whole at any moment, so a panic of another holder spoils nothing.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Telemetry {
    /// Watches a loop, which must beat from now on.
    #[must_use]
    pub fn pulse(&self, name: &'static str) -> Pulse {
        let beat = Arc::new(Beat { name, last: AtomicU64::default() });
        let pulse = Pulse { life: self.life.clone(), beat };
        pulse.beat();
        let mut loops = lock(&self.life.loops);
        loops.alive.retain(|beat| beat.strong_count() > 0);
        loops.alive.push(Arc::downgrade(&pulse.beat));
        pulse
    }

    /// Notes that a loop has ended although nobody told it to.
    pub fn died(&self, name: &'static str) {
        lock(&self.life.loops).dead.push(name);
    }

    /// What is wrong with the loops; empty when nothing is.
    #[must_use]
    pub fn ailments(&self) -> Vec<String> {
        let now = millis(self.life.start.elapsed());
        let loops = lock(&self.life.loops);
        let dead = loops.dead.iter().map(|name| format!("the loop {name} has ended"));
        let stalled = loops.alive.iter().filter_map(Weak::upgrade).filter_map(|beat| {
            let still = Duration::from_millis(now.saturating_sub(beat.last.load(Ordering::Relaxed)));
            (still > STALLED).then(|| format!("the loop {} has not moved for {} s", beat.name, still.as_secs()))
        });
        dead.chain(stalled).collect()
    }

    /// Notes whether this process reads from and sends to an account.
    pub fn holds(&self, platform: &'static str, held: bool) {
        let mut accounts = lock(&self.life.accounts);
        let account = accounts.entry(platform).or_default();
        (account.held, account.answered) = (held, false);
        account.read = held.then(Instant::now);
    }

    /// Notes that the chat server has answered with these events.
    pub fn read(&self, platform: &'static str, now: DateTime<Utc>, events: &[Incoming]) {
        let newest = events.iter().filter(|event| is_fresh(&event.what)).map(|event| event.sent_at).max();
        let mut accounts = lock(&self.life.accounts);
        let account = accounts.entry(platform).or_default();
        (account.read, account.answered) = (Some(Instant::now()), true);
        if let Some(newest) = newest {
            (account.newest, account.lag) = (Some(newest), Some(now - newest));
        }
    }

    /// The accounts, by platform.
    #[must_use]
    pub fn accounts(&self) -> Vec<(&'static str, Account)> {
        lock(&self.life.accounts).iter().map(|(platform, account)| (*platform, *account)).collect()
    }

    /// Counts a turn that took effect.
    pub fn turned(&self, verb: &'static str, outcome: Outcome, took: Duration) {
        self.turn_time.get_or_create(&VerbLabel { verb }).observe(took.as_secs_f64());
        self.outcomes.get_or_create(&OutcomeLabel { outcome: outcome.name() }).inc();
    }
}

/// What people have just done. The members of a room that the bot enters have come long ago.
fn is_fresh(what: &Happening) -> bool {
    matches!(
        what,
        Happening::Message { .. } | Happening::Edit { .. } | Happening::Reaction { .. } | Happening::Redaction { .. }
    )
}

/// The word for a kind of event that no verb was found for.
#[must_use]
pub fn word(what: &Happening) -> &'static str {
    match what {
        Happening::Message { .. } => "message",
        Happening::Edit { .. } => "edit",
        Happening::Reaction { .. } => "reaction",
        Happening::Redaction { .. } => "redaction",
        Happening::Roster { .. } => "roster",
        Happening::Joined { .. } => "joined",
        Happening::Named { .. } => "named",
        Happening::Declined { .. } => "declined",
        Happening::Removed { .. } => "removed",
        Happening::Upgraded { .. } => "upgraded",
        Happening::Unreadable { .. } => "unreadable",
        Happening::Irrelevant => "irrelevant",
        Happening::Delivered { .. } => "delivered",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Telemetry of a process that started so long ago.
    fn started(ago: Duration) -> Telemetry {
        let life = Life { start: Instant::now() - ago, loops: Mutex::default(), accounts: Mutex::default() };
        Telemetry { life: Arc::new(life), ..Telemetry::default() }
    }

    #[test]
    fn a_loop_that_hangs_or_has_died_is_named() {
        let telemetry = started(STALLED + Duration::from_hours(1));
        let (_worker, timers) = (telemetry.pulse("worker"), telemetry.pulse("timers"));
        assert_eq!(telemetry.ailments(), Vec::<String>::new());
        timers.beat.last.store(0, Ordering::Relaxed);
        let [hangs] = telemetry.ailments().try_into().unwrap();
        assert!(hangs.starts_with("the loop timers has not moved for 39"), "{hangs}");
        drop(timers);
        assert_eq!(telemetry.ailments(), Vec::<String>::new(), "it has ended as it should");
        telemetry.died("worker");
        assert_eq!(telemetry.ailments(), ["the loop worker has ended"]);
    }
}

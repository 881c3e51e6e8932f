//! Claims an event, runs its turn, and commits all its effects at once.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use sqlx::pool::PoolConnection;
use sqlx::{Connection, PgConnection, Postgres, Transaction};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::inbox::{self, Event, Round, Trigger};
use super::telemetry::{Pulse, word};
use super::turn::{Cause, Place, Turn};
use super::wakeup::{Bell, Ear};
use super::{Flow, Outcome, errands, held, panic_text, timers};
use crate::chat::Happening;
use crate::crash::CrashPoint;
use crate::error::{Fault, Refusal, Stop};
use crate::people::{self, Person};

/// How long a worker that is not called rests at most.
const REST: Duration = Duration::from_secs(30);

/// What a worker found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An event was handled, put off or buried.
    Worked,
    /// Nothing to do now.
    Idle,
}

/// What a worker does while nothing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// It waits until it is called.
    Rests,
    /// It also looks around by itself, for all workers, in case that a call was lost.
    Watches,
}

impl Duty {
    /// The duty of the worker with this number: the first one looks around for all.
    #[must_use]
    pub fn of(number: usize) -> Self {
        if number == 0 { Duty::Watches } else { Duty::Rests }
    }
}

/// Handles events until told to stop; a turn that has begun is finished.
pub async fn run(flow: Flow, duty: Duty, stop: CancellationToken) {
    let mut ear = flow.wakeup.hear(Bell::Inbox);
    let poll = flow.config.flow.poll;
    let pause = match duty {
        Duty::Rests => REST.max(poll),
        Duty::Watches => poll,
    };
    let (mut round, mut kept) = (Round::default(), None);
    let pulse = flow.telemetry.pulse("worker");
    while !stop.is_cancelled() {
        pulse.beat();
        ear.clear();
        match step_on(&flow, &mut kept, &mut round).await {
            Ok(Step::Worked) => continue,
            Ok(Step::Idle) => {}
            Err(error) => tracing::warn!(%error, "events cannot be handled now; will try again"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = rest(&flow, &mut ear, &pulse, pause) => {}
        }
    }
}

/// Waits until there is something to do: for a call, and after each pause by looking around.
async fn rest(flow: &Flow, ear: &mut Ear, pulse: &Pulse, pause: Duration) {
    while !ear.wait(pause).await {
        pulse.beat();
        match inbox::is_open(&flow.pool).await {
            Ok(false) => {}
            Ok(true) => return flow.wakeup.ring_all(Bell::Inbox),
            Err(error) => tracing::warn!(%error, "events cannot be looked for now; will look again"),
        }
    }
}

/// Handles one event. An error means that the database could not be used; nothing has changed then.
pub async fn step(flow: &Flow, round: &mut Round) -> Result<Step, Fault> {
    step_on(flow, &mut None, round).await
}

/// Handles one event, on the connection of the one before ([`held`]).
async fn step_on(flow: &Flow, kept: &mut Option<PoolConnection<Postgres>>, round: &mut Round) -> Result<Step, Fault> {
    let mut conn = held(kept, &flow.pool).await?;
    let mut tx = conn.begin().await?;
    let Some(event) = inbox::claim(&mut tx, round).await? else { return Ok(Step::Idle) };
    let begin = Instant::now();
    let span = tracing::info_span!("turn", inbox = event.id, platform = %event.platform, attempts = event.attempts);
    // A panic in a turn is that event's failure and not the end of the worker.
    let turned = AssertUnwindSafe(turn(flow, &mut tx, &event)).catch_unwind().instrument(span.clone()).await;
    let error = match turned {
        // Another worker was quicker after what this turn had done was undone.
        Ok(Ok(None)) => return Ok(Step::Worked),
        Ok(Ok(Some(turned))) => match commit(tx).await {
            Ok(()) => {
                flow.telemetry.turned(turned.verb, turned.outcome, begin.elapsed());
                for bell in turned.bells {
                    flow.wakeup.announce(&flow.pool, bell).await;
                }
                *kept = Some(conn);
                return Ok(Step::Worked);
            }
            Err(error) => Fault::Database(error),
        },
        Ok(Err(fault)) => {
            drop(tx);
            fault
        }
        Err(panic) => {
            drop(tx);
            Fault::Other(format!("panic: {}", panic_text(panic.as_ref())))
        }
    };
    if is_passing(&error) {
        return Err(error);
    }
    let _guard = span.enter();
    tracing::error!(%error, "a turn failed");
    drop(_guard);
    flow.telemetry.failures.inc();
    fail(flow, &event, &error).await?;
    Ok(Step::Worked)
}

async fn commit(tx: Transaction<'_, Postgres>) -> Result<(), sqlx::Error> {
    CrashPoint::BeforeCommit.pass();
    tx.commit().await?;
    CrashPoint::AfterCommit.pass();
    Ok(())
}

/// The database's own trouble says nothing about the event, so it does not count as the event's failure.
fn is_passing(error: &Fault) -> bool {
    let Fault::Database(error) = error else { return false };
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_) => true,
        // Connection exceptions, out of resources, operator intervention, conflicts between transactions, and a pause
        // that was too long (appendix A of the PostgreSQL manual).
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            let class = ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class));
            // A statement that takes too long is of class 57 too, but would take as long every time.
            (class && code != "57014") || ["25P03", "40001", "40P01"].contains(&&*code)
        }),
        _ => false,
    }
}

/// A turn that waits for its commit.
struct Turned {
    verb: &'static str,
    outcome: Outcome,
    /// To be rung after the commit.
    bells: Vec<Bell>,
}

/// Runs the turn of a claimed event. None: it is another worker's now.
async fn turn(flow: &Flow, conn: &mut PgConnection, event: &Event) -> Result<Option<Turned>, Fault> {
    let now = flow.clock.now();
    let actor = actor(flow, conn, event).await?;
    let mut turn = begin(flow, conn, event, actor, now);
    turn.language = language(flow, &mut turn).await?;
    let outcome = match flow.router.route(&mut turn, event).await {
        Ok(outcome) => outcome,
        Err(Stop::Refusal(refusal)) => match refuse(flow, &mut turn, event, &refusal).await? {
            Some(outcome) => outcome,
            None => return Ok(None),
        },
        Err(Stop::Fault(fault)) => return Err(fault),
    };
    if event.late {
        match flow.router.caught_up(&mut turn, event).await {
            Ok(()) => {}
            Err(Stop::Refusal(refusal)) => return Err(Fault::Other(format!("catching up was refused: {refusal:?}"))),
            Err(Stop::Fault(fault)) => return Err(fault),
        }
    }
    let turned = Turned { verb: turn.verb, outcome, bells: turn.bells().to_vec() };
    errands::done(conn, event).await?;
    inbox::finish(conn, event.id, outcome).await?;
    Ok(Some(turned))
}

async fn actor(flow: &Flow, conn: &mut PgConnection, event: &Event) -> Result<Option<Person>, Fault> {
    // Only who says or does something becomes known as a person; a roster of 2,000 members makes none.
    let acts = matches!(
        event.trigger,
        Trigger::Unreadable { .. }
            | Trigger::Errand { .. }
            | Trigger::Chat {
                what: Happening::Message { .. }
                    | Happening::Edit { .. }
                    | Happening::Reaction { .. }
                    | Happening::Redaction { .. }
                    | Happening::Joined { .. }
                    | Happening::Unreadable { .. }
            }
    );
    if !acts || event.sender.is_empty() {
        return Ok(None);
    }
    people::store::identify(conn, &event.platform, &event.sender, flow.clock.now()).await.map(Some)
}

fn begin<'c>(
    flow: &Flow,
    conn: &'c mut PgConnection,
    event: &Event,
    actor: Option<Person>,
    now: chrono::DateTime<chrono::Utc>,
) -> Turn<'c> {
    let thread = match &event.trigger {
        Trigger::Chat { what: Happening::Message { thread, .. } | Happening::Unreadable { thread, .. } } => {
            Some(thread.clone().unwrap_or_else(|| event.event.clone()))
        }
        Trigger::Unreadable { .. } => Some(event.event.clone()),
        Trigger::Chat { .. } | Trigger::Errand { .. } | Trigger::Timer { .. } => None,
    };
    let place = Place { platform: event.platform.clone(), room: event.place.clone(), thread };
    let cause =
        Cause { id: event.id, platform: event.platform.clone(), event: event.event.clone(), retries: event.retries };
    let mut turn = Turn::begin(conn, now, flow.config.clone(), flow.words.clone(), cause, place, actor);
    // A platform's clock may run ahead of ours.
    turn.said_at = event.sent_at.min(now);
    turn.memory = flow.memory.clone();
    turn.verb = match &event.trigger {
        Trigger::Chat { what } => word(what),
        Trigger::Unreadable { .. } => "unreadable",
        Trigger::Errand { .. } => "errand",
        Trigger::Timer { .. } => "timer",
    };
    turn
}

/// Own setting, else the directory's, else the room's, else what was recognised, else the default.
async fn language(flow: &Flow, turn: &mut Turn<'_>) -> Result<crate::i18n::Language, Fault> {
    let own = turn.actor.as_ref().and_then(|actor| actor.known_language(&flow.config));
    let detected = turn.actor.as_ref().and_then(|actor| actor.detected);
    if let Some(own) = own {
        return Ok(own);
    }
    let place = turn.place.clone();
    let room = turn.room_language(&place).await?;
    Ok(room.or(detected).unwrap_or(flow.config.language))
}

/// Undoes what the turn did and says why it stopped. None: another worker has claimed the event meanwhile.
///
/// The transaction is rolled back and begun anew, since a savepoint for the few turns that are refused would cost every
/// turn a statement.
async fn refuse(flow: &Flow, turn: &mut Turn<'_>, event: &Event, refusal: &Refusal) -> Result<Option<Outcome>, Fault> {
    sqlx::query!("rollback and chain").execute(turn.conn()).await?;
    if !inbox::claim_again(turn.conn(), event.id).await? {
        return Ok(None);
    }
    turn.room_changed();
    // Who was met for the first time is not known any more.
    turn.actor = actor(flow, turn.conn(), event).await?;
    if let (Some(language), Some(actor)) = (turn.recognised, turn.actor.as_ref().map(|actor| actor.id)) {
        turn.keep_detected(actor, language).await?;
    }
    let phrase = flow.router.refusal(refusal);
    turn.answer(&phrase).await?;
    Ok(Some(if refusal.unclear { Outcome::Unclear } else { Outcome::Refused }))
}

/// Counts a failed turn: tries again soon, or buries the event when it has failed too often.
async fn fail(flow: &Flow, event: &Event, error: &Fault) -> Result<(), Fault> {
    // What a panic says may hold anything; PostgreSQL's text knows no U+0000.
    let error = error.to_string().replace('\0', "\u{fffd}");
    let failed = u32::try_from(event.attempts).unwrap_or(u32::MAX).saturating_add(1);
    if failed < flow.config.flow.attempts {
        // The place waits meanwhile, so the pauses are short: 0.2, 0.4, 0.8, 1.6 s.
        let pause = Duration::from_millis(100_u64.saturating_mul(1 << failed.clamp(1, 6)));
        inbox::put_off(&flow.pool, event.id, pause, &error).await?;
        flow.wakeup.ring_after(Bell::Inbox, pause);
        return Ok(());
    }
    let told = match AssertUnwindSafe(bury(flow, event, &error)).catch_unwind().await {
        Ok(told) => told,
        Err(panic) => Err(Fault::Other(format!("panic: {}", panic_text(panic.as_ref())))),
    };
    if let Err(reason) = told {
        if is_passing(&reason) {
            return Err(reason);
        }
        // An event about which not even this can be said must not stay in the way of all others.
        tracing::error!(inbox = event.id, error = %reason, "nobody can be told that an event is buried");
        let mut conn = flow.pool.acquire().await?;
        inbox::bury(&mut conn, event.id, &error).await?;
    }
    flow.telemetry.burials.inc();
    tracing::error!(inbox = event.id, error, "an event failed too often and was buried");
    Ok(())
}

/// Buries an event, and tells its author and the operators.
async fn bury(flow: &Flow, event: &Event, error: &str) -> Result<(), Fault> {
    let mut tx = flow.pool.begin().await?;
    if !inbox::bury(&mut tx, event.id, error).await? {
        return Ok(());
    }
    let actor = actor(flow, &mut tx, event).await?;
    let mut turn = begin(flow, &mut tx, event, actor, flow.clock.now());
    turn.language = language(flow, &mut turn).await?;
    if turn.actor.is_some() {
        turn.answer(&flow.router.apology(event.id)).await?;
    }
    // A timer belongs to no platform: operators are told wherever the bot is.
    let platforms =
        if event.platform == timers::PLATFORM { turn.platforms().await? } else { vec![event.platform.clone()] };
    for operator in &flow.config.roles.operators {
        let phrase = flow.router.burial(event.id, &event.sender, error);
        let body = flow.words.say(flow.config.language, &phrase);
        for platform in &platforms {
            turn.say_direct(platform, operator, body.clone()).await?;
        }
    }
    commit(tx).await?;
    flow.wakeup.announce(&flow.pool, Bell::Outbox).await;
    Ok(())
}

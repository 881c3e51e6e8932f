//! What is to happen later. A due timer enters the inbox as a row of its own, so that it is handled as kill-safe as a
//! message.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use super::Flow;
use super::inbox::Trigger;
use super::turn::Turn;
use super::wakeup::Bell;
use crate::crash::CrashPoint;
use crate::error::Fault;

/// How often to see that the timers stand which set themselves again whenever they fire: one whose turn was buried does
/// not, nor does one that somebody has removed.
const LOOK_AFTER: Duration = Duration::from_hours(1);

/// The platform of events that time brings about.
pub(super) const PLATFORM: &str = "timer";

/// Sets a timer (through [`Turn::schedule`], which wakes the loop), or moves the one that has the same key.
pub async fn set(
    conn: &mut PgConnection,
    key: &str,
    timer: &str,
    due: DateTime<Utc>,
    payload: &Value,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into timer (key, kind, payload, due_at) values ($1, $2, $3, $4)
         on conflict on constraint timer_key_once
         do update set kind = excluded.kind, payload = excluded.payload, due_at = excluded.due_at",
        key,
        timer,
        payload,
        due
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps timers as `stand` sets them, until told to stop. `of` is what they are for.
pub async fn keep(
    flow: Flow,
    stop: CancellationToken,
    of: &'static str,
    stand: impl AsyncFn(&Flow) -> Result<(), Fault>,
) {
    while !stop.is_cancelled() {
        let pause = match stand(&flow).await {
            Ok(()) => LOOK_AFTER,
            Err(error) => {
                tracing::debug!(%error, of, "a timer cannot be set; will try again");
                Duration::from_secs(1)
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Sees that the one timer of a kind stands, under the kind's own name: sets it where it is missing or was set by another
/// rule, which `payload` tells, and cancels it where nothing is due.
pub async fn stand(flow: &Flow, kind: &str, due: Option<DateTime<Utc>>, payload: &Value) -> Result<(), Fault> {
    let mut tx = flow.pool.begin().await?;
    let standing = of_kind(&mut tx, kind).await?;
    match (standing.first(), due) {
        (Some(timer), Some(_)) if timer.payload == *payload => {}
        (_, Some(due)) => set(&mut tx, kind, kind, due, payload).await?,
        (Some(_), None) => cancel(&mut tx, kind).await?,
        (None, None) => {}
    }
    tx.commit().await?;
    flow.wakeup.ring(Bell::Timers);
    Ok(())
}

/// Sets a timer where there is none with this key, and lets one that is there be due no later than this; what it carries
/// stays.
pub async fn set_at_latest(pool: &PgPool, key: &str, timer: &str, due: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!(
        "insert into timer (key, kind, payload, due_at) values ($1, $2, '{}', $3)
         on conflict on constraint timer_key_once
         do update set due_at = excluded.due_at where timer.due_at > excluded.due_at",
        key,
        timer,
        due
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Sets a timer, unless there is one with the same key.
pub async fn set_unless_set(
    conn: &mut PgConnection,
    key: &str,
    timer: &str,
    due: DateTime<Utc>,
    payload: &Value,
) -> Result<(), Fault> {
    sqlx::query!(
        "insert into timer (key, kind, payload, due_at) values ($1, $2, $3, $4)
         on conflict on constraint timer_key_once do nothing",
        key,
        timer,
        payload,
        due
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Cancels a timer; nothing happens when it is gone already.
pub async fn cancel(conn: &mut PgConnection, key: &str) -> Result<(), Fault> {
    sqlx::query!("delete from timer where key = $1", key).execute(conn).await?;
    Ok(())
}

/// A timer that is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its key.
    pub key: String,
    /// What it carries.
    pub payload: Value,
    /// When it is due.
    pub due: DateTime<Utc>,
}

/// The timers of a kind that are set, in the order of their keys.
pub async fn of_kind(conn: &mut PgConnection, kind: &str) -> Result<Vec<Standing>, Fault> {
    let rows = sqlx::query!("select key, payload, due_at from timer where kind = $1 order by key", kind)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| Standing { key: row.key, payload: row.payload, due: row.due_at }).collect())
}

/// The clock was put back: a timer that carries for how many seconds something is waited for waits no longer than that.
pub async fn shorten(pool: &PgPool, now: DateTime<Utc>) -> Result<(), Fault> {
    sqlx::query!(
        "update timer set due_at = $1::timestamptz + (payload->>'wait')::bigint * interval '1 second'
         where payload ? 'wait' and due_at > $1::timestamptz + (payload->>'wait')::bigint * interval '1 second'",
        now
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Moves due timers into the inbox, at most a thousand in one transaction. Returns how many.
pub async fn fire(pool: &PgPool, now: DateTime<Utc>) -> Result<u64, Fault> {
    let mut tx = pool.begin().await?;
    let due = sqlx::query!(
        "with due as (
           delete from timer where id in
             (select id from timer where due_at <= $1 order by due_at, id limit 1000 for update skip locked)
           returning id, key, kind, payload, due_at)
         select key, kind, payload, due_at from due order by due_at, id",
        now
    )
    .fetch_all(&mut *tx)
    .await?;
    if due.is_empty() {
        return Ok(0);
    }
    for timer in &due {
        let event = format!("{}@{}", timer.key, timer.due_at.timestamp_micros());
        let what = (timer.kind.as_str(), &timer.payload);
        enter(&mut tx, (&event, &timer.key), what, (timer.due_at, now)).await?;
    }
    CrashPoint::TimerFiring.pass();
    tx.commit().await?;
    CrashPoint::TimerFired.pass();
    Ok(u64::try_from(due.len()).unwrap_or(u64::MAX))
}

/// Puts into the inbox what time brings about, or what a loop has to tell: once, whatever is killed.
pub(super) async fn enter(
    conn: &mut PgConnection,
    (event, place): (&str, &str),
    (timer, payload): (&str, &Value),
    (due, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), Fault> {
    let trigger = serde_json::to_value(Trigger::Timer { timer: timer.to_owned(), payload: payload.clone() })?;
    sqlx::query!(
        "insert into inbox (platform, event, place, sender, sent_at, payload, accepted_at)
         values ('timer', $1, $2, '', $3, $4, $5) on conflict on constraint inbox_event_once do nothing",
        event,
        place,
        due,
        trigger,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

impl Turn<'_> {
    /// Sets a timer, or moves the one with the same key.
    pub async fn schedule(&mut self, key: &str, timer: &str, due: DateTime<Utc>, payload: &Value) -> Result<(), Fault> {
        self.ring(Bell::Timers);
        set(self.conn(), key, timer, due, payload).await
    }

    /// Sets a timer, unless there is one with the same key: what comes meanwhile does not put it off.
    pub async fn schedule_unless_set(
        &mut self,
        key: &str,
        timer: &str,
        due: DateTime<Utc>,
        payload: &Value,
    ) -> Result<(), Fault> {
        self.ring(Bell::Timers);
        set_unless_set(self.conn(), key, timer, due, payload).await
    }

    /// Cancels a timer; nothing happens when there is none.
    pub async fn cancel(&mut self, key: &str) -> Result<(), Fault> {
        cancel(self.conn(), key).await
    }
}

/// When the next timer is due.
pub async fn next_due(pool: &PgPool) -> Result<Option<DateTime<Utc>>, Fault> {
    Ok(sqlx::query_scalar!("select min(due_at) from timer").fetch_one(pool).await?)
}

/// Fires timers until told to stop.
pub async fn run(flow: Flow, stop: CancellationToken) {
    let mut ear = flow.wakeup.hear(Bell::Timers);
    let poll = flow.config.flow.poll;
    let pulse = flow.telemetry.pulse("timers");
    // Whether it was put back while nobody looked is not known at first.
    let mut latest = None;
    while !stop.is_cancelled() {
        pulse.beat();
        ear.clear();
        let now = flow.clock.now();
        if latest.is_none_or(|latest| now < latest)
            && let Err(error) = shorten(&flow.pool, now).await
        {
            tracing::warn!(%error, "timers cannot be shortened");
        } else {
            latest = Some(now);
        }
        let pause = match look(&flow, now).await {
            Ok(None) => continue,
            Ok(Some(pause)) => pause.min(poll),
            Err(error) => {
                tracing::warn!(%error, "timers cannot be read; will look again");
                poll
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            _ = ear.wait(pause) => {}
        }
    }
}

/// Fires what is due. None: look again at once; otherwise how long nothing will be due.
async fn look(flow: &Flow, now: DateTime<Utc>) -> Result<Option<Duration>, Fault> {
    match next_due(&flow.pool).await? {
        Some(due) if due > now => return Ok(Some((due - now).to_std().unwrap_or_default())),
        Some(_) => {}
        None => return Ok(Some(Duration::MAX)),
    }
    let fired = fire(&flow.pool, now).await?;
    if fired == 0 {
        // Another instance is about to fire it.
        return Ok(Some(Duration::MAX));
    }
    flow.wakeup.announce_many(&flow.pool, Bell::Inbox, fired).await;
    Ok(None)
}

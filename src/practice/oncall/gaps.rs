//! Gaps: the team of a schedule is told days before nobody is on call, each time once. What was told is kept: a gap that is found
//! again, or a part of it, is the same.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;

use super::{schedule, store};
use crate::config::{Config, ScheduleConfig};
use crate::error::{Fault, Stop};
use crate::flow::turn::Turn;
use crate::flow::wakeup::Bell;
use crate::flow::{Flow, timers};
use crate::i18n::Phrase;
use crate::practice::threads;
use crate::rota::Gap;

/// The timer by which gaps are looked for, once a day.
pub(super) const LOOK: &str = "oncall-gaps";

/// So many gaps of a schedule are told at once; the next ones on the next day.
const TOLD: usize = 3;

/// So far it is looked when a gap ends.
const ENDS: TimeDelta = TimeDelta::days(14);

/// Nine in the morning: somebody is there to mend it.
fn next(config: &Config, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let nine = NaiveTime::from_hms_opt(9, 0, 0)?;
    let mut day = after.with_timezone(&config.timezone).date_naive();
    for _ in 0..3 {
        let at = day.and_time(nine).and_local_timezone(config.timezone).earliest()?.to_utc();
        if at > after {
            return Some(at);
        }
        day = day.succ_opt()?;
    }
    None
}

/// Keeps the timer, until told to stop. At the start a gap of which nobody knows is told at once: the configuration may have made it.
pub async fn keep(flow: Flow, stop: CancellationToken) {
    if let Err(error) = begin(&flow).await {
        tracing::warn!(%error, "gaps on call are looked for at nine in the morning");
    }
    timers::keep(flow, stop, "gaps on call", stand).await;
}

async fn begin(flow: &Flow) -> Result<(), Fault> {
    let mut tx = flow.pool.begin().await?;
    if untold(&mut tx, flow).await? {
        timers::set(&mut tx, LOOK, LOOK, flow.clock.now(), &json!({})).await?;
        tx.commit().await?;
        flow.wakeup.ring(Bell::Timers);
    }
    Ok(())
}

async fn stand(flow: &Flow) -> Result<(), Fault> {
    let due = next(&flow.config, flow.clock.now()).filter(|_| !flow.config.schedules.is_empty());
    timers::stand(flow, LOOK, due, &json!({})).await
}

/// Whether there is a gap of which nobody was told.
async fn untold(conn: &mut PgConnection, flow: &Flow) -> Result<bool, Fault> {
    let now = flow.clock.now();
    if !store::is_anywhere(conn).await? {
        return Ok(false);
    }
    for of in &flow.config.schedules {
        if !new(conn, of, now, flow.config.oncall.gap_days).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The gaps of a schedule that begin within so many days and were not told yet.
async fn new(conn: &mut PgConnection, of: &ScheduleConfig, now: DateTime<Utc>, days: u32) -> Result<Vec<Gap>, Fault> {
    let current = schedule::current(conn, of, now).await?;
    // A day more: it is looked once a day, and so many days are left at least when it is told.
    let ahead = now + TimeDelta::days(i64::from(days) + 1);
    let mut new = Vec::new();
    for gap in current.gaps(now, ahead + ENDS) {
        if gap.from <= ahead && !store::gap_is_told(conn, &of.name, (gap.from, gap.to)).await? {
            new.push(gap);
        }
    }
    Ok(new)
}

/// Looks for gaps, and tells of those that were not told yet.
pub(super) async fn look(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let config = turn.config.clone();
    if let Some(at) = next(&config, turn.now.max(turn.said_at)) {
        turn.schedule(LOOK, LOOK, at, &Value::Object(serde_json::Map::new())).await?;
    }
    let Some(platform) = turn.platforms().await?.into_iter().next() else { return Ok(()) };
    turn.place.platform = platform;
    for of in config.schedules.clone() {
        tell(turn, &of).await?;
    }
    Ok(())
}

async fn tell(turn: &mut Turn<'_>, of: &ScheduleConfig) -> Result<(), Stop> {
    let (now, config) = (turn.now, turn.config.clone());
    // What nobody hears is not told: it is when the bot is in the team's room.
    if threads::team_room(turn, of.team.as_deref()).await?.is_none() {
        return Ok(());
    }
    for gap in new(turn.conn(), of, now, config.oncall.gap_days).await?.into_iter().take(TOLD) {
        let phrase = Phrase::new("oncall-gap-ahead")
            .text("title", &of.title)
            .date_time("from", gap.from, config.timezone, now)
            .date_time("to", gap.to, config.timezone, now);
        threads::tell_team(turn, of.team.as_deref(), &phrase).await?;
        store::tell_gap(turn.conn(), &of.name, (gap.from, gap.to)).await?;
        let after = json!({ "from": gap.from, "to": gap.to });
        turn.record("oncall-gap", &format!("schedule {}", of.name), Value::Null, after).await?;
    }
    Ok(())
}

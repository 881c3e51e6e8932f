//! Gaps: the team of a schedule is told days before nobody is on call.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::{schedule, stand_in};
use crate::config::{Config, ScheduleConfig};
use crate::error::{Fault, Stop};
use crate::flow::turn::Turn;
use crate::flow::wakeup::Bell;
use crate::flow::{Flow, timers};
use crate::i18n::Phrase;

/// The timer by which gaps are looked for, once a day.
pub(super) const LOOK: &str = "oncall-gaps";

/// So many gaps of a schedule are told at once.
const TOLD: usize = 3;

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

/// Keeps the timer, until told to stop.
pub async fn keep(flow: Flow, stop: CancellationToken) {
    timers::keep(flow, stop, "gaps on call", stand).await;
}

async fn stand(flow: &Flow) -> Result<(), Fault> {
    let mut tx = flow.pool.begin().await?;
    let standing = timers::of_kind(&mut tx, LOOK).await?;
    match (standing.is_empty(), flow.config.schedules.is_empty()) {
        (true, false) => {
            if let Some(due) = next(&flow.config, flow.clock.now()) {
                timers::set(&mut tx, LOOK, LOOK, due, &json!({})).await?;
            }
        }
        (false, true) => timers::cancel(&mut tx, LOOK).await?,
        _ => {}
    }
    tx.commit().await?;
    flow.wakeup.ring(Bell::Timers);
    Ok(())
}

/// Looks for gaps, and tells of those that begin on the day so many days ahead; so each is told once.
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
    let ahead = TimeDelta::days(i64::from(config.oncall.gap_days));
    let current = schedule::current(turn, of, now).await?;
    let (from, to) = (now + ahead, now + ahead + TimeDelta::days(1));
    // One that has begun before was told before.
    let gaps = current.gaps(from, to + TimeDelta::days(14)).into_iter().filter(|gap| gap.from > from && gap.from <= to);
    for gap in gaps.take(TOLD) {
        let phrase = Phrase::new("oncall-gap-ahead")
            .text("title", &of.title)
            .date_time("from", gap.from, config.timezone, now)
            .date_time("to", gap.to, config.timezone, now);
        stand_in::tell_team(turn, of, &phrase).await?;
        let after = json!({ "from": gap.from, "to": gap.to });
        turn.record("oncall-gap", &format!("schedule {}", of.name), Value::Null, after).await?;
    }
    Ok(())
}

//! The head of the audit log, posted from time to time where the database cannot reach it: an outside witness of what was
//! on record. Whoever rewrites the log to its end cannot rewrite what people have read.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::audit;
use crate::audit::chain::Head;
use crate::chat::markup::Markup;
use crate::error::{Fault, Stop};
use crate::flow::turn::{Place, Turn};
use crate::flow::{Flow, timers};
use crate::i18n::Phrase;
use crate::people;

/// The timer that posts the head, and its key: there is one for all instances.
pub(super) const DUE: &str = "audit-witness";

/// What the timer carries.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Posted {
    /// The place that was posted last; 0: none was.
    seq: i64,
}

/// Keeps the timer standing until told to stop.
pub async fn keep(flow: Flow, stop: CancellationToken) {
    timers::keep(flow, stop, "audit witness", stand).await;
}

async fn stand(flow: &Flow) -> Result<(), Fault> {
    let settings = &flow.config.audit;
    if settings.witness {
        return timers::set_at_latest(&flow.pool, DUE, DUE, flow.clock.now() + span(settings.witness_every)).await;
    }
    let mut conn = flow.pool.acquire().await?;
    timers::cancel(&mut conn, DUE).await
}

fn span(every: Duration) -> TimeDelta {
    TimeDelta::from_std(every).unwrap_or(TimeDelta::MAX)
}

/// Posts the head and sets the timer for the next time: one commit, so that each period has one post. What was missed
/// while the bot was down is one post, too.
pub(super) async fn post(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    if !turn.config.audit.witness {
        return Ok(());
    }
    let mut posted: Posted = serde_json::from_value(payload)?;
    if let Some(head) = audit::store::head(turn.conn()).await? {
        say(turn, head, posted.seq).await?;
        posted.seq = head.seq;
    }
    let due = next(turn.said_at, span(turn.config.audit.witness_every), turn.now);
    turn.schedule(DUE, DUE, due, &serde_json::to_value(posted)?).await?;
    Ok(())
}

/// The first time after now in steps from when it was due, so that it stays at its time of day.
fn next(was_due: DateTime<Utc>, every: TimeDelta, now: DateTime<Utc>) -> DateTime<Utc> {
    let (every, late) = (every.num_milliseconds().max(1), (now - was_due).num_milliseconds().max(0));
    let steps = late / every + 1;
    was_due + TimeDelta::milliseconds(every.saturating_mul(steps))
}

async fn say(turn: &mut Turn<'_>, head: Head, since: i64) -> Result<(), Stop> {
    let phrase = match since {
        0 => Phrase::new("witness-first").number("acts", head.seq),
        _ => Phrase::new("witness").number("acts", head.seq - since),
    };
    let phrase = phrase.text("head", head.to_string());
    let wanted = turn.config.audit.witness_room.clone();
    let room = match &wanted {
        Some(name) => people::store::room_named(turn.conn(), name).await?,
        None => None,
    };
    if let Some((platform, room)) = room {
        let language = turn.room(&platform, &room).await?.language;
        let body = turn.words.say(language.unwrap_or(turn.config.language), &phrase);
        turn.say(&Place { platform, room, thread: None }, body).await?;
        return Ok(());
    }
    let mut body = turn.words.say(turn.config.language, &phrase);
    if let Some(name) = wanted {
        tracing::warn!(room = name, "the room of the audit witness is not known; the operators are told");
        let not_there = Phrase::new("witness-room-unknown").text("room", name);
        body = body.line(turn.words.say(turn.config.language, &not_there));
    }
    tell_operators(turn, &body).await
}

async fn tell_operators(turn: &mut Turn<'_>, body: &Markup) -> Result<(), Stop> {
    let operators = turn.config.roles.operators.clone();
    for platform in turn.platforms().await? {
        for operator in &operators {
            turn.say_direct(&platform, operator, body.clone()).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_time_is_after_now_and_keeps_its_time_of_day() {
        let at = |hours: i64| DateTime::UNIX_EPOCH + TimeDelta::hours(hours);
        let day = TimeDelta::days(1);
        for (was_due, now, due) in [(0, 0, 24), (0, 1, 24), (0, 24, 48), (0, 100, 120), (5, 0, 29)] {
            assert_eq!(next(at(was_due), day, at(now)), at(due), "due {was_due}, now {now}");
        }
    }
}

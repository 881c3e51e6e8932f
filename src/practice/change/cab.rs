//! `!cab`: what waits for a decision, in order, each with its card to vote on; and the same before the meeting, by itself.

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::model::State;
use super::{store, view};
use crate::config::{Config, RoomPart};
use crate::error::{Fault, Stop};
use crate::fact::Fact;
use crate::flow::turn::{Place, Turn};
use crate::flow::{Flow, timers};
use crate::i18n::Phrase;
use crate::people;
use crate::practice::Call;
use crate::ticket::{self, title_line};

/// The timer of the agenda.
pub(super) const AGENDA: &str = "change-agenda";

/// So many stand on one agenda; each is a message of its own, to be voted on.
const MOST: i64 = 20;

/// `!cab`
pub(super) async fn agenda(turn: &mut Turn<'_>, _call: Call) -> Result<(), Stop> {
    if post(turn).await? == 0 {
        turn.answer(&Phrase::new("cab-nothing")).await?;
    }
    Ok(())
}

/// Posts the agenda where this turn happens; how many stand on it.
async fn post(turn: &mut Turn<'_>) -> Result<usize, Stop> {
    let ids = store::undecided(turn.conn(), MOST).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let (zone, now) = (turn.zone(), turn.now);
    let mut body = turn.text(&heading(turn, ids.len()));
    for ticket in ticket::store::by_ids(turn.conn(), &ids).await? {
        let Some(change) = store::of(turn.conn(), ticket.id).await? else { continue };
        let config = turn.config.clone();
        let risk = change.risk.unwrap_or_else(|| view::assess(&config, &change).risk);
        let mut line = Phrase::new("cab-line")
            .text("id", ticket.id.to_string())
            .text("title", title_line(&ticket.title))
            .choice("kind", change.kind.name())
            .phrase("risk", view::level(risk));
        line = match change.window {
            Some(window) => line.phrase("window", view::window(window, zone, now)),
            None => line.phrase("window", Phrase::new("change-said").text("text", "–")),
        };
        if change.state != State::PendingApproval {
            line = Phrase::new("cab-begun").phrase("line", line);
        }
        body = body.line(turn.text(&line));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    let count = ids.len();
    turn.emit(Fact::VotesWanted(ids));
    Ok(count)
}

fn heading(turn: &Turn<'_>, count: usize) -> Phrase {
    let config = &turn.config;
    let phrase = Phrase::new("cab-heading").number("count", i64::try_from(count).unwrap_or(i64::MAX));
    match config.change.cab.as_ref().and_then(|cab| cab.next(turn.now, config.timezone)) {
        Some(at) => Phrase::new("cab-meets").phrase("heading", phrase).date_time("at", at, config.timezone, turn.now),
        None => phrase,
    }
}

/// What the timer carries: by which rule it was set.
fn set(config: &Config) -> Value {
    let rule = config.change.cab.as_ref().map(|cab| cab.rule.clone());
    json!({ "rule": rule, "before": config.change.cab_before.as_secs(), "zone": config.timezone.name() })
}

/// When the agenda is to be posted next.
fn next(config: &Config, after: chrono::DateTime<chrono::Utc>) -> Option<chrono::DateTime<chrono::Utc>> {
    let before = chrono::TimeDelta::from_std(config.change.cab_before).ok()?;
    let meets = config.change.cab.as_ref()?.next(after.checked_add_signed(before)?, config.timezone)?;
    meets.checked_sub_signed(before)
}

/// Keeps the timer as the configuration has it, until told to stop.
pub async fn keep(flow: Flow, stop: CancellationToken) {
    timers::keep(flow, stop, "agenda of the CAB", stand).await;
}

async fn stand(flow: &Flow) -> Result<(), Fault> {
    timers::stand(flow, AGENDA, next(&flow.config, flow.clock.now()), &set(&flow.config)).await
}

/// The meeting is near: its agenda is posted into the rooms for approvals, unless nothing stands on it.
pub(super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let config = turn.config.clone();
    if let Some(at) = next(&config, turn.now.max(turn.said_at)) {
        turn.schedule(AGENDA, AGENDA, at, &set(&config)).await?;
    }
    if payload != set(&config) {
        // The rule was changed since the timer was set, and by the new one the time has not come.
        return Ok(());
    }
    let rooms = config.rooms.iter().filter(|bound| bound.part == RoomPart::Approval);
    for bound in rooms {
        let Some((platform, room)) = people::store::room_named(turn.conn(), &bound.name).await? else { continue };
        turn.place = Place { platform: platform.clone(), room: room.clone(), thread: None };
        turn.language = turn.room(&platform, &room).await?.language.unwrap_or(config.language);
        post(turn).await?;
        // Its cards go where it stands.
        crate::practice::router::listen(turn).await?;
    }
    Ok(())
}

//! The channels by which somebody is reached for a message that has woken them, one after the other until they answer.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::letter;
use super::model::{self, Due};
use super::store::{self, Reach};
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::MessageId;
use crate::people::{self, Person};
use crate::practice::oncall::page::model::{Page, State};
use crate::practice::oncall::page::{bundle, step};

/// The timer that uses the next channel.
pub(super) const NEXT: &str = "page-reach";

/// The timer that hears how a delivery has ended.
pub(super) const REACHED: &str = "page-reached";

/// The timer that hears that the message in the chat cannot be delivered.
pub(super) const LOST: &str = "page-lost";

/// What the timers carry.
#[derive(Serialize, Deserialize)]
struct Carried {
    message: i64,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    error: Option<String>,
}

fn carried(message: MessageId, channel: &str) -> Value {
    json!({ "message": message.0, "channel": channel })
}

/// Somebody is woken by a message: the channels follow as they want it. Returns whether there is any besides the chat.
pub(in super::super) async fn begin(
    turn: &mut Turn<'_>,
    message: MessageId,
    (platform, person): (&str, &Person),
    language: Language,
    urgent: bool,
) -> Result<bool, Stop> {
    let config = turn.config.clone();
    let addresses = store::addresses(turn.conn(), person.id).await?;
    let rules = store::rules(turn.conn(), person.id, urgent).await?;
    let reach = Reach {
        message,
        person: person.id,
        platform: platform.to_owned(),
        language,
        urgent,
        since: turn.now,
        due: model::plan(&config.channels, &addresses, &rules, urgent),
        used: Vec::new(),
    };
    let any = !reach.due.is_empty();
    turn.watch(message, LOST, &carried(message, "")).await?;
    go_on(turn, reach).await?;
    Ok(any)
}

/// Uses what is due, and sets the timer for what follows.
async fn go_on(turn: &mut Turn<'_>, mut reach: Reach) -> Result<(), Stop> {
    let now = turn.now;
    let passed = u64::try_from((now - reach.since).num_seconds()).unwrap_or_default();
    let (due, left): (Vec<Due>, Vec<Due>) = reach.due.drain(..).partition(|due| due.after <= passed);
    for due in due {
        send(turn, &mut reach, &due.channel).await?;
    }
    reach.due = left;
    store::keep_reach(turn.conn(), &reach).await?;
    if let Some(next) = reach.due.first() {
        let at = at(&reach, next);
        turn.schedule(&format!("{NEXT}:{}", reach.message.0), NEXT, at, &carried(reach.message, "")).await?;
    }
    Ok(())
}

fn at(reach: &Reach, due: &Due) -> DateTime<Utc> {
    reach.since + TimeDelta::seconds(i64::try_from(due.after).unwrap_or(0))
}

/// Uses a channel, unless it was used already.
async fn send(turn: &mut Turn<'_>, reach: &mut Reach, channel: &str) -> Result<(), Stop> {
    if reach.used.iter().any(|used| used == channel) {
        return Ok(());
    }
    reach.used.push(channel.to_owned());
    let Some(letter) = letter::compose(turn, reach, channel).await? else { return Ok(()) };
    turn.dispatch(channel, &letter, (REACHED, &carried(reach.message, channel))).await?;
    Ok(())
}

/// The pages of a message for which somebody is still waited for.
pub(super) async fn waiting(turn: &mut Turn<'_>, message: MessageId) -> Result<Vec<Page>, Stop> {
    let pages = bundle::pages_of(turn, message).await?;
    Ok(pages.into_iter().filter(|page| matches!(page.state, State::Open(_))).collect())
}

/// The time of the next channel has come.
pub(super) async fn next(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { message, .. } = serde_json::from_value(payload)?;
    let message = MessageId(message);
    if waiting(turn, message).await?.is_empty() {
        return Ok(());
    }
    match store::reach(turn.conn(), message).await? {
        Some(reach) => go_on(turn, reach).await,
        None => Ok(()),
    }
}

/// A channel has taken what it was given, or has not.
pub(super) async fn reached(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { message, channel, error } = serde_json::from_value(payload)?;
    let message = MessageId(message);
    let pages = bundle::pages_of(turn, message).await?;
    for page in &pages {
        let after = json!({ "page": page.id, "channel": channel, "error": error });
        turn.record("page-reach", &page.name(), Value::Null, after).await?;
    }
    let Some(error) = error else { return Ok(()) };
    let title = turn.config.channel_title(&channel);
    fall_over(turn, message, Phrase::new("reach-by").text("title", title), &error).await?;
    Ok(())
}

/// The message in the chat cannot be delivered.
pub(super) async fn lost(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Carried { message, error, .. } = serde_json::from_value(payload)?;
    let message = MessageId(message);
    let error = error.unwrap_or_default();
    for page in bundle::pages_of(turn, message).await? {
        let after = json!({ "page": page.id, "channel": "chat", "error": error });
        turn.record("page-reach", &page.name(), Value::Null, after).await?;
    }
    if fall_over(turn, message, Phrase::new("reach-by-chat"), &error).await? {
        return Ok(());
    }
    // Nothing else reaches them: where nobody else of the step was reached, the next one is woken at once.
    for page in waiting(turn, message).await? {
        if !bundle::store::is_somebody_reached(turn.conn(), page.id, message).await? {
            step::go_on(turn, page).await?;
        }
    }
    Ok(())
}

/// Says where it matters that somebody was not reached in a way, and uses another one. False: there is none.
async fn fall_over(turn: &mut Turn<'_>, message: MessageId, way: Phrase, error: &str) -> Result<bool, Stop> {
    let pages = waiting(turn, message).await?;
    let Some(mut reach) = store::reach(turn.conn(), message).await? else { return Ok(false) };
    let Some(first) = pages.first() else { return Ok(true) };
    turn.place.platform.clone_from(&first.platform);
    let person = people::store::find(turn.conn(), &reach.platform, reach.person).await?;
    let name = person.map_or_else(String::new, |person| person.name);
    let config = turn.config.clone();
    let addresses = store::addresses(turn.conn(), reach.person).await?;
    let known: Vec<_> = addresses.into_iter().filter(|address| config.channel(&address.channel).is_some()).collect();
    let other = model::instead(&reach.due, &reach.used, &known);
    let phrase = Phrase::new(if other.is_some() { "reach-failed-next" } else { "reach-failed" })
        .text("name", name)
        .phrase("way", way)
        .text("error", crate::ticket::title_line(error));
    let phrase = match &other {
        Some(other) => phrase.text("next", config.channel_title(other)),
        None => phrase,
    };
    for page in &pages {
        step::tell(turn, page, &phrase, None).await?;
    }
    let Some(other) = other else { return Ok(false) };
    reach.due.retain(|due| due.channel != other);
    send(turn, &mut reach, &other).await?;
    store::keep_reach(turn.conn(), &reach).await?;
    Ok(true)
}

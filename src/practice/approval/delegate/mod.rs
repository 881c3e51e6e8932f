//! `!delegate @x until 24.12.`: somebody else answers for a time, as who they are, and says for whom.

mod model;
pub(super) mod store;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::model::Wish;
use self::store::Delegation;
use super::absent;
use super::model::is_circle;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::people::{self, Person};
use crate::practice::{Call, named, threads};
use crate::ticket::title_line;

/// The timer of a delegation that begins later.
pub(super) const BEGINS: &str = "delegation-begins";

/// Longer than anybody is absent without saying the year.
const LONG: TimeDelta = TimeDelta::days(183);

/// What the timer carries.
#[derive(Serialize, Deserialize)]
struct Begins {
    platform: String,
    account: String,
    person: PersonId,
    from: DateTime<Utc>,
}

pub(super) async fn delegate(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim();
    if text.is_empty() {
        return show(turn).await;
    }
    if model::is_end(text) {
        return end(turn).await;
    }
    let actor = turn.actor()?.clone();
    let wish = model::read(text, turn.said_at, turn.zone());
    let Wish { person, from, until, reason } = wish.map_err(|unclear| {
        Refusal::unclear(Phrase::new("delegate-unclear").choice("what", unclear.name()))
            .hint(Phrase::new("delegate-hint"))
    })?;
    let deputy = named::person(turn, &person, &actor).await?;
    if deputy.id == actor.id {
        return Err(Refusal::new(Phrase::new("delegate-yourself")).into());
    }
    let from = from.unwrap_or(turn.now).max(turn.now);
    if until <= from {
        return Err(Refusal::new(Phrase::new("delegate-past")).hint(Phrase::new("delegate-hint")).into());
    }
    let year = until.with_timezone(&turn.config.timezone).format("%Y").to_string();
    if until - from > LONG && !text.contains(&year) {
        // `from 5.12. until 1.12.` means the next one, and hardly ever the whole year between.
        let long = Phrase::new("delegate-long").date("until", until, turn.config.timezone, turn.now);
        return Err(Refusal::unclear(long).hint(Phrase::new("delegate-long-hint").text("year", year)).into());
    }
    let own: Vec<(PersonId, PersonId)> = store::between(turn.conn(), from, until).await?;
    // What is arranged now takes the place of what the same person has arranged before.
    let others: Vec<_> = own.into_iter().filter(|(person, _)| *person != actor.id).collect();
    if is_circle(actor.id, deputy.id, &others) {
        return Err(Refusal::new(Phrase::new("delegate-circle").text("name", deputy.name.clone())).into());
    }
    let delegation = Delegation { person: actor.id, deputy: deputy.id, from, until, reason: reason.trim().to_owned() };
    let now = turn.now;
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let replaced = store::make(turn.conn(), &delegation, now, (&platform, &event)).await?;
    let after = json!({ "deputy": deputy.account, "from": from, "until": until });
    turn.record("delegate", &actor.account, Value::Null, after).await?;
    let has_begun = from <= turn.now;
    let waiting = if has_begun { store::waiting(turn.conn(), actor.id, deputy.id).await? } else { 0 };
    turn.answer(&described(turn, "delegate-made", waiting, &delegation, (&actor, &deputy))).await?;
    let told = described(turn, "delegate-told", waiting, &delegation, (&actor, &deputy));
    threads::tell_alone(turn, &platform, &deputy, &told).await?;
    let known = people::store::by_ids(turn.conn(), &platform, &replaced).await?;
    for earlier in replaced.iter().filter_map(|id| known.get(id)) {
        let phrase = described(turn, "delegate-replaced-told", 0, &delegation, (&actor, &deputy));
        threads::tell_alone(turn, &platform, earlier, &phrase).await?;
    }
    if has_begun {
        return absent::replace_all(turn, &platform, &[actor.account]).await;
    }
    let begins = Begins { platform, account: actor.account, person: actor.id, from };
    let key = format!("{BEGINS}:{}:{}", actor.id.0, from.timestamp());
    Ok(turn.schedule(&key, BEGINS, from, &serde_json::to_value(begins)?).await?)
}

/// The time of a delegation has come: the deputy hears what waits, and is not waited for where they may not answer.
pub(super) async fn begin(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Begins { platform, account, person, from } = serde_json::from_value(payload)?;
    let now = turn.now;
    let Some(delegation) =
        store::of(turn.conn(), person, now).await?.into_iter().find(|one| one.person == person && one.from == from)
    else {
        // It was ended, or another one has taken its place.
        return Ok(());
    };
    let waiting = store::waiting(turn.conn(), person, delegation.deputy).await?;
    let known = people::store::by_ids(turn.conn(), &platform, &[person, delegation.deputy]).await?;
    if waiting > 0
        && let (Some(person), Some(deputy)) = (known.get(&person), known.get(&delegation.deputy))
    {
        let told = described(turn, "delegate-begins", waiting, &delegation, (person, deputy));
        threads::tell_alone(turn, &platform, deputy, &told).await?;
    }
    absent::replace_all(turn, &platform, &[account]).await
}

fn described(
    turn: &Turn<'_>,
    key: &'static str,
    waiting: i64,
    of: &Delegation,
    (person, deputy): (&Person, &Person),
) -> Phrase {
    let zone = turn.config.timezone;
    let phrase = Phrase::new(key)
        .number("waiting", waiting)
        .node("person", threads::person(person))
        .node("deputy", threads::person(deputy))
        .date_time("from", of.from, zone, turn.now);
    // Until the end of a day is said by that day.
    let phrase = match of.until.with_timezone(&zone).time() == NaiveTime::MIN {
        true => phrase.date("until", of.until - TimeDelta::seconds(1), zone, turn.now),
        false => phrase.date_time("until", of.until, zone, turn.now),
    };
    match of.reason.is_empty() {
        true => phrase,
        false => Phrase::new("delegate-because").phrase("what", phrase).text("reason", title_line(&of.reason)),
    }
}

/// `!delegate` alone: who answers for whom.
async fn show(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let (actor, now, platform) = (turn.actor()?.id, turn.now, turn.place.platform.clone());
    let mut all = store::of(turn.conn(), actor, now).await?;
    let room = turn.place.room.clone();
    if !turn.room(&platform, &room).await?.direct {
        // Why somebody is absent is not for everybody.
        all.iter_mut().for_each(|one| one.reason.clear());
    }
    let ids: Vec<PersonId> = all.iter().flat_map(|one| [one.person, one.deputy]).collect();
    let names = people::store::by_ids(turn.conn(), &platform, &ids).await?;
    let lines: Vec<Phrase> = all
        .iter()
        .filter_map(|one| {
            Some(described(turn, "delegate-line", 0, one, (names.get(&one.person)?, names.get(&one.deputy)?)))
        })
        .collect();
    if lines.is_empty() {
        turn.answer(&Phrase::new("delegate-none").phrase("hint", Phrase::new("delegate-hint"))).await?;
        return Ok(());
    }
    let mut body = turn.text(&Phrase::new("delegate-heading"));
    for line in &lines {
        body = body.line(turn.text(line));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// `!delegate end`
async fn end(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let (actor, now, platform) = (turn.actor()?.clone(), turn.now, turn.place.platform.clone());
    let deputies = store::end(turn.conn(), actor.id, now, now).await?;
    if deputies.is_empty() {
        turn.answer(&Phrase::new("delegate-none-own").phrase("hint", Phrase::new("delegate-hint"))).await?;
        return Ok(());
    }
    turn.record("delegate-end", &actor.account, Value::Null, Value::Null).await?;
    turn.answer(&Phrase::new("delegate-ended")).await?;
    let known = people::store::by_ids(turn.conn(), &platform, &deputies).await?;
    for deputy in deputies.iter().filter_map(|id| known.get(id)) {
        let phrase = Phrase::new("delegate-ended-told").node("person", threads::person(&actor));
        threads::tell_alone(turn, &platform, deputy, &phrase).await?;
    }
    Ok(())
}

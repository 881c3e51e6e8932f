//! `!delegate @x until 24.12.`: somebody else answers for a time, as who they are, and says for whom.

mod model;
pub(super) mod store;

use serde_json::{Value, json};

use self::model::Wish;
use self::store::Delegation;
use super::model::is_circle;
use crate::error::{Refusal, Stop};
use crate::flow::turn::{Place, Say, Turn};
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::{Call, named, threads};
use crate::ticket::title_line;

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
    let own: Vec<(PersonId, PersonId)> = store::between(turn.conn(), from, until).await?;
    // What is arranged now takes the place of what the same person has arranged before.
    let others: Vec<_> = own.into_iter().filter(|(person, _)| *person != actor.id).collect();
    if is_circle(actor.id, deputy.id, &others) {
        return Err(Refusal::new(Phrase::new("delegate-circle").text("name", deputy.name.clone())).into());
    }
    let delegation = Delegation { person: actor.id, deputy: deputy.id, from, until, reason: reason.trim().to_owned() };
    let now = turn.now;
    store::make(turn.conn(), &delegation, now).await?;
    let after = json!({ "deputy": deputy.account, "from": from, "until": until });
    turn.record("delegate", &actor.account, Value::Null, after).await?;
    turn.answer(&described(turn, "delegate-made", &delegation, &actor, &deputy)).await?;
    let waiting = super::vote::open_seats(turn, actor.id).await?;
    let told = described(turn, "delegate-told", &delegation, &actor, &deputy).number("waiting", waiting);
    tell(turn, &deputy, &told).await
}

fn described(turn: &Turn<'_>, key: &'static str, of: &Delegation, person: &Person, deputy: &Person) -> Phrase {
    let zone = turn.config.timezone;
    let phrase = Phrase::new(key)
        .node("person", threads::person(person))
        .node("deputy", threads::person(deputy))
        .date_time("from", of.from, zone, turn.now)
        .date_time("until", of.until, zone, turn.now);
    match of.reason.is_empty() {
        true => phrase,
        false => Phrase::new("delegate-because").phrase("what", phrase).text("reason", title_line(&of.reason)),
    }
}

async fn tell(turn: &mut Turn<'_>, person: &Person, phrase: &Phrase) -> Result<(), Stop> {
    let platform = turn.place.platform.clone();
    let nowhere = Place { platform: platform.clone(), room: String::new(), thread: None };
    let language = language_of(turn, person, &nowhere).await?;
    let body = turn.words.say(language, phrase);
    turn.say_direct(&platform, &person.account, Say { body, mentions: Vec::new(), loud: true }).await?;
    Ok(())
}

/// `!delegate` alone: who answers for whom.
async fn show(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let (actor, now, platform) = (turn.actor()?.id, turn.now, turn.place.platform.clone());
    let all = store::of(turn.conn(), actor, now).await?;
    let ids: Vec<PersonId> = all.iter().flat_map(|one| [one.person, one.deputy]).collect();
    let names = people::store::by_ids(turn.conn(), &platform, &ids).await?;
    let lines: Vec<Phrase> = all
        .iter()
        .filter_map(|one| Some(described(turn, "delegate-line", one, names.get(&one.person)?, names.get(&one.deputy)?)))
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
        turn.answer(&Phrase::new("delegate-none").phrase("hint", Phrase::new("delegate-hint"))).await?;
        return Ok(());
    }
    turn.record("delegate-end", &actor.account, Value::Null, Value::Null).await?;
    turn.answer(&Phrase::new("delegate-ended")).await?;
    let known = people::store::by_ids(turn.conn(), &platform, &deputies).await?;
    for deputy in deputies.iter().filter_map(|id| known.get(id)) {
        let phrase = Phrase::new("delegate-ended-told").node("person", threads::person(&actor));
        tell(turn, deputy, &phrase).await?;
    }
    Ok(())
}

//! `!oncall swap @carla Sat 8-20 for Sun 8-20`: two people swap shifts, and both must agree. Who proposes it for themselves has
//! agreed by that; the other one is asked alone, and taps ✅ or ❌. What is agreed to is checked again when the second ✅ comes.

mod answer;
mod model;
mod store;
mod view;

pub(super) use answer::{expired, tapped};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::model::{Half, Wrong};
use self::store::{Asked, State, Swap};
use super::stand_in::{self, SCHEDULE};
use super::{schedule, store as changes};
use crate::command::{Accepts, KeyName, fold};
use crate::config::ScheduleConfig;
use crate::error::{Fault, Refusal, Stop};
use crate::flow::prompts;
use crate::flow::turn::{Say, Turn};
use crate::i18n::Phrase;
use crate::people::Person;
use crate::practice::language::language_of;
use crate::practice::{Call, threads};
use crate::rota::Override;

const MINE: KeyName = KeyName::time("mine", &["meine"]);
const THEIRS: KeyName = KeyName::time("theirs", &["deren", "ihre", "seine", "hers", "his"]);
/// What the verb takes.
pub(super) const ACCEPTS: Accepts = Accepts { ids: false, on_behalf: false, keys: &[SCHEDULE, MINE, THEIRS] };

/// The kind of a message in which somebody is asked.
pub(super) const ASK: &str = "oncall-swap";

/// The timer by which a proposal is over.
pub(super) const EXPIRE: &str = "oncall-swap";

/// What a message and a timer carry.
#[derive(Debug, Serialize, Deserialize)]
struct Carried {
    swap: i64,
}

fn timer_of(swap: &Swap) -> String {
    format!("oncall-swap:{}", swap.id)
}

type Span = (DateTime<Utc>, DateTime<Utc>);

/// `!oncall swap @carla Sat 8-20 for Sun 8-20`, `!oncall swap @carla Sat 8-20`, `!oncall swap @bernd @carla mine:"…" theirs:"…"`
pub(super) async fn propose(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let of = schedule::meant(turn, call.args.key("schedule")).await?;
    stand_in::may_change(turn, &of).await?;
    let (one, other, rest) = who(turn, &call.args.text).await?;
    if one.id == other.id {
        return Err(Refusal::unclear(Phrase::new("oncall-swap-self")).hint(Phrase::new("oncall-swap-hint")).into());
    }
    for person in [&one, &other] {
        stand_in::is_here(turn, person)?;
    }
    let now = turn.now;
    let standing = changes::standing(turn.conn(), &of.name, now).await?;
    let changed = changes::overrides(&standing)?;
    let (mine, theirs) = times(turn, &call, &rest)?;
    let halves = halves(turn, &of, &changed, [&one, &other], mine, theirs)?;
    let actor = turn.actor()?.clone();
    let swap = Swap {
        id: 0,
        schedule: of.name.clone(),
        platform: turn.place.platform.clone(),
        asked_by: actor.id,
        agreed: [one.id == actor.id, other.id == actor.id],
        halves: [(one.id, halves.0), (other.id, halves.1)],
        state: State::Asked,
    };
    check(turn, &of, &swap, [&one, &other]).await?;
    keep(turn, &of, swap, &actor, [&one, &other]).await
}

/// Who swaps with whom, and what else was written: the actor with somebody, or two others.
async fn who(turn: &mut Turn<'_>, text: &str) -> Result<(Person, Person, String), Stop> {
    let unclear = || Stop::from(Refusal::unclear(Phrase::new("oncall-swap-who")).hint(Phrase::new("oncall-swap-hint")));
    let is_person = |word: &&str| word.starts_with(['@', '＠']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut named: Vec<&str> = words.iter().copied().filter(is_person).collect();
    let mut rest: Vec<&str> = words.into_iter().filter(|word| !is_person(word)).collect();
    if named.is_empty() && !rest.is_empty() {
        named.push(rest.remove(0));
    }
    // `with @carla`, `@bernd and @carla`, before or behind the times.
    let small = |word: &str| ["with", "and", "mit", "und"].contains(&fold(word).as_str());
    while rest.first().is_some_and(|word| small(word)) {
        rest.remove(0);
    }
    while rest.last().is_some_and(|word| small(word)) {
        rest.pop();
    }
    let rest = rest.join(" ");
    match named.as_slice() {
        [other] => Ok((turn.actor()?.clone(), stand_in::person(turn, other).await?, rest)),
        [one, other] => Ok((stand_in::person(turn, one).await?, stand_in::person(turn, other).await?, rest)),
        _ => Err(unclear()),
    }
}

/// The times that were written: of the one, and of the other; or one alone, of which it is not said whose it is.
fn times(turn: &Turn<'_>, call: &Call, rest: &str) -> Result<(Option<Span>, Option<Span>), Stop> {
    let read = |text: Option<&str>| text.map(|text| stand_in::time(turn, text)).transpose();
    let (mine, theirs) = (read(call.args.key("mine"))?, read(call.args.key("theirs"))?);
    let rest = rest.trim();
    match (mine, theirs, rest.is_empty()) {
        (None, None, true) => {
            Err(Refusal::unclear(Phrase::new("oncall-swap-when")).hint(Phrase::new("oncall-swap-hint")).into())
        }
        (mine, theirs, true) => Ok((mine, theirs)),
        (None, None, false) => {
            let words: Vec<&str> = rest.split_whitespace().collect();
            let between = |word: &&str| ["for", "fuer", "gegen", "against"].contains(&fold(word).as_str());
            match words.iter().position(between).and_then(|at| Some((words.get(..at)?, words.get(at + 1..)?))) {
                Some((first, second)) if !first.is_empty() => {
                    Ok((read(Some(&first.join(" ")))?, read(Some(&second.join(" ")))?))
                }
                _ => Ok((read(Some(rest))?, None)),
            }
        }
        (Some(mine), None, false) => Ok((Some(mine), read(Some(rest))?)),
        (None, Some(theirs), false) => Ok((read(Some(rest))?, Some(theirs))),
        (Some(_), Some(_), false) => {
            Err(Refusal::unclear(Phrase::new("oncall-swap-when")).hint(Phrase::new("oncall-swap-hint")).into())
        }
    }
}

/// What each gives away. Where only one time is known, whose it is says the schedule, and the other one is looked for.
fn halves(
    turn: &Turn<'_>,
    of: &ScheduleConfig,
    changed: &[Override],
    [one, other]: [&Person; 2],
    mine: Option<Span>,
    theirs: Option<Span>,
) -> Result<(Half, Half), Stop> {
    let rota = of.rota();
    let now = turn.now;
    let half =
        |person: &Person, (from, to): Span| Half { account: stand_in::configured(of, &person.account), from, to };
    let broken = |error: crate::rota::RotaError| Stop::from(Fault::Other(error.to_string()));
    let found = |known: &Half, giver: &Person| {
        let account = stand_in::configured(of, &giver.account);
        model::in_return(&rota, changed, known, &account, now).map_err(broken)
    };
    let nothing = |giver: &Person| {
        let reason = Phrase::new("oncall-swap-nothing").text("name", &giver.name);
        Stop::from(Refusal::new(reason).hint(Phrase::new("oncall-swap-hint")))
    };
    let is_on_call = |person: &Person, (from, to): Span| {
        let current = rota.with(changed.to_vec());
        schedule::throughout(&current, &person.account, from, to)
    };
    match (mine, theirs) {
        (Some(mine), Some(theirs)) => Ok((half(one, mine), half(other, theirs))),
        (Some(time), None) if !is_on_call(one, time) && is_on_call(other, time) => {
            let theirs = half(other, time);
            let mine = found(&theirs, one)?.ok_or_else(|| nothing(one))?;
            Ok((mine, theirs))
        }
        (Some(time), None) => {
            if !is_on_call(one, time) {
                return Err(Refusal::new(Phrase::new("oncall-swap-not-all").text("name", &one.name)).into());
            }
            let mine = half(one, time);
            let theirs = found(&mine, other)?.ok_or_else(|| nothing(other))?;
            Ok((mine, theirs))
        }
        (None, Some(time)) => {
            if !is_on_call(other, time) {
                return Err(Refusal::new(Phrase::new("oncall-swap-not-all").text("name", &other.name)).into());
            }
            let theirs = half(other, time);
            let mine = found(&theirs, one)?.ok_or_else(|| nothing(one))?;
            Ok((mine, theirs))
        }
        (None, None) => Err(Refusal::unclear(Phrase::new("oncall-swap-when")).into()),
    }
}

/// Refuses what cannot be swapped as things are now.
async fn check(turn: &mut Turn<'_>, of: &ScheduleConfig, swap: &Swap, people: [&Person; 2]) -> Result<(), Stop> {
    let now = turn.now;
    let standing = changes::standing(turn.conn(), &of.name, now).await?;
    let changed = changes::overrides(&standing)?;
    let [(_, one), (_, other)] = &swap.halves;
    let wrong =
        model::wrong(&of.rota(), &changed, (one, other), turn.now).map_err(|error| Fault::Other(error.to_string()))?;
    let name = |number: usize| people.get(number).map_or_else(String::new, |person| person.name.clone());
    let phrase = match wrong {
        None => return Ok(()),
        Some(Wrong::Overlap) => Phrase::new("oncall-swap-overlap"),
        Some(Wrong::Begun) => Phrase::new("oncall-swap-begun"),
        Some(Wrong::NotOnCall(number)) => Phrase::new("oncall-swap-not-all").text("name", name(number)),
        Some(Wrong::AlsoOnCall(number)) => Phrase::new("oncall-swap-also").text("name", name(1 - number)),
        Some(Wrong::Stands(number)) => {
            let half = if number == 0 { one } else { other };
            let found = stand_in::overlapping(&standing, (half.from, half.to));
            match found.first() {
                Some(stands) => stand_in::stands(turn, stands).await?,
                None => Phrase::new("oncall-swap-not-all").text("name", name(number)),
            }
        }
    };
    Err(Refusal::new(phrase).into())
}

/// Keeps a proposal, and asks whoever has not agreed.
async fn keep(
    turn: &mut Turn<'_>,
    of: &ScheduleConfig,
    mut swap: Swap,
    actor: &Person,
    people: [&Person; 2],
) -> Result<(), Stop> {
    let now = turn.now;
    let Some(id) = store::insert(turn.conn(), &swap, now).await? else {
        return Err(Refusal::new(Phrase::new("oncall-swap-twice")).into());
    };
    swap.id = id;
    turn.record("oncall-swap", &format!("schedule {}", of.name), Value::Null, told(&swap)).await?;
    let due = first(&swap);
    turn.schedule(&timer_of(&swap), EXPIRE, due, &serde_json::to_value(Carried { swap: id })?).await?;
    let shown = view::Shown { of, swap: &swap, by: actor, people };
    let missing: Vec<&Person> = people.into_iter().filter(|person| person.id != actor.id).collect();
    let names = missing.iter().map(|person| person.name.clone()).collect::<Vec<_>>().join(", ");
    let language = turn.language;
    let body = view::card(turn, &shown, language, None)
        .line(turn.text(&Phrase::new("oncall-swap-waits").text("names", names)));
    let place = turn.place.clone();
    let message = turn.say(&place, body).await?;
    remember(turn, &swap, Asked { person: actor.id, message, language }, &["❌"]).await?;
    for person in missing {
        let language = language_of(turn, person, &threads::alone(&swap.platform)).await?;
        let body = view::card(turn, &shown, language, None)
            .line(turn.words.say(language, &Phrase::new("oncall-swap-actions")));
        let say = Say { body, mentions: Vec::new(), loud: true };
        let message = turn.say_direct(&swap.platform, &person.account, say).await?;
        remember(turn, &swap, Asked { person: person.id, message, language }, &["✅", "❌"]).await?;
    }
    Ok(())
}

async fn remember(turn: &mut Turn<'_>, swap: &Swap, asked: Asked, signs: &[&str]) -> Result<(), Stop> {
    let payload = serde_json::to_value(Carried { swap: swap.id })?;
    prompts::keep(turn.conn(), asked.message, ASK, &payload).await?;
    turn.offer(asked.message, signs).await?;
    store::ask(turn.conn(), swap.id, &asked).await?;
    Ok(())
}

/// When the first of both times begins.
fn first(swap: &Swap) -> DateTime<Utc> {
    let [(_, one), (_, other)] = &swap.halves;
    one.from.min(other.from)
}

/// As the audit log has it.
fn told(swap: &Swap) -> Value {
    let [(_, one), (_, other)] = &swap.halves;
    let half = |half: &Half| json!({ "account": half.account, "from": half.from, "to": half.to });
    json!({ "swap": swap.id, "one": half(one), "other": half(other) })
}

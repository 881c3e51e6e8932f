//! Who stands in for whom: `!oncall override @x Fri 18-Mon 8`, `!oncall cover Sat 8-20`, which somebody takes by ✋.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store::{self, Cover, Standing};
use super::{handoff, schedule, show};
use crate::command::{Accepts, KeyName, PersonRef, date};
use crate::config::ScheduleConfig;
use crate::error::{Fault, Refusal, Stop};
use crate::flow::turn::{Say, Turn};
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::people::{Person, role::Role, team};
use crate::practice::{Call, Tap, named, permission, threads};
use crate::rota::Override;

pub(super) const SCHEDULE: KeyName = KeyName::word("schedule", &["plan"]);
const FOR: KeyName = KeyName::word("for", &["für"]);
/// What the verbs take.
pub(super) const ACCEPTS: Accepts = Accepts { ids: false, on_behalf: false, keys: &[SCHEDULE, FOR] };

/// The kind of a message in which somebody looks for cover.
pub(super) const COVER: &str = "oncall-cover";

/// What is kept with it.
#[derive(Debug, Serialize, Deserialize)]
struct Sought {
    cover: i64,
}

/// The longest that somebody stands in.
const LONGEST: TimeDelta = TimeDelta::days(93);

/// A time that was written, and when it is over.
pub(super) fn time(turn: &Turn<'_>, text: &str) -> Result<(DateTime<Utc>, DateTime<Utc>), Stop> {
    let unclear = |which: &'static str| {
        let phrase =
            Phrase::new("oncall-time").choice("which", which).text("text", text.chars().take(60).collect::<String>());
        Stop::from(Refusal::unclear(phrase).hint(Phrase::new("oncall-time-hint")))
    };
    let when = date::read(text.trim(), turn.said_at, turn.zone()).map_err(|error| match error {
        date::DateError::EndBeforeStart => unclear("backwards"),
        _ => unclear("unclear"),
    })?;
    let (from, to) = (when.start(), when.end());
    match () {
        () if from >= to => Err(unclear("open")),
        () if to <= turn.now => Err(unclear("past")),
        () if to - from > LONGEST => Err(unclear("long")),
        // What is over cannot be changed any more, nor who is paid for it.
        () => Ok((from.max(turn.now), to)),
    }
}

/// Whether the actor may change a schedule: who takes part in it, leads its team, or is a manager.
pub(super) async fn may_change(turn: &mut Turn<'_>, of: &ScheduleConfig) -> Result<(), Stop> {
    let (account, config, platform) = (turn.actor()?.account.clone(), turn.config.clone(), turn.place.platform.clone());
    let takes_part = of.takes_part(&account);
    let own = team::memberships(turn.conn(), &config, &platform, &account).await?;
    let in_team = of.team.as_ref().is_some_and(|team| own.iter().any(|own| own.team == *team));
    if takes_part || in_team || permission::role(turn, None).await? >= Role::Manager {
        return Ok(());
    }
    let refusal = Refusal::new(Phrase::new("oncall-not-yours").text("title", &of.title));
    Err(refusal.hint(Phrase::new("oncall-not-yours-hint")).into())
}

pub(super) async fn person(turn: &mut Turn<'_>, text: &str) -> Result<Person, Stop> {
    let writer = turn.actor()?.clone();
    let unclear = || Refusal::unclear(Phrase::new("oncall-who")).hint(Phrase::new("oncall-override-hint"));
    let person = PersonRef::read(text).ok_or_else(unclear)?;
    named::person(turn, &person, &writer).await
}

/// `!oncall override @x Fri 18-Mon 8`: in the actor's place, or `for:@y`; where that one is not on call then, besides.
pub(super) async fn stand_in(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let of = schedule::meant(turn, call.args.key("schedule")).await?;
    may_change(turn, &of).await?;
    let text = call.args.text.trim().to_owned();
    let (who, rest) = text.split_once(char::is_whitespace).unwrap_or((text.as_str(), ""));
    if who.is_empty() || rest.trim().is_empty() {
        let refusal = Refusal::unclear(Phrase::new("oncall-who"));
        return Err(refusal.hint(Phrase::new("oncall-override-hint")).into());
    }
    let add = person(turn, who).await?;
    is_here(turn, &add)?;
    let (from, to) = time(turn, rest)?;
    let instead = match call.args.key("for") {
        Some(text) => Some(person(turn, text).await?),
        None => None,
    };
    let now = turn.now;
    let current = schedule::current(turn.conn(), &of, now).await?;
    let actor = turn.actor()?.clone();
    let on_call: Vec<String> =
        current.shifts(from, to).iter().flat_map(|shift| &shift.people).map(|one| (*one).to_owned()).collect();
    let is_on_call = |account: &str| on_call.iter().any(|one| one.eq_ignore_ascii_case(account));
    let instead = match instead {
        Some(person) if !is_on_call(&person.account) => {
            return Err(Refusal::new(Phrase::new("oncall-not-on-call").text("name", person.name)).into());
        }
        Some(person) => Some(person),
        None if is_on_call(&actor.account) && actor.id != add.id => Some(actor),
        // Whoever is alone on call then is meant.
        None => match on_call.first().filter(|first| on_call.iter().all(|one| one == *first) && **first != add.account)
        {
            Some(only) => schedule::people(turn, &turn.place.platform.clone(), std::slice::from_ref(only)).await?.pop(),
            None => None,
        },
    };
    if is_on_call(&add.account) && instead.is_none() {
        return Err(Refusal::new(Phrase::new("oncall-is-already").text("name", add.name)).into());
    }
    change(turn, &of, (from, to), instead.as_ref(), &add).await.map(|_| ())
}

/// Refuses somebody who has left the company.
pub(super) fn is_here(turn: &Turn<'_>, person: &Person) -> Result<(), Stop> {
    match turn.config.directory.has_left(&person.account) {
        true => Err(Refusal::new(Phrase::new("oncall-left").text("name", &person.name)).into()),
        false => Ok(()),
    }
}

/// The changes that stand in a time.
pub(super) fn overlapping(standing: &[Standing], (from, to): (DateTime<Utc>, DateTime<Utc>)) -> Vec<&Standing> {
    standing.iter().filter(|one| one.from < to && from < one.to).collect()
}

/// That a change stands there already.
pub(super) async fn stands(turn: &mut Turn<'_>, standing: &Standing) -> Result<Phrase, Stop> {
    let line = show::standing(turn, standing).await?;
    Ok(Phrase::new("oncall-stands").phrase("line", line).text("number", standing.id.to_string()))
}

/// A change that is to be written.
pub(super) struct Changed {
    pub(super) span: (DateTime<Utc>, DateTime<Utc>),
    /// The accounts, as the configuration writes them.
    pub(super) remove: Option<String>,
    pub(super) add: String,
}

/// Writes a change, and puts it on record; its number.
pub(super) async fn write(turn: &mut Turn<'_>, of: &ScheduleConfig, changed: Changed) -> Result<i64, Stop> {
    let ((from, to), now) = (changed.span, turn.now);
    let added_by = turn.actor()?.id;
    let (remove, add) = (changed.remove, Some(changed.add));
    let new = Standing { id: 0, schedule: of.name.clone(), from, to, remove, add, added_by };
    let number = store::add(turn.conn(), &new, now).await?;
    let after = json!({ "from": from, "to": to, "remove": new.remove, "add": new.add });
    turn.record("oncall-override", &format!("schedule {}", of.name), Value::Null, after).await?;
    Ok(number)
}

/// Refuses a change that would have no effect, because another one stands there.
async fn takes_effect(turn: &mut Turn<'_>, of: &ScheduleConfig, changed: &Changed) -> Result<Vec<Standing>, Stop> {
    let now = turn.now;
    let standing = store::standing(turn.conn(), &of.name, now).await?;
    let (from, to) = changed.span;
    let new = Override::written(from, to, changed.remove.clone(), Some(changed.add.clone()))
        .map_err(|error| Fault::Other(error.to_string()))?;
    let mut all = store::overrides(&standing)?;
    let before = of.rota().with(all.clone());
    all.push(new);
    let after = of.rota().with(all);
    let there = overlapping(&standing, changed.span);
    match there.first() {
        Some(first) if before.shifts(from.max(now), to) == after.shifts(from.max(now), to) => {
            let phrase = stands(turn, first).await?;
            Err(Refusal::new(phrase).into())
        }
        _ => Ok(there.into_iter().cloned().collect()),
    }
}

/// Writes a change, and tells those whom it concerns.
async fn change(
    turn: &mut Turn<'_>,
    of: &ScheduleConfig,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    remove: Option<&Person>,
    add: &Person,
) -> Result<i64, Stop> {
    let (by, now) = (turn.actor()?.clone(), turn.now);
    let changed = Changed {
        span: (from, to),
        remove: remove.map(|person| configured(of, &person.account)),
        add: configured(of, &add.account),
    };
    let others = takes_effect(turn, of, &changed).await?;
    let number = write(turn, of, changed).await?;
    let zone = turn.config.timezone;
    let phrase = match remove {
        Some(remove) => Phrase::new("oncall-instead").text("remove", &remove.name),
        None => Phrase::new("oncall-besides"),
    };
    let phrase = phrase
        .text("title", &of.title)
        .text("add", &add.name)
        .text("number", number.to_string())
        .date_time("from", from, zone, now)
        .date_time("to", to, zone, now);
    let mut body = turn.text(&phrase);
    for other in &others {
        let line = show::standing(turn, other).await?;
        body = body.line(turn.text(&Phrase::new("oncall-besides-stands").phrase("line", line)));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    for person in [Some(add), remove].into_iter().flatten().filter(|person| person.id != by.id) {
        let platform = turn.place.platform.clone();
        let told = Phrase::new("oncall-told").text("name", &by.name).phrase("what", phrase.clone());
        threads::tell_alone(turn, &platform, person, &told).await?;
    }
    threads::tell_team(turn, of.team.as_deref(), &phrase).await?;
    handoff::plan(turn, of).await?;
    Ok(number)
}

/// As the configuration writes an account, whose capitals may be others.
pub(super) fn configured(of: &ScheduleConfig, account: &str) -> String {
    let found = of.people().into_iter().find(|one| one.eq_ignore_ascii_case(account));
    found.unwrap_or_else(|| account.to_owned())
}

/// `!oncall cover Sat 8-20`: who takes it taps ✋.
pub(super) async fn cover(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let of = schedule::meant(turn, call.args.key("schedule")).await?;
    let actor = turn.actor()?.clone();
    let (from, to) = time(turn, &call.args.text)?;
    let now = turn.now;
    let current = schedule::current(turn.conn(), &of, now).await?;
    if !schedule::ever(&current, &actor.account, from, to) {
        return Err(Refusal::new(Phrase::new("oncall-not-on-call").text("name", actor.name)).into());
    }
    let cover = Cover {
        schedule: of.name.clone(),
        from,
        to,
        person: actor.id,
        account: configured(&of, &actor.account),
        taken: None,
    };
    let id = store::seek(turn.conn(), &cover).await?;
    turn.record("oncall-cover", &format!("schedule {}", of.name), Value::Null, json!({ "from": from, "to": to }))
        .await?;
    let (zone, now) = (turn.config.timezone, turn.now);
    let phrase = Phrase::new("oncall-cover-sought")
        .text("name", &actor.name)
        .text("title", &of.title)
        .date_time("from", from, zone, now)
        .date_time("to", to, zone, now);
    let message = match threads::team_room(turn, of.team.as_deref()).await? {
        Some(place) => {
            let body = threads::in_team_room(turn, &place, &phrase).await?;
            turn.answer(&Phrase::new("oncall-cover-asked")).await?;
            turn.say(&place, Say { body, mentions: Vec::new(), loud: true }).await?
        }
        None => turn.answer(&phrase).await?,
    };
    prompts::keep(turn.conn(), message, COVER, &serde_json::to_value(Sought { cover: id })?).await?;
    turn.offer(message, &["✋"]).await?;
    Ok(())
}

/// ✋: the first who taps takes it.
pub(super) async fn taken(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let Sought { cover: id } = serde_json::from_value(tap.payload)?;
    let Some(cover) = store::sought(turn.conn(), id).await? else { return Ok(Outcome::Ignored) };
    let config = turn.config.clone();
    let Some(of) = config.schedules.iter().find(|known| known.name == cover.schedule) else {
        return Ok(Outcome::Ignored);
    };
    may_change(turn, of).await?;
    let actor = turn.actor()?.clone();
    if cover.taken.is_some() {
        return Err(Refusal::new(Phrase::new("oncall-cover-gone")).into());
    }
    if cover.to <= turn.now {
        return Err(Refusal::new(Phrase::new("oncall-cover-late")).into());
    }
    if cover.person == actor.id {
        return Err(Refusal::new(Phrase::new("oncall-cover-own")).into());
    }
    let platform = turn.place.platform.clone();
    let from = schedule::people(turn, &platform, std::slice::from_ref(&cover.account)).await?.pop();
    let now = turn.now;
    let current = schedule::current(turn.conn(), of, now).await?;
    if !schedule::ever(&current, &cover.account, cover.from, cover.to) {
        let name = from.map_or_else(String::new, |person| person.name);
        return Err(Refusal::new(Phrase::new("oncall-not-on-call").text("name", name)).into());
    }
    let number = change(turn, of, (cover.from, cover.to), from.as_ref(), &actor).await?;
    store::take(turn.conn(), id, number).await?;
    turn.offer(tap.message, &[]).await?;
    prompts::forget(turn.conn(), tap.message).await?;
    Ok(Outcome::Done)
}

/// `!oncall end 3`: a change that stands is taken back.
pub(super) async fn end(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let Ok(number) = call.args.text.trim().trim_start_matches('#').parse::<i64>() else {
        let refusal = Refusal::unclear(Phrase::new("oncall-end-which"));
        return Err(refusal.hint(Phrase::new("oncall-end-hint")).into());
    };
    let now = turn.now;
    let Some(standing) = store::of(turn.conn(), number, now).await? else {
        return Err(Refusal::new(Phrase::new("oncall-end-unknown").text("number", number.to_string())).into());
    };
    let config = turn.config.clone();
    if let Some(of) = config.schedules.iter().find(|known| known.name == standing.schedule) {
        may_change(turn, of).await?;
    }
    store::end(turn.conn(), number, now).await?;
    let subject = format!("schedule {}", standing.schedule);
    turn.record("oncall-override-end", &subject, json!({ "number": number }), Value::Null).await?;
    let line = show::standing(turn, &standing).await?;
    let of = config.schedules.iter().find(|known| known.name == standing.schedule);
    let title = of.map_or_else(|| standing.schedule.clone(), |of| of.title.clone());
    let phrase = Phrase::new("oncall-ended").text("title", title).phrase("line", line);
    turn.answer(&phrase).await?;
    let (by, platform) = (turn.actor()?.clone(), turn.place.platform.clone());
    let concerned: Vec<String> = standing.add.iter().chain(&standing.remove).cloned().collect();
    for person in schedule::people(turn, &platform, &concerned).await? {
        if person.id != by.id {
            let told = Phrase::new("oncall-told").text("name", &by.name).phrase("what", phrase.clone());
            threads::tell_alone(turn, &platform, &person, &told).await?;
        }
    }
    if let Some(of) = of {
        threads::tell_team(turn, of.team.as_deref(), &phrase).await?;
        handoff::plan(turn, of).await?;
    }
    Ok(())
}

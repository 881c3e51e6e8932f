//! `!silence lan 2h new switches`: nobody is woken by itself for a time; what comes meanwhile waits, and is lost to nobody.

pub(super) mod model;
mod store;

use serde_json::{Value, json};

use self::model::{About, Kind, Silence};
use super::page::hold;
use crate::command::fold;
use crate::config::Config;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people::{self, team};
use crate::practice::{Call, named, threads};
use crate::ticket::title_line;

/// So many are listed.
const LISTED: usize = 10;

/// The silence that stands now for something, of several the one that ends last.
pub(super) async fn of(turn: &mut Turn<'_>, about: About<'_>) -> Result<Option<Silence>, Stop> {
    let now = turn.now;
    let standing = store::to_come(turn.conn(), now).await?.into_iter().filter(|silence| silence.from <= now);
    Ok(standing.filter(|silence| silence.covers(about)).max_by_key(|silence| silence.to))
}

/// A silence by its number, with the name of whoever it is of.
pub(super) async fn known(turn: &mut Turn<'_>, id: i64) -> Result<Option<(Silence, String)>, Stop> {
    let Some(silence) = store::of(turn.conn(), id).await? else { return Ok(None) };
    let name = author(turn, &silence).await?;
    Ok(Some((silence, name)))
}

async fn author(turn: &mut Turn<'_>, silence: &Silence) -> Result<String, Stop> {
    let platform = turn.place.platform.clone();
    let found = people::store::by_ids(turn.conn(), &platform, &[silence.by]).await?;
    Ok(found.get(&silence.by).map_or_else(|| "?".to_owned(), |person| person.name.clone()))
}

/// What a silence is of, as people see it.
pub(super) fn title(config: &Config, silence: &Silence) -> String {
    let name = &silence.name;
    let found = match silence.kind {
        Kind::Service => config.services.iter().find(|one| one.name == *name).map(|one| one.title.clone()),
        Kind::Team => team::named(config, name).map(|one| one.title.clone()),
        Kind::Schedule => config.schedules.iter().find(|one| one.name == *name).map(|one| one.title.clone()),
        Kind::Chain => config.escalations.iter().find(|one| one.name == *name).map(|one| one.title.clone()),
    };
    found.unwrap_or_else(|| name.clone())
}

/// The team that is told.
fn team_of<'c>(config: &'c Config, silence: &'c Silence) -> Option<&'c str> {
    let named = match silence.kind {
        Kind::Service => {
            let service = config.services.iter().find(|one| one.name == silence.name);
            service.and_then(|service| service.gets.team.as_deref())
        }
        Kind::Team => Some(silence.name.as_str()),
        Kind::Schedule => {
            let schedule = config.schedules.iter().find(|one| one.name == silence.name);
            schedule.and_then(|schedule| schedule.team.as_deref())
        }
        Kind::Chain => None,
    };
    team::owner(config, named)
}

/// What a word names, `chain:` and the like before it where it could be several.
fn meant(config: &Config, word: &str) -> Result<(Kind, String), Stop> {
    const PREFIXES: [(&str, Kind); 9] = [
        ("service:", Kind::Service),
        ("dienst:", Kind::Service),
        ("team:", Kind::Team),
        ("gruppe:", Kind::Team),
        ("schedule:", Kind::Schedule),
        ("plan:", Kind::Schedule),
        ("chain:", Kind::Chain),
        ("policy:", Kind::Chain),
        ("kette:", Kind::Chain),
    ];
    let folded = fold(word);
    let only = PREFIXES.iter().find_map(|(prefix, kind)| Some((*kind, folded.strip_prefix(prefix)?)));
    let name = only.map_or(folded.as_str(), |(_, name)| name);
    let services = config.services.iter().map(|one| (Kind::Service, &one.name, &one.title));
    let teams = config.teams.iter().map(|one| (Kind::Team, &one.name, &one.title));
    let schedules = config.schedules.iter().map(|one| (Kind::Schedule, &one.name, &one.title));
    let chains = config.escalations.iter().map(|one| (Kind::Chain, &one.name, &one.title));
    let all: Vec<(Kind, &String, &String)> = services
        .chain(teams)
        .chain(schedules)
        .chain(chains)
        .filter(|(kind, ..)| only.is_none_or(|(only, _)| only == *kind))
        .collect();
    let at = named::thing(name, all.iter().map(|(_, name, title)| (name.as_str(), title.as_str())));
    match at.map(|at| all.get(at)) {
        Ok(Some((kind, name, _))) => Ok((*kind, (*name).clone())),
        Ok(None) => Err(Refusal::unclear(Phrase::new("silence-what")).into()),
        Err(near) => Err(named::unknown("silence-unknown", word, &near)),
    }
}

fn hint() -> Phrase {
    Phrase::new("silence-hint")
}

/// `!silence lan 2h new switches`, `!silence lan Sat 22:00 - Sun 4:00 new switches`; alone it lists them.
pub(super) async fn silence(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        return list(turn).await;
    }
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text.as_str(), ""));
    let config = turn.config.clone();
    let (kind, name) = meant(&config, word)?;
    let (said, now) = (turn.said_at.min(turn.now), turn.now);
    let (from, to, reason) = model::time(rest.trim(), said, now, turn.zone()).map_err(|wrong| {
        let shown = rest.trim().chars().take(60).collect::<String>();
        let phrase = Phrase::new("silence-time").choice("which", wrong.name()).text("text", shown);
        Stop::from(Refusal::unclear(phrase).hint(hint()))
    })?;
    if reason.is_empty() {
        return Err(Refusal::unclear(Phrase::new("silence-why")).hint(hint()).into());
    }
    let by = turn.actor()?.clone();
    store::lock(turn.conn()).await?;
    let meets = |other: &Silence| other.kind == kind && other.name == name && other.from < to && from < other.to;
    if let Some(other) = store::to_come(turn.conn(), now).await?.into_iter().find(meets) {
        let phrase = Phrase::new("silence-stands")
            .text("number", other.id.to_string())
            .text("title", title(&config, &other))
            .date_time("from", other.from, config.timezone, now)
            .date_time("to", other.to, config.timezone, now);
        let hint = Phrase::new("silence-stands-hint").text("number", other.id.to_string());
        return Err(Refusal::new(phrase).hint(hint).into());
    }
    let mut new = Silence { id: 0, kind, name, from, to, reason: title_line(reason), by: by.id };
    new.id = store::add(turn.conn(), &new, now).await?;
    let after = json!({ "of": format!("{}:{}", kind.name(), new.name), "from": from, "to": to, "reason": new.reason });
    turn.record("silence", &format!("silence {}", new.id), Value::Null, after).await?;
    let phrase = Phrase::new("silence-added")
        .choice("when", if from <= now { "now" } else { "later" })
        .text("number", new.id.to_string())
        .choice("kind", kind.name())
        .text("title", title(&config, &new))
        .text("reason", new.reason.clone())
        .date_time("from", from, config.timezone, now)
        .date_time("to", to, config.timezone, now);
    turn.answer(&phrase).await?;
    let told = Phrase::new("silence-told").text("name", by.name).phrase("what", phrase);
    threads::tell_team(turn, team_of(&config, &new), &told).await
}

/// `!silence`: what stands and what is planned, and how many wait for its end.
async fn list(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let (config, now) = (turn.config.clone(), turn.now);
    let all = store::to_come(turn.conn(), now).await?;
    if all.is_empty() {
        turn.answer(&Phrase::new("silence-none")).await?;
        return Ok(());
    }
    let mut body = turn.text(&Phrase::new("silence-heading"));
    for silence in all.iter().take(LISTED) {
        let waiting = hold::waiting(turn, silence.id).await?;
        let line = Phrase::new("silence-line")
            .choice("when", if silence.from <= now { "now" } else { "later" })
            .text("number", silence.id.to_string())
            .text("title", title(&config, silence))
            .text("reason", silence.reason.clone())
            .text("name", author(turn, silence).await?)
            .date_time("from", silence.from, turn.zone(), now)
            .date_time("to", silence.to, turn.zone(), now);
        let line = match waiting {
            0 => line,
            waiting => Phrase::new("silence-line-waiting").phrase("line", line).number("waiting", waiting),
        };
        body = body.line(turn.text(&line));
    }
    if let Some(more) = all.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let more = Phrase::new("silence-more").number("more", i64::try_from(more).unwrap_or(i64::MAX));
        body = body.line(turn.text(&more));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// `!silence end 3`: it is over now, and those are woken for whom it held something back.
pub(super) async fn end(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let Ok(number) = call.args.text.trim().trim_start_matches('#').parse::<i64>() else {
        return Err(Refusal::unclear(Phrase::new("silence-which")).hint(Phrase::new("silence-end-hint")).into());
    };
    let now = turn.now;
    let found = store::of(turn.conn(), number).await?;
    let ended = store::end(turn.conn(), number, now).await?;
    let Some(silence) = found.filter(|_| ended) else {
        let phrase = Phrase::new("silence-end-unknown").text("number", number.to_string());
        return Err(Refusal::new(phrase).hint(Phrase::new("silence-end-hint")).into());
    };
    let name = turn.actor()?.name.clone();
    let before = json!({ "to": silence.to });
    turn.record("silence-end", &format!("silence {number}"), before, json!({ "to": now })).await?;
    let waiting = hold::waiting(turn, number).await?;
    hold::look_after(turn, hold::By::Silence(number)).await?;
    let phrase = Phrase::new("silence-ended")
        .text("number", number.to_string())
        .text("title", title(&turn.config, &silence))
        .number("waiting", waiting);
    turn.answer(&phrase).await?;
    let told = Phrase::new("silence-told").text("name", name).phrase("what", phrase);
    let config = turn.config.clone();
    threads::tell_team(turn, team_of(&config, &silence), &told).await
}

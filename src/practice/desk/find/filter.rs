//! `state:open prio:high team:network`: what a list leaves out.

use chrono::{DateTime, TimeDelta, Utc};

use super::lists::Question;
use crate::command::{PersonRef, date, duration, fold, priority as levels, suggest};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people;
use crate::practice::desk::{model::title_line, work};
use crate::practice::named;
use crate::practice::permission;
use crate::ticket::list::Filter;

/// The names of states, as people write them, folded; and all that are meant by them, as stored.
const STATES: [(&[&str], &[&str]); 9] = [
    (&["new", "neu"], &["new"]),
    (&["assigned", "zugewiesen"], &["assigned"]),
    (&["planned", "geplant"], &["planned"]),
    (&["pending", "wartend", "waiting"], &["pending"]),
    (&["resolved", "geloest"], &["resolved"]),
    (&["closed", "geschlossen"], &["closed"]),
    (&["open", "offen"], &["new", "assigned", "planned", "pending"]),
    (&["done", "over", "erledigt"], &["resolved", "closed"]),
    (&["all", "any", "alle"], &["new", "assigned", "planned", "pending", "resolved", "closed"]),
];

/// What the keys of a question leave out.
pub(super) async fn read(turn: &mut Turn<'_>, question: &Question) -> Result<Filter, Stop> {
    let mut filter = Filter::default();
    for (key, value) in &question.keys {
        match key.as_str() {
            "state" => filter.states = Some(states(value)?),
            "prio" => filter.priority = Some(levels::read(value).map_err(|no| work::unknown_priority(&no.text))?),
            "team" | "service" | "cat" => {
                let name = Some(configured(turn, key, value)?);
                match key.as_str() {
                    "team" => filter.teams = Some(permission::as_stored(turn, name.into_iter().collect()).await?),
                    "service" => filter.service = name,
                    _ => filter.category = name,
                }
            }
            "assignee" if ["none", "nobody", "niemand", "keiner", "frei"].contains(&fold(value).as_str()) => {
                filter.unassigned = true;
            }
            "assignee" => filter.assignee = Some(person(turn, value).await?),
            "requester" => filter.requester = Some(person(turn, value).await?),
            "since" => filter.since = Some(moment(turn, question.at, value)?.0),
            "until" => filter.until = Some(moment(turn, question.at, value)?.1),
            _ => {}
        }
    }
    Ok(filter)
}

fn states(value: &str) -> Result<Vec<String>, Stop> {
    let mut found: Vec<String> = Vec::new();
    for part in value.split([',', '|', '+']).filter(|part| !part.trim().is_empty()) {
        let wanted = fold(part.trim());
        let Some((_, meant)) = STATES.iter().find(|(names, _)| names.contains(&wanted.as_str())) else {
            let names: Vec<&str> = STATES.iter().flat_map(|(names, _)| names.iter().copied()).collect();
            return Err(unknown_state(part, &suggest(&wanted, &names, 3)));
        };
        found.extend(meant.iter().map(|state| (*state).to_owned()));
    }
    if found.is_empty() { Err(unknown_state(value, &[])) } else { Ok(found) }
}

fn unknown_state(text: &str, near: &[&str]) -> Stop {
    let refusal = Refusal::unclear(Phrase::new("find-state-unknown").text("text", title_line(text)));
    match near.is_empty() {
        true => refusal.hint(Phrase::new("find-states")).into(),
        false => refusal.hint(Phrase::new("name-near").text("names", near.join(", "))).into(),
    }
}

/// The short name of a team, service or category.
fn configured(turn: &Turn<'_>, key: &str, value: &str) -> Result<String, Stop> {
    let config = &turn.config;
    let (unknown, names): (&'static str, Vec<(&str, &str)>) = match key {
        "team" => {
            ("find-team-unknown", config.teams.iter().map(|one| (one.name.as_str(), one.title.as_str())).collect())
        }
        "service" => {
            ("service-unknown", config.services.iter().map(|one| (one.name.as_str(), one.title.as_str())).collect())
        }
        _ => {
            ("category-unknown", config.categories.iter().map(|one| (one.name.as_str(), one.title.as_str())).collect())
        }
    };
    let at = named::thing(value, names.iter().copied()).map_err(|near| named::unknown(unknown, value, &near))?;
    Ok(names.get(at).map(|(name, _)| (*name).to_owned()).unwrap_or_default())
}

async fn person(turn: &mut Turn<'_>, value: &str) -> Result<crate::ids::PersonId, Stop> {
    let writer = turn.actor()?.clone();
    let Some(person) = PersonRef::read(value) else {
        return Err(Refusal::unclear(Phrase::new("person-unknown").text("text", title_line(value)))
            .hint(Phrase::new("person-unknown-hint"))
            .into());
    };
    match (named::person(turn, &person, &writer).await, &person) {
        (Ok(person), _) => Ok(person.id),
        // A list is not about the room in which it is asked for.
        (Err(refusal), PersonRef::Name(name)) if !name.contains(['%', '_']) => {
            let platform = turn.place.platform.clone();
            match people::store::by_name(turn.conn(), &platform, name).await?.as_slice() {
                [only] => Ok(*only),
                _ => Err(refusal),
            }
        }
        (Err(refusal), _) => Err(refusal),
    }
}

/// The first and the last moment that is meant: of a whole day its beginning and its end; of a span so long ago.
fn moment(turn: &Turn<'_>, at: DateTime<Utc>, value: &str) -> Result<(DateTime<Utc>, DateTime<Utc>), Stop> {
    if let Ok(duration::Span::Seconds(seconds)) = duration::read(value)
        && let Some(then) = at.checked_sub_signed(TimeDelta::seconds(seconds))
    {
        return Ok((then, then));
    }
    match date::read(value, at, turn.zone()) {
        Ok(when) => Ok((when.start(), when.end())),
        Err(_) => {
            let reason = Phrase::new("time-unclear").text("text", title_line(value));
            Err(Refusal::unclear(reason).hint(Phrase::new("find-time-hint")).into())
        }
    }
}

//! The parts of a change as people give them: by key in one line, or as the answer to a question.

pub mod model;

use super::model::{Change, Part, Said, Source, Words};
use super::view;
use crate::command::{NamedKey, PersonRef, Takes, take_named};
use crate::config::{ChangeType, Config};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::named;
use crate::ticket::{State, Ticket};

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    /// Something that must be known.
    Part(Part),
    /// Which way it goes.
    Type,
    /// From which template it comes.
    Template,
    /// Why it goes on beside a collision.
    Despite,
}

/// The keys with their names in both languages.
fn keys(config: &Config) -> Vec<(Vec<&str>, Key, Takes)> {
    let words = |of: Words| Key::Part(Part::Words(of));
    let mut keys = vec![
        (vec!["service", "services", "dienst", "dienste"], Key::Part(Part::Services), Takes::Word),
        (vec!["window", "fenster", "wartungsfenster", "when", "wann"], Key::Part(Part::Window), Takes::Time),
        (vec!["reason", "why", "grund", "warum"], words(Words::Reason), Takes::Text),
        (vec!["plan", "steps", "schritte"], words(Words::Plan), Takes::Text),
        (vec!["test", "prüfung"], words(Words::Test), Takes::Text),
        (vec!["backup", "sicherung"], words(Words::Backup), Takes::Text),
        (vec!["rollback", "fallback", "rückfall", "rückfallplan", "rückweg"], words(Words::Rollback), Takes::Text),
        (vec!["responsible", "by", "zuständig", "verantwortlich", "durch"], Key::Part(Part::Responsible), Takes::Word),
        (vec!["impact", "auswirkung"], Key::Part(Part::Impact), Takes::Word),
        (vec!["probability", "likelihood", "wahrscheinlichkeit"], Key::Part(Part::Probability), Takes::Word),
        (vec!["type", "typ", "art"], Key::Type, Takes::Word),
        (vec!["template", "standard", "vorlage"], Key::Template, Takes::Word),
        (vec!["despite", "trotz", "trotzdem"], Key::Despite, Takes::Text),
    ];
    for question in &config.change_questions {
        keys.push((vec![question.name.as_str()], Key::Part(Part::Question(question.name.clone())), Takes::Word));
    }
    keys
}

/// The values of keys in a text, in order, and what else it says.
pub(super) fn read(config: &Config, text: &str) -> (Vec<(Key, String)>, String) {
    let keys = keys(config);
    let named = keys
        .iter()
        .enumerate()
        .flat_map(|(of, (names, _, takes))| names.iter().map(move |name| NamedKey { name, of, takes: *takes }));
    let named: Vec<NamedKey<'_>> = named.collect();
    let (values, rest) = take_named(text, &named);
    let of_key = |(of, value): (usize, String)| keys.get(of).map(|(_, key, _)| (key.clone(), value));
    (values.into_iter().filter_map(of_key).collect(), rest)
}

/// Services that are named by several keys are all meant.
pub(super) fn together(keys: Vec<(Key, String)>) -> Vec<(Key, String)> {
    let mut whole: Vec<(Key, String)> = Vec::new();
    for (key, value) in keys {
        match whole.iter_mut().find(|(known, _)| *known == key && key == Key::Part(Part::Services)) {
            Some((_, services)) => *services = format!("{services}, {value}"),
            None => whole.push((key, value)),
        }
    }
    whole
}

/// The first name of each key, for a hint.
pub(super) fn names(config: &Config) -> String {
    let of_part = |(names, key, _): &(Vec<&str>, Key, Takes)| match key {
        Key::Part(_) => names.first().map(|name| format!("{name}:")),
        _ => None,
    };
    keys(config).iter().filter_map(of_part).collect::<Vec<_>>().join(" ")
}

/// The type that is meant.
pub(super) fn kind(text: &str) -> Result<ChangeType, Stop> {
    model::kind(text).ok_or_else(|| {
        let refusal = Refusal::unclear(Phrase::new("change-type-unknown").text("text", view::short(text)));
        refusal.hint(Phrase::new("change-type-hint")).into()
    })
}

/// What somebody has said of a change, and with which message.
pub(super) struct Given<'a> {
    pub(super) part: &'a Part,
    pub(super) text: &'a str,
    pub(super) event: &'a str,
}

/// Takes what was said as a part of a change. Err: why it is none. Ok: what is to be said to it, if anything.
pub(super) async fn give(
    turn: &mut Turn<'_>,
    change: &mut Change,
    ticket: &mut Ticket,
    given: Given<'_>,
) -> Result<Result<Option<Phrase>, Refusal>, Stop> {
    let Given { part, text, event } = given;
    let text = text.trim();
    let fixed = change.kind == ChangeType::Standard && matches!(part, Part::Words(_));
    if fixed {
        let template = change.template.clone().unwrap_or_default();
        let refusal = Refusal::new(Phrase::new("change-template-fixed").text("template", template));
        return Ok(Err(refusal.hint(Phrase::new("change-template-fixed-hint"))));
    }
    if text.is_empty() {
        return Ok(Err(Refusal::unclear(view::part("change-empty", part))));
    }
    let said = Source { part: part.clone(), event: event.to_owned() };
    let unclear = |key: &'static str| Ok(Err(Refusal::unclear(Phrase::new(key).text("text", view::short(text)))));
    match part {
        Part::Services => {
            let config = turn.config.clone();
            match services(&config, text) {
                Ok(services) => change.services = services,
                Err(stop) => return refusal_of(stop),
            }
        }
        Part::Window => match model::window(text, turn.said_at, turn.zone()) {
            Ok((window, note)) => {
                change.window = Some(window);
                change.sources.retain(|source| source.part != said.part);
                change.sources.push(said);
                return Ok(Ok(note.map(|note| view::window_note(turn, window, note))));
            }
            Err(wrong) => return Ok(Err(view::wrong_window(text, wrong))),
        },
        Part::Words(words) => match model::fits(text) {
            Ok(()) => {
                let said = Said { text: text.to_owned(), event: Some(event.to_owned()) };
                change.texts.insert(*words, said);
            }
            Err((length, most)) => return Ok(Err(view::too_long(length, most))),
        },
        Part::Responsible => {
            let writer = turn.actor()?.clone();
            let Some(person) = PersonRef::read(text) else { return unclear("change-person-unclear") };
            match named::person(turn, &person, &writer).await {
                Ok(person) => set_responsible(ticket, person.id),
                Err(stop) => return refusal_of(stop),
            }
        }
        Part::Impact | Part::Probability => {
            let Some(level) = model::level(text) else { return unclear("change-level-unclear") };
            match part {
                Part::Impact => change.impact = Some(level),
                _ => change.probability = Some(level),
            }
        }
        Part::Question(name) => {
            let Some(yes) = model::flag(text) else { return unclear("change-flag-unclear") };
            change.answers.insert(name.clone(), yes);
        }
        Part::Aim => {
            let Some(yes) = model::flag(text) else { return unclear("change-flag-unclear") };
            change.review.aim = Some(yes);
        }
        Part::Lessons => match model::fits(text) {
            Ok(()) => {
                change.review.lessons = Some(Said { text: text.to_owned(), event: Some(event.to_owned()) });
            }
            Err((length, most)) => return Ok(Err(view::too_long(length, most))),
        },
        Part::FollowUps => change.review.followed_up = true,
    }
    change.sources.retain(|source| source.part != said.part);
    change.sources.push(said);
    Ok(Ok(None))
}

fn refusal_of<T>(stop: Stop) -> Result<Result<T, Refusal>, Stop> {
    match stop {
        Stop::Refusal(refusal) => Ok(Err(refusal)),
        fault => Err(fault),
    }
}

/// Whoever carries out a change is who has its ticket. Only before it is handed in: later the desk gives it on.
pub(super) fn set_responsible(ticket: &mut Ticket, person: crate::ids::PersonId) {
    ticket.state = match &ticket.state {
        State::Pending { until, on, .. } => State::Pending { to: Some(person), until: *until, on: *on },
        _ => State::Assigned { to: person },
    };
}

/// The services that a text names.
fn services(config: &Config, text: &str) -> Result<Vec<String>, Stop> {
    let mut found: Vec<String> = Vec::new();
    for name in model::listed(text) {
        let names = config.services.iter().map(|service| (service.name.as_str(), service.title.as_str()));
        let at = named::thing(name, names).map_err(|near| named::unknown("service-unknown", name, &near))?;
        if let Some(service) = config.services.get(at)
            && !found.contains(&service.name)
        {
            found.push(service.name.clone());
        }
    }
    Ok(found)
}

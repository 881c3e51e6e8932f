//! `!freeze`: times in which nothing is changed.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::check::{self, Freeze};
use super::{carry, save, store, view};
use crate::calendar::{FreezeDays, FreezeError, Interval};
use crate::command::{Accepts, KeyName};
use crate::config::Config;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::{Call, named, threads};
use crate::ticket::title_line;

const SERVICE: KeyName = KeyName::word("service", &["dienst", "services", "dienste"]);
/// What `!freeze add` takes.
pub(super) const ACCEPTS: Accepts = Accepts { ids: false, on_behalf: false, keys: &[SERVICE] };

/// So far ahead freezes are listed.
const AHEAD: TimeDelta = TimeDelta::days(366);

/// What is frozen only later than that is not added.
const TEN_YEARS: TimeDelta = TimeDelta::days(3660);

/// Over new year a freeze without years lasts for at most so many months; what is longer was meant the other way round.
const LONGEST: u32 = 4;

/// From one month to another over new year.
fn spans_months((from, _): (u32, u32), (to, _): (u32, u32)) -> u32 {
    (to + 12).saturating_sub(from)
}

/// So many changes are named that a new freeze meets.
const MET: i64 = 10;

/// `!freeze`: what is frozen in the coming year.
pub(super) async fn list(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    if !call.args.text.trim().is_empty() {
        let refusal = Refusal::unclear(Phrase::new("freeze-what"));
        return Err(refusal.hint(hint(turn)).into());
    }
    let all = check::freezes(turn).await?;
    if all.is_empty() {
        turn.answer(&Phrase::new("freeze-none")).await?;
        return Ok(());
    }
    let mut lines = vec![Phrase::new("freeze-heading")];
    lines.extend(all.iter().map(|freeze| line(turn, freeze)));
    threads::say_lines(turn, lines).await?;
    Ok(())
}

fn line(turn: &Turn<'_>, freeze: &Freeze) -> Phrase {
    let (config, now) = (&turn.config, turn.now);
    let next = freeze.days.spans(config.timezone, Interval { from: now, to: now + AHEAD }).into_iter().next();
    let mut phrase = Phrase::new("freeze-line").text("title", freeze.title.clone());
    phrase = match next {
        Some(span) => phrase.phrase("when", often(freeze.days, days(turn, span))),
        None => phrase.phrase("when", Phrase::new("freeze-over")),
    };
    phrase = phrase.phrase("services", services(config, &freeze.services));
    match freeze.number {
        Some(number) => Phrase::new("freeze-numbered").phrase("line", phrase).text("number", number.to_string()),
        None => phrase,
    }
}

fn days(turn: &Turn<'_>, span: Interval) -> Phrase {
    let zone = turn.config.timezone;
    Phrase::new("freeze-days").date("from", span.from, zone, turn.now).date(
        "to",
        span.to - TimeDelta::seconds(1),
        zone,
        turn.now,
    )
}

/// How often it comes.
fn often(days: FreezeDays, when: Phrase) -> Phrase {
    let how = match days {
        FreezeDays::Once { .. } => "once",
        FreezeDays::Yearly { .. } => "yearly",
        FreezeDays::MonthEnd { .. } => "monthly",
    };
    Phrase::new("freeze-often").phrase("when", when).choice("how", how)
}

fn services(config: &Config, names: &[String]) -> Phrase {
    match names.is_empty() {
        true => Phrase::new("freeze-all"),
        false => Phrase::new("change-said").text("text", config.service_titles(names)),
    }
}

/// `!freeze add 20.12.-6.1. Stocktaking service:shop`
pub(super) async fn add(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim();
    let (days, title) = match days_and_title(text) {
        Ok(found) => found,
        Err(error) => {
            let why = match error {
                FreezeError::Backwards { .. } => "backwards",
                FreezeError::OneYear => "one-year",
                _ => "unclear",
            };
            return Err(wrong(turn, why, text));
        }
    };
    if let FreezeDays::Yearly { from, to } = days
        && from > to
        && spans_months(from, to) > LONGEST
    {
        // `5.12.-1.12.` would freeze all but four days of every year.
        return Err(wrong(turn, "backwards", text));
    }
    let services = services_of(turn, call.args.key("service"))?;
    let (by, now, zone) = (turn.actor()?.clone(), turn.now, turn.config.timezone);
    let spans = days.spans(zone, Interval { from: now, to: now + TEN_YEARS });
    let Some(first) = spans.first() else {
        return Err(Refusal::new(Phrase::new("freeze-past")).into());
    };
    let title = if title.is_empty() { turn.words.plain(turn.language, &Phrase::new("freeze-untitled")) } else { title };
    let number = store::add_freeze(turn.conn(), (&title, &days.to_string()), &services, by.id, now).await?;
    let after = json!({ "title": title, "days": days.to_string(), "services": services, "by": by.account });
    turn.record("freeze-add", &format!("freeze {number}"), Value::Null, after).await?;
    let phrase = Phrase::new("freeze-added")
        .text("number", number.to_string())
        .text("title", title)
        .phrase("when", often(days, self::days(turn, *first)))
        .phrase("services", self::services(&turn.config, &services));
    let mut lines = vec![phrase];
    lines.extend(met(turn, &services, *first).await?);
    threads::say_lines(turn, lines).await?;
    Ok(())
}

fn hint(turn: &Turn<'_>) -> Phrase {
    Phrase::new("freeze-hint").text("prefix", turn.config.prefix.clone())
}

/// Why a text names no days.
fn wrong(turn: &Turn<'_>, why: &'static str, text: &str) -> Stop {
    let phrase = Phrase::new("freeze-wrong").choice("why", why).text("text", view::short(text));
    Refusal::unclear(phrase).hint(hint(turn)).into()
}

/// The days at the beginning of a text, as many words as belong to them, and what stands behind them.
fn days_and_title(text: &str) -> Result<(FreezeDays, String), FreezeError> {
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).take(6);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let mut first = None;
    for end in ends.into_iter().rev() {
        let (days, title) = text.split_at_checked(end).unwrap_or((text, ""));
        match FreezeDays::read(days.trim()) {
            Ok(days) => return Ok((days, title_line(title))),
            Err(error) => first = first.or(Some(error).filter(|error| !matches!(error, FreezeError::NotADay(_)))),
        }
    }
    Err(first.unwrap_or(FreezeError::NotADay(text.to_owned())))
}

fn services_of(turn: &Turn<'_>, text: Option<&str>) -> Result<Vec<String>, Stop> {
    let mut found = Vec::new();
    for name in text.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let known = &turn.config.services;
        let names = known.iter().map(|service| (service.name.as_str(), service.title.as_str()));
        let at = named::thing(name, names).map_err(|near| named::unknown("service-unknown", name, &near))?;
        found.extend(known.get(at).map(|service| service.name.clone()));
    }
    Ok(found)
}

/// The changes that were planned for that time before.
async fn met(turn: &mut Turn<'_>, services: &[String], span: Interval) -> Result<Vec<Phrase>, Stop> {
    let config = turn.config.clone();
    let planned = store::planned(turn.conn(), span, false, MET).await?;
    let meets = |change: &&store::Planned| {
        let affected = check::affected(&config, &change.services);
        change.state.is_planned() && (services.is_empty() || services.iter().any(|name| affected.contains(name)))
    };
    let (zone, now) = (turn.zone(), turn.now);
    let mut lines = Vec::new();
    for change in planned.iter().filter(meets) {
        let window = view::window(Interval { from: change.from, to: change.to }, zone, now);
        let line = Phrase::new("freeze-meets")
            .text("id", change.id.to_string())
            .text("title", title_line(&change.title))
            .phrase("window", window);
        if let Some((ticket, _)) = save::load(turn, change.id).await? {
            carry::tell_responsible(turn, &ticket, line.clone()).await?;
        }
        lines.push(line);
    }
    Ok(lines)
}

/// `!freeze end 3`
pub(super) async fn end(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().trim_start_matches('#');
    let Ok(number) = text.parse::<i64>() else {
        let refusal = Refusal::unclear(Phrase::new("freeze-which"));
        return Err(refusal.hint(hint(turn)).into());
    };
    let now = turn.now;
    if !store::end_freeze(turn.conn(), number, now).await? {
        return Err(Refusal::new(Phrase::new("freeze-unknown").text("number", number.to_string())).into());
    }
    turn.record("freeze-end", &format!("freeze {number}"), Value::Null, Value::Null).await?;
    turn.answer(&Phrase::new("freeze-ended").text("number", number.to_string())).await?;
    Ok(())
}

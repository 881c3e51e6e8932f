//! Time spent: `!spent 30m printer driver`.

mod model;
mod store;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::chat::markup::Markup;
use crate::command::{Accepts, Args, KeyName};
use crate::error::{Refusal, Stop};
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::{PersonId, TicketId};
use crate::people::role::Role;
use crate::people::{self, team};
use crate::practice::named;
use crate::practice::{Call, Edited, Heard, Practice, Verb, Who, meaning, permission, verb_words};
use crate::ticket::{Ticket, relation};

pub(super) use model::period;

const TEAM: KeyName = KeyName::word("team", &["gruppe"]);

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "effort",
    verbs: &[Verb {
        name: "ticket-spent",
        words: verb_words!("ticket-spent"),
        en: &["spent"],
        de: &["aufwand"],
        who: Who::Agent,
        on_ticket: false,
        accepts: Accepts { ids: true, on_behalf: false, keys: &[TEAM] },
        run: |turn, call| Box::pin(spent(turn, call)),
    }],
    reactions: &[],
    prompts: &[],
    errands: &[],
    timers: &[],
    hears: Some(|turn, heard| Box::pin(hear(turn, heard))),
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

async fn spent(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim();
    if call.args.ids.is_empty()
        && let Some(period) = period(text)
    {
        return report(turn, &call.args, period).await;
    }
    let thread = turn.place.thread.clone();
    let ticket = meaning::meant(turn, &call.args, thread.as_deref(), None).await?;
    permission::permit(turn, Who::Agent, Some(&ticket), "ticket-spent").await?;
    if text.is_empty() {
        return sums(turn, &ticket).await;
    }
    meaning::unmerged(turn, &ticket, "ticket-spent").await?;
    let (time, what) = read(text)?;
    let (person, at) = (turn.actor()?.id, turn.said_at);
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let effort = store::Effort { ticket: ticket.id, person, time, what, at };
    store::insert(turn.conn(), effort, (&platform, &event)).await?;
    let after = json!({ "seconds": time.num_seconds() });
    turn.record("ticket-spent", &ticket.id.to_string(), Value::Null, after).await?;
    answer(turn, "spent-kept", ticket.id, time).await
}

fn read(text: &str) -> Result<(TimeDelta, &str), Stop> {
    model::read(text).map_err(|reason| {
        let phrase = match reason {
            model::Unclear::NotATime => Phrase::new("spent-unclear").text("text", super::model::title_line(text)),
            model::Unclear::Nothing => Phrase::new("spent-nothing"),
            model::Unclear::TooLong => Phrase::new("spent-too-long"),
            model::Unclear::WorkingDays => Phrase::new("spent-working-days"),
        };
        Refusal::unclear(phrase).hint(Phrase::new("spent-hint")).into()
    })
}

/// What was kept, and how much it is in all.
async fn answer(turn: &mut Turn<'_>, key: &'static str, id: TicketId, time: TimeDelta) -> Result<(), Stop> {
    let total = total(&by_person(turn, id).await?);
    let phrase = Phrase::new(key).text("id", id.to_string()).duration("time", time).duration("total", total);
    turn.answer(&phrase).await?;
    Ok(())
}

/// What was spent on a ticket and on those that were merged into it.
async fn by_person(turn: &mut Turn<'_>, id: TicketId) -> Result<Vec<(PersonId, TimeDelta)>, Stop> {
    let mut tickets = relation::sources(turn.conn(), id).await?;
    tickets.push(id);
    Ok(store::by_person(turn.conn(), &tickets).await?)
}

fn total(spent: &[(PersonId, TimeDelta)]) -> TimeDelta {
    spent.iter().fold(TimeDelta::zero(), |sum, (_, time)| sum + *time)
}

/// `!spent` alone: the sum, by person.
async fn sums(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let spent = by_person(turn, ticket.id).await?;
    if spent.is_empty() {
        turn.answer(&Phrase::new("spent-none").text("id", ticket.id.to_string())).await?;
        return Ok(());
    }
    let heading = Phrase::new("spent-sum").text("id", ticket.id.to_string()).duration("total", total(&spent));
    let mut body = turn.text(&heading);
    let names = names(turn, spent.iter().map(|(person, _)| *person)).await?;
    for ((_, time), name) in spent.iter().zip(names) {
        body = body.line(turn.text(&Phrase::new("spent-by").text("name", name).duration("time", *time)));
    }
    say(turn, body).await
}

async fn names(turn: &mut Turn<'_>, people: impl Iterator<Item = PersonId>) -> Result<Vec<String>, Stop> {
    let ids: Vec<PersonId> = people.collect();
    let platform = turn.place.platform.clone();
    let known = people::store::by_ids(turn.conn(), &platform, &ids).await?;
    Ok(ids.iter().map(|id| known.get(id).map_or_else(|| "…".to_owned(), |person| person.name.clone())).collect())
}

async fn say(turn: &mut Turn<'_>, body: Markup) -> Result<(), Stop> {
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// The teams whose numbers somebody may see (None: those of all), and those to which they belong, as they are stored.
pub(super) async fn visible_teams(
    turn: &mut Turn<'_>,
    args: &Args,
) -> Result<(Option<Vec<String>>, Vec<String>), Stop> {
    let (config, place) = (turn.config.clone(), turn.place.clone());
    let account = turn.actor()?.account.clone();
    let own = team::memberships(turn.conn(), &config, &place.platform, &account).await?;
    let own: Vec<String> = own.into_iter().map(|own| own.team).collect();
    let all = permission::is_named(turn)?;
    let teams = match args.key("team") {
        Some(text) => {
            let known = config.teams.iter().filter(|team| all || own.contains(&team.name));
            let known: Vec<(&str, &str)> = known.map(|team| (team.name.as_str(), team.title.as_str())).collect();
            let at = named::thing(text, known.iter().copied())
                .map_err(|near| named::unknown("report-team-unknown", text, &near))?;
            known.get(at).map(|(name, _)| vec![(*name).to_owned()])
        }
        None if all => None,
        None => Some(own.clone()),
    };
    let teams = match teams {
        Some(teams) => Some(permission::as_stored(turn, teams).await?),
        None => None,
    };
    // Where others read along, nothing of a private ticket counts.
    let eyes = permission::eyes(turn).await?;
    Ok((teams, eyes.teams))
}

/// `!spent week team:it`
async fn report(turn: &mut Turn<'_>, args: &Args, period: model::Period) -> Result<(), Stop> {
    let (teams, own) = visible_teams(turn, args).await?;
    let since = turn.now - TimeDelta::days(period.days);
    let spent = store::since(turn.conn(), since, teams.as_deref(), &own).await?;
    let sum = spent.iter().fold(TimeDelta::zero(), |sum, (_, time, _)| sum + *time);
    if spent.is_empty() {
        turn.answer(&Phrase::new("spent-report-none").choice("period", period.name)).await?;
        return Ok(());
    }
    let mut body = turn.text(&Phrase::new("spent-report").choice("period", period.name).duration("total", sum));
    let names = names(turn, spent.iter().map(|(person, ..)| *person)).await?;
    for ((_, time, tickets), name) in spent.iter().zip(names) {
        let line =
            Phrase::new("spent-report-by").text("name", name).duration("time", *time).number("tickets", *tickets);
        body = body.line(turn.text(&line));
    }
    say(turn, body).await
}

/// The line on what was spent, for those who work on a ticket, where no requester reads along.
pub(super) async fn line(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Option<Phrase>, Stop> {
    let of_everybody = ticket.team.is_none() && permission::role(turn, Some(ticket)).await? >= Role::Agent;
    if !of_everybody && !permission::is_inside(turn, ticket).await? {
        return Ok(None);
    }
    let total = total(&by_person(turn, ticket.id).await?);
    Ok((total > TimeDelta::zero()).then(|| Phrase::new("spent-line").duration("total", total)))
}

/// The message with which somebody told of their time was edited or taken back.
async fn hear(turn: &mut Turn<'_>, heard: Heard) -> Result<Outcome, Stop> {
    match heard {
        Heard::Edit(edited) => corrected(turn, &edited).await,
        Heard::Redaction { target } => taken_back(turn, &target).await,
        _ => Ok(Outcome::Ignored),
    }
}

async fn corrected(turn: &mut Turn<'_>, edited: &Edited) -> Result<Outcome, Stop> {
    let platform = turn.cause.platform.clone();
    let Some((id, before)) = store::of_event(turn.conn(), &platform, &edited.target).await? else {
        return Ok(Outcome::Ignored);
    };
    let Some(("ticket-spent", args)) = &edited.command else { return taken_back(turn, &edited.target).await };
    // Which ticket it was is not edited: that would be another message.
    if args.ids.first().is_some_and(|other| *other != id) {
        return Err(Refusal::new(Phrase::new("spent-other-ticket").text("id", id.to_string())).into());
    }
    let (time, what) = read(args.text.trim())?;
    store::correct(turn.conn(), (&platform, &edited.target), time, what).await?;
    let (before, after) = (json!({ "seconds": before.num_seconds() }), json!({ "seconds": time.num_seconds() }));
    turn.record("ticket-spent", &id.to_string(), before, after).await?;
    turn.place.thread = Some(edited.target.clone());
    answer(turn, "spent-corrected", id, time).await?;
    Ok(Outcome::Done)
}

async fn taken_back(turn: &mut Turn<'_>, target: &str) -> Result<Outcome, Stop> {
    let platform = turn.cause.platform.clone();
    let Some((id, before)) = store::of_event(turn.conn(), &platform, target).await? else {
        return Ok(Outcome::Ignored);
    };
    store::remove(turn.conn(), &platform, target).await?;
    let before = json!({ "seconds": before.num_seconds() });
    turn.record("ticket-spent", &id.to_string(), before, Value::Null).await?;
    Ok(Outcome::Done)
}

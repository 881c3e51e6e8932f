//! `!problem from T-7 T-9`, `!problem The Wi-Fi breaks down`: what is behind incidents becomes a ticket of its own.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::model::Problem;
use super::recur::{self, Pattern};
use super::{links, save, store, view};
use crate::config::RoomPart;
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people::team;
use crate::practice::{Call, Edited, Who, did_you_mean, permission, router, threads};
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, State as TicketState, Ticket, title_line};

/// So many tickets are linked by one command.
pub(super) const MOST: usize = 50;

/// `!problem …`
pub(super) async fn propose(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        return help(turn).await;
    }
    if let Ok(id) = text.parse::<TicketId>() {
        return router::show(turn, id).await;
    }
    no_slip(turn, &text)?;
    if !text.chars().any(char::is_alphanumeric) {
        let refusal = Refusal::unclear(Phrase::new("problem-no-title"));
        return Err(refusal.hint(Phrase::new("problem-no-title-hint")).into());
    }
    let title = title_line(text.lines().next().unwrap_or_default());
    open(turn, New { title, text: &text, incidents: Vec::new(), pattern: None }).await?;
    router::listen(turn).await
}

/// `!problem from T-7 T-9 The Wi-Fi breaks down`
pub(super) async fn from(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let mut ids: Vec<TicketId> = Vec::new();
    for id in &call.args.ids {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    if ids.is_empty() {
        ids.push(here(turn).await?);
    }
    too_many(ids.len())?;
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    ticket::store::lock_all(turn.conn(), &sorted).await?;
    let mut incidents = Vec::new();
    for id in &ids {
        incidents.push(links::incident(turn, *id).await?);
    }
    for incident in &incidents {
        permission::permit(turn, Who::Agent, Some(incident), "problem-from").await?;
    }
    let given = title_line(call.args.text.lines().next().unwrap_or_default());
    let title = match incidents.first() {
        Some(first) if given.is_empty() => title_line(&first.title),
        _ => given,
    };
    let pattern = recur::of_incidents(&incidents);
    let also = also_of(turn, &ids).await?;
    let text = if call.args.text.trim().is_empty() { title.clone() } else { call.args.text.clone() };
    open(turn, New { title, text: &text, incidents, pattern }).await?;
    router::listen(turn).await?;
    if let Some(also) = also {
        turn.answer(&also).await?;
    }
    Ok(())
}

/// The ticket in whose thread somebody wants a problem.
async fn here(turn: &mut Turn<'_>) -> Result<TicketId, Stop> {
    let (place, root) = (turn.place.clone(), turn.place.thread.clone().unwrap_or_default());
    let found = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?;
    match found.as_slice() {
        [(id, _)] => Ok(*id),
        _ => {
            let refusal = Refusal::unclear(Phrase::new("problem-from-what"));
            Err(refusal.hint(Phrase::new("problem-from-hint")).into())
        }
    }
}

/// Refuses more tickets than can be linked at once.
pub(super) fn too_many(count: usize) -> Result<(), Stop> {
    if count <= MOST {
        return Ok(());
    }
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    Err(Refusal::new(Phrase::new("problem-too-many").number("most", most)).into())
}

/// Which of some incidents belong to other problems as well: allowed, and worth knowing.
pub(super) async fn also_of(turn: &mut Turn<'_>, ids: &[TicketId]) -> Result<Option<Phrase>, Stop> {
    let known = store::problems_of(turn.conn(), ids).await?;
    let named: BTreeSet<String> = known.iter().map(|(ticket, problem)| format!("{ticket} ({problem})")).collect();
    let named: Vec<String> = named.into_iter().take(10).collect();
    Ok((!named.is_empty()).then(|| Phrase::new("problem-also").text("ids", named.join(", "))))
}

/// A problem to be opened.
pub(super) struct New<'a> {
    /// Its title.
    pub(super) title: String,
    /// What was said.
    pub(super) text: &'a str,
    /// What belongs to it, locked.
    pub(super) incidents: Vec<Ticket>,
    /// By what further incidents are known.
    pub(super) pattern: Option<Pattern>,
}

/// Opens a problem: the ticket, its log, its incidents; its cards follow from the fact.
pub(super) async fn open(turn: &mut Turn<'_>, new: New<'_>) -> Result<Problem, Stop> {
    let New { title, text, incidents, pattern } = new;
    let mut ticket = ticket(turn, title, &incidents).await?;
    let problem = Problem::new(ticket.id);
    ticket.phase = Some(problem.state.name().to_owned());
    ticket.description = view::description(turn, &problem);
    ticket::store::insert(turn.conn(), &ticket).await?;
    store::insert(turn.conn(), &problem).await?;
    let (author, platform, event) = (turn.actor()?.clone(), turn.cause.platform.clone(), turn.message.clone());
    let entry = NewEntry {
        author: author.id,
        at: turn.said_at,
        kind: Kind::Raised,
        text,
        attachment: None,
        platform: &platform,
        event: &event,
        internal: false,
    };
    log::insert(turn.conn(), ticket.id, entry).await?;
    for incident in &incidents {
        links::link(turn, &problem, incident, Some(author.id)).await?;
    }
    if let Some(pattern) = &pattern {
        let ids: Vec<TicketId> = incidents.iter().map(|incident| incident.id).collect();
        recur::take(turn, pattern, ticket.id, &ids).await?;
    }
    let ids: Vec<String> = incidents.iter().map(|incident| incident.id.to_string()).collect();
    let after = json!({ "state": problem.state.name(), "incidents": ids, "requester": author.account });
    turn.record("problem-new", &ticket.id.to_string(), Value::Null, after).await?;
    turn.emit(Fact::TicketOpened(ticket.id));
    Ok(problem)
}

async fn ticket(turn: &mut Turn<'_>, title: String, incidents: &[Ticket]) -> Result<Ticket, Stop> {
    let (author, config) = (turn.actor()?.id, turn.config.clone());
    let part = team::part_of(&config, &turn.here().await?.names);
    let of_room = part.and_then(RoomPart::team).map(str::to_owned);
    let level = |names: &[String], at: u8| names.get(usize::from(at)).cloned();
    let first = incidents.first();
    let (impact, urgency) = (config.priority.default_impact, config.priority.default_urgency);
    let of_first = first.and_then(|first| first.team.clone());
    Ok(Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Problem).await?,
        title,
        description: String::new(),
        priority: incidents.iter().map(|incident| incident.priority).min().unwrap_or(3),
        impact: first.map_or_else(|| level(&config.priority.impact, impact), |first| first.impact.clone()),
        urgency: first.map_or_else(|| level(&config.priority.urgency, urgency), |first| first.urgency.clone()),
        team: of_first.or(of_room).or_else(|| team::owner(&config, None).map(str::to_owned)),
        service: first.and_then(|first| first.service.clone()),
        item: None,
        category: first.and_then(|first| first.category.clone()),
        private: false,
        state: TicketState::New,
        phase: None,
        requester: author,
        raised_by: author,
        follows: None,
        wanted_at: None,
        due: None,
        created_at: turn.said_at,
        changed_at: turn.now,
    })
}

/// `!problem sumbit PRB-7` raises nothing: a command was meant, and is told with those that are most like it.
fn no_slip(turn: &Turn<'_>, text: &str) -> Result<(), Stop> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [first, rest @ ..] = words.as_slice() else { return Ok(()) };
    if rest.first().is_none_or(|word| word.parse::<TicketId>().is_err()) {
        return Ok(());
    }
    let refusal = Refusal::unclear(Phrase::new("problem-no-such").text("word", view::short(first)));
    Err(did_you_mean(turn, refusal, "problem", first))
}

/// `!problem show PRB-4`: the card, and what was answered on the way to its cause.
pub(super) async fn show_all(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, problem) = save::meant(turn, &mut call).await?;
    let lines = view::analysis(&problem);
    router::show(turn, ticket.id).await?;
    if lines.is_empty() {
        return Ok(());
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

/// The message that raised a problem was edited: so is its title.
pub(super) async fn edited(turn: &mut Turn<'_>, edited: &Edited) -> Result<Outcome, Stop> {
    let raises = |verb: &str| matches!(verb, "problem-new" | "problem-from");
    let Some((verb, args)) = edited.command.as_ref().filter(|(verb, _)| raises(verb)) else {
        return Ok(Outcome::Ignored);
    };
    let title = title_line(args.text.lines().next().unwrap_or_default());
    if edited.before != Some(*verb) || !title.chars().any(char::is_alphanumeric) {
        return Ok(Outcome::Ignored);
    }
    let (actor, platform) = (turn.actor()?.id, turn.place.platform.clone());
    let entries = log::of_event(turn.conn(), &platform, &edited.target).await?;
    let Some(entry) = entries.into_iter().find(|entry| entry.raised && entry.author == actor) else {
        return Ok(Outcome::Ignored);
    };
    let Some((mut ticket, problem)) = save::load(turn, entry.ticket).await? else { return Ok(Outcome::Ignored) };
    if problem.state.is_over() || ticket.title == title {
        return Ok(Outcome::Ignored);
    }
    ticket.title = title;
    turn.record("problem-title", &ticket.id.to_string(), Value::Null, Value::Null).await?;
    save::keep(turn, &mut ticket, &problem).await?;
    Ok(Outcome::Done)
}

/// So many are listed.
const LISTED: i64 = 10;

/// `!problem` alone: how to raise one, and what the reader has to do with.
async fn help(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let (actor, config, platform) = (turn.actor()?.clone(), turn.config.clone(), turn.place.platform.clone());
    let teams = team::memberships(turn.conn(), &config, &platform, &actor.account).await?;
    let teams = permission::as_stored(turn, teams.into_iter().map(|own| own.team).collect()).await?;
    let ids = store::open(turn.conn(), actor.id, &teams, LISTED + 1).await?;
    let shown: Vec<TicketId> = ids.iter().copied().take(usize::try_from(LISTED).unwrap_or(usize::MAX)).collect();
    let tickets = ticket::store::by_ids(turn.conn(), &shown).await?;
    let mut lines = vec![Phrase::new("problem-how").text("prefix", config.prefix.clone())];
    lines.push(if tickets.is_empty() { Phrase::new("problem-none") } else { Phrase::new("problem-open") });
    lines.extend(tickets.iter().map(view::row));
    if ids.len() > shown.len() {
        lines.push(Phrase::new("problem-more"));
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

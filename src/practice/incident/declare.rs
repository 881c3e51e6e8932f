//! `!incident new sev2 Mail down service:mail`, `!declare` on a ticket: an outage gets a room, people, a card, and a post for the
//! others.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::model::{Incident, Note, Owed, State, Times};
use super::{SAME, due, go, outside, room, rules, save, store, tickets, timeline, view, words};
use crate::command::{Accepts, KeyName, Sign};
use crate::config::{IncidentBy, RoomPart, RuleOn, Triage};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::{Place, Turn};
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId, TicketKind};
use crate::people::{self, team};
use crate::practice::{Call, Tap, likeness, meaning, named, permission, router};
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, State as TicketState, Ticket, title_line};

const SERVICE: KeyName = KeyName::word("service", &["dienst"]);
const TEAM: KeyName = KeyName::word("team", &["gruppe"]);
const SEVERITY: KeyName = KeyName::word("severity", &["sev", "schwere", "schweregrad"]);
const SINCE: KeyName = KeyName::time("since", &["seit"]);

/// What the verbs take.
pub(super) const ACCEPTS: Accepts = Accepts { ids: true, on_behalf: false, keys: &[SERVICE, TEAM, SEVERITY, SINCE] };

/// What is to be declared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct New {
    /// Its title.
    title: String,
    /// All that was said.
    text: String,
    severity: Option<String>,
    service: Option<String>,
    team: Option<String>,
    since: Option<DateTime<Utc>>,
    drill: bool,
    restricted: bool,
    /// The tickets that are about it.
    of: Vec<TicketId>,
}

/// `!incident new …`, `!declare …`
pub(super) async fn declare(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    may_declare(turn).await?;
    let config = turn.config.clone();
    let of = sources(turn, &call).await?;
    let (flags, rest) = words::flags(&call.args.text, |word| config.severity(word).is_some());
    let written = call.args.key("severity").or(flags.severity.as_deref());
    let named_severity = written.map(|text| go::named(turn, text)).transpose()?;
    let first = match of.first() {
        Some(id) => Some(meaning::known(turn, *id).await?),
        None => None,
    };
    let title = title_line(rest.lines().next().unwrap_or_default());
    let title = match &first {
        Some(ticket) if title.is_empty() => title_line(&ticket.title),
        _ => title,
    };
    let title = match flags.drill && !title.is_empty() {
        // Whoever reads it anywhere must see that it is none.
        true => {
            let phrase = Phrase::new("incident-drill-title").text("title", title);
            title_line(&turn.words.plain(config.language, &phrase))
        }
        false => title,
    };
    if !title.chars().any(char::is_alphanumeric) {
        let refusal = Refusal::unclear(Phrase::new("incident-no-title"));
        return Err(refusal.hint(Phrase::new("incident-no-title-hint")).into());
    }
    let service = match call.args.key("service") {
        Some(text) => Some(service(turn, text)?),
        None => first.as_ref().and_then(|ticket| ticket.service.clone()).or_else(|| recognised(turn, rest)),
    };
    let team = match call.args.key("team") {
        Some(text) => Some(team_named(turn, text)?),
        None => None,
    };
    let since = match call.args.key("since") {
        Some(text) => Some(since(turn, text)?),
        None => first.as_ref().map(|ticket| ticket.created_at),
    };
    // What was raised to the bot alone is shown in no room.
    let is_direct = !ticket::store::direct_among(turn.conn(), &of).await?.is_empty();
    let restricted = flags.restricted || is_direct || first.as_ref().is_some_and(|ticket| ticket.private);
    let text = if rest.trim().is_empty() { title.clone() } else { rest.to_owned() };
    let new = New { title, text, severity: named_severity, service, team, since, drill: flags.drill, restricted, of };
    if !new.drill && !new.restricted && is_declared_already(turn, &new).await? {
        return Ok(());
    }
    let by = turn.actor()?.id;
    open(turn, by, new).await?;
    Ok(())
}

async fn may_declare(turn: &mut Turn<'_>) -> Result<(), Stop> {
    if turn.config.incident.declare_by == IncidentBy::Anyone || save::is_agent(turn).await? {
        return Ok(());
    }
    Err(permission::not_permitted(crate::practice::Who::Agent, "incident-new").into())
}

/// The tickets that are about it: those that are named, else the one in whose thread it is declared.
async fn sources(turn: &mut Turn<'_>, call: &Call) -> Result<Vec<TicketId>, Stop> {
    let mut ids: Vec<TicketId> = Vec::new();
    for id in &call.args.ids {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    if ids.is_empty()
        && let Some(root) = turn.place.thread.clone()
    {
        let place = turn.place.clone();
        let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?;
        if let [(id, _)] = here.as_slice() {
            ids.push(*id);
        }
    }
    if ids.iter().any(|id| id.kind() == TicketKind::Incident) {
        let refusal = Refusal::new(Phrase::new("incident-is-one"));
        return Err(refusal.hint(Phrase::new("incident-is-one-hint")).into());
    }
    for id in &ids {
        if let Some(of) = tickets::of_ticket(turn.conn(), *id).await?
            && let Some((ticket, incident)) = save::seen(turn, of).await?
            && incident.state.is_open()
            && permission::may_see(turn, &ticket).await?
        {
            let phrase = Phrase::new("incident-of-already").text("id", id.to_string()).text("incident", of.to_string());
            return Err(Refusal::new(phrase)
                .hint(Phrase::new("incident-join-command").text("id", of.to_string()))
                .into());
        }
    }
    Ok(ids)
}

fn service(turn: &Turn<'_>, text: &str) -> Result<String, Stop> {
    let services = &turn.config.services;
    let names = services.iter().map(|service| (service.name.as_str(), service.title.as_str()));
    let at = named::thing(text, names).map_err(|near| named::unknown("service-unknown", text, &near))?;
    Ok(services.get(at).map(|service| service.name.clone()).unwrap_or_default())
}

/// The service whose name stands among the words of a title.
fn recognised(turn: &Turn<'_>, text: &str) -> Option<String> {
    let words: Vec<String> = likeness::split(text).into_iter().map(|(folded, _)| folded).collect();
    let fold = crate::command::fold;
    let named = |service: &&crate::config::ServiceConfig| {
        words.iter().any(|word| {
            *word == fold(&service.name)
                || *word == fold(&service.title)
                || service.words.iter().any(|pattern| fold(pattern.trim_matches('*')) == *word)
        })
    };
    turn.config.services.iter().find(named).map(|service| service.name.clone())
}

fn team_named(turn: &Turn<'_>, text: &str) -> Result<String, Stop> {
    let teams = &turn.config.teams;
    let names = teams.iter().map(|team| (team.name.as_str(), team.title.as_str()));
    let at = named::thing(text, names).map_err(|near| named::unknown("team-unknown", text, &near))?;
    Ok(teams.get(at).map(|team| team.name.clone()).unwrap_or_default())
}

fn since(turn: &Turn<'_>, text: &str) -> Result<DateTime<Utc>, Stop> {
    let now = turn.said_at.min(turn.now);
    match words::past(text, now, turn.zone()) {
        Some((at, _)) => Ok(at),
        None => {
            let refusal = Refusal::unclear(Phrase::new("incident-since-unclear").text("text", view::short(text)));
            Err(refusal.hint(Phrase::new("incident-since-hint")).into())
        }
    }
}

/// Whether somebody has declared the same a moment ago: then who declares it again is offered to come in.
async fn is_declared_already(turn: &mut Turn<'_>, new: &New) -> Result<bool, Stop> {
    // Of two who declare at once one is second, and sees what the first did.
    store::one_at_a_time(turn.conn()).await?;
    let within = TimeDelta::from_std(turn.config.incident.join_within).unwrap_or_default();
    let since = turn.now - within;
    let recent = store::open_since(turn.conn(), since).await?;
    for id in recent {
        let Some((ticket, incident)) = save::seen(turn, id).await? else { continue };
        let same_service = new.service.is_some() && ticket.service == new.service;
        if !same_service && likeness::likeness(&ticket.title, &new.title) < likeness::ALIKE {
            continue;
        }
        let platform = turn.place.platform.clone();
        let by = people::store::find(turn.conn(), &platform, ticket.raised_by).await?;
        let lead = outside::lead(turn, &ticket, &incident).await?;
        let phrase = Phrase::new("incident-same")
            .text("id", id.to_string())
            .text("title", title_line(&ticket.title))
            .text("name", by.map(|person| person.name).unwrap_or_default())
            .phrase("line", view::topic(turn, &incident, lead.as_deref()));
        let message = turn.answer(&phrase).await?;
        let payload = json!({ "ticket": id, "new": new, "by": turn.actor()?.id });
        prompts::keep(turn.conn(), message, SAME, &payload).await?;
        turn.offer(message, &["✋", "▶️"]).await?;
        return Ok(true);
    }
    Ok(false)
}

/// ✋: they come in. ▶️: it is another outage all the same.
pub(super) async fn same(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.sign != Sign::Start {
        return room::tapped(turn, tap).await;
    }
    let by = tap.payload.get("by").and_then(Value::as_i64).map(PersonId);
    if tap.taken_back || by != Some(turn.actor()?.id) {
        return Ok(Outcome::Ignored);
    }
    let Some(new) = tap.payload.get("new").cloned() else { return Ok(Outcome::Ignored) };
    let new: New = serde_json::from_value(new)?;
    prompts::forget(turn.conn(), tap.message).await?;
    turn.offer(tap.message, &[]).await?;
    let by = turn.actor()?.id;
    open(turn, by, new).await?;
    Ok(Outcome::Done)
}

/// 🚨🚨 on a ticket's card, or as the only words in its thread.
pub(super) async fn tapped(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let Some(ticket) = call.ticket else { return Ok(()) };
    let args = crate::command::Args { ids: vec![ticket.id], ..crate::command::Args::default() };
    declare(turn, Call { args, ticket: None, tapped: true, attachment: None }).await
}

/// A chain has come to the step that makes an incident of a ticket: nobody has answered, or it is meant so.
pub(super) async fn wanted(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    if id.kind() == TicketKind::Incident
        || !ticket.state.is_open()
        || tickets::of_ticket(turn.conn(), id).await?.is_some()
    {
        return Ok(());
    }
    let homes = ticket::store::places(turn.conn(), id).await?;
    let home = homes.iter().find(|home| home.side == ticket::Side::Team).or_else(|| homes.first()).cloned();
    let Some(home) = home else { return Ok(()) };
    let thread = match &home.root {
        Some(root) => Some(root.clone()),
        None => crate::flow::outbox::event_of(turn.conn(), home.card).await?,
    };
    let place = Place { platform: home.platform.clone(), room: home.room.clone(), thread };
    let was = std::mem::replace(&mut turn.place, place);
    let new = New {
        title: title_line(&ticket.title),
        text: ticket.title.clone(),
        severity: None,
        service: ticket.service.clone(),
        team: ticket.team.clone(),
        since: Some(ticket.created_at),
        drill: false,
        restricted: ticket.private,
        of: vec![id],
    };
    // Where time has declared it, it is that of whoever has raised the ticket.
    let by = turn.actor.as_ref().map_or(ticket.raised_by, |actor| actor.id);
    let done = open(turn, by, new).await;
    turn.place = was;
    done.map(drop)
}

/// Opens an incident: its ticket, its room, its log; the cards follow from the fact.
async fn open(turn: &mut Turn<'_>, by: PersonId, new: New) -> Result<TicketId, Stop> {
    let config = turn.config.clone();
    let place = turn.place.clone();
    let is_agent = turn.actor.is_some() && save::is_agent(turn).await?;
    let starts_in_triage = match config.incident.triage {
        Triage::Always => true,
        Triage::Never => false,
        Triage::Unclear => new.severity.is_none() || !is_agent,
    };
    let mut ticket = record(turn, by, &new).await?;
    let now = turn.now;
    let started = new.since.unwrap_or(ticket.created_at).min(ticket.created_at);
    let mut incident = Incident {
        ticket: ticket.id,
        state: State::Triage,
        severity: new.severity.clone(),
        stage: None,
        restricted: new.restricted,
        drill: new.drill,
        times: Times { started, ..Times::default() },
        owed: Owed { active: now, ..Owed::default() },
        article: None,
        archived: false,
        topic: String::new(),
        refused: 0,
        declared: (place.platform.clone(), place.room.clone(), place.thread.clone()),
    };
    if !starts_in_triage {
        incident.enter(State::Active, now);
        due::owe_update(turn, &mut incident);
    }
    let topic = view::topic(turn, &incident, None);
    incident.topic = turn.words.plain(config.language, &topic);
    ticket.phase = Some(incident.state.name().to_owned());
    ticket.description = view::description(turn, &incident);
    ticket::store::insert(turn.conn(), &ticket).await?;
    store::insert(turn.conn(), &incident).await?;
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let entry = NewEntry {
        author: ticket.raised_by,
        at: ticket.created_at,
        kind: Kind::Raised,
        text: &new.text,
        attachment: None,
        platform: &platform,
        event: &event,
        internal: true,
    };
    log::insert(turn.conn(), ticket.id, entry).await?;
    let after = json!({
        "state": incident.state.name(),
        "severity": incident.severity,
        "service": ticket.service,
        "drill": incident.drill,
        "restricted": incident.restricted,
    });
    turn.record("incident-new", &ticket.id.to_string(), Value::Null, after).await?;
    timeline::note(turn, ticket.id, &Note::Declared).await?;
    room::open(turn, &ticket, &incident).await?;
    turn.emit(Fact::TicketOpened(ticket.id));
    for id in &new.of {
        if let Some(one) = ticket::store::lock(turn.conn(), *id).await? {
            tickets::tie(turn, &ticket, &incident, &one).await?;
        }
    }
    due::settle(turn, &incident).await?;
    // The card stands in the room before anything else is said there.
    router::listen(turn).await?;
    room::pin(turn, ticket.id).await?;
    tickets::look_back(turn, &ticket, &incident).await?;
    if incident.state == State::Active {
        go::call_somebody(turn, &ticket, &incident);
        outside::announce(turn, &ticket, &incident).await?;
        rules::follow(turn, &ticket, &incident, RuleOn::Declared).await?;
    }
    let key = match (incident.state == State::Triage, incident.restricted) {
        (_, true) => "incident-declared-restricted",
        (true, false) => "incident-declared-triage",
        (false, false) => "incident-declared",
    };
    let line = view::topic(turn, &incident, None);
    let phrase = Phrase::new(key).text("id", ticket.id.to_string()).text("title", title_line(&ticket.title));
    turn.answer(&phrase.phrase("line", line)).await?;
    router::listen(turn).await?;
    Ok(ticket.id)
}

/// The ticket of a new incident, not yet written.
async fn record(turn: &mut Turn<'_>, by: PersonId, new: &New) -> Result<Ticket, Stop> {
    let config = turn.config.clone();
    let part = team::part_of(&config, &turn.here().await?.names);
    let of_room = part.and_then(RoomPart::team).map(str::to_owned);
    let of_service = || {
        let service = config.services.iter().find(|service| Some(&service.name) == new.service.as_ref());
        service.and_then(|service| service.gets.team.clone())
    };
    let given = new.team.clone().or_else(of_service).or(of_room);
    let owner = given.or_else(|| team::owner(&config, None).map(str::to_owned));
    let severity = new.severity.as_deref().and_then(|name| config.severity(name));
    let level = |names: &[String]| names.first().cloned();
    let at = if turn.actor.is_some() { turn.said_at } else { turn.now };
    Ok(Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Incident).await?,
        title: new.title.clone(),
        description: String::new(),
        priority: severity.map_or(2, |severity| severity.priority),
        impact: level(&config.priority.impact),
        urgency: level(&config.priority.urgency),
        // It is the business of those alone who take part, and of no team.
        team: match new.restricted {
            true => owner.map(|team| format!("{}{}", team::CLOSED, team.trim_start_matches(team::CLOSED))),
            false => owner,
        },
        service: new.service.clone(),
        item: None,
        category: None,
        private: new.restricted,
        state: TicketState::New,
        phase: None,
        requester: by,
        raised_by: by,
        follows: None,
        wanted_at: None,
        due: None,
        created_at: at,
        changed_at: turn.now,
    })
}

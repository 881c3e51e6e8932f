//! `!change Switch firmware window:"Sat 22:00-23:30" service:lan`: a change is planned. What is missing is asked one by one.

use serde_json::{Value, json};

use super::model::{Change, Part, Review, Said, State, Words};
use super::parts::{self, Given, Key};
use super::{ask, save, store, view};
use crate::config::{ChangeType, RoomPart, TemplateConfig};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people::role::Role;
use crate::people::team;
use crate::practice::{Call, did_you_mean, named, permission, router};
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, State as TicketState, Ticket, title_line};

/// `!change …`
pub(super) async fn propose(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        return help(turn).await;
    }
    if let Ok(id) = text.parse::<TicketId>() {
        return router::show(turn, id).await;
    }
    let (place, config) = (turn.place.clone(), turn.config.clone());
    let root = place.thread.clone().unwrap_or_default();
    if !ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?.is_empty() {
        let refusal = Refusal::new(Phrase::new("change-elsewhere"));
        return Err(refusal.hint(Phrase::new("change-elsewhere-hint")).into());
    }
    no_slip(turn, &text)?;
    let (keys, rest) = parts::read(&config, &text);
    let template = template(turn, &keys)?;
    let kind = match keys.iter().rev().find(|(key, _)| *key == Key::Type) {
        Some((_, text)) => parts::kind(text)?,
        None if template.is_some() => ChangeType::Standard,
        None => ChangeType::Normal,
    };
    // What a template says can also begin a change that is agreed to on its own.
    if kind == ChangeType::Standard && template.is_none() {
        return Err(needs_template(turn));
    }
    let mut lines = rest.lines().filter(|line| !line.trim().is_empty());
    let title = match (lines.next(), &template) {
        (Some(title), _) => title_line(title),
        (None, Some(template)) => template.title.clone(),
        (None, None) => {
            let refusal = Refusal::unclear(Phrase::new("change-no-title"));
            return Err(refusal.hint(Phrase::new("change-no-title-hint")).into());
        }
    };
    let more = lines.collect::<Vec<_>>().join("\n");
    let mut ticket = ticket(turn, title).await?;
    let mut change = Change {
        ticket: ticket.id,
        kind,
        template: template.as_ref().filter(|_| kind == ChangeType::Standard).map(|template| template.name.clone()),
        state: State::Requested,
        revision: 1,
        services: template.as_ref().map(|template| template.services.clone()).unwrap_or_default(),
        window: None,
        texts: template.as_ref().map(said).unwrap_or_default(),
        impact: None,
        probability: None,
        answers: std::collections::BTreeMap::new(),
        sources: Vec::new(),
        risk: None,
        despite: None,
        overridden: None,
        asking: None,
        agreed: None,
        review: Review::default(),
        review_due: None,
    };
    let event = turn.message.clone();
    let keys = parts::together(keys);
    let mut notes = Vec::new();
    for (key, value) in &keys {
        let Key::Part(part) = key else { continue };
        match parts::give(turn, &mut change, &mut ticket, Given { part, text: value, event: &event }).await? {
            Ok(note) => notes.extend(note),
            Err(refusal) => return Err(refusal.into()),
        }
    }
    let given = keys.iter().any(|(key, _)| *key == Key::Part(Part::Words(Words::Reason)));
    if !more.trim().is_empty() && !given && kind != ChangeType::Standard {
        let given = Given { part: &Part::Words(Words::Reason), text: &more, event: &event };
        if let Err(refusal) = parts::give(turn, &mut change, &mut ticket, given).await? {
            return Err(refusal.into());
        }
    }
    begin(turn, &mut change, &mut ticket, &text).await?;
    // The card stands there before the first question.
    router::listen(turn).await?;
    notes.extend(ask::warn(turn, &change, &ticket).await?);
    ask::go_on(turn, change, notes).await
}

/// `!change sumbit CHG-7` plans nothing: a command was meant, and is told with those that are most like it.
fn no_slip(turn: &Turn<'_>, text: &str) -> Result<(), Stop> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let names_one = |word: &&str| word.parse::<TicketId>().is_ok_and(|id| id.kind() == TicketKind::Change);
    let [first, rest @ ..] = words.as_slice() else { return Ok(()) };
    if !rest.first().is_some_and(names_one) {
        return Ok(());
    }
    let refusal = Refusal::unclear(Phrase::new("change-no-such").text("word", view::short(first)));
    Err(did_you_mean(turn, refusal, "change", first))
}

/// Writes a new change: the ticket, its log, its cards.
async fn begin(turn: &mut Turn<'_>, change: &mut Change, ticket: &mut Ticket, text: &str) -> Result<(), Stop> {
    let author = turn.actor()?.clone();
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let works_here = permission::role(turn, None).await? >= Role::Agent;
    if change.kind == ChangeType::Emergency && ticket.state == TicketState::New && works_here {
        // Whoever reports it at night is there; somebody else can take it.
        parts::set_responsible(ticket, author.id);
    }
    ticket.service = change.services.first().cloned();
    ticket.phase = Some(change.state.name().to_owned());
    ticket.priority = save::priority(change.kind, Some(view::assess(&turn.config, change).risk));
    ticket.description = view::description(turn, change);
    let assigned = std::mem::replace(&mut ticket.state, TicketState::New);
    ticket::store::insert(turn.conn(), ticket).await?;
    ticket.state = assigned;
    let now = turn.now;
    ticket::store::update(turn.conn(), ticket, now).await?;
    store::insert(turn.conn(), change, (&platform, &event)).await?;
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
    let after = json!({
        "state": change.state.name(),
        "type": change.kind.name(),
        "template": change.template,
        "services": change.services,
        "window": change.window.map(|window| [window.from, window.to]),
        "requester": author.account,
    });
    turn.record("change-new", &ticket.id.to_string(), Value::Null, after).await?;
    turn.emit(Fact::TicketOpened(ticket.id));
    Ok(())
}

async fn ticket(turn: &mut Turn<'_>, title: String) -> Result<Ticket, Stop> {
    let (author, config) = (turn.actor()?.id, turn.config.clone());
    let part = team::part_of(&config, &turn.here().await?.names);
    let of_room = part.and_then(RoomPart::team).map(str::to_owned);
    let level = |names: &[String], at: u8| names.get(usize::from(at)).cloned();
    let (impact, urgency) = (config.priority.default_impact, config.priority.default_urgency);
    Ok(Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Change).await?,
        title,
        description: String::new(),
        priority: save::priority(ChangeType::Normal, None),
        impact: level(&config.priority.impact, impact),
        urgency: level(&config.priority.urgency, urgency),
        team: of_room.or_else(|| team::owner(&config, None).map(str::to_owned)),
        service: None,
        item: None,
        category: None,
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

fn said(template: &TemplateConfig) -> std::collections::BTreeMap<Words, Said> {
    let texts = [
        (Words::Reason, &template.reason),
        (Words::Plan, &template.plan),
        (Words::Test, &template.test),
        (Words::Backup, &template.backup),
        (Words::Rollback, &template.rollback),
    ];
    texts.into_iter().map(|(words, text)| (words, Said { text: text.clone(), event: None })).collect()
}

/// The template that is named.
fn template(turn: &Turn<'_>, keys: &[(Key, String)]) -> Result<Option<TemplateConfig>, Stop> {
    let Some((_, text)) = keys.iter().rev().find(|(key, _)| *key == Key::Template) else { return Ok(None) };
    let templates = &turn.config.change_templates;
    let names = templates.iter().map(|template| (template.name.as_str(), template.title.as_str()));
    let at = named::thing(text, names).map_err(|near| named::unknown("change-template-unknown", text, &near))?;
    Ok(templates.get(at).cloned())
}

fn needs_template(turn: &Turn<'_>) -> Stop {
    let names: Vec<&str> = turn.config.change_templates.iter().map(|template| template.name.as_str()).collect();
    let refusal = Refusal::unclear(Phrase::new("change-needs-template"));
    match names.is_empty() {
        true => refusal.hint(Phrase::new("change-no-templates")).into(),
        false => refusal.hint(Phrase::new("change-templates").text("names", names.join(", "))).into(),
    }
}

/// So many are listed.
const LISTED: i64 = 10;

/// `!change` alone: how to plan one, the templates, and what the reader has to do with.
async fn help(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let person = turn.actor()?.id;
    let ids = store::open_of(turn.conn(), person, LISTED).await?;
    let tickets = ticket::store::by_ids(turn.conn(), &ids).await?;
    let mut body = turn.text(&Phrase::new("change-how").text("prefix", turn.config.prefix.clone()));
    for template in &turn.config.change_templates {
        let line = Phrase::new("change-template-row").text("name", &template.name).text("title", &template.title);
        body = body.line(turn.text(&line));
    }
    let heading = if tickets.is_empty() { Phrase::new("change-none") } else { Phrase::new("change-open") };
    body = body.line(turn.text(&heading));
    for ticket in &tickets {
        let state = view::phase(ticket.phase.as_deref().unwrap_or_default());
        let line = Phrase::new("change-row").text("id", ticket.id.to_string()).text("title", title_line(&ticket.title));
        body = body.line(turn.text(&line.choice("state", state)));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

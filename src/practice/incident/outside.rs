//! What is seen of an incident outside of its room's talk: the topic of the room, and the posts in other rooms, of which each
//! is one message that edits itself.

use super::model::{Incident, State};
use super::{JOIN, store, tickets, update, view};
use crate::chat::markup::Markup;
use crate::error::Stop;
use crate::flow::prompts;
use crate::flow::turn::{Place, Turn};
use crate::i18n::{Language, Phrase};
use crate::people;
use crate::practice::threads;
use crate::ticket::room;
use crate::ticket::{Ticket, title_line};

/// Brings topic and posts up to date. What does not look other than before is left as it is.
pub(super) async fn follow(turn: &mut Turn<'_>, ticket: &Ticket, incident: &mut Incident) -> Result<(), Stop> {
    let name = lead(turn, ticket, incident).await?;
    let phrase = view::topic(turn, incident, name.as_deref());
    let topic = turn.words.plain(turn.config.language, &phrase);
    if topic != incident.topic {
        incident.topic.clone_from(&topic);
        if let Some(own) = room::of_ticket(turn.conn(), ticket.id).await? {
            turn.topic_in(own.opener, &topic).await?;
        }
    }
    for (message, platform, room) in store::posts(turn.conn(), ticket.id).await? {
        let place = Place { platform, room, thread: None };
        let language = language(turn, &place).await?;
        let body = body(turn, ticket, incident, name.as_deref(), language).await?;
        if store::repost(turn.conn(), message, &body.plain()).await? {
            turn.edit(message, body).await?;
            let signs: &[&str] = if incident.state.is_open() { &["✋"] } else { &[] };
            turn.offer(message, signs).await?;
        }
    }
    Ok(())
}

/// The name of who leads it.
pub(super) async fn lead(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) -> Result<Option<String>, Stop> {
    let Some(person) = ticket.state.assignee().filter(|_| incident.state.counts() || incident.state.is_open()) else {
        return Ok(None);
    };
    let platform = incident.declared.0.clone();
    Ok(people::store::find(turn.conn(), &platform, person).await?.map(|person| person.name))
}

async fn language(turn: &mut Turn<'_>, place: &Place) -> Result<Language, Stop> {
    Ok(turn.room_language(place).await?.unwrap_or(turn.config.language))
}

/// Posts an incident in the rooms that are told of all of them. A restricted one is told nowhere.
pub(super) async fn announce(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) -> Result<(), Stop> {
    if incident.restricted {
        return Ok(());
    }
    let rooms = turn.config.incident.announce.clone();
    for name in &rooms {
        post(turn, ticket, incident, name).await?;
    }
    Ok(())
}

/// Posts an incident in a room, from where people can come in. A room in which the bot is not is told nothing.
pub(super) async fn post(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident, name: &str) -> Result<(), Stop> {
    let Some((platform, room)) = people::store::room_named(turn.conn(), name).await? else {
        tracing::warn!(room = name, incident = %ticket.id, "a room to be told of incidents is not known");
        return Ok(());
    };
    if store::posts(turn.conn(), ticket.id).await?.iter().any(|(_, on, at)| (on, at) == (&platform, &room)) {
        return Ok(());
    }
    let place = Place { platform, room, thread: None };
    let language = language(turn, &place).await?;
    let lead = lead(turn, ticket, incident).await?;
    let body = body(turn, ticket, incident, lead.as_deref(), language).await?;
    let said = body.plain();
    let message = turn.say(&place, body).await?;
    store::insert_post(turn.conn(), ticket.id, message, (&place.platform, &place.room), &said).await?;
    prompts::keep(turn.conn(), message, JOIN, &serde_json::json!({ "ticket": ticket.id })).await?;
    turn.offer(message, &["✋"]).await?;
    Ok(())
}

/// Shows an incident, where this turn happens, as those outside see it.
pub(super) async fn show(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) -> Result<(), Stop> {
    let lead = lead(turn, ticket, incident).await?;
    let language = turn.language;
    let body = body(turn, ticket, incident, lead.as_deref(), language).await?;
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

async fn body(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    incident: &Incident,
    lead: Option<&str>,
    language: Language,
) -> Result<Markup, Stop> {
    let (zone, now) = (turn.config.timezone, turn.now);
    let head = Phrase::new("incident-post")
        .choice(
            "open",
            match &incident.state {
                State::Merged { .. } => "merged",
                state if state.is_open() => "yes",
                _ => "no",
            },
        )
        .text("id", ticket.id.to_string())
        .text("title", title_line(&ticket.title))
        .phrase("line", view::topic(turn, incident, lead));
    let mut lines = vec![head];
    let service = ticket.service.as_deref().map(|name| turn.config.service_title(name).to_owned());
    let since = match service {
        Some(service) => Phrase::new("incident-post-service").text("service", service),
        None => Phrase::new("incident-post-since"),
    };
    lines.push(since.date_time("at", incident.times.started, zone, now));
    let counts = tickets::counts(turn.conn(), ticket.id).await?;
    lines.extend(view::counts(counts));
    if let Some(last) = update::last_public(turn.conn(), ticket.id).await?
        && let Some(text) = view::public(&last)
    {
        lines.push(Phrase::new("incident-post-told").phrase("text", text).date_time("at", last.at, zone, now));
    }
    match (incident.owed.update, incident.times.resolved) {
        (Some(at), _) if incident.state.is_open() => lines.push(view::next(turn, at)),
        (_, Some(at)) => lines.push(Phrase::new("incident-post-over").date_time("at", at, zone, now)),
        _ => {}
    }
    if incident.state.is_open() {
        lines.push(Phrase::new("incident-post-join"));
    }
    Ok(threads::lines(turn, language, &lines))
}

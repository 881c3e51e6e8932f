//! `!ticket Printer offline`: a new ticket, with its cards.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::attachments::{self, Passing};
use super::homes::{self, Audience, Besides};
use super::intake::{self, Origin};
use super::routing::{self, By, Draft, Route};
use super::{about, find, lists, model, view, work};
use crate::command::{Args, date, priority as levels};
use crate::config::{CategoryConfig, RoomPart, ServiceConfig};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::{Place, Turn};
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId, TicketKind};
use crate::people::{self, Person, team};
use crate::practice::Call;
use crate::practice::named;
pub(super) use crate::practice::threads::home_of;
use crate::ticket::log::{self, Act};
use crate::ticket::{self, Side, State, Ticket};

pub(super) async fn raise(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let nothing = call.args.text.trim().is_empty();
    if nothing && call.args.keys.is_empty() && call.args.on_behalf.is_none() && call.attachment.is_none() {
        return about::ticket_and_mine(turn).await;
    }
    if let Ok(id) = call.args.text.parse::<TicketId>()
        && call.args.keys.is_empty()
    {
        return lists::show_id(turn, id).await;
    }
    let file = call.attachment.as_ref().and_then(|file| file.get("name")).and_then(Value::as_str);
    if let Some(file) = file.filter(|_| nothing) {
        // Of a file alone its name is what there is to say.
        (call.args.title, call.args.text) = (file.to_owned(), file.to_owned());
    }
    if call.args.text.trim().is_empty() {
        return Err(Refusal::unclear(Phrase::new("ticket-empty")).hint(Phrase::new("ticket-empty-hint")).into());
    }
    let raised_by = turn.actor()?.clone();
    let requester = match &call.args.on_behalf {
        Some(person) => named::person(turn, person, &raised_by).await?,
        None => raised_by.clone(),
    };
    let (private, args) = model::private(call.args);
    let message = turn.message.clone();
    let new = New {
        args: &args,
        private,
        attachment: call.attachment,
        author: raised_by.id,
        written_at: turn.said_at,
        requester,
        raised_by,
        message: &message,
        origin: None,
    };
    open(turn, new).await?;
    Ok(())
}

/// A ticket to be opened.
pub(super) struct New<'a> {
    /// Its words and keys.
    pub(super) args: &'a Args,
    /// It was asked to be seen by requester, assignee and team alone.
    pub(super) private: bool,
    /// What is attached.
    pub(super) attachment: Option<Value>,
    /// For whom it is.
    pub(super) requester: Person,
    /// Who raises it.
    pub(super) raised_by: Person,
    /// Who has written the words.
    pub(super) author: PersonId,
    /// When.
    pub(super) written_at: DateTime<Utc>,
    /// The message that holds them.
    pub(super) message: &'a str,
    /// That message, where somebody else than its author makes the ticket.
    pub(super) origin: Option<Origin>,
}

/// Opens a ticket: the record, its log, its cards.
pub(super) async fn open(turn: &mut Turn<'_>, new: New<'_>) -> Result<Ticket, Stop> {
    let New { args, private, attachment, requester, raised_by, author, written_at, message, origin } = new;
    let given = priority(args)?;
    let wanted_at = wanted(turn, args)?;
    let mut route = route(turn, args, &requester).await?;
    route.private |= private;
    if route.private && route.team.is_none() {
        // What is raised in a direct chat is laid open nowhere else in any case.
        route.private = !turn.here().await?.direct;
    }
    if route.private && home_of(turn, route.team.as_deref()).await?.is_none() {
        // Nobody would see it.
        return Err(Refusal::new(Phrase::new("private-needs-team"))
            .hint(Phrase::new("private-needs-team-hint"))
            .into());
    }
    let levels = turn.config.priority.clone();
    let level = |names: &[String], at: u8| names.get(usize::from(at)).cloned();
    let (title, description) = words(args);
    let ticket = Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Ticket).await?,
        title,
        description,
        priority: given.unwrap_or_else(|| levels.of(route.impact, route.urgency)),
        impact: level(&levels.impact, route.impact),
        urgency: level(&levels.urgency, route.urgency),
        team: route.team.clone(),
        service: route.service.clone(),
        category: route.category.clone(),
        private: route.private,
        state: State::New,
        requester: requester.id,
        raised_by: raised_by.id,
        item: None,
        phase: None,
        follows: None,
        wanted_at,
        due: None,
        created_at: turn.said_at,
        changed_at: turn.now,
    };
    ticket::store::insert(turn.conn(), &ticket).await?;
    turn.emit(Fact::TicketChanged(ticket.id));
    let (platform, said_at) = (turn.cause.platform.clone(), turn.said_at);
    let entry = log::NewEntry {
        author,
        at: written_at,
        kind: log::Kind::Raised,
        text: &args.text,
        attachment: attachment.clone(),
        platform: &platform,
        event: message,
        internal: false,
    };
    let entry = log::insert(turn.conn(), ticket.id, entry).await?;
    if let Some(origin) = &origin {
        intake::keep_origin(turn, &ticket, origin).await?;
    }
    let by = match &route.by {
        By::Rule(name) => Some(name.clone()),
        By::Category(title) | By::Service(title) => Some(title.clone()),
        By::Room | By::Default | By::Nothing => None,
    };
    if let Some(by) = &by {
        let who = (raised_by.id, said_at);
        log::act(turn.conn(), ticket.id, who, Act::Routed, by, (&platform, message)).await?;
    }
    let after = json!({
        "state": ticket.state.name(),
        "priority": ticket.priority,
        "impact": ticket.impact,
        "urgency": ticket.urgency,
        "team": ticket.team,
        "service": ticket.service,
        "category": ticket.category,
        "private": ticket.private,
        "routed_by": by,
        "requester": requester.account,
        "wanted": ticket.wanted_at,
    });
    turn.record("ticket-new", &ticket.id.to_string(), Value::Null, after).await?;
    settle(turn, &ticket, Besides::Nothing, &requester, &raised_by).await?;
    let name = if author == requester.id { &requester.name } else { &raised_by.name };
    keep_file(turn, &ticket, entry, name, attachment.as_ref()).await?;
    find::similar::show(turn, &ticket).await?;
    Ok(ticket)
}

/// Keeps the file with which a ticket was raised, and passes it on to the team. What else the message says stands on the
/// card.
pub(super) async fn keep_file(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    entry: i64,
    name: &str,
    attachment: Option<&Value>,
) -> Result<(), Stop> {
    if attachment.is_none() {
        return Ok(());
    }
    let mut passing = Passing::of(turn, name, "", attachment);
    for home in homes::elsewhere(turn, ticket, Audience::Inside).await? {
        passing.to(turn, ticket, &home, entry, None).await?;
    }
    attachments::keep(turn, &[(ticket.id, entry)], attachment, passing).await
}

/// Puts the cards where the ticket lives. Without a room of its team it lives in the thread in which it was raised;
/// otherwise the team has its card in its room, and the requester theirs in that thread, or in the direct chat with them
/// where others must not read along, or where they do not read.
pub(super) async fn settle(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    besides: Besides,
    requester: &Person,
    raised_by: &Person,
) -> Result<(), Stop> {
    let mut place = turn.place.clone();
    // Without a thread it was raised on top, in a room that another ticket has to itself.
    let root = place.thread.clone().unwrap_or_default();
    // Of somebody who has never written, the best guess is the language in which their colleague wrote for them.
    if requester.id != raised_by.id && requester.usual_language(&turn.config).is_none() {
        let language = turn.language;
        turn.keep_detected(requester.id, language).await?;
    }
    // Somebody else's ticket: they should hear of it.
    let is_own = requester.id == raised_by.id;
    let mention = (!is_own).then_some(requester);
    let is_direct = turn.here().await?.direct;
    let reads_here = is_own
        || !is_direct
            && people::store::is_member(turn.conn(), &place.platform, &place.room, &requester.account).await?;
    let Some(home) = home_of(turn, ticket.team.as_deref()).await? else {
        if reads_here {
            return homes::settle_with(turn, ticket, besides, &place, Side::Shared, mention).await;
        }
        homes::settle_with(turn, ticket, besides, &place, Side::Team, None).await?;
        return homes::settle_direct_with(turn, ticket, besides, requester).await;
    };
    if home == place.room {
        homes::settle_with(turn, ticket, besides, &place, Side::Team, None).await?;
        // Whoever works here sees what is said inside; a colleague for whom it was raised does not.
        return match mention {
            Some(_) => homes::settle_direct_with(turn, ticket, besides, requester).await,
            None => Ok(()),
        };
    }
    let top = Place { platform: place.platform.clone(), room: home, thread: None };
    homes::settle_with(turn, ticket, besides, &top, Side::Team, None).await?;
    if !reads_here || ticket.private && !is_direct {
        homes::settle_direct_with(turn, ticket, besides, requester).await?;
        // Whoever wrote here must learn where it goes on, and that what they have written stands here.
        let key = match (ticket.private, is_own) {
            (true, true) => "ticket-goes-private",
            (true, false) => "ticket-goes-private-for",
            (false, _) => "ticket-goes-direct",
        };
        let id = ticket.id.to_string();
        turn.answer(&Phrase::new(key).text("id", id).text("name", requester.name.clone())).await?;
        return Ok(());
    }
    if !ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?.is_empty() {
        // Another ticket is talked about in this thread, and what is said there must not reach this one's team as well.
        place.thread = None;
    }
    homes::settle_with(turn, ticket, besides, &place, Side::Requester, mention).await
}

async fn route(turn: &mut Turn<'_>, args: &Args, requester: &Person) -> Result<Route, Stop> {
    let config = turn.config.clone();
    let names = turn.here().await?.names;
    let room: Vec<&str> = names.iter().map(String::as_str).collect();
    let part = team::part_of(&config, &names);
    let room_team = part.and_then(RoomPart::team);
    let level = |key: &'static str, names: &[String]| match args.key(key) {
        Some(text) => routing::level(names, text).map(Some).ok_or_else(|| unknown_level(text, names)),
        None => Ok(None),
    };
    let draft = Draft {
        text: &args.text,
        room: &room,
        room_team,
        requester: &requester.account,
        service: service(&config.services, args)?,
        category: category(&config.categories, args)?,
        impact: level("impact", &config.priority.impact)?,
        urgency: level("urgency", &config.priority.urgency)?,
    };
    Ok(routing::route(&config, draft))
}

fn service<'c>(services: &'c [ServiceConfig], args: &Args) -> Result<Option<&'c ServiceConfig>, Stop> {
    let Some(text) = args.key("service") else { return Ok(None) };
    let names = services.iter().map(|service| (service.name.as_str(), service.title.as_str()));
    let at = named::thing(text, names).map_err(|near| named::unknown("service-unknown", text, &near))?;
    Ok(services.get(at))
}

fn category<'c>(categories: &'c [CategoryConfig], args: &Args) -> Result<Option<&'c CategoryConfig>, Stop> {
    let Some(text) = args.key("category") else { return Ok(None) };
    let names = categories.iter().map(|category| (category.name.as_str(), category.title.as_str()));
    let at = named::thing(text, names).map_err(|near| named::unknown("category-unknown", text, &near))?;
    Ok(categories.get(at))
}

pub(super) fn unknown_level(text: &str, names: &[String]) -> Stop {
    let reason = Phrase::new("level-unknown").text("text", model::title_line(text));
    Refusal::unclear(reason).hint(view::levels(names)).into()
}

/// Title and description as stored. A title that had to be cut stands whole in the description.
pub(super) fn words(args: &Args) -> (String, String) {
    let first = match args.title.trim() {
        "" => args.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default(),
        title => title,
    };
    let title = model::title_line(first);
    let cut = title.ends_with('…') && !first.ends_with('…');
    let description = if cut { args.text.clone() } else { args.description.clone() };
    (title, description)
}

fn priority(args: &Args) -> Result<Option<u8>, Stop> {
    let Some(text) = args.key("prio") else { return Ok(None) };
    Ok(Some(levels::read(text).map_err(|unknown| work::unknown_priority(&unknown.text))?))
}

fn wanted(turn: &Turn<'_>, args: &Args) -> Result<Option<chrono::DateTime<chrono::Utc>>, Stop> {
    let Some(text) = args.key("wanted") else { return Ok(None) };
    let Ok(when) = date::read(text, turn.said_at, turn.zone()) else {
        let reason = Phrase::new("time-unclear").text("text", model::title_line(text));
        return Err(Refusal::unclear(reason).hint(Phrase::new("time-hint")).into());
    };
    if when.end() <= turn.now {
        return Err(Refusal::new(Phrase::new("time-is-past")).into());
    }
    Ok(Some(when.end()))
}

//! An order becomes a ticket.

use serde_json::{Value, json};

use super::form::answer::Answer;
use super::form::model::Draft;
use super::model::Phase;
use super::order::questions;
use super::store::{self, Request};
use super::view;
use crate::config::{CatalogItem, RoomPart};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketKind;
use crate::people::{Person, team};
use crate::practice::threads;
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, State, Ticket, title_line};

/// What is ordered.
pub(super) struct Order<'a> {
    /// The item.
    pub(super) item: &'a CatalogItem,
    /// For whom.
    pub(super) requester: Person,
    /// The answers.
    pub(super) draft: Draft,
    /// The message that ordered it.
    pub(super) event: &'a str,
}

/// Places an order: the ticket, its log, its cards; and those are asked who must agree, or it can be fulfilled at once.
pub(super) async fn place(turn: &mut Turn<'_>, order: Order<'_>) -> Result<(), Stop> {
    let Order { item, requester, draft, event } = order;
    let raised_by = turn.actor()?.clone();
    let config = turn.config.clone();
    let questions = questions(&config.questions, item);
    let description = view::description(turn, &questions, &draft);
    let ticket = ticket(turn, item, &requester, &raised_by, description).await?;
    ticket::store::insert(turn.conn(), &ticket).await?;
    let anchor = draft.anchor(&questions);
    let phase = if item.approval.is_some() { Phase::Waiting } else { Phase::Approved };
    let request = Request { ticket: ticket.id, revision: 1, draft, anchor, phase };
    let platform = turn.cause.platform.clone();
    store::insert(turn.conn(), &request, (&platform, event)).await?;
    let entry = NewEntry {
        author: raised_by.id,
        at: turn.said_at,
        kind: Kind::Raised,
        text: &format!("{}\n{}", ticket.title, ticket.description),
        attachment: None,
        platform: &platform,
        event,
        internal: false,
    };
    log::insert(turn.conn(), ticket.id, entry).await?;
    let after = json!({
        "item": item.name,
        "revision": request.revision,
        "phase": phase.name(),
        "priority": ticket.priority,
        "team": ticket.team,
        "private": ticket.private,
        "requester": requester.account,
        "anchor": anchor,
    });
    turn.record("request-new", &ticket.id.to_string(), Value::Null, after).await?;
    turn.emit(Fact::TicketOpened(ticket.id));
    keep_files(turn, &ticket, &request).await?;
    match phase {
        Phase::Waiting => {
            turn.emit(Fact::ApprovalWanted { ticket: ticket.id, revision: request.revision, by: None, until: None })
        }
        _ => turn.emit(Fact::FulfilmentBegun { ticket: ticket.id, anchor }),
    }
    Ok(())
}

async fn ticket(
    turn: &mut Turn<'_>,
    item: &CatalogItem,
    requester: &Person,
    raised_by: &Person,
    description: String,
) -> Result<Ticket, Stop> {
    let config = turn.config.clone();
    let category = config.categories.iter().find(|category| item.category.as_ref() == Some(&category.name));
    let service = config.services.iter().find(|service| item.service.as_ref() == Some(&service.name));
    let gets = [category.map(|category| &category.gets), service.map(|service| &service.gets)];
    let gets = || gets.iter().copied().flatten();
    let impact = gets().find_map(|gets| gets.impact).unwrap_or(config.priority.default_impact);
    let urgency = gets().find_map(|gets| gets.urgency).unwrap_or(config.priority.default_urgency);
    let level = |names: &[String], at: u8| names.get(usize::from(at)).cloned();
    let given = item.team.clone().or_else(|| gets().find_map(|gets| gets.team.clone()));
    let team = match given {
        Some(team) => Some(team),
        None => of_room(turn).await?.or_else(|| team::owner(&config, None).map(str::to_owned)),
    };
    let private = item.private || category.is_some_and(|category| category.private);
    if private && threads::home_of(turn, team.as_deref()).await?.is_none() {
        // Nobody would see it.
        return Err(Refusal::new(Phrase::new("private-needs-team"))
            .hint(Phrase::new("private-needs-team-hint"))
            .into());
    }
    let title = item.title(turn.language);
    let title = match requester.id == raised_by.id {
        true => title.to_owned(),
        false => {
            let phrase = Phrase::new("request-title-for").text("title", title).text("name", requester.name.clone());
            turn.words.plain(turn.language, &phrase)
        }
    };
    Ok(Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Request).await?,
        title: title_line(&title),
        description,
        priority: item.priority.unwrap_or_else(|| config.priority.of(impact, urgency)),
        impact: level(&config.priority.impact, impact),
        urgency: level(&config.priority.urgency, urgency),
        team,
        service: item.service.clone(),
        item: Some(item.name.clone()),
        category: item.category.clone(),
        private,
        state: State::New,
        requester: requester.id,
        raised_by: raised_by.id,
        phase: None,
        follows: None,
        wanted_at: None,
        due: None,
        created_at: turn.said_at,
        changed_at: turn.now,
    })
}

/// The team to which the room of this turn gives what is raised in it.
async fn of_room(turn: &mut Turn<'_>) -> Result<Option<String>, Stop> {
    let config = turn.config.clone();
    let part = team::part_of(&config, &turn.here().await?.names);
    Ok(part.and_then(RoomPart::team).map(str::to_owned))
}

/// Files that answer a question are kept as those that are sent in a ticket's thread.
async fn keep_files(turn: &mut Turn<'_>, ticket: &Ticket, request: &Request) -> Result<(), Stop> {
    let (author, at, platform) = (turn.actor()?.id, turn.said_at, turn.cause.platform.clone());
    for given in &request.draft.given {
        let (Answer::File { name, attachment }, Some(event)) = (&given.answer, &given.event) else { continue };
        let entry = NewEntry {
            author,
            at,
            kind: Kind::Message,
            text: name,
            attachment: Some(attachment.clone()),
            platform: &platform,
            event,
            internal: false,
        };
        let entry = log::insert(turn.conn(), ticket.id, entry).await?;
        turn.emit(Fact::FileSent { ticket: ticket.id, entry });
    }
    Ok(())
}

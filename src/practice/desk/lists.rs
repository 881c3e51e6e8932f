//! Looking at tickets: one card, lists, the log.

use std::collections::HashMap;

use super::homes::{faces, moment};
use super::links::merge;
use super::view::{self, Faces};
use super::{effort, work};
use crate::chat::markup::Markup;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId};
use crate::people::{self, Person};
use crate::practice::{Call, Who, meaning, permission};
use crate::ticket::log::Act;
use crate::ticket::store::Scope;
use crate::ticket::{self, Ticket, relation};

/// Lines of a list.
const PAGE: i64 = 10;
/// Characters of a message in the log view.
const EXCERPT: usize = 300;

pub(super) async fn show(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let ticket = work::ticket_of(&mut call)?;
    card(turn, &ticket).await
}

/// `!ticket T-7`.
pub(super) async fn show_id(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let ticket = meaning::known(turn, id).await?;
    permission::permit(turn, Who::Involved, Some(&ticket), "ticket-show").await?;
    card(turn, &ticket).await
}

async fn card(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    not_in_public(turn, ticket).await?;
    let platform = turn.place.platform.clone();
    let seen = faces(turn, ticket, &platform).await?;
    let mut card = turn.text(&view::shown(ticket, &seen, moment(turn)));
    if let Some(target) = relation::merged_into(turn.conn(), ticket.id).await? {
        card = card.line(turn.text(&Phrase::new("merged-into").text("target", target.to_string())));
    }
    if let Some(spent) = effort::line(turn, ticket).await? {
        card = card.line(turn.text(&spent));
    }
    say(turn, card).await
}

/// A ticket from a direct chat is nobody else's business: in a room with others it is not laid open.
async fn not_in_public(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let hidden = permission::hidden_here(turn, &[ticket]).await?;
    if hidden.is_empty() {
        return Ok(());
    }
    let reason = Phrase::new("ticket-private").text("id", ticket.id.to_string());
    Err(Refusal::new(reason).hint(Phrase::new("ticket-private-hint")).into())
}

pub(super) async fn mine(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let scope = Scope::Mine(turn.actor()?.id);
    let page = page(&call, "list-unknown", Some("list-hint"))?;
    let list = list(turn, &scope, page, "mine").await?;
    say(turn, list).await
}

pub(super) async fn open(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let page = page(&call, "page-unclear", None)?;
    let place = turn.place.clone();
    let (account, config) = (turn.actor()?.account.clone(), turn.config.clone());
    let teams = people::team::memberships(turn.conn(), &config, &place.platform, &account).await?;
    // Who is an agent only because they moderate this room sees this room's tickets.
    let scope = match (permission::is_named(turn)?, teams.is_empty()) {
        (true, _) => Scope::All,
        (false, false) => Scope::Teams(teams.into_iter().map(|own| own.team).collect()),
        (false, true) => Scope::Room { platform: place.platform, room: place.room },
    };
    let list = list(turn, &scope, page, "open").await?;
    say(turn, list).await
}

async fn say(turn: &mut Turn<'_>, body: Markup) -> Result<(), Stop> {
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// The page asked for, from 1.
fn page(call: &Call, unclear: &'static str, hint: Option<&'static str>) -> Result<i64, Stop> {
    match call.args.text.trim() {
        "" => Ok(1),
        text => match text.parse::<i64>() {
            Ok(page @ 1..=100_000) => Ok(page),
            _ => {
                let refusal = Refusal::unclear(Phrase::new(unclear).text("text", super::model::title_line(text)));
                Err(hint.map_or(refusal.clone(), |hint| refusal.hint(Phrase::new(hint))).into())
            }
        },
    }
}

/// A page of open tickets with its heading.
pub(super) async fn list(turn: &mut Turn<'_>, scope: &Scope, page: i64, which: &'static str) -> Result<Markup, Stop> {
    let eyes = permission::eyes(turn).await?;
    let mut tickets = ticket::store::open(turn.conn(), scope, &eyes, (page - 1) * PAGE, PAGE).await?;
    let more = i64::try_from(tickets.len()).is_ok_and(|found| found > PAGE);
    tickets.truncate(usize::try_from(PAGE).unwrap_or_default());
    if tickets.is_empty() && page > 1 {
        return Err(Refusal::unclear(Phrase::new("page-past-end").text("page", page.to_string())).into());
    }
    if tickets.is_empty() {
        return Ok(turn.text(&Phrase::new("tickets-none").choice("which", which)));
    }
    let total = ticket::store::count_open(turn.conn(), scope, &eyes).await?;
    let heading = Phrase::new("tickets-heading").choice("which", which).number("total", total);
    let mut body = turn.text(&heading);
    let holders: Vec<PersonId> = tickets.iter().filter_map(|ticket| ticket.state.assignee()).collect();
    let platform = turn.place.platform.clone();
    let names = people::store::by_ids(turn.conn(), &platform, &holders).await?;
    let hidden = permission::hidden_here(turn, &tickets.iter().collect::<Vec<_>>()).await?;
    for ticket in &tickets {
        let is_hidden = hidden.contains(&ticket.id);
        let row = view::row(ticket, &known(ticket, &names), moment(turn), is_hidden);
        body = body.line(turn.text(&row));
    }
    if more {
        let next = Phrase::new("tickets-more")
            .text("page", (page + 1).to_string())
            .choice("which", which)
            .number("left", total - page * PAGE);
        body = body.line(turn.text(&next));
    }
    Ok(body)
}

fn known(ticket: &Ticket, people: &HashMap<PersonId, Person>) -> Faces {
    let assignee = ticket.state.assignee().and_then(|id| people.get(&id).cloned());
    Faces { on_behalf_of: None, assignee, requester: None }
}

/// The log, the latest page first to be seen, each page in order of time.
pub(super) async fn history(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let ticket = work::ticket_of(&mut call)?;
    not_in_public(turn, &ticket).await?;
    let page = page(&call, "page-unclear", None)?;
    let inside = permission::is_inside(turn, &ticket).await?;
    let tickets = merge::read_with(turn, &ticket, inside).await?;
    let (entries, total) = ticket::log::page(turn.conn(), &tickets, inside, (page - 1) * PAGE, PAGE).await?;
    let heading = Phrase::new("history-heading").text("id", ticket.id.to_string()).number("total", total);
    let mut body = turn.text(&heading);
    if let Some(spent) = effort::line(turn, &ticket).await? {
        body = body.line(turn.text(&spent));
    }
    let authors: Vec<PersonId> = entries.iter().map(|entry| entry.author).collect();
    let platform = turn.place.platform.clone();
    let people = people::store::by_ids(turn.conn(), &platform, &authors).await?;
    let when = moment(turn);
    for entry in entries.iter().rev() {
        let name = people.get(&entry.author).map_or_else(String::new, |person| person.name.clone());
        let what = match (entry.act, entry.redacted, entry.text.trim().is_empty(), entry.edited) {
            (Some(act), ..) => {
                Phrase::new("history-act").choice("act", act.name()).text("detail", excerpt(&entry.text))
            }
            (None, true, _, _) => Phrase::new("history-redacted"),
            (None, false, true, _) => {
                Phrase::new("history-attachment").text("file", entry.attachment.clone().unwrap_or_default())
            }
            (None, false, false, false) => Phrase::new("history-text").text("text", excerpt(&entry.text)),
            (None, false, false, true) => Phrase::new("history-edited").text("text", excerpt(&entry.text)),
        };
        let what = if entry.internal { Phrase::new("history-internal").phrase("what", what) } else { what };
        let what = match entry.ticket == ticket.id {
            true => what,
            false => Phrase::new("history-of").text("id", entry.ticket.to_string()).phrase("what", what),
        };
        // Nobody has sent it on its way: a rule did.
        let line = match entry.act {
            Some(Act::Routed) => Phrase::new("history-line-of-nobody"),
            _ => Phrase::new("history-line").text("name", name),
        };
        let line = line.date_time("at", entry.at, when.zone, when.now).phrase("what", what);
        body = body.line(turn.text(&line));
    }
    if total > page * PAGE {
        let more = Phrase::new("history-more").text("id", ticket.id.to_string()).text("page", (page + 1).to_string());
        body = body.line(turn.text(&more));
    }
    say(turn, body).await
}

fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT { line } else { line.chars().take(EXCERPT - 1).chain(['…']).collect() }
}

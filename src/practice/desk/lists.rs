//! Looking at one ticket: its card, its log.

use super::homes::{faces, moment};
use super::links::merge;
use super::view;
use super::{effort, priority, work};
use crate::chat::markup::Markup;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{self, Phrase};
use crate::ids::{PersonId, TicketId};
use crate::people;
use crate::practice::{Call, PRACTICES, Who, meaning, permission};
use crate::ticket::log::{Act, Read};
use crate::ticket::{self, Side, Ticket, one_line, relation};

/// Entries of a page.
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
    let side = if permission::is_inside(turn, ticket).await? { Side::Team } else { Side::Requester };
    for says in PRACTICES.iter().filter_map(|practice| practice.lines) {
        for line in says(turn, ticket, side).await? {
            card = card.line(turn.text(&line));
        }
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

async fn say(turn: &mut Turn<'_>, body: Markup) -> Result<(), Stop> {
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// The page asked for, from 1.
fn page(call: &Call) -> Result<i64, Stop> {
    match call.args.text.trim() {
        "" => Ok(1),
        text => match text.parse::<i64>() {
            Ok(page @ 1..=100_000) => Ok(page),
            _ => Err(Refusal::unclear(Phrase::new("page-unclear").text("text", super::model::title_line(text))).into()),
        },
    }
}

/// The log, the latest page first to be seen, each page in order of time.
pub(super) async fn history(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let ticket = work::ticket_of(&mut call)?;
    not_in_public(turn, &ticket).await?;
    let page = page(&call)?;
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
                let phrase = Phrase::new("history-act").choice("act", act.name());
                match priority::logged(&entry.text).filter(|_| act == Act::Prioritised) {
                    Some(level) => phrase.phrase("detail", level),
                    None => phrase.text("detail", excerpt(&entry.text)),
                }
            }
            (None, true, _, _) => Phrase::new("history-redacted"),
            (None, false, true, _) => file(entry),
            (None, false, false, false) => Phrase::new("history-text").text("text", excerpt(&entry.text)),
            (None, false, false, true) => Phrase::new("history-edited").text("text", excerpt(&entry.text)),
        };
        // A file alone is called what it says, on many platforms.
        let what = match entry.attachment.as_deref() {
            Some(name) if entry.act.is_none() && !entry.redacted && !entry.text.trim().is_empty() => {
                match entry.text == name {
                    true => file(entry),
                    false => Phrase::new("history-with-file").phrase("what", what).phrase("file", file(entry)),
                }
            }
            _ => what,
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

/// The file of an entry, and what became of it.
fn file(entry: &Read) -> Phrase {
    let phrase =
        Phrase::new("history-attachment").text("file", excerpt(entry.attachment.as_deref().unwrap_or_default()));
    let Some(kept) = &entry.file else { return phrase };
    match kept.size {
        Some(size) => Phrase::new("history-file")
            .phrase("file", phrase)
            .choice("state", kept.state.name())
            .text("size", i18n::size(size)),
        None => Phrase::new("history-file-unknown").phrase("file", phrase).choice("state", kept.state.name()),
    }
}

fn excerpt(text: &str) -> String {
    one_line(text, EXCERPT)
}

//! `!ticket Printer offline`: a new ticket, with its card in the thread.

use serde_json::{Value, json};

use super::{about, lists, model, view, work};
use crate::chat::markup::Markup;
use crate::command::{Args, Candidate, PersonRef, Resolved, date, priority as levels};
use crate::error::{Fault, Refusal, Stop};
use crate::flow::turn::{Say, Turn};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::{self, Person};
use crate::practice::Call;
use crate::practice::language::card_language;
use crate::ticket::{self, State, Ticket, TicketPlace};

pub(super) async fn raise(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let nothing = call.args.text.trim().is_empty();
    if nothing && call.args.keys.is_empty() && call.args.on_behalf.is_none() && call.attachment.is_none() {
        return about::ticket_and_mine(turn).await;
    }
    if let Ok(id) = call.args.text.parse::<TicketId>()
        && call.args.keys.is_empty()
    {
        return lists::show_id(turn, id).await;
    }
    if nothing {
        return Err(Refusal::unclear(Phrase::new("ticket-empty")).hint(Phrase::new("ticket-empty-hint")).into());
    }
    let raised_by = turn.actor()?.clone();
    let requester = match &call.args.on_behalf {
        Some(person) => named(turn, person, &raised_by).await?,
        None => raised_by.clone(),
    };
    let (title, description) = words(&call.args);
    let ticket = Ticket {
        id: ticket::store::next_id(turn.conn()).await?,
        title,
        description,
        priority: priority(turn, &call.args)?,
        state: State::New,
        requester: requester.id,
        raised_by: raised_by.id,
        wanted_at: wanted(turn, &call.args)?,
        created_at: turn.said_at,
    };
    ticket::store::insert(turn.conn(), &ticket).await?;
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let entry = ticket::log::NewEntry {
        author: raised_by.id,
        at: turn.said_at,
        kind: ticket::log::Kind::Raised,
        text: &call.args.text,
        attachment: call.attachment,
        platform: &platform,
        event: &event,
    };
    ticket::log::insert(turn.conn(), ticket.id, entry).await?;
    let after = json!({
        "state": ticket.state.name(),
        "priority": ticket.priority,
        "requester": requester.account,
        "wanted": ticket.wanted_at,
    });
    turn.record("ticket-new", &ticket.id.to_string(), Value::Null, after).await?;
    place(turn, &ticket, &requester, &raised_by).await
}

/// Puts the card into the thread.
async fn place(turn: &mut Turn<'_>, ticket: &Ticket, requester: &Person, raised_by: &Person) -> Result<(), Stop> {
    let place = turn.place.clone();
    let root = place.thread.clone().ok_or_else(|| Fault::Other("a ticket was raised outside a message".to_owned()))?;
    let faces = work::faces(turn, ticket, &place.platform).await?;
    // Of somebody who has never written, the best guess is the language in which their colleague wrote for them.
    if requester.id != raised_by.id && requester.language.or(requester.detected).is_none() {
        let language = turn.language;
        people::store::keep_detected(turn.conn(), requester.id, language).await?;
    }
    let language = match requester.id == raised_by.id {
        true => turn.language,
        false => card_language(turn, ticket, &place).await?,
    };
    let body: Markup = turn.words.say(language, &view::card(ticket, &faces, work::moment(turn)));
    // Somebody else's ticket: they should hear of it.
    let mentions = if requester.id == raised_by.id { Vec::new() } else { vec![requester.account.clone()] };
    let loud = !mentions.is_empty();
    let card = turn.say(&place, Say { body, mentions, loud }).await?;
    let home = TicketPlace { platform: place.platform.clone(), room: place.room.clone(), root, card };
    ticket::store::insert_place(turn.conn(), ticket.id, &home).await?;
    work::offer(turn, ticket, &place, card).await
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

fn priority(turn: &Turn<'_>, args: &Args) -> Result<u8, Stop> {
    match args.key("prio") {
        Some(text) => Ok(levels::read(text).map_err(|unknown| work::unknown_priority(&unknown.text))?),
        None => Ok(turn.config.desk.default_priority),
    }
}

fn wanted(turn: &Turn<'_>, args: &Args) -> Result<Option<chrono::DateTime<chrono::Utc>>, Stop> {
    let Some(text) = args.key("wanted") else { return Ok(None) };
    let Ok(when) = date::read(text, turn.said_at, turn.config.timezone) else {
        let reason = Phrase::new("time-unclear").text("text", model::title_line(text));
        return Err(Refusal::unclear(reason).hint(Phrase::new("time-hint")).into());
    };
    if when.end() <= turn.now {
        return Err(Refusal::new(Phrase::new("time-is-past")).into());
    }
    Ok(Some(when.end()))
}

/// The person that was named, among those in the room or known to the bot.
async fn named(turn: &mut Turn<'_>, person: &PersonRef, writer: &Person) -> Result<Person, Stop> {
    if person.is_writer() {
        return Ok(writer.clone());
    }
    let place = turn.place.clone();
    let (PersonRef::Account(text) | PersonRef::Name(text)) = person;
    let members = people::store::members(turn.conn(), &place.platform, &place.room).await?;
    let candidates: Vec<Candidate<'_>> =
        members.iter().map(|member| Candidate { account: &member.account, name: member.name.as_deref() }).collect();
    let account = match person.resolve(&candidates) {
        Resolved::Found(account) => account,
        Resolved::Ambiguous(several) => {
            let phrase = Phrase::new("person-ambiguous").text("text", text.clone()).text("people", several.join(", "));
            return Err(Refusal::unclear(phrase).into());
        }
        Resolved::Unknown(_) if is_known(turn, person).await? => text.clone(),
        Resolved::Unknown(near) => {
            let phrase = Phrase::new("person-unknown").text("text", text.clone());
            let refusal = Refusal::unclear(phrase);
            return Err(match near.is_empty() {
                true => refusal.hint(Phrase::new("person-unknown-hint")).into(),
                false => refusal.hint(Phrase::new("person-near").text("people", near.join(", "))).into(),
            });
        }
    };
    let now = turn.now;
    Ok(people::store::identify(turn.conn(), &place.platform, &account, now).await?)
}

async fn is_known(turn: &mut Turn<'_>, person: &PersonRef) -> Result<bool, Stop> {
    let PersonRef::Account(account) = person else { return Ok(false) };
    let platform = turn.place.platform.clone();
    Ok(people::store::is_known(turn.conn(), &platform, account).await?)
}

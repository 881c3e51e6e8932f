//! What agents say on purpose to one side: `!reply` reaches the requester, `!note` stays inside the team.

use serde_json::Value;

use super::attachments::{self, Passing};
use super::canned;
use super::homes::{self, Audience};
use super::watch;
use super::work::{self, side_here};
use crate::error::{Refusal, Stop};
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::people::Person;
use crate::practice::Call;
use crate::ticket::log::{self, Kind, NewEntry};
use crate::ticket::{self, Side, Ticket, TicketPlace};

/// `!reply We are on it`: to the requester, wherever they are. `!reply :restart` sends an answer that is written already.
pub(super) async fn reply(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    if let Some(name) = canned::shortcut(&call.args.text).map(str::to_owned) {
        return canned::send(turn, call, &name).await;
    }
    let ticket = work::ticket_of(&mut call)?;
    let text = said(&call, "reply-empty")?;
    must_arrive_whole(&text)?;
    send(turn, &ticket, &text, call.attachment, true).await
}

/// Sends words of the actor's to the requester, and keeps them. `typed`: they stand in the message that is handled, so that
/// whoever reads there has read them.
pub(super) async fn send(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    text: &str,
    attachment: Option<Value>,
    typed: bool,
) -> Result<(), Stop> {
    let actor = turn.actor()?.clone();
    let platform = turn.place.platform.clone();
    let requester = homes::faces(turn, ticket, &platform).await?.requester;
    let mut threads = threads_of_requester(turn, ticket).await?;
    let mut is_said_here = false;
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if !typed && home.side != Side::Team && homes::is_here(turn, &home).await? {
            is_said_here = true;
            threads.push(home);
        }
    }
    let mut passing = Passing::of(turn, &actor.name, text, attachment.as_ref());
    let entry = keep(turn, ticket, &actor, text, attachment.as_ref(), false).await?;
    turn.emit(Fact::TicketAnswered { ticket: ticket.id, by: actor.id, at: turn.said_at });
    let mention = requester.as_ref().filter(|requester| requester.id != actor.id);
    for home in &threads {
        passing.to(turn, ticket, home, entry, mention).await?;
    }
    tell_team(turn, ticket, entry, &mut passing).await?;
    watch::tell(turn, ticket, passing.phrase(), Some(entry)).await?;
    attachments::keep(turn, &[(ticket.id, entry)], attachment.as_ref(), passing).await?;
    let subject = ticket.id.to_string();
    turn.record("ticket-reply", &subject, Value::Null, serde_json::json!({ "entry": entry })).await?;
    if is_said_here {
        return Ok(());
    }
    let key = if threads.is_empty() { "reply-read-here" } else { "reply-sent" };
    confirm(turn, key, ticket, requester.as_ref()).await
}

/// `!note The toner is on order`: for the team alone.
pub(super) async fn note(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let ticket = work::ticket_of(&mut call)?;
    let text = said(&call, "note-empty")?;
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    if homes.iter().all(|home| home.side != Side::Team) {
        let reason = Phrase::new("note-nowhere").text("id", ticket.id.to_string());
        return Err(Refusal::new(reason).hint(Phrase::new("note-nowhere-hint")).into());
    }
    let actor = turn.actor()?.clone();
    let attachment = call.attachment.as_ref();
    let mut passing = Passing::of(turn, &actor.name, &text, attachment);
    let entry = keep(turn, &ticket, &actor, &text, attachment, true).await?;
    tell_team(turn, &ticket, entry, &mut passing).await?;
    attachments::keep(turn, &[(ticket.id, entry)], attachment, passing).await?;
    let subject = ticket.id.to_string();
    turn.record("ticket-note", &subject, Value::Null, serde_json::json!({ "entry": entry })).await?;
    let reads_here = side_here(turn, &ticket).await?.is_some_and(|side| side != Side::Team);
    confirm(turn, if reads_here { "note-read-here" } else { "note-kept" }, &ticket, None).await
}

/// Characters of a reply that arrive whole on every platform; a longer one would be cut, and nobody would notice.
const LONGEST_REPLY: usize = 10_000;

fn must_arrive_whole(text: &str) -> Result<(), Stop> {
    let length = text.chars().count();
    if length <= LONGEST_REPLY {
        return Ok(());
    }
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let reason = Phrase::new("reply-too-long").number("length", count(length)).number("most", count(LONGEST_REPLY));
    Err(Refusal::new(reason).hint(Phrase::new("reply-too-long-hint")).into())
}

fn said(call: &Call, empty: &'static str) -> Result<String, Stop> {
    match call.args.text.trim() {
        "" if call.attachment.is_none() => Err(Refusal::unclear(Phrase::new(empty)).into()),
        text => Ok(text.to_owned()),
    }
}

/// The threads in which the requester reads, but for the one in which this is written. A requester who works in the team's
/// room has no thread of their own and reads the team's.
async fn threads_of_requester(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Vec<TicketPlace>, Stop> {
    let mut found = homes::elsewhere(turn, ticket, Audience::Requester).await?;
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let alone = homes.iter().all(|home| home.side == Side::Team);
    for home in homes {
        if (home.side == Side::Shared || alone) && !homes::is_here(turn, &home).await? {
            found.push(home);
        }
    }
    Ok(found)
}

/// The team sees in its own thread what was written elsewhere.
async fn tell_team(turn: &mut Turn<'_>, ticket: &Ticket, entry: i64, passing: &mut Passing) -> Result<(), Stop> {
    for home in homes::elsewhere(turn, ticket, Audience::Inside).await? {
        passing.to(turn, ticket, &home, entry, None).await?;
    }
    Ok(())
}

async fn keep(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    actor: &Person,
    text: &str,
    attachment: Option<&Value>,
    internal: bool,
) -> Result<i64, Stop> {
    let (platform, event, at) = (turn.cause.platform.clone(), turn.message.clone(), turn.said_at);
    let entry = NewEntry {
        author: actor.id,
        at,
        kind: Kind::Message,
        text,
        attachment: attachment.cloned(),
        platform: &platform,
        event: &event,
        internal,
    };
    Ok(log::insert(turn.conn(), ticket.id, entry).await?)
}

async fn confirm(
    turn: &mut Turn<'_>,
    key: &'static str,
    ticket: &Ticket,
    requester: Option<&Person>,
) -> Result<(), Stop> {
    let name = requester.map_or_else(String::new, |requester| requester.name.clone());
    let phrase = Phrase::new(key).text("id", ticket.id.to_string()).text("name", name);
    turn.answer(&phrase).await?;
    Ok(())
}

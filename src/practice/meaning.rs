//! What a command or a tap means: which verb, and which ticket.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use super::language::{card_language, listen_to_language};
use super::router::{self, verbs};
use super::{PRACTICES, Prompt, Reaction, Tap, Verb, Who, permission};
use crate::command::{self, Args, Command, Rest, Sign, fold};
use crate::error::{Refusal, Stop};
use crate::flow::inbox::Event;
use crate::flow::outbox::{self, Room};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::{Language, Phrase};
use crate::ids::{TicketId, TicketKind};
use crate::ticket::{self, Side, Ticket, relation};

/// The verb with the longest name that the command begins with, and what follows it.
///
/// `!ticket take` is the verb only when nothing, or an id, follows: `!ticket take the old printer away` is a ticket.
#[must_use]
pub fn find<'a>(command: &Command<'a>) -> Option<(&'static Verb, Rest<'a>)> {
    let mut rest = command.rest;
    if let Some(second) = rest.take_word() {
        let two = format!("{} {second}", command.word);
        let exact = named(&two);
        let after_noun = named(&second).filter(|verb| verb.on_ticket && is_ticket_noun(&command.word));
        let follows_id = rest.peek().is_none_or(|word| word.parse::<TicketId>().is_ok());
        if let Some(verb) = exact.or(after_noun.filter(|_| follows_id)) {
            return Some((verb, rest));
        }
    }
    named(&command.word).map(|verb| (verb, command.rest))
}

/// What is meant by a verb of the desk's on a kind of ticket that goes a way of its own.
const MEANS: &[(TicketKind, &str, &str)] = &[
    (TicketKind::Incident, "ticket-resolve", "incident-resolve"),
    (TicketKind::Incident, "ticket-reopen", "incident-reopen"),
    (TicketKind::Incident, "ticket-merge", "incident-merge"),
    (TicketKind::Incident, "ticket-close", "incident-resolve"),
    (TicketKind::Incident, "ticket-assign", "incident-lead"),
    (TicketKind::Incident, "ticket-priority", "incident-severity"),
    (TicketKind::Incident, "ticket-history", "incident-timeline"),
    (TicketKind::Incident, "ticket-note", "incident-timeline"),
    (TicketKind::Incident, "ticket-reply", "incident-update"),
    (TicketKind::Incident, "reject", "incident-decline"),
];

/// The verb that is meant instead of this one, where it is about a ticket that goes a way of its own: by the first id, else by
/// the place.
pub async fn instead(
    turn: &mut Turn<'_>,
    verb: &Verb,
    args: &Args,
    thread: Option<&str>,
) -> Result<Option<&'static Verb>, Stop> {
    if MEANS.iter().all(|(_, of, _)| *of != verb.name) {
        return Ok(None);
    }
    let id = match args.ids.first() {
        Some(id) => Some(*id),
        None => {
            let place = turn.place.clone();
            let here =
                ticket::store::in_thread(turn.conn(), &place.platform, &place.room, thread.unwrap_or("")).await?;
            here.first().map(|(id, _)| *id)
        }
    };
    let Some(kind) = id.map(TicketId::kind) else { return Ok(None) };
    let meant = MEANS.iter().find(|(of_kind, of, _)| *of_kind == kind && *of == verb.name);
    Ok(meant.and_then(|(_, _, own)| router::verb(own)))
}

/// In a room that a ticket has to itself people talk as it comes: what is said on top is answered on top.
pub async fn flat(turn: &mut Turn<'_>, thread: Option<&str>) -> Result<(), Stop> {
    if thread.is_none() && turn.here().await?.ticket.is_some() {
        turn.place.thread = None;
    }
    Ok(())
}

/// All verbs by their folded names. There are hundreds, and to fold them anew costs more than the rest of reading a command.
static NAMES: Lazy<HashMap<String, &'static Verb>> = Lazy::new(|| {
    let mut names = HashMap::new();
    for verb in verbs() {
        for alias in verb.en.iter().chain(verb.de) {
            names.entry(fold(alias)).or_insert(verb);
        }
    }
    names
});

/// The verb of this name, folded.
#[must_use]
pub fn named(name: &str) -> Option<&'static Verb> {
    NAMES.get(name).copied()
}

fn is_ticket_noun(word: &str) -> bool {
    named(word).is_some_and(|verb| verb.name == "ticket-new")
}

/// Not understood: the nearest verbs.
pub async fn unclear(turn: &mut Turn<'_>, command: &Command<'_>) -> Result<Outcome, Stop> {
    listen_to_language(turn, command, command.rest).await?;
    let names: Vec<&str> = verbs()
        .flat_map(|verb| match turn.language {
            Language::En => verb.en.iter().chain(verb.de),
            Language::De => verb.de.iter().chain(verb.en),
        })
        .copied()
        .collect();
    let near = command::suggest(&command.word, &names, 3);
    let reason = Phrase::new("command-unknown")
        .text("word", format!("{}{}", turn.config.prefix, command.word.chars().take(40).collect::<String>()));
    let list =
        |near: &[&str]| near.iter().map(|name| format!("{}{name}", turn.config.prefix)).collect::<Vec<_>>().join(" · ");
    let hint = match near.is_empty() {
        true => Phrase::new("command-see-help"),
        false => Phrase::new("command-did-you-mean").text("near", list(&near)),
    };
    Err(Refusal::unclear(reason).hint(hint).into())
}

/// The ticket that a command means: by id, else by the thread or the card that it answers.
pub async fn meant(
    turn: &mut Turn<'_>,
    args: &Args,
    thread: Option<&str>,
    reply_to: Option<&str>,
) -> Result<Ticket, Stop> {
    let place = turn.place.clone();
    let id = match args.ids.as_slice() {
        [id] => return known(turn, *id).await,
        [_, _, ..] => return Err(Refusal::unclear(Phrase::new("ticket-one-at-a-time")).into()),
        [] => {
            let by_reply = match reply_to {
                Some(event) => by_message(turn, event).await?.map(|(id, _)| id),
                None => None,
            };
            let root = thread.unwrap_or_default();
            let in_thread = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, root).await?;
            match (by_reply, in_thread.as_slice()) {
                (Some(id), _) => id,
                (None, [(id, _)]) => *id,
                (None, []) => return Err(Refusal::unclear(Phrase::new("ticket-which")).into()),
                (None, several) => {
                    let ids = several.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(", ");
                    return Err(Refusal::unclear(Phrase::new("ticket-which-of").text("ids", ids)).into());
                }
            }
        }
    };
    // Named by the place: it lives here.
    match ticket::store::lock(turn.conn(), id).await? {
        Some(ticket) if permission::may_see(turn, &ticket).await? => Ok(ticket),
        _ => Err(unknown(id)),
    }
}

fn unknown(id: TicketId) -> Stop {
    Refusal::new(Phrase::new("ticket-unknown").text("id", id.to_string())).into()
}

/// The ticket of this number, locked. Of a private one nobody learns that it exists who may not see it, nor who reads
/// along.
pub async fn known(turn: &mut Turn<'_>, id: TicketId) -> Result<Ticket, Stop> {
    if let Some(ticket) = ticket::store::lock(turn.conn(), id).await?
        && permission::may_see(turn, &ticket).await?
        && permission::may_speak_of(turn, &ticket).await?
    {
        return Ok(ticket);
    }
    Err(unknown(id))
}

/// What can still be done with a ticket that has become part of another one.
const OF_MERGED: [&str; 2] = ["ticket-show", "ticket-history"];

/// Refuses what would change a ticket that has become part of another one, and names that one.
pub async fn unmerged(turn: &mut Turn<'_>, ticket: &Ticket, act: &str) -> Result<(), Stop> {
    if OF_MERGED.contains(&act) {
        return Ok(());
    }
    let Some(target) = relation::merged_into(turn.conn(), ticket.id).await? else { return Ok(()) };
    let named =
        |key: &'static str| Phrase::new(key).text("id", ticket.id.to_string()).text("target", target.to_string());
    // What a requester writes there goes on by itself, and the other ticket is none that they could command.
    let is_agent = permission::may(turn, Who::Agent, Some(ticket)).await?;
    let hint = if is_agent { named("merged-already-hint") } else { Phrase::new("merged-already-hint-requester") };
    Err(Refusal::new(named("merged-already")).hint(hint).into())
}

/// The thread of the message of ours in this room that was replied to, where a ticket lives in it.
pub async fn thread_of_reply(turn: &mut Turn<'_>, reply_to: &str) -> Result<Option<String>, Stop> {
    let place = turn.place.clone();
    let Some(message) = outbox::by_event(turn.conn(), &place.platform, reply_to).await? else { return Ok(None) };
    let Some(root) = outbox::thread_of(turn.conn(), message).await? else { return Ok(None) };
    let lives = !ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?.is_empty();
    Ok(lives.then_some(root))
}

/// The ticket to which a message of ours, or the first message of a thread, belongs in the room of the event; with
/// the first message of its thread.
async fn by_message(turn: &mut Turn<'_>, event: &str) -> Result<Option<(TicketId, String)>, Stop> {
    let place = turn.place.clone();
    if let Some(message) = outbox::by_event(turn.conn(), &place.platform, event).await? {
        let Some((id, room, root)) = ticket::store::by_card(turn.conn(), message).await? else { return Ok(None) };
        let root = root.unwrap_or_else(|| event.to_owned());
        return Ok((room == place.room).then_some((id, root)));
    }
    let ids = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, event).await?;
    Ok(match ids.as_slice() {
        [(id, _)] => Some((*id, event.to_owned())),
        _ => None,
    })
}

/// The reaction's row and the ticket on whose card or first message it was put; answers then go into its thread.
pub async fn tapped(
    turn: &mut Turn<'_>,
    event: &Event,
    target: &str,
    sign: &str,
) -> Result<Option<(&'static Reaction, Ticket)>, Stop> {
    let Some(sign) = Sign::read(sign) else { return Ok(None) };
    let rows = || PRACTICES.iter().flat_map(|practice| practice.reactions).filter(|row| row.sign == sign);
    if rows().next().is_none() {
        return Ok(None);
    }
    let Some((id, root)) = by_message(turn, target).await? else { return Ok(None) };
    // A sign that means something of its own on this kind of ticket means that.
    let own = rows().find(|row| row.only == Some(id.kind()));
    let Some(row) = own.or_else(|| rows().find(|row| row.only.is_none())) else { return Ok(None) };
    turn.place.thread = Some(root.clone());
    if id.kind() == TicketKind::Incident {
        flat(turn, None).await?;
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(None) };
    tracing::debug!(ticket = %id, act = row.name, event = event.id, "tapped");
    // Who only taps has written nothing to recognise a language by, but has read the card. Inside a team it speaks the
    // language of the room or the house already, like everybody who is answered there.
    if turn.actor()?.usual_language(&turn.config).is_none() {
        let place = turn.place.clone();
        let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?;
        if here.iter().all(|(of, side)| *of != id || *side != Side::Team) {
            turn.language = card_language(turn, &ticket, &place).await?;
        }
    }
    Ok(Some((row, ticket)))
}

/// The row that answers a tap on a message of ours that asks something, with the answer; what is said then goes into the
/// thread of that message.
pub async fn answered(
    turn: &mut Turn<'_>,
    target: &str,
    sign: &str,
    taken_back: bool,
) -> Result<Option<(&'static Prompt, Tap)>, Stop> {
    let Some(sign) = Sign::read(sign) else { return Ok(None) };
    let place = turn.place.clone();
    let Some(message) = outbox::by_event(turn.conn(), &place.platform, target).await? else { return Ok(None) };
    // A reaction that points into another room is none.
    if outbox::address_of(turn.conn(), message).await? != (place.platform.clone(), Room::Known(place.room.clone())) {
        return Ok(None);
    }
    let Some(prompt) = prompts::of(turn.conn(), message).await? else { return Ok(None) };
    let row = PRACTICES.iter().flat_map(|practice| practice.prompts).find(|row| row.name == prompt.kind);
    let Some(row) = row.filter(|row| row.signs.contains(&sign)) else { return Ok(None) };
    turn.place.thread = outbox::thread_of(turn.conn(), message).await?;
    if turn.place.thread.as_deref() == Some(target) {
        flat(turn, None).await?;
    }
    Ok(Some((row, Tap { message, payload: prompt.payload, sign, taken_back })))
}

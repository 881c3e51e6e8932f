//! `!watch`: to follow a ticket without having raised it. Who does gets what the requester gets, in a direct chat and
//! quietly; never what is said inside the team.

use serde_json::json;

use super::homes::is_here;
use super::work;
use crate::command::{Accepts, PersonRef};
use crate::error::{Refusal, Stop};
use crate::flow::turn::{Place, Turn};
use crate::i18n::{Language, Phrase};
use crate::ids::{MessageId, TicketId};
use crate::people::role::Role;
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::named;
use crate::practice::{Call, Practice, Verb, Who, permission, verb_words};
use crate::ticket::{self, Ticket};

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "watch",
    verbs: &[
        Verb {
            name: "ticket-watch",
            words: verb_words!("ticket-watch"),
            en: &["watch"],
            de: &["beobachten"],
            who: Who::Anyone,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(watch(turn, call)),
        },
        Verb {
            name: "ticket-unwatch",
            words: verb_words!("ticket-unwatch"),
            en: &["unwatch"],
            de: &["nicht-beobachten"],
            who: Who::Anyone,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(unwatch(turn, call)),
        },
    ],
    reactions: &[],
    errands: &[],
    prompts: &[],
    timers: &[],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

/// Who is meant: the actor, or somebody else, about whom agents decide.
async fn meant(turn: &mut Turn<'_>, call: &Call, ticket: &Ticket, act: &'static str) -> Result<Person, Stop> {
    let actor = turn.actor()?.clone();
    let Some(other) = PersonRef::read(&call.args.text).filter(|person| !person.is_writer()) else { return Ok(actor) };
    permission::permit(turn, Who::Agent, Some(ticket), act).await?;
    named::person(turn, &other, &actor).await
}

/// `!watch`, `!watch @x`.
async fn watch(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let ticket = work::ticket_of(&mut call)?;
    let actor = turn.actor()?.clone();
    let person = meant(turn, &call, &ticket, "ticket-watch").await?;
    let own = person.id == actor.id;
    let refuse = |key| {
        let phrase = Phrase::new(key).text("id", ticket.id.to_string()).text("name", person.name.clone());
        Stop::from(Refusal::new(phrase))
    };
    if own && !reads_here(turn, &ticket).await? {
        permission::permit(turn, Who::Involved, Some(&ticket), "ticket-watch").await?;
    }
    if ticket.requester == person.id {
        return Err(refuse(if own { "watch-own" } else { "watch-requester" }));
    }
    if !may_hear(turn, &ticket, &person).await? {
        return Err(refuse("watch-private"));
    }
    let now = turn.now;
    if !ticket::watch::add(turn.conn(), ticket.id, person.id, now).await? {
        return Err(refuse(if own { "watch-already" } else { "watch-already-other" }));
    }
    turn.record("ticket-watch", &ticket.id.to_string(), json!(null), json!({ "watcher": person.account })).await?;
    if !own {
        let told = Phrase::new("watch-told").text("name", actor.name).text("id", ticket.id.to_string());
        let told = told.text("title", ticket.title.clone());
        say_alone(turn, &person, &told).await?;
    }
    let key = if own { "watch-on" } else { "watch-on-other" };
    turn.answer(&Phrase::new(key).text("id", ticket.id.to_string()).text("name", person.name)).await?;
    Ok(())
}

/// `!unwatch`, `!unwatch @x`.
async fn unwatch(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let ticket = work::ticket_of(&mut call)?;
    let actor = turn.actor()?.id;
    let person = meant(turn, &call, &ticket, "ticket-unwatch").await?;
    let own = person.id == actor;
    let gone = ticket::watch::remove(turn.conn(), ticket.id, person.id).await?;
    let key = match (gone, own) {
        (true, true) => "watch-off",
        (true, false) => "watch-off-other",
        (false, true) => "watch-not",
        (false, false) => "watch-not-other",
    };
    let phrase = Phrase::new(key).text("id", ticket.id.to_string()).text("name", person.name);
    if !gone {
        return Err(Refusal::new(phrase).into());
    }
    turn.record("ticket-unwatch", &ticket.id.to_string(), json!({ "watcher": person.account }), json!(null)).await?;
    turn.answer(&phrase).await?;
    Ok(())
}

/// Whether this is a thread of the ticket, so that the actor reads it anyway.
async fn reads_here(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<bool, Stop> {
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if is_here(turn, &home).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether somebody may hear of a ticket now: it can have become private since they began to watch it.
async fn may_hear(turn: &mut Turn<'_>, ticket: &Ticket, person: &Person) -> Result<bool, Stop> {
    if !ticket.private || ticket.is_of(person.id) {
        return Ok(true);
    }
    let place = turn.place.clone();
    Ok(permission::role_of(turn, person, &place, Some(ticket)).await? >= Role::Agent)
}

async fn say_alone(turn: &mut Turn<'_>, person: &Person, phrase: &Phrase) -> Result<MessageId, Stop> {
    let place = Place { room: String::new(), thread: None, ..turn.place.clone() };
    let language = language_of(turn, person, &place).await?;
    let body = turn.words.say(language, phrase);
    Ok(turn.say_direct(&place.platform, &person.account, body).await?)
}

/// Something about a ticket as those who watch it read it: which one, and what.
pub(super) fn news(ticket: &Ticket, what: Phrase) -> Phrase {
    Phrase::new("watch-news").text("id", ticket.id.to_string()).text("title", ticket.title.clone()).phrase("what", what)
}

/// Tells those who watch a ticket what its requester hears; of an entry of its log, so that edits follow.
pub(super) async fn tell(turn: &mut Turn<'_>, ticket: &Ticket, what: &Phrase, entry: Option<i64>) -> Result<(), Stop> {
    let watchers = ticket::watch::list(turn.conn(), ticket.id).await?;
    let actor = turn.actor.as_ref().map(|actor| actor.id);
    let here = turn.place.clone();
    for watcher in watchers.into_iter().filter(|watcher| Some(*watcher) != actor && *watcher != ticket.requester) {
        for platform in turn.platforms().await? {
            let Some(person) = people::store::find(turn.conn(), &platform, watcher).await? else { continue };
            // Time has no place of its own.
            turn.place.platform = platform;
            if may_hear(turn, ticket, &person).await? {
                let message = say_alone(turn, &person, &news(ticket, what.clone())).await?;
                if let Some(entry) = entry {
                    ticket::log::relayed(turn.conn(), entry, message).await?;
                }
            }
            turn.place = here.clone();
            break;
        }
    }
    Ok(())
}

/// A ticket was resolved.
pub(super) async fn tell_resolved(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let what = match ticket.state.resolution().and_then(|resolution| resolution.solution.clone()) {
        Some(solution) => Phrase::new("watch-resolved-solution").text("solution", solution),
        None => Phrase::new("watch-resolved"),
    };
    tell(turn, ticket, &what, None).await
}

/// A message in a thread that the requester reads: what an agent says there is an answer to them.
pub(super) async fn overheard(turn: &mut Turn<'_>, id: TicketId, entry: i64, what: &Phrase) -> Result<(), Stop> {
    if ticket::watch::list(turn.conn(), id).await?.is_empty() {
        return Ok(());
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let is_of_actor = ticket.is_of(turn.actor()?.id);
    if is_of_actor || permission::role(turn, Some(&ticket)).await? < Role::Agent {
        return Ok(());
    }
    tell(turn, &ticket, what, Some(entry)).await
}

//! What a ticket is about, as agents see it: its category, its service, and who may know of it. Its team stays the same
//! until somebody gives it to another one.

use serde_json::json;

use super::homes::{self, refresh};
use super::{assign, raise, work};
use crate::command::{Accepts, fold};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::practice::named;
use crate::practice::{Call, Practice, Verb, Who, verb_words};
use crate::ticket::log::{self, Act};
use crate::ticket::{self, Side, Ticket};

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "classify",
    verbs: &[
        Verb {
            name: "ticket-category",
            words: verb_words!("ticket-category"),
            en: &["category", "cat"],
            de: &["kategorie"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(category(turn, call)),
        },
        Verb {
            name: "ticket-service",
            words: verb_words!("ticket-service"),
            en: &["service"],
            de: &["dienst"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(service(turn, call)),
        },
        Verb {
            name: "ticket-private",
            words: verb_words!("ticket-private"),
            en: &["private"],
            de: &["vertraulich"],
            who: Who::Agent,
            on_ticket: true,
            accepts: Accepts::IDS,
            run: |turn, call| Box::pin(private(turn, call)),
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

/// What a ticket was about, for the audit log.
fn value(ticket: &Ticket) -> serde_json::Value {
    json!({ "category": ticket.category, "service": ticket.service, "private": ticket.private })
}

async fn save(turn: &mut Turn<'_>, ticket: &Ticket, before: serde_json::Value, detail: &str) -> Result<(), Stop> {
    let now = turn.now;
    ticket::store::update(turn.conn(), ticket, now).await?;
    turn.record("ticket-classify", &ticket.id.to_string(), before, value(ticket)).await?;
    let who = (turn.actor()?.id, turn.said_at);
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    log::act(turn.conn(), ticket.id, who, Act::Classified, detail, (&platform, &event)).await?;
    refresh(turn, ticket).await
}

/// `!category hardware`. What is put under a private one is private from then on.
async fn category(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let config = turn.config.clone();
    let text = call.args.text.trim();
    let names = config.categories.iter().map(|category| (category.name.as_str(), category.title.as_str()));
    let at = named::thing(text, names).map_err(|near| unclear(text, "category-missing", "category-unknown", &near))?;
    let Some(chosen) = config.categories.get(at) else { return Ok(()) };
    if chosen.private {
        must_have_team(turn, &ticket).await?;
    }
    let before = value(&ticket);
    ticket.category = Some(chosen.name.clone());
    let becomes_private = chosen.private && !ticket.private;
    ticket.private |= chosen.private;
    save(turn, &ticket, before, &chosen.title).await?;
    if becomes_private {
        return hide(turn, &ticket).await;
    }
    changed(turn, &ticket, &chosen.title).await
}

/// `!service mail`.
async fn service(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let config = turn.config.clone();
    let text = call.args.text.trim();
    let names = config.services.iter().map(|service| (service.name.as_str(), service.title.as_str()));
    let at = named::thing(text, names).map_err(|near| unclear(text, "service-missing", "service-unknown", &near))?;
    let Some(chosen) = config.services.get(at) else { return Ok(()) };
    let before = value(&ticket);
    ticket.service = Some(chosen.name.clone());
    save(turn, &ticket, before, &chosen.title).await?;
    changed(turn, &ticket, &chosen.title).await
}

fn unclear(text: &str, missing: &'static str, unknown: &'static str, near: &[String]) -> Stop {
    if !text.is_empty() || near.is_empty() {
        return named::unknown(unknown, text, near);
    }
    let hint = Phrase::new("classify-hint").text("names", near.join(", "));
    Refusal::unclear(Phrase::new(missing)).hint(hint).into()
}

async fn changed(turn: &mut Turn<'_>, ticket: &Ticket, title: &str) -> Result<(), Stop> {
    let phrase = Phrase::new("classified").text("id", ticket.id.to_string()).text("title", title);
    turn.answer(&phrase).await?;
    Ok(())
}

/// `!private on`, `!private off`.
async fn private(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let mut ticket = work::ticket_of(&mut call)?;
    let on = match fold(call.args.text.trim()).as_str() {
        "" | "on" | "yes" | "an" | "ein" | "ja" => true,
        "off" | "no" | "aus" | "nein" => false,
        _ => return Err(Refusal::unclear(Phrase::new("private-how")).hint(Phrase::new("private-hint")).into()),
    };
    let id = ticket.id.to_string();
    if ticket.private == on {
        let key = if on { "private-already" } else { "public-already" };
        return Err(Refusal::new(Phrase::new(key).text("id", id)).into());
    }
    if on {
        must_have_team(turn, &ticket).await?;
    }
    let before = value(&ticket);
    ticket.private = on;
    save(turn, &ticket, before, if on { "🔒" } else { "🔓" }).await?;
    if on {
        return hide(turn, &ticket).await;
    }
    turn.answer(&Phrase::new("public-now").text("id", id)).await?;
    Ok(())
}

/// What is private is seen by its team alone, so it needs one that has a room.
async fn must_have_team(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    if raise::home_of(turn, ticket.team.as_deref()).await?.is_some() {
        return Ok(());
    }
    let reason = Phrase::new("private-nowhere").text("id", ticket.id.to_string());
    Err(Refusal::new(reason).hint(Phrase::new("private-nowhere-hint")).into())
}

/// A ticket has become private: where others read along it is left, and its requester goes on in a direct chat.
async fn hide(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let id = ticket.id.to_string();
    turn.answer(&Phrase::new("private-now").text("id", id.clone())).await?;
    let (mut is_alone, mut left) = (false, false);
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if home.side == Side::Team {
            continue;
        }
        if turn.room(&home.platform, &home.room).await?.direct {
            is_alone = true;
            continue;
        }
        assign::leave(turn, ticket, &home, &Phrase::new("left-private").text("id", id.clone()), None).await?;
        left = true;
    }
    let platform = turn.place.platform.clone();
    match homes::faces(turn, ticket, &platform).await?.requester {
        Some(requester) if left && !is_alone => homes::settle_direct(turn, ticket, &requester).await,
        _ => Ok(()),
    }
}

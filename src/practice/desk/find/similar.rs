//! A new ticket that resembles an open one says so in its requester's thread. 🔗 joins them to that one: they are counted
//! there and told when it is resolved, and the new ticket is closed as its duplicate.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{model, search};
use crate::command::Sign;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people;
use crate::practice::desk::homes::{self, Audience, faces, moment};
use crate::practice::desk::{model as states, view, work};
use crate::practice::{Tap, Who, likeness, meaning, permission};
use crate::ticket::affected::{self, Affected};
use crate::ticket::log::{self, Act};
use crate::ticket::{self, Side, State, Ticket};

/// The kind under which the question is kept.
pub(super) const ME_TOO: &str = "ticket-duplicate";
/// So many tickets are shown.
const SHOWN: usize = 3;
/// So many are compared.
const COMPARED: i64 = 50;

/// What is kept with the question.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    /// The new ticket.
    ticket: TicketId,
    /// The open ones that it resembles, the most alike first.
    alike: Vec<TicketId>,
}

/// Shows the open tickets that a new one resembles, where it was raised; nothing where there are none.
pub(in crate::practice::desk) async fn show(turn: &mut Turn<'_>, new: &Ticket) -> Result<(), Stop> {
    if !turn.config.desk.similar || new.private || turn.actor.is_none() {
        return Ok(());
    }
    let alike = alike(turn, new).await?;
    if alike.is_empty() {
        return Ok(());
    }
    let key = if alike.len() == 1 { "similar-one" } else { "similar-several" };
    let mut body = turn.text(&Phrase::new(key).text("id", new.id.to_string()));
    let platform = turn.place.platform.clone();
    for (ticket, sign) in alike.iter().zip(["🔗", "2️⃣", "3️⃣"]) {
        let faces = faces(turn, ticket, &platform).await?;
        let row = view::row(ticket, &faces, moment(turn), false);
        let line = Phrase::new("similar-line").text("sign", sign).phrase("row", row);
        body = body.line(turn.text(&line));
    }
    let place = turn.place.clone();
    let message = turn.say(&place, body).await?;
    let asked = Asked { ticket: new.id, alike: alike.iter().map(|ticket| ticket.id).collect() };
    prompts::keep(turn.conn(), message, ME_TOO, &json!(asked)).await?;
    if turn.config.desk.offer_reactions {
        let signs: Vec<&str> = ["🔗", "2️⃣", "3️⃣"].into_iter().take(alike.len()).collect();
        turn.offer(message, &signs).await?;
    }
    Ok(())
}

/// The open tickets that a new one resembles and that may be shown here, the most alike first.
async fn alike(turn: &mut Turn<'_>, new: &Ticket) -> Result<Vec<Ticket>, Stop> {
    let terms = model::specific(model::terms(&new.title));
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let (query, _) = search::understood(turn, &terms, false).await?;
    let (place, account) = (turn.place.clone(), turn.actor()?.account.clone());
    let is_direct = turn.here().await?.direct;
    let here = (place.platform.as_str(), place.room.as_str(), is_direct.then_some(account.as_str()));
    let own = (new.id, new.service.as_deref());
    let candidates = ticket::search::resembling(turn.conn(), &query.any, own, here, COMPARED).await?;
    let words = likeness::telling(&new.title);
    let mut scored: Vec<(f64, TicketId)> = candidates
        .iter()
        .map(|other| (likeness::likeness_of(&words, &likeness::telling(&other.title)), other.id))
        .filter(|(score, _)| *score >= likeness::ALIKE)
        .collect();
    scored.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
    let ids: Vec<TicketId> = scored.into_iter().take(SHOWN).map(|(_, id)| id).collect();
    Ok(ticket::store::by_ids(turn.conn(), &ids).await?)
}

/// 🔗: it is the same. Taken back: it is not.
pub(super) async fn me_too(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Asked { ticket: id, alike } = serde_json::from_value(tap.payload)?;
    let nth = match tap.sign {
        Sign::Digit(digit) => usize::from(digit).saturating_sub(1),
        _ => 0,
    };
    let Some(older) = alike.get(nth).copied() else { return Ok(Outcome::Ignored) };
    // The older one first, as everywhere where two are locked.
    let older = ticket::store::lock(turn.conn(), older).await?;
    let ticket = meaning::known(turn, id).await?;
    if !permission::may(turn, Who::Involved, Some(&ticket)).await? {
        let person = turn.actor()?.id;
        if ticket::store::first_hint(turn.conn(), id, person, ME_TOO).await? {
            let refusal = permission::not_permitted(Who::Involved, ME_TOO);
            let phrase = Phrase::new("refusal").phrase("reason", refusal.reason);
            turn.answer(&phrase).await?;
        }
        return Ok(Outcome::Refused);
    }
    let Some(older) = older.filter(|older| !older.private) else { return Ok(Outcome::Ignored) };
    if tap.taken_back { apart(turn, ticket, &older).await } else { join(turn, ticket, &older).await }
}

async fn join(turn: &mut Turn<'_>, mut ticket: Ticket, older: &Ticket) -> Result<Outcome, Stop> {
    let (id, of) = (ticket.id.to_string(), older.id.to_string());
    meaning::unmerged(turn, &ticket, ME_TOO).await?;
    if affected::shared(turn.conn(), ticket.id).await?.duplicate_of == Some(older.id) {
        // Somebody else was faster: theirs is the tap that can be taken back.
        return Err(Refusal::new(Phrase::new("duplicate-already").text("id", id).text("of", of)).into());
    }
    if !ticket.state.is_open() {
        let phrase = Phrase::new("ticket-is-already").text("id", id).choice("from", ticket.state.name());
        return Err(Refusal::new(phrase).into());
    }
    if !older.state.is_open() {
        let phrase = Phrase::new("duplicate-over").text("of", of).text("id", id);
        return Err(Refusal::new(phrase.choice("from", older.state.name())).into());
    }
    let now = turn.now;
    let person = Affected { person: ticket.requester, via: ticket.id };
    affected::join(turn.conn(), older.id, person, now).await?;
    let (actor, at) = (turn.actor()?.clone(), turn.said_at);
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let cause = (platform.as_str(), event.as_str());
    log::act(turn.conn(), ticket.id, (actor.id, at), Act::Duplicate, &of, cause).await?;
    log::act(turn.conn(), older.id, (actor.id, at), Act::Affected, &id, cause).await?;
    let over = State::Closed { to: ticket.state.assignee(), resolution: None, at: now, unanswered: false };
    work::save(turn, &mut ticket, over, ME_TOO).await?;
    homes::refresh(turn, older).await?;
    let requester = people::store::find(turn.conn(), &platform, ticket.requester).await?;
    let name = requester.map_or_else(String::new, |requester| requester.name);
    let told = Phrase::new("affected-inside").text("id", of.clone()).text("name", name).text("via", id.clone());
    homes::tell(turn, older, Audience::Inside, &told, None).await?;
    turn.answer(&Phrase::new("duplicate-joined").text("id", id).text("of", of)).await?;
    Ok(Outcome::Done)
}

/// The new ticket is open again, and stands for itself.
async fn apart(turn: &mut Turn<'_>, mut ticket: Ticket, older: &Ticket) -> Result<Outcome, Stop> {
    let is_its = affected::shared(turn.conn(), ticket.id).await?.duplicate_of == Some(older.id);
    let Ok(open) = states::reopen(&ticket.state, None) else { return Ok(Outcome::Ignored) };
    if !is_its {
        return Ok(Outcome::Ignored);
    }
    work::save(turn, &mut ticket, open, "ticket-duplicate-undo").await?;
    turn.answer(&Phrase::new("duplicate-undone").text("id", ticket.id.to_string())).await?;
    Ok(Outcome::Done)
}

/// After a transition: a duplicate that is open again is none any more; and whoever is affected by a ticket hears that it
/// is resolved, or was withdrawn.
pub(in crate::practice::desk) async fn follow(turn: &mut Turn<'_>, ticket: &Ticket, was: &State) -> Result<(), Stop> {
    if ticket.state.is_open() {
        let of = affected::leave(turn.conn(), ticket.id).await?;
        let older = match of {
            Some(of) => ticket::store::lock(turn.conn(), of).await?,
            None => None,
        };
        if let Some(older) = older {
            let (subject, via) = (ticket.id.to_string(), json!({ "duplicate_of": older.id }));
            turn.record("ticket-duplicate-leave", &subject, via, Value::Null).await?;
            homes::refresh(turn, ticket).await?;
            homes::refresh(turn, &older).await?;
        }
        return Ok(());
    }
    let key = match &ticket.state {
        State::Resolved { .. } if was.is_open() => "affected-resolved",
        State::Closed { resolution: None, .. } if was.is_open() => "affected-withdrawn",
        _ => return Ok(()),
    };
    for Affected { person, via } in affected::of_ticket(turn.conn(), ticket.id).await? {
        let own = ticket::store::by_ids(turn.conn(), &[via]).await?;
        for home in ticket::store::places(turn.conn(), via).await? {
            let person = people::store::find(turn.conn(), &home.platform, person).await?;
            let (Some(own), Some(person), true) = (own.first(), person, home.side != Side::Team) else { continue };
            let solution = ticket.state.resolution().and_then(|resolution| resolution.solution.clone());
            let phrase = Phrase::new(key)
                .text("id", ticket.id.to_string())
                .text("via", via.to_string())
                .node("person", homes::person(&person));
            let phrase = match solution {
                Some(solution) => Phrase::new("affected-solution").phrase("told", phrase).text("solution", solution),
                None => phrase,
            };
            homes::say_at(turn, own, &home, &phrase, Some(&person)).await?;
        }
    }
    Ok(())
}

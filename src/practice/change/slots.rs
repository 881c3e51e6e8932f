//! Free times that are offered where something stands in the way, and taken by a tap on their number.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::model::{Change, State};
use super::{check, edit, save, store, submit, view};
use crate::calendar::Interval;
use crate::chat::markup::Markup;
use crate::command::Sign;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::practice::{Call, Tap, Who, permission};
use crate::ticket::Ticket;

/// The kind of a message that offers free times.
pub(super) const OFFER: &str = "change-slots";

/// How long a window is that nobody has named.
const USUAL: TimeDelta = TimeDelta::hours(1);

/// What is kept with an offer.
#[derive(Debug, Serialize, Deserialize)]
struct Offered {
    ticket: TicketId,
    slots: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// It was to be handed in, and is when one of them is taken.
    submit: bool,
}

/// Says why a window cannot be, with the next free ones to tap. It is an answer and no refusal, since what is offered must
/// be kept.
pub(super) async fn refuse(
    turn: &mut Turn<'_>,
    change: &Change,
    because: Refusal,
    objections: Vec<Phrase>,
    submit: bool,
) -> Result<(), Stop> {
    let Refusal { hint, .. } = because.clone();
    let mut body = turn.text(&permission::told(&Refusal { hint: None, ..because }));
    for line in objections {
        body = body.line(turn.text(&Phrase::new("change-objection").phrase("what", line)));
    }
    if let Some(hint) = hint {
        body = body.line(turn.text(&hint));
    }
    offer(turn, change, Some(body), submit).await
}

/// Offers free times, behind what is to be said before.
async fn offer(turn: &mut Turn<'_>, change: &Change, before: Option<Markup>, submit: bool) -> Result<(), Stop> {
    let wanted = wanted(turn, change);
    let not_before = wanted.from.max(turn.now);
    let slots = check::slots(turn, change, wanted, not_before).await?;
    let (zone, now, place) = (turn.zone(), turn.now, turn.place.clone());
    let heading = match (slots.is_empty(), &before) {
        (true, _) => Phrase::new("change-slots-none"),
        (false, Some(_)) => Phrase::new("change-slots"),
        (false, None) => Phrase::new("change-slots-for").text("id", change.ticket.to_string()),
    };
    let heading = turn.text(&heading);
    let mut body = match before {
        Some(before) => before.line(heading),
        None => heading,
    };
    let mut signs = Vec::new();
    for (slot, digit) in slots.iter().zip(1_u8..) {
        let sign = Sign::Digit(digit).emoji().unwrap_or_default();
        let line = Phrase::new("change-slot").text("sign", sign).phrase("window", view::window(*slot, zone, now));
        body = body.line(turn.text(&line));
        signs.push(sign);
    }
    let message = turn.say(&place, body).await?;
    if slots.is_empty() {
        return Ok(());
    }
    let slots = slots.into_iter().map(|slot| (slot.from, slot.to)).collect();
    let offered = Offered { ticket: change.ticket, slots, submit };
    prompts::keep(turn.conn(), message, OFFER, &serde_json::to_value(&offered)?).await?;
    if turn.config.desk.offer_reactions {
        turn.offer(message, &signs).await?;
    }
    Ok(())
}

/// The window that is looked for: that of the change, else an hour from now on.
fn wanted(turn: &Turn<'_>, change: &Change) -> Interval {
    change.window.unwrap_or(Interval { from: turn.now, to: turn.now + USUAL })
}

/// `!change slots CHG-7`
pub(super) async fn slots(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, change) = save::meant(turn, &mut call).await?;
    if !change.state.is_planned() {
        return Err(view::fixed(turn, &ticket, &change).into());
    }
    offer(turn, &change, None, false).await
}

/// A number below an offer: that time is taken, unless somebody else was quicker.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let Offered { ticket, slots, submit } = serde_json::from_value(tap.payload)?;
    let Sign::Digit(digit) = tap.sign else { return Ok(Outcome::Ignored) };
    let slot = usize::from(digit).checked_sub(1).and_then(|at| slots.get(at)).copied();
    let Some((from, to)) = slot else { return Ok(Outcome::Ignored) };
    let Some((ticket, change)) = save::load(turn, ticket).await? else { return Ok(Outcome::Ignored) };
    if !permission::may(turn, Who::Involved, Some(&ticket)).await? {
        return Err(permission::not_permitted(Who::Involved, "change-edit").into());
    }
    take(turn, ticket, change, Interval { from, to }, submit).await
}

async fn take(
    turn: &mut Turn<'_>,
    ticket: Ticket,
    change: Change,
    slot: Interval,
    submit: bool,
) -> Result<Outcome, Stop> {
    if !change.state.is_planned() {
        return Err(view::fixed(turn, &ticket, &change).into());
    }
    store::lock_calendar(turn.conn()).await?;
    let wants = Change { window: Some(slot), despite: None, ..change.clone() };
    let checked = check::check(turn, &wants, ticket.state.assignee(), slot).await?;
    let objections = checked.objections(turn, &wants);
    if !objections.is_empty() {
        let because = Refusal::new(Phrase::new("change-slot-gone"));
        refuse(turn, &wants, because, objections, submit).await?;
        return Ok(Outcome::Refused);
    }
    let was_requested = change.state == State::Requested;
    let note = Phrase::new("change-slot-taken")
        .text("id", ticket.id.to_string())
        .phrase("window", view::window(slot, turn.zone(), turn.now));
    let (ticket, change) = edit::save(turn, ticket, wants, &change).await?;
    turn.answer(&note).await?;
    if submit && was_requested {
        submit::submit_now(turn, ticket, change, true).await?;
    }
    Ok(Outcome::Done)
}

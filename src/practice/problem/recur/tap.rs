//! 👍 and 👎 on what is proposed.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::model::State;
use super::store::{self, Kept};
use super::{belongs, refresh, span};
use crate::command::Sign;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::{MessageId, TicketId};
use crate::practice::problem::model::State as Stands;
use crate::practice::problem::raise::{self, New};
use crate::practice::problem::{links, save, solve};
use crate::practice::{Tap, Who, permission, router, threads};
use crate::ticket::{self, Side, Ticket, title_line};

/// The kind of a message that proposes a problem.
pub(in crate::practice::problem) const PROPOSAL: &str = "problem-proposal";
/// The kind of a message that offers to link an incident.
pub(in crate::practice::problem) const OFFER: &str = "problem-offer";

#[derive(Debug, Deserialize)]
struct Proposed {
    pattern: i64,
}

/// What is kept with an offer.
#[derive(Debug, Serialize, Deserialize)]
struct Offered {
    problem: TicketId,
    ticket: TicketId,
}

/// Offers both thumbs, where reactions are offered.
pub(super) async fn offer_thumbs(turn: &mut Turn<'_>, message: MessageId) -> Result<(), Stop> {
    if turn.config.desk.offer_reactions {
        turn.offer(message, &["👍", "👎"]).await?;
    }
    Ok(())
}

/// 👍 makes a problem of what is proposed, 👎 keeps it quiet; taken back, it is proposed again.
pub(in crate::practice::problem) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Proposed { pattern } = serde_json::from_value(tap.payload)?;
    // The tickets first, as where an incident comes in.
    let ids = store::tickets(turn.conn(), pattern).await?;
    ticket::store::lock_all(turn.conn(), &ids).await?;
    let Some(kept) = store::lock(turn.conn(), pattern).await? else { return Ok(Outcome::Ignored) };
    let tickets = ticket::store::by_ids(turn.conn(), &kept.tickets).await?;
    if !may(turn, tickets.first(), PROPOSAL).await? {
        return Ok(Outcome::Refused);
    }
    match (tap.sign, tap.taken_back) {
        (Sign::ThumbUp, false) => take(turn, kept, &tickets).await,
        (Sign::ThumbUp, true) => give_back(turn, kept).await,
        (Sign::ThumbDown, false) => silence(turn, kept).await,
        (Sign::ThumbDown, true) => speak(turn, kept).await,
        _ => Ok(Outcome::Ignored),
    }
}

/// Whether the actor works on a ticket; who does not is told once.
async fn may(turn: &mut Turn<'_>, ticket: Option<&Ticket>, act: &'static str) -> Result<bool, Stop> {
    if permission::may(turn, Who::Agent, ticket).await? {
        return Ok(true);
    }
    let person = turn.actor()?.id;
    if let Some(ticket) = ticket
        && ticket::store::first_hint(turn.conn(), ticket.id, person, act).await?
    {
        turn.answer(&permission::told(&permission::not_permitted(Who::Agent, act))).await?;
    }
    Ok(false)
}

fn taken(problem: TicketId) -> Stop {
    Refusal::new(Phrase::new("problem-pattern-taken").text("id", problem.to_string())).into()
}

async fn take(turn: &mut Turn<'_>, mut kept: Kept, tickets: &[Ticket]) -> Result<Outcome, Stop> {
    match kept.state {
        State::Taken(problem) => return Err(taken(problem)),
        State::Over => return Err(Refusal::new(Phrase::new("problem-pattern-over")).into()),
        State::Proposed | State::Silenced { .. } => {}
    }
    let mut sorted = kept.tickets.clone();
    sorted.sort_unstable();
    let alone = store::alone(turn.conn(), &sorted).await?;
    let mut incidents = Vec::new();
    let mut left: Vec<String> = Vec::new();
    for ticket in tickets {
        if alone.contains(&ticket.id) && !ticket.private {
            incidents.push(ticket.clone());
        } else {
            left.push(ticket.id.to_string());
        }
    }
    let Some(title) = incidents.first().map(|first| title_line(&first.title)) else {
        // Each belongs to something else by now.
        return Err(Refusal::new(Phrase::new("problem-pattern-none-left")).into());
    };
    let new = New { title: title.clone(), text: &title, incidents, pattern: None };
    let problem = raise::open(turn, new).await?;
    let before = kept.state;
    kept.state = State::Taken(problem.ticket);
    store::update(turn.conn(), &kept).await?;
    let after = json!({ "problem": problem.ticket.to_string() });
    let before = json!({ "silenced": matches!(before, State::Silenced { .. }) });
    turn.record("problem-pattern-take", &format!("pattern {}", kept.id), before, after).await?;
    router::listen(turn).await?;
    settle(turn, &kept).await?;
    if !left.is_empty() {
        turn.answer(&Phrase::new("problem-pattern-left").text("ids", left.join(", "))).await?;
    }
    Ok(Outcome::Done)
}

/// The proposal says how it stands, and offers what can still be done.
async fn settle(turn: &mut Turn<'_>, kept: &Kept) -> Result<(), Stop> {
    refresh(turn, kept).await?;
    match (kept.message, kept.state) {
        (Some(message), State::Proposed) => offer_thumbs(turn, message).await,
        (Some(message), _) => Ok(turn.offer(message, &[]).await?),
        (None, _) => Ok(()),
    }
}

/// 👍 was taken back: nothing becomes of the problem, where nobody has worked on it.
async fn give_back(turn: &mut Turn<'_>, mut kept: Kept) -> Result<Outcome, Stop> {
    let State::Taken(id) = kept.state else { return Ok(Outcome::Ignored) };
    let Some((ticket, problem)) = save::load(turn, id).await? else { return Ok(Outcome::Ignored) };
    if problem.state != Stands::New || problem.is_known() {
        let refusal = Refusal::new(Phrase::new("problem-give-back-late").text("id", id.to_string()));
        return Err(refusal.hint(Phrase::new("problem-give-back-late-hint")).into());
    }
    let reason = turn.words.plain(turn.language, &Phrase::new("problem-given-back-reason"));
    for incident in store::set_free(turn.conn(), id).await? {
        turn.emit(crate::fact::Fact::CardsOutdated(incident));
    }
    solve::give_up(turn, ticket, problem, reason).await?;
    kept.state = State::Proposed;
    store::update(turn.conn(), &kept).await?;
    settle(turn, &kept).await?;
    router::listen(turn).await?;
    turn.answer(&Phrase::new("problem-given-back").text("id", id.to_string())).await?;
    Ok(Outcome::Done)
}

async fn silence(turn: &mut Turn<'_>, mut kept: Kept) -> Result<Outcome, Stop> {
    let (zone, now) = (turn.zone(), turn.now);
    match kept.state {
        State::Taken(problem) => return Err(taken(problem)),
        State::Over => return Err(Refusal::new(Phrase::new("problem-pattern-over")).into()),
        State::Silenced { until, .. } => {
            let phrase = Phrase::new("problem-pattern-silent").date("until", until, zone, now);
            return Err(Refusal::new(phrase).into());
        }
        State::Proposed => {}
    }
    let until = now + span(turn.config.problem.quiet);
    kept.state = State::Silenced { until, by: turn.actor()?.id };
    store::update(turn.conn(), &kept).await?;
    let subject = format!("pattern {}", kept.id);
    turn.record("problem-silence", &subject, Value::Null, json!({ "until": until })).await?;
    settle(turn, &kept).await?;
    turn.answer(&Phrase::new("problem-silenced").date("until", until, zone, now)).await?;
    Ok(Outcome::Done)
}

/// 👎 was taken back.
async fn speak(turn: &mut Turn<'_>, mut kept: Kept) -> Result<Outcome, Stop> {
    let State::Silenced { until, .. } = kept.state else { return Ok(Outcome::Ignored) };
    kept.state = State::Proposed;
    store::update(turn.conn(), &kept).await?;
    let subject = format!("pattern {}", kept.id);
    turn.record("problem-silence-end", &subject, json!({ "until": until }), Value::Null).await?;
    settle(turn, &kept).await?;
    turn.answer(&Phrase::new("problem-unsilenced")).await?;
    Ok(Outcome::Done)
}

/// Asks whether an incident of a problem's category belongs to it, where people work on the incident.
pub(super) async fn offer(turn: &mut Turn<'_>, problem: TicketId, ticket: &Ticket) -> Result<(), Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let Some(home) = homes.iter().find(|home| home.side == Side::Team).or_else(|| homes.first()) else {
        return Ok(());
    };
    let of = ticket::store::by_ids(turn.conn(), &[problem]).await?;
    let title = of.first().map(|of| title_line(&of.title)).unwrap_or_default();
    let phrase = Phrase::new("problem-offer").text("id", problem.to_string()).text("title", title);
    let message = threads::say_at(turn, ticket, home, &phrase, None).await?;
    let offered = Offered { problem, ticket: ticket.id };
    prompts::keep(turn.conn(), message, OFFER, &serde_json::to_value(&offered)?).await?;
    if turn.config.desk.offer_reactions {
        turn.offer(message, &["👍"]).await?;
    }
    Ok(())
}

/// 👍 links an incident with the problem of its category.
pub(in crate::practice::problem) async fn offered(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Offered { problem, ticket } = serde_json::from_value(tap.payload)?;
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let incident = links::incident(turn, ticket).await?;
    if !may(turn, Some(&incident), OFFER).await? {
        return Ok(Outcome::Refused);
    }
    if !belongs(turn, problem, &incident).await? {
        let phrase = Phrase::new("problem-linked").text("id", problem.to_string());
        return Err(Refusal::new(phrase).into());
    }
    turn.offer(tap.message, &[]).await?;
    router::listen(turn).await?;
    let phrase = Phrase::new("problem-added").text("id", problem.to_string()).text("ids", ticket.to_string());
    turn.answer(&phrase).await?;
    Ok(Outcome::Done)
}

//! Why somebody rejects: asked for where it was not said, and counted with it.

pub(super) mod store;

use self::store::Asked;
use super::ask;
use super::store::Approval;
use super::vote::{may_vote, reject_because, with_ticket};
use crate::error::Stop;
use crate::flow::Outcome;
use crate::flow::turn::{Say, Turn};
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::practice::permission::told;
use crate::practice::{Edited, threads};
use crate::ticket::Ticket;

/// ❌, `!reject` alone: it counts only with the reason.
pub(super) async fn ask_why(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<(), Stop> {
    let actor = turn.actor()?.clone();
    let place = turn.place.clone();
    let phrase = Phrase::new("approval-why").node("person", threads::person(&actor)).text("id", ticket.id.to_string());
    let body = turn.text(&phrase);
    let question = turn.say(&place, Say { body, mentions: vec![actor.account.clone()], loud: true }).await?;
    let thread = place.thread.clone().unwrap_or_default();
    let asked =
        Asked { approval: approval.id, person: actor.id, place: (&place.platform, &place.room, &thread), question };
    Ok(store::ask_reason(turn.conn(), asked).await?)
}

/// Whoever was asked why is not any more.
pub(super) async fn settle(turn: &mut Turn<'_>, approval: &Approval, person: PersonId) -> Result<bool, Stop> {
    Ok(store::forget_reason(turn.conn(), approval.id, person).await?)
}

/// Something was said where somebody owes a reason: it is the reason.
pub(super) async fn heard(turn: &mut Turn<'_>, text: &str) -> Result<Outcome, Stop> {
    if turn.answered {
        return Ok(Outcome::Ignored);
    }
    let (actor, place) = (turn.actor()?.id, turn.place.clone());
    let owed = store::owed(turn.conn(), actor, (&place.platform, &place.room)).await?;
    let here = place.thread.unwrap_or_default();
    let approval = match owed.iter().find(|owed| owed.thread == here).or(owed.first()) {
        Some(owed) if owed.thread == here => owed.approval,
        // Who talks to the bot alone needs no thread.
        Some(owed) if turn.here().await?.direct => owed.approval,
        _ => return Ok(Outcome::Ignored),
    };
    let Some((approval, ticket)) = with_ticket(turn, approval).await? else { return Ok(Outcome::Ignored) };
    if text.trim().is_empty() {
        turn.answer(&Phrase::new("approval-why-words").text("id", ticket.id.to_string())).await?;
        return Ok(Outcome::Done);
    }
    turn.answered = true;
    if let Err(refusal) = may_vote(turn, &approval, &ticket).await? {
        settle(turn, &approval, actor).await?;
        turn.answer(&told(&refusal)).await?;
        return Ok(Outcome::Refused);
    }
    reject_because(turn, &approval, &ticket, text.trim()).await?;
    Ok(Outcome::Done)
}

/// A message that says why was edited: its new words, as far as they still say why.
pub(super) async fn edited(turn: &mut Turn<'_>, edited: &Edited) -> Result<Outcome, Stop> {
    let says_why = edited.command.as_ref().is_none_or(|(verb, _)| *verb == "reject");
    let words = edited.words().trim();
    if !says_why || words.is_empty() {
        return Ok(Outcome::Ignored);
    }
    reword(turn, &edited.target, Some(words)).await
}

/// The words of a reason were edited, or taken back.
pub(super) async fn reword(turn: &mut Turn<'_>, event: &str, words: Option<&str>) -> Result<Outcome, Stop> {
    let platform = turn.cause.platform.clone();
    let approvals = store::reword(turn.conn(), &platform, event, words).await?;
    for id in &approvals {
        if let Some((approval, ticket)) = with_ticket(turn, *id).await? {
            if words.is_none() {
                ask::forget_text(turn, &approval, &ticket).await?;
            }
            ask::refresh(turn, &approval, &ticket).await?;
        }
    }
    Ok(if approvals.is_empty() { Outcome::Ignored } else { Outcome::Done })
}

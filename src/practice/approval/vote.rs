//! Votes: by a tap on a card or by a command, counted by the rights of that moment.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::absent::store as stand_ins;
use super::ask::{self, awaited, plan_of};
use super::delegate::store as delegations;
use super::model::{self, Vote};
use super::store::{self, Approval, Cast, State};
use super::{reason, view, who};
use crate::approval::{State as Decision, Voice};
use crate::chat::Happening;
use crate::command::{self, Sign};
use crate::crash::CrashPoint;
use crate::error::{Refusal, Stop};
use crate::fact::Outcome as Decided;
use crate::flow::inbox::{self, Trigger};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, outbox};
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId};
use crate::people;
use crate::practice::permission::told;
use crate::practice::{Call, Tap, meaning, threads};
use crate::ticket::log::{self, Act};
use crate::ticket::{self, Ticket};

/// What somebody is told once of an approval that is none of theirs.
const HINT: &str = "approval-vote";

/// What a card carries.
#[derive(Deserialize)]
struct Carried {
    approval: i64,
}

/// A tap on a card, or one that is taken back.
pub(super) async fn tap(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Carried { approval } = serde_json::from_value(tap.payload)?;
    let Some((approval, ticket)) = with_ticket(turn, approval).await? else { return Ok(Outcome::Ignored) };
    let voice = if tap.sign == Sign::Yes { Voice::Approve } else { Voice::Reject };
    if tap.taken_back {
        return withdraw(turn, &approval, &ticket, voice).await;
    }
    if let Err(refusal) = may_vote(turn, &approval, &ticket).await? {
        // Told once; a second tap by the same person changes nothing and says nothing.
        let person = turn.actor()?.id;
        let was_asked = approval.seats.iter().any(|seat| seat.person == person);
        if approval.state != State::Open && was_asked {
            return Err(refusal.into());
        }
        if ticket::store::first_hint(turn.conn(), ticket.id, person, HINT).await? {
            turn.answer(&told(&refusal)).await?;
        }
        return Ok(Outcome::Refused);
    }
    if approval.typed && voice == Voice::Approve {
        let reason = Phrase::new("approval-typed").text("id", ticket.id.to_string());
        return Err(Refusal::new(reason).into());
    }
    match voice {
        Voice::Reject => reason::ask_why(turn, &approval, &ticket).await?,
        _ => drop(cast(turn, &approval, &ticket, voice, None).await?),
    }
    Ok(Outcome::Done)
}

/// `!approve REQ-9`
pub(super) async fn approve(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (approval, ticket) = meant(turn, &call).await?;
    may_vote(turn, &approval, &ticket).await??;
    let key = match cast(turn, &approval, &ticket, Voice::Approve, None).await? {
        Decision::Pending => return answer_counted(turn, &ticket, "approval-counted").await,
        Decision::Approved | Decision::Rejected => "approval-counted-last",
    };
    answer_elsewhere(turn, &ticket, key).await
}

/// `!reject REQ-9 too expensive`
pub(super) async fn reject(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (approval, ticket) = meant(turn, &call).await?;
    may_vote(turn, &approval, &ticket).await??;
    let reason = call.args.text.trim();
    if reason.is_empty() {
        return reason::ask_why(turn, &approval, &ticket).await;
    }
    reject_because(turn, &approval, &ticket, reason).await
}

/// Counts a rejection with its reason, and says so.
pub(super) async fn reject_because(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    reason: &str,
) -> Result<(), Stop> {
    match cast(turn, approval, ticket, Voice::Reject, Some(reason)).await? {
        Decision::Pending => answer_counted(turn, ticket, "approval-rejection-counted").await,
        Decision::Approved | Decision::Rejected => answer_elsewhere(turn, ticket, "approval-rejection-counted").await,
    }
}

async fn answer_counted(turn: &mut Turn<'_>, ticket: &Ticket, key: &'static str) -> Result<(), Stop> {
    turn.answer(&Phrase::new(key).text("id", ticket.id.to_string())).await?;
    Ok(())
}

/// Where the decision is not told in this thread anyway.
async fn answer_elsewhere(turn: &mut Turn<'_>, ticket: &Ticket, key: &'static str) -> Result<(), Stop> {
    for home in ticket::store::places(turn.conn(), ticket.id).await? {
        if threads::is_here(turn, &home).await? && home.side != ticket::Side::Team {
            return Ok(());
        }
    }
    answer_counted(turn, ticket, key).await
}

/// The approval that a command means: by id, by the card or thread that it answers, or the only one that waits for whoever
/// writes.
async fn meant(turn: &mut Turn<'_>, call: &Call) -> Result<(Approval, Ticket), Stop> {
    let place = turn.place.clone();
    let id = match call.args.ids.as_slice() {
        [id] => Some(*id),
        [_, _, ..] => return Err(Refusal::unclear(Phrase::new("ticket-one-at-a-time")).into()),
        [] => None,
    };
    if let Some(id) = id {
        let ticket = match meaning::known(turn, id).await {
            Ok(ticket) => ticket,
            Err(unknown) => asked_alone(turn, id).await?.ok_or(unknown)?,
        };
        let none =
            || Refusal::new(Phrase::new("approval-none").text("id", id.to_string()).choice("kind", id.kind().name()));
        let approval = store::latest_of(turn.conn(), id).await?.ok_or_else(none)?;
        return Ok((approval, ticket));
    }
    let answered = [turn.reply_to.clone(), place.thread.clone()];
    for event in answered.into_iter().flatten() {
        if let Some(message) = outbox::by_event(turn.conn(), &place.platform, &event).await?
            && let Some(approval) = store::by_card(turn.conn(), message).await?
            && let Some(found) = with_ticket(turn, approval).await?
        {
            return Ok(found);
        }
    }
    if let Some(thread) = &place.thread {
        let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, thread).await?;
        for (id, _) in here {
            if let Some(approval) = store::latest_of(turn.conn(), id).await?
                && let Some(found) = with_ticket(turn, approval.id).await?
            {
                return Ok(found);
            }
        }
    }
    let mut waiting = waiting(turn).await?;
    match (waiting.len(), waiting.pop()) {
        (1, Some((only, _))) => {
            let none = || Refusal::new(Phrase::new("approvals-none"));
            Ok(with_ticket(turn, only.id).await?.ok_or_else(none)?)
        }
        (0, _) => Err(Refusal::new(Phrase::new("approvals-none")).into()),
        (_, _) => Err(Refusal::unclear(Phrase::new("approval-which")).hint(Phrase::new("approval-which-hint")).into()),
    }
}

/// An approval and its ticket, locked; the ticket first, as everywhere.
pub(super) async fn with_ticket(turn: &mut Turn<'_>, approval: i64) -> Result<Option<(Approval, Ticket)>, Stop> {
    let Some(id) = store::ticket_of(turn.conn(), approval).await? else { return Ok(None) };
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(None) };
    let approval = store::lock(turn.conn(), approval).await?;
    Ok(approval.map(|approval| (approval, ticket)))
}

/// A private ticket of which whoever is asked knows by that alone, where nobody else reads along.
async fn asked_alone(turn: &mut Turn<'_>, id: TicketId) -> Result<Option<Ticket>, Stop> {
    if !turn.here().await?.direct {
        return Ok(None);
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(None) };
    let Some(approval) = store::open_of(turn.conn(), id).await? else { return Ok(None) };
    Ok((!voices(turn, &approval, &ticket).await?.is_empty()).then_some(ticket))
}

/// So many open approvals of one person are looked through.
const MOST: i64 = 200;

/// The approvals in which a vote of the actor would count now, and in which they have not said anything; the oldest first.
pub(super) async fn waiting(turn: &mut Turn<'_>) -> Result<Vec<(Approval, Ticket)>, Stop> {
    let (account, platform) = (turn.actor()?.account.clone(), turn.place.platform.clone());
    if who::has_left(turn, &platform, &account).await? {
        return Ok(Vec::new());
    }
    let (actor, now) = (turn.actor()?.id, turn.now);
    let stands_for: Vec<PersonId> = delegations::stands_for(turn.conn(), actor, now).await?.into_iter().collect();
    let mut waiting = Vec::new();
    for id in store::open_for(turn.conn(), actor, &stands_for, MOST).await? {
        let Some(approval) = store::read(turn.conn(), id).await? else { continue };
        let Some(ticket) = ticket::store::by_ids(turn.conn(), &[approval.ticket]).await?.pop() else { continue };
        let voices = voices(turn, &approval, &ticket).await?;
        let awaited = awaited(&approval)?;
        if voices.iter().any(|person| awaited.contains(person)) {
            waiting.push((approval, ticket));
        }
    }
    Ok(waiting)
}

/// In whose name a vote of the actor counts now.
async fn voices(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<Vec<PersonId>, Stop> {
    let (actor, now) = (turn.actor()?.id, turn.now);
    let mut stands_for: BTreeSet<PersonId> = delegations::stands_for(turn.conn(), actor, now).await?;
    let own = stand_ins::stand_ins(turn.conn(), approval.id).await?;
    stands_for.extend(own.iter().filter(|(_, deputy)| *deputy == actor).map(|(person, _)| *person));
    let plan = plan_of(approval)?;
    let progress = model::progress(&plan, &approval.votes);
    let barred = who::barred(&turn.config, ticket);
    Ok(model::voices(&progress, &approval.votes, actor, (&stands_for, &barred)))
}

/// Whether the actor's vote counts now: Err is what they are told.
pub(super) async fn may_vote(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
) -> Result<Result<(), Refusal>, Stop> {
    let id = ticket.id.to_string();
    if approval.state != State::Open {
        let phrase = Phrase::new("approval-over").text("id", id).choice("state", approval.state.name());
        return Ok(Err(Refusal::new(phrase)));
    }
    let actor = turn.actor()?.clone();
    if who::is_excluded(ticket, actor.id) {
        let own = Phrase::new("approval-own").text("id", id).choice("kind", ticket.id.kind().name());
        return Ok(Err(Refusal::new(own).hint(Phrase::new("approval-own-hint"))));
    }
    if !turn.config.approval.implementer_may_approve && ticket.state.assignee() == Some(actor.id) {
        return Ok(Err(Refusal::new(Phrase::new("approval-implementer").text("id", id))));
    }
    let platform = turn.place.platform.clone();
    if voices(turn, approval, ticket).await?.is_empty() || who::has_left(turn, &platform, &actor.account).await? {
        let names = view::awaited(turn, approval, ticket).await?;
        let refusal = Refusal::new(Phrase::new("approval-not-yours").text("id", id));
        return Ok(Err(refusal.hint(Phrase::new("approval-not-yours-hint").text("names", names))));
    }
    Ok(Ok(()))
}

/// Counts a vote of the actor, and does what follows from it.
async fn cast(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    voice: Voice,
    reason: Option<&str>,
) -> Result<Decision, Stop> {
    let voices = voices(turn, approval, ticket).await?;
    let actor = turn.actor()?.clone();
    reason::settle(turn, approval, actor.id).await?;
    let (at, platform, event) = (turn.said_at, turn.cause.platform.clone(), turn.message.clone());
    let mut for_others = Vec::new();
    for person in voices {
        let vote = Vote { person, cast_by: actor.id, voice, reason: reason.map(str::to_owned) };
        store::cast(turn.conn(), approval.id, Cast { vote, at, platform: &platform, event: &event }).await?;
        if person != actor.id {
            for_others.extend(people::store::find(turn.conn(), &platform, person).await?);
        }
    }
    let names: Vec<&str> = for_others.iter().map(|person| person.name.as_str()).collect();
    let (act, detail) = match voice {
        Voice::Approve if names.is_empty() => (Act::Approved, String::new()),
        Voice::Approve => (Act::Approved, format!(" ({})", names.join(", "))),
        // The words stand on the cards, where they can be forgotten.
        Voice::Reject => (Act::Rejected, String::new()),
        Voice::Withdraw => (Act::Withdrawn, String::new()),
    };
    log::act(turn.conn(), ticket.id, (actor.id, at), act, &detail, (&platform, &event)).await?;
    let accounts: Vec<&str> = for_others.iter().map(|person| person.account.as_str()).collect();
    let after = json!({ "voice": act.name(), "for": accounts });
    turn.record("approval-vote", &ticket.id.to_string(), Value::Null, after).await?;
    follow(turn, approval.id, ticket).await
}

/// After a vote: the decision, the next stage, or only the cards.
async fn follow(turn: &mut Turn<'_>, approval: i64, ticket: &Ticket) -> Result<Decision, Stop> {
    CrashPoint::Voted.pass();
    let Some(approval) = store::lock(turn.conn(), approval).await? else { return Ok(Decision::Pending) };
    let plan = plan_of(&approval)?;
    let progress = model::progress(&plan, &approval.votes);
    match (progress.state(), progress.open_stage()) {
        (Decision::Approved, _) => ask::decide(turn, &approval, ticket, Decided::Approved).await?,
        (Decision::Rejected, _) => ask::decide(turn, &approval, ticket, Decided::Rejected).await?,
        (Decision::Pending, Some(stage)) if stage != approval.stage => {
            ask::next_stage(turn, &approval, ticket, stage).await?;
        }
        (Decision::Pending, _) => ask::refresh(turn, &approval, ticket).await?,
    }
    Ok(progress.state())
}

/// A reaction was taken back: what it said counts no more, while nothing is decided.
async fn withdraw(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket, voice: Voice) -> Result<Outcome, Stop> {
    let actor = turn.actor()?.id;
    if voice == Voice::Reject && reason::settle(turn, approval, actor).await? {
        answer_counted(turn, ticket, "approval-why-settled").await?;
        return Ok(Outcome::Done);
    }
    let standing = model::standing(&approval.votes);
    let is_own = |vote: &&&Vote| vote.cast_by == actor && vote.voice == voice;
    let mut own: Vec<PersonId> = standing.values().filter(is_own).map(|vote| vote.person).collect();
    if own.is_empty() {
        return Ok(Outcome::Ignored);
    }
    let plan = plan_of(approval)?;
    let counts = model::progress(&plan, &approval.votes);
    let (may, awaited) = (counts.may_vote(), counts.awaited());
    own.retain(|person| may.contains(person) && !awaited.contains(person));
    if approval.state != State::Open || own.is_empty() {
        answer_counted(turn, ticket, "approval-decided-stays").await?;
        return Ok(Outcome::Refused);
    }
    let (at, platform, event) = (turn.said_at, turn.cause.platform.clone(), turn.cause.event.clone());
    for person in own {
        let vote = Vote { person, cast_by: actor, voice: Voice::Withdraw, reason: None };
        store::cast(turn.conn(), approval.id, Cast { vote, at, platform: &platform, event: &event }).await?;
    }
    log::act(turn.conn(), ticket.id, (actor, at), Act::Withdrawn, "", (&platform, &event)).await?;
    turn.record("approval-vote", &ticket.id.to_string(), Value::Null, json!({ "voice": "withdrawn" })).await?;
    follow(turn, approval.id, ticket).await?;
    Ok(Outcome::Done)
}

/// A tap on a copy of a card, somewhere: told where a vote counts, if the actor has one.
pub(super) async fn copied(turn: &mut Turn<'_>, target: &str) -> Result<Outcome, Stop> {
    let place = turn.place.clone();
    let copy = inbox::earlier(turn.conn(), &place.platform, &place.room, target).await?;
    let Some(Trigger::Chat { what: Happening::Message { text, .. } }) = copy.and_then(|copy| copy.trigger) else {
        return Ok(Outcome::Ignored);
    };
    let named = command::mentioned(&text);
    if named.is_empty() {
        return Ok(Outcome::Ignored);
    }
    for (_, ticket) in waiting(turn).await? {
        if named.contains(&ticket.id) {
            turn.place.thread = Some(target.to_owned());
            answer_counted(turn, &ticket, "approval-copied").await?;
            return Ok(Outcome::Refused);
        }
    }
    Ok(Outcome::Ignored)
}

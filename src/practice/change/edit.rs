//! What is planned is changed: by `!change edit`, by an edit of the message that said it, or by taking that back. What was
//! agreed to is agreed to anew.

use serde_json::json;

use super::model::{Change, Part, State};
use super::parts::{self, Given, Key};
use super::submit::{self, act};
use super::{ask, carry, save as saving, store, view};
use crate::command::Args;
use crate::config::ChangeType;
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Stand};
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketKind;
use crate::practice::threads::{self, Audience};
use crate::practice::{Call, Edited, permission};
use crate::ticket::log::{self, Act};
use crate::ticket::{Ticket, title_line};

/// `!change edit CHG-7 plan:"…" window:"…"`
pub(super) async fn edit(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, change) = saving::meant(turn, &mut call).await?;
    let actor = turn.actor()?.id;
    if change.state != State::Requested && !ticket.is_of(actor) && ticket.state.assignee() != Some(actor) {
        // Nobody agrees to what they have written themselves.
        let refusal = Refusal::new(Phrase::new("change-edit-whose").text("id", ticket.id.to_string()));
        return Err(refusal.hint(Phrase::new("change-edit-whose-hint")).into());
    }
    let (before, config) = (change.clone(), turn.config.clone());
    let (keys, rest) = parts::read(&config, &call.args.text);
    if keys.is_empty() {
        if rest.trim().is_empty() && change.state == State::Requested {
            // Somebody has said "later", and goes on now.
            return ask::go_on(turn, change, Vec::new()).await;
        }
        let refusal = Refusal::unclear(Phrase::new("change-edit-what"));
        return Err(refusal.hint(Phrase::new("change-edit-keys").text("keys", parts::names(&config))).into());
    }
    let (ticket, change, notes) = apply(turn, ticket, change, &keys).await?;
    let reworked = keep(turn, ticket, change, &before).await?;
    let Some((ticket, change)) = reworked else {
        return Err(Refusal::new(Phrase::new("change-same")).into());
    };
    let mut lines = notes;
    lines.push(answer(&ticket, &change));
    if change.state == State::Requested {
        lines.extend(ask::warn(turn, &change, &ticket).await?);
        let missing = change.missing(&config, ticket.state.assignee());
        if !missing.is_empty() {
            lines.push(Phrase::new("change-still-missing").phrase("missing", view::missing(turn, &missing)));
        }
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}

/// What is said of a change that was kept.
fn answer(ticket: &Ticket, change: &Change) -> Phrase {
    let key = match change.state {
        State::PendingApproval => "change-edited-again",
        _ => "change-edited",
    };
    Phrase::new(key).text("id", ticket.id.to_string())
}

/// Takes the values of keys.
async fn apply(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut change: Change,
    keys: &[(Key, String)],
) -> Result<(Ticket, Change, Vec<Phrase>), Stop> {
    let (event, keys) = (turn.message.clone(), parts::together(keys.to_vec()));
    let mut notes = Vec::new();
    for (key, value) in &keys {
        match key {
            Key::Part(part) => {
                match parts::give(turn, &mut change, &mut ticket, Given { part, text: value, event: &event }).await? {
                    Ok(note) => notes.extend(note),
                    Err(refusal) => return Err(refusal.into()),
                }
            }
            Key::Type => {
                let kind = parts::kind(value)?;
                if kind == ChangeType::Standard && change.kind != kind {
                    return Err(Refusal::new(Phrase::new("change-becomes-no-standard")).into());
                }
                change.kind = kind;
                change.template = change.template.filter(|_| kind == ChangeType::Standard);
            }
            Key::Template => return Err(Refusal::new(Phrase::new("change-becomes-no-standard")).into()),
            Key::Despite => {
                let refusal = Refusal::unclear(Phrase::new("change-despite-elsewhere"));
                return Err(refusal.hint(Phrase::new("change-submit-hint")).into());
            }
        }
    }
    Ok((ticket, change, notes))
}

/// Keeps what is planned now, and asks anew where it was handed in. None: nothing is other than before.
pub(super) async fn keep(
    turn: &mut Turn<'_>,
    ticket: Ticket,
    change: Change,
    before: &Change,
) -> Result<Option<(Ticket, Change)>, Stop> {
    if let Err(illegal) = before.state.rework(change.kind) {
        return Err(view::illegal(turn, &ticket, &illegal).into());
    }
    let stored = crate::ticket::store::lock(turn.conn(), ticket.id).await?;
    let same_people = stored.as_ref().is_some_and(|stored| stored.state.assignee() == ticket.state.assignee());
    let same_title = stored.is_some_and(|stored| stored.title == ticket.title);
    if change == *before && same_people && same_title {
        return Ok(None);
    }
    let mut change = change;
    if change.window != before.window || change.services != before.services {
        // What was said of another window, or of other services, says nothing of these.
        change.overridden = None;
        change.despite = change.despite.filter(|despite| before.despite.as_ref() != Some(despite));
    }
    if before.state == State::Requested {
        let mut ticket = ticket;
        let state = change.state;
        saving::go_on(turn, &mut ticket, &mut change, state, "change-edit", json!({})).await?;
        return Ok(Some((ticket, change)));
    }
    let config = turn.config.clone();
    let missing = change.missing(&config, ticket.state.assignee());
    if !missing.is_empty() {
        let illegal = super::model::Illegal { from: before.state.name(), to: "requested", missing };
        return Err(view::illegal(turn, &ticket, &illegal).into());
    }
    if let Some(blocked) = submit::blocked(turn, &ticket, &change).await? {
        let why = view::joined(blocked.objections.into_iter());
        let refusal = Refusal::new(Phrase::new("change-edit-blocked").phrase("why", why));
        return Err(refusal.hint(Phrase::new("change-edit-blocked-hint")).into());
    }
    save(turn, ticket, change, before).await.map(Some)
}

/// Writes the next revision of what was handed in; of what was not, what is planned.
pub(super) async fn save(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut change: Change,
    before: &Change,
) -> Result<(Ticket, Change), Stop> {
    let to = match before.state.rework(change.kind) {
        Ok(to) => to,
        Err(illegal) => return Err(view::illegal(turn, &ticket, &illegal).into()),
    };
    if to != State::Requested {
        change.revision += 1;
        change.risk = Some(view::assess(&turn.config, &change).risk);
        change.agreed = (to == State::Approved).then_some(true);
    }
    saving::go_on(turn, &mut ticket, &mut change, to, "change-edit", json!({})).await?;
    if to != State::Requested {
        act(turn, &ticket, Act::Reworked, &format!("#{}", change.revision)).await?;
        submit::ask_for_approval(turn, &change);
        carry::settle_timer(turn, &change).await?;
        let phrase = Phrase::new("change-edited-by")
            .text("name", turn.actor()?.name.clone())
            .phrase("what", answer(&ticket, &change));
        for audience in [Audience::Inside, Audience::Requester] {
            threads::tell(turn, &ticket, audience, &phrase, None).await?;
        }
    }
    Ok((ticket, change))
}

/// A message was edited that has said something of a change, or has proposed it.
pub(super) async fn edited(turn: &mut Turn<'_>, edited: &Edited) -> Result<Outcome, Stop> {
    let Some(actor) = turn.actor.as_ref().map(|actor| actor.id) else { return Ok(Outcome::Ignored) };
    let platform = turn.cause.platform.clone();
    let entries = log::of_event(turn.conn(), &platform, &edited.target).await?;
    let of_change =
        entries.into_iter().filter(|entry| entry.ticket.kind() == TicketKind::Change && entry.author == actor);
    for entry in of_change.collect::<Vec<_>>() {
        let Some((ticket, change)) = saving::load(turn, entry.ticket).await? else { continue };
        let outcome = match proposal(edited).filter(|_| entry.raised) {
            Some(args) => reproposed(turn, ticket, change, args).await?,
            None if entry.raised => Outcome::Ignored,
            None => resaid(turn, ticket, change, edited).await?,
        };
        if outcome != Outcome::Ignored {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Ignored)
}

/// What a message proposes that was a proposal before, too.
fn proposal(edited: &Edited) -> Option<&Args> {
    let (verb, args) = edited.command.as_ref()?;
    (*verb == "change-new" && edited.before == Some("change-new")).then_some(args)
}

/// The proposal says something else now.
async fn reproposed(turn: &mut Turn<'_>, mut ticket: Ticket, change: Change, args: &Args) -> Result<Outcome, Stop> {
    let before = change.clone();
    let (keys, rest) = parts::read(&turn.config.clone(), &args.text);
    if let Some(title) = rest.lines().find(|line| !line.trim().is_empty()) {
        ticket.title = title_line(title);
    }
    let keys: Vec<(Key, String)> = keys.into_iter().filter(|(key, _)| matches!(key, Key::Part(_))).collect();
    let (ticket, change, notes) = apply(turn, ticket, change, &keys).await?;
    told(turn, ticket, change, &before, notes).await
}

/// An answer says something else now.
async fn resaid(turn: &mut Turn<'_>, ticket: Ticket, change: Change, edited: &Edited) -> Result<Outcome, Stop> {
    let said = change.sources.iter().find(|source| source.event == edited.target);
    let Some(part) = said.map(|source| source.part.clone()) else { return Ok(Outcome::Ignored) };
    if part == Part::FollowUps {
        // The tickets stand on their own by now.
        return Ok(Outcome::Ignored);
    }
    let lessons = matches!(part, Part::Lessons | Part::Aim);
    let (before, mut ticket, mut change) = (change.clone(), ticket, change);
    let given = Given { part: &part, text: &edited.text, event: &edited.target };
    if let Err(refusal) = parts::give(turn, &mut change, &mut ticket, given).await? {
        turn.answer(&permission::told(&refusal)).await?;
        return Ok(Outcome::Refused);
    }
    if lessons && !change.state.is_over() || part == Part::Lessons {
        // What was learnt can be worded better at any time.
        saving::plan(turn, &mut ticket, &change).await?;
        return Ok(Outcome::Done);
    }
    told(turn, ticket, change, &before, Vec::new()).await
}

async fn told(
    turn: &mut Turn<'_>,
    ticket: Ticket,
    change: Change,
    before: &Change,
    notes: Vec<Phrase>,
) -> Result<Outcome, Stop> {
    let Some((ticket, change)) = keep(turn, ticket, change, before).await? else { return Ok(Outcome::Ignored) };
    let mut lines = notes;
    lines.push(answer(&ticket, &change));
    if change.state == State::Requested && change.window != before.window {
        lines.extend(ask::warn(turn, &change, &ticket).await?);
    }
    threads::say_lines(turn, lines).await?;
    Ok(Outcome::Done)
}

/// A message was taken back: what it has said of a change is not known any more, and nobody has agreed to that.
pub(super) async fn taken_back(turn: &mut Turn<'_>, target: &str) -> Result<Outcome, Stop> {
    let platform = turn.cause.platform.clone();
    let entries = log::of_event(turn.conn(), &platform, target).await?;
    let mut outcome = Outcome::Ignored;
    for entry in entries.into_iter().filter(|entry| entry.ticket.kind() == TicketKind::Change) {
        let Some((mut ticket, mut change)) = saving::load(turn, entry.ticket).await? else { continue };
        let is_it = |said: &super::model::Said| said.event.as_deref() == Some(target);
        let known = change.texts.len();
        change.texts.retain(|_, said| !is_it(said));
        let lessons = change.review.lessons.as_ref().is_some_and(is_it);
        change.review.lessons = change.review.lessons.filter(|said| !is_it(said));
        if change.texts.len() == known && !lessons && !entry.raised {
            continue;
        }
        outcome = Outcome::Done;
        let was = change.state;
        let to = if was.is_planned() { State::Requested } else { was };
        saving::go_on(turn, &mut ticket, &mut change, to, "change-forget", json!({})).await?;
        if to != was {
            turn.emit(Fact::ApprovalDropped(ticket.id));
            turn.emit(Fact::StandWanted { ticket: ticket.id, stand: Stand::Work });
            carry::settle_timer(turn, &change).await?;
            let phrase = Phrase::new("change-part-gone").text("id", ticket.id.to_string());
            for home in crate::ticket::store::places(turn.conn(), ticket.id).await? {
                threads::say_at(turn, &ticket, &home, &phrase, None).await?;
            }
        }
        store::keep_asked(turn.conn(), ticket.id, None).await?;
    }
    Ok(outcome)
}

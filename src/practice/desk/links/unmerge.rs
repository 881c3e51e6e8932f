//! `!unmerge T-9`: a ticket that became part of another one stands for itself again. It is as it was before, in its own
//! threads, and what was said there meanwhile is in its own log; what is said from now on goes nowhere else. It does not
//! matter what has become of the other ticket since.

use serde_json::{Value, json};

use super::super::homes::{self, Audience};
use super::super::{model as states, work};
use super::model;
use crate::command::Args;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::{self, Person};
use crate::practice::{Call, Who, meaning, permission};
use crate::ticket::log::{self, Act};
use crate::ticket::{self, Side, Ticket, relation};

pub(super) async fn unmerge(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let id = meant(turn, &call.args).await?;
    let Some(target) = relation::target_of(turn.conn(), id).await? else {
        meaning::known(turn, id).await?;
        return Err(not_merged(id));
    };
    // In the order of their numbers, but of the one that was named one must know before one hears of the other.
    ticket::store::lock(turn.conn(), id.min(target)).await?;
    let mut source = meaning::known(turn, id).await?;
    let target = meaning::known(turn, target).await?;
    permission::permit(turn, Who::Agent, Some(&source), "ticket-unmerge").await?;
    // Somebody else can have been faster.
    let undone = relation::unmerge(turn.conn(), source.id, target.id).await?.ok_or_else(|| not_merged(id))?;
    let to = match model::restored(undone.before.as_ref(), &source.state) {
        Some(state) => state,
        None => match states::reopen(&source.state, None) {
            Ok(state) => state,
            Err(reason) => return Err(work::illegal(turn, &source, reason).await),
        },
    };
    let (actor, at) = (turn.actor()?.clone(), turn.said_at);
    let (platform, message) = (turn.cause.platform.clone(), turn.message.clone());
    let cause = (platform.as_str(), message.as_str());
    for (of, other) in [(source.id, target.id), (target.id, source.id)] {
        log::act(turn.conn(), of, (actor.id, at), Act::Parted, &other.to_string(), cause).await?;
    }
    ticket::watch::part(turn.conn(), target.id, source.id, undone.at).await?;
    work::save(turn, &mut source, to, "ticket-unmerge").await?;
    let before = json!({ "merged": source.id.to_string() });
    turn.record("ticket-unmerge-from", &target.id.to_string(), before, Value::Null).await?;
    homes::refresh(turn, &target).await?;
    tell(turn, &source, &target, &actor).await?;
    turn.answer(&named("unmerged", &source, &target)).await?;
    Ok(())
}

fn not_merged(id: TicketId) -> Stop {
    Refusal::new(Phrase::new("unmerge-none").text("id", id.to_string())).into()
}

fn named(key: &'static str, source: &Ticket, target: &Ticket) -> Phrase {
    Phrase::new(key).text("id", source.id.to_string()).text("target", target.id.to_string())
}

/// The ticket that is named, or the one in whose thread it is said, if that has become part of another one.
async fn meant(turn: &mut Turn<'_>, args: &Args) -> Result<TicketId, Stop> {
    let unclear = || Refusal::unclear(Phrase::new("unmerge-which"));
    match args.ids.as_slice() {
        [id] => return Ok(*id),
        [] => {}
        _ => return Err(unclear().into()),
    }
    let place = turn.place.clone();
    let Some(root) = &place.thread else { return Err(unclear().into()) };
    let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, root).await?;
    let mut merged = Vec::new();
    for (id, _) in here {
        if relation::target_of(turn.conn(), id).await?.is_some() {
            merged.push(id);
        }
    }
    match merged.as_slice() {
        [id] => Ok(*id),
        _ => Err(unclear().into()),
    }
}

/// Everybody concerned hears in their own thread that it goes on there again.
async fn tell(turn: &mut Turn<'_>, source: &Ticket, target: &Ticket, actor: &Person) -> Result<(), Stop> {
    let inside = named("unmerged-inside", source, target).text("name", &actor.name);
    for home in homes::elsewhere(turn, source, Audience::Requester).await? {
        let requester = people::store::find(turn.conn(), &home.platform, source.requester).await?;
        if let Some(requester) = requester.filter(|requester| requester.id != actor.id) {
            let phrase = named("unmerged-told", source, target).node("person", homes::person(&requester));
            homes::say_at(turn, source, &home, &phrase, Some(&requester)).await?;
        }
    }
    for home in ticket::store::places(turn.conn(), source.id).await? {
        if home.side == Side::Shared && !homes::is_here(turn, &home).await? {
            homes::say_at(turn, source, &home, &inside, None).await?;
        }
    }
    homes::tell(turn, source, Audience::Inside, &inside, None).await?;
    homes::tell(turn, target, Audience::Inside, &inside, None).await
}

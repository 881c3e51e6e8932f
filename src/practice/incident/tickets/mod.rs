//! The tickets that are about an outage: they are attached by hand, by 🔗 on what the bot offers, or by a rule; their requesters
//! are told what those outside are told, and when it is over.

mod store;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::store::Tie;
use super::model::{Incident, Note};
use super::{OFFER, TELL, room, save, timeline, update, view};
use crate::command::Sign;
use crate::config::Attach;
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Stand};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::{TicketId, TicketKind};
use crate::people::role::Role;
use crate::practice::{Call, Tap, likeness, meaning, permission, router, threads};
use crate::ticket::{self, Side, Ticket, title_line};

pub(super) use store::{Counts, attached, counts, of_ticket};

/// So many are told in one turn, so that others come in between.
const PAGE: i64 = 50;

/// So many are attached by one command.
const MOST: usize = 50;

/// `!attach T-7 T-9`, `!attach T-7 INC-3`; in a ticket's thread `!attach INC-3`
pub(super) async fn attach(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (ticket, incident, ids) = among(turn, &call, "incident-attach").await?;
    save::must_be_open(&ticket, &incident)?;
    let mut added = Vec::new();
    for id in &ids {
        let one = meaning::known(turn, *id).await?;
        if one.private && !ticket.private {
            return Err(Refusal::new(Phrase::new("incident-attach-private").text("id", id.to_string())).into());
        }
        if tie(turn, &ticket, &incident, &one).await? {
            added.push(id.to_string());
        }
    }
    if added.is_empty() {
        return Err(Refusal::new(Phrase::new("incident-attached-already").text("id", ticket.id.to_string())).into());
    }
    after(turn, ticket.id).await?;
    router::listen(turn).await?;
    let counts = counts(turn.conn(), ticket.id).await?;
    let phrase = Phrase::new("incident-attached").text("ids", added.join(", ")).text("id", ticket.id.to_string());
    turn.answer(&phrase.number("people", counts.people)).await?;
    Ok(())
}

/// `!detach T-7`
pub(super) async fn detach(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (ticket, _, ids) = among(turn, &call, "incident-detach").await?;
    let mut gone = Vec::new();
    for id in &ids {
        if store::tie(turn.conn(), ticket.id, *id).await? == Some(Tie::Attached) {
            let (by, now) = (turn.actor()?.id, turn.now);
            store::set(turn.conn(), (ticket.id, *id), Tie::Removed, (Some(by), None), now).await?;
            timeline::note(turn, ticket.id, &Note::Detached { ticket: *id }).await?;
            turn.emit(Fact::CardsOutdated(*id));
            gone.push(id.to_string());
        }
    }
    if gone.is_empty() {
        return Err(Refusal::new(Phrase::new("incident-not-attached").text("id", ticket.id.to_string())).into());
    }
    save::record(turn, "incident-detach", ticket.id, json!({ "tickets": gone })).await?;
    after(turn, ticket.id).await?;
    router::listen(turn).await?;
    let phrase = Phrase::new("incident-detached").text("ids", gone.join(", ")).text("id", ticket.id.to_string());
    turn.answer(&phrase).await?;
    Ok(())
}

/// The incident that is named, else that of the place; and the tickets that are named, else that of the place.
async fn among(turn: &mut Turn<'_>, call: &Call, act: &'static str) -> Result<(Ticket, Incident, Vec<TicketId>), Stop> {
    let what = || Refusal::unclear(Phrase::new("incident-attach-what")).hint(Phrase::new("incident-attach-hint"));
    let (named, mut others): (Vec<TicketId>, Vec<TicketId>) =
        call.args.ids.iter().partition(|id| id.kind() == TicketKind::Incident);
    if named.len() > 1 || others.len() > MOST {
        return Err(what().into());
    }
    let place = turn.place.clone();
    let root = place.thread.clone().unwrap_or_default();
    let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?;
    let here: Vec<TicketId> = here.into_iter().map(|(id, _)| id).collect();
    let of_place = here.iter().copied().find(|id| id.kind() == TicketKind::Incident);
    let Some(id) = named.first().copied().or(of_place) else { return Err(what().into()) };
    if others.is_empty() {
        others.extend(here.into_iter().filter(|one| one.kind() != TicketKind::Incident));
    }
    if others.is_empty() {
        return Err(what().into());
    }
    let mut sorted = others.clone();
    sorted.push(id);
    sorted.sort_unstable();
    ticket::store::lock_all(turn.conn(), &sorted).await?;
    let ticket = meaning::known(turn, id).await?;
    permission::permit(turn, crate::practice::Who::Agent, Some(&ticket), act).await?;
    let Some((ticket, incident)) = save::load(turn, ticket.id).await? else { return Err(what().into()) };
    Ok((ticket, incident, others))
}

/// A ticket is about an incident from now on. False: it was before.
pub(super) async fn tie(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident, one: &Ticket) -> Result<bool, Stop> {
    if one.id.kind() == TicketKind::Incident || store::tie(turn.conn(), ticket.id, one.id).await? == Some(Tie::Attached)
    {
        return Ok(false);
    }
    let (by, now) = (turn.actor.as_ref().map(|actor| actor.id), turn.now);
    if let Some(asks) = store::asks(turn.conn(), ticket.id, one.id).await? {
        turn.offer(asks, &[]).await?;
    }
    store::set(turn.conn(), (ticket.id, one.id), Tie::Attached, (by, None), now).await?;
    save::record(turn, "incident-attach", ticket.id, json!({ "ticket": one.id.to_string() })).await?;
    timeline::note(turn, ticket.id, &Note::Attached { ticket: one.id }).await?;
    turn.emit(Fact::CardsOutdated(one.id));
    // Whoever has raised it learns what those outside know already.
    if incident.state.is_open()
        && let Some(last) = update::last_public(turn.conn(), ticket.id).await?
    {
        tell_one(turn, ticket, one.id, last.number).await?;
    }
    Ok(true)
}

/// What the posts and cards of an incident show of its tickets is other than before.
async fn after(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    if let Some((mut ticket, mut incident)) = save::load(turn, id).await? {
        save::keep(turn, &mut ticket, &mut incident).await?;
    }
    Ok(())
}

/// A new ticket is about the same service as an open incident, or called alike: its room is asked whether it is about it, once; or
/// it is attached, where the configuration wants that.
pub(super) async fn look(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    if turn.config.incident.attach == Attach::Never {
        return Ok(());
    }
    let open = super::store::open_of_late(turn.conn(), 5).await?;
    if open.is_empty() {
        return Ok(());
    }
    let Some(one) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    if one.private || !one.state.is_open() || one.title.is_empty() {
        return Ok(());
    }
    for of in open {
        let Some((ticket, incident)) = save::seen(turn, of).await? else { continue };
        let is_earlier = one.created_at < incident.times.started - chrono::TimeDelta::hours(1);
        let same_service = ticket.service.is_some() && ticket.service == one.service;
        let alike = same_service || likeness::likeness(&ticket.title, &one.title) >= likeness::ALIKE;
        if !alike || is_earlier || store::tie(turn.conn(), of, id).await?.is_some() {
            continue;
        }
        if same_service && turn.config.incident.attach == Attach::Service {
            // Locked after the ticket, whose number is the lower one, as everywhere.
            let Some((ticket, incident)) = save::load(turn, of).await? else { continue };
            tie(turn, &ticket, &incident, &one).await?;
            after(turn, of).await?;
            continue;
        }
        offer(turn, &ticket, &incident, &one).await?;
    }
    Ok(())
}

/// Asks an incident's room whether a ticket is about it.
async fn offer(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident, one: &Ticket) -> Result<(), Stop> {
    let (of, id) = (ticket.id, one.id);
    let phrase = Phrase::new("incident-offer").text("id", id.to_string()).text("title", title_line(&one.title));
    let Some(message) = room::say(turn, ticket, incident, &phrase).await? else { return Ok(()) };
    let now = turn.now;
    store::set(turn.conn(), (of, id), Tie::Offered, (None, Some(message)), now).await?;
    prompts::keep(turn.conn(), message, OFFER, &json!({ "ticket": of, "other": id })).await?;
    turn.offer(message, &["🔗", "❌"]).await?;
    Ok(())
}

/// So many of the tickets that came before an incident are looked at when it is declared.
const BEFORE: i64 = 10;

/// So long before its beginning the first tickets may have come.
const EARLIER: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// An incident was declared: the open tickets about its service that came before are offered, or attached.
pub(super) async fn look_back(turn: &mut Turn<'_>, ticket: &Ticket, incident: &Incident) -> Result<(), Stop> {
    let wanted = turn.config.incident.attach;
    let Some(service) = ticket.service.clone().filter(|_| wanted != Attach::Never) else { return Ok(()) };
    if incident.restricted || incident.drill {
        return Ok(());
    }
    let since = incident.times.started - EARLIER;
    for id in store::earlier(turn.conn(), &service, since, BEFORE).await? {
        if store::tie(turn.conn(), ticket.id, id).await?.is_some() {
            continue;
        }
        let Some(one) = ticket::store::lock(turn.conn(), id).await? else { continue };
        match wanted {
            Attach::Service => drop(tie(turn, ticket, incident, &one).await?),
            Attach::Suggest | Attach::Never => offer(turn, ticket, incident, &one).await?,
        }
    }
    Ok(())
}

/// 🔗 on an offer: it is about it. ❌: it is not. Taking 🔗 back parts them again.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Some(of) = super::store::carried(&tap.payload) else { return Ok(Outcome::Ignored) };
    let Some(other) = tap.payload.get("other").and_then(Value::as_i64).map(TicketId) else {
        return Ok(Outcome::Ignored);
    };
    let mut sorted = [of, other];
    sorted.sort_unstable();
    ticket::store::lock_all(turn.conn(), &sorted).await?;
    let Some((ticket, incident)) = save::load(turn, of).await? else { return Ok(Outcome::Ignored) };
    permission::permit(turn, crate::practice::Who::Agent, Some(&ticket), "incident-attach").await?;
    let Some(one) = ticket::store::lock(turn.conn(), other).await? else { return Ok(Outcome::Ignored) };
    let (by, now) = (turn.actor()?.id, turn.now);
    match (tap.sign, tap.taken_back) {
        (Sign::Duplicate, false) => {
            if !incident.state.is_open() || !tie(turn, &ticket, &incident, &one).await? {
                return Ok(Outcome::Ignored);
            }
        }
        (Sign::Duplicate, true) => {
            if store::tie(turn.conn(), of, other).await? != Some(Tie::Attached) {
                return Ok(Outcome::Ignored);
            }
            store::set(turn.conn(), (of, other), Tie::Removed, (Some(by), None), now).await?;
            save::record(turn, "incident-detach", of, json!({ "tickets": [other.to_string()] })).await?;
            timeline::note(turn, of, &Note::Detached { ticket: other }).await?;
            turn.emit(Fact::CardsOutdated(other));
        }
        (Sign::No, false) => {
            store::set(turn.conn(), (of, other), Tie::Removed, (Some(by), None), now).await?;
            turn.offer(tap.message, &[]).await?;
            return Ok(Outcome::Done);
        }
        _ => return Ok(Outcome::Ignored),
    }
    after(turn, of).await?;
    Ok(Outcome::Done)
}

/// What is told, to whom next.
#[derive(Debug, Serialize, Deserialize)]
struct Telling {
    ticket: TicketId,
    /// The update; 0: that it is over.
    number: i32,
    after: TicketId,
}

/// Tells the threads of all attached tickets a public update.
pub(super) async fn tell_update(turn: &mut Turn<'_>, id: TicketId, number: i32) -> Result<(), Stop> {
    begin(turn, Telling { ticket: id, number, after: TicketId(0) }).await
}

/// Tells them that it is over.
pub(super) async fn tell_end(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    begin(turn, Telling { ticket: id, number: 0, after: TicketId(0) }).await
}

/// It was not over after all: whoever was told so is told again when it is.
pub(super) async fn not_over(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    Ok(store::forget_end(turn.conn(), id).await?)
}

async fn begin(turn: &mut Turn<'_>, telling: Telling) -> Result<(), Stop> {
    // Of each page its own: a timer that is due at the same moment as one of the same key is the same one.
    let key = format!("{TELL}:{}:{}:{}", telling.ticket.0, telling.number, telling.after.0);
    // What this turn says itself stands before it.
    let due = turn.now + chrono::TimeDelta::seconds(1);
    turn.schedule(&key, TELL, due, &serde_json::to_value(&telling)?).await?;
    Ok(())
}

/// The next tickets are told.
pub(super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let telling: Telling = serde_json::from_value(payload)?;
    let Some((ticket, incident)) = save::seen(turn, telling.ticket).await? else { return Ok(()) };
    if telling.number == 0 && incident.state.is_open() {
        return Ok(());
    }
    let ids = attached(turn.conn(), telling.ticket, (telling.after, PAGE)).await?;
    for id in &ids {
        tell_one(turn, &ticket, *id, telling.number).await?;
    }
    match ids.last() {
        Some(last) if ids.len() == usize::try_from(PAGE).unwrap_or(usize::MAX) => {
            begin(turn, Telling { after: *last, ..telling }).await
        }
        _ => Ok(()),
    }
}

/// Tells the requester of a ticket, once.
async fn tell_one(turn: &mut Turn<'_>, incident: &Ticket, id: TicketId, number: i32) -> Result<(), Stop> {
    let Some(one) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let phrase = match number {
        0 => Phrase::new("incident-end-told"),
        _ => {
            let Some(last) = update::last_public(turn.conn(), incident.id).await? else { return Ok(()) };
            let Some(text) = view::public(&last).filter(|_| last.number == number) else {
                // A newer one is told instead.
                return Ok(());
            };
            Phrase::new("incident-update-told").phrase("text", text)
        }
    };
    if !one.state.is_open() {
        return Ok(());
    }
    let now = turn.now;
    if !store::tell(turn.conn(), incident.id, id, number, now).await? {
        return Ok(());
    }
    let phrase = phrase.text("id", one.id.to_string());
    for home in ticket::store::places(turn.conn(), id).await? {
        if home.side != Side::Team {
            threads::say_at(turn, &one, &home, &phrase, None).await?;
        }
    }
    Ok(())
}

/// ✅ on the offer: all tickets that are about it are resolved.
pub(super) async fn solve(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.taken_back || tap.sign != Sign::Yes {
        return Ok(Outcome::Ignored);
    }
    let Some(id) = super::store::carried(&tap.payload) else { return Ok(Outcome::Ignored) };
    let Some((ticket, incident)) = save::seen(turn, id).await? else { return Ok(Outcome::Ignored) };
    if permission::role(turn, Some(&ticket)).await? < Role::Agent || incident.state.is_open() {
        return Ok(Outcome::Ignored);
    }
    let by = turn.actor()?.id;
    let solution = solution(turn, &ticket);
    let (mut after, mut count) = (TicketId(0), 0);
    loop {
        let ids = attached(turn.conn(), id, (after, PAGE)).await?;
        let Some(last) = ids.last() else { break };
        after = *last;
        for one in ticket::store::by_ids(turn.conn(), &ids).await? {
            if one.state.is_open() && !one.id.kind().goes_own_way() {
                let stand = Stand::Solved { by, solution: solution.clone() };
                turn.emit(Fact::StandWanted { ticket: one.id, stand });
                count += 1;
            }
        }
    }
    prompts::forget(turn.conn(), tap.message).await?;
    turn.offer(tap.message, &[]).await?;
    save::record(turn, "incident-solve", id, json!({ "count": count })).await?;
    router::listen(turn).await?;
    turn.answer(&Phrase::new("incident-solved-all").number("count", count)).await?;
    Ok(Outcome::Done)
}

fn solution(turn: &Turn<'_>, ticket: &Ticket) -> String {
    let phrase = Phrase::new("incident-solution").text("id", ticket.id.to_string());
    turn.words.plain(turn.config.language, &phrase.text("title", title_line(&ticket.title)))
}

/// What was about one incident is about another one from now on.
pub(super) async fn move_all(turn: &mut Turn<'_>, from: TicketId, into: TicketId) -> Result<(), Stop> {
    let Some((target, incident)) = save::load(turn, into).await? else { return Ok(()) };
    let mut after = TicketId(0);
    loop {
        let ids = attached(turn.conn(), from, (after, PAGE)).await?;
        let Some(last) = ids.last() else { break };
        after = *last;
        for id in ids {
            let Some(one) = ticket::store::lock(turn.conn(), id).await? else { continue };
            let (by, now) = (turn.actor()?.id, turn.now);
            store::set(turn.conn(), (from, id), Tie::Removed, (Some(by), None), now).await?;
            tie(turn, &target, &incident, &one).await?;
        }
    }
    self::after(turn, into).await
}

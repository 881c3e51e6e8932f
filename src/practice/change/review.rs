//! The post-implementation review: what became of a change, what was learnt, what follows. And what is still to be agreed to
//! of an emergency that was begun before.

use serde_json::{Value, json};

use super::carry::{self, tell_responsible};
use super::model::{Change, State};
use super::parts::model;
use super::submit::act;
use super::{ask, save, view};
use crate::error::{Refusal, Stop};
use crate::fact::{Fact, Stand};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketKind;
use crate::people::{self, team};
use crate::practice::{Call, router, threads};
use crate::ticket::log::{self, Act, Kind, NewEntry};
use crate::ticket::relation::{self, Kind as LinkKind, Link};
use crate::ticket::{self, Side, State as TicketState, Ticket, title_line};

/// What is said before the first question of a review.
pub(super) fn heading(turn: &Turn<'_>, ticket: &Ticket, change: &Change) -> Phrase {
    let zone = turn.config.timezone;
    let phrase = Phrase::new("change-review").text("id", ticket.id.to_string());
    match view::times(change, zone, turn.now) {
        Some(times) => Phrase::new("change-review-times").phrase("review", phrase).phrase("times", times),
        None => phrase,
    }
}

/// `!change review CHG-7`: asks what is still open of it.
pub(super) async fn review(turn: &mut Turn<'_>, mut call: Call) -> Result<(), Stop> {
    let (ticket, change) = save::meant(turn, &mut call).await?;
    if let Err(illegal) = change.state.reviewed(true) {
        return Err(view::illegal(turn, &ticket, &illegal).into());
    }
    let text = call.args.text.trim();
    if !text.is_empty() {
        let refusal = Refusal::unclear(Phrase::new("change-review-asks"));
        return Err(refusal.hint(Phrase::new("change-review-asks-hint")).into());
    }
    let heading = heading(turn, &ticket, &change);
    ask::go_on(turn, change, vec![heading]).await
}

/// All is answered: the change is over, unless an emergency is still to be agreed to.
pub(super) async fn finish(
    turn: &mut Turn<'_>,
    ticket: Ticket,
    change: Change,
    before: Vec<Phrase>,
) -> Result<(), Stop> {
    let mut lines = before;
    if change.agreed.is_none() {
        lines.push(Phrase::new("change-review-waits").text("id", ticket.id.to_string()));
        threads::say_lines(turn, lines).await?;
        return Ok(());
    }
    let (ticket, change) = close(turn, ticket, change).await?;
    router::listen(turn).await?;
    lines.push(view::stands(&ticket, change.state));
    threads::say_lines(turn, lines).await?;
    Ok(())
}

/// Closes a change that was looked back upon.
pub(super) async fn close(
    turn: &mut Turn<'_>,
    mut ticket: Ticket,
    mut change: Change,
) -> Result<(Ticket, Change), Stop> {
    let aim = change.review.aim.unwrap_or_default();
    let to = match change.state.reviewed(aim) {
        Ok(to) => to,
        Err(illegal) => return Err(view::illegal(turn, &ticket, &illegal).into()),
    };
    save::go_on(turn, &mut ticket, &mut change, to, "change-review", json!({ "aim": aim })).await?;
    let by = turn.actor.as_ref().map(|actor| actor.id).or(ticket.state.assignee()).unwrap_or(ticket.requester);
    if turn.actor.is_some() {
        act(turn, &ticket, Act::Reviewed, "").await?;
    }
    carry::settle_timer(turn, &change).await?;
    let stand = match to {
        State::Successful(_) => Stand::Done(by),
        _ => Stand::Dropped,
    };
    turn.emit(Fact::StandWanted { ticket: ticket.id, stand });
    Ok((ticket, change))
}

/// What follows of a review: a ticket for each line, linked with the change. What is said of them.
pub(super) async fn follow_up(turn: &mut Turn<'_>, change: &Ticket, text: &str) -> Result<Vec<Phrase>, Stop> {
    let mut made = Vec::new();
    for title in model::follow_ups(text) {
        made.push(open(turn, change, &title).await?);
    }
    if made.is_empty() {
        return Ok(Vec::new());
    }
    let ids = made.iter().map(|ticket| ticket.id.to_string()).collect::<Vec<_>>().join(", ");
    Ok(vec![Phrase::new("change-follow-ups").text("ids", ids)])
}

async fn open(turn: &mut Turn<'_>, change: &Ticket, title: &str) -> Result<Ticket, Stop> {
    let (author, config) = (turn.actor()?.id, turn.config.clone());
    let levels = &config.priority;
    let level = |names: &[String], at: u8| names.get(usize::from(at)).cloned();
    let ticket = Ticket {
        id: ticket::store::next_id(turn.conn(), TicketKind::Ticket).await?,
        title: title_line(title),
        description: change.id.to_string(),
        priority: levels.of(levels.default_impact, levels.default_urgency),
        impact: level(&levels.impact, levels.default_impact),
        urgency: level(&levels.urgency, levels.default_urgency),
        team: change.team.clone(),
        service: change.service.clone(),
        item: None,
        category: None,
        private: change.private,
        state: TicketState::New,
        phase: None,
        requester: author,
        raised_by: author,
        follows: None,
        wanted_at: None,
        due: None,
        created_at: turn.said_at,
        changed_at: turn.now,
    };
    ticket::store::insert(turn.conn(), &ticket).await?;
    let (platform, event) = (turn.cause.platform.clone(), turn.message.clone());
    let entry = NewEntry {
        author,
        at: turn.said_at,
        kind: Kind::Raised,
        text: title,
        attachment: None,
        platform: &platform,
        event: &event,
        internal: false,
    };
    log::insert(turn.conn(), ticket.id, entry).await?;
    let after = json!({ "state": "new", "priority": ticket.priority, "team": ticket.team, "follows_up": change.id.to_string() });
    turn.record("ticket-new", &ticket.id.to_string(), Value::Null, after).await?;
    relation::link(turn.conn(), Link { ticket: ticket.id, other: change.id, kind: LinkKind::Related }).await?;
    turn.emit(Fact::TicketOpened(ticket.id));
    Ok(ticket)
}

/// It is time: those are reminded who must look back, and those who must still agree are asked again.
pub(super) async fn nag(turn: &mut Turn<'_>, ticket: &Ticket, change: &Change) -> Result<(), Stop> {
    let id = ticket.id.to_string();
    if !change.unreviewed().is_empty() {
        tell_responsible(turn, ticket, Phrase::new("change-review-late").text("id", &id)).await?;
    }
    if change.agreed.is_none() {
        let names = managers(turn, ticket).await?;
        let phrase = Phrase::new("change-agree-late").text("id", &id);
        for person in names {
            let platform = turn.place.platform.clone();
            threads::tell_alone(turn, &platform, &person, &phrase).await?;
        }
    }
    Ok(())
}

/// Those who answer for the desk, on the platform on which a change lives.
async fn managers(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Vec<people::Person>, Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let Some(home) = homes.iter().find(|home| home.side == Side::Team).or_else(|| homes.first()) else {
        return Ok(Vec::new());
    };
    turn.place.platform.clone_from(&home.platform);
    let config = turn.config.clone();
    let leads = ticket.team.as_deref().and_then(|name| team::named(&config, name)).map(|team| team.leads.clone());
    let accounts = match config.roles.managers.is_empty() {
        true => leads.unwrap_or_default(),
        false => config.roles.managers.clone(),
    };
    let (mut found, now) = (Vec::new(), turn.now);
    for account in accounts {
        found.push(people::store::identify(turn.conn(), &home.platform, &account, now).await?);
    }
    Ok(found)
}

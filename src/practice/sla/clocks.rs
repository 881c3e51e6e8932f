//! The clocks of a ticket follow what happens to it.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::model::{self, Clock, How, Ledger};
use super::{budget, store};
use crate::error::Stop;
use crate::fact::Fact;
use crate::flow::turn::Turn;
use crate::ids::{PersonId, TicketId};
use crate::people;
use crate::people::role::Role;
use crate::practice::permission;
use crate::ticket::{self, Ticket};

/// What is due within this time is due together.
pub(super) const TOGETHER: TimeDelta = TimeDelta::minutes(1);
/// The timer of a ticket's next step.
pub(super) const STEP: &str = "sla-step";

/// Hears what has happened to a ticket.
pub(super) async fn listen(turn: &mut Turn<'_>, fact: Fact) -> Result<(), Stop> {
    match fact {
        Fact::TicketChanged(id) => changed(turn, id).await,
        Fact::TicketAnswered { ticket, by, at } => answered(turn, ticket, by, at).await,
        _ => Ok(()),
    }
}

/// What people say of time counts from when they said it, however late it is handled; but nobody can say it in advance.
fn moment(turn: &Turn<'_>) -> DateTime<Utc> {
    turn.said_at.min(turn.now)
}

async fn changed(turn: &mut Turn<'_>, id: TicketId) -> Result<(), Stop> {
    let promises_nothing = turn.config.sla.targets.is_empty() && turn.config.sla.olas.is_empty();
    if promises_nothing && !store::has_clocks(turn.conn(), id).await? {
        return Ok(());
    }
    if id.kind().goes_own_way() {
        // Its times are planned, not promised; how long it takes to find a cause nobody can promise; and of a major incident
        // its own updates tell.
        return Ok(());
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    let before = store::ledgers(turn.conn(), &[id]).await?.remove(&id).unwrap_or_default();
    let mut after = before.clone();
    let config = turn.config.clone();
    let groups = groups_of(turn, &ticket).await?;
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    let promised = model::promised(&config, &ticket, &groups);
    after.follow(&ticket, promised, &config.sla.pause_in, moment(turn));
    keep(turn, &ticket, &before, after).await
}

/// The groups of the configuration to which a ticket's requester belongs.
async fn groups_of(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Vec<String>, Stop> {
    let config = turn.config.clone();
    if config.groups.is_empty() {
        return Ok(Vec::new());
    }
    let accounts = people::accounts::of(turn.conn(), ticket.requester).await?;
    Ok(config.groups_of(&accounts).into_iter().map(str::to_owned).collect())
}

async fn answered(turn: &mut Turn<'_>, id: TicketId, by: PersonId, at: DateTime<Utc>) -> Result<(), Stop> {
    if !store::has_running(turn.conn(), id).await? {
        return Ok(());
    }
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(()) };
    if ticket.requester == by || permission::role(turn, Some(&ticket)).await? < Role::Agent {
        return Ok(());
    }
    let before = store::ledgers(turn.conn(), &[id]).await?.remove(&id).unwrap_or_default();
    let mut after = before.clone();
    after.answered(at.min(turn.now));
    keep(turn, &ticket, &before, after).await
}

/// Writes what has changed: the clocks, the ticket's due time, its timer, the audit log.
async fn keep(turn: &mut Turn<'_>, ticket: &Ticket, before: &Ledger, after: Ledger) -> Result<(), Stop> {
    if *before == after {
        return Ok(());
    }
    store::save(turn.conn(), ticket.id, before, &after).await?;
    let missed = |ledger: &Ledger| ledger.clocks.iter().filter(|clock| is_missed(clock)).count();
    if missed(&after) > missed(before) {
        budget::look_soon(turn).await?;
    }
    let (was, is) = (describe(before), describe(&after));
    if was != is {
        turn.record("sla-clock", &ticket.id.to_string(), was, is).await?;
    }
    settle(turn, ticket.id, &after).await
}

fn is_missed(clock: &Clock) -> bool {
    matches!(clock.end.as_ref().map(|end| &end.how), Some(How::Missed(_)))
}

/// The ticket's due time and its timer follow its clocks.
pub(super) async fn settle(turn: &mut Turn<'_>, id: TicketId, ledger: &Ledger) -> Result<(), Stop> {
    let key = format!("sla-step:{}", id.0);
    match ledger.next_at() {
        Some(at) => turn.schedule(&key, STEP, at, &json!({ "ticket": id })).await?,
        None => turn.cancel(&key).await?,
    }
    if ticket::store::set_due(turn.conn(), id, ledger.due()).await? {
        turn.emit(Fact::CardsOutdated(id));
    }
    Ok(())
}

/// The clocks for the audit log.
pub(super) fn describe(ledger: &Ledger) -> Value {
    let clocks = ledger.clocks.iter().map(|clock| {
        let (state, spent) = match clock.end.as_ref().map(|end| &end.how) {
            None => ("running", None),
            Some(How::Met(spent)) => ("met", Some(spent)),
            Some(How::Missed(spent)) => ("missed", Some(spent)),
            Some(How::Replaced(_)) => ("replaced", None),
            Some(How::Dropped) => ("dropped", None),
        };
        json!({
            "of": clock.of.name(),
            "target": clock.terms.target,
            "seconds": clock.terms.within.num_seconds(),
            "due": clock.due_at,
            "state": state,
            "spent": spent.map(TimeDelta::num_seconds),
            "steps": clock.steps_done,
        })
    });
    let still = ledger.still().map(|still| still.because.clone());
    json!({ "clocks": clocks.collect::<Vec<_>>(), "still": still })
}

//! Who is absent, or has left, is not waited for: who can answer in their place is looked up when they are asked, and again
//! when an absence or a delegation begins and when somebody leaves.

pub(super) mod store;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use self::store::Why;
use super::ask;
use super::delegate::store as delegations;
use super::model;
use super::store::{Approval, State};
use super::vote::with_ticket;
use super::who;
use crate::config::Config;
use crate::error::{Fault, Stop};
use crate::flow::turn::Turn;
use crate::flow::wakeup::Bell;
use crate::flow::{Flow, timers};
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::people::{self, Person};
use crate::ticket::Ticket;

/// The timer that looks for absences which have begun.
pub(super) const LOOK: &str = "approval-absence";

/// So soon after a database that could not be asked.
const AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Somebody who cannot answer, and those who now can in their place.
pub(super) struct Replaced {
    person: Person,
    by: Vec<Person>,
    why: Why,
}

/// Looks once after the start, as the directory may be another one than before.
pub async fn look_after_start(flow: Flow, stop: CancellationToken) {
    while !stop.is_cancelled() {
        match stand(&flow).await {
            Ok(()) => stop.cancelled().await,
            Err(error) => {
                tracing::debug!(%error, "the timer of absences cannot be set; will try again");
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(AGAIN_AFTER) => {}
                }
            }
        }
    }
}

async fn stand(flow: &Flow) -> Result<(), Fault> {
    let (mut conn, now) = (flow.pool.acquire().await?, flow.clock.now());
    let awaited = store::awaited_accounts(&mut conn, now).await?;
    if awaited.iter().any(|one| is_listed(&flow.config, &one.account, now)) {
        timers::set(&mut conn, LOOK, LOOK, now, &Value::Null).await?;
        flow.wakeup.ring(Bell::Timers);
    }
    Ok(())
}

/// Whether the directory says of somebody that they are absent or have left.
fn is_listed(config: &Config, account: &str, now: DateTime<Utc>) -> bool {
    is_away(config, account, now) || config.directory.has_left(account)
}

fn is_away(config: &Config, account: &str, now: DateTime<Utc>) -> bool {
    config.directory.is_away(account, now.with_timezone(&config.timezone).date_naive())
}

/// Looks again when the next day begins, on which absences can.
pub(super) async fn look_tomorrow(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let due = next_day(turn.now, turn.config.timezone);
    Ok(turn.schedule_unless_set(LOOK, LOOK, due, &Value::Null).await?)
}

fn next_day(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let next = now.with_timezone(&zone).date_naive().checked_add_days(Days::new(1));
    let begins = next.and_then(|day| day.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest());
    begins.map_or(now + TimeDelta::days(1), |begins| begins.to_utc())
}

/// Looks for absences that have begun.
pub(super) async fn look(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let now = turn.now;
    let awaited = store::awaited_accounts(turn.conn(), now).await?;
    if awaited.is_empty() {
        return Ok(());
    }
    look_tomorrow(turn).await?;
    let (config, mut absent) = (turn.config.clone(), BTreeMap::<String, Vec<String>>::new());
    for one in awaited {
        if one.delegated || is_listed(&config, &one.account, now) {
            absent.entry(one.platform).or_default().push(one.account);
        }
    }
    for (platform, accounts) in absent {
        replace_all(turn, &platform, &accounts).await?;
    }
    Ok(())
}

/// These may be unable to answer now: wherever they are waited for and are, others are asked.
pub(super) async fn replace_all(turn: &mut Turn<'_>, platform: &str, accounts: &[String]) -> Result<(), Stop> {
    for id in store::awaiting(turn.conn(), platform, accounts).await? {
        let Some((approval, ticket)) = with_ticket(turn, id).await?.filter(|(open, _)| open.state == State::Open)
        else {
            continue;
        };
        for replaced in cover(turn, &approval, &ticket).await? {
            tell(turn, &approval, &ticket, replaced).await?;
        }
    }
    Ok(())
}

/// Finds somebody for each who is waited for and cannot answer. They are not asked yet.
pub(super) async fn cover(turn: &mut Turn<'_>, approval: &Approval, ticket: &Ticket) -> Result<Vec<Replaced>, Stop> {
    let platform = who::platform_of(turn, ticket).await?;
    let awaited = ask::awaited(approval)?;
    let known = people::store::by_ids(turn.conn(), &platform, &awaited).await?;
    let deputies = ask::deputies(turn, approval, ticket, &awaited).await?;
    let mut all = Vec::new();
    // Who speaks for whom already.
    let mut taken: Vec<(PersonId, PersonId)> =
        model::standing(&approval.votes).values().map(|vote| (vote.cast_by, vote.person)).collect();
    for person in awaited.iter().filter_map(|id| known.get(id)) {
        let Some(why) = absence(turn, &platform, person).await? else { continue };
        let deputies = deputies.get(&person.id).map(Vec::as_slice).unwrap_or_default();
        if !is_spoken_for(turn, approval, &platform, (person.id, deputies), &mut taken).await?
            && let Some(replaced) = replace(turn, approval, ticket, person, why).await?
        {
            all.push(replaced);
        }
    }
    Ok(all)
}

/// Why somebody cannot answer now.
async fn absence(turn: &mut Turn<'_>, platform: &str, person: &Person) -> Result<Option<Why>, Stop> {
    if who::has_left(turn, platform, &person.account).await? {
        return Ok(Some(Why::Left));
    }
    let now = turn.now;
    let is_away = is_away(&turn.config, &person.account, now)
        || delegations::deputy_of(turn.conn(), person.id, now).await?.is_some();
    Ok(is_away.then_some(Why::Away))
}

/// Whether somebody is there who can answer in the place of another, or does not have to as the group can be decided
/// without.
async fn is_spoken_for(
    turn: &mut Turn<'_>,
    approval: &Approval,
    platform: &str,
    (person, deputies): (PersonId, &[PersonId]),
    taken: &mut Vec<(PersonId, PersonId)>,
) -> Result<bool, Stop> {
    let plan = ask::plan_of(approval)?;
    let progress = model::progress(&plan, &approval.votes);
    let speaks_for_other = |deputy: PersonId| {
        taken.iter().any(|(by, of)| *by == deputy && *of != person && model::meet(&progress, person, *of))
    };
    let counts = |deputy: &PersonId| match model::meet(&progress, person, *deputy) {
        true => model::one_decides(&progress, person, *deputy),
        false => !speaks_for_other(*deputy),
    };
    let ids: Vec<PersonId> = deputies.iter().copied().filter(counts).collect();
    let known = people::store::by_ids(turn.conn(), platform, &ids).await?;
    for deputy in ids.iter().filter_map(|id| known.get(id)) {
        let is_away = is_away(&turn.config, &deputy.account, turn.now);
        if !is_away && !who::has_left(turn, platform, &deputy.account).await? {
            taken.push((deputy.id, person));
            return Ok(true);
        }
    }
    Ok(false)
}

/// Lets somebody else answer as well: whoever stands in, or is above. None: there is nobody who is not asked already.
pub(super) async fn replace(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    person: &Person,
    why: Why,
) -> Result<Option<Replaced>, Stop> {
    let mut asked: Vec<PersonId> =
        approval.seats.iter().filter(|seat| seat.stage == approval.stage).map(|seat| seat.person).collect();
    asked.extend(store::stand_ins(turn.conn(), approval.id).await?.into_iter().map(|(_, deputy)| deputy));
    let mut by = Vec::new();
    for other in who::instead(turn, ticket, person, &asked).await? {
        if store::stand_in(turn.conn(), approval.id, person.id, other.id, why).await? {
            by.push(other);
        }
    }
    if by.is_empty() {
        return Ok(None);
    }
    let after = json!({
        "for": person.account,
        "asked": by.iter().map(|other| other.account.as_str()).collect::<BTreeSet<_>>(),
        "why": why.name(),
    });
    turn.record("approval-stand-in", &ticket.id.to_string(), Value::Null, after).await?;
    Ok(Some(Replaced { person: person.clone(), by, why }))
}

/// Asks whoever was found after others had been asked, and says so to whoever waits for it.
pub(super) async fn tell(
    turn: &mut Turn<'_>,
    approval: &Approval,
    ticket: &Ticket,
    replaced: Replaced,
) -> Result<(), Stop> {
    let platform = who::platform_of(turn, ticket).await?;
    let phrase = Phrase::new("approval-instead")
        .text("id", ticket.id.to_string())
        .text("person", replaced.person.name)
        .text("names", replaced.by.iter().map(|other| other.name.as_str()).collect::<Vec<_>>().join(", "))
        .choice("why", replaced.why.name());
    ask::tell_requester(turn, ticket, &phrase, None).await?;
    ask::send(turn, approval, ticket, &platform, replaced.by).await
}

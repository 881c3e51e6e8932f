//! A schedule as it is now: by the configuration, and by what people have changed.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::store;
use crate::config::ScheduleConfig;
use crate::error::{Fault, Stop};
use crate::flow::turn::Turn;
use crate::people::{self, Person, team};
use crate::practice::named;
use crate::rota::Schedule;

/// The schedule with what people have changed and is not over at a moment.
pub(super) async fn current(
    conn: &mut PgConnection,
    schedule: &ScheduleConfig,
    since: DateTime<Utc>,
) -> Result<Schedule, Fault> {
    let standing = store::standing(conn, &schedule.name, since).await?;
    Ok(schedule.rota().with(store::overrides(&standing)?))
}

/// Whether somebody is on call during all of a time.
pub(super) fn throughout(schedule: &Schedule, account: &str, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
    let shifts = schedule.shifts(from, to);
    !shifts.is_empty() && shifts.iter().all(|shift| shift.people.iter().any(|one| one.eq_ignore_ascii_case(account)))
}

/// Whether somebody is on call at any moment of a time.
pub(super) fn ever(schedule: &Schedule, account: &str, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
    schedule.shifts(from, to).iter().any(|shift| shift.people.iter().any(|one| one.eq_ignore_ascii_case(account)))
}

/// The people of accounts on the platform of this turn, in this order.
pub(super) async fn people(turn: &mut Turn<'_>, platform: &str, accounts: &[String]) -> Result<Vec<Person>, Stop> {
    let (mut found, now) = (Vec::new(), turn.now);
    for account in accounts {
        found.push(people::store::identify(turn.conn(), platform, account, now).await?);
    }
    Ok(found)
}

/// Whether an account is the bot's own: it sleeps never, and can do nothing.
pub(super) async fn is_bot(turn: &mut Turn<'_>, account: &str) -> Result<bool, Stop> {
    let platform = turn.place.platform.clone();
    Ok(people::accounts::not_own(turn.conn(), &platform, &[account.to_owned()]).await?.is_empty())
}

/// The names of accounts, in a list.
pub(super) async fn names(turn: &mut Turn<'_>, accounts: &[&str]) -> Result<String, Stop> {
    let platform = turn.place.platform.clone();
    let accounts: Vec<String> = accounts.iter().map(|account| (*account).to_owned()).collect();
    let people = people(turn, &platform, &accounts).await?;
    Ok(people.into_iter().map(|person| person.name).collect::<Vec<_>>().join(", "))
}

/// The schedule that is meant: by its name, that of its team, else the actor's own, else the only one.
pub(super) async fn meant(turn: &mut Turn<'_>, text: Option<&str>) -> Result<ScheduleConfig, Stop> {
    let config = turn.config.clone();
    if config.schedules.is_empty() {
        return Err(crate::error::Refusal::new(crate::i18n::Phrase::new("oncall-nothing")).into());
    }
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        let of_team = config
            .schedules
            .iter()
            .find(|schedule| schedule.team.as_deref().is_some_and(|team| team.eq_ignore_ascii_case(text.trim())));
        let names = config.schedules.iter().map(|schedule| (schedule.name.as_str(), schedule.title.as_str()));
        return match (named::thing(text, names), of_team) {
            (Ok(at), _) => {
                config.schedules.get(at).cloned().ok_or_else(|| Fault::Other("no schedule".to_owned()).into())
            }
            (Err(_), Some(found)) => Ok(found.clone()),
            (Err(near), None) => Err(named::unknown("oncall-schedule-unknown", text, &near)),
        };
    }
    let (account, platform) = (turn.actor()?.account.clone(), turn.place.platform.clone());
    if let Some(own) = config.schedules.iter().find(|of| of.takes_part(&account)) {
        return Ok(own.clone());
    }
    let teams = team::memberships(turn.conn(), &config, &platform, &account).await?;
    let of_team =
        config.schedules.iter().find(|schedule| teams.iter().any(|own| Some(&own.team) == schedule.team.as_ref()));
    of_team.or(config.schedules.first()).cloned().ok_or_else(|| Fault::Other("no schedule".to_owned()).into())
}

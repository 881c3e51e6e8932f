//! Shifts as calendar programs show them. Names of people stand in it, and no words of theirs.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use crate::config::{Config, ScheduleConfig};
use crate::error::Fault;
use crate::i18n::{Phrase, Words};
use crate::people::{accounts, short_name};
use crate::practice::ics;
use crate::practice::oncall::schedule::current;
use crate::rota::Schedule;

/// So far ahead a calendar reaches.
const AHEAD: TimeDelta = TimeDelta::days(90);

/// So far back it is looked where a shift begins, which is what tells it from others; of what is over for longer than
/// [`KEPT`], nothing is shown.
const BACK: TimeDelta = TimeDelta::days(93);
const KEPT: TimeDelta = TimeDelta::days(7);

/// Whose shifts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'a> {
    /// Everybody's of a schedule.
    Schedule(&'a ScheduleConfig),
    /// Those of an account in all schedules.
    Person(&'a str),
}

/// What a calendar is made from besides the database.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub(super) config: &'a Config,
    pub(super) words: &'a Words,
    pub(super) platform: &'a str,
    pub(super) now: DateTime<Utc>,
}

/// A shift, as it is written.
struct Entry {
    id: String,
    title: String,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

/// The calendar, in the language of the house.
pub(super) async fn feed(conn: &mut PgConnection, made: Made<'_>, of: Of<'_>) -> Result<String, Fault> {
    let plain = |phrase: Phrase| made.words.plain(made.config.language, &phrase);
    let (name, entries) = match of {
        Of::Schedule(schedule) => (schedule.title.clone(), whole(conn, made, schedule).await?),
        Of::Person(account) => {
            let mut entries = Vec::new();
            for schedule in &made.config.schedules {
                let current = current(conn, schedule, made.now - BACK).await?;
                let entry = |(from, to), key, kind: &str| Entry {
                    id: id(&format!("oncall-{kind}-{}-{account}", schedule.name), from),
                    title: plain(Phrase::new(key).text("title", &schedule.title)),
                    from,
                    to,
                };
                let own = stretches(&current, account, made.now).into_iter();
                entries.extend(own.map(|span| entry(span, "oncall-calendar-own", "own")));
                let learns = stretches(&schedule.shadows, account, made.now).into_iter();
                entries.extend(learns.map(|span| entry(span, "oncall-calendar-learns", "learns")));
            }
            let names = names(conn, made.platform, &[account.to_owned()]).await?;
            let person = named(&names, account);
            (plain(Phrase::new("oncall-calendar-of").text("name", person)), entries)
        }
    };
    let mut seen = HashSet::new();
    let events = entries
        .iter()
        .filter_map(|entry| ics::event(&entry.id, &entry.title, [entry.from, entry.to, made.now], &mut seen));
    Ok(ics::calendar("oncall", &name, events.collect()))
}

/// Everybody's shifts of a schedule.
async fn whole(conn: &mut PgConnection, made: Made<'_>, of: &ScheduleConfig) -> Result<Vec<Entry>, Fault> {
    let current = current(conn, of, made.now - BACK).await?;
    let shifts = current.shifts(made.now - BACK, made.now + AHEAD);
    let mut accounts: Vec<String> =
        shifts.iter().flat_map(|shift| &shift.people).map(|account| (*account).to_owned()).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let names = names(conn, made.platform, &accounts).await?;
    let shown = shifts.into_iter().filter(|shift| shift.to > made.now - KEPT && !shift.people.is_empty());
    let entries = shown.map(|shift| {
        let people: Vec<&str> = shift.people.iter().map(|account| named(&names, account)).collect();
        Entry {
            id: id(&format!("oncall-{}", of.name), shift.from),
            title: format!("{}: {}", of.title, people.join(", ")),
            from: shift.from,
            to: shift.to,
        }
    });
    Ok(entries.collect())
}

/// What tells a shift from others as long as it begins when it does, whoever has it.
fn id(of: &str, from: DateTime<Utc>) -> String {
    format!("{of}-{}", from.format("%Y%m%dT%H%M%S"))
}

/// The names of accounts, by the accounts in small letters.
async fn names(conn: &mut PgConnection, platform: &str, accounts: &[String]) -> Result<HashMap<String, String>, Fault> {
    let people = accounts::by_accounts(conn, platform, accounts).await?;
    Ok(people.into_iter().map(|person| (person.account.to_lowercase(), person.name)).collect())
}

fn named<'n>(names: &'n HashMap<String, String>, account: &'n str) -> &'n str {
    names.get(&account.to_lowercase()).map_or_else(|| short_name(account), String::as_str)
}

/// When somebody is on call, as long as it can be, whoever else is.
fn stretches(schedule: &Schedule, account: &str, now: DateTime<Utc>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut found: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for shift in schedule.shifts(now - BACK, now + AHEAD) {
        if !shift.people.iter().any(|one| one.eq_ignore_ascii_case(account)) {
            continue;
        }
        match found.last_mut() {
            Some((_, to)) if *to == shift.from => *to = shift.to,
            _ => found.push((shift.from, shift.to)),
        }
    }
    found.retain(|(_, to)| *to > now - KEPT);
    found
}

//! `ical` of `[[schedules]]`: shifts that another program keeps, read from an iCal file at the start, and again whenever the file
//! changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use chrono_tz::Tz;

use super::account::account;
use super::mistake::Problem;
use crate::calendar::events::{Event, events};
use crate::rota::Fixed;

/// The years for which what recurs is listed.
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2040;

/// The largest file that is read.
const LARGEST: u64 = 8 << 20;

/// So many names that nobody has are told.
const TOLD: usize = 5;

/// A file of shifts, with those that were read from it last.
#[derive(Debug, Clone)]
pub struct RotaFile {
    path: PathBuf,
    zone: Tz,
    /// Accounts by what people are called in it, in small letters.
    names: Arc<BTreeMap<String, String>>,
    read: Arc<RwLock<Read>>,
}

#[derive(Debug, Default)]
struct Read {
    text: String,
    shifts: Arc<Vec<Fixed>>,
}

impl PartialEq for RotaFile {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &Self, other: &Self| one.path == other.path && one.zone == other.zone;
        same(self, other) && self.names == other.names && self.shifts() == other.shifts()
    }
}

impl Eq for RotaFile {}

impl RotaFile {
    /// A file that has not been read yet, whose people are called so.
    #[must_use]
    pub fn new(path: PathBuf, zone: Tz, names: impl IntoIterator<Item = (String, String)>) -> Self {
        let names = names.into_iter().map(|(name, account)| (folded(&name), account)).collect();
        Self { path, zone, names: Arc::new(names), read: Arc::default() }
    }

    /// The shifts that were read last.
    #[must_use]
    pub fn shifts(&self) -> Arc<Vec<Fixed>> {
        self.read.read().unwrap_or_else(PoisonError::into_inner).shifts.clone()
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file again, where it has changed; tells whether it has. One that cannot be read, or names somebody who is not
    /// known, leaves everything as it was: people stay on call.
    pub fn refresh(&self) -> Result<bool, String> {
        self.load().map_err(|problem| match problem.hint {
            Some(hint) => format!("{} ({hint})", problem.what),
            None => problem.what,
        })
    }

    pub(super) fn load(&self) -> Result<bool, Problem> {
        let unreadable = |error: &dyn std::fmt::Display| {
            Problem::new(format!("names a file that cannot be read: {} ({error})", self.path.display()))
        };
        let size = std::fs::metadata(&self.path).map_err(|error| unreadable(&error))?.len();
        if size > LARGEST {
            return Err(unreadable(&"it is larger than 8 MB"));
        }
        let text = std::fs::read_to_string(&self.path).map_err(|error| unreadable(&error))?;
        if self.read.read().unwrap_or_else(PoisonError::into_inner).text == text {
            return Ok(false);
        }
        let shifts = Arc::new(self.understood(&text)?);
        *self.read.write().unwrap_or_else(PoisonError::into_inner) = Read { text, shifts };
        Ok(true)
    }

    /// The shifts that a text says.
    fn understood(&self, text: &str) -> Result<Vec<Fixed>, Problem> {
        let found = events(text, self.zone, &YEARS)
            .map_err(|error| Problem::new(format!("names a file that is no calendar: {error}")))?;
        let (mut shifts, mut unknown) = (Vec::new(), Vec::new());
        for event in found {
            match self.people(&event) {
                Ok(people) => {
                    let fixed = event.times.iter().filter_map(|(from, to)| Fixed::new(*from, *to, people.clone()).ok());
                    shifts.extend(fixed);
                }
                Err(name) => unknown.push((event.line, name)),
            }
        }
        let Some((_, first)) = unknown.first() else { return Ok(shifts) };
        let told: Vec<String> =
            unknown.iter().take(TOLD).map(|(line, name)| format!("{name:?} on line {line}")).collect();
        let more = if unknown.len() > TOLD { " and others" } else { "" };
        let what = format!("names a file with people who are not known: {}{more}", told.join(", "));
        Err(Problem::new(what).hint(format!("say who that is: ical_people = [\"{first} = @carla:example.org\"]")))
    }

    /// Who has a shift: those who take part in the event and are known, else whom its summary names. Err: a name that nobody has.
    fn people(&self, event: &Event) -> Result<Vec<String>, String> {
        let known = |name: &str| self.names.get(&folded(name)).cloned();
        let mut people: Vec<String> = Vec::new();
        let mut add = |account: String| {
            if !people.contains(&account) {
                people.push(account);
            }
        };
        event.attendees.iter().filter_map(|called| called.iter().find_map(|name| known(name))).for_each(&mut add);
        if let Some(account) = known(&event.summary) {
            add(account);
        }
        if !people.is_empty() {
            return Ok(people);
        }
        // `On call: Carla Weber, Bernd`, `Carla Weber - nights`
        let summary = event.summary.rsplit_once(": ").map_or(event.summary.as_str(), |(_, names)| names);
        for part in summary.split([',', ';', '/', '&', '+']).map(str::trim).filter(|part| !part.is_empty()) {
            let first = part.split(" - ").next().unwrap_or(part);
            people.push(known(part).or_else(|| known(first)).ok_or_else(|| part.chars().take(60).collect::<String>())?);
        }
        if people.is_empty() { Err(event.summary.chars().take(60).collect()) } else { Ok(people) }
    }
}

/// Small letters, with one space where there are several.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// `Carla Weber = @carla:example.org`
pub(super) fn person(text: &str) -> Result<(String, String), Problem> {
    let unclear = || {
        Problem::new(format!("is no name with an account: {text:?}")).hint("write \"Carla Weber = @carla:example.org\"")
    };
    let (name, known) = text.rsplit_once('=').ok_or_else(unclear)?;
    let name = name.trim();
    if name.is_empty() { Err(unclear()) } else { Ok((name.to_owned(), account(known.trim())?)) }
}

/// What people are called who are known anyway: by their accounts, the names in these, and their names in the directory. A name of
/// two people is nobody's.
pub(super) fn known<'a>(
    accounts: impl IntoIterator<Item = &'a str>,
    directory: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<(String, String)> {
    let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut add = |name: &str, account: &str| {
        let held = names.entry(folded(name)).or_insert_with(|| Some(account.to_owned()));
        if held.as_deref().is_some_and(|held| !held.eq_ignore_ascii_case(account)) {
            *held = None;
        }
    };
    for account in accounts {
        add(account, account);
        let short = account.trim_start_matches('@').split(':').next().unwrap_or_default();
        add(short, account);
    }
    for (name, account) in directory {
        add(name, account);
    }
    names.into_iter().filter_map(|(name, account)| Some((name, account?))).collect()
}

#[cfg(test)]
mod tests;

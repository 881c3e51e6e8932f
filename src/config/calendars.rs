//! `[[calendars]]`: when work is done, which clocks count by.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;

use super::keys::Keys;
use super::mistake::Problem;
use super::places::{each_once, line, word};
use super::row::Row;
use crate::calendar::{Calendar, CalendarSpec, HolidaySpec, ical};

/// The years of which an iCal file is asked: what repeats every year is listed for these.
const YEARS: std::ops::RangeInclusive<i32> = 2020..=2060;

/// Service hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarConfig {
    /// As targets name it.
    pub name: String,
    /// As people see it: `Mon–Fri 8–17`.
    pub title: String,
    /// As it is kept with what counts by it.
    pub spec: CalendarSpec,
    /// The same, ready to count.
    pub calendar: Arc<Calendar>,
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(super) fn calendars(keys: &mut Keys<'_>, zone: Tz) -> Vec<CalendarConfig> {
    let calendars = keys.tables("calendars", |row| {
        let name = row.needed("name", word);
        let title = row.text("title", line);
        let mut spec = CalendarSpec {
            timezone: row
                .text("timezone", |text| Ok(super::timezone(text)?.name().to_owned()))
                .unwrap_or(zone.to_string()),
            hours: row.needed_items("hours", weekly).map(week).unwrap_or_default(),
            holidays: row.text("holidays", region),
            days_off: row.items("closed", day_off).unwrap_or_default().into_iter().collect(),
            exceptions: row.items("exceptions", exception).map(|days| days.into_iter().collect()),
        };
        for (date, name) in file(row) {
            spec.days_off.entry(date).or_insert(name);
        }
        let mistakes = if row.is_good() { spec.mistakes() } else { Vec::new() };
        for mistake in &mistakes {
            let key = match mistake.key.split('.').next() {
                Some("timezone") => "timezone",
                Some("holidays") => "holidays",
                Some("days_off") => "closed",
                Some("exceptions") => "exceptions",
                _ => "hours",
            };
            let what = match mistake.key.split_once('.') {
                Some((_, day)) => format!("{day}: {}", mistake.error),
                None => mistake.error.to_string(),
            };
            row.refuse(key, Problem::new(what).hint(mistake.error.hint()));
        }
        let calendar = spec.build().ok().filter(|_| mistakes.is_empty())?;
        let name = name?;
        Some(CalendarConfig { title: title.unwrap_or_else(|| name.clone()), name, spec, calendar: Arc::new(calendar) })
    });
    each_once("calendars", &calendars, |calendar| &calendar.name, keys);
    calendars
}

type Windows = Vec<(String, String)>;

/// `mon-fri 08:00-12:00 13:00-17:00`: the days, and their windows.
pub(super) fn weekly(text: &str) -> Result<(Vec<&'static str>, Windows), Problem> {
    let hint = "write \"mon-fri 08:00-12:00 13:00-17:00\", \"sat 09:00-12:00\" or \"mon-sun 00:00-24:00\"";
    let unclear = || Problem::new(format!("is no days and times: {text:?}")).hint(hint);
    let (days, times) = text.trim().split_once(char::is_whitespace).ok_or_else(unclear)?;
    let mut found = Vec::new();
    for part in days.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let place = |day: &str| DAYS.iter().position(|name| name.eq_ignore_ascii_case(day.trim())).ok_or_else(unclear);
        let (first, last) = (place(first)?, place(last)?);
        // `sat-mon` goes over the end of the week.
        let count = (last + DAYS.len() - first) % DAYS.len() + 1;
        found.extend(DAYS.iter().cycle().skip(first).take(count).copied());
    }
    Ok((found, windows(times).ok_or_else(unclear)?))
}

fn windows(text: &str) -> Option<Windows> {
    let window = |text: &str| text.split_once('-').map(|(from, to)| (from.to_owned(), to.to_owned()));
    let windows: Option<Windows> = text.split_whitespace().map(window).collect();
    windows.filter(|windows| !windows.is_empty())
}

fn week(items: Vec<(Vec<&'static str>, Windows)>) -> BTreeMap<String, Windows> {
    let mut week: BTreeMap<String, Windows> = BTreeMap::new();
    for (days, windows) in items {
        for day in days {
            week.entry(day.to_owned()).or_default().extend(windows.iter().cloned());
        }
    }
    week
}

/// `DE-BY`, `DE`
fn region(text: &str) -> Result<HolidaySpec, Problem> {
    let (country, subdivision) = match text.split_once('-') {
        Some((country, subdivision)) => (country, Some(subdivision.to_owned())),
        None => (text, None),
    };
    if country.is_empty() || subdivision.as_deref() == Some("") {
        return Err(Problem::new(format!("is no region: {text:?}"))
            .hint("write \"DE-BY\" for Bavaria, \"DE\" for what is a holiday in all of Germany"));
    }
    Ok(HolidaySpec::Region { country: country.to_owned(), subdivision })
}

/// `2026-12-24 Christmas Eve`
fn day_off(text: &str) -> Result<(String, String), Problem> {
    let (date, name) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    Ok((date.to_owned(), name.trim().to_owned()))
}

/// `2026-12-24 08:00-12:00`, `2026-12-31 closed`
fn exception(text: &str) -> Result<(String, Windows), Problem> {
    let unclear = || {
        let problem = Problem::new(format!("is no date with its times: {text:?}"));
        problem.hint("write \"2026-12-24 08:00-12:00\" or \"2026-12-31 closed\"")
    };
    let (date, times) = text.split_once(char::is_whitespace).ok_or_else(unclear)?;
    match times.trim() {
        "closed" => Ok((date.to_owned(), Vec::new())),
        times => Ok((date.to_owned(), windows(times).ok_or_else(unclear)?)),
    }
}

/// The dates of the iCal file, with their names.
fn file(row: &mut Row<'_>) -> Vec<(String, String)> {
    row.path("holidays_file", |path: &Path| {
        let text = fs::read_to_string(path)
            .map_err(|error| Problem::new(format!("names a file that cannot be read: {} ({error})", path.display())))?;
        ical::read(&text, YEARS).map_err(|error| Problem::new(format!("names a file that is no calendar: {error}")))
    })
    .unwrap_or_default()
    .into_iter()
    .map(|(date, name)| (date.to_string(), name))
    .collect()
}

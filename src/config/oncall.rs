//! `[[schedules]]`, `[[schedule_layers]]`, `[[schedule_shifts]]`, `[oncall]`: who is on call.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use super::account::account;
use super::calendars::CalendarConfig;
use super::directory::Directory;
use super::keys::Keys;
use super::mistake::Problem;
use super::places::{TeamConfig, each_once, line, word};
use super::rota_file::{self, RotaFile};
use super::row::{Row, one_of};
use crate::calendar::shown_at;
use crate::rota::{Every, Fixed, Layer, RotaError, Rotation, Schedule, TimeOfDay, Window};

/// Who is on call when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleConfig {
    /// As in commands: `!oncall it`.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// The team that it is of.
    pub team: Option<String>,
    /// Who is woken.
    pub schedule: Arc<Schedule>,
    /// Who only learns along, and is told but not woken.
    pub shadows: Arc<Schedule>,
    /// Shifts that another program keeps, which count as fixed ones.
    pub file: Option<RotaFile>,
}

impl ScheduleConfig {
    /// Who is on call, without what people have changed.
    #[must_use]
    pub fn rota(&self) -> Schedule {
        match &self.file {
            Some(file) => self.schedule.besides(&file.shifts()),
            None => Schedule::clone(&self.schedule),
        }
    }

    /// Everybody who takes turns in it, each once.
    #[must_use]
    pub fn people(&self) -> Vec<String> {
        let of_file = self.file.as_ref().map(RotaFile::shifts);
        let of_file = of_file.iter().flat_map(|shifts| shifts.iter()).flat_map(Fixed::users).map(String::as_str);
        let mut people: Vec<String> = Vec::new();
        for person in self.schedule.people().into_iter().chain(of_file).chain(self.shadows.people()) {
            if people.iter().all(|known| known != person) {
                people.push(person.to_owned());
            }
        }
        people
    }

    /// Whether somebody takes turns in it.
    #[must_use]
    pub fn takes_part(&self, account: &str) -> bool {
        self.people().iter().any(|one| one.eq_ignore_ascii_case(account))
    }
}

/// `[oncall]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OncallConfig {
    /// How long after an answer whoever gave it is reminded of what is still open.
    pub remind_after: Duration,
    /// How long after that the chain goes on.
    pub resume_after: Duration,
    /// What somebody would be woken for so soon after the last message about the same service comes with others of its kind
    /// in one message, when this time is over; zero: nothing waits.
    pub bundle_within: Duration,
    /// So many messages wake one person within an hour, before the rest comes in one.
    pub most_an_hour: u8,
    /// Days before a gap about which the team is told.
    pub gap_days: u32,
    /// What becomes of pages for services on which a change is being carried out.
    pub maintenance: Maintenance,
    /// At a change of shift it is told who comes and goes, and what is open.
    pub handoff: bool,
    /// The hours of the night, of each day.
    pub night: Window,
    /// The one of `[[calendars]]` whose holidays count for hours on call; None: the one by which the desk works.
    pub calendar: Option<String>,
}

/// What becomes of a page while a change is being carried out on its service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maintenance {
    /// It begins only when the change is over, or its window.
    Hold,
    /// It begins, and those who are woken read of the change.
    Mark,
    /// It begins like any other.
    Page,
}

impl OncallConfig {
    pub(super) fn read(keys: &mut Keys<'_>, calendars: &[CalendarConfig]) -> Self {
        let calendars: Vec<&str> = calendars.iter().map(|calendar| calendar.name.as_str()).collect();
        let minutes = |least: u64, most: u64| Duration::from_mins(least)..=Duration::from_hours(most);
        Self {
            remind_after: keys.duration("oncall.remind_after", minutes(1, 24)),
            resume_after: keys.duration("oncall.resume_after", minutes(1, 24)),
            bundle_within: keys.duration("oncall.bundle_within", Duration::ZERO..=Duration::from_hours(1)),
            most_an_hour: keys.number("oncall.most_an_hour", 1..=200),
            gap_days: keys.number("oncall.gap_days", 1..=60),
            maintenance: keys
                .choice(
                    "oncall.maintenance",
                    &[("hold", Maintenance::Hold), ("mark", Maintenance::Mark), ("page", Maintenance::Page)],
                )
                .unwrap_or(Maintenance::Mark),
            handoff: keys.flag("oncall.handoff"),
            night: keys.text("oncall.night", night).unwrap_or_else(Window::nights),
            calendar: keys.optional("oncall.calendar", |text| one_of(text, "calendar", &calendars)),
        }
    }
}

/// `22:00-06:00`
fn night(text: &str) -> Result<Window, Problem> {
    let wrong = || Problem::new(format!("is no hours of the night: {text:?}")).hint("write \"22:00-06:00\"");
    let (from, to) = text.trim().split_once('-').ok_or_else(wrong)?;
    let time = |text: &str| text.trim().parse::<TimeOfDay>().map_err(|_| wrong());
    Window::new(WEEK.to_vec(), time(from)?, time(to)?).map_err(|_| wrong())
}

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// A layer, or fixed shift, with the name of its schedule.
struct Part<T> {
    schedule: String,
    shadow: bool,
    what: T,
}

pub(super) fn schedules(
    keys: &mut Keys<'_>,
    members: &[TeamConfig],
    directory: &Directory,
    zone: Tz,
) -> Vec<ScheduleConfig> {
    let teams: Vec<&str> = members.iter().map(|team| team.name.as_str()).collect();
    let heads = keys.tables("schedules", |row| {
        let name = row.needed("name", word);
        let title = row.text("title", line);
        let own = row.text("timezone", super::timezone).unwrap_or(zone);
        let team = row.one_of("team", "team", &teams);
        let written = Written {
            path: row.path("ical", |path| Ok(path.to_owned())),
            people: row.items("ical_people", rota_file::person).unwrap_or_default(),
            line: row.line_of("ical"),
        };
        if written.path.is_none() && row.has("ical_people") {
            row.refuse("ical_people", Problem::new("says who is who in a file, but there is none").hint("set ical"));
        }
        let name = name?;
        Some((title.unwrap_or_else(|| name.clone()), name, own, team, written))
    });
    each_once("schedules", &heads, |(_, name, ..)| name, keys);
    let zone_of = |name: &str| heads.iter().find(|(_, known, ..)| known == name).map_or(zone, |(_, _, zone, ..)| *zone);
    let names: Vec<&str> = heads.iter().map(|(_, name, ..)| name.as_str()).collect();
    let layers = keys.tables("schedule_layers", |row| layer(row, &names, &zone_of));
    let fixed = keys.tables("schedule_shifts", |row| fixed(row, &names, &zone_of));
    let files: Vec<Option<RotaFile>> = heads
        .iter()
        .map(|(_, name, zone, _, written)| {
            let path = written.path.clone()?;
            let named = rota_file::known(
                taking_part(name, &layers, &fixed).chain(accounts_of(members, directory)),
                names_in(directory),
            );
            let file = RotaFile::new(path, *zone, named.into_iter().chain(written.people.iter().cloned()));
            if let Err(problem) = file.load() {
                let origin = keys.origin("schedules");
                keys.refuse("schedules.ical", &origin, Problem { line: written.line, ..problem });
            }
            Some(file)
        })
        .collect();
    let schedules = heads.iter().zip(files).map(|((title, name, zone, team, _), file)| {
        let of = |shadow: bool| {
            let is_of = |part: &&Part<Layer>| part.schedule == *name && part.shadow == shadow;
            let own: Vec<Layer> = layers.iter().filter(is_of).map(|part| part.what.clone()).collect();
            let is_of = |part: &&Part<Fixed>| part.schedule == *name && part.shadow == shadow;
            let shifts: Vec<Fixed> = fixed.iter().filter(is_of).map(|part| part.what.clone()).collect();
            Schedule::new(*zone, own, Vec::new()).map(|schedule| Arc::new(schedule.fixed(shifts)))
        };
        Ok(ScheduleConfig {
            name: name.clone(),
            title: title.clone(),
            team: team.clone(),
            schedule: of(false)?,
            shadows: of(true)?,
            file,
        })
    });
    let schedules: Vec<Result<ScheduleConfig, RotaError>> = schedules.collect();
    let mut good = Vec::new();
    for schedule in schedules {
        match schedule {
            Ok(schedule) => good.push(schedule),
            Err(error) => {
                let origin = keys.origin("schedule_layers");
                keys.refuse("schedule_layers.name", &origin, Problem::new(error.to_string()));
            }
        }
    }
    good
}

/// What a schedule says of its file.
struct Written {
    path: Option<std::path::PathBuf>,
    people: Vec<(String, String)>,
    line: Option<usize>,
}

/// The accounts that a schedule names itself.
fn taking_part<'a>(
    name: &'a str,
    layers: &'a [Part<Layer>],
    fixed: &'a [Part<Fixed>],
) -> impl Iterator<Item = &'a str> {
    let turns = layers.iter().filter(move |part| part.schedule == name).flat_map(|part| part.what.rotation().users());
    let shifts = fixed.iter().filter(move |part| part.schedule == name).flat_map(|part| part.what.users());
    turns.chain(shifts).map(String::as_str)
}

/// The accounts that the configuration knows by their teams and the directory.
fn accounts_of<'a>(teams: &'a [TeamConfig], directory: &'a Directory) -> impl Iterator<Item = &'a str> {
    let members = teams.iter().flat_map(|team| team.members.iter().flatten().chain(&team.leads));
    members.map(String::as_str).chain(directory.people().map(|person| person.account.as_str()))
}

fn names_in(directory: &Directory) -> impl Iterator<Item = (&str, &str)> {
    directory.people().filter_map(|person| Some((person.name.as_deref()?, person.account.as_str())))
}

fn layer(row: &mut Row<'_>, schedules: &[&str], zone_of: &impl Fn(&str) -> Tz) -> Option<Part<Layer>> {
    let schedule = row.needed_one_of("schedule", "schedule", schedules);
    let name = row.needed("name", word);
    let priority = row.number("priority", 1..=100).unwrap_or(1);
    let zone = schedule.as_deref().map_or(Tz::UTC, zone_of);
    let every = row.needed("every", every);
    let start = row.needed("start", |text| moment(text, zone));
    let people = row.needed_items("people", account);
    let windows = row.items("windows", windows);
    let shadow = row.flag("shadow");
    let (schedule, name, (every, length), start, people) = (schedule?, name?, every?, start?, people?);
    let rotation = match Rotation::new(every, length, start, people) {
        Ok(rotation) => rotation,
        Err(error) => {
            row.refuse("people", Problem::new(error.to_string()));
            return None;
        }
    };
    let layer = Layer::new(name, i64::from(priority), rotation);
    let layer = match windows {
        Some(windows) => layer.inside(windows.into_iter().flatten().collect()),
        None => layer,
    };
    Some(Part { schedule, shadow, what: layer })
}

fn fixed(row: &mut Row<'_>, schedules: &[&str], zone_of: &impl Fn(&str) -> Tz) -> Option<Part<Fixed>> {
    let schedule = row.needed_one_of("schedule", "schedule", schedules);
    let zone = schedule.as_deref().map_or(Tz::UTC, zone_of);
    let from = row.needed("from", |text| moment(text, zone));
    let to = row.needed("to", |text| moment(text, zone));
    let people = row.needed_items("people", account);
    let shadow = row.flag("shadow");
    let (schedule, from, to, people) = (schedule?, from?, to?, people?);
    match Fixed::new(from, to, people) {
        Ok(what) => Some(Part { schedule, shadow, what }),
        Err(error) => {
            row.refuse("to", Problem::new(error.to_string()));
            None
        }
    }
}

/// `12h`, `day`, `2 days`, `week`
fn every(text: &str) -> Result<(Every, u32), Problem> {
    let wrong = || {
        Problem::new(format!("is no length of a shift: {text:?}"))
            .hint("write \"12h\", \"day\", \"3 days\", \"week\" or \"2 weeks\"")
    };
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits).ok_or_else(wrong)?;
    let length = if number.is_empty() { 1 } else { number.parse().map_err(|_| wrong())? };
    let every = match unit.trim() {
        "h" | "hour" | "hours" => Every::Hour,
        "d" | "day" | "days" => Every::Day,
        "w" | "week" | "weeks" => Every::Week,
        _ => return Err(wrong()),
    };
    if length == 0 { Err(wrong()) } else { Ok((every, length)) }
}

/// `2026-01-05 09:00`, on the schedule's clock; what a change of the clocks skips is the first moment after it.
fn moment(text: &str, zone: Tz) -> Result<DateTime<Utc>, Problem> {
    let wrong = || Problem::new(format!("is no day and time: {text:?}")).hint("write \"2026-01-05 09:00\"");
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|day| day.and_time(NaiveTime::MIN));
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").or_else(|_| day()).map_err(|_| wrong())?;
    shown_at(local, &zone).map(|found| found.to_utc()).ok_or_else(wrong)
}

/// `mon-fri 17:00-08:00`
fn windows(text: &str) -> Result<Vec<Window>, Problem> {
    let wrong = || Problem::new(format!("is no days and times: {text:?}")).hint("write \"mon-fri 17:00-08:00\"");
    let (days, times) = super::calendars::weekly(text)?;
    let days: Vec<Weekday> = days.into_iter().map(|day| day.parse().map_err(|_| wrong())).collect::<Result<_, _>>()?;
    let time = |text: &str| text.parse::<TimeOfDay>().map_err(|error| Problem::new(error.to_string()));
    let window = |(from, to): (String, String)| {
        Window::new(days.clone(), time(&from)?, time(&to)?).map_err(|error| Problem::new(error.to_string()))
    };
    times.into_iter().map(window).collect()
}

#[cfg(test)]
mod tests;

//! Events with times from an iCal file (RFC 5545): who has which shift, as other programs keep it. What recurs is listed for some
//! years; an occurrence that was moved (`RECURRENCE-ID`) stands where it was moved to, and what was cancelled nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rrule::{Frequency, RRule, RRuleSet, Unvalidated};

use super::ical::{IcalError, IcalProblem, Property, each_event, unescaped};
use super::zone::shown_at;

/// Longest event in days: a year.
const LONGEST_DAYS: i64 = 366;

/// So many occurrences all events of a file may have: more are a slip.
const MOST: usize = 50_000;

/// An event, with all times at which it takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What it is called.
    pub summary: String,
    /// Who takes part, each by all that they are called: a name, an address.
    pub attendees: Vec<Vec<String>>,
    /// When it takes place: the first moment, and the moment after the last.
    pub times: Vec<Span>,
}

/// A first moment, and the moment after the last.
pub type Span = (DateTime<Utc>, DateTime<Utc>);

/// The events of a file that take place in some years. What has no zone is read on the clocks of `zone`, and whole days are days
/// there.
pub fn events(text: &str, zone: Tz, years: &RangeInclusive<i32>) -> Result<Vec<Event>, IcalError> {
    let read = written(text, zone)?;
    // Occurrences that another event of the same id replaces.
    let mut moved: BTreeMap<&str, BTreeSet<DateTime<Utc>>> = BTreeMap::new();
    for event in &read {
        if let Some(instead) = event.instead_of {
            moved.entry(event.uid.as_str()).or_default().insert(instead);
        }
    }
    let (mut found, mut count) = (Vec::new(), 0);
    for event in read.iter().filter(|event| !event.cancelled) {
        let nothing = BTreeSet::new();
        let replaced = if event.instead_of.is_none() { moved.get(event.uid.as_str()) } else { None };
        let wrong = |problem| IcalError { line: event.line, problem };
        let times = event.times(replaced.unwrap_or(&nothing), zone, years).map_err(wrong)?;
        count += times.len();
        if count > MOST {
            return Err(wrong(IcalProblem::TooMany));
        }
        let (line, summary, attendees) = (event.line, event.summary.clone(), event.attendees.clone());
        found.push(Event { line, summary, attendees, times });
    }
    Ok(found)
}

/// The events as they are written.
fn written(text: &str, zone: Tz) -> Result<Vec<Written>, IcalError> {
    let mut events = Vec::new();
    let take = |event: &mut Written, property: &Property| event.take(property, zone);
    each_event(text, take, |line, event: Written| {
        events.push(Written { line, ..event });
        Ok(())
    })?;
    Ok(events)
}

/// A time as it is written: on the clocks of a zone, or a whole day.
#[derive(Debug, Clone, Copy)]
struct Moment {
    wall: NaiveDateTime,
    zone: Tz,
    day: bool,
}

impl Moment {
    /// What the clocks skip is the first moment after it.
    fn at(self) -> Option<DateTime<Utc>> {
        instant(self.wall, self.zone)
    }
}

fn instant(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    shown_at(wall, &zone).map(|at| at.to_utc())
}

#[derive(Default)]
struct Written {
    line: usize,
    uid: String,
    summary: String,
    attendees: Vec<Vec<String>>,
    start: Option<Moment>,
    end: Option<Moment>,
    length: Option<TimeDelta>,
    rule: Option<String>,
    more: Vec<Moment>,
    except: Vec<Moment>,
    instead_of: Option<DateTime<Utc>>,
    cancelled: bool,
}

impl Written {
    fn take(&mut self, property: &Property, zone: Tz) -> Result<(), IcalProblem> {
        let value = property.value.as_str();
        match property.name.as_str() {
            "UID" => self.uid = value.to_owned(),
            "DTSTART" => self.start = Some(time(property, value, zone)?),
            "DTEND" => self.end = Some(time(property, value, zone)?),
            "DURATION" => self.length = Some(length(value)?),
            "RRULE" => self.rule = Some(value.to_owned()),
            "RDATE" => self.more.extend(times(property, zone)?),
            "EXDATE" => self.except.extend(times(property, zone)?),
            "RECURRENCE-ID" => self.instead_of = time(property, value, zone)?.at(),
            "SUMMARY" => self.summary = unescaped(value).trim().to_owned(),
            "ATTENDEE" => {
                let address = value.get(..7).filter(|begin| begin.eq_ignore_ascii_case("mailto:"));
                let address = address.map_or(value, |_| value.get(7..).unwrap_or_default());
                let called = property.parameter("CN").into_iter().chain([address.to_owned()]);
                self.attendees
                    .push(called.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect());
            }
            "STATUS" => self.cancelled |= value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
        Ok(())
    }

    /// When it takes place. Each time is as long on the wall clock as the first one: a shift that is handed over at nine is so all
    /// year.
    fn times(
        &self,
        replaced: &BTreeSet<DateTime<Utc>>,
        zone: Tz,
        years: &RangeInclusive<i32>,
    ) -> Result<Vec<Span>, IcalProblem> {
        let start = self.start.ok_or(IcalProblem::NoStart)?;
        let length = match (self.end, self.length) {
            (Some(end), _) => {
                let end = end.at().ok_or(IcalProblem::Length)?.with_timezone(&start.zone).naive_local();
                end.signed_duration_since(start.wall)
            }
            (None, Some(length)) => length,
            (None, None) if start.day => TimeDelta::days(1),
            (None, None) => TimeDelta::zero(),
        };
        if length < TimeDelta::zero() || length > TimeDelta::days(LONGEST_DAYS) {
            return Err(IcalProblem::Length);
        }
        let mut walls: BTreeSet<NaiveDateTime> = [start.wall].into_iter().collect();
        for more in &self.more {
            walls.extend(more.at().map(|at| at.with_timezone(&start.zone).naive_local()));
        }
        if let Some(rule) = &self.rule {
            walls.extend(occurrences(rule, start, years)?);
        }
        let is_excepted = |at: DateTime<Utc>, wall: NaiveDateTime| {
            replaced.contains(&at)
                || self
                    .except
                    .iter()
                    .any(|except| if except.day { except.wall.date() == wall.date() } else { except.at() == Some(at) })
        };
        let mut times = Vec::new();
        for wall in walls {
            let end = wall.checked_add_signed(length).and_then(|end| instant(end, start.zone));
            let (Some(from), Some(to)) = (instant(wall, start.zone), end) else { continue };
            let year = |at: DateTime<Utc>| chrono::Datelike::year(&at.with_timezone(&zone));
            // What begins when it ends is a reminder, and nobody's shift.
            if from < to && !is_excepted(from, wall) && (years.contains(&year(from)) || years.contains(&year(to))) {
                times.push((from, to));
            }
        }
        Ok(times)
    }
}

/// When an event begins by its rule, on the clocks of its zone.
fn occurrences(text: &str, start: Moment, years: &RangeInclusive<i32>) -> Result<Vec<NaiveDateTime>, IcalProblem> {
    let wrong = |reason: String| IcalProblem::Rule { rule: text.to_owned(), reason };
    let zone = rrule::Tz::Tz(start.zone);
    let mut parts = Vec::new();
    for part in text.split(';').filter(|part| !part.is_empty()) {
        parts.push(match part.split_once('=') {
            // The library wants the last one in UTC; many write a day, or a time on the event's clocks.
            Some((key, value)) if key.eq_ignore_ascii_case("UNTIL") => {
                let last = until(value, start.zone).ok_or_else(|| IcalProblem::NotATime(value.to_owned()))?;
                format!("UNTIL={}", last.format("%Y%m%dT%H%M%SZ"))
            }
            _ => part.to_owned(),
        });
    }
    let rule: RRule<Unvalidated> =
        parts.join(";").parse().map_err(|error: rrule::RRuleError| wrong(error.to_string()))?;
    if matches!(rule.get_freq(), Frequency::Secondly | Frequency::Minutely) {
        return Err(wrong("it comes more than once an hour".to_owned()));
    }
    let day = |year: i32, month, day| -> Option<DateTime<rrule::Tz>> {
        Some(NaiveDate::from_ymd_opt(year, month, day)?.and_time(NaiveTime::MIN).and_utc().with_timezone(&zone))
    };
    let (Some(from), Some(to), Some(first)) =
        (day(years.start().saturating_sub(1), 1, 1), day(*years.end(), 12, 31), start.at())
    else {
        return Ok(Vec::new());
    };
    let set: RRuleSet = rule.build(first.with_timezone(&zone)).map_err(|error| wrong(error.to_string()))?;
    let found = set.after(from).before(to).limit().all(u16::MAX);
    Ok(found.dates.into_iter().map(|at| at.naive_local()).collect())
}

/// The last moment at which something recurs: of a day all of it.
fn until(text: &str, zone: Tz) -> Option<DateTime<Utc>> {
    if let Some(utc) = text.strip_suffix(['Z', 'z']) {
        return Some(wall(utc)?.0.and_utc());
    }
    let (wall, is_day) = wall(text)?;
    let last = if is_day { wall.date().succ_opt()?.and_time(NaiveTime::MIN) - TimeDelta::seconds(1) } else { wall };
    instant(last, zone)
}

/// `20261224T180000`, `20261224`; whether it is a day.
fn wall(text: &str) -> Option<(NaiveDateTime, bool)> {
    let is_form = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let (day, time) = text.split_once(['T', 't']).map_or((text, None), |(day, time)| (day, Some(time)));
    let date = NaiveDate::parse_from_str(day, "%Y%m%d").ok().filter(|_| is_form(day, 8))?;
    match time {
        None => Some((date.and_time(NaiveTime::MIN), true)),
        Some(time) => {
            let time = NaiveTime::parse_from_str(time, "%H%M%S").ok().filter(|_| is_form(time, 6))?;
            Some((date.and_time(time), false))
        }
    }
}

fn time(property: &Property, text: &str, zone: Tz) -> Result<Moment, IcalProblem> {
    let text = text.trim();
    let not = || IcalProblem::NotATime(text.to_owned());
    if let Some(utc) = text.strip_suffix(['Z', 'z']) {
        let (wall, _) = wall(utc).ok_or_else(not)?;
        return Ok(Moment { wall: wall.and_utc().with_timezone(&zone).naive_local(), zone, day: false });
    }
    let (wall, day) = wall(text).ok_or_else(not)?;
    let zone = match property.parameter("TZID").filter(|_| !day) {
        Some(name) => named(&name).ok_or(IcalProblem::UnknownZone(name))?,
        None => zone,
    };
    Ok(Moment { wall, zone, day })
}

fn times(property: &Property, zone: Tz) -> Result<Vec<Moment>, IcalProblem> {
    // A period is `start/end`; its start counts.
    let starts = property.value.split(',').map(|text| text.split('/').next().unwrap_or_default());
    starts.map(|text| time(property, text, zone)).collect()
}

/// A zone by its IANA name, also behind a program's own prefix, or by the name that Windows has for it, as Outlook writes it (CLDR,
/// windowsZones.xml, territory 001).
fn named(name: &str) -> Option<Tz> {
    const WINDOWS: &[(&str, &str)] = &[
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Central Europe Standard Time", "Europe/Budapest"),
        ("Central European Standard Time", "Europe/Warsaw"),
        ("Romance Standard Time", "Europe/Paris"),
        ("GMT Standard Time", "Europe/London"),
        ("Greenwich Standard Time", "Atlantic/Reykjavik"),
        ("FLE Standard Time", "Europe/Kiev"),
        ("GTB Standard Time", "Europe/Bucharest"),
        ("E. Europe Standard Time", "Europe/Chisinau"),
        ("Turkey Standard Time", "Europe/Istanbul"),
        ("Russian Standard Time", "Europe/Moscow"),
        ("UTC", "Etc/UTC"),
        ("Eastern Standard Time", "America/New_York"),
        ("Central Standard Time", "America/Chicago"),
        ("Mountain Standard Time", "America/Denver"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("India Standard Time", "Asia/Calcutta"),
        ("China Standard Time", "Asia/Shanghai"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("AUS Eastern Standard Time", "Australia/Sydney"),
    ];
    let name = name.trim();
    if let Ok(zone) = Tz::from_str_insensitive(name) {
        return Some(zone);
    }
    let windows = WINDOWS.iter().find(|(windows, _)| windows.eq_ignore_ascii_case(name));
    if let Some((_, iana)) = windows {
        return iana.parse().ok();
    }
    // `/freeassociation.sourceforge.net/Europe/Berlin`
    let parts: Vec<&str> = name.split('/').collect();
    parts.windows(2).rev().find_map(|pair| Tz::from_str_insensitive(&pair.join("/")).ok())
}

/// `P7D`, `PT12H`, `P1DT30M`, `P2W`
fn length(text: &str) -> Result<TimeDelta, IcalProblem> {
    let read = || {
        let mut rest = text.trim().trim_start_matches('+').strip_prefix('P')?;
        let (mut whole, mut in_time, mut any) = (TimeDelta::zero(), false, false);
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('T') {
                (in_time, rest) = (true, after);
                continue;
            }
            let digits = rest.find(|c: char| !c.is_ascii_digit())?;
            let (number, after) = rest.split_at_checked(digits)?;
            let unit = after.chars().next()?;
            let seconds = match (unit, in_time) {
                ('W', false) => 604_800,
                ('D', false) => 86_400,
                ('H', true) => 3_600,
                ('M', true) => 60,
                ('S', true) => 1,
                _ => return None,
            };
            let more = TimeDelta::try_seconds(number.parse::<i64>().ok()?.checked_mul(seconds)?)?;
            whole = whole.checked_add(&more)?;
            any = true;
            rest = after.get(1..)?;
        }
        any.then_some(whole)
    };
    read().ok_or_else(|| IcalProblem::NotALength(text.to_owned()))
}

#[cfg(test)]
mod tests;

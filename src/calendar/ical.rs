//! Holidays from an iCal file (RFC 5545): the events of whole days. They come from offices, churches and companies, for
//! countries whose laws are not [known](super::holidays), and for what holds in one municipality only.
//!
//! Read here, and not by a library, so that a mistake is told with its line; recurrence is left to `rrule`. An event
//! with times of day is no day off, and is passed over, as is a cancelled one. One that replaces an occurrence of another
//! (`RECURRENCE-ID`) adds its days, and takes none away.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta};
use rrule::{Frequency, RRule, RRuleSet, Tz, Unvalidated};
use thiserror::Error;

/// Longest event in days: a year. What is longer is a slip, or a time without work.
const LONGEST_DAYS: i64 = 366;

/// What is wrong in an iCal file, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct IcalError {
    /// The line, from 1; of an event the line on which it begins.
    pub line: usize,
    /// What is wrong there.
    pub problem: IcalProblem,
}

/// What is wrong in an iCal file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IcalProblem {
    /// It does not begin as such a file does: perhaps a page that says so of a login.
    #[error("this is no iCal file: it does not begin with BEGIN:VCALENDAR")]
    NotICal,
    /// A line has no colon.
    #[error("{0:?} is no property")]
    NotAProperty(String),
    /// The file or an event ends too early, or twice.
    #[error("an END does not fit to its BEGIN, or is missing")]
    Unbalanced,
    /// An event has no start.
    #[error("the event has no DTSTART")]
    NoStart,
    /// A date is none.
    #[error("{0:?} is no date like 20261224")]
    NotADate(String),
    /// A time is none.
    #[error("{0:?} is no time like 20261224T180000")]
    NotATime(String),
    /// The name of a time zone is none.
    #[error("there is no time zone {0:?}")]
    UnknownZone(String),
    /// The events of a file take place too often.
    #[error("the events take place more than 50,000 times in all")]
    TooMany,
    /// A length is not one in whole days or weeks.
    #[error("{0:?} is no number of days or weeks like P1D")]
    NotALength(String),
    /// An event ends before it begins, or lasts more than a year.
    #[error("the event does not last between one day and a year")]
    Length,
    /// A recurrence rule is none, or comes more than once a day.
    #[error("{rule:?} is no recurrence rule of whole days: {reason}")]
    Rule {
        /// The rule.
        rule: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// The days of all whole-day events in some years, each with the name of its first event, which may be empty.
pub fn read(text: &str, years: RangeInclusive<i32>) -> Result<BTreeMap<NaiveDate, String>, IcalError> {
    let mut days = BTreeMap::new();
    each_event(text, Event::take, |_, event| event.add_to(&mut days, &years))?;
    Ok(days)
}

/// Reads the events of a file, one after the other: `take` gets each property of one that is not of an alarm within it, and `end`
/// the whole with the line on which it begins, to which the problem is put that it finds.
pub(super) fn each_event<E: Default>(
    text: &str,
    take: impl Fn(&mut E, &Property) -> Result<(), IcalProblem>,
    mut end: impl FnMut(usize, E) -> Result<(), IcalProblem>,
) -> Result<(), IcalError> {
    let mut components: Vec<String> = Vec::new();
    let (mut begins, mut event) = (1, E::default());
    let mut last = 1;
    for (line, property) in properties(text) {
        let wrong = |problem| IcalError { line, problem };
        let property = property.map_err(wrong)?;
        last = line;
        if components.is_empty() && (property.name != "BEGIN" || !property.value.eq_ignore_ascii_case("VCALENDAR")) {
            return Err(wrong(IcalProblem::NotICal));
        }
        match property.name.as_str() {
            "BEGIN" => {
                components.push(property.value.to_ascii_uppercase());
                // An alarm within an event is none.
                if components.last().is_some_and(|name| name == "VEVENT") {
                    (begins, event) = (line, E::default());
                }
            }
            "END" => {
                let name = property.value.to_ascii_uppercase();
                if components.pop().as_ref() != Some(&name) {
                    return Err(wrong(IcalProblem::Unbalanced));
                }
                if name == "VEVENT" {
                    let event = std::mem::take(&mut event);
                    end(begins, event).map_err(|problem| IcalError { line: begins, problem })?;
                }
            }
            _ if components.last().is_some_and(|name| name == "VEVENT") => {
                take(&mut event, &property).map_err(wrong)?
            }
            _ => {}
        }
    }
    match (components.is_empty(), last) {
        (false, line) => Err(IcalError { line, problem: IcalProblem::Unbalanced }),
        (true, 1) => Err(IcalError { line: 1, problem: IcalProblem::NotICal }),
        _ => Ok(()),
    }
}

/// A line with those that continue it: `NAME;PARAMETER=VALUE:VALUE`.
pub(super) struct Property {
    pub(super) name: String,
    pub(super) value: String,
    /// What stands before the colon.
    head: String,
}

impl Property {
    /// A parameter, without the quotes around it. Of whole days they say nothing that the value does not.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let mut quoted = false;
        let parameters = self.head.split(|c: char| {
            quoted ^= c == '"';
            c == ';' && !quoted
        });
        let is_it = |(key, value): (&str, &str)| {
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        };
        parameters.skip(1).filter_map(|parameter| parameter.split_once('=')).find_map(is_it)
    }
}

/// The properties, each with the number of its first line.
fn properties(text: &str) -> impl Iterator<Item = (usize, Result<Property, IcalProblem>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()).peekable();
    std::iter::from_fn(move || {
        let (first, number) = lines.next()?;
        let mut whole = first.to_owned();
        while let Some((more, _)) = lines.next_if(|(line, _)| line.starts_with([' ', '\t'])) {
            whole.extend(more.chars().skip(1));
        }
        Some((number, property(&whole)))
    })
}

fn property(line: &str) -> Result<Property, IcalProblem> {
    let mut quoted = false;
    // A colon may also stand in a parameter, but then within quotes.
    let colon = line.find(|c: char| {
        quoted ^= c == '"';
        c == ':' && !quoted
    });
    let not = || IcalProblem::NotAProperty(line.chars().take(60).collect());
    let (head, value) = line.split_at_checked(colon.ok_or_else(not)?).ok_or_else(not)?;
    let name = head.split(';').next().unwrap_or_default().trim().to_ascii_uppercase();
    let value = value.strip_prefix(':').unwrap_or(value).trim().to_owned();
    Ok(Property { name, value, head: head.to_owned() })
}

#[derive(Default)]
struct Event {
    start: Option<NaiveDate>,
    /// The date after the last.
    end: Option<NaiveDate>,
    length: Option<i64>,
    rule: Option<String>,
    more: Vec<NaiveDate>,
    except: Vec<NaiveDate>,
    name: String,
    /// It has times of day, or was cancelled.
    ignored: bool,
}

impl Event {
    fn take(&mut self, property: &Property) -> Result<(), IcalProblem> {
        let value = property.value.as_str();
        match property.name.as_str() {
            "DTSTART" => {
                self.ignored |= value.contains('T');
                self.start = Some(date(value)?);
            }
            "DTEND" => self.end = Some(date(value)?),
            // A length in hours comes with a start in hours, which is not taken anyway.
            "DURATION" if !value.contains('T') => self.length = Some(length(value)?),
            "RRULE" => self.rule = Some(value.to_owned()),
            "RDATE" => self.more.extend(dates(value)?),
            "EXDATE" => self.except.extend(dates(value)?),
            "SUMMARY" => self.name = unescaped(value),
            "STATUS" => self.ignored |= value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
        Ok(())
    }

    fn add_to(self, days: &mut BTreeMap<NaiveDate, String>, years: &RangeInclusive<i32>) -> Result<(), IcalProblem> {
        let start = self.start.ok_or(IcalProblem::NoStart)?;
        if self.ignored {
            return Ok(());
        }
        let length = match (self.end, self.length) {
            // An event that ends on the day on which it begins is written so by mistake, and often.
            (Some(end), _) => end.signed_duration_since(start).num_days().max(i64::from(end == start)),
            (None, Some(length)) => length,
            (None, None) => 1,
        };
        if !(1..=LONGEST_DAYS).contains(&length) {
            return Err(IcalProblem::Length);
        }
        let mut starts: BTreeSet<NaiveDate> = self.more.iter().copied().chain([start]).collect();
        if let Some(rule) = &self.rule {
            starts.extend(occurrences(rule, start, years)?);
        }
        for begins in starts.into_iter().filter(|start| !self.except.contains(start)) {
            let dates = (0..length).filter_map(|day| begins.checked_add_signed(TimeDelta::days(day)));
            for date in dates.filter(|date| years.contains(&date.year())) {
                days.entry(date).or_insert_with(|| self.name.clone());
            }
        }
        Ok(())
    }
}

/// On which days an event begins by its rule, also a year before the first year, from which it may reach into that.
fn occurrences(text: &str, start: NaiveDate, years: &RangeInclusive<i32>) -> Result<Vec<NaiveDate>, IcalProblem> {
    let wrong = |reason: String| IcalProblem::Rule { rule: text.to_owned(), reason };
    // Whole days are counted as midnights in UTC, and so the last one has to be given.
    let part = |part: &str| match part.split_once('=') {
        Some((key, value)) if key.eq_ignore_ascii_case("UNTIL") => {
            format!("UNTIL={}T000000Z", value.chars().take(8).collect::<String>())
        }
        _ => part.to_owned(),
    };
    let rule = text.split(';').filter(|part| !part.is_empty()).map(part).collect::<Vec<_>>().join(";");
    let rule: RRule<Unvalidated> = rule.parse().map_err(|error: rrule::RRuleError| wrong(error.to_string()))?;
    if matches!(rule.get_freq(), Frequency::Secondly | Frequency::Minutely | Frequency::Hourly) {
        return Err(wrong("it comes more than once a day".to_owned()));
    }
    let midnight =
        |date: NaiveDate| -> DateTime<Tz> { date.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC) };
    let (Some(from), Some(to)) =
        (NaiveDate::from_ymd_opt(years.start().saturating_sub(1), 1, 1), NaiveDate::from_ymd_opt(*years.end(), 12, 31))
    else {
        return Ok(Vec::new());
    };
    let set: RRuleSet = rule.build(midnight(start)).map_err(|error| wrong(error.to_string()))?;
    let found = set.after(midnight(from)).before(midnight(to)).limit().all(u16::MAX);
    Ok(found.dates.into_iter().map(|at| at.date_naive()).collect())
}

/// `20261224`, also with a time behind it, which is cut off.
fn date(text: &str) -> Result<NaiveDate, IcalProblem> {
    let day = text.split('T').next().unwrap_or_default();
    let digits = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let date = digits.then(|| NaiveDate::parse_from_str(day, "%Y%m%d").ok()).flatten();
    date.ok_or_else(|| IcalProblem::NotADate(text.to_owned()))
}

fn dates(text: &str) -> Result<Vec<NaiveDate>, IcalProblem> {
    text.split(',').map(|text| date(text.trim())).collect()
}

/// `P1D`, `P2W`: days.
fn length(text: &str) -> Result<i64, IcalProblem> {
    let read = || {
        let number = text.trim_start_matches('+').strip_prefix('P')?;
        let (number, unit) = match number.strip_suffix('W') {
            Some(weeks) => (weeks, 7),
            None => (number.strip_suffix('D')?, 1),
        };
        number.parse::<i64>().ok()?.checked_mul(unit)
    };
    read().ok_or_else(|| IcalProblem::NotALength(text.to_owned()))
}

/// A text without the backslashes before commas, semicolons and backslashes, on one line.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push(' '),
                Some(other) => plain.push(other),
                None => {}
            },
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests;

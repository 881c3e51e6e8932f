//! A calendar as it is written down: in the configuration, on a ticket whose clock has started, and in cases.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Calendar;
use super::holidays::{Region, RegionError};
use super::window::{WeekTable, Window, WindowError, merged, overlaps};

/// A calendar in texts; its JSON form is that of the cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarSpec {
    /// IANA name: `Europe/Berlin`.
    pub timezone: String,
    /// The windows of each day of the week (`mon tue wed thu fri sat sun`), from `HH:MM` to `HH:MM`. One with a later
    /// first time runs over midnight; a day that is not there is closed.
    pub hours: BTreeMap<String, Vec<(String, String)>>,
    /// Holidays: closed, unless an exception opens them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<HolidaySpec>,
    /// More dates that are closed like holidays, with names, which may be empty: those of an iCal file, company holidays.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub days_off: BTreeMap<String, String>,
    /// The windows of single dates, in place of everything else on them. None: closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exceptions: Option<BTreeMap<String, Vec<(String, String)>>>,
}

/// Which dates are holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "holidays is neither a list of dates nor a country with or without a subdivision")]
pub enum HolidaySpec {
    /// These, as `YYYY-MM-DD`.
    Dates(Vec<String>),
    /// Those of a country, or of a part of it.
    Region {
        /// ISO 3166-1: `DE`.
        country: String,
        /// ISO 3166-2, without the country: `BY`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subdivision: Option<String>,
    },
}

/// What is wrong with a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// No zone has this name.
    #[error("there is no time zone {0:?}")]
    UnknownZone(String),
    /// No day of the week has this name.
    #[error("{0:?} is none of mon, tue, wed, thu, fri, sat, sun")]
    UnknownWeekday(String),
    /// A date does not exist, or is not written `YYYY-MM-DD`.
    #[error("{0:?} is no date like 2026-12-24")]
    NotADate(String),
    /// A window is none.
    #[error(transparent)]
    Window(#[from] WindowError),
    /// Nothing is known about the holidays of a region.
    #[error(transparent)]
    Region(#[from] RegionError),
    /// Two windows of a day have time in common. They would count once; but one of them is a slip.
    #[error("two windows of this day overlap")]
    Overlap,
    /// Nothing is ever open, so that no promise would ever be due.
    #[error("it is never open")]
    NeverOpen,
}

impl CalendarError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::UnknownZone(_) => "write it like Europe/Berlin, as in the IANA list of time zones",
            Self::UnknownWeekday(_) => "write mon, tue, wed, thu, fri, sat or sun",
            Self::NotADate(_) => "write it as year, month and day: 2026-12-24",
            Self::Window(WindowError::NotATime(_)) => {
                "write it with two digits each: 08:00, or 24:00 for the end of the day"
            }
            Self::Window(WindowError::Empty(_)) => {
                "for the whole day write 00:00 to 24:00; for a closed day leave it out"
            }
            Self::Window(WindowError::Backwards(..)) => "end it at 24:00, and open the next date in the morning",
            Self::Region(RegionError::UnknownCountry(_)) => "list the dates, or give them in an iCal file",
            Self::Region(RegionError::UnknownSubdivision { .. }) => {
                "leave it out for the holidays of the whole country"
            }
            Self::Overlap => {
                "join the two windows, or move one of them; a window over midnight also counts on the day after"
            }
            Self::NeverOpen => "open at least one window in a week, or on one date",
        }
    }
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{key}: {error}")]
pub struct CalendarMistake {
    /// The place in the calendar: `hours.mon`.
    pub key: String,
    /// What is wrong there.
    pub error: CalendarError,
}

impl CalendarSpec {
    /// The calendar, or the first mistake that leaves open what is meant. Overlapping windows count once, and a calendar
    /// may be closed for ever.
    pub fn build(&self) -> Result<Calendar, CalendarMistake> {
        let mut reading = Reading::default();
        let calendar = reading.read(self);
        match reading.mistakes.into_iter().next() {
            Some(mistake) => Err(mistake),
            None => Ok(calendar),
        }
    }

    /// All mistakes, also those with which a calendar could be built: what somebody who writes a configuration should
    /// hear of.
    #[must_use]
    pub fn mistakes(&self) -> Vec<CalendarMistake> {
        let mut reading = Reading::default();
        let calendar = reading.read(self);
        // With a mistake in its hours, that it never opens may only follow from that.
        if reading.mistakes.is_empty() && calendar.never_opens() {
            reading.slip("hours", CalendarError::NeverOpen);
        }
        reading.mistakes.append(&mut reading.slips);
        reading.mistakes
    }
}

#[derive(Default)]
struct Reading {
    mistakes: Vec<CalendarMistake>,
    slips: Vec<CalendarMistake>,
}

impl Reading {
    fn read(&mut self, spec: &CalendarSpec) -> Calendar {
        let zone = spec.timezone.parse::<Tz>();
        let zone = self.take("timezone", zone.map_err(|_| CalendarError::UnknownZone(spec.timezone.clone())));
        let days = self.hours(&spec.hours);
        let (region, mut listed) = self.holidays(spec.holidays.as_ref());
        for (text, name) in &spec.days_off {
            listed.extend(self.take("days_off", date(text)).map(|date| (date, name.clone())));
        }
        let mut exceptions = BTreeMap::new();
        for (text, windows) in spec.exceptions.iter().flatten() {
            let key = format!("exceptions.{text}");
            let windows = self.windows(&key, windows, Window::read_within_day);
            if overlaps(&windows) {
                self.slip(&key, CalendarError::Overlap);
            }
            exceptions.extend(self.take(&key, date(text)).map(|date| (date, merged(windows))));
        }
        Calendar::new(zone.unwrap_or(Tz::UTC), &days, region, listed, exceptions)
    }

    fn hours(&mut self, hours: &BTreeMap<String, Vec<(String, String)>>) -> [Vec<Window>; 7] {
        let mut week = WeekTable::default();
        for (name, windows) in hours {
            let day = self.take("hours", weekday(name));
            for window in self.windows(&format!("hours.{name}"), windows, Window::read) {
                day.inspect(|day| week.open(*day, window));
            }
        }
        if let Some(day) = week.overlap() {
            self.slip(format!("hours.{}", day.to_string().to_lowercase()), CalendarError::Overlap);
        }
        week.into_days()
    }

    fn windows(
        &mut self,
        key: &str,
        windows: &[(String, String)],
        read: fn(&str, &str) -> Result<Window, WindowError>,
    ) -> Vec<Window> {
        windows.iter().filter_map(|(from, to)| self.take(key, read(from, to).map_err(Into::into))).collect()
    }

    fn holidays(&mut self, spec: Option<&HolidaySpec>) -> (Option<Region>, BTreeMap<NaiveDate, String>) {
        match spec {
            None => (None, BTreeMap::new()),
            Some(HolidaySpec::Region { country, subdivision }) => {
                let region = Region::read(country, subdivision.as_deref());
                (self.take("holidays", region.map_err(Into::into)), BTreeMap::new())
            }
            Some(HolidaySpec::Dates(dates)) => {
                let listed = dates.iter().filter_map(|text| self.take("holidays", date(text)));
                (None, listed.map(|date| (date, String::new())).collect())
            }
        }
    }

    fn take<T>(&mut self, key: impl Display, read: Result<T, CalendarError>) -> Option<T> {
        read.map_err(|error| self.mistakes.push(CalendarMistake { key: key.to_string(), error })).ok()
    }

    fn slip(&mut self, key: impl Display, error: CalendarError) {
        self.slips.push(CalendarMistake { key: key.to_string(), error });
    }
}

fn weekday(name: &str) -> Result<Weekday, CalendarError> {
    Ok(match name {
        "mon" => Weekday::Mon,
        "tue" => Weekday::Tue,
        "wed" => Weekday::Wed,
        "thu" => Weekday::Thu,
        "fri" => Weekday::Fri,
        "sat" => Weekday::Sat,
        "sun" => Weekday::Sun,
        _ => return Err(CalendarError::UnknownWeekday(name.to_owned())),
    })
}

/// `YYYY-MM-DD` in exactly ten characters; chrono alone would also take `2026-1-5` and years with a sign.
fn date(text: &str) -> Result<NaiveDate, CalendarError> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let read = plain.then(|| text.parse().ok()).flatten();
    read.ok_or_else(|| CalendarError::NotADate(text.to_owned()))
}

#[cfg(test)]
mod tests;

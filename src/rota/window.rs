//! Windows: the hours of a week in which a layer has somebody.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;

use super::{RotaError, local};

/// A time of day in whole minutes, from 00:00 to 24:00, the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    minutes: u32,
}

impl TimeOfDay {
    /// Minutes since 00:00.
    #[must_use]
    pub fn minutes(self) -> u32 {
        self.minutes
    }
}

impl FromStr for TimeOfDay {
    type Err = RotaError;

    /// Reads `HH:MM`.
    fn from_str(text: &str) -> Result<Self, RotaError> {
        let number = |digits: &str| {
            let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u32>().ok().filter(|_| is_number)
        };
        text.split_once(':')
            .and_then(|(hours, minutes)| Some((number(hours)?, number(minutes)?)))
            .filter(|(hours, minutes)| (*hours < 24 && *minutes < 60) || (*hours, *minutes) == (24, 0))
            .map(|(hours, minutes)| Self { minutes: hours * 60 + minutes })
            .ok_or_else(|| RotaError::NotATime(text.to_owned()))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// The same hours on some weekdays, by the wall clock: a repeated hour in them counts twice, a skipped one does not
/// exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    days: Vec<Weekday>,
    from: TimeOfDay,
    to: TimeOfDay,
}

impl Window {
    /// `[from, to)` on these weekdays. One with `from` after `to` ends on the next day; `days` are those on which it
    /// begins.
    pub fn new(days: Vec<Weekday>, from: TimeOfDay, to: TimeOfDay) -> Result<Self, RotaError> {
        if days.is_empty() {
            return Err(RotaError::NoDays);
        }
        if from == to { Err(RotaError::EmptyWindow(from.to_string())) } else { Ok(Self { days, from, to }) }
    }

    /// From 22:00 to 06:00, each night.
    #[must_use]
    pub fn nights() -> Self {
        let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        Self { days: days.to_vec(), from: TimeOfDay { minutes: 22 * 60 }, to: TimeOfDay { minutes: 6 * 60 } }
    }

    /// The weekdays on which it begins.
    #[must_use]
    pub fn days(&self) -> &[Weekday] {
        &self.days
    }

    /// When it begins.
    #[must_use]
    pub fn from(&self) -> TimeOfDay {
        self.from
    }

    /// When it ends; on the next day, where that is before it begins.
    #[must_use]
    pub fn to(&self) -> TimeOfDay {
        self.to
    }

    fn over_midnight(&self) -> bool {
        self.from > self.to
    }

    pub(super) fn contains(&self, wall: NaiveDateTime) -> bool {
        let (today, minute) = (wall.weekday(), wall.num_seconds_from_midnight() / 60);
        let (begun, ended) = (minute >= self.from.minutes, minute >= self.to.minutes);
        let since_today = begun && (self.over_midnight() || !ended);
        let since_yesterday = self.over_midnight() && !ended;
        (since_today && self.days.contains(&today)) || (since_yesterday && self.days.contains(&today.pred()))
    }

    /// Adds every instant between `from` and `to` at which it opens or closes, and some outside.
    pub(super) fn edges(&self, zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>, into: &mut Vec<DateTime<Utc>>) {
        // A day more at the beginning: what began yesterday ends today.
        let first = local::wall(zone, from).date();
        let first = first.pred_opt().unwrap_or(first);
        // A clock that is turned back over midnight shows the day before again.
        let last = local::wall(zone, to).date();
        let last = last.succ_opt().unwrap_or(last);
        let days = first.iter_days().take_while(|date| *date <= last);
        for date in days.filter(|date| self.days.contains(&date.weekday())) {
            let ends = if self.over_midnight() { date.succ_opt() } else { Some(date) };
            for wall in [at(date, self.from), ends.and_then(|date| at(date, self.to))].into_iter().flatten() {
                local::crossings(zone, wall, into);
            }
        }
    }
}

fn at(date: NaiveDate, time: TimeOfDay) -> Option<NaiveDateTime> {
    date.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::minutes(i64::from(time.minutes)))
}

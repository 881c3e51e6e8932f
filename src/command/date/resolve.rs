//! Which moment a written date is.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;

use super::clock::Clock;
use super::day::Day;
use super::written::{Point, Written};
use super::{DateError, Interval, Moment, When, local};
use crate::command::duration::Span;

/// Years that a date can be in.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2200;

pub(super) fn resolve(written: &Written, now: DateTime<Utc>, zone: Tz) -> Result<When, DateError> {
    let present = Present { now, zone };
    match written {
        Written::Now => Ok(When::Moment(present.at(now, None))),
        Written::After(Span::WorkingDays(days)) => Err(DateError::WorkingDays(*days)),
        Written::After(Span::Seconds(seconds)) => {
            let at = now.checked_add_signed(TimeDelta::seconds(*seconds)).ok_or(DateError::NotADate)?;
            Ok(When::Moment(present.at(at, None)))
        }
        Written::Point(point) => present.point(point).map(When::Moment),
        Written::Range(from, to) => present.range(from, to).map(When::Interval),
    }
}

/// When and where the writer is.
struct Present {
    now: DateTime<Utc>,
    zone: Tz,
}

impl Present {
    fn today(&self, offset: Option<i32>) -> NaiveDate {
        match offset {
            Some(seconds) => (self.now + TimeDelta::seconds(i64::from(seconds))).date_naive(),
            None => self.now.with_timezone(&self.zone).date_naive(),
        }
    }

    fn point(&self, point: &Point) -> Result<Moment, DateError> {
        let (date, step) = self.first(point)?;
        let moment = self.moment(date, point)?;
        match step {
            Some(step) if moment.past => self.moment(later(date, step)?, point),
            _ => Ok(moment),
        }
    }

    fn range(&self, from: &Point, to: &Point) -> Result<Interval, DateError> {
        let (date, step) = self.first(from)?;
        let mut interval = self.interval(date, from, to)?;
        if let Some(step) = step.filter(|_| interval.to.end <= self.now) {
            interval = self.interval(later(date, step)?, from, to)?;
        }
        if interval.to.end > interval.from.at { Ok(interval) } else { Err(DateError::EndBeforeStart) }
    }

    fn interval(&self, date: NaiveDate, from: &Point, to: &Point) -> Result<Interval, DateError> {
        let over_midnight = match (from.clock, to.clock) {
            (Some(start), Some(end)) => (end.hour, end.minute, end.second) <= (start.hour, start.minute, start.second),
            (None, None) => true,
            _ => false,
        };
        let last = match to.day {
            None if over_midnight => later(date, 1)?,
            None => date,
            Some(Day::Weekday { day, next }) => {
                let earliest = if next || (over_midnight && date.weekday() == day) { later(date, 1)? } else { date };
                on_or_after(earliest, day)?
            }
            Some(Day::Offset(days)) => offset_from(self.today(to.offset), days)?,
            Some(Day::Date { day, month, year, weekday }) => calendar(day, month, year, weekday, date)?,
            Some(Day::Ambiguous) => return Err(DateError::Ambiguous),
        };
        Ok(Interval { from: self.moment(date, from)?, to: self.moment(last, to)? })
    }

    /// The first day that is meant, and after how many days the next one would be, where any will do.
    fn first(&self, point: &Point) -> Result<(NaiveDate, Option<u64>), DateError> {
        let today = self.today(point.offset);
        Ok(match point.day {
            None => (today, Some(1)),
            Some(Day::Offset(days)) => (offset_from(today, days)?, None),
            Some(Day::Weekday { day, next: false }) => (on_or_after(today, day)?, Some(7)),
            Some(Day::Weekday { day, next: true }) => (on_or_after(later(today, 1)?, day)?, None),
            Some(Day::Date { day, month, year, weekday }) => (calendar(day, month, year, weekday, today)?, None),
            Some(Day::Ambiguous) => return Err(DateError::Ambiguous),
        })
    }

    fn moment(&self, date: NaiveDate, point: &Point) -> Result<Moment, DateError> {
        let Some(clock) = point.clock else {
            let (at, end) = local::day(date, self.zone).ok_or(DateError::NotADate)?;
            return Ok(Moment { at, end, whole_day: true, note: None, past: end <= self.now });
        };
        let written = on(date, clock)?;
        let (at, note) = match point.offset {
            Some(seconds) => ((written - TimeDelta::seconds(i64::from(seconds))).and_utc(), None),
            None => local::moment(written, self.zone).ok_or(DateError::NotADate)?,
        };
        Ok(self.at(at, note))
    }

    fn at(&self, at: DateTime<Utc>, note: Option<super::Note>) -> Moment {
        Moment { at, end: at, whole_day: false, note, past: at < self.now }
    }
}

/// The time on the day; 24:00 is the first moment of the next one.
fn on(date: NaiveDate, clock: Clock) -> Result<NaiveDateTime, DateError> {
    if (clock.hour, clock.minute, clock.second) == (24, 0, 0) {
        return Ok(later(date, 1)?.and_time(NaiveTime::MIN));
    }
    date.and_hms_opt(clock.hour, clock.minute, clock.second)
        .ok_or(DateError::NoSuchTime { hour: clock.hour, minute: clock.minute })
}

fn later(date: NaiveDate, days: u64) -> Result<NaiveDate, DateError> {
    date.checked_add_days(Days::new(days)).ok_or(DateError::NotADate)
}

fn offset_from(today: NaiveDate, days: i64) -> Result<NaiveDate, DateError> {
    today.checked_add_signed(TimeDelta::days(days)).ok_or(DateError::NotADate)
}

fn on_or_after(date: NaiveDate, day: Weekday) -> Result<NaiveDate, DateError> {
    later(date, u64::from(day.days_since(date.weekday())))
}

/// The date; without a year the first that is not before `earliest`.
fn calendar(
    day: u32,
    month: u32,
    year: Option<i32>,
    weekday: Option<Weekday>,
    earliest: NaiveDate,
) -> Result<NaiveDate, DateError> {
    let date = match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year)),
        // Between two leap days lie up to eight years.
        None => (earliest.year()..=earliest.year() + 8)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| *date >= earliest),
    };
    let date = date.ok_or(DateError::NoSuchDay { day, month, year })?;
    match weekday {
        Some(written) if written != date.weekday() => Err(DateError::WrongWeekday { written, date }),
        _ => Ok(date),
    }
}

//! Working days on which something is due, and working hours in which people are asked. Pure.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;

use crate::calendar::{Calendar, DayRule, shown_at};

/// The same time of day so many working days later: Monday to Friday, but for the holidays of the calendar.
#[must_use]
pub(super) fn after(at: DateTime<Utc>, days: u32, zone: Tz, calendar: Option<&Calendar>) -> DateTime<Utc> {
    let local = at.with_timezone(&zone).naive_local();
    let mut day = local.date();
    for _ in 0..days {
        day = next(day);
        while !is_working(day, calendar) {
            day = next(day);
        }
    }
    shown_at(day.and_time(local.time()), &zone).map_or(at, |found| found.to_utc())
}

/// The same time of day so many working days before.
#[must_use]
pub(super) fn before(at: DateTime<Utc>, days: u32, zone: Tz, calendar: Option<&Calendar>) -> DateTime<Utc> {
    let local = at.with_timezone(&zone).naive_local();
    let mut day = local.date();
    for _ in 0..days {
        day = day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN);
        while !is_working(day, calendar) && day != NaiveDate::MIN {
            day = day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN);
        }
    }
    shown_at(day.and_time(local.time()), &zone).map_or(at, |found| found.to_utc())
}

/// Until when people are not at work; None: they are. Without a calendar they are from Monday to Friday, 8 to 17.
#[must_use]
pub(super) fn closed_until(at: DateTime<Utc>, zone: Tz, calendar: Option<&Calendar>) -> Option<DateTime<Utc>> {
    if let Some(calendar) = calendar {
        return (!calendar.is_open(at)).then(|| calendar.next_opening(at).unwrap_or(at + TimeDelta::days(1)));
    }
    let local = at.with_timezone(&zone).naive_local();
    let is_today = is_working(local.date(), None);
    if is_today && (8..17).contains(&local.hour()) {
        return None;
    }
    let mut day = if is_today && local.hour() < 8 { local.date() } else { next(local.date()) };
    while !is_working(day, None) {
        day = next(day);
    }
    let opens = NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default();
    Some(shown_at(day.and_time(opens), &zone).map_or(at + TimeDelta::days(1), |found| found.to_utc()))
}

fn next(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

fn is_working(day: NaiveDate, calendar: Option<&Calendar>) -> bool {
    let is_week = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let is_holiday =
        calendar.is_some_and(|calendar| matches!(calendar.rule(day), DayRule::Holiday(_) | DayRule::Listed(_)));
    day == NaiveDate::MAX || is_week && !is_holiday
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;

    use super::*;
    use crate::calendar::{CalendarSpec, HolidaySpec};

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let at = |text: &str| format!("{text}:00Z").parse::<DateTime<Utc>>().unwrap();
        // Friday to Monday.
        assert_eq!(after(at("2026-01-16T09:00"), 1, Berlin, None), at("2026-01-19T09:00"));
        assert_eq!(before(at("2026-01-19T09:00"), 1, Berlin, None), at("2026-01-16T09:00"));
        let hours = [("mon".to_owned(), vec![("08:00".to_owned(), "17:00".to_owned())])].into();
        let region = HolidaySpec::Region { country: "DE".into(), subdivision: None };
        let spec =
            CalendarSpec { timezone: "Europe/Berlin".into(), hours, holidays: Some(region), ..Default::default() };
        let calendar = spec.build().unwrap();
        // Over Good Friday and Easter Monday, and over the change of the clocks before them.
        assert_eq!(after(at("2026-03-27T09:00"), 5, Berlin, Some(&calendar)), at("2026-04-07T08:00"));
    }

    #[test]
    fn nobody_is_asked_at_night_or_on_a_weekend() {
        let at = |text: &str| format!("{text}:00Z").parse::<DateTime<Utc>>().unwrap();
        for (now, opens) in [
            ("2026-01-16T09:00", None),
            ("2026-01-16T05:00", Some("2026-01-16T07:00")),
            ("2026-01-16T16:30", Some("2026-01-19T07:00")),
            ("2026-01-17T11:00", Some("2026-01-19T07:00")),
        ] {
            assert_eq!(closed_until(at(now), Berlin, None), opens.map(at), "{now}");
        }
    }
}

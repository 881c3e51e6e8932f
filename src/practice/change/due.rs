//! Working days on which something is due. Pure.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;

use crate::calendar::{Calendar, DayRule, shown_at};

/// The same time of day so many working days later: Monday to Friday, but for the holidays of the calendar.
#[must_use]
pub(super) fn working_days_after(at: DateTime<Utc>, days: u32, zone: Tz, calendar: Option<&Calendar>) -> DateTime<Utc> {
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
        assert_eq!(working_days_after(at("2026-01-16T09:00"), 1, Berlin, None), at("2026-01-19T09:00"));
        let hours = [("mon".to_owned(), vec![("08:00".to_owned(), "17:00".to_owned())])].into();
        let region = HolidaySpec::Region { country: "DE".into(), subdivision: None };
        let spec =
            CalendarSpec { timezone: "Europe/Berlin".into(), hours, holidays: Some(region), ..Default::default() };
        let calendar = spec.build().unwrap();
        // Over Good Friday and Easter Monday, and over the change of the clocks before them.
        assert_eq!(working_days_after(at("2026-03-27T09:00"), 5, Berlin, Some(&calendar)), at("2026-04-07T08:00"));
    }
}

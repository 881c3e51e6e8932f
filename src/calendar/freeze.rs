//! When nothing is changed: over the turn of the year, around the end of a month, while the books are closed.

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use thiserror::Error;

use super::Interval;
use super::dates::Dates;
use super::slots::merged;

/// Most days before and after the end of a month. More on both sides would leave nothing of any month.
const MOST_DAYS: u32 = 15;
/// Most bytes of a day: `24.12.2026.`
const LONGEST_DAY: usize = 11;
/// What the end of a month is called, in small letters and without spaces.
const MONTH_END: [&str; 3] = ["month-end", "monthend", "monatsende"];
/// What stands between two days. A hyphen may too, where it is not part of a day.
const SEPARATORS: [&str; 8] = ["...", "..", "…", "–", "—", "bis", "until", "to"];

/// Days on which nothing is changed, both ends included, on the wall clock of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreezeDays {
    /// Every year, as month and day; from a later day to an earlier one it runs over new year. In a year without one,
    /// 29 February is 1 March where it begins, and 28 February where it ends; alone it is then no day.
    Yearly {
        /// The first day.
        from: (u32, u32),
        /// The last day.
        to: (u32, u32),
    },
    /// Once.
    Once {
        /// The first day.
        from: NaiveDate,
        /// The last day, not earlier.
        to: NaiveDate,
    },
    /// Around the end of each month. At least one of the two is not 0; none is more than 15.
    MonthEnd {
        /// So many of the last days of a month.
        before: u32,
        /// So many of the first days of the next month.
        after: u32,
    },
}

/// Why a text names no days.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FreezeError {
    /// A day does not exist, or is written in another way.
    #[error("{0:?} is no day like 12-24, 24.12., 2026-12-24 or 24.12.2026")]
    NotADay(String),
    /// One of two days has a year, the other has none.
    #[error("one of the two days has a year, the other has none")]
    OneYear,
    /// The last day is before the first, where that cannot mean over new year.
    #[error("{to} is before {from}")]
    Backwards {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// No day of the year is left, but perhaps 29 February.
    #[error("it would freeze every day of the year")]
    Always,
    /// What follows the word for the end of the month is no number of days.
    #[error("{0:?} is no number of days before and after the end of the month")]
    NotAMonthEnd(String),
    /// No day, or too many days, around the end of a month.
    #[error(
        "around the end of the month it can freeze up to 15 days before and up to 15 after, and must freeze at least one"
    )]
    MonthEndDays,
}

impl FreezeError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotADay(_) => {
                "write 12-20..01-06 for every year, 2026-12-20..2027-01-06 for once, or month-end -3..2"
            }
            Self::OneYear => "write the year at both days, or at none for every year",
            Self::Backwards { .. } => "write the earlier day first; only days without a year run over new year",
            Self::Always => "leave out at least one day on which something can be changed",
            Self::NotAMonthEnd(_) | Self::MonthEndDays => {
                "write month-end -3..2 for the last three days of a month and the first two of the next, or month-end -3"
            }
        }
    }
}

impl FreezeDays {
    /// Reads one day or two, with years or for every year: `20.12.-06.01.`, `12-20..01-06`, `2026-12-20..2027-01-06`,
    /// `20.12.2026 bis 6.1.2027`, `24.12.`; or the end of the month: `month-end -3..2`, `monatsende -3`,
    /// `month-end 0..2`. Capital letters and spaces do not matter.
    pub fn read(text: &str) -> Result<Self, FreezeError> {
        let plain = plain(text);
        if let Some(days) = MONTH_END.iter().find_map(|name| plain.strip_prefix(name)) {
            return Self::month_end(days);
        }
        if let Some(day) = Day::read(&plain) {
            return Self::between(day, day);
        }
        let mut wrong = None;
        for (from, to) in splits(&plain) {
            match (Day::read(from), Day::read(to)) {
                (Some(from), Some(to)) => return Self::between(from, to),
                (Some(_), None) => wrong = wrong.or(Some(to)),
                (None, Some(_)) => wrong = wrong.or(Some(from)),
                (None, None) => {}
            }
        }
        let wrong = wrong.filter(|wrong| !wrong.is_empty()).unwrap_or(text.trim());
        Err(FreezeError::NotADay(wrong.to_owned()))
    }

    fn between(from: Day, to: Day) -> Result<Self, FreezeError> {
        match (from, to) {
            (Day::Yearly(..), Day::Once(_)) | (Day::Once(_), Day::Yearly(..)) => Err(FreezeError::OneYear),
            (Day::Once(from), Day::Once(to)) if to < from => Err(FreezeError::Backwards { from, to }),
            (Day::Once(from), Day::Once(to)) => Ok(Self::Once { from, to }),
            (Day::Yearly(..), Day::Yearly(..)) if leaves_no_day(from, to) => Err(FreezeError::Always),
            (Day::Yearly(month, day), Day::Yearly(last_month, last_day)) => {
                Ok(Self::Yearly { from: (month, day), to: (last_month, last_day) })
            }
        }
    }

    fn month_end(text: &str) -> Result<Self, FreezeError> {
        let wrong = || FreezeError::NotAMonthEnd(text.to_owned());
        // A dash may be what a chat client made of a minus.
        let last = text.strip_prefix(['-', '–', '—']);
        let days = last.unwrap_or(text);
        let (before, after) = match SEPARATORS.iter().find_map(|separator| days.split_once(separator)) {
            Some((before, after)) => (before, after.strip_prefix('+').unwrap_or(after)),
            // Without a minus it could be the last days or the first ones.
            None if last.is_some() => (days, "0"),
            None => return Err(wrong()),
        };
        let before = number(before, 1..=2).filter(|before| last.is_some() || *before == 0).ok_or_else(wrong)?;
        let after = number(after, 1..=2).ok_or_else(wrong)?;
        let fits = before.max(after) > 0 && before.max(after) <= MOST_DAYS;
        fits.then_some(Self::MonthEnd { before, after }).ok_or(FreezeError::MonthEndDays)
    }

    /// The frozen times that touch a time, in order, merged. Each is whole, also where it begins before that time or ends
    /// after it; only where no day of the year is left, it is cut off one to three years away.
    #[must_use]
    pub fn spans(self, zone: Tz, within: Interval) -> Vec<Interval> {
        let dates = Dates::of(zone);
        let days = self.days(within.from.date_naive(), within.to.date_naive());
        let mut spans = merged(days.into_iter().filter_map(|(first, last)| dates.whole(first, last)).collect());
        spans.retain(|span| within.from < within.to && span.from < within.to && within.from < span.to);
        spans
    }

    /// First and last days: all that are near a time, so that what touches each other there is whole when it is merged.
    fn days(self, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        match self {
            Self::Once { from, to } => vec![(from, to)],
            Self::Yearly { from: first, to: last } => {
                (from.year() - 2..=to.year() + 1).filter_map(|year| yearly(first, last, year)).collect()
            }
            Self::MonthEnd { before, after } => {
                let two = Months::new(2);
                let month = from.with_day(1).and_then(|first| first.checked_sub_months(two));
                let months = std::iter::successors(month, |month| month.checked_add_months(Months::new(1)));
                let near = months.take_while(|month| month.checked_sub_months(two).is_some_and(|month| month <= to));
                let around = |month: NaiveDate| {
                    let first = month.checked_sub_signed(TimeDelta::days(before.into()))?;
                    Some((first, month.checked_add_signed(TimeDelta::days(i64::from(after) - 1))?))
                };
                near.filter_map(around).collect()
            }
        }
    }
}

/// In the form that [`FreezeDays::read`] takes, always the same for the same days.
impl fmt::Display for FreezeDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yearly { from: (month, day), to: (last_month, last_day) } => {
                write!(f, "{month:02}-{day:02}")?;
                if (month, day) == (last_month, last_day) {
                    Ok(())
                } else {
                    write!(f, "..{last_month:02}-{last_day:02}")
                }
            }
            Self::Once { from, to } if from == to => write!(f, "{from}"),
            Self::Once { from, to } => write!(f, "{from}..{to}"),
            Self::MonthEnd { before, after: 0 } => write!(f, "month-end -{before}"),
            Self::MonthEnd { before: 0, after } => write!(f, "month-end 0..{after}"),
            Self::MonthEnd { before, after } => write!(f, "month-end -{before}..{after}"),
        }
    }
}

/// A day as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// Month and day.
    Yearly(u32, u32),
    Once(NaiveDate),
}

impl Day {
    fn read(text: &str) -> Option<Self> {
        // A long text has many places where it could be cut in two; each must be quick.
        if text.len() > LONGEST_DAY {
            return None;
        }
        if text.contains('.') {
            let parts: Vec<_> = text.strip_suffix('.').unwrap_or(text).split('.').collect();
            return match *parts.as_slice() {
                [day, month] => Self::yearly(number(month, 1..=2)?, number(day, 1..=2)?),
                [day, month, year] => Self::once(number(year, 4..=4)?, number(month, 1..=2)?, number(day, 1..=2)?),
                _ => None,
            };
        }
        let parts: Vec<_> = text.split('-').collect();
        match *parts.as_slice() {
            [month, day] => Self::yearly(number(month, 2..=2)?, number(day, 2..=2)?),
            [year, month, day] => Self::once(number(year, 4..=4)?, number(month, 2..=2)?, number(day, 2..=2)?),
            _ => None,
        }
    }

    fn yearly(month: u32, day: u32) -> Option<Self> {
        // A leap year has all the days that there are.
        NaiveDate::from_ymd_opt(2028, month, day).map(|_| Self::Yearly(month, day))
    }

    fn once(year: u32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(Self::Once)
    }
}

/// The first and the last of the days that begin in a year. 29 February alone ends before it begins where there is none.
fn yearly((month, day): (u32, u32), last: (u32, u32), year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let last_year = if (month, day) <= last { year } else { year + 1 };
    // Only 29 February is missing in some years.
    let from = NaiveDate::from_ymd_opt(year, month, day)
        .or_else(|| NaiveDate::from_ymd_opt(year, month.checked_add(1)?, 1))?;
    let to = NaiveDate::from_ymd_opt(last_year, last.0, last.1);
    Some((from, to.or_else(|| NaiveDate::from_ymd_opt(last_year, last.0, last.1.checked_sub(1)?))?))
}

/// True when in years without 29 February what begins in one year lasts until it begins in the next.
fn leaves_no_day(from: Day, to: Day) -> bool {
    let (Day::Yearly(month, day), Day::Yearly(last_month, last_day)) = (from, to) else { return false };
    let of = |year: i32| yearly((month, day), (last_month, last_day), year);
    matches!((of(2026), of(2027)), (Some((_, end)), Some((next, _))) if end.succ_opt() >= Some(next))
}

/// In small letters, without spaces, with one kind of hyphen.
fn plain(text: &str) -> String {
    let hyphen = |letter: char| if matches!(letter, '‐' | '‑' | '−') { '-' } else { letter };
    text.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).map(hyphen).collect()
}

/// All the ways to cut a text into what stands before a separator and after it.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    // A dot before two dots is part of a day: three dots can be cut at two places.
    let places = || text.char_indices().filter_map(|(place, _)| text.split_at_checked(place));
    SEPARATORS.into_iter().chain(["-"]).flat_map(move |separator| {
        places().filter_map(move |(before, after)| Some((before, after.strip_prefix(separator)?)))
    })
}

/// A number without sign in so many digits.
fn number(text: &str, digits: RangeInclusive<usize>) -> Option<u32> {
    let plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;

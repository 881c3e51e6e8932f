//! How many major incidents there were, and how fast they were answered, mitigated and resolved. Pure.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc};

use crate::ids::TicketId;

/// Whether an incident counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    /// It does; it is still going on, or is over.
    Yes {
        /// It is still going on.
        open: bool,
    },
    /// Nobody has said yet that it is one.
    Triage,
    /// It was none.
    Declined,
    /// It was the same as another one, which counts.
    Merged,
    /// It was an exercise.
    Drill,
}

impl Counts {
    /// Whether one counts that is in a state, as stored.
    pub(super) fn of(state: &str, drill: bool) -> Self {
        match state {
            _ if drill => Self::Drill,
            "triage" => Self::Triage,
            "declined" => Self::Declined,
            "merged" => Self::Merged,
            _ => Self::Yes { open: matches!(state, "active" | "mitigated") },
        }
    }
}

/// An incident of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outage {
    pub(super) ticket: TicketId,
    pub(super) counts: Counts,
    /// As stored.
    pub(super) state: String,
    /// As the configuration calls it; None: nobody has said how bad it is.
    pub(super) severity: Option<String>,
    pub(super) service: Option<String>,
    /// When the outage began, as far as known.
    pub(super) started: DateTime<Utc>,
    pub(super) declared: DateTime<Utc>,
    pub(super) acked: Option<DateTime<Utc>>,
    pub(super) mitigated: Option<DateTime<Utc>>,
    pub(super) resolved: Option<DateTime<Utc>>,
    pub(super) reviewed: Option<DateTime<Utc>>,
}

impl Outage {
    /// From its beginning until then; what is noted as earlier took no time.
    pub(super) fn until(&self, then: Option<DateTime<Utc>>) -> Option<TimeDelta> {
        then.map(|then| (then - self.started).max(TimeDelta::zero()))
    }

    pub(super) fn is_counted(&self) -> bool {
        matches!(self.counts, Counts::Yes { .. })
    }
}

/// How long something took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Average {
    pub(super) mean: TimeDelta,
    /// Half of them took at most that long; of an even number the middle of the two in the middle.
    pub(super) median: TimeDelta,
}

/// None: it has not happened to any of them.
pub(super) fn average(spans: impl Iterator<Item = TimeDelta>) -> Option<Average> {
    let mut seconds: Vec<i64> = spans.map(|span| span.num_seconds()).collect();
    seconds.sort_unstable();
    let count = i64::try_from(seconds.len()).ok().filter(|count| *count > 0)?;
    let sum: i128 = seconds.iter().map(|seconds| i128::from(*seconds)).sum();
    let mean = i64::try_from(sum / i128::from(count)).ok()?;
    let upper = *seconds.get(seconds.len() / 2)?;
    let lower = *seconds.get((seconds.len() - 1) / 2)?;
    Some(Average { mean: TimeDelta::seconds(mean), median: TimeDelta::seconds(lower + (upper - lower) / 2) })
}

/// Some incidents that count, taken together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) count: i64,
    /// So many of them still go on.
    pub(super) open: i64,
    pub(super) acked: Option<Average>,
    pub(super) mitigated: Option<Average>,
    pub(super) resolved: Option<Average>,
}

/// Those that count, taken together.
pub(super) fn sum<'o>(outages: impl IntoIterator<Item = &'o Outage>) -> Sum {
    let counted: Vec<&Outage> = outages.into_iter().filter(|outage| outage.is_counted()).collect();
    let open = counted.iter().filter(|outage| outage.counts == Counts::Yes { open: true }).count();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let took = |then: fn(&Outage) -> Option<DateTime<Utc>>| {
        average(counted.iter().filter_map(|outage| outage.until(then(outage))))
    };
    Sum {
        count: number(counted.len()),
        open: number(open),
        acked: took(|outage| outage.acked),
        mitigated: took(|outage| outage.mitigated),
        resolved: took(|outage| outage.resolved),
    }
}

fn by<'o, K: Ord>(outages: &'o [Outage], key: impl Fn(&'o Outage) -> K) -> Vec<(K, Sum)> {
    let mut groups: BTreeMap<K, Vec<&Outage>> = BTreeMap::new();
    for outage in outages.iter().filter(|outage| outage.is_counted()) {
        groups.entry(key(outage)).or_default().push(outage);
    }
    groups.into_iter().map(|(key, of)| (key, sum(of))).collect()
}

/// Those that count by severity, in the order of the known ones; what is not known any more comes after them, and last those of
/// which nobody has said how bad they are.
pub(super) fn by_severity<'o>(outages: &'o [Outage], known: &[String]) -> Vec<(Option<&'o str>, Sum)> {
    let place = |outage: &'o Outage| {
        let severity = outage.severity.as_deref();
        let at = severity.and_then(|name| known.iter().position(|known| known == name)).unwrap_or(known.len());
        (severity.is_none(), at, severity)
    };
    by(outages, place).into_iter().map(|((_, _, severity), sum)| (severity, sum)).collect()
}

/// Those that count by service, the most first.
pub(super) fn by_service(outages: &[Outage]) -> Vec<(Option<&str>, Sum)> {
    let mut groups = by(outages, |outage| outage.service.as_deref());
    groups.sort_by_key(|(service, sum)| (Reverse(sum.count), service.is_none()));
    groups
}

/// Those that do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub(super) triage: i64,
    pub(super) declined: i64,
    pub(super) merged: i64,
    pub(super) drills: i64,
}

/// How many do not count, and why.
pub(super) fn left_out(outages: &[Outage]) -> LeftOut {
    let mut left = LeftOut::default();
    for outage in outages {
        match outage.counts {
            Counts::Yes { .. } => {}
            Counts::Triage => left.triage += 1,
            Counts::Declined => left.declined += 1,
            Counts::Merged => left.merged += 1,
            Counts::Drill => left.drills += 1,
        }
    }
    left
}

/// How long the time of one column of the chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Day,
    /// From Monday on.
    Week,
    Month,
    Year,
}

impl Step {
    /// For the words.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The step that gives a time a few columns.
    pub(super) fn for_days(from: NaiveDate, last: NaiveDate) -> Self {
        match (last - from).num_days() {
            ..=9 => Self::Day,
            10..=120 => Self::Week,
            121..=1100 => Self::Month,
            _ => Self::Year,
        }
    }

    /// The first day of the column in which a day is.
    pub(super) fn begins(self, day: NaiveDate) -> NaiveDate {
        let first = match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))),
            Self::Month => day.with_day(1),
            Self::Year => day.with_ordinal(1),
        };
        first.unwrap_or(day)
    }

    fn next(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => first.succ_opt(),
            Self::Week => first.checked_add_days(Days::new(7)),
            Self::Month => first.checked_add_months(Months::new(1)),
            Self::Year => first.checked_add_months(Months::new(12)),
        }
    }
}

/// Most columns of a chart.
const COLUMNS: usize = 40;

/// The first days of the columns of a time; of a very long one those of its end.
pub(super) fn columns(step: Step, from: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let mut first = step.begins(from);
    if step == Step::Year {
        let years = i32::try_from(COLUMNS).unwrap_or(i32::MAX);
        let earliest = NaiveDate::from_yo_opt(last.year().saturating_sub(years - 1), 1);
        first = first.max(earliest.unwrap_or(first));
    }
    let days = std::iter::successors(Some(first), |day| step.next(*day));
    days.take_while(|day| *day <= last).take(COLUMNS).collect()
}

#[cfg(test)]
mod tests;

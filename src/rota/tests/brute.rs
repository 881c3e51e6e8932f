//! Who is on call by counting: every hand-off from the first one on, found by looking at the wall clock minute by
//! minute, and overrides applied as the rules are read aloud.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc, Weekday};
use chrono_tz::Tz;

use super::super::{Change, Every, Layer, Schedule};

pub(super) struct Counted<'s> {
    schedule: &'s Schedule,
    /// The hand-offs of each layer.
    handoffs: Vec<Vec<DateTime<Utc>>>,
}

impl<'s> Counted<'s> {
    pub(super) fn new(schedule: &'s Schedule, until: DateTime<Utc>) -> Self {
        let handoffs = schedule.layers.iter().map(|layer| handoffs(schedule.zone, layer, until)).collect();
        Self { schedule, handoffs }
    }

    pub(super) fn on_call(&self, at: DateTime<Utc>) -> Vec<&'s str> {
        let local = wall(self.schedule.zone, at);
        let mut present = Vec::new();
        for (layer, handoffs) in self.schedule.layers.iter().zip(&self.handoffs) {
            let open = layer.windows().is_none_or(|windows| {
                windows.iter().any(|window| {
                    // Minutes of the week, the last ones of a Sunday night beyond its end.
                    let now = local.weekday().num_days_from_monday() * 1440 + local.hour() * 60 + local.minute();
                    let (from, to) = (window.from().minutes(), window.to().minutes());
                    window.days().iter().map(Weekday::num_days_from_monday).any(|day| {
                        let begin = day * 1440 + from;
                        let end = if from < to { day * 1440 + to } else { (day + 1) * 1440 + to };
                        [now, now + 7 * 1440].iter().any(|now| (begin..end).contains(now))
                    })
                })
            });
            if at >= layer.rotation().start() && open {
                let shift = handoffs.iter().rposition(|handoff| *handoff <= at).unwrap();
                let users = layer.rotation().users();
                present.push((layer.priority(), users[shift % users.len()].as_str()));
            }
        }
        let highest = present.iter().map(|(priority, _)| *priority).max();
        let base: BTreeSet<&str> =
            present.iter().filter(|(priority, _)| Some(*priority) == highest).map(|(_, user)| *user).collect();
        let (mut out, mut inn) = (BTreeSet::new(), BTreeSet::new());
        for entry in self.schedule.overrides.iter().filter(|entry| entry.from() <= at && at < entry.to()) {
            match entry.change() {
                Change::Add(add) => drop(inn.insert(add.as_str())),
                Change::Remove(remove) => drop(out.insert(remove.as_str())),
                Change::Replace { remove, add } if base.contains(remove.as_str()) => {
                    out.insert(remove.as_str());
                    inn.insert(add.as_str());
                }
                Change::Replace { .. } => {}
            }
        }
        base.difference(&out).copied().collect::<BTreeSet<_>>().union(&inn).copied().collect()
    }
}

pub(super) fn sorted(mut people: Vec<&str>) -> Vec<&str> {
    people.sort_unstable();
    people
}

fn wall(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    zone.from_utc_datetime(&at.naive_utc()).naive_local()
}

/// All hand-offs until an instant, one after the other, and one more.
fn handoffs(zone: Tz, layer: &Layer, until: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let rotation = layer.rotation();
    let period = match rotation.every() {
        Every::Hour => TimeDelta::hours(i64::from(rotation.length())),
        Every::Day => TimeDelta::days(i64::from(rotation.length())),
        Every::Week => TimeDelta::weeks(i64::from(rotation.length())),
    };
    let mut found = vec![rotation.start()];
    let mut next = wall(zone, rotation.start());
    // Every hand-off is after the one before, or at the end of the same gap.
    let mut clock = rotation.start() - TimeDelta::hours(26);
    while *found.last().unwrap() <= until {
        next += period;
        while wall(zone, clock) < next {
            clock += TimeDelta::minutes(1);
        }
        found.push(clock);
    }
    found
}

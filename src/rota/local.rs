//! Instants of wall-clock times where the clocks change. The tables of chrono-tz know such changes until 2099.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

/// The wall-clock time of an instant.
pub(super) fn wall(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    zone.from_utc_datetime(&at.naive_utc()).naive_local()
}

/// The instant at which the wall clock shows this time, or first shows a later one: the end of the gap for a skipped
/// time, the first occurrence of a repeated one. So a later time never comes at an earlier instant.
pub(super) fn first(zone: Tz, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => Some(at.to_utc()),
        MappedLocalTime::None => GapInfo::new(&wall, &zone)?.end.map(|at| at.to_utc()),
    }
}

/// Adds every instant at which the wall clock begins to be at or after this time, or falls back behind it.
pub(super) fn crossings(zone: Tz, wall: NaiveDateTime, into: &mut Vec<DateTime<Utc>>) {
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Ambiguous(one, two) => {
            let (one, two) = (one.to_utc(), two.to_utc());
            into.extend([one, turned_back(zone, one, two), two]);
        }
        _ => into.extend(first(zone, wall)),
    }
}

/// The instant at which the clock is turned back between two occurrences of one time.
fn turned_back(zone: Tz, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> DateTime<Utc> {
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    let old = offset(before);
    // Halves on whole seconds: clocks are changed on those.
    while (after - before).num_seconds() > 1 {
        let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
        if offset(middle) == old { before = middle } else { after = middle }
    }
    after
}

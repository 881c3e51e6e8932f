//! How far the wall clocks of a time zone are from UTC, and since when.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::window::DAY;

/// When the clocks of a zone show this; twice, the first time. What a change of the clocks skips is shown by the next whole
/// hour later at which there is such a time. None: beyond what can be counted.
#[must_use]
pub fn shown_at<Z: TimeZone>(wall: NaiveDateTime, zone: &Z) -> Option<DateTime<Z>> {
    // No change of the clocks has skipped more than three hours without skipping a day.
    (0..=3).find_map(|hours| zone.from_local_datetime(&wall.checked_add_signed(TimeDelta::hours(hours))?).earliest())
}

/// A time in which the clocks of a zone were not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Its first second, in seconds since 1970 UTC. The first span has no beginning.
    pub(super) from: i64,
    /// The second after its last. The last span has no end.
    pub(super) to: i64,
    /// What is added to UTC, in seconds.
    pub(super) offset: i64,
}

/// All spans of a zone, without gaps. What chrono-tz knows ends with the year 2100; the clocks of 1970 stand for all
/// time before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spans(Arc<[Span]>);

/// Seconds since 1970 that are searched for changes: to the end of 2100.
const KNOWN: std::ops::Range<i64> = 0..4_133_980_800;
/// How far apart two looks at the clocks are, in seconds. Since 1970 no zone has gone back to earlier clocks in less than
/// 6.9 days (America/Recife and others in October 2000, Asia/Gaza in some years).
const STEP: i64 = 3 * DAY;

/// What has been searched. The tables of chrono-tz never change while a program runs.
static SEARCHED: LazyLock<Mutex<HashMap<Tz, Spans>>> = LazyLock::new(Mutex::default);

impl Spans {
    /// The spans of a zone; they are searched once in the life of a program, since chrono-tz does not hand them out.
    pub(super) fn of(zone: Tz) -> Self {
        let mut searched = SEARCHED.lock().unwrap_or_else(PoisonError::into_inner);
        searched.entry(zone).or_insert_with(|| search(zone)).clone()
    }

    /// The span in which a moment lies, and those after it.
    pub(super) fn since(&self, moment: i64) -> impl Iterator<Item = Span> {
        let later = self.0.partition_point(|span| span.to <= moment);
        self.0.iter().skip(later).copied()
    }
}

fn search(zone: Tz) -> Spans {
    let mut spans = Vec::new();
    let mut current = Span { from: i64::MIN, to: i64::MAX, offset: offset_at(zone, KNOWN.start) };
    let mut unchanged = KNOWN.start;
    while unchanged < KNOWN.end {
        let next = unchanged + STEP;
        if offset_at(zone, next) == current.offset {
            unchanged = next;
            continue;
        }
        // The first change between the two looks; there may be another one behind it.
        let (mut before, mut after) = (unchanged, next);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            let same = offset_at(zone, middle) == current.offset;
            *(if same { &mut before } else { &mut after }) = middle;
        }
        spans.push(Span { to: after, ..current });
        current = Span { from: after, to: i64::MAX, offset: offset_at(zone, after) };
        unchanged = after;
    }
    spans.push(current);
    Spans(spans.into())
}

fn offset_at(zone: Tz, moment: i64) -> i64 {
    let at = DateTime::from_timestamp(moment, 0).unwrap_or_default();
    i64::from(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc())
}

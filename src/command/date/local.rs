//! Local times where the clocks change.

use chrono::{DateTime, Days, MappedLocalTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::Note;

/// Longest gap in local time in minutes: islands that crossed the date line skipped a day.
const LONGEST_GAP: i64 = 26 * 60;

/// The moment of a local time. One that is skipped is the end of the gap, one that comes twice is the first.
pub(super) fn moment(local: NaiveDateTime, zone: Tz) -> Option<(DateTime<Utc>, Option<Note>)> {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) => Some((at.to_utc(), None)),
        MappedLocalTime::Ambiguous(first, _) => Some((first.to_utc(), Some(Note::Repeated))),
        MappedLocalTime::None => {
            let whole_minute = local.date().and_time(chrono::NaiveTime::MIN)
                + TimeDelta::minutes(
                    local.signed_duration_since(local.date().and_time(chrono::NaiveTime::MIN)).num_minutes(),
                );
            let end = (1..=LONGEST_GAP)
                .filter_map(|minutes| whole_minute.checked_add_signed(TimeDelta::minutes(minutes)))
                .find_map(|later| zone.from_local_datetime(&later).earliest())?;
            Some((end.to_utc(), Some(Note::Skipped)))
        }
    }
}

/// The first moment of a day and of the next one.
pub(super) fn day(date: NaiveDate, zone: Tz) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let start = |date: NaiveDate| moment(date.and_time(chrono::NaiveTime::MIN), zone).map(|(at, _)| at);
    Some((start(date)?, start(date.checked_add_days(Days::new(1))?)?))
}

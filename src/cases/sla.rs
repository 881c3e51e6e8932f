//! Due times, and counted time.

use chrono::{DateTime, Datelike, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value};

use crate::calendar::{Calendar, CalendarSpec, Pause};

/// When the target is due, on the clocks of the calendar's zone; null when it never is.
pub(super) fn due(case: &Map<String, Value>) -> Result<(&'static str, Value), String> {
    let calendar = calendar(case)?;
    let start = bound(case, "start", &calendar)?;
    let target = target(field(case, "target_seconds")?)?;
    let due = calendar.due(start, &pauses(case)?, target);
    let written = |at: DateTime<Utc>| {
        let local = at.with_timezone(&calendar.zone()).fixed_offset();
        // RFC 3339 has no offset with seconds, as in Liberia until 1972.
        let whole = local.offset().local_minus_utc() % 60 == 0;
        if whole { local } else { at.fixed_offset() }.to_rfc3339_opts(SecondsFormat::Secs, true)
    };
    Ok(("due", due.map(written).into()))
}

/// The counted seconds.
pub(super) fn elapsed(case: &Map<String, Value>) -> Result<(&'static str, Value), String> {
    let calendar = calendar(case)?;
    let (from, to) = (bound(case, "from", &calendar)?, bound(case, "to", &calendar)?);
    if from > to {
        return Err("from is later than to".to_owned());
    }
    Ok(("elapsed_seconds", calendar.elapsed(from, to, &pauses(case)?).num_seconds().into()))
}

fn calendar(case: &Map<String, Value>) -> Result<Calendar, String> {
    let given = field(case, "calendar")?;
    // A list of the values in order would be read too.
    let given = given.as_object().ok_or("calendar is not an object")?.clone();
    let spec: CalendarSpec =
        serde_json::from_value(given.into()).map_err(|error| format!("calendar cannot be read: {error}"))?;
    spec.build().map_err(|mistake| format!("calendar: {mistake}"))
}

fn field<'c>(case: &'c Map<String, Value>, name: &str) -> Result<&'c Value, String> {
    case.get(name).ok_or_else(|| format!("{name} is missing"))
}

/// A time that the calendar can say something about.
fn bound(case: &Map<String, Value>, name: &str, calendar: &Calendar) -> Result<DateTime<Utc>, String> {
    let at = time(name, field(case, name)?)?;
    let years = calendar.years();
    match years.contains(&at.year()) {
        true => Ok(at),
        false => Err(format!("{name} is not in the years of this calendar, {} to {}", years.start(), years.end())),
    }
}

/// RFC 3339, with an offset. Whole seconds: to cut a fraction off would make of a wrong answer a right one. A leap second
/// has no place either, since no calendar counts it.
fn time(name: &str, value: &Value) -> Result<DateTime<Utc>, String> {
    let text = value.as_str().ok_or_else(|| format!("{name} is not a text"))?;
    let at = DateTime::parse_from_rfc3339(text)
        .map_err(|_| format!("{name}: {text:?} is no time with offset like 2026-12-24T16:00:00+01:00"))?;
    match at.timestamp_subsec_nanos() {
        0 => Ok(at.to_utc()),
        _ => Err(format!("{name}: {text:?} is not a whole second")),
    }
}

fn target(value: &Value) -> Result<TimeDelta, String> {
    let seconds = match (value.as_i64(), value.as_u64()) {
        (Some(seconds), _) => seconds,
        // Longer than all time: never reached.
        (None, Some(_)) => i64::MAX,
        (None, None) => return Err(format!("target_seconds: {value} is not a whole number of seconds")),
    };
    match seconds {
        ..0 => Err(format!("target_seconds: {seconds} is less than nothing")),
        _ => Ok(TimeDelta::try_seconds(seconds).unwrap_or(TimeDelta::MAX)),
    }
}

fn pauses(case: &Map<String, Value>) -> Result<Vec<Pause>, String> {
    match case.get("pauses") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(pauses)) => pauses.iter().map(pause).collect(),
        Some(_) => Err("pauses is not a list".to_owned()),
    }
}

fn pause(value: &Value) -> Result<Pause, String> {
    let Some([from, to]) = value.as_array().map(Vec::as_slice) else {
        return Err(format!("pauses: {value} is not a list of two times"));
    };
    let from = time("pauses", from)?;
    let to = (!to.is_null()).then(|| time("pauses", to)).transpose()?;
    match to.is_some_and(|to| to < from) {
        true => Err(format!("pauses: {value} ends before it begins")),
        false => Ok(Pause { from, to }),
    }
}

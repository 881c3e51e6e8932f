//! The public holidays of a year.

use serde_json::{Map, Value};

use crate::calendar::holidays::{Region, YEARS};

/// The dates in order.
pub(super) fn decide(case: &Map<String, Value>) -> Result<(&'static str, Value), String> {
    let text = |name: &str| match case.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(format!("{name} is not a text")),
    };
    let country = text("country")?.ok_or("country is missing")?;
    let region = Region::read(country, text("subdivision")?).map_err(|error| error.to_string())?;
    let year = case.get("year").ok_or("year is missing")?.as_i64().ok_or("year is not a whole number")?;
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year));
    let year = year.ok_or_else(|| format!("holidays are known from {} to {}", YEARS.start(), YEARS.end()))?;
    let dates = region.dates(year).into_keys().map(|date| Value::from(date.to_string()));
    Ok(("dates", dates.collect()))
}

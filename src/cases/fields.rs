//! Fields of a case, each with the reason when it is not what it should be.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

pub(super) type Fields = Map<String, Value>;

/// A field; `null` counts as missing.
pub(super) fn optional<'c>(of: &'c Fields, name: &str) -> Option<&'c Value> {
    of.get(name).filter(|value| !value.is_null())
}

pub(super) fn field<'c>(of: &'c Fields, name: &str) -> Result<&'c Value, String> {
    optional(of, name).ok_or_else(|| format!("{name} is missing"))
}

pub(super) fn object<'c>(of: &'c Fields, name: &str) -> Result<&'c Fields, String> {
    field(of, name)?.as_object().ok_or_else(|| format!("{name} is not an object"))
}

pub(super) fn list<'c>(of: &'c Fields, name: &str) -> Result<&'c [Value], String> {
    field(of, name)?.as_array().map(Vec::as_slice).ok_or_else(|| format!("{name} is not a list"))
}

pub(super) fn text<'c>(of: &'c Fields, name: &str) -> Result<&'c str, String> {
    field(of, name)?.as_str().ok_or_else(|| format!("{name} is not a text"))
}

/// A list of texts.
pub(super) fn texts<'c>(of: &'c Fields, name: &str) -> Result<Vec<&'c str>, String> {
    let texts: Option<Vec<_>> = list(of, name)?.iter().map(Value::as_str).collect();
    texts.ok_or_else(|| format!("{name} is not a list of texts"))
}

/// An instant in RFC 3339, with its offset.
pub(super) fn instant(of: &Fields, name: &str) -> Result<DateTime<Utc>, String> {
    let text = text(of, name)?;
    let at = DateTime::parse_from_rfc3339(text);
    at.map(|at| at.to_utc()).map_err(|_| format!("{name} is not a time with offset (RFC 3339): {text:?}"))
}

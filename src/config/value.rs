//! Kinds of values that TOML does not have.

use std::fmt;
use std::time::Duration;

/// A secret. Neither `Debug` nor any message shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a text as secret.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, to be handed to whoever asks for it and to nobody else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Units of durations with their milliseconds; `m` is minutes, as nobody configures months.
const UNITS: [(&str, u64); 6] =
    [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000)];

/// Reads `500ms`, `30s`, `24h`, `14d`, `1h 30m`. A number without unit is refused, since everybody guesses another one.
pub(super) fn read_duration(text: &str) -> Option<Duration> {
    let mut total: u64 = 0;
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (number, after) = split_where(rest, |c| !c.is_ascii_digit());
        let (unit, after) = split_where(after.trim_start(), |c| !c.is_ascii_alphabetic());
        let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(*factor)?)?;
        rest = after.trim_start();
    }
    Some(Duration::from_millis(total))
}

fn split_where(text: &str, end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(end).unwrap_or(text.len()))
}

/// Writes a duration as [`read_duration`] reads it, in the largest unit that is exact.
pub(super) fn write_duration(duration: Duration) -> String {
    let millis = duration.as_millis();
    let (unit, factor) = UNITS
        .iter()
        .rev()
        .find(|(_, factor)| millis > 0 && millis.is_multiple_of(u128::from(*factor)))
        .unwrap_or(&("ms", 1));
    format!("{}{unit}", millis / u128::from(*factor))
}

/// Units of sizes with their bytes.
const SIZES: [(&str, u64); 4] = [("B", 1), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)];

/// Reads `500KB`, `25 MB`. A number without unit is refused.
pub(super) fn read_size(text: &str) -> Option<u64> {
    let (number, unit) = split_where(text.trim(), |c| !c.is_ascii_digit());
    let (_, factor) = SIZES.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit.trim()))?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

/// Writes a size as [`read_size`] reads it, in the largest unit that is exact.
pub(super) fn write_size(size: u64) -> String {
    let exact = |(_, factor): &&(&str, u64)| size > 0 && size.is_multiple_of(*factor);
    let (unit, factor) = SIZES.iter().rev().find(exact).unwrap_or(&("B", 1));
    format!("{}{unit}", size / factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_with_units_only() {
        for (text, seconds) in
            [("30s", 30), ("24h", 86_400), ("14d", 1_209_600), ("1h 30m", 5_400), (" 2 w ", 1_209_600)]
        {
            assert_eq!(read_duration(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        assert_eq!(read_duration("500ms"), Some(Duration::from_millis(500)));
        for text in ["", "30", "h", "1.5h", "-1h", "1 month", "9999999999999999999w", "1h30", "ü"] {
            assert_eq!(read_duration(text), None, "{text}");
        }
    }

    #[test]
    fn durations_are_written_in_the_largest_exact_unit() {
        for text in ["500ms", "90m", "36h", "13d", "2w", "0ms"] {
            assert_eq!(read_duration(text).map(write_duration).as_deref(), Some(text));
        }
    }

    #[test]
    fn sizes_are_read_with_units_only() {
        for (text, bytes) in [("500KB", 500_000), (" 25 mb ", 25_000_000), ("1GB", 1_000_000_000), ("7B", 7)] {
            assert_eq!(read_size(text), Some(bytes), "{text}");
            assert_eq!(read_size(&write_size(bytes)), Some(bytes));
        }
        for text in ["", "25", "MB", "1.5MB", "-1MB", "25MiB", "99999999999999999999GB", "1MB 2KB"] {
            assert_eq!(read_size(text), None, "{text}");
        }
    }

    #[test]
    fn a_secret_is_not_shown() {
        assert_eq!(format!("{:?}", Some(Secret::new("hunter2"))), "Some(Secret(…))");
    }
}

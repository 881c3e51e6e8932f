//! Durations as people write them, in both languages.

use crate::command::scan::{Scan, digit};

/// Longest accepted duration in seconds: ten years. What is longer is a slip.
pub const LONGEST_SECONDS: i64 = 3_653 * 86_400;
/// Longest accepted number of working days: ten years of them.
pub const LONGEST_WORKING_DAYS: u32 = 2_610;

/// A duration. Working days have no length of their own; the calendar gives it to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Seconds by the clock, at least 1; a day is 24 hours.
    Seconds(i64),
    /// Working days, at least 1.
    WorkingDays(u32),
}

/// Why a text is no usable duration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DurationError {
    /// Nothing in it looks like a duration.
    NotADuration,
    /// A number without unit: `30`.
    NoUnit,
    /// A number with a word that is no unit, in folded form.
    UnknownUnit(String),
    /// No time at all.
    Zero,
    /// Less than nothing.
    Negative,
    /// More than [`LONGEST_SECONDS`] or [`LONGEST_WORKING_DAYS`].
    TooLong,
    /// A part of a working day.
    PartOfWorkingDay,
    /// Working days together with other units.
    Mixed,
    /// This follows the duration.
    Trailing(String),
}

/// Reads a whole text: `30m 4h 2d 2wd 1h30m 1,5h`, `90 min`, `2 Tage`, `eine halbe Stunde`, `2 working days`, `2at`.
pub fn read(text: &str) -> Result<Span, DurationError> {
    let (span, rest) = read_prefix(text)?;
    if Scan::new(rest).at_end() && !rest.trim().contains('\n') {
        Ok(span)
    } else {
        Err(DurationError::Trailing(rest.trim().to_owned()))
    }
}

/// Reads a duration at the beginning, and gives the text behind it.
pub fn read_prefix(text: &str) -> Result<(Span, &str), DurationError> {
    let (span, after) = scan(Scan::new(text))?;
    Ok((span, after.space().rest()))
}

/// How many bytes at the beginning read as a duration.
pub(in crate::command) fn extent(text: &str) -> usize {
    scan(Scan::new(text)).map_or(0, |(_, after)| text.len() - after.rest().len())
}

/// Reads a duration, and stops behind its last character.
pub(in crate::command) fn scan(start: Scan<'_>) -> Result<(Span, Scan<'_>), DurationError> {
    let start = start.space();
    if start.one_of(&['-', '−', '–']).is_some_and(|after| after.space().digit()) {
        return Err(DurationError::Negative);
    }
    let (first, mut after) = part(start)?;
    let mut total = first;
    while let Some((next, behind)) = further(total.unit, after) {
        total = total.plus(next)?;
        after = behind;
    }
    Ok((total.span()?, after))
}

/// A number of units, in millionths.
#[derive(Clone, Copy)]
struct Part {
    millionths: u128,
    unit: Unit,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Seconds(u32),
    WorkingDay,
}

const MILLION: u128 = 1_000_000;
const MINUTE: Unit = Unit::Seconds(60);
const HOUR: Unit = Unit::Seconds(3_600);

impl Part {
    fn plus(self, other: Part) -> Result<Part, DurationError> {
        match (self.unit, other.unit) {
            (Unit::Seconds(a), Unit::Seconds(b)) => {
                let sum = (self.millionths.saturating_mul(u128::from(a)))
                    .saturating_add(other.millionths.saturating_mul(u128::from(b)));
                Ok(Part { millionths: sum, unit: Unit::Seconds(1) })
            }
            _ => Err(DurationError::Mixed),
        }
    }

    fn span(self) -> Result<Span, DurationError> {
        match self.unit {
            Unit::Seconds(length) => {
                let seconds = self.millionths.saturating_mul(u128::from(length)) / MILLION;
                match i64::try_from(seconds) {
                    Ok(0) => Err(DurationError::Zero),
                    Ok(seconds) if seconds <= LONGEST_SECONDS => Ok(Span::Seconds(seconds)),
                    _ => Err(DurationError::TooLong),
                }
            }
            Unit::WorkingDay if !self.millionths.is_multiple_of(MILLION) => Err(DurationError::PartOfWorkingDay),
            Unit::WorkingDay => match u32::try_from(self.millionths / MILLION) {
                Ok(0) => Err(DurationError::Zero),
                Ok(days) if days <= LONGEST_WORKING_DAYS => Ok(Span::WorkingDays(days)),
                _ => Err(DurationError::TooLong),
            },
        }
    }
}

/// A number with its unit.
fn part(start: Scan<'_>) -> Result<(Part, Scan<'_>), DurationError> {
    if let Some((part, after)) = start.word().and_then(|(word, after)| Some((in_one_word(&word)?, after))) {
        return Ok((part, after));
    }
    let counted = start.digit();
    let (millionths, after) = number(start).or_else(|| in_words(start)).ok_or(DurationError::NotADuration)?;
    match unit(after.space()) {
        Some((unit, after)) => Ok((Part { millionths, unit }, after)),
        None if !counted => Err(DurationError::NotADuration),
        None => Err(after.space().word().map_or(DurationError::NoUnit, |(word, _)| DurationError::UnknownUnit(word))),
    }
}

/// The next part of `1h 30m`, `2 Tage und 3 Stunden`, or the minutes of `1h30`.
fn further(unit: Unit, after: Scan<'_>) -> Option<(Part, Scan<'_>)> {
    if unit == HOUR
        && let Some((minutes, 2, behind)) = after.number(2)
        && behind.boundary()
    {
        return Some((Part { millionths: u128::from(minutes) * MILLION, unit: MINUTE }, behind));
    }
    let next = after.space();
    let next = next.one_of(&[',', '+']).map_or(next, Scan::space);
    let next = next.word_of(&["and", "und"]).map_or(next, Scan::space);
    part(next).ok()
}

/// Digits with an optional fraction, in millionths.
fn number(start: Scan<'_>) -> Option<(u128, Scan<'_>)> {
    let (whole, after) = start.digits();
    if whole.is_empty() {
        return None;
    }
    let whole = value(whole).saturating_mul(MILLION);
    let Some(fraction) = after.one_of(&[',', '.']).filter(|fraction| fraction.digit()) else {
        return Some((whole, after));
    };
    let (digits, after) = fraction.digits();
    let places: String = digits.chars().chain("000000".chars()).take(6).collect();
    Some((whole.saturating_add(value(&places)), after))
}

fn value(digits: &str) -> u128 {
    digits.chars().filter_map(digit).fold(0, |n: u128, d| n.saturating_mul(10).saturating_add(u128::from(d)))
}

/// `an`, `zwei`, `half an`, `eine halbe`, in millionths.
fn in_words(start: Scan<'_>) -> Option<(u128, Scan<'_>)> {
    let (word, after) = start.word()?;
    let half = |scan: Scan<'_>| scan.space().word().is_some_and(|(word, _)| HALF.contains(&word.as_str()));
    let whole = match word.as_str() {
        word if HALF.contains(&word) => {
            return Some((MILLION / 2, after.space().word_of(&["a", "an"]).unwrap_or(after)));
        }
        "anderthalb" | "eineinhalb" => return Some((MILLION * 3 / 2, after)),
        "a" | "an" | "one" | "ein" | "eine" | "einen" | "einem" | "einer" if half(after) => {
            return in_words(after.space());
        }
        "a" | "an" | "one" | "ein" | "eine" | "einen" | "einem" | "einer" => 1,
        "two" | "zwei" => 2,
        "three" | "drei" => 3,
        "four" | "vier" => 4,
        "five" | "fuenf" => 5,
        "six" | "sechs" => 6,
        "ten" | "zehn" => 10,
        "twelve" | "zwoelf" => 12,
        _ => return None,
    };
    Some((whole * MILLION, after))
}

const HALF: [&str; 5] = ["half", "halb", "halbe", "halben", "halber"];

fn in_one_word(word: &str) -> Option<Part> {
    let minutes = match word {
        "viertelstunde" => 15,
        "dreiviertelstunde" => 45,
        _ => return None,
    };
    Some(Part { millionths: minutes * MILLION, unit: MINUTE })
}

fn unit(start: Scan<'_>) -> Option<(Unit, Scan<'_>)> {
    let (word, after) = start.word()?;
    let unit = match word.as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" | "sek" | "sekunde" | "sekunden" => Unit::Seconds(1),
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => MINUTE,
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" => HOUR,
        "d" | "day" | "days" | "t" | "tag" | "tage" | "tagen" => Unit::Seconds(86_400),
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" => Unit::Seconds(604_800),
        "wd" | "workday" | "workdays" | "at" | "arbeitstag" | "arbeitstage" | "arbeitstagen" | "werktag"
        | "werktage" | "werktagen" => Unit::WorkingDay,
        "working" | "business" | "work" => {
            return Some((Unit::WorkingDay, after.space().word_of(&["day", "days"])?));
        }
        _ => return None,
    };
    // `30 Min.` is an abbreviation; at the end of a sentence the stop does no harm either.
    let short = matches!(word.as_str(), "sek" | "min" | "std" | "sec" | "hr" | "hrs" | "mins");
    let after = after.one_of(&['.']).filter(|_| short).unwrap_or(after);
    Some((unit, after))
}

#[cfg(test)]
mod tests;

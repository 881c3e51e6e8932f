//! Days.

use chrono::Weekday;

use crate::command::scan::Scan;

/// A day as written; whether it exists is seen when it is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days from today.
    Offset(i64),
    /// A day of the week; `next` when it cannot be today.
    Weekday { day: Weekday, next: bool },
    /// A date, with the day of the week that was written with it.
    Date { day: u32, month: u32, year: Option<i32>, weekday: Option<Weekday> },
    /// A date with slashes that could be read in two ways.
    Ambiguous,
}

/// Reads a day. The flag is true for two letters that are also ordinary German words (`so`, `do`): they count as a
/// day only where nothing else follows that makes a sentence of them.
pub(super) fn day(start: Scan<'_>) -> Option<(Day, bool, Scan<'_>)> {
    if let Some((day, after)) = date(start) {
        return Some((day, false, after));
    }
    let (word, after) = start.word()?;
    let offset = match word.as_str() {
        "today" | "heute" => Some(0),
        "tomorrow" | "morgen" => Some(1),
        "uebermorgen" => Some(2),
        "yesterday" | "gestern" => Some(-1),
        _ => None,
    };
    if let Some(offset) = offset {
        return Some((Day::Offset(offset), false, after));
    }
    if word == "day" {
        let after = after.space().word_of(&["after"])?.space().word_of(&["tomorrow"])?;
        return Some((Day::Offset(2), false, after));
    }
    let next = matches!(word.as_str(), "next" | "naechste" | "naechsten" | "naechster" | "naechstes");
    let this =
        matches!(word.as_str(), "this" | "coming" | "diesen" | "dieser" | "kommenden" | "kommender" | "kommende");
    let (word, after) = if next || this { after.space().word()? } else { (word, after) };
    if next && matches!(word.as_str(), "week" | "woche") {
        return Some((Day::Weekday { day: Weekday::Mon, next }, false, after));
    }
    let weekday = weekday(&word)?;
    let dotted = after.one_of(&['.']).filter(|_| word.len() <= 3);
    let after = dotted.unwrap_or(after);
    let flimsy = word.len() == 2 && dotted.is_none() && !next && !this;
    // `Fr, 24.12.`
    let comma = after.one_of(&[',']).unwrap_or(after).space();
    let comma = comma.word_of(&["the", "den", "dem", "der"]).map_or(comma, Scan::space);
    match date(comma).filter(|_| !next) {
        Some((Day::Date { day, month, year, .. }, end)) => {
            Some((Day::Date { day, month, year, weekday: Some(weekday) }, false, end))
        }
        Some((ambiguous, end)) => Some((ambiguous, false, end)),
        None => Some((Day::Weekday { day: weekday, next }, flimsy, after)),
    }
}

/// A day of the calendar.
fn date(start: Scan<'_>) -> Option<(Day, Scan<'_>)> {
    if start.digit() {
        return iso(start).or_else(|| slashes(start)).or_else(|| day_first(start));
    }
    let (word, after) = start.word()?;
    month_first(month(&word)?, after)
}

/// `24.` of `24.–26.12.`: the day of a month that is named later.
pub(super) fn day_of_month(start: Scan<'_>) -> Option<(u32, Scan<'_>)> {
    let (day, _, after) = start.number(2)?;
    Some((day, after.one_of(&['.']).unwrap_or(after))).filter(|(_, after)| after.boundary())
}

/// `2026-12-24`, `2026/12/24`.
fn iso(start: Scan<'_>) -> Option<(Day, Scan<'_>)> {
    let (year, 4, after) = start.number(4)? else { return None };
    let separator = if after.one_of(&['-']).is_some() { ['-'] } else { ['/'] };
    let (month, _, after) = after.one_of(&separator)?.number(2)?;
    let (day, _, after) = after.one_of(&separator)?.number(2)?;
    Some((Day::Date { day, month, year: i32::try_from(year).ok(), weekday: None }, after))
}

/// `24/12/2026`, `12/24/2026`.
fn slashes(start: Scan<'_>) -> Option<(Day, Scan<'_>)> {
    let (first, _, after) = start.number(2)?;
    let (second, _, after) = after.one_of(&['/'])?.number(2)?;
    let written = after.one_of(&['/']).and_then(|scan| scan.number(4)).filter(|(_, digits, _)| matches!(digits, 2 | 4));
    let (year, after) = written.map_or((None, after), |(year, digits, after)| (full_year(year, digits), after));
    let date = |day, month| Day::Date { day, month, year, weekday: None };
    match (first, second) {
        (1..=12, 13..=31) => Some((date(second, first), after)),
        (13..=31, 1..=12) => Some((date(first, second), after)),
        (1..=12, 1..=12) if first == second => Some((date(first, second), after)),
        (1..=12, 1..=12) => Some((Day::Ambiguous, after)),
        _ => None,
    }
}

/// `24.12.`, `24.12`, `24.12.26`, `24.12. 2026`, `24. Dezember 2026`, `24 Dec`, `24th of December`.
fn day_first(start: Scan<'_>) -> Option<(Day, Scan<'_>)> {
    let (day, _, after) = start.number(2)?;
    let dot = after.one_of(&['.']);
    if let Some((month, _, end)) = dot.and_then(|dot| dot.space().number(2)) {
        let Some(dotted) = end.one_of(&['.']) else {
            let plausible = (1..=31).contains(&day) && (1..=12).contains(&month) && ends(end);
            return plausible.then_some((Day::Date { day, month, year: None, weekday: None }, end));
        };
        let directly = dotted.number(4).filter(|(_, digits, _)| matches!(digits, 2 | 4));
        let written = directly.or_else(|| dotted.space().number(4).filter(|(_, digits, _)| *digits == 4));
        let (year, end) = match written {
            Some((year, digits, end)) if end.boundary() && end.one_of(&[':']).is_none() => {
                (full_year(year, digits), end)
            }
            _ => (None, dotted),
        };
        return Some((Day::Date { day, month, year, weekday: None }, end));
    }
    let after = dot.or_else(|| ordinal(after)).unwrap_or(after).space();
    let after = after.word_of(&["of"]).map_or(after, Scan::space);
    let (word, after) = after.word()?;
    let month = month(&word)?;
    let (year, after) = year_behind(after);
    Some((Day::Date { day, month, year, weekday: None }, after))
}

/// `Dec 24`, `December 24th, 2026`.
fn month_first(month: u32, after: Scan<'_>) -> Option<(Day, Scan<'_>)> {
    let after = after.one_of(&['.']).unwrap_or(after).space();
    let (day, _, after) = after.number(2)?;
    let after = ordinal(after).unwrap_or(after);
    let (year, after) = year_behind(after);
    ends(after).then_some((Day::Date { day, month, year, weekday: None }, after))
}

/// A year of four digits, behind the name of a month or its day.
fn year_behind(after: Scan<'_>) -> (Option<i32>, Scan<'_>) {
    let dot = after.one_of(&['.']).unwrap_or(after);
    let next = dot.one_of(&[',']).unwrap_or(dot).space();
    match next.number(4) {
        Some((year, 4, end)) if end.boundary() && end.one_of(&[':']).is_none() => (full_year(year, 4), end),
        _ => (None, dot),
    }
}

fn full_year(year: u32, digits: usize) -> Option<i32> {
    i32::try_from(if digits == 2 { 2_000 + year } else { year }).ok()
}

fn ordinal(after: Scan<'_>) -> Option<Scan<'_>> {
    after.word_of(&["st", "nd", "rd", "th"])
}

/// Neither a letter nor a time goes on behind the number.
fn ends(after: Scan<'_>) -> bool {
    after.boundary() && after.one_of(&[':', '：', '%']).is_none()
}

fn month(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "januar" | "jaenner" | "jan" => 1,
        "february" | "februar" | "feber" | "feb" => 2,
        "march" | "maerz" | "mar" | "maer" | "mrz" => 3,
        "april" | "apr" => 4,
        "may" | "mai" => 5,
        "june" | "juni" | "jun" => 6,
        "july" | "juli" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oktober" | "oct" | "okt" => 10,
        "november" | "nov" => 11,
        "december" | "dezember" | "dec" | "dez" => 12,
        _ => return None,
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" | "montag" | "mo" => Weekday::Mon,
        "tuesday" | "tues" | "tue" | "dienstag" | "di" => Weekday::Tue,
        "wednesday" | "weds" | "wed" | "mittwoch" | "mi" => Weekday::Wed,
        "thursday" | "thurs" | "thur" | "thu" | "donnerstag" | "do" => Weekday::Thu,
        "friday" | "fri" | "freitag" | "fr" => Weekday::Fri,
        "saturday" | "sat" | "samstag" | "sonnabend" | "sa" => Weekday::Sat,
        "sunday" | "sun" | "sonntag" | "so" => Weekday::Sun,
        _ => return None,
    })
}

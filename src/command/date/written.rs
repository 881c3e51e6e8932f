//! What a date says, before it is known when that is.

use super::DateError;
use super::clock::{Clock, Half, clock, in_half};
use super::day::{Day, day, day_of_month};
use crate::command::duration::{self, DurationError, Span};
use crate::command::scan::Scan;

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Now,
    After(Span),
    Point(Point),
    Range(Point, Point),
}

/// One end of a range, or all of it; has a day, a time or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) day: Option<Day>,
    pub(super) clock: Option<Clock>,
    /// Seconds east of Greenwich, where written.
    pub(super) offset: Option<i32>,
}

const UNTIL: [&str; 7] = ["until", "till", "til", "by", "bis", "spaetestens", "before"];
const FILLING: [&str; 14] =
    ["at", "on", "um", "am", "den", "dem", "der", "the", "from", "von", "vom", "ab", "zum", "gegen"];
const DASHES: [char; 9] = ['-', '–', '—', '‐', '‑', '−', '~', '～', '〜'];
const DASH_WORDS: [&str; 5] = ["bis", "to", "until", "till", "til"];

/// Reads a date, and stops behind its last character.
pub(super) fn scan(start: Scan<'_>) -> Result<(Written, Scan<'_>), DateError> {
    let start = start.space();
    let start = start.word_of(&UNTIL).map_or(start, Scan::space);
    if let Some(after) = start.word_of(&["now", "jetzt", "sofort"]) {
        return Ok((Written::Now, after));
    }
    if let Some(after) = start.word_of(&["in"]) {
        return match duration::scan(after) {
            Ok((span, after)) => Ok((Written::After(span), after)),
            Err(DurationError::NotADuration) => Err(DateError::NotADate),
            Err(error) => Err(DateError::Duration(error)),
        };
    }
    let between = start.word_of(&["between", "zwischen"]).map(Scan::space);
    let start = between.unwrap_or(start);
    let (written, after) = shared_month(start)
        .or_else(|| {
            let first = piece(start)?;
            range(&first, between.is_some()).or_else(|| alone(&first))
        })
        .ok_or(DateError::NotADate)?;
    if after.boundary() { Ok((written, after)) } else { Err(DateError::NotADate) }
}

/// What has been read of one end.
struct Piece<'a> {
    point: Point,
    half: Option<Half>,
    /// The time came first: `14:00 tomorrow`.
    day_last: bool,
    /// Two letters that may be an ordinary word.
    flimsy: bool,
    /// Behind the day, where a bare number follows that need not be a time.
    behind_day: Scan<'a>,
    after: Scan<'a>,
}

impl Piece<'_> {
    fn bare(&self) -> bool {
        self.point.clock.is_some_and(|clock| clock.bare)
    }
}

fn filled(mut scan: Scan<'_>) -> Scan<'_> {
    for _ in 0..2 {
        scan = scan.space();
        scan = scan.word_of(&FILLING).unwrap_or(scan);
    }
    scan.space()
}

fn piece(start: Scan<'_>) -> Option<Piece<'_>> {
    let start = filled(start);
    let timed = clock(start, false);
    if let Some((clock, half, after)) = timed.filter(|(clock, ..)| !clock.bare) {
        let (offset, after) = greenwich(after);
        // `14 Uhr morgen`, `10pm on Friday`
        let later = day(filled(after)).filter(|(_, flimsy, end)| !flimsy || end.at_end());
        let (day, after) = later.map_or((None, after), |(day, _, end)| (Some(day), end));
        let point = Point { day, clock: Some(clock), offset };
        return Some(Piece { point, half, day_last: day.is_some(), flimsy: false, behind_day: after, after });
    }
    let Some((day, flimsy, behind_day)) = day(start) else {
        let (clock, half, after) = timed?;
        // `14 am Freitag`
        let next = filled(after);
        let later = day(next).filter(|(_, flimsy, _)| !flimsy && next.rest() != after.space().rest());
        let (day, clock, after) = match later {
            Some((day, _, end)) => (Some(day), Clock { bare: false, ..clock }, end),
            None => (None, clock, after),
        };
        let point = Point { day, clock: Some(clock), offset: None };
        return Some(Piece { point, half, day_last: day.is_some(), flimsy: false, behind_day: after, after });
    };
    // `2026-12-24T14:00+01:00`
    if let Some((clock, half, after)) = behind_day.one_of(&['T', 't']).and_then(|time| clock(time, true)) {
        let (offset, after) = offset(after).map_or((None, after), |(offset, after)| (Some(offset), after));
        let point = Point { day: Some(day), clock: Some(Clock { bare: false, ..clock }), offset };
        return Some(Piece { point, half, day_last: false, flimsy: false, behind_day: after, after });
    }
    let next = filled(behind_day.one_of(&[',']).unwrap_or(behind_day));
    let (clock, half, after) = match clock(next, true) {
        Some((clock, half, after)) => (Some(clock), half, after),
        None => (None, None, behind_day),
    };
    let (offset, after) = if clock.is_some() { greenwich(after) } else { (None, after) };
    Some(Piece { point: Point { day: Some(day), clock, offset }, half, day_last: false, flimsy, behind_day, after })
}

/// `UTC`, `GMT`, `Z` behind a time.
fn greenwich(after: Scan<'_>) -> (Option<i32>, Scan<'_>) {
    after.space().word_of(&["utc", "gmt", "z"]).map_or((None, after), |end| (Some(0), end))
}

/// `Z`, `+01:00`, `-0530`, `+01`.
fn offset(after: Scan<'_>) -> Option<(i32, Scan<'_>)> {
    if let Some(end) = after.word_of(&["z"]) {
        return Some((0, end));
    }
    let (sign, behind) = match after.one_of(&['+']) {
        Some(behind) => (1, behind),
        None => (-1, after.one_of(&['-', '−'])?),
    };
    let (hours, minutes, end) = match behind.number(4)? {
        (both, 4, end) => (both / 100, both % 100, end),
        (hours, 2, end) => {
            let minutes = end.one_of(&[':']).and_then(|scan| scan.number(2));
            minutes.map_or((hours, 0, end), |(minutes, _, end)| (hours, minutes, end))
        }
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3_600 + minutes * 60).ok()?;
    (hours <= 14 && minutes < 60).then_some((sign * seconds, end))
}

/// `24.–26.12.`, `24.-26. Dezember`, `24-26 Dec`: the month is named once.
fn shared_month(start: Scan<'_>) -> Option<(Written, Scan<'_>)> {
    let (first, _, after) = filled(start).number(2)?;
    let after = match after.one_of(&['.']).map(Scan::space) {
        Some(after) => after.one_of(&DASHES).or_else(|| after.word_of(&["bis"]))?,
        None => after.one_of(&DASHES)?,
    };
    let (last, _, end) = day(filled(after))?;
    let Day::Date { month, year, .. } = last else { return None };
    let point = |day| Point { day: Some(day), clock: None, offset: None };
    Some((Written::Range(point(Day::Date { day: first, month, year, weekday: None }), point(last)), end))
}

/// A range that begins with this piece.
fn range<'a>(first: &Piece<'a>, between: bool) -> Option<(Written, Scan<'a>)> {
    let gap = first.after.space();
    let by_word = gap.word_of(&DASH_WORDS).or_else(|| gap.word_of(&["and", "und"]).filter(|_| between));
    let behind = by_word.or_else(|| gap.one_of(&DASHES))?;
    let loose = by_word.is_some() || gap.rest() != first.after.rest() || behind.space().rest() != behind.rest();
    let second = piece(behind);
    if first.point.clock.is_none()
        && second.as_ref().is_none_or(|second| second.bare() && second.point.day.is_none())
        && let Some(Day::Date { month, year, .. }) = first.point.day
        && let Some((day, end)) = day_of_month(behind.space()).filter(|(_, end)| !loose || end.at_end())
    {
        // `Dec 24-26`
        let last = Day::Date { day, month, year, weekday: None };
        return Some((Written::Range(first.point, Point { day: Some(last), clock: None, offset: None }), end));
    }
    let mut second = second?;
    let sure = second.after.at_end() || !loose;
    if second.bare() && !first.bare() && !sure {
        // `Fri 18:00 - Mon 8 printers`
        second.point.day?;
        second.point.clock = None;
        second.after = second.behind_day;
    }
    let numbers = first.bare() && second.bare() && first.point.day.or(second.point.day).is_none();
    let no_start = first.point.clock.is_none() && second.point.day.is_none() && by_word.is_none();
    if (numbers && !second.after.at_end()) || no_start || (second.flimsy && second.point.clock.is_none() && !sure) {
        return None;
    }
    let (mut from, mut to) = (first.point, second.point);
    if let (Some(start), Some(end), Some(half)) = (from.clock, to.clock, second.half) {
        from.clock = Some(in_half(start, half, end));
    }
    if from.day.is_none() && second.day_last {
        from.day = to.day.take();
    }
    from.offset = from.offset.or(to.offset.filter(|_| from.clock.is_some()));
    Some((Written::Range(from, to), second.after))
}

/// A single point. A bare number behind a day is a time only where nothing follows that it could count.
fn alone<'a>(piece: &Piece<'a>) -> Option<(Written, Scan<'a>)> {
    let (mut point, mut after) = (piece.point, piece.after);
    if piece.bare() && !after.at_end() {
        point.clock = None;
        after = piece.behind_day;
    }
    let word_of_a_sentence = piece.flimsy && point.clock.is_none() && !after.at_end();
    (point.day.is_some() && !word_of_a_sentence || point.clock.is_some_and(|clock| !clock.bare))
        .then_some((Written::Point(point), after))
}

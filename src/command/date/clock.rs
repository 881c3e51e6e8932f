//! Times of day.

use crate::command::scan::Scan;

/// A time of day as written; whether it exists is seen when it is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    /// True for a number that only its place makes a time: the `18` of `Fri 18-20`.
    pub(super) bare: bool,
}

impl Clock {
    fn sharp(hour: u32) -> Self {
        Self { hour, minute: 0, second: 0, bare: false }
    }
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
}

/// Reads a time of day: `22:00`, `22 Uhr`, `22 Uhr 30`, `22.30 Uhr`, `10pm`, `10:30 p.m.`, `noon`, `Mitternacht`, `18`.
/// Behind a day `18.30` is a time too. Also gives the half of the day that was written.
pub(super) fn clock(start: Scan<'_>, behind_day: bool) -> Option<(Clock, Option<Half>, Scan<'_>)> {
    if let Some((word, after)) = start.word() {
        return match word.as_str() {
            "noon" | "mittag" | "mittags" => Some((Clock::sharp(12), None, after)),
            "midnight" | "mitternacht" => Some((Clock::sharp(24), None, after)),
            _ => None,
        };
    }
    let (hour, _, after) = start.number(2)?;
    if let Some((minute, behind)) = two_digits(after, &[':', '：']) {
        let (second, behind) = two_digits(behind, &[':', '：']).unwrap_or((0, behind));
        let (half, behind) = half_or_uhr(hour, behind).unwrap_or((None, behind));
        return Some((twelve(Clock { hour, minute, second, bare: false }, half), half, behind))
            .filter(|_| ended(behind));
    }
    if let Some((minute, behind)) = two_digits(after, &['.']) {
        let named = half_or_uhr(hour, behind);
        let date_goes_on = behind.one_of(&['.']).is_some_and(Scan::digit);
        if minute < 60 && hour <= 24 && !date_goes_on && (behind_day || named.is_some()) {
            let (half, behind) = named.unwrap_or((None, behind));
            return Some((twelve(Clock { hour, minute, second: 0, bare: false }, half), half, behind))
                .filter(|_| ended(behind));
        }
    }
    match half_or_uhr(hour, after) {
        Some((None, behind)) => {
            let minutes =
                behind.space().number(2).filter(|(minute, digits, end)| *digits == 2 && *minute < 60 && lone(*end));
            let (minute, behind) = minutes.map_or((0, behind), |(minute, _, end)| (minute, end));
            Some((Clock { hour, minute, second: 0, bare: false }, None, behind))
        }
        Some((half, behind)) => Some((twelve(Clock::sharp(hour), half), half, behind)),
        None => (hour <= 24 && lone(after)).then_some((Clock { bare: true, ..Clock::sharp(hour) }, None, after)),
    }
}

/// A time at the beginning of which more hours may be meant: `6` of `6-8pm`.
pub(super) fn in_half(clock: Clock, half: Half, end: Clock) -> Clock {
    let moved = twelve(clock, Some(half));
    let later = (end.hour, end.minute) <= (moved.hour, moved.minute);
    if !clock.bare || clock.hour > 12 || clock.hour == 0 || later { clock } else { Clock { bare: false, ..moved } }
}

/// Neither a letter nor a date nor a fraction goes on behind the number.
fn lone(after: Scan<'_>) -> bool {
    let goes_on = after.one_of(&['.', ',', ':', '：', '/', '%', '€', '$']).is_some_and(Scan::digit);
    after.boundary() && !goes_on && after.one_of(&['%', '€', '$', '°']).is_none()
}

/// Nothing goes on behind the minutes, except the `Z` of a time in Greenwich.
fn ended(behind: Scan<'_>) -> bool {
    behind.one_of(&['Z', 'z']).unwrap_or(behind).boundary()
}

fn two_digits<'a>(scan: Scan<'a>, separators: &[char]) -> Option<(u32, Scan<'a>)> {
    scan.one_of(separators)?.number(2).filter(|(_, digits, _)| *digits == 2).map(|(value, _, after)| (value, after))
}

/// `Uhr` (None), or the half of the day.
fn half_or_uhr(hour: u32, scan: Scan<'_>) -> Option<(Option<Half>, Scan<'_>)> {
    let (word, after) = scan.space().word()?;
    let dotted = |letter: &str| {
        let middle = after.one_of(&['.']).filter(|_| word == letter)?.word_of(&["m"])?;
        Some(middle.one_of(&['.']).unwrap_or(middle))
    };
    match word.as_str() {
        "uhr" => Some((None, after)),
        // `um 14 am Freitag`: German, unless it can be a half of the day.
        "am" if (1..=12).contains(&hour) => Some((Some(Half::Am), after)),
        "pm" => Some((Some(Half::Pm), after)),
        _ => dotted("a").map(|end| (Some(Half::Am), end)).or_else(|| dotted("p").map(|end| (Some(Half::Pm), end))),
    }
}

/// The time on the dial of 24 hours. `15 pm` is taken as meant.
fn twelve(clock: Clock, half: Option<Half>) -> Clock {
    let hour = match half {
        Some(Half::Am) if clock.hour == 12 => 0,
        Some(Half::Pm) if clock.hour < 12 => clock.hour + 12,
        _ => clock.hour,
    };
    Clock { hour, ..clock }
}

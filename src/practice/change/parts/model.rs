//! How the parts of a change are read. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::calendar::Interval;
use crate::command::{Sign, date, duration, fold};
use crate::config::{ChangeType, Level};

/// Most characters of a part in words: what is longer belongs into a file.
const LONGEST: usize = 4000;

/// The longest window, in days: what takes longer is a project.
const LONGEST_WINDOW: i64 = 31;

/// As long as this a window that names one day alone is taken for a slip.
const MISTAKEN: TimeDelta = TimeDelta::hours(18);

/// Why a text is no window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongWindow {
    /// It is no time at all.
    Unclear,
    /// It has no end.
    Open,
    /// It ends before it begins, or when it does.
    Backwards,
    /// It lies whole in the hour that a change of the clocks skips.
    Gap,
    /// It lasts for longer than a month.
    Long,
}

/// Reads a window: `Sat 22:00-23:30`, `Sat 22:00 2h`, `28.11. 22:00 - 29.11. 02:00`. With what the change of the clocks has
/// done to it.
pub fn window(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<(Interval, Option<date::Note>), WrongWindow> {
    let (when, rest) = date::read_prefix(text, now, zone).map_err(|error| match error {
        date::DateError::EndBeforeStart if begins_in_gap(text, now, zone) => WrongWindow::Gap,
        date::DateError::EndBeforeStart => WrongWindow::Backwards,
        _ => WrongWindow::Unclear,
    })?;
    let (from, to) = match when {
        date::When::Interval(interval) if rest.trim().is_empty() => (interval.from.at, interval.to.end),
        date::When::Interval(_) => return Err(WrongWindow::Unclear),
        date::When::Moment(moment) if rest.trim().is_empty() => {
            if !moment.whole_day {
                return Err(WrongWindow::Open);
            }
            (moment.at, moment.end)
        }
        date::When::Moment(moment) => match duration::read_prefix(rest.trim()) {
            Ok((duration::Span::Seconds(seconds), left)) if left.trim().is_empty() => {
                (moment.at, moment.at.checked_add_signed(TimeDelta::seconds(seconds)).ok_or(WrongWindow::Long)?)
            }
            _ => return Err(WrongWindow::Unclear),
        },
    };
    match to - from {
        length if length <= TimeDelta::zero() => Err(WrongWindow::Backwards),
        // `Sat 23:00-22:00` is a slip more often than a night and a day.
        length if length >= MISTAKEN && ends_by_time_alone(text) => Err(WrongWindow::Backwards),
        length if length > TimeDelta::days(LONGEST_WINDOW) => Err(WrongWindow::Long),
        _ => Ok((Interval { from, to }, when.note())),
    }
}

/// The text behind the last sign that parts two times.
fn parted(text: &str) -> Option<(&str, &str)> {
    let at = [" - ", "-", "–", " bis ", " to ", " until "]
        .into_iter()
        .find_map(|sign| Some((text.rfind(sign)?, sign.len())));
    let (at, length) = at?;
    Some((text.get(..at)?, text.get(at + length..)?))
}

/// Whether a window ends with a time of day and no day of its own.
fn ends_by_time_alone(text: &str) -> bool {
    let is_time = |c: char| c.is_ascii_digit() || c == ':' || c.is_whitespace();
    parted(text).is_some_and(|(_, end)| end.trim().trim_end_matches("Uhr").trim_end_matches('h').chars().all(is_time))
}

/// Whether a window begins at a time that the change of the clocks skips, so that nothing of it may be left.
fn begins_in_gap(text: &str, now: DateTime<Utc>, zone: Tz) -> bool {
    let begin = parted(text).and_then(|(begin, _)| date::read_prefix(begin.trim(), now, zone).ok());
    begin.is_some_and(|(when, _)| when.note() == Some(date::Note::Skipped))
}

/// Whether words are short enough. Err: how many characters they have, and how many they may.
pub fn fits(text: &str) -> Result<(), (usize, usize)> {
    match text.chars().count() {
        length if length > LONGEST => Err((length, LONGEST)),
        _ => Ok(()),
    }
}

/// `low`, `mittel`, `3`, `3️⃣`
#[must_use]
pub fn level(text: &str) -> Option<Level> {
    if let Some(Sign::Digit(digit)) = Sign::read(text.trim()) {
        return Level::ALL.get(usize::from(digit).checked_sub(1)?).copied();
    }
    Some(match fold(text.trim()).trim_end_matches(['.', '!', ',']) {
        "low" | "l" | "small" | "little" | "1" | "niedrig" | "gering" | "klein" | "wenig" => Level::Low,
        "medium" | "m" | "middle" | "mid" | "2" | "mittel" => Level::Medium,
        "high" | "h" | "big" | "large" | "3" | "hoch" | "gross" | "viel" => Level::High,
        _ => return None,
    })
}

/// `yes`, `nein`, `✅`
#[must_use]
pub fn flag(text: &str) -> Option<bool> {
    match Sign::read(text.trim()) {
        Some(Sign::Yes | Sign::ThumbUp) => return Some(true),
        Some(Sign::No | Sign::ThumbDown) => return Some(false),
        _ => {}
    }
    match fold(text.trim()).trim_end_matches(['.', '!', ',']) {
        "yes" | "y" | "yep" | "true" | "ja" | "j" | "jo" | "successful" | "erfolgreich" => Some(true),
        "no" | "n" | "nope" | "false" | "nein" | "nee" | "failed" | "fehlgeschlagen" => Some(false),
        _ => None,
    }
}

/// The type of a change.
#[must_use]
pub fn kind(text: &str) -> Option<ChangeType> {
    match fold(text.trim()).as_str() {
        "standard" => Some(ChangeType::Standard),
        "normal" => Some(ChangeType::Normal),
        "emergency" | "urgent" | "notfall" | "dringend" | "eilig" => Some(ChangeType::Emergency),
        _ => None,
    }
}

/// The names in a list: `lan, wifi`, `lan und wifi`, a line each.
pub fn listed(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['\n', ',', ';']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" und "));
    parts.map(str::trim).filter(|name| !name.is_empty())
}

/// What is said instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// Nothing more is to be asked now.
    Later,
    /// It is left without an answer, where that is possible.
    Skip,
    /// The question before is asked once more.
    Back,
    /// What can be said.
    Help,
}

/// Whether a message is no answer but says what to do about the question.
#[must_use]
pub fn instead(text: &str) -> Option<Instead> {
    match fold(text.trim()).trim_end_matches(['.', '!']) {
        "later" | "stop" | "cancel" | "quit" | "spaeter" | "stopp" | "abbrechen" | "abbruch" => Some(Instead::Later),
        "skip" | "weiter" | "ueberspringen" | "-" => Some(Instead::Skip),
        "back" | "zurueck" => Some(Instead::Back),
        "?" | "help" | "hilfe" => Some(Instead::Help),
        _ => None,
    }
}

/// So many follow-ups become tickets at once.
pub const MOST_FOLLOW_UPS: usize = 10;

/// What is to be done now, a line each; none where there is nothing.
#[must_use]
pub fn follow_ups(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches(['-', '*', '•', '–']).trim());
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    match lines.as_slice() {
        [only] if is_nothing(only) => Vec::new(),
        _ => lines.into_iter().take(MOST_FOLLOW_UPS).map(str::to_owned).collect(),
    }
}

fn is_nothing(text: &str) -> bool {
    matches!(
        fold(text).trim_end_matches(['.', '!']),
        "none" | "no" | "nothing" | "skip" | "keine" | "keins" | "nein" | "nichts" | "-" | "weiter"
    )
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;
    use proptest::prelude::*;

    use super::*;

    /// Monday, 12 January 2026, 09:00 in Berlin.
    fn now() -> DateTime<Utc> {
        "2026-01-12T08:00:00Z".parse().unwrap()
    }

    fn read(text: &str) -> Result<String, WrongWindow> {
        let shown = |at: DateTime<Utc>| at.with_timezone(&Berlin).format("%a %d.%m. %H:%M").to_string();
        window(text, now(), Berlin)
            .map(|(window, note)| format!("{} – {} {note:?}", shown(window.from), shown(window.to)))
    }

    #[test]
    fn windows_are_read_in_both_languages() {
        for text in
            ["Sat 22:00-23:30", "Sa 22:00-23:30", "Sat 22:00 1h 30m", "17.1. 22:00 - 17.1. 23:30", "Sat 22:00 90m"]
        {
            assert_eq!(read(text).unwrap(), "Sat 17.01. 22:00 – Sat 17.01. 23:30 None", "{text}");
        }
        assert_eq!(read("Fr 22 Uhr bis Sa 2 Uhr").unwrap(), "Fri 16.01. 22:00 – Sat 17.01. 02:00 None");
        assert_eq!(read("Sa 23:00-01:00").unwrap(), "Sat 17.01. 23:00 – Sun 18.01. 01:00 None");
        assert_eq!(read("17.1.").unwrap(), "Sat 17.01. 00:00 – Sun 18.01. 00:00 None");
        // In the night in which the clocks go forward there is no half past two.
        assert_eq!(read("29.3. 02:30-04:00").unwrap(), "Sun 29.03. 03:00 – Sun 29.03. 04:00 Some(Skipped)");
    }

    #[test]
    fn what_is_no_window_is_told_apart() {
        assert_eq!(read("Sat 22:00"), Err(WrongWindow::Open));
        assert_eq!(read("soon"), Err(WrongWindow::Unclear));
        assert_eq!(read("17.1.2026 22:00 - 16.1.2026 23:00"), Err(WrongWindow::Backwards));
        assert_eq!(read("17.1. 22:00 - 17.1. 22:00"), Err(WrongWindow::Backwards));
        assert_eq!(read("17.1. - 17.3."), Err(WrongWindow::Long));
        assert_eq!(read("Sat 23:00-22:00"), Err(WrongWindow::Backwards));
        assert_eq!(read("Sat 10:00-10:00"), Err(WrongWindow::Backwards));
        assert_eq!(read("29.3. 02:15-02:45"), Err(WrongWindow::Gap));
        assert!(read("Fri 22:00-06:00").is_ok() && read("Fri 22:00 - Sat 21:00").is_ok());
    }

    #[test]
    fn follow_ups_are_lines() {
        assert_eq!(follow_ups("- write it down\n\n* tell the team"), ["write it down", "tell the team"]);
        for nothing in ["none", "Keine.", "-", "", "nichts"] {
            assert!(follow_ups(nothing).is_empty(), "{nothing}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "(Sa |22:00|-|bis|1h|\\PC| |\n){0,10}") {
            let _ = (window(&text, now(), Berlin), level(&text), flag(&text), instead(&text), follow_ups(&text));
            let _ = listed(&text).count();
        }
    }
}

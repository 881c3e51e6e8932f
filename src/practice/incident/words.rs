//! How what people write about incidents is read. Pure.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::command::{NamedKey, Takes, date, duration, fold, take_named};

/// What somebody says of a new incident before its title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// How bad it is, as written.
    pub(super) severity: Option<String>,
    /// It runs like a real one and counts nowhere.
    pub(super) drill: bool,
    /// It is seen by those alone who take part.
    pub(super) restricted: bool,
}

/// The words before the title that say something of their own (`sev2 drill restricted`), in any order, and the rest.
/// `is_severity` tells which words name one.
pub(super) fn flags(text: &str, is_severity: impl Fn(&str) -> bool) -> (Flags, &str) {
    let mut flags = Flags::default();
    let mut rest = text.trim_start();
    loop {
        let mut word = rest.split(char::is_whitespace).next().unwrap_or_default();
        // `SEV 2` is one word to those who write it.
        let both =
            word.len() + rest.get(word.len()..).and_then(|more| more.find(char::is_alphanumeric)).unwrap_or(0) + 1;
        if fold(word) == "sev" && rest.get(word.len()..both).is_some_and(|more| more.trim().parse::<u8>().is_ok()) {
            word = rest.get(..both).unwrap_or(word);
        }
        match fold(word.trim_end_matches([':', ','])).as_str() {
            "drill" | "uebung" | "probe" | "test:" if !flags.drill => flags.drill = true,
            "restricted" | "vertraulich" | "confidential" if !flags.restricted => flags.restricted = true,
            named if flags.severity.is_none() && !named.is_empty() && (is_severity(named) || looks_like_one(named)) => {
                flags.severity = Some(named.to_owned());
            }
            _ => return (flags, rest),
        }
        rest = rest.get(word.len()..).unwrap_or_default().trim_start();
    }
}

/// Whether a word is meant as a severity, whether there is such a one or not: `sev9`.
fn looks_like_one(word: &str) -> bool {
    word.strip_prefix("sev")
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == ' '))
}

/// An update as somebody writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// What is known; what stands before the first key is that as well.
    pub(super) known: String,
    /// What is done.
    pub(super) doing: String,
    /// When more will be said, as written.
    pub(super) next: Option<String>,
    /// What those outside are told.
    pub(super) public: String,
}

impl Told {
    /// Whether it says nothing but when more will be said.
    pub(super) fn says_nothing(&self) -> bool {
        let says = |text: &str| text.chars().any(char::is_alphanumeric);
        ![&self.known, &self.doing, &self.public].into_iter().any(|text| says(text))
    }
}

const KNOWN: usize = 0;
const DOING: usize = 1;
const NEXT: usize = 2;
const PUBLIC: usize = 3;

/// The keys of an update with their names in both languages.
const KEYS: &[(usize, Takes, &[&str])] = &[
    (KNOWN, Takes::Text, &["known", "know", "what we know", "bekannt", "wissen", "wir wissen", "was wir wissen"]),
    (DOING, Takes::Text, &["doing", "do", "what we do", "tun", "wir tun", "was wir tun", "maßnahmen"]),
    (NEXT, Takes::Time, &["next", "next update", "nächste", "nächstes", "naechste", "nächste lage", "nächste meldung"]),
    (PUBLIC, Takes::Text, &["public", "outside", "öffentlich", "oeffentlich", "außen", "aussen", "extern"]),
];

/// Reads `!update Mail is down doing: we restart it next:30m public: Mail does not work.`
pub(super) fn told(text: &str) -> Told {
    let names: Vec<NamedKey<'_>> = KEYS
        .iter()
        .flat_map(|(of, takes, names)| names.iter().map(|name| NamedKey { name, of: *of, takes: *takes }))
        .collect();
    let (values, rest) = take_named(text, &names);
    let mut told = Told { known: rest.trim().to_owned(), ..Told::default() };
    let add = |to: &mut String, value: String| {
        if !to.is_empty() {
            to.push('\n');
        }
        to.push_str(value.trim());
    };
    for (of, value) in values {
        match of {
            KNOWN => add(&mut told.known, value),
            DOING => add(&mut told.doing, value),
            PUBLIC => add(&mut told.public, value),
            _ => told.next = Some(value),
        }
    }
    told
}

/// A moment that is still to come: a time, or a length of time from now.
pub(super) fn coming(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    if let Ok(duration::Span::Seconds(seconds)) = duration::read(text) {
        return chrono::TimeDelta::try_seconds(seconds).and_then(|span| now.checked_add_signed(span));
    }
    match date::read(text, now, zone).ok()? {
        // Of a day, until people go home.
        date::When::Moment(moment) if moment.whole_day => Some(moment.end - chrono::TimeDelta::hours(7)),
        when => Some(when.start()),
    }
}

/// A moment that has passed, at the beginning of a text, and what follows: a time of today or, where that is still to come, of
/// yesterday; any other moment as written. None: none stands there.
pub(super) fn past(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<(DateTime<Utc>, &str)> {
    if let Some(found) = ago(text, now) {
        return Some(found);
    }
    let (when, rest) = date::read_prefix(text, now, zone).ok()?;
    let at = when.start();
    if at <= now {
        return Some((at, rest.trim_start()));
    }
    // A time without a day is read as one to come.
    let day = chrono::TimeDelta::days(1);
    let is_time =
        matches!(when, date::When::Moment(moment) if !moment.whole_day) && at - now <= day && begins_with_time(text);
    is_time.then(|| (at - day, rest.trim_start()))
}

/// `10m ago`, `vor 10m`
fn ago(text: &str, now: DateTime<Utc>) -> Option<(DateTime<Utc>, &str)> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let before = |span: duration::Span| match span {
        duration::Span::Seconds(seconds) => now.checked_sub_signed(chrono::TimeDelta::try_seconds(seconds)?),
        duration::Span::WorkingDays(_) => None,
    };
    if fold(first) == "vor" {
        let (span, rest) = duration::read_prefix(rest).ok()?;
        return Some((before(span)?, rest.trim_start()));
    }
    let (span, rest) = duration::read_prefix(text).ok()?;
    let (word, rest) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim_start(), ""));
    (fold(word) == "ago").then_some((before(span)?, rest.trim_start()))
}

/// Whether a text begins with a time of day and no day: `14:05`, `14 Uhr`.
fn begins_with_time(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.chars().next().is_some_and(|c| c.is_ascii_digit()) && !first.contains('.') && !first.contains('-')
}

/// Whether a text begins with a time that cannot have been: one that is still to come, or that there is not.
pub(super) fn is_no_past(text: &str, now: DateTime<Utc>, zone: Tz) -> bool {
    if past(text, now, zone).is_some() {
        return false;
    }
    match date::read_prefix(text, now, zone) {
        Ok(_) => true,
        Err(date::DateError::NotADate) => false,
        Err(_) => text.starts_with(|c: char| c.is_ascii_digit()),
    }
}

/// What is to be done, by whom and until when: `@bernd restart edge by 14:30`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Order<'a> {
    /// Whom it names.
    pub(super) person: Option<&'a str>,
    /// What.
    pub(super) title: String,
    /// By when, as written.
    pub(super) due: Option<String>,
}

/// Reads an order. `is_time` tells what reads as a time, so that `restart it by hand` is a title.
pub(super) fn order(text: &str, is_time: impl Fn(&str) -> bool) -> Order<'_> {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (person, title) = if first.starts_with('@') { (Some(first), rest.trim()) } else { (None, text) };
    let is_due = |word: &str| matches!(fold(word).as_str(), "by" | "until" | "till" | "bis");
    if title.split_once(char::is_whitespace).is_some_and(|(word, due)| is_due(word) && is_time(due.trim())) {
        // Until when, and nothing of what.
        return Order { person, title: String::new(), due: None };
    }
    let words: Vec<(usize, &str)> =
        title.match_indices(char::is_whitespace).map(|(at, _)| (at, title.get(at..).unwrap_or_default())).collect();
    for (at, rest) in words.iter().rev() {
        let rest = rest.trim_start();
        let Some((word, due)) = rest.split_once(char::is_whitespace) else { continue };
        if is_due(word) && is_time(due.trim()) {
            let title = title.get(..*at).unwrap_or_default().trim().to_owned();
            return Order { person, title, due: Some(due.trim().to_owned()) };
        }
    }
    Order { person, title: title.to_owned(), due: None }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;

    use super::*;

    #[test]
    fn what_stands_before_the_title_says_how_bad_it_is() {
        let is_severity = |word: &str| ["sev1", "sev2"].contains(&word);
        let (read, rest) = flags("sev2 Mail down", is_severity);
        assert_eq!((read.severity.as_deref(), read.drill, rest), (Some("sev2"), false, "Mail down"));
        let (read, rest) = flags("Übung SEV1: vertraulich Datenleck im Test", is_severity);
        assert_eq!((read.severity.as_deref(), read.drill, read.restricted), (Some("sev1"), true, true));
        assert_eq!(rest, "Datenleck im Test");
        let (read, rest) = flags("Mail sev2 down", is_severity);
        assert_eq!((read, rest), (Flags::default(), "Mail sev2 down"));
        assert_eq!(flags("", is_severity), (Flags::default(), ""));
    }

    #[test]
    fn an_update_has_four_parts() {
        let read = told("Disk full on mx1 doing: we make room next:30m public: Mail is late.");
        assert_eq!((read.known.as_str(), read.doing.as_str()), ("Disk full on mx1", "we make room"));
        assert_eq!((read.next.as_deref(), read.public.as_str()), (Some("30m"), "Mail is late."));
        let read = told(
            "bekannt: Platte voll\ntun: wir räumen auf\nnächste: 14:30\nöffentlich: de: Mail kommt später en: Mail is late",
        );
        assert_eq!((read.known.as_str(), read.doing.as_str()), ("Platte voll", "wir räumen auf"));
        assert_eq!(read.next.as_deref(), Some("14:30"));
        assert_eq!(read.public, "de: Mail kommt später en: Mail is late");
        assert_eq!(told("nothing new").known, "nothing new");
    }

    #[test]
    fn a_time_that_has_passed_is_today_or_yesterday() {
        let now: DateTime<Utc> = "2026-03-02T13:00:00Z".parse().unwrap();
        let at = |text| past(text, now, Berlin).map(|(at, rest)| (at.to_rfc3339(), rest));
        assert_eq!(at("13:40 mx1 was full"), Some(("2026-03-02T12:40:00+00:00".into(), "mx1 was full")));
        assert_eq!(at("23:10 first mails bounced"), Some(("2026-03-01T22:10:00+00:00".into(), "first mails bounced")));
        assert_eq!(at("mx1 was full"), None);
    }

    #[test]
    fn an_order_names_whom_and_until_when() {
        let is_time = |text: &str| text == "14:30";
        let read = order("@bernd restart edge by 14:30", is_time);
        assert_eq!(
            (read.person, read.title.as_str(), read.due.as_deref()),
            (Some("@bernd"), "restart edge", Some("14:30"))
        );
        let read = order("restart it by hand", is_time);
        assert_eq!((read.person, read.title.as_str(), read.due), (None, "restart it by hand", None));
        assert_eq!(order("@bernd", is_time).title, "");
    }
}

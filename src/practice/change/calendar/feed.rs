//! Planned changes as a calendar that other programs subscribe to (RFC 5545).
use std::collections::HashSet;

use calcard::icalendar::{ICalendarComponent, ICalendarProperty as Property, ICalendarStatus};
use chrono::{DateTime, Utc};

use crate::practice::ics::{calendar, event, plain, time};

/// Whether a change will take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody has agreed to it yet.
    Tentative,
    /// It is agreed to, runs, or has run.
    Confirmed,
    /// It does not take place. It stays in the feed, as otherwise some programs go on showing it.
    Cancelled,
}

/// A planned change, as calendar programs show it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its key, such as `CHG-88`. It never changes, as a program takes an entry of another key for another one.
    pub(super) id: String,
    /// What is changed.
    pub(super) title: String,
    /// When it begins.
    pub(super) from: DateTime<Utc>,
    /// When it is over.
    pub(super) to: DateTime<Utc>,
    /// Whether it will take place.
    pub(super) standing: Standing,
    /// When anything in this entry last changed.
    pub(super) changed_at: DateTime<Utc>,
    /// How often its times or its standing changed. A program that has a higher one ignores the entry.
    pub(super) revision: u32,
    /// What is to know about it, in several lines.
    pub(super) about: String,
    /// What is affected; left out where empty.
    pub(super) place: String,
    /// The kind of change; left out where empty.
    pub(super) kind: String,
}

/// A frozen time: nothing is changed in it.
#[derive(Debug, Clone)]
pub(super) struct Frozen {
    /// What tells it from others, and never changes.
    pub(super) key: String,
    /// What it is called.
    pub(super) title: String,
    /// When it begins.
    pub(super) from: DateTime<Utc>,
    /// When it is over.
    pub(super) to: DateTime<Utc>,
    /// When it was last changed.
    pub(super) stamp: DateTime<Utc>,
}

/// The feed. What does not end after its start is left out, and so is a second event of the same key: a program may
/// refuse the whole feed for one of them.
pub(super) fn feed(name: &str, entries: &[Entry], frozen: &[Frozen]) -> String {
    let mut seen = HashSet::new();
    let mut events: Vec<_> = entries.iter().filter_map(|entry| change(entry, &mut seen)).collect();
    events.extend(frozen.iter().filter_map(|frozen| freeze(frozen, &mut seen)));
    calendar("changes", name, events)
}

fn change(entry: &Entry, seen: &mut HashSet<String>) -> Option<ICalendarComponent> {
    let mut event = event(&entry.id, &entry.title, [entry.from, entry.to, entry.changed_at], seen)?;
    event.add_property(Property::LastModified, time(entry.changed_at));
    event.add_sequence(entry.revision.into());
    event.add_property(
        Property::Status,
        match entry.standing {
            Standing::Tentative => ICalendarStatus::Tentative,
            Standing::Confirmed => ICalendarStatus::Confirmed,
            Standing::Cancelled => ICalendarStatus::Cancelled,
        },
    );
    let texts = [
        (Property::Description, &entry.about),
        (Property::Location, &entry.place),
        (Property::Categories, &entry.kind),
    ];
    for (property, text) in texts {
        let text = plain(text);
        if !text.trim().is_empty() {
            event.add_property(property, text);
        }
    }
    Some(event)
}

fn freeze(frozen: &Frozen, seen: &mut HashSet<String>) -> Option<ICalendarComponent> {
    let id = format!("freeze-{}", frozen.key);
    event(&id, &frozen.title, [frozen.from, frozen.to, frozen.stamp], seen)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn entry(id: &str, title: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            title: title.to_owned(),
            from: at("2026-11-30T20:00:00Z"),
            to: at("2026-11-30T22:30:00Z"),
            standing: Standing::Confirmed,
            changed_at: at("2026-11-20T08:15:30Z"),
            revision: 3,
            about: "Firmware 7.2;\nno network, 20 minutes".to_owned(),
            place: "Netzwerk, WLAN".to_owned(),
            kind: "Standard".to_owned(),
        }
    }

    fn frozen(key: &str) -> Frozen {
        Frozen {
            key: key.to_owned(),
            title: "Jahresabschluss".to_owned(),
            from: at("2026-12-18T16:00:00Z"),
            to: at("2027-01-04T06:00:00Z"),
            stamp: at("2026-10-01T00:00:00Z"),
        }
    }

    /// The lines without their folds.
    fn lines(feed: &str) -> Vec<String> {
        let whole = feed.strip_suffix("\r\n").unwrap().replace("\r\n ", "");
        whole.split("\r\n").map(str::to_owned).collect()
    }

    /// The values of a property, as a calendar program reads them.
    fn values(feed: &str, name: &str) -> Vec<String> {
        let start = format!("{name}:");
        let lines = lines(feed);
        let raw = lines.iter().filter_map(|line| line.strip_prefix(&start));
        raw.map(|raw| {
            let mut letters = raw.chars();
            let mut value = String::new();
            while let Some(letter) = letters.next() {
                assert!(!matches!(letter, ',' | ';'), "{letter} in {raw}");
                value.push(match letter {
                    '\\' => match letters.next().unwrap() {
                        'n' => '\n',
                        other => {
                            assert!("\\,;".contains(other), "{raw}");
                            other
                        }
                    },
                    letter => letter,
                });
            }
            value
        })
        .collect()
    }

    fn assert_lines(feed: &str) {
        for line in feed.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!((1..=75).contains(&line.len()), "{line:?}");
            assert!(!line.contains(|letter: char| letter.is_control()), "{line:?}");
        }
    }

    #[test]
    fn a_change_is_written_with_all_that_is_known_of_it() {
        let feed = feed("Changes, planned", &[entry("CHG-88", "Switch")], &[frozen("7")]);
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//lotse//changes//EN",
            "X-WR-CALNAME:Changes\\, planned",
            "BEGIN:VEVENT",
            "UID:CHG-88@lotse",
            "DTSTAMP:20261120T081530Z",
            "DTSTART:20261130T200000Z",
            "DTEND:20261130T223000Z",
            "SUMMARY:Switch",
            "TRANSP:OPAQUE",
            "LAST-MODIFIED:20261120T081530Z",
            "SEQUENCE:3",
            "STATUS:CONFIRMED",
            "DESCRIPTION:Firmware 7.2\\;\\nno network\\, 20 minutes",
            "LOCATION:Netzwerk\\, WLAN",
            "CATEGORIES:Standard",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:freeze-7@lotse",
            "DTSTAMP:20261001T000000Z",
            "DTSTART:20261218T160000Z",
            "DTEND:20270104T060000Z",
            "SUMMARY:Jahresabschluss",
            "TRANSP:OPAQUE",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        assert_eq!(lines(&feed), expected);
    }

    #[test]
    fn what_a_program_would_refuse_is_left_out() {
        let mut empty = entry("CHG-1", "empty");
        empty.to = empty.from;
        let mut turned = entry("CHG-2", "turned");
        turned.to = turned.from - TimeDelta::minutes(5);
        // Both ends are in the same second, and would be written alike.
        let mut short = entry("CHG-3", "short");
        short.to = short.from + TimeDelta::milliseconds(900);
        let mut ended = frozen("1");
        ended.to = ended.from;
        let all = [empty, turned, short, entry("CHG-4", "first"), entry("CHG-4", "second"), entry("freeze-9", "third")];
        let feed = feed("", &all, &[ended, frozen("9"), frozen("8"), frozen("8")]);
        assert_eq!(values(&feed, "SUMMARY"), ["first", "third", "Jahresabschluss"]);
        assert_eq!(values(&feed, "UID"), ["CHG-4@lotse", "freeze-9@lotse", "freeze-8@lotse"]);
        assert_lines(&super::feed("", &[], &[]));
    }

    #[test]
    fn what_is_empty_is_left_out_and_what_is_called_off_stays() {
        let mut bare = entry("CHG-5", "bare");
        (bare.about, bare.place, bare.kind) = (String::new(), " \t".to_owned(), "\u{7}".to_owned());
        bare.standing = Standing::Cancelled;
        let mut open = entry("CHG-6", "open");
        open.standing = Standing::Tentative;
        let feed = feed("", &[bare, open], &[]);
        assert_eq!(values(&feed, "STATUS"), ["CANCELLED", "TENTATIVE"]);
        for name in ["DESCRIPTION", "LOCATION", "CATEGORIES"] {
            assert_eq!(values(&feed, name).len(), 1, "{name}");
        }
    }

    #[test]
    fn a_title_cannot_end_its_line() {
        let title = "a\r\nEND:VEVENT\rb\u{85}c\u{2028}d\u{b}e\u{0}f\tg\u{1b}[0m\\n";
        let feed = feed(title, &[entry("CHG-1\r\nX:1", title)], &[]);
        assert_lines(&feed);
        assert_eq!(values(&feed, "SUMMARY"), ["a\nEND:VEVENT\nb\nc\nd\nef g[0m\\n"]);
        assert_eq!(values(&feed, "UID"), ["CHG-1\nX:1@lotse"]);
        assert_eq!(lines(&feed).iter().filter(|line| *line == "END:VEVENT").count(), 1);
    }

    #[test]
    fn long_titles_that_keep_other_writers_from_ending_are_folded() {
        let titles = ["ü".repeat(200), format!("{}{}", "ü".repeat(100), " a".repeat(100)), "\u{a0}".repeat(99)];
        for title in titles {
            let feed = feed("", &[entry("CHG-1", &title)], &[]);
            assert_lines(&feed);
            assert_eq!(values(&feed, "SUMMARY"), [title]);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_written(
            title in any::<String>(),
            hard in "[a-c üß€😀,;:\\\\\"\r\n\t\u{0}\u{7f}\u{85}\u{a0}\u{200f}\u{2028}\u{301}א]{0,300}",
        ) {
            let mut change = entry("CHG-1", &title);
            change.about = format!("{hard}.");
            change.kind = format!("{hard}.");
            let feed = feed(&format!("{hard}."), &[change], &[]);
            assert_lines(&feed);
            prop_assert_eq!(values(&feed, "SUMMARY"), [plain(&title)]);
            for name in ["DESCRIPTION", "CATEGORIES", "X-WR-CALNAME"] {
                prop_assert_eq!(values(&feed, name), [plain(&format!("{hard}."))]);
            }
            if !title.contains(|letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')) {
                prop_assert_eq!(plain(&title), title);
            }
        }
    }
}

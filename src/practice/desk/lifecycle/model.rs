//! How planning, waiting and thanking are read. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::command::{date, duration, fold};
use crate::ticket::PendingOn;

/// When something that is planned for a whole day begins on it.
const DAY_BEGINS: TimeDelta = TimeDelta::hours(8);

/// The time of `!plan`: `Fri 14:00`, `2d`, `tomorrow` (in the morning).
pub(super) fn read_plan(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    let text = without_first(text, &["for", "fuer"]);
    match duration::read_prefix(text).ok() {
        Some((duration::Span::Seconds(seconds), _)) => return now.checked_add_signed(TimeDelta::seconds(seconds)),
        Some((duration::Span::WorkingDays(days), _)) => {
            return crate::practice::desk::model::working_days_after(now, days, zone);
        }
        None => {}
    }
    match date::read_prefix(text, now, zone).ok()?.0 {
        date::When::Moment(moment) if moment.whole_day => moment.at.checked_add_signed(DAY_BEGINS),
        when => Some(when.start()),
    }
}

fn without_first<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let text = text.trim_start();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if words.contains(&fold(first).as_str()) { rest } else { text }
}

/// What `!wait` waits for, and what follows: `user 2d`, `vendor until tomorrow`, `2d`.
pub(super) fn read_reason(text: &str) -> (PendingOn, &str) {
    let text = without_first(text, &["on", "for", "auf"]).trim_start();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match fold(first).trim_matches([',', ':', '.']) {
        "user" | "requester" | "customer" | "nutzer" | "benutzer" | "anwender" | "melder" | "kunde" => {
            (PendingOn::User { reminded: false }, rest)
        }
        "vendor" | "supplier" | "thirdparty" | "third-party" | "dritte" | "dritten" | "lieferant" | "lieferanten"
        | "hersteller" => (PendingOn::Vendor, rest),
        "third" => (PendingOn::Vendor, without_first(rest, &["party"])),
        _ => (PendingOn::Time, text),
    }
}

/// Longer ones say more than thanks.
const LONGEST_THANKS: usize = 10;

/// Words that say by themselves that all is well.
const WELL: &[&str] = &[
    "danke",
    "dankeschoen",
    "dank",
    "merci",
    "thanks",
    "thank",
    "thankyou",
    "thx",
    "thy",
    "ty",
    "tnx",
    "cheers",
    "super",
    "prima",
    "passt",
    "perfekt",
    "perfect",
    "great",
    "toll",
    "klasse",
    "spitze",
    "top",
    "cool",
    "nice",
    "works",
    "working",
    "klappt",
    "funktioniert",
    "laeuft",
    "erledigt",
    "done",
    "solved",
    "geloest",
    "awesome",
    "excellent",
    "wunderbar",
    "hervorragend",
    "bestens",
    "genial",
    "ok",
    "okay",
    "oki",
];

/// Words that change nothing about it.
const AROUND: &[&str] = &[
    "you",
    "dir",
    "euch",
    "ihnen",
    "vielen",
    "besten",
    "herzlichen",
    "lieben",
    "schoenen",
    "tausend",
    "sehr",
    "so",
    "much",
    "very",
    "a",
    "lot",
    "many",
    "it",
    "its",
    "is",
    "s",
    "es",
    "das",
    "ist",
    "that",
    "now",
    "jetzt",
    "nun",
    "again",
    "nochmal",
    "nochmals",
    "wieder",
    "alles",
    "all",
    "good",
    "gut",
    "gute",
    "arbeit",
    "ja",
    "yes",
    "yep",
    "jo",
    "team",
    "everyone",
    "everybody",
    "alle",
    "allen",
    "fuer",
    "for",
    "die",
    "the",
    "your",
    "eure",
    "deine",
    "hilfe",
    "help",
    "schnelle",
    "quick",
    "and",
    "und",
    "geht",
];

/// Signs that say it.
const SIGNS: &str = "👍🙏👌😊🙂😀😄😁😃🥰❤♥💪🎉🥳👏🤝💯✅✔☑☺🫶⭐🌟🚀";

/// Whether a message is a word of thanks, or that all is well, and nothing else. In doubt it is not: what somebody has
/// to say must not be taken for a courtesy.
pub(super) fn is_thanks(text: &str) -> bool {
    if text.len() > 400 {
        return false;
    }
    let mut words: Vec<(String, bool)> = Vec::new();
    let mut word = String::new();
    let mut well = false;
    for sign in text.chars().chain([' ']) {
        if sign.is_alphanumeric() {
            word.push(sign);
            continue;
        }
        if !word.is_empty() {
            let is_name = word.chars().next().is_some_and(char::is_uppercase);
            words.push((fold(&word), is_name));
            word.clear();
        }
        let silent = matches!(sign, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
        if SIGNS.contains(sign) && !silent {
            well = true;
        } else if !(sign.is_whitespace() || silent || ".,!;:-–()*_~'’\"…@".contains(sign)) {
            return false;
        }
    }
    if words.len() > LONGEST_THANKS {
        return false;
    }
    let is = |list: &[&str], word: &str| list.contains(&word);
    let has = |word: &str| words.iter().any(|(known, _)| known == word);
    well |= words.iter().any(|(word, _)| is(WELL, word)) || (has("geht") && (has("wieder") || has("jetzt")));
    let strange: Vec<usize> = (0..words.len())
        .filter(|at| words.get(*at).is_some_and(|(word, _)| !is(WELL, word) && !is(AROUND, word)))
        .collect();
    match strange.as_slice() {
        [] => well,
        // „Danke Bernd!“
        [at] => {
            let last = words.len() - 1;
            let thanked = words.iter().take(*at).any(|(word, _)| word.starts_with("thank") || word.starts_with("dank"));
            well && *at == last && *at <= 5 && thanked && words.get(*at).is_some_and(|(_, is_name)| *is_name)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thanks_are_recognised_in_both_languages() {
        for text in [
            "Danke!",
            "danke dir :-)",
            "Vielen Dank, Bernd!",
            "Danke, geht wieder",
            "Super, passt",
            "👍",
            "👍🏽 ❤️",
            "Geht jetzt wieder",
            "Perfekt, vielen lieben Dank für die schnelle Hilfe!",
            "Thanks a lot",
            "thx",
            "Thank you so much Carla",
            "It works now, thanks!",
            "OK",
            "Läuft 🎉",
            "Great, all good",
            "Thanks again!",
            "Nochmals vielen Dank",
            "Thanks again!",
            "Nochmals vielen Dank",
        ] {
            assert!(is_thanks(text), "{text}");
        }
    }

    #[test]
    fn what_says_more_is_no_thanks() {
        for text in [
            "",
            "  ",
            "geht immer noch nicht",
            "Danke, aber es geht nicht",
            "Danke, Drucker kaputt",
            "danke geht nicht",
            "wieder",
            "wieder kaputt",
            "Thanks, still broken",
            "thanks?",
            "Does not work",
            "no",
            "Danke 123",
            "Danke Problem ist wieder da",
            "Passt das so?",
            "It works now on my laptop, but the tablet shows the same error as before",
            "👎",
            "😡",
        ] {
            assert!(!is_thanks(text), "{text}");
        }
        assert!(!is_thanks(&"danke ".repeat(10_000)));
    }

    #[test]
    fn what_is_waited_for_comes_first() {
        const USER: PendingOn = PendingOn::User { reminded: false };
        for (text, on, rest) in [
            ("2d", PendingOn::Time, "2d"),
            ("user 2d", USER, "2d"),
            ("Nutzer", USER, ""),
            ("auf nutzer bis morgen", USER, "bis morgen"),
            ("vendor until Fri", PendingOn::Vendor, "until Fri"),
            ("for third party 3d", PendingOn::Vendor, "3d"),
            ("Dritte 3d", PendingOn::Vendor, "3d"),
            ("until tomorrow", PendingOn::Time, "until tomorrow"),
            ("", PendingOn::Time, ""),
        ] {
            assert_eq!(read_reason(text), (on, rest), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_can_break_it(text in any::<String>()) {
            is_thanks(&text);
            read_reason(&text);
        }
    }
}

//! How much two tickets are alike, by the words of their titles. Pure; shared by all practices that compare tickets.

use std::borrow::Cow;
use std::collections::HashSet;

use once_cell::sync::Lazy;
use strsim::damerau_levenshtein;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::command::fold;

/// Characters of a word that are looked at.
const LONGEST: usize = 40;

/// Characters of a text that are looked at.
const MUCH: usize = 60_000;

/// Words that stand in every sentence, folded.
const COMMON: &str = " der die das den dem des ein eine einen einem einer eines und oder aber ist sind war wird wurde \
    werden bin hat haben habe hatte im in am an auf aus bei beim mit nach von vom zu zum zur fuer ueber unter vor durch \
    um als wie was wer wo wenn dass daran es er sie wir ihr ich du mir mich dich uns euch mein meine meinem meinen unser \
    unsere sich nicht kein keine keinen mehr noch nur auch schon seit heute bitte immer wieder sehr kann koennen man hier \
    da dann doch ja nein hallo danke gar ganz \
    the a an and or but is are was were be been has have had in on at to of for from with by as it its this that these \
    those i you he she we they my your our me us not no does do did can could will would please again still very just \
    there here when what who how if so since today hello hi thanks any ";

/// Words that many tickets have, whatever they are about, folded.
const GENERAL: &str = " geht gehen funktioniert funktionieren startet starten laeuft kaputt defekt problem probleme \
    fehler stoerung hilfe brauche benoetige neu neue neuer neues neuen alle alles langsam weg tot meldung fehlermeldung \
    works work working broken error problem problems issue help need needs new slow down dead start starts starting \
    doesn won isn t s don cannot nothing stopped crashes stuerzt ab bricht haengt hangs ";

/// The words of both lists, as they are looked up for a thousand titles at a time.
static IN_COMMON: Lazy<HashSet<&str>> = Lazy::new(|| COMMON.split_whitespace().collect());
static IN_GENERAL: Lazy<HashSet<&str>> = Lazy::new(|| GENERAL.split_whitespace().collect());

/// Whether a folded word stands in every sentence.
pub(super) fn is_common(word: &str) -> bool {
    IN_COMMON.contains(word)
}

/// The words of a text, folded and plain.
pub(super) fn split(text: &str) -> Vec<(String, String)> {
    words(&compatible(text)).map(|(folded, word)| (folded, word.to_lowercase())).collect()
}

/// The beginning of a text with its compatibility forms resolved (NFKC). Most texts have none, and to look is much
/// cheaper than to write them anew.
fn compatible(text: &str) -> Cow<'_, str> {
    let is_short = text.len() <= MUCH;
    match is_short && is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfkc().take(MUCH).collect()),
    }
}

/// Each word of such a text, and before it its folded beginning.
fn words(text: &str) -> impl Iterator<Item = (String, &str)> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}'))
        .map(|word| {
            let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
            (fold(word.get(..end).unwrap_or(word)), word)
        })
        .filter(|(folded, _)| !folded.is_empty() && folded.chars().all(char::is_alphanumeric))
}

/// From this on a new ticket resembles another one; set by the examples in the tests below.
pub(super) const ALIKE: f64 = 0.6;

/// How much two titles are alike, 0 to 1: the share of their words that the other one has too, or nearly. Words that many
/// tickets have count less; of two that name different numbers (rooms, floors, devices) less as well.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    likeness_of(&telling(one), &telling(other))
}

/// Likewise of what [`telling`] leaves of two titles, for those who compare one with many.
pub(super) fn likeness_of(one: &[String], other: &[String]) -> f64 {
    let best = |word: &String, among: &[String]| among.iter().map(|each| near(word, each)).fold(0.0, f64::max);
    // Of general words alone nothing follows.
    if !one.iter().any(|word| is_specific(word) && best(word, other) > 0.0) {
        return 0.0;
    }
    let weight = |words: &[String]| words.iter().map(|word| weight(word)).sum::<f64>();
    let total = weight(one) + weight(other);
    let matched =
        |from: &[String], among: &[String]| from.iter().map(|word| self::weight(word) * best(word, among)).sum::<f64>();
    let score = (matched(one, other) + matched(other, one)) / total;
    let numbers = |words: &[String]| {
        words.iter().filter(|word| word.chars().any(|c| c.is_ascii_digit())).cloned().collect::<Vec<_>>()
    };
    let (of_one, of_other) = (numbers(one), numbers(other));
    let differ = !of_one.is_empty() && !of_other.is_empty() && !of_one.iter().any(|number| of_other.contains(number));
    if differ { score * 0.6 } else { score }
}

/// The words of a title that tell something, each once.
pub(super) fn telling(title: &str) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for (word, _) in words(&compatible(title)) {
        if !is_common(&word) && !told.contains(&word) && told.len() < 40 {
            told.push(word);
        }
    }
    told
}

/// Whether a folded word tells what something is about.
pub(super) fn is_specific(word: &str) -> bool {
    !IN_GENERAL.contains(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// How much a folded word counts.
pub(super) fn weight(word: &str) -> f64 {
    if IN_GENERAL.contains(word) { 0.3 } else { 1.0 }
}

/// How much two words are alike: the same, of one stem, misspelled, or one part of the other.
pub(super) fn near(one: &str, other: &str) -> f64 {
    if one == other {
        return 1.0;
    }
    // By letters, not by bytes: a short word in another alphabet has more of these than a longer one in ours.
    let (letters, others) = (one.chars().count(), other.chars().count());
    let (short, long) = if letters <= others { (one, other) } else { (other, one) };
    let (few, many) = (letters.min(others), letters.max(others));
    let same = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    if few < 4 || one.chars().chain(other.chars()).any(|c| c.is_ascii_digit()) {
        return 0.0;
    }
    // As many letters as one is longer must be exchanged at least.
    let is_slip = || many - few <= many / 5 && damerau_levenshtein(short, long) <= many / 5;
    if same >= 4 && same * 10 >= many * 7 || is_slip() {
        return 0.9;
    }
    if few >= 5 && long.contains(short) { 0.7 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Titles of an open ticket and of a new one, and whether they are about the same trouble.
    const LABELLED: &[(&str, &str, bool)] = &[
        ("Drucker im 3. Stock druckt nicht", "Drucker 3. Stock druckt nicht mehr", true),
        ("Drucker im 3. Stock druckt nicht", "Der Drucker im 3. Stock ist kaputt", true),
        ("Drucker im 3. Stock druckt nicht", "Druker im 3. Stock geht nicht", true),
        ("VPN geht nicht", "VPN funktioniert nicht", true),
        ("VPN bricht ständig ab", "VPN-Verbindung bricht ab", true),
        ("WLAN im Keller ist weg", "Kein WLAN im Keller", true),
        ("Outlook startet nicht", "Outlook lässt sich nicht starten", true),
        ("Exchange-Server nicht erreichbar", "Exchange nicht erreichbar", true),
        ("Intranet ist langsam", "Das Intranet ist heute sehr langsam", true),
        ("SAP Anmeldung schlägt fehl", "Anmeldung an SAP schlägt fehl", true),
        ("Netzlaufwerk H: fehlt", "Netzlaufwerk fehlt", true),
        ("Telefonanlage ist tot", "Telefonanlage ausgefallen", true),
        ("Printer on floor 3 is offline", "Printer floor 3 offline", true),
        ("VPN does not connect", "VPN won't connect", true),
        ("Wifi down in building B", "No wifi in building B", true),
        ("Outlook crashes at start", "Outlook crashes when starting", true),
        ("Cannot log in to Jira", "Jira login does not work", true),
        ("Internet is slow", "The internet is very slow today", true),
        ("Shared drive missing", "Shared drive is missing", true),
        ("Teams calls have no sound", "No sound in Teams calls", true),
        ("Drucker im 3. Stock druckt nicht", "Drucker im 5. Stock druckt nicht", false),
        ("Drucker im 3. Stock druckt nicht", "Neuer Toner für den Drucker", false),
        ("Drucker druckt nicht", "Outlook druckt keine Termine", false),
        ("VPN geht nicht", "Outlook geht nicht", false),
        ("Passwort vergessen", "Passwort für Anna zurücksetzen", false),
        ("Neuer Laptop für Anna", "Neuer Monitor für Bernd", false),
        ("Neuer Laptop für Anna Schmidt", "Neuer Laptop für Bernd Meier", false),
        ("Bildschirm flackert", "Bildschirm bleibt schwarz", false),
        ("Beamer in Raum 12 defekt", "Beamer in Raum 14 defekt", false),
        ("WLAN im Keller ist weg", "WLAN-Kennwort für Gäste", false),
        ("Tastatur kaputt", "Maus kaputt", false),
        ("Hilfe", "Hilfe bitte", false),
        ("Es geht nicht", "Geht nicht", false),
        ("Brauche Zugriff auf Laufwerk Vertrieb", "Brauche Zugriff auf Laufwerk Einkauf", false),
        ("Printer on floor 3 is offline", "Printer on floor 4 is offline", false),
        ("Outlook crashes at start", "Outlook calendar shared with me", false),
        ("New laptop for Emma", "New phone for Emma", false),
        ("Access to the sales share", "Access to the HR share", false),
        ("Password reset", "Password policy question", false),
        ("Please install Photoshop", "Please install AutoCAD", false),
        ("Error 500 in Jira", "Error 403 in Confluence", false),
        ("It does not work", "Does not work", false),
    ];

    #[test]
    fn the_threshold_keeps_what_is_alike_and_little_else() {
        let (mut right, mut wrong, mut missed) = (0, 0, 0);
        for (one, other, same) in LABELLED {
            let score = likeness(one, other);
            assert!(
                (score - likeness(other, one)).abs() < 1e-9,
                "{one} | {other}: one way is not as alike as the other"
            );
            match (score >= ALIKE, *same) {
                (true, true) => right += 1,
                (true, false) => {
                    wrong += 1;
                    println!("wrong  {score:.2} {one} | {other}");
                }
                (false, true) => {
                    missed += 1;
                    println!("missed {score:.2} {one} | {other}");
                }
                (false, false) => {}
            }
        }
        let precision = f64::from(right) / f64::from(right + wrong);
        let recall = f64::from(right) / f64::from(right + missed);
        println!("{} pairs: precision {precision:.2}, recall {recall:.2}", LABELLED.len());
        // Silence is better than noise.
        assert!(precision >= 0.9, "precision {precision:.2}");
        assert!(recall >= 0.75, "recall {recall:.2}");
    }

    #[test]
    fn letters_count_and_not_bytes() {
        for (one, other) in [("café", "before"), ("ärger", "العالم"), ("телефон", "terminals"), ("日本語", "server")]
        {
            assert!((0.0..=1.0).contains(&near(one, other)), "{one} {other}");
            assert!((near(one, other) - near(other, one)).abs() < f64::EPSILON, "{one} {other}");
        }
    }
}

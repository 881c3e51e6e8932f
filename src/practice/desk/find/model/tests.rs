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
        assert!((score - likeness(other, one)).abs() < 1e-9, "{one} | {other}: one way is not as alike as the other");
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

fn words(text: &str) -> Vec<String> {
    terms(text).into_iter().map(|term| term.words.join("+")).collect()
}

#[test]
fn what_is_asked_for_is_words_and_phrases() {
    assert_eq!(words("Der Drucker im Büro ist kaputt!"), ["drucker", "buero", "kaputt"]);
    assert_eq!(words("„kein Papier“ Drucker"), ["kein+papier", "drucker"]);
    assert_eq!(words("\"der Drucker\""), ["der+drucker"]);
    assert_eq!(words("an aus"), ["an", "aus"]);
    assert_eq!(words("19\" monitor"), ["19", "monitor"]);
    assert_eq!(words("'; drop table ticket; -- & | ! <-> :*"), ["drop", "table", "ticket"]);
    assert_eq!(words("😀 !!! …"), Vec::<String>::new());
    assert_eq!(words(&"wort ".repeat(20_000)), ["wort"]);
    assert_eq!(words("a1 b2 c3 d4 e5 f6 g7 h8 i9 j10").len(), TERMS);
}

#[test]
fn a_query_says_how_words_are_found() {
    let one = |text: &str| terms(text).remove(0);
    let others = ["druckr".to_owned()];
    let stems = "'druck' | 'drucker'";
    assert_eq!(query_of(&one("Drucker"), stems, &others, None), "('drucker':* | 'druck' | 'druckr')");
    let begun = Some(["drucker", "druckerei"].as_slice());
    assert_eq!(query_of(&one("Drucker"), stems, &others, begun), "('drucker' | 'druckerei' | 'druck' | 'druckr')");
    assert_eq!(query_of(&one("ab"), "", &[], None), "('ab')");
    assert_eq!(query_of(&one("\"kein Papier\""), "", &[], None), "('kein' <-> 'papier')");
}

#[test]
fn slips_of_the_finger_and_longer_words_are_found() {
    let like = ["drucker", "druckerei", "netzwerkdrucker", "drohne", "ticket"].map(str::to_owned);
    assert_eq!(others("drukcer", false, &like), ["drucker"]);
    assert_eq!(others("drucker", true, &like), ["druckerei", "netzwerkdrucker"]);
    assert_eq!(others("tikcet", false, &like), ["ticket"]);
    assert_eq!(others("xyzzy", false, &like), Vec::<String>::new());
    assert_eq!(others("abc", false, &["abd".to_owned()]), Vec::<String>::new());
}

#[test]
fn an_excerpt_shows_what_was_looked_for() {
    let text = "eins zwei drei vier fünf sechs sieben acht der Drucker blinkt rot";
    assert_eq!(excerpt(text, &["drucker".to_owned()]), "… vier fünf sechs sieben acht der Drucker blinkt rot");
    assert_eq!(excerpt("kurz", &["drucker".to_owned()]), "kurz");
    let long = excerpt(&"ü".repeat(60_000), &["x".to_owned()]);
    assert!(long.chars().count() <= EXCERPT + 1);
}

#[test]
fn a_number_at_the_end_is_a_page_and_keys_are_seen() {
    assert_eq!(paged(" 3 "), ("", Some(3)));
    assert_eq!(paged("x 3"), ("x", Some(3)));
    assert_eq!(paged("x"), ("x", None));
    assert_eq!(stray_key("foo:bar"), Some("foo"));
    assert_eq!(stray_key("https://x.org 12:30 x"), None);
}

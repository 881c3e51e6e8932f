use super::*;

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

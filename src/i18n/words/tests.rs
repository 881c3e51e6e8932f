use chrono::{TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Berlin;
use proptest::prelude::*;

use super::*;
use Language::{De, En};

const EN: &str = r#"
greeting = Hello **{ $name }**!
tickets = { $count ->
    [0] No tickets
    [one] One ticket
   *[other] { $count } tickets
}
state = { $state ->
    [open] still open
   *[closed] closed
}
card = __{ $id }__ · { $title }
    _{ state }_ · due { $due }
    - type `!help { $topic }`
    - read [the manual](https://example.org/{ $topic })

    That is all.
refused = Not done: { $why }
-bot = Lotse
about = { -bot } is \*free\*, Melder*in und 2 * 3 * 4, a_b_c
waited = waited { $time }
"#;

const DE: &str = r#"
greeting = Hallo **{ $name }**!
tickets = { $count ->
    [0] Keine Tickets
    [one] Ein Ticket
   *[other] { $count } Tickets
}
"#;

fn words() -> Words {
    Words::new(&[(En, EN), (De, DE)]).unwrap()
}

fn plain(phrase: &Phrase) -> String {
    words().plain(En, phrase)
}

#[test]
fn what_people_write_is_never_formatting() {
    let phrase = Phrase::new("greeting").text("name", "**Anna** `x` [a](https://b)\n- c { $name } \u{e000}\u{e001}");
    let name = Node::text("**Anna** `x` [a](https://b)\n- c { $name } \u{e000}\u{e001}");
    assert_eq!(words().say(En, &phrase), Markup::from("Hello ").with(Node::bold(Markup::from(name))).with("!"));
}

#[test]
fn numbers_choose_the_plural_and_are_not_grouped() {
    let tickets = |language, count| words().plain(language, &Phrase::new("tickets").number("count", count));
    assert_eq!(tickets(En, 0), "No tickets");
    assert_eq!(tickets(En, 1), "One ticket");
    assert_eq!(tickets(En, 12345), "12345 tickets");
    assert_eq!(tickets(De, 1), "Ein Ticket");
    assert_eq!(tickets(De, -2), "-2 Tickets");
}

#[test]
fn translations_are_formatted() {
    let now = Utc.with_ymd_and_hms(2026, 1, 12, 9, 0, 0).unwrap();
    let card = Phrase::new("card")
        .text("id", "T-7")
        .node("title", Node::strike("VPN"))
        .choice("state", "open")
        .date_time("due", now, Berlin, now)
        .text("topic", "a b");
    assert_eq!(
        words().say(En, &card),
        Markup::from(Node::bold("T-7"))
            .with(" · ")
            .with(Node::strike("VPN"))
            .line(Node::italic("still open"))
            .with(" · due today 10:00")
            .with(Node::list([
                Markup::from("type ").with(Node::code("!help a b")),
                Markup::from("read ").with(Node::link("https://example.org/a b", "the manual")),
            ]))
            .line("That is all.")
    );
    assert_eq!(plain(&Phrase::new("about")), "Lotse is *free*, Melder*in und 2 * 3 * 4, a_b_c");
    let waited = Phrase::new("waited").duration("time", TimeDelta::minutes(125));
    assert_eq!(plain(&waited), "waited 2 h 5 min");
}

#[test]
fn a_phrase_can_hold_another() {
    let inner = Phrase::new("greeting").text("name", "Anna");
    let said = words().say(De, &Phrase::new("refused").phrase("why", inner.clone()));
    assert_eq!(said, Markup::from("Not done: Hello ").with(Node::bold("Anna")).with("!"));
    assert_eq!(words().plain(De, &inner), "Hallo Anna!");
}

#[test]
fn a_message_can_be_included_by_several_and_said_alone() {
    let words = Words::new(&[(
        En,
        "# One message in many.\nrole =\n    { -bot }'s\n    engineer\n\n## Others\n\none = { role } one\ntwo = { role } two\n-bot = Lotse",
    )])
    .unwrap();
    let plain = |key| words.plain(En, &Phrase::new(key)).replace('\n', " ");
    assert_eq!(
        ["one", "two", "role", "-bot"].map(plain),
        ["Lotse's engineer one", "Lotse's engineer two", "Lotse's engineer", "⟦-bot⟧"]
    );
    assert_eq!(words.keys(En).collect::<Vec<_>>(), ["one", "role", "two"]);
}

#[test]
fn missing_words_are_shown_as_what_is_missing() {
    assert_eq!(plain(&Phrase::new("nothing-like-this")), "⟦nothing-like-this⟧");
    assert_eq!(plain(&Phrase::new("greeting")), "Hello {$name}!");
}

#[test]
fn mistakes_in_translations_are_named() {
    let mistakes = |source| Words::new(&[(De, source)]).unwrap_err().to_string();
    assert_eq!(mistakes("a = x\nb = { $y\nc = z"), "de: line 3 (`c = z`): Expected a token starting with \"}\"");
    assert_eq!(mistakes("a = x\na = y"), "de: a is defined twice");
    assert_eq!(mistakes("a = x\nb = \u{e000}"), "de: line 2: private characters are reserved");
}

#[test]
fn languages_are_compared() {
    let words = Words::new(&[
        (En, "a = { $x }\nb = { c }\nc = { $y }\nd = { -gone }"),
        (De, "a = { $z ->\n    [one] { $x }\n   *[other] x\n}\nb = b { NUMBER($y) }\nc = c\nd = d"),
    ])
    .unwrap();
    assert_eq!(
        words.compare(),
        [
            "en: a lacks $z",
            "de: b: Resolver error: Unknown function: NUMBER()",
            "de: c lacks $y",
            "en: d: Resolver error: Unknown term: -gone",
        ]
    );
    let one = Words::new(&[(En, "a = a")]).unwrap();
    assert_eq!(one.compare(), ["de: a is missing"]);
    assert_eq!(one.keys(En).collect::<Vec<_>>(), ["a"]);
}

proptest! {
    #[test]
    fn any_words_come_through_as_they_are(name in any::<String>()) {
        let said = words().say(De, &Phrase::new("greeting").text("name", name.clone()));
        let Some(Node::Bold(inner)) = said.0.get(1) else { panic!("{said:?}") };
        let text: String = inner.iter().map(|node| match node {
            Node::Text(text) => text.as_str(),
            other => panic!("{other:?}"),
        }).collect();
        prop_assert_eq!(text, name);
    }

    #[test]
    fn any_translation_is_read_without_panic(sentence in "[*_`\\[\\]()\\\\ a\\-\n\u{e000}\u{e001}ü]{0,40}") {
        formatting::read(&sentence, &[vec![Node::text("x")]]);
    }
}

//! What is a command, and what is none.

use super::*;
use proptest::prelude::*;

fn grammar() -> Grammar {
    Grammar::new("!", "@lotse:example.org", Some("Lotse vom Dienst"))
}

fn word_and_text(text: &str) -> Option<(String, String)> {
    read(text, &grammar()).map(|command| (command.word, command.rest.text().to_owned()))
}

#[test]
fn a_command_is_recognised_however_it_is_addressed() {
    for text in [
        "!ticket Printer",
        "! ticket Printer",
        "！ticket Printer",
        "!Ticket: Printer",
        "!TICKET\tPrinter",
        "!ticket:Printer",
        "/ticket Printer",
        "  !ticket Printer  ",
        "\u{feff}\u{200f}!ticket Printer",
        "!ticket\nPrinter",
        "@lotse:example.org ticket Printer",
        "@lotse:example.org: ticket Printer",
        "@lotse ticket Printer",
        "@Lotse, ticket Printer",
        "lotse: ticket Printer",
        "LOTSE, !ticket Printer",
        "Lotse vom Dienst: ticket Printer",
        "@Lotse vom Dienst ticket Printer",
        "> <@anna:x> old\n> text\n\n!ticket Printer",
        "@lotse\nticket Printer",
    ] {
        assert_eq!(word_and_text(text), Some(("ticket".into(), "Printer".into())), "{text}");
    }
    assert_eq!(word_and_text("!STÖRUNG!").map(|c| c.0), Some("stoerung".into()));
    assert_eq!(word_and_text("!help?").map(|c| c.0), Some("help".into()));
    assert_eq!(word_and_text("!#1042").map(|c| c.0), Some("#1042".into()));
}

#[test]
fn what_only_looks_like_a_command_is_none() {
    for text in [
        "",
        " ",
        "!",
        "! ",
        "!!!",
        "!=",
        "!?",
        "![picture](x.png)",
        "!🎫",
        "🎫",
        "---",
        "***",
        "/usr/bin",
        "/",
        "//",
        "/ ticket",
        "/etc/passwd is wrong",
        "/help.txt",
        "hello !ticket",
        "`!ticket`",
        "```\n!ticket\n```",
        "> !ticket",
        "> a\nb\n!ticket",
        "lotse ticket",
        "lotsen: ticket",
        "@lotse:other.org ticket",
        "@lotsen ticket",
        "!abcDEF:example.org",
        "!abc:example.org:8448 is the room",
        "@lotse 👍",
        "!https://example.org",
        "!abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
    ] {
        assert_eq!(word_and_text(text), None, "{text}");
    }
}

#[test]
fn a_bare_mention_is_a_command_without_words() {
    for text in ["@lotse", "@lotse:example.org: ", "@lotse ?", "lotse:"] {
        assert_eq!(word_and_text(text), Some((String::new(), String::new())), "{text}");
    }
}

#[test]
fn the_prefix_can_be_chosen() {
    for (prefix, text, word) in [
        (".", ".ticket x", Some("ticket")),
        (".", "...", None),
        (".", "!ticket x", None),
        ("it", "IT ticket x", Some("ticket")),
        ("it", "items missing", None),
        ("/", "/ticket x", Some("ticket")),
        ("/", "/usr/bin", None),
        ("", "!ticket", None),
        ("", "@lotse ticket", Some("ticket")),
    ] {
        let grammar = Grammar::new(prefix, "@lotse:example.org", None);
        assert_eq!(read(text, &grammar).map(|command| command.word).as_deref(), word, "{prefix} {text}");
    }
}

#[test]
fn words_are_taken_one_by_one_on_the_first_line() {
    let mut rest = read("!lotse Sprache, DE bitte\nmorgen", &grammar()).unwrap().rest;
    assert_eq!(rest.words().collect::<Vec<_>>(), ["sprache", "de", "bitte"]);
    assert_eq!((rest.peek(), rest.take_word()), (Some("sprache".into()), Some("sprache".into())));
    assert_eq!((rest.take_word(), rest.text()), (Some("de".into()), "bitte\nmorgen"));
    rest.take_word();
    assert_eq!((rest.take_word(), rest.is_empty()), (None, false));
}

proptest! {
    #[test]
    fn no_text_can_break_it(text in any::<String>(), start in "(!|/|@lotse:?|> |```)? ?") {
        let text = format!("{start}{text}");
        if let Some(command) = read(&text, &grammar()) {
            prop_assert!(command.rest.words().count() <= text.len());
        }
    }
}

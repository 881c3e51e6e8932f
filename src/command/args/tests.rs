//! Whole commands, as people write them.

use proptest::prelude::*;

use super::*;
use crate::command::{Grammar, date, duration, priority, read, sign, suggest};

const TICKET: Accepts = Accepts {
    ids: false,
    on_behalf: true,
    keys: &[
        KeyName::word("prio", &["priority", "priorität", "p"]),
        KeyName::word("category", &["kategorie"]),
        KeyName::word("link", &[]),
    ],
};

const CHANGE: Accepts = Accepts {
    ids: true,
    on_behalf: false,
    keys: &[
        KeyName::word("type", &["art"]),
        KeyName::time("window", &["fenster"]),
        KeyName::word("service", &["dienst"]),
        KeyName::text("rollback", &["rückfall"]),
    ],
};

fn args(text: &str, accepts: &Accepts) -> Args {
    read(text, &Grammar::new("!", "@lotse:example.org", None)).expect("a command").rest.args(accepts)
}

fn ticket(text: &str) -> Args {
    args(&format!("!ticket {text}"), &TICKET)
}

#[test]
fn a_ticket_needs_no_quotes() {
    let read = ticket("Drucker im 3. Stock druckt nicht prio:hoch\n\nSeit heute früh.\n  - Toner voll\n\n");
    assert_eq!(read.title, "Drucker im 3. Stock druckt nicht");
    assert_eq!(read.description, "Seit heute früh.\n  - Toner voll");
    assert_eq!(read.text, "Drucker im 3. Stock druckt nicht\n\nSeit heute früh.\n  - Toner voll");
    assert_eq!(read.key("prio"), Some("hoch"));
}

#[test]
fn a_key_is_found_in_every_way_of_writing_it() {
    for key in [
        "prio:high",
        "Prio:high",
        "PRIORITÄT:high",
        "prioritaet:high",
        "priority: high",
        "prio：high",
        "prio=high",
        "prio:\"high\"",
        "prio:“high”",
        "prio:„high“",
        "prio:„high”",
        "prio:»high«",
        "prio:«high»",
        "prio:'high'",
        "prio:‚high‘",
        "--prio high",
        "—prio high",
        "–prio=high",
        "--prio=high",
        "--prio: high",
        "prio:high,",
        "p:high",
    ] {
        for text in [
            format!("{key} Printer offline"),
            format!("Printer {key} offline"),
            format!("Printer offline {key}"),
            format!("Printer offline\n{key}"),
        ] {
            let read = ticket(&text);
            assert_eq!(
                (read.title.as_str(), read.description.as_str(), read.key("prio")),
                ("Printer offline", "", Some("high")),
                "{text}"
            );
            assert_eq!(read.keys.first().map(|key| key.original.as_str()), Some(key), "{text}");
        }
    }
}

#[test]
fn what_only_looks_like_a_key_is_text() {
    for text in [
        "http://x",
        "10:30",
        "Fehler: geht nicht",
        "C:\\temp",
        "link://x",
        "prio",
        "prio:",
        "x prio: ",
        "- prio",
        "prio = high",
        "unknown:high",
        "`prio:high`",
        "a `b prio:high c` d",
        "xprio:high",
        "prio: link: ",
        "--verbose mode",
        "`` prio:high ` ``",
    ] {
        let read = ticket(text);
        assert_eq!((read.title.as_str(), read.keys.len()), (text.trim(), 0), "{text}");
    }
}

#[test]
fn code_and_quotations_keep_their_keys() {
    let text = "Log\n```\nprio:high\n```\n> prio:low\nend category:vpn";
    let read = ticket(text);
    assert_eq!(read.title, "Log");
    assert_eq!(read.description, "```\nprio:high\n```\n> prio:low\nend");
    assert_eq!((read.keys.len(), read.key("category")), (1, Some("vpn")));
    let read = ticket("```\nstack trace\n```");
    assert_eq!((read.title.as_str(), read.description.as_str()), ("", "```\nstack trace\n```"));
}

#[test]
fn the_last_of_two_keys_wins_and_the_other_is_reported() {
    let read = ticket("prio:low VPN prio:2 Priorität:1");
    assert_eq!((read.title.as_str(), read.key("prio"), read.keys.len()), ("VPN", Some("1"), 1));
    assert_eq!(read.overruled.iter().map(|key| key.original.as_str()).collect::<Vec<_>>(), ["prio:low", "prio:2"]);
}

#[test]
fn somebody_else_can_be_the_requester() {
    let anna = Some(PersonRef::Name("anna".into()));
    for text in ["for @anna VPN fails", "für @anna VPN fails", "Fuer @anna: VPN fails", "prio:1 for @anna, VPN fails"]
    {
        let read = ticket(text);
        assert_eq!((read.on_behalf, read.title.as_str()), (anna.clone(), "VPN fails"), "{text}");
    }
    let read = ticket("for @anna:example.org: VPN fails");
    assert_eq!(read.on_behalf, Some(PersonRef::Account("@anna:example.org".into())));
    assert_eq!(ticket("for printer 3 toner").title, "for printer 3 toner");
    assert_eq!(ticket("VPN for @anna fails").on_behalf, None);
}

#[test]
fn values_of_several_words_end_where_they_end() {
    let read = args("!change Switch firmware type:normal window:Fri 22:00-23:30 service:lan", &CHANGE);
    assert_eq!(read.title, "Switch firmware");
    assert_eq!(
        (read.key("type"), read.key("window"), read.key("service")),
        (Some("normal"), Some("Fri 22:00-23:30"), Some("lan"))
    );
    let read = args("!change window:Fr 18-Mo 8 rollback: altes Image einspielen, Port zu art:normal", &CHANGE);
    assert_eq!(
        (read.key("window"), read.key("rollback"), read.key("type")),
        (Some("Fr 18-Mo 8"), Some("altes Image einspielen, Port zu"), Some("normal"))
    );
    let read = args("!change Switch window:\"Sat 22:00-23:30\" fenster:2 Stunden danach", &CHANGE);
    assert_eq!((read.title.as_str(), read.key("window")), ("Switch danach", Some("2 Stunden")));
    assert_eq!(args("!change window:\"bald Switch", &CHANGE).key("window"), Some("bald"));
    assert_eq!(args("!change window:bald Switch", &CHANGE).key("window"), Some("bald"));
}

#[test]
fn ids_come_first() {
    let read = args("!change T-5 T-7 service:lan fertig", &CHANGE);
    assert_eq!((read.ids, read.title.as_str()), (vec![TicketId(5), TicketId(7)], "fertig"));
    assert_eq!(ticket("T480 defekt").title, "T480 defekt");
}

#[test]
fn the_longest_messages_are_read_whole() {
    let parts = [
        "prio:\"",
        "prio:„",
        "prio:'a'b ",
        "`",
        "``` ",
        "> \n",
        "a ",
        "\u{200b}",
        "prio: ",
        "--prio ",
        "window:Fri ",
        "rollback:a ",
        "T-5 ",
        "@",
        "for ",
        "ä\u{308}",
        "`a``b```",
        "1h",
        "12.",
        "x\n",
        "prio:x ",
        "!",
        "／",
        ":",
        "‘",
        "Fri, ",
        "am ",
        "next ",
        "eine ",
        "half an ",
        "1h ",
        "1.",
    ];
    let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    for part in parts {
        let long = part.repeat(60_000 / part.chars().count());
        for (accepts, start) in [(&TICKET, "!ticket Printer\n"), (&CHANGE, "!change Printer\nwindow:")] {
            assert_eq!(args(&format!("{start}{long}"), accepts).title, "Printer", "{part}");
        }
        let command = read(&long, &Grammar::new("!", "@lotse:example.org", None));
        assert!(command.is_none(), "{part}");
        let _ = (date::read(&long, now, chrono_tz::UTC), duration::read(&long), priority::read(&long));
        let _ = (PersonRef::read(&long), sign::normal(&long), suggest(&long, &["ticket"], 3));
    }
}

proptest! {
    #[test]
    fn a_text_without_keys_comes_back(title in "[a-zäöüß0-9 .,!?]{0,40}", lines in prop::collection::vec("[a-zA-Z ]{0,20}", 0..5)) {
        let text = format!("{title}\n{}", lines.join("\n"));
        let read = ticket(&text);
        let expected = text.trim();
        let (first, rest) = expected.split_once('\n').unwrap_or((expected, ""));
        prop_assume!(!first.starts_with("for "));
        prop_assert_eq!(&read.title, first.trim());
        prop_assert_eq!(read.description.trim(), rest.trim());
        prop_assert_eq!(&read.text, expected);
    }

    #[test]
    fn keys_are_found_wherever_they_stand(words in prop::collection::vec("[a-zäöü]{1,8}", 0..8), at in 0_usize..9, value in "[a-z0-9]{1,8}", newline in any::<bool>()) {
        let mut all = words.clone();
        let at = at.min(all.len());
        all.insert(at, format!("prio:{value}"));
        let read = ticket(&all.join(if newline { "\n" } else { " " }));
        prop_assert_eq!(read.key("prio"), Some(value.as_str()));
        let left = format!("{} {}", read.title, read.description);
        prop_assert_eq!(left.split_whitespace().collect::<Vec<_>>(), words);
    }

    #[test]
    fn no_text_can_break_it(text in "(prio|window|rollback|[:：=\"„“'`>\n—-]|```|Fri|22:00|T-5|for|@anna| |\\PC|[\u{0}-\u{ff}]){0,30}") {
        for accepts in [&TICKET, &CHANGE] {
            let read = args(&format!("!ticket {text}"), accepts);
            prop_assert!(read.text.len() <= text.len());
            prop_assert!(read.title.len() + read.description.len() <= read.text.len());
        }
    }
}

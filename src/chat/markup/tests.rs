use proptest::prelude::*;

use super::*;

fn card() -> Markup {
    Markup::from(Node::bold("T-7"))
        .with(" · VPN <geht> nicht & ")
        .with(Node::person("@anna:example.org", "Anna \"A\" Ü"))
        .line(Node::link("https://kb.example.org/1?a=1&b=2", "KB-1"))
        .with(Node::list(["eins", "zwei\nweiter"]))
        .with(Node::quote(Markup::from("oben").line("unten")))
        .with("Ende")
}

#[test]
fn the_plain_text_is_complete() {
    assert_eq!(
        card().plain(),
        "T-7 · VPN <geht> nicht & Anna \"A\" Ü\n\
         KB-1 (https://kb.example.org/1?a=1&b=2)\n\
         • eins\n\
         • zwei\n  \
           weiter\n\
         > oben\n\
         > unten\n\
         Ende"
    );
}

#[test]
fn the_html_is_what_matrix_clients_show() {
    assert_eq!(
        card().html(),
        "<strong>T-7</strong> · VPN &lt;geht&gt; nicht &amp; \
         <a href=\"https://matrix.to/#/@anna:example.org\">Anna &quot;A&quot; Ü</a><br>\
         <a href=\"https://kb.example.org/1?a=1&amp;b=2\">KB-1</a>\
         <ul><li>eins</li><li>zwei<br>weiter</li></ul>\
         <blockquote>oben<br>unten</blockquote>Ende"
    );
}

#[test]
fn a_terminal_gets_styles_and_never_anyones_control_characters() {
    let markup = Markup::from(Node::bold(Markup::from("a").with(Node::italic("b")))).with("\u{1b}[2Jc\u{7}");
    assert_eq!(markup.terminal(true), "\u{1b}[1ma\u{1b}[0m\u{1b}[1m\u{1b}[3mb\u{1b}[0m[2Jc");
    assert_eq!(markup.terminal(false), "ab[2Jc");
}

#[test]
fn code_keeps_its_lines_only_in_blocks() {
    let markup = Markup::from(Node::code("a\nb")).with(Node::block("c <d>\n  e")).with("f");
    assert_eq!(markup.plain(), "a b\nc <d>\n  e\nf");
    assert_eq!(markup.html(), "<code>a b</code><pre><code>c &lt;d&gt;\n  e</code></pre>f");
}

#[test]
fn a_break_after_a_list_makes_an_empty_line_and_one_before_it_does_not() {
    let markup = Markup::from("a").line(Node::list(["b"])).line("c");
    assert_eq!(markup.plain(), "a\n• b\n\nc");
}

#[test]
fn lists_stand_in_lists_and_quotations() {
    let inner = Markup::from("a").with(Node::list(["b", "c"]));
    let markup = Markup::from(Node::quote(Node::list([inner, Markup::from("d")])));
    assert_eq!(markup.plain(), "> • a\n>   • b\n>   • c\n> • d");
}

#[test]
fn steps_keep_their_numbers() {
    let numbered = |first, entries: &[&str]| Node::Numbered {
        first,
        entries: entries.iter().map(|entry| Markup::from(*entry).0).collect(),
    };
    let inner = Markup::from("a\nb").with(numbered(1, &["c"]));
    let markup = Markup::from("x").with(Node::Numbered { first: 9, entries: vec![inner.0, Markup::from("d").0] });
    assert_eq!(markup.plain(), "x\n9. a\n   b\n   1. c\n10. d");
    assert_eq!(markup.html(), "x<ol start=\"9\"><li>a<br>b<ol><li>c</li></ol></li><li>d</li></ol>");
    assert_eq!(markup.terminal(true), markup.plain());
    let cut = Markup::from(numbered(2, &["aaaa", "bbbbbbbb"])).cut(46);
    assert_eq!(cut.plain(), "2. aaaa\n3. bb…");
    assert!(Markup::from(numbered(1, &[])).is_empty());
    assert_eq!(Markup::from(numbered(u64::MAX, &["a"])).plain(), format!("{}. a", u64::MAX));
}

#[test]
fn only_harmless_addresses_are_linked() {
    for href in
        ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x", "", "JaVaScRiPt:x", " javascript:x"]
    {
        let link = Markup::from(Node::link(href, "hier"));
        assert_eq!((link.html(), link.plain()), ("hier".to_owned(), "hier".to_owned()), "{href}");
    }
    let mail = Markup::from(Node::link("mailto:it@example.org", "it@example.org"));
    assert_eq!(mail.plain(), "it@example.org");
    let bare = Markup::from(Node::link("https://example.org/\"><b>", Markup::default()));
    assert_eq!(bare.plain(), "https://example.org/\"><b>");
    assert!(bare.html().starts_with("<a href=\"https://example.org/%22%3E%3Cb%3E\">https"));
}

#[test]
fn accounts_are_percent_encoded_and_foreign_ones_not_linked() {
    let odd = Markup::from(Node::person("@a/b\"?<x>:example.org", " "));
    assert_eq!(
        odd.html(),
        "<a href=\"https://matrix.to/#/@a%2Fb%22%3F%3Cx%3E:example.org\">@a/b&quot;?&lt;x&gt;:example.org</a>"
    );
    assert_eq!(Markup::from(Node::person("anna", "Anna")).html(), "Anna");
}

#[test]
fn nobody_rings_the_whole_room_through_the_bot() {
    let markup = Markup::from("@room @ROOM mail@room.org").with("@").with(Node::bold("room"));
    assert!(!markup.plain().to_lowercase().contains("@room"));
    assert_eq!(Markup::from("@room").html(), "@\u{2060}room");
    assert_eq!(Markup::from("@\u{7}room").html(), "@\u{2060}room");
    assert_eq!(Markup::from("@anna @ro").plain(), "@anna @ro");
}

#[test]
fn parts_are_joined() {
    assert_eq!(Markup::join(["a", "b", "c"], ", ").plain(), "a, b, c");
    assert_eq!(Markup::lines([Node::bold("a"), Node::text("b")]).plain(), "a\nb");
    assert!(Markup::join(Vec::<Node>::new(), ", ").is_empty());
    assert!(Markup::from(Node::bold("")).is_empty());
}

#[test]
fn a_cut_keeps_characters_whole() {
    let long = "Überprüfung ".repeat(20);
    for max in 0..60 {
        let cut = Markup::from(long.as_str()).cut(max).plain();
        assert!(cut.len() <= max && (max < 3 || cut.ends_with('…')), "{max}: {cut}");
    }
    assert_eq!(Markup::from("kurz").cut(4).plain(), "kurz");
    assert_eq!(Markup::from("u\u{308}ber").cut(4).plain(), "…");
    assert_eq!(Markup::from("a👩‍💻bcdef").cut(16).plain(), "a👩‍💻b…");
    assert_eq!(Markup::from("a👩‍💻bcdef").cut(14).plain(), "a…");
    assert_eq!(Markup::from("🇩🇪🇦🇹🇨🇭").cut(15).plain(), "🇩🇪…");
}

#[test]
fn a_cut_counts_what_escaping_adds() {
    let cut = Markup::from("<".repeat(1000)).cut(103);
    assert_eq!(cut.html(), format!("{}…", "&lt;".repeat(25)));
}

/// Every kind of node around arbitrary text.
fn any_markup() -> impl Strategy<Value = Markup> {
    let text = prop_oneof![
        any::<String>(),
        "[<>&\"'@room\u{1b}\u{202e}\r\n a-c]{0,12}",
        "(https?|javascript)://[a-z]{1,5}/.{0,5}"
    ];
    let leaf = prop_oneof![
        4 => text.clone().prop_map(Node::Text),
        1 => text.clone().prop_map(Node::Code),
        1 => text.clone().prop_map(Node::Block),
        1 => (text.clone(), text.clone()).prop_map(|(account, name)| Node::Person { account: format!("@{account}:x"), name }),
        1 => Just(Node::Break),
    ];
    let node = leaf.prop_recursive(3, 24, 4, move |inner| {
        let some = prop::collection::vec(inner, 0..4);
        prop_oneof![
            some.clone().prop_map(Node::Bold),
            some.clone().prop_map(Node::Italic),
            some.clone().prop_map(Node::Strike),
            some.clone().prop_map(Node::Quote),
            (text.clone(), some.clone()).prop_map(|(href, label)| Node::Link { href, label }),
            prop::collection::vec(some.clone(), 0..3).prop_map(Node::List),
            (0..20u64, prop::collection::vec(some, 0..3))
                .prop_map(|(first, entries)| Node::Numbered { first, entries }),
        ]
    });
    prop::collection::vec(node, 0..6).prop_map(Markup)
}

/// What a client reads: tags by name, and the text between them. Panics at anything the bot must not write.
fn read_html(html: &str) -> (Vec<String>, String) {
    const TAGS: [&str; 11] = ["strong", "em", "del", "code", "pre", "a", "br", "blockquote", "ul", "ol", "li"];
    let (mut open, mut tags, mut text, mut rest) = (Vec::new(), Vec::new(), String::new(), html);
    while let Some(at) = rest.find(['<', '&', '>', '"', '\'']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        rest = from;
        let (token, after) = rest.split_once(if rest.starts_with('<') { '>' } else { ';' }).expect("closed");
        let token = token.trim_start_matches(['<', '&']);
        if rest.starts_with('&') {
            text.push(match token {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "#39" => '\'',
                other => panic!("entity {other}"),
            });
        } else {
            assert!(rest.starts_with('<'), "stray {rest}");
            let name = token.trim_start_matches('/').split(' ').next().unwrap();
            assert!(TAGS.contains(&name), "tag {name}");
            if let Some(attributes) = token.strip_prefix("a ") {
                let href = attributes.strip_prefix("href=\"").and_then(|a| a.strip_suffix('"')).expect("only href");
                assert!(!href.contains(['"', '<', '>', '\'']), "attribute {href}");
                assert!(["http:", "https:", "mailto:", "matrix:"].iter().any(|s| href.starts_with(s)), "{href}");
            } else if let Some(start) = token.strip_prefix("ol start=") {
                assert!(start.trim_matches('"').parse::<u64>().is_ok(), "{start}");
            } else {
                assert_eq!(token.trim_start_matches('/'), name, "attributes");
            }
            if name == "br" {
                text.push('\n');
            } else if token.starts_with('/') {
                assert_eq!(open.pop(), Some(name.to_owned()), "nesting");
            } else {
                open.push(name.to_owned());
            }
            tags.push(token.to_owned());
        }
        rest = after;
    }
    assert!(open.is_empty(), "left open {open:?}");
    text.push_str(rest);
    (tags, text)
}

/// What should be read: the texts in order.
fn words(nodes: &[Node]) -> String {
    let shown = |text: &str| literal::without_ping(&literal::shown(text).collect::<String>());
    nodes
        .iter()
        .map(|node| match node {
            Node::Text(text) | Node::Block(text) => shown(text),
            Node::Code(text) => shown(text).replace('\n', " "),
            Node::Bold(inner) | Node::Italic(inner) | Node::Strike(inner) | Node::Quote(inner) => words(inner),
            Node::Link { href, label } if address(href).is_some() && label.iter().all(Node::is_empty) => shown(href),
            Node::Link { label, .. } => words(label),
            Node::Person { account, name } => shown(shown_name(account, name)),
            Node::Break => "\n".to_owned(),
            Node::List(entries) | Node::Numbered { entries, .. } => entries.iter().map(|entry| words(entry)).collect(),
        })
        .collect()
}

proptest! {
    #[test]
    fn whatever_people_write_stays_text(markup in any_markup()) {
        let (_, text) = read_html(&markup.html());
        prop_assert_eq!(text, words(&markup.0));
    }

    #[test]
    fn no_rendering_panics_or_lets_control_characters_through(markup in any_markup()) {
        for text in [markup.plain(), markup.terminal(false), markup.html()] {
            prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
        }
        prop_assert!(!markup.plain().to_lowercase().contains("@room"));
        let colored = markup.terminal(true);
        let bare = colored.split('\u{1b}').enumerate().map(|(i, part)| {
            if i == 0 { part } else { part.split_once('m').map_or(part, |(_, after)| after) }
        }).collect::<String>();
        prop_assert_eq!(bare, markup.terminal(false));
    }

    #[test]
    fn a_cut_fits(markup in any_markup(), max in 0usize..200) {
        let cut = markup.clone().cut(max);
        prop_assert!(cut.plain().len() <= max && cut.html().len() <= max);
        if markup.plain().len() <= max && markup.html().len() <= max {
            prop_assert_eq!(cut, markup);
        }
    }
}

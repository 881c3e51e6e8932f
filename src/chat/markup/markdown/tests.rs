//! Markdown as articles use it, as attackers do, and as nobody does.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

const ARTICLE: &str = "\
# Set up the *VPN*
Start the client
and **sign in**.\\
Then wait.

1. Open `vpn`
2. Choose:
   - *Central*
   - ~~Old~~

     with a paragraph
3. Done, see [the page](https://kb.example.org/?a=1&b=2) or <it@example.org>

> Not at the
> weekend!

## Commands
```sh
ssh <user>@host

exit
```
After it.

| Host | Port |
|------|-----:|
| `a`  | 1    |
| **b** | 2   |

***
- [x] tested ![The dialogue](https://kb.example.org/x.png) ![](pictures/y.png)
- [ ] Press <kbd>Ctrl</kbd>, type <your name><br>and [drive](file:///g:/x), [up](../up.md), [![icon](https://e.org/i.png) home](https://e.org)

<!-- nobody
may see -->
<details>
<summary>More</summary>
text &lt;b&gt;
</details>
";

#[test]
fn an_article_is_shown() {
    insta::assert_snapshot!(markup(ARTICLE).plain(), @"
    Set up the VPN
    Start the client and sign in.
    Then wait.
    1. Open vpn
    2. Choose:
       • Central
       • Old

         with a paragraph
    3. Done, see the page (https://kb.example.org/?a=1&b=2) or it@example.org
    > Not at the weekend!

    Commands
    ssh <user>@host

    exit

    After it.

    Host | Port
    a | 1
    b | 2

    ———
    • ☑ tested The dialogue (https://kb.example.org/x.png) y.png
    • ☐ Press Ctrl, type <your name>
      and drive (file:///g:/x), up, icon home (https://e.org)

    More
    text &lt;b&gt;
    ");
    insta::assert_snapshot!(markup(ARTICLE).html().replace("<br>", "<br>\n").replace("<li>", "\n<li>"), @r#"
    <strong>Set up the <em>VPN</em></strong><br>
    Start the client and <strong>sign in</strong>.<br>
    Then wait.<ol>
    <li>Open <code>vpn</code></li>
    <li>Choose:<ul>
    <li><em>Central</em></li>
    <li><del>Old</del><br>
    <br>
    with a paragraph</li></ul></li>
    <li>Done, see <a href="https://kb.example.org/?a=1&amp;b=2">the page</a> or <a href="mailto:it@example.org">it@example.org</a></li></ol><blockquote>Not at the weekend!</blockquote><br>
    <strong>Commands</strong><pre><code>ssh &lt;user&gt;@host

    exit</code></pre><br>
    After it.<br>
    <br>
    <strong>Host | Port</strong><br>
    <code>a</code> | 1<br>
    <strong>b</strong> | 2<br>
    <br>
    ———<ul>
    <li>☑ tested <a href="https://kb.example.org/x.png">The dialogue</a> y.png</li>
    <li>☐ Press Ctrl, type &lt;your name&gt;<br>
    and drive (file:///g:/x), up, <a href="https://e.org/">icon home</a></li></ul><br>
    More<br>
    text &amp;lt;b&amp;gt;
    "#);
}

#[test]
fn blocks_keep_their_distance() {
    for (text, plain) in [
        ("a\n\nb", "a\n\nb"),
        ("# a\n# b\nc\n# d", "a\nb\nc\n\nd"),
        ("# a\n- b\n\nc", "a\n• b\n\nc"),
        ("a\n- b\n- c\n\n1) d", "a\n• b\n• c\n1. d"),
        ("- a\n\n  b\n\n- c", "• a\n  \n  b\n• c"),
        ("> a\n\nb", "> a\n\nb"),
        ("7. a\n\n       code\n8. b", "7. a\n   code\n8. b"),
        ("    a\n    b", "a\nb"),
        ("#\n\n>\n\n-", "• "),
        ("", ""),
    ] {
        let plain_lines = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(plain_lines(&markup(text).plain()), plain_lines(plain), "{text:?}");
    }
}

#[test]
fn an_excerpt_is_the_first_words_on_one_line() {
    let words =
        "Set up the VPN Start the client and sign in. Then wait. Open vpn Choose: Central Old with a paragraph Done";
    assert!(excerpt(ARTICLE, 1000).starts_with(words), "{}", excerpt(ARTICLE, 1000));
    assert_eq!(excerpt(ARTICLE, 30), "Set up the VPN Start the…");
    assert_eq!(excerpt("Überprüfung", 11), "Überprüfung");
    assert_eq!(excerpt("Überprüfung", 4), "Übe…");
    assert_eq!(excerpt("u\u{308}ber alles", 3), "u\u{308}…");
    assert_eq!(excerpt("u\u{308}ber alles", 2), "…");
    assert_eq!(excerpt("a👩‍💻bc", 4), "a…");
    assert_eq!([excerpt("abc", 0), excerpt("abc", 1), excerpt("", 9), excerpt("<!-- x -->", 9)], ["", "…", "", ""]);
}

/// Fails at any tag or attribute that is none of the chat's.
fn assert_harmless(html: &str, of: &str) {
    const TAGS: [&str; 11] = ["strong", "em", "del", "code", "pre", "a", "br", "blockquote", "ul", "ol", "li"];
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("{of}: {html}"));
        let (name, attributes) =
            tag.trim_start_matches('/').split_once(' ').unwrap_or((tag.trim_start_matches('/'), ""));
        assert!(TAGS.contains(&name), "{of}: {html}");
        let address = attributes.strip_prefix("href=\"").and_then(|rest| rest.strip_suffix('"'));
        let is_harmless = match (name, address) {
            ("a", Some(address)) => {
                ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
                    && !address.contains(['"', '\'', '<', '>'])
            }
            ("ol", _) => attributes.trim_start_matches("start=").trim_matches('"').chars().all(|c| c.is_ascii_digit()),
            _ => attributes.is_empty(),
        };
        assert!(is_harmless, "{of}: {html}");
    }
}

#[test]
fn no_construct_lets_html_through() {
    let payloads = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>",
        "</code></pre><script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "https://e.org/\"onmouseover=\"alert(1)",
        "https://e.org/'><script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "<b onclick=alert(1)>x</b>",
        "<span style='x'>y<script>",
        "<br onload=alert(1)>",
        "<!-- --><script>alert(1)</script>",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>]]>",
        "<?php echo 1 ?>",
    ];
    let constructs = [
        "X",
        "# X",
        "X\n===",
        "- X",
        "1. X",
        "> X",
        "**X**",
        "*X*",
        "~~X~~",
        "`X`",
        "```\nX\n```",
        "``` X\ny\n```",
        "    X",
        "[X](https://e.org)",
        "[x](X)",
        "[x](<X>)",
        "[x](https://e.org 'X')",
        "[x](https://e.org \"X\")",
        "![X](https://e.org/a.png)",
        "![x](X)",
        "[x][1]\n\n[1]: X",
        "[x][1]\n\n[1]: <X> 'X'",
        "<X>",
        "| X |\n|---|\n| X |",
        "- [ ] X",
        "a<br>X",
        "<div>\nX\n</div>",
        "<div>\n\nX\n\n</div>",
        "[^1]\n\n[^1]: X",
        "<!-- X",
        "***X",
        "\\X",
        "a\\\nX",
        "$X$",
    ];
    for construct in constructs {
        for payload in payloads {
            let text = construct.replace('X', payload);
            let markup = markup(&text);
            assert_harmless(&markup.html(), &text);
            assert!(!excerpt(&text, 200).contains('\n'));
        }
    }
    assert_eq!(markup("<script>alert(1)</script>").plain(), "<script>alert(1)</script>");
    assert_eq!(markup("[x](javascript:alert(1)) <javascript:alert(1)>").plain(), "x javascript:alert(1)");
    assert_eq!(markup("@room ![@room](https://e.org)").html().matches("@room").count(), 0);
}

/// 200 KB of each, without optimisation and beside other tests; a tenth of the bound at most.
#[test]
fn a_large_text_is_read_in_linear_time_and_without_depth() {
    let many = |part: &str| part.repeat(200 * 1024 / part.len());
    for part in [
        "word ",
        "word\n\n",
        "> ",
        "> a\n",
        "- ",
        "- a\n",
        "1. ",
        "  - a\n",
        "*",
        "**a",
        "a**",
        "*a _b ",
        "_",
        "~~a ",
        "`",
        "``a`",
        "[",
        "]",
        "![",
        "[a](",
        "[a](<b",
        "![a](b)",
        "[a][b]",
        "[a]: b\n",
        "<",
        "<b",
        "<b>",
        "<!--",
        "<!-- ",
        "<a <",
        "<?",
        "<![CDATA[",
        "</",
        "|",
        "|a|b|\n|-|-|\n",
        "|-",
        "| a ",
        "&",
        "&a",
        "\\",
        "\\\n",
        "```\n",
        "~~~ a\n",
        "#",
        "# a\n",
        "=\n",
        "---\n",
        "\t",
        " ",
        "\n",
        "\r",
        "\0",
        "ü",
        "👩‍💻",
        "<br>",
        "&lt;",
        "<https://e.org>",
        "- [ ] a\n",
        "a\n=\n",
        ">- ",
        "*a **b ",
    ] {
        let text = many(part);
        let begin = Instant::now();
        let markup = markup(&text);
        let took = begin.elapsed();
        assert!(took < Duration::from_secs(4), "{part:?}: {took:?}");
        // Neither does what comes behind it run out of stack.
        assert!(
            serde_json::from_str::<Markup>(&serde_json::to_string(&markup).unwrap()).unwrap() == markup,
            "{part:?}"
        );
        let _ = markup.html();
    }
    // Each level indented below the one before.
    let deep: String = (0..600).map(|depth| format!("{}- a{depth}\n", "  ".repeat(depth))).collect();
    let shown = markup(&deep);
    let plain = shown.plain();
    assert!((0..600).all(|depth| plain.contains(&format!("a{depth}\n")) || plain.ends_with(&format!("a{depth}"))));
    assert_eq!(serde_json::from_str::<Markup>(&serde_json::to_string(&shown).unwrap()).unwrap(), shown);
}

/// Markdown around words, and the words that must be seen.
fn written() -> impl Strategy<Value = (String, Vec<String>)> {
    // None of them is the name of a tag.
    let word = "[a-zäöüß]{2,7}q";
    let words = prop::collection::vec(word, 1..5);
    let leaf = words.prop_map(|words: Vec<String>| (words.join(" "), words));
    leaf.prop_recursive(6, 64, 4, |inner| {
        let wrapped = (
            prop::sample::select(vec![
                "**X**",
                "*X*",
                "_X_",
                "a ~~X~~",
                "`X`",
                "[X](https://e.org)",
                "[X](x.md)",
                "![X](https://e.org/a.png)",
                "X  \nX",
                "# X",
                "> X",
                "- X",
                "12. X",
                "```\nX\n```",
                "    X",
                "| X | X |\n|---|---|\n| X | X |",
                "<span>X</span>",
                "<div>\nX\n</div>",
                "<X>",
                "- [x] X",
                "X<br>X",
                "X\n===",
                "[X",
                "*X",
                "X]",
                "| X",
            ]),
            inner.clone(),
        )
            .prop_map(|(construct, (text, words)): (&str, (String, Vec<String>))| {
                // A block in a line would end it.
                let is_line = !construct.starts_with(['#', '>', '-', '1']) || construct.contains('\n');
                let text = if is_line { text.replace('\n', " ") } else { text };
                (construct.replace('X', &text), words)
            });
        let beside = prop::collection::vec(inner, 1..4).prop_map(|parts| {
            let (texts, words): (Vec<String>, Vec<Vec<String>>) = parts.into_iter().unzip();
            (texts.join("\n\n"), words.concat())
        });
        prop_oneof![3 => wrapped, 1 => beside]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn all_words_are_shown((text, words) in written()) {
        let plain = markup(&text).plain();
        for word in words {
            prop_assert!(plain.contains(&word), "{} is not in {:?} of {:?}", word, plain, text);
        }
    }

    #[test]
    fn whatever_is_written_is_shown_harmlessly(
        text in prop_oneof![any::<String>(), r#"[-*_~`#>|\[\]()!<>&;:/\\"'=+. \n\ta-c1]{0,60}"#],
        chars in 0usize..40,
    ) {
        let markup = markup(&text);
        assert_harmless(&markup.html(), &text);
        let _ = markup.plain();
        let short = excerpt(&text, chars);
        prop_assert!(short.chars().count() <= chars && !short.contains('\n'), "{:?}", short);
    }
}

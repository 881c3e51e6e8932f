//! From what clients send to what a person meant: no quoted reply, no HTML, people as account ids.

use matrix_sdk::ruma::matrix_uri::MatrixId;
use matrix_sdk::ruma::{MatrixToUri, MatrixUri};

/// The text of a message, with people written as account ids, and these in order without repetition.
pub(super) fn meant(body: &str, html: Option<&str>) -> (String, Vec<String>) {
    let body = without_quoted_reply(body);
    let pills = html.map(pills).unwrap_or_default();
    let (text, linked) = with_links_as_accounts(&with_accounts(body, &pills));
    let mut accounts: Vec<String> = Vec::new();
    for account in pills.into_iter().map(|(_, account)| account).chain(linked) {
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    (text, accounts)
}

/// Older clients put what they answer in front, as `> <@user> …` lines and an empty line.
fn without_quoted_reply(body: &str) -> &str {
    if !(body.starts_with("> <@") || body.starts_with("> * <@")) {
        return body;
    }
    let mut rest = body;
    while rest.starts_with('>') {
        match rest.split_once('\n') {
            Some((_, after)) => rest = after,
            // Only a quotation: there is nothing else that could be meant.
            None => return body,
        }
    }
    rest.strip_prefix('\n').unwrap_or(rest)
}

/// The people that the HTML links to, each with the label shown.
fn pills(html: &str) -> Vec<(String, String)> {
    let html = html.split_once("</mx-reply>").map_or(html, |(_, answer)| answer);
    let mut found = Vec::new();
    for piece in html.split("<a ").skip(1) {
        let Some((attributes, rest)) = piece.split_once('>') else { continue };
        let Some(account) = attribute(attributes, "href").and_then(|href| linked_account(&unescaped(href))) else {
            continue;
        };
        let label = rest.split("</a>").next().unwrap_or_default();
        found.push((unescaped(&without_tags(label)), account));
    }
    found
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = attributes.split_once(&format!("{name}="))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.strip_prefix(quote)?.split(quote).next()
}

/// The user that a `matrix.to` or `matrix:` link leads to.
fn linked_account(link: &str) -> Option<String> {
    let id = match MatrixToUri::parse(link) {
        Ok(uri) => uri.id().clone(),
        Err(_) => MatrixUri::parse(link).ok()?.id().clone(),
    };
    match id {
        MatrixId::User(user) => Some(user.to_string()),
        _ => None,
    }
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text
}

/// The five named entities that clients write, and numeric ones.
fn unescaped(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let entity = after.split_once(';').and_then(|(entity, next)| Some((decoded(entity)?, next)));
        rest = match entity {
            Some((c, next)) => {
                text.push(c);
                next
            }
            None => {
                text.push('&');
                after
            }
        };
    }
    text.push_str(rest);
    text
}

fn decoded(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Puts the account where the body names the person. The body stays the source of the text, since only there stands
/// what was typed (code fences, line breaks); the HTML only says which words are people.
fn with_accounts(body: &str, pills: &[(String, String)]) -> String {
    let mut text = String::new();
    let mut rest = body;
    for (label, account) in pills {
        let Some((before, after)) = around(rest, label, account) else { continue };
        // Some clients write `[Anna](https://matrix.to/#/@anna:example.org)`, and some `@Anna`.
        let linked = after.strip_prefix("](").and_then(|link| link.split_once(')'));
        let (before, after) = match (before.strip_suffix('['), linked) {
            (Some(before), Some((_, after))) => (before, after),
            _ => (before.strip_suffix('@').unwrap_or(before), after),
        };
        text.push_str(before);
        text.push_str(account);
        rest = after;
    }
    text.push_str(rest);
    text
}

/// What stands before and after the first place that names the person as a word of its own.
fn around<'a>(text: &'a str, label: &str, account: &str) -> Option<(&'a str, &'a str)> {
    let place = |word: &str| {
        if word.is_empty() {
            return None;
        }
        text.match_indices(word).find_map(|(at, _)| {
            let (before, rest) = text.split_at_checked(at)?;
            let after = rest.strip_prefix(word)?;
            let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let whole = !(joined(before.chars().next_back()) || joined(after.chars().next()));
            whole.then_some((before, after))
        })
    };
    match (place(account), place(label)) {
        (Some(by_account), Some(by_label)) if by_label.0.len() < by_account.0.len().saturating_sub(1) => Some(by_label),
        (Some(by_account), _) => Some(by_account),
        (None, by_label) => by_label,
    }
}

/// Bare links to people become account ids, also where a client sends no HTML.
fn with_links_as_accounts(text: &str) -> (String, Vec<String>) {
    const START: &str = "https://matrix.to/#/";
    let mut accounts = Vec::new();
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(START) {
        out.push_str(before);
        let link: String = after.chars().take_while(|c| !c.is_whitespace() && !"<>()[]\"".contains(*c)).collect();
        match linked_account(&format!("{START}{link}")) {
            Some(account) => {
                out.push_str(&account);
                accounts.push(account);
            }
            None => {
                out.push_str(START);
                out.push_str(&link);
            }
        }
        rest = after.strip_prefix(link.as_str()).unwrap_or(after);
    }
    out.push_str(rest);
    (out, accounts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(body: &str, html: &str) -> String {
        meant(body, Some(html)).0
    }

    #[test]
    fn a_pill_becomes_the_account() {
        let html = r#"!ticket für <a href="https://matrix.to/#/@anna:example.org">Anna</a>: VPN"#;
        let (text, accounts) = meant("!ticket für Anna: VPN", Some(html));
        assert_eq!(text, "!ticket für @anna:example.org: VPN");
        assert_eq!(accounts, ["@anna:example.org"]);
    }

    #[test]
    fn every_clients_way_of_writing_a_person_is_understood() {
        let html = r#"hi <a href='https://matrix.to/#/%40anna%3Aexample.org'>@Anna &amp; <b>Co</b></a>!"#;
        assert_eq!(text("hi @Anna & Co!", html), "hi @anna:example.org!");
        let html = r#"hi <a href="https://matrix.to/#/@anna:example.org">Anna</a>!"#;
        assert_eq!(text("hi [Anna](https://matrix.to/#/@anna:example.org)!", html), "hi @anna:example.org!");
        assert_eq!(text("hi @Anna!", html), "hi @anna:example.org!");
        assert_eq!(text("hi @anna:example.org!", html), "hi @anna:example.org!");
        let html = r#"<a href="matrix:u/anna:example.org">Anna</a>"#;
        assert_eq!(text("Anna", html), "@anna:example.org");
        assert_eq!(meant("ask https://matrix.to/#/@anna:example.org", None).0, "ask @anna:example.org");
        assert_eq!(
            meant("see https://matrix.to/#/#room:example.org", None).0,
            "see https://matrix.to/#/#room:example.org"
        );
    }

    #[test]
    fn a_name_inside_a_word_is_no_person() {
        let html = r#"Anlage von <a href="https://matrix.to/#/@an:example.org">An</a>"#;
        assert_eq!(text("Anlage von An", html), "Anlage von @an:example.org");
    }

    #[test]
    fn two_people_of_one_name_are_told_apart_by_order() {
        let html =
            r#"<a href="https://matrix.to/#/@a:x.org">Kim</a> und <a href="https://matrix.to/#/@b:x.org">Kim</a>"#;
        assert_eq!(text("Kim und Kim", html), "@a:x.org und @b:x.org");
    }

    #[test]
    fn a_quoted_reply_is_no_part_of_the_text() {
        let html = r#"<mx-reply><a href="https://matrix.to/#/@tom:x.org">Tom</a> said</mx-reply>!close"#;
        let (text, accounts) = meant("> <@tom:x.org> it works\n> again\n\n!close\n> mine", Some(html));
        assert_eq!(text, "!close\n> mine");
        assert!(accounts.is_empty(), "whoever is quoted is not addressed");
        assert_eq!(meant("> a quotation of my own\n\nyes", None).0, "> a quotation of my own\n\nyes");
        assert_eq!(meant("> <@tom:x.org> only this", None).0, "> <@tom:x.org> only this");
    }

    #[test]
    fn code_and_line_breaks_stay_as_typed() {
        let body = "!note\n```\na < b && c\n```";
        assert_eq!(text(body, "<p>!note</p><pre><code>a &lt; b &amp;&amp; c</code></pre>"), body);
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_makes_it_stumble(body in "\\PC*", html in "\\PC*") {
            meant(&body, Some(&html));
        }

        #[test]
        fn broken_html_does_not_either(
            parts in proptest::collection::vec(prop_oneof![
                Just("<a "), Just("href="), Just("\""), Just("'"), Just("https://matrix.to/#/@a:b.c"), Just(">"),
                Just("</a>"), Just("&"), Just("&#x110000;"), Just(";"), Just("ä"), Just("@"), Just("["), Just("]("),
                Just(")"), Just("> <@"), Just("\n"), Just("</mx-reply>"), Just("Anna"), Just("\u{0}"),
            ], 0..40),
        ) {
            let all = parts.concat();
            meant(&all, Some(&all));
        }
    }
}

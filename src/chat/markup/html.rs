//! The tree as the subset of HTML that Matrix clients show.

use super::{Node, address, literal, shown_name};

/// Where a text is put.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Among other text: line ends are written as `<br>`.
    Line,
    /// Into `<pre>`: line ends stay.
    Block,
    /// Into code within a line: line ends become spaces.
    Code,
    /// Into an attribute: nobody reads it, so `@room` stays as it is.
    Attribute,
}

pub(super) fn render(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_all(&mut out, nodes);
    out
}

fn write_all(out: &mut String, nodes: &[Node]) {
    for node in nodes {
        write(out, node);
    }
}

fn write(out: &mut String, node: &Node) {
    match node {
        Node::Text(text) => escape(out, text, Place::Line),
        Node::Bold(inner) => wrap(out, "strong", inner),
        Node::Italic(inner) => wrap(out, "em", inner),
        Node::Strike(inner) => wrap(out, "del", inner),
        Node::Quote(inner) => wrap(out, "blockquote", inner),
        Node::Code(text) => {
            out.push_str("<code>");
            escape(out, text, Place::Code);
            out.push_str("</code>");
        }
        Node::Block(text) => {
            out.push_str("<pre><code>");
            escape(out, text, Place::Block);
            out.push_str("</code></pre>");
        }
        Node::Link { href, label } => match address(href) {
            Some(url) if label.iter().all(Node::is_empty) => link(out, url.as_str(), &[Node::text(href)]),
            Some(url) => link(out, url.as_str(), label),
            None => write_all(out, label),
        },
        Node::Person { account, name } => {
            let shown = [Node::text(shown_name(account, name))];
            match permalink(account) {
                Some(url) => link(out, &url, &shown),
                None => write_all(out, &shown),
            }
        }
        Node::Break => out.push_str("<br>"),
        Node::List(entries) => {
            out.push_str("<ul>");
            for entry in entries {
                wrap(out, "li", entry);
            }
            out.push_str("</ul>");
        }
        Node::Numbered { first, entries } => {
            match first {
                1 => out.push_str("<ol>"),
                _ => out.push_str(&format!("<ol start=\"{first}\">")),
            }
            for entry in entries {
                wrap(out, "li", entry);
            }
            out.push_str("</ol>");
        }
    }
}

fn wrap(out: &mut String, tag: &str, inner: &[Node]) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
    write_all(out, inner);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn link(out: &mut String, url: &str, label: &[Node]) {
    out.push_str("<a href=\"");
    escape(out, url, Place::Attribute);
    out.push_str("\">");
    write_all(out, label);
    out.push_str("</a>");
}

/// The address by which clients know a person; none for an account that is not Matrix's. `@` and `:` stay as they
/// are, as clients write them themselves; everything else that has a meaning in an address is percent-encoded.
fn permalink(account: &str) -> Option<String> {
    if !account.starts_with('@') || !account.contains(':') {
        return None;
    }
    let mut url = String::from("https://matrix.to/#/");
    for byte in account.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@:".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(url)
}

/// The one place where text becomes HTML.
fn escape(out: &mut String, text: &str, place: Place) {
    let shown: String = literal::shown(text).collect();
    let safe = if place == Place::Attribute { shown } else { literal::without_ping(&shown) };
    for c in safe.chars() {
        match (c, place) {
            ('&', _) => out.push_str("&amp;"),
            ('<', _) => out.push_str("&lt;"),
            ('>', _) => out.push_str("&gt;"),
            ('"', _) => out.push_str("&quot;"),
            ('\'', _) => out.push_str("&#39;"),
            ('\n', Place::Line) => out.push_str("<br>"),
            ('\n', Place::Code | Place::Attribute) => out.push(' '),
            (c, _) => out.push(c),
        }
    }
}

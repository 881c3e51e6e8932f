//! Formatting within translations, which are trusted: `**strong**` and `*emphasised*` (or `__strong__` and
//! `_emphasised_`, because a line of an `.ftl` file cannot begin with `*`), `` `code` ``, `[label](https://…)`, lines
//! that begin with `- ` as a list, and `\` before a sign that is meant as it stands. `*` and `_` do not open within a
//! word, and nothing opens before a space, so that `Melder*in`, `snake_case` and `2 * 3` need no care.

use crate::chat::markup::{Markup, Node};

/// The first of the private characters that hold the places of arguments.
const FIRST: u32 = 0xE000;
const LAST: u32 = 0xF8FF;

/// The character that holds the place of the argument with this index.
pub(super) fn place(index: usize) -> Option<char> {
    let code = FIRST.checked_add(u32::try_from(index).ok()?)?;
    char::from_u32(code).filter(|c| is_place(*c))
}

pub(super) fn is_place(c: char) -> bool {
    (FIRST..=LAST).contains(&u32::from(c))
}

/// Reads a finished sentence; `parts` are the arguments whose places it holds.
pub(super) fn read(sentence: &str, parts: &[Vec<Node>]) -> Markup {
    let reading = Reading { parts };
    let mut nodes = Vec::new();
    let mut entries: Vec<Vec<Node>> = Vec::new();
    let mut first = true;
    for line in sentence.lines() {
        if let Some(entry) = line.strip_prefix("- ") {
            entries.push(reading.line(entry));
            continue;
        }
        if !entries.is_empty() {
            nodes.push(Node::List(std::mem::take(&mut entries)));
        } else if !first {
            nodes.push(Node::Break);
        }
        first = false;
        nodes.append(&mut reading.line(line));
    }
    if !entries.is_empty() {
        nodes.push(Node::List(entries));
    }
    Markup(nodes)
}

struct Reading<'a> {
    parts: &'a [Vec<Node>],
}

impl Reading<'_> {
    fn line(&self, line: &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut rest = line;
        let mut in_word = false;
        while let Some(c) = rest.chars().next() {
            if let Some((node, after)) = self.span(rest, in_word) {
                nodes.push(node);
                rest = after;
                continue;
            }
            let mut chars = rest.chars();
            chars.next();
            rest = chars.as_str();
            if let Some(part) = self.part(c) {
                for node in part {
                    append(&mut nodes, node.clone());
                }
                in_word = false;
            } else if c == '\\'
                && let Some(sign) = rest.chars().next().filter(|sign| SIGNS.contains(sign))
            {
                append(&mut nodes, Node::Text(sign.to_string()));
                rest = rest.strip_prefix(sign).unwrap_or_default();
                in_word = false;
            } else {
                append(&mut nodes, Node::Text(c.to_string()));
                in_word = c.is_alphanumeric();
            }
        }
        nodes
    }

    /// What is formatted at the beginning of `text`, and the text after it.
    fn span<'t>(&self, text: &'t str, in_word: bool) -> Option<(Node, &'t str)> {
        if let Some((inner, after)) = between(text, "**", "**") {
            return Some((Node::Bold(self.line(inner)), after));
        }
        if !in_word && let Some((inner, after)) = between(text, "__", "__") {
            return Some((Node::Bold(self.line(inner)), after));
        }
        if !in_word && let Some((inner, after)) = between(text, "*", "*").or_else(|| between(text, "_", "_")) {
            return Some((Node::Italic(self.line(inner)), after));
        }
        if let Some((inner, after)) = between(text, "`", "`") {
            return Some((Node::Code(self.literal(inner)), after));
        }
        let (label, after) = between(text, "[", "](")?;
        let (href, after) = after.split_once(')')?;
        Some((Node::Link { href: self.literal(href), label: self.line(label) }, after))
    }

    fn part(&self, c: char) -> Option<&Vec<Node>> {
        let index = u32::from(c).checked_sub(FIRST)?;
        self.parts.get(usize::try_from(index).ok()?)
    }

    /// Text in which nothing but the arguments is replaced: in code and in addresses.
    fn literal(&self, text: &str) -> String {
        text.chars().fold(String::new(), |mut all, c| {
            match self.part(c) {
                Some(part) => all.push_str(&Markup(part.clone()).plain()),
                None => all.push(c),
            }
            all
        })
    }
}

const SIGNS: [char; 5] = ['*', '_', '`', '[', '\\'];

/// The text between two marks, and the text after them. Space inside the marks means that they are not marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, &'t str)> {
    let (inner, after) = text.strip_prefix(open)?.split_once(close)?;
    let tight = !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    tight.then_some((inner, after))
}

/// Appends a node; text joins the text before it, whoever wrote them, since neither is interpreted any more.
fn append(nodes: &mut Vec<Node>, node: Node) {
    match (nodes.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => nodes.push(node),
    }
}

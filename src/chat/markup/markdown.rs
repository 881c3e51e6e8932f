//! Markdown as the text tree of the chat, in which nothing is HTML any more. Read by `pulldown-cmark`, which comes with
//! the client of Matrix anyway.

mod escape;
mod html;
#[cfg(test)]
mod tests;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use unicode_normalization::char::is_combining_mark;
use url::Url;

pub use self::escape::escaped;
use crate::chat::markup::{Markup, Node};

/// How many constructs may stand in each other; what lies deeper stands beside. No person nests so much, whoever renders the
/// tree calls itself at each level, and a stored one is read back at most 128 brackets deep.
const MOST_DEEP: usize = 24;

/// Between cells of a table: in a chat, lines can be read on every client, and tables only on some.
const BETWEEN_CELLS: &str = " | ";

/// For a rule across the page.
const RULE: &str = "———";

/// The text as the chat shows it: headings as bold lines, tables as a line a row, pictures as links, and HTML as what it is
/// made of, or not at all.
#[must_use]
pub fn markup(text: &str) -> Markup {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(text, options) {
        writer.take(event);
    }
    while !writer.open.is_empty() {
        writer.close();
    }
    Markup(writer.whole.nodes)
}

/// How a text begins, on one line and without formatting; what does not fit into so many characters is shown as `…`.
#[must_use]
pub fn excerpt(text: &str, chars: usize) -> String {
    let mut words = String::new();
    spoken(&markup(text).0, &mut words);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= chars {
        return words;
    }
    let mut kept: Vec<char> = words.chars().take(chars).collect();
    // One gives way to the mark; a word is not cut if that leaves most of the text, and a character never.
    let mut next = kept.pop();
    let most = kept.len() / 2;
    if next != Some(' ')
        && let Some(space) = kept.iter().rposition(|c| *c == ' ').filter(|space| *space >= most)
    {
        kept.truncate(space);
        next = None;
    }
    while next.is_some_and(|c| is_combining_mark(c) || matches!(c, '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}'))
        || kept.last() == Some(&'\u{200d}')
    {
        next = kept.pop();
    }
    let mut short = kept.into_iter().collect::<String>().trim_end().to_owned();
    if chars > 0 {
        short.push('…');
    }
    short
}

/// What would be read aloud: no addresses, and a space where a line ends.
fn spoken(nodes: &[Node], words: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) | Node::Code(text) => words.push_str(text),
            Node::Block(text) => {
                words.extend([" ", text, " "]);
            }
            Node::Bold(inner) | Node::Italic(inner) | Node::Strike(inner) => spoken(inner, words),
            Node::Link { label, .. } => spoken(label, words),
            Node::Person { name, .. } => words.push_str(name),
            Node::Break => words.push(' '),
            Node::Quote(inner) => {
                words.push(' ');
                spoken(inner, words);
                words.push(' ');
            }
            Node::List(entries) | Node::Numbered { entries, .. } => {
                for entry in entries {
                    words.push(' ');
                    spoken(entry, words);
                }
                words.push(' ');
            }
        }
    }
}

/// What has begun and not ended.
struct Open {
    kind: Kind,
    inner: Inner,
}

/// What is in it so far.
#[derive(Default)]
struct Inner {
    nodes: Vec<Node>,
    last: Last,
}

/// What kind of thing stands last in it, since that decides what must stand before the next.
#[derive(Clone, Copy, Default, PartialEq)]
enum Last {
    #[default]
    Nothing,
    /// Lines of text.
    Lines,
    Heading,
    /// What stands on lines of its own in any case.
    Box,
}

enum Kind {
    Paragraph,
    Heading,
    Quote,
    Code,
    Html,
    List {
        first: Option<u64>,
        entries: Vec<Vec<Node>>,
    },
    Item,
    /// Its lines are put together as they end.
    Table,
    Row {
        is_head: bool,
    },
    Cell,
    Bold,
    Italic,
    Strike,
    Link {
        href: String,
    },
    Picture {
        href: String,
    },
    /// Something that the chat has no word for, or that lies too deep.
    Plain {
        is_block: bool,
    },
}

/// Puts the tree together from events. It keeps its own stack: however deep the text is nested, nothing calls itself.
#[derive(Default)]
struct Writer {
    whole: Inner,
    open: Vec<Open>,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                let kind = kind(tag);
                let is_too_deep = self.open.len() >= MOST_DEEP && !matches!(kind, Kind::Code | Kind::Html);
                let kind = if is_too_deep { Kind::Plain { is_block: !kind.is_inline() } } else { kind };
                self.open.push(Open { kind, inner: Inner::default() });
            }
            Event::End(_) => self.close(),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::Code(text) => self.inline(Node::code(&*text)),
            Event::Html(html) => self.text(&html),
            Event::InlineHtml(html) => {
                for (part, place) in html::shown(&html).split('\n').zip(0..) {
                    if place > 0 {
                        self.inline(Node::Break);
                    }
                    self.text(part);
                }
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Node::Break),
            Event::Rule => self.block(vec![Node::text(RULE)], Last::Lines),
            Event::TaskListMarker(is_done) => self.text(if is_done { "☑ " } else { "☐ " }),
        }
    }

    fn inner(&mut self) -> &mut Inner {
        match self.open.last_mut() {
            Some(open) => &mut open.inner,
            None => &mut self.whole,
        }
    }

    /// Appends text; one node for all that follows each other, as each costs a few words.
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let inner = self.inner();
        match inner.nodes.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => inner.nodes.push(Node::text(text)),
        }
        inner.last = Last::Lines;
    }

    fn inline(&mut self, node: Node) {
        self.append(vec![node]);
    }

    fn append(&mut self, mut nodes: Vec<Node>) {
        let inner = self.inner();
        inner.nodes.append(&mut nodes);
        inner.last = Last::Lines;
    }

    /// Appends something with lines of its own, and what stands between it and what is before it.
    fn block(&mut self, mut nodes: Vec<Node>, last: Last) {
        if nodes.iter().all(Node::is_empty) {
            return;
        }
        let inner = self.inner();
        let breaks = match (inner.last, last) {
            (Last::Nothing, _) | (_, Last::Box) => 0,
            (Last::Box | Last::Heading, _) => 1,
            (Last::Lines, _) => 2,
        };
        inner.nodes.extend(std::iter::repeat_n(Node::Break, breaks));
        inner.nodes.append(&mut nodes);
        inner.last = last;
    }

    /// Ends what was begun last.
    fn close(&mut self) {
        let Some(Open { kind, inner: Inner { mut nodes, last } }) = self.open.pop() else { return };
        match kind {
            Kind::Paragraph => self.block(nodes, Last::Lines),
            Kind::Heading => self.block(vec![Node::Bold(nodes)], Last::Heading),
            Kind::Quote => self.block(vec![Node::Quote(nodes)], Last::Box),
            Kind::Code => {
                let code = literal(&nodes);
                self.block(vec![Node::block(code.strip_suffix('\n').unwrap_or(&code))], Last::Box);
            }
            Kind::Html => {
                let html = html::shown(&literal(&nodes));
                self.block(vec![Node::text(html.trim())], Last::Lines);
            }
            Kind::List { first, mut entries } => {
                // Of entries that lie too deep.
                if !nodes.is_empty() {
                    entries.push(nodes);
                }
                let list = match first {
                    Some(first) => Node::Numbered { first, entries },
                    None => Node::List(entries),
                };
                self.block(vec![list], Last::Box);
            }
            Kind::Item => match self.open.last_mut() {
                Some(Open { kind: Kind::List { entries, .. }, .. }) => entries.push(nodes),
                _ => self.block(nodes, last),
            },
            Kind::Table => self.block(nodes, Last::Lines),
            Kind::Row { is_head } => {
                let row = if is_head { vec![Node::Bold(nodes)] } else { nodes };
                self.block(row, Last::Heading);
            }
            Kind::Cell => {
                if self.inner().last != Last::Nothing {
                    self.text(BETWEEN_CELLS);
                }
                self.append(nodes);
            }
            Kind::Bold => self.inline(Node::Bold(nodes)),
            Kind::Italic => self.inline(Node::Italic(nodes)),
            Kind::Strike => self.inline(Node::Strike(nodes)),
            Kind::Link { href } => self.link(&href, nodes),
            Kind::Picture { href } => {
                if nodes.is_empty() {
                    let name = href.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&href);
                    nodes.push(Node::text(name));
                }
                self.link(&href, nodes);
            }
            Kind::Plain { is_block: true } => self.block(nodes, last),
            Kind::Plain { is_block: false } => self.append(nodes),
        }
    }

    /// A link, if it leads to where a browser or a mail program goes; else its label, and the address if somebody could
    /// type it in. Within another link it is its label only.
    fn link(&mut self, href: &str, mut label: Vec<Node>) {
        let is_in_link = self.open.iter().any(|open| matches!(open.kind, Kind::Link { .. } | Kind::Picture { .. }));
        let scheme = Url::parse(href).ok().map(|url| url.scheme().to_owned());
        match scheme.as_deref() {
            Some("http" | "https" | "mailto") if !is_in_link => {
                self.inline(Node::Link { href: href.to_owned(), label })
            }
            Some("javascript" | "vbscript" | "data" | "http" | "https" | "mailto") | None => self.append(label),
            Some(_) => {
                if literal(&label) != href {
                    label.push(Node::text(format!(" ({href})")));
                }
                self.append(label);
            }
        }
    }
}

impl Kind {
    fn is_inline(&self) -> bool {
        match self {
            Kind::Bold | Kind::Italic | Kind::Strike | Kind::Link { .. } | Kind::Picture { .. } => true,
            Kind::Plain { is_block } => !is_block,
            _ => false,
        }
    }
}

fn kind(tag: Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Heading { .. } => Kind::Heading,
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(_) => Kind::Code,
        Tag::HtmlBlock => Kind::Html,
        Tag::List(first) => Kind::List { first, entries: Vec::new() },
        Tag::Item => Kind::Item,
        Tag::Table(_) => Kind::Table,
        Tag::TableHead => Kind::Row { is_head: true },
        Tag::TableRow => Kind::Row { is_head: false },
        Tag::TableCell => Kind::Cell,
        Tag::Emphasis => Kind::Italic,
        Tag::Strong => Kind::Bold,
        Tag::Strikethrough => Kind::Strike,
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => Kind::Link { href: format!("mailto:{dest_url}") },
        Tag::Link { dest_url, .. } => Kind::Link { href: dest_url.into_string() },
        Tag::Image { dest_url, .. } => Kind::Picture { href: dest_url.into_string() },
        Tag::Superscript | Tag::Subscript => Kind::Plain { is_block: false },
        _ => Kind::Plain { is_block: true },
    }
}

/// The text of what holds nothing but text.
fn literal(nodes: &[Node]) -> String {
    let text = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        _ => String::new(),
    };
    nodes.iter().map(text).collect()
}

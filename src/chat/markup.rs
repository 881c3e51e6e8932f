//! One small text tree, rendered to plain text, to Matrix HTML or to a terminal. User text is escaped into HTML here
//! and nowhere else.
//!
//! Quotations, lists and blocks of code stand on lines of their own in every rendering; a [`Node::Break`] before one
//! changes nothing, one after it makes an empty line (as `<br>` does in HTML).

mod cut;
mod html;
mod lines;
mod literal;
pub mod markdown;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use url::Url;

/// A formatted text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markup(pub Vec<Node>);

/// A piece of a formatted text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// Literal text; never interpreted.
    Text(String),
    /// **Strong**.
    Bold(Vec<Node>),
    /// *Emphasised*.
    Italic(Vec<Node>),
    /// Struck out.
    Strike(Vec<Node>),
    /// `Code` within a line.
    Code(String),
    /// A block of code.
    Block(String),
    /// A link.
    Link {
        /// Where to; anything but http, https, mailto and matrix is shown as plain label.
        href: String,
        /// What is shown.
        label: Vec<Node>,
    },
    /// A person, shown by name.
    Person {
        /// Account id.
        account: String,
        /// Display name.
        name: String,
    },
    /// A new line.
    Break,
    /// A quotation.
    Quote(Vec<Node>),
    /// A list, one entry per line.
    List(Vec<Vec<Node>>),
    /// A list whose entries are told apart by number, as steps are.
    Numbered {
        /// The number of the first entry.
        first: u64,
        /// What is counted.
        entries: Vec<Vec<Node>>,
    },
}

impl Markup {
    /// Literal text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::from(text.into())
    }

    /// The parts, with literal text between them.
    #[must_use]
    pub fn join<T: Into<Markup>>(parts: impl IntoIterator<Item = T>, separator: &str) -> Self {
        Self::joined(parts, &Node::Text(separator.to_owned()))
    }

    /// The parts, each on a line of its own.
    #[must_use]
    pub fn lines<T: Into<Markup>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::joined(parts, &Node::Break)
    }

    fn joined<T: Into<Markup>>(parts: impl IntoIterator<Item = T>, separator: &Node) -> Self {
        let mut whole = Self::default();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                whole.0.push(separator.clone());
            }
            whole.push(part);
        }
        whole
    }

    /// Appends a node, a text or a whole markup.
    pub fn push(&mut self, more: impl Into<Markup>) {
        self.0.append(&mut more.into().0);
    }

    /// Appends, for building in one expression.
    #[must_use]
    pub fn with(mut self, more: impl Into<Markup>) -> Self {
        self.push(more);
        self
    }

    /// Appends on a new line, unless nothing is there yet.
    #[must_use]
    pub fn line(mut self, more: impl Into<Markup>) -> Self {
        if !self.0.is_empty() {
            self.0.push(Node::Break);
        }
        self.push(more);
        self
    }

    /// True when nothing would be seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Node::is_empty)
    }

    /// The complete text without formatting, for notifications, screen readers and clients without HTML: links as
    /// `label (address)`, lists with `• ` or numbers, quotations with `> `, people by name.
    #[must_use]
    pub fn plain(&self) -> String {
        lines::plain(&self.0)
    }

    /// The text for a terminal; with colours and styles only when `color` is set. Control characters in anyone's
    /// words never reach the terminal.
    #[must_use]
    pub fn terminal(&self, color: bool) -> String {
        lines::terminal(&self.0, color)
    }

    /// The subset of HTML that Matrix clients show.
    #[must_use]
    pub fn html(&self) -> String {
        html::render(&self.0)
    }

    /// Shortens so that neither [`Markup::plain`] nor [`Markup::html`] is longer than `max_bytes`; what was cut off
    /// is shown as `…`. A character, also one composed of several code points, is kept or dropped whole.
    #[must_use]
    pub fn cut(self, max_bytes: usize) -> Self {
        cut::cut(self, max_bytes)
    }
}

impl Node {
    /// Literal text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Strong.
    #[must_use]
    pub fn bold(inner: impl Into<Markup>) -> Self {
        Self::Bold(inner.into().0)
    }

    /// Emphasised.
    #[must_use]
    pub fn italic(inner: impl Into<Markup>) -> Self {
        Self::Italic(inner.into().0)
    }

    /// Struck out.
    #[must_use]
    pub fn strike(inner: impl Into<Markup>) -> Self {
        Self::Strike(inner.into().0)
    }

    /// Code within a line.
    #[must_use]
    pub fn code(text: impl Into<String>) -> Self {
        Self::Code(text.into())
    }

    /// A block of code.
    #[must_use]
    pub fn block(text: impl Into<String>) -> Self {
        Self::Block(text.into())
    }

    /// A link.
    #[must_use]
    pub fn link(href: impl Into<String>, label: impl Into<Markup>) -> Self {
        Self::Link { href: href.into(), label: label.into().0 }
    }

    /// A person.
    #[must_use]
    pub fn person(account: impl Into<String>, name: impl Into<String>) -> Self {
        Self::Person { account: account.into(), name: name.into() }
    }

    /// A quotation.
    #[must_use]
    pub fn quote(inner: impl Into<Markup>) -> Self {
        Self::Quote(inner.into().0)
    }

    /// A list.
    #[must_use]
    pub fn list<T: Into<Markup>>(entries: impl IntoIterator<Item = T>) -> Self {
        Self::List(entries.into_iter().map(|entry| entry.into().0).collect())
    }

    /// True when nothing would be seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Node::Text(text) | Node::Code(text) | Node::Block(text) => text.is_empty(),
            Node::Bold(inner) | Node::Italic(inner) | Node::Strike(inner) | Node::Quote(inner) => {
                inner.iter().all(Node::is_empty)
            }
            Node::List(entries) | Node::Numbered { entries, .. } => entries.is_empty(),
            Node::Link { .. } | Node::Person { .. } | Node::Break => false,
        }
    }
}

impl From<&str> for Markup {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Markup {
    fn from(text: String) -> Self {
        Self(vec![Node::Text(text)])
    }
}

impl From<Node> for Markup {
    fn from(node: Node) -> Self {
        Self(vec![node])
    }
}

impl From<Vec<Node>> for Markup {
    fn from(nodes: Vec<Node>) -> Self {
        Self(nodes)
    }
}

impl Extend<Node> for Markup {
    fn extend<T: IntoIterator<Item = Node>>(&mut self, nodes: T) {
        self.0.extend(nodes);
    }
}

impl FromIterator<Node> for Markup {
    fn from_iter<T: IntoIterator<Item = Node>>(nodes: T) -> Self {
        Self(nodes.into_iter().collect())
    }
}

/// The address, when it is one that may be followed; a person's words must not become `javascript:` or `file:`.
fn address(href: &str) -> Option<Url> {
    let url = Url::parse(href).ok()?;
    matches!(url.scheme(), "http" | "https" | "mailto" | "matrix").then_some(url)
}

/// What is shown for a person: the name, or the account where the name is blank.
fn shown_name<'a>(account: &'a str, name: &'a str) -> &'a str {
    if name.trim().is_empty() { account } else { name }
}

//! The tree as lines of text: plain, or styled for a terminal.

use anstyle::{AnsiColor, Style};

use super::{Node, address, literal, shown_name};

pub(super) fn plain(nodes: &[Node]) -> String {
    literal::without_ping(&terminal(nodes, false))
}

pub(super) fn terminal(nodes: &[Node], color: bool) -> String {
    let mut page = Page { out: String::new(), prefix: String::new(), fresh: true, after_block: false, color };
    page.write_all(nodes, Style::new());
    page.out
}

/// A page being written.
struct Page {
    out: String,
    /// What stands before each line: `> ` in quotations, spaces in list entries.
    prefix: String,
    /// Nothing is on the current line yet, not even the prefix.
    fresh: bool,
    /// A quotation, list or block of code has just ended: what follows begins a new line.
    after_block: bool,
    color: bool,
}

impl Page {
    fn write_all(&mut self, nodes: &[Node], style: Style) {
        for node in nodes {
            self.write(node, style);
        }
    }

    fn write(&mut self, node: &Node, style: Style) {
        match node {
            Node::Text(text) => self.text(text, style),
            Node::Bold(inner) => self.write_all(inner, style.bold()),
            Node::Italic(inner) => self.write_all(inner, style.italic()),
            Node::Strike(inner) => self.write_all(inner, style.strikethrough()),
            Node::Code(text) => self.text(&text.replace(['\n', '\r'], " "), style.fg_color(Some(CODE.into()))),
            Node::Link { href, label } => self.link(href, label, style),
            Node::Person { account, name } => {
                self.text(shown_name(account, name), style.fg_color(Some(PERSON.into())));
            }
            Node::Break => {
                self.end_block();
                self.new_line();
            }
            Node::Block(text) => {
                self.begin_block();
                self.text(text, style.fg_color(Some(CODE.into())));
                self.after_block = true;
            }
            Node::Quote(inner) => {
                self.begin_block();
                self.indented("> ", |page| page.write_all(inner, style.dimmed()));
                self.after_block = true;
            }
            Node::List(entries) => {
                for entry in entries {
                    self.entry("• ", "  ", entry, style);
                }
            }
            Node::Numbered { first, entries } => {
                for (entry, before) in entries.iter().zip(0..) {
                    let mark = format!("{}. ", first.saturating_add(before));
                    self.entry(&mark, &" ".repeat(mark.len()), entry, style);
                }
            }
        }
    }

    /// `label (address)`, or only one of them where the other would say the same or may not be followed.
    fn link(&mut self, href: &str, label: &[Node], style: Style) {
        let linked = style.underline();
        let named = plain(label);
        match address(href) {
            None => self.write_all(label, style),
            Some(_) if named.is_empty() || named == href => self.text(href, linked),
            Some(url) if url.scheme() == "mailto" && url.path() == named => self.text(&named, linked),
            Some(_) => {
                self.write_all(label, linked);
                self.text(" (", style);
                self.text(href, style);
                self.text(")", style);
            }
        }
    }

    /// An entry of a list; its further lines stand below its first word.
    fn entry(&mut self, mark: &str, indent: &str, entry: &[Node], style: Style) {
        self.begin_block();
        self.text(mark, style);
        self.indented(indent, |page| page.write_all(entry, style));
        self.after_block = true;
    }

    fn text(&mut self, text: &str, style: Style) {
        let shown: String = literal::shown(text).collect();
        for (index, line) in shown.split('\n').enumerate() {
            if index > 0 {
                self.new_line();
            }
            if !line.is_empty() {
                self.end_block();
                self.begin_line();
                if self.color {
                    self.out.push_str(&format!("{style}{line}{style:#}"));
                } else {
                    self.out.push_str(line);
                }
            }
        }
    }

    fn indented(&mut self, prefix: &str, write: impl FnOnce(&mut Self)) {
        let outer = self.prefix.len();
        self.prefix.push_str(prefix);
        write(self);
        self.prefix.truncate(outer);
    }

    fn begin_line(&mut self) {
        if self.fresh {
            self.out.push_str(&self.prefix);
            self.fresh = false;
        }
    }

    fn new_line(&mut self) {
        if self.fresh {
            self.out.push_str(self.prefix.trim_end());
        }
        self.out.push('\n');
        self.fresh = true;
    }

    fn begin_block(&mut self) {
        self.after_block = false;
        if !self.fresh {
            self.new_line();
        }
    }

    fn end_block(&mut self) {
        if self.after_block && !self.fresh {
            self.new_line();
        }
        self.after_block = false;
    }
}

const CODE: AnsiColor = AnsiColor::Cyan;
const PERSON: AnsiColor = AnsiColor::Blue;

//! Shortening without ever splitting a character.

use unicode_normalization::char::is_combining_mark;

use super::{Markup, Node};

const ELLIPSIS: &str = "…";

pub(super) fn cut(whole: Markup, max_bytes: usize) -> Markup {
    if fits(&whole, max_bytes) {
        return whole;
    }
    // Bisects for the largest number of characters that fits: how long a character becomes depends on the rendering.
    let (mut fitting, mut shortest) = (0, Markup::default());
    let mut too_many = whole.0.iter().map(length).sum();
    while too_many - fitting > 1 {
        let middle = fitting + (too_many - fitting) / 2;
        let candidate = shortened(&whole, middle);
        if fits(&candidate, max_bytes) {
            (fitting, shortest) = (middle, candidate);
        } else {
            too_many = middle;
        }
    }
    if fitting == 0 {
        let bare = Markup::from(ELLIPSIS);
        return if fits(&bare, max_bytes) { bare } else { Markup::default() };
    }
    shortest
}

fn fits(markup: &Markup, max_bytes: usize) -> bool {
    markup.plain().len() <= max_bytes && markup.html().len() <= max_bytes
}

/// Number of characters; things that are kept or dropped whole count one.
fn length(node: &Node) -> usize {
    match node {
        Node::Text(text) | Node::Code(text) | Node::Block(text) => text.chars().count(),
        Node::Bold(inner) | Node::Italic(inner) | Node::Strike(inner) | Node::Quote(inner) => {
            inner.iter().map(length).sum()
        }
        Node::List(entries) | Node::Numbered { entries, .. } => entries.iter().flatten().map(length).sum(),
        Node::Link { label, .. } => label.iter().map(length).sum::<usize>().max(1),
        Node::Person { .. } | Node::Break => 1,
    }
}

fn shortened(whole: &Markup, chars: usize) -> Markup {
    let mut left = chars;
    let mut nodes = kept(&whole.0, &mut left);
    // Into the last list, quotation or block, where the text was cut off; never behind it.
    match nodes.last_mut() {
        Some(Node::Text(text) | Node::Code(text) | Node::Block(text)) => text.push_str(ELLIPSIS),
        Some(Node::Quote(inner)) => inner.push(Node::text(ELLIPSIS)),
        Some(Node::List(entries) | Node::Numbered { entries, .. }) => {
            if let Some(entry) = entries.last_mut() {
                entry.push(Node::text(ELLIPSIS));
            }
        }
        _ => nodes.push(Node::text(ELLIPSIS)),
    }
    Markup(nodes)
}

fn kept(nodes: &[Node], left: &mut usize) -> Vec<Node> {
    let mut result = Vec::new();
    for node in nodes {
        if *left == 0 {
            break;
        }
        let part = match node {
            Node::Text(text) => Node::Text(start(text, left)),
            Node::Code(text) => Node::Code(start(text, left)),
            Node::Block(text) => Node::Block(start(text, left)),
            Node::Bold(inner) => Node::Bold(kept(inner, left)),
            Node::Italic(inner) => Node::Italic(kept(inner, left)),
            Node::Strike(inner) => Node::Strike(kept(inner, left)),
            Node::Quote(inner) => Node::Quote(kept(inner, left)),
            Node::Link { href, label } if label.is_empty() => {
                *left -= 1;
                Node::Link { href: href.clone(), label: Vec::new() }
            }
            Node::Link { href, label } => Node::Link { href: href.clone(), label: kept(label, left) },
            Node::List(entries) => Node::List(some(entries, left)),
            Node::Numbered { first, entries } => Node::Numbered { first: *first, entries: some(entries, left) },
            Node::Person { .. } | Node::Break => {
                *left -= 1;
                node.clone()
            }
        };
        result.push(part);
    }
    result
}

fn some(entries: &[Vec<Node>], left: &mut usize) -> Vec<Vec<Node>> {
    let mut some = Vec::new();
    for entry in entries {
        if *left == 0 {
            break;
        }
        some.push(kept(entry, left));
    }
    some
}

/// The first characters of a text, at most `left` code points; a composed character is not taken apart.
fn start(text: &str, left: &mut usize) -> String {
    let mut taken: Vec<char> = text.chars().take(*left).collect();
    *left -= taken.len();
    let mut next = text.chars().nth(taken.len());
    while let (Some(following), Some(last)) = (next, taken.last()) {
        if !continues(following) && *last != ZERO_WIDTH_JOINER && !halves_flag(&taken, following) {
            break;
        }
        next = taken.pop();
    }
    taken.into_iter().collect()
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// True for what belongs to the character before it: accents, variation selectors, skin tones, joiners.
fn continues(c: char) -> bool {
    is_combining_mark(c) || c == ZERO_WIDTH_JOINER || ('\u{1f3fb}'..='\u{1f3ff}').contains(&c)
}

/// True when the cut would stand between the two letters of which a flag is made.
fn halves_flag(taken: &[char], following: char) -> bool {
    let is_letter = |c: &char| ('\u{1f1e6}'..='\u{1f1ff}').contains(c);
    is_letter(&following) && taken.iter().rev().take_while(|c| is_letter(c)).count() % 2 == 1
}

//! What is a command, and what only looks like one.

use crate::command::args::{Accepts, Args};
use crate::command::fold::{blank, fold};
use crate::command::ids::word;

/// How commands are addressed to this bot.
#[derive(Debug, Clone)]
pub struct Grammar {
    prefix: String,
    /// Folded, longest first, so that the account is tried before its local part.
    names: Vec<String>,
}

impl Grammar {
    /// The grammar for a prefix (`!`) and a bot with this account (`@lotse:example.org`) and display name.
    #[must_use]
    pub fn new(prefix: &str, account: &str, display: Option<&str>) -> Self {
        let account = fold(account);
        let local = account.trim_start_matches('@').split(':').next().unwrap_or_default().to_owned();
        let mut names = vec![account];
        for name in [local, fold(display.unwrap_or_default()).trim().to_owned()] {
            if !name.is_empty() {
                names.push(format!("@{name}"));
                names.push(name);
            }
        }
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        Self { prefix: fold(prefix.trim()), names }
    }

    /// Behind the prefix, when the text begins with it. A prefix that is a word ends where the word ends.
    fn behind_prefix<'a>(&self, text: &'a str) -> Option<&'a str> {
        let word = self.prefix.chars().next_back()?.is_alphanumeric();
        strip(text, &self.prefix, |rest| !word || rest.starts_with(blank))
    }
}

/// By what a command began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// The prefix.
    Prefix,
    /// A slash, which other programs use too: an unknown word behind it need not be meant for the bot.
    Slash,
    /// The bot's name.
    Mention,
}

/// A command as it was written.
#[derive(Debug, Clone)]
pub struct Command<'a> {
    /// The first word, folded. Empty when the bot was only mentioned.
    pub word: String,
    /// By what it began.
    pub opener: Opener,
    /// What follows the first word.
    pub rest: Rest<'a>,
}

/// What follows the words of a command that have been matched.
#[derive(Debug, Clone, Copy)]
pub struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// The words that follow on the same line, folded, without punctuation behind them.
    pub fn words(&self) -> impl Iterator<Item = String> + use<'a> {
        let mut rest = *self;
        std::iter::from_fn(move || rest.take_word())
    }

    /// The next word on the same line, folded.
    #[must_use]
    pub fn peek(&self) -> Option<String> {
        let (next, _) = word(self.0);
        (!next.is_empty()).then(|| fold_word(next))
    }

    /// Takes the next word on the same line, folded.
    pub fn take_word(&mut self) -> Option<String> {
        let (next, rest) = word(self.0);
        if next.is_empty() {
            return None;
        }
        self.0 = rest;
        Some(fold_word(next))
    }

    /// What is left, as written, without blanks around it.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.0.trim_matches(blank)
    }

    /// True when nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Reads what is left as a verb takes it.
    #[must_use]
    pub fn args(&self, accepts: &Accepts) -> Args {
        Args::read(self.0, accepts)
    }
}

/// Reads a message as a command; None when it is none. Quoted lines before the command are skipped; a message that
/// begins with code is none.
#[must_use]
pub fn read<'a>(text: &'a str, grammar: &Grammar) -> Option<Command<'a>> {
    let text = behind_quotations(text);
    if let Some(rest) = grammar.behind_prefix(text) {
        let rest = if grammar.prefix == "/" { rest } else { rest.trim_start_matches(|c: char| c != '\n' && blank(c)) };
        return first_word(rest, Opener::Prefix, grammar.prefix == "/");
    }
    if let Some(rest) = text.strip_prefix(['/', '／']) {
        return first_word(rest, Opener::Slash, true);
    }
    let rest = grammar.names.iter().find_map(|name| mentioned(text, name))?.trim_start_matches(blank);
    let rest = grammar.behind_prefix(rest).unwrap_or(rest).trim_start_matches(blank);
    match rest.trim_end_matches(blank) {
        "" | "?" => Some(Command { word: String::new(), opener: Opener::Mention, rest: Rest("") }),
        _ => first_word(rest, Opener::Mention, false),
    }
}

/// The message from the first line that is no quotation.
fn behind_quotations(text: &str) -> &str {
    let mut text = text.trim_start_matches(blank);
    while text.starts_with('>') {
        text = text.split_once('\n').map_or("", |(_, rest)| rest).trim_start_matches(blank);
    }
    text
}

fn first_word(text: &str, opener: Opener, may_be_path: bool) -> Option<Command<'_>> {
    let (written, _) = word(text);
    let name = written.trim_end_matches(['.', ',', ';', '!', '?', ')', ':', '：']);
    let start = text.chars().next()?;
    let plausible = start.is_alphanumeric() || (start == '#' && name.len() > 1);
    let path = may_be_path
        && !(start.is_alphabetic() && name.chars().all(|c| c.is_alphanumeric() || blank(c) || matches!(c, '-' | '_')));
    let address = written.contains("://");
    if !plausible || path || address || (opener == Opener::Prefix && room_id(written)) {
        return None;
    }
    // `!ticket:Printer`, `!prio=high`: the space was forgotten.
    let end = written.find([':', '：', '=']).unwrap_or(written.len());
    let (name, rest) = text.split_at_checked(end)?;
    let rest = rest.strip_prefix([':', '：', '=']).unwrap_or(rest);
    Some(Command { word: fold_word(name), opener, rest: Rest(rest) })
}

/// A Matrix room id (`!abc:example.org`, or 43 letters of Base64 since room version 12) that somebody quotes.
fn room_id(word: &str) -> bool {
    let opaque = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match word.split_once(':') {
        Some((_, server)) => server.contains('.') && server.chars().all(|c| opaque(c) || matches!(c, '.' | ':')),
        None => word.len() == 43 && word.chars().all(opaque),
    }
}

/// Behind the bot's name, when the text begins with it. Without `@` it must be set off, since a sentence may begin
/// with it; and `@lotse:other.org` is somebody else.
fn mentioned<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let set_off = [':', ',', '：', '，'];
    let rest = strip(text, name, |rest| rest.is_empty() || rest.starts_with(blank) || rest.starts_with(set_off))?;
    match rest.strip_prefix(set_off) {
        Some(after) if after.is_empty() || after.starts_with(blank) || !name.starts_with('@') => Some(after),
        Some(_) => None,
        None => name.starts_with('@').then_some(rest),
    }
}

/// Behind the beginning of the text that folds to `folded`, where what is behind is `fit`.
fn strip<'a>(text: &'a str, folded: &str, fit: impl Fn(&str) -> bool) -> Option<&'a str> {
    // Combining marks, full-width and invisible characters make the written form longer, but not without bounds.
    let longest = folded.len() * 4 + 16;
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= longest);
    ends.filter_map(|end| text.split_at_checked(end))
        .find(|(name, rest)| fit(rest) && fold(name) == folded)
        .map(|(_, rest)| rest)
}

fn fold_word(word: &str) -> String {
    fold(word).trim_end_matches(['.', ',', ';', '!', '?', ')']).to_owned()
}

#[cfg(test)]
mod tests;

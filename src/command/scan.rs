//! A cursor over text, for what has a grammar of its own: durations, dates.

use super::fold::{blank, fold, invisible};

/// Longest run of letters that is looked at as a word, in characters.
const LONGEST_WORD: usize = 32;

/// A position in a text. Copied to try something, dropped when it did not fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a>(&'a str);

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// What has not been read.
    pub(super) fn rest(self) -> &'a str {
        self.0
    }

    /// Behind spaces, but not behind the end of the line.
    pub(super) fn space(self) -> Self {
        Self(self.0.trim_start_matches(|c: char| c != '\n' && blank(c)))
    }

    /// Nothing but blanks and closing punctuation is left on the line.
    pub(super) fn at_end(self) -> bool {
        self.0
            .chars()
            .find(|c| *c == '\n' || !(blank(*c) || matches!(c, '.' | ',' | ';' | '!' | '?' | ')')))
            .is_none_or(|c| c == '\n')
    }

    /// No letter or digit follows directly.
    pub(super) fn boundary(self) -> bool {
        !self.0.starts_with(|c: char| c.is_alphanumeric())
    }

    /// Behind one of the characters.
    pub(super) fn one_of(self, set: &[char]) -> Option<Self> {
        self.0.strip_prefix(set).map(Self)
    }

    /// A decimal digit follows.
    pub(super) fn digit(self) -> bool {
        self.0.chars().next().and_then(digit).is_some()
    }

    /// A whole number of at most `longest` digits (1 to 9), and how many digits it has.
    pub(super) fn number(self, longest: usize) -> Option<(u32, usize, Self)> {
        let (digits, after) = self.digits();
        let count = digits.chars().count();
        if count == 0 || count > longest {
            return None;
        }
        let value = digits.chars().filter_map(digit).fold(0_u32, |n, d| n.saturating_mul(10).saturating_add(d));
        Some((value, count, after))
    }

    /// All digits that follow.
    pub(super) fn digits(self) -> (&'a str, Self) {
        let end = self.0.find(|c| digit(c).is_none()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at_checked(end).unwrap_or((self.0, ""));
        (digits, Self(rest))
    }

    /// The letters that follow, folded.
    pub(super) fn word(self) -> Option<(String, Self)> {
        let letter = |c: char| c.is_alphabetic() || invisible(c) || ('\u{300}'..='\u{36f}').contains(&c);
        let end =
            self.0.char_indices().take(LONGEST_WORD + 1).find(|(_, c)| !letter(*c)).map_or(self.0.len(), |(at, _)| at);
        let (letters, rest) = self.0.split_at_checked(end)?;
        let word =
            if letters.chars().take(LONGEST_WORD + 1).count() > LONGEST_WORD { String::new() } else { fold(letters) };
        if word.is_empty() { None } else { Some((word, Self(rest))) }
    }

    /// Behind a word of the list.
    pub(super) fn word_of(self, list: &[&str]) -> Option<Self> {
        self.word().filter(|(word, _)| list.contains(&word.as_str())).map(|(_, after)| after)
    }
}

/// The value of a decimal digit, ASCII or full-width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

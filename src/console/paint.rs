//! How a message looks.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

/// Columns in front of every line, where a message's number stands.
pub(super) const GUTTER: usize = 6;

/// Narrower than this, lines are left to the terminal to wrap.
const NARROWEST: usize = 20;

/// What the screen can show.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paint {
    /// Plain text when colours are off.
    pub(super) color: bool,
    /// Width of the terminal; None in scripts, whose lines are left whole.
    pub(super) columns: Option<usize>,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Numbers, markers, the console's own remarks.
    Quiet,
    /// A person's name.
    Person,
    /// The bot's name.
    Bot,
    /// A room's name.
    Room,
    /// The sign of a changed message.
    Changed,
    /// A refusal.
    Wrong,
}

impl Tone {
    fn style(self) -> Style {
        let fg = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        match self {
            Tone::Quiet => Style::new().dimmed(),
            Tone::Person => fg(AnsiColor::Green).bold(),
            Tone::Bot => fg(AnsiColor::Cyan).bold(),
            Tone::Room => fg(AnsiColor::Magenta),
            Tone::Changed => fg(AnsiColor::Yellow),
            Tone::Wrong => fg(AnsiColor::Red),
        }
    }
}

impl Paint {
    /// The text in a tone.
    pub(super) fn tone(self, tone: Tone, text: &str) -> String {
        let style = tone.style();
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// The gutter with a message's number in it, or empty.
    pub(super) fn gutter(self, number: Option<usize>) -> String {
        let number = number.map(|number| format!("[{number}]")).unwrap_or_default();
        let padding = " ".repeat(GUTTER.saturating_sub(number.len()).max(usize::from(!number.is_empty())));
        format!("{}{padding}", self.tone(Tone::Quiet, &number))
    }

    /// The lines of a text in a tone, each behind an empty gutter.
    pub(super) fn remark(self, tone: Tone, text: &str) -> String {
        let gutter = self.gutter(None);
        let lines = text.lines().flat_map(|line| self.wrap(line, GUTTER, GUTTER));
        lines.map(|line| format!("{gutter}{}\n", self.tone(tone, &line))).collect()
    }

    /// A line broken between words, so that it fits behind `first` columns, and its continuations behind `rest`.
    pub(super) fn wrap(self, line: &str, first: usize, rest: usize) -> Vec<String> {
        let room = |taken: usize| self.columns.and_then(|columns| columns.checked_sub(taken));
        let (Some(mut left), Some(full)) = (room(first), room(rest).filter(|width| *width >= NARROWEST)) else {
            return vec![line.to_owned()];
        };
        let mut lines = vec![String::new()];
        for word in line.split_inclusive(' ') {
            if width(word.trim_end()) > left && lines.last().is_some_and(|line| !line.trim().is_empty()) {
                lines.push(String::new());
                left = full;
            }
            left = left.saturating_sub(width(word));
            if let Some(line) = lines.last_mut() {
                line.push_str(word);
            }
        }
        lines
    }
}

/// `@anna:local` is `anna`.
pub(super) fn short(account: &str) -> &str {
    let account = account.strip_prefix('@').unwrap_or(account);
    account.split_once(':').map_or(account, |(short, _)| short)
}

/// Columns that a text takes on the screen; styles take none.
pub(super) fn width(text: &str) -> usize {
    let mut pieces = text.split('\x1b');
    let first = pieces.next().map_or(0, UnicodeWidthStr::width);
    let styled = |piece: &str| piece.split_once('m').map_or(0, |(_, shown)| shown.width());
    first + pieces.map(styled).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_between_words() {
        let paint = Paint { color: false, columns: Some(30) };
        assert_eq!(paint.wrap("short", 10, 10), ["short"]);
        assert_eq!(
            paint.wrap("the printer on the third floor is offline", 20, 10),
            ["the ", "printer on the third ", "floor is offline"]
        );
        assert_eq!(paint.wrap("Netzwerkdruckerwarteschlangenüberprüfung", 20, 10).len(), 1);
        let style = Tone::Bot.style();
        let styled = format!("{style}the printer on the{style:#} third");
        assert_eq!(paint.wrap(&styled, 6, 6).len(), 1, "styles take no room");
        assert_eq!(Paint::default().wrap(&"word ".repeat(100), 6, 6).len(), 1);
        assert_eq!(Paint { color: false, columns: Some(8) }.wrap("one two three", 6, 6).len(), 1);
    }
}

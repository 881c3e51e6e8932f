//! Where a text is code or quotation, which is never read as commands or keys.

use std::ops::Range;

/// The byte ranges of `text` that are fenced code, code within a line, or quoted lines; ascending, apart from each
/// other. `text` starts within a line (behind a command's words), so its first line is never a quotation. A fence that
/// is never closed reaches to the end, as clients show it.
pub(super) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let end = offset + line.len();
        let trimmed = line.trim();
        if let Some((sign, length)) = fence {
            spans.push(offset..end);
            if trimmed.chars().rev().take_while(|c| *c == sign).count() >= length {
                fence = None;
            }
        } else if offset > 0 && trimmed.starts_with('>') {
            spans.push(offset..end);
        } else {
            let tildes = trimmed.chars().take_while(|c| *c == '~').count();
            if tildes >= 3 {
                fence = Some(('~', tildes));
                spans.push(offset..end);
            } else if let Some((start, length)) = inline(line, offset, &mut spans) {
                fence = Some(('`', length));
                spans.push(start..end);
            }
        }
        offset = end;
    }
    spans
}

/// Adds the code within one line; returns where a block opens that the line does not close, and its number of ticks.
fn inline(line: &str, offset: usize, spans: &mut Vec<Range<usize>>) -> Option<(usize, usize)> {
    let runs = ticks(line);
    let mut runs = runs.as_slice();
    while let [(start, length), later @ ..] = runs {
        // A tick without a partner is literal, and each length can lack its partner once: few long searches.
        if let Some(at) = later.iter().position(|(_, other)| other == length) {
            let close = later.get(at).map_or(*start, |(close, _)| *close);
            spans.push(offset + start..offset + close + length);
            runs = later.get(at + 1..).unwrap_or_default();
        } else if *length >= 3 {
            return Some((offset + start, *length));
        } else {
            runs = later;
        }
    }
    None
}

/// The runs of back-ticks: where, how many.
fn ticks(line: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in line.match_indices('`') {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|span| text.get(span).unwrap()).collect()
    }

    #[test]
    fn code_and_quotations_are_found() {
        assert_eq!(code("a `b c` d ``e ` f``"), ["`b c`", "``e ` f``"]);
        assert_eq!(code("a\n```\nprio:1\n```\nb"), ["```\n", "prio:1\n", "```\n"]);
        assert_eq!(code("a\n> said\nb"), ["> said\n"]);
        assert_eq!(code("log ```x\ny```\nb"), ["```x\n", "y```\n"]);
        assert_eq!(code("~~~\n```\n~~~\nx"), ["~~~\n", "```\n", "~~~\n"]);
    }

    #[test]
    fn what_only_looks_like_it_is_text() {
        assert!(code(" > 5 printers are it`s 5 o'clock").is_empty());
        assert_eq!(code("never closed\n```\nrest"), ["```\n", "rest"]);
    }
}

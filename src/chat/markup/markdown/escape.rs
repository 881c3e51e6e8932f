//! Words of people that come into Markdown and are not to be read as such.

/// A line as Markdown that shows it as it is. What does no harm is left alone, so that the text can be read as it stands, too.
#[must_use]
pub fn escaped(line: &str) -> String {
    let line = line.trim();
    let mut safe = String::with_capacity(line.len() + 8);
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = ' ';
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, next)| *next);
        let opens_block =
            at == 0 && matches!(c, '#' | '>' | '+' | '-' | '=') || number > 0 && at == number && matches!(c, '.' | ')');
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '&' | '|' => true,
            // Within a word it emphasises nothing.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            _ => false,
        };
        if opens_block || is_mark {
            safe.push('\\');
        }
        safe.push(c);
        before = c;
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::markup;
    use super::*;
    use crate::chat::markup::Markup;

    #[test]
    fn what_does_no_harm_is_left_alone() {
        for text in
            ["mx1_old is full (95 %)", "T-7 – is it back?", "https://x.org/a_b?c=1", "at 14.30 Uhr", "a - b + c"]
        {
            assert_eq!(escaped(text), text);
        }
        assert_eq!(escaped("# no *heading*"), "\\# no \\*heading\\*");
        assert_eq!(escaped("1. no list"), "1\\. no list");
        assert_eq!(escaped("<b>x</b> &amp; [a](b)"), "\\<b>x\\</b> \\&amp; \\[a\\](b)");
    }

    proptest! {
        #[test]
        fn a_line_is_shown_as_it_is(line in "[a1ü\\\\`*_\\[\\]<>~&|#+=:!.(){}$^;\"'/@-]([a1ü \\\\`*_\\[\\]<>~&|#+=:!.(){}$^;\"'/@-]{0,30}[a1ü\\\\`*_\\[\\]<>~&|#+=:!.()-])?") {
            let shown = markup(&format!("- {}", escaped(&line))).plain();
            let wanted = Markup::text(line.trim()).plain();
            prop_assert_eq!(shown.trim_start_matches(['•', '-', ' ']), wanted.trim_start_matches(['•', '-', ' ']));
        }
    }
}

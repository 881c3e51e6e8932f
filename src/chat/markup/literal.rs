//! What of a person's words is shown: everything but what would act on its surroundings.

/// Between `@` and `room`: invisible, and no line may break there.
const WORD_JOINER: char = '\u{2060}';

/// The characters that are shown. Left out are control characters (they steer terminals and are forbidden in HTML)
/// and explicit bidirectional controls (left open, they turn around the words of others that follow). All kinds of
/// line ends become `\n`.
pub(super) fn shown(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            match chars.next()? {
                '\r' => {
                    if chars.peek() != Some(&'\n') {
                        return Some('\n');
                    }
                }
                '\u{2028}' | '\u{2029}' | '\u{85}' => return Some('\n'),
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
                c if c.is_control() && c != '\n' && c != '\t' => {}
                c => return Some(c),
            }
        }
    })
}

/// Puts a word joiner between `@` and `room`. Older clients notify a whole room when a message merely contains these
/// characters; `m.mentions` tells newer ones not to.
pub(super) fn without_ping(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        safe.push_str(before);
        safe.push('@');
        if after.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("room")) {
            safe.push(WORD_JOINER);
        }
        rest = after;
    }
    safe.push_str(rest);
    safe
}

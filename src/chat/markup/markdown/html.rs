//! HTML among Markdown, which the chat does not show.

/// Tags that only say how something looks or is grouped: without them the same is said. Others stay as they stand there, since
/// `<your name>` is a placeholder far more often than a tag.
const SILENT: [&str; 28] = [
    "b", "big", "body", "center", "code", "dd", "del", "details", "div", "dl", "dt", "em", "font", "i", "ins", "kbd",
    "mark", "p", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "tt", "u",
];

/// The text of it: without comments, which are for whoever edits it, and without [`SILENT`] tags; `<br>` ends a line.
pub(super) fn shown(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    // Nobody looks for the end of each `<` of thousands that have none.
    let mut ends = html.contains('>');
    while let Some((before, from)) = rest.split_once('<') {
        text.push_str(before);
        if let Some(comment) = from.strip_prefix("!--") {
            // One that is never closed hides all that follows, as in a browser.
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let name: String = from.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_lowercase();
        let is_break = name == "br";
        let known = ends && (is_break || SILENT.contains(&name.as_str()));
        let after = known.then(|| from.split_once('>')).flatten();
        ends &= !known || after.is_some();
        match after {
            Some((_, after)) => {
                if is_break {
                    text.push('\n');
                }
                rest = after;
            }
            None => {
                text.push('<');
                rest = from;
            }
        }
    }
    text.push_str(rest);
    text
}

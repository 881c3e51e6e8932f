//! Names for emoji, which few keyboards have: `/react eyes` is `/react 👀`.

/// A sign with its names; the first one is offered for completion.
const SIGNS: [(&str, &[&str]); 26] = [
    ("👀", &["eyes", "take", "augen"]),
    ("✅", &["check", "done", "haken"]),
    ("❌", &["x", "no", "nein"]),
    ("🚨", &["siren", "urgent", "sirene"]),
    ("🚨🚨", &["declare", "sirens", "sirenen"]),
    ("⏰", &["clock", "snooze", "wecker"]),
    ("⏸", &["pause", "wait", "warten"]),
    ("🔁", &["repeat", "reopen", "wieder"]),
    ("🎫", &["ticket"]),
    ("🔗", &["link"]),
    ("📌", &["pin"]),
    ("✋", &["hand"]),
    ("🔼", &["up", "escalate"]),
    ("👍", &["thumbsup", "+1"]),
    ("👎", &["thumbsdown", "-1"]),
    ("▶️", &["start"]),
    ("🏁", &["flag", "finish"]),
    ("↩️", &["back", "rollback"]),
    ("📣", &["mega"]),
    ("1️⃣", &["one", "eins"]),
    ("2️⃣", &["two", "zwei"]),
    ("3️⃣", &["three", "drei"]),
    ("4️⃣", &["four", "vier"]),
    ("5️⃣", &["five", "fünf"]),
    ("❓", &["question"]),
    ("🎉", &["tada"]),
];

/// The sign that a person means: by name, with or without colons, or the sign itself.
pub(super) fn meant(text: &str) -> &str {
    let name = text.trim_matches(':').to_lowercase();
    SIGNS.iter().find(|(_, names)| names.contains(&name.as_str())).map_or(text, |(sign, _)| sign)
}

/// True when the text may be a sign: a known name, or anything that is not made of letters and digits.
pub(super) fn is_sign(text: &str) -> bool {
    meant(text) != text || (!text.is_empty() && !text.chars().any(char::is_alphabetic) && !text.is_ascii())
}

/// The names that are offered for completion.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    SIGNS.iter().filter_map(|(_, names)| names.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_by_name_too() {
        for text in ["eyes", ":eyes:", "Eyes", "👀"] {
            assert_eq!(meant(text), "👀", "{text}");
            assert!(is_sign(text), "{text}");
        }
        assert_eq!(meant("🦆"), "🦆");
        for text in ["", "3", "hello", "+", "[3]"] {
            assert!(!is_sign(text), "{text}");
        }
    }
}

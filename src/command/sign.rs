//! Reactions: which sign is meant, whatever its shape, colour of skin, or name.

/// A sign that people act with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// 🎫 make a ticket of the message.
    Ticket,
    /// 👀 take.
    Take,
    /// ✅ resolve, tick, approve.
    Yes,
    /// ❌ reject.
    No,
    /// 🚨 urgent.
    Urgent,
    /// 🚨🚨 declare a major incident.
    Declare,
    /// ⏰ remind me later.
    Snooze,
    /// ⏸ wait.
    Wait,
    /// 🔁 reopen.
    Reopen,
    /// 🔗 duplicate.
    Duplicate,
    /// 📌 into the timeline.
    Timeline,
    /// ✋ cover a shift.
    Cover,
    /// 🔼 escalate.
    Escalate,
    /// 👍 helpful.
    ThumbUp,
    /// 👎 not helpful.
    ThumbDown,
    /// ▶️ started.
    Start,
    /// 🏁 done.
    Finish,
    /// ↩️ rolled back.
    RollBack,
    /// 📨 handed in.
    Submit,
    /// ➡️ next page.
    Next,
    /// ⬅️ page before.
    Previous,
    /// 0️⃣ to 🔟: satisfaction, items of a list.
    Digit(u8),
}

/// The emoji that one sees, in its shape as text and without what does not matter; with Slack's names for them.
const NAMES: [(&str, &[&str]); 42] = [
    ("🎫", &["ticket"]),
    ("🎟", &["admission_tickets"]),
    ("👀", &["eyes"]),
    ("✅", &["white_check_mark"]),
    ("✔", &["heavy_check_mark"]),
    ("☑", &["ballot_box_with_check"]),
    ("❌", &["x"]),
    ("✖", &["heavy_multiplication_x"]),
    ("🚨", &["rotating_light"]),
    ("⏰", &["alarm_clock"]),
    ("⏱", &["stopwatch"]),
    ("⏸", &["double_vertical_bar", "pause_button"]),
    ("🔁", &["repeat"]),
    ("🔄", &["arrows_counterclockwise"]),
    ("🔗", &["link"]),
    ("📌", &["pushpin"]),
    ("📍", &["round_pushpin"]),
    ("✋", &["hand", "raised_hand"]),
    ("🖐", &["raised_hand_with_fingers_splayed"]),
    ("🔼", &["arrow_up_small"]),
    ("⬆", &["arrow_up"]),
    ("👍", &["+1", "thumbsup"]),
    ("👎", &["-1", "thumbsdown"]),
    ("▶", &["arrow_forward"]),
    ("🏁", &["checkered_flag"]),
    ("↩", &["leftwards_arrow_with_hook"]),
    ("📨", &["incoming_envelope"]),
    ("📤", &["outbox_tray"]),
    ("➡", &["arrow_right"]),
    ("⬅", &["arrow_left"]),
    ("📣", &["mega"]),
    ("0\u{20e3}", &["zero"]),
    ("1\u{20e3}", &["one"]),
    ("2\u{20e3}", &["two"]),
    ("3\u{20e3}", &["three"]),
    ("4\u{20e3}", &["four"]),
    ("5\u{20e3}", &["five"]),
    ("6\u{20e3}", &["six"]),
    ("7\u{20e3}", &["seven"]),
    ("8\u{20e3}", &["eight"]),
    ("9\u{20e3}", &["nine"]),
    ("🔟", &["keycap_ten"]),
];

/// The sign without what does not matter: variation selectors (U+FE0E, U+FE0F), skin tones (U+1F3FB to U+1F3FF), blanks
/// around it; Slack's names (`eyes`, `:+1::skin-tone-3:`) become the emoji. Doing so twice changes nothing.
#[must_use]
pub fn normal(sign: &str) -> String {
    let bare: String =
        sign.chars().filter(|c| !matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')).collect();
    let bare = bare.trim();
    let name = bare.trim_matches(':');
    let name = name.split_once("::skin-tone-").map_or(name, |(name, _)| name);
    let known = NAMES.iter().find(|(_, names)| names.contains(&name));
    known.map_or(bare, |(emoji, _)| emoji).to_owned()
}

impl Sign {
    /// Reads a reaction as a platform delivers it; None for a sign without a meaning here.
    #[must_use]
    pub fn read(sign: &str) -> Option<Self> {
        Some(match normal(sign).as_str() {
            "🎫" | "🎟" => Self::Ticket,
            "👀" => Self::Take,
            "✅" | "✔" | "☑" | "✓" | "🗸" => Self::Yes,
            "❌" | "✖" | "✗" | "✘" | "🗙" => Self::No,
            "🚨" => Self::Urgent,
            // Two of them as one reaction, which a client sends as text.
            "🚨🚨" => Self::Declare,
            "⏰" | "⏱" => Self::Snooze,
            "⏸" => Self::Wait,
            "🔁" | "🔄" => Self::Reopen,
            "🔗" => Self::Duplicate,
            "📌" | "📍" => Self::Timeline,
            "✋" | "🖐" => Self::Cover,
            "🔼" | "⬆" => Self::Escalate,
            "👍" => Self::ThumbUp,
            "👎" => Self::ThumbDown,
            "▶" => Self::Start,
            "🏁" => Self::Finish,
            "↩" => Self::RollBack,
            "📨" | "📤" => Self::Submit,
            "➡" => Self::Next,
            "⬅" => Self::Previous,
            "🔟" => Self::Digit(10),
            other => return keycap(other).map(Self::Digit),
        })
    }

    /// The emoji to offer, in the shape that clients show in colour. None for a digit above 10.
    #[must_use]
    pub fn emoji(self) -> Option<&'static str> {
        const KEYCAPS: [&str; 11] = ["0️⃣", "1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟"];
        Some(match self {
            Self::Ticket => "🎫",
            Self::Take => "👀",
            Self::Yes => "✅",
            Self::No => "❌",
            Self::Urgent => "🚨",
            Self::Declare => "🚨🚨",
            Self::Snooze => "⏰",
            Self::Wait => "⏸️",
            Self::Reopen => "🔁",
            Self::Duplicate => "🔗",
            Self::Timeline => "📌",
            Self::Cover => "✋",
            Self::Escalate => "🔼",
            Self::ThumbUp => "👍",
            Self::ThumbDown => "👎",
            Self::Start => "▶️",
            Self::Finish => "🏁",
            Self::RollBack => "↩️",
            Self::Submit => "📨",
            Self::Next => "➡️",
            Self::Previous => "⬅️",
            Self::Digit(digit) => return KEYCAPS.get(usize::from(digit)).copied(),
        })
    }
}

/// `1` and U+20E3.
fn keycap(sign: &str) -> Option<u8> {
    sign.strip_suffix('\u{20e3}').filter(|digit| digit.len() == 1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shape_skin_and_name_do_not_matter() {
        for (sign, meant) in [
            ("✅", Sign::Yes),
            ("✔️", Sign::Yes),
            ("✔", Sign::Yes),
            ("☑️", Sign::Yes),
            ("white_check_mark", Sign::Yes),
            ("❌", Sign::No),
            ("✖️", Sign::No),
            ("✗", Sign::No),
            (":x:", Sign::No),
            ("👍🏽", Sign::ThumbUp),
            ("👍️", Sign::ThumbUp),
            ("+1::skin-tone-3", Sign::ThumbUp),
            (":+1::skin-tone-3:", Sign::ThumbUp),
            ("👀", Sign::Take),
            (":eyes:", Sign::Take),
            ("🚨", Sign::Urgent),
            ("🚨🚨", Sign::Declare),
            ("🚨️🚨", Sign::Declare),
            ("⏰", Sign::Snooze),
            ("⏱️", Sign::Snooze),
            (":alarm_clock:", Sign::Snooze),
            ("⏸️", Sign::Wait),
            ("⏸", Sign::Wait),
            ("🔄", Sign::Reopen),
            ("✋🏿", Sign::Cover),
            ("▶️", Sign::Start),
            ("▶", Sign::Start),
            ("↩️", Sign::RollBack),
            ("➡️", Sign::Next),
            (":arrow_left:", Sign::Previous),
            ("1️⃣", Sign::Digit(1)),
            ("5\u{20e3}", Sign::Digit(5)),
            ("three", Sign::Digit(3)),
            ("🔟", Sign::Digit(10)),
        ] {
            assert_eq!(Sign::read(sign), Some(meant), "{sign}");
        }
        for sign in ["", "🎉", "1", "#️⃣", "10\u{20e3}", "yes", "👍👍", "🚨🚨🚨"] {
            assert_eq!(Sign::read(sign), None, "{sign}");
        }
        assert_eq!(normal("1️⃣"), "1\u{20e3}");
        assert_eq!(normal("🎉"), "🎉");
    }

    #[test]
    fn what_is_offered_is_read_back_and_every_name_has_a_sign() {
        for (emoji, names) in NAMES {
            for name in names {
                assert_eq!(normal(name), emoji, "{name}");
            }
            if let Some(sign) = Sign::read(emoji) {
                assert_eq!(Sign::read(sign.emoji().unwrap()), Some(sign), "{emoji}");
            }
        }
    }

    proptest! {
        #[test]
        fn normal_twice_changes_nothing(sign in "(:|::skin-tone-|eyes|x|[\u{fe0f}👍🏽1⃣ ]|\\PC){0,6}") {
            let once = normal(&sign);
            prop_assert_eq!(normal(&once), once);
        }
    }
}

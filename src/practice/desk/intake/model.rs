//! Which messages are tickets, and what they say. Pure.

use crate::command::{Accepts, Args, sign};

/// What a plain message says as a ticket: its first line is the title. Nothing in it is a key or a name, since it was
/// written to people. Of a file alone its name is what there is to say.
pub(super) fn plain(text: &str, file: Option<&str>) -> Args {
    let text = if text.trim().is_empty() { file.unwrap_or_default() } else { text };
    Args::read(text, &Accepts::TEXT)
}

/// Whether the author wants no ticket of it: it begins with 📣.
pub(super) fn opts_out(text: &str) -> bool {
    sign::normal(text).starts_with('📣') || text.trim_start().starts_with(":mega:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_commands_mean_nothing_in_plain_messages() {
        let args = plain("Kaputt prio:hoch service:mail\nT-7 auch", None);
        assert_eq!((args.title.as_str(), args.description.as_str()), ("Kaputt prio:hoch service:mail", "T-7 auch"));
        assert!(args.keys.is_empty() && args.ids.is_empty());
        assert_eq!(plain("for @anna: VPN", None).title, "for @anna: VPN");
        assert_eq!(plain(" ", Some("Foto.png")).title, "Foto.png");
    }

    #[test]
    fn announcements_are_no_tickets() {
        for text in ["📣 Heute Wartung", " \n📣\u{fe0f}Wartung", ":mega: Wartung"] {
            assert!(opts_out(text), "{text}");
        }
        for text in ["Wartung 📣", "", "Drucker"] {
            assert!(!opts_out(text), "{text}");
        }
    }
}

//! The table of slash commands, and did-you-mean.

/// A slash command. Its words are `console-usage-NAME` and `console-help-NAME`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Command {
    pub(super) name: &'static str,
    /// Other names, German ones among them.
    aliases: &'static [&'static str],
    pub(super) act: Act,
    /// Key of the line that shows what it takes.
    pub(super) usage: &'static str,
    /// Key of the line that says what it does.
    pub(super) help: &'static str,
}

/// What a slash command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    As,
    React,
    Unreact,
    Thread,
    Up,
    Reply,
    File,
    Edit,
    Delete,
    Room,
    Rooms,
    Join,
    Direct,
    People,
    History,
    Help,
    Quit,
}

macro_rules! command {
    ($name:literal, $act:ident, [$($alias:literal),*]) => {
        Command {
            name: $name,
            aliases: &[$($alias),*],
            act: Act::$act,
            usage: concat!("console-usage-", $name),
            help: concat!("console-help-", $name),
        }
    };
}

/// All of them, in the order in which help shows them.
pub(super) const COMMANDS: [Command; 17] = [
    command!("as", As, ["als"]),
    command!("react", React, ["r", "reagieren"]),
    command!("unreact", Unreact, ["zurücknehmen"]),
    command!("thread", Thread, ["t", "faden"]),
    command!("up", Up, ["hoch"]),
    command!("reply", Reply, ["antwort", "antworten"]),
    command!("file", File, ["send", "datei", "senden"]),
    command!("edit", Edit, ["ändern", "bearbeiten"]),
    command!("delete", Delete, ["del", "löschen"]),
    command!("room", Room, ["raum"]),
    command!("rooms", Rooms, ["räume"]),
    command!("join", Join, ["beitreten"]),
    command!("dm", Direct, ["direkt"]),
    command!("people", People, ["who", "leute", "wer"]),
    command!("history", History, ["verlauf"]),
    command!("help", Help, ["h", "?", "hilfe"]),
    command!("quit", Quit, ["q", "exit", "ende"]),
];

/// The command of that name, in any case; or the names that are nearest to it.
pub(super) fn find(name: &str) -> Result<&'static Command, Vec<&'static str>> {
    let name = name.to_lowercase();
    let exact = |command: &&Command| command.name == name || command.aliases.contains(&name.as_str());
    COMMANDS.iter().find(exact).ok_or_else(|| nearest(&name))
}

/// At most three names, the nearest first. One that begins like what was typed is near, however much is missing.
fn nearest(typed: &str) -> Vec<&'static str> {
    let names = COMMANDS.iter().flat_map(|command| std::iter::once(&command.name).chain(command.aliases));
    let mut near: Vec<(usize, &str)> = names
        .filter(|name| name.chars().count() > 1)
        .filter_map(|name| {
            let distance = strsim::osa_distance(typed, name);
            let begins = typed.chars().count() > 1 && name.starts_with(typed);
            (begins || distance <= 2 && distance < name.chars().count() - 1).then_some((distance, *name))
        })
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().map(|(_, name)| name).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_in_both_languages_and_almost() {
        assert_eq!(find("react").unwrap().act, Act::React);
        assert_eq!(find("RÄUME").unwrap().act, Act::Rooms);
        assert_eq!(find("raect").unwrap_err(), ["react"]);
        assert_eq!(find("hist").unwrap_err(), ["history"]);
        assert!(find("rooom").unwrap_err().starts_with(&["room"]));
        assert_eq!(find("xyzzy").unwrap_err(), Vec::<&str>::new());
        assert_eq!(find("").unwrap_err(), Vec::<&str>::new());
    }

    #[test]
    fn no_name_is_used_twice() {
        let mut names: Vec<_> =
            COMMANDS.iter().flat_map(|command| std::iter::once(&command.name).chain(command.aliases)).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}

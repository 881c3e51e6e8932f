//! What the registry and the words owe each other: every verb can be explained in every language, every role is
//! accounted for, and the README shows the commands that exist.

use std::collections::BTreeSet;
use std::fmt::Write;

use insta::assert_snapshot;
use lotse::command::fold;
use lotse::i18n::{Language, Phrase};
use lotse::people::role::Role;
use lotse::practice::router::verbs;
use lotse::practice::{PRACTICES, Who};

fn mark(who: Who, role: Role) -> &'static str {
    match (who, role) {
        (Who::Anyone, _) => "yes",
        (Who::Involved, Role::Requester) => "own",
        (Who::Involved | Who::Agent, Role::Agent | Role::Operator) | (Who::Operator, Role::Operator) => "yes",
        (Who::Agent, Role::Requester) | (Who::Operator, Role::Requester | Role::Agent) => "-",
    }
}

#[test]
fn who_may_do_what() {
    let mut table = format!("{:<20}", "");
    for role in Role::ALL {
        let _ = write!(table, "{:<11}", role.name());
    }
    for verb in verbs() {
        let _ = write!(table, "\n{:<20}", verb.name);
        for role in Role::ALL {
            let _ = write!(table, "{:<11}", mark(verb.who, role));
        }
    }
    for reaction in PRACTICES.iter().flat_map(|practice| practice.reactions) {
        let _ = write!(table, "\n{:<20}", format!("{} {}", reaction.sign.emoji().unwrap(), reaction.name));
        for role in Role::ALL {
            let _ = write!(table, "{:<11}", mark(reaction.who, role));
        }
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    assert_snapshot!(table.join("\n"), @"
                        requester  agent      operator
    ticket-new          yes        yes        yes
    ticket-show         own        yes        yes
    ticket-take         -          yes        yes
    ticket-release      -          yes        yes
    ticket-priority     -          yes        yes
    ticket-wait         -          yes        yes
    ticket-resolve      own        yes        yes
    ticket-reopen       own        yes        yes
    ticket-close        own        yes        yes
    ticket-history      own        yes        yes
    tickets-mine        yes        yes        yes
    tickets-open        -          yes        yes
    help                yes        yes        yes
    lotse-language      yes        yes        yes
    lotse-role          yes        yes        yes
    lotse-status        yes        yes        yes
    👀 ticket-take       -          yes        yes
    ✅ ticket-resolve    own        yes        yes
    🔁 ticket-reopen     own        yes        yes
    ");
}

#[test]
fn the_languages_have_the_same_words_and_the_code_uses_them() {
    let words = lotse::app::words().unwrap();
    assert_eq!(words.compare(), Vec::<String>::new());
    let sources = sources(std::path::Path::new("src"));
    let unused: Vec<&str> = words
        .keys(Language::En)
        .filter(|key| !sources.iter().any(|text| text.contains(&format!("\"{key}\""))))
        .collect();
    assert_eq!(unused, Vec::<&str>::new(), "keys that no code names");
    let known: BTreeSet<&str> = words.keys(Language::En).collect();
    let asked: BTreeSet<&str> = sources
        .iter()
        .filter(|text| !text.contains("include_str!(\"en.ftl\")") || text.contains("PRACTICE"))
        .flat_map(|text| text.split("Phrase::new(\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let console = ["console", "welcome"];
    let missing: Vec<&&str> =
        asked.iter().filter(|key| !known.contains(**key) && !console.iter().any(|own| key.starts_with(own))).collect();
    assert!(missing.iter().all(|key| in_other_words(key)), "keys that no file has: {missing:?}");
}

/// The console and the languages themselves have files of their own.
fn in_other_words(key: &str) -> bool {
    ["src/console/en.ftl", "src/i18n/en.ftl"]
        .iter()
        .any(|file| std::fs::read_to_string(file).is_ok_and(|text| text.contains(&format!("{key} ="))))
        || tests_of_i18n(key)
}

/// Keys that only the unit tests of `i18n` name.
fn tests_of_i18n(key: &str) -> bool {
    sources(std::path::Path::new("src/i18n")).iter().any(|text| text.contains(&format!("\"{key}\"")))
}

fn sources(folder: &std::path::Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
    texts
}

#[test]
fn every_verb_is_explained_in_every_language() {
    let words = lotse::app::words().unwrap();
    for language in Language::ALL {
        for verb in verbs() {
            for key in ["help-what", "help-more"] {
                let text = words.plain(language, &Phrase::new(key).choice("verb", verb.name));
                let fallback = words.plain(language, &Phrase::new(key).choice("verb", "lotse-status"));
                assert!(!text.contains('⟦'), "{} {}: {text}", language.code(), verb.name);
                assert!(verb.name == "lotse-status" || text != fallback, "{} has no {key}", verb.name);
            }
        }
    }
}

#[test]
fn no_two_verbs_have_the_same_name() {
    let mut seen = std::collections::BTreeMap::new();
    for verb in verbs() {
        let names: BTreeSet<String> = verb.en.iter().chain(verb.de).map(|name| fold(name)).collect();
        for name in names {
            assert_eq!(seen.insert(name.clone(), verb.name), None, "{name}");
        }
    }
}

#[test]
fn the_readme_shows_every_command_and_no_other() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let table: BTreeSet<String> = readme
        .lines()
        .filter(|line| line.starts_with("| `!"))
        .flat_map(|line| line.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|command| command.strip_prefix('!').map(str::to_owned))
        .collect();
    let shown = |name: &str| table.iter().any(|row| row == name || row.starts_with(&format!("{name} ")));
    for verb in verbs() {
        for names in [verb.en, verb.de] {
            assert!(shown(names[0]), "README does not show `!{}`", names[0]);
        }
    }
    let names: Vec<&str> = verbs().flat_map(|verb| verb.en.iter().chain(verb.de)).copied().collect();
    for row in &table {
        // An id alone shows that ticket.
        if row.parse::<lotse::ids::TicketId>().is_ok() {
            continue;
        }
        let known = names.iter().any(|name| row == name || row.starts_with(&format!("{name} ")));
        assert!(known, "README shows `!{row}`, which does not exist");
    }
}

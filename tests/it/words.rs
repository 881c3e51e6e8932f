//! What the registry and the words owe each other: every verb can be explained in every language, every role is
//! accounted for, and the README shows the commands that exist.

use std::collections::BTreeSet;
use std::fmt::Write;

use insta::assert_snapshot;
use lotse::command::fold;
use lotse::i18n::Language;
use lotse::people::role::Role;
use lotse::practice::router::verbs;
use lotse::practice::{PRACTICES, Who};

fn mark(who: Who, role: Role) -> &'static str {
    match (who.includes(role, false), who.includes(role, true)) {
        (true, _) => "yes",
        (false, true) => "own",
        (false, false) => "-",
    }
}

#[test]
fn who_may_do_what() {
    // To be asked for approvals is no rank: an approver may what a requester may, until a verb asks for one by name.
    let columns = Role::ALL.map(|role| (role.name(), role)).into_iter().chain([("approver", Role::Requester)]);
    let columns: Vec<(&str, Role)> = columns.collect();
    let mut table = format!("{:<20}", "");
    for (name, _) in &columns {
        let _ = write!(table, "{name:<11}");
    }
    for verb in verbs() {
        let _ = write!(table, "\n{:<20}", verb.name);
        for (_, role) in &columns {
            let _ = write!(table, "{:<11}", mark(verb.who, *role));
        }
    }
    for reaction in PRACTICES.iter().flat_map(|practice| practice.reactions) {
        let _ = write!(table, "\n{:<20}", format!("{} {}", reaction.sign.emoji().unwrap(), reaction.name));
        for (_, role) in &columns {
            let _ = write!(table, "{:<11}", mark(reaction.who, *role));
        }
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    assert_snapshot!(table.join("\n"), @"
                        requester  agent      lead       manager    operator   approver
    ticket-new          yes        yes        yes        yes        yes        yes
    ticket-show         own        yes        yes        yes        yes        own
    ticket-take         -          yes        yes        yes        yes        -
    ticket-release      -          yes        yes        yes        yes        -
    ticket-resolve      own        yes        yes        yes        yes        own
    ticket-reopen       own        yes        yes        yes        yes        own
    ticket-close        own        yes        yes        yes        yes        own
    ticket-reply        -          yes        yes        yes        yes        -
    ticket-note         -          yes        yes        yes        yes        -
    ticket-history      own        yes        yes        yes        yes        own
    help                yes        yes        yes        yes        yes        yes
    lotse-language      yes        yes        yes        yes        yes        yes
    lotse-zone          yes        yes        yes        yes        yes        yes
    lotse-role          yes        yes        yes        yes        yes        yes
    lotse-status        yes        yes        yes        yes        yes        yes
    ticket-plan         -          yes        yes        yes        yes        -
    ticket-wait         -          yes        yes        yes        yes        -
    ticket-priority     -          yes        yes        yes        yes        -
    ticket-impact       -          yes        yes        yes        yes        -
    ticket-urgency      -          yes        yes        yes        yes        -
    ticket-category     -          yes        yes        yes        yes        -
    ticket-service      -          yes        yes        yes        yes        -
    ticket-private      -          yes        yes        yes        yes        -
    ticket-assign       -          yes        yes        yes        yes        -
    ticket-watch        yes        yes        yes        yes        yes        yes
    ticket-unwatch      yes        yes        yes        yes        yes        yes
    tickets-mine        yes        yes        yes        yes        yes        yes
    tickets-open        -          yes        yes        yes        yes        -
    tickets-team        -          yes        yes        yes        yes        -
    tickets-unassigned  -          yes        yes        yes        yes        -
    tickets-breaching   -          yes        yes        yes        yes        -
    tickets-search      yes        yes        yes        yes        yes        yes
    ticket-link         -          yes        yes        yes        yes        -
    ticket-unlink       -          yes        yes        yes        yes        -
    ticket-merge        -          yes        yes        yes        yes        -
    ticket-unmerge      -          yes        yes        yes        yes        -
    ticket-split        -          yes        yes        yes        yes        -
    ticket-canned       -          yes        yes        yes        yes        -
    ticket-spent        -          yes        yes        yes        yes        -
    recurring           -          yes        yes        yes        yes        -
    satisfaction        -          yes        yes        yes        yes        -
    catalog             yes        yes        yes        yes        yes        yes
    request-new         yes        yes        yes        yes        yes        yes
    request-change      own        yes        yes        yes        yes        own
    checklist-tick      yes        yes        yes        yes        yes        yes
    checklist-untick    yes        yes        yes        yes        yes        yes
    change-new          yes        yes        yes        yes        yes        yes
    change-edit         own        yes        yes        yes        yes        own
    change-submit       own        yes        yes        yes        yes        own
    change-slots        own        yes        yes        yes        yes        own
    change-override     yes        yes        yes        yes        yes        yes
    change-task         own        yes        yes        yes        yes        own
    change-start        -          yes        yes        yes        yes        -
    change-done         -          yes        yes        yes        yes        -
    change-rollback     -          yes        yes        yes        yes        -
    change-failed       -          yes        yes        yes        yes        -
    change-review       own        yes        yes        yes        yes        own
    change-cancel       own        yes        yes        yes        yes        own
    change-calendar     yes        yes        yes        yes        yes        yes
    change-report       -          yes        yes        yes        yes        -
    cab                 yes        yes        yes        yes        yes        yes
    freeze              yes        yes        yes        yes        yes        yes
    freeze-add          -          -          -          yes        yes        -
    freeze-end          -          -          -          yes        yes        -
    problem-new         -          yes        yes        yes        yes        -
    problem-from        -          yes        yes        yes        yes        -
    problem-show        -          yes        yes        yes        yes        -
    problem-add         -          yes        yes        yes        yes        -
    problem-remove      -          yes        yes        yes        yes        -
    problem-cause       -          yes        yes        yes        yes        -
    problem-workaround  -          yes        yes        yes        yes        -
    problem-known-error -          yes        yes        yes        yes        -
    problem-fix         -          yes        yes        yes        yes        -
    problem-close       -          yes        yes        yes        yes        -
    problem-patterns    -          yes        yes        yes        yes        -
    problem-report      -          yes        yes        yes        yes        -
    incident-list       yes        yes        yes        yes        yes        yes
    incident-new        yes        yes        yes        yes        yes        yes
    incident-accept     -          yes        yes        yes        yes        -
    incident-decline    -          yes        yes        yes        yes        -
    incident-merge      -          yes        yes        yes        yes        -
    incident-severity   -          yes        yes        yes        yes        -
    incident-stage      -          yes        yes        yes        yes        -
    incident-since      -          yes        yes        yes        yes        -
    incident-lead       -          yes        yes        yes        yes        -
    incident-role       -          yes        yes        yes        yes        -
    incident-update     -          yes        yes        yes        yes        -
    incident-timeline   -          yes        yes        yes        yes        -
    incident-task       -          yes        yes        yes        yes        -
    incident-attach     -          yes        yes        yes        yes        -
    incident-detach     -          yes        yes        yes        yes        -
    incident-mitigate   -          yes        yes        yes        yes        -
    incident-resolve    -          yes        yes        yes        yes        -
    incident-reopen     -          yes        yes        yes        yes        -
    incident-join       yes        yes        yes        yes        yes        yes
    incident-room       -          yes        yes        yes        yes        -
    incident-followup   -          yes        yes        yes        yes        -
    incident-report     -          yes        yes        yes        yes        -
    incident-review     -          yes        yes        yes        yes        -
    sla                 own        yes        yes        yes        yes        own
    report-sla          -          yes        yes        yes        yes        -
    kb                  yes        yes        yes        yes        yes        yes
    kb-new              -          yes        yes        yes        yes        -
    kb-edit             -          yes        yes        yes        yes        -
    kb-publish          -          yes        yes        yes        yes        -
    kb-retire           -          yes        yes        yes        yes        -
    kb-review           -          yes        yes        yes        yes        -
    kb-history          -          yes        yes        yes        yes        -
    kb-rework           -          yes        yes        yes        yes        -
    kb-report           -          yes        yes        yes        yes        -
    approvals           yes        yes        yes        yes        yes        yes
    approve             yes        yes        yes        yes        yes        yes
    reject              yes        yes        yes        yes        yes        yes
    delegate            yes        yes        yes        yes        yes        yes
    oncall              yes        yes        yes        yes        yes        yes
    oncall-override     yes        yes        yes        yes        yes        yes
    oncall-cover        yes        yes        yes        yes        yes        yes
    oncall-swap         yes        yes        yes        yes        yes        yes
    oncall-calendar     yes        yes        yes        yes        yes        yes
    oncall-hours        yes        yes        yes        yes        yes        yes
    oncall-end          yes        yes        yes        yes        yes        yes
    page                -          yes        yes        yes        yes        -
    page-report         -          yes        yes        yes        yes        -
    page-list           -          yes        yes        yes        yes        -
    page-end            yes        yes        yes        yes        yes        yes
    page-ack            yes        yes        yes        yes        yes        yes
    page-escalate       yes        yes        yes        yes        yes        yes
    silence             -          yes        yes        yes        yes        -
    silence-end         -          yes        yes        yes        yes        -
    notify              yes        yes        yes        yes        yes        yes
    notify-add          yes        yes        yes        yes        yes        yes
    notify-test         yes        yes        yes        yes        yes        yes
    notify-code         yes        yes        yes        yes        yes        yes
    notify-urgent       yes        yes        yes        yes        yes        yes
    notify-normal       yes        yes        yes        yes        yes        yes
    notify-remove       yes        yes        yes        yes        yes        yes
    👀 ticket-take       -          yes        yes        yes        yes        -
    ✅ ticket-resolve    own        yes        yes        yes        yes        own
    🔁 ticket-reopen     own        yes        yes        yes        yes        own
    ⏸️ ticket-wait      -          yes        yes        yes        yes        -
    🚨 ticket-urgent     own        yes        yes        yes        yes        own
    📨 change-submit     own        yes        yes        yes        yes        own
    ▶️ change-start     -          yes        yes        yes        yes        -
    🏁 change-done       -          yes        yes        yes        yes        -
    ↩️ change-rollback  -          yes        yes        yes        yes        -
    ❌ change-failed     -          yes        yes        yes        yes        -
    ✅ incident-resolve  -          yes        yes        yes        yes        -
    🚨🚨 incident-new     yes        yes        yes        yes        yes        yes
    🔼 page              -          yes        yes        yes        yes        -
    ");
}

/// Folders that say words of their own, from `.ftl` files of their own.
const OWN_WORDS: [&str; 2] = ["src/console", "src/demo"];

/// Its tests say made-up words.
const MADE_UP: &str = "src/i18n";

#[test]
fn the_languages_have_the_same_words_and_the_code_uses_them() {
    let words = lotse::app::words().unwrap();
    assert_eq!(words.compare(), Vec::<String>::new());
    let apart: Vec<&str> = OWN_WORDS.into_iter().chain([MADE_UP]).collect();
    each_key_is_named_and_each_name_is_a_key(words.keys(Language::En), &sources("src", &apart));
    for folder in OWN_WORDS {
        let own = |code| std::fs::read_to_string(format!("{folder}/{code}.ftl")).unwrap().leak() as &'static str;
        let words = lotse::i18n::Words::new(&[(Language::En, own("en")), (Language::De, own("de"))]).unwrap();
        assert_eq!(words.compare(), Vec::<String>::new(), "{folder}");
        each_key_is_named_and_each_name_is_a_key(words.keys(Language::En), &sources(folder, &[]));
    }
}

fn each_key_is_named_and_each_name_is_a_key<'w>(keys: impl Iterator<Item = &'w str>, sources: &[String]) {
    let known: BTreeSet<&str> = keys.collect();
    // Macros make these from the names of the console's commands and of the verbs.
    let made = |key: &str| ["console-usage-", "console-help-", "verb-"].iter().any(|begin| key.starts_with(begin));
    let named = |key: &str| sources.iter().any(|text| text.contains(&format!("\"{key}\"")));
    let unused: Vec<&&str> = known.iter().filter(|key| !made(key) && !named(key)).collect();
    assert_eq!(unused, Vec::<&&str>::new(), "keys that no code names");
    let asked =
        sources.iter().flat_map(|text| text.split("Phrase::new(\"").skip(1)).filter_map(|rest| rest.split('"').next());
    let missing: Vec<&str> = asked.filter(|key| !known.contains(key)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "keys that no file has");
}

/// The Rust sources below a folder, but for those below the folders in `apart`.
fn sources(folder: &str, apart: &[&str]) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap();
        if apart.contains(&name) {
            continue;
        }
        if path.is_dir() {
            texts.extend(sources(name, apart));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            texts.push(std::fs::read_to_string(&path).unwrap());
        }
    }
    texts
}

#[test]
fn every_verb_is_explained_in_every_language_and_nothing_else_is() {
    let words = lotse::app::words().unwrap();
    let wanted: BTreeSet<&str> =
        verbs().flat_map(|verb| [verb.words.usage, verb.words.what, verb.words.more]).collect();
    for language in Language::ALL {
        let said: BTreeSet<&str> = words.keys(language).filter(|key| key.starts_with("verb-")).collect();
        assert_eq!(said, wanted, "{}", language.code());
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

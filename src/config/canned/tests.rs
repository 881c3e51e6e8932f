use super::*;
use crate::config::tests::load;

#[test]
fn a_canned_answer_speaks_the_language_of_its_reader() {
    let config = load(
        r#"
[[canned]]
name = "restart"
text = "Restart, {requester}."
de = "Starte neu, {requester}."
then = "wait user 1d 12h"

[[canned]]
name = "only-german"
de = "Nur deutsch."
then = "resolve"
"#,
    )
    .unwrap();
    let words = |at: usize, language| config.canned[at].words(language);
    assert_eq!([words(0, Language::En), words(0, Language::De)], ["Restart, {requester}.", "Starte neu, {requester}."]);
    assert_eq!([words(1, Language::En), words(1, Language::De)], ["Nur deutsch.", "Nur deutsch."]);
    assert_eq!(config.canned[0].then, Some(Then::Wait(Duration::from_hours(36))));
    assert_eq!(config.canned[1].then, Some(Then::Resolve));
}

#[test]
fn mistakes_in_what_is_written_ahead_are_told_with_their_lines() {
    let told = load(
        r#"[[canned]]
name = "restart"
text = "Hello {requestor}, {x} {id"
then = "wait"

[[canned]]
name = "empty"

[[canned]]
name = "Restart"
text = "Twice {id"
then = "close"

[[recurring]]
name = "backup"
title = "Test the backup"
rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
start = "1.1.2026"
requester = "carla@example.org"

[[recurring]]
name = "inventory"
title = "Count"
rule = "every monday"
start = "2026-01-01"
requester = "@carla:example.org"
team = "it"
working_days = true
"#,
    )
    .unwrap_err();
    for expected in [
        "my.toml:3: canned.text\n  has no variable {requestor}\n  hint: did you mean {requester}?",
        "my.toml:4: canned.then\n  must be \"resolve\" or \"wait user 2d\"",
        "my.toml:7: canned.text\n  is needed: what is answered",
        "my.toml:11: canned.text\n  has a { that nothing closes",
        "my.toml:12: canned.then",
        "my.toml:17: recurring.rule\n  never comes",
        "my.toml:18: recurring.start\n  must be a day",
        "my.toml:19: recurring.requester",
        "my.toml:24: recurring.rule\n  is no recurrence rule",
        "my.toml:27: recurring.team\n  names no team that is configured",
        "my.toml:28: recurring.working_days\n  is not a known key",
    ] {
        assert!(told.contains(expected), "{expected}\n\nis not in\n\n{told}");
    }
}

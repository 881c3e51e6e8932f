use super::*;
use crate::config::Config;

/// Together with an item that needs nothing of what is shipped.
fn load(text: &str) -> Result<Config, String> {
    crate::config::tests::load(&format!("{text}\n[[catalog]]\nname = \"x\"\ntitle = \"X\"\n"))
}

#[test]
fn stages_and_groups_are_read() {
    let config = load(
        r#"[[groups]]
name = "board"
members = ["@a:x.org", "@b:x.org", "@c:x.org"]

[[approvals]]
name = "expensive"
by = ["manager", "@a:x.org"]

[[approvals]]
name = "expensive"
stage = 2
by = ["group:board"]
needs = "60%"
typed = true
"#,
    )
    .unwrap();
    let [manager, board, always] = config.approvals.as_slice() else { panic!("{:?}", config.approvals) };
    assert_eq!((manager.stage, manager.needs, manager.typed), (1, Rule::Any, false));
    assert_eq!(manager.by, [Approver::Manager, Approver::Account("@a:x.org".into())]);
    assert_eq!((board.stage, board.needs.needed(3), board.typed), (2, 2, true));
    // Nobody has listed it, and it is known all the same.
    assert_eq!((always.name.as_str(), &always.by), ("manager", &vec![Approver::Manager]));
    assert_eq!(config.approval.expire_after, Duration::from_hours(80));
}

#[test]
fn what_could_never_be_approved_is_refused_with_line_and_hint() {
    let told = load(
        r#"[[groups]]
name = "board"
members = ["@a:x.org", "@b:x.org"]

[[approvals]]
name = "a"
by = ["group:board", "@a:x.org"]
needs = "3"

[[approvals]]
name = "b"
by = ["role:approver"]

[[approvals]]
name = "c"
by = ["manger", "team:it", "group:bord", "@x"]

[[approvals]]
name = "d"
by = []
needs = "most"

[[approvals]]
name = "e"
by = ["manager", "group:board"]
needs = "5"

[approval]
remind_after = "16h"
calendar = "office"
"#,
    )
    .unwrap_err();
    for expected in [
        "my.toml:8: approvals.needs\n  can never be reached: 3 must agree, but there are only 2",
        "my.toml:12: approvals.needs\n  can never be reached: nobody is in it",
        "my.toml:16: approvals.by\n  names nobody who could agree: \"manger\"\n  hint: did you mean \"manager\"?",
        "my.toml:20: approvals.by\n  names nobody",
        "my.toml:21: approvals.needs\n  must say how many must agree, but is \"most\"",
        "my.toml:26: approvals.needs\n  can never be reached: 5 must agree, but there are only 3",
        "my.toml:30: approval.calendar\n  names no calendar that is configured",
        "approval.escalate_after\n  must be longer than remind_after",
    ] {
        assert!(told.contains(expected), "{expected}\n\nis not in\n\n{told}");
    }
}

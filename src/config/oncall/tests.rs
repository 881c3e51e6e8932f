use std::time::Duration;

use super::Maintenance;
use crate::config::{Config, Target};

fn load(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    std::fs::write(&file, text).unwrap();
    let home = [("HOME".to_owned(), "/home/anna".to_owned())];
    Config::load(Some(&file), home)
        .map_err(|mistakes| mistakes.to_string().replace(&format!("{}/", folder.path().display()), ""))
}

const CHAIN: &str = r#"
[[schedules]]
name = "it"

[[schedule_layers]]
schedule = "it"
name = "weeks"
every = "week"
start = "2026-01-05 09:00"
people = ["@bernd:example.org"]

[[escalations]]
name = "urgent"
priority = [1, 2]

[[escalation_steps]]
escalation = "urgent"
notify = ["schedule:it", "role:manager"]
wait = "10m"
"#;

#[test]
fn chains_and_what_becomes_of_them_in_maintenance_are_read() {
    let config = load(CHAIN).unwrap();
    assert_eq!(config.oncall.maintenance, Maintenance::Mark, "as shipped");
    let step = &config.escalations[0].steps[0];
    assert_eq!(step.notify, [Target::Schedule("it".to_owned()), Target::Managers]);
    assert_eq!(step.wait, Duration::from_mins(10));
    for (word, wanted) in [("hold", Maintenance::Hold), ("page", Maintenance::Page)] {
        let config = load(&format!("[oncall]\nmaintenance = \"{word}\"\n{CHAIN}")).unwrap();
        assert_eq!(config.oncall.maintenance, wanted);
    }
}

/// A chain names people and schedules alone, so that none can lead back to itself.
#[test]
fn chains_that_cannot_be_meant_are_refused_with_line_and_hint() {
    let told = load(
        r#"[oncall]
maintenance = "holt"

[[escalations]]
name = "night"

[[escalations]]
name = "empty"

[[escalation_steps]]
escalation = "night"
notify = ["policy:night"]

[[escalation_steps]]
escalation = "night"
notify = ["schedule:moon", "chain:empty"]

[[escalation_steps]]
escalation = "nights"
notify = ["role:manager"]
"#,
    )
    .unwrap_err();
    insta::assert_snapshot!(told, @r#"
    6 mistakes in the configuration

    my.toml:2: oncall.maintenance
      must be "hold", "mark", "page", but is "holt"
      hint: did you mean "hold"?

    my.toml:4: escalations.name
      "night" has no steps
      hint: give it [[escalation_steps]]

    my.toml:4: escalations.name
      "empty" has no steps
      hint: give it [[escalation_steps]]

    my.toml:12: escalation_steps.notify
      names nobody who could be woken: "policy:night"
      hint: write "schedule:it", "team:it", "leads:it", "role:manager", "webhook:status", "incident" or "@anna:example.org"

    my.toml:16: escalation_steps.notify
      names no schedule that is configured: "moon"
      hint: none is configured; [[schedules]] lists them

    my.toml:19: escalation_steps.escalation
      names no escalation that is configured: "nights"
      hint: did you mean "night"?
    "#);
}

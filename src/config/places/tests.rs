use crate::config::tests::load;
use crate::config::{Config, RoomPart};

/// The examples in the shipped file are what people copy.
#[test]
fn the_examples_of_the_shipped_file_are_right() {
    let example = |line: &str| line.strip_prefix("#   ").map(str::to_owned);
    let text: Vec<String> = crate::config::SHIPPED.lines().filter_map(example).collect();
    let text = text.join("\n").replace("team = \"hr\"", "team = \"it\"");
    let config = load(&text).unwrap();
    assert_eq!(config.teams.len(), 1);
    assert_eq!(config.teams[0].leads, ["@carla:example.org"]);
    assert_eq!(config.rooms[0].part, RoomPart::Intake { every_message: true, team: Some("it".to_owned()) });
    assert_eq!(config.services[0].words, ["mail*", "outlook"]);
    assert!(config.categories[0].private);
    assert_eq!((config.rules[0].gets.urgency, config.rules[0].gets.impact), (Some(0), None));
}

#[test]
fn mistakes_in_lists_of_sections_are_told_with_line_and_hint() {
    let told = load(
        r##"[[teams]]
name = "it"
lead = ["@carla:example.org"]

[[teams]]
title = "Network"

[[teams]]
name = "IT"

[[rooms]]
name = "#it help"
is = "intake"

[[rooms]]
name = "#team:example.org"
is = "team"

[[rooms]]
name = "#cab:example.org"
is = "approval"
intake = "every-message"

[[rooms]]
name = "#x:example.org"
is = "team"
team = "ti"

[[rules]]
name = "empty"

[priority]
matrix = [[1, 2], [2, 9]]
default_impact = "none"
"##,
    )
    .unwrap_err();
    insta::assert_snapshot!(told, @r##"
    10 mistakes in the configuration

    my.toml:1: teams
      names "IT" twice

    my.toml:3: teams.lead
      is not a known key
      hint: did you mean leads?

    my.toml:6: teams.name
      is needed

    my.toml:12: rooms.name
      must be a room's id or alias, but is "#it help"
      hint: write "#it-help:example.org", or the id that begins with "!"

    my.toml:16: rooms.team
      is needed: the team that works in this room

    my.toml:22: rooms.intake
      is for rooms in which tickets are raised
      hint: write is = "intake"

    my.toml:27: rooms.team
      names no team that is configured: "ti"
      hint: configured are it, IT

    my.toml:30: rules.name
      gives nothing
      hint: give it a category, team, impact or urgency

    my.toml:33: priority.matrix
      must be a priority from 1 to 5, but is 9

    my.toml:34: priority.default_impact
      must be one of high, medium, low, but is "none"
    "##);
}

#[test]
fn a_list_of_sections_may_stand_in_a_variable() {
    let variables =
        [("HOME".to_owned(), "/home/anna".to_owned()), ("LOTSE__TEAMS".to_owned(), r#"[{ name = "it" }]"#.to_owned())];
    assert_eq!(Config::load(None, variables).unwrap().teams[0].title, "it");
}

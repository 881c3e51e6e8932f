use crate::config::{Config, RoomPart};

fn load(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    std::fs::write(&file, text).unwrap();
    let home = [("HOME".to_owned(), "/home/anna".to_owned())];
    Config::load(Some(&file), home)
        .map_err(|mistakes| mistakes.to_string().replace(&format!("{}/", folder.path().display()), ""))
}

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
    insta::assert_snapshot!(told, @"");
}

#[test]
fn a_list_of_sections_may_stand_in_a_variable() {
    let variables =
        [("HOME".to_owned(), "/home/anna".to_owned()), ("LOTSE__TEAMS".to_owned(), r#"[{ name = "it" }]"#.to_owned())];
    assert_eq!(Config::load(None, variables).unwrap().teams[0].title, "it");
}

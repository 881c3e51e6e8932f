use chrono_tz::Europe::Berlin;

use super::*;
use crate::config::Config;

fn written(folder: &Path, events: &[(&str, &str)]) -> PathBuf {
    let mut text = "BEGIN:VCALENDAR\n".to_owned();
    for (day, more) in events {
        text.push_str(&format!("BEGIN:VEVENT\nDTSTART;VALUE=DATE:{day}\n{more}\nEND:VEVENT\n"));
    }
    text.push_str("END:VCALENDAR\n");
    let path = folder.join("rota.ics");
    std::fs::write(&path, text).unwrap();
    path
}

fn file(path: PathBuf) -> RotaFile {
    let names =
        known(["@carla:x.org", "@bernd:x.org", "@carl:x.org", "@carl:y.org"], [("Carla Weber", "@carla:x.org")]);
    RotaFile::new(path, Berlin, names)
}

#[test]
fn people_are_found_by_what_they_are_called() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(
        folder.path(),
        &[
            ("20270101", "SUMMARY:carla  WEBER"),
            ("20270102", "SUMMARY:On call: Bernd / Carla Weber"),
            ("20270103", "SUMMARY:Shift\nATTENDEE;CN=Carla Weber:mailto:c@x.org\nATTENDEE:mailto:room@x.org"),
            ("20270104", "SUMMARY:@bernd:x.org"),
            ("20270105", "SUMMARY:Bernd - nights"),
        ],
    );
    let file = file(path);
    assert_eq!(file.refresh(), Ok(true));
    let people: Vec<String> = file.shifts().iter().map(|shift| shift.users().join(" ")).collect();
    assert_eq!(people, ["@carla:x.org", "@bernd:x.org @carla:x.org", "@carla:x.org", "@bernd:x.org", "@bernd:x.org"]);
    assert_eq!(file.refresh(), Ok(false));
}

#[test]
fn a_file_that_names_somebody_unknown_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(written(folder.path(), &[("20270101", "SUMMARY:Bernd")]));
    assert_eq!(file.refresh(), Ok(true));
    written(folder.path(), &[("20270101", "SUMMARY:Carla"), ("20270102", "SUMMARY:Carl"), ("20270103", "SUMMARY:")]);
    let told = file.refresh().unwrap_err();
    assert_eq!(
        told,
        "names a file with people who are not known: \"Carl\" on line 6, \"\" on line 10 \
         (say who that is: ical_people = [\"Carl = @carla:example.org\"])"
    );
    assert_eq!(file.shifts().len(), 1);
    std::fs::remove_file(folder.path().join("rota.ics")).unwrap();
    assert!(file.refresh().unwrap_err().contains("cannot be read"));
    assert_eq!(file.shifts().len(), 1);
}

fn load(text: &str, rota: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    std::fs::write(&file, text).unwrap();
    std::fs::write(folder.path().join("rota.ics"), rota).unwrap();
    let home = [("HOME".to_owned(), "/home/anna".to_owned())];
    Config::load(Some(&file), home)
        .map_err(|mistakes| mistakes.to_string().replace(&format!("{}/", folder.path().display()), ""))
}

fn shifts(names: &[&str]) -> String {
    let event = |(number, name): (usize, &&str)| {
        format!("BEGIN:VEVENT\nSUMMARY:{name}\nDTSTART;VALUE=DATE:202701{:02}\nEND:VEVENT\n", number + 1)
    };
    format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", names.iter().enumerate().map(event).collect::<String>())
}

const SCHEDULE: &str = r#"[[teams]]
name = "it"
members = ["@carla:example.org"]

[[people]]
account = "@dora:example.org"
name = "Dora Klein"

[[schedules]]
name = "it"
ical = "rota.ics"
ical_people = ["B. = @bernd:example.org"]
"#;

#[test]
fn shifts_are_read_from_a_file() {
    let config = load(SCHEDULE, &shifts(&["Carla", "B.", "Dora Klein", "@dora:example.org"])).unwrap();
    let of = config.schedules.first().unwrap();
    let at = |text: &str| of.rota().on_call(text.parse().unwrap()).join(" ");
    assert_eq!(at("2027-01-01T12:00:00Z"), "@carla:example.org");
    assert_eq!(at("2027-01-02T12:00:00Z"), "@bernd:example.org");
    assert_eq!(at("2027-01-04T12:00:00Z"), "@dora:example.org");
    assert_eq!(of.people(), ["@carla:example.org", "@bernd:example.org", "@dora:example.org"]);
}

#[test]
fn mistakes_of_on_call_are_told_with_their_lines() {
    let told = load(SCHEDULE, &shifts(&["Carla", "Karla Weber"])).unwrap_err();
    insta::assert_snapshot!(told, @r#"
    1 mistake in the configuration

    my.toml:11: schedules.ical
      names a file with people who are not known: "Karla Weber" on line 6
      hint: say who that is: ical_people = ["Karla Weber = @carla:example.org"]
    "#);
    insta::assert_snapshot!(load(SCHEDULE, "<html>").unwrap_err(), @r#"
    1 mistake in the configuration

    my.toml:11: schedules.ical
      names a file that is no calendar: line 1: "<html>" is no property
    "#);
    let text = r#"[[schedules]]
name = "it"
ical_people = ["Carla @carla:example.org"]

[oncall]
night = "late"
calendar = "bavaria"
handoff = "yes"

[ops]
public_url = "lotse.example.org"
"#;
    insta::assert_snapshot!(load(text, "").unwrap_err(), @r#"
    6 mistakes in the configuration

    my.toml:3: schedules.ical_people
      is no name with an account: "Carla @carla:example.org"
      hint: write "Carla Weber = @carla:example.org"

    my.toml:3: schedules.ical_people
      says who is who in a file, but there is none
      hint: set ical

    my.toml:6: oncall.night
      is no hours of the night: "late"
      hint: write "22:00-06:00"

    my.toml:7: oncall.calendar
      names no calendar that is configured: "bavaria"
      hint: none is configured; [[calendars]] lists them

    my.toml:8: oncall.handoff
      must be true or false, without quotes, but is "yes"

    my.toml:11: ops.public_url
      must be an address like "https://lotse.example.org", but is "lotse.example.org"
      hint: write it with https:// and without ? or #
    "#);
}

#[test]
fn an_address_for_people_may_have_a_path() {
    let config = load("[ops]\npublic_url = \"https://it.example.org/lotse/\"\n", "").unwrap();
    assert_eq!(config.ops.public_url.unwrap().as_str(), "https://it.example.org/lotse/");
    assert!(load("[ops]\npublic_url = \"https://it.example.org/?a=b\"\n", "").is_err());
}

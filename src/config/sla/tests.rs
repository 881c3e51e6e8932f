use crate::config::{Config, PauseIn, Step, StepAct};

fn load(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    std::fs::write(&file, text).unwrap();
    std::fs::write(
        folder.path().join("closures.ics"),
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Stocktaking\nDTSTART;VALUE=DATE:20260107\nEND:VEVENT\nEND:VCALENDAR\n",
    )
    .unwrap();
    let home = [("HOME".to_owned(), "/home/anna".to_owned())];
    Config::load(Some(&file), home)
        .map_err(|mistakes| mistakes.to_string().replace(&format!("{}/", folder.path().display()), ""))
}

#[test]
fn hours_targets_and_steps_are_read() {
    let config = load(
        r#"[[calendars]]
name = "nights"
hours = ["fri-sun 22:00-06:00", "Mon,Wed 08:00-12:00 13:00-17:00"]
holidays = "DE-BY"
holidays_file = "closures.ics"
closed = ["2026-12-24 Christmas Eve"]

[[targets]]
name = "all"
calendar = "nights"
response = "1h 30m"
warn_at = ["50% quiet", "90% lead raise", "120% escalate"]

[sla]
pause_in = ["user", "planned"]
"#,
    )
    .unwrap();
    let calendar = &config.calendars[0];
    assert_eq!(calendar.title, "nights");
    assert_eq!(calendar.spec.timezone, "Europe/Berlin");
    let open = |at: &str| calendar.calendar.is_open(at.parse().unwrap());
    assert!(open("2026-01-10T04:59:59Z"), "the night from Friday to Saturday");
    assert!(!open("2026-01-10T05:00:00Z"));
    assert!(open("2026-01-14T07:00:00Z"), "a Wednesday");
    assert!(!open("2026-01-07T07:00:00Z"), "stocktaking");
    let target = &config.sla.targets[0];
    assert_eq!(target.response.unwrap().as_secs(), 5400);
    assert_eq!(target.steps[1], Step { percent: 90, acts: vec![StepAct::Lead, StepAct::Raise] });
    assert_eq!(target.steps[2], Step { percent: 120, acts: vec![StepAct::Ping, StepAct::Escalate] });
    assert_eq!(config.sla.pause_in, [PauseIn::User, PauseIn::Planned]);
}

#[test]
fn promises_that_cannot_be_meant_are_refused_with_line_and_hint() {
    let told = load(
        r#"[[calendars]]
name = "zone"
timezone = "Europe/Berlim"
hours = ["mon 08:00-17:00"]

[[calendars]]
name = "empty-window"
hours = ["mon 08:00-08:00"]

[[calendars]]
name = "overlap"
hours = ["mon 08:00-12:00 11:00-17:00"]

[[calendars]]
name = "region"
hours = ["mon 08:00-17:00"]
holidays = "DE-XX"

[[calendars]]
name = "never"
hours = []

[[calendars]]
name = "days"
hours = ["monday 8-17"]

[[calendars]]
name = "file"
hours = ["mon 08:00-17:00"]
holidays_file = "nowhere.ics"

[[calendars]]
name = "office"
hours = ["mon 08:00-17:00"]

[[targets]]
name = "order"
calendar = "office"
response = "1h"
warn_at = ["90%", "75%"]

[[targets]]
name = "days"
calendar = "ofice"
response = "2d"

[[targets]]
name = "nothing"
calendar = "office"
priority = [0]

[[objectives]]
name = "all"
of = "both"
percent = 100
"#,
    )
    .unwrap_err();
    insta::assert_snapshot!(told, @r#"
    14 mistakes in the configuration

    my.toml:3: calendars.timezone
      must be a time zone like "Europe/Berlin", but is "Europe/Berlim"
      hint: did you mean "Europe/Berlin"?

    my.toml:8: calendars.hours
      mon: the window from 08:00 to 08:00 is empty
      hint: for the whole day write 00:00 to 24:00; for a closed day leave it out

    my.toml:12: calendars.hours
      mon: two windows of this day overlap
      hint: join the two windows, or move one of them; a window over midnight also counts on the day after

    my.toml:17: calendars.holidays
      DE has no subdivision "XX"; there are BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH
      hint: leave it out for the holidays of the whole country

    my.toml:21: calendars.hours
      it is never open
      hint: open at least one window in a week, or on one date

    my.toml:25: calendars.hours
      is no days and times: "monday 8-17"
      hint: write "mon-fri 08:00-12:00 13:00-17:00", "sat 09:00-12:00" or "mon-sun 00:00-24:00"

    my.toml:30: calendars.holidays_file
      names a file that cannot be read: nowhere.ics (No such file or directory (os error 2))

    my.toml:40: targets.warn_at
      has 90% before 75%
      hint: write the steps in the order in which they come, each once

    my.toml:44: targets.calendar
      names no calendar that is configured: "ofice"
      hint: did you mean "office"?

    my.toml:45: targets.response
      must be in hours and minutes, but is "2d"
      hint: write hours of the calendar: "30m", "4h", "40h" for five days of eight hours

    my.toml:48: targets.name
      promises nothing
      hint: give it a response or a resolution: "4h"

    my.toml:50: targets.priority
      must be a priority from 1 to 5, or a list of them, but is 0

    my.toml:54: objectives.of
      must be "response" or "resolution", but is "both"

    my.toml:55: objectives.percent
      must be a whole number from 1 to 99, but is 100
    "#);
}

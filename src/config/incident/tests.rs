use std::time::Duration;

use crate::config::tests::load;
use crate::config::{Config, IncidentBy, RuleOn, Triage};
use crate::i18n::Language;

#[test]
fn what_is_shipped_speaks_both_languages() {
    let config = Config::default();
    let severities: Vec<String> = config
        .severities
        .iter()
        .map(|one| {
            let (en, de) = (one.title(Language::En), one.title(Language::De));
            format!("{} {en}/{de} P{} {:?} {}", one.name, one.priority, one.update_every, one.review)
        })
        .collect();
    insta::assert_snapshot!(severities.join("\n"), @r"
    sev1 Critical/Kritisch P1 Some(1800s) true
    sev2 Major/Schwer P2 Some(3600s) true
    sev3 Minor/Gering P3 Some(14400s) false
    ");
    let roles: Vec<&str> = config.incident_roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(roles, ["lead", "communication", "scribe"]);
    for role in &config.incident_roles {
        assert_ne!(role.title(Language::En), role.title(Language::De));
        assert_ne!(role.duties(Language::En), role.duties(Language::De));
        assert_eq!(role.duties(Language::En).lines().count(), role.duties(Language::De).lines().count());
    }
    assert_eq!((config.incident_stages.len(), config.incident_rules.len()), (0, 0));
    let incident = &config.incident;
    assert_eq!((incident.declare_by, incident.triage), (IncidentBy::Anyone, Triage::Unclear));
    assert_eq!((incident.room_name.as_str(), incident.encrypted), ("{id} {title}", true));
}

#[test]
fn a_severity_and_a_role_are_found_as_people_write_them() {
    let shipped = Config::default();
    for (written, place) in [
        ("sev1", Some(0)),
        ("SEV 2", Some(1)),
        ("sev-3", Some(2)),
        ("1", Some(0)),
        (" 3 ", Some(2)),
        ("critical", Some(0)),
        ("Schwer", Some(1)),
        ("0", None),
        ("4", None),
        ("sev4", None),
        ("sev", None),
        ("", None),
        ("-", None),
    ] {
        assert_eq!(shipped.severity_place(written), place, "{written:?}");
        assert_eq!(
            shipped.severity(written).map(|one| one.name.as_str()),
            place.map(|at| ["sev1", "sev2", "sev3"][at])
        );
    }
    for (written, name) in
        [("Lead", Some("lead")), ("leitung", Some("lead")), ("protokoll", Some("scribe")), ("cook", None), ("", None)]
    {
        assert_eq!(shipped.incident_role(written).map(|role| role.name.as_str()), name, "{written:?}");
    }
}

#[test]
fn numbers_are_those_in_the_names_and_else_places() {
    let severity = |name: &str| format!("[[severities]]\nname = \"{name}\"\ntitle = \"Is {name}\"\npriority = 3\n");
    let from_zero = load(&["p0", "p1", "p2"].map(severity).concat()).unwrap();
    assert_eq!(["0", "1", "2", "3"].map(|number| from_zero.severity_place(number)), [Some(0), Some(1), Some(2), None]);
    let words = load(&["Äußerst", "böse"].map(severity).concat()).unwrap();
    assert_eq!(["0", "1", "2", "3"].map(|number| words.severity_place(number)), [None, Some(0), Some(1), None]);
    assert_eq!(["aeusserst", "ÄUSSERST", "boese"].map(|name| words.severity_place(name)), [Some(0), Some(0), Some(1)]);
    let numbers = load(&["2", "1"].map(severity).concat()).unwrap();
    assert_eq!(["1", "2"].map(|number| numbers.severity_place(number)), [Some(1), Some(0)]);
}

#[test]
fn what_a_company_writes_replaces_what_is_shipped() {
    let config = load(
        r##"
[[services]]
name = "mail"
title = "Mail"
[[escalations]]
name = "all"
[[escalation_steps]]
escalation = "all"
notify = ["role:manager"]
[[severities]]
name = "major"
title = "Major"
title_de = "Groß"
priority = 1
update_every = "1h 30m"
page = "all"
[[severities]]
name = "small"
title = "Small"
priority = 1
[[incident_roles]]
name = "captain"
title = "Captain"
duties = "Steer."
[[incident_stages]]
name = "identified"
title = "Identified"
title_de = "Ursache gefunden"
[[incident_rules]]
on = "Declared"
severities = ["MAJOR"]
services = ["mail"]
invite = ["@gerda:example.org"]
page = "all"
post = "#all:example.org"
[[incident_rules]]
on = "reviewed"
post = "!id:example.org"
[incident]
declare_by = "agent"
triage = "never"
announce = ["#all:example.org", "#it:example.org"]
room_name = "{severity} {service}: {title}"
join_within = "0s"
"##,
    )
    .unwrap();
    let names: Vec<&str> = config.severities.iter().map(|severity| severity.name.as_str()).collect();
    assert_eq!(names, ["major", "small"]);
    let [major, small] = &config.severities[..] else { panic!("two severities") };
    assert_eq!((major.title(Language::De), small.title(Language::De)), ("Groß", "Small"));
    assert_eq!((major.update_every, small.update_every), (Some(Duration::from_mins(90)), None));
    assert_eq!((major.page.as_deref(), small.page.as_deref(), small.review), (Some("all"), None, false));
    assert_eq!(config.incident_roles.len(), 1);
    assert_eq!(config.incident_roles[0].duties(Language::De), "Steer.");
    assert_eq!(config.incident_stages[0].title(Language::De), "Ursache gefunden");
    let [declared, reviewed] = &config.incident_rules[..] else { panic!("two rules") };
    assert_eq!((declared.on, &declared.severities[..]), (RuleOn::Declared, &["major".to_owned()][..]));
    assert_eq!((reviewed.on, reviewed.severities.len(), reviewed.services.len()), (RuleOn::Reviewed, 0, 0));
    assert_eq!(reviewed.post.as_deref(), Some("!id:example.org"));
    let incident = &config.incident;
    assert_eq!((incident.declare_by, incident.triage), (IncidentBy::Agent, Triage::Never));
    assert_eq!((incident.announce.len(), incident.join_within), (2, Duration::ZERO));
}

#[test]
fn mistakes_are_told_with_line_and_hint() {
    let told = load(
        r##"
[[severities]]
name = "major"
title = "Major"
priority = 2
update_every = "1m"
page = "nights"

[[severities]]
name = "Major"
title = "Bigger"
priority = 1
reviewed = true

[[severities]]
name = "so so"
priority = 9

[[incident_roles]]
name = "lead"
title = "Lead"
duties = " "

[[incident_stages]]
name = "mitigated"
title = "Mitigated"

[[incident_rules]]
on = "declare"
severities = ["mayor"]
services = ["mail"]
invite = ["gerda@example.org"]

[[incident_rules]]
on = "resolved"

[[incident_rules]]
post = "Our room"

[incident]
declare_by = "everyone"
triage = "no"
announce = ["#all:example.org", "All of us", "#All:example.org"]
room_name = "{id} {titel}"
encrypted = "yes"
invite = ["bob:example.org"]
join_within = "2d"
nudge_after = "5"
nudges = 21
remind_every = "0s"
quiet_after = "10m"
review_within = 0
followup_before = -1
archive_after = "2 years"
"##,
    )
    .unwrap_err();
    insta::assert_snapshot!(told, @r##"
    32 mistakes in the configuration

    my.toml:2: severities
      names "Major" twice

    my.toml:6: severities.update_every
      must be from "5m" to "1w", but is "1m"
      hint: leave it out where no updates are owed

    my.toml:7: severities.page
      names no escalation that is configured: "nights"
      hint: none is configured; [[escalations]] lists them

    my.toml:12: severities.priority
      must not be more urgent than that of "major" above it
      hint: the worst severity comes first

    my.toml:13: severities.reviewed
      is not a known key
      hint: did you mean review?

    my.toml:16: severities.name
      must be one word without spaces and colons, but is "so so"

    my.toml:16: severities.title
      is needed

    my.toml:17: severities.priority
      must be a whole number from 1 to 5, but is 9

    my.toml:22: incident_roles.duties
      says nothing

    my.toml:25: incident_stages.name
      must be a name of its own, but every incident knows "mitigated" already
      hint: stages are steps of an incident that is active, like "identified"

    my.toml:29: incident_rules.on
      must be one of "declared", "severity", "mitigated", "resolved", "reviewed", but is "declare"
      hint: did you mean "declared"?

    my.toml:30: incident_rules.severities
      names no severity that is configured: "mayor"
      hint: did you mean "Major"?

    my.toml:31: incident_rules.services
      names no service that is configured: "mail"
      hint: none is configured; [[services]] lists them

    my.toml:32: incident_rules.invite
      must be an account like @anna:example.org, but is "gerda@example.org"

    my.toml:35: incident_rules.on
      is followed by nothing
      hint: say what is done: invite, page or post

    my.toml:38: incident_rules.on
      is needed

    my.toml:38: incident_rules.post
      must be a room's id or alias, but is "Our room"
      hint: write "#it-help:example.org", or the id that begins with "!"

    my.toml:41: incident.declare_by
      must be "anyone", "agent", but is "everyone"

    my.toml:42: incident.triage
      must be "unclear", "always", "never", but is "no"

    my.toml:43: incident.announce
      must be a room's id or alias, but is "All of us"
      hint: write "#it-help:example.org", or the id that begins with "!"

    my.toml:43: incident.announce
      names "#All:example.org" twice

    my.toml:44: incident.room_name
      has no variable {titel}
      hint: did you mean {title}?

    my.toml:45: incident.encrypted
      must be true or false, without quotes, but is "yes"

    my.toml:46: incident.invite
      must be an account like @anna:example.org, but is "bob:example.org"

    my.toml:47: incident.join_within
      must be a duration from "0ms" to "1d", but is "2d"

    my.toml:48: incident.nudge_after
      must be a duration, but is "5"
      hint: write "500ms", "30s", "15m", "24h" or "14d"

    my.toml:49: incident.nudges
      must be a whole number from 0 to 20, but is 21

    my.toml:50: incident.remind_every
      must be a duration from "1m" to "1d", but is "0s"

    my.toml:51: incident.quiet_after
      must be a duration from "1h" to "90d", but is "10m"

    my.toml:52: incident.review_within
      must be a whole number from 1 to 60, but is 0

    my.toml:53: incident.followup_before
      must be a whole number from 0 to 30, but is -1

    my.toml:54: incident.archive_after
      must be a duration, but is "2 years"
      hint: write "500ms", "30s", "15m", "24h" or "14d"
    "##);
}

#[test]
fn rooms_need_names_of_their_own_and_lists_something_in_them() {
    let told = load(
        r##"severities = []
incident_roles = []
[incident]
room_name = "Incident {severity}"
"##,
    )
    .unwrap_err();
    insta::assert_snapshot!(told, @r#"
    3 mistakes in the configuration

    my.toml:1: severities
      must have at least one
      hint: leave it out for those that are shipped

    my.toml:2: incident_roles
      must have at least one
      hint: leave it out for those that are shipped

    my.toml:4: incident.room_name
      would call all rooms the same
      hint: it needs {id} or {title}, like "{id} {title}"
    "#);
    assert!(load("[incident]\nroom_name = \"{id\"\n").unwrap_err().contains("has a { that nothing closes"));
    assert!(load("[incident]\nroom_name = \"\"\n").unwrap_err().contains("must be text in one line"));
}

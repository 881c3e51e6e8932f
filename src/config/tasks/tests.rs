use super::*;
use crate::config::tests::load;

#[test]
fn days_are_counted_from_day_1_and_from_the_start() {
    let read = |text| due(text).map(|due| (due.from, due.days, due.working)).ok();
    for (text, meant) in [
        ("day1", Some((DueFrom::Day1, 0, false))),
        ("day1 - 3wd", Some((DueFrom::Day1, -3, true))),
        ("Day1−3WD", Some((DueFrom::Day1, -3, true))),
        ("day1 + 2wd", Some((DueFrom::Day1, 2, true))),
        ("day1 + 7d", Some((DueFrom::Day1, 7, false))),
        ("start", Some((DueFrom::Start, 0, false))),
        ("start + 1wd", Some((DueFrom::Start, 1, true))),
        ("start - 1wd", None),
        ("day1 3wd", None),
        ("day2", None),
        ("day1 - 3", None),
        ("day1 - 3w", None),
        ("day1 - 400wd", None),
        ("day1 - 99999999999d", None),
        ("", None),
    ] {
        assert_eq!(read(text), meant, "{text}");
    }
}

#[test]
fn a_checklist_is_all_tasks_of_its_name() {
    let config = load(
        r#"
[[teams]]
name = "it"

[[catalog]]
name = "desk"
title = "A desk"
checklist = "desk"

[[tasks]]
checklist = "desk"
name = "order"
title = "Order it"
title_de = "Bestellen"
owner = "team:IT"
due = "day1 - 3wd"

[[tasks]]
checklist = "desk"
name = "place"
title = "Put it up"
owner = "@bob:x.org"
after = ["order"]
proof = "note"
optional = true
"#,
    )
    .unwrap();
    assert_eq!(config.tasks.len(), 2);
    assert_eq!(config.tasks[0].owner, TaskOwner::Team("it".into()));
    assert_eq!([Language::En, Language::De].map(|language| config.tasks[0].title(language)), ["Order it", "Bestellen"]);
    assert_eq!(config.tasks[1].title(Language::De), "Put it up");
    assert_eq!((config.tasks[1].proof, config.tasks[1].optional), (Some(Proof::Note), true));
}

#[test]
fn mistakes_in_checklists_are_told_with_line_and_hint() {
    let told = load(
        r#"[[catalog]]
name = "desk"
title = "A desk"
checklist = "desc"

[[tasks]]
checklist = "desk"
name = "order"
title = "Order it"
owner = "team:it"
due = "tomorrow"
after = ["place"]

[[tasks]]
checklist = "desk"
name = "place"
title = "Put it up"
owner = "manger"
after = ["order", "oder", "extra"]
proof = "photo"

[[tasks]]
checklist = "desk"
name = "Order"
title = "Again"
done = true

[[tasks]]
checklist = "desk"
name = "extra"
title = "A lamp"
optional = true
after = ["extra"]

[[tasks]]
name = "nowhere"
title = "Of no list"
"#,
    )
    .unwrap_err();
    insta::assert_snapshot!(told, @r#"
    12 mistakes in the configuration

    my.toml:4: catalog.checklist
      names no checklist that is configured: "desc"
      hint: did you mean "desk"?

    my.toml:10: tasks.owner
      names no team that is configured: "it"
      hint: none is configured; [[teams]] lists them

    my.toml:11: tasks.due
      is no day: "tomorrow"
      hint: write "day1 - 3wd" (three working days before the day that is ordered for), "day1", or "start + 1wd"

    my.toml:12: tasks.after
      goes round in a circle: order → place → order
      hint: no task of it could ever be the first

    my.toml:18: tasks.owner
      names nobody who could do it: "manger"
      hint: did you mean "manager"?

    my.toml:19: tasks.after
      names no task of "desk": "oder"
      hint: did you mean "Order"?

    my.toml:19: tasks.after
      comes after "extra", which is optional
      hint: what may be left out cannot be waited for: make this one optional too, or that one needed

    my.toml:20: tasks.proof
      must be "note" or "file", but is "photo"

    my.toml:24: tasks.name
      names "Order" twice in "desk"

    my.toml:26: tasks.done
      is not a known key
      hint: known are after, checklist, due, name, optional, owner, proof, title, title_de

    my.toml:33: tasks.after
      goes round in a circle: extra → extra
      hint: no task of it could ever be the first

    my.toml:36: tasks.checklist
      is needed
    "#);
}

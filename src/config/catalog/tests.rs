use crate::config::Config;
use crate::config::tests::load;
use crate::i18n::Language;

#[test]
fn what_is_shipped_speaks_both_languages() {
    let config = Config::default();
    for item in &config.catalog {
        assert!(item.title_de.is_some() && item.about(Language::De) != item.about(Language::En), "{}", item.name);
        let form = item.form.as_deref().unwrap();
        assert!(config.questions.iter().any(|question| question.form == form), "{form}");
    }
    assert!(config.questions.iter().all(|question| question.ask_de.is_some()));
    let laptop = config.item("laptop").unwrap();
    assert_eq!([laptop.title(Language::En), laptop.title(Language::De)], ["New laptop", "Neuer Laptop"]);
}

#[test]
fn an_own_catalogue_may_use_what_is_shipped() {
    let config = load(
        r#"[[teams]]
name = "it"

[[groups]]
name = "board"
members = ["@gerda:example.org"]

[[catalog]]
team = "it"
name = "phone"
title = "Phone"
form = "laptop"
approval = "manager"
priority = 2
private = true
group = "Board"
"#,
    )
    .unwrap();
    let [phone] = config.catalog.as_slice() else { panic!("{:?}", config.catalog) };
    assert_eq!((phone.priority, phone.private, phone.group.as_deref()), (Some(2), true, Some("board")));
    assert_eq!(phone.title(Language::De), "Phone");
}

#[test]
fn forms_and_approvals_of_ones_own_replace_those_that_are_shipped() {
    let config = load(
        r#"[[catalog]]
name = "desk"
title = "Desk"
form = "desk"
approval = "boss"

[[questions]]
form = "desk"
name = "size"
ask = "How large?"
type = "number"

[[approvals]]
name = "boss"
by = ["@gerda:example.org"]
"#,
    )
    .unwrap();
    assert_eq!((config.catalog.len(), config.questions.len(), config.approvals.len()), (1, 1, 2));
}

#[test]
fn what_nobody_has_defined_is_refused_with_line_and_hint() {
    let told = load(
        r#"[[catalog]]
name = "phone"
title = "Phone"
form = "latpop"
approval = "bosses"
team = "it"
service = "mail"
category = "hr"
group = "board"
priority = 6

[[catalog]]
name = "Phone"
title = "Again"
colour = "red"

[[catalog]]
name = "a phone"
"#,
    )
    .unwrap_err();
    for expected in [
        "my.toml:4: catalog.form\n  names no form that is configured: \"latpop\"\n  hint: did you mean \"laptop\"?",
        "my.toml:5: catalog.approval\n  names no approval that is configured: \"bosses\"",
        "my.toml:6: catalog.team\n  names no team that is configured",
        "my.toml:7: catalog.service\n  names no service",
        "my.toml:8: catalog.category\n  names no category",
        "my.toml:9: catalog.group\n  names no group",
        "my.toml:10: catalog.priority\n  must be a whole number from 1 to 5, but is 6",
        "my.toml:15: catalog.colour\n  is not a known key",
        "my.toml:18: catalog.name\n  must be one word",
        "my.toml:18: catalog.title\n  is needed",
        "my.toml:1: catalog\n  names \"Phone\" twice",
    ] {
        assert!(told.contains(expected), "{expected}\n\nis not in\n\n{told}");
    }
}

#[test]
fn a_form_that_is_no_more_is_told_where_the_shipped_catalogue_needs_it() {
    let told =
        load("[[questions]]\nform = \"desk\"\nname = \"size\"\nask = \"How large?\"\ntype = \"number\"\n").unwrap_err();
    assert!(told.contains("catalog.form\n  names no form that is configured: \"laptop\""), "{told}");
    assert!(told.starts_with("7 mistakes"), "{told}");
}

#[test]
fn promises_can_be_made_for_an_item() {
    let targets = |item: &str| {
        load(&format!(
            "[[calendars]]\nname = \"office\"\nhours = [\"mon-fri 08:00-17:00\"]\n\n[[targets]]\nname = \"laptops\"\n\
             item = \"{item}\"\ncalendar = \"office\"\nresolution = \"40h\"\n"
        ))
    };
    assert_eq!(targets("Laptop").unwrap().sla.targets[0].applies.item.as_deref(), Some("laptop"));
    let told = targets("latpop").unwrap_err();
    assert!(told.contains("my.toml:7: targets.item\n  names no item of the catalogue that is configured"), "{told}");
}

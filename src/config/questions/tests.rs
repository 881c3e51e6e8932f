use super::*;
use crate::config::Config;

/// Together with an item that needs nothing of what is shipped.
fn load(text: &str) -> Result<Config, String> {
    crate::config::tests::load(&format!("{text}\n[[catalog]]\nname = \"x\"\ntitle = \"X\"\n"))
}

#[test]
fn limits_choices_and_conditions_are_read() {
    let config = load(
        r#"[[questions]]
form = "f"
name = "size"
aliases = ["größe"]
ask = "How large?"
type = "choice"
choices = ["Small", "Large"]
choices_de = ["Klein", "Groß"]
default = "Small"

[[questions]]
form = "f"
name = "day"
ask = "When?"
ask_de = "Wann?"
type = "date"
min = "today"
max = "+30wd"
anchor = true
when = "!size=Small"

[[questions]]
form = "g"
name = "size"
ask = "How many?"
type = "number"
min = -5
max = 5
default = "3"
"#,
    )
    .unwrap();
    let [size, day, number] = config.questions.as_slice() else { panic!("{:?}", config.questions) };
    let choice = ChoiceConfig { name: "Small".into(), de: Some("Klein".into()) };
    assert!(matches!(&size.kind, QuestionKind::Choice(choices) if choices[0] == choice));
    assert_eq!(day.kind, QuestionKind::Date { min: Some(DayLimit::Days(0)), max: Some(DayLimit::WorkingDays(30)) });
    assert_eq!(day.when, Some(Condition { question: "size".into(), answer: "Small".into(), unless: true }));
    assert_eq!([day.ask(Language::En), day.ask(Language::De)], ["When?", "Wann?"]);
    assert_eq!(number.kind, QuestionKind::Number { min: Some(-5), max: Some(5) });
}

#[test]
fn questions_that_cannot_be_meant_are_refused_with_line_and_hint() {
    let told = load(
        r#"[[questions]]
form = "f"
name = "a"
ask = "?"
type = "chioce"

[[questions]]
form = "f"
name = "b"
ask = "?"
type = "choice"
choices = ["1"]
when = "c=yes"

[[questions]]
form = "f"
name = "c"
ask = "?"
type = "yes-no"
default = "maybe"
when = "c=yes"
min = 1

[[questions]]
form = "f"
name = "d"
aliases = ["C", "for"]
ask = "?"
type = "choice"
choices = ["x", "y"]
choices_de = ["x"]
default = "z"
when = "c=perhaps"

[[questions]]
form = "f"
name = "e"
ask = "?"
type = "text"
anchor = true
min = 5
max = 2
choices = ["x"]
when = "d"

[[questions]]
form = "f"
name = "g"
ask = "?"
type = "date"
min = "soon"
default = "later"
"#,
    )
    .unwrap_err();
    for expected in [
        "my.toml:5: questions.type\n  must be one of text, number, date, choice, person, yes-no, file, but is \"chioce\"\n  hint: did you mean \"choice\"?",
        "my.toml:12: questions.choices\n  must be 2 to 10 choices, but are 1",
        "my.toml:13: questions.when\n  names no earlier question of the form \"f\": \"c\"",
        "my.toml:20: questions.default\n  must be \"yes\" or \"no\", but is \"maybe\"",
        "my.toml:21: questions.when\n  depends on its own answer",
        "my.toml:19: questions.type\n  \"yes-no\" has no min and max",
        "my.toml:26: questions.name\n  \"c\" is taken already in the form \"f\"",
        "my.toml:31: questions.choices_de\n  must be 2 like choices, but are 1",
        "my.toml:32: questions.default\n  must be one of choices",
        "my.toml:33: questions.when\n  waits for an answer that \"c\" never has: \"perhaps\"",
        "my.toml:40: questions.anchor\n  is for a question whose answer is a day",
        "my.toml:42: questions.max\n  is less than min",
        "my.toml:43: questions.choices\n  is for a question of type",
        "my.toml:44: questions.when\n  must name an earlier question",
        "my.toml:51: questions.min\n  must be a day, but is \"soon\"",
        "my.toml:52: questions.default\n  must be a day",
    ] {
        assert!(told.contains(expected), "{expected}\n\nis not in\n\n{told}");
    }
}

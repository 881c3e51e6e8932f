use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::config::{ChoiceConfig, Config, DayLimit, QuestionKind};
use crate::practice::request::form::answer::{self, Moment, Said, Wrong};

fn question(name: &str, kind: QuestionKind) -> QuestionConfig {
    QuestionConfig {
        form: "f".into(),
        name: name.into(),
        aliases: Vec::new(),
        ask: "?".into(),
        ask_de: None,
        kind,
        default: None,
        optional: false,
        when: None,
        anchor: false,
    }
}

fn models() -> QuestionKind {
    let choice = |name: &str, de: Option<&str>| ChoiceConfig { name: name.into(), de: de.map(str::to_owned) };
    QuestionKind::Choice(vec![choice("14\"", None), choice("16\"", None), choice("Other", Some("Anderer"))])
}

/// Monday, 12 January 2026, 09:00 in Berlin.
fn monday() -> Moment {
    Moment { at: DateTime::from_timestamp(1_768_204_800, 0).unwrap(), zone: chrono_tz::Europe::Berlin }
}

fn read(kind: QuestionKind, text: &str) -> Result<Answer, Wrong> {
    match answer::read(&question("x", kind), text, None, monday())? {
        Said::Answer(answer) => Ok(answer),
        Said::Person(person) => panic!("{person:?}"),
    }
}

#[test]
fn a_choice_is_read_by_number_name_and_beginning() {
    for (text, meant) in [
        ("1", "14\""),
        ("2.", "16\""),
        ("3️⃣", "Other"),
        ("14", "14\""),
        ("16 ″", "16\""),
        ("anderer", "Other"),
        ("oth", "Other"),
    ] {
        assert_eq!(read(models(), text), Ok(Answer::Choice(meant.into())), "{text}");
    }
    assert_eq!(read(models(), "othr"), Err(Wrong::NoChoice(vec!["Other".into()])));
    assert_eq!(read(models(), "4"), Err(Wrong::NoChoice(Vec::new())));
    assert_eq!(read(models(), "1 or 2"), Err(Wrong::NoChoice(Vec::new())));
}

#[test]
fn days_numbers_words_and_flags_keep_their_limits() {
    let day = |text: &str| {
        read(QuestionKind::Date { min: Some(DayLimit::Days(0)), max: Some(DayLimit::WorkingDays(6)) }, text)
    };
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(day("tomorrow"), Ok(Answer::Day(date("2026-01-13"))));
    assert_eq!(day("20.1."), Ok(Answer::Day(date("2026-01-20"))));
    assert_eq!(day("21.1."), Err(Wrong::After(date("2026-01-20"))));
    assert_eq!(day("gestern"), Err(Wrong::Before(date("2026-01-12"))));
    assert_eq!(day("soon"), Err(Wrong::NoDay));
    let number = |text: &str| read(QuestionKind::Number { min: Some(1), max: Some(5) }, text);
    assert_eq!(
        [number("5"), number("0"), number("6"), number("many")],
        [Ok(Answer::Number(5)), Err(Wrong::Less(1)), Err(Wrong::More(5)), Err(Wrong::NoNumber)]
    );
    let words = |text: &str| read(QuestionKind::Text { min: Some(3), max: None }, text);
    assert_eq!(words("ab"), Err(Wrong::TooShort(3)));
    assert_eq!(words(&"ü".repeat(60_000)), Err(Wrong::TooLong(60_000, 4000)));
    for (text, meant) in [("Ja!", true), ("✅", true), ("nope", false), ("👎", false)] {
        assert_eq!(read(QuestionKind::YesNo, text), Ok(Answer::Flag(meant)), "{text}");
    }
    assert_eq!(read(QuestionKind::YesNo, "maybe"), Err(Wrong::NoFlag));
    assert_eq!(read(QuestionKind::File, "here"), Err(Wrong::NoFile));
}

#[test]
fn what_is_skipped_takes_the_default_or_nothing() {
    let mut asked = question("x", models());
    assert_eq!(answer::skip(&asked, monday()), Err(Wrong::Needed));
    asked.optional = true;
    assert_eq!(answer::skip(&asked, monday()), Ok(Said::Answer(Answer::Skipped)));
    asked.default = Some("16\"".into());
    assert_eq!(answer::skip(&asked, monday()), Ok(Said::Answer(Answer::Choice("16\"".into()))));
    let mut day = question("x", QuestionKind::Date { min: None, max: None });
    day.default = Some("+5wd".into());
    assert_eq!(answer::skip(&day, monday()), Ok(Said::Answer(Answer::Day("2026-01-19".parse().unwrap()))));
}

#[test]
fn words_beside_answers_are_whole_messages() {
    assert_eq!(word(" Zurück! "), Some(Word::Back));
    assert_eq!(word("-"), Some(Word::Skip));
    assert_eq!(word("Cancel."), Some(Word::Cancel));
    assert_eq!(word("cancel my old laptop"), None);
    assert_eq!(word("back office"), None);
}

#[test]
fn what_hangs_on_an_answer_is_asked_after_it_only() {
    let config = Config::default();
    let form: Vec<&QuestionConfig> = config.questions.iter().filter(|question| question.form == "onboarding").collect();
    let mut draft = Draft::default();
    let names = |draft: &Draft| draft.asked(&form).iter().map(|question| question.name.clone()).collect::<Vec<_>>();
    assert!(!names(&draft).contains(&"model".to_owned()));
    let flag = |question: &str, flag: bool| Given {
        question: question.into(),
        answer: Answer::Flag(flag),
        event: Some(question.into()),
    };
    draft.give(flag("laptop", true));
    draft.give(flag("standard", false));
    assert!(names(&draft).contains(&"model".to_owned()) && names(&draft).contains(&"software".to_owned()));
    draft.give(Given { question: "model".into(), answer: Answer::Choice("MacBook".into()), event: None });
    draft.give(flag("laptop", false));
    assert!(draft.counted(&form).iter().all(|(question, _)| question.name != "model"));
    assert_eq!(draft.take_back("laptop"), Some("laptop".to_owned()));
    assert_eq!(draft.next(&form).map(|question| question.name.as_str()), Some("newcomer"));
}

proptest! {
    #[test]
    fn no_text_can_break_it(text in any::<String>(), at in 0_usize..7) {
        let kinds = [
            QuestionKind::Text { min: None, max: None },
            QuestionKind::Number { min: None, max: None },
            QuestionKind::Date { min: None, max: None },
            models(),
            QuestionKind::Person,
            QuestionKind::YesNo,
            QuestionKind::File,
        ];
        let _ = answer::read(&question("x", kinds[at].clone()), &text, None, monday());
        let _ = word(&text);
    }

    /// However often one goes back or skips, in the end every question has been asked, in the order of the form.
    #[test]
    fn back_and_skip_keep_the_order(steps in proptest::collection::vec(0_u8..3, 0..40)) {
        let config = Config::default();
        let form: Vec<&QuestionConfig> =
            config.questions.iter().filter(|question| question.form == "onboarding").collect();
        let mut draft = Draft::default();
        for step in steps {
            let Some(question) = draft.next(&form) else { break };
            let before: Vec<String> = draft.given.iter().map(|given| given.question.clone()).collect();
            if step == 0 {
                let latest = before.last().cloned();
                prop_assert_eq!(draft.back(), latest.is_some());
                if let Some(latest) = latest {
                    prop_assert_eq!(draft.next(&form).map(|next| next.name.clone()), Some(latest));
                }
                continue;
            }
            let answer = match (&question.kind, step) {
                (QuestionKind::YesNo, step) => Answer::Flag(step == 1),
                _ => Answer::Skipped,
            };
            draft.give(Given { question: question.name.clone(), answer, event: None });
            let place = |name: &String| form.iter().position(|question| question.name == *name);
            let places: Vec<_> = draft.given.iter().map(|given| place(&given.question)).collect();
            prop_assert!(places.is_sorted(), "{:?}", places);
            let (number, total) = draft.number(&form, &question.name);
            prop_assert!((1..=total).contains(&number));
        }
    }
}

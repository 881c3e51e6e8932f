use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::ids::TicketKind;
use crate::practice::by_language::by_language;

fn id(kind: TicketKind, number: i64) -> TicketId {
    TicketId::new(kind, number)
}

fn problem() -> Problem {
    Problem::new(id(TicketKind::Problem, 1))
}

#[test]
fn a_problem_goes_its_way_and_no_other() {
    let change = id(TicketKind::Change, 3);
    let other = id(TicketKind::Change, 4);
    let mut one = problem();
    assert_eq!(one.know(), Err(Illegal::NothingKnown));
    one.state = one.analyse().unwrap();
    assert_eq!(one.state, State::Analysing);
    one.state = one.fix(change).unwrap();
    assert_eq!(one.fix(change), Err(Illegal::Already));
    // Nothing is known of it: back to where it was.
    assert_eq!(one.failed(change), Some(State::Analysing));
    assert_eq!(one.failed(other), None);
    one.cause = Some("it is old".to_owned());
    assert_eq!(one.failed(change), Some(State::KnownError));
    assert_eq!(one.solved(other, DateTime::UNIX_EPOCH), None);
    one.state = one.solved(change, DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(one.analyse(), Err(Illegal::Over));
    assert_eq!(one.know(), Err(Illegal::Over));
    assert_eq!(one.fix(other), Err(Illegal::Over));
    assert_eq!(one.give_up("no".to_owned(), DateTime::UNIX_EPOCH), Err(Illegal::Over));
    assert_eq!((one.solved(change, DateTime::UNIX_EPOCH), one.failed(change)), (None, None));
}

#[test]
fn questions_end_where_nobody_knows_further() {
    let mut one = problem();
    assert_eq!(one.next_part(), Some(Part::Why(1)));
    one.answers.insert(Part::Why(1), "the cable".to_owned());
    one.answers.insert(Part::Why(2), String::new());
    assert_eq!(one.next_part(), Some(Part::Timeline));
    one.answers.insert(Part::Timeline, String::new());
    one.answers.insert(Part::Contributing, String::new());
    assert_eq!(one.next_part(), Some(Part::Cause));
    one.cause = Some("the cable".to_owned());
    assert_eq!(one.next_part(), Some(Part::Kind));
    one.cause_kind = Some(CauseKind::Hardware);
    assert_eq!(one.next_part(), None);
    let stored = serde_json::to_value(&one.answers).unwrap();
    assert_eq!(serde_json::from_value::<BTreeMap<Part, String>>(stored).unwrap(), one.answers);
}

#[test]
fn languages_are_read_and_a_translation_is_new_only_to_those_who_read_it() {
    let read = |text: &str| by_language(text, Language::En);
    assert_eq!(read("Restart it"), [(Language::En, "Restart it".to_owned())].into());
    let both: BTreeMap<Language, String> =
        [(Language::De, "Neu starten".to_owned()), (Language::En, "Restart: now".to_owned())].into();
    assert_eq!(read("de: Neu starten en: Restart: now"), both);
    assert_eq!(read("Restart: now\nDE: \"Neu starten\""), both);
    assert_eq!(read("Wende: neu"), [(Language::En, "Wende: neu".to_owned())].into());
    assert_eq!(read("de:"), BTreeMap::new());
    let first = Workaround::default().with(read("Restart it")).unwrap();
    assert_eq!(first.with(read("Restart it")), None);
    assert_eq!(first.of(Language::De).map(|written| written.revision), Some(1));
    let second = first.with(read("de: Neu starten")).unwrap();
    assert_eq!(second.of(Language::En).map(|written| written.revision), Some(1));
    assert_eq!(second.of(Language::De).map(|written| written.revision), Some(2));
}

#[test]
fn a_text_must_say_something() {
    assert_eq!(fit("  "), Err(Unfit::Empty));
    assert_eq!(fit("🎉 🎉"), Err(Unfit::Empty));
    assert_eq!(fit(&"ü".repeat(60_000)), Err(Unfit::Long(60_000)));
    assert_eq!(fit(" أعد التشغيل ").as_deref(), Ok("أعد التشغيل"));
}

proptest! {
    #[test]
    fn no_text_can_break_the_reading(text in any::<String>(), between in "( |:|de:|EN: ){0,4}") {
        let text = format!("{text}{between}{text}");
        let parts = by_language(&text, Language::De);
        prop_assert!(parts.values().map(String::len).sum::<usize>() <= text.len());
    }
}

//! What people see of requests and forms.

use chrono::{NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::form::answer::{Answer, Wrong};
use super::form::model::Draft;
use super::model::Phase;
use crate::command::Sign;
use crate::config::{DayLimit, QuestionConfig, QuestionKind};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};

/// Where a request stands, in a word or two.
pub(super) fn phase(phase: Phase) -> Phrase {
    Phrase::new("request-phase").choice("phase", phase.name())
}

/// Most characters of what is said with an order besides answers.
const NOTE: usize = 4000;

/// Refuses a note that nobody would read.
pub(super) fn note_fits(note: &str) -> Result<(), Stop> {
    let length = note.chars().count();
    if length <= NOTE {
        return Ok(());
    }
    let number = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let phrase = Phrase::new("request-note-long").number("length", number(length)).number("most", number(NOTE));
    Err(Refusal::new(phrase).into())
}

/// The lines of a question. The first of a form says what else can be said.
pub(super) fn question(
    turn: &Turn<'_>,
    question: &QuestionConfig,
    (number, total): (usize, usize),
    is_first: bool,
) -> Vec<Phrase> {
    let language = turn.language;
    let ask = Phrase::new("request-question")
        .text("number", number.to_string())
        .text("total", total.to_string())
        .text("ask", question.ask(language));
    let mut lines = vec![ask];
    if let QuestionKind::Choice(choices) = &question.kind {
        for (at, choice) in choices.iter().enumerate() {
            let sign = u8::try_from(at + 1).ok().and_then(|digit| Sign::Digit(digit).emoji()).unwrap_or_default();
            lines.push(Phrase::new("request-choice").text("sign", sign).text("choice", choice.title(language)));
        }
    }
    match &question.default {
        Some(default) => {
            lines.push(Phrase::new("request-default").phrase("default", shown_default(turn, question, default)));
        }
        None if question.optional => lines.push(Phrase::new("request-optional")),
        None => {}
    }
    if is_first {
        lines.push(Phrase::new("request-form-how"));
    }
    lines
}

fn shown_default(turn: &Turn<'_>, question: &QuestionConfig, default: &str) -> Phrase {
    let me = || turn.actor.as_ref().map_or_else(String::new, |actor| actor.name.clone());
    match &question.kind {
        QuestionKind::YesNo => flag(default == "yes"),
        QuestionKind::Choice(_) => said(choice(question, default, turn.language)),
        QuestionKind::Person if default == "me" => said(me()),
        QuestionKind::Date { .. } if default == "today" => Phrase::new("request-today"),
        _ => said(default),
    }
}

fn said(text: impl Into<String>) -> Phrase {
    Phrase::new("request-said").text("text", text)
}

fn flag(is: bool) -> Phrase {
    Phrase::new("request-flag").choice("is", if is { "yes" } else { "no" })
}

fn choice<'q>(question: &'q QuestionConfig, name: &'q str, language: Language) -> &'q str {
    match &question.kind {
        QuestionKind::Choice(choices) => {
            choices.iter().find(|choice| choice.name == name).map_or(name, |choice| choice.title(language))
        }
        _ => name,
    }
}

/// An answer behind its question.
pub(super) fn answer(turn: &Turn<'_>, question: &QuestionConfig, answer: &Answer) -> Phrase {
    let value = match answer {
        Answer::Text(text) => said(text),
        Answer::Number(number) => said(number.to_string()),
        Answer::Day(day) => said(written(*day, turn.language)),
        Answer::Choice(name) => said(choice(question, name, turn.language)),
        Answer::Person { name, .. } | Answer::File { name, .. } => said(name),
        Answer::Flag(is) => flag(*is),
        Answer::Skipped => said("–"),
    };
    Phrase::new("request-answer").text("ask", question.ask(turn.language)).phrase("value", value)
}

/// A day with its year: what is ordered is read long after.
fn written(day: NaiveDate, language: Language) -> String {
    match language {
        Language::De => day.format("%d.%m.%Y").to_string(),
        Language::En => day.format("%-d %b %Y").to_string(),
    }
}

/// The answers, one a line, as they are kept with the ticket; what was left open is left out.
pub(super) fn description(turn: &Turn<'_>, questions: &[&QuestionConfig], draft: &Draft) -> String {
    let given = draft.counted(questions).into_iter().filter(|(_, answer)| **answer != Answer::Skipped);
    let mut lines: Vec<String> =
        given.map(|(question, given)| turn.words.plain(turn.language, &answer(turn, question, given))).collect();
    if !draft.note.trim().is_empty() {
        lines.push(draft.note.trim().to_owned());
    }
    lines.join("\n")
}

/// Why something is no answer.
pub(super) fn wrong(turn: &Turn<'_>, question: &QuestionConfig, wrong: Wrong) -> Phrase {
    let zone = turn.zone();
    let day = |key: &'static str, day: NaiveDate| match noon(day, zone) {
        Some(at) => Phrase::new(key).date("day", at, zone, turn.now),
        None => Phrase::new("request-wrong-day"),
    };
    match wrong {
        Wrong::Empty => Phrase::new("request-wrong-empty"),
        Wrong::TooShort(least) => Phrase::new("request-wrong-short").number("least", least),
        Wrong::TooLong(length, most) => Phrase::new("request-wrong-long").number("length", length).number("most", most),
        Wrong::NoNumber => Phrase::new("request-wrong-number"),
        Wrong::Less(least) => Phrase::new("request-wrong-less").number("least", least),
        Wrong::More(most) => Phrase::new("request-wrong-more").number("most", most),
        Wrong::NoDay => Phrase::new("request-wrong-day"),
        Wrong::SeveralDays => Phrase::new("request-wrong-days"),
        Wrong::Before(_) if is_today(question) => Phrase::new("request-wrong-past"),
        Wrong::Before(first) => day("request-wrong-before", first),
        Wrong::After(last) => day("request-wrong-after", last),
        Wrong::NoChoice(near) if near.is_empty() => Phrase::new("request-wrong-choice"),
        Wrong::NoChoice(near) => Phrase::new("request-wrong-choice-near").text("near", near.join(", ")),
        Wrong::NoFlag => Phrase::new("request-wrong-flag"),
        Wrong::NoFile => Phrase::new("request-wrong-file"),
        Wrong::Needed => Phrase::new("request-wrong-needed"),
    }
}

fn is_today(question: &QuestionConfig) -> bool {
    matches!(question.kind, QuestionKind::Date { min: Some(DayLimit::Days(0)), .. })
}

fn noon(day: NaiveDate, zone: Tz) -> Option<chrono::DateTime<Utc>> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    zone.from_local_datetime(&day.and_time(noon)).earliest().map(|at| at.to_utc())
}

//! `[[questions]]`: what the forms of the catalogue ask.

use chrono::NaiveDate;

use super::keys::{Keys, unfit};
use super::layer::Given;
use super::mistake::{Problem, nearest};
use super::places::{line, word};
use super::row::Row;
use crate::i18n::Language;

/// A question of a form. The questions of a form are asked in the order in which they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionConfig {
    /// The form to which it belongs.
    pub form: String,
    /// Its key in a command: `model:14"`.
    pub name: String,
    /// Further keys for it.
    pub aliases: Vec<String>,
    /// What is asked, for readers whose language has no words of its own.
    pub ask: String,
    /// What is asked in German.
    pub ask_de: Option<String>,
    /// What an answer must be.
    pub kind: QuestionKind,
    /// The answer of whoever skips it.
    pub default: Option<String>,
    /// It may be left without an answer.
    pub optional: bool,
    /// When it is asked; None: always.
    pub when: Option<Condition>,
    /// The day in it is day 1 of the checklist.
    pub anchor: bool,
}

impl QuestionConfig {
    /// What is asked of a reader of a language.
    #[must_use]
    pub fn ask(&self, language: Language) -> &str {
        language.of(&self.ask, self.ask_de.as_deref())
    }
}

/// What an answer must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionKind {
    /// Words, with limits to their number of characters.
    Text {
        /// At least.
        min: Option<i64>,
        /// At most.
        max: Option<i64>,
    },
    /// A whole number.
    Number {
        /// At least.
        min: Option<i64>,
        /// At most.
        max: Option<i64>,
    },
    /// A day.
    Date {
        /// Not before.
        min: Option<DayLimit>,
        /// Not after.
        max: Option<DayLimit>,
    },
    /// One of these.
    Choice(Vec<ChoiceConfig>),
    /// Somebody whom the bot knows.
    Person,
    /// Yes or no.
    YesNo,
    /// A file.
    File,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceConfig {
    /// As it is kept, and as people see it whose language has no word of its own.
    pub name: String,
    /// As people see it in German.
    pub de: Option<String>,
}

impl ChoiceConfig {
    /// As a reader of a language sees it.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.of(&self.name, self.de.as_deref())
    }
}

/// A limit to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayLimit {
    /// So many days after the day on which it is answered.
    Days(i64),
    /// So many working days after it, Monday to Friday.
    WorkingDays(i64),
    /// This day.
    On(NaiveDate),
}

impl DayLimit {
    /// Reads `today`, `+14d`, `+3wd`, `2026-12-31`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().parse::<u16>().ok();
        let later = text.strip_prefix('+').map(|later| (later.strip_suffix("wd"), later.strip_suffix('d')));
        match (text, later) {
            ("today", _) => Some(Self::Days(0)),
            (_, Some((Some(days), _))) => number(days).map(|days| Self::WorkingDays(days.into())),
            (_, Some((None, Some(days)))) => number(days).map(|days| Self::Days(days.into())),
            _ => text.parse().map(Self::On).ok(),
        }
    }
}

/// When a question is asked: by what was answered to an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The earlier question.
    pub question: String,
    /// Its answer: the name of a choice, `yes` or `no`, or the words.
    pub answer: String,
    /// Asked where the answer is another one.
    pub unless: bool,
}

/// Most things to choose from: there are no more numbers to tap.
const MOST_CHOICES: usize = 10;

/// Keys that every order takes.
const TAKEN: [&str; 5] = ["for", "für", "fuer", "note", "notiz"];

pub(super) fn questions(keys: &mut Keys<'_>) -> Vec<QuestionConfig> {
    let rows = keys.tables("questions", |row| {
        let form = row.needed("form", word);
        let name = row.needed("name", word);
        let aliases = row.list("aliases", word).unwrap_or_default();
        let ask = row.needed("ask", line);
        let ask_de = row.text("ask_de", line);
        let kind = kind(row);
        let default = row.text("default", line);
        let optional = row.flag("optional");
        let when = row.text("when", condition);
        let anchor = row.flag("anchor");
        let kind = kind?;
        if anchor && !matches!(kind, QuestionKind::Date { .. }) {
            row.refuse("anchor", Problem::new("is for a question whose answer is a day").hint("write type = \"date\""));
        }
        if let Some(problem) = default.as_deref().and_then(|text| default_problem(&kind, text)) {
            row.refuse("default", problem);
        }
        let lines = Lines { name: row.line_of("name"), when: row.line_of("when"), anchor: row.line_of("anchor") };
        let question = QuestionConfig {
            form: form?,
            name: name?,
            aliases,
            ask: ask?,
            ask_de,
            kind,
            default,
            optional,
            when,
            anchor,
        };
        Some((question, lines))
    });
    check(&rows, keys);
    rows.into_iter().map(|(question, _)| question).collect()
}

/// Where the keys of a question stand that only its whole form shows to be wrong.
struct Lines {
    name: Option<usize>,
    when: Option<usize>,
    anchor: Option<usize>,
}

fn kind(row: &mut Row<'_>) -> Option<QuestionKind> {
    let types = ["text", "number", "date", "choice", "person", "yes-no", "file"];
    let kind = row.needed("type", |text| match types.iter().find(|known| **known == text) {
        Some(known) => Ok(*known),
        None => {
            let problem = Problem::new(format!("must be one of {}, but is {text:?}", types.join(", ")));
            Err(match nearest(text, types) {
                Some(near) => problem.hint(format!("did you mean {near:?}?")),
                None => problem,
            })
        }
    });
    let has_limits = row.has("min") || row.has("max");
    let has_choices = row.has("choices");
    let choices = row.list("choices", line);
    let choices_de = row.list("choices_de", line);
    let kind = match kind {
        Some("date") => {
            let (min, max) = (row.text("min", day_limit), row.text("max", day_limit));
            return Some(QuestionKind::Date { min, max });
        }
        Some(kind) => kind,
        None => {
            row.optional("min", |_| Ok(()));
            row.optional("max", |_| Ok(()));
            return None;
        }
    };
    let (min, max) = (row.optional("min", whole), row.optional("max", whole));
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        row.refuse("max", Problem::new("is less than min"));
    }
    if kind != "choice" && has_choices {
        row.refuse("choices", Problem::new("is for a question of type = \"choice\""));
    }
    if has_limits && !matches!(kind, "text" | "number") {
        row.refuse("type", Problem::new(format!("{kind:?} has no min and max")));
    }
    Some(match kind {
        "text" => QuestionKind::Text { min, max },
        "number" => QuestionKind::Number { min, max },
        "person" => QuestionKind::Person,
        "yes-no" => QuestionKind::YesNo,
        "file" => QuestionKind::File,
        _ => QuestionKind::Choice(choose(row, choices, choices_de, has_choices)?),
    })
}

fn choose(
    row: &mut Row<'_>,
    choices: Option<Vec<String>>,
    choices_de: Option<Vec<String>>,
    has_choices: bool,
) -> Option<Vec<ChoiceConfig>> {
    let Some(choices) = choices else {
        if !has_choices {
            row.refuse("choices", Problem::new("is needed: what there is to choose"));
        }
        return None;
    };
    if !(2..=MOST_CHOICES).contains(&choices.len()) {
        let problem = Problem::new(format!("must be 2 to {MOST_CHOICES} choices, but are {}", choices.len()));
        row.refuse("choices", problem.hint("ask for text where there are more"));
    }
    if let Some(german) = choices_de.as_ref().filter(|german| german.len() != choices.len()) {
        let problem = Problem::new(format!("must be {} like choices, but are {}", choices.len(), german.len()));
        row.refuse("choices_de", problem);
    }
    let mut german = choices_de.unwrap_or_default().into_iter();
    Some(choices.into_iter().map(|name| ChoiceConfig { name, de: german.next() }).collect())
}

fn whole(given: &Given) -> Result<i64, Problem> {
    match given {
        Given::Number(number) => Ok(*number),
        other => Err(unfit("a whole number", other)),
    }
}

/// `today`, `+14d`, `+3wd`, `2026-12-31`
fn day_limit(text: &str) -> Result<DayLimit, Problem> {
    let unclear = || {
        let problem = Problem::new(format!("must be a day, but is {text:?}"));
        problem.hint("write \"today\", \"+14d\", \"+3wd\" (working days) or \"2026-12-31\"")
    };
    DayLimit::read(text).ok_or_else(unclear)
}

/// `model=16"`, `!standard=yes`
fn condition(text: &str) -> Result<Condition, Problem> {
    let unclear = || {
        let problem = Problem::new(format!("must name an earlier question and its answer, but is {text:?}"));
        problem.hint("write \"laptop=yes\", or \"!laptop=yes\" for any other answer")
    };
    let (unless, rest) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
    let (question, answer) = rest.split_once('=').ok_or_else(unclear)?;
    let (question, answer) = (question.trim(), answer.trim());
    if question.is_empty() || answer.is_empty() {
        return Err(unclear());
    }
    Ok(Condition { question: question.to_owned(), answer: answer.to_owned(), unless })
}

fn default_problem(kind: &QuestionKind, text: &str) -> Option<Problem> {
    let must_be = |what: &str| Some(Problem::new(format!("must be {what}, but is {text:?}")));
    match kind {
        QuestionKind::Number { min, max } => match text.parse::<i64>() {
            Ok(number) if min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max) => None,
            _ => must_be("a whole number within the limits"),
        },
        QuestionKind::Choice(choices) if choices.iter().all(|choice| choice.name != text) => must_be("one of choices"),
        QuestionKind::YesNo if text != "yes" && text != "no" => must_be("\"yes\" or \"no\""),
        QuestionKind::Date { .. } => day_limit(text).err(),
        QuestionKind::File => Some(Problem::new("cannot be given for a file").hint("write optional = true")),
        _ => None,
    }
}

/// What only a whole form shows: names that are there twice, conditions on what is not asked before, two first days.
fn check(rows: &[(QuestionConfig, Lines)], keys: &mut Keys<'_>) {
    let origin = keys.origin("questions");
    for (at, (question, lines)) in rows.iter().enumerate() {
        let earlier: Vec<&QuestionConfig> =
            rows.iter().take(at).map(|(earlier, _)| earlier).filter(|earlier| earlier.form == question.form).collect();
        let names = |of: &QuestionConfig| {
            std::iter::once(&of.name).chain(&of.aliases).map(|name| name.to_lowercase()).collect::<Vec<_>>()
        };
        let taken: Vec<String> = TAKEN
            .iter()
            .map(|name| (*name).to_owned())
            .chain(earlier.iter().flat_map(|earlier| names(earlier)))
            .collect();
        if let Some(twice) = names(question).iter().find(|name| taken.contains(name)) {
            let problem = Problem::new(format!("{twice:?} is taken already in the form {:?}", question.form));
            keys.refuse("questions.name", &origin, Problem { line: lines.name, ..problem });
        }
        if question.anchor && earlier.iter().any(|earlier| earlier.anchor) {
            let problem = Problem::new(format!("is given already in the form {:?}", question.form));
            keys.refuse("questions.anchor", &origin, Problem { line: lines.anchor, ..problem });
        }
        if let Some(problem) = question.when.as_ref().and_then(|when| condition_problem(when, question, &earlier)) {
            keys.refuse("questions.when", &origin, Problem { line: lines.when, ..problem });
        }
    }
}

fn condition_problem(when: &Condition, question: &QuestionConfig, earlier: &[&QuestionConfig]) -> Option<Problem> {
    let Some(of) = earlier.iter().find(|earlier| earlier.name == when.question) else {
        let problem = match when.question == question.name {
            true => Problem::new("depends on its own answer"),
            false => {
                Problem::new(format!("names no earlier question of the form {:?}: {:?}", question.form, when.question))
            }
        };
        let names: Vec<&str> = earlier.iter().map(|earlier| earlier.name.as_str()).collect();
        return Some(match names.is_empty() {
            true => problem.hint("nothing is asked before it"),
            false => problem.hint(format!("asked before are {}", names.join(", "))),
        });
    };
    let fits: Vec<&str> = match &of.kind {
        QuestionKind::Choice(choices) => choices.iter().map(|choice| choice.name.as_str()).collect(),
        QuestionKind::YesNo => vec!["yes", "no"],
        _ => return None,
    };
    (!fits.contains(&when.answer.as_str())).then(|| {
        let problem = Problem::new(format!("waits for an answer that {:?} never has: {:?}", of.name, when.answer));
        problem.hint(format!("it has {}", fits.join(", ")))
    })
}

#[cfg(test)]
mod tests;

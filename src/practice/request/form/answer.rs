//! What an answer must be, and what was said: pure.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::command::{PersonRef, Sign, date, fold, suggest};
use crate::config::{ChoiceConfig, DayLimit, QuestionConfig, QuestionKind};

/// An answer to a question, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(NaiveDate),
    /// The name of a choice.
    Choice(String),
    /// Somebody.
    Person {
        /// Their account.
        account: String,
        /// Their name then.
        name: String,
    },
    /// Yes or no.
    Flag(bool),
    /// A file, as the platform described it.
    File {
        /// Its name.
        name: String,
        /// All of it.
        attachment: Value,
    },
    /// It was left without an answer.
    Skipped,
}

/// Most characters of an answer in words: what is longer belongs into a file.
const LONGEST: i64 = 4000;

/// Why something is no answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing was said.
    Empty,
    /// It has fewer characters.
    TooShort(i64),
    /// It has more characters: how many, and how many it may have.
    TooLong(i64, i64),
    /// It is no whole number.
    NoNumber,
    /// It is less.
    Less(i64),
    /// It is more.
    More(i64),
    /// It is no day.
    NoDay,
    /// It is a time of several days.
    SeveralDays,
    /// It is an earlier day.
    Before(NaiveDate),
    /// It is a later day.
    After(NaiveDate),
    /// It is none of the choices; those that are most like it.
    NoChoice(Vec<String>),
    /// It is neither yes nor no.
    NoFlag,
    /// It is no file.
    NoFile,
    /// It cannot be left without an answer.
    Needed,
}

/// What was said to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// This is the answer.
    Answer(Answer),
    /// Whoever is called so.
    Person(PersonRef),
}

/// When and where something is said.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// When.
    pub at: DateTime<Utc>,
    /// On which clock.
    pub zone: Tz,
}

impl Moment {
    /// The day.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        self.at.with_timezone(&self.zone).date_naive()
    }

    /// The day that a limit names. Beyond the end of the calendar it is the last day that there is.
    #[must_use]
    pub fn day(self, limit: DayLimit) -> NaiveDate {
        match limit {
            DayLimit::On(day) => day,
            DayLimit::Days(days) => later(self.today(), days),
            DayLimit::WorkingDays(days) => {
                let mut day = self.today();
                for _ in 0..days {
                    day = later(day, 1);
                    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                        day = later(day, 1);
                    }
                }
                day
            }
        }
    }
}

fn later(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(u64::try_from(days).unwrap_or_default())).unwrap_or(NaiveDate::MAX)
}

/// Reads what was said to a question.
pub fn read(question: &QuestionConfig, text: &str, attachment: Option<&Value>, when: Moment) -> Result<Said, Wrong> {
    if let QuestionKind::File = question.kind {
        let attachment = attachment.ok_or(Wrong::NoFile)?;
        let name = attachment.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        return Ok(Said::Answer(Answer::File { name, attachment: attachment.clone() }));
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(Wrong::Empty);
    }
    let answer = match &question.kind {
        QuestionKind::Text { min, max } => words(text, *min, max.unwrap_or(LONGEST))?,
        QuestionKind::Number { min, max } => number(text, *min, *max)?,
        QuestionKind::Date { min, max } => day(text, *min, *max, when)?,
        QuestionKind::Choice(choices) => Answer::Choice(choice(text, choices)?),
        QuestionKind::YesNo => Answer::Flag(flag(text)?),
        QuestionKind::Person => return PersonRef::read(text).map(Said::Person).ok_or(Wrong::Empty),
        QuestionKind::File => return Err(Wrong::NoFile),
    };
    Ok(Said::Answer(answer))
}

/// The answer of whoever skips a question.
pub fn skip(question: &QuestionConfig, when: Moment) -> Result<Said, Wrong> {
    match (&question.default, &question.kind) {
        (Some(default), QuestionKind::Date { .. }) => {
            Ok(Said::Answer(Answer::Day(when.day(DayLimit::read(default).unwrap_or(DayLimit::Days(0))))))
        }
        (Some(default), _) => read(question, default, None, when),
        (None, _) if question.optional => Ok(Said::Answer(Answer::Skipped)),
        (None, _) => Err(Wrong::Needed),
    }
}

fn words(text: &str, min: Option<i64>, max: i64) -> Result<Answer, Wrong> {
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    match min {
        Some(min) if length < min => Err(Wrong::TooShort(min)),
        _ if length > max => Err(Wrong::TooLong(length, max)),
        _ => Ok(Answer::Text(text.to_owned())),
    }
}

fn number(text: &str, min: Option<i64>, max: Option<i64>) -> Result<Answer, Wrong> {
    let number: i64 = text.trim_end_matches(['.', '!']).trim().parse().map_err(|_| Wrong::NoNumber)?;
    match (min, max) {
        (Some(min), _) if number < min => Err(Wrong::Less(min)),
        (_, Some(max)) if number > max => Err(Wrong::More(max)),
        _ => Ok(Answer::Number(number)),
    }
}

fn day(text: &str, min: Option<DayLimit>, max: Option<DayLimit>, when: Moment) -> Result<Answer, Wrong> {
    let meant = date::read(text, when.at, when.zone).map_err(|_| Wrong::NoDay)?;
    let date::When::Moment(moment) = meant else { return Err(Wrong::SeveralDays) };
    let day = moment.at.with_timezone(&when.zone).date_naive();
    let (min, max) = (min.map(|limit| when.day(limit)), max.map(|limit| when.day(limit)));
    match (min, max) {
        (Some(min), _) if day < min => Err(Wrong::Before(min)),
        (_, Some(max)) if day > max => Err(Wrong::After(max)),
        _ => Ok(Answer::Day(day)),
    }
}

/// The choice with which a text begins, and what stands behind it; all of the text where none does.
#[must_use]
pub fn split_choice<'t>(text: &'t str, choices: &[ChoiceConfig]) -> (&'t str, &'t str) {
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).take(12);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let split = ends.into_iter().rev().filter_map(|end| text.split_at_checked(end));
    split.into_iter().find(|(begin, _)| exactly(begin, choices).is_some()).unwrap_or((text, ""))
}

fn wordings(choice: &ChoiceConfig) -> Vec<&str> {
    std::iter::once(choice.name.as_str()).chain(choice.de.as_deref()).collect()
}

fn exactly(text: &str, choices: &[ChoiceConfig]) -> Option<String> {
    // A longer text is none of them.
    if text.chars().take(201).count() > 200 {
        return None;
    }
    let by = |form: fn(&str) -> String| {
        let meant = form(text);
        let fits =
            |choice: &&ChoiceConfig| !meant.is_empty() && wordings(choice).into_iter().any(|word| form(word) == meant);
        choices.iter().find(fits).map(|choice| choice.name.clone())
    };
    // What looks like a number may be a name as well, which then counts.
    by(fold).or_else(|| numbered(text, choices)).or_else(|| by(letters))
}

fn choice(text: &str, choices: &[ChoiceConfig]) -> Result<String, Wrong> {
    if let Some(name) = exactly(text, choices) {
        return Ok(name);
    }
    let meant = letters(text);
    let begun = |choice: &&ChoiceConfig| {
        !meant.is_empty() && wordings(choice).into_iter().any(|word| letters(word).starts_with(&meant))
    };
    if let [one] = choices.iter().filter(begun).collect::<Vec<_>>().as_slice() {
        return Ok(one.name.clone());
    }
    let all: Vec<&str> = choices.iter().flat_map(wordings).collect();
    Err(Wrong::NoChoice(suggest(text, &all, 3).into_iter().map(str::to_owned).collect()))
}

/// `2`, `2.`, `#2`, `2️⃣`
fn numbered(text: &str, choices: &[ChoiceConfig]) -> Option<String> {
    let at = match Sign::read(text) {
        Some(Sign::Digit(digit)) => usize::from(digit),
        _ => text.trim_start_matches('#').trim_end_matches(['.', ')']).parse().ok()?,
    };
    choices.get(at.checked_sub(1)?).map(|choice| choice.name.clone())
}

/// A text without anything but letters and digits: `14"` and `14 ″` are the same.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

const YES: [&str; 9] = ["yes", "y", "yep", "yeah", "true", "ja", "j", "jo", "jawohl"];
const NO: [&str; 7] = ["no", "n", "nope", "false", "nein", "nee", "noe"];

fn flag(text: &str) -> Result<bool, Wrong> {
    match Sign::read(text) {
        Some(Sign::Yes | Sign::ThumbUp) => return Ok(true),
        Some(Sign::No | Sign::ThumbDown) => return Ok(false),
        _ => {}
    }
    let word = fold(text);
    let word = word.trim_end_matches(['.', '!', ',']);
    match (YES.contains(&word), NO.contains(&word)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(Wrong::NoFlag),
    }
}

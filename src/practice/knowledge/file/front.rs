//! The front matter: which keys there are, and what they can be.
//!
//! It is read from the events of the YAML parser, not by way of serde: so each value has its line, all mistakes are told at
//! once, and `id: 0012` or `title: no` are what somebody wrote, not a number or a truth value.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use saphyr_parser::{Event, Parser, ScalarStyle};
use strsim::osa_distance;

use super::mistake::{Mistake, Wrong};
use super::{Audience, State, one_line};
use crate::i18n::Language;

/// A value and its line.
#[derive(Debug)]
pub(super) struct Given<T> {
    pub(super) line: usize,
    pub(super) value: T,
}

/// What a front matter says.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) id: Option<Given<i64>>,
    pub(super) title: Option<Given<String>>,
    pub(super) language: Option<Given<Language>>,
    pub(super) services: Option<Given<Vec<String>>>,
    pub(super) owner: Option<Given<String>>,
    pub(super) review: Option<Given<NaiveDate>>,
    pub(super) audience: Option<Given<Audience>>,
    pub(super) state: Option<Given<State>>,
}

pub(super) const ID: &str = "id";
pub(super) const TITLE: &str = "title";
pub(super) const LANGUAGE: &str = "lang";
pub(super) const SERVICES: &str = "services";
pub(super) const OWNER: &str = "owner";
pub(super) const REVIEW: &str = "review";
pub(super) const AUDIENCE: &str = "audience";
pub(super) const STATE: &str = "state";

const KEYS: [&str; 8] = [ID, TITLE, LANGUAGE, SERVICES, OWNER, REVIEW, AUDIENCE, STATE];

/// Keys of other programs that are nearly ours, and yet no mistake.
const FOREIGN: [&str; 4] = ["preview", "reviewed", "reviewer", "status"];

/// What people take for keys, and stands below the front matter.
const BELOW: [(&str, &str); 4] = [
    ("symptoms", "## Symptoms` below the front matter, instead of `symptoms"),
    ("symptome", "## Symptome` below the front matter, instead of `symptome"),
    ("solution", "## Solution` below the front matter, instead of `solution"),
    ("lösung", "## Lösung` below the front matter, instead of `lösung"),
];

/// What stands behind a key.
enum Value {
    Nothing,
    Text(String),
    List(Vec<String>),
    /// A table, a list of lists, a reference.
    Other,
}

struct Entry {
    line: usize,
    key: String,
    value: Value,
}

/// Reads the lines between the two `---`; `first` is the line of the first of them in the file.
pub(super) fn read(yaml: &str, first: usize, mistakes: &mut Vec<Mistake>) -> Front {
    let last = first + yaml.lines().count();
    let mut front = Front::default();
    let mut seen: Vec<&str> = Vec::new();
    for Entry { line, key, value } in entries(yaml, first, last, mistakes) {
        let mut wrong = |what| mistakes.push(Mistake::new(line, what));
        let name = key.to_lowercase();
        let Some(key) = KEYS.into_iter().find(|known| *known == name) else {
            if let Some(meant) = nearest(&name) {
                wrong(Wrong::UnknownKey { key, meant });
            }
            continue;
        };
        if seen.contains(&key) {
            wrong(Wrong::KeyTwice(key));
            continue;
        }
        seen.push(key);
        if let Err(what) = front.put(key, line, value) {
            wrong(what);
        }
    }
    front
}

/// The key that another one nearly is. Short ones are near to too much.
fn nearest(name: &str) -> Option<&'static str> {
    if FOREIGN.contains(&name) {
        return None;
    }
    if let Some((_, meant)) = BELOW.iter().find(|(below, _)| *below == name) {
        return Some(meant);
    }
    let within = |key: &str| match key.len() {
        ..4 => 0,
        4..6 => 1,
        _ => 2,
    };
    KEYS.into_iter().find(|key| osa_distance(key, name) <= within(key))
}

impl Front {
    fn put(&mut self, key: &'static str, line: usize, value: Value) -> Result<(), Wrong> {
        if let Value::Nothing = value {
            return Ok(());
        }
        if key == SERVICES {
            let services = match value {
                Value::List(services) => services,
                Value::Text(service) => vec![service],
                _ => return Err(Wrong::Shape { key, wanted: "a list of names" }),
            };
            let mut value: Vec<String> = services.iter().map(|service| one_line(service)).collect();
            value.retain(|service| !service.is_empty());
            self.services = Some(Given { line, value });
            return Ok(());
        }
        let Value::Text(text) = value else { return Err(Wrong::Shape { key, wanted: "a text" }) };
        let text = one_line(&text);
        let value = || text.clone();
        let known = |wanted| Wrong::Value { key, value: text.clone(), wanted };
        match key {
            ID => self.id = Some(Given { line, value: id(&text).ok_or_else(|| known("an id is like KB-12"))? }),
            LANGUAGE => {
                let value = language(&text).ok_or_else(|| known("de or en"))?;
                self.language = Some(Given { line, value });
            }
            REVIEW => {
                let value = day(&text).ok_or_else(|| known("a day is like 2026-09-01"))?;
                self.review = Some(Given { line, value });
            }
            AUDIENCE => {
                let value = Audience::read(&text).ok_or_else(|| known("internal or public"))?;
                self.audience = Some(Given { line, value });
            }
            STATE => {
                let value = State::read(&text).ok_or_else(|| known("draft, published or retired"))?;
                self.state = Some(Given { line, value });
            }
            OWNER if !text.is_empty() => self.owner = Some(Given { line, value: value() }),
            TITLE => self.title = Some(Given { line, value: value() }),
            _ => {}
        }
        Ok(())
    }
}

/// `KB-12`, or only the number.
fn id(text: &str) -> Option<i64> {
    let upper = text.to_uppercase();
    let digits = upper.strip_prefix("KB-").unwrap_or(&upper);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|id| is_number && *id > 0)
}

/// `de`, also as `de-AT`.
pub(super) fn language(text: &str) -> Option<Language> {
    let code = text.split(['-', '_']).next()?;
    Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
}

/// A day, and not only what looks like one to a lenient reader: `2026-9-1` is refused, as it is sorted wrongly elsewhere.
fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day: &NaiveDate| day.to_string() == text)
}

/// The keys at the top with what stands behind them, up to where the parser gives up.
fn entries(yaml: &str, first: usize, last: usize, mistakes: &mut Vec<Mistake>) -> Vec<Entry> {
    let mut reader = Reader::default();
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => {
                // Lines of the parser count from 1, behind the line that opens the front matter.
                let line = (first + span.start.line()).min(last);
                if reader.take(event, line).is_break() {
                    mistakes.push(Mistake::new(line, Wrong::NoKeys));
                    break;
                }
            }
            Err(error) => {
                let line = (first + error.marker().line()).min(last);
                mistakes.push(Mistake::new(line, Wrong::NotYaml(error.info().to_owned())));
                break;
            }
        }
    }
    reader.entries
}

/// Puts keys and values together. Nothing in it calls itself, so that brackets in brackets end no program.
#[derive(Default)]
struct Reader {
    depth: usize,
    key: Option<(String, usize)>,
    open: Option<Value>,
    entries: Vec<Entry>,
}

impl Reader {
    /// Breaks where there are no keys at all.
    fn take(&mut self, event: Event<'_>, line: usize) -> ControlFlow<()> {
        match event {
            Event::Scalar(text, style, ..) => {
                let is_null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                match (self.depth, &mut self.open) {
                    (0, _) if !is_null => return ControlFlow::Break(()),
                    (1, _) if is_null => self.put(Value::Nothing, line),
                    (1, _) => self.put(Value::Text(text.into_owned()), line),
                    (2, Some(Value::List(list))) if !is_null => list.push(text.into_owned()),
                    _ => {}
                }
            }
            Event::Alias(_) if self.depth == 1 => self.put(Value::Other, line),
            Event::Alias(_) => self.open = Some(Value::Other),
            Event::SequenceStart(..) => {
                match self.depth {
                    0 => return ControlFlow::Break(()),
                    1 => self.open = Some(Value::List(Vec::new())),
                    _ => self.open = Some(Value::Other),
                }
                self.depth += 1;
            }
            Event::MappingStart(..) => {
                if self.depth > 0 {
                    self.open = Some(Value::Other);
                }
                self.depth += 1;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.depth = self.depth.saturating_sub(1);
                if let Some(value) = self.open.take_if(|_| self.depth == 1) {
                    self.put(value, line);
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    /// A key, or what stands behind the one before.
    fn put(&mut self, value: Value, line: usize) {
        match (self.key.take(), value) {
            (Some((key, line)), value) => self.entries.push(Entry { line, key, value }),
            (None, Value::Text(key)) => self.key = Some((key, line)),
            // A key that is a list is nobody's.
            (None, _) => self.key = Some((String::new(), line)),
        }
    }
}

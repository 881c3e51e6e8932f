//! Reads the keys of a section through all layers, collecting mistakes instead of stopping at the first.

use std::collections::BTreeSet;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::layer::{Entry, Given, Layer};
use super::mistake::{Mistake, Origin, Problem, nearest};
use super::row::Row;
use super::value::{Secret, read_duration, read_size, write_duration, write_size};

/// All layers, lowest first, and what was found wrong in them.
pub(super) struct Keys<'a> {
    pub(super) layers: &'a [Layer],
    pub(super) mistakes: &'a mut Vec<Mistake>,
    /// The keys that the code asked for; the shipped file must have these and no others.
    pub(super) asked: BTreeSet<String>,
}

impl Keys<'_> {
    /// The value of the highest layer that gives one. Values of lower layers are checked as well, so that a mistake
    /// does not appear only on the day when the upper one is removed. After a mistake the result is of no importance,
    /// since the configuration as a whole is refused.
    pub(super) fn value<T>(
        &mut self,
        key: &str,
        mut read: impl FnMut(&Entry, &Layer) -> Result<T, Problem>,
    ) -> Option<T> {
        self.asked.insert(key.to_owned());
        let mut value = None;
        for layer in self.layers {
            let Some(entry) = layer.entries.get(key) else { continue };
            match read(entry, layer) {
                Ok(read) => value = Some(read),
                Err(problem) => self.refuse(key, &entry.origin, problem),
            }
        }
        value
    }

    /// Notes a mistake in a key.
    pub(super) fn refuse(&mut self, key: &str, origin: &Origin, problem: Problem) {
        let origin = match (origin, problem.line) {
            (Origin::File(path, _), Some(line)) => Origin::File(path.clone(), Some(line)),
            (Origin::Shipped(_), Some(line)) => Origin::Shipped(line),
            _ => origin.clone(),
        };
        self.mistakes.push(Mistake { origin, key: key.to_owned(), what: problem.what, hint: problem.hint });
    }

    /// Where a key has its value from.
    pub(super) fn origin(&self, key: &str) -> Origin {
        let entry = self.layers.iter().rev().find_map(|layer| layer.entries.get(key));
        entry.map_or(Origin::Missing, |entry| entry.origin.clone())
    }

    /// Text that `read` accepts.
    pub(super) fn text<T>(&mut self, key: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Option<T> {
        self.value(key, |entry, _| read(text_of(&entry.given)?))
    }

    /// Text that `read` accepts, where empty means not given.
    pub(super) fn optional<T>(&mut self, key: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Option<T> {
        self.text(key, |text| if text.trim().is_empty() { Ok(None) } else { read(text.trim()).map(Some) }).flatten()
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        self.text(key, |text| {
            let found = choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(text.trim()));
            found.map(|(_, value)| *value).ok_or_else(|| {
                let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
                let problem = Problem::new(format!("must be {}, but is {text:?}", words.join(", ")));
                match nearest(text, choices.iter().map(|(word, _)| *word)) {
                    Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
                    None => problem,
                }
            })
        })
    }

    /// True or false.
    pub(super) fn flag(&mut self, key: &str) -> bool {
        let read = |entry: &Entry, _: &Layer| match &entry.given {
            Given::Flag(flag) => Ok(*flag),
            other => Err(unfit("true or false, without quotes", other)),
        };
        self.value(key, read).unwrap_or_default()
    }

    /// A whole number within limits.
    pub(super) fn number<T: TryFrom<i64> + Default>(&mut self, key: &str, range: RangeInclusive<i64>) -> T {
        let wanted = format!("a whole number from {} to {}", range.start(), range.end());
        let read = |entry: &Entry, _: &Layer| match &entry.given {
            Given::Number(number) if range.contains(number) => {
                T::try_from(*number).map_err(|_| unfit(&wanted, &entry.given))
            }
            other => Err(unfit(&wanted, other)),
        };
        self.value(key, read).unwrap_or_default()
    }

    /// A number of bytes within limits.
    pub(super) fn size(&mut self, key: &str, range: RangeInclusive<u64>) -> u64 {
        let (least, most) = (write_size(*range.start()), write_size(*range.end()));
        let read = |entry: &Entry, _: &Layer| {
            let size = match &entry.given {
                Given::Text(text) => read_size(text),
                _ => None,
            };
            match size {
                Some(size) if range.contains(&size) => Ok(size),
                Some(_) => Err(unfit(&format!("a size from \"{least}\" to \"{most}\""), &entry.given)),
                None => Err(unfit("a size", &entry.given).hint("write \"500KB\" or \"25MB\"")),
            }
        };
        self.value(key, read).unwrap_or_default()
    }

    /// A duration within limits.
    pub(super) fn duration(&mut self, key: &str, range: RangeInclusive<Duration>) -> Duration {
        let (least, most) = (write_duration(*range.start()), write_duration(*range.end()));
        let read = |entry: &Entry, _: &Layer| {
            let duration = match &entry.given {
                Given::Text(text) => read_duration(text),
                _ => None,
            };
            match duration {
                Some(duration) if range.contains(&duration) => Ok(duration),
                Some(_) => Err(unfit(&format!("a duration from \"{least}\" to \"{most}\""), &entry.given)),
                None => {
                    Err(unfit("a duration", &entry.given).hint("write \"500ms\", \"30s\", \"15m\", \"24h\" or \"14d\""))
                }
            }
        };
        self.value(key, read).unwrap_or_default()
    }

    /// A list of texts that `read` accepts.
    pub(super) fn list(&mut self, key: &str, read: impl Fn(&str) -> Result<String, Problem>) -> Vec<String> {
        // Every element that is wrong is told, which `value` cannot do with its one problem.
        let mut problems = Vec::new();
        let list = self.value(key, |entry, _| {
            let Given::List(items) = &entry.given else {
                return Err(unfit("a list", &entry.given).hint("write [\"…\", \"…\"]"));
            };
            let mut good = Vec::new();
            for (item, line) in items {
                match text_of(item).and_then(|text| read(text.trim())) {
                    Ok(text) => good.push(text),
                    Err(problem) => problems.push((entry.origin.clone(), Problem { line: *line, ..problem })),
                }
            }
            Ok(good)
        });
        for (origin, problem) in problems {
            self.refuse(key, &origin, problem);
        }
        list.unwrap_or_default()
    }

    /// A list of tables (`[[teams]]`), each read key by key; its unknown keys are refused.
    pub(super) fn tables<T>(&mut self, key: &str, read: impl Fn(&mut Row<'_>) -> Option<T>) -> Vec<T> {
        let mut problems = Vec::new();
        let list = self.value(key, |entry, layer| {
            let folder = layer.folder.clone().unwrap_or_default();
            let wanted = || Problem::new(format!("must be a list of sections, each under [[{key}]]"));
            let Given::List(items) = &entry.given else { return Err(wanted()) };
            let mut good = Vec::new();
            for (item, line) in items {
                let Given::Table(fields) = item else { return Err(Problem { line: *line, ..wanted() }) };
                let mut row = Row::new(fields, *line, &folder);
                good.extend(read(&mut row));
                problems
                    .extend(row.problems().into_iter().map(|(name, problem)| (name, entry.origin.clone(), problem)));
            }
            Ok(good)
        });
        for (name, origin, problem) in problems {
            let key = if name.is_empty() { key.to_owned() } else { format!("{key}.{name}") };
            self.refuse(&key, &origin, problem);
        }
        list.unwrap_or_default()
    }

    /// A path; empty means not given.
    pub(super) fn path(&mut self, key: &str) -> Option<PathBuf> {
        self.value(key, |entry, layer| {
            let text = text_of(&entry.given)?;
            Ok((!text.trim().is_empty()).then(|| beside(layer, text)))
        })
        .flatten()
    }

    /// A secret by value (`key`) or by file (`key_file`). A layer that gives either replaces what the layers below it
    /// give in whichever way; one layer giving both is a mistake, since it would be a guess which one is current.
    pub(super) fn secret(&mut self, key: &str, check: impl Fn(&str) -> Result<(), Problem>) -> Option<Secret> {
        let by_file = format!("{key}_file");
        self.asked.extend([key.to_owned(), by_file.clone()]);
        let mut chosen = None;
        for layer in self.layers {
            let value = self.secret_part(layer, key);
            let file = self.secret_part(layer, &by_file).filter(|(file, _)| !file.is_empty());
            chosen = match (value, file) {
                (None, None) => continue,
                (Some((text, origin)), Some(_)) if !text.is_empty() => {
                    let problem = Problem::new(format!("is given together with {by_file}"));
                    self.refuse(key, &origin, problem.hint("remove one of the two"));
                    None
                }
                (_, Some((file, origin))) => Some((by_file.as_str(), origin, Err(beside(layer, &file)))),
                (Some((text, origin)), None) => Some((key, origin, Ok(text))),
            };
        }
        let (name, origin, source) = chosen?;
        let text = source.or_else(|path| secret_file(&path));
        match text.and_then(|text| if text.is_empty() { Ok(None) } else { check(&text).map(|()| Some(text)) }) {
            Ok(text) => text.map(Secret::new),
            Err(problem) => {
                self.refuse(name, &origin, problem);
                None
            }
        }
    }

    /// One of the two keys of a secret; what is of the wrong kind is not shown.
    fn secret_part(&mut self, layer: &Layer, key: &str) -> Option<(String, Origin)> {
        let entry = layer.entries.get(key)?;
        match &entry.given {
            Given::Text(text) => Some((text.clone(), entry.origin.clone())),
            other => {
                let problem = Problem::new(format!("must be text in quotes, but is {}", other.kind()));
                self.refuse(key, &entry.origin, problem);
                None
            }
        }
    }
}

pub(super) fn text_of(given: &Given) -> Result<&str, Problem> {
    match given {
        Given::Text(text) => Ok(text),
        other => Err(unfit("text in quotes", other)),
    }
}

fn beside(layer: &Layer, path: &str) -> PathBuf {
    layer.folder.as_deref().unwrap_or(Path::new("")).join(path.trim())
}

pub(super) fn secret_file(path: &Path) -> Result<String, Problem> {
    let text = fs::read_to_string(path)
        .map_err(|error| Problem::new(format!("names a file that cannot be read: {} ({error})", path.display())))?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    if text.is_empty() {
        return Err(Problem::new(format!("names a file that is empty: {}", path.display())));
    }
    Ok(text.to_owned())
}

/// A value of the wrong kind or out of its limits.
pub(super) fn unfit(wanted: &str, given: &Given) -> Problem {
    let shown = match given {
        Given::Text(text) => format!("{text:?}"),
        Given::Number(number) => number.to_string(),
        other => other.kind().to_owned(),
    };
    Problem::new(format!("must be {wanted}, but is {shown}"))
}

//! One table of a list (`[[teams]]`), read key by key with all its mistakes.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;

use super::keys::{secret_file, text_of, unfit};
use super::layer::Given;
use super::mistake::{Problem, nearest};
use super::value::Secret;

/// A table that is being read.
pub(super) struct Row<'a> {
    fields: &'a [(String, Given, Option<usize>)],
    /// Where the table begins, for what is missing in it.
    line: Option<usize>,
    /// The folder of the file in which it stands, for the files that it names.
    folder: &'a Path,
    asked: BTreeSet<&'static str>,
    problems: Vec<(String, Problem)>,
}

impl<'a> Row<'a> {
    pub(super) fn new(fields: &'a [(String, Given, Option<usize>)], line: Option<usize>, folder: &'a Path) -> Self {
        // The span of a table is its first key's where the header stands apart.
        let line = fields.iter().filter_map(|(_, _, line)| *line).min().or(line);
        Self { fields, line, folder, asked: BTreeSet::new(), problems: Vec::new() }
    }

    /// Whether a key is there, whatever it says.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, ..)| field == name)
    }

    /// A key that may be left out.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&Given) -> Result<T, Problem>,
    ) -> Option<T> {
        self.asked.insert(name);
        let (_, given, line) = self.fields.iter().find(|(field, ..)| field == name)?;
        match read(given) {
            Ok(value) => Some(value),
            Err(problem) => {
                let line = problem.line.or(*line);
                self.problems.push((name.to_owned(), Problem { line, ..problem }));
                None
            }
        }
    }

    /// Text that may be left out.
    pub(super) fn text<T>(&mut self, name: &'static str, read: impl FnOnce(&str) -> Result<T, Problem>) -> Option<T> {
        self.optional(name, |given| read(text_of(given)?.trim()))
    }

    /// Text that must be there.
    pub(super) fn needed<T>(&mut self, name: &'static str, read: impl FnOnce(&str) -> Result<T, Problem>) -> Option<T> {
        if !self.must_have(name) {
            return None;
        }
        self.text(name, read)
    }

    /// Something that is off unless it says otherwise.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        let read = |given: &Given| match given {
            Given::Flag(flag) => Ok(*flag),
            other => Err(unfit("true or false, without quotes", other)),
        };
        self.optional(name, read).unwrap_or_default()
    }

    /// A list of texts; None where it is left out.
    pub(super) fn list(
        &mut self,
        name: &'static str,
        read: impl Fn(&str) -> Result<String, Problem>,
    ) -> Option<Vec<String>> {
        self.items(name, read)
    }

    /// A list of which each text says something of its own; None where it is left out.
    pub(super) fn items<T>(&mut self, name: &'static str, read: impl Fn(&str) -> Result<T, Problem>) -> Option<Vec<T>> {
        self.optional(name, |given| {
            let Given::List(items) = given else {
                return Err(unfit("a list", given).hint("write [\"…\", \"…\"]"));
            };
            let one = |(item, line): &(Given, Option<usize>)| {
                text_of(item).and_then(|text| read(text.trim())).map_err(|problem| Problem { line: *line, ..problem })
            };
            items.iter().map(one).collect()
        })
    }

    /// Likewise, and it must be there.
    pub(super) fn needed_items<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Option<Vec<T>> {
        if !self.must_have(name) {
            return None;
        }
        self.items(name, read)
    }

    /// A whole number that must be there.
    pub(super) fn needed_number(&mut self, name: &'static str, range: RangeInclusive<u8>) -> Option<u8> {
        if !self.must_have(name) {
            return None;
        }
        let wanted = format!("a whole number from {} to {}", range.start(), range.end());
        self.optional(name, |given| match given {
            Given::Number(number) => {
                u8::try_from(*number).ok().filter(|number| range.contains(number)).ok_or_else(|| unfit(&wanted, given))
            }
            other => Err(unfit(&wanted, other)),
        })
    }

    /// A whole number that may be left out.
    pub(super) fn number(&mut self, name: &'static str, range: RangeInclusive<u8>) -> Option<u8> {
        if self.has(name) { self.needed_number(name, range) } else { self.optional(name, |_| Ok(0)) }
    }

    /// Where a key stands, else where the table begins: for what is found wrong only when all tables are read.
    pub(super) fn line_of(&self, name: &str) -> Option<usize> {
        let line = self.fields.iter().find(|(field, ..)| field == name).and_then(|(_, _, line)| *line);
        line.or(self.line)
    }

    /// What `read` finds in a file, which lies beside the configuration where its path is not whole.
    pub(super) fn path<T>(&mut self, name: &'static str, read: impl FnOnce(&Path) -> Result<T, Problem>) -> Option<T> {
        let folder = self.folder;
        self.text(name, |text| read(&folder.join(text)))
    }

    /// A secret by value or by file, which lies beside the configuration where its path is not whole.
    pub(super) fn secret(&mut self, name: &'static str, by_file: &'static str) -> Option<Secret> {
        let value = self.text(name, |text| Ok(Secret::new(text)));
        if self.has(name) && self.has(by_file) {
            self.refuse(name, Problem::new(format!("is given together with {by_file}")).hint("remove one of the two"));
        }
        let file = self.path(by_file, |path| secret_file(path).map(Secret::new));
        value.or(file)
    }

    /// Nothing wrong was found so far.
    pub(super) fn is_good(&self) -> bool {
        self.problems.is_empty()
    }

    fn must_have(&mut self, name: &'static str) -> bool {
        if self.has(name) {
            return true;
        }
        self.asked.insert(name);
        self.problems.push((name.to_owned(), Problem { line: self.line, ..Problem::new("is needed") }));
        false
    }

    /// The name of something that was configured before, which must be there.
    pub(super) fn needed_one_of(&mut self, name: &'static str, what: &str, known: &[&str]) -> Option<String> {
        if !self.must_have(name) {
            return None;
        }
        self.one_of(name, what, known)
    }

    /// The name of something that was configured before.
    pub(super) fn one_of(&mut self, name: &'static str, what: &str, known: &[&str]) -> Option<String> {
        self.text(name, |text| one_of(text, what, known))
    }

    /// Notes something that only the whole table shows.
    pub(super) fn refuse(&mut self, name: &'static str, problem: Problem) {
        self.problems.push((name.to_owned(), Problem { line: self.line_of(name), ..problem }));
    }

    /// What was found wrong, with the keys that nobody asked for.
    pub(super) fn problems(self) -> Vec<(String, Problem)> {
        let mut problems = self.problems;
        for (name, _, line) in self.fields.iter().filter(|(name, ..)| !self.asked.contains(name.as_str())) {
            let near = nearest(name, self.asked.iter().copied());
            let problem = Problem { line: *line, ..Problem::new("is not a known key") };
            let problem = match near {
                Some(near) => problem.hint(format!("did you mean {near}?")),
                None => problem.hint(format!("known are {}", Vec::from_iter(self.asked.iter().copied()).join(", "))),
            };
            problems.push((name.clone(), problem));
        }
        problems
    }
}

/// The name of something that is configured, as it is written there.
pub(super) fn one_of(text: &str, what: &str, known: &[&str]) -> Result<String, Problem> {
    let found = known.iter().find(|known| known.eq_ignore_ascii_case(text));
    found.map(|known| (*known).to_owned()).ok_or_else(|| unknown(text, what, known))
}

/// A name that nothing configured has.
pub(super) fn unknown(text: &str, what: &str, known: &[&str]) -> Problem {
    let problem = Problem::new(format!("names no {what} that is configured: {text:?}"));
    match nearest(text, known.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean {near:?}?")),
        None if known.is_empty() => problem.hint(format!("none is configured; [[{what}s]] lists them")),
        None => problem.hint(format!("configured are {}", known.join(", "))),
    }
}

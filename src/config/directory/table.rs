//! The directory as a table (CSV), as spreadsheets and personnel software write it.

use super::part::{Part, absence, group, other};
use super::{Read, Reading};
use crate::config::account::account;
use crate::config::mistake::{Origin, Problem, nearest};
use crate::config::places::line;

const COLUMNS: [&str; 9] =
    ["account", "name", "manager", "deputy", "groups", "language", "cost_center", "away", "left"];

/// What parts the entries of a list within a cell.
const INNER: char = '|';

pub(super) fn read(file: &Reading<'_>) -> Read {
    let mut read = Read::default();
    let header = file.text.lines().next().unwrap_or_default();
    let delimiter = if header.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(file.text.as_bytes());
    let columns = match reader.headers() {
        Ok(header) => columns(header, &mut read),
        Err(error) => return broken(read, 1, &error),
    };
    if !read.wrong.is_empty() {
        // With columns that are not known the rows would only repeat it.
        return read;
    }
    let mut seen = std::collections::HashMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, |position| at(position.line()));
                return broken(read, line, &error);
            }
        };
        let line = record.position().map_or(1, |position| at(position.line()));
        if record.len() != columns.len() {
            let what = format!("has {} cells, but the header has {}", record.len(), columns.len());
            let hint = "a cell in which the delimiter stands is written in quotation marks";
            read.wrong.push((line, String::new(), Problem::new(what).hint(hint)));
            continue;
        }
        let cells = Cells { columns: &columns, record: &record, line };
        let Some(part) = cells.part(file, &mut read) else { continue };
        if let Some(first) = seen.insert(part.account.to_lowercase(), line) {
            let what = format!("has a row already, in line {first}: {}", part.account);
            read.wrong.push((line, "account".to_owned(), Problem::new(what)));
        }
        read.people.push(part);
    }
    read
}

fn columns(header: &csv::StringRecord, read: &mut Read) -> Vec<&'static str> {
    let mut found = Vec::new();
    for written in header {
        let Some(known) = COLUMNS.iter().find(|known| known.eq_ignore_ascii_case(written)) else {
            let problem = Problem::new(format!("is not a known column: {written:?}"));
            let problem = match nearest(written, COLUMNS) {
                Some(near) => problem.hint(format!("did you mean {near}?")),
                None => problem.hint(format!("known are {}", COLUMNS.join(", "))),
            };
            read.wrong.push((1, String::new(), problem));
            continue;
        };
        if found.contains(known) {
            read.wrong.push((1, (*known).to_owned(), Problem::new("is a column twice")));
        }
        found.push(*known);
    }
    if !found.contains(&"account") {
        let problem = Problem::new("is needed: the column with the accounts in the chat");
        read.wrong.push((1, "account".to_owned(), problem));
    }
    found
}

fn broken(mut read: Read, line: usize, error: &csv::Error) -> Read {
    read.wrong.push((line, String::new(), Problem::new(format!("is no CSV: {error}"))));
    read
}

fn at(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

/// A row of the table.
struct Cells<'a> {
    columns: &'a [&'static str],
    record: &'a csv::StringRecord,
    line: usize,
}

impl Cells<'_> {
    fn part(&self, file: &Reading<'_>, read: &mut Read) -> Option<Part> {
        let own = self.cell("account", account, read);
        if own.is_none() && self.text("account").is_none() {
            read.wrong.push((self.line, "account".to_owned(), Problem::new("is needed")));
        }
        let name = self.cell("name", line, read);
        let manager = self.cell("manager", |text| other(text, own.as_deref()), read);
        let deputy = self.cell("deputy", |text| other(text, own.as_deref()), read);
        let groups = self.cell("groups", |text| list(text, |one| group(one, file.groups)), read);
        let language = self.cell("language", crate::config::language, read);
        let cost_center = self.cell("cost_center", line, read);
        let away = self.cell("away", |text| list(text, absence), read);
        let left = self.cell("left", flag, read);
        let origin = Origin::File(file.path.to_owned(), Some(self.line));
        let part = Part::of(own?);
        Some(Part { name, manager, deputy, groups, language, cost_center, away, left, origin, ..part })
    }

    fn text(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|known| *known == column)?;
        self.record.get(at).filter(|text| !text.is_empty())
    }

    /// What `check` reads in a cell; an empty one says nothing.
    fn cell<T>(&self, column: &str, check: impl Fn(&str) -> Result<T, Problem>, read: &mut Read) -> Option<T> {
        match check(self.text(column)?) {
            Ok(value) => Some(value),
            Err(problem) => {
                read.wrong.push((self.line, column.to_owned(), problem));
                None
            }
        }
    }
}

fn list<T>(text: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
    text.split(INNER).map(str::trim).filter(|one| !one.is_empty()).map(read).collect()
}

fn flag(text: &str) -> Result<bool, Problem> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "ja" | "wahr" | "x" | "1" => Ok(true),
        "false" | "no" | "nein" | "falsch" | "0" => Ok(false),
        _ => Err(Problem::new(format!("must be true or false, but is {text:?}"))),
    }
}

//! `[[people]]`, `[[cost_centers]]`, `directory_file`: who is whose manager, who stands in for whom, in which groups
//! somebody is and in which language they are addressed. What stands in the configuration lies over what the file says,
//! key by key.

mod circle;
mod entries;
mod ldif;
mod part;
mod table;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use self::part::{Part, Parts};
use super::Config;
use super::account::account;
use super::keys::Keys;
use super::mistake::{Mistake, Origin, Problem};
use super::places::{GroupConfig, each_once, line};
use crate::i18n::Language;

/// Somebody of whom the company knows more than their account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonConfig {
    /// Their account in the chat.
    pub account: String,
    /// What they are called.
    pub name: Option<String>,
    /// The account of their manager, who may be outside of the directory.
    pub manager: Option<String>,
    /// The account of whoever stands in when they are absent or silent.
    pub deputy: Option<String>,
    /// The `[[groups]]` in which they are, beside those that name them as member.
    pub groups: Vec<String>,
    /// The language in which they are addressed while they have chosen none.
    pub language: Option<Language>,
    /// The cost centre to which they belong.
    pub cost_center: Option<String>,
    /// When they are absent.
    pub away: Vec<Absence>,
    /// They have left the company.
    pub left: bool,
}

/// Days of absence, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

impl Absence {
    /// Whether a day is one of them.
    #[must_use]
    pub fn includes(self, date: NaiveDate) -> bool {
        (self.from..=self.until).contains(&date)
    }
}

/// What somebody answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostCenterConfig {
    /// As people's rows name it.
    pub name: String,
    /// The account of whoever answers for it.
    pub owner: String,
}

/// The people of the company, by their accounts; capitals make no difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    people: HashMap<String, PersonConfig>,
    cost_centers: Vec<CostCenterConfig>,
}

impl Directory {
    /// A directory of these people.
    #[must_use]
    pub fn new(people: impl IntoIterator<Item = PersonConfig>, cost_centers: Vec<CostCenterConfig>) -> Self {
        let people = people.into_iter().map(|person| (person.account.to_lowercase(), person)).collect();
        Self { people, cost_centers }
    }

    /// Whether nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// What is known of somebody.
    #[must_use]
    pub fn person(&self, account: &str) -> Option<&PersonConfig> {
        self.people.get(&account.to_lowercase())
    }

    /// Everybody, in no order.
    pub fn people(&self) -> impl Iterator<Item = &PersonConfig> {
        self.people.values()
    }

    /// The account of somebody's manager.
    #[must_use]
    pub fn manager_of(&self, account: &str) -> Option<&str> {
        self.person(account)?.manager.as_deref()
    }

    /// The account of whoever stands in for somebody.
    #[must_use]
    pub fn deputy_of(&self, account: &str) -> Option<&str> {
        self.person(account)?.deputy.as_deref()
    }

    /// The account of whoever answers for the cost centre to which somebody belongs.
    #[must_use]
    pub fn cost_center_owner(&self, account: &str) -> Option<&str> {
        let name = self.person(account)?.cost_center.as_deref()?;
        let center = self.cost_centers.iter().find(|center| center.name.eq_ignore_ascii_case(name))?;
        Some(&center.owner)
    }

    /// Whether somebody is absent on a day.
    #[must_use]
    pub fn is_away(&self, account: &str, date: NaiveDate) -> bool {
        self.person(account).is_some_and(|person| person.away.iter().any(|absence| absence.includes(date)))
    }

    /// Whether somebody has left the company.
    #[must_use]
    pub fn has_left(&self, account: &str) -> bool {
        self.person(account).is_some_and(|person| person.left)
    }

    /// The language in which somebody is addressed while they have chosen none.
    #[must_use]
    pub fn language_of(&self, account: &str) -> Option<Language> {
        self.person(account)?.language
    }
}

impl Config {
    /// Whether somebody is in a group: because the group names them, or because the directory says so of them.
    #[must_use]
    pub fn is_in_group(&self, group: &str, account: &str) -> bool {
        let is_it = |name: &str| name.eq_ignore_ascii_case(group);
        let by_group = || {
            let group = self.groups.iter().find(|group| is_it(&group.name));
            group.is_some_and(|group| group.members.iter().any(|member| member.eq_ignore_ascii_case(account)))
        };
        let by_person =
            || self.directory.person(account).is_some_and(|person| person.groups.iter().any(|own| is_it(own)));
        by_group() || by_person()
    }

    /// The accounts in a group, each once: first those that the group names, then those of whom the directory says it, by
    /// name of account.
    #[must_use]
    pub fn members_of(&self, group: &str) -> Vec<&str> {
        let named = self.groups.iter().filter(|one| one.name.eq_ignore_ascii_case(group)).flat_map(|one| &one.members);
        let mut members: Vec<&str> = named.map(String::as_str).collect();
        let says_so = |person: &&PersonConfig| person.groups.iter().any(|own| own.eq_ignore_ascii_case(group));
        let mut further: Vec<&str> =
            self.directory.people().filter(says_so).map(|person| person.account.as_str()).collect();
        further.sort_unstable();
        for account in further {
            if !members.iter().any(|member| member.eq_ignore_ascii_case(account)) {
                members.push(account);
            }
        }
        members
    }

    /// The groups in which somebody with these accounts is.
    #[must_use]
    pub fn groups_of(&self, accounts: &[String]) -> Vec<&str> {
        let is_in = |group: &&GroupConfig| accounts.iter().any(|account| self.is_in_group(&group.name, account));
        self.groups.iter().filter(is_in).map(|group| group.name.as_str()).collect()
    }
}

pub(super) fn directory(keys: &mut Keys<'_>, groups: &[&str]) -> Directory {
    let template = keys.optional("directory_account", entries::Template::read);
    let mut parts = keys.tables("people", |row| Part::read(row, groups));
    let above = keys.origin("people");
    for part in &mut parts {
        part.origin = at_line(&above, part.line);
    }
    let twice = parts.iter().enumerate().filter(|(at, part)| parts.iter().take(*at).any(|one| one.is_same(part)));
    let twice: Vec<_> = twice.map(|(_, part)| (part.origin.clone(), part.account.clone())).collect();
    for (origin, account) in twice {
        keys.refuse("people.account", &origin, Problem::new(format!("has a row already: {account}")));
    }
    let mut all = Parts::default();
    if let Some(path) = keys.path("directory_file") {
        let origin = keys.origin("directory_file");
        match file(&path, groups, template.as_ref(), keys.mistakes) {
            Ok(below) => all.add(below),
            Err(problem) => keys.refuse("directory_file", &origin, problem),
        }
    }
    all.add(parts);
    for circle in all.circles() {
        keys.refuse(circle.key, &circle.origin, circle.problem);
    }
    let cost_centers = keys.tables("cost_centers", |row| {
        let (name, owner) = (row.needed("name", line), row.needed("owner", account));
        Some(CostCenterConfig { name: name?, owner: owner? })
    });
    each_once("cost_centers", &cost_centers, |center| &center.name, keys);
    Directory::new(all.people(), cost_centers)
}

/// The people of a file. What is wrong inside it is told with its lines; what is wrong with it as a whole is returned.
fn file(
    path: &Path,
    groups: &[&str],
    template: Option<&entries::Template>,
    mistakes: &mut Vec<Mistake>,
) -> Result<Vec<Part>, Problem> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let read: fn(&Reading<'_>) -> Read = match ending.as_str() {
        "csv" => table::read,
        "ldif" | "ldf" => entries::read,
        _ => {
            let problem =
                Problem::new(format!("must be a file that ends in .csv or .ldif, but is {:?}", path.display()));
            return Err(problem);
        }
    };
    let text = fs::read_to_string(path).map_err(|error| {
        let problem = Problem::new(format!("names a file that cannot be read: {} ({error})", path.display()));
        match error.kind() {
            std::io::ErrorKind::InvalidData => problem.hint("save it as UTF-8"),
            _ => problem,
        }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let read = read(&Reading { path, text, groups, template });
    let mistake = |(line, key, problem): (usize, String, Problem)| Mistake {
        origin: Origin::File(path.to_owned(), Some(problem.line.unwrap_or(line))),
        key,
        what: problem.what,
        hint: problem.hint,
    };
    mistakes.extend(read.wrong.into_iter().map(mistake));
    Ok(read.people)
}

/// A file that is being read, and what it may name.
struct Reading<'a> {
    path: &'a Path,
    text: &'a str,
    groups: &'a [&'a str],
    template: Option<&'a entries::Template>,
}

/// What a file says, and what is wrong in it, by line and key.
#[derive(Default)]
struct Read {
    people: Vec<Part>,
    wrong: Vec<(usize, String, Problem)>,
}

fn at_line(origin: &Origin, line: Option<usize>) -> Origin {
    match (origin, line) {
        (Origin::File(path, _), Some(line)) => Origin::File(path.clone(), Some(line)),
        _ => origin.clone(),
    }
}

//! What one source says of somebody, and how what several say is put together.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::circle::{self, Circle};
use super::{Absence, PersonConfig};
use crate::config::account::account;
use crate::config::mistake::{Origin, Problem};
use crate::config::places::line;
use crate::config::row::{Row, one_of};
use crate::i18n::Language;

/// What one source says of somebody; what it is silent of comes from the source below it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) account: String,
    pub(super) name: Option<String>,
    pub(super) manager: Option<String>,
    pub(super) deputy: Option<String>,
    pub(super) groups: Option<Vec<String>>,
    pub(super) language: Option<Language>,
    pub(super) cost_center: Option<String>,
    pub(super) away: Option<Vec<Absence>>,
    pub(super) left: Option<bool>,
    /// Where the manager stands, or the row.
    pub(super) line: Option<usize>,
    pub(super) origin: Origin,
    /// What a mistake in the manager names as its key.
    pub(super) key: &'static str,
}

impl Part {
    pub(super) fn of(account: String) -> Self {
        Self {
            account,
            name: None,
            manager: None,
            deputy: None,
            groups: None,
            language: None,
            cost_center: None,
            away: None,
            left: None,
            line: None,
            origin: Origin::Missing,
            key: "manager",
        }
    }

    /// A row of `[[people]]`.
    pub(super) fn read(row: &mut Row<'_>, groups: &[&str]) -> Option<Self> {
        let own = row.needed("account", account);
        let name = row.text("name", line);
        let manager = row.text("manager", |text| other(text, own.as_deref()));
        let deputy = row.text("deputy", |text| other(text, own.as_deref()));
        let groups = row.items("groups", |text| group(text, groups));
        let language = row.text("language", crate::config::language);
        let cost_center = row.text("cost_center", line);
        let away = row.items("away", absence);
        let left = row.flag("left");
        let left = row.has("left").then_some(left);
        let line = row.line_of("manager");
        let part = Self::of(own?);
        Some(Self {
            name,
            manager,
            deputy,
            groups,
            language,
            cost_center,
            away,
            left,
            line,
            key: "people.manager",
            ..part
        })
    }

    /// Whether both are about the same person.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.account.eq_ignore_ascii_case(&other.account)
    }
}

/// Everybody of whom any source says something, in the order in which they were first named.
#[derive(Default)]
pub(super) struct Parts {
    list: Vec<Part>,
    at: HashMap<String, usize>,
}

impl Parts {
    /// Lays what a source says over what was there.
    pub(super) fn add(&mut self, parts: Vec<Part>) {
        for part in parts {
            let at = *self.at.entry(part.account.to_lowercase()).or_insert(self.list.len());
            let Some(below) = self.list.get_mut(at) else {
                self.list.push(part);
                continue;
            };
            let told = if part.manager.is_some() { &part } else { &*below };
            let (origin, key) = (told.origin.clone(), told.key);
            let below = std::mem::replace(below, Part::of(part.account));
            if let Some(place) = self.list.get_mut(at) {
                place.name = part.name.or(below.name);
                place.manager = part.manager.or(below.manager);
                place.deputy = part.deputy.or(below.deputy);
                place.groups = part.groups.or(below.groups);
                place.language = part.language.or(below.language);
                place.cost_center = part.cost_center.or(below.cost_center);
                place.away = part.away.or(below.away);
                place.left = part.left.or(below.left);
                (place.origin, place.key) = (origin, key);
            }
        }
    }

    /// The circles in which managers lead back to somebody, each once.
    pub(super) fn circles(&self) -> Vec<Circle> {
        circle::circles(&self.list, &self.at)
    }

    pub(super) fn people(self) -> impl Iterator<Item = PersonConfig> {
        self.list.into_iter().map(|part| PersonConfig {
            account: part.account,
            name: part.name,
            manager: part.manager,
            deputy: part.deputy,
            groups: part.groups.unwrap_or_default(),
            language: part.language,
            cost_center: part.cost_center,
            away: part.away.unwrap_or_default(),
            left: part.left.unwrap_or_default(),
        })
    }
}

/// The account of somebody else.
pub(super) fn other(text: &str, own: Option<&str>) -> Result<String, Problem> {
    match own {
        Some(own) if own.eq_ignore_ascii_case(text) => {
            Err(Problem::new("is the person themselves").hint("leave it out where there is nobody"))
        }
        _ => account(text),
    }
}

/// The name of a group that is configured.
pub(super) fn group(text: &str, known: &[&str]) -> Result<String, Problem> {
    one_of(text, "group", known)
}

/// `2026-12-20..2027-01-06`, `2026-12-24`
pub(super) fn absence(text: &str) -> Result<Absence, Problem> {
    let day = |text: &str| {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map_err(|_| {
            let problem = Problem::new(format!("must be a day or days from and until, but is {text:?}"));
            problem.hint("write \"2026-12-24\" or \"2026-12-20..2027-01-06\"")
        })
    };
    let (from, until) = text.split_once("..").unwrap_or((text, text));
    let absence = Absence { from: day(from)?, until: day(until)? };
    if absence.until < absence.from {
        return Err(Problem::new(format!("ends before it begins: {text:?}")));
    }
    Ok(absence)
}

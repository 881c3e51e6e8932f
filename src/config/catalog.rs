//! `[[catalog]]`: what people can order.

use super::approvals::ApprovalConfig;
use super::keys::Keys;
use super::mistake::Problem;
use super::places::{each_once, line, word};
use super::questions::QuestionConfig;
use super::routing::Known;
use super::row::{Row, unknown};
use crate::i18n::Language;

/// Something that people can order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogItem {
    /// As in commands: `!request laptop`.
    pub name: String,
    /// As people see it whose language has none of its own.
    pub title: String,
    /// As people see it in German.
    pub title_de: Option<String>,
    /// What it is, for whom, and how long it takes.
    pub about: Option<String>,
    /// The same in German.
    pub about_de: Option<String>,
    /// Words by which it is found besides those of its title.
    pub words: Vec<String>,
    /// The form that is filled in; None: there is nothing to ask.
    pub form: Option<String>,
    /// Who must agree; None: nobody.
    pub approval: Option<String>,
    /// What is done for it, step by step.
    pub checklist: Option<String>,
    /// Who fulfils it, where no rule says otherwise.
    pub team: Option<String>,
    /// The service that it is about.
    pub service: Option<String>,
    /// Its kind of ticket.
    pub category: Option<String>,
    /// 1 critical to 5 planning.
    pub priority: Option<u8>,
    /// Its requests are seen by requester, assignee and team alone.
    pub private: bool,
    /// Who may order it; None: everyone.
    pub group: Option<String>,
}

impl CatalogItem {
    /// Its title for a reader of a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.of(&self.title, self.title_de.as_deref())
    }

    /// What it is, for a reader of a language.
    #[must_use]
    pub fn about(&self, language: Language) -> Option<&str> {
        match language {
            Language::De => self.about_de.as_deref().or(self.about.as_deref()),
            Language::En => self.about.as_deref(),
        }
    }
}

/// A name in a row that something else must have, with the line where it stands. What the shipped rows name is not looked
/// for among rows that replace others of the shipped ones, so it is looked for only when all is read.
#[derive(Debug)]
pub(super) struct Reference {
    key: &'static str,
    what: &'static str,
    name: String,
    line: Option<usize>,
}

impl Reference {
    /// The name under a key of a row, where there is one.
    pub(super) fn take(row: &mut Row<'_>, key: &'static str, path: &'static str, what: &'static str) -> Option<Self> {
        let name = row.text(key, word)?;
        Some(Self { key: path, what, name, line: row.line_of(key) })
    }

    /// The name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Refuses it where nothing of this name is known.
    pub(super) fn check(&self, list: &str, known: &[&str], keys: &mut Keys<'_>) {
        if known.contains(&self.name.as_str()) {
            return;
        }
        let problem = Problem { line: self.line, ..unknown(&self.name, self.what, known) };
        let origin = keys.origin(list);
        keys.refuse(self.key, &origin, problem);
    }
}

/// What is read of the catalogue, and the names in it that others must have.
pub(super) struct Read {
    pub(super) items: Vec<CatalogItem>,
    references: Vec<Reference>,
}

impl Read {
    /// Refuses forms, approvals and checklists that nobody has defined.
    pub(super) fn check(
        &self,
        questions: &[QuestionConfig],
        approvals: &[ApprovalConfig],
        checklists: &[&str],
        keys: &mut Keys<'_>,
    ) {
        let forms = distinct(questions.iter().map(|question| question.form.as_str()));
        let approvals = distinct(approvals.iter().map(|approval| approval.name.as_str()));
        for reference in &self.references {
            match reference.what {
                "form" => reference.check("catalog", &forms, keys),
                "approval" => reference.check("catalog", &approvals, keys),
                _ => reference.check("catalog", checklists, keys),
            }
        }
    }
}

/// Each name once, in the order in which they come.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

pub(super) fn catalog(keys: &mut Keys<'_>, known: &Known<'_>, services: &[&str], categories: &[&str]) -> Read {
    let rows = keys.tables("catalog", |row| {
        let name = row.needed("name", word);
        let title = row.needed("title", line);
        let title_de = row.text("title_de", line);
        let about = row.text("about", line);
        let about_de = row.text("about_de", line);
        let words = row.list("words", line).unwrap_or_default();
        let form = Reference::take(row, "form", "catalog.form", "form");
        let approval = Reference::take(row, "approval", "catalog.approval", "approval");
        let checklist = Reference::take(row, "checklist", "catalog.checklist", "checklist");
        let team = row.one_of("team", "team", &known.teams);
        let service = row.one_of("service", "service", services);
        let category = row.one_of("category", "category", categories);
        let priority = row.number("priority", 1..=5);
        let private = row.flag("private");
        if private && !row.has("team") {
            row.refuse("team", Problem::new("is needed: somebody must see what is private"));
        }
        let group = row.one_of("group", "group", &known.groups);
        let name_of = |reference: &Option<Reference>| reference.as_ref().map(|found| found.name().to_owned());
        let item = CatalogItem {
            name: name?,
            title: title?,
            title_de,
            about,
            about_de,
            words,
            form: name_of(&form),
            approval: name_of(&approval),
            checklist: name_of(&checklist),
            team,
            service,
            category,
            priority,
            private,
            group,
        };
        Some((item, [form, approval, checklist].into_iter().flatten().collect::<Vec<_>>()))
    });
    let (items, references): (Vec<CatalogItem>, Vec<Vec<Reference>>) = rows.into_iter().unzip();
    each_once("catalog", &items, |item| &item.name, keys);
    Read { items, references: references.into_iter().flatten().collect() }
}

#[cfg(test)]
mod tests;

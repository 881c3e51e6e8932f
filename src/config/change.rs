//! `[change]`, `[[change_templates]]`, `[[change_policies]]`, `[[change_questions]]`, `[[freezes]]`: how what the company's
//! services run on is changed.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::keys::{Keys, unfit};
use super::layer::Given;
use super::mistake::Problem;
use super::places::{each_once, line, word, words};
use super::recurring;
use super::routing::ServiceConfig;
use super::row::{Row, one_of};
use crate::calendar::FreezeDays;
use crate::i18n::Language;

/// How much can go wrong, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Little.
    Low,
    /// Something that people notice.
    Medium,
    /// Much.
    High,
}

impl Level {
    /// All of them, least first.
    pub const ALL: [Level; 3] = [Level::Low, Level::Medium, Level::High];

    /// As written and stored, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Low => "low",
            Level::Medium => "medium",
            Level::High => "high",
        }
    }

    /// Reads what [`Level::name`] writes.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name().eq_ignore_ascii_case(text.trim()))
    }

    fn place(self) -> usize {
        Self::ALL.iter().position(|level| *level == self).unwrap_or_default()
    }
}

/// The three ways on which a change can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeType {
    /// Done often and agreed to beforehand, from a template.
    Standard,
    /// Agreed to before it is done.
    Normal,
    /// It cannot wait, and may be agreed to afterwards.
    Emergency,
}

impl ChangeType {
    /// All of them.
    pub const ALL: [ChangeType; 3] = [ChangeType::Standard, ChangeType::Normal, ChangeType::Emergency];

    /// As written and stored, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChangeType::Standard => "standard",
            ChangeType::Normal => "normal",
            ChangeType::Emergency => "emergency",
        }
    }

    /// Reads what [`ChangeType::name`] writes.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text.trim()))
    }
}

/// Who may do what others may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeRole {
    /// Whoever works on tickets.
    Agent,
    /// Who leads a team.
    Lead,
    /// A manager.
    Manager,
    /// An operator.
    Operator,
}

/// `[change]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeConfig {
    /// The risk, a row for each impact, a column for each probability.
    pub matrix: [[Level; 3]; 3],
    /// From so many points of the questionnaire on the risk is medium.
    pub medium_from: u32,
    /// From so many on it is high.
    pub high_from: u32,
    /// Who may begin an emergency change before it is agreed to.
    pub early_start_by: ChangeRole,
    /// Who may override a freeze, or a time outside the maintenance windows, for an emergency change.
    pub override_by: ChangeRole,
    /// How long an emergency change takes whose window nobody has named.
    pub emergency_lasts: Duration,
    /// Working days within which an emergency change is agreed to, and any change is reviewed, after its end.
    pub review_within: u32,
    /// How long before its window whoever carries out a change is reminded.
    pub remind_before: Duration,
    /// How often whoever carries out a change is told that its window is over.
    pub overrun_every: Duration,
    /// How long after its end a new ticket on an affected service may come of a change.
    pub suspects_within: Duration,
    /// When the CAB meets.
    pub cab: Option<Meeting>,
    /// How long before that the agenda is posted.
    pub cab_before: Duration,
}

impl ChangeConfig {
    /// The risk of an impact and a probability.
    #[must_use]
    pub fn risk(&self, impact: Level, probability: Level) -> Level {
        let row = self.matrix.get(impact.place());
        row.and_then(|row| row.get(probability.place())).copied().unwrap_or(Level::High)
    }

    /// The risk of so many points of the questionnaire.
    #[must_use]
    pub fn risk_of_points(&self, points: u32) -> Level {
        match points {
            points if points >= self.high_from => Level::High,
            points if points >= self.medium_from => Level::Medium,
            _ => Level::Low,
        }
    }
}

/// A meeting that comes again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// When, as an RFC 5545 recurrence rule.
    pub rule: String,
}

impl Meeting {
    /// The next one after a moment; None where there is none.
    #[must_use]
    pub fn next(&self, after: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        recurring::next(&self.rule, meets_since(), after, zone)
    }
}

/// The day from which rules of meetings count: a Monday.
fn meets_since() -> chrono::NaiveDateTime {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN)
}

/// A change that is done often, agreed to once for all times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateConfig {
    /// As in commands: `template:patchday`.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// The services that it affects.
    pub services: Vec<String>,
    /// Why it is done.
    pub reason: String,
    /// What is done.
    pub plan: String,
    /// How it is seen that it has worked.
    pub test: String,
    /// What is saved before.
    pub backup: String,
    /// How it is undone.
    pub rollback: String,
}

/// Who must agree to which changes. Conditions, all of which must hold; the first that fits counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyConfig {
    /// Of this type; None: of any.
    pub kind: Option<ChangeType>,
    /// Of this risk; None: of any.
    pub risk: Option<Level>,
    /// It affects this service; None: whichever.
    pub service: Option<String>,
    /// The approval, as `[[approvals]]` names it.
    pub approval: String,
}

/// A question of the questionnaire on risk, to be answered by yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskQuestionConfig {
    /// As in commands: `reboot:yes`.
    pub name: String,
    /// The question.
    pub ask: String,
    /// The same in German.
    pub ask_de: Option<String>,
    /// What yes adds.
    pub points: u32,
}

impl RiskQuestionConfig {
    /// The question for a reader of a language.
    #[must_use]
    pub fn ask(&self, language: Language) -> &str {
        language.of(&self.ask, self.ask_de.as_deref())
    }
}

/// A time in which nothing is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreezeConfig {
    /// As people see it.
    pub title: String,
    /// When.
    pub days: FreezeDays,
    /// Of these services; none: of all.
    pub services: Vec<String>,
}

impl ChangeConfig {
    pub(super) fn read(keys: &mut Keys<'_>, zone: Tz) -> Self {
        let roles = [
            ("agent", ChangeRole::Agent),
            ("lead", ChangeRole::Lead),
            ("manager", ChangeRole::Manager),
            ("operator", ChangeRole::Operator),
        ];
        let matrix = keys.value("change.matrix", |entry, _| matrix(&entry.given));
        let read = Self {
            matrix: matrix.unwrap_or([[Level::High; 3]; 3]),
            medium_from: keys.number("change.medium_from", 1..=1000),
            high_from: keys.number("change.high_from", 1..=1000),
            early_start_by: keys.choice("change.early_start_by", &roles).unwrap_or(ChangeRole::Operator),
            override_by: keys.choice("change.override_by", &roles).unwrap_or(ChangeRole::Operator),
            emergency_lasts: keys
                .duration("change.emergency_lasts", Duration::from_mins(5)..=Duration::from_hours(24 * 7)),
            review_within: keys.number("change.review_within", 1..=60),
            remind_before: keys.duration("change.remind_before", Duration::from_mins(5)..=Duration::from_hours(24 * 7)),
            overrun_every: keys.duration("change.overrun_every", Duration::from_mins(5)..=Duration::from_hours(24)),
            suspects_within: keys
                .duration("change.suspects_within", Duration::from_mins(5)..=Duration::from_hours(24 * 7)),
            cab: keys.optional("change.cab", |text| Ok(Meeting { rule: recurring::fires(text, meets_since(), zone)? })),
            cab_before: keys.duration("change.cab_before", Duration::from_mins(5)..=Duration::from_hours(24 * 14)),
        };
        if read.high_from <= read.medium_from {
            let origin = keys.origin("change.high_from");
            keys.refuse("change.high_from", &origin, Problem::new("must be more than medium_from"));
        }
        read
    }
}

fn matrix(given: &Given) -> Result<[[Level; 3]; 3], Problem> {
    let wanted = || {
        unfit("three lists of three levels", given).hint(
            "write [[\"low\", \"low\", \"medium\"], [\"low\", \"medium\", \"high\"], [\"medium\", \"high\", \"high\"]]",
        )
    };
    let Given::List(rows) = given else { return Err(wanted()) };
    let cell = |(cell, line): &(Given, Option<usize>)| match cell {
        Given::Text(text) => {
            Level::read(text).ok_or_else(|| Problem { line: *line, ..unfit("\"low\", \"medium\" or \"high\"", cell) })
        }
        other => Err(Problem { line: *line, ..unfit("\"low\", \"medium\" or \"high\"", other) }),
    };
    let row = |(row, line): &(Given, Option<usize>)| {
        let Given::List(cells) = row else { return Err(Problem { line: *line, ..wanted() }) };
        let cells: Vec<Level> = cells.iter().map(cell).collect::<Result<_, _>>()?;
        <[Level; 3]>::try_from(cells).map_err(|_| Problem { line: *line, ..wanted() })
    };
    let rows: Vec<[Level; 3]> = rows.iter().map(row).collect::<Result<_, _>>()?;
    <[[Level; 3]; 3]>::try_from(rows).map_err(|_| wanted())
}

/// The names of services in a list.
fn services(row: &mut Row<'_>, known: &[ServiceConfig]) -> Vec<String> {
    let names: Vec<&str> = known.iter().map(|service| service.name.as_str()).collect();
    row.list("services", |text| one_of(text, "service", &names)).unwrap_or_default()
}

fn kind(text: &str) -> Result<ChangeType, Problem> {
    let wrong = || Problem::new(format!("must be \"standard\", \"normal\" or \"emergency\", but is {text:?}"));
    ChangeType::read(text).ok_or_else(wrong)
}

fn level(text: &str) -> Result<Level, Problem> {
    Level::read(text).ok_or_else(|| Problem::new(format!("must be \"low\", \"medium\" or \"high\", but is {text:?}")))
}

pub(super) fn templates(keys: &mut Keys<'_>, known: &[ServiceConfig]) -> Vec<TemplateConfig> {
    let templates = keys.tables("change_templates", |row| {
        let name = row.needed("name", word);
        let title = row.needed("title", line);
        let services = services(row, known);
        let reason = row.needed("reason", words);
        let plan = row.needed("plan", words);
        let test = row.needed("test", words);
        let backup = row.needed("backup", words);
        let rollback = row.needed("rollback", words);
        Some(TemplateConfig {
            name: name?,
            title: title?,
            services,
            reason: reason?,
            plan: plan?,
            test: test?,
            backup: backup?,
            rollback: rollback?,
        })
    });
    each_once("change_templates", &templates, |template| &template.name, keys);
    templates
}

pub(super) fn policies(keys: &mut Keys<'_>, known: &[ServiceConfig], approvals: &[&str]) -> Vec<PolicyConfig> {
    let names: Vec<&str> = known.iter().map(|service| service.name.as_str()).collect();
    let policies = keys.tables("change_policies", |row| {
        let kind = row.text("type", kind);
        let risk = row.text("risk", level);
        let service = row.one_of("service", "service", &names);
        let approval = row.needed_one_of("approval", "approval", approvals);
        if kind == Some(ChangeType::Standard) {
            let problem = Problem::new("needs no approval: a standard change is agreed to by its template");
            row.refuse("type", problem);
        }
        Some(PolicyConfig { kind, risk, service, approval: approval? })
    });
    let catches_all =
        policies.last().is_some_and(|last| last.kind.is_none() && last.risk.is_none() && last.service.is_none());
    if !catches_all && keys.mistakes.is_empty() {
        let origin = keys.origin("change_policies");
        let problem = Problem::new("leaves changes to which nobody would have to agree");
        keys.refuse("change_policies", &origin, problem.hint("end the list with one that has no conditions"));
    }
    policies
}

pub(super) fn questions(keys: &mut Keys<'_>) -> Vec<RiskQuestionConfig> {
    let questions = keys.tables("change_questions", |row| {
        let name = row.needed("name", word);
        let ask = row.needed("ask", line);
        let ask_de = row.text("ask_de", line);
        let points = row.needed_number("points", 1..=100);
        Some(RiskQuestionConfig { name: name?, ask: ask?, ask_de, points: points?.into() })
    });
    each_once("change_questions", &questions, |question| &question.name, keys);
    questions
}

pub(super) fn freezes(keys: &mut Keys<'_>, known: &[ServiceConfig]) -> Vec<FreezeConfig> {
    keys.tables("freezes", |row| {
        let title = row.needed("title", line);
        let days = row.needed("days", |text| {
            FreezeDays::read(text).map_err(|error| Problem::new(error.to_string()).hint(error.hint()))
        });
        let services = services(row, known);
        Some(FreezeConfig { title: title?, days: days?, services })
    })
}

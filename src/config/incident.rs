//! `[incident]`, `[[severities]]`, `[[incident_roles]]`, `[[incident_stages]]`, `[[incident_rules]]`: when something has
//! gone wrong for many at once.

use std::time::Duration;

use super::Config;
use super::account::account;
use super::canned::variables;
use super::escalations::EscalationConfig;
use super::keys::Keys;
use super::layer::Given;
use super::mistake::{Problem, nearest};
use super::places::{each_once, line, room_name, word, words};
use super::routing::ServiceConfig;
use super::row::{Row, one_of};
use super::value::{read_duration, write_duration};
use crate::i18n::Language;

/// What stands in the braces of the name of an incident's room.
const VARIABLES: [&str; 4] = ["id", "title", "severity", "service"];

/// The states that every incident has, whose names no stage may have.
const STATES: [&str; 7] = ["triage", "active", "mitigated", "resolved", "reviewed", "declined", "merged"];

/// `[incident]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentConfig {
    /// Who may declare one.
    pub declare_by: IncidentBy,
    /// Whether one begins in triage.
    pub triage: Triage,
    /// What becomes of new tickets that may be about it.
    pub attach: Attach,
    /// Rooms in which it is announced, by id or alias.
    pub announce: Vec<String>,
    /// What its room is called, with `{id}`, `{title}`, `{severity}` and `{service}` in it.
    pub room_name: String,
    /// Whether its room is encrypted.
    pub encrypted: bool,
    /// Accounts that are invited to every one, besides on-call, team and whoever declares.
    pub invite: Vec<String>,
    /// Who declares the same outage again within is offered to join; zero: nobody is.
    pub join_within: Duration,
    /// How long lead or severity are missing before the room is asked.
    pub nudge_after: Duration,
    /// How often the room is asked at most.
    pub nudges: u32,
    /// How often who owes an update is reminded.
    pub remind_every: Duration,
    /// How many of these reminders there are for one update.
    pub reminders: u32,
    /// After how long without activity the room is asked, in working hours.
    pub quiet_after: Duration,
    /// Working days within which it is reviewed.
    pub review_within: u32,
    /// How many working days before its day who has a follow-up is reminded.
    pub followup_before: u32,
    /// How long after the review the room becomes read-only.
    pub archive_after: Duration,
}

/// Who may declare an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncidentBy {
    /// Everybody.
    Anyone,
    /// Agents.
    Agent,
}

/// Whether an incident begins in triage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Triage {
    /// Where no severity was given, or who declares is no agent.
    Unclear,
    /// In any case.
    Always,
    /// Never: it is active from its declaration on.
    Never,
}

/// What becomes of a new ticket that may be about an open incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attach {
    /// The incident's room is asked.
    Suggest,
    /// Of the same service it is attached, of any other the room is asked.
    Service,
    /// Nothing, by itself.
    Never,
}

/// How bad an incident is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeverityConfig {
    /// As in commands: `!sev sev1`.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// The same in German.
    pub title_de: Option<String>,
    /// The priority of the ticket, 1 critical to 5 planning.
    pub priority: u8,
    /// How often an update is owed; None: none is.
    pub update_every: Option<Duration>,
    /// Whether an incident that was so bad must be reviewed.
    pub review: bool,
    /// The chain of `[[escalations]]` that it starts.
    pub page: Option<String>,
}

impl SeverityConfig {
    /// Its title for a reader of a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.of(&self.title, self.title_de.as_deref())
    }
}

/// What somebody is for the time of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentRoleConfig {
    /// As in commands.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// The same in German.
    pub title_de: Option<String>,
    /// What whoever takes it has to do, as they are told.
    pub duties: String,
    /// The same in German.
    pub duties_de: Option<String>,
}

impl IncidentRoleConfig {
    /// Its title for a reader of a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.of(&self.title, self.title_de.as_deref())
    }

    /// What has to be done, for a reader of a language.
    #[must_use]
    pub fn duties(&self, language: Language) -> &str {
        language.of(&self.duties, self.duties_de.as_deref())
    }
}

/// A further step of an incident that is active.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentStageConfig {
    /// As in commands.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// The same in German.
    pub title_de: Option<String>,
}

impl IncidentStageConfig {
    /// Its title for a reader of a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.of(&self.title, self.title_de.as_deref())
    }
}

/// What follows of itself when something becomes of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentRuleConfig {
    /// Upon what.
    pub on: RuleOn,
    /// The names of the severities for which it holds; none: for all.
    pub severities: Vec<String>,
    /// The services for which it holds; none: for all, and for incidents about none.
    pub services: Vec<String>,
    /// Accounts that are invited.
    pub invite: Vec<String>,
    /// The chain of `[[escalations]]` that starts.
    pub page: Option<String>,
    /// A room that is told, by id or alias.
    pub post: Option<String>,
}

/// Upon what a rule acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleOn {
    /// The incident was declared.
    Declared,
    /// Its severity was set or changed.
    Severity,
    /// It was mitigated.
    Mitigated,
    /// It was resolved.
    Resolved,
    /// It was reviewed.
    Reviewed,
}

impl RuleOn {
    /// All of them.
    pub const ALL: [RuleOn; 5] =
        [RuleOn::Declared, RuleOn::Severity, RuleOn::Mitigated, RuleOn::Resolved, RuleOn::Reviewed];

    /// As written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RuleOn::Declared => "declared",
            RuleOn::Severity => "severity",
            RuleOn::Mitigated => "mitigated",
            RuleOn::Resolved => "resolved",
            RuleOn::Reviewed => "reviewed",
        }
    }
}

impl Config {
    /// The severity that people mean: by its name, its title in either language, its number (`1` is `sev1`) or, where no
    /// name has a number, its place.
    #[must_use]
    pub fn severity(&self, name: &str) -> Option<&SeverityConfig> {
        self.severities.get(self.severity_place(name)?)
    }

    /// Likewise, its place: 0 is the worst.
    #[must_use]
    pub fn severity_place(&self, name: &str) -> Option<usize> {
        let meant = bare(name);
        let called =
            |one: &SeverityConfig| is_called(&meant, [Some(&one.name), Some(&one.title), one.title_de.as_ref()]);
        if let Some(place) = self.severities.iter().position(called) {
            return Some(place);
        }
        let number: usize = meant.parse().ok()?;
        let own = |one: &SeverityConfig| number_in(&one.name);
        if self.severities.iter().any(|one| own(one).is_some()) {
            return self.severities.iter().position(|one| own(one) == Some(number));
        }
        number.checked_sub(1).filter(|place| *place < self.severities.len())
    }

    /// The role that people mean: by its name or its title in either language.
    #[must_use]
    pub fn incident_role(&self, name: &str) -> Option<&IncidentRoleConfig> {
        let meant = bare(name);
        self.incident_roles
            .iter()
            .find(|one| is_called(&meant, [Some(&one.name), Some(&one.title), one.title_de.as_ref()]))
    }
}

/// The number that a name ends with.
fn number_in(name: &str) -> Option<usize> {
    name.trim_start_matches(|sign: char| !sign.is_ascii_digit()).parse().ok()
}

fn is_called(meant: &str, names: [Option<&String>; 3]) -> bool {
    !meant.is_empty() && names.into_iter().flatten().any(|name| bare(name) == *meant)
}

/// A name as it is compared: small letters and digits, umlauts spelt out as commands spell them.
fn bare(name: &str) -> String {
    let mut bare = String::new();
    for sign in name.chars().flat_map(char::to_lowercase).filter(|sign| sign.is_alphanumeric()) {
        match sign {
            'ä' => bare.push_str("ae"),
            'ö' => bare.push_str("oe"),
            'ü' => bare.push_str("ue"),
            'ß' => bare.push_str("ss"),
            sign => bare.push(sign),
        }
    }
    bare
}

impl IncidentConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        let (minute, day) = (Duration::from_mins(1), Duration::from_hours(24));
        let by = [("anyone", IncidentBy::Anyone), ("agent", IncidentBy::Agent)];
        let triage = [("unclear", Triage::Unclear), ("always", Triage::Always), ("never", Triage::Never)];
        let attach = [("suggest", Attach::Suggest), ("service", Attach::Service), ("never", Attach::Never)];
        let read = Self {
            declare_by: keys.choice("incident.declare_by", &by).unwrap_or(IncidentBy::Agent),
            triage: keys.choice("incident.triage", &triage).unwrap_or(Triage::Unclear),
            attach: keys.choice("incident.attach", &attach).unwrap_or(Attach::Suggest),
            announce: keys.list("incident.announce", room_name),
            room_name: keys.text("incident.room_name", name_of_room).unwrap_or_default(),
            encrypted: keys.flag("incident.encrypted"),
            invite: keys.list("incident.invite", account),
            join_within: keys.duration("incident.join_within", Duration::ZERO..=day),
            nudge_after: keys.duration("incident.nudge_after", minute..=day),
            nudges: keys.number("incident.nudges", 0..=20),
            remind_every: keys.duration("incident.remind_every", minute..=day),
            reminders: keys.number("incident.reminders", 0..=20),
            quiet_after: keys.duration("incident.quiet_after", Duration::from_hours(1)..=day * 90),
            review_within: keys.number("incident.review_within", 1..=60),
            followup_before: keys.number("incident.followup_before", 0..=30),
            archive_after: keys.duration("incident.archive_after", Duration::ZERO..=day * 365),
        };
        each_once("incident.announce", &read.announce, |room| room, keys);
        read
    }
}

fn name_of_room(text: &str) -> Result<String, Problem> {
    let text = line(text.trim())?;
    variables(&text, &VARIABLES)?;
    if !["{id}", "{title}"].iter().any(|part| text.contains(part)) {
        let problem = Problem::new("would call all rooms the same");
        return Err(problem.hint("it needs {id} or {title}, like \"{id} {title}\""));
    }
    Ok(text)
}

pub(super) fn severities(keys: &mut Keys<'_>, escalations: &[EscalationConfig]) -> Vec<SeverityConfig> {
    let chains = chains(escalations);
    let rows = keys.tables("severities", |row| {
        let name = row.needed("name", word);
        let title = row.needed("title", line);
        let title_de = row.text("title_de", line);
        let priority = row.needed_number("priority", 1..=5);
        let update_every = row.text("update_every", update_every);
        let review = row.flag("review");
        let page = row.one_of("page", "escalation", &chains);
        let line = row.line_of("priority");
        let read =
            SeverityConfig { name: name?, title: title?, title_de, priority: priority?, update_every, review, page };
        Some((read, line))
    });
    for ((worse, _), (next, line)) in rows.iter().zip(rows.iter().skip(1)) {
        if next.priority < worse.priority {
            let what = format!("must not be more urgent than that of {:?} above it", worse.name);
            let origin = keys.origin("severities");
            let problem = Problem { line: *line, ..Problem::new(what).hint("the worst severity comes first") };
            keys.refuse("severities.priority", &origin, problem);
        }
    }
    let severities: Vec<SeverityConfig> = rows.into_iter().map(|(severity, _)| severity).collect();
    each_once("severities", &severities, |severity| &severity.name, keys);
    not_empty(keys, "severities");
    severities
}

pub(super) fn roles(keys: &mut Keys<'_>) -> Vec<IncidentRoleConfig> {
    let roles = keys.tables("incident_roles", |row| {
        let name = row.needed("name", word);
        let title = row.needed("title", line);
        let title_de = row.text("title_de", line);
        let duties = row.needed("duties", words);
        let duties_de = row.text("duties_de", words);
        Some(IncidentRoleConfig { name: name?, title: title?, title_de, duties: duties?, duties_de })
    });
    each_once("incident_roles", &roles, |role| &role.name, keys);
    not_empty(keys, "incident_roles");
    roles
}

pub(super) fn stages(keys: &mut Keys<'_>) -> Vec<IncidentStageConfig> {
    let stages = keys.tables("incident_stages", |row| {
        let name = row.needed("name", stage);
        let title = row.needed("title", line);
        let title_de = row.text("title_de", line);
        Some(IncidentStageConfig { name: name?, title: title?, title_de })
    });
    each_once("incident_stages", &stages, |stage| &stage.name, keys);
    stages
}

pub(super) fn rules(
    keys: &mut Keys<'_>,
    severities: &[SeverityConfig],
    services: &[ServiceConfig],
    escalations: &[EscalationConfig],
) -> Vec<IncidentRuleConfig> {
    let severities: Vec<&str> = severities.iter().map(|severity| severity.name.as_str()).collect();
    let services: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    let chains = chains(escalations);
    keys.tables("incident_rules", |row| {
        let on = row.needed("on", rule_on);
        let severities = row.list("severities", |text| severity_named(text, &severities)).unwrap_or_default();
        let services = row.list("services", |text| one_of(text, "service", &services)).unwrap_or_default();
        let invite = row.list("invite", account).unwrap_or_default();
        let page = row.one_of("page", "escalation", &chains);
        let post = row.text("post", room_name);
        does_something(row);
        Some(IncidentRuleConfig { on: on?, severities, services, invite, page, post })
    })
}

/// Refuses a rule that says when, and not what.
fn does_something(row: &mut Row<'_>) {
    if !["invite", "page", "post"].iter().any(|key| row.has(key)) {
        let problem = Problem::new("is followed by nothing");
        row.refuse("on", problem.hint("say what is done: invite, page or post"));
    }
}

/// Where none is left, all of them were wrong, which was told already.
fn severity_named(text: &str, known: &[&str]) -> Result<String, Problem> {
    if known.is_empty() { Ok(text.to_owned()) } else { one_of(text, "severity", known) }
}

fn chains(escalations: &[EscalationConfig]) -> Vec<&str> {
    escalations.iter().map(|escalation| escalation.name.as_str()).collect()
}

/// Refuses a list that is written down without anything in it.
fn not_empty(keys: &mut Keys<'_>, key: &str) {
    let given = keys.layers.iter().rev().find_map(|layer| layer.entries.get(key)).map(|entry| &entry.given);
    if matches!(given, Some(Given::List(rows)) if rows.is_empty()) {
        let origin = keys.origin(key);
        let problem = Problem::new("must have at least one");
        keys.refuse(key, &origin, problem.hint("leave it out for those that are shipped"));
    }
}

fn rule_on(text: &str) -> Result<RuleOn, Problem> {
    RuleOn::ALL.into_iter().find(|on| on.name().eq_ignore_ascii_case(text)).ok_or_else(|| {
        let names = RuleOn::ALL.map(|on| format!("{:?}", on.name())).join(", ");
        let problem = Problem::new(format!("must be one of {names}, but is {text:?}"));
        match nearest(text, RuleOn::ALL.map(RuleOn::name)) {
            Some(near) => problem.hint(format!("did you mean {near:?}?")),
            None => problem,
        }
    })
}

fn stage(text: &str) -> Result<String, Problem> {
    let name = word(text)?;
    if STATES.iter().any(|state| state.eq_ignore_ascii_case(&name)) {
        let problem = Problem::new(format!("must be a name of its own, but every incident knows {text:?} already"));
        return Err(problem.hint("stages are steps of an incident that is active, like \"identified\""));
    }
    Ok(name)
}

fn update_every(text: &str) -> Result<Duration, Problem> {
    let (least, most) = (Duration::from_mins(5), Duration::from_hours(24 * 7));
    let wrong = || {
        let range = format!("from {:?} to {:?}", write_duration(least), write_duration(most));
        Problem::new(format!("must be {range}, but is {text:?}")).hint("leave it out where no updates are owed")
    };
    read_duration(text).filter(|every| (least..=most).contains(every)).ok_or_else(wrong)
}

#[cfg(test)]
mod tests;

//! `bot-config.toml`: one file a section; all mistakes reported at once.
//!
//! The file at the top of the repository is default and manual, and is built in. A file given by `--config` lies over
//! it, the environment (`LOTSE__SECTION__KEY`) over that. What the code asks for and what the shipped file contains is
//! the same (a test holds it), so the shipped file is also the list of keys that exist.

mod account;
mod approvals;
mod attachments;
mod audit;
mod calendars;
mod canned;
mod catalog;
mod change;
mod channels;
mod database;
mod depends;
mod desk;
mod directory;
mod escalations;
mod flow;
mod folder;
mod incident;
mod keys;
mod knowledge;
mod layer;
mod log;
mod matrix;
mod mistake;
mod oncall;
mod ops;
mod places;
mod priority;
mod problem;
mod questions;
mod recurring;
mod report;
mod roles;
mod rota_file;
mod routing;
mod row;
mod sla;
mod tasks;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;

use self::keys::Keys;
use self::layer::{Layer, variable};
use self::mistake::{Problem, nearest};
use crate::i18n::Language;

pub use self::approvals::{ApprovalConfig, ApprovalTimes, Approver, ApproverRole};
pub use self::attachments::AttachmentsConfig;
pub use self::audit::AuditConfig;
pub use self::calendars::CalendarConfig;
pub use self::canned::{CannedConfig, Then};
pub use self::catalog::CatalogItem;
pub use self::change::{
    ChangeConfig, ChangeRole, ChangeType, FreezeConfig, Level, Meeting, PolicyConfig, RiskQuestionConfig,
    TemplateConfig,
};
pub use self::channels::{AddressKind, BodyType, ChannelConfig, ChannelKind, SmtpConfig, SmtpSecurity};
pub use self::database::DatabaseConfig;
pub use self::depends::{above, below};
pub use self::desk::{DeskConfig, TicketReactionBy};
pub use self::directory::{Absence, CostCenterConfig, Directory, PersonConfig};
pub use self::escalations::{EscalationConfig, EscalationStep, Target};
pub use self::flow::FlowConfig;
pub use self::incident::{
    Attach, IncidentBy, IncidentConfig, IncidentRoleConfig, IncidentRuleConfig, IncidentStageConfig, RuleOn,
    SeverityConfig, Triage,
};
pub use self::knowledge::KnowledgeConfig;
pub use self::log::{LogConfig, LogFormat};
pub use self::matrix::{MatrixAccess, MatrixConfig, MatrixLogin};
pub use self::mistake::{Mistake, Mistakes, Origin};
pub use self::oncall::{Maintenance, OncallConfig, ScheduleConfig};
pub use self::ops::OpsConfig;
pub use self::places::{GroupConfig, RoomConfig, RoomPart, TeamConfig};
pub use self::priority::{PriorityConfig, UrgentBy};
pub use self::problem::ProblemConfig;
pub use self::questions::{ChoiceConfig, Condition, DayLimit, QuestionConfig, QuestionKind};
pub use self::recurring::RecurringConfig;
pub use self::report::check_report;
pub use self::roles::RolesConfig;
pub use self::rota_file::RotaFile;
pub use self::routing::{CategoryConfig, Gets, RuleConfig, ServiceConfig};
pub use self::sla::{
    Applies, ObjectiveConfig, ObjectiveOf, OlaConfig, PauseIn, SlaConfig, Step, StepAct, TargetConfig,
};
pub use self::tasks::{DueFrom, Proof, TaskConfig, TaskDue, TaskOwner};
pub use self::value::Secret;

/// The file as shipped: every key with its default and an explanation.
pub const SHIPPED: &str = include_str!("../../bot-config.toml");

/// The whole configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// What does not belong into the database lies here; the folder may not exist yet.
    pub data_dir: PathBuf,
    /// For people and rooms that have not chosen one.
    pub language: Language,
    /// For people without a zone of their own.
    pub timezone: Tz,
    /// What a command begins with.
    pub prefix: String,
    /// `[[teams]]`
    pub teams: Vec<TeamConfig>,
    /// `[[rooms]]`
    pub rooms: Vec<RoomConfig>,
    /// `[[groups]]`
    pub groups: Vec<GroupConfig>,
    /// `[[people]]`, `[[cost_centers]]`, `directory_file`
    pub directory: Directory,
    /// `[[services]]`
    pub services: Vec<ServiceConfig>,
    /// `[[categories]]`
    pub categories: Vec<CategoryConfig>,
    /// `[[rules]]`
    pub rules: Vec<RuleConfig>,
    /// `[[canned]]`
    pub canned: Vec<CannedConfig>,
    /// `[[recurring]]`
    pub recurring: Vec<RecurringConfig>,
    /// `[[calendars]]`
    pub calendars: Vec<CalendarConfig>,
    /// `[[catalog]]`
    pub catalog: Vec<CatalogItem>,
    /// `[[questions]]`
    pub questions: Vec<QuestionConfig>,
    /// `[[tasks]]`
    pub tasks: Vec<TaskConfig>,
    /// `[[approvals]]`
    pub approvals: Vec<ApprovalConfig>,
    /// `[approval]`
    pub approval: ApprovalTimes,
    /// `[knowledge]`
    pub knowledge: KnowledgeConfig,
    /// `[change]`
    pub change: ChangeConfig,
    /// `[[change_templates]]`
    pub change_templates: Vec<TemplateConfig>,
    /// `[[change_policies]]`
    pub change_policies: Vec<PolicyConfig>,
    /// `[[change_questions]]`
    pub change_questions: Vec<RiskQuestionConfig>,
    /// `[[freezes]]`
    pub freezes: Vec<FreezeConfig>,
    /// `[problem]`
    pub problem: ProblemConfig,
    /// `[incident]`
    pub incident: IncidentConfig,
    /// `[[severities]]`, the worst first; there is at least one.
    pub severities: Vec<SeverityConfig>,
    /// `[[incident_roles]]`, of which the first one leads; there is at least one.
    pub incident_roles: Vec<IncidentRoleConfig>,
    /// `[[incident_stages]]`
    pub incident_stages: Vec<IncidentStageConfig>,
    /// `[[incident_rules]]`
    pub incident_rules: Vec<IncidentRuleConfig>,
    /// `[[schedules]]`, `[[schedule_layers]]`, `[[schedule_shifts]]`
    pub schedules: Vec<ScheduleConfig>,
    /// `[[escalations]]`, `[[escalation_steps]]`
    pub escalations: Vec<EscalationConfig>,
    /// `[oncall]`
    pub oncall: OncallConfig,
    /// `[[channels]]`
    pub channels: Vec<ChannelConfig>,
    /// `[smtp]`
    pub smtp: Option<SmtpConfig>,
    /// `[sla]`, `[[targets]]`, `[[olas]]`, `[[objectives]]`
    pub sla: SlaConfig,
    /// `[priority]`
    pub priority: PriorityConfig,
    /// `[database]`
    pub database: DatabaseConfig,
    /// `[matrix]`
    pub matrix: MatrixConfig,
    /// `[roles]`
    pub roles: RolesConfig,
    /// `[desk]`
    pub desk: DeskConfig,
    /// `[attachments]`
    pub attachments: AttachmentsConfig,
    /// `[audit]`
    pub audit: AuditConfig,
    /// `[flow]`
    pub flow: FlowConfig,
    /// `[log]`
    pub log: LogConfig,
    /// `[ops]`
    pub ops: OpsConfig,
}

impl Config {
    /// The item of the catalogue of this name.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<&CatalogItem> {
        self.catalog.iter().find(|item| item.name == name)
    }

    /// The channel of this name.
    #[must_use]
    pub fn channel(&self, name: &str) -> Option<&ChannelConfig> {
        self.channels.iter().find(|channel| channel.name == name)
    }

    /// What people call the channel of this name; the name itself where it is configured no more.
    #[must_use]
    pub fn channel_title<'t>(&'t self, name: &'t str) -> &'t str {
        self.channel(name).map_or(name, |channel| channel.title.as_str())
    }

    /// What people call the service of this name; the name itself where it is configured no more.
    #[must_use]
    pub fn service_title<'t>(&'t self, name: &'t str) -> &'t str {
        self.services.iter().find(|service| service.name == name).map_or(name, |service| service.title.as_str())
    }

    /// What people call several services.
    #[must_use]
    pub fn service_titles(&self, names: &[String]) -> String {
        names.iter().map(|name| self.service_title(name)).collect::<Vec<_>>().join(", ")
    }

    /// The calendar by which approvals and checklists count; None: Monday to Friday.
    #[must_use]
    pub fn working_calendar(&self) -> Option<&CalendarConfig> {
        let named = self.approval.calendar.as_ref()?;
        self.calendars.iter().find(|calendar| calendar.name == *named)
    }

    /// Reads what is built in, then the file, then the environment. Of the environment, `LOTSE__…` are settings, and
    /// `HOME` and `XDG_DATA_HOME` say where the data folder is by default.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Mistakes> {
        let mut mistakes = Vec::new();
        let read = Layers::gather(file, environment, &mut mistakes).read(&mut mistakes);
        Mistakes::none_of(mistakes, read.0)
    }
}

impl Default for Config {
    /// The shipped file.
    fn default() -> Self {
        let mut mistakes = Vec::new();
        Layers::gather(None, [], &mut mistakes).read(&mut mistakes).0
    }
}

/// The environment of this process. Variables that are not UTF-8 are taken with their odd signs replaced, where
/// `std::env::vars` would panic.
pub fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
}

/// All layers, lowest first, and the environment that is not configuration.
struct Layers {
    layers: Vec<Layer>,
    variables: Vec<(String, String)>,
}

impl Layers {
    fn gather(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
        mistakes: &mut Vec<Mistake>,
    ) -> Self {
        let variables: Vec<_> = environment.into_iter().collect();
        let shipped = Layer::shipped(mistakes);
        let file = file.map(|path| Layer::file(path, &shipped, mistakes));
        let environment = Layer::environment(&variables, &shipped, mistakes);
        Self { layers: [Some(shipped), file, Some(environment)].into_iter().flatten().collect(), variables }
    }

    /// Reads every key; the keys that were asked for are returned as well.
    fn read(&self, mistakes: &mut Vec<Mistake>) -> (Config, BTreeSet<String>) {
        let mut keys = Keys { layers: &self.layers, mistakes, asked: BTreeSet::new() };
        let keys = &mut keys;
        let priority = PriorityConfig::read(keys);
        let (teams, groups) = (places::teams(keys), places::groups(keys));
        let known = routing::Known::new(&teams, &groups, &priority.impact, &priority.urgency);
        let zone = keys.text("timezone", timezone).unwrap_or_default();
        let calendars = calendars::calendars(keys, zone);
        let services = routing::services(keys, &known, &calendars);
        let categories = routing::categories(keys, &known);
        let rules = routing::rules(keys, &known, &services, &categories);
        let names = recurring::Names { teams: &teams, services: &services, categories: &categories, zone };
        let recurring = recurring::recurring(keys, &names);
        let service_names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
        let group_names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
        let category_names: Vec<&str> = categories.iter().map(|category| category.name.as_str()).collect();
        let roles = RolesConfig::read(keys);
        let catalog = catalog::catalog(keys, &known, &service_names, &category_names);
        let questions = questions::questions(keys);
        let directory = directory::directory(keys, &group_names);
        let people = approvals::People { teams: &teams, groups: &groups, directory: &directory, roles: &roles };
        let approvals = approvals::approvals(keys, &people);
        let team_names: Vec<&str> = teams.iter().map(|team| team.name.as_str()).collect();
        let tasks = tasks::tasks(keys, &team_names);
        let checklists = catalog::distinct(tasks.iter().map(|task| task.checklist.as_str()));
        catalog.check(&questions, &approvals, &checklists, keys);
        let item_names: Vec<&str> = catalog.items.iter().map(|item| item.name.as_str()).collect();
        let conditions = sla::Conditions { services: &service_names, items: &item_names };
        let sla = SlaConfig::read(keys, &calendars, &teams, &conditions, &group_names);
        let approval = ApprovalTimes::read(keys, &calendars);
        let approval_names = catalog::distinct(approvals.iter().map(|group| group.name.as_str()));
        let change_policies = change::policies(keys, &services, &approval_names);
        let freezes = change::freezes(keys, &services);
        let change_templates = change::templates(keys, &services);
        let smtp = SmtpConfig::read(keys);
        let channels = channels::channels(keys, smtp.as_ref());
        let schedules = oncall::schedules(keys, &teams, &directory, zone);
        let oncall = OncallConfig::read(keys, &calendars);
        let known_by_chains = escalations::Known {
            teams: &teams,
            schedules: &schedules,
            services: &services,
            calendars: &calendars,
            channels: &channels,
        };
        let escalations = escalations::escalations(keys, &known_by_chains);
        let severities = incident::severities(keys, &escalations);
        let incident_rules = incident::rules(keys, &severities, &services, &escalations);
        let config = Config {
            data_dir: self.data_dir(keys),
            language: keys.text("language", language).unwrap_or(Language::En),
            timezone: zone,
            prefix: keys.text("prefix", prefix).unwrap_or_default(),
            rooms: places::rooms(keys, &teams),
            desk: DeskConfig::read(keys, &teams),
            teams,
            groups,
            directory,
            services,
            categories,
            rules,
            canned: canned::canned(keys),
            recurring,
            calendars,
            catalog: catalog.items,
            questions,
            tasks,
            approvals,
            approval,
            knowledge: KnowledgeConfig::read(keys),
            change: ChangeConfig::read(keys, zone),
            change_templates,
            change_policies,
            change_questions: change::questions(keys),
            freezes,
            problem: ProblemConfig::read(keys),
            incident: IncidentConfig::read(keys),
            severities,
            incident_roles: incident::roles(keys),
            incident_stages: incident::stages(keys),
            incident_rules,
            schedules,
            escalations,
            oncall,
            channels,
            smtp,
            sla,
            priority,
            database: DatabaseConfig::read(keys),
            matrix: MatrixConfig::read(keys),
            roles,
            attachments: AttachmentsConfig::read(keys),
            audit: AuditConfig::read(keys),
            flow: FlowConfig::read(keys),
            log: LogConfig::read(keys),
            ops: OpsConfig::read(keys),
        };
        config.flow.check_connections(config.database.max_connections, keys);
        (config, std::mem::take(&mut keys.asked))
    }

    fn data_dir(&self, keys: &mut Keys<'_>) -> PathBuf {
        let found = keys.path("data_dir").or_else(|| folder::default_data_dir(&self.variables));
        found.unwrap_or_else(|| {
            let origin = keys.origin("data_dir");
            let problem = Problem::new("is needed, since this user has no home");
            keys.refuse("data_dir", &origin, problem.hint(format!("set it, or {}", variable("data_dir"))));
            PathBuf::new()
        })
    }
}

fn language(text: &str) -> Result<Language, Problem> {
    Language::read(text).ok_or_else(|| Problem::new(format!("must be \"en\" or \"de\", but is {text:?}")))
}

fn timezone(text: &str) -> Result<Tz, Problem> {
    Tz::from_str_insensitive(text.trim()).map_err(|_| {
        let problem = Problem::new(format!("must be a time zone like \"Europe/Berlin\", but is {text:?}"));
        // People who know only the city are common: "Vienna".
        let city = |zone: &str| zone.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(text.trim()));
        let names = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        match names().find(|zone| city(zone)).or_else(|| nearest(text, names())) {
            Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
            None => problem,
        }
    })
}

fn prefix(text: &str) -> Result<String, Problem> {
    let fits = |sign: char| !sign.is_alphanumeric() && !sign.is_whitespace() && !sign.is_control();
    if (1..=3).contains(&text.chars().count()) && text.chars().all(fits) {
        return Ok(text.to_owned());
    }
    Err(Problem::new(format!(
        "must be one to three signs that are neither letters, digits nor spaces, but is {text:?}"
    )))
}

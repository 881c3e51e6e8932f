//! `[[services]]`, `[[categories]]`, `[[rules]]`: which team gets what, and how urgent it is.

use super::account::account;
use super::calendars::CalendarConfig;
use super::keys::Keys;
use super::mistake::Problem;
use super::places::{GroupConfig, TeamConfig, each_once, line, word};
use super::row::{Row, unknown};

/// Something that the company offers its people, and that can fail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceConfig {
    /// As in commands: `service:mail`.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// Words by which a ticket is recognised as being about it.
    pub words: Vec<String>,
    /// The account of whoever answers for it.
    pub owner: Option<String>,
    /// What its tickets get where no rule says otherwise.
    pub gets: Gets,
    /// The services on which it runs: when one of them fails, so does it.
    pub depends_on: Vec<String>,
    /// The name of the calendar in whose hours it may be changed; None: at any time.
    pub maintenance: Option<String>,
    /// The rooms, by id or alias, that are told when it is changed.
    pub tell: Vec<String>,
}

/// A kind of ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryConfig {
    /// As in commands: `cat:hardware`.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// Its tickets are seen by requester, assignee and team alone.
    pub private: bool,
    /// What its tickets get where no rule says otherwise.
    pub gets: Gets,
}

/// A rule. All its conditions must hold; each thing comes from the first rule that fits and gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleConfig {
    /// As the log names it.
    pub name: String,
    /// One of these words stands in the text.
    pub words: Vec<String>,
    /// It was raised in one of these rooms.
    pub rooms: Vec<String>,
    /// Its requester is in this group.
    pub group: Option<String>,
    /// It is about this service.
    pub service: Option<String>,
    /// The category that it gives.
    pub category: Option<String>,
    /// What else it gives.
    pub gets: Gets,
}

/// What a rule, a category or a service gives to a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gets {
    /// The team.
    pub team: Option<String>,
    /// How much is affected: the place in `[priority] impact`, from 0.
    pub impact: Option<u8>,
    /// How soon it matters: the place in `[priority] urgency`, from 0.
    pub urgency: Option<u8>,
}

/// Names that are configured, for what refers to them.
pub(super) struct Known<'a> {
    pub(super) teams: Vec<&'a str>,
    pub(super) groups: Vec<&'a str>,
    impacts: Vec<&'a str>,
    urgencies: Vec<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn new(
        teams: &'a [TeamConfig],
        groups: &'a [GroupConfig],
        impacts: &'a [String],
        urgencies: &'a [String],
    ) -> Self {
        Self {
            teams: teams.iter().map(|team| team.name.as_str()).collect(),
            groups: groups.iter().map(|group| group.name.as_str()).collect(),
            impacts: impacts.iter().map(String::as_str).collect(),
            urgencies: urgencies.iter().map(String::as_str).collect(),
        }
    }

    fn gets(&self, row: &mut Row<'_>) -> Gets {
        let team = row.one_of("team", "team", &self.teams);
        let place = |name: Option<String>, list: &[&str]| {
            name.and_then(|name| list.iter().position(|one| *one == name)).and_then(|at| u8::try_from(at).ok())
        };
        let impact = row.one_of("impact", "impact", &self.impacts);
        let urgency = row.one_of("urgency", "urgency", &self.urgencies);
        Gets { team, impact: place(impact, &self.impacts), urgency: place(urgency, &self.urgencies) }
    }
}

pub(super) fn services(keys: &mut Keys<'_>, known: &Known<'_>, calendars: &[CalendarConfig]) -> Vec<ServiceConfig> {
    let calendars: Vec<&str> = calendars.iter().map(|calendar| calendar.name.as_str()).collect();
    let services = keys.tables("services", |row| {
        let name = row.needed("name", word);
        let title = row.text("title", line);
        let words = row.list("words", line).unwrap_or_default();
        let owner = row.text("owner", account);
        let gets = known.gets(row);
        let depends_on = row.list("depends_on", word).unwrap_or_default();
        let maintenance = row.one_of("maintenance", "calendar", &calendars);
        let tell = row.list("tell", line).unwrap_or_default();
        let name = name?;
        let title = title.unwrap_or_else(|| name.clone());
        Some(ServiceConfig { title, name, words, owner, gets, depends_on, maintenance, tell })
    });
    each_once("services", &services, |service| &service.name, keys);
    depend_on_each_other(services, keys)
}

/// What services depend on is known under the name that it has itself.
fn depend_on_each_other(mut services: Vec<ServiceConfig>, keys: &mut Keys<'_>) -> Vec<ServiceConfig> {
    let names: Vec<String> = services.iter().map(|service| service.name.clone()).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    for service in &mut services {
        for on in &mut service.depends_on {
            let problem = match known.iter().find(|name| name.eq_ignore_ascii_case(on)) {
                Some(name) if **name == service.name => Problem::new(format!("{name} depends on itself")),
                Some(name) => {
                    *on = (*name).to_owned();
                    continue;
                }
                None => unknown(on, "service", &known),
            };
            let origin = keys.origin("services");
            keys.refuse("services.depends_on", &origin, problem);
        }
    }
    services
}

pub(super) fn categories(keys: &mut Keys<'_>, known: &Known<'_>) -> Vec<CategoryConfig> {
    let categories = keys.tables("categories", |row| {
        let name = row.needed("name", word);
        let title = row.text("title", line);
        let private = row.flag("private");
        let gets = known.gets(row);
        if private && !row.has("team") {
            let problem = Problem::new("is needed: somebody must see what is private");
            row.refuse("team", problem);
        }
        let name = name?;
        Some(CategoryConfig { title: title.unwrap_or_else(|| name.clone()), name, private, gets })
    });
    each_once("categories", &categories, |category| &category.name, keys);
    categories
}

pub(super) fn rules(
    keys: &mut Keys<'_>,
    known: &Known<'_>,
    services: &[ServiceConfig],
    categories: &[CategoryConfig],
) -> Vec<RuleConfig> {
    let services: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    let categories: Vec<&str> = categories.iter().map(|category| category.name.as_str()).collect();
    let rules = keys.tables("rules", |row| {
        let name = row.needed("name", line);
        let words = row.list("words", line).unwrap_or_default();
        let rooms = row.list("rooms", line).unwrap_or_default();
        let group = row.one_of("group", "group", &known.groups);
        let service = row.one_of("service", "service", &services);
        let category = row.one_of("category", "category", &categories);
        let gets = known.gets(row);
        let name = name?;
        if !["category", "team", "impact", "urgency"].iter().any(|key| row.has(key)) {
            let problem = Problem::new("gives nothing").hint("give it a category, team, impact or urgency");
            row.refuse("name", problem);
        }
        Some(RuleConfig { name, words, rooms, group, service, category, gets })
    });
    each_once("rules", &rules, |rule| &rule.name, keys);
    rules
}

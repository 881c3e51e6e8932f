//! `[[escalations]]`, `[[escalation_steps]]`: who is woken next.

use std::time::Duration;

use super::account::account;
use super::calendars::CalendarConfig;
use super::channels::{ChannelConfig, ChannelKind};
use super::keys::Keys;
use super::mistake::Problem;
use super::oncall::ScheduleConfig;
use super::places::{TeamConfig, each_once, line, word};
use super::routing::ServiceConfig;
use super::row::one_of;
use super::sla::priorities;
use super::value::read_duration;

/// A chain of people who are woken until one answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationConfig {
    /// As in commands: `!page policy:night`.
    pub name: String,
    /// As people see it.
    pub title: String,
    /// Tickets about these start it by themselves; none: about any.
    pub services: Vec<String>,
    /// Tickets of these priorities start it by themselves; none: none does.
    pub priorities: Vec<u8>,
    /// How often the steps are gone through.
    pub rounds: u8,
    /// What is done, one after the other.
    pub steps: Vec<EscalationStep>,
}

/// A step of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationStep {
    /// Who is woken.
    pub notify: Vec<Target>,
    /// Of these one at a time, each page another one.
    pub round_robin: bool,
    /// How long an answer is waited for.
    pub wait: Duration,
    /// Only in the hours of this calendar, or outside of them.
    pub hours: Option<(String, bool)>,
    /// Only pages of these priorities; none: of all.
    pub priorities: Vec<u8>,
}

/// Whom a step wakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Whoever is on call by this schedule.
    Schedule(String),
    /// This account.
    Account(String),
    /// Everybody in this team.
    Team(String),
    /// Who leads this team.
    Leads(String),
    /// The managers in `[roles]`.
    Managers,
    /// No person, but the program behind this channel.
    Webhook(String),
    /// No person: the ticket becomes a major incident.
    Incident,
}

impl Target {
    /// As written.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Target::Schedule(name) => format!("schedule:{name}"),
            Target::Account(account) => account.clone(),
            Target::Team(name) => format!("team:{name}"),
            Target::Leads(name) => format!("leads:{name}"),
            Target::Managers => "role:manager".to_owned(),
            Target::Webhook(name) => format!("webhook:{name}"),
            Target::Incident => "incident".to_owned(),
        }
    }

    /// Reads what [`Target::written`] writes; nothing is looked up.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Some(match text.split_once(':') {
            Some(("schedule", name)) => Target::Schedule(name.to_owned()),
            Some(("team", name)) => Target::Team(name.to_owned()),
            Some(("leads", name)) => Target::Leads(name.to_owned()),
            Some(("role", "manager")) => Target::Managers,
            Some(("webhook", name)) => Target::Webhook(name.to_owned()),
            _ if text == "incident" => Target::Incident,
            _ if text.starts_with('@') => Target::Account(text.to_owned()),
            _ => return None,
        })
    }
}

/// What a chain may name.
pub(super) struct Known<'a> {
    pub(super) teams: &'a [TeamConfig],
    pub(super) schedules: &'a [ScheduleConfig],
    pub(super) services: &'a [ServiceConfig],
    pub(super) calendars: &'a [CalendarConfig],
    pub(super) channels: &'a [ChannelConfig],
}

impl Known<'_> {
    fn target(&self, text: &str) -> Result<Target, Problem> {
        let schedules: Vec<&str> = self.schedules.iter().map(|schedule| schedule.name.as_str()).collect();
        let teams: Vec<&str> = self.teams.iter().map(|team| team.name.as_str()).collect();
        let programs = self.channels.iter().filter(|channel| channel.kind == ChannelKind::Webhook);
        let webhooks: Vec<&str> = programs.map(|channel| channel.name.as_str()).collect();
        match Target::read(text) {
            Some(Target::Schedule(name)) => one_of(&name, "schedule", &schedules).map(Target::Schedule),
            Some(Target::Team(name)) => one_of(&name, "team", &teams).map(Target::Team),
            Some(Target::Leads(name)) => one_of(&name, "team", &teams).map(Target::Leads),
            Some(Target::Account(name)) => account(&name).map(Target::Account),
            Some(Target::Managers) => Ok(Target::Managers),
            Some(Target::Webhook(name)) => one_of(&name, "channel", &webhooks).map(Target::Webhook),
            Some(Target::Incident) => Ok(Target::Incident),
            None => Err(Problem::new(format!("names nobody who could be woken: {text:?}"))
                .hint("write \"schedule:it\", \"team:it\", \"leads:it\", \"role:manager\", \"webhook:status\", \"incident\" or \"@anna:example.org\"")),
        }
    }
}

pub(super) fn escalations(keys: &mut Keys<'_>, known: &Known<'_>) -> Vec<EscalationConfig> {
    let services: Vec<&str> = known.services.iter().map(|service| service.name.as_str()).collect();
    let heads = keys.tables("escalations", |row| {
        let name = row.needed("name", word);
        let title = row.text("title", line);
        let services = row.list("services", |text| one_of(text, "service", &services)).unwrap_or_default();
        let priorities = priorities(row).unwrap_or_default();
        let rounds = row.number("rounds", 1..=10).unwrap_or(1);
        let name = name?;
        let title = title.unwrap_or_else(|| name.clone());
        Some(EscalationConfig { name, title, services, priorities, rounds, steps: Vec::new() })
    });
    each_once("escalations", &heads, |escalation| &escalation.name, keys);
    let names: Vec<&str> = heads.iter().map(|escalation| escalation.name.as_str()).collect();
    let calendars: Vec<&str> = known.calendars.iter().map(|calendar| calendar.name.as_str()).collect();
    let steps = keys.tables("escalation_steps", |row| {
        let of = row.needed_one_of("escalation", "escalation", &names);
        let notify = row.needed_items("notify", |text| known.target(text));
        let round_robin = row.flag("round_robin");
        let wait = row.text("wait", wait).unwrap_or(Duration::from_mins(5));
        let during = row.one_of("during", "calendar", &calendars);
        let outside = row.one_of("outside", "calendar", &calendars);
        let priorities = priorities(row).unwrap_or_default();
        if during.is_some() && outside.is_some() {
            row.refuse("outside", Problem::new("cannot stand beside during"));
        }
        let hours = during.map(|name| (name, true)).or(outside.map(|name| (name, false)));
        let notify = notify?;
        if notify.is_empty() {
            row.refuse("notify", Problem::new("wakes nobody"));
        }
        Some((of?, EscalationStep { notify, round_robin, wait, hours, priorities }))
    });
    let mut escalations: Vec<EscalationConfig> = heads;
    for (of, step) in steps {
        if let Some(escalation) = escalations.iter_mut().find(|escalation| escalation.name == of) {
            escalation.steps.push(step);
        }
    }
    let origin = keys.origin("escalations");
    let empty: Vec<String> =
        escalations.iter().filter(|one| one.steps.is_empty()).map(|one| one.name.clone()).collect();
    for name in empty {
        let problem = Problem::new(format!("{name:?} has no steps"));
        keys.refuse("escalations.name", &origin, problem.hint("give it [[escalation_steps]]"));
    }
    escalations
}

fn wait(text: &str) -> Result<Duration, Problem> {
    let range = Duration::from_secs(30)..=Duration::from_hours(24);
    let wrong = || Problem::new(format!("must be from \"30s\" to \"24h\", but is {text:?}"));
    read_duration(text).filter(|wait| range.contains(wait)).ok_or_else(wrong)
}

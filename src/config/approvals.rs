//! `[approval]`, `[[approvals]]`: who must agree, and what happens when nobody answers.

use std::collections::BTreeSet;
use std::time::Duration;

use super::account::account;
use super::calendars::CalendarConfig;
use super::directory::{Directory, PersonConfig};
use super::keys::Keys;
use super::mistake::{Problem, nearest};
use super::places::{GroupConfig, TeamConfig, word};
use super::roles::RolesConfig;
use super::row::unknown;
use crate::approval::Rule;

/// How long approvals wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalTimes {
    /// The name of the calendar by which the times below count; None: Monday to Friday, 8 to 17.
    pub calendar: Option<String>,
    /// From the asking until those are reminded who have not answered.
    pub remind_after: Duration,
    /// From the asking until their deputies, or those above them, are asked.
    pub escalate_after: Duration,
    /// From the asking until it is over without a decision.
    pub expire_after: Duration,
    /// Whether somebody may approve what they carry out themselves.
    pub implementer_may_approve: bool,
}

/// A group of an approval: people who decide together. An approval has all groups that bear its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalConfig {
    /// The approval, as the catalogue names it.
    pub name: String,
    /// Stages are asked one after the other, the groups of a stage at the same time.
    pub stage: u8,
    /// Who belongs to it.
    pub by: Vec<Approver>,
    /// How many of them must agree.
    pub needs: Rule,
    /// Only a typed `!approve` counts, no tap.
    pub typed: bool,
}

/// Somebody who must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approver {
    /// This account.
    Account(String),
    /// The manager of the requester.
    Manager,
    /// The manager of that one.
    ManagersManager,
    /// Everybody of this role.
    Role(ApproverRole),
    /// Everybody in this team.
    Team(String),
    /// Who leads this team.
    Leads(String),
    /// Everybody in this group.
    Group(String),
    /// Who answers for the service that it is about.
    ServiceOwner,
    /// Who answers for the cost centre of the requester.
    CostCenterOwner,
}

/// A role in `[roles]` that can be asked to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApproverRole {
    /// `managers`
    Manager,
    /// `operators`
    Operator,
    /// `approvers`
    Approver,
}

impl ApproverRole {
    /// The accounts of this role.
    #[must_use]
    pub fn accounts(self, roles: &RolesConfig) -> &[String] {
        match self {
            ApproverRole::Manager => &roles.managers,
            ApproverRole::Operator => &roles.operators,
            ApproverRole::Approver => &roles.approvers,
        }
    }
}

impl ApprovalTimes {
    pub(super) fn read(keys: &mut Keys<'_>, calendars: &[CalendarConfig]) -> Self {
        let calendars: Vec<&str> = calendars.iter().map(|calendar| calendar.name.as_str()).collect();
        let calendar = keys.optional("approval.calendar", |text| match calendars.iter().find(|name| **name == text) {
            Some(name) => Ok((*name).to_owned()),
            None => Err(unknown(text, "calendar", &calendars)),
        });
        let range = || Duration::from_secs(60)..=Duration::from_hours(24 * 366);
        let times = Self {
            calendar,
            remind_after: keys.duration("approval.remind_after", range()),
            escalate_after: keys.duration("approval.escalate_after", range()),
            expire_after: keys.duration("approval.expire_after", range()),
            implementer_may_approve: keys.flag("approval.implementer_may_approve"),
        };
        let in_order = [
            ("remind_after", times.remind_after),
            ("escalate_after", times.escalate_after),
            ("expire_after", times.expire_after),
        ];
        for (one, next) in in_order.iter().zip(in_order.iter().skip(1)) {
            if one.1 >= next.1 {
                let key = format!("approval.{}", next.0);
                let origin = keys.origin(&key);
                keys.refuse(&key, &origin, Problem::new(format!("must be longer than {}", one.0)));
            }
        }
        times
    }
}

/// What names in `by` may mean.
pub(super) struct People<'a> {
    pub(super) teams: &'a [TeamConfig],
    pub(super) groups: &'a [GroupConfig],
    pub(super) directory: &'a Directory,
    pub(super) roles: &'a RolesConfig,
}

pub(super) fn approvals(keys: &mut Keys<'_>, people: &People<'_>) -> Vec<ApprovalConfig> {
    let rows = keys.tables("approvals", |row| {
        let name = row.needed("name", word);
        let stage = row.number("stage", 1..=20).unwrap_or(1);
        let by = row.needed_items("by", |text| people.approver(text));
        let needs = row.text("needs", needs).unwrap_or(Rule::Any);
        let typed = row.flag("typed");
        let by = by?;
        if by.is_empty() {
            row.refuse("by", Problem::new("names nobody").hint("write [\"manager\"], or the accounts that must agree"));
        }
        let key = if row.has("needs") { "needs" } else { "by" };
        Some((ApprovalConfig { name: name?, stage, by, needs, typed }, row.line_of(key)))
    });
    let origin = keys.origin("approvals");
    for (group, line) in &rows {
        if let Some(problem) = people.out_of_reach(group) {
            keys.refuse("approvals.needs", &origin, Problem { line: *line, ..problem });
        }
    }
    let mut groups: Vec<ApprovalConfig> = rows.into_iter().map(|(group, _)| group).collect();
    if groups.iter().all(|group| group.name != MANAGER) {
        // What is shipped names it, and must not break when somebody lists approvals of their own.
        let by = vec![Approver::Manager];
        groups.push(ApprovalConfig { name: MANAGER.to_owned(), stage: 1, by, needs: Rule::Any, typed: false });
    }
    groups
}

/// The approval that is always known: whoever leads the requester.
const MANAGER: &str = "manager";

const WORDS: [(&str, Approver); 7] = [
    ("manager", Approver::Manager),
    ("managers-manager", Approver::ManagersManager),
    ("role:manager", Approver::Role(ApproverRole::Manager)),
    ("role:operator", Approver::Role(ApproverRole::Operator)),
    ("role:approver", Approver::Role(ApproverRole::Approver)),
    ("service-owner", Approver::ServiceOwner),
    ("cost-center-owner", Approver::CostCenterOwner),
];

impl People<'_> {
    fn approver(&self, text: &str) -> Result<Approver, Problem> {
        if let Some((_, approver)) = WORDS.iter().find(|(word, _)| *word == text) {
            return Ok(approver.clone());
        }
        let teams: Vec<&str> = self.teams.iter().map(|team| team.name.as_str()).collect();
        let groups: Vec<&str> = self.groups.iter().map(|group| group.name.as_str()).collect();
        let one = |name: &str, what: &str, known: &[&str]| match known
            .iter()
            .find(|known| known.eq_ignore_ascii_case(name))
        {
            Some(known) => Ok((*known).to_owned()),
            None => Err(unknown(name, what, known)),
        };
        match text.split_once(':') {
            Some(("team", name)) => one(name, "team", &teams).map(Approver::Team),
            Some(("leads", name)) => one(name, "team", &teams).map(Approver::Leads),
            Some(("group", name)) => one(name, "group", &groups).map(Approver::Group),
            _ if text.starts_with('@') => account(text).map(Approver::Account),
            _ => {
                let problem = Problem::new(format!("names nobody who could agree: {text:?}"));
                Err(match nearest(text, WORDS.iter().map(|(word, _)| *word)) {
                    Some(near) => problem.hint(format!("did you mean {near:?}?")),
                    None => problem.hint(
                        "write \"@anna:example.org\", manager, managers-manager, role:approver, team:it, leads:it, \
                         group:board, service-owner or cost-center-owner",
                    ),
                })
            }
        }
    }

    /// Whoever is meant, where the configuration alone says it.
    fn fixed<'p>(&'p self, approver: &'p Approver) -> Option<Vec<&'p str>> {
        match approver {
            Approver::Account(account) => Some(vec![account]),
            Approver::Role(role) => Some(role.accounts(self.roles).iter().map(String::as_str).collect()),
            Approver::Group(name) => {
                let group = self.groups.iter().find(|group| group.name == *name)?;
                let of_group = |person: &&PersonConfig| person.groups.contains(name);
                let further = self.directory.people().filter(of_group).map(|person| &person.account);
                Some(group.members.iter().chain(further).map(String::as_str).collect())
            }
            Approver::Team(name) => {
                let team = self.teams.iter().find(|team| team.name == *name)?;
                let members = team.members.as_ref()?;
                Some(members.iter().chain(&team.leads).map(String::as_str).collect())
            }
            Approver::Leads(name) => {
                let team = self.teams.iter().find(|team| team.name == *name)?;
                Some(team.leads.iter().map(String::as_str).collect())
            }
            Approver::Manager | Approver::ManagersManager | Approver::ServiceOwner | Approver::CostCenterOwner => None,
        }
    }

    /// Why a group can never agree, where that is known already.
    fn out_of_reach(&self, group: &ApprovalConfig) -> Option<Problem> {
        let mut people = BTreeSet::new();
        // Those who are one person each, whoever that is for a requester; two of them may be the same.
        let mut single = Vec::new();
        for approver in &group.by {
            match (self.fixed(approver), approver) {
                (Some(fixed), _) => people.extend(fixed),
                (
                    None,
                    Approver::Manager | Approver::ManagersManager | Approver::ServiceOwner | Approver::CostCenterOwner,
                ) => single.extend(Some(approver).filter(|approver| !single.contains(approver))),
                // Who is in a team's room is known when it is asked.
                (None, _) => return None,
            }
        }
        let most = people.len() + single.len();
        if most == 0 && !group.by.is_empty() {
            return Some(Problem::new("can never be reached: nobody is in it").hint("name somebody in by"));
        }
        let needed = group.needs.needed(most);
        (needed > most).then(|| {
            let are = if most == 1 { "there is only 1" } else { &*format!("there are only {most}") };
            Problem::new(format!("can never be reached: {needed} must agree, but {are}"))
        })
    }
}

/// `all`, `any`, `first`, `2`, `60%`
fn needs(text: &str) -> Result<Rule, Problem> {
    let wrong = || {
        let problem = Problem::new(format!("must say how many must agree, but is {text:?}"));
        problem.hint("write \"all\", \"any\", \"first\", a number like \"2\", or a share like \"60%\"")
    };
    text.parse().map_err(|_| wrong())
}

#[cfg(test)]
mod tests;

//! Who has to agree to something: looked up at the moment of asking, never written down with what is asked.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::absent;
use super::model::Seat;
use crate::approval::Rule;
use crate::config::{ApprovalConfig, Approver, Config};
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::ids::PersonId;
use crate::people::{self, Person, team};
use crate::ticket::{self, Ticket};

/// So many managers above each other are looked at.
const HIGHEST: usize = 10;

/// Who is asked.
pub(super) struct Found {
    /// A rule for each group of each stage.
    pub(super) rules: Vec<Vec<Rule>>,
    /// Who sits where.
    pub(super) seats: Vec<Seat>,
    /// Somebody who should agree by the configuration could not be found, and managers are asked instead.
    pub(super) fallback: bool,
}

/// The groups of an approval by stage; none where the configuration does not know it.
pub(super) fn policy(config: &Config, name: Option<&str>) -> Vec<Vec<ApprovalConfig>> {
    let is_of = |group: &&ApprovalConfig| name == Some(group.name.as_str());
    let mut groups: Vec<&ApprovalConfig> = config.approvals.iter().filter(is_of).collect();
    groups.sort_by_key(|group| group.stage);
    let stages = groups.chunk_by(|one, next| one.stage == next.stage);
    stages.map(|groups| groups.iter().map(|group| (*group).clone()).collect()).collect()
}

/// The people of a policy for a ticket. None: nobody at all may agree to it.
pub(super) async fn find(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    policy: &[Vec<ApprovalConfig>],
) -> Result<Option<Found>, Stop> {
    let mut search = Search::begin(turn, ticket).await?;
    let mut found = Found { rules: Vec::new(), seats: Vec::new(), fallback: false };
    for (stage, groups) in policy.iter().enumerate() {
        let mut rules = Vec::new();
        for (part, group) in groups.iter().enumerate() {
            let mut people = Vec::new();
            for approver in &group.by {
                search.named(turn, ticket, approver, &mut people).await?;
            }
            let mut rule = group.needs;
            let is_short =
                |people: &[PersonId], rule: Rule| people.is_empty() || rule.needed(people.len()) > people.len();
            if is_short(&people, rule) {
                // Managers stand in for those who cannot be found; never fewer than the rule says.
                found.fallback = true;
                if people.is_empty() && !matches!(rule, Rule::Count(_)) {
                    rule = Rule::Any;
                }
                for manager in search.managers(turn).await? {
                    if !people.contains(&manager) {
                        people.push(manager);
                    }
                }
                if is_short(&people, rule) {
                    return Ok(None);
                }
            }
            found.seats.extend(people.into_iter().map(|person| Seat { stage, part, person }));
            rules.push(rule);
        }
        found.rules.push(rules);
    }
    Ok(Some(found))
}

/// Who has wanted something, and so never agrees to it.
pub(super) fn is_excluded(ticket: &Ticket, person: PersonId) -> bool {
    ticket.is_of(person)
}

/// Who has no say in something, neither for themselves nor for others: whoever has wanted it, and where the configuration
/// says so, whoever carries it out.
pub(super) fn barred(config: &Config, ticket: &Ticket) -> BTreeSet<PersonId> {
    let carries_out = ticket.state.assignee().filter(|_| !config.approval.implementer_may_approve);
    [ticket.requester, ticket.raised_by].into_iter().chain(carries_out).collect()
}

/// Somebody who can answer in the place of another one who does not: their deputy, else who is above them, else a
/// manager of the desk; never whoever has wanted it, and nobody of those who are asked already.
pub(super) async fn instead(
    turn: &mut Turn<'_>,
    ticket: &Ticket,
    person: &Person,
    asked: &[PersonId],
) -> Result<Vec<Person>, Stop> {
    let mut search = Search::begin(turn, ticket).await?;
    if let Some(other) = search.deputy_or_above(turn, &person.account, asked).await? {
        return Ok(vec![other]);
    }
    let managers = search.managers(turn).await?;
    let others: Vec<PersonId> = managers.into_iter().filter(|manager| !asked.contains(manager)).collect();
    let found = people::store::by_ids(turn.conn(), &search.platform, &others).await?;
    Ok(others.iter().filter_map(|id| found.get(id).cloned()).collect())
}

/// Whether somebody is in the company no more, as far as can be seen.
pub(super) async fn has_left(turn: &mut Turn<'_>, platform: &str, account: &str) -> Result<bool, Stop> {
    let listed = turn.config.directory.has_left(account);
    Ok(listed || absent::store::is_gone(turn.conn(), platform, account).await?)
}

/// A look at who is who, on one platform and day.
struct Search {
    platform: String,
    today: NaiveDate,
    excluded: Vec<PersonId>,
    /// The accounts of the requester.
    requester: Vec<String>,
}

impl Search {
    async fn begin(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Self, Stop> {
        let platform = platform_of(turn, ticket).await?;
        let requester = people::accounts::of(turn.conn(), ticket.requester).await?;
        let today = turn.today();
        let excluded = barred(&turn.config, ticket).into_iter().collect();
        Ok(Self { platform, today, excluded, requester })
    }

    /// Adds whom an approver of the configuration means.
    async fn named(
        &mut self,
        turn: &mut Turn<'_>,
        ticket: &Ticket,
        approver: &Approver,
        people: &mut Vec<PersonId>,
    ) -> Result<(), Stop> {
        // Where one person has a say by what they are, whoever is above them has it in their place.
        let goes_up = !matches!(
            approver,
            Approver::Account(_) | Approver::Role(_) | Approver::Team(_) | Approver::Leads(_) | Approver::Group(_)
        );
        for account in self.accounts(turn, ticket, approver).await? {
            if let Some(person) = self.seated(turn, &account, goes_up).await?
                && !people.contains(&person)
            {
                people.push(person);
            }
        }
        Ok(())
    }

    async fn accounts(&self, turn: &mut Turn<'_>, ticket: &Ticket, approver: &Approver) -> Result<Vec<String>, Stop> {
        let config = turn.config.clone();
        let manager = || self.requester.iter().find_map(|own| config.directory.manager_of(own));
        let owned = |found: Option<&str>| found.map(str::to_owned).into_iter().collect::<Vec<_>>();
        Ok(match approver {
            Approver::Account(account) => vec![account.clone()],
            Approver::Manager => owned(manager()),
            Approver::ManagersManager => owned(manager().and_then(|manager| config.directory.manager_of(manager))),
            Approver::Role(role) => role.accounts(&config.roles).to_vec(),
            Approver::Leads(name) => team::named(&config, name).map(|team| team.leads.clone()).unwrap_or_default(),
            Approver::Team(name) => self.members(turn, name).await?,
            Approver::Group(name) => config.members_of(name).into_iter().map(str::to_owned).collect(),
            Approver::ServiceOwner => {
                let is_it = |name: &String| config.services.iter().find(|service| service.name == *name);
                owned(ticket.service.as_ref().and_then(is_it).and_then(|service| service.owner.as_deref()))
            }
            Approver::CostCenterOwner => {
                owned(self.requester.iter().find_map(|own| config.directory.cost_center_owner(own)))
            }
        })
    }

    /// Who belongs to a team: whom it names, else who is in its room.
    async fn members(&self, turn: &mut Turn<'_>, name: &str) -> Result<Vec<String>, Stop> {
        let config = turn.config.clone();
        let Some(team) = team::named(&config, name) else { return Ok(Vec::new()) };
        if let Some(members) = &team.members {
            return Ok(members.iter().chain(&team.leads).cloned().collect());
        }
        let Some(room) = team::home(turn.conn(), &config, &self.platform, &team.name).await? else {
            return Ok(team.leads.clone());
        };
        let members = people::store::members(turn.conn(), &self.platform, &room).await?;
        let accounts: Vec<String> = members.into_iter().map(|member| member.account).collect();
        Ok(people::accounts::not_own(turn.conn(), &self.platform, &accounts).await?)
    }

    /// Who sits for an account that should agree. None: nobody, because it is the requester's, or has left.
    async fn seated(&mut self, turn: &mut Turn<'_>, account: &str, goes_up: bool) -> Result<Option<PersonId>, Stop> {
        let now = turn.now;
        let person = people::store::identify(turn.conn(), &self.platform, account, now).await?;
        if self.excluded.contains(&person.id) {
            return match goes_up {
                true => Ok(self.above(turn, account, &[]).await?.map(|above| above.id)),
                false => Ok(None),
            };
        }
        if has_left(turn, &self.platform, account).await? {
            return Ok(self.deputy_or_above(turn, account, &[]).await?.map(|other| other.id));
        }
        Ok(Some(person.id))
    }

    async fn deputy_or_above(
        &mut self,
        turn: &mut Turn<'_>,
        account: &str,
        asked: &[PersonId],
    ) -> Result<Option<Person>, Stop> {
        let deputy = turn.config.directory.deputy_of(account).map(str::to_owned);
        if let Some(deputy) = deputy
            && let Some(person) = self.able(turn, &deputy, asked).await?
        {
            return Ok(Some(person));
        }
        self.above(turn, account, asked).await
    }

    /// The first above an account who is there, and may.
    async fn above(&mut self, turn: &mut Turn<'_>, account: &str, asked: &[PersonId]) -> Result<Option<Person>, Stop> {
        let mut below = account.to_owned();
        for _ in 0..HIGHEST {
            let Some(manager) = turn.config.directory.manager_of(&below).map(str::to_owned) else { return Ok(None) };
            if let Some(person) = self.able(turn, &manager, asked).await? {
                return Ok(Some(person));
            }
            below = manager;
        }
        Ok(None)
    }

    /// The person of an account, where they may agree, are there, and are not asked already.
    async fn able(&mut self, turn: &mut Turn<'_>, account: &str, asked: &[PersonId]) -> Result<Option<Person>, Stop> {
        if turn.config.directory.is_away(account, self.today) || has_left(turn, &self.platform, account).await? {
            return Ok(None);
        }
        let now = turn.now;
        let person = people::store::identify(turn.conn(), &self.platform, account, now).await?;
        Ok((!self.excluded.contains(&person.id) && !asked.contains(&person.id)).then_some(person))
    }

    /// Those who answer for the desk, but for whoever wants it.
    async fn managers(&mut self, turn: &mut Turn<'_>) -> Result<Vec<PersonId>, Stop> {
        let mut people = Vec::new();
        for account in turn.config.roles.managers.clone() {
            if let Some(person) = self.seated(turn, &account, false).await?
                && !people.contains(&person)
            {
                people.push(person);
            }
        }
        Ok(people)
    }
}

/// The platform on which a ticket lives: that of the turn, or where time acts, that of its cards.
pub(super) async fn platform_of(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<String, Stop> {
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    Ok(homes.first().map_or_else(|| turn.place.platform.clone(), |home| home.platform.clone()))
}

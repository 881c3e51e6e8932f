//! What is known of an incident, gathered for its review and for its export.

use std::collections::{BTreeMap, HashMap};

use sqlx::PgConnection;

use super::model::{FollowUp, Happened, Named, Review, Told};
use super::store;
use crate::config::Config;
use crate::error::Fault;
use crate::ids::{PersonId, TicketId, TicketKind};
use crate::people::{self, Person};
use crate::practice::incident::model::{Entry, Incident, Note, Update};
use crate::practice::incident::{store as incidents, tickets, timeline, update, view};
use crate::ticket::{self, Ticket, one_line};

/// So many tickets are read at once.
const PAGE: i64 = 500;

/// So many entries of a timeline are read; nobody writes more.
const TIMELINE: i64 = 10_000;

/// So much of a message that was put on the timeline stands in the review.
const SAID: usize = 300;

/// All that is known.
pub(super) struct Known {
    pub(super) ticket: Ticket,
    pub(super) incident: Incident,
    pub(super) roles: BTreeMap<String, PersonId>,
    pub(super) people: HashMap<PersonId, Person>,
    pub(super) timeline: Vec<Entry>,
    pub(super) updates: Vec<Update>,
    /// Those that are about it.
    pub(super) tickets: Vec<Ticket>,
    /// Changes and problems with which it or those tickets have to do, as far as everybody may know of them.
    pub(super) linked: Vec<Ticket>,
    pub(super) follow_ups: Vec<Ticket>,
    pub(super) counts: tickets::Counts,
}

/// Gathers it.
pub(super) async fn gather(conn: &mut PgConnection, ticket: Ticket, incident: Incident) -> Result<Known, Fault> {
    let id = ticket.id;
    let mut attached = Vec::new();
    loop {
        let after = attached.last().copied().unwrap_or(TicketId(0));
        let page = tickets::attached(conn, id, (after, PAGE)).await?;
        attached.extend_from_slice(&page);
        if page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) {
            break;
        }
    }
    let mut about = attached.clone();
    about.push(id);
    let mut linked = store::linked(conn, &about).await?;
    linked.retain(|id| matches!(id.kind(), TicketKind::Change | TicketKind::Problem));
    let follow_ups = incidents::follow_ups(conn, id).await?;
    let roles = incidents::roles(conn, id).await?;
    let timeline = timeline::page(conn, id, (0, TIMELINE)).await?;
    let updates = update::all(conn, id).await?;
    let tickets = ticket::store::by_ids(conn, &attached).await?;
    let follow_ups = ticket::store::by_ids(conn, &follow_ups).await?;
    let mut named: Vec<PersonId> = roles.values().copied().collect();
    named.extend(timeline.iter().flat_map(|entry| [entry.by, entry.note.person()]).flatten());
    named.extend(updates.iter().filter_map(|update| update.by));
    named.extend(follow_ups.iter().filter_map(|ticket| ticket.state.assignee()));
    named.extend(tickets.iter().map(|ticket| ticket.requester));
    named.push(ticket.raised_by);
    named.sort_unstable();
    named.dedup();
    let people = people::store::by_ids(conn, &incident.declared.0, &named).await?;
    let linked = ticket::store::by_ids(conn, &linked).await?;
    let counts = tickets::counts(conn, id).await?;
    Ok(Known { ticket, incident, roles, people, timeline, updates, tickets, linked, follow_ups, counts })
}

impl Known {
    /// What people call somebody.
    pub(super) fn name(&self, person: Option<PersonId>) -> Option<String> {
        person.and_then(|id| self.people.get(&id)).map(|person| person.name.clone())
    }

    /// What people call all of them.
    pub(super) fn names(&self) -> HashMap<PersonId, String> {
        self.people.iter().map(|(id, person)| (*id, person.name.clone())).collect()
    }

    /// What the review says of it. What is private is named where those alone read it who take part.
    pub(super) fn review(&self, config: &Config) -> Review {
        let may_name = |ticket: &&Ticket| !ticket.private || self.ticket.private;
        let named = |ticket: &Ticket| Named { id: ticket.id, title: ticket.title.clone() };
        let of_kind = |kind: TicketKind| -> Vec<Named> {
            self.linked.iter().filter(|ticket| ticket.id.kind() == kind).map(named).collect()
        };
        let names = self.names();
        let roles = config.incident_roles.iter().filter_map(|role| {
            let name = self.name(self.roles.get(&role.name).copied())?;
            Some((view::role_by(config, &role.name), name))
        });
        let timeline = self.timeline.iter().map(|entry| Happened {
            at: entry.at,
            by: self.name(entry.by),
            what: match &entry.note {
                Note::Said { text } => timeline::told(config, &Note::Said { text: one_line(text, SAID) }, &names),
                note => timeline::told(config, note, &names),
            },
        });
        let updates = self.updates.iter().map(|update| Told {
            at: update.at,
            by: self.name(update.by),
            known: update.known.clone(),
            doing: update.doing.clone(),
            public: view::public(update),
        });
        let follow_ups = self.follow_ups.iter().filter(may_name).map(|ticket| FollowUp {
            ticket: named(ticket),
            owner: self.name(ticket.state.assignee()),
            due: ticket.wanted_at,
            is_done: !ticket.state.is_open(),
        });
        Review {
            id: self.ticket.id,
            title: self.ticket.title.clone(),
            severity: self.incident.severity.as_deref().map(|name| view::severity_by(config, Some(name))),
            services: self.services(config),
            is_drill: self.incident.drill,
            declared: self.ticket.created_at,
            times: self.incident.times.clone(),
            roles: roles.collect(),
            counts: view::counts(self.counts),
            tickets: self.tickets.iter().filter(may_name).map(named).collect(),
            changes: of_kind(TicketKind::Change),
            problems: of_kind(TicketKind::Problem),
            updates: updates.collect(),
            timeline: timeline.collect(),
            follow_ups: follow_ups.collect(),
        }
    }

    /// What people call the services that were affected, its own first.
    fn services(&self, config: &Config) -> Vec<String> {
        let mut services: Vec<String> = Vec::new();
        for name in std::iter::once(&self.ticket).chain(&self.tickets).filter_map(|ticket| ticket.service.as_deref()) {
            let title = config.service_title(name).to_owned();
            if !services.contains(&title) {
                services.push(title);
            }
        }
        services
    }
}

//! All that is known of an incident, as other programs read it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::gather::Known;
use super::model::spans;
use crate::config::Config;
use crate::i18n::{Language, Words};
use crate::ids::PersonId;
use crate::practice::incident::model::{Note, State};
use crate::practice::incident::timeline;
use crate::ticket::Ticket;
use crate::ticket::log::Read;

/// A person.
#[derive(Debug, Serialize)]
pub(super) struct Who {
    name: String,
    account: String,
}

#[derive(Debug, Serialize)]
struct Times {
    started: DateTime<Utc>,
    declared: DateTime<Utc>,
    accepted: Option<DateTime<Utc>>,
    acknowledged: Option<DateTime<Utc>>,
    mitigated: Option<DateTime<Utc>>,
    resolved: Option<DateTime<Utc>>,
    reviewed: Option<DateTime<Utc>>,
    declined: Option<DateTime<Utc>>,
}

/// In seconds.
#[derive(Debug, Serialize)]
struct Durations {
    detect: Option<i64>,
    acknowledge: Option<i64>,
    mitigate: Option<i64>,
    resolve: Option<i64>,
}

#[derive(Debug, Serialize)]
struct Part {
    role: String,
    #[serde(flatten)]
    who: Who,
}

#[derive(Debug, Serialize)]
struct Entry {
    number: i32,
    at: DateTime<Utc>,
    by: Option<Who>,
    kind: &'static str,
    /// Whom it names.
    person: Option<Who>,
    /// In words.
    text: String,
}

#[derive(Debug, Serialize)]
struct Update {
    number: i32,
    at: DateTime<Utc>,
    by: Option<Who>,
    known: String,
    doing: String,
    next: Option<DateTime<Utc>>,
    /// By language.
    public: std::collections::BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
struct Linked {
    id: String,
    title: String,
    state: &'static str,
    requester: Option<Who>,
    assignee: Option<Who>,
    due: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize)]
struct Said {
    at: DateTime<Utc>,
    author: Option<Who>,
    /// Empty where it was taken back.
    text: String,
    /// The name of a file that came with it.
    file: Option<String>,
    edited: bool,
    taken_back: bool,
    /// What happened then, where nothing was said; the text is what that was about.
    act: Option<&'static str>,
}

/// An incident.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    id: String,
    title: String,
    state: &'static str,
    /// Why it was declined, or into which it was merged.
    detail: Option<String>,
    severity: Option<String>,
    service: Option<String>,
    team: Option<String>,
    restricted: bool,
    drill: bool,
    article: Option<String>,
    review_due: Option<DateTime<Utc>>,
    declared_by: Option<Who>,
    times: Times,
    durations: Durations,
    people_affected: i64,
    roles: Vec<Part>,
    timeline: Vec<Entry>,
    updates: Vec<Update>,
    tickets: Vec<Linked>,
    changes_and_problems: Vec<Linked>,
    follow_ups: Vec<Linked>,
    transcript: Vec<Said>,
}

/// As a program reads it, with what was said in its room.
pub(super) fn record(known: &Known, transcript: &[Read], words: &Words, config: &Config) -> Record {
    let (ticket, incident) = (&known.ticket, &known.incident);
    let names = known.names();
    let who = |person: Option<PersonId>| -> Option<Who> {
        let person = known.people.get(&person?)?;
        Some(Who { name: person.name.clone(), account: person.account.clone() })
    };
    let linked = |ticket: &Ticket| Linked {
        id: ticket.id.to_string(),
        title: ticket.title.clone(),
        state: ticket.state.name(),
        requester: who(Some(ticket.requester)),
        assignee: who(ticket.state.assignee()),
        due: ticket.wanted_at,
    };
    let all = |tickets: &[Ticket]| tickets.iter().map(linked).collect();
    let [detect, acknowledge, mitigate, resolve] =
        spans(ticket.created_at, &incident.times).map(|(_, span)| span.map(|span: TimeDelta| span.num_seconds()));
    let roles = known.roles.iter().filter_map(|(role, person)| {
        let who = who(Some(*person))?;
        Some(Part { role: role.clone(), who })
    });
    // In the one language that a file can have.
    let language: Language = config.language;
    let timeline = known.timeline.iter().map(|entry| Entry {
        number: entry.number,
        at: entry.at,
        by: who(entry.by),
        kind: entry.note.name(),
        person: who(entry.note.person()),
        text: match &entry.note {
            Note::Said { text } => text.clone(),
            note => words.plain(language, &timeline::told(config, note, &names)),
        },
    });
    let updates = known.updates.iter().map(|update| Update {
        number: update.number,
        at: update.at,
        by: who(update.by),
        known: update.known.clone(),
        doing: update.doing.clone(),
        next: update.next,
        public: update.public.clone(),
    });
    let transcript = transcript.iter().map(|entry| Said {
        at: entry.at,
        author: who(Some(entry.author)),
        text: entry.text.clone(),
        file: entry.attachment.clone(),
        edited: entry.edited,
        taken_back: entry.redacted,
        act: entry.act.map(|act| act.name()),
    });
    Record {
        id: ticket.id.to_string(),
        title: ticket.title.clone(),
        state: incident.state.name(),
        detail: match &incident.state {
            State::Declined { reason } => Some(reason.clone()),
            State::Merged { into } => Some(into.to_string()),
            _ => None,
        },
        severity: incident.severity.clone(),
        service: ticket.service.clone(),
        team: ticket.team.clone(),
        restricted: incident.restricted,
        drill: incident.drill,
        article: incident.article.map(|id| crate::ids::ArticleId(id).to_string()),
        review_due: incident.owed.review,
        declared_by: who(Some(ticket.raised_by)),
        times: Times {
            started: incident.times.started,
            declared: ticket.created_at,
            accepted: incident.times.accepted,
            acknowledged: incident.times.acked,
            mitigated: incident.times.mitigated,
            resolved: incident.times.resolved,
            reviewed: incident.times.reviewed,
            declined: incident.times.declined,
        },
        durations: Durations { detect, acknowledge, mitigate, resolve },
        people_affected: known.counts.people,
        roles: roles.collect(),
        timeline: timeline.collect(),
        updates: updates.collect(),
        tickets: all(&known.tickets),
        changes_and_problems: all(&known.linked),
        follow_ups: all(&known.follow_ups),
        transcript: transcript.collect(),
    }
}

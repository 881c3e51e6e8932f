//! A ticket as its row holds it.

use chrono::{DateTime, Utc};

use super::{Due, DueOf, PendingOn, Resolution, State, Ticket};
use crate::error::Fault;
use crate::ids::{PersonId, TicketId};

/// The stored form of a state.
pub(super) struct Columns {
    pub(super) assignee: Option<i64>,
    pub(super) planned_at: Option<DateTime<Utc>>,
    pub(super) pending_until: Option<DateTime<Utc>>,
    pub(super) pending_on: Option<&'static str>,
    pub(super) resolved_by: Option<i64>,
    pub(super) resolved_at: Option<DateTime<Utc>>,
    pub(super) solution: Option<String>,
    pub(super) solution_due: Option<DateTime<Utc>>,
    pub(super) closed_at: Option<DateTime<Utc>>,
    pub(super) unanswered: bool,
}

impl From<&State> for Columns {
    fn from(state: &State) -> Self {
        let resolution = state.resolution();
        let mut columns = Self {
            assignee: state.assignee().map(|id| id.0),
            planned_at: None,
            pending_until: None,
            pending_on: None,
            resolved_by: resolution.map(|resolution| resolution.by.0),
            resolved_at: resolution.map(|resolution| resolution.at),
            solution: resolution.and_then(|resolution| resolution.solution.clone()),
            solution_due: resolution.and_then(|resolution| resolution.solution_due),
            closed_at: None,
            unanswered: false,
        };
        match state {
            State::Planned { at, .. } => columns.planned_at = Some(*at),
            State::Pending { until, on, .. } => {
                columns.pending_until = Some(*until);
                columns.pending_on = Some(on.name());
            }
            State::Closed { at, unanswered, .. } => {
                columns.closed_at = Some(*at);
                columns.unanswered = *unanswered;
            }
            State::New | State::Assigned { .. } | State::Resolved { .. } => {}
        }
        columns
    }
}

/// A row of `ticket`, column by column.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) priority: i16,
    pub(super) state: String,
    pub(super) requester: i64,
    pub(super) raised_by: i64,
    pub(super) assignee: Option<i64>,
    pub(super) wanted_at: Option<DateTime<Utc>>,
    pub(super) pending_until: Option<DateTime<Utc>>,
    pub(super) resolved_by: Option<i64>,
    pub(super) resolved_at: Option<DateTime<Utc>>,
    pub(super) solution: Option<String>,
    pub(super) solution_due: Option<DateTime<Utc>>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) changed_at: DateTime<Utc>,
    pub(super) impact: Option<String>,
    pub(super) urgency: Option<String>,
    pub(super) team: Option<String>,
    pub(super) service: Option<String>,
    pub(super) category: Option<String>,
    pub(super) item: Option<String>,
    pub(super) private: bool,
    pub(super) planned_at: Option<DateTime<Utc>>,
    pub(super) pending_on: Option<String>,
    pub(super) closed_at: Option<DateTime<Utc>>,
    pub(super) unanswered: bool,
    pub(super) follows: Option<i64>,
    pub(super) due_at: Option<DateTime<Utc>>,
    pub(super) due_of: Option<String>,
    pub(super) phase: Option<String>,
}

impl TryFrom<Row> for Ticket {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let broken = || Fault::Other(format!("the row of T-{} says {:?}, which does not fit", row.id, row.state));
        let to = row.assignee.map(PersonId);
        let resolution = match (row.resolved_by, row.resolved_at) {
            (Some(by), Some(at)) => Some(Resolution {
                to,
                by: PersonId(by),
                at,
                solution: row.solution.clone(),
                solution_due: row.solution_due,
            }),
            _ => None,
        };
        let on = row.pending_on.as_deref().and_then(PendingOn::read);
        let state = match row.state.as_str() {
            "new" => State::New,
            "assigned" => State::Assigned { to: to.ok_or_else(broken)? },
            "planned" => State::Planned { to: to.ok_or_else(broken)?, at: row.planned_at.ok_or_else(broken)? },
            "pending" => {
                State::Pending { to, until: row.pending_until.ok_or_else(broken)?, on: on.ok_or_else(broken)? }
            }
            "resolved" => State::Resolved { resolution: resolution.ok_or_else(broken)? },
            "closed" => {
                State::Closed { to, resolution, at: row.closed_at.ok_or_else(broken)?, unanswered: row.unanswered }
            }
            _ => return Err(broken()),
        };
        Ok(Ticket {
            id: TicketId(row.id),
            priority: u8::try_from(row.priority).map_err(|_| broken())?,
            title: row.title,
            description: row.description,
            impact: row.impact,
            urgency: row.urgency,
            team: row.team,
            service: row.service,
            category: row.category,
            item: row.item,
            private: row.private,
            state,
            phase: row.phase,
            requester: PersonId(row.requester),
            raised_by: PersonId(row.raised_by),
            follows: row.follows.map(TicketId),
            wanted_at: row.wanted_at,
            due: row.due_of.as_deref().and_then(DueOf::read).map(|of| Due { of, at: row.due_at }),
            created_at: row.created_at,
            changed_at: row.changed_at,
        })
    }
}

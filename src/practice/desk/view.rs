//! What people see of a ticket.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::remarks::Remarks;
use crate::chat::markup::Node;
use crate::config::Config;
use crate::i18n::Phrase;
use crate::ids::TicketKind;
use crate::people::Person;
use crate::practice;
use crate::ticket::affected::Shared;
use crate::ticket::{Due, DueOf, PendingOn, Side, State, Ticket};

/// The people on a card.
#[derive(Debug, Default)]
pub(super) struct Faces {
    /// For whom the ticket is, where that is not who raised it.
    pub(super) on_behalf_of: Option<Person>,
    /// Who has it.
    pub(super) assignee: Option<Person>,
    /// Whose it is, where the card is read by others.
    pub(super) requester: Option<Person>,
    /// Where it comes from, where its requester has not raised it and the card is the team's.
    pub(super) origin: Option<Phrase>,
    /// Who else is affected, and whose duplicate it is.
    pub(super) shared: Shared,
}

/// When and where a card is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// The present.
    pub(super) now: DateTime<Utc>,
    /// The reader's zone.
    pub(super) zone: Tz,
}

fn person(person: &Person) -> Node {
    Node::Person { account: person.account.clone(), name: person.name.clone() }
}

/// Where a ticket stands, in a word or two.
fn state(ticket: &Ticket, shared: Shared, moment: Moment) -> Phrase {
    let state = &ticket.state;
    if let Some(standing) = practice::standing(ticket) {
        return standing.state;
    }
    if let (State::Closed { .. }, Some(of)) = (state, shared.duplicate_of) {
        return Phrase::new("ticket-state-duplicate").text("of", of.to_string());
    }
    let named = |state: &'static str| Phrase::new("ticket-state").choice("state", state);
    let is_request = ticket.id.kind() == TicketKind::Request;
    match state {
        State::Planned { at, .. } => Phrase::new("ticket-state-planned").date_time("at", *at, moment.zone, moment.now),
        State::Pending { on: PendingOn::Approval, .. } => named("approval"),
        State::Pending { until, on, .. } => Phrase::new("ticket-state-pending").choice("on", on.name()).date_time(
            "until",
            *until,
            moment.zone,
            moment.now,
        ),
        State::Closed { unanswered: true, .. } => named("unanswered"),
        State::New if is_request => named("request-new"),
        State::Assigned { .. } if is_request => named("request-assigned"),
        State::Resolved { .. } if is_request => named("request-resolved"),
        State::Closed { resolution: None, .. } if is_request => named("request-withdrawn"),
        State::Closed { resolution: None, .. } => named("withdrawn"),
        _ => named(state.name()),
    }
}

/// The priority in a word.
pub(super) fn priority(priority: u8) -> Phrase {
    let name = match priority {
        1 => "critical",
        2 => "high",
        3 => "medium",
        4 => "low",
        _ => "planning",
    };
    Phrase::new("ticket-priority").choice("priority", name)
}

/// A level of impact or urgency by its name. Those of the configuration as it ships are known in every language; a
/// company's own ones are called what it calls them.
pub(super) fn level(name: &str) -> Phrase {
    match ["high", "medium", "low"].into_iter().find(|known| known.eq_ignore_ascii_case(name)) {
        Some(known) => Phrase::new("level-name").choice("level", known),
        None => Phrase::new("level-own").text("name", name),
    }
}

/// All levels that there are.
pub(super) fn levels(names: &[String]) -> Phrase {
    let listed = names.iter().map(|name| level(name));
    let join = |before, name| Phrase::new("level-and").phrase("before", before).phrase("name", name);
    let listed = listed.reduce(join).unwrap_or_else(|| Phrase::new("level-own").text("name", ""));
    Phrase::new("level-hint").phrase("levels", listed)
}

fn who(faces: &Faces) -> Phrase {
    match &faces.assignee {
        Some(assignee) => Phrase::new("ticket-assignee").text("name", assignee.name.clone()),
        None => Phrase::new("ticket-nobody"),
    }
}

/// *priority · state · who*, and what else there is to say in that line.
fn line(ticket: &Ticket, faces: &Faces, moment: Moment) -> Phrase {
    let line = Phrase::new("ticket-line")
        .phrase("priority", priority(ticket.priority))
        .phrase("state", state(ticket, faces.shared, moment))
        .phrase("who", who(faces));
    let line = match faces.shared.people {
        2.. => Phrase::new("ticket-line-affected").phrase("line", line).number("people", faces.shared.people),
        _ => line,
    };
    let line = match ticket.due.filter(|due| ticket.state.is_open() && due.of != DueOf::Ola) {
        Some(Due { of, at: Some(at) }) => Phrase::new("ticket-line-due")
            .phrase("line", line)
            .choice("of", of.name())
            .choice("late", if at < moment.now { "yes" } else { "no" })
            .date_time("at", at, moment.zone, moment.now),
        Some(Due { at: None, .. }) | None => line,
    };
    match ticket.wanted_at.filter(|_| ticket.state.is_open()) {
        Some(wanted) => {
            Phrase::new("ticket-line-wanted").phrase("line", line).date_time("wanted", wanted, moment.zone, moment.now)
        }
        None => line,
    }
}

/// The card: id and title, then how it stands, then what can be done now. A team sees as well whose it is and what it is
/// about, and a requester who talks to the team elsewhere what they can do.
pub(super) fn card(
    ticket: &Ticket,
    faces: &Faces,
    moment: Moment,
    side: Side,
    config: &Config,
    remarks: Remarks,
) -> Phrase {
    let mut card = shown(ticket, faces, moment);
    if side == Side::Team {
        card = Phrase::new("ticket-card-about").phrase("card", card).phrase("about", about(ticket, faces, config));
    }
    for remark in remarks.lines {
        card = Phrase::new("ticket-card-about").phrase("card", card).phrase("about", remark);
    }
    if remarks.merged || is_void(ticket) {
        return card;
    }
    if let Some(standing) = practice::standing(ticket) {
        return match standing.actions {
            Some(actions) => Phrase::new("ticket-card-actions").phrase("card", card).phrase("actions", actions),
            None => card,
        };
    }
    let actions = match (side, &ticket.state) {
        (Side::Requester, State::Pending { on: PendingOn::User { .. }, .. }) => {
            Phrase::new("ticket-actions-requester").choice("state", "asked")
        }
        (_, State::Closed { resolution: None, .. }) if ticket.id.kind() == TicketKind::Request => {
            Phrase::new("ticket-actions").choice("state", "request-over")
        }
        (Side::Shared | Side::Team, State::Pending { on: PendingOn::Approval, .. }) => {
            Phrase::new("ticket-actions").choice("state", "approval")
        }
        (Side::Requester, state) => Phrase::new("ticket-actions-requester").choice("state", state.name()),
        (Side::Team, state) if can_be_urgent(ticket, config) => {
            Phrase::new("ticket-actions-urgent").phrase("actions", actions(state))
        }
        (Side::Shared | Side::Team, state) => actions(state),
    };
    Phrase::new("ticket-card-actions").phrase("card", card).phrase("actions", actions)
}

/// A request that was not fulfilled: whoever still wants it orders it again.
fn is_void(ticket: &Ticket) -> bool {
    ticket.id.kind() == TicketKind::Request && matches!(ticket.state, State::Closed { resolution: None, .. })
}

/// Whose ticket it is, and what it is about.
fn about(ticket: &Ticket, faces: &Faces, config: &Config) -> Phrase {
    let name = faces.requester.as_ref().map_or_else(String::new, |requester| requester.name.clone());
    let mut about = Phrase::new("ticket-from").text("name", name);
    let service = ticket.service.as_deref().map(|name| config.service_title(name));
    let category = ticket.category.as_deref().map(|name| {
        let known = config.categories.iter().find(|category| category.name == name);
        known.map_or(name, |category| category.title.as_str())
    });
    for what in [service, category].into_iter().flatten() {
        about = Phrase::new("ticket-and").phrase("before", about).text("what", what);
    }
    if let Some(origin) = &faces.origin {
        about = Phrase::new("ticket-about-origin").phrase("about", about).phrase("origin", origin.clone());
    }
    if ticket.private { Phrase::new("ticket-about-private").phrase("about", about) } else { about }
}

/// The card without what can be done, for whoever only asks.
pub(super) fn shown(ticket: &Ticket, faces: &Faces, moment: Moment) -> Phrase {
    let card = Phrase::new("ticket-card")
        .text("id", ticket.id.to_string())
        .phrase("title", title(ticket))
        .phrase("line", line(ticket, faces, moment));
    let solution = ticket.state.resolution().and_then(|resolution| resolution.solution.clone());
    let card = match ticket.follows {
        Some(earlier) => Phrase::new("ticket-card-continues").phrase("card", card).text("earlier", earlier.to_string()),
        None => card,
    };
    match (&faces.on_behalf_of, solution) {
        (Some(requester), None) => {
            Phrase::new("ticket-card-for").phrase("card", card).node("person", person(requester))
        }
        (_, Some(solution)) => Phrase::new("ticket-card-solution").phrase("card", card).text("solution", solution),
        (None, None) => card,
    }
}

fn title(ticket: &Ticket) -> Phrase {
    match ticket.title.as_str() {
        "" => Phrase::new("ticket-taken-back"),
        title => Phrase::new("ticket-title").text("title", title),
    }
}

fn actions(state: &State) -> Phrase {
    let choice = match state {
        State::Pending { to: None, .. } => "waiting-unassigned",
        _ => state.name(),
    };
    Phrase::new("ticket-actions").choice("state", choice)
}

/// The reactions that are valid now and are worth a tap.
pub(super) fn signs(ticket: &Ticket, side: Side, config: &Config) -> Vec<&'static str> {
    if let Some(standing) = practice::standing(ticket) {
        return standing.signs;
    }
    let mut signs = match &ticket.state {
        State::Pending { on: PendingOn::Approval, .. } => return Vec::new(),
        State::New | State::Pending { to: None, .. } => vec!["👀", "✅"],
        State::Assigned { .. } | State::Planned { .. } | State::Pending { .. } => vec!["✅"],
        State::Resolved { .. } => vec!["🔁"],
        State::Closed { .. } => Vec::new(),
    };
    if side == Side::Team && can_be_urgent(ticket, config) {
        signs.push("🚨");
    }
    signs
}

/// Whether 🚨 would change anything.
pub(super) fn can_be_urgent(ticket: &Ticket, config: &Config) -> bool {
    ticket.state.is_open() && ticket.urgency.as_ref() != config.priority.urgency.first()
}

/// One line of a list; of a hidden ticket without its words.
pub(super) fn row(ticket: &Ticket, faces: &Faces, moment: Moment, hidden: bool) -> Phrase {
    let title = if hidden { Phrase::new("ticket-hidden") } else { title(ticket) };
    Phrase::new("ticket-row")
        .text("id", ticket.id.to_string())
        .phrase("title", title)
        .phrase("line", line(ticket, faces, moment))
}

/// The answer to a typed change: id, and how it stands now.
pub(super) fn changed(ticket: &Ticket, faces: &Faces, moment: Moment) -> Phrase {
    Phrase::new("ticket-changed").text("id", ticket.id.to_string()).phrase("line", line(ticket, faces, moment))
}

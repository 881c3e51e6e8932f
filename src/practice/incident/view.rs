//! What people see of incidents.

use chrono::{DateTime, TimeDelta, Utc};

use super::model::{Incident, Update};
use super::tickets::Counts;
use crate::config::Config;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::TicketKind;
use crate::practice::Standing;
use crate::ticket::{Ticket, one_line, title_line};

/// So much of what was said stands in one line of a card.
const LINE: usize = 300;

/// So much of a text that was not understood is shown.
const SHORT: usize = 60;

/// The beginning of what somebody wrote, for an answer.
pub(super) fn short(text: &str) -> String {
    one_line(text, SHORT)
}

/// How an incident stands, read off its ticket.
pub(super) fn standing(ticket: &Ticket) -> Option<Standing> {
    if ticket.id.kind() != TicketKind::Incident {
        return None;
    }
    let state = phase(ticket.phase.as_deref().unwrap_or_default());
    let is_led = ticket.state.assignee().is_some();
    let is_open = matches!(state, "triage" | "active" | "mitigated");
    let mut signs = Vec::new();
    if is_open && !is_led {
        signs.push("👀");
    }
    if is_open {
        signs.push("✅");
    }
    Some(Standing {
        state: Phrase::new("incident-state").choice("state", state),
        actions: (state != "reviewed").then(|| {
            let choice = if state == "active" && is_led { "led" } else { state };
            Phrase::new("incident-actions").choice("state", choice)
        }),
        signs,
    })
}

/// The name of a state, as the words know it.
pub(super) fn phase(stored: &str) -> &'static str {
    const ALL: [&str; 7] = ["triage", "active", "mitigated", "resolved", "reviewed", "declined", "merged"];
    ALL.into_iter().find(|name| *name == stored).unwrap_or("triage")
}

/// How bad it is, as people call it.
pub(super) fn severity(turn: &Turn<'_>, stored: Option<&str>) -> Phrase {
    severity_by(&turn.config, stored)
}

/// Likewise, where no turn asks.
pub(super) fn severity_by(config: &Config, stored: Option<&str>) -> Phrase {
    let Some(stored) = stored else { return Phrase::new("incident-severity-unknown") };
    match config.severity(stored) {
        Some(known) => Phrase::new("incident-severity")
            .text("name", known.name.clone())
            .text("en", known.title(Language::En))
            .text("de", known.title(Language::De)),
        None => Phrase::new("incident-severity").text("name", stored).text("en", stored).text("de", stored),
    }
}

/// What people call a part.
pub(super) fn role(turn: &Turn<'_>, stored: &str) -> Phrase {
    role_by(&turn.config, stored)
}

/// Likewise, where no turn asks.
pub(super) fn role_by(config: &Config, stored: &str) -> Phrase {
    let phrase = Phrase::new("incident-role-name");
    match config.incident_role(stored) {
        Some(known) => phrase.text("en", known.title(Language::En)).text("de", known.title(Language::De)),
        None => phrase.text("en", stored).text("de", stored),
    }
}

/// What people call a further step.
pub(super) fn stage(turn: &Turn<'_>, stored: &str) -> Phrase {
    stage_by(&turn.config, stored)
}

/// Likewise, where no turn asks.
pub(super) fn stage_by(config: &Config, stored: &str) -> Phrase {
    let phrase = Phrase::new("incident-role-name");
    match config.incident_stages.iter().find(|stage| stage.name == stored) {
        Some(known) => phrase.text("en", known.title(Language::En)).text("de", known.title(Language::De)),
        None => phrase.text("en", stored).text("de", stored),
    }
}

/// Where it stands, with the further step where it has come to one.
pub(super) fn state(turn: &Turn<'_>, incident: &Incident) -> Phrase {
    let state = Phrase::new("incident-state").choice("state", incident.state.name());
    match &incident.stage {
        Some(stored) => Phrase::new("incident-state-stage").phrase("state", state).phrase("stage", stage(turn, stored)),
        None => state,
    }
}

/// *severity · state · lead*
pub(super) fn topic(turn: &Turn<'_>, incident: &Incident, lead: Option<&str>) -> Phrase {
    let lead = match lead {
        Some(name) => Phrase::new("incident-lead-name").text("name", name),
        None => Phrase::new("incident-lead-none"),
    };
    let line = Phrase::new("incident-topic")
        .phrase("severity", severity(turn, incident.severity.as_deref()))
        .phrase("state", state(turn, incident))
        .phrase("lead", lead);
    if incident.drill { Phrase::new("incident-topic-drill").phrase("line", line) } else { line }
}

/// A list's line of an incident.
pub(super) fn row(turn: &Turn<'_>, ticket: &Ticket, incident: &Incident, lead: Option<&str>) -> Phrase {
    Phrase::new("incident-row")
        .text("id", ticket.id.to_string())
        .text("title", title_line(&ticket.title))
        .phrase("line", topic(turn, incident, lead))
}

/// How many tickets are about it.
pub(super) fn counts(counts: Counts) -> Option<Phrase> {
    (counts.tickets > 0)
        .then(|| Phrase::new("incident-counts").number("tickets", counts.tickets).number("people", counts.people))
}

/// What was told last, in a line.
pub(super) fn told(turn: &Turn<'_>, update: &Update) -> Phrase {
    let (zone, now) = (turn.config.timezone, turn.now);
    let text = if update.known.is_empty() { &update.doing } else { &update.known };
    Phrase::new("incident-told-line").text("text", one_line(text, LINE)).date_time("at", update.at, zone, now)
}

/// A text that people have written for readers of each language: every file of words takes its own, else the other one.
pub(super) fn public(update: &Update) -> Option<Phrase> {
    let en = update.public.get("en").or_else(|| update.public.values().next())?;
    let de = update.public.get("de").unwrap_or(en);
    Some(Phrase::new("incident-public-text").text("en", en.clone()).text("de", de.clone()))
}

/// When the next update comes, where one is owed.
pub(super) fn next(turn: &Turn<'_>, at: DateTime<Utc>) -> Phrase {
    Phrase::new("incident-next").date_time("at", at, turn.config.timezone, turn.now)
}

/// A length of time; none where something has not happened.
pub(super) fn took(key: &'static str, span: Option<TimeDelta>) -> Option<Phrase> {
    span.map(|span| Phrase::new(key).duration("span", span))
}

/// What is kept with the ticket, for the search: in the language of the house.
pub(super) fn description(turn: &Turn<'_>, incident: &Incident) -> String {
    let phrase = topic(turn, incident, None);
    turn.words.plain(turn.config.language, &phrase)
}

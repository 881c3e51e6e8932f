//! What people see of changes.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::collide::{Collision, Why};
use super::model::{Assessment, Change, Illegal, Part, State, Words};
use super::parts::model::WrongWindow;
use crate::calendar::Interval;
use crate::command::date::Note;
use crate::config::{Config, Level};
use crate::error::Refusal;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase, time};
use crate::ids::TicketKind;
use crate::practice::Standing;
use crate::ticket::{Ticket, one_line, title_line};

/// So much of what was said stands in one line of a card.
const LINE: usize = 200;

/// So much of a text that was not understood is shown.
const SHORT: usize = 60;

/// The beginning of what somebody wrote, for an answer.
pub(super) fn short(text: &str) -> String {
    one_line(text, SHORT)
}

/// How a change stands, read off its ticket.
pub(super) fn standing(ticket: &Ticket) -> Option<Standing> {
    if ticket.id.kind() != TicketKind::Change {
        return None;
    }
    let phase = phase(ticket.phase.as_deref().unwrap_or_default());
    let signs = match phase {
        "requested" => vec!["📨"],
        "approved" => vec!["▶️"],
        "in-progress" => vec!["🏁", "↩️", "✖️"],
        _ => Vec::new(),
    };
    let has_actions = matches!(phase, "requested" | "pending-approval" | "approved" | "in-progress" | "pending-review");
    Some(Standing {
        state: Phrase::new("change-state").choice("state", phase),
        actions: has_actions.then(|| Phrase::new("change-actions").choice("state", phase)),
        signs,
    })
}

/// The name of a state, as the words know it.
pub(super) fn phase(stored: &str) -> &'static str {
    const ALL: [&str; 10] = [
        "requested",
        "pending-approval",
        "approved",
        "in-progress",
        "pending-review",
        "successful",
        "failed",
        "rejected",
        "retracted",
        "cancelled",
    ];
    ALL.into_iter().find(|name| *name == stored).unwrap_or("requested")
}

/// A phrase about a part, with the question's own words where it is one of the questionnaire.
pub(super) fn part(key: &'static str, part: &Part) -> Phrase {
    Phrase::new(key).choice("part", part.name())
}

/// What a part is called in a list of what is missing.
pub(super) fn part_name(config: &Config, part: &Part, language: Language) -> Phrase {
    match part {
        Part::Question(name) => {
            let question = config.change_questions.iter().find(|question| question.name == *name);
            let ask = question.map_or(name.as_str(), |question| question.ask(language));
            Phrase::new("change-part-question").text("ask", ask)
        }
        part => Phrase::new("change-part").choice("part", part.name()),
    }
}

/// Several phrases, one after the other.
pub(super) fn joined(phrases: impl Iterator<Item = Phrase>) -> Phrase {
    let join = |before, next| Phrase::new("change-and").phrase("before", before).phrase("next", next);
    phrases.reduce(join).unwrap_or_else(|| Phrase::new("change-said").text("text", ""))
}

/// What is missing, as a card says it: the questions of the questionnaire are one thing there.
pub(super) fn missing_line(parts: &[Part]) -> Phrase {
    let is_question = |part: &&Part| matches!(part, Part::Question(_));
    let named = parts
        .iter()
        .filter(|part| !is_question(part))
        .map(|part| Phrase::new("change-part").choice("part", part.name()));
    let questions = parts.iter().find(is_question).map(|_| Phrase::new("change-part-questions"));
    joined(named.chain(questions))
}

/// What is missing, in one line.
pub(super) fn missing(turn: &Turn<'_>, parts: &[Part]) -> Phrase {
    joined(parts.iter().map(|part| part_name(&turn.config, part, turn.language)))
}

/// A level as people read it.
pub(super) fn level(level: Level) -> Phrase {
    Phrase::new("change-level").choice("level", level.name())
}

/// From when to when, for somebody who reads it `now`.
pub(super) fn window(window: Interval, zone: Tz, now: DateTime<Utc>) -> Phrase {
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let phrase = match day(window.from) == day(window.to) {
        true => Phrase::new("change-window-day").text("end", time(window.to, zone)),
        false => Phrase::new("change-window").date_time("to", window.to, zone, now),
    };
    phrase.date_time("from", window.from, zone, now).hours("length", window.to - window.from)
}

/// For what is kept and read long after: every day by its date.
const LONG_AGO: DateTime<Utc> = DateTime::<Utc>::UNIX_EPOCH;

/// What stands on the card of a change, a line each.
pub(super) fn lines(config: &Config, change: &Change, now: DateTime<Utc>) -> Vec<Phrase> {
    let zone = config.timezone;
    let mut about = vec![Phrase::new("change-type").choice("kind", change.kind.name())];
    if let Some(template) = &change.template {
        let title = config.change_templates.iter().find(|known| known.name == *template);
        let title = title.map_or(template.clone(), |template| template.title.clone());
        about.push(Phrase::new("change-from-template").text("title", title));
    }
    if !change.services.is_empty() {
        about.push(Phrase::new("change-said").text("text", config.service_titles(&change.services)));
    }
    about.extend(change.window.map(|span| window(span, zone, now)));
    let mut lines = vec![joined(about.into_iter())];
    lines.push(risk(config, change));
    for words in Words::ALL {
        if let Some(said) = change.text(words) {
            lines.push(Phrase::new("change-words").choice("words", words.name()).text("text", one_line(said, LINE)));
        }
    }
    if let Some(despite) = &change.despite {
        let beside = despite.beside.join(", ");
        let line = Phrase::new("change-despite-line").text("beside", beside);
        lines.push(line.text("reason", one_line(&despite.text, LINE)));
    }
    lines
}

/// The risk, and why.
fn risk(config: &Config, change: &Change) -> Phrase {
    let Assessment { risk, matrix, questionnaire, points } = assess(config, change);
    let mut why = Vec::new();
    if let (Some(impact), Some(probability), Some(matrix)) = (change.impact, change.probability, matrix) {
        let phrase = Phrase::new("change-risk-matrix").phrase("impact", level(impact));
        why.push(phrase.phrase("probability", level(probability)).phrase("risk", level(matrix)));
    }
    if let Some(questionnaire) = questionnaire {
        let phrase = Phrase::new("change-risk-points").number("points", i64::from(points));
        why.push(phrase.phrase("risk", level(questionnaire)));
    }
    let phrase = Phrase::new("change-risk").phrase("risk", level(change.risk.unwrap_or(risk)));
    match why.is_empty() {
        true => Phrase::new("change-risk-assumed").phrase("risk", phrase).choice("kind", change.kind.name()),
        false => Phrase::new("change-risk-because").phrase("risk", phrase).phrase("why", joined(why.into_iter())),
    }
}

/// The risk by the configuration.
pub(super) fn assess(config: &Config, change: &Change) -> Assessment {
    let points = |name: &str| {
        config.change_questions.iter().find(|question| question.name == name).map_or(0, |question| question.points)
    };
    change.assess(&config.change, points)
}

/// What those read who are asked to agree: kept with the ticket, in the language of whoever plans it.
pub(super) fn description(turn: &Turn<'_>, change: &Change) -> String {
    let lines = lines(&turn.config, change, LONG_AGO);
    lines.iter().map(|line| turn.words.plain(turn.language, line)).collect::<Vec<_>>().join("\n")
}

/// Planned against actual times.
pub(super) fn times(change: &Change, zone: Tz, now: DateTime<Utc>) -> Option<Phrase> {
    let started = change.state.started()?;
    Some(match change.state.carried() {
        Some(carried) => {
            let over =
                change.window.map(|window| carried.ended - window.to).filter(|over| *over > chrono::TimeDelta::zero());
            let phrase = Phrase::new("change-times")
                .choice("how", carried.how.name())
                .phrase("span", window(Interval { from: started, to: carried.ended }, zone, now));
            match over {
                Some(over) => Phrase::new("change-times-over").phrase("times", phrase).hours("over", over),
                None => phrase,
            }
        }
        None => Phrase::new("change-started").date_time("at", started, zone, now),
    })
}

/// What the change of the clocks has done to a window, and what was understood.
pub(super) fn window_note(turn: &Turn<'_>, span: Interval, note: Note) -> Phrase {
    let which = match note {
        Note::Skipped => "skipped",
        Note::Repeated => "repeated",
    };
    Phrase::new("change-window-note").choice("note", which).phrase("window", window(span, turn.zone(), turn.now))
}

/// Why a text is no window.
pub(super) fn wrong_window(text: &str, wrong: WrongWindow) -> Refusal {
    let which = match wrong {
        WrongWindow::Unclear => "unclear",
        WrongWindow::Open => "open",
        WrongWindow::Backwards => "backwards",
        WrongWindow::Gap => "gap",
        WrongWindow::Long => "long",
    };
    let phrase = Phrase::new("change-window-wrong").choice("wrong", which).text("text", short(text));
    Refusal::unclear(phrase).hint(Phrase::new("change-window-hint"))
}

pub(super) fn too_long(length: usize, most: usize) -> Refusal {
    let number = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let phrase = Phrase::new("change-too-long").number("length", number(length)).number("most", number(most));
    Refusal::new(phrase).hint(Phrase::new("change-too-long-hint"))
}

/// Why a change cannot go on.
pub(super) fn illegal(turn: &Turn<'_>, ticket: &Ticket, illegal: &Illegal) -> Refusal {
    let id = ticket.id.to_string();
    if !illegal.missing.is_empty() {
        let phrase = Phrase::new("change-incomplete").text("id", id).phrase("missing", missing(turn, &illegal.missing));
        return Refusal::new(phrase).hint(Phrase::new("change-incomplete-hint"));
    }
    let phrase = Phrase::new("change-illegal")
        .text("id", id)
        .choice("from", illegal.from)
        .choice("to", phase_wanted(illegal.to));
    Refusal::new(phrase).hint(Phrase::new("change-illegal-hint").choice("from", illegal.from))
}

/// Why what is planned cannot be touched any more.
pub(super) fn fixed(turn: &Turn<'_>, ticket: &Ticket, change: &Change) -> Refusal {
    match change.state.rework(change.kind) {
        Err(wrong) => illegal(turn, ticket, &wrong),
        Ok(_) => Refusal::new(Phrase::new("change-fixed")),
    }
}

fn phase_wanted(to: &'static str) -> &'static str {
    match to {
        "done" | "rolled-back" | "failed" => "ended",
        "successful" => "reviewed",
        "pending-approval" => "submitted",
        "in-progress" => "begun",
        "cancelled" => "cancelled",
        _ => "reworked",
    }
}

/// Another change in the way, and why.
pub(super) fn collision(config: &Config, collision: &Collision, zone: Tz, now: DateTime<Utc>) -> Phrase {
    let title = |name: &String| config.service_title(name).to_owned();
    let why = collision.why.iter().map(|why| match why {
        Why::Service(name) => Phrase::new("change-why-service").text("service", title(name)),
        Why::RunsOn(own, other) => {
            Phrase::new("change-why-runs-on").text("own", title(own)).text("other", title(other))
        }
        Why::Carries(own, other) => {
            Phrase::new("change-why-carries").text("own", title(own)).text("other", title(other))
        }
        Why::Person => Phrase::new("change-why-person"),
        Why::Window => Phrase::new("change-why-window"),
    });
    Phrase::new("change-collision")
        .text("id", collision.with.id.to_string())
        .text("title", title_line(&collision.with.title))
        .phrase("window", window(collision.with.window, zone, now))
        .phrase("why", joined(why))
}

/// How a change stands now, as the answer to a command.
pub(super) fn stands(ticket: &Ticket, state: State) -> Phrase {
    Phrase::new("change-stands").text("id", ticket.id.to_string()).choice("state", state.name())
}

//! What people see of problems.

use super::model::{CauseKind, Part, Problem, State};
use super::store::Incident;
use super::workaround;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
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

/// How a problem stands, read off its ticket.
pub(super) fn standing(ticket: &Ticket) -> Option<Standing> {
    if ticket.id.kind() != TicketKind::Problem {
        return None;
    }
    let state = phase(ticket.phase.as_deref().unwrap_or_default());
    let is_over = matches!(state, "solved" | "unsolved");
    Some(Standing {
        state: Phrase::new("problem-state").choice("state", state),
        actions: (!is_over).then(|| Phrase::new("problem-actions").choice("state", state)),
        signs: if state == "new" { vec!["👀"] } else { Vec::new() },
    })
}

/// The name of a state, as the words know it.
fn phase(stored: &str) -> &'static str {
    const ALL: [&str; 6] = ["new", "analysing", "known-error", "in-solution", "solved", "unsolved"];
    ALL.into_iter().find(|name| *name == stored).unwrap_or("new")
}

/// A problem in a list.
pub(super) fn row(ticket: &Ticket) -> Phrase {
    let state = Phrase::new("problem-state").choice("state", phase(ticket.phase.as_deref().unwrap_or_default()));
    let phrase = Phrase::new("problem-row").text("id", ticket.id.to_string()).text("title", title_line(&ticket.title));
    phrase.phrase("state", state)
}

/// Which incidents belong to a problem; none where none do.
pub(super) fn incidents_line(incidents: &[Incident], count: i64) -> Option<Phrase> {
    if count == 0 {
        return None;
    }
    let ids: Vec<String> = incidents.iter().map(|incident| incident.id.to_string()).collect();
    let more = count - i64::try_from(ids.len()).unwrap_or(count);
    let ids = Phrase::new("problem-incidents").number("count", count).text("ids", ids.join(", "));
    Some(match more {
        more if more > 0 => Phrase::new("problem-incidents-more").phrase("incidents", ids).number("more", more),
        _ => ids,
    })
}

/// A kind of cause as people read it.
pub(super) fn kind(kind: CauseKind) -> Phrase {
    Phrase::new("problem-cause-kind").choice("kind", kind.name())
}

/// What is known of a problem, a line each.
pub(super) fn lines(problem: &Problem) -> Vec<Phrase> {
    let mut lines = Vec::new();
    if let Some(cause) = &problem.cause {
        let phrase = Phrase::new("problem-cause-line").text("text", one_line(cause, LINE));
        lines.push(match problem.cause_kind {
            Some(of) => Phrase::new("problem-cause-of-kind").phrase("cause", phrase).phrase("kind", kind(of)),
            None => phrase,
        });
    }
    lines.extend(workaround_lines(problem));
    match &problem.state {
        State::InSolution { change } | State::Solved { change, .. } => {
            lines.push(Phrase::new("problem-fix-line").text("change", change.to_string()));
        }
        State::Unsolved { reason, .. } => {
            lines.push(Phrase::new("problem-reason-line").text("reason", one_line(reason, LINE)));
        }
        State::New | State::Analysing | State::KnownError => {}
    }
    lines
}

/// What can be done meanwhile.
pub(super) fn workaround_lines(problem: &Problem) -> Option<Phrase> {
    let is_there = !problem.workaround.is_empty();
    is_there.then(|| Phrase::new("problem-workaround-line").phrase("text", workaround::words(&problem.workaround)))
}

/// What was answered on the way to the cause.
pub(super) fn analysis(problem: &Problem) -> Vec<Phrase> {
    let said = |(part, text): (&Part, &String)| {
        let number = i64::try_from(part.number()).unwrap_or(1);
        let phrase = Phrase::new("problem-said").choice("part", part.name()).number("number", number);
        phrase.text("text", text.clone())
    };
    problem.answers.iter().filter(|(_, text)| !text.is_empty()).map(said).collect()
}

/// What is kept with the ticket, for the search: in the language of the house.
pub(super) fn description(turn: &Turn<'_>, problem: &Problem) -> String {
    let lines = lines(problem);
    lines.iter().map(|line| turn.words.plain(turn.config.language, line)).collect::<Vec<_>>().join("\n")
}

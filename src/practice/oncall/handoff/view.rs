//! What is said when a shift changes.

use chrono::{DateTime, Utc};

use super::store::Open;
use crate::chat::markup::Markup;
use crate::config::ScheduleConfig;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::people::Person;
use crate::practice::threads;
use crate::ticket::title_line;

/// So much that is open is named.
pub(super) const NAMED: usize = 10;

/// A change of shift.
pub(super) struct Shown<'a> {
    pub(super) of: &'a ScheduleConfig,
    /// Who was on call and is no more.
    pub(super) gone: &'a [Person],
    /// Who was not and is now.
    pub(super) come: &'a [Person],
    /// Who was and is.
    pub(super) stay: &'a [Person],
    /// When it changes again, as far as is known.
    pub(super) until: Option<DateTime<Utc>>,
    /// When somebody else learns along, likewise.
    pub(super) learn_until: Option<DateTime<Utc>>,
    /// What is open, one more than is named at most.
    pub(super) open: &'a [Open],
}

/// Whom it is said to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// The team.
    Team,
    /// Somebody whose shift begins.
    Come,
    /// Somebody whose shift is over.
    Gone,
    /// Somebody who learns along.
    Shadow,
}

/// Who comes, who goes, until when; and what is open, for those whom it concerns.
pub(super) fn body(turn: &Turn<'_>, shown: &Shown<'_>, to: To, language: Language) -> Markup {
    let now_have = || names(shown.come.iter().chain(shown.stay));
    let line = match to {
        To::Team => {
            let which = match (shown.come.is_empty(), shown.gone.is_empty(), shown.stay.is_empty()) {
                (false, false, _) => "change",
                (false, true, _) => "begins",
                (true, _, false) => "ends",
                (true, _, true) => "nobody",
            };
            let mentions = Markup::join(shown.come.iter().map(threads::person), ", ");
            Phrase::new("oncall-handoff")
                .choice("which", which)
                .node("come", mentions)
                .text("gone", names(shown.gone))
                .text("stay", names(shown.stay))
        }
        To::Come => Phrase::new("oncall-handoff-come"),
        To::Gone => {
            let which = if now_have().is_empty() { "nobody" } else { "somebody" };
            Phrase::new("oncall-handoff-gone").choice("which", which).text("people", now_have())
        }
        To::Shadow => {
            let which = if now_have().is_empty() { "nobody" } else { "somebody" };
            Phrase::new("oncall-handoff-shadow").choice("which", which).text("people", now_have())
        }
    };
    let line = line.text("title", &shown.of.title);
    let until = if to == To::Shadow { shown.learn_until } else { shown.until };
    let line = match until {
        Some(until) => {
            Phrase::new("oncall-until").phrase("line", line).date_time("until", until, turn.config.timezone, turn.now)
        }
        None => line,
    };
    let mut body = turn.words.say(language, &line);
    if to == To::Gone {
        return body;
    }
    for open in shown.open.iter().take(NAMED) {
        body = body.line(turn.words.say(language, &one(open)));
    }
    let end = match (shown.open.is_empty(), shown.open.len() > NAMED) {
        (true, _) => Some(Phrase::new("oncall-handoff-nothing")),
        (false, true) => Some(Phrase::new("oncall-handoff-more")),
        (false, false) => None,
    };
    match end {
        Some(end) => body.line(turn.words.say(language, &end)),
        None => body,
    }
}

fn one(open: &Open) -> Phrase {
    let title = title_line(&open.title);
    let id = open.ticket.map_or_else(String::new, |id| id.to_string());
    let space = if id.is_empty() || title.is_empty() { "" } else { " " };
    let what = format!("{id}{space}{title}");
    let phrase = match &open.page {
        Some(name) => {
            let which = if name.is_empty() { "woken" } else { "acked" };
            Phrase::new("oncall-handoff-page").choice("which", which).text("name", name)
        }
        None => {
            let priority = if open.priority == 1 { "critical" } else { "high" };
            let priority = Phrase::new("ticket-priority").choice("priority", priority);
            Phrase::new("oncall-handoff-ticket").phrase("priority", priority)
        }
    };
    phrase.text("what", what)
}

fn names<'p>(people: impl IntoIterator<Item = &'p Person>) -> String {
    people.into_iter().map(|person| person.name.clone()).collect::<Vec<_>>().join(", ")
}

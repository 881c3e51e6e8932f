//! What those see who are woken.

use super::model::{Beside, Page, State};
use crate::chat::markup::Markup;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};

/// The message that wakes somebody: what it is about, and what can be done. `who` has answered.
pub(super) fn card(turn: &Turn<'_>, page: &Page, language: Language, who: Option<&str>) -> Markup {
    let title = Phrase::new("page-card")
        .text("id", page.name())
        .text("title", page.title.clone())
        .choice("state", page.state.name())
        .date_time("at", page.started_at, turn.config.timezone, turn.now);
    let mut body = turn.words.say(language, &title);
    if let Some(told) = page.beside.as_ref().filter(|_| page.state.runs()) {
        body = body.line(turn.words.say(language, &beside(told)));
    }
    let line = match (page.state, who) {
        (State::Open(_), _) => Phrase::new("page-actions"),
        (State::Acked { .. }, _) => Phrase::new("page-acked")
            .text("name", who.unwrap_or("?"))
            .choice("of", if page.ticket.is_some() { "ticket" } else { "page" }),
        (State::Ended, Some(name)) => Phrase::new("page-ended-by").text("name", name),
        (State::Ended, None) => Phrase::new("page-ended"),
        (State::Unanswered, _) => Phrase::new("page-unanswered-card"),
    };
    body = body.line(turn.words.say(language, &line));
    body
}

/// That a change is being carried out, and by whom.
pub(super) fn beside(beside: &Beside) -> Phrase {
    let phrase = Phrase::new("page-beside").text("id", beside.change.to_string()).text("title", beside.title.clone());
    match &beside.responsible {
        Some(name) => phrase.choice("who", "named").text("name", name),
        None => phrase.choice("who", "nobody").text("name", ""),
    }
}

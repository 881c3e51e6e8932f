//! What those see who are woken.

use super::model::{Page, State};
use crate::chat::markup::Markup;
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};

/// The message that wakes somebody: what it is about, and what can be done. `who` has answered.
pub(super) fn card(turn: &Turn<'_>, page: &Page, language: Language, who: Option<&str>) -> Markup {
    let id = page.ticket.map_or_else(String::new, |id| id.to_string());
    let key = if page.ticket.is_some() { "page-card-ticket" } else { "page-card" };
    let title = Phrase::new(key)
        .text("id", id)
        .text("title", page.title.clone())
        .choice("state", page.state.name())
        .date_time("at", page.started_at, turn.config.timezone, turn.now);
    let mut body = turn.words.say(language, &title);
    let line = match page.state {
        State::Open(_) => Phrase::new("page-actions"),
        State::Acked { .. } => Phrase::new("page-acked").text("name", who.unwrap_or("?")),
        State::Ended => Phrase::new("page-ended"),
        State::Unanswered => Phrase::new("page-unanswered-card"),
    };
    body = body.line(turn.words.say(language, &line));
    body
}

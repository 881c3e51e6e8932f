//! What those see who are woken.

use super::model::{Page, State};
use crate::chat::markup::Markup;
use crate::flow::turn::Turn;
use crate::error::Stop;
use crate::i18n::{Language, Phrase};
use crate::people;

/// The message that wakes somebody for these pages. Of the page of this number `who` has answered.
pub(super) async fn message(
    turn: &mut Turn<'_>,
    pages: &[Page],
    language: Language,
    (of, who): (i64, Option<&str>),
) -> Result<Markup, Stop> {
    let mut shown: Vec<(&Page, Option<String>)> = Vec::new();
    for page in pages {
        let name = match (page.state, who.filter(|_| page.id == of)) {
            (_, Some(who)) => Some(who.to_owned()),
            (State::Acked { by, .. }, None) => {
                people::store::find(turn.conn(), &page.platform, by).await?.map(|person| person.name)
            }
            _ => None,
        };
        shown.push((page, name));
    }
    if let [(page, name)] = shown.as_slice() {
        return Ok(card(turn, page, language, name.as_deref()));
    }
    let count = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    let mut body = turn.words.say(language, &Phrase::new("page-bundle").number("count", count));
    for (page, name) in shown {
        let line = Phrase::new("page-bundle-line")
            .text("id", page.name())
            .text("title", page.title.clone())
            .choice("state", page.state.name())
            .text("name", name.unwrap_or_default());
        body = body.line(turn.words.say(language, &line));
    }
    if pages.iter().any(|page| matches!(page.state, State::Open(_))) {
        body = body.line(turn.words.say(language, &Phrase::new("page-bundle-actions")));
    }
    Ok(body)
}

/// The reactions that are valid on it.
pub(super) fn signs(pages: &[Page]) -> &'static [&'static str] {
    let any = |fits: fn(&State) -> bool| pages.iter().any(|page| fits(&page.state));
    match () {
        () if any(|state| matches!(state, State::Open(_))) => &["✅", "🔼"],
        () if any(|state| matches!(state, State::Acked { .. })) => &["🔼"],
        () => &[],
    }
}

/// The message that wakes somebody: what it is about, and what can be done. `who` has answered.
fn card(turn: &Turn<'_>, page: &Page, language: Language, who: Option<&str>) -> Markup {
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

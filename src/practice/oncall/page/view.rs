//! What those see who are woken.

use super::model::{Beside, Page, State};
use crate::chat::markup::Markup;
use crate::error::Stop;
use crate::flow::turn::Turn;
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
    if pages.iter().any(|page| matches!(page.state, State::Open(_) | State::Unanswered)) {
        body = body.line(turn.words.say(language, &Phrase::new("page-bundle-actions")));
    }
    Ok(body)
}

/// The reactions that are valid on it.
pub(super) fn signs(pages: &[Page]) -> &'static [&'static str] {
    let any = |fits: fn(&State) -> bool| pages.iter().any(|page| fits(&page.state));
    let is_alone = pages.len() == 1 && pages.iter().all(|page| page.ticket.is_none());
    match () {
        () if any(|state| matches!(state, State::Open(_))) => &["✅", "🔼"],
        () if any(|state| matches!(state, State::Unanswered)) => &["✅"],
        () if any(|state| matches!(state, State::Acked { .. })) && is_alone => &["🔼", "🏁"],
        () if any(|state| matches!(state, State::Acked { .. })) => &["🔼"],
        () => &[],
    }
}

/// The message that wakes somebody: what it is about, and what can be done. `who` has answered.
fn card(turn: &Turn<'_>, page: &Page, language: Language, who: Option<&str>) -> Markup {
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

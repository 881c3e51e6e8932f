//! What people see of articles.

use super::model::{Article, State, Text, page_of};
use crate::chat::markup::markdown::{excerpt, markup};
use crate::chat::markup::{Markup, Node};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::people::short_name;

/// So many characters of a solution stand in one message.
pub(super) const PAGE: usize = 6_000;

/// So many characters of a solution stand in a list, and so many where one article alone is suggested.
const EXCERPT: usize = 140;
const SHORT: usize = 600;

/// Who answers for an article, as a name.
pub(super) fn owner(article: &Article) -> Option<String> {
    article.owner.as_deref().map(|account| short_name(account).to_owned())
}

/// An article for a reader: a page of it, with the line of its state.
pub(super) fn article(turn: &Turn<'_>, article: &Article, text: &Text, page: usize) -> Markup {
    let (part, pages) = page_of(&text.solution, page, PAGE);
    let heading = format!("{} {}", article.id, text.title);
    let mut body = Markup(vec![Node::bold(heading.as_str())]).line(turn.text(&standing(turn, article)));
    if page <= 1 && !text.symptoms.trim().is_empty() {
        let line = Phrase::new("kb-symptoms").node("text", markup(&text.symptoms));
        body = body.line(turn.text(&line));
    }
    body = body.line(markup(part));
    for other in article.texts.iter().filter(|other| other.language != text.language) {
        let line =
            Phrase::new("kb-also-in").text("id", article.id.to_string()).choice("language", other.language.code());
        body = body.line(turn.text(&line));
    }
    if pages > 1 {
        let line = Phrase::new("kb-page").text("page", page.to_string()).text("pages", pages.to_string());
        body = body.line(turn.text(&line));
    }
    let footer = match article.state {
        State::Published => Phrase::new("kb-footer"),
        State::Draft => Phrase::new("kb-footer-draft").text("id", article.id.to_string()),
        State::Retired => Phrase::new("kb-footer-retired"),
    };
    body.line(turn.text(&footer))
}

/// How an article stands: who reads it, what it is about, who answers for it.
fn standing(turn: &Turn<'_>, article: &Article) -> Phrase {
    let phrase =
        Phrase::new("kb-state").choice("state", article.state.name()).choice("audience", article.audience.name());
    let mut parts = vec![phrase];
    if !article.services.is_empty() {
        parts.push(Phrase::new("kb-said").text("text", turn.config.service_titles(&article.services)));
    }
    if let Some(name) = owner(article) {
        parts.push(Phrase::new("kb-owner").text("name", name));
    }
    if let Some(day) = article.review_on.filter(|_| article.state == State::Published) {
        let today = turn.today();
        let key = if day <= today { "kb-review-overdue" } else { "kb-review-on" };
        parts.push(Phrase::new(key).text("day", crate::i18n::calendar_day(turn.language, day, true)));
    }
    joined(parts)
}

/// Several phrases in one line.
pub(super) fn joined(phrases: impl IntoIterator<Item = Phrase>) -> Phrase {
    let join = |before, next| Phrase::new("kb-and").phrase("before", before).phrase("next", next);
    phrases.into_iter().reduce(join).unwrap_or_else(|| Phrase::new("kb-said").text("text", ""))
}

/// An article in a list.
pub(super) fn row(article: &Article, language: Language) -> Phrase {
    let text = article.text(language);
    let excerpt = text.map(|text| excerpt(&text.solution, EXCERPT)).unwrap_or_default();
    let phrase = Phrase::new(if excerpt.is_empty() { "kb-row-bare" } else { "kb-row" });
    phrase.text("id", article.id.to_string()).text("title", article.title(language)).text("excerpt", excerpt)
}

/// An article that is suggested alone: whole, where it is short.
pub(super) fn whole_or_row(article: &Article, language: Language) -> Phrase {
    match article.text(language) {
        Some(text) if text.solution.chars().count() <= SHORT => Phrase::new("kb-whole")
            .text("id", article.id.to_string())
            .text("title", text.title.as_str())
            .node("solution", markup(&text.solution)),
        _ => {
            let more = Phrase::new("kb-row-more").text("id", article.id.to_string());
            more.phrase("row", row(article, language))
        }
    }
}

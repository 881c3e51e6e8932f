//! Which article is meant, and whether it may be told here.

use serde::{Deserialize, Serialize};

use super::model::{Article, Audience, State, Wrong};
use super::store;
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{outbox, prompts};
use crate::i18n::Phrase;
use crate::ids::ArticleId;
use crate::people::role::Role;
use crate::practice::permission;
use crate::ticket::title_line;

/// The kind under which a message is kept that shows an article.
pub(super) const SHOWN: &str = "kb-article";

/// What is kept with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Shown {
    pub(super) article: ArticleId,
    /// The language that was asked for; None: the reader's.
    pub(super) language: Option<String>,
    pub(super) page: usize,
}

/// Whether agents alone read the answer here: in a direct chat with one, and in a team's room.
pub(super) async fn is_inside(turn: &mut Turn<'_>) -> Result<bool, Stop> {
    let eyes = permission::eyes(turn).await?;
    match eyes.person {
        Some(_) => Ok(permission::role(turn, None).await? >= Role::Agent),
        None => Ok(!eyes.teams.is_empty()),
    }
}

/// Whether an article may be told to readers.
pub(super) fn may_tell(article: &Article, inside: bool) -> bool {
    inside || article.audience == Audience::Public && article.state != State::Draft
}

/// The article that a text begins with, and what stands behind it: `KB-12 …`, `KB 12 …`.
pub(super) fn leading(text: &str) -> Option<(ArticleId, &str)> {
    let text = text.trim_start();
    let end = |words: usize| {
        let mut ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
        ends.nth(words - 1).unwrap_or(text.len())
    };
    // The longer one first: `KB 12` is one, and `KB` is none.
    [end(2), end(1)].into_iter().find_map(|end| {
        let (id, rest) = text.split_at_checked(end)?;
        Some((id.parse().ok()?, rest.trim_start()))
    })
}

/// The article of a verb, locked: by its number, else by the message of ours to which the command replies, else the one that
/// is being written by the actor in this thread.
pub(super) async fn meant<'t>(turn: &mut Turn<'_>, text: &'t str) -> Result<(Article, &'t str), Stop> {
    if let Some((id, rest)) = leading(text) {
        return Ok((known(turn, id).await?, rest));
    }
    let platform = turn.place.platform.clone();
    if let Some(event) = turn.reply_to.clone()
        && let Some(message) = outbox::by_event(turn.conn(), &platform, &event).await?
        && let Some(prompt) = prompts::of(turn.conn(), message).await?.filter(|prompt| prompt.kind == SHOWN)
    {
        let shown: Shown = serde_json::from_value(prompt.payload)?;
        return Ok((known(turn, shown.article).await?, text));
    }
    if let Some(article) = super::ask::asked_here(turn).await? {
        return Ok((article, text));
    }
    let refusal = match text.split_whitespace().next() {
        Some(word) => Refusal::unclear(Phrase::new("kb-no-id").text("text", title_line(word))),
        None => Refusal::unclear(Phrase::new("kb-which")),
    };
    Err(refusal.hint(Phrase::new("kb-which-hint")).into())
}

/// An article by its number, locked; of one that they may not read nobody learns more than that they may not.
pub(super) async fn known(turn: &mut Turn<'_>, id: ArticleId) -> Result<Article, Stop> {
    let is_agent = permission::role(turn, None).await? >= Role::Agent;
    let inside = is_inside(turn).await?;
    match store::lock(turn.conn(), id).await? {
        // Who may write may also name it where others read along; its words are not told there.
        Some(article) if is_agent || may_tell(&article, inside) => Ok(article),
        _ => Err(Refusal::new(Phrase::new("kb-unknown").text("id", id.to_string())).into()),
    }
}

/// Refuses to tell an article where others read along who may not read it.
pub(super) async fn may_be_told_here(turn: &mut Turn<'_>, article: &Article) -> Result<(), Stop> {
    if may_tell(article, is_inside(turn).await?) {
        return Ok(());
    }
    let refusal = Refusal::new(Phrase::new("kb-not-here").text("id", article.id.to_string()));
    Err(refusal.hint(Phrase::new("kb-not-here-hint")).into())
}

/// Refuses what an article's state does not allow.
pub(super) fn illegal(article: &Article, wrong: Wrong) -> Stop {
    let id = article.id.to_string();
    let refusal = match wrong {
        Wrong::Already(state) => Refusal::new(Phrase::new("kb-already").text("id", id).choice("state", state.name())),
        Wrong::Retired => {
            let refusal = Refusal::new(Phrase::new("kb-is-retired").text("id", id.clone()));
            refusal.hint(Phrase::new("kb-is-retired-hint").text("id", id))
        }
        Wrong::Draft => {
            let refusal = Refusal::new(Phrase::new("kb-is-draft").text("id", id.clone()));
            refusal.hint(Phrase::new("kb-is-draft-hint").text("id", id))
        }
        Wrong::Missing(part) => {
            let refusal = Refusal::new(Phrase::new("kb-incomplete").text("id", id.clone()).choice("part", part.name()));
            refusal.hint(Phrase::new("kb-incomplete-hint").text("id", id).choice("part", part.name()))
        }
    };
    refusal.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_begin_with_an_article() {
        for text in ["KB-12", "kb12  ", "KB 12", "#KB-12."] {
            assert_eq!(leading(text), Some((ArticleId(12), "")), "{text}");
        }
        assert_eq!(leading("KB 12 title:x"), Some((ArticleId(12), "title:x")));
        assert_eq!(leading("kb-12 3 Fehler"), Some((ArticleId(12), "3 Fehler")));
        for text in ["", "KB", "vpn KB-12", "🦊", "T-12"] {
            assert_eq!(leading(text), None, "{text}");
        }
    }
}

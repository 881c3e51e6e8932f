//! Articles that other practices draft: kept as drafts for agents, and brought up to date as long as nobody has worked on them.

use serde_json::{Value, json};

use super::model::{Article, Audience, MOST_BYTES, State, Text};
use super::store::{self, Write};
use super::write;
use crate::error::Stop;
use crate::fact::{Draft, Fact};
use crate::flow::turn::Turn;
use crate::i18n::Language;
use crate::ids::{ArticleId, TicketId};
use crate::ticket::{self, title_line};

/// What a version is called that was drafted.
const ACT: &str = "draft";

/// Keeps what was drafted, and answers where and how it is kept.
pub(super) async fn wanted(
    turn: &mut Turn<'_>,
    ticket: TicketId,
    article: Option<ArticleId>,
    owner: String,
    drafts: Vec<Draft>,
) -> Result<(), Stop> {
    let known = match article {
        Some(id) => store::lock(turn.conn(), id).await?,
        None => None,
    };
    let (article, edited) = match known {
        Some(article) => follow(turn, article, &drafts).await?,
        None => {
            let Some(text) = drafts.first().and_then(text) else { return Ok(()) };
            (new(turn, ticket, owner, text).await?, false)
        }
    };
    let Some(text) = article.texts.first() else { return Ok(()) };
    let draft =
        Draft { language: text.language.code().to_owned(), title: text.title.clone(), text: text.solution.clone() };
    turn.emit(Fact::ArticleWritten { ticket, article: article.id, draft, edited });
    Ok(())
}

fn text(draft: &Draft) -> Option<Text> {
    let language = Language::read(&draft.language)?;
    let end = draft.text.floor_char_boundary(MOST_BYTES);
    let solution = draft.text.get(..end).unwrap_or_default().trim().to_owned();
    Some(Text { title: title_line(&draft.title), solution, ..Text::empty(language) })
}

async fn new(turn: &mut Turn<'_>, id: TicketId, owner: String, text: Text) -> Result<Article, Stop> {
    let of = ticket::store::by_ids(turn.conn(), &[id]).await?.pop();
    let article = Article {
        id: store::next_id(turn.conn()).await?,
        state: State::Draft,
        audience: Audience::Internal,
        services: of.and_then(|ticket| ticket.service).into_iter().collect(),
        owner: Some(owner),
        review_on: None,
        reminded: 0,
        revision: 1,
        texts: vec![text],
        from_ticket: Some(id),
        file: None,
        asking: None,
        created_at: turn.now,
        edited_at: turn.now,
    };
    let (person, cause, now) = (turn.actor.as_ref().map(|actor| actor.id), turn.cause.id, turn.now);
    let why = id.to_string();
    store::insert(turn.conn(), &article, Write { person, cause, act: ACT, why: &why, now }).await?;
    let after = json!({ "state": article.state.name(), "audience": article.audience.name(), "from": why });
    turn.record("article-new", &article.id.to_string(), Value::Null, after).await?;
    Ok(article)
}

/// Brings an article up to date, unless somebody has worked on it; whether somebody has.
async fn follow(turn: &mut Turn<'_>, mut article: Article, drafts: &[Draft]) -> Result<(Article, bool), Stop> {
    let last = store::texts_of_act(turn.conn(), article.id, ACT).await?;
    let is_untouched =
        article.state == State::Draft && article.asking.is_none() && last.as_ref() == Some(&article.texts);
    if !is_untouched {
        return Ok((article, true));
    }
    let language = article.texts.first().map(|text| text.language);
    let text = drafts.iter().filter_map(text).find(|text| Some(text.language) == language);
    if let Some(text) = text {
        let before = article.clone();
        article.texts = vec![text];
        if article.texts != before.texts {
            let why = article.from_ticket.map(|id| id.to_string()).unwrap_or_default();
            write::save(turn, &mut article, &before, ACT, &why).await?;
        }
    }
    Ok((article, false))
}

//! 👍 and 👎 below an article: what its readers think of it, and when its owner hears that it is to be reworked.

use serde_json::json;

use super::model::{Article, State, needs_rework};
use super::report::store as usage;
use super::{care, reader, store, view};
use crate::error::Stop;
use crate::flow::Outcome;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::ArticleId;

/// So many are listed.
const LISTED: i64 = 10;

/// A vote, or one that is taken back.
pub(super) async fn vote(turn: &mut Turn<'_>, id: ArticleId, helpful: bool, taken_back: bool) -> Result<Outcome, Stop> {
    let article = reader::known(turn, id).await?;
    if article.state != State::Published {
        return Ok(Outcome::Ignored);
    }
    let (person, now, cause) = (turn.actor()?.id, turn.now, turn.cause.id);
    let own = store::vote_of(turn.conn(), id, person).await?;
    if taken_back && own != Some(helpful) {
        // There was a later one, which counts.
        return Ok(Outcome::Ignored);
    }
    let vote = (!taken_back).then_some(helpful);
    if !store::vote(turn.conn(), id, person, vote, now).await? {
        return Ok(Outcome::Done);
    }
    store::touch(turn.conn(), id, cause).await?;
    turn.record("article-vote", &id.to_string(), json!({ "helpful": own }), json!({ "helpful": vote })).await?;
    if vote == Some(false) {
        tell_owner(turn, &article).await?;
    }
    Ok(Outcome::Done)
}

/// Its owner hears once of the present words that they are to be reworked.
async fn tell_owner(turn: &mut Turn<'_>, article: &Article) -> Result<(), Stop> {
    let votes = store::votes_of(turn.conn(), &[article.id.0]).await?;
    let (helpful, unhelpful) = votes.get(&article.id.0).copied().unwrap_or_default();
    let bad = needs_rework(i64::from(helpful), i64::from(unhelpful), &turn.config.knowledge);
    if !bad || !store::tell_rework(turn.conn(), article.id).await? {
        return Ok(());
    }
    let platform = turn.place.platform.clone();
    care::tell_owner(turn, &platform, article, |title| {
        let phrase = Phrase::new("kb-rework-told").text("id", article.id.to_string()).text("title", title);
        phrase.text("helpful", helpful.to_string()).text("unhelpful", unhelpful.to_string())
    })
    .await?;
    Ok(())
}

/// `!kb rework`: what its readers find wanting, and what nobody reads.
pub(super) async fn rework(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let config = turn.config.clone();
    let (weak, all) = usage::to_rework(turn.conn(), i64::from(config.knowledge.rework_from), (0, LISTED)).await?;
    let today = turn.today();
    let since = today.checked_sub_days(chrono::Days::new(config.knowledge.unused_after)).unwrap_or(today);
    let (unused, all_unused) = usage::unused(turn.conn(), since, LISTED).await?;
    if weak.is_empty() && unused.is_empty() {
        turn.answer(&Phrase::new("kb-rework-none")).await?;
        return Ok(());
    }
    let inside = reader::is_inside(turn).await?;
    let mut body = turn.text(&Phrase::new("kb-rework-heading").number("all", all));
    let ids: Vec<ArticleId> = weak.iter().map(|one| one.article).collect();
    for (article, one) in store::by_ids(turn.conn(), &ids).await?.iter().zip(&weak) {
        let line = Phrase::new("kb-rework-row").phrase("row", care::row(turn, article, inside));
        let line = line.text("helpful", one.helpful.to_string()).text("unhelpful", one.unhelpful.to_string());
        body = body.line(turn.text(&line));
    }
    if !unused.is_empty() {
        let heading = Phrase::new("kb-unused-heading").number("all", all_unused);
        let days = i64::try_from(config.knowledge.unused_after).unwrap_or(i64::MAX);
        body = body.line(turn.text(&heading.number("days", days)));
        for article in store::by_ids(turn.conn(), &unused).await? {
            let mut line = vec![care::row(turn, &article, inside)];
            line.extend(view::owner(&article).map(|name| Phrase::new("kb-owner").text("name", name)));
            body = body.line(turn.text(&view::joined(line)));
        }
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

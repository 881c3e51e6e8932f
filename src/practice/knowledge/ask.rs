//! What is not known of an article yet is asked in the thread, one thing after the other.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::model::{Article, Asking, Audience, Part, State};
use super::reader;
use super::{store, view, write};
use crate::chat::markup::Markup;
use crate::command::{Sign, fold};
use crate::error::{Refusal, Stop};
use crate::flow::outbox;
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::Phrase;
use crate::ids::{ArticleId, MessageId};
use crate::practice::{Tap, Who, permission, threads};

/// The kind under which a question is kept.
pub(super) const ASKED: &str = "kb-ask";
/// The kind under which a draft is kept that is whole.
pub(super) const WHOLE: &str = "kb-publish";

/// What is kept with both.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    article: ArticleId,
    part: Option<Part>,
}

/// So much of what stands there already is shown with a question.
const SHOWN_CHARS: usize = 1_000;

/// Asks for these parts, here; where there is none, the article is whole.
pub(super) async fn begin(turn: &mut Turn<'_>, article: Article, parts: Vec<Part>) -> Result<(), Stop> {
    let begun = Phrase::new("kb-draft").text("id", article.id.to_string());
    let begun = (article.state == State::Draft).then(|| turn.text(&begun));
    go_on(turn, article, parts, begun).await
}

async fn go_on(
    turn: &mut Turn<'_>,
    mut article: Article,
    parts: Vec<Part>,
    before: Option<Markup>,
) -> Result<(), Stop> {
    let mut left = parts.into_iter();
    let Some(part) = left.next() else { return whole(turn, article, before).await };
    let question = question(turn, &article, part);
    let body = match before {
        Some(before) => before.line(question),
        None => question,
    };
    let place = turn.place.clone();
    let message = turn.say(&place, body).await?;
    prompts::keep(turn.conn(), message, ASKED, &json!(Asked { article: article.id, part: Some(part) })).await?;
    let signs: &[&str] = match part {
        Part::Audience => &["1️⃣", "2️⃣"],
        part if stands(&article, part).is_some() => &["✅"],
        _ => &[],
    };
    if turn.config.desk.offer_reactions {
        turn.offer(message, signs).await?;
    }
    let person = turn.actor()?.id;
    article.asking = Some(Asking { person, message: message.0, part: Some(part), then: left.collect() });
    store::set_asking(turn.conn(), &article).await?;
    Ok(())
}

/// What stands there already.
fn stands(article: &Article, part: Part) -> Option<&str> {
    let text = article.texts.first()?;
    let words = match part {
        Part::Title => &text.title,
        Part::Symptoms => &text.symptoms,
        Part::Solution => &text.solution,
        Part::Audience => return None,
    };
    (!words.trim().is_empty()).then_some(words.as_str())
}

fn question(turn: &Turn<'_>, article: &Article, part: Part) -> Markup {
    let ask = Phrase::new("kb-ask").choice("part", part.name());
    let mut body = turn.text(&ask);
    if let Some(words) = stands(article, part) {
        let cut: String = words.chars().take(SHOWN_CHARS).collect();
        let cut = if cut.len() < words.len() { format!("{cut}…") } else { cut };
        body = body.line(crate::chat::markup::Node::quote(cut.as_str()));
        body = body.line(turn.text(&Phrase::new("kb-ask-keep").choice("part", part.name())));
    } else if part == Part::Symptoms {
        body = body.line(turn.text(&Phrase::new("kb-ask-skip")));
    }
    body
}

/// All is known: the article is shown, and a tap publishes it.
async fn whole(turn: &mut Turn<'_>, mut article: Article, before: Option<Markup>) -> Result<(), Stop> {
    article.asking = None;
    let draft = article.texts.first().filter(|_| article.state == State::Draft);
    let Some(shown) = draft.map(|text| view::article(turn, &article, text, 1)) else {
        store::set_asking(turn.conn(), &article).await?;
        return write::answer(turn, &article, "kb-edited").await;
    };
    let body = match before {
        Some(before) => before.line(shown),
        None => shown,
    };
    let place = turn.place.clone();
    let message = turn.say(&place, body).await?;
    prompts::keep(turn.conn(), message, WHOLE, &json!(Asked { article: article.id, part: None })).await?;
    if turn.config.desk.offer_reactions {
        turn.offer(message, &["✅"]).await?;
    }
    // What is commanded in this thread without a number means this one.
    let person = turn.actor()?.id;
    article.asking = Some(Asking { person, message: message.0, part: None, then: Vec::new() });
    Ok(store::set_asking(turn.conn(), &article).await?)
}

/// The article that is being written by the actor in the thread of this turn.
pub(super) async fn asked_here(turn: &mut Turn<'_>) -> Result<Option<Article>, Stop> {
    let (Some(actor), Some(root)) = (turn.actor.as_ref().map(|actor| actor.id), turn.place.thread.clone()) else {
        return Ok(None);
    };
    for id in store::asked_of(turn.conn(), actor).await? {
        let Some(article) = store::lock(turn.conn(), id).await? else { continue };
        let Some(message) = article.asking.as_ref().map(|asking| MessageId(asking.message)) else { continue };
        if threads::stands_in(turn, message, &root).await? {
            return Ok(Some(article));
        }
    }
    Ok(None)
}

/// A message in a thread: an answer, where something was asked of its author there.
pub(super) async fn heard(turn: &mut Turn<'_>, text: &str) -> Result<Outcome, Stop> {
    if turn.answered {
        return Ok(Outcome::Ignored);
    }
    let Some(article) = asked_here(turn).await? else { return Ok(Outcome::Ignored) };
    let Some(asking) = article.asking.clone() else { return Ok(Outcome::Ignored) };
    let Some(part) = asking.part else { return Ok(Outcome::Ignored) };
    if !permission::may(turn, Who::Agent, None).await? {
        return Ok(Outcome::Ignored);
    }
    turn.answered = true;
    let text = text.trim();
    match fold(text).trim_end_matches(['.', '!']) {
        "later" | "stop" | "cancel" | "spaeter" | "stopp" | "abbrechen" => later(turn, article).await,
        "ok" | "yes" | "y" | "ja" | "j" | "keep" | "skip" | "passt" | "stimmt" | "weiter" | "so lassen" | "-" => {
            keep(turn, article, part, asking).await
        }
        _ => answer(turn, article, part, asking, text).await,
    }
}

async fn later(turn: &mut Turn<'_>, mut article: Article) -> Result<Outcome, Stop> {
    article.asking = None;
    store::set_asking(turn.conn(), &article).await?;
    turn.answer(&Phrase::new("kb-asks-later").text("id", article.id.to_string())).await?;
    Ok(Outcome::Done)
}

/// It stays as it is.
async fn keep(turn: &mut Turn<'_>, article: Article, part: Part, asking: Asking) -> Result<Outcome, Stop> {
    let needed = matches!(part, Part::Title | Part::Solution) && stands(&article, part).is_none();
    if needed {
        let refusal = Refusal::unclear(Phrase::new("kb-text-empty").choice("part", part.name()));
        // What was said may stand in a log, so this is an answer.
        turn.answer(&permission::told(&refusal)).await?;
        return Ok(Outcome::Refused);
    }
    go_on(turn, article, asking.then, None).await?;
    Ok(Outcome::Done)
}

async fn answer(
    turn: &mut Turn<'_>,
    mut article: Article,
    part: Part,
    asking: Asking,
    text: &str,
) -> Result<Outcome, Stop> {
    match write::keep_part(turn, &mut article, part, text).await {
        Ok(()) => go_on(turn, article, asking.then, None).await.map(|()| Outcome::Done),
        Err(Stop::Refusal(refusal)) => {
            turn.answer(&permission::told(&refusal)).await?;
            Ok(Outcome::Refused)
        }
        Err(fault) => Err(fault),
    }
}

/// A tap on a question, or on the whole draft.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.taken_back {
        return Ok(Outcome::Ignored);
    }
    let Asked { article: id, part } = serde_json::from_value(tap.payload)?;
    permission::permit(turn, Who::Agent, None, "kb-edit").await?;
    let article = reader::known(turn, id).await?;
    let Some(part) = part else {
        write::publish_it(turn, article).await?;
        return Ok(Outcome::Done);
    };
    // A question that was answered already is answered by an edit.
    let asking = article.asking.clone().filter(|asking| asking.message == tap.message.0 && asking.part == Some(part));
    let Some(asking) = asking else { return Ok(Outcome::Ignored) };
    if asking.person != turn.actor()?.id {
        return Err(Refusal::new(Phrase::new("kb-asks-another").text("id", id.to_string())).into());
    }
    // What follows is asked where the question stands.
    turn.place.thread = outbox::thread_of(turn.conn(), tap.message).await?;
    match (part, tap.sign) {
        (Part::Audience, Sign::Digit(1)) => answer(turn, article, part, asking, Audience::Public.name()).await,
        (Part::Audience, Sign::Digit(2)) => answer(turn, article, part, asking, Audience::Internal.name()).await,
        (Part::Title | Part::Symptoms | Part::Solution, Sign::Yes) => keep(turn, article, part, asking).await,
        _ => Ok(Outcome::Ignored),
    }
}

//! `!kb vpn`: what the desk knows. `!kb KB-12`: all of it.

use serde_json::json;

use super::library::{self, Wanted};
use super::model::{Article, page_of};
use super::reader::{self, SHOWN, Shown, is_inside, may_tell};
use super::report::store as usage;
use super::{store, view};
use crate::command::{KeyName, Sign, suggest};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::{Language, Phrase};
use crate::ids::{ArticleId, MessageId};
use crate::people::role::Role;
use crate::practice::{Call, Tap, permission};
use crate::ticket::{self, one_line, title_line};

/// The page of an article.
pub(super) const PAGE: KeyName = KeyName::word("page", &["seite"]);
/// The language of an article.
pub(super) const LANGUAGE: KeyName = KeyName::word("lang", &["language", "sprache"]);

/// So many are listed.
const LISTED: usize = 10;

/// So much of a question is kept.
const QUESTION: usize = 200;

/// `!kb`
pub(super) async fn kb(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    if text.is_empty() {
        return help(turn).await;
    }
    let language = match call.args.key("lang") {
        Some(text) => Some(read_language(text)?),
        None => None,
    };
    if let Some((id, rest)) = reader::leading(&text) {
        if !rest.is_empty() {
            return Err(no_such_verb(turn, id, rest));
        }
        let article = reader::known(turn, id).await?;
        let page = match call.args.key("page") {
            Some(text) => text.parse().unwrap_or(0),
            None => 1,
        };
        return show(turn, &article, language, page).await;
    }
    no_slip(turn, &text)?;
    search(turn, &text).await
}

/// Reads the name of a language.
pub(super) fn read_language(text: &str) -> Result<Language, Stop> {
    Language::read(text).ok_or_else(|| {
        let refusal = Refusal::unclear(Phrase::new("kb-language-unknown").text("text", title_line(text)));
        refusal.hint(Phrase::new("kb-language-hint")).into()
    })
}

/// `!kb KB-12 publish`: the verb comes first.
fn no_such_verb(turn: &Turn<'_>, id: ArticleId, rest: &str) -> Stop {
    let word = rest.split_whitespace().next().unwrap_or_default();
    // In either language, whatever the reader's is.
    let names = super::PRACTICE.verbs.iter().flat_map(|verb| verb.en.iter().chain(verb.de));
    let seconds: Vec<&str> = names.filter_map(|name| Some(name.split_once(' ')?.1)).collect();
    let near = suggest(word, &seconds, 2).into_iter().map(|verb| format!("{}kb {verb} {id}", turn.config.prefix));
    let near = near.collect::<Vec<_>>().join(" · ");
    let refusal = Refusal::unclear(Phrase::new("kb-verb-first").text("text", title_line(rest)));
    match near.is_empty() {
        true => refusal.into(),
        false => refusal.hint(Phrase::new("command-did-you-mean").text("near", near)).into(),
    }
}

/// `!kb pubish KB-12` looks for nothing.
fn no_slip(turn: &Turn<'_>, text: &str) -> Result<(), Stop> {
    let Some((word, rest)) = text.split_once(char::is_whitespace) else { return Ok(()) };
    match reader::leading(rest) {
        Some((id, "")) => Err(no_such_verb(turn, id, word)),
        _ => Ok(()),
    }
}

/// Shows an article, and keeps that it was opened.
pub(super) async fn show(
    turn: &mut Turn<'_>,
    article: &Article,
    language: Option<Language>,
    page: usize,
) -> Result<(), Stop> {
    reader::may_be_told_here(turn, article).await?;
    let shown = Shown { article: article.id, language: language.map(|language| language.code().to_owned()), page };
    let (body, pages) = page_of_article(turn, article, &shown)?;
    let place = turn.place.clone();
    let message = turn.say(&place, body).await?;
    prompts::keep(turn.conn(), message, SHOWN, &json!(shown)).await?;
    offer(turn, message, page, pages).await?;
    used(turn, article.id).await
}

fn page_of_article(
    turn: &Turn<'_>,
    article: &Article,
    shown: &Shown,
) -> Result<(crate::chat::markup::Markup, usize), Stop> {
    let language = shown.language.as_deref().and_then(Language::read).unwrap_or(turn.language);
    let missing = || Refusal::new(Phrase::new("kb-unknown").text("id", article.id.to_string()));
    let text = article.text(language).ok_or_else(missing)?;
    let (_, pages) = page_of(&text.solution, 1, view::PAGE);
    if !(1..=pages).contains(&shown.page) {
        let refusal = Refusal::unclear(Phrase::new("kb-no-page").text("id", article.id.to_string()));
        return Err(refusal
            .hint(Phrase::new("kb-no-page-hint").number("pages", i64::try_from(pages).unwrap_or(i64::MAX)))
            .into());
    }
    Ok((view::article(turn, article, text, shown.page), pages))
}

async fn offer(turn: &mut Turn<'_>, message: MessageId, page: usize, pages: usize) -> Result<(), Stop> {
    if turn.config.desk.offer_reactions && pages > 1 {
        let signs = [(page > 1, Sign::Previous), (page < pages, Sign::Next)];
        let signs: Vec<&str> = signs.into_iter().filter(|(is, _)| *is).filter_map(|(_, sign)| sign.emoji()).collect();
        turn.offer(message, &signs).await?;
    }
    Ok(())
}

/// ➡️ or ⬅️ below an article.
pub(super) async fn turn_page(
    turn: &mut Turn<'_>,
    message: MessageId,
    mut shown: Shown,
    sign: Sign,
) -> Result<Outcome, Stop> {
    let article = reader::known(turn, shown.article).await?;
    if !may_tell(&article, is_inside(turn).await?) {
        return Ok(Outcome::Ignored);
    }
    shown.page = if sign == Sign::Next { shown.page + 1 } else { shown.page.saturating_sub(1) };
    // Further than the last page, or before the first, is nothing to say.
    let Ok((body, pages)) = page_of_article(turn, &article, &shown) else { return Ok(Outcome::Done) };
    turn.edit(message, body).await?;
    prompts::keep(turn.conn(), message, SHOWN, &json!(shown)).await?;
    offer(turn, message, shown.page, pages).await?;
    Ok(Outcome::Done)
}

/// A tap below an article: its pages, or whether it has helped.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let shown: Shown = serde_json::from_value(tap.payload)?;
    match tap.sign {
        // Whoever takes theirs back means the same again.
        Sign::Next | Sign::Previous => turn_page(turn, tap.message, shown, tap.sign).await,
        Sign::ThumbUp | Sign::ThumbDown => {
            let helpful = tap.sign == Sign::ThumbUp;
            super::feedback::vote(turn, shown.article, helpful, tap.taken_back).await
        }
        _ => Ok(Outcome::Ignored),
    }
}

/// Keeps that somebody has opened an article, and for which ticket: the one in whose thread that was.
async fn used(turn: &mut Turn<'_>, id: ArticleId) -> Result<(), Stop> {
    let (place, person, now) = (turn.place.clone(), turn.actor()?.id, turn.now);
    let root = place.thread.clone().unwrap_or_default();
    let here = ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?;
    let ticket = match here.as_slice() {
        [(ticket, _)] => Some(*ticket),
        _ => None,
    };
    usage::used(turn.conn(), id, ticket, person, now).await?;
    Ok(())
}

async fn search(turn: &mut Turn<'_>, text: &str) -> Result<(), Stop> {
    let inside = is_inside(turn).await?;
    let wanted = Wanted { text, inside, unasked: false, service: None, told: &[], most: LISTED + 1 };
    let mut found = library::find(turn, wanted).await?.articles;
    let now = turn.now;
    let count = i32::try_from(found.len()).unwrap_or(i32::MAX);
    usage::asked(turn.conn(), &one_line(text, QUESTION), count, now).await?;
    if let [only] = found.as_slice() {
        let only = *only;
        let article = reader::known(turn, only).await?;
        return show(turn, &article, None, 1).await;
    }
    if found.is_empty() {
        let is_agent = permission::role(turn, None).await? >= Role::Agent;
        let phrase = Phrase::new("kb-nothing").text("text", title_line(text));
        let hint = if is_agent { "kb-nothing-agent" } else { "kb-nothing-hint" };
        turn.answer(&phrase.phrase("hint", Phrase::new(hint))).await?;
        return Ok(());
    }
    let more = found.len() > LISTED;
    found.truncate(LISTED);
    let articles = store::by_ids(turn.conn(), &found).await?;
    let mut body = turn.text(&Phrase::new("kb-found").text("text", title_line(text)));
    for article in &articles {
        body = body.line(turn.text(&view::row(article, turn.language)));
    }
    if more {
        body = body.line(turn.text(&Phrase::new("kb-found-more")));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// `!kb` alone: how it works, and what the reader has to do with it.
async fn help(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let is_agent = permission::role(turn, None).await? >= Role::Agent;
    let key = if is_agent { "kb-how-agent" } else { "kb-how" };
    let mut body = turn.text(&Phrase::new(key).text("prefix", turn.config.prefix.clone()));
    if is_agent && is_inside(turn).await? {
        let (account, today) = (turn.actor()?.account.clone(), turn.today());
        let drafts = store::drafts(turn.conn(), &account, 5).await?;
        let (due, _) = store::due(turn.conn(), today, Some(&account), (0, 5)).await?;
        for (key, ids) in [("kb-my-drafts", drafts), ("kb-my-due", due)] {
            if ids.is_empty() {
                continue;
            }
            body = body.line(turn.text(&Phrase::new(key)));
            for article in store::by_ids(turn.conn(), &ids).await? {
                let line = Phrase::new("kb-row-bare").text("id", article.id.to_string());
                body = body.line(turn.text(&line.text("title", article.title(turn.language))));
            }
        }
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

//! `!catalog vpn`: what the reader may order, and which item somebody means.

use serde::{Deserialize, Serialize};

use crate::chat::markup::Markup;
use crate::command::{Sign, fold, suggest};
use crate::config::{CatalogItem, Config};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::{Language, Phrase};
use crate::ids::{MessageId, PersonId};
use crate::practice::{Call, Tap};
use crate::ticket::title_line;

/// The kind of a message that shows a page of the catalogue.
pub(super) const PAGES: &str = "request-catalog";

/// Lines on a page.
const PAGE: usize = 10;

/// What was asked for, as it is kept with the list to turn its pages.
#[derive(Debug, Serialize, Deserialize)]
struct Question {
    /// Who asked, and turns the pages.
    asker: PersonId,
    /// What is searched for.
    text: String,
    /// From 0.
    page: usize,
}

/// `!catalog`, `!catalog vpn`
pub(super) async fn list(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let question = Question { asker: turn.actor()?.id, text: title_line(&call.args.text), page: 0 };
    let (body, has_more) = show(turn, &question)?;
    let place = turn.place.clone();
    let message = turn.say(&place, body).await?;
    if has_more {
        keep(turn, message, &question, has_more).await?;
    }
    Ok(())
}

/// ➡️ or ⬅️ on the catalogue, by whoever asked for it.
pub(super) async fn turn_page(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let mut question: Question = serde_json::from_value(tap.payload)?;
    if turn.actor()?.id != question.asker {
        return Ok(Outcome::Ignored);
    }
    // Whoever taps the same sign again takes theirs back, and means the same.
    let page = if tap.sign == Sign::Next { Some(question.page + 1) } else { question.page.checked_sub(1) };
    let last = found(&turn.config, &turn.actor()?.account, &question.text).len().saturating_sub(1) / PAGE;
    let Some(page) = page.filter(|page| *page <= last) else { return Ok(Outcome::Done) };
    question.page = page;
    let (body, has_more) = show(turn, &question)?;
    turn.edit(tap.message, body).await?;
    keep(turn, tap.message, &question, has_more).await?;
    Ok(Outcome::Done)
}

async fn keep(turn: &mut Turn<'_>, message: MessageId, question: &Question, has_more: bool) -> Result<(), Stop> {
    prompts::keep(turn.conn(), message, PAGES, &serde_json::to_value(question)?).await?;
    if turn.config.desk.offer_reactions {
        let signs = [(question.page > 0, Sign::Previous), (has_more, Sign::Next)];
        let signs: Vec<&str> = signs.into_iter().filter(|(is, _)| *is).filter_map(|(_, sign)| sign.emoji()).collect();
        turn.offer(message, &signs).await?;
    }
    Ok(())
}

fn show(turn: &Turn<'_>, question: &Question) -> Result<(Markup, bool), Stop> {
    let items = found(&turn.config, &turn.actor()?.account, &question.text);
    if items.is_empty() {
        return Err(match question.text.is_empty() {
            true => Refusal::new(Phrase::new("catalog-empty")).into(),
            false => unknown(turn, &question.text)?,
        });
    }
    let heading = match question.text.is_empty() {
        true => Phrase::new("catalog-heading"),
        false => Phrase::new("catalog-heading-found").text("text", question.text.clone()),
    };
    let total = items.len();
    let mut body = turn.text(&heading.number("total", i64::try_from(total).unwrap_or(i64::MAX)));
    for item in items.iter().skip(question.page * PAGE).take(PAGE) {
        body = body.line(turn.text(&line(turn, item)));
    }
    let shown = (question.page + 1) * PAGE;
    let footer = match total.checked_sub(shown).filter(|left| *left > 0) {
        Some(left) => Phrase::new("catalog-more").number("left", i64::try_from(left).unwrap_or(i64::MAX)),
        None => Phrase::new("catalog-how").text("prefix", turn.config.prefix.clone()),
    };
    Ok((body.line(turn.text(&footer)), total > shown))
}

fn line(turn: &Turn<'_>, item: &CatalogItem) -> Phrase {
    let phrase = match item.about(turn.language) {
        Some(about) => Phrase::new("catalog-line-about").text("about", about),
        None => Phrase::new("catalog-line"),
    };
    phrase.text("name", item.name.clone()).text("title", item.title(turn.language))
}

/// Whether somebody may order an item.
pub(super) fn may_order(config: &Config, account: &str, item: &CatalogItem) -> bool {
    item.group.as_ref().is_none_or(|group| config.is_in_group(group, account))
}

/// What somebody may order in which all these words stand, in either language.
fn found<'c>(config: &'c Config, account: &str, text: &str) -> Vec<&'c CatalogItem> {
    let wanted = fold(text);
    let wanted: Vec<&str> = wanted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if wanted.is_empty() && !text.trim().is_empty() {
        return Vec::new();
    }
    let fits = |item: &&CatalogItem| {
        let all = fold(&wordings(item).join(" "));
        wanted.iter().all(|word| all.contains(word))
    };
    config.catalog.iter().filter(|item| may_order(config, account, item)).filter(fits).collect()
}

/// All that is said of an item.
fn wordings(item: &CatalogItem) -> Vec<&str> {
    let about = [Language::En, Language::De].into_iter().filter_map(|language| item.about(language));
    names(item).into_iter().chain(item.words.iter().map(String::as_str)).chain(about).collect()
}

/// As what an item can be ordered.
fn names(item: &CatalogItem) -> Vec<&str> {
    vec![item.name.as_str(), item.title(Language::En), item.title(Language::De)]
}

/// The item with which an order begins, and what stands behind it.
pub(super) fn item<'t>(turn: &Turn<'_>, text: &'t str) -> Result<(CatalogItem, &'t str), Stop> {
    let text = text.trim_start();
    let account = turn.actor()?.account.clone();
    let config = turn.config.clone();
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace() || *c == ':').map(|(at, _)| at);
    // A title has a few words; the longest name that fits is meant.
    let ends: Vec<usize> = ends.take(12).chain((text.chars().count() <= 200).then_some(text.len())).collect();
    for (begin, rest) in ends.iter().rev().filter_map(|end| text.split_at_checked(*end)) {
        let meant = fold(begin);
        let meant = meant.trim_end_matches(['.', ',', '!', '?']);
        let is_it = |item: &&CatalogItem| !meant.is_empty() && names(item).iter().any(|name| fold(name) == meant);
        let Some(item) = config.catalog.iter().find(is_it) else { continue };
        if !may_order(&config, &account, item) {
            let group = item.group.clone().unwrap_or_default();
            let phrase =
                Phrase::new("request-not-for-you").text("title", item.title(turn.language)).text("group", group);
            return Err(Refusal::new(phrase).into());
        }
        return Ok((item.clone(), rest.trim_start_matches(':')));
    }
    Err(unknown(turn, text)?)
}

/// Nothing is called so; what is nearest.
fn unknown(turn: &Turn<'_>, text: &str) -> Result<Stop, Stop> {
    let account = turn.actor()?.account.clone();
    let first: String = text.split_whitespace().take_while(|word| !word.contains(':')).collect::<Vec<_>>().join(" ");
    let mut near: Vec<&str> = found(&turn.config, &account, &first).iter().map(|item| item.name.as_str()).collect();
    if near.is_empty() || first.is_empty() {
        let may: Vec<&CatalogItem> =
            turn.config.catalog.iter().filter(|item| may_order(&turn.config, &account, item)).collect();
        let known: Vec<&str> =
            may.iter().flat_map(|item| names(item).into_iter().chain(item.words.iter().map(String::as_str))).collect();
        let like: Vec<&str> = first.split(' ').flat_map(|word| suggest(word, &known, 3)).collect();
        near = may
            .iter()
            .filter(|item| like.iter().any(|like| wordings(item).contains(like)))
            .map(|item| item.name.as_str())
            .collect();
    }
    let refusal = Refusal::unclear(Phrase::new("request-unknown").text("text", title_line(text)));
    let prefix = turn.config.prefix.clone();
    Ok(match near.is_empty() {
        true => refusal.hint(Phrase::new("request-unknown-hint").text("prefix", prefix)).into(),
        false => {
            let near: Vec<String> = near.into_iter().take(3).map(|name| format!("{prefix}request {name}")).collect();
            refusal.hint(Phrase::new("command-did-you-mean").text("near", near.join(" · "))).into()
        }
    })
}

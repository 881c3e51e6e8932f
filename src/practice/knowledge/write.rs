//! Articles are written, changed, published and taken out of use.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::model::{self, Article, Audience, MOST_BYTES, Part, Source, State, Text};
use super::parts::{self, Given, Key};
use super::reader::{self, illegal, is_inside, may_tell};
use super::store::{self, Write};
use super::{ask, care, read};
use crate::command::{PersonRef, date};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::{Language, Phrase};
use crate::ids::{ArticleId, TicketId};
use crate::practice::{Call, Who, meaning, named, permission};
use crate::ticket::{self, Ticket, log, one_line, title_line};

/// So many entries of a ticket's log are looked through.
const LOG: i64 = 100;

/// `!kb new Printer offline`, `!kb new from T-7`: a draft, of which the rest is asked for.
pub(super) async fn new(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let given = parts::read(&call.args.text);
    let source = match source_of(turn, &given.rest).await? {
        Some(ticket) => Some(from_ticket(turn, ticket).await?),
        None if given.rest.is_empty() && given.pairs.is_empty() => {
            let refusal = Refusal::unclear(Phrase::new("kb-empty"));
            return Err(refusal.hint(Phrase::new("kb-empty-hint")).into());
        }
        None => None,
    };
    let actor = turn.actor()?.account.clone();
    let language = match given.of(Key::Language) {
        Some(text) => read::read_language(text)?,
        None => turn.language,
    };
    let mut article = Article {
        id: ArticleId(0),
        state: State::Draft,
        audience: Audience::Internal,
        services: source.as_ref().and_then(|(ticket, _)| ticket.service.clone()).into_iter().collect(),
        owner: Some(actor),
        review_on: None,
        reminded: 0,
        revision: 1,
        texts: Vec::new(),
        from_ticket: source.as_ref().map(|(ticket, _)| ticket.id),
        file: None,
        asking: None,
        created_at: turn.now,
        edited_at: turn.now,
    };
    let text = match &source {
        Some((_, source)) => model::draft(source, language),
        None => {
            let (title, more) = given.rest.split_once('\n').unwrap_or((&given.rest, ""));
            Text { title: title_line(title), solution: more.trim().to_owned(), ..Text::empty(language) }
        }
    };
    article.texts.push(text);
    give(turn, &mut article, &given, language).await?;
    article.id = store::next_id(turn.conn()).await?;
    save_new(turn, &article, &one_line(given.of(Key::Why).unwrap_or_default(), 500)).await?;
    // Of a ticket all is asked through: nobody has written it as an article yet.
    let wanted = Part::ALL.into_iter().filter(|part| match part {
        Part::Title => source.is_some() || article.title(language).is_empty(),
        Part::Symptoms => source.is_some(),
        Part::Solution => source.is_some() || article.missing() == Some(Part::Solution),
        Part::Audience => given.of(Key::Audience).is_none(),
    });
    let wanted: Vec<Part> = wanted.collect();
    ask::begin(turn, article, wanted).await
}

/// The ticket of `from T-7`; of `from`, or nothing at all in the thread of a ticket, that one.
async fn source_of(turn: &mut Turn<'_>, text: &str) -> Result<Option<Ticket>, Stop> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_from = |word: &str| ["from", "aus", "von"].contains(&crate::command::fold(word).as_str());
    let ids = match words.as_slice() {
        [from, id @ ..] if is_from(from) && id.len() <= 2 => match id.concat().parse::<TicketId>() {
            Ok(id) => vec![id],
            Err(()) if id.is_empty() => Vec::new(),
            // `from KB-1` was meant as something that there is none of, and not as a title.
            Err(()) if id.concat().chars().any(|c| c.is_ascii_digit()) => {
                let refusal = Refusal::unclear(Phrase::new("kb-from-what").text("text", title_line(&id.join(" "))));
                return Err(refusal.hint(Phrase::new("kb-empty-hint")).into());
            }
            Err(()) => return Ok(None),
        },
        [] => {
            let place = turn.place.clone();
            let root = place.thread.clone().unwrap_or_default();
            if ticket::store::in_thread(turn.conn(), &place.platform, &place.room, &root).await?.is_empty() {
                return Ok(None);
            }
            Vec::new()
        }
        _ => return Ok(None),
    };
    let args = crate::command::Args { ids, ..Default::default() };
    let (thread, reply_to) = (turn.place.thread.clone(), turn.reply_to.clone());
    let ticket = meaning::meant(turn, &args, thread.as_deref(), reply_to.as_deref()).await?;
    permission::permit(turn, Who::Agent, Some(&ticket), "kb-new").await?;
    if ticket.private {
        let refusal = Refusal::new(Phrase::new("kb-from-private").text("id", ticket.id.to_string()));
        return Err(refusal.hint(Phrase::new("kb-from-private-hint")).into());
    }
    Ok(Some(ticket))
}

/// What a ticket and its log say. What was said inside the team comes in only where the team alone reads it.
async fn from_ticket(turn: &mut Turn<'_>, ticket: Ticket) -> Result<(Ticket, Source), Stop> {
    let inside = permission::is_inside(turn, &ticket).await?;
    let (mut entries, _) = log::page(turn.conn(), &[ticket.id], inside, 0, LOG).await?;
    entries.reverse();
    let said =
        entries.into_iter().filter(|entry| entry.act.is_none() && !entry.redacted && !ticket.is_of(entry.author));
    let source = Source {
        title: ticket.title.clone(),
        description: ticket.description.clone(),
        solution: ticket.state.resolution().and_then(|resolution| resolution.solution.clone()),
        work: said.map(|entry| entry.text).collect(),
    };
    Ok((ticket, source))
}

/// Takes over what was given by keys. A refusal takes over nothing.
async fn give(turn: &mut Turn<'_>, article: &mut Article, given: &Given, language: Language) -> Result<(), Stop> {
    for (key, value) in &given.pairs {
        match key {
            Key::Text(part) => set_text(article, *part, value, language)?,
            Key::Audience => article.audience = audience(value)?,
            Key::Services => article.services = services(turn, value)?,
            Key::Owner => article.owner = Some(owner(turn, value).await?),
            Key::Review => article.review_on = Some(review_day(turn, value)?),
            Key::Why | Key::Language => {}
        }
    }
    Ok(())
}

/// Takes over a text.
pub(super) fn set_text(article: &mut Article, part: Part, value: &str, language: Language) -> Result<(), Stop> {
    let value = value.trim();
    if value.len() > MOST_BYTES {
        return Err(too_long(value));
    }
    if value.is_empty() && matches!(part, Part::Title | Part::Solution) {
        let refusal = Refusal::unclear(Phrase::new("kb-text-empty").choice("part", part.name()));
        return Err(refusal.hint(Phrase::new("kb-text-empty-hint").choice("part", part.name())).into());
    }
    article.change_text(language, |text| match part {
        Part::Title => text.title = title_line(value),
        Part::Symptoms => value.clone_into(&mut text.symptoms),
        Part::Solution => value.clone_into(&mut text.solution),
        Part::Audience => {}
    });
    Ok(())
}

fn too_long(value: &str) -> Stop {
    let number = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let phrase = Phrase::new("kb-too-long").number("length", number(value.len())).number("most", number(MOST_BYTES));
    Refusal::new(phrase).hint(Phrase::new("kb-too-long-hint")).into()
}

/// Reads who may read it.
pub(super) fn audience(text: &str) -> Result<Audience, Stop> {
    parts::audience(text).ok_or_else(|| {
        let refusal = Refusal::unclear(Phrase::new("kb-audience-unclear").text("text", title_line(text)));
        refusal.hint(Phrase::new("kb-audience-hint")).into()
    })
}

fn services(turn: &Turn<'_>, text: &str) -> Result<Vec<String>, Stop> {
    let mut found = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "-") {
        let known = turn.config.services.iter().map(|service| (service.name.as_str(), service.title.as_str()));
        let at = named::thing(name, known).map_err(|near| named::unknown("service-unknown", name, &near))?;
        found.extend(turn.config.services.get(at).map(|service| service.name.clone()));
    }
    Ok(found)
}

async fn owner(turn: &mut Turn<'_>, text: &str) -> Result<String, Stop> {
    let writer = turn.actor()?.clone();
    let Some(person) = PersonRef::read(text) else {
        return Err(Refusal::unclear(Phrase::new("kb-owner-missing")).hint(Phrase::new("kb-owner-hint")).into());
    };
    Ok(named::person(turn, &person, &writer).await?.account)
}

fn review_day(turn: &Turn<'_>, text: &str) -> Result<NaiveDate, Stop> {
    let zone = turn.config.timezone;
    let Ok(when) = date::read(text, turn.said_at, zone) else {
        let refusal = Refusal::unclear(Phrase::new("time-unclear").text("text", title_line(text)));
        return Err(refusal.hint(Phrase::new("time-hint")).into());
    };
    // The end of a whole day is the beginning of the next one.
    let day = (when.end() - chrono::TimeDelta::seconds(1)).with_timezone(&zone).date_naive();
    if day <= turn.now.with_timezone(&zone).date_naive() {
        return Err(Refusal::new(Phrase::new("time-is-past")).into());
    }
    Ok(day)
}

/// `!kb edit KB-12 title:… solution:… why:…`; without keys all of it is asked through.
pub(super) async fn edit(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (mut article, rest) = reader::meant(turn, &call.args.text).await?;
    article.editable().map_err(|wrong| illegal(&article, wrong))?;
    let given = parts::read(rest);
    if given.pairs.is_empty() && given.rest.is_empty() {
        // A draft's words are asked for where its writer is.
        if article.state != State::Draft {
            reader::may_be_told_here(turn, &article).await?;
        }
        return ask::begin(turn, article, Part::ALL.to_vec()).await;
    }
    if !given.rest.is_empty() {
        let refusal = Refusal::unclear(Phrase::new("kb-edit-what").text("text", title_line(&given.rest)));
        return Err(refusal.hint(Phrase::new("kb-edit-keys").text("keys", parts::names(turn.language))).into());
    }
    let language = match given.of(Key::Language) {
        Some(text) => read::read_language(text)?,
        None => article.texts.first().map_or(turn.language, |text| text.language),
    };
    let before = article.clone();
    give(turn, &mut article, &given, language).await?;
    let why = one_line(given.of(Key::Why).unwrap_or_default(), 500);
    if article.state == State::Published
        && let Some(part) = article.missing()
    {
        // A translation without its solution, for example: what others read must be whole.
        return Err(illegal(&article, model::Wrong::Missing(part)));
    }
    if article == before {
        turn.answer(&Phrase::new("kb-unchanged").text("id", article.id.to_string())).await?;
        return Ok(());
    }
    save(turn, &mut article, &before, "edit", &why).await?;
    answer(turn, &article, "kb-edited").await
}

/// The answer to a change: by title where it may be told here.
pub(super) async fn answer(turn: &mut Turn<'_>, article: &Article, key: &'static str) -> Result<(), Stop> {
    let name = name(turn, article).await?;
    let phrase = Phrase::new(key).text("name", name).text("id", article.id.to_string());
    let phrase = phrase.text("version", article.revision.to_string()).choice("audience", article.audience.name());
    let day = article.review_on.map(|day| crate::i18n::calendar_day(turn.language, day, true));
    turn.answer(&phrase.text("day", day.unwrap_or_default())).await?;
    Ok(())
}

/// What an article is called here: without its title where that must not be read.
async fn name(turn: &mut Turn<'_>, article: &Article) -> Result<String, Stop> {
    Ok(match may_tell(article, is_inside(turn).await?) {
        true => format!("{} {}", article.id, article.title(turn.language)),
        false => article.id.to_string(),
    })
}

/// `!kb publish KB-12`
pub(super) async fn publish(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (article, rest) = reader::meant(turn, &call.args.text).await?;
    nothing_more(rest)?;
    publish_it(turn, article).await
}

/// Others may read an article from now on.
pub(super) async fn publish_it(turn: &mut Turn<'_>, mut article: Article) -> Result<(), Stop> {
    let before = article.clone();
    let (config, today) = (turn.config.clone(), turn.today());
    article.publish(&config.knowledge, today).map_err(|wrong| illegal(&article, wrong))?;
    save(turn, &mut article, &before, "publish", "").await?;
    answer(turn, &article, "kb-published").await
}

/// `!kb retire KB-12 reason`
pub(super) async fn retire(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (mut article, rest) = reader::meant(turn, &call.args.text).await?;
    let before = article.clone();
    article.retire().map_err(|wrong| illegal(&article, wrong))?;
    let why = one_line(rest, 500);
    save(turn, &mut article, &before, "retire", &why).await?;
    answer(turn, &article, "kb-retired").await
}

/// `!kb review KB-12`: it is still right. Without an article: those that are due.
pub(super) async fn review(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    if text.is_empty() && turn.reply_to.is_none() {
        return care::due_list(turn).await;
    }
    let (article, rest) = reader::meant(turn, &text).await?;
    nothing_more(rest)?;
    review_it(turn, article).await
}

/// Somebody has looked at an article, and it is still right.
pub(super) async fn review_it(turn: &mut Turn<'_>, mut article: Article) -> Result<(), Stop> {
    let before = article.clone();
    let (config, today) = (turn.config.clone(), turn.today());
    article.review(&config.knowledge, today).map_err(|wrong| illegal(&article, wrong))?;
    save(turn, &mut article, &before, "review", "").await?;
    answer(turn, &article, "kb-reviewed").await
}

fn nothing_more(rest: &str) -> Result<(), Stop> {
    match rest.trim() {
        "" => Ok(()),
        rest => Err(Refusal::unclear(Phrase::new("kb-one-at-a-time").text("text", title_line(rest))).into()),
    }
}

async fn save_new(turn: &mut Turn<'_>, article: &Article, why: &str) -> Result<(), Stop> {
    let (person, cause, now) = (Some(turn.actor()?.id), turn.cause.id, turn.now);
    store::insert(turn.conn(), article, Write { person, cause, act: "new", why, now }).await?;
    let after = json!({
        "state": article.state.name(),
        "audience": article.audience.name(),
        "from": article.from_ticket.map(|id| id.to_string()),
        "languages": article.texts.iter().map(|text| text.language.code()).collect::<Vec<_>>(),
    });
    turn.record("article-new", &article.id.to_string(), Value::Null, after).await?;
    Ok(())
}

/// Saves a new version of an article.
pub(super) async fn save(
    turn: &mut Turn<'_>,
    article: &mut Article,
    before: &Article,
    act: &'static str,
    why: &str,
) -> Result<(), Stop> {
    let (person, cause, now) = (Some(turn.actor()?.id), turn.cause.id, turn.now);
    article.revision += 1;
    if article.texts != before.texts {
        article.edited_at = now;
    }
    store::update(turn.conn(), article, Write { person, cause, act, why, now }).await?;
    let act = match act {
        "publish" => "article-publish",
        "retire" => "article-retire",
        "review" => "article-review",
        _ => "article-edit",
    };
    turn.record(act, &article.id.to_string(), told(before, now), told(article, now)).await?;
    care::settle_timer(turn, article).await
}

/// What the audit log says of an article. Its words stand in its versions.
fn told(article: &Article, now: DateTime<Utc>) -> Value {
    json!({
        "state": article.state.name(),
        "audience": article.audience.name(),
        "version": article.revision,
        "owner": article.owner,
        "services": article.services,
        "review": article.review_on,
        "words": article.edited_at == now,
    })
}

/// Keeps an answer to a question about an article that is being written.
pub(super) async fn keep_part(turn: &mut Turn<'_>, article: &mut Article, part: Part, text: &str) -> Result<(), Stop> {
    let before = article.clone();
    match part {
        Part::Audience => article.audience = audience(text)?,
        part => {
            let language = article.texts.first().map_or(turn.language, |text| text.language);
            set_text(article, part, text, language)?;
        }
    }
    if (&before.texts, before.audience) != (&article.texts, article.audience) {
        save(turn, article, &before, "edit", "").await?;
    }
    Ok(())
}

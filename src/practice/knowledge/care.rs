//! Articles stay right: on its review date the owner of one is reminded, a few times more after that, then the managers; and whoever
//! has left the company is replaced.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::model::Article;
use super::{reader, store, view};
use crate::command::Sign;
use crate::config::Config;
use crate::error::{Fault, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::{Language, Phrase, calendar_day};
use crate::ids::{ArticleId, MessageId};
use crate::people::{self, Person};
use crate::practice::language::language_of;
use crate::practice::threads::alone;
use crate::practice::{Tap, Who, permission};

/// The timer of an article's review.
pub(super) const REVIEW: &str = "kb-review";
/// The kind under which a reminder is kept.
pub(super) const REMINDED: &str = "kb-reminded";

/// So many are listed.
const LISTED: i64 = 10;

/// What is kept with timer and reminder.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Due {
    pub(super) article: ArticleId,
}

/// The key of an article's timer.
pub(super) fn timer_key(id: ArticleId) -> String {
    format!("{REVIEW}:{}", id.0)
}

/// Nine in the morning of a day.
pub(super) fn morning(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let nine = NaiveTime::from_hms_opt(9, 0, 0)?;
    Some(day.and_time(nine).and_local_timezone(zone).earliest()?.to_utc())
}

/// When an article's owner is reminded next.
pub(super) fn next(article: &Article, config: &Config) -> Option<DateTime<Utc>> {
    morning(article.remind_on(&config.knowledge)?, config.timezone)
}

/// Sets or cancels the timer by which the owner of an article is reminded.
pub(super) async fn settle_timer(turn: &mut Turn<'_>, article: &Article) -> Result<(), Stop> {
    let key = timer_key(article.id);
    let (config, now) = (turn.config.clone(), turn.now);
    match next(article, &config) {
        Some(at) => turn.schedule(&key, REVIEW, at.max(now), &json!(Due { article: article.id })).await?,
        None => turn.cancel(&key).await?,
    }
    Ok(())
}

/// A review date has come, or the time for another reminder.
pub(super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Due { article: id } = serde_json::from_value(payload)?;
    let Some(mut article) = store::lock(turn.conn(), id).await? else { return Ok(()) };
    let (config, now) = (turn.config.clone(), turn.now);
    let today = now.with_timezone(&config.timezone).date_naive();
    if article.remind_on(&config.knowledge).is_none_or(|day| day > today) {
        return settle_timer(turn, &article).await;
    }
    let Some(platform) = turn.platforms().await?.into_iter().next() else { return Ok(()) };
    turn.place.platform.clone_from(&platform);
    let is_gone = article.owner.as_deref().is_none_or(|owner| config.directory.has_left(owner));
    if is_gone {
        replace_owner(turn, &platform, &mut article).await?;
    }
    let day = article.review_on;
    let reminded = u64::try_from(article.reminded).unwrap_or(0);
    let is_last = reminded >= config.knowledge.reminders;
    let reminder = |language: Language, title: &str| {
        let day = day.map(|day| calendar_day(language, day, true)).unwrap_or_default();
        let key = if reminded == 0 { "kb-due" } else { "kb-due-again" };
        Phrase::new(key).text("id", id.to_string()).text("title", title).text("day", day)
    };
    remind(turn, &platform, &article, reminder).await?;
    if is_last && reminded > 0 {
        tell_managers(turn, &platform, &article).await?;
    }
    article.reminded = article.reminded.saturating_add(1);
    store::set_care(turn.conn(), id, article.owner.as_deref(), article.reminded).await?;
    turn.record("article-remind", &id.to_string(), Value::Null, json!({ "owner": article.owner })).await?;
    settle_timer(turn, &article).await
}

async fn remind(
    turn: &mut Turn<'_>,
    platform: &str,
    article: &Article,
    reminder: impl Fn(Language, &str) -> Phrase,
) -> Result<(), Stop> {
    let Some(owner) = owner(turn, platform, article).await? else { return Ok(()) };
    let language = language_of(turn, &owner, &alone(platform)).await?;
    let phrase = reminder(language, article.title(language));
    let message = say(turn, platform, &owner, language, &phrase).await?;
    prompts::keep(turn.conn(), message, REMINDED, &json!(Due { article: article.id })).await?;
    if turn.config.desk.offer_reactions {
        turn.offer(message, &["✅"]).await?;
    }
    Ok(())
}

async fn say(
    turn: &mut Turn<'_>,
    platform: &str,
    person: &Person,
    language: Language,
    phrase: &Phrase,
) -> Result<MessageId, Fault> {
    let body = turn.words.say(language, phrase);
    turn.say_direct(platform, &person.account, body).await
}

async fn owner(turn: &mut Turn<'_>, platform: &str, article: &Article) -> Result<Option<Person>, Stop> {
    let Some(account) = article.owner.clone() else { return Ok(None) };
    let now = turn.now;
    Ok(Some(people::store::identify(turn.conn(), platform, &account, now).await?))
}

/// Tells the owner of an article something of it, alone.
pub(super) async fn tell_owner(
    turn: &mut Turn<'_>,
    platform: &str,
    article: &Article,
    phrase: impl Fn(&str) -> Phrase,
) -> Result<(), Stop> {
    let Some(owner) = owner(turn, platform, article).await? else { return Ok(()) };
    let language = language_of(turn, &owner, &alone(platform)).await?;
    say(turn, platform, &owner, language, &phrase(article.title(language))).await?;
    Ok(())
}

async fn tell_managers(turn: &mut Turn<'_>, platform: &str, article: &Article) -> Result<(), Stop> {
    let (managers, now) = (turn.config.roles.managers.clone(), turn.now);
    for account in managers.into_iter().filter(|account| Some(account) != article.owner.as_ref()) {
        let person = people::store::identify(turn.conn(), platform, &account, now).await?;
        let language = language_of(turn, &person, &alone(platform)).await?;
        let owner = view::owner(article).unwrap_or_else(|| "–".to_owned());
        let phrase = Phrase::new("kb-due-managers").text("id", article.id.to_string());
        let phrase = phrase.text("title", article.title(language)).text("owner", owner);
        say(turn, platform, &person, language, &phrase).await?;
    }
    Ok(())
}

/// ✅ below a reminder: it is still right.
pub(super) async fn tapped(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    if tap.taken_back || tap.sign != Sign::Yes {
        return Ok(Outcome::Ignored);
    }
    let Due { article: id } = serde_json::from_value(tap.payload)?;
    permission::permit(turn, Who::Agent, None, "kb-review").await?;
    let article = reader::known(turn, id).await?;
    super::write::review_it(turn, article).await?;
    Ok(Outcome::Done)
}

/// People have left rooms: who is in none any more, or has left by the directory, answers for nothing.
pub(super) async fn left(turn: &mut Turn<'_>, platform: &str, accounts: &[String]) -> Result<(), Stop> {
    let owned = store::owned_by(turn.conn(), accounts).await?;
    for mut article in store::by_ids(turn.conn(), &owned).await? {
        let Some(owner) = article.owner.clone() else { continue };
        let has_left = turn.config.directory.has_left(&owner)
            || !people::presence::is_anywhere(turn.conn(), platform, &owner).await?;
        if has_left {
            replace_owner(turn, platform, &mut article).await?;
            store::set_care(turn.conn(), article.id, article.owner.as_deref(), article.reminded).await?;
        }
    }
    Ok(())
}

/// Somebody else answers for an article: the manager of whoever did, else the first of the managers of the desk; they hear of it.
async fn replace_owner(turn: &mut Turn<'_>, platform: &str, article: &mut Article) -> Result<(), Stop> {
    let config = turn.config.clone();
    let before = article.owner.clone();
    let of_directory = before.as_deref().and_then(|account| config.directory.person(account)?.manager.clone());
    let candidates = of_directory.into_iter().chain(config.roles.managers.iter().cloned());
    let next =
        candidates.into_iter().find(|account| Some(account) != before.as_ref() && !config.directory.has_left(account));
    let Some(next) = next else { return Ok(()) };
    article.owner = Some(next.clone());
    turn.record("article-owner", &article.id.to_string(), json!({ "owner": before }), json!({ "owner": next })).await?;
    let old = before.as_deref().map(|account| people::short_name(account).to_owned());
    tell_owner(turn, platform, article, |title| {
        let key = if old.is_some() { "kb-owner-new" } else { "kb-owner-first" };
        let phrase = Phrase::new(key).text("id", article.id.to_string()).text("title", title);
        phrase.text("old", old.clone().unwrap_or_default())
    })
    .await
}

/// An article in a list: without its title where that must not be read.
pub(super) fn row(turn: &Turn<'_>, article: &Article, inside: bool) -> Phrase {
    match reader::may_tell(article, inside) {
        true => {
            Phrase::new("kb-row-bare").text("id", article.id.to_string()).text("title", article.title(turn.language))
        }
        false => Phrase::new("kb-row-hidden").text("id", article.id.to_string()),
    }
}

/// `!kb review` alone: what must be looked at, the longest overdue first.
pub(super) async fn due_list(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let today = turn.today();
    let (ids, all) = store::due(turn.conn(), today, None, (0, LISTED)).await?;
    if ids.is_empty() {
        turn.answer(&Phrase::new("kb-due-none")).await?;
        return Ok(());
    }
    let inside = reader::is_inside(turn).await?;
    let mut body = turn.text(&Phrase::new("kb-due-heading").number("all", all));
    for article in store::by_ids(turn.conn(), &ids).await? {
        body = body.line(turn.text(&due_row(turn, &article, inside)));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// An article that is due, in a list.
pub(super) fn due_row(turn: &Turn<'_>, article: &Article, inside: bool) -> Phrase {
    let mut line = vec![row(turn, article, inside)];
    if let Some(day) = article.review_on {
        line.push(Phrase::new("kb-due-since").text("day", calendar_day(turn.language, day, true)));
    }
    line.extend(view::owner(article).map(|name| Phrase::new("kb-owner").text("name", name)));
    view::joined(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_morning_is_that_of_the_house() {
        let day = |text: &str| text.parse().unwrap();
        let at = |text: &str| morning(day(text), chrono_tz::Europe::Berlin).unwrap().to_rfc3339();
        assert_eq!(at("2026-03-28"), "2026-03-28T08:00:00+00:00");
        assert_eq!(at("2026-03-29"), "2026-03-29T07:00:00+00:00");
    }
}

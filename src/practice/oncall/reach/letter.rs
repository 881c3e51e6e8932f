//! What is delivered outside of the chat: to people, and to programs.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::code;
use super::sequence::waiting;
use super::store::{self, Reach};
use crate::channel::Letter;
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::practice::oncall::page::model::Page;
use crate::practice::oncall::page::step;

/// The timer that hears whether a program has taken what it was told.
pub(super) const TOLD: &str = "page-program-told";

/// What somebody is told by a channel. None: they have no address there, or nothing is waited for.
pub(super) async fn compose(turn: &mut Turn<'_>, reach: &Reach, channel: &str) -> Result<Option<Letter>, Stop> {
    let config = turn.config.clone();
    let Some(channel) = config.channel(channel) else { return Ok(None) };
    let addresses = store::addresses(turn.conn(), reach.person).await?;
    let Some(address) = addresses.into_iter().find(|one| one.proved && one.channel == channel.name) else {
        return Ok(None);
    };
    let pages = waiting(turn, reach.message).await?;
    let Some(first) = pages.first() else { return Ok(None) };
    let title = match pages.len() {
        1 => subject(first),
        more => {
            let count = i64::try_from(more).unwrap_or(i64::MAX);
            turn.words.plain(reach.language, &Phrase::new("reach-letter-several").number("count", count))
        }
    };
    let link = link(turn, reach).await?;
    let titles: Vec<String> = pages.iter().map(subject).collect();
    let text = Phrase::new("reach-letter")
        .text("title", titles.join(" · "))
        .date_time("at", first.started_at, config.timezone, turn.now)
        .choice("link", if link.is_some() { "yes" } else { "no" });
    let text = turn.words.plain(reach.language, &text);
    let text = match channel.longest {
        Some(most) if text.chars().count() > most => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        _ => text,
    };
    Ok(Some(Letter {
        to: address.address,
        title,
        text,
        link,
        urgent: reach.urgent,
        language: reach.language.code().to_owned(),
        data: Value::Null,
    }))
}

/// What a page is about, in a line.
fn subject(page: &Page) -> String {
    page.ticket.map_or_else(|| page.title.clone(), |id| format!("{id} {}", page.title))
}

/// Where somebody answers without the chat.
async fn link(turn: &mut Turn<'_>, reach: &Reach) -> Result<Option<String>, Stop> {
    let config = turn.config.clone();
    let Some(base) = &config.ops.public_url else { return Ok(None) };
    let secret = store::secret(turn.conn()).await?;
    let token = code::token(&secret, reach.message, reach.person);
    Ok(Some(format!("{}/page/{token}", base.as_str().trim_end_matches('/'))))
}

/// What the timer carries that hears how telling a program has ended.
#[derive(Serialize, Deserialize)]
struct Told {
    page: i64,
    channel: String,
    #[serde(default)]
    error: Option<String>,
}

/// Tells the program behind a channel that a page has come to a step.
pub(in super::super) async fn program(turn: &mut Turn<'_>, page: &Page, channel: &str) -> Result<(), Stop> {
    let language = turn.config.language;
    let letter = Letter {
        to: String::new(),
        title: subject(page),
        text: page.title.clone(),
        link: None,
        urgent: page.is_urgent(),
        language: language.code().to_owned(),
        data: json!({
            "page": page.id,
            "ticket": page.ticket.map(|id| id.to_string()),
            "chain": page.chain,
            "priority": page.priority,
            "started_at": page.started_at,
        }),
    };
    let heard = serde_json::to_value(Told { page: page.id, channel: channel.to_owned(), error: None })?;
    turn.dispatch(channel, &letter, (TOLD, &heard)).await?;
    Ok(())
}

/// Whether a program has taken it; where it has not, that is said.
pub(super) async fn told(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Told { page, channel, error } = serde_json::from_value(payload)?;
    let Some(page) = step::lock(turn, page).await? else { return Ok(()) };
    turn.place.platform.clone_from(&page.platform);
    let after = json!({ "page": page.id, "channel": channel, "error": error });
    turn.record("page-program", &page.name(), Value::Null, after).await?;
    if let Some(error) = error {
        let phrase = Phrase::new("reach-program-failed")
            .text("channel", channel)
            .text("error", crate::ticket::title_line(&error));
        step::tell(turn, &page, &phrase, None).await?;
    }
    Ok(())
}

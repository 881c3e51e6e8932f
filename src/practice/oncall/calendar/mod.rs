//! `!oncall calendar`: shifts as a file for calendar programs, and by an address that they subscribe to. The address is a secret:
//! whoever knows it reads the calendar without a login. Of it only the digest is kept.

mod feed;
mod store;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use self::feed::{Made, Of};
use self::store::Feed;
use super::schedule;
use crate::chat::markup::{Markup, Node};
use crate::command::{Accepts, fold};
use crate::config::ScheduleConfig;
use crate::error::{Fault, Refusal, Stop};
use crate::flow::files::{File, Source};
use crate::flow::turn::{Say, Turn};
use crate::flow::{Flow, Reply};
use crate::i18n::Phrase;
use crate::people;
use crate::practice::Call;
use crate::practice::language::language_of;
use crate::practice::threads;

/// What the verb takes.
pub(super) const ACCEPTS: Accepts = Accepts { ids: false, on_behalf: false, keys: &[super::stand_in::SCHEDULE] };

/// `!oncall calendar [it|mine]`, `!oncall calendar link [it|mine]`, `!oncall calendar revoke`
pub(super) async fn calendar(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text.as_str(), ""));
    match fold(first).as_str() {
        "link" | "address" | "adresse" => {
            let of = whose(turn, &call, rest).await?;
            link(turn, of).await
        }
        "revoke" | "widerrufen" | "zuruecknehmen" if rest.trim().is_empty() => revoke(turn).await,
        _ => {
            let of = whose(turn, &call, &text).await?;
            file(turn, of).await
        }
    }
}

/// Whose shifts are meant: a schedule's, or the actor's own, which are meant without a word by whoever takes part.
async fn whose(turn: &mut Turn<'_>, call: &Call, text: &str) -> Result<Option<ScheduleConfig>, Stop> {
    if ["mine", "my", "me", "meine", "meiner", "ich"].contains(&fold(text.trim()).as_str()) {
        return Ok(None);
    }
    let asked = Some(text.trim()).filter(|text| !text.is_empty()).or(call.args.key("schedule"));
    let account = turn.actor()?.account.clone();
    let takes_part = |of: &ScheduleConfig| of.takes_part(&account);
    if asked.is_none() && turn.config.schedules.iter().any(takes_part) {
        return Ok(None);
    }
    schedule::meant(turn, asked).await.map(Some)
}

/// Posts the calendar as a file.
async fn file(turn: &mut Turn<'_>, of: Option<ScheduleConfig>) -> Result<(), Stop> {
    let (config, words, place, now) = (turn.config.clone(), turn.words.clone(), turn.place.clone(), turn.now);
    let actor = turn.actor()?.clone();
    let made = Made { config: &config, words: &words, platform: &place.platform, now };
    let (name, whose) = match &of {
        Some(of) => (of.name.clone(), Of::Schedule(of)),
        None => (people::short_name(&actor.account).to_owned(), Of::Person(&actor.account)),
    };
    let text = feed::feed(turn.conn(), made, whose).await?;
    let caption = match &of {
        Some(of) => Phrase::new("oncall-calendar-posted").text("title", &of.title),
        None => Phrase::new("oncall-calendar-posted-own").text("name", &actor.name),
    };
    let mut caption = turn.text(&caption);
    if is_served(turn) {
        caption = caption.line(turn.text(&Phrase::new("oncall-calendar-or-link")));
    }
    turn.say(&place, caption).await?;
    let language = turn.language;
    let source = Source::Made(text.into_bytes());
    let file = File {
        name: format!("oncall-{name}.ics"),
        mime: "text/calendar".to_owned(),
        source,
        caption: None,
        mentions: Vec::new(),
        language,
    };
    turn.say_file(&place, file).await?;
    Ok(())
}

fn is_served(turn: &Turn<'_>) -> bool {
    turn.config.ops.listen.is_some() && turn.config.ops.public_url.is_some()
}

/// Makes a new address, which replaces the one that there was, and tells it to whoever asks, alone.
async fn link(turn: &mut Turn<'_>, of: Option<ScheduleConfig>) -> Result<(), Stop> {
    let base = turn.config.ops.public_url.clone().filter(|_| is_served(turn));
    let Some(base) = base else {
        let refusal = Refusal::new(Phrase::new("oncall-calendar-not-served"));
        return Err(refusal.hint(Phrase::new("oncall-calendar-not-served-hint")).into());
    };
    let (actor, place, now) = (turn.actor()?.clone(), turn.place.clone(), turn.now);
    let chance = store::chance(turn.conn()).await?;
    let token: String = Sha256::digest(chance).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let feed = Feed {
        person: actor.id,
        schedule: of.as_ref().map(|of| of.name.clone()),
        platform: place.platform.clone(),
        account: actor.account.clone(),
    };
    store::keep(turn.conn(), &feed, &Sha256::digest(&token), now).await?;
    turn.record("oncall-calendar-link", &subject(&feed), Value::Null, json!({ "schedule": feed.schedule })).await?;
    let address = format!("{}/calendar/{token}.ics", base.as_str().trim_end_matches('/'));
    let link = Markup::from(Node::Link { href: address.clone(), label: vec![Node::Text(address)] });
    let phrase = match &of {
        Some(of) => Phrase::new("oncall-calendar-link").text("title", &of.title),
        None => Phrase::new("oncall-calendar-link-own"),
    };
    let language = language_of(turn, &actor, &threads::alone(&place.platform)).await?;
    let body = turn.words.say(language, &phrase.node("link", link));
    if turn.here().await?.direct {
        turn.say(&place, body).await?;
        return Ok(());
    }
    turn.say_direct(&place.platform, &actor.account, Say { body, mentions: Vec::new(), loud: true }).await?;
    turn.answer(&Phrase::new("oncall-calendar-link-sent")).await?;
    Ok(())
}

fn subject(feed: &Feed) -> String {
    format!("calendar of {}", feed.account)
}

/// None of the actor's addresses counts any more.
async fn revoke(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let actor = turn.actor()?.clone();
    if store::revoke(turn.conn(), actor.id).await? == 0 {
        return Err(Refusal::new(Phrase::new("oncall-calendar-none")).into());
    }
    let subject = format!("calendar of {}", actor.account);
    turn.record("oncall-calendar-revoke", &subject, Value::Null, Value::Null).await?;
    turn.answer(&Phrase::new("oncall-calendar-revoked")).await?;
    Ok(())
}

/// The calendar of a secret address, `TOKEN.ics`; None where there is none, or none any more.
pub(in crate::practice) async fn calendar_of(flow: &Flow, file: &str) -> Result<Option<Reply>, Fault> {
    let Some(token) = file.strip_suffix(".ics").filter(|_| flow.config.ops.public_url.is_some()) else {
        return Ok(None);
    };
    let is_token = token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_token {
        return Ok(None);
    }
    let mut conn = flow.pool.acquire().await?;
    let Some(feed) = store::of(&mut conn, &Sha256::digest(token.as_bytes())).await? else { return Ok(None) };
    let config = &flow.config;
    // Whoever has left reads along no more.
    if config.directory.has_left(&feed.account) {
        return Ok(None);
    }
    let whose = match &feed.schedule {
        None => Of::Person(&feed.account),
        Some(name) => match config.schedules.iter().find(|known| known.name == *name) {
            Some(of) => Of::Schedule(of),
            None => return Ok(None),
        },
    };
    let now = flow.clock.now();
    let made = Made { config, words: &flow.words, platform: &feed.platform, now };
    let body = feed::feed(&mut conn, made, whose).await?;
    Ok(Some(Reply { media_type: "text/calendar; charset=utf-8", body }))
}

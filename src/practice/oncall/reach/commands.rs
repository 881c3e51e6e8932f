//! `!notify`: what people say about how they are reached.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::model::{self, Address, Rule};
use super::{code, store};
use crate::channel::Letter;
use crate::chat::markup::Markup;
use crate::command::duration;
use crate::config::{ChannelConfig, ChannelKind};
use crate::error::{Refusal, Stop};
use crate::flow::turn::{Place, Turn};
use crate::i18n::{Language, Phrase};
use crate::practice::{Call, named};

/// The timer that hears how a test has ended.
pub(super) const TESTED: &str = "notify-tested";

/// So long a code counts.
const VALID: TimeDelta = TimeDelta::minutes(30);

/// So many wrong codes are taken for slips.
const SLIPS: i16 = 5;

/// The latest that a channel can be used after the message in the chat.
const LATEST: Duration = Duration::from_hours(4);

/// The channels that people can be reached by.
fn usable(turn: &Turn<'_>) -> Vec<ChannelConfig> {
    turn.config.channels.iter().filter(|channel| channel.kind != ChannelKind::Webhook).cloned().collect()
}

/// The channel of a name.
fn channel(turn: &Turn<'_>, text: &str) -> Result<ChannelConfig, Stop> {
    let channels = usable(turn);
    if channels.is_empty() {
        return Err(Refusal::new(Phrase::new("notify-no-channels")).into());
    }
    let names = channels.iter().map(|channel| (channel.name.as_str(), channel.title.as_str()));
    let at = named::thing(text, names).map_err(|near| named::unknown("notify-channel-unknown", text, &near))?;
    channels.get(at).cloned().ok_or_else(|| Refusal::new(Phrase::new("notify-no-channels")).into())
}

/// The first word, and what stands behind it.
fn first(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (first, rest.trim())
}

/// `!notify`
pub(super) async fn show(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (word, _) = first(&call.args.text);
    if !word.is_empty() {
        let verb = match turn.language {
            Language::En => "notify",
            Language::De => "benachrichtigung",
        };
        let near = crate::practice::verbs_like(verb, word, turn.language);
        return Err(named::unknown("notify-unknown", word, &near));
    }
    let actor = turn.actor()?.clone();
    let addresses = store::addresses(turn.conn(), actor.id).await?;
    let channels = usable(turn);
    let mut body = turn.text(&Phrase::new("notify-chat"));
    if channels.is_empty() {
        body = body.line(turn.text(&Phrase::new("notify-no-channels")));
    }
    for channel in &channels {
        let own = addresses.iter().find(|address| address.channel == channel.name);
        let line = match own {
            Some(address) => Phrase::new("notify-own")
                .text("title", &channel.title)
                .text("address", model::masked(&address.address))
                .choice("proved", if address.proved { "yes" } else { "no" }),
            None => Phrase::new("notify-possible")
                .text("title", &channel.title)
                .text("name", &channel.name)
                .choice("kind", channel.address.name()),
        };
        body = body.line(turn.text(&line));
    }
    if !channels.is_empty() {
        body = both_plans(turn, body, &addresses).await?;
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// Below a text, how the actor is woken for what is urgent and for everything else.
async fn both_plans(turn: &mut Turn<'_>, mut body: Markup, addresses: &[Address]) -> Result<Markup, Stop> {
    for urgent in [true, false] {
        let line = planned(turn, addresses, urgent).await?;
        body = body.line(turn.text(&line));
    }
    Ok(body)
}

/// When which channel is used for the actor.
async fn planned(turn: &mut Turn<'_>, addresses: &[Address], urgent: bool) -> Result<Phrase, Stop> {
    let actor = turn.actor()?.id;
    let rules = store::rules(turn.conn(), actor, urgent).await?;
    let config = turn.config.clone();
    let plan = model::plan(&config.channels, addresses, &rules, urgent);
    let parts = plan.iter().map(|due| {
        let minutes = TimeDelta::seconds(i64::try_from(due.after).unwrap_or(i64::MAX));
        let phrase = match due.after {
            0 => Phrase::new("notify-at-once"),
            _ => Phrase::new("notify-after").duration("after", minutes),
        };
        phrase.text("title", config.channel_title(&due.channel))
    });
    let parts: Vec<Markup> = parts.map(|part| turn.text(&part)).collect();
    let which = if urgent { "urgent" } else { "normal" };
    Ok(match parts.is_empty() {
        true => Phrase::new("notify-plan-chat").choice("which", which),
        false => Phrase::new("notify-plan").choice("which", which).node("parts", Markup::join(parts, ", ")),
    })
}

/// `!notify add sms +49 151 …`
pub(super) async fn add(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (name, address) = first(&call.args.text);
    if name.is_empty() {
        return Err(Refusal::unclear(Phrase::new("notify-add-what")).hint(Phrase::new("notify-add-hint")).into());
    }
    let channel = channel(turn, name)?;
    let Some(address) = channel.address.read(address) else {
        let phrase = Phrase::new("notify-address-wrong").text("title", &channel.title);
        return Err(Refusal::unclear(phrase.choice("kind", channel.address.name())).into());
    };
    let actor = turn.actor()?.clone();
    store::keep(turn.conn(), actor.id, &channel.name, &address).await?;
    let after = json!({ "channel": channel.name, "address": model::masked(&address) });
    turn.record("notify-add", &actor.account, Value::Null, after).await?;
    send_test(turn, &channel, &Address { channel: channel.name.clone(), address, proved: false }).await?;
    turn.answer(&Phrase::new("notify-code-sent").text("title", &channel.title)).await?;
    Ok(())
}

/// `!notify test`, `!notify test sms`
pub(super) async fn test(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let actor = turn.actor()?.clone();
    let addresses = store::addresses(turn.conn(), actor.id).await?;
    let (name, _) = first(&call.args.text);
    let meant = match name.is_empty() {
        true => None,
        false => Some(channel(turn, name)?),
    };
    let channels = usable(turn);
    let mut sent = Vec::new();
    for address in &addresses {
        let Some(channel) = channels.iter().find(|channel| channel.name == address.channel) else { continue };
        if meant.as_ref().is_some_and(|meant| meant.name != channel.name) {
            continue;
        }
        send_test(turn, channel, address).await?;
        sent.push(channel.title.clone());
    }
    if sent.is_empty() {
        let phrase = Phrase::new("notify-none");
        return Err(Refusal::new(phrase).hint(Phrase::new("notify-add-hint")).into());
    }
    turn.answer(&Phrase::new("notify-test-sent").text("titles", sent.join(", "))).await?;
    Ok(())
}

/// What the timer carries that hears how a test has ended.
#[derive(Serialize, Deserialize)]
struct Test {
    platform: String,
    room: String,
    thread: Option<String>,
    language: String,
    channel: String,
    error: Option<String>,
}

/// A test to an address; where it is not proved yet, with the code that proves it.
async fn send_test(turn: &mut Turn<'_>, channel: &ChannelConfig, address: &Address) -> Result<(), Stop> {
    let (actor, now, language) = (turn.actor()?.clone(), turn.now, turn.language);
    let text = match address.proved {
        true => Phrase::new("notify-test-text"),
        false => {
            store::tested(turn.conn(), actor.id, &channel.name, now).await?;
            let secret = store::secret(turn.conn()).await?;
            let digits = code::digits(&secret, actor.id, (&channel.name, &address.address), now);
            Phrase::new("notify-code-text").text("code", digits)
        }
    };
    let letter = Letter {
        to: address.address.clone(),
        title: turn.words.plain(language, &Phrase::new("notify-test-title")),
        text: turn.words.plain(language, &text),
        link: None,
        urgent: false,
        language: language.code().to_owned(),
        data: Value::Null,
    };
    let place = turn.place.clone();
    let heard = Test {
        platform: place.platform,
        room: place.room,
        thread: place.thread,
        language: language.code().to_owned(),
        channel: channel.name.clone(),
        error: None,
    };
    turn.dispatch(&channel.name, &letter, (TESTED, &serde_json::to_value(heard)?)).await?;
    Ok(())
}

/// A test was taken by the channel, or was not: only the latter needs to be said.
pub(super) async fn tested(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let test: Test = serde_json::from_value(payload)?;
    let Some(error) = test.error else { return Ok(()) };
    let title = turn.config.channel_title(&test.channel).to_owned();
    let place = Place { platform: test.platform, room: test.room, thread: test.thread };
    let language = Language::read(&test.language).unwrap_or(turn.config.language);
    let phrase = Phrase::new("notify-test-failed").text("title", title).text("error", error);
    let body = turn.words.say(language, &phrase);
    turn.say(&place, body).await?;
    Ok(())
}

/// `!notify code 123456`: an answer and not a refusal where it is wrong, as that is counted.
pub(super) async fn code(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let given: String = call.args.text.chars().filter(char::is_ascii_digit).take(12).collect();
    if given.is_empty() {
        return Err(Refusal::unclear(Phrase::new("notify-code-what")).hint(Phrase::new("notify-code-hint")).into());
    }
    let (actor, now) = (turn.actor()?.clone(), turn.now);
    let waiting = store::waiting(turn.conn(), actor.id).await?;
    let is_late = |at: chrono::DateTime<Utc>| now - at > VALID;
    let open: Vec<&store::Tested> =
        waiting.iter().filter(|tested| !is_late(tested.at) && tested.tries < SLIPS).collect();
    if open.is_empty() {
        let refusal = Refusal::new(Phrase::new("notify-code-none"));
        return Err(refusal.hint(Phrase::new("notify-code-again")).into());
    }
    let secret = store::secret(turn.conn()).await?;
    let fits = |tested: &&&store::Tested| {
        code::digits(&secret, actor.id, (&tested.channel, &tested.address), tested.at) == given
    };
    let Some(found) = open.iter().find(fits) else {
        store::missed(turn.conn(), actor.id).await?;
        turn.answer(&Phrase::new("notify-code-wrong")).await?;
        return Ok(());
    };
    store::proved(turn.conn(), actor.id, &found.channel, now).await?;
    turn.record("notify-prove", &actor.account, Value::Null, json!({ "channel": found.channel })).await?;
    let addresses = store::addresses(turn.conn(), actor.id).await?;
    let title = turn.config.channel_title(&found.channel).to_owned();
    let mut body = turn.text(&Phrase::new("notify-proved").text("title", title));
    body = both_plans(turn, body, &addresses).await?;
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// `!notify urgent sms 2m, voice 5m`; `usual`: as the channels say themselves.
pub(super) async fn rules(turn: &mut Turn<'_>, call: Call, urgent: bool) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    let actor = turn.actor()?.clone();
    let addresses = store::addresses(turn.conn(), actor.id).await?;
    if text.is_empty() {
        let hint = Phrase::new("notify-rules-hint");
        return Err(Refusal::unclear(planned(turn, &addresses, urgent).await?).hint(hint).into());
    }
    let rules = match ["usual", "default", "üblich", "standard"].contains(&text.to_lowercase().as_str()) {
        true => Vec::new(),
        false => read_rules(turn, &text, &addresses)?,
    };
    store::set_rules(turn.conn(), actor.id, urgent, &rules).await?;
    let written: Vec<Value> =
        rules.iter().map(|rule| json!({ "channel": rule.channel, "seconds": rule.after.as_secs() })).collect();
    turn.record("notify-rules", &actor.account, Value::Null, json!({ "urgent": urgent, "rules": written })).await?;
    let line = planned(turn, &addresses, urgent).await?;
    turn.answer(&line).await?;
    Ok(())
}

fn read_rules(turn: &Turn<'_>, text: &str, addresses: &[Address]) -> Result<Vec<Rule>, Stop> {
    let mut rules: Vec<Rule> = Vec::new();
    for (name, after) in model::rules_of(text) {
        let channel = channel(turn, &name)?;
        if !addresses.iter().any(|address| address.proved && address.channel == channel.name) {
            let phrase = Phrase::new("notify-not-proved").text("title", channel.title);
            return Err(Refusal::new(phrase).hint(Phrase::new("notify-add-hint")).into());
        }
        let seconds = match (after.as_str(), duration::read(&after)) {
            ("" | "0" | "0m" | "0s", _) => 0,
            (_, Ok(duration::Span::Seconds(seconds))) => u64::try_from(seconds).unwrap_or_default(),
            _ => u64::MAX,
        };
        if seconds > LATEST.as_secs() {
            let phrase = Phrase::new("notify-after-wrong").text("text", crate::ticket::title_line(&after));
            return Err(Refusal::unclear(phrase).hint(Phrase::new("notify-rules-hint")).into());
        }
        rules.retain(|rule| rule.channel != channel.name);
        rules.push(Rule { channel: channel.name, after: Duration::from_secs(seconds) });
    }
    if rules.is_empty() {
        let refusal = Refusal::unclear(Phrase::new("notify-after-wrong").text("text", crate::ticket::title_line(text)));
        return Err(refusal.hint(Phrase::new("notify-rules-hint")).into());
    }
    Ok(rules)
}

/// `!notify remove sms`
pub(super) async fn remove(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (name, _) = first(&call.args.text);
    if name.is_empty() {
        return Err(Refusal::unclear(Phrase::new("notify-remove-what")).into());
    }
    let actor = turn.actor()?.clone();
    let addresses = store::addresses(turn.conn(), actor.id).await?;
    // Also one whose channel is configured no more.
    let own = addresses.iter().find(|address| address.channel.eq_ignore_ascii_case(name));
    let name = match own {
        Some(address) => address.channel.clone(),
        None => channel(turn, name)?.name,
    };
    if !store::forget(turn.conn(), actor.id, &name).await? {
        return Err(Refusal::new(Phrase::new("notify-none")).hint(Phrase::new("notify-add-hint")).into());
    }
    turn.record("notify-remove", &actor.account, json!({ "channel": name }), Value::Null).await?;
    turn.answer(&Phrase::new("notify-removed").text("name", name)).await?;
    Ok(())
}

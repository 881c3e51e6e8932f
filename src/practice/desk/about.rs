//! The bot's own affairs: help, greeting, language, role, status.

use chrono_tz::{TZ_VARIANTS, Tz};
use serde_json::json;

use super::find;
use crate::chat::markup::Markup;
use crate::command::{fold, suggest};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, leader, queue};
use crate::i18n::{Language, Phrase};
use crate::people::{self, role::Role};
use crate::practice::{Call, Verb, Who, meaning, permission, router};
use crate::ticket;

/// `!help` lists what the reader may do; `!help take` explains one thing.
pub(super) async fn help(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let wanted = fold(call.args.text.trim().trim_start_matches(turn.config.prefix.as_str()).trim());
    let body = if wanted.is_empty() { overview(turn).await? } else { explain(turn, &wanted)? };
    say(turn, body).await
}

async fn say(turn: &mut Turn<'_>, body: Markup) -> Result<(), Stop> {
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

/// The names of a verb in a language, the usual one first.
fn names(verb: &Verb, language: Language) -> &'static [&'static str] {
    match language {
        Language::En => verb.en,
        Language::De => verb.de,
    }
}

fn command(turn: &Turn<'_>, verb: &Verb) -> String {
    let name = names(verb, turn.language).first().copied().unwrap_or(verb.name);
    let usage = turn.words.plain(turn.language, &Phrase::new(verb.words.usage));
    format!("{}{name} {usage}", turn.config.prefix).trim_end().to_owned()
}

async fn overview(turn: &mut Turn<'_>) -> Result<Markup, Stop> {
    let role = permission::role(turn, None).await?;
    // Of a ticket of one's own: that is what a requester wants to know.
    let may = |verb: &&Verb| verb.who.includes(role, true);
    let mut body = turn.text(&Phrase::new("help-heading"));
    for verb in router::verbs().filter(may) {
        let line =
            Phrase::new("help-line").text("command", command(turn, verb)).phrase("what", Phrase::new(verb.words.what));
        body = body.line(turn.text(&line));
    }
    Ok(body.line(turn.text(&Phrase::new("help-footer"))))
}

fn explain(turn: &Turn<'_>, wanted: &str) -> Result<Markup, Stop> {
    let Some(verb) = meaning::named(wanted) else {
        let names: Vec<&str> = router::verbs().flat_map(|verb| verb.en.iter().chain(verb.de)).copied().collect();
        let near = suggest(wanted, &names, 3);
        let refusal = Refusal::unclear(Phrase::new("help-unknown").text("word", super::model::title_line(wanted)));
        return Err(match near.is_empty() {
            true => refusal.hint(Phrase::new("command-see-help")).into(),
            false => {
                let near = near.iter().map(|name| format!("{}help {name}", turn.config.prefix)).collect::<Vec<_>>();
                refusal.hint(Phrase::new("command-did-you-mean").text("near", near.join(" · "))).into()
            }
        });
    };
    let mut all: Vec<String> = Vec::new();
    for name in verb.en.iter().chain(verb.de) {
        let name = format!("{}{name}", turn.config.prefix);
        if !all.contains(&name) {
            all.push(name);
        }
    }
    let phrase = Phrase::new("help-verb")
        .text("command", command(turn, verb))
        .phrase("what", Phrase::new(verb.words.what))
        .phrase("more", Phrase::new(verb.words.more))
        .phrase("who", Phrase::new("help-who").choice("who", verb.who.name()))
        .text("names", all.join(" · "));
    Ok(turn.text(&phrase))
}

/// `!ticket` alone: how to raise one, and the reader's open ones.
pub(super) async fn ticket_and_mine(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let how = turn.text(&Phrase::new("ticket-how"));
    let mine = find::summary(turn).await?;
    say(turn, how.line(mine)).await
}

/// A word to a room into which the bot was invited.
pub(super) async fn greet(turn: &mut Turn<'_>, direct: bool) -> Result<Outcome, Stop> {
    if turn.config.desk.greeting {
        let key = if direct { "greeting-direct" } else { "greeting" };
        turn.answer(&Phrase::new(key)).await?;
    }
    Ok(Outcome::Done)
}

/// `!lotse lang de`, `!lotse lang auto`, and for agents `!lotse lang de here` for a whole room.
pub(super) async fn language(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let mut words = call.args.text.split_whitespace();
    let (Some(wanted), here) = (words.next(), words.next()) else {
        let phrase = Phrase::new("language-now").choice("language", turn.language.code());
        turn.answer(&phrase).await?;
        return Ok(());
    };
    let chosen = match Language::read(wanted) {
        Some(language) => Some(language),
        None if ["auto", "automatisch"].contains(&fold(wanted).as_str()) => None,
        None => {
            let reason = Phrase::new("language-unknown").text("text", super::model::title_line(wanted));
            return Err(Refusal::unclear(reason).hint(Phrase::new("language-hint")).into());
        }
    };
    let code = chosen.map_or("auto", Language::code);
    let here = here.is_some_and(|word| ["here", "hier", "room", "raum"].contains(&fold(word).as_str()));
    let actor = turn.actor()?.clone();
    if here {
        if !permission::works_here(turn).await? {
            return Err(permission::not_permitted(Who::Agent, "lotse-language").into());
        }
        let place = turn.place.clone();
        let before = turn.room_language(&place).await?;
        turn.choose_room_language(&place, chosen).await?;
        let (before, after) = (json!({ "language": before }), json!({ "language": chosen }));
        turn.record("room-language", &place.room, before, after).await?;
    } else {
        people::store::choose_language(turn.conn(), actor.id, chosen).await?;
        let (before, after) = (json!({ "language": actor.language }), json!({ "language": chosen }));
        turn.record("person-language", &actor.account, before, after).await?;
    }
    turn.language = match (here, chosen) {
        (_, Some(chosen)) if !here || actor.known_language(&turn.config).is_none() => chosen,
        _ => turn.language,
    };
    let key = if here { "language-set-here" } else { "language-set" };
    turn.answer(&Phrase::new(key).choice("language", code)).await?;
    Ok(())
}

/// `!lotse zone Europe/Lisbon`, `!lotse zone auto`.
pub(super) async fn zone(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let wanted = call.args.text.trim();
    let actor = turn.actor()?.clone();
    let chosen = match fold(wanted).as_str() {
        "" => {
            let zone = turn.zone();
            return say_zone(turn, "zone-now", zone).await;
        }
        "auto" | "automatisch" => None,
        _ => Some(read_zone(wanted)?),
    };
    people::accounts::choose_zone(turn.conn(), actor.id, chosen).await?;
    let name = |zone: Option<Tz>| zone.map(|zone| zone.name());
    let (before, after) = (json!({ "zone": name(actor.zone) }), json!({ "zone": name(chosen) }));
    turn.record("person-zone", &actor.account, before, after).await?;
    say_zone(turn, "zone-set", chosen.unwrap_or(turn.config.timezone)).await
}

/// The zone of this name, or of this city.
fn read_zone(wanted: &str) -> Result<Tz, Stop> {
    let written = wanted.replace(' ', "_");
    let city = |zone: &&Tz| zone.name().rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&written));
    let found = Tz::from_str_insensitive(&written).ok().or_else(|| TZ_VARIANTS.iter().find(city).copied());
    found.ok_or_else(|| {
        let names: Vec<&str> = TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
        let near = suggest(&written, &names, 3);
        let refusal = Refusal::unclear(Phrase::new("zone-unknown").text("text", super::model::title_line(wanted)));
        match near.is_empty() {
            true => refusal.hint(Phrase::new("zone-hint")).into(),
            false => refusal.hint(Phrase::new("command-did-you-mean").text("near", near.join(" · "))).into(),
        }
    })
}

async fn say_zone(turn: &mut Turn<'_>, key: &'static str, zone: Tz) -> Result<(), Stop> {
    let now = turn.now;
    turn.answer(&Phrase::new(key).text("zone", zone.name()).date_time("now", now, zone, now)).await?;
    Ok(())
}

/// `!lotse role`: what the reader may do here, and why.
pub(super) async fn my_role(turn: &mut Turn<'_>, _call: Call) -> Result<(), Stop> {
    let role = permission::role(turn, None).await?;
    turn.answer(&Phrase::new("role-now").choice("role", role.name())).await?;
    Ok(())
}

/// `!lotse status`: is it well? Operators also see what waits and what was given up.
pub(super) async fn status(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let rest = call.args.text.trim();
    if !rest.is_empty() {
        let word = format!("{}lotse {}", turn.config.prefix, super::model::title_line(rest));
        let reason = Phrase::new("command-unknown").text("word", word);
        return Err(Refusal::unclear(reason).hint(Phrase::new("lotse-hint")).into());
    }
    let open = ticket::store::count_all_open(turn.conn()).await?;
    let phrase = Phrase::new("status").text("version", env!("CARGO_PKG_VERSION")).number("open", open);
    let mut body = turn.text(&phrase);
    if permission::role(turn, None).await? >= Role::Operator {
        let backlog = queue::backlog(turn.conn()).await?;
        let queues = Phrase::new("status-queues")
            // This very command is still open.
            .number("open", backlog.open - 1)
            .number("waiting", backlog.waiting)
            .number("buried", backlog.buried)
            .number("refused", backlog.refused);
        body = body.line(turn.text(&queues));
        let platform = turn.place.platform.clone();
        let instances = leader::instances(turn.conn(), &platform).await?;
        // Of a bot that is alone there is nothing to tell.
        for seen in instances.iter().filter(|_| instances.len() > 1) {
            let phrase =
                Phrase::new("status-instance").text("host", &seen.host).text("process", seen.process.to_string());
            body = body.line(turn.text(&phrase.choice("state", seen.state.name())));
        }
    }
    say(turn, body).await
}

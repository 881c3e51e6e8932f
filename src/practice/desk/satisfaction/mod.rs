//! How was it? After a ticket was closed, its requester is asked once, and answers by a tap or not at all.

mod model;
mod store;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::effort::{period, visible_teams};
use super::homes::{self, refresh};
use crate::command::{Accepts, KeyName, Sign};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::flow::{Outcome, prompts};
use crate::i18n::{Language, Phrase};
use crate::ids::TicketId;
use crate::people::team;
use crate::practice::{Call, Practice, Prompt, Tap, Verb, Who, verb_words};
use crate::ticket::{self, Side, State, Ticket, relation};

/// The kind of the message that asks.
const ASKED: &str = "ticket-satisfaction";

/// The signs that answer it, worst first.
const SIGNS: [&str; 5] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"];

/// How long after the vote the next message of the requester is their comment to it.
const COMMENT_WAIT: TimeDelta = TimeDelta::days(1);

const TEAM: KeyName = KeyName::word("team", &["gruppe"]);

/// The practice's rows.
pub const PRACTICE: Practice = Practice {
    name: "satisfaction",
    verbs: &[Verb {
        name: "satisfaction",
        words: verb_words!("satisfaction"),
        en: &["satisfaction"],
        de: &["zufriedenheit"],
        who: Who::Agent,
        on_ticket: false,
        accepts: Accepts { ids: false, on_behalf: false, keys: &[TEAM] },
        run: |turn, call| Box::pin(report(turn, call)),
    }],
    reactions: &[],
    prompts: &[Prompt {
        name: ASKED,
        signs: &[Sign::Digit(1), Sign::Digit(2), Sign::Digit(3), Sign::Digit(4), Sign::Digit(5)],
        run: |turn, tap| Box::pin(rate(turn, tap)),
    }],
    errands: &[],
    timers: &[],
    hears: None,
    listens: None,
    lines: None,
    objects: None,
    stands: None,
    words: &[(Language::En, include_str!("en.ftl")), (Language::De, include_str!("de.ftl"))],
};

/// What is kept with the message that asks.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    ticket: TicketId,
}

/// After a transition: asks the requester of a ticket that was solved by somebody else and is closed now. Not of what was
/// withdrawn, and not of what goes on as another ticket.
pub(super) async fn follow(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<(), Stop> {
    let State::Closed { to: Some(solver), resolution: Some(_), .. } = &ticket.state else { return Ok(()) };
    // Of a change or major incident those judge who worked on it: it is reviewed. A problem nobody has asked for.
    let is_inside = ticket.id.kind().goes_own_way();
    if !turn.config.desk.satisfaction || is_inside || *solver == ticket.requester {
        return Ok(());
    }
    if relation::merged_into(turn.conn(), ticket.id).await?.is_some() {
        return Ok(());
    }
    let homes = ticket::store::places(turn.conn(), ticket.id).await?;
    let of_requester = homes.iter().find(|home| home.side == Side::Requester);
    let Some(home) = of_requester.or_else(|| homes.iter().find(|home| home.side == Side::Shared)) else {
        return Ok(());
    };
    if let Some(before) = store::of(turn.conn(), ticket.id).await? {
        prompts::forget(turn.conn(), before.message).await?;
        turn.offer(before.message, &[]).await?;
    }
    let phrase = question(turn, ticket, &home.platform).await?;
    let message = homes::say_at(turn, ticket, home, &phrase, None).await?;
    let payload = serde_json::to_value(Asked { ticket: ticket.id })?;
    prompts::keep(turn.conn(), message, ASKED, &payload).await?;
    let now = turn.now;
    store::ask(turn.conn(), ticket.id, message, now).await?;
    if turn.config.desk.offer_reactions {
        turn.offer(message, &SIGNS).await?;
    }
    Ok(())
}

async fn question(turn: &mut Turn<'_>, ticket: &Ticket, platform: &str) -> Result<Phrase, Stop> {
    let requester = homes::faces(turn, ticket, platform).await?.requester;
    let name = requester.map_or_else(String::new, |requester| requester.name);
    Ok(Phrase::new("satisfaction-ask").text("id", ticket.id.to_string()).text("name", name))
}

/// A vote, or one that is taken back.
async fn rate(turn: &mut Turn<'_>, tap: Tap) -> Result<Outcome, Stop> {
    let Asked { ticket: id } = serde_json::from_value(tap.payload)?;
    let Some(ticket) = ticket::store::lock(turn.conn(), id).await? else { return Ok(Outcome::Ignored) };
    let (Sign::Digit(score), Some(rating)) = (tap.sign, store::of(turn.conn(), id).await?) else {
        return Ok(Outcome::Ignored);
    };
    let (score, person) = (i16::from(score), turn.actor()?.id);
    if person != ticket.requester {
        if !tap.taken_back && ticket::store::first_hint(turn.conn(), id, person, ASKED).await? {
            turn.answer(&Phrase::new("satisfaction-not-yours").text("id", id.to_string())).await?;
        }
        return Ok(Outcome::Refused);
    }
    if tap.taken_back && rating.score != Some(score) {
        // An earlier vote, which counts no more since there was a later one.
        return Ok(Outcome::Ignored);
    }
    if !tap.taken_back && !matches!(ticket.state, State::Closed { .. }) {
        turn.answer(&Phrase::new("satisfaction-open-again").text("id", id.to_string())).await?;
        return Ok(Outcome::Refused);
    }
    let vote = (!tap.taken_back).then_some(score);
    let now = turn.now;
    store::rate(turn.conn(), id, vote, now).await?;
    let (before, after) = (json!({ "score": rating.score }), json!({ "score": vote }));
    turn.record("ticket-rate", &id.to_string(), before, after).await?;
    let platform = turn.place.platform.clone();
    let phrase = match vote {
        Some(score) => Phrase::new("satisfaction-thanks").text("id", id.to_string()).number("score", i64::from(score)),
        None => question(turn, &ticket, &platform).await?,
    };
    let language = homes::language_below(turn, &ticket, tap.message).await?.unwrap_or(turn.language);
    let body = turn.words.say(language, &phrase);
    turn.edit(tap.message, body).await?;
    refresh(turn, &ticket).await?;
    Ok(Outcome::Done)
}

/// Whether the next message of the actor in the thread of a ticket is their comment to a vote that they have just given.
pub(super) async fn awaits_comment(turn: &mut Turn<'_>, id: TicketId) -> Result<bool, Stop> {
    let (actor, since) = (turn.actor()?.id, turn.said_at - COMMENT_WAIT);
    Ok(store::awaits_comment(turn.conn(), id, actor, since).await?)
}

/// Keeps an entry of the log as the comment to a vote.
pub(super) async fn keep_comment(turn: &mut Turn<'_>, id: TicketId, entry: i64) -> Result<(), Stop> {
    store::comment(turn.conn(), id, entry).await?;
    turn.record("ticket-rate-comment", &id.to_string(), serde_json::Value::Null, json!({ "entry": entry })).await?;
    turn.answer(&Phrase::new("satisfaction-comment-kept").text("id", id.to_string())).await?;
    Ok(())
}

/// The line on the team's card.
pub(super) async fn line(turn: &mut Turn<'_>, ticket: &Ticket) -> Result<Option<Phrase>, Stop> {
    let score = store::of(turn.conn(), ticket.id).await?.and_then(|rating| rating.score);
    Ok(score.map(|score| Phrase::new("satisfaction-line").number("score", i64::from(score))))
}

/// `!satisfaction month team:it`: the average by team.
async fn report(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim();
    let wanted = if text.is_empty() { "month" } else { text };
    let Some(period) = period(wanted) else {
        let reason = Phrase::new("satisfaction-unclear").text("text", super::model::title_line(text));
        return Err(Refusal::unclear(reason).hint(Phrase::new("satisfaction-hint")).into());
    };
    let (teams, own) = visible_teams(turn, &call.args).await?;
    let since = turn.now - TimeDelta::days(period.days);
    let votes = store::by_team(turn.conn(), since, teams.as_deref(), &own).await?;
    if votes.is_empty() {
        turn.answer(&Phrase::new("satisfaction-none").choice("period", period.name)).await?;
        return Ok(());
    }
    let mut body = turn.text(&Phrase::new("satisfaction-heading").choice("period", period.name));
    let config = turn.config.clone();
    // Who looks after the tickets of a team that the configuration has no more answers for its votes.
    let mut of_owners: Vec<store::Votes> = Vec::new();
    for votes in votes {
        let team = team::owner(&config, votes.team.as_deref()).map(str::to_owned).or(votes.team);
        match of_owners.iter_mut().find(|known| known.team == team) {
            Some(known) => (known.sum, known.count) = (known.sum + votes.sum, known.count + votes.count),
            None => of_owners.push(store::Votes { team, ..votes }),
        }
    }
    for votes in of_owners {
        let average = model::average(votes.sum, votes.count, turn.language);
        let line = match &votes.team {
            Some(name) => {
                let title = team::named(&config, name).map_or(name, |team| &team.title);
                Phrase::new("satisfaction-team").text("team", title)
            }
            None => Phrase::new("satisfaction-no-team"),
        };
        let line = line.text("average", average).number("votes", votes.count);
        body = body.line(turn.text(&line));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}

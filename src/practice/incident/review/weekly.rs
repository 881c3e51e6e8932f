//! On Monday mornings those who answer for the desk are told which reviews are owed, and what was to be done after incidents and
//! is not.

use chrono::{DateTime, Datelike, Days, NaiveTime, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::store;
use crate::chat::markup::Markup;
use crate::error::{Fault, Stop};
use crate::flow::turn::{Say, Turn};
use crate::flow::{Flow, timers};
use crate::i18n::{Language, Phrase};
use crate::ids::TicketId;
use crate::people;
use crate::practice::incident::{outside, save, store as incidents};
use crate::practice::language::language_of;
use crate::practice::threads::alone;
use crate::ticket::{self, title_line};

/// The timer of the list.
pub(in super::super) const LIST: &str = "incident-weekly";

/// So many of each are listed.
const LISTED: i64 = 15;

/// The hour of the house at which it comes.
const HOUR: u32 = 9;

/// The next Monday morning after a moment.
fn next(after: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    let hour = NaiveTime::from_hms_opt(HOUR, 0, 0)?;
    let today = after.with_timezone(&zone).date_naive();
    let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
    let mut mornings = (0..3).filter_map(|weeks| {
        let day = monday.checked_add_days(Days::new(7 * weeks))?;
        Some(day.and_time(hour).and_local_timezone(zone).earliest()?.to_utc())
    });
    mornings.find(|morning| *morning > after)
}

/// What the timer carries: by which clock it was set.
fn set(zone: Tz) -> Value {
    json!({ "zone": zone.name() })
}

/// Keeps the timer on the clock of the house, until told to stop.
pub async fn keep(flow: Flow, stop: CancellationToken) {
    timers::keep(flow, stop, "list of reviews", stand).await;
}

async fn stand(flow: &Flow) -> Result<(), Fault> {
    let zone = flow.config.timezone;
    timers::stand(flow, LIST, next(flow.clock.now(), zone), &set(zone)).await
}

/// What is owed.
struct Owed {
    reviews: (Vec<(TicketId, DateTime<Utc>)>, i64),
    follow_ups: (Vec<(TicketId, TicketId)>, i64),
}

/// It is Monday morning: the managers are told, or where there are none the operators, unless nothing is owed.
pub(in super::super) async fn due(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let (config, now) = (turn.config.clone(), turn.now);
    if let Some(at) = next(now.max(turn.said_at), config.timezone) {
        turn.schedule(LIST, LIST, at, &set(config.timezone)).await?;
    }
    if payload != set(config.timezone) {
        // By the clock of the house as it is now the time has not come.
        return Ok(());
    }
    let owed = Owed {
        reviews: store::owed(turn.conn(), LISTED).await?,
        follow_ups: store::overdue(turn.conn(), now, LISTED).await?,
    };
    if owed.reviews.0.is_empty() && owed.follow_ups.0.is_empty() {
        return Ok(());
    }
    let Some(platform) = turn.platforms().await?.into_iter().next() else { return Ok(()) };
    turn.place.platform.clone_from(&platform);
    let lines = lines(turn, &platform, &owed).await?;
    let roles = &config.roles;
    let readers = if roles.managers.is_empty() { &roles.operators } else { &roles.managers };
    for account in readers.iter().filter(|account| !config.directory.has_left(account)) {
        let person = people::store::identify(turn.conn(), &platform, account, now).await?;
        let language = language_of(turn, &person, &alone(&platform)).await?;
        let body = body(turn, language, &lines);
        turn.say_direct(&platform, account, Say { body, mentions: Vec::new(), loud: true }).await?;
    }
    Ok(())
}

fn body(turn: &Turn<'_>, language: Language, lines: &[Phrase]) -> Markup {
    let mut lines = lines.iter();
    let first = lines.next().map(|line| turn.words.say(language, line)).unwrap_or_default();
    lines.fold(first, |body, line| body.line(turn.words.say(language, line)))
}

async fn lines(turn: &mut Turn<'_>, platform: &str, owed: &Owed) -> Result<Vec<Phrase>, Stop> {
    let (zone, now) = (turn.config.timezone, turn.now);
    let (reviews, all) = &owed.reviews;
    let mut lines = Vec::new();
    if !reviews.is_empty() {
        lines.push(Phrase::new("review-week").number("count", *all));
    }
    for (id, at) in reviews {
        let Some((ticket, incident)) = save::load(turn, *id).await? else { continue };
        let overdue = if *at <= now { "yes" } else { "no" };
        // Of a restricted one nobody learns more here than that it waits.
        let phrase = if incident.restricted || ticket.private {
            Phrase::new("review-week-hidden")
        } else {
            let lead = outside::lead(turn, &ticket, &incident).await?;
            Phrase::new("review-week-row")
                .text("title", title_line(&ticket.title))
                .text("name", lead.unwrap_or_else(|| "–".to_owned()))
        };
        let phrase = phrase.text("id", id.to_string()).choice("overdue", overdue);
        lines.push(phrase.date("at", *at, zone, now));
    }
    lines.extend(more(*all, reviews.len()));
    let (follow_ups, all) = &owed.follow_ups;
    if !follow_ups.is_empty() {
        lines.push(Phrase::new("review-week-followups").number("count", *all));
    }
    for (of, id) in follow_ups {
        let Some(ticket) = ticket::store::by_ids(turn.conn(), &[*id]).await?.pop() else { continue };
        let Some(at) = ticket.wanted_at else { continue };
        let restricted = incidents::of(turn.conn(), *of).await?.is_none_or(|incident| incident.restricted);
        let phrase = if restricted || ticket.private {
            Phrase::new("review-week-followup-hidden")
        } else {
            let owner = match ticket.state.assignee() {
                Some(owner) => people::store::find(turn.conn(), platform, owner).await?.map(|person| person.name),
                None => None,
            };
            Phrase::new("review-week-followup")
                .text("title", title_line(&ticket.title))
                .text("name", owner.unwrap_or_else(|| "–".to_owned()))
        };
        let phrase = phrase.text("id", id.to_string()).text("incident", of.to_string());
        lines.push(phrase.date("at", at, zone, now));
    }
    lines.extend(more(*all, follow_ups.len()));
    Ok(lines)
}

fn more(all: i64, shown: usize) -> Option<Phrase> {
    let more = all - i64::try_from(shown).unwrap_or(all);
    (more > 0).then(|| Phrase::new("review-more").number("more", more))
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;

    use super::*;

    #[test]
    fn it_comes_on_mondays_at_nine_by_the_clock_of_the_house() {
        let next = |text: &str| next(text.parse().unwrap(), Berlin).unwrap().to_rfc3339();
        // A Monday, before nine, at nine, and after it.
        assert_eq!(next("2026-01-12T07:59:59Z"), "2026-01-12T08:00:00+00:00");
        assert_eq!(next("2026-01-12T08:00:00Z"), "2026-01-19T08:00:00+00:00");
        assert_eq!(next("2026-01-18T22:00:00Z"), "2026-01-19T08:00:00+00:00");
        // In summer it is one hour earlier by UTC.
        assert_eq!(next("2026-03-27T08:00:00Z"), "2026-03-30T07:00:00+00:00");
    }
}

//! `!report oncall month it`: how often people were woken, how soon, and what came of it; with a table for other programs.

mod model;
mod store;

use std::collections::HashMap;

use chrono::TimeDelta;
use serde::Serialize;

use self::model::{Spread, Went};
use self::store::Of;
use super::super::schedule;
use crate::error::{Fault, Refusal, Stop};
use crate::flow::files::{File, Source};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::PersonId;
use crate::people::{self, Person};
use crate::practice::period::{Period, period};
use crate::practice::{Call, permission, table};

/// Pages that are counted at most; a company with more asks its database.
const MOST: i64 = 50_000;

/// So many services and people are named.
const NAMED: usize = 10;

/// `!report oncall month it`
pub(in super::super) async fn report(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (period, name) = meant(turn, call.args.text.trim()).await?;
    // Where others read along, nothing of a private ticket counts.
    let eyes = permission::eyes(turn).await?;
    let of = Of { period, schedule: name.as_deref(), private_of: &eyes.teams };
    let pages = store::pages(turn.conn(), of, MOST).await?;
    let (zone, now) = (turn.zone(), turn.now);
    let heading = Phrase::new("page-report").date("from", period.from, zone, now).date(
        "to",
        period.to - TimeDelta::seconds(1),
        zone,
        now,
    );
    let mut body = turn.text(&heading);
    if pages.is_empty() {
        body = body.line(turn.text(&Phrase::new("page-report-none")));
        let place = turn.place.clone();
        turn.say(&place, body).await?;
        return Ok(());
    }
    let numbers: Vec<i64> = pages.iter().map(|page| page.page).collect();
    let woken = store::woken(turn.conn(), &numbers).await?;
    let shares = model::shares(&pages, &woken, turn.config.timezone);
    let ids: Vec<PersonId> = shares.iter().map(|(person, _)| *person).collect();
    let platform = turn.place.platform.clone();
    let people = people::store::by_ids(turn.conn(), &platform, &ids).await?;
    let mut lines = vec![counts(Phrase::new("page-report-all"), &pages.iter().collect::<Vec<_>>())];
    type Until = fn(&Went) -> Option<chrono::DateTime<chrono::Utc>>;
    let spans: [(&'static str, Until); 3] =
        [("notified", |page| page.notified), ("answered", |page| page.answered), ("resolved", |page| page.resolved)];
    for (which, until) in spans {
        if let Some(spread) = Spread::of(pages.iter(), until) {
            let line = Phrase::new("page-report-times").choice("which", which);
            lines.push(line.duration("median", spread.median).duration("most", spread.most));
        }
    }
    for (service, of) in model::by_service(&pages).into_iter().take(NAMED) {
        let known = service.and_then(|name| turn.config.services.iter().find(|known| known.name == name));
        let title = known.map(|known| known.title.clone()).or(service.map(str::to_owned));
        let named = if title.is_some() { "service" } else { "none" };
        let line = Phrase::new("page-report-service").choice("of", named).text("title", title.unwrap_or_default());
        lines.push(counts(line, &of));
    }
    for (person, share) in shares.iter().take(NAMED) {
        let line = Phrase::new("page-report-person")
            .text("name", people.get(person).map_or_else(|| "?".to_owned(), |person| person.name.clone()))
            .number("woken", share.woken)
            .number("nights", share.nights)
            .number("answered", share.answered);
        lines.push(line);
    }
    for line in lines {
        body = body.line(turn.text(&line));
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    let name = format!("oncall-{}.csv", period.from.with_timezone(&zone).date_naive());
    let (source, language) = (Source::Made(csv(&pages, &people)?), turn.language);
    let file = File { name, mime: "text/csv".to_owned(), source, caption: None, mentions: Vec::new(), language };
    turn.say_file(&place, file).await?;
    Ok(())
}

fn counts(phrase: Phrase, pages: &[&Went]) -> Phrase {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let unanswered = pages.iter().filter(|page| page.is_unanswered()).count();
    phrase
        .number("all", count(pages.len()))
        .number("unanswered", count(unanswered))
        .number("percent", count((unanswered * 100).checked_div(pages.len()).unwrap_or_default()))
}

/// The time and the schedule that a text names, in this order; without a time the latest month.
async fn meant(turn: &mut Turn<'_>, text: &str) -> Result<(Period, Option<String>), Stop> {
    let (now, zone) = (turn.now, turn.zone());
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (time, name) = match period(first, now, zone).filter(|_| !first.is_empty()) {
        Some(time) => (Some(time), rest.trim()),
        None => (period("month", now, zone), text),
    };
    let name = match name.is_empty() {
        true => None,
        // Whoever misspells the time is told how times are written, too.
        false => {
            let of = schedule::meant(turn, Some(name)).await.map_err(|stop| match stop {
                Stop::Refusal(_) => {
                    let shown = name.chars().take(60).collect::<String>();
                    let refusal = Refusal::unclear(Phrase::new("page-report-unclear").text("text", shown));
                    refusal.hint(Phrase::new("page-report-hint")).into()
                }
                stop => stop,
            })?;
            Some(of.name)
        }
    };
    let time = time.ok_or_else(|| Fault::Other("the latest month is no time".to_owned()))?;
    Ok((time, name))
}

/// A page, as a table for other programs has it. People's words are not part of it.
#[derive(Serialize)]
struct Row<'a> {
    page: String,
    ticket: Option<String>,
    service: Option<&'a str>,
    chain: &'a str,
    priority: u8,
    state: &'a str,
    started_at: chrono::DateTime<chrono::Utc>,
    notified_at: Option<chrono::DateTime<chrono::Utc>>,
    answered_at: Option<chrono::DateTime<chrono::Utc>>,
    answered_by: Option<&'a str>,
    resolved_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// The pages as CSV (RFC 4180), times in UTC.
fn csv(pages: &[Went], people: &HashMap<PersonId, Person>) -> Result<Vec<u8>, Fault> {
    let rows = pages.iter().map(|page| Row {
        page: format!("A-{}", page.page),
        ticket: page.ticket.map(|ticket| ticket.to_string()),
        service: page.service.as_deref(),
        chain: &page.chain,
        priority: page.priority,
        state: &page.state,
        started_at: page.started,
        notified_at: page.notified,
        answered_at: page.answered,
        answered_by: page.answered_by.and_then(|person| people.get(&person)).map(|person| person.account.as_str()),
        resolved_at: page.resolved,
    });
    table::csv(rows)
}

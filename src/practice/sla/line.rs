//! `lotse sla explain` and `lotse sla simulate`: for whoever looks after the desk.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use sqlx::PgPool;

use super::replay::{Count, Difference, Verdict};
use super::show::{Reader, explain};
use super::store;
use crate::config::Config;
use crate::error::Fault;
use crate::i18n::{Phrase, Words};
use crate::ids::TicketId;
use crate::ticket::{self, DueOf};

/// Tickets that are read at once.
const PAGE: i64 = 1000;
/// Changed tickets that are listed.
const LISTED: usize = 50;

/// All clocks of a ticket, in the house's language and zone; None: there is no such ticket.
pub async fn explained(
    pool: &PgPool,
    words: &Words,
    config: &Config,
    id: TicketId,
    now: DateTime<Utc>,
) -> Result<Option<String>, Fault> {
    let mut conn = pool.acquire().await?;
    let Some(ticket) = ticket::store::by_ids(&mut conn, &[id]).await?.pop() else { return Ok(None) };
    let ledger = store::ledgers(&mut conn, &[id]).await?.remove(&id).unwrap_or_default();
    if ledger.clocks.is_empty() {
        return Ok(Some(words.plain(config.language, &Phrase::new("sla-none").text("id", id.to_string()))));
    }
    let reader = Reader { language: config.language, zone: config.timezone, now };
    Ok(Some(explain(words, config, reader, &ticket, &ledger, true).plain()))
}

/// What another configuration would have made of the tickets raised since a day.
pub async fn simulated(
    pool: &PgPool,
    words: &Words,
    (before, after): (&Config, &Config),
    since: NaiveDate,
    now: DateTime<Utc>,
) -> Result<String, Fault> {
    let since = since.and_time(NaiveTime::MIN).and_local_timezone(before.timezone).earliest();
    let since = since.map_or(now, |since| since.to_utc());
    let mut conn = pool.acquire().await?;
    let mut difference = Difference::default();
    let mut last = TicketId(0);
    loop {
        let page = store::pasts(&mut conn, since, last, PAGE).await?;
        let Some(end) = page.last().map(|past| past.ticket) else { break };
        for past in &page {
            difference.add(past, before, after, now);
        }
        last = end;
    }
    Ok(told(words, before, &difference))
}

fn told(words: &Words, config: &Config, difference: &Difference) -> String {
    let language = config.language;
    let say = |phrase: &Phrase| words.plain(language, phrase);
    let of = |of: DueOf| Phrase::new("sla-of").choice("of", of.name()).text("team", "");
    let mut text = say(&Phrase::new("simulate-heading").number("tickets", i64::from(difference.tickets)));
    for ((kind, priority), (was, is)) in &difference.counts {
        let line = Phrase::new("simulate-line")
            .phrase("of", of(*kind))
            .text("priority", format!("P{priority}"))
            .text("before", share(*was))
            .text("after", share(*is));
        let _ = write!(text, "\n{}", say(&line));
    }
    for changed in difference.changed.iter().take(LISTED) {
        let line = Phrase::new("simulate-changed")
            .text("id", changed.ticket.to_string())
            .text("title", changed.title.clone())
            .phrase("of", of(changed.of))
            .phrase("before", verdict(changed.before))
            .phrase("after", verdict(changed.after));
        let _ = write!(text, "\n{}", say(&line));
    }
    if difference.changed.is_empty() {
        let _ = write!(text, "\n{}", say(&Phrase::new("simulate-same")));
    }
    if let Some(more @ 1..) = difference.changed.len().checked_sub(LISTED) {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        let _ = write!(text, "\n{}", say(&Phrase::new("simulate-more").number("more", more)));
    }
    text
}

/// `18/20 90 %`
fn share(count: Count) -> String {
    match count.met + count.missed {
        0 => "–".to_owned(),
        all => format!("{}/{all} {} %", count.met, u64::from(count.met) * 100 / u64::from(all)),
    }
}

fn verdict(verdict: Verdict) -> Phrase {
    match verdict {
        Verdict::None => Phrase::new("simulate-none"),
        Verdict::Met => Phrase::new("simulate-met"),
        Verdict::Open => Phrase::new("simulate-open"),
        Verdict::Missed(over) => Phrase::new("simulate-missed").hours("over", over.max(TimeDelta::zero())),
    }
}

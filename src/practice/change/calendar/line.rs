//! `lotse change ical`: the calendar of changes as a file for calendar programs.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use super::feed::{self, Entry, Frozen, Standing};
use crate::calendar::{FreezeDays, Interval};
use crate::config::Config;
use crate::error::Fault;
use crate::i18n::{Phrase, Words};
use crate::practice::change::model::State;
use crate::practice::change::store;

/// So far back and ahead the feed reaches.
const BACK: TimeDelta = TimeDelta::days(92);
const AHEAD: TimeDelta = TimeDelta::days(366);

/// So many changes are in it at most.
const MOST: i64 = 20_000;

/// The feed: changes of the last three months and the next year, and the freezes in that time, in the language of the house.
pub async fn ical(pool: &PgPool, words: &Words, config: &Config, now: DateTime<Utc>) -> Result<String, Fault> {
    let within = Interval { from: now - BACK, to: now + AHEAD };
    let mut conn = pool.acquire().await?;
    let planned = store::planned(&mut conn, within, true, MOST).await?;
    let added = store::freezes(&mut conn).await?;
    let entries: Vec<Entry> = planned
        .into_iter()
        .map(|change| Entry {
            id: change.id.to_string(),
            title: format!("{} {}", change.id, change.title),
            from: change.from,
            to: change.to,
            standing: standing(change.state),
            changed_at: change.changed_at,
            revision: u32::try_from(change.revision).unwrap_or_default(),
            about: change.description,
            place: config.service_titles(&change.services),
            kind: words.plain(config.language, &Phrase::new("change-type").choice("kind", change.kind.name())),
        })
        .collect();
    let fixed = config.freezes.iter().map(|freeze| (freeze.title.clone(), freeze.days, freeze.days.to_string()));
    let added = added.into_iter().filter_map(|freeze| {
        Some((freeze.title, FreezeDays::read(&freeze.days).ok()?, format!("{}-{}", freeze.id, freeze.days)))
    });
    let mut frozen = Vec::new();
    for (title, days, key) in fixed.chain(added) {
        for span in days.spans(config.timezone, within) {
            let key = format!("{key}-{}", span.from.format("%Y%m%d"));
            let title = words.plain(config.language, &Phrase::new("change-feed-frozen").text("title", title.clone()));
            frozen.push(Frozen { key, title, from: span.from, to: span.to, stamp: now });
        }
    }
    let name = words.plain(config.language, &Phrase::new("change-calendar-title"));
    Ok(feed::feed(&name, &entries, &frozen))
}

fn standing(state: State) -> Standing {
    match state {
        State::Requested | State::PendingApproval => Standing::Tentative,
        State::Rejected | State::Retracted | State::Cancelled => Standing::Cancelled,
        State::Approved
        | State::InProgress { .. }
        | State::PendingReview(_)
        | State::Successful(_)
        | State::Failed(_) => Standing::Confirmed,
    }
}

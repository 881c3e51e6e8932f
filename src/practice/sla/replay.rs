//! What would have become of past tickets under other promises. Decides only.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::model::{About, Terms, promised_of};
use crate::calendar::Pause;
use crate::config::Config;
use crate::ids::TicketId;
use crate::ticket::DueOf;

/// What has happened to a ticket, as far as clocks look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The ticket.
    pub ticket: TicketId,
    /// Its title.
    pub title: String,
    /// Its priority, as it is now.
    pub priority: u8,
    /// Its service, likewise.
    pub service: Option<String>,
    /// What was ordered.
    pub item: Option<String>,
    /// The accounts of its requester.
    pub requester: Vec<String>,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// When somebody who works on it answered first.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was resolved, or closed.
    pub over_at: Option<DateTime<Utc>>,
    /// It was withdrawn, or merged into another one: nothing was owed any more.
    pub is_gone: bool,
    /// When its clocks stood still.
    pub pauses: Vec<Pause>,
}

/// What becomes of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is promised.
    None,
    /// It was kept.
    Met,
    /// It was broken, by so much time of the calendar.
    Missed(TimeDelta),
    /// It runs, and is not due yet.
    Open,
}

/// How many promises were kept and how many not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Kept.
    pub met: u32,
    /// Broken.
    pub missed: u32,
}

/// A ticket of which one configuration keeps what the other one breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The ticket.
    pub ticket: TicketId,
    /// Its title.
    pub title: String,
    /// What was promised.
    pub of: DueOf,
    /// What becomes of it as configured.
    pub before: Verdict,
    /// What would become of it.
    pub after: Verdict,
}

/// The difference that a configuration makes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// How many tickets were looked at.
    pub tickets: u32,
    /// By kind and priority, before and after.
    pub counts: BTreeMap<(DueOf, u8), (Count, Count)>,
    /// What changes.
    pub changed: Vec<Changed>,
}

impl Difference {
    /// Adds a ticket.
    pub fn add(&mut self, past: &Past, before: &Config, after: &Config, now: DateTime<Utc>) {
        self.tickets += 1;
        for of in [DueOf::Response, DueOf::Resolution] {
            let (old, new) = (verdict(past, before, of, now), verdict(past, after, of, now));
            if old == Verdict::None && new == Verdict::None {
                continue;
            }
            let (was, is) = self.counts.entry((of, past.priority)).or_default();
            for (count, verdict) in [(was, old), (is, new)] {
                match verdict {
                    Verdict::Met => count.met += 1,
                    Verdict::Missed(_) => count.missed += 1,
                    Verdict::None | Verdict::Open => {}
                }
            }
            if kind(old) != kind(new) {
                let (ticket, title) = (past.ticket, past.title.clone());
                self.changed.push(Changed { ticket, title, of, before: old, after: new });
            }
        }
    }
}

/// A verdict without its figure.
fn kind(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::None => 0,
        Verdict::Met => 1,
        Verdict::Missed(_) => 2,
        Verdict::Open => 3,
    }
}

/// What becomes of a promise under a configuration.
#[must_use]
pub fn verdict(past: &Past, config: &Config, of: DueOf, now: DateTime<Utc>) -> Verdict {
    let groups = config.groups_of(&past.requester);
    let about = About {
        priority: past.priority,
        service: past.service.as_deref(),
        item: past.item.as_deref(),
        groups: &groups,
    };
    let Some(Terms { hours, within, .. }) = promised_of(config, of, about) else { return Verdict::None };
    let ended = match of {
        DueOf::Response => past.answered_at.into_iter().chain(past.over_at).min(),
        DueOf::Resolution | DueOf::Ola => past.over_at,
    };
    if past.is_gone && ended == past.over_at {
        return Verdict::None;
    }
    let until = ended.unwrap_or(now).max(past.raised_at);
    let spent = hours.calendar.elapsed(past.raised_at, until, &past.pauses);
    match (spent <= within, ended) {
        (true, Some(_)) => Verdict::Met,
        (true, None) => Verdict::Open,
        (false, _) => Verdict::Missed(spent - within),
    }
}

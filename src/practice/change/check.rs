//! What stands in the way of a window: the hours of maintenance, freezes, other changes, a major incident.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::collide::{self, Collision};
use super::model::Change;
use super::{store, view};
use crate::calendar::{Calendar, Field, FreezeDays, Interval};
use crate::config::{ChangeType, Config};
use crate::error::{Fault, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::{PersonId, TicketId};
use crate::ticket::title_line;

/// So many days are looked through for a free time.
const DAYS: u32 = 60;

/// So many free times are offered: one for each of the first digits.
const OFFERED: usize = 5;

/// A major incident stands in the way of what begins within this time; what is later it will not meet.
const SOON: TimeDelta = TimeDelta::hours(24);

/// So many major incidents are named.
const INCIDENTS: i64 = 3;

/// What stands in the way of a window.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// It is over.
    past: bool,
    /// Services in whose hours of maintenance it does not lie.
    outside: Vec<String>,
    /// The freezes that it touches.
    frozen: Vec<String>,
    /// The changes that it meets.
    collisions: Vec<Collision>,
    /// Major incidents that run.
    incidents: Vec<(TicketId, String)>,
}

impl Checked {
    /// It lies in a freeze or outside the hours of maintenance, and needs an override.
    pub(super) fn is_barred(&self) -> bool {
        !self.outside.is_empty() || !self.frozen.is_empty()
    }

    /// Why a change of a type cannot go there, a line each; and whether a reason is enough.
    pub(super) fn objections(&self, turn: &Turn<'_>, change: &Change) -> Vec<Phrase> {
        let mut lines = Vec::new();
        if self.past {
            lines.push(Phrase::new("change-window-past"));
        }
        if self.is_barred() && !(change.kind == ChangeType::Emergency && change.overridden.is_some()) {
            lines.extend(self.bars(&turn.config));
        }
        // An emergency does not wait for others, and may be what ends the incident.
        if change.kind != ChangeType::Emergency && change.despite.is_none() {
            lines.extend(self.meets(turn));
        }
        lines
    }

    /// Freezes and hours.
    pub(super) fn bars(&self, config: &Config) -> Vec<Phrase> {
        let outside = self.outside.iter().map(|name| {
            let service = config.services.iter().find(|service| service.name == *name);
            let calendar = service.and_then(|service| service.maintenance.as_deref());
            let calendar = config.calendars.iter().find(|known| calendar == Some(known.name.as_str()));
            Phrase::new("change-outside")
                .text("service", config.service_title(name))
                .text("hours", calendar.map(|calendar| calendar.title.clone()).unwrap_or_default())
        });
        let frozen = self.frozen.iter().map(|title| Phrase::new("change-frozen").text("title", title.clone()));
        outside.chain(frozen).collect()
    }

    /// Other changes, and incidents.
    pub(super) fn meets(&self, turn: &Turn<'_>) -> Vec<Phrase> {
        let incidents = self.incidents.iter().map(|(id, title)| {
            Phrase::new("change-incident").text("id", id.to_string()).text("title", title_line(title))
        });
        let collisions =
            self.collisions.iter().map(|collision| view::collision(&turn.config, collision, turn.zone(), turn.now));
        collisions.chain(incidents).collect()
    }

    /// The ids of what it meets.
    pub(super) fn named(&self) -> Vec<String> {
        let changes = self.collisions.iter().map(|collision| collision.with.id);
        changes.chain(self.incidents.iter().map(|(id, _)| *id)).map(|id| id.to_string()).collect()
    }

    /// A reason would be enough.
    pub(super) fn can_go_despite(&self, change: &Change) -> bool {
        change.kind != ChangeType::Emergency && !self.past && !self.is_barred()
    }
}

/// A freeze, of the configuration or added.
pub(super) struct Freeze {
    pub(super) title: String,
    pub(super) days: FreezeDays,
    pub(super) services: Vec<String>,
    /// The number of one that was added.
    pub(super) number: Option<i64>,
}

/// All freezes that stand.
pub(super) async fn freezes(turn: &mut Turn<'_>) -> Result<Vec<Freeze>, Stop> {
    let config = turn.config.clone();
    let fixed = config.freezes.iter().map(|freeze| Freeze {
        title: freeze.title.clone(),
        days: freeze.days,
        services: freeze.services.clone(),
        number: None,
    });
    let mut all: Vec<Freeze> = fixed.collect();
    for added in store::freezes(turn.conn()).await? {
        let days = FreezeDays::read(&added.days)
            .map_err(|error| Fault::Other(format!("the days of freeze {} cannot be read: {error}", added.id)))?;
        all.push(Freeze { title: added.title, days, services: added.services, number: Some(added.id) });
    }
    Ok(all)
}

/// The freezes that hold for these services: those of all, and those of what runs on one of them.
async fn freezes_of(turn: &mut Turn<'_>, services: &[String]) -> Result<Vec<Freeze>, Stop> {
    let affected = affected(&turn.config, services);
    let mut all = freezes(turn).await?;
    all.retain(|freeze| freeze.services.is_empty() || freeze.services.iter().any(|name| affected.contains(name)));
    Ok(all)
}

/// The services of a change with everything that runs on them.
pub(super) fn affected(config: &Config, services: &[String]) -> BTreeSet<String> {
    collide::affected(&config.services, services)
}

/// The hours of maintenance of services.
fn hours<'c>(config: &'c Config, services: &[String]) -> Vec<(&'c str, &'c Calendar)> {
    let of = |name: &String| {
        let service = config.services.iter().find(|service| service.name == *name)?;
        let calendar = config.calendars.iter().find(|known| Some(&known.name) == service.maintenance.as_ref())?;
        Some((service.name.as_str(), calendar.calendar.as_ref()))
    };
    services.iter().filter_map(of).collect()
}

/// The freezes that touch a time for these services, by title.
pub(super) async fn frozen(turn: &mut Turn<'_>, services: &[String], window: Interval) -> Result<Vec<String>, Stop> {
    let zone = turn.config.timezone;
    let touches = |freeze: &Freeze| {
        freeze.days.spans(zone, window).iter().any(|span| span.from < window.to && window.from < span.to)
    };
    let all = freezes_of(turn, services).await?;
    Ok(all.into_iter().filter(touches).map(|freeze| freeze.title).collect())
}

/// Looks at what stands in the way of a change in a window.
pub(super) async fn check(
    turn: &mut Turn<'_>,
    change: &Change,
    responsible: Option<PersonId>,
    window: Interval,
) -> Result<Checked, Stop> {
    let config = turn.config.clone();
    let length = window.to - window.from;
    let is_outside = |(_, calendar): &(&str, &Calendar)| calendar.elapsed(window.from, window.to, &[]) != length;
    let outside = hours(&config, &change.services).into_iter().filter(is_outside);
    let outside = outside.map(|(name, _)| name.to_owned()).collect();
    let frozen = frozen(turn, &change.services, window).await?;
    let now = turn.now;
    let neighbours = store::neighbours(turn.conn(), change.ticket, window, now).await?;
    let collisions = collide::collisions(&config.services, &change.services, responsible, window, neighbours);
    let affected: Vec<String> = affected(&config, &change.services).into_iter().collect();
    let incidents = match window.from < turn.now + SOON {
        true => store::major_incidents(turn.conn(), &affected, INCIDENTS).await?,
        false => Vec::new(),
    };
    // Nobody types faster than the clock goes.
    let begun = turn.now - TimeDelta::minutes(5);
    let past = if change.kind == ChangeType::Emergency { window.to <= turn.now } else { window.from < begun };
    Ok(Checked { past, outside, frozen, collisions, incidents })
}

/// The next times in which nothing stands in the way of a change, as long as its window.
pub(super) async fn slots(
    turn: &mut Turn<'_>,
    change: &Change,
    wanted: Interval,
    not_before: DateTime<Utc>,
) -> Result<Vec<Interval>, Stop> {
    let (config, now) = (turn.config.clone(), turn.now);
    let zone = turn.zone();
    let affected: Vec<String> = affected(&config, &change.services).into_iter().collect();
    let runs = !store::major_incidents(turn.conn(), &affected, 1).await?.is_empty();
    let not_before = if runs { not_before.max(now + SOON) } else { not_before };
    let horizon = Interval { from: not_before, to: not_before + TimeDelta::days(i64::from(DAYS) + 32) };
    let mut taken: Vec<Interval> = store::neighbours(turn.conn(), change.ticket, horizon, now)
        .await?
        .into_iter()
        .map(|neighbour| neighbour.window)
        .collect();
    for freeze in freezes_of(turn, &change.services).await? {
        taken.extend(freeze.days.spans(config.timezone, horizon));
    }
    let within: Vec<&Calendar> = hours(&config, &change.services).into_iter().map(|(_, calendar)| calendar).collect();
    Ok(Field { within: &within, taken: &taken, zone }.next(wanted, not_before, OFFERED, DAYS))
}

//! Checks the chain from its beginning, place by place, and then what is not in it.
//!
//! Nothing is locked and no transaction is held open, so that it can run beside the bot: what is sealed never changes,
//! and what is sealed meanwhile is left to the next time. Memory is bounded by the size of a batch.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use sqlx::PgPool;

use super::chain::{Act, Hash, Head, Seal, digest};
use super::store;
use crate::error::Fault;

/// Read in one go.
const BATCH: i64 = 2000;

/// Rows looked through at once for acts without a seal.
const WINDOW: i64 = 50_000;

/// Of those, read in one go.
const CHUNK: usize = 2000;

/// As many findings are told one by one; the rest is counted.
const TOLD: usize = 200;

/// How far the times of acts may disagree with their order: a turn takes seconds, and the clocks of two machines can
/// differ.
const TOLERANCE: TimeDelta = TimeDelta::hours(1);

/// What guards the tables, and the letter that PostgreSQL keeps for whom it fires.
const GUARDS: [(&str, &str); 5] = [
    ("audit_append_only", "A"),
    ("audit_no_truncate", "A"),
    ("audit_await_seal", "O"),
    ("audit_seal_append_only", "A"),
    ("audit_seal_no_truncate", "A"),
];

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// How many places were checked.
    pub sealed: i64,
    /// When the act at the first place happened.
    pub first_at: Option<String>,
    /// When the act at the last place happened.
    pub last_at: Option<String>,
    /// The last place.
    pub head: Option<Head>,
    /// How many acts wait to be sealed.
    pub waiting: i64,
    /// The heads given that agree with the chain.
    pub agreed: Vec<Head>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What is wrong and is not told one by one.
    pub more: u64,
}

/// Something that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The place in the chain.
    pub place: Option<i64>,
    /// The act as it stands there now.
    pub act: Option<Act>,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// The act is not what was sealed, or the seal is not what it was.
    Changed,
    /// The act is what was sealed, and its seal was changed.
    SealChanged,
    /// Act and seal fit each other, but the next place was sealed upon something else.
    Exchanged,
    /// The seal that stands here was made for this act at another place.
    Moved {
        /// Which place.
        made_for: i64,
    },
    /// The act that was sealed here stands at another place now.
    Reordered {
        /// Which place.
        now_at: i64,
    },
    /// The act that was sealed here is gone.
    Removed {
        /// The row it had.
        entry: i64,
        /// When it was sealed.
        sealed_at: String,
    },
    /// Places are gone.
    PlacesRemoved {
        /// The first one.
        first: i64,
        /// The last one.
        last: i64,
        /// When the act before them happened.
        after: Option<String>,
        /// When the act behind them happened.
        before: Option<String>,
    },
    /// The first place was sealed upon something that is gone.
    BeginningRemoved,
    /// The act claims to be much older than acts that were sealed before it.
    OutOfTime {
        /// The latest time among those.
        latest: DateTime<Utc>,
    },
    /// The act claims to have happened well after it was sealed.
    AfterItsSeal {
        /// When it was sealed.
        sealed_at: String,
    },
    /// The act has no seal and does not wait for one.
    NeverQueued,
    /// An act waited to be sealed and is gone.
    RemovedUnsealed {
        /// The row it had.
        entry: i64,
    },
    /// A head that was given lies behind the end of the chain.
    CutOff {
        /// The head.
        head: Head,
    },
    /// A head that was given has another hash than its place.
    Rewritten {
        /// The head.
        head: Head,
    },
    /// A trigger that guards the log does not stand as it was made.
    Unguarded {
        /// The trigger.
        trigger: &'static str,
        /// For whom it fires instead; None: it is gone.
        fires: Option<String>,
    },
}

impl Report {
    /// Nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }

    /// Returns where it is told, unless it is only counted.
    fn add(&mut self, place: Option<i64>, act: Option<Act>, problem: Problem) -> Option<usize> {
        if self.findings.len() == TOLD {
            self.more += 1;
            return None;
        }
        self.findings.push(Finding { place, act, problem });
        Some(self.findings.len() - 1)
    }
}

/// Checks everything that is sealed when it begins, against these heads too, which somebody outside has kept.
pub async fn verify(pool: &PgPool, heads: &[Head]) -> Result<Report, Fault> {
    let mut walk = Walk::default();
    let end = last_place(pool).await?;
    let mut after = 0;
    loop {
        let seals = store::seals(pool, after, end, BATCH).await?;
        let Some(last) = seals.last() else { break };
        after = last.seq;
        let mut acts = acts(pool, seals.iter().map(|seal| seal.entry).collect()).await?;
        for seal in seals {
            let act = acts.remove(&seal.entry);
            walk.step(seal, act);
        }
    }
    let (mut report, latest) = walk.end();
    unsealed(pool, latest, &mut report).await?;
    for head in heads {
        match store::hash_at(pool, head.seq).await? {
            Some(hash) if hash == head.hash => report.agreed.push(*head),
            Some(_) => {
                report.add(Some(head.seq), None, Problem::Rewritten { head: *head });
            }
            None => {
                report.add(Some(head.seq), None, Problem::CutOff { head: *head });
            }
        }
    }
    let triggers = store::triggers(pool).await?;
    for (trigger, wanted) in GUARDS {
        let fires = triggers.get(trigger).cloned();
        if fires.as_deref() != Some(wanted) {
            report.add(None, None, Problem::Unguarded { trigger, fires });
        }
    }
    Ok(report)
}

async fn last_place(pool: &PgPool) -> Result<i64, Fault> {
    let mut conn = pool.acquire().await?;
    Ok(store::head(&mut conn).await?.map_or(0, |head| head.seq))
}

async fn acts(pool: &PgPool, ids: Vec<i64>) -> Result<HashMap<i64, Act>, Fault> {
    let mut conn = pool.acquire().await?;
    store::acts(&mut conn, &ids).await
}

/// Looks for acts outside of the chain, and for the traces of such that are gone.
async fn unsealed(pool: &PgPool, latest: Option<DateTime<Utc>>, report: &mut Report) -> Result<(), Fault> {
    let mut after = i64::MIN;
    while let Some(end) = store::window_end(pool, after, WINDOW).await? {
        let rows = store::unsealed(pool, after, end).await?;
        for rows in rows.chunks(CHUNK) {
            let mut acts = acts(pool, rows.iter().map(|row| row.id).collect()).await?;
            for row in rows {
                let act = acts.remove(&row.id);
                let at = act.as_ref().and_then(happened);
                let sealed_past_it = latest.filter(|latest| at.is_none_or(|at| at + TOLERANCE < *latest));
                if !row.queued {
                    report.add(None, act, Problem::NeverQueued);
                } else if let Some(latest) = sealed_past_it {
                    report.add(None, act, Problem::OutOfTime { latest });
                } else {
                    report.waiting += 1;
                }
            }
        }
        after = end;
    }
    for entry in store::queued_and_gone(pool, BATCH).await? {
        report.add(None, None, Problem::RemovedUnsealed { entry });
    }
    Ok(())
}

/// When an act happened; None for a time that is not one of this calendar.
fn happened(act: &Act) -> Option<DateTime<Utc>> {
    time(act.at.as_deref()?)
}

fn time(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

/// The way along the chain.
#[derive(Default)]
struct Walk {
    report: Report,
    last: Option<Passed>,
    /// The latest time among the acts passed.
    latest: Option<DateTime<Utc>>,
    /// What may stand elsewhere: places that were found changed.
    changed: Vec<(usize, Seal, Act)>,
}

/// The place that was passed last.
struct Passed {
    seal: Seal,
    act: Option<Act>,
    /// The hash that the act as it stands would have.
    digest: Option<Hash>,
    /// Its seal and act do not fit each other.
    broken: bool,
    /// Where that is told.
    finding: Option<usize>,
}

impl Walk {
    fn step(&mut self, seal: Seal, act: Option<Act>) {
        let expected = self.last.as_ref().map_or(1, |last| last.seal.seq.saturating_add(1));
        if seal.seq > expected {
            let at = |act: Option<&Act>| act.and_then(|act| act.at.clone());
            let after = at(self.last.as_ref().and_then(|last| last.act.as_ref()));
            let gone = Problem::PlacesRemoved { first: expected, last: seal.seq - 1, after, before: at(act.as_ref()) };
            self.report.add(None, None, gone);
        }
        let before = match &self.last {
            Some(last) => last.seal.hash,
            None => Hash::GENESIS,
        };
        // Behind a gap there is nothing to follow upon, and that has been told.
        let follows = seal.seq > expected || seal.previous == before;
        let made = act.as_ref().map(|act| digest(seal.seq, seal.previous, &seal.sealed_at, act));
        let fits = made == Some(seal.hash);
        if !follows && (fits || act.is_none()) {
            self.blame_the_place_before(seal.previous);
        }
        self.report.sealed += 1;
        self.report.head = Some(seal.head());
        self.report.last_at = act.as_ref().and_then(|act| act.at.clone());
        if self.last.is_none() {
            self.report.first_at.clone_from(&self.report.last_at);
        }
        let mut finding = None;
        match &act {
            None => {
                let gone = Problem::Removed { entry: seal.entry, sealed_at: seal.sealed_at.clone() };
                finding = self.report.add(Some(seal.seq), None, gone);
            }
            Some(act) if fits => self.check_times(&seal, act),
            Some(act) => {
                let only_the_seal = !follows && digest(seal.seq, before, &seal.sealed_at, act) == seal.hash;
                let problem = if only_the_seal { Problem::SealChanged } else { Problem::Changed };
                finding = self.report.add(Some(seal.seq), Some(act.clone()), problem);
                if let Some(finding) = finding {
                    self.changed.push((finding, seal.clone(), act.clone()));
                }
            }
        }
        self.last = Some(Passed { seal, act, digest: made, broken: !fits, finding });
    }

    /// A place that is as it was sealed has another hash for the place before than stands there.
    fn blame_the_place_before(&mut self, sealed_upon: Hash) {
        let Some(last) = &self.last else {
            self.report.add(Some(1), None, Problem::BeginningRemoved);
            return;
        };
        if last.broken {
            let only_the_seal = last.digest == Some(sealed_upon);
            if let Some(finding) = last.finding.and_then(|at| self.report.findings.get_mut(at))
                && only_the_seal
            {
                finding.problem = Problem::SealChanged;
            }
            return;
        }
        let (place, act) = (last.seal.seq, last.act.clone());
        self.report.add(Some(place), act, Problem::Exchanged);
    }

    fn check_times(&mut self, seal: &Seal, act: &Act) {
        let (at, sealed_at) = (happened(act), time(&seal.sealed_at));
        let Some((at, _)) = at.zip(sealed_at).filter(|(at, sealed_at)| *at <= *sealed_at + TOLERANCE) else {
            let sealed_at = seal.sealed_at.clone();
            self.report.add(Some(seal.seq), Some(act.clone()), Problem::AfterItsSeal { sealed_at });
            return;
        };
        match self.latest {
            Some(latest) if at + TOLERANCE < latest => {
                self.report.add(Some(seal.seq), Some(act.clone()), Problem::OutOfTime { latest });
            }
            latest => self.latest = latest.max(Some(at)),
        }
    }

    /// Finds out which of the changed places have only been mixed up.
    fn end(mut self) -> (Report, Option<DateTime<Utc>>) {
        for (at, seal, act) in &self.changed {
            let Some(finding) = self.report.findings.get_mut(*at) else { continue };
            if finding.problem != Problem::Changed {
                continue;
            }
            let neighbours = [seal.seq - 1, seal.seq + 1];
            let mut places = self.changed.iter().map(|(_, other, _)| other.seq).chain(neighbours);
            let moved = places.find(|place| seal.made_for(*place, act));
            let swapped = self.changed.iter().find(|(_, _, other)| {
                // The rows were exchanged, or what stands in them.
                seal.fits(other) || seal.fits(&Act { id: act.id, ..other.clone() })
            });
            if let Some(made_for) = moved {
                finding.problem = Problem::Moved { made_for };
            } else if let Some((_, other, _)) = swapped {
                finding.problem = Problem::Reordered { now_at: other.seq };
            }
        }
        (self.report, self.latest)
    }
}

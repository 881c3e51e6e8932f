//! How the result of a check reads.

use std::fmt;

use super::chain::Act;
use super::verify::{Finding, Problem, Report};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let findings = u64::try_from(self.findings.len()).unwrap_or(u64::MAX).saturating_add(self.more);
        match findings {
            0 => write!(f, "The audit log is whole: {}", acts(self.sealed))?,
            1 => write!(f, "The audit log is NOT whole: one finding, {}", acts(self.sealed))?,
            _ => write!(f, "The audit log is NOT whole: {findings} findings, {}", acts(self.sealed))?,
        }
        match (&self.first_at, &self.last_at) {
            (Some(first), Some(last)) => writeln!(f, " sealed, from {first} to {last}.")?,
            _ => writeln!(f, " sealed.")?,
        }
        for finding in &self.findings {
            write!(f, "\n{finding}")?;
        }
        if self.more > 0 {
            writeln!(f, "\n… and {} more", self.more)?;
        }
        writeln!(f)?;
        match self.head {
            Some(head) => writeln!(f, "Head: {head}")?,
            None => writeln!(f, "Head: none, nothing is sealed yet")?,
        }
        for head in &self.agreed {
            writeln!(f, "As posted: {head}")?;
        }
        if self.waiting > 0 {
            writeln!(f, "Not sealed yet: {}; that takes about a second while Lotse runs.", acts(self.waiting))?;
        }
        if self.agreed.is_empty() && self.is_whole() && self.head.is_some() {
            writeln!(
                f,
                "Whether the end was cut off, or everything was written anew, only a head that was kept elsewhere \
                 can tell:\ngive one that Lotse has posted, `lotse audit verify --head NUMBER:HASH`."
            )?;
        }
        Ok(())
    }
}

fn acts(number: i64) -> String {
    if number == 1 { "1 act".to_owned() } else { format!("{number} acts") }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.map(|place| format!("place {place}"));
        let act = self.act.as_ref().map(describe);
        let place = [place, act].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        if !place.is_empty() {
            writeln!(f, "{place}")?;
        }
        writeln!(f, "    {}", self.problem)
    }
}

fn describe(act: &Act) -> String {
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "null".to_owned());
    let who = or(&act.actor);
    format!("row {} · {} · {} {} by {who}", act.id, or(&act.at), or(&act.act), or(&act.subject))
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Changed => write!(f, "CHANGED: this is not what was sealed here."),
            Problem::SealChanged => write!(f, "SEAL CHANGED: the act is what was sealed here, its seal is not."),
            Problem::Exchanged => {
                write!(f, "CHANGED, and sealed anew: the next place was sealed upon something else that stood here.")
            }
            Problem::Moved { made_for } => {
                write!(f, "REORDERED: the act and its seal were made for place {made_for}.")
            }
            Problem::Reordered { now_at } => write!(f, "REORDERED: what was sealed here stands at place {now_at} now."),
            Problem::Removed { entry, sealed_at } => {
                write!(f, "REMOVED: the act that was sealed here at {sealed_at}, row {entry}, is gone.")
            }
            Problem::PlacesRemoved { first, last, after, before } => {
                match first == last {
                    true => write!(f, "REMOVED: place {first} is gone")?,
                    false => write!(f, "REMOVED: places {first} to {last} are gone")?,
                }
                match (after, before) {
                    (Some(after), Some(before)) => write!(f, ", between {after} and {before}."),
                    (None, Some(before)) => write!(f, ", before {before}."),
                    _ => write!(f, "."),
                }
            }
            Problem::BeginningRemoved => {
                write!(f, "REMOVED: the first place was sealed upon something before it that is gone.")
            }
            Problem::OutOfTime { latest } => write!(
                f,
                "INSERTED or backdated: acts up to {} were on record before it.",
                latest.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
            ),
            Problem::AfterItsSeal { sealed_at } => {
                write!(f, "POSTDATED: it was sealed at {sealed_at}, before it claims to have happened.")
            }
            Problem::NeverQueued => write!(
                f,
                "INSERTED past the triggers, or its seal was removed: it has no seal and does not wait for one."
            ),
            Problem::RemovedUnsealed { entry } => {
                write!(f, "REMOVED: row {entry} waited to be sealed and is gone.")
            }
            Problem::CutOff { head } => write!(f, "CUT OFF: {head} was posted, and this place is gone."),
            Problem::Rewritten { head } => write!(f, "REWRITTEN: {head} was posted, and this place has another hash."),
            Problem::Unguarded { trigger, fires: None } => {
                write!(f, "UNGUARDED: {trigger}, a trigger that guards the audit log, is gone.")
            }
            Problem::Unguarded { trigger, fires: Some(_) } => {
                write!(f, "UNGUARDED: {trigger}, a trigger that guards the audit log, is switched off.")
            }
        }
    }
}

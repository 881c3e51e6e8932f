//! What a silence is of, and how one is written. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::command::date::{self, DateError, When};
use crate::command::duration::{self, Span};
use crate::command::fold;
use crate::ids::PersonId;

/// The longest silence: what is longer is forgotten.
pub(super) const LONGEST: TimeDelta = TimeDelta::days(31);

/// Of what a silence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// Tickets about a service.
    Service,
    /// Tickets of a team.
    Team,
    /// Chains that wake a schedule's people first.
    Schedule,
    /// A chain.
    Chain,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Service, Kind::Team, Kind::Schedule, Kind::Chain];

    /// As stored, and in the keys of the words.
    #[must_use]
    pub(in super::super) fn name(self) -> &'static str {
        match self {
            Kind::Service => "service",
            Kind::Team => "team",
            Kind::Schedule => "schedule",
            Kind::Chain => "chain",
        }
    }

    /// Reads what [`Kind::name`] writes.
    #[must_use]
    pub(in super::super) fn read(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == stored)
    }
}

/// A time in which nobody is woken by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Silence {
    /// Its number.
    pub id: i64,
    /// Of what it is.
    pub kind: Kind,
    /// The name of that in the configuration.
    pub name: String,
    /// Its first moment.
    pub from: DateTime<Utc>,
    /// The moment after its last.
    pub to: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// Whose it is.
    pub by: PersonId,
}

/// What somebody would be woken for.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct About<'a> {
    /// The service of its ticket.
    pub service: Option<&'a str>,
    /// The team that answers for it.
    pub team: Option<&'a str>,
    /// Whom its chain wakes first, as the configuration writes it.
    pub first: &'a [String],
    /// The name of its chain.
    pub chain: &'a str,
}

impl Silence {
    /// Whether nobody is woken for this while it stands.
    #[must_use]
    pub(in super::super) fn covers(&self, about: About<'_>) -> bool {
        match self.kind {
            Kind::Service => about.service == Some(self.name.as_str()),
            Kind::Team => about.team == Some(self.name.as_str()),
            Kind::Schedule => about.first.iter().any(|one| one.strip_prefix("schedule:") == Some(self.name.as_str())),
            Kind::Chain => about.chain == self.name,
        }
    }
}

/// Why a text is no time of a silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// There is none.
    Missing,
    /// It is not understood.
    Unclear,
    /// It has no end.
    Open,
    /// It ends before it begins.
    Backwards,
    /// It is over.
    Past,
    /// It is longer than [`LONGEST`].
    Long,
}

impl Wrong {
    /// As the words know it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Wrong::Missing => "missing",
            Wrong::Unclear => "unclear",
            Wrong::Open => "open",
            Wrong::Backwards => "backwards",
            Wrong::Past => "past",
            Wrong::Long => "long",
        }
    }
}

/// `2h reason`, `until 18:00 reason`, `Sat 22:00 - Sun 4:00 reason`: when it is, and why. `said` is when it was written.
pub(super) fn time(
    text: &str,
    said: DateTime<Utc>,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<(DateTime<Utc>, DateTime<Utc>, &str), Wrong> {
    let (from, to, reason) = match duration::read_prefix(text) {
        Ok((Span::Seconds(seconds), rest)) => (said, said + TimeDelta::seconds(seconds), rest),
        Err(_) if text.trim().is_empty() => return Err(Wrong::Missing),
        // A working day has no length here.
        Ok((Span::WorkingDays(_), _)) => return Err(Wrong::Unclear),
        Err(_) => dated(text, said, zone)?,
    };
    match () {
        () if to <= now => Err(Wrong::Past),
        () if from >= to => Err(Wrong::Backwards),
        () if to - from > LONGEST => Err(Wrong::Long),
        () => Ok((from, to, reason.trim())),
    }
}

fn dated(text: &str, said: DateTime<Utc>, zone: Tz) -> Result<(DateTime<Utc>, DateTime<Utc>, &str), Wrong> {
    let (when, rest) = date::read_prefix(text, said, zone).map_err(|error| match error {
        DateError::EndBeforeStart => Wrong::Backwards,
        _ => Wrong::Unclear,
    })?;
    let first = text.split_whitespace().next().unwrap_or_default();
    let until = ["until", "till", "bis"].contains(&fold(first).as_str());
    match when {
        When::Moment(moment) if until => Ok((said, moment.end, rest)),
        When::Moment(moment) if moment.at == moment.end => Err(Wrong::Open),
        when => Ok((when.start(), when.end(), rest)),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;
    use proptest::prelude::*;

    use super::*;

    /// Monday, 12 January 2026, 09:00 in Berlin.
    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_768_204_800, 0).unwrap()
    }

    fn read(text: &str) -> Result<String, &'static str> {
        let local = |at: DateTime<Utc>| at.with_timezone(&Berlin).format("%a %H:%M").to_string();
        let found = time(text, now(), now(), Berlin);
        found.map(|(from, to, reason)| format!("{} {} {reason}", local(from), local(to))).map_err(Wrong::name)
    }

    #[test]
    fn times_are_read_with_what_follows() {
        assert_eq!(read("2h new switches").unwrap(), "Mon 09:00 Mon 11:00 new switches");
        assert_eq!(read("2 Stunden neue Switches").unwrap(), "Mon 09:00 Mon 11:00 neue Switches");
        assert_eq!(
            read("Sat 22:00 - Sun 4:00 update of the switches").unwrap(),
            "Sat 22:00 Sun 04:00 update of the switches"
        );
        assert_eq!(read("Sa 22:00 - So 4:00 Wartung").unwrap(), "Sat 22:00 Sun 04:00 Wartung");
        assert_eq!(read("until 18:00 noise").unwrap(), "Mon 09:00 Mon 18:00 noise");
        assert_eq!(read("bis 18 Uhr Lärm").unwrap(), "Mon 09:00 Mon 18:00 Lärm");
        assert_eq!(read("30m").unwrap(), "Mon 09:00 Mon 09:30 ");
    }

    #[test]
    fn what_is_no_time_is_told_apart() {
        assert_eq!(read("because of the switches"), Err("unclear"));
        assert_eq!(read(" "), Err("missing"));
        assert_eq!(read("2wd switches"), Err("unclear"));
        assert_eq!(read("Sat 22:00 switches"), Err("open"));
        assert_eq!(read("32d holidays"), Err("long"));
        assert_eq!(read("11.1.2026 8:00 - 9:00 it was"), Err("past"));
    }

    #[test]
    fn a_silence_covers_what_it_is_of() {
        let silence = |kind, name: &str| Silence {
            id: 1,
            kind,
            name: name.into(),
            from: now(),
            to: now(),
            reason: "x".into(),
            by: PersonId(1),
        };
        let first = ["schedule:it".to_owned(), "@anna:x".to_owned()];
        let about = About { service: Some("lan"), team: Some("net"), first: &first, chain: "urgent" };
        for (kind, name) in
            [(Kind::Service, "lan"), (Kind::Team, "net"), (Kind::Schedule, "it"), (Kind::Chain, "urgent")]
        {
            assert!(silence(kind, name).covers(about), "{name}");
            assert!(!silence(kind, "other").covers(about), "{name}");
        }
        assert!(!silence(Kind::Service, "lan").covers(About { service: None, ..about }));
    }

    proptest! {
        /// Whatever is written, nothing panics, and what is read is forward, not over, and not too long.
        #[test]
        fn anything_is_read_or_refused(text in "\\PC{0,40}") {
            if let Ok((from, to, _)) = time(&text, now(), now(), Berlin) {
                prop_assert!(from < to && to > now() && to - from <= LONGEST);
            }
        }
    }
}

//! The way of a page. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::config::EscalationStep;
use crate::ids::{PersonId, TicketId};

/// A step as it is kept with a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Step {
    /// Whom it wakes, as the configuration writes it.
    pub notify: Vec<String>,
    /// Of these one at a time.
    pub round_robin: bool,
    /// Seconds for which an answer is waited for.
    pub wait: u64,
    /// Only in the hours of this calendar (true), or outside of them.
    pub hours: Option<(String, bool)>,
    /// Only of these priorities; none: of all.
    pub priorities: Vec<u8>,
}

impl Step {
    /// As the configuration has it.
    #[must_use]
    pub(in super::super) fn of(step: &EscalationStep) -> Self {
        Self {
            notify: step.notify.iter().map(crate::config::Target::written).collect(),
            round_robin: step.round_robin,
            wait: step.wait.as_secs(),
            hours: step.hours.clone(),
            priorities: step.priorities.clone(),
        }
    }

    /// Whether it tells programs alone, and wakes nobody.
    #[must_use]
    pub(in super::super) fn is_for_programs(&self) -> bool {
        self.notify.iter().all(|written| written.starts_with("webhook:") || written == "incident")
    }

    /// How long an answer is waited for.
    #[must_use]
    pub(in super::super) fn waits(&self) -> TimeDelta {
        i64::try_from(self.wait).ok().and_then(TimeDelta::try_seconds).unwrap_or(TimeDelta::hours(1))
    }

    /// Whether it is taken for a priority at a moment; `is_open` tells whether a calendar is open then.
    pub(in super::super) fn applies(&self, priority: u8, is_open: impl Fn(&str) -> bool) -> bool {
        let of_priority = self.priorities.is_empty() || self.priorities.contains(&priority);
        of_priority && self.hours.as_ref().is_none_or(|(calendar, during)| is_open(calendar) == *during)
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Page {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub ticket: Option<TicketId>,
    /// The same in words.
    pub title: String,
    /// The chat platform.
    pub platform: String,
    /// Where it is told what becomes of it, where it is about no ticket.
    pub place: (String, Option<String>),
    /// The name of its chain.
    pub chain: String,
    /// Its steps.
    pub steps: Vec<Step>,
    /// How often they are gone through.
    pub rounds: u8,
    /// 1 critical to 5 planning.
    pub priority: u8,
    /// Where it stands.
    pub state: State,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Who has begun it; None: it began by itself.
    pub by: Option<PersonId>,
    /// The change that was being carried out on its service when it began.
    pub beside: Option<Beside>,
}

/// A change that was being carried out when a page began, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Beside {
    /// Its ticket.
    pub change: TicketId,
    /// Its title.
    pub title: String,
    /// Who carries it out.
    pub responsible: Option<String>,
}

/// The number and the rest of a text that begins with the name of a page: `A-3`, `a3`.
pub(super) fn read_name(text: &str) -> Option<(i64, &str)> {
    let text = text.trim();
    let bare = text.strip_prefix('#').unwrap_or(text);
    let behind = bare.strip_prefix(['A', 'a'])?.trim_start_matches(['-', '–', '‑']);
    let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    let (number, rest) = behind.split_at_checked(end)?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    let rest = rest.trim_start_matches(['.', ',', ';', ':']);
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (number, rest.trim()))
}

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum State {
    /// The next step is taken when its time has come.
    Open(Next),
    /// Somebody has answered; the chain goes on from here where they fall silent.
    Acked {
        /// Who.
        by: PersonId,
        /// When.
        at: DateTime<Utc>,
        /// They were reminded.
        reminded: bool,
        /// Where it goes on.
        next: Next,
    },
    /// There is nothing left to do.
    Ended,
    /// All steps were taken, and nobody has answered.
    Unanswered,
}

/// A place in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Next {
    /// The round, from 0.
    pub round: u8,
    /// The step, from 0; as many as there are steps: the round is over.
    pub step: usize,
}

impl State {
    /// As stored, and in the keys of the words.
    #[must_use]
    pub(in super::super) fn name(self) -> &'static str {
        match self {
            State::Open(_) => "open",
            State::Acked { .. } => "acked",
            State::Ended => "ended",
            State::Unanswered => "unanswered",
        }
    }

    /// Whether something still happens by itself.
    #[must_use]
    pub(in super::super) fn runs(self) -> bool {
        matches!(self, State::Open(_) | State::Acked { .. })
    }

    /// The place in its chain.
    #[must_use]
    pub(in super::super) fn next(self) -> Option<Next> {
        match self {
            State::Open(next) | State::Acked { next, .. } => Some(next),
            State::Ended | State::Unanswered => None,
        }
    }
}

impl Page {
    /// As people name it: by its ticket, else by its own number.
    #[must_use]
    pub(in super::super) fn name(&self) -> String {
        self.ticket.map_or_else(|| format!("A-{}", self.id), |ticket| ticket.to_string())
    }

    /// Whether people want to be woken for it by other means than for the rest.
    #[must_use]
    pub(in super::super) fn is_urgent(&self) -> bool {
        self.priority <= 2
    }

    /// The next step that is taken from a place on, and the place behind it; None: the chain is over. `fits` tells whether a
    /// step is to be taken now.
    pub(in super::super) fn from(&self, place: Next, fits: impl Fn(&Step) -> bool) -> Option<(Next, &Step)> {
        let mut at = place;
        while at.round < self.rounds {
            let found = self.steps.iter().enumerate().skip(at.step).find(|(_, step)| fits(step));
            if let Some((index, step)) = found {
                return Some((Next { round: at.round, step: index }, step));
            }
            at = Next { round: at.round + 1, step: 0 };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(priorities: &[u8], hours: Option<(&str, bool)>) -> Step {
        Step {
            notify: vec!["@a:x".into()],
            round_robin: false,
            wait: 300,
            hours: hours.map(|(name, during)| (name.to_owned(), during)),
            priorities: priorities.to_vec(),
        }
    }

    fn page(steps: Vec<Step>, rounds: u8) -> Page {
        Page {
            id: 1,
            ticket: None,
            title: "x".into(),
            platform: "local".into(),
            place: (String::new(), None),
            chain: "night".into(),
            steps,
            rounds,
            priority: 1,
            state: State::Open(Next { round: 0, step: 0 }),
            started_at: DateTime::UNIX_EPOCH,
            by: None,
            beside: None,
        }
    }

    /// The places of all steps that are taken.
    fn walk(page: &Page, fits: impl Fn(&Step) -> bool) -> Vec<(u8, usize)> {
        let (mut at, mut taken) = (Next { round: 0, step: 0 }, Vec::new());
        while let Some((next, _)) = page.from(at, &fits) {
            taken.push((next.round, next.step));
            at = Next { step: next.step + 1, ..next };
        }
        taken
    }

    #[test]
    fn steps_are_taken_round_after_round_and_a_chain_ends() {
        let all = page(vec![step(&[], None), step(&[2], None), step(&[], None)], 2);
        assert_eq!(walk(&all, |_| true), [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]);
        assert_eq!(walk(&all, |step| step.applies(1, |_| true)), [(0, 0), (0, 2), (1, 0), (1, 2)]);
        assert!(walk(&all, |_| false).is_empty());
    }

    #[test]
    fn names_are_read_as_people_write_them() {
        for text in ["A-3", "a-3", "A3", "#A-3", "A–3.", " a-3 "] {
            assert_eq!(read_name(text), Some((3, "")), "{text}");
        }
        assert_eq!(read_name("A-3: a loose cable"), Some((3, "a loose cable")));
        for text in [
            "",
            "A",
            "A-",
            "A-0",
            "A-x",
            "A-3x",
            "3",
            "#3",
            "T-3",
            "Anna 3",
            "a 3 volt cable",
            "A-99999999999999999999",
            "Ä-3",
        ] {
            assert_eq!(read_name(text), None, "{text}");
        }
        let named = Page { id: 3, ..page(Vec::new(), 1) };
        assert_eq!((named.name(), read_name(&named.name())), ("A-3".to_owned(), Some((3, ""))));
    }

    #[test]
    fn hours_count_inside_or_outside() {
        let (inside, outside) = (step(&[], Some(("office", true))), step(&[], Some(("office", false))));
        assert!(inside.applies(1, |_| true) && !inside.applies(1, |_| false));
        assert!(!outside.applies(1, |_| true) && outside.applies(1, |_| false));
    }
}

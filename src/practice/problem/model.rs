//! The way of a problem: what is known of it, where it stands, and what may become of it. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::command::fold;
use crate::i18n::Language;
use crate::ids::{PersonId, TicketId};

/// A problem, beside the ticket that it is. Whoever looks for its cause is the ticket's assignee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The ticket.
    pub ticket: TicketId,
    /// Where it stands.
    pub state: State,
    /// Since when its error is known.
    pub known_at: Option<DateTime<Utc>>,
    /// What can be done meanwhile.
    pub workaround: Workaround,
    /// What is behind it.
    pub cause: Option<String>,
    /// Of which kind that is.
    pub cause_kind: Option<CauseKind>,
    /// What was answered on the way there; empty: skipped.
    pub answers: BTreeMap<Part, String>,
    /// What is asked now, and of whom.
    pub asking: Option<Asking>,
}

/// Where a problem stands, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody has looked at it yet.
    New,
    /// Somebody looks for its cause.
    Analysing,
    /// Its cause is known, or a way around it.
    KnownError,
    /// A change is to solve it.
    InSolution {
        /// The change.
        change: TicketId,
    },
    /// The change has.
    Solved {
        /// The change.
        change: TicketId,
        /// When.
        at: DateTime<Utc>,
    },
    /// It was closed without a solution.
    Unsolved {
        /// Why.
        reason: String,
        /// When.
        at: DateTime<Utc>,
    },
}

/// Why a problem cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Illegal {
    /// It is over.
    Over,
    /// It is there already.
    Already,
    /// Neither a cause nor a way around it is known.
    NothingKnown,
}

impl State {
    /// As stored, in the audit log, and in the keys of the words.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            State::New => "new",
            State::Analysing => "analysing",
            State::KnownError => "known-error",
            State::InSolution { .. } => "in-solution",
            State::Solved { .. } => "solved",
            State::Unsolved { .. } => "unsolved",
        }
    }

    /// Whether nothing becomes of it any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self, State::Solved { .. } | State::Unsolved { .. })
    }

    /// The change that is to solve it, or has.
    #[must_use]
    pub fn change(&self) -> Option<TicketId> {
        match self {
            State::InSolution { change } | State::Solved { change, .. } => Some(*change),
            _ => None,
        }
    }

    /// When it was over.
    #[must_use]
    pub fn ended(&self) -> Option<DateTime<Utc>> {
        match self {
            State::Solved { at, .. } | State::Unsolved { at, .. } => Some(*at),
            _ => None,
        }
    }
}

impl Problem {
    /// A new one.
    #[must_use]
    pub fn new(ticket: TicketId) -> Self {
        Self {
            ticket,
            state: State::New,
            known_at: None,
            workaround: Workaround::default(),
            cause: None,
            cause_kind: None,
            answers: BTreeMap::new(),
            asking: None,
        }
    }

    /// Whether anything is known that helps: its cause, or a way around it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.cause.is_some() || !self.workaround.is_empty()
    }

    fn open(&self) -> Result<(), Illegal> {
        if self.state.is_over() { Err(Illegal::Over) } else { Ok(()) }
    }

    /// Somebody looks for its cause. What is further along stays there.
    pub fn analyse(&self) -> Result<State, Illegal> {
        self.open()?;
        Ok(if self.state == State::New { State::Analysing } else { self.state.clone() })
    }

    /// Its error is known.
    pub fn know(&self) -> Result<State, Illegal> {
        self.open()?;
        match self.state {
            State::KnownError => Err(Illegal::Already),
            _ if !self.is_known() => Err(Illegal::NothingKnown),
            State::InSolution { .. } => Ok(self.state.clone()),
            _ => Ok(State::KnownError),
        }
    }

    /// A change is to solve it.
    pub fn fix(&self, change: TicketId) -> Result<State, Illegal> {
        self.open()?;
        match self.state {
            State::InSolution { change: before } if before == change => Err(Illegal::Already),
            _ => Ok(State::InSolution { change }),
        }
    }

    /// The change that was to solve it has; None: it waits for none, or for another one.
    #[must_use]
    pub fn solved(&self, by: TicketId, at: DateTime<Utc>) -> Option<State> {
        (self.state == State::InSolution { change: by }).then_some(State::Solved { change: by, at })
    }

    /// The change that was to solve it has not: it is where it was before; None likewise.
    #[must_use]
    pub fn failed(&self, change: TicketId) -> Option<State> {
        let back = if self.is_known() { State::KnownError } else { State::Analysing };
        (self.state == State::InSolution { change }).then_some(back)
    }

    /// It is closed without a solution.
    pub fn give_up(&self, reason: String, at: DateTime<Utc>) -> Result<State, Illegal> {
        self.open()?;
        Ok(State::Unsolved { reason, at })
    }

    /// What is to be asked next.
    #[must_use]
    pub fn next_part(&self) -> Option<Part> {
        let reached = self.answers.iter().any(|(part, said)| matches!(part, Part::Why(_)) && said.is_empty());
        Part::ALL.into_iter().find(|part| match part {
            // Who has no answer to a why has come to its end.
            Part::Why(_) => !reached && !self.answers.contains_key(part),
            Part::Cause => self.cause.is_none(),
            Part::Kind => self.cause_kind.is_none() && !self.answers.contains_key(part),
            Part::Timeline | Part::Contributing => !self.answers.contains_key(part),
        })
    }
}

/// What is asked on the way to a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Part {
    /// One of the five whys.
    Why(u8),
    /// What happened when.
    Timeline,
    /// What else has contributed.
    Contributing,
    /// What is behind it.
    Cause,
    /// Of which kind that is.
    Kind,
}

impl Part {
    /// All of them, as they are asked.
    pub const ALL: [Part; 9] = [
        Part::Why(1),
        Part::Why(2),
        Part::Why(3),
        Part::Why(4),
        Part::Why(5),
        Part::Timeline,
        Part::Contributing,
        Part::Cause,
        Part::Kind,
    ];

    /// In the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Why(1) => "why",
            Part::Why(_) => "why-again",
            Part::Timeline => "timeline",
            Part::Contributing => "contributing",
            Part::Cause => "cause",
            Part::Kind => "kind",
        }
    }

    /// Its place among all, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|part| *part == self).map_or(1, |at| at + 1)
    }
}

impl From<Part> for String {
    fn from(part: Part) -> Self {
        match part {
            Part::Why(number) => format!("why-{number}"),
            part => part.name().to_owned(),
        }
    }
}

impl TryFrom<String> for Part {
    type Error = String;

    fn try_from(stored: String) -> Result<Self, String> {
        Self::ALL.into_iter().find(|part| String::from(*part) == stored).ok_or(stored)
    }
}

/// A question that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// What is asked for.
    pub part: Part,
    /// Who is asked.
    pub person: PersonId,
}

/// Of which kind a cause is, for reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CauseKind {
    /// A program does what it should not.
    Software,
    /// A device is broken, or too old.
    Hardware,
    /// Something is set up wrongly.
    Configuration,
    /// There is too little of something.
    Capacity,
    /// Somebody outside the company.
    Supplier,
    /// People did not know, or could not.
    People,
}

impl CauseKind {
    /// All of them, as they are offered.
    pub const ALL: [CauseKind; 6] = [
        CauseKind::Software,
        CauseKind::Hardware,
        CauseKind::Configuration,
        CauseKind::Capacity,
        CauseKind::Supplier,
        CauseKind::People,
    ];

    /// As stored, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            CauseKind::Software => "software",
            CauseKind::Hardware => "hardware",
            CauseKind::Configuration => "configuration",
            CauseKind::Capacity => "capacity",
            CauseKind::Supplier => "supplier",
            CauseKind::People => "people",
        }
    }

    /// Reads what [`CauseKind::name`] writes.
    #[must_use]
    pub fn stored(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == stored)
    }

    /// Reads a number of the list, or a name as people write it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = fold(text.trim());
        let text = text.trim_end_matches(['.', ')']);
        if let Ok(number) = text.parse::<usize>() {
            return number.checked_sub(1).and_then(|at| Self::ALL.get(at)).copied();
        }
        Some(match text {
            "software" | "programm" | "program" | "bug" => Self::Software,
            "hardware" | "geraet" | "device" => Self::Hardware,
            "configuration" | "konfiguration" | "config" | "einstellung" => Self::Configuration,
            "capacity" | "kapazitaet" => Self::Capacity,
            "supplier" | "vendor" | "lieferant" | "dienstleister" | "hersteller" => Self::Supplier,
            "people" | "menschen" | "process" | "prozess" | "training" | "schulung" => Self::People,
            _ => return None,
        })
    }
}

/// What can be done while a problem is not solved, by the language in which it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workaround {
    /// The words.
    pub texts: BTreeMap<String, Written>,
    /// Counted up by each change.
    pub revision: i32,
}

/// What was written in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The words.
    pub text: String,
    /// The revision in which they were written.
    pub revision: i32,
}

impl Workaround {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// What somebody reads: in their language, else in the one there is.
    #[must_use]
    pub fn of(&self, language: Language) -> Option<&Written> {
        self.texts.get(language.code()).or_else(|| self.texts.values().next())
    }

    /// The same with these texts; those of other languages stay. None: nothing is other than before.
    #[must_use]
    pub fn with(&self, texts: BTreeMap<Language, String>) -> Option<Self> {
        let is_same = |(language, text): (&Language, &String)| {
            self.texts.get(language.code()).is_some_and(|written| written.text == *text)
        };
        if texts.iter().all(is_same) {
            return None;
        }
        let mut after = self.clone();
        after.revision += 1;
        for (language, text) in texts {
            let before = after.texts.get(language.code());
            if before.is_none_or(|before| before.text != text) {
                let written = Written { text, revision: after.revision };
                after.texts.insert(language.code().to_owned(), written);
            }
        }
        Some(after)
    }
}

/// What is said instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// Nothing more is to be asked now.
    Later,
    /// It is left without an answer.
    Skip,
}

/// Whether a message is no answer but says what to do about the question.
#[must_use]
pub fn instead(text: &str) -> Option<Instead> {
    match fold(text.trim()).trim_end_matches(['.', '!']) {
        "later" | "stop" | "cancel" | "quit" | "spaeter" | "stopp" | "abbrechen" | "abbruch" => Some(Instead::Later),
        "skip" | "weiter" | "ueberspringen" | "-" | "–" => Some(Instead::Skip),
        _ => None,
    }
}

/// The longest text that is taken: what is longer belongs into an article, and would bury a thread.
pub const MOST_CHARS: usize = 4000;

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It says nothing.
    Empty,
    /// It is longer than [`MOST_CHARS`].
    Long(usize),
}

/// A text that says something to people.
pub fn fit(text: &str) -> Result<String, Unfit> {
    let text = text.trim();
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Unfit::Empty);
    }
    match text.chars().count() {
        length if length > MOST_CHARS => Err(Unfit::Long(length)),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests;

//! The way of a change: what must be known of it, where it stands, and what may become of it. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Interval;
use crate::config::{ChangeConfig, ChangeType, Config, Level};
use crate::ids::{PersonId, TicketId};

/// A change, beside the ticket that it is. Whoever carries it out is the ticket's assignee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The ticket.
    pub ticket: TicketId,
    /// Which way it goes.
    pub kind: ChangeType,
    /// Of a standard change: its template.
    pub template: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Counted up by each change of what is planned.
    pub revision: i32,
    /// The services that it affects, by name.
    pub services: Vec<String>,
    /// When it is to be done.
    pub window: Option<Interval>,
    /// What was said of it.
    pub texts: BTreeMap<Words, Said>,
    /// How much is affected if it goes wrong.
    pub impact: Option<Level>,
    /// How likely that is.
    pub probability: Option<Level>,
    /// The answers of the questionnaire, by name.
    pub answers: BTreeMap<String, bool>,
    /// Which message has said which part, where it is no text.
    pub sources: Vec<Source>,
    /// The risk, as it was assessed when it was handed in.
    pub risk: Option<Level>,
    /// Why it goes on beside a collision.
    pub despite: Option<Reason>,
    /// Why it may in a freeze, or outside the maintenance windows.
    pub overridden: Option<Reason>,
    /// What is asked now, and of whom.
    pub asking: Option<Asking>,
    /// What was decided; None: nothing yet.
    pub agreed: Option<bool>,
    /// What the review has brought so far.
    pub review: Review,
    /// By when it must be agreed to and reviewed.
    pub review_due: Option<DateTime<Utc>>,
}

/// Something that was said of a change, with the message that said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The words.
    pub text: String,
    /// The message; None: a template says it.
    pub event: Option<String>,
}

/// Which message has said what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What.
    pub part: Part,
    /// The message.
    pub event: String,
}

/// Why something goes on that stands in a rule's way, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The words.
    pub text: String,
    /// Who.
    pub by: PersonId,
    /// What it goes on beside.
    #[serde(default)]
    pub beside: Vec<String>,
}

/// A question that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// What is asked for.
    pub part: Part,
    /// Who is asked.
    pub person: PersonId,
}

/// What a review has brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Whether it has reached its aim.
    pub aim: Option<bool>,
    /// What went wrong, and what was learnt.
    pub lessons: Option<Said>,
    /// What is to be done now was said.
    pub followed_up: bool,
}

/// What a change says in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Words {
    /// Why it is done.
    Reason,
    /// What is done.
    Plan,
    /// How it is seen that it has worked.
    Test,
    /// What is saved before.
    Backup,
    /// How it is undone.
    Rollback,
}

impl Words {
    /// All of them, as they are asked for.
    pub const ALL: [Words; 5] = [Words::Reason, Words::Plan, Words::Test, Words::Backup, Words::Rollback];

    /// In the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Words::Reason => "reason",
            Words::Plan => "plan",
            Words::Test => "test",
            Words::Backup => "backup",
            Words::Rollback => "rollback",
        }
    }
}

/// What must be known of a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The services that it affects.
    Services,
    /// When it is to be done.
    Window,
    /// Something in words.
    Words(Words),
    /// Who carries it out.
    Responsible,
    /// How much is affected if it goes wrong.
    Impact,
    /// How likely that is.
    Probability,
    /// A question of the questionnaire.
    Question(String),
    /// Whether it has reached its aim.
    Aim,
    /// What went wrong, and what was learnt.
    Lessons,
    /// What is to be done now.
    FollowUps,
}

impl Part {
    /// In the keys of the words.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Part::Services => "services",
            Part::Window => "window",
            Part::Words(words) => words.name(),
            Part::Responsible => "responsible",
            Part::Impact => "impact",
            Part::Probability => "probability",
            Part::Question(_) => "question",
            Part::Aim => "aim",
            Part::Lessons => "lessons",
            Part::FollowUps => "follow-ups",
        }
    }
}

/// Where a change stands, with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is planned.
    Requested,
    /// It was handed in, and those are asked who must agree.
    PendingApproval,
    /// It can be carried out.
    Approved,
    /// It is being carried out.
    InProgress {
        /// Since when.
        started: DateTime<Utc>,
    },
    /// It was carried out, and is to be looked back upon.
    PendingReview(Carried),
    /// It has reached its aim.
    Successful(Carried),
    /// It has not.
    Failed(Carried),
    /// It was not agreed to.
    Rejected,
    /// It was taken back before it was agreed to.
    Retracted,
    /// It was given up after that.
    Cancelled,
}

/// How a change was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// When it was begun.
    pub started: DateTime<Utc>,
    /// When it was over.
    pub ended: DateTime<Utc>,
    /// How it ended.
    pub how: How,
}

/// How the carrying out of a change ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As planned.
    Done,
    /// It was undone.
    RolledBack,
    /// It went wrong, and could not be undone.
    Failed,
}

impl How {
    const ALL: [How; 3] = [How::Done, How::RolledBack, How::Failed];

    /// As stored, in the audit log, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            How::Done => "done",
            How::RolledBack => "rolled-back",
            How::Failed => "failed",
        }
    }

    /// Reads what [`How::name`] writes.
    #[must_use]
    pub fn read(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == stored)
    }
}

/// Why a change cannot go on: from where, to where, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Illegal {
    /// The state it is in.
    pub from: &'static str,
    /// The state that was wanted.
    pub to: &'static str,
    /// What is missing; empty: it is not that.
    pub missing: Vec<Part>,
}

impl State {
    /// As stored, in the audit log, and in the keys of the words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            State::Requested => "requested",
            State::PendingApproval => "pending-approval",
            State::Approved => "approved",
            State::InProgress { .. } => "in-progress",
            State::PendingReview(_) => "pending-review",
            State::Successful(_) => "successful",
            State::Failed(_) => "failed",
            State::Rejected => "rejected",
            State::Retracted => "retracted",
            State::Cancelled => "cancelled",
        }
    }

    /// How it was carried out; None: it was not, or is being.
    #[must_use]
    pub fn carried(self) -> Option<Carried> {
        match self {
            State::PendingReview(carried) | State::Successful(carried) | State::Failed(carried) => Some(carried),
            _ => None,
        }
    }

    /// When it was begun.
    #[must_use]
    pub fn started(self) -> Option<DateTime<Utc>> {
        match self {
            State::InProgress { started } => Some(started),
            state => state.carried().map(|carried| carried.started),
        }
    }

    /// Whether what is planned can still be changed.
    #[must_use]
    pub fn is_planned(self) -> bool {
        matches!(self, State::Requested | State::PendingApproval | State::Approved)
    }

    /// Whether nothing becomes of it any more.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, State::Successful(_) | State::Failed(_) | State::Rejected | State::Retracted | State::Cancelled)
    }

    fn illegal(self, to: &'static str) -> Illegal {
        Illegal { from: self.name(), to, missing: Vec::new() }
    }

    /// It is handed in: with everything that must be known. A standard change was agreed to beforehand.
    pub fn submit(self, kind: ChangeType, missing: Vec<Part>) -> Result<Self, Illegal> {
        match (self, kind) {
            (State::Requested, _) if !missing.is_empty() => {
                Err(Illegal { from: self.name(), to: "pending-approval", missing })
            }
            (State::Requested, ChangeType::Standard) => Ok(State::Approved),
            (State::Requested, ChangeType::Normal | ChangeType::Emergency) => Ok(State::PendingApproval),
            _ => Err(self.illegal("pending-approval")),
        }
    }

    /// What is planned was changed after it was handed in: it must be agreed to anew.
    pub fn rework(self, kind: ChangeType) -> Result<Self, Illegal> {
        match (self, kind) {
            (State::Requested, _) => Ok(State::Requested),
            (State::PendingApproval | State::Approved, ChangeType::Standard) => Ok(State::Approved),
            (State::PendingApproval | State::Approved, _) => Ok(State::PendingApproval),
            _ => Err(self.illegal("requested")),
        }
    }

    /// Those have decided who must agree. An emergency change that was begun before goes on.
    #[must_use]
    pub fn decided(self, approved: bool) -> Self {
        match (self, approved) {
            (State::PendingApproval, true) => State::Approved,
            (State::PendingApproval, false) => State::Rejected,
            (state, _) => state,
        }
    }

    /// Nobody has decided in time, or there is nobody who could: it can be handed in again.
    #[must_use]
    pub fn undecided(self) -> Self {
        match self {
            State::PendingApproval => State::Requested,
            state => state,
        }
    }

    /// It is begun. `early`: it is an emergency, and whoever begins it may do so before it is agreed to.
    pub fn start(self, at: DateTime<Utc>, early: bool) -> Result<Self, Illegal> {
        match self {
            State::Approved => Ok(State::InProgress { started: at }),
            State::PendingApproval if early => Ok(State::InProgress { started: at }),
            _ => Err(self.illegal("in-progress")),
        }
    }

    /// It is over, in whatever way.
    pub fn end(self, at: DateTime<Utc>, how: How, needs_review: bool) -> Result<Self, Illegal> {
        let State::InProgress { started } = self else { return Err(self.illegal(how.name())) };
        // Nothing ends before it begins, whatever the clocks of two servers say.
        let carried = Carried { started, ended: at.max(started), how };
        Ok(match (needs_review, how) {
            (true, _) => State::PendingReview(carried),
            (false, How::Done) => State::Successful(carried),
            (false, How::RolledBack | How::Failed) => State::Failed(carried),
        })
    }

    /// It was looked back upon. It is successful where it was done as planned and has reached its aim.
    pub fn reviewed(self, aim: bool) -> Result<Self, Illegal> {
        match self {
            State::PendingReview(carried) if aim && carried.how == How::Done => Ok(State::Successful(carried)),
            State::PendingReview(carried) => Ok(State::Failed(carried)),
            _ => Err(self.illegal("successful")),
        }
    }

    /// It is wanted no more.
    pub fn give_up(self) -> Result<Self, Illegal> {
        match self {
            State::Requested | State::PendingApproval => Ok(State::Retracted),
            State::Approved => Ok(State::Cancelled),
            _ => Err(self.illegal("cancelled")),
        }
    }
}

impl Change {
    /// What was said of a kind.
    #[must_use]
    pub fn text(&self, words: Words) -> Option<&str> {
        self.texts.get(&words).map(|said| said.text.as_str())
    }

    /// What must be known before it can be handed in, as it is asked for; of an emergency what risks it, the rest is reviewed.
    #[must_use]
    pub fn needed(&self, config: &Config) -> Vec<Part> {
        let mut parts = Vec::new();
        if !config.services.is_empty() {
            parts.push(Part::Services);
        }
        match self.kind {
            ChangeType::Standard => parts.extend([Part::Window, Part::Responsible]),
            ChangeType::Emergency => {
                parts.extend([Part::Words(Words::Reason), Part::Words(Words::Rollback), Part::Responsible]);
            }
            ChangeType::Normal => {
                parts.push(Part::Window);
                parts.extend(Words::ALL.map(Part::Words));
                parts.extend([Part::Responsible, Part::Impact, Part::Probability]);
                parts.extend(config.change_questions.iter().map(|question| Part::Question(question.name.clone())));
            }
        }
        parts
    }

    /// What of that is missing.
    #[must_use]
    pub fn missing(&self, config: &Config, responsible: Option<PersonId>) -> Vec<Part> {
        let mut needed = self.needed(config);
        needed.retain(|part| !self.knows(part, responsible));
        needed
    }

    fn knows(&self, part: &Part, responsible: Option<PersonId>) -> bool {
        match part {
            Part::Services => !self.services.is_empty(),
            Part::Window => self.window.is_some(),
            Part::Words(words) => self.texts.contains_key(words),
            Part::Responsible => responsible.is_some(),
            Part::Impact => self.impact.is_some(),
            Part::Probability => self.probability.is_some(),
            Part::Question(name) => self.answers.contains_key(name),
            Part::Aim => self.review.aim.is_some(),
            Part::Lessons => self.review.lessons.is_some(),
            Part::FollowUps => self.review.followed_up,
        }
    }

    /// What a review still has to bring; nothing where none is due.
    #[must_use]
    pub fn unreviewed(&self) -> Vec<Part> {
        match self.state {
            State::PendingReview(_) => {
                let mut parts = vec![Part::Aim, Part::Lessons, Part::FollowUps];
                parts.retain(|part| !self.knows(part, None));
                parts
            }
            _ => Vec::new(),
        }
    }

    /// Whether it is looked back upon: every emergency, what has failed, and what was of high risk.
    #[must_use]
    pub fn needs_review(&self, how: How) -> bool {
        self.kind == ChangeType::Emergency || how != How::Done || self.risk == Some(Level::High)
    }

    /// The risk, and what makes it up.
    #[must_use]
    pub fn assess(&self, config: &ChangeConfig, points: impl Fn(&str) -> u32) -> Assessment {
        let matrix = self.impact.zip(self.probability).map(|(impact, probability)| config.risk(impact, probability));
        let counted = self.answers.iter().filter(|(_, yes)| **yes).map(|(name, _)| points(name)).sum();
        let questionnaire = (!self.answers.is_empty()).then(|| config.risk_of_points(counted));
        let unknown = match self.kind {
            // Agreed to once, and known since.
            ChangeType::Standard => Level::Low,
            ChangeType::Normal => Level::Medium,
            // Nobody has had the time to look.
            ChangeType::Emergency => Level::High,
        };
        let risk = matrix.max(questionnaire).unwrap_or(unknown);
        Assessment { risk, matrix, questionnaire, points: counted }
    }
}

/// The risk of a change: the higher of what the matrix and the questionnaire say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    /// The higher of both.
    pub risk: Level,
    /// By impact and probability, where both are known.
    pub matrix: Option<Level>,
    /// By the questionnaire, where it was answered.
    pub questionnaire: Option<Level>,
    /// Its points.
    pub points: u32,
}

#[cfg(test)]
mod tests;

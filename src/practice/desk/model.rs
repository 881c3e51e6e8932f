//! What may become of a ticket, and when not. Pure.

use chrono::{DateTime, Datelike, Days, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;

use crate::calendar::shown_at;
use crate::command::{Args, fold};
use crate::ids::PersonId;
use crate::ticket::{PendingOn, Resolution, State};
pub use crate::ticket::{TITLE_CHARS, title_line};

/// Takes `private` at the beginning of a ticket's words as what it says about the ticket. Alone it says nothing.
#[must_use]
pub fn private(args: Args) -> (bool, Args) {
    let text = args.text.trim_start();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let is_it = ["private", "confidential", "privat", "vertraulich"].contains(&fold(first).trim_end_matches(':'));
    if !is_it || rest.trim().is_empty() {
        return (false, args);
    }
    let rest = rest.to_owned();
    (true, args.with_text(&rest))
}

/// Why a transition is not possible: from where, to where, and what stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Illegal {
    /// It is resolved or closed already.
    Over {
        /// The state it is in.
        from: &'static str,
        /// The state that was wanted.
        to: &'static str,
    },
    /// It is still open.
    StillOpen {
        /// The state it is in.
        from: &'static str,
        /// The state that was wanted.
        to: &'static str,
    },
    /// Somebody else has it.
    TakenBy(PersonId),
    /// Whoever wants to take it has it already.
    YoursAlready,
    /// It is not the actor's to give back.
    NotYours,
    /// It has a line of solution already.
    SolvedAlready,
    /// The time to wait until has passed.
    Past,
    /// It waits for its requester already.
    WaitsAlready,
    /// It has been over for too long to be opened again.
    TooLate,
}

fn over(state: &State, to: &'static str) -> Illegal {
    Illegal::Over { from: state.name(), to }
}

/// 👀, `!take`: the actor has it from now on.
pub fn take(state: &State, by: PersonId) -> Result<State, Illegal> {
    match state {
        State::New | State::Pending { to: None, .. } => Ok(State::Assigned { to: by }),
        State::Pending { to: Some(to), .. } | State::Planned { to, .. } if *to == by => Ok(State::Assigned { to: by }),
        State::Assigned { to } if *to == by => Err(Illegal::YoursAlready),
        State::Assigned { to } | State::Planned { to, .. } | State::Pending { to: Some(to), .. } => {
            Err(Illegal::TakenBy(*to))
        }
        State::Resolved { .. } | State::Closed { .. } => Err(over(state, "assigned")),
    }
}

/// 👀 taken back, `!release`: nobody has it any more. `any`: the actor may give back what somebody else has.
pub fn release(state: &State, by: PersonId, any: bool) -> Result<State, Illegal> {
    match state {
        State::Assigned { to } | State::Planned { to, .. } if any || *to == by => Ok(State::New),
        State::Pending { to: Some(to), until, on } if any || *to == by => {
            Ok(State::Pending { to: None, until: *until, on: *on })
        }
        State::New | State::Assigned { .. } | State::Planned { .. } | State::Pending { .. } => Err(Illegal::NotYours),
        State::Resolved { .. } | State::Closed { .. } => Err(over(state, "new")),
    }
}

/// `!assign @x`: somebody has it from now on; what was planned or waits goes on doing so.
pub fn assign(state: &State, to: PersonId) -> Result<State, Illegal> {
    match state {
        State::Resolved { .. } | State::Closed { .. } => Err(over(state, "assigned")),
        _ if state.assignee() == Some(to) => Err(Illegal::TakenBy(to)),
        State::New | State::Assigned { .. } => Ok(State::Assigned { to }),
        State::Planned { at, .. } => Ok(State::Planned { to, at: *at }),
        State::Pending { until, on, .. } => Ok(State::Pending { to: Some(to), until: *until, on: *on }),
    }
}

/// `!assign team:network`: another team has it, and nobody of it yet.
pub fn hand_over(state: &State) -> Result<State, Illegal> {
    match state {
        State::New | State::Assigned { .. } | State::Planned { .. } => Ok(State::New),
        State::Pending { until, on, .. } => Ok(State::Pending { to: None, until: *until, on: *on }),
        State::Resolved { .. } | State::Closed { .. } => Err(over(state, "moved")),
    }
}

/// `!plan`: worked on at a time, by whoever has it, else by the actor.
pub fn plan(state: &State, by: PersonId, at: DateTime<Utc>, now: DateTime<Utc>) -> Result<State, Illegal> {
    match state {
        State::Resolved { .. } | State::Closed { .. } => Err(over(state, "planned")),
        _ if at <= now => Err(Illegal::Past),
        _ => Ok(State::Planned { to: state.assignee().unwrap_or(by), at }),
    }
}

/// How a resolution is worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Solution {
    /// Given at once.
    Given(String),
    /// The next message of the resolver, for so long.
    Asked(TimeDelta),
    /// None is needed: the requester says that it is done.
    None,
}

/// ✅, `!resolve`: it is solved. On a resolved ticket that has no line of solution yet, a given one is added.
pub fn resolve(state: &State, by: PersonId, now: DateTime<Utc>, solution: Solution) -> Result<State, Illegal> {
    match state {
        State::New | State::Assigned { .. } | State::Planned { .. } | State::Pending { .. } => {
            // Whoever resolves what nobody had, had it.
            let to = state.assignee().or(match solution {
                Solution::None => None,
                Solution::Given(_) | Solution::Asked(_) => Some(by),
            });
            let (solution, solution_due) = match solution {
                Solution::Given(line) => (Some(line), None),
                Solution::Asked(wait) => (None, now.checked_add_signed(wait)),
                Solution::None => (None, None),
            };
            Ok(State::Resolved { resolution: Resolution { to, by, at: now, solution, solution_due } })
        }
        State::Resolved { resolution } => match (solution, &resolution.solution) {
            (Solution::Given(line), None) => Ok(with_solution(resolution, line)),
            (Solution::Given(_), Some(_)) => Err(Illegal::SolvedAlready),
            (Solution::Asked(_) | Solution::None, _) => Err(over(state, "resolved")),
        },
        State::Closed { .. } => Err(over(state, "resolved")),
    }
}

fn with_solution(resolution: &Resolution, line: String) -> State {
    State::Resolved { resolution: Resolution { solution: Some(line), solution_due: None, ..resolution.clone() } }
}

/// A message of somebody in the ticket's thread: the line of solution, where one was asked of them. None: just a
/// message.
#[must_use]
pub fn answer_solution(state: &State, by: PersonId, now: DateTime<Utc>, line: &str) -> Option<State> {
    let State::Resolved { resolution } = state else { return None };
    let asked = resolution.by == by && resolution.solution_due.is_some_and(|due| now < due);
    (asked && resolution.solution.is_none() && !line.trim().is_empty())
        .then(|| with_solution(resolution, line.to_owned()))
}

/// 🔁, `!reopen`, a requester's reply: it was not solved after all. Whoever had it has it again. `since`: what has been
/// over for longer stays so; None for whoever may at any time.
pub fn reopen(state: &State, since: Option<DateTime<Utc>>) -> Result<State, Illegal> {
    match state.over_since() {
        Some(over) if since.is_some_and(|since| over < since) => Err(Illegal::TooLate),
        Some(_) => Ok(back(state.assignee())),
        None => Err(Illegal::StillOpen { from: state.name(), to: "assigned" }),
    }
}

fn back(to: Option<PersonId>) -> State {
    to.map_or(State::New, |to| State::Assigned { to })
}

/// `!close`: it is over. Agents resolve first; a requester may withdraw what is still open.
pub fn close(state: &State, is_requester: bool, now: DateTime<Utc>) -> Result<State, Illegal> {
    match state {
        State::Resolved { resolution } => Ok(solved(resolution, now)),
        State::Closed { .. } => Err(over(state, "closed")),
        _ if is_requester => Ok(State::Closed { to: state.assignee(), resolution: None, at: now, unanswered: false }),
        _ => Err(Illegal::StillOpen { from: state.name(), to: "closed" }),
    }
}

fn solved(resolution: &Resolution, now: DateTime<Utc>) -> State {
    State::Closed { to: resolution.to, resolution: Some(resolution.clone()), at: now, unanswered: false }
}

/// `!wait`, ⏸: until a time, for somebody or nobody.
pub fn wait(state: &State, until: DateTime<Utc>, on: PendingOn, now: DateTime<Utc>) -> Result<State, Illegal> {
    match state {
        State::Resolved { .. } | State::Closed { .. } => Err(over(state, "pending")),
        _ if until <= now => Err(Illegal::Past),
        _ => Ok(State::Pending { to: state.assignee(), until, on }),
    }
}

/// ⏸: for its requester, unless it does already.
pub fn hold(state: &State, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<State, Illegal> {
    match state {
        State::Pending { on: PendingOn::User { .. }, .. } => Err(Illegal::WaitsAlready),
        _ => wait(state, until, PendingOn::User { reminded: false }, now),
    }
}

/// The requester has said something, or ⏸ was taken back: it waits for them no more. None: it did not.
#[must_use]
pub fn answered(state: &State) -> Option<State> {
    match state {
        State::Pending { to, on: PendingOn::User { .. }, .. } => Some(back(*to)),
        _ => None,
    }
}

/// Those must agree first who may: nothing is done before, and nobody works on it.
pub fn ask_approval(state: &State, until: DateTime<Utc>) -> Result<State, Illegal> {
    match state {
        State::Resolved { .. } | State::Closed { .. } => Err(over(state, "pending")),
        _ => Ok(State::Pending { to: state.assignee(), until, on: PendingOn::Approval }),
    }
}

/// It was decided: it can be worked on, or it is over without having been done. None: it did not wait for that.
#[must_use]
pub fn decided(state: &State, approved: bool, now: DateTime<Utc>) -> Option<State> {
    match state {
        State::Pending { to, on: PendingOn::Approval, .. } if approved => Some(back(*to)),
        State::Pending { to, on: PendingOn::Approval, .. } => {
            Some(State::Closed { to: *to, resolution: None, at: now, unanswered: false })
        }
        _ => None,
    }
}

/// It was done, as the practice says that leads it.
#[must_use]
pub fn done(state: &State, by: PersonId, now: DateTime<Utc>) -> State {
    let to = state.assignee();
    let resolution = Resolution { to, by, at: now, solution: None, solution_due: None };
    State::Closed { to, resolution: Some(resolution), at: now, unanswered: false }
}

/// Its requester was told what solved it: it is over, whoever had it. None: it was over before.
#[must_use]
pub fn solved_by(state: &State, by: PersonId, now: DateTime<Utc>, solution: String) -> Option<State> {
    if matches!(state, State::Resolved { .. } | State::Closed { .. }) {
        return None;
    }
    let to = state.assignee();
    let resolution = Resolution { to, by, at: now, solution: Some(solution), solution_due: None };
    Some(State::Closed { to, resolution: Some(resolution), at: now, unanswered: false })
}

/// It is over without having been done, likewise.
#[must_use]
pub fn dropped(state: &State, now: DateTime<Utc>) -> State {
    State::Closed { to: state.assignee(), resolution: None, at: now, unanswered: false }
}

/// When something happens to a ticket by itself. `close_after`: how long what is resolved stays so.
#[must_use]
pub fn due(state: &State, close_after: TimeDelta) -> Option<DateTime<Utc>> {
    match state {
        State::Planned { at, .. } => Some(*at),
        // Who must agree is reminded, and how long they have is watched, where they are asked.
        State::Pending { on: PendingOn::Approval, .. } => None,
        State::Pending { until, .. } => Some(*until),
        State::Resolved { resolution } => resolution.at.checked_add_signed(close_after),
        State::New | State::Assigned { .. } | State::Closed { .. } => None,
    }
}

/// What time brings about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Nothing yet: it was changed meanwhile.
    Nothing,
    /// It is planned for now, or has waited long enough.
    Back(State),
    /// The requester is asked once more.
    Remind(State),
    /// The requester has not answered.
    Unanswered(State),
    /// What was resolved is closed.
    Close(State),
}

/// A moment has come at which something may be due. `answer_due`: until when a reminded requester can answer.
#[must_use]
pub fn wake(state: &State, now: DateTime<Utc>, close_after: TimeDelta, answer_due: DateTime<Utc>) -> Wake {
    if due(state, close_after).is_none_or(|due| now < due) {
        return Wake::Nothing;
    }
    match state {
        State::Planned { to, .. } => Wake::Back(State::Assigned { to: *to }),
        State::Pending { to, on, .. } => match on {
            PendingOn::Time | PendingOn::Vendor => Wake::Back(back(*to)),
            PendingOn::Approval => Wake::Nothing,
            PendingOn::User { reminded: false } => {
                Wake::Remind(State::Pending { to: *to, until: answer_due, on: PendingOn::User { reminded: true } })
            }
            PendingOn::User { reminded: true } => {
                Wake::Unanswered(State::Closed { to: *to, resolution: None, at: now, unanswered: true })
            }
        },
        State::Resolved { resolution } => Wake::Close(solved(resolution, now)),
        State::New | State::Assigned { .. } | State::Closed { .. } => Wake::Nothing,
    }
}

/// The same time of day so many working days later, Monday to Friday.
#[must_use]
pub fn working_days_after(now: DateTime<Utc>, days: u32, zone: Tz) -> Option<DateTime<Utc>> {
    let mut day = now.with_timezone(&zone).naive_local();
    let mut left = days;
    while left > 0 {
        day = day.checked_add_days(Days::new(1))?;
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    shown_at(day, &zone).map(|at| at.to_utc())
}

#[cfg(test)]
mod tests;

//! What may become of a ticket, and when not. Pure.

use chrono::{DateTime, TimeDelta, Utc};

use crate::command::{Args, fold};
use crate::ids::PersonId;
use crate::ticket::{Resolution, State};

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
}

/// 👀, `!take`: the actor has it from now on.
pub fn take(state: &State, by: PersonId) -> Result<State, Illegal> {
    match state {
        State::New | State::Pending { to: None, .. } => Ok(State::Assigned { to: by }),
        State::Pending { to: Some(to), .. } if *to == by => Ok(State::Assigned { to: by }),
        State::Assigned { to } if *to == by => Err(Illegal::YoursAlready),
        State::Assigned { to } | State::Pending { to: Some(to), .. } => Err(Illegal::TakenBy(*to)),
        State::Resolved { .. } | State::Closed { .. } => Err(Illegal::Over { from: state.name(), to: "assigned" }),
    }
}

/// 👀 taken back, `!release`: nobody has it any more. `any`: the actor may give back what somebody else has.
pub fn release(state: &State, by: PersonId, any: bool) -> Result<State, Illegal> {
    match state {
        State::Assigned { to } if any || *to == by => Ok(State::New),
        State::Pending { to: Some(to), until } if any || *to == by => Ok(State::Pending { to: None, until: *until }),
        State::New | State::Assigned { .. } | State::Pending { .. } => Err(Illegal::NotYours),
        State::Resolved { .. } | State::Closed { .. } => Err(Illegal::Over { from: state.name(), to: "new" }),
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
        State::New | State::Assigned { .. } | State::Pending { .. } => {
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
            (Solution::Asked(_) | Solution::None, _) => Err(Illegal::Over { from: state.name(), to: "resolved" }),
        },
        State::Closed { .. } => Err(Illegal::Over { from: state.name(), to: "resolved" }),
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

/// 🔁, `!reopen`: it was not solved after all. Whoever had it has it again.
pub fn reopen(state: &State) -> Result<State, Illegal> {
    match state {
        State::Resolved { .. } | State::Closed { .. } => Ok(back(state.assignee())),
        State::New | State::Assigned { .. } | State::Pending { .. } => {
            Err(Illegal::StillOpen { from: state.name(), to: "assigned" })
        }
    }
}

fn back(to: Option<PersonId>) -> State {
    to.map_or(State::New, |to| State::Assigned { to })
}

/// `!close`: it is over. Agents resolve first; a requester may withdraw what is still open.
pub fn close(state: &State, is_requester: bool) -> Result<State, Illegal> {
    match state {
        State::Resolved { resolution } => Ok(State::Closed { to: resolution.to, resolution: Some(resolution.clone()) }),
        State::New | State::Assigned { .. } | State::Pending { .. } if is_requester => {
            Ok(State::Closed { to: state.assignee(), resolution: None })
        }
        State::New | State::Assigned { .. } | State::Pending { .. } => {
            Err(Illegal::StillOpen { from: state.name(), to: "closed" })
        }
        State::Closed { .. } => Err(Illegal::Over { from: state.name(), to: "closed" }),
    }
}

/// `!wait`: it comes back by itself at a time.
pub fn wait(state: &State, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<State, Illegal> {
    if until <= now {
        return Err(Illegal::Past);
    }
    match state {
        State::New | State::Assigned { .. } | State::Pending { .. } => {
            Ok(State::Pending { to: state.assignee(), until })
        }
        State::Resolved { .. } | State::Closed { .. } => Err(Illegal::Over { from: state.name(), to: "pending" }),
    }
}

/// The time to wait, which was to end at `due`, is over. None: it was changed meanwhile, and there is nothing to do.
#[must_use]
pub fn wake(state: &State, due: DateTime<Utc>) -> Option<State> {
    match state {
        State::Pending { to, until } if *until <= due => Some(back(*to)),
        _ => None,
    }
}

/// The longest title shown; what is longer goes into the description whole.
pub const TITLE_CHARS: usize = 200;

/// What a title looks like on a card: one line, cut by character.
#[must_use]
pub fn title_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= TITLE_CHARS {
        return line;
    }
    let mut cut: String = line.chars().take(TITLE_CHARS - 1).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: PersonId = PersonId(1);
    const BERND: PersonId = PersonId(2);

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn resolved(wait: i64) -> State {
        resolve(&State::New, BERND, at(0), Solution::Asked(TimeDelta::seconds(wait))).unwrap()
    }

    #[test]
    fn of_two_who_take_the_second_is_told_who_was_first() {
        let state = take(&State::New, ANNA).unwrap();
        assert_eq!(take(&state, BERND), Err(Illegal::TakenBy(ANNA)));
        assert_eq!(take(&state, ANNA), Err(Illegal::YoursAlready));
        assert_eq!(release(&state, BERND, false), Err(Illegal::NotYours));
        assert_eq!(release(&state, ANNA, false), Ok(State::New));
    }

    #[test]
    fn a_line_of_solution_is_the_resolvers_next_message_and_only_in_time() {
        let state = resolved(60);
        assert_eq!(answer_solution(&state, ANNA, at(1), "toner"), None);
        assert_eq!(answer_solution(&state, BERND, at(1), "  "), None);
        assert_eq!(answer_solution(&state, BERND, at(60), "toner"), None);
        let state = answer_solution(&state, BERND, at(59), "toner").unwrap();
        assert_eq!(state.resolution().unwrap().solution.as_deref(), Some("toner"));
        assert_eq!(answer_solution(&state, BERND, at(2), "paper"), None);
    }

    #[test]
    fn a_solution_can_be_added_once() {
        let given = || Solution::Given("toner".to_owned());
        let state = resolve(&resolved(60), ANNA, at(5), given()).unwrap();
        assert_eq!(state.resolution().unwrap().by, BERND);
        assert_eq!(resolve(&state, BERND, at(6), given()), Err(Illegal::SolvedAlready));
        assert!(matches!(resolve(&state, BERND, at(6), Solution::None), Err(Illegal::Over { .. })));
    }

    #[test]
    fn what_is_over_must_be_reopened_first() {
        let over = close(&resolved(60), false).unwrap();
        assert!(matches!(take(&over, ANNA), Err(Illegal::Over { from: "closed", to: "assigned" })));
        assert!(matches!(wait(&over, at(9), at(1)), Err(Illegal::Over { .. })));
        assert!(matches!(close(&over, true), Err(Illegal::Over { .. })));
        assert_eq!(reopen(&over), Ok(State::Assigned { to: BERND }));
    }

    #[test]
    fn a_requester_may_withdraw_and_an_agent_resolves_first() {
        assert_eq!(close(&State::New, false), Err(Illegal::StillOpen { from: "new", to: "closed" }));
        assert_eq!(close(&State::New, true), Ok(State::Closed { to: None, resolution: None }));
        assert_eq!(reopen(&State::Closed { to: None, resolution: None }), Ok(State::New));
    }

    #[test]
    fn waiting_ends_by_itself_at_its_time() {
        assert_eq!(wait(&State::New, at(5), at(5)), Err(Illegal::Past));
        let state = wait(&State::Assigned { to: BERND }, at(9), at(5)).unwrap();
        assert_eq!(wake(&state, at(8)), None);
        assert_eq!(wake(&state, at(9)), Some(State::Assigned { to: BERND }));
        assert_eq!(take(&state, ANNA), Err(Illegal::TakenBy(BERND)));
    }

    #[test]
    fn a_ticket_may_begin_by_saying_that_it_is_private() {
        let accepts = crate::command::Accepts::TEXT;
        for (text, is_private, left) in [
            ("private My pay is missing", true, "My pay is missing"),
            ("Vertraulich: Gehalt fehlt\nseit Mai", true, "Gehalt fehlt\nseit Mai"),
            ("Privatdrucker druckt nicht", false, "Privatdrucker druckt nicht"),
            ("private\nMy boss shouts", true, "My boss shouts"),
            ("private", false, "private"),
            ("", false, ""),
        ] {
            let (private, args) = private(Args::read(text, &accepts));
            assert_eq!((private, args.text.as_str()), (is_private, left), "{text}");
        }
    }

    #[test]
    fn titles_are_cut_by_character() {
        assert_eq!(title_line("  Drucker\u{a0}druckt \t nicht "), "Drucker druckt nicht");
        let long = title_line(&"ü".repeat(60_000));
        assert_eq!(long.chars().count(), TITLE_CHARS);
        assert!(long.ends_with('…'));
    }
}

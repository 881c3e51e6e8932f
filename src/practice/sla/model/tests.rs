use chrono_tz::UTC;
use proptest::prelude::*;

use super::*;
use crate::config::StepAct;
use crate::ids::{PersonId, TicketId};
use crate::ticket::Resolution;

const AROUND_THE_CLOCK: &str = r#"{"timezone": "UTC", "hours": {"mon": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]],
    "wed": [["00:00", "24:00"]], "thu": [["00:00", "24:00"]], "fri": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]],
    "sun": [["00:00", "24:00"]]}}"#;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_768_204_800 + minutes * 60, 0).unwrap()
}

fn terms(target: &str, minutes: i64, percents: &[u16]) -> Terms {
    let spec: CalendarSpec = serde_json::from_str(AROUND_THE_CLOCK).unwrap();
    let calendar = Arc::new(spec.build().unwrap());
    assert_eq!(calendar.zone(), UTC);
    let steps = percents.iter().map(|percent| Step { percent: *percent, acts: vec![StepAct::Ping] }).collect();
    let hours = Hours { title: "always".into(), spec, calendar };
    Terms { target: target.into(), team: None, hours, within: TimeDelta::minutes(minutes), steps }
}

fn ticket(state: State, priority: u8) -> Ticket {
    Ticket {
        id: TicketId(1),
        title: "The printer does not print".into(),
        description: String::new(),
        priority,
        impact: None,
        urgency: None,
        team: None,
        service: None,
        item: None,
        category: None,
        private: false,
        state,
        requester: PersonId(1),
        raised_by: PersonId(1),
        phase: None,
        follows: None,
        wanted_at: None,
        due: None,
        created_at: at(0),
        changed_at: at(0),
    }
}

fn waiting() -> State {
    State::Pending { to: None, until: at(100_000), on: PendingOn::User { reminded: false } }
}

fn resolved(minutes: i64) -> State {
    let resolution = Resolution { to: None, by: PersonId(2), at: at(minutes), solution: None, solution_due: None };
    State::Resolved { resolution }
}

/// Promises by priority: an hour for what is high, else four.
fn promises(priority: u8) -> Vec<(DueOf, Terms)> {
    let minutes = if priority <= 2 { 60 } else { 240 };
    let name = if priority <= 2 { "high" } else { "normal" };
    vec![(DueOf::Resolution, terms(name, minutes, &[50, 75, 100]))]
}

fn follow(ledger: &mut Ledger, state: State, priority: u8, minutes: i64) {
    ledger.follow(&ticket(state, priority), promises(priority), &[PauseIn::User], at(minutes));
}

#[test]
fn a_clock_stands_still_while_its_requester_is_waited_for() {
    let mut ledger = Ledger::default();
    follow(&mut ledger, State::New, 3, 0);
    assert_eq!(ledger.due(), Some(Due { of: DueOf::Resolution, at: Some(at(240)) }));
    follow(&mut ledger, waiting(), 3, 60);
    assert_eq!((ledger.due(), ledger.next_at()), (Some(Due { of: DueOf::Resolution, at: None }), None));
    follow(&mut ledger, State::New, 3, 100);
    assert_eq!(ledger.due().unwrap().at, Some(at(280)));
    follow(&mut ledger, resolved(280), 3, 280);
    let end = ledger.clocks[0].end.clone().unwrap();
    assert_eq!(end.how, How::Met(TimeDelta::minutes(240)), "at its due time it is kept");
    assert_eq!(ledger.due(), None);
}

#[test]
fn what_was_resolved_too_late_is_missed_and_goes_on_when_it_is_opened_again() {
    let mut ledger = Ledger::default();
    follow(&mut ledger, State::New, 3, 0);
    follow(&mut ledger, resolved(241), 3, 241);
    assert_eq!(ledger.clocks[0].end.clone().unwrap().how, How::Missed(TimeDelta::minutes(241)));
    follow(&mut ledger, State::New, 3, 500);
    assert_eq!(ledger.clocks[0].elapsed(&ledger.pauses(), at(510)), TimeDelta::minutes(251));
    assert_eq!(ledger.stills, [Still { from: at(241), to: Some(at(500)), because: OVER.into() }]);
}

#[test]
fn a_new_plan_begins_where_the_old_one_did_and_warns_of_nothing_twice() {
    let mut ledger = Ledger::default();
    follow(&mut ledger, State::New, 3, 0);
    let pauses = ledger.pauses();
    let taken = ledger.clocks[0].take_steps(&pauses, at(120));
    assert_eq!(taken.iter().map(|step| step.percent).collect::<Vec<_>>(), [50]);
    follow(&mut ledger, State::New, 1, 130);
    let [old, new] = ledger.clocks.as_mut_slice() else { panic!("two clocks") };
    assert_eq!(old.end.clone().unwrap().how, How::Replaced("priority".into()));
    assert_eq!((new.started_at, new.due_at, new.steps_done), (at(0), Some(at(60)), 1));
    let taken = new.take_steps(&pauses, at(130));
    assert_eq!(taken.iter().map(|step| step.percent).collect::<Vec<_>>(), [75, 100]);
}

#[test]
fn what_an_agent_answers_ends_the_promise_of_an_answer_alone() {
    let mut ledger = Ledger::default();
    let promised =
        vec![(DueOf::Response, terms("normal", 30, &[100])), (DueOf::Resolution, terms("normal", 240, &[100]))];
    ledger.follow(&ticket(State::New, 3), promised, &[], at(0));
    assert_eq!(ledger.due().unwrap().of, DueOf::Response);
    ledger.answered(at(31));
    assert_eq!(ledger.due().unwrap().of, DueOf::Resolution);
    assert!(!ledger.clocks[0].is_kept(at(31)) && ledger.clocks[1].is_kept(at(31)));
}

proptest! {
    /// Whatever happens, in whatever order: what is done twice is done once, each step comes once, and an end is never
    /// before the beginning.
    #[test]
    fn clocks_keep_their_order(acts in proptest::collection::vec((0..5_u8, 1..90_i64), 1..30)) {
        let (mut ledger, mut now, mut priority, mut warned) = (Ledger::default(), 0, 3, Vec::new());
        follow(&mut ledger, State::New, priority, 0);
        for (act, minutes) in acts {
            now += minutes;
            let state = match act {
                0 => State::New,
                1 => waiting(),
                2 => resolved(now),
                3 => State::Closed { to: None, resolution: None, at: at(now), unanswered: false },
                _ => {
                    priority = 4 - priority;
                    State::Assigned { to: PersonId(2) }
                }
            };
            follow(&mut ledger, state.clone(), priority, now);
            let once = ledger.clone();
            follow(&mut ledger, state, priority, now);
            prop_assert_eq!(&once, &ledger);
            let pauses = ledger.pauses();
            for clock in ledger.clocks.iter_mut().filter(|clock| clock.end.is_none()) {
                warned.extend(clock.take_steps(&pauses, at(now)).into_iter().map(|step| step.percent));
            }
            prop_assert!(ledger.clocks.iter().filter(|clock| clock.end.is_none()).count() <= 1);
            for clock in &ledger.clocks {
                prop_assert!(clock.end.as_ref().is_none_or(|end| end.at >= clock.started_at));
                prop_assert!(clock.elapsed(&pauses, at(now)) >= TimeDelta::zero());
            }
            prop_assert!(ledger.stills.iter().all(|still| still.to.is_none_or(|to| to >= still.from)));
        }
        prop_assert!(warned.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", warned);
    }
}

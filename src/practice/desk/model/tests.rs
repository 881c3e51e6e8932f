use std::fmt::Write;

use super::*;

const ANNA: PersonId = PersonId(1);
const BERND: PersonId = PersonId(2);
const CARLA: PersonId = PersonId(3);

const USER: PendingOn = PendingOn::User { reminded: false };
const REMINDED: PendingOn = PendingOn::User { reminded: true };

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

fn resolved(wait: i64) -> State {
    resolve(&State::New, BERND, at(0), Solution::Asked(TimeDelta::seconds(wait))).unwrap()
}

fn closed(resolution: Option<Resolution>, unanswered: bool) -> State {
    State::Closed { to: Some(BERND), resolution, at: at(0), unanswered }
}

fn who(person: Option<PersonId>) -> &'static str {
    match person {
        Some(BERND) => "·bernd",
        Some(CARLA) => "·carla",
        Some(_) => "·anna",
        None => "",
    }
}

fn shown(result: Result<State, Illegal>) -> String {
    match result {
        Ok(State::Pending { to, on, .. }) => format!("pending-{}{}", on.name(), who(to)),
        Ok(State::Closed { resolution: None, unanswered, .. }) if unanswered => "unanswered".to_owned(),
        Ok(State::Closed { resolution: None, .. }) => "withdrawn".to_owned(),
        Ok(State::Closed { .. }) => "closed".to_owned(),
        Ok(state) => format!("{}{}", state.name(), who(state.assignee())),
        Err(Illegal::Over { .. }) => "! over".to_owned(),
        Err(Illegal::StillOpen { .. }) => "! open".to_owned(),
        Err(Illegal::TakenBy(by)) => format!("! has{}", who(Some(by))),
        Err(other) => format!("! {other:?}"),
    }
}

/// bernd acts, at 100, on a ticket in each state; carla is the other one. `!` is a refusal, `-` is silence.
#[test]
fn what_becomes_of_each_state_by_each_act() {
    let resolution = resolved(60).resolution().unwrap().clone();
    let pending = |to, on| State::Pending { to, until: at(50), on };
    let states = [
        ("new", State::New),
        ("mine", State::Assigned { to: BERND }),
        ("carla's", State::Assigned { to: CARLA }),
        ("planned", State::Planned { to: BERND, at: at(50) }),
        ("planned carla", State::Planned { to: CARLA, at: at(50) }),
        ("waits", pending(None, PendingOn::Time)),
        ("waits vendor", pending(Some(BERND), PendingOn::Vendor)),
        ("waits user", pending(Some(CARLA), USER)),
        ("reminded", pending(Some(BERND), REMINDED)),
        ("resolved", resolved(60)),
        ("closed", closed(Some(resolution), false)),
        ("withdrawn", closed(None, false)),
        ("unanswered", closed(None, true)),
    ];
    let (now, later) = (at(100), at(200));
    type Act<'a> = (&'a str, &'a dyn Fn(&State) -> Result<State, Illegal>);
    let silence = || Illegal::NotYours;
    let acts: [Act<'_>; 14] = [
        ("take", &|state| take(state, BERND)),
        ("release", &|state| release(state, BERND, false)),
        ("release as lead", &|state| release(state, BERND, true)),
        ("assign to carla", &|state| assign(state, CARLA)),
        ("to another team", &hand_over),
        ("plan", &|state| plan(state, BERND, later, now)),
        ("wait vendor", &|state| wait(state, later, PendingOn::Vendor, now)),
        ("hold", &|state| hold(state, later, now)),
        ("resolve", &|state| resolve(state, BERND, now, Solution::Given("toner".to_owned()))),
        ("reopen", &|state| reopen(state, Some(at(0)))),
        ("reopen late", &|state| reopen(state, Some(at(50)))),
        ("close", &|state| close(state, false, now)),
        ("withdraw", &|state| close(state, true, now)),
        ("they answer", &|state| answered(state).ok_or_else(silence)),
    ];
    let mut table = format!("{:<16}", "");
    for (name, _) in &states {
        let _ = write!(table, "{name:<21}");
    }
    for (name, act) in acts {
        let _ = write!(table, "\n{name:<16}");
        for (_, state) in &states {
            let cell = shown(act(state));
            let cell = if name == "they answer" && cell.starts_with('!') { "-".to_owned() } else { cell };
            let _ = write!(table, "{cell:<21}");
        }
    }
    let _ = write!(table, "\n{:<16}", "time");
    for (_, state) in &states {
        let cell = match wake(state, now, TimeDelta::seconds(70), later) {
            Wake::Nothing => "-".to_owned(),
            Wake::Back(state) | Wake::Remind(state) | Wake::Unanswered(state) | Wake::Close(state) => shown(Ok(state)),
        };
        let _ = write!(table, "{cell:<21}");
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(table.join("\n"), @"
                    new                  mine                 carla's              planned              planned carla        waits                waits vendor         waits user           reminded             resolved             closed               withdrawn            unanswered
    take            assigned·bernd       ! YoursAlready       ! has·carla          assigned·bernd       ! has·carla          assigned·bernd       assigned·bernd       ! has·carla          assigned·bernd       ! over               ! over               ! over               ! over
    release         ! NotYours           new                  ! NotYours           new                  ! NotYours           ! NotYours           pending-vendor       ! NotYours           pending-user-reminded! over               ! over               ! over               ! over
    release as lead ! NotYours           new                  new                  new                  new                  ! NotYours           pending-vendor       pending-user         pending-user-reminded! over               ! over               ! over               ! over
    assign to carla assigned·carla       assigned·carla       ! has·carla          planned·carla        ! has·carla          pending-time·carla   pending-vendor·carla ! has·carla          pending-user-reminded·carla! over               ! over               ! over               ! over
    to another team new                  new                  new                  new                  new                  pending-time         pending-vendor       pending-user         pending-user-reminded! over               ! over               ! over               ! over
    plan            planned·bernd        planned·bernd        planned·carla        planned·bernd        planned·carla        planned·bernd        planned·bernd        planned·carla        planned·bernd        ! over               ! over               ! over               ! over
    wait vendor     pending-vendor       pending-vendor·bernd pending-vendor·carla pending-vendor·bernd pending-vendor·carla pending-vendor       pending-vendor·bernd pending-vendor·carla pending-vendor·bernd ! over               ! over               ! over               ! over
    hold            pending-user         pending-user·bernd   pending-user·carla   pending-user·bernd   pending-user·carla   pending-user         pending-user·bernd   ! WaitsAlready       ! WaitsAlready       ! over               ! over               ! over               ! over
    resolve         resolved·bernd       resolved·bernd       resolved·carla       resolved·bernd       resolved·carla       resolved·bernd       resolved·bernd       resolved·carla       resolved·bernd       resolved·bernd       ! over               ! over               ! over
    reopen          ! open               ! open               ! open               ! open               ! open               ! open               ! open               ! open               ! open               assigned·bernd       assigned·bernd       assigned·bernd       assigned·bernd
    reopen late     ! open               ! open               ! open               ! open               ! open               ! open               ! open               ! open               ! open               ! TooLate            ! TooLate            ! TooLate            ! TooLate
    close           ! open               ! open               ! open               ! open               ! open               ! open               ! open               ! open               ! open               closed               ! over               ! over               ! over
    withdraw        withdrawn            withdrawn            withdrawn            withdrawn            withdrawn            withdrawn            withdrawn            withdrawn            withdrawn            closed               ! over               ! over               ! over
    they answer     -                    -                    -                    -                    -                    -                    -                    assigned·carla       assigned·bernd       -                    -                    -                    -
    time            -                    -                    -                    assigned·bernd       assigned·carla       new                  assigned·bernd       pending-user-reminded·carlaunanswered           closed               -                    -                    -
    ");
}

#[test]
fn of_two_who_take_the_second_is_told_who_was_first() {
    let state = take(&State::New, ANNA).unwrap();
    assert_eq!(take(&state, BERND), Err(Illegal::TakenBy(ANNA)));
    assert_eq!(take(&state, ANNA), Err(Illegal::YoursAlready));
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
fn a_time_that_has_passed_is_nothing_to_wait_or_plan_for() {
    assert_eq!(wait(&State::New, at(5), PendingOn::Time, at(5)), Err(Illegal::Past));
    assert_eq!(plan(&State::New, BERND, at(5), at(5)), Err(Illegal::Past));
    let state = wait(&State::Assigned { to: BERND }, at(9), PendingOn::Time, at(5)).unwrap();
    assert_eq!(wake(&state, at(8), TimeDelta::days(7), at(99)), Wake::Nothing);
    assert_eq!(wake(&state, at(9), TimeDelta::days(7), at(99)), Wake::Back(State::Assigned { to: BERND }));
}

#[test]
fn working_days_are_monday_to_friday_by_the_clock_on_the_wall() {
    let friday = DateTime::parse_from_rfc3339("2026-03-27T09:30:00+01:00").unwrap().to_utc();
    // Over the change to daylight saving time the time of day stays.
    let monday = DateTime::parse_from_rfc3339("2026-03-30T09:30:00+02:00").unwrap().to_utc();
    assert_eq!(working_days_after(friday, 1, chrono_tz::Europe::Berlin), Some(monday));
    assert_eq!(working_days_after(friday, 0, chrono_tz::Europe::Berlin), Some(friday));
}

#[test]
fn titles_are_cut_by_character() {
    assert_eq!(title_line("  Drucker\u{a0}druckt \t nicht "), "Drucker druckt nicht");
    let long = title_line(&"ü".repeat(60_000));
    assert_eq!(long.chars().count(), TITLE_CHARS);
    assert!(long.ends_with('…'));
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

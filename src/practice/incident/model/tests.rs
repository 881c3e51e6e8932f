use super::*;

fn incident(state: State) -> Incident {
    Incident {
        ticket: TicketId(1),
        state,
        severity: None,
        stage: None,
        restricted: false,
        drill: false,
        times: Times::default(),
        owed: Owed::default(),
        article: None,
        archived: false,
        topic: String::new(),
        refused: 0,
        declared: (String::new(), String::new(), None),
    }
}

#[test]
fn it_goes_from_triage_to_its_review() {
    let mut one = incident(State::Triage);
    let at = |minutes: i64| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
    assert_eq!(one.go(&Act::Resolve), Err(Illegal::Unaccepted));
    for (act, minute) in [(Act::Accept, 1), (Act::Mitigate, 20), (Act::Resolve, 60), (Act::Review, 600)] {
        let to = one.go(&act).unwrap();
        one.enter(to, at(minute));
    }
    assert_eq!(one.state, State::Reviewed);
    assert_eq!(one.times.accepted, Some(at(1)));
    assert_eq!(one.times.mitigated, Some(at(20)));
    assert_eq!(one.times.resolved, Some(at(60)));
    assert_eq!(one.go(&Act::Reopen), Err(Illegal::Over));
}

#[test]
fn what_is_not_over_after_all_is_measured_anew() {
    let mut one = incident(State::Active);
    let at = |minutes: i64| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
    let to = one.go(&Act::Resolve).unwrap();
    one.enter(to, at(10));
    assert_eq!((one.times.mitigated, one.times.resolved), (Some(at(10)), Some(at(10))));
    let to = one.go(&Act::Reopen).unwrap();
    one.enter(to, at(20));
    assert_eq!((one.times.mitigated, one.times.resolved), (None, None));
    let to = one.go(&Act::Resolve).unwrap();
    one.enter(to, at(30));
    assert_eq!(one.times.resolved, Some(at(30)));
}

#[test]
fn what_was_declined_or_merged_counts_nowhere() {
    for (act, counts) in
        [(Act::Decline("a drill".into()), false), (Act::Merge(TicketId(2)), false), (Act::Mitigate, true)]
    {
        let mut one = incident(State::Active);
        let to = one.go(&act).unwrap();
        one.enter(to, DateTime::UNIX_EPOCH);
        assert_eq!(one.state.counts(), counts, "{act:?}");
    }
    assert!(!State::Triage.counts());
}

#[test]
fn aliases_are_made_of_ids() {
    let id = TicketId::new(crate::ids::TicketKind::Incident, 17);
    let day = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
    assert_eq!(alias(id, day, 0), "inc-17-20261129");
    assert_eq!(alias(id, day, 1), "inc-17-20261129-again-1");
}

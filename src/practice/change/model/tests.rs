use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_768_204_800, 0).unwrap()
}

fn carried(how: How) -> Carried {
    Carried { started: at(), ended: at() + TimeDelta::hours(1), how }
}

fn states() -> Vec<State> {
    let mut states =
        vec![State::Requested, State::PendingApproval, State::Approved, State::InProgress { started: at() }];
    for how in How::ALL {
        states.extend([
            State::PendingReview(carried(how)),
            State::Successful(carried(how)),
            State::Failed(carried(how)),
        ]);
    }
    states.extend([State::Rejected, State::Retracted, State::Cancelled]);
    states
}

fn change(kind: ChangeType) -> Change {
    Change {
        ticket: TicketId(1),
        kind,
        template: None,
        state: State::Requested,
        revision: 1,
        services: Vec::new(),
        window: None,
        texts: BTreeMap::new(),
        impact: None,
        probability: None,
        answers: BTreeMap::new(),
        sources: Vec::new(),
        risk: None,
        despite: None,
        overridden: None,
        asking: None,
        agreed: None,
        review: Review::default(),
        review_due: None,
    }
}

/// All ways that there are, as the glossary draws them; everything else is refused.
#[test]
fn a_change_goes_no_other_way() {
    let mut ways = std::collections::BTreeSet::new();
    for from in states() {
        let mut to = |result: Result<State, Illegal>| {
            if let Ok(to) = result {
                ways.insert(format!("{} → {}", from.name(), to.name()));
            }
        };
        for kind in ChangeType::ALL {
            to(from.submit(kind, Vec::new()));
            to(from.rework(kind));
        }
        to(from.start(at(), false));
        to(from.start(at(), true));
        to(from.give_up());
        for how in How::ALL {
            to(from.end(at(), how, true));
            to(from.end(at(), how, false));
        }
        to(from.reviewed(true));
        to(from.reviewed(false));
        to(Ok(from.decided(true)));
        to(Ok(from.decided(false)));
        to(Ok(from.undecided()));
    }
    ways.retain(|way| way.split_once(" → ").is_some_and(|(from, to)| from != to));
    let ways: Vec<String> = ways.into_iter().collect();
    insta::assert_snapshot!(ways.join("\n"), @"
    approved → cancelled
    approved → in-progress
    approved → pending-approval
    in-progress → failed
    in-progress → pending-review
    in-progress → successful
    pending-approval → approved
    pending-approval → in-progress
    pending-approval → rejected
    pending-approval → requested
    pending-approval → retracted
    pending-review → failed
    pending-review → successful
    requested → approved
    requested → pending-approval
    requested → retracted
    ");
}

#[test]
fn what_was_undone_or_went_wrong_is_no_success() {
    for how in How::ALL {
        let reviewed = State::PendingReview(carried(how)).reviewed(true).unwrap();
        assert_eq!(matches!(reviewed, State::Successful(_)), how == How::Done);
        assert!(matches!(State::PendingReview(carried(how)).reviewed(false), Ok(State::Failed(_))));
    }
}

#[test]
fn what_is_missing_is_named_in_order() {
    let config = Config::default();
    let mut normal = change(ChangeType::Normal);
    let missing = normal.missing(&config, None);
    let names: Vec<&str> = missing.iter().map(Part::name).collect();
    assert_eq!(
        names,
        [
            "window",
            "reason",
            "plan",
            "test",
            "backup",
            "rollback",
            "responsible",
            "impact",
            "probability",
            "question",
            "question",
            "question"
        ]
    );
    let refused = State::Requested.submit(ChangeType::Normal, missing.clone()).unwrap_err();
    assert_eq!(refused, Illegal { from: "requested", to: "pending-approval", missing });
    normal.texts.insert(Words::Plan, Said { text: "x".into(), event: None });
    assert!(!normal.missing(&config, Some(PersonId(1))).contains(&Part::Words(Words::Plan)));
    assert!(!normal.missing(&config, Some(PersonId(1))).contains(&Part::Responsible));
    let emergency = change(ChangeType::Emergency).missing(&config, Some(PersonId(1)));
    assert_eq!(emergency, [Part::Words(Words::Reason), Part::Words(Words::Rollback)]);
}

#[test]
fn who_is_reviewed() {
    let mut normal = change(ChangeType::Normal);
    normal.risk = Some(Level::Medium);
    assert!(!normal.needs_review(How::Done));
    assert!(normal.needs_review(How::RolledBack) && normal.needs_review(How::Failed));
    normal.risk = Some(Level::High);
    assert!(normal.needs_review(How::Done));
    assert!(change(ChangeType::Emergency).needs_review(How::Done));
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

proptest! {
    /// More impact, more probability or one more yes never make a change less risky, and the higher of both counts.
    #[test]
    fn the_higher_risk_wins(
        (impact, probability) in (level(), level()),
        answers in prop::collection::vec(any::<bool>(), 3),
        more in 0_usize..3,
    ) {
        let config = Config::default();
        let points = |name: &str| {
            config.change_questions.iter().find(|question| question.name == name).map_or(0, |question| question.points)
        };
        let mut one = change(ChangeType::Normal);
        (one.impact, one.probability) = (Some(impact), Some(probability));
        one.answers = config.change_questions.iter().map(|question| question.name.clone()).zip(answers).collect();
        let assessed = one.assess(&config.change, points);
        prop_assert_eq!(Some(assessed.risk), assessed.matrix.max(assessed.questionnaire));
        let mut worse = one.clone();
        if let Some(answer) = worse.answers.values_mut().nth(more) {
            *answer = true;
        }
        prop_assert!(worse.assess(&config.change, points).risk >= assessed.risk);
        worse.impact = Some(Level::High);
        prop_assert!(worse.assess(&config.change, points).risk >= assessed.risk);
        worse.probability = Some(Level::High);
        prop_assert!(worse.assess(&config.change, points).risk >= assessed.risk);
    }
}

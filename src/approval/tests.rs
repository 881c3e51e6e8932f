use std::num::NonZeroUsize;

use proptest::prelude::*;

use super::*;

const PEOPLE: [&str; 5] = ["anna", "ben", "carl", "dora", "emil"];

fn count(k: usize) -> Rule {
    Rule::Count(NonZeroUsize::new(k).unwrap())
}

fn percent(text: &str) -> Rule {
    Rule::Percent(text.parse().unwrap())
}

/// Votes as a line: `anna+ ben- anna0` (approves, rejects, withdraws).
fn votes(line: &str) -> Vec<(&str, Voice)> {
    let vote = |word| {
        let (person, voice): (&str, _) = str::split_at(word, word.len() - 1);
        (
            person,
            match voice {
                "+" => Voice::Approve,
                "-" => Voice::Reject,
                _ => Voice::Withdraw,
            },
        )
    };
    line.split_whitespace().map(vote).collect()
}

/// The decision of anna, ben and carl.
fn of_three(rule: Rule, line: &str) -> State {
    decide(rule, &PEOPLE[..3], &votes(line)).unwrap()
}

#[test]
fn each_rule_decides_as_soon_as_it_can() {
    use State::{Approved, Pending, Rejected};
    for (rule, line, state) in [
        (Rule::All, "anna+ ben+", Pending),
        (Rule::All, "anna+ ben+ carl+", Approved),
        (Rule::All, "anna+ ben-", Rejected),
        (Rule::Any, "anna- ben-", Pending),
        (Rule::Any, "anna- ben- carl-", Rejected),
        (Rule::Any, "anna- ben+", Approved),
        (Rule::First, "", Pending),
        (Rule::First, "dora-", Pending),
        (Rule::First, "dora- anna+ ben-", Approved),
        (Rule::First, "dora+ anna- ben+", Rejected),
        (Rule::First, "anna0 ben+", Approved),
        (count(2), "anna+ anna+", Pending),
        (count(2), "anna+ dora+ emil+", Pending),
        (count(2), "anna+ carl+", Approved),
        (count(2), "anna- ben+", Pending),
        (count(2), "anna- ben-", Rejected),
        (percent("60"), "anna+", Pending),
        (percent("60"), "anna+ ben+", Approved),
        (percent("33.3"), "anna+", Approved),
        (percent("33.4"), "anna+", Pending),
        (percent("100"), "anna+ ben+", Pending),
        // Rejected without a vote: four can never approve.
        (count(4), "", Rejected),
        (count(4), "anna+ ben+ carl+", Rejected),
    ] {
        assert_eq!(of_three(rule, line), state, "{rule:?} {line}");
    }
}

#[test]
fn the_latest_vote_counts_while_it_is_open_and_the_first_decision_stands() {
    assert_eq!(of_three(count(2), "anna- anna+ ben+"), State::Approved);
    assert_eq!(of_three(count(2), "anna+ anna- ben+"), State::Pending);
    assert_eq!(of_three(count(2), "anna+ anna0 ben+"), State::Pending);
    assert_eq!(of_three(count(2), "anna+ ben+ anna- ben- carl-"), State::Approved);
    assert_eq!(of_three(Rule::All, "anna- anna+ ben+ carl+"), State::Rejected);
    assert_eq!(of_three(Rule::Any, "anna- ben- ben0 carl- anna+"), State::Approved);
}

#[test]
fn somebody_named_twice_has_one_vote() {
    let tally = Tally::new(Rule::All, ["anna", "ben", "anna"]).unwrap();
    assert_eq!((tally.needed(), tally.approvers().count()), (2, 2));
    assert_eq!(decide(count(2), &["anna", "anna"], &votes("anna+")), Ok(State::Rejected));
    assert_eq!(decide(Rule::All, &["anna", "anna"], &votes("anna+")), Ok(State::Approved));
    assert_eq!(decide(Rule::All, &[] as &[&str], &[]), Err(NoApprovers));
}

#[test]
fn percentages_are_exact() {
    for (text, of, needed) in [
        ("60", 5, 3),
        ("60.0", 5, 3),
        ("60.00000000000000000000000000", 5, 3),
        ("060", 5, 3),
        ("60.00000000000000001", 5, 4),
        ("7", 100, 7),
        ("14", 50, 7),
        ("28.000000000000004", 25, 8),
        ("33.3", 1000, 333),
        ("33.3", 3, 1),
        ("33.333333333333336", 3, 2),
        ("0.1", 1000, 1),
        ("0.1", 1001, 2),
        ("1e-7", 5, 1),
        ("1e2", 7, 7),
        ("100", 7, 7),
        ("100", usize::MAX, usize::MAX),
        ("51", 0, 0),
    ] {
        assert_eq!(percent(text).needed(of), needed, "{text} % of {of}");
    }
    let refused = |text: &str| text.parse::<Percent>().unwrap_err();
    for text in ["0", "0.0", "-5", "100.1", "101", "1e99", "1e999999999", "999999999999999999999999999999999999999999"]
    {
        assert_eq!(refused(text), PercentError::OutOfRange, "{text}");
    }
    for text in ["", "x", ".", "5.", ".5", "1e", "5 ", "+5", "5,5", "NaN", "inf", "٥", "1e99999999999", "5.5.5"] {
        assert_eq!(refused(text), PercentError::NotANumber, "{text}");
    }
    for text in ["1e-18", "50.000000000000000001", "1e-2147483648"] {
        assert_eq!(refused(text), PercentError::TooFine, "{text}");
    }
    for text in ["60", "33.3", "0.00000000000000001", "100"] {
        assert_eq!(text.parse::<Percent>().unwrap().to_string(), text);
    }
}

#[test]
fn rules_are_read_as_they_are_written() {
    for text in ["all", "any", "first", "2", "60%", "33.3%"] {
        assert_eq!(text.parse::<Rule>().unwrap().to_string(), text);
    }
    for text in ["", "0", "-1", "ALL", "101%", "0%", "two"] {
        assert_eq!(text.parse::<Rule>(), Err(NoRule), "{text}");
    }
}

fn group(rule: Rule, names: &'static str) -> Group<&'static str> {
    Group::new(rule, names.split(' ')).unwrap()
}

#[test]
fn stages_follow_each_other_and_groups_stand_side_by_side() {
    let plan = Plan::new(vec![
        Stage::new(vec![group(Rule::Any, "anna ben"), group(Rule::All, "carl")]).unwrap(),
        Stage::new(vec![group(count(2), "anna dora emil")]).unwrap(),
    ])
    .unwrap();
    let after = |line| {
        let votes = votes(line);
        let progress = plan.progress(&votes);
        let names =
            |people: std::collections::BTreeSet<&&str>| people.into_iter().copied().collect::<Vec<_>>().join(" ");
        (progress.state(), progress.open_stage(), names(progress.may_vote()), names(progress.awaited()))
    };
    let row = |state, stage, may: &str, awaited: &str| (state, stage, may.to_owned(), awaited.to_owned());
    assert_eq!(after(""), row(State::Pending, Some(0), "anna ben carl", "anna ben carl"));
    // The first group is done; its people have nothing more to say.
    assert_eq!(after("anna+"), row(State::Pending, Some(0), "carl", "carl"));
    assert_eq!(after("anna+ anna- ben-"), row(State::Pending, Some(0), "carl", "carl"));
    assert_eq!(after("ben-"), row(State::Pending, Some(0), "anna ben carl", "anna carl"));
    // Dora was not asked yet, and anna is asked again.
    assert_eq!(after("dora+ anna+ carl+"), row(State::Pending, Some(1), "anna dora emil", "anna dora emil"));
    assert_eq!(after("anna+ carl+ emil+"), row(State::Pending, Some(1), "anna dora emil", "anna dora"));
    assert_eq!(after("anna+ carl+ emil+ anna+"), row(State::Approved, None, "", ""));
    assert_eq!(after("anna+ carl+ emil- anna- dora+"), row(State::Rejected, None, "", ""));
    assert_eq!(after("carl- anna+ carl+"), row(State::Rejected, None, "", ""));
}

#[test]
fn one_vote_counts_in_every_open_group_of_a_person() {
    let both = Stage::new(vec![group(Rule::All, "anna"), group(Rule::Any, "anna ben")]).unwrap();
    assert_eq!(Plan::new(vec![both]).unwrap().progress(&votes("anna+")).state(), State::Approved);
}

#[test]
fn what_nobody_could_approve_is_not_asked_for() {
    assert_eq!(Group::new(Rule::Any, [] as [&str; 0]), Err(PlanError::NoApprovers));
    let out_of_reach = PlanError::OutOfReach { needed: 3, approvers: 2 };
    assert_eq!(Group::new(count(3), ["anna", "ben", "ben"]), Err(out_of_reach));
    assert_eq!(Stage::<&str>::new(Vec::new()), Err(PlanError::NoGroups));
    assert_eq!(Plan::<&str>::new(Vec::new()), Err(PlanError::NoStages));
}

fn some_rule() -> impl Strategy<Value = Rule> {
    prop_oneof![
        Just(Rule::All),
        Just(Rule::Any),
        Just(Rule::First),
        (1..7_usize).prop_map(count),
        (1..=1000_u32).prop_map(|tenths| percent(&format!("{}.{}", tenths / 10, tenths % 10))),
    ]
}

fn some_votes() -> impl Strategy<Value = Vec<(&'static str, Voice)>> {
    let voice = prop_oneof![4 => Just(Voice::Approve), 3 => Just(Voice::Reject), 1 => Just(Voice::Withdraw)];
    proptest::collection::vec((proptest::sample::select(&PEOPLE[..]), voice), 0..12)
}

/// The state of votes none of which was decided before: the definitions read aloud, over the latest vote of each.
fn undecided(rule: Rule, approvers: &[&str], votes: &[(&str, Voice)]) -> State {
    let latest = |person: &str| votes.iter().rev().find(|(voter, _)| *voter == person).map(|(_, voice)| *voice);
    let number = |voice| approvers.iter().filter(|person| latest(person) == Some(voice)).count();
    let (n, yes, no) = (approvers.len(), number(Voice::Approve), number(Voice::Reject));
    let quorum = |k: usize| match () {
        () if yes >= k => State::Approved,
        () if n - no < k => State::Rejected,
        () => State::Pending,
    };
    match rule {
        Rule::All if yes == n => State::Approved,
        Rule::All if no > 0 => State::Rejected,
        Rule::Any if yes > 0 => State::Approved,
        Rule::Any if no == n => State::Rejected,
        Rule::First if yes > 0 => State::Approved,
        Rule::First if no > 0 => State::Rejected,
        Rule::All | Rule::Any | Rule::First => State::Pending,
        Rule::Count(k) => quorum(k.get()),
        // Tenths of a percent by counting up.
        Rule::Percent(p) => {
            let tenths = (p.to_string().parse::<f64>().unwrap() * 10.0).round() as usize;
            quorum((0..=n).find(|k| k * 1000 >= n * tenths).unwrap())
        }
    }
}

proptest! {
    /// The decision is that of the first moment at which there is one.
    #[test]
    fn the_first_decision_stands(rule in some_rule(), n in 1..=5_usize, votes in some_votes()) {
        let approvers = &PEOPLE[..n];
        let states = (0..=votes.len()).map(|length| undecided(rule, approvers, &votes[..length]));
        let first = states.into_iter().find(|state| *state != State::Pending).unwrap_or(State::Pending);
        prop_assert_eq!(decide(rule, approvers, &votes), Ok(first));
        let stage = Group::new(rule, approvers.iter().copied()).and_then(|group| Stage::new(vec![group]));
        if let Ok(plan) = stage.and_then(|stage| Plan::new(vec![stage])) {
            prop_assert_eq!(plan.progress(&votes).state(), first);
        } else {
            prop_assert_eq!(first, State::Rejected);
        }
    }

    /// Where everybody votes once, only `first` depends on who was faster. (With changed votes all rules do: a decision
    /// stands, so it matters whether a vote was changed before or after it.)
    #[test]
    fn the_order_of_single_votes_does_not_matter(
        rule in some_rule(),
        n in 1..=5_usize,
        order in Just(PEOPLE.to_vec()).prop_shuffle(),
        yes in proptest::collection::vec(any::<bool>(), 5),
        voters in 0..=5_usize,
    ) {
        prop_assume!(rule != Rule::First);
        let voice = |person: &str| if yes[PEOPLE.iter().position(|p| *p == person).unwrap()] { Voice::Approve } else { Voice::Reject };
        let cast: Vec<_> = order[..voters].iter().map(|person| (*person, voice(person))).collect();
        let mut sorted = cast.clone();
        sorted.sort_by_key(|(person, _)| *person);
        let approvers = &PEOPLE[..n];
        prop_assert_eq!(decide(rule, approvers, &cast), decide(rule, approvers, &sorted));
    }

    /// Never approved by fewer than the rule says, and never by an outsider.
    #[test]
    fn a_plan_is_approved_by_enough_of_each_group(
        rules in proptest::collection::vec(some_rule(), 4),
        votes in proptest::collection::vec(some_votes(), 3).prop_map(|lists| lists.concat()),
    ) {
        let named = |index: usize| PEOPLE.iter().copied().skip(index).take(2);
        let groups: Result<Vec<_>, _> = rules.iter().enumerate().map(|(i, rule)| Group::new(*rule, named(i))).collect();
        let Ok(mut groups) = groups else { return Ok(()) };
        let second = Stage::new(groups.split_off(2)).unwrap();
        let plan = Plan::new(vec![Stage::new(groups).unwrap(), second]).unwrap();
        let mut progress = plan.begin();
        for (person, voice) in &votes {
            let before = (progress.state(), progress.open_stage());
            let may = progress.may_vote().contains(person);
            progress.cast(person, *voice);
            if !may {
                prop_assert_eq!(before, (progress.state(), progress.open_stage()));
            }
            if before.0 != State::Pending {
                prop_assert_eq!(before.0, progress.state());
            }
        }
        if progress.state() == State::Approved {
            for (index, rule) in rules.iter().enumerate() {
                let approved = named(index).filter(|person| votes.contains(&(*person, Voice::Approve))).count();
                prop_assert!(approved >= rule.needed(2));
            }
        }
        prop_assert_eq!(progress.open_stage().is_none(), progress.may_vote().is_empty());
    }
}

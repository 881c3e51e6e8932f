use proptest::prelude::*;

use super::*;

fn people(ids: impl IntoIterator<Item = i64>) -> BTreeSet<PersonId> {
    ids.into_iter().map(PersonId).collect()
}

fn seats(stage: usize, part: usize, ids: &[i64]) -> Vec<Seat> {
    ids.iter().map(|id| Seat { stage, part, person: PersonId(*id) }).collect()
}

fn vote(person: i64, cast_by: i64, voice: Voice) -> Vote {
    Vote { person: PersonId(person), cast_by: PersonId(cast_by), voice, reason: None }
}

/// Groups 1,2,3 (two of them) and 4 side by side.
fn side_by_side() -> Plan<PersonId> {
    let seats = [seats(0, 0, &[1, 2, 3]), seats(0, 1, &[4])].concat();
    plan(&[vec!["2".parse().unwrap(), Rule::Any]], &seats).unwrap()
}

#[test]
fn a_deputy_speaks_for_one_of_a_group_and_for_none_beside_their_own_voice() {
    let plan = side_by_side();
    let before = progress(&plan, &[]);
    let voices = |actor: i64, of: &[i64]| -> Vec<i64> {
        let found = super::voices(&before, &[], PersonId(actor), (&people(of.iter().copied()), &people([])));
        found.into_iter().map(|person| person.0).collect()
    };
    assert_eq!(voices(1, &[]), [1]);
    assert_eq!(voices(9, &[]), [0; 0]);
    assert_eq!(voices(9, &[2]), [2]);
    assert_eq!(voices(9, &[2, 3, 4]), [2, 4]);
    assert_eq!(voices(1, &[2, 4]), [1, 4]);
}

#[test]
fn whoever_has_spoken_for_somebody_goes_on_speaking_for_them() {
    let plan = side_by_side();
    let votes = [vote(3, 9, Voice::Approve)];
    // Meanwhile they stand in for the first one as well; with both they would be two of three.
    assert_eq!(voices(&progress(&plan, &votes), &votes, PersonId(9), (&people([1, 3]), &people([]))), [PersonId(3)]);
}

#[test]
fn circles_are_seen_however_long() {
    let chain = [(PersonId(1), PersonId(2)), (PersonId(2), PersonId(3))];
    assert!(!is_circle(PersonId(4), PersonId(1), &chain));
    assert!(is_circle(PersonId(3), PersonId(1), &chain));
    assert!(is_circle(PersonId(2), PersonId(2), &[]));
}

#[test]
fn the_last_word_of_each_stands_until_it_is_taken_back() {
    let votes = [vote(1, 1, Voice::Approve), vote(2, 2, Voice::Reject), vote(1, 1, Voice::Withdraw)];
    assert_eq!(standing(&votes).into_keys().collect::<Vec<_>>(), [PersonId(2)]);
}

proptest! {
    /// However people stand in for each other: what is approved was approved by as many different people as the rule says,
    /// and never by whoever wants it, whoever stands in for whom.
    #[test]
    fn nobody_counts_twice_in_a_group(
        needed in 1..=4_usize,
        // For whom somebody stands in changes between two votes.
        acts in proptest::collection::vec(
            (0..7_i64, any::<bool>(), proptest::collection::btree_set(0..4_i64, 0..4)), 0..20),
        // The requester and whoever has ordered it for them; some of them may sit there all the same.
        barred in proptest::collection::btree_set(0..7_i64, 0..3),
    ) {
        let barred = people(barred);
        let seats = seats(0, 0, &[0, 1, 2, 3]);
        let plan = plan(&[vec![needed.to_string().parse().unwrap()]], &seats).unwrap();
        let mut votes: Vec<Vote> = Vec::new();
        for (actor, yes, stands_for) in acts {
            let stands_for = people(stands_for);
            let chosen = voices(&progress(&plan, &votes), &votes, PersonId(actor), (&stands_for, &barred));
            prop_assert!(chosen.len() <= 1);
            let voice = if yes { Voice::Approve } else { Voice::Reject };
            votes.extend(chosen.into_iter().map(|person| vote(person.0, actor, voice)));
        }
        if progress(&plan, &votes).state() == State::Approved {
            let hands: BTreeSet<PersonId> =
                standing(&votes).values().filter(|vote| vote.voice == Voice::Approve).map(|vote| vote.cast_by).collect();
            prop_assert!(hands.len() >= needed, "{hands:?}");
        }
        prop_assert!(votes.iter().all(|vote| !barred.contains(&vote.person) && !barred.contains(&vote.cast_by)));
    }
}

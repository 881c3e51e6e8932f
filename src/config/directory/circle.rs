//! Circles of managers: approvals would climb in them for ever.

use std::collections::HashMap;

use super::part::Part;
use crate::config::mistake::{Origin, Problem};

/// A circle, and where one of its managers stands.
pub(super) struct Circle {
    pub(super) origin: Origin,
    pub(super) key: &'static str,
    pub(super) problem: Problem,
}

/// The circles among people, each once. `at`: where somebody stands in the list, by their account in small letters.
pub(super) fn circles(people: &[Part], at: &HashMap<String, usize>) -> Vec<Circle> {
    let manager = |person: usize| {
        let manager = people.get(person)?.manager.as_deref()?;
        at.get(&manager.to_lowercase()).copied()
    };
    let mut found = Vec::new();
    // The walk on which each was seen first: who is met again on the same walk closes a circle.
    let mut seen: Vec<Option<usize>> = vec![None; people.len()];
    for start in 0..people.len() {
        let mut next = Some(start);
        while let Some(person) = next {
            match seen.get_mut(person) {
                Some(walk @ None) => *walk = Some(start),
                Some(Some(walk)) if *walk == start => {
                    found.extend(told(people, person, manager));
                    break;
                }
                _ => break,
            }
            next = manager(person);
        }
    }
    found
}

fn told(people: &[Part], first: usize, manager: impl Fn(usize) -> Option<usize>) -> Option<Circle> {
    let mut round = vec![first];
    let mut next = manager(first)?;
    while next != first {
        round.push(next);
        next = manager(next)?;
    }
    round.push(first);
    let names: Vec<&str> =
        round.iter().filter_map(|person| people.get(*person)).map(|person| person.account.as_str()).collect();
    let problem = Problem::new(format!("goes round in a circle: {}", names.join(" → ")));
    let told = people.get(first)?;
    Some(Circle {
        origin: told.origin.clone(),
        key: told.key,
        problem: problem.hint("whoever is at the top has no manager"),
    })
}

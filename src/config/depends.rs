//! What runs on what, by `depends_on` of `[[services]]`.

use std::collections::BTreeSet;

use super::routing::ServiceConfig;

/// Everything on which a service runs, at whatever remove.
#[must_use]
pub fn below(known: &[ServiceConfig], service: &str) -> BTreeSet<String> {
    reach(service, |name| {
        let is_it = |one: &&ServiceConfig| one.name == name;
        known.iter().find(is_it).map(|found| found.depends_on.clone()).unwrap_or_default()
    })
}

/// Everything that runs on a service, likewise.
#[must_use]
pub fn above(known: &[ServiceConfig], service: &str) -> BTreeSet<String> {
    reach(service, |name| {
        let runs_on = |one: &&ServiceConfig| one.depends_on.iter().any(|on| on == name);
        known.iter().filter(runs_on).map(|found| found.name.clone()).collect()
    })
}

/// What is reached from a service, without itself; circles are walked once.
fn reach(from: &str, next: impl Fn(&str) -> Vec<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = next(from);
    while let Some(name) = open.pop() {
        if name != from && found.insert(name.clone()) {
            open.extend(next(&name));
        }
    }
    found
}

//! What a change meets in its window: other changes, and why they are in each other's way. Pure.

use std::collections::BTreeSet;

use crate::calendar::Interval;
use crate::config::{ServiceConfig, above, below};
use crate::ids::{PersonId, TicketId};

/// A change that is planned, or under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// The services that it affects.
    pub services: Vec<String>,
    /// When it is to be done; while it is under way, at least until now.
    pub window: Interval,
    /// Who carries it out.
    pub responsible: Option<PersonId>,
}

/// Why two changes are in each other's way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Both affect this service.
    Service(String),
    /// The first runs on the second, which the other one affects.
    RunsOn(String, String),
    /// The second, which the other one affects, runs on the first.
    Carries(String, String),
    /// The same person carries out both.
    Person,
    /// They are at the same time, and whoever looks for a fault then cannot tell which it is.
    Window,
}

/// A change in another one's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// It.
    pub with: Neighbour,
    /// Why; never empty.
    pub why: Vec<Why>,
}

/// What a change has in common with those that touch its window.
#[must_use]
pub fn collisions(
    known: &[ServiceConfig],
    services: &[String],
    responsible: Option<PersonId>,
    window: Interval,
    neighbours: Vec<Neighbour>,
) -> Vec<Collision> {
    let touches = |other: &Neighbour| other.window.from < window.to && window.from < other.window.to;
    let collide = |with: Neighbour| {
        let mut why: Vec<Why> = Vec::new();
        for own in services {
            let (below, above) = (below(known, own), above(known, own));
            for other in &with.services {
                if other == own {
                    why.push(Why::Service(own.clone()));
                } else if below.contains(other) {
                    why.push(Why::RunsOn(own.clone(), other.clone()));
                } else if above.contains(other) {
                    why.push(Why::Carries(own.clone(), other.clone()));
                }
            }
        }
        if responsible.is_some() && responsible == with.responsible {
            why.push(Why::Person);
        }
        if why.is_empty() {
            why.push(Why::Window);
        }
        Collision { with, why }
    };
    neighbours.into_iter().filter(touches).map(collide).collect()
}

/// The services of a change, with everything that runs on them.
#[must_use]
pub fn affected(known: &[ServiceConfig], services: &[String]) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = services.iter().cloned().collect();
    all.extend(services.iter().flat_map(|service| above(known, service)));
    all
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;

    /// The shop runs on the web, which runs on the net; the phones on the net; a and b on each other.
    fn services() -> Vec<ServiceConfig> {
        let on = |name: &str, on: &[&str]| ServiceConfig {
            name: name.into(),
            depends_on: on.iter().map(|on| (*on).to_owned()).collect(),
            ..ServiceConfig::default()
        };
        vec![
            on("shop", &["web"]),
            on("web", &["net"]),
            on("phone", &["net"]),
            on("net", &[]),
            on("a", &["b"]),
            on("b", &["a"]),
        ]
    }

    fn hours(from: i64, to: i64) -> Interval {
        let at = |hour: i64| DateTime::<Utc>::from_timestamp(1_768_204_800 + hour * 3600, 0).unwrap();
        Interval { from: at(from), to: at(to) }
    }

    fn why(own: &[&str], other: &[&str], window: Interval, people: (i64, i64)) -> Option<Vec<Why>> {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let with = Neighbour {
            id: TicketId(2),
            title: "other".into(),
            services: names(other),
            window: hours(2, 4),
            responsible: Some(PersonId(people.1)),
        };
        let mut found = collisions(&services(), &names(own), Some(PersonId(people.0)), window, vec![with]);
        found.pop().map(|collision| collision.why)
    }

    #[test]
    fn what_touches_no_window_is_in_nobodys_way() {
        assert_eq!(why(&["net"], &["net"], hours(0, 2), (1, 1)), None);
        assert_eq!(why(&["net"], &["net"], hours(4, 5), (1, 1)), None);
    }

    #[test]
    fn reasons_are_told_apart() {
        let named = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let ((shop, net), (_, phone)) = (named("shop", "net"), named("net", "phone"));
        assert_eq!(why(&["net"], &["net"], hours(3, 5), (1, 2)), Some(vec![Why::Service("net".into())]));
        assert_eq!(why(&["shop"], &["net"], hours(3, 5), (1, 2)), Some(vec![Why::RunsOn(shop.clone(), net.clone())]));
        assert_eq!(why(&["net"], &["shop"], hours(3, 5), (1, 2)), Some(vec![Why::Carries(net.clone(), shop)]));
        assert_eq!(why(&["net"], &["phone"], hours(0, 9), (1, 1)), Some(vec![Why::Carries(net, phone), Why::Person]));
        // The shop and the phones have the net in common, but a change of one does not touch the other.
        assert_eq!(why(&["shop"], &["phone"], hours(0, 9), (1, 2)), Some(vec![Why::Window]));
        assert_eq!(why(&[], &[], hours(0, 9), (1, 1)), Some(vec![Why::Person]));
    }

    #[test]
    fn circles_end() {
        assert_eq!(below(&services(), "a"), BTreeSet::from(["b".to_owned()]));
        let all = affected(&services(), &["net".to_owned()]);
        assert_eq!(all.into_iter().collect::<Vec<_>>(), ["net", "phone", "shop", "web"]);
    }
}

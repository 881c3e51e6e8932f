//! How pages went: how soon people were woken, had answered and had it solved. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use crate::ids::{PersonId, TicketId};

/// A page as it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Went {
    /// Its number.
    pub(super) page: i64,
    /// What it was about.
    pub(super) ticket: Option<TicketId>,
    /// The service of that.
    pub(super) service: Option<String>,
    /// Its chain.
    pub(super) chain: String,
    /// 1 critical to 5 planning.
    pub(super) priority: u8,
    /// Where it stands.
    pub(super) state: String,
    /// When it began.
    pub(super) started: DateTime<Utc>,
    /// When the first one was woken.
    pub(super) notified: Option<DateTime<Utc>>,
    /// When somebody had answered, and who.
    pub(super) answered: Option<DateTime<Utc>>,
    /// Who.
    pub(super) answered_by: Option<PersonId>,
    /// When it was solved.
    pub(super) resolved: Option<DateTime<Utc>>,
}

impl Went {
    /// All were woken, and nobody has answered.
    pub(super) fn is_unanswered(&self) -> bool {
        self.state == "unanswered"
    }
}

/// That somebody was woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Woken {
    /// Who.
    pub(super) person: PersonId,
    /// When.
    pub(super) at: DateTime<Utc>,
}

/// How times are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spread {
    /// Half of them are no longer.
    pub(super) median: TimeDelta,
    /// 95 of 100 are no longer.
    pub(super) most: TimeDelta,
}

impl Spread {
    /// Of these times from the beginning; None: there is none.
    pub(super) fn of<'w>(
        pages: impl Iterator<Item = &'w Went>,
        until: impl Fn(&Went) -> Option<DateTime<Utc>>,
    ) -> Option<Self> {
        let mut times: Vec<TimeDelta> =
            pages.filter_map(|page| Some((until(page)? - page.started).max(TimeDelta::zero()))).collect();
        times.sort_unstable();
        // The nearest rank: a time that really was.
        let at = |percent: usize| times.get((times.len() * percent).div_ceil(100).saturating_sub(1)).copied();
        Some(Self { median: at(50)?, most: at(95)? })
    }
}

/// Whether people sleep then.
pub(super) fn is_night(at: DateTime<Utc>, zone: Tz) -> bool {
    !(6..22).contains(&at.with_timezone(&zone).hour())
}

/// What a person had of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// How often they were woken.
    pub(super) woken: i64,
    /// How often of that at night.
    pub(super) nights: i64,
    /// How many pages they have answered first.
    pub(super) answered: i64,
}

/// What each person had of it; whoever was woken most often first.
pub(super) fn shares(pages: &[Went], woken: &[Woken], zone: Tz) -> Vec<(PersonId, Share)> {
    let mut shares: BTreeMap<PersonId, Share> = BTreeMap::new();
    for one in woken {
        let share = shares.entry(one.person).or_default();
        share.woken += 1;
        share.nights += i64::from(is_night(one.at, zone));
    }
    for person in pages.iter().filter_map(|page| page.answered_by) {
        shares.entry(person).or_default().answered += 1;
    }
    let mut shares: Vec<_> = shares.into_iter().collect();
    shares.sort_by_key(|(_, share)| std::cmp::Reverse((share.woken, share.answered)));
    shares
}

/// The pages of each service, those of most pages first; what is about none comes last.
pub(super) fn by_service(pages: &[Went]) -> Vec<(Option<&str>, Vec<&Went>)> {
    let mut found: BTreeMap<Option<&str>, Vec<&Went>> = BTreeMap::new();
    for page in pages {
        found.entry(page.service.as_deref()).or_default().push(page);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(service, pages)| (service.is_none(), std::cmp::Reverse(pages.len())));
    found
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}:00Z").parse().unwrap()
    }

    fn went(minutes: i64, by: i64) -> Went {
        Went {
            page: 1,
            ticket: None,
            service: None,
            chain: "x".into(),
            priority: 1,
            state: "ended".into(),
            started: at("2026-01-12T08:00"),
            notified: None,
            answered: Some(at("2026-01-12T08:00") + TimeDelta::minutes(minutes)),
            answered_by: Some(PersonId(by)),
            resolved: None,
        }
    }

    #[test]
    fn times_are_those_that_were() {
        let pages: Vec<Went> = (1..=20).map(|minutes| went(minutes, 1)).collect();
        let spread = Spread::of(pages.iter(), |page| page.answered).unwrap();
        assert_eq!((spread.median, spread.most), (TimeDelta::minutes(10), TimeDelta::minutes(19)));
        assert_eq!(Spread::of(pages.iter(), |page| page.resolved), None);
        let one = [went(7, 1)];
        let spread = Spread::of(one.iter(), |page| page.answered).unwrap();
        assert_eq!((spread.median, spread.most), (TimeDelta::minutes(7), TimeDelta::minutes(7)));
    }

    #[test]
    fn nights_are_those_of_the_zone() {
        // 22:30 and 05:59 in Berlin, in winter and in summer.
        assert!(is_night(at("2026-01-12T21:30"), Berlin) && is_night(at("2026-07-12T20:30"), Berlin));
        assert!(is_night(at("2026-01-12T04:59"), Berlin) && !is_night(at("2026-07-12T04:00"), Berlin));
        assert!(!is_night(at("2026-01-12T20:59"), Berlin));
    }

    #[test]
    fn each_is_counted_where_they_were_woken_and_where_they_have_answered() {
        let woken = [(1, "2026-01-12T02:00"), (1, "2026-01-12T12:00"), (2, "2026-01-12T12:05")];
        let woken = woken.map(|(person, time)| Woken { person: PersonId(person), at: at(time) });
        let found = shares(&[went(1, 2), went(2, 3)], &woken, Berlin);
        let share = |woken, nights, answered| Share { woken, nights, answered };
        let expected = [(1, share(2, 1, 0)), (2, share(1, 0, 1)), (3, share(0, 0, 1))];
        assert_eq!(found, expected.map(|(person, share)| (PersonId(person), share)));
    }

    proptest! {
        /// At least half are no longer than the median, and at least 95 of 100 no longer than the most.
        #[test]
        fn a_spread_has_its_share_below_it(minutes in prop::collection::vec(0_i64..600, 1..60)) {
            let pages: Vec<Went> = minutes.iter().map(|minutes| went(*minutes, 1)).collect();
            let spread = Spread::of(pages.iter(), |page| page.answered).unwrap();
            let below = |most: TimeDelta| minutes.iter().filter(|one| TimeDelta::minutes(**one) <= most).count();
            prop_assert!(below(spread.median) * 2 >= minutes.len());
            prop_assert!(below(spread.most) * 100 >= minutes.len() * 95);
            prop_assert!(spread.median <= spread.most);
        }
    }
}

//! What makes a swap of two shifts possible. Pure.

use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;

use crate::practice::oncall::schedule::{ever, throughout};
use crate::rota::{Change, Override, RotaError, Schedule};

/// A time on call, and whose it is before the swap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Half {
    /// Who gives it away, as the configuration writes the account.
    pub(super) account: String,
    /// The first instant.
    pub(super) from: DateTime<Utc>,
    /// The first instant after it.
    pub(super) to: DateTime<Utc>,
}

/// Why two people cannot swap. A number tells of which half: 0 of the one, 1 of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The times have time in common.
    Overlap,
    /// One of the times has begun.
    Begun,
    /// Whoever gives it away is not on call during all of it.
    NotOnCall(usize),
    /// Whoever gets it is on call in it already.
    AlsoOnCall(usize),
    /// A change of the schedule that stands there keeps the swap from taking effect.
    Stands(usize),
}

/// The two changes that a swap makes.
pub(super) fn changes(one: &Half, other: &Half) -> Result<[Override; 2], RotaError> {
    let gives = |giver: &Half, taker: &Half| {
        let change = Change::Replace { remove: giver.account.clone(), add: taker.account.clone() };
        Override::new(giver.from, giver.to, change)
    };
    Ok([gives(one, other)?, gives(other, one)?])
}

/// What stands against a swap, given a schedule without what people have changed, and those changes.
pub(super) fn wrong(
    base: &Schedule,
    standing: &[Override],
    (one, other): (&Half, &Half),
    now: DateTime<Utc>,
) -> Result<Option<Wrong>, RotaError> {
    if one.from < other.to && other.from < one.to {
        return Ok(Some(Wrong::Overlap));
    }
    if one.from <= now || other.from <= now {
        return Ok(Some(Wrong::Begun));
    }
    let before = base.with(standing.to_vec());
    for (number, (giver, taker)) in [(one, other), (other, one)].into_iter().enumerate() {
        if !throughout(&before, &giver.account, giver.from, giver.to) {
            return Ok(Some(Wrong::NotOnCall(number)));
        }
        if ever(&before, &taker.account, giver.from, giver.to) {
            return Ok(Some(Wrong::AlsoOnCall(number)));
        }
    }
    let after = base.with(standing.iter().cloned().chain(changes(one, other)?).collect());
    for (number, (giver, taker)) in [(one, other), (other, one)].into_iter().enumerate() {
        let has_it = throughout(&after, &taker.account, giver.from, giver.to);
        if !has_it || ever(&after, &giver.account, giver.from, giver.to) {
            return Ok(Some(Wrong::Stands(number)));
        }
    }
    Ok(None)
}

/// So many weeks, and so many days, before and after a time it is looked for what could be given for it.
const WEEKS: i64 = 8;
const DAYS: i64 = 14;

/// What somebody could give for a time: the same hours of the same weekday, the nearest week first, so that a weekend is
/// paid with a weekend; where there are none, the same hours of another day. Never what has begun.
pub(super) fn in_return(
    base: &Schedule,
    standing: &[Override],
    half: &Half,
    giver: &str,
    now: DateTime<Utc>,
) -> Result<Option<Half>, RotaError> {
    let zone = base.zone();
    let weeks = (1..=WEEKS).flat_map(|week| [7 * week, -7 * week]);
    for days in weeks.chain((1..=DAYS).flat_map(|day| [day, -day])) {
        let (Some(from), Some(to)) = (moved(half.from, days, zone), moved(half.to, days, zone)) else { continue };
        if from >= to {
            continue;
        }
        let found = Half { account: giver.to_owned(), from, to };
        if wrong(base, standing, (half, &found), now)?.is_none() {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The same time of day so many days later; what a change of the clocks skips is no time.
fn moved(at: DateTime<Utc>, days: i64, zone: Tz) -> Option<DateTime<Utc>> {
    let wall = at.with_timezone(&zone).naive_local();
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 { wall.checked_sub_days(by) } else { wall.checked_add_days(by) };
    Some(moved?.and_local_timezone(zone).earliest()?.to_utc())
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use chrono_tz::Europe::Berlin;
    use proptest::prelude::*;

    use super::*;
    use crate::rota::{Every, Layer, Rotation};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn schedule(people: &[&str]) -> Schedule {
        let people = people.iter().map(|name| (*name).to_owned()).collect();
        let turns = Rotation::new(Every::Week, 1, at("2026-01-05T08:00:00Z"), people).unwrap();
        Schedule::new(Berlin, vec![Layer::new("weeks", 1, turns)], Vec::new()).unwrap()
    }

    fn half(account: &str, from: &str, to: &str) -> Half {
        Half { account: account.to_owned(), from: at(from), to: at(to) }
    }

    const NOW: &str = "2026-01-05T09:00:00Z";

    #[test]
    fn what_stands_against_a_swap_is_told() {
        let base = schedule(&["anna", "bernd"]);
        let saturday = half("anna", "2026-01-10T07:00:00Z", "2026-01-10T19:00:00Z");
        let next = half("bernd", "2026-01-17T07:00:00Z", "2026-01-17T19:00:00Z");
        let judge =
            |standing: &[Override], one: &Half, other: &Half| wrong(&base, standing, (one, other), at(NOW)).unwrap();
        assert_eq!(judge(&[], &saturday, &next), None);
        assert_eq!(
            judge(&[], &saturday, &Half { account: "bernd".to_owned(), ..saturday.clone() }),
            Some(Wrong::Overlap)
        );
        let begun = half("anna", NOW, "2026-01-05T10:00:00Z");
        assert_eq!(judge(&[], &begun, &next), Some(Wrong::Begun));
        let swapped = Half { account: "bernd".to_owned(), ..saturday.clone() };
        let own = Half { account: "anna".to_owned(), ..next.clone() };
        assert_eq!(judge(&[], &swapped, &own), Some(Wrong::NotOnCall(0)));
        // Half of it is bernd's already.
        let beside =
            Override::written(at("2026-01-10T07:00:00Z"), at("2026-01-10T09:00:00Z"), None, Some("bernd".into()));
        assert_eq!(judge(&[beside.unwrap()], &saturday, &next), Some(Wrong::AlsoOnCall(0)));
        // bernd has anna's week by a change already, so that nobody can replace him there.
        let stands = Override::written(
            at("2026-01-09T07:00:00Z"),
            at("2026-01-11T07:00:00Z"),
            Some("anna".into()),
            Some("carla".into()),
        );
        let carla = Half { account: "carla".to_owned(), ..saturday.clone() };
        assert_eq!(judge(&[stands.unwrap()], &carla, &next), Some(Wrong::Stands(0)));
    }

    #[test]
    fn a_weekend_is_paid_with_a_weekend() {
        let base = schedule(&["anna", "bernd", "carla"]);
        let saturday = half("carla", "2026-03-28T07:00:00Z", "2026-03-28T19:00:00Z");
        let paid = in_return(&base, &[], &saturday, "anna", at("2026-03-20T00:00:00Z")).unwrap().unwrap();
        // The clocks go forward on the Sunday between; it is 8 to 20 on both days.
        assert_eq!((paid.from, paid.to), (at("2026-04-04T06:00:00Z"), at("2026-04-04T18:00:00Z")));
        assert_eq!(in_return(&base, &[], &saturday, "dora", at("2026-03-20T00:00:00Z")).unwrap(), None);
    }

    proptest! {
        /// Whatever is offered for a time can be swapped, and then each has what the other had.
        #[test]
        fn what_is_offered_can_be_swapped(hour in 0i64..24 * 60, length in 1i64..72, taker in 0usize..3) {
            let names = ["anna", "bernd", "carla"];
            let base = schedule(&names);
            let from = at("2026-02-20T00:00:00Z") + TimeDelta::hours(hour);
            let to = from + TimeDelta::hours(length);
            let giver = base.on_call(from)[0].to_owned();
            let half = Half { account: giver.clone(), from, to };
            let taker = names[taker];
            let found = in_return(&base, &[], &half, taker, at("2026-02-19T00:00:00Z")).unwrap();
            if let Some(found) = found {
                prop_assert!(taker != giver);
                let after = base.with(changes(&half, &found).unwrap().to_vec());
                prop_assert!(throughout(&after, taker, half.from, half.to));
                prop_assert!(throughout(&after, &giver, found.from, found.to));
                prop_assert!(!ever(&after, &giver, half.from, half.to));
                let around = (from - TimeDelta::days(60), to + TimeDelta::days(60));
                prop_assert_eq!(after.gaps(around.0, around.1), base.gaps(around.0, around.1));
            }
        }
    }
}

//! Hours on call: how many somebody has, and which of them are at night, at a weekend or on a holiday.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;

use super::{Schedule, Window, local};

const NIGHT: usize = 1;
const WEEKEND: usize = 2;
const HOLIDAY: usize = 4;

/// Time on call in parts that have nothing in common: by day or at night, on a working day or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hours {
    /// Seconds; which part is at which place say the bits above.
    parts: [i64; 8],
    /// How many shifts have begun.
    pub shifts: i64,
}

impl Hours {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> TimeDelta {
        self.sum(|_| true)
    }

    /// What of it is at night.
    #[must_use]
    pub fn night(&self) -> TimeDelta {
        self.sum(|part| part & NIGHT != 0)
    }

    /// What of it is on a Saturday or Sunday.
    #[must_use]
    pub fn weekend(&self) -> TimeDelta {
        self.sum(|part| part & WEEKEND != 0)
    }

    /// What of it is on a holiday, whatever day of the week that is.
    #[must_use]
    pub fn holiday(&self) -> TimeDelta {
        self.sum(|part| part & HOLIDAY != 0)
    }

    /// The parts that are paid differently, none of which has anything in common with another: on working days, at weekends
    /// that are no holidays, and on holidays; of each by day and at night.
    #[must_use]
    pub fn paid(&self) -> [(TimeDelta, TimeDelta); 3] {
        let of = |fits: &dyn Fn(usize) -> bool| {
            (self.sum(|part| fits(part) && part & NIGHT == 0), self.sum(|part| fits(part) && part & NIGHT != 0))
        };
        [
            of(&|part| part & (WEEKEND | HOLIDAY) == 0),
            of(&|part| part & (WEEKEND | HOLIDAY) == WEEKEND),
            of(&|part| part & HOLIDAY != 0),
        ]
    }

    fn sum(&self, fits: impl Fn(usize) -> bool) -> TimeDelta {
        let parts = self.parts.iter().enumerate().filter(|(part, _)| fits(*part)).map(|(_, seconds)| seconds);
        TimeDelta::seconds(parts.sum())
    }

    fn add(&mut self, more: &[i64; 8]) {
        for (own, more) in self.parts.iter_mut().zip(more) {
            *own += more;
        }
    }
}

impl Schedule {
    /// How long each is on call in `[from, to)`, those of the schedule first, who may have none; in whole seconds. `night` are
    /// its hours on each day, `is_holiday` tells of a day on the schedule's clock. A shift counts where it begins, and so once
    /// in whatever parts a time is looked at.
    #[must_use]
    pub fn hours(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        night: &Window,
        is_holiday: impl Fn(NaiveDate) -> bool,
    ) -> Vec<(String, Hours)> {
        let mut found: Vec<(String, Hours)> =
            self.people().into_iter().map(|person| (person.to_owned(), Hours::default())).collect();
        let mut last: Vec<&str> = self.on_call(from - TimeDelta::seconds(1));
        for shift in self.shifts(from, to) {
            let parts = parts(self.zone(), (shift.from, shift.to), night, &is_holiday);
            for person in &shift.people {
                let at = match found.iter().position(|(known, _)| known == person) {
                    Some(at) => at,
                    None => {
                        found.push(((*person).to_owned(), Hours::default()));
                        found.len() - 1
                    }
                };
                if let Some((_, hours)) = found.get_mut(at) {
                    hours.add(&parts);
                    hours.shifts += i64::from(!last.contains(person));
                }
            }
            last = shift.people;
        }
        found
    }
}

/// The seconds of a time by their parts.
fn parts(
    zone: Tz,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    night: &Window,
    is_holiday: &impl Fn(NaiveDate) -> bool,
) -> [i64; 8] {
    let mut cuts = vec![from];
    night.edges(zone, from, to, &mut cuts);
    let first = local::wall(zone, from).date();
    let last = local::wall(zone, to).date();
    // A clock that is turned back over midnight shows the day before again.
    let last = last.succ_opt().unwrap_or(last);
    for day in first.iter_days().take_while(|day| *day <= last) {
        local::crossings(zone, day.and_time(NaiveTime::MIN), &mut cuts);
    }
    cuts.retain(|at| from <= *at && *at < to);
    cuts.sort_unstable();
    cuts.dedup();
    let mut parts = [0; 8];
    let ends = cuts.iter().copied().skip(1).chain([to]);
    for (begin, end) in cuts.iter().copied().zip(ends) {
        let wall = local::wall(zone, begin);
        let mut part = 0;
        if night.contains(wall) {
            part |= NIGHT;
        }
        if matches!(wall.weekday(), Weekday::Sat | Weekday::Sun) {
            part |= WEEKEND;
        }
        if is_holiday(wall.date()) {
            part |= HOLIDAY;
        }
        if let Some(seconds) = parts.get_mut(part) {
            *seconds += end.timestamp() - begin.timestamp();
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use chrono::Timelike;
    use proptest::prelude::*;

    use super::*;
    use crate::rota::{Change, Every, Layer, Override, Rotation};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn night(from: &str, to: &str) -> Window {
        let days =
            vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        Window::new(days, from.parse().unwrap(), to.parse().unwrap()).unwrap()
    }

    fn schedule(zone: Tz, every: Every, start: DateTime<Utc>) -> Schedule {
        let people = vec!["anna".to_owned(), "bernd".to_owned()];
        let turns = Rotation::new(every, 1, start, people).unwrap();
        Schedule::new(zone, vec![Layer::new("turns", 1, turns)], Vec::new()).unwrap()
    }

    const BERLIN: Tz = chrono_tz::Europe::Berlin;

    #[test]
    fn a_week_over_easter_and_the_change_of_the_clocks() {
        // Monday, 29 March 2027, 09:00 to the next Monday: Good Friday is a Friday, Easter Monday ends it.
        let schedule = schedule(BERLIN, Every::Week, at("2027-03-22T08:00:00Z"));
        let holidays = [(3, 26), (3, 28), (3, 29)];
        let is_holiday = |day: NaiveDate| holidays.contains(&(day.month(), day.day()));
        let found = schedule.hours(
            at("2027-03-22T08:00:00Z"),
            at("2027-03-29T07:00:00Z"),
            &night("22:00", "06:00"),
            is_holiday,
        );
        let (name, anna) = found.first().unwrap();
        assert_eq!((name.as_str(), anna.shifts), ("anna", 1));
        // In the night to Sunday one hour is missing.
        assert_eq!(anna.total(), TimeDelta::hours(7 * 24 - 1));
        assert_eq!(anna.night(), TimeDelta::hours(7 * 8 - 1));
        assert_eq!(anna.weekend(), TimeDelta::hours(47));
        assert_eq!(anna.holiday(), TimeDelta::hours(24 + 23 + 9));
        let [work, weekend, holiday] = anna.paid().map(|(day, night)| day + night);
        assert_eq!(work + weekend + holiday, anna.total());
        assert_eq!((weekend, holiday), (TimeDelta::hours(24), TimeDelta::hours(56)));
        assert_eq!(found.get(1), Some(&("bernd".to_owned(), Hours::default())));
    }

    #[test]
    fn who_stands_in_has_the_hours_and_a_shift() {
        let carla = Override::new(
            at("2027-03-23T08:00:00Z"),
            at("2027-03-23T12:00:00Z"),
            Change::Replace { remove: "anna".into(), add: "carla".into() },
        );
        let schedule = schedule(BERLIN, Every::Week, at("2027-03-22T08:00:00Z")).with(vec![carla.unwrap()]);
        let whole = (at("2027-03-22T08:00:00Z"), at("2027-03-29T07:00:00Z"));
        let found = schedule.hours(whole.0, whole.1, &night("22:00", "06:00"), |_| false);
        let of = |name: &str| found.iter().find(|(known, _)| known == name).unwrap().1;
        assert_eq!((of("carla").total(), of("carla").shifts), (TimeDelta::hours(4), 1));
        // Who comes back begins again.
        assert_eq!((of("anna").total(), of("anna").shifts), (TimeDelta::hours(163), 2));
    }

    proptest! {
        /// Second by second would be slow: minute by minute, in zones around their clock changes, whatever part a time is cut in.
        #[test]
        fn the_parts_are_the_whole(
            zone in prop::sample::select(vec![
                BERLIN, chrono_tz::America::New_York, chrono_tz::Australia::Lord_Howe, chrono_tz::America::Havana,
                chrono_tz::Asia::Kathmandu, chrono_tz::America::Santiago,
            ]),
            begin in prop::sample::select(vec!["2026-03-06", "2026-03-27", "2026-10-23", "2026-10-31", "2026-04-03", "2026-09-04"]),
            minute in 0i64..4_000, length in 1i64..3_000, cut in 0i64..3_000,
            (dusk, dawn) in (0u32..24, 0u32..24).prop_filter("a night", |(dusk, dawn)| dusk != dawn),
        ) {
            let from = at(&format!("{begin}T00:00:00Z")) + TimeDelta::minutes(minute);
            let to = from + TimeDelta::minutes(length);
            let schedule = schedule(zone, Every::Hour, at("2026-01-01T00:30:00Z"));
            let night = night(&format!("{dusk:02}:00"), &format!("{dawn:02}:00"));
            let is_holiday = |day: NaiveDate| day.ordinal().is_multiple_of(3);
            let found = schedule.hours(from, to, &night, is_holiday);
            let mut brute = [("anna", [0i64; 4]), ("bernd", [0; 4])];
            for minute in 0..length {
                let at = from + TimeDelta::minutes(minute);
                let wall = local::wall(zone, at);
                let hour = wall.hour();
                let is_night = if dusk < dawn { (dusk..dawn).contains(&hour) } else { hour >= dusk || hour < dawn };
                let is_weekend = matches!(wall.weekday(), Weekday::Sat | Weekday::Sun);
                for person in schedule.on_call(at) {
                    let (_, sums) = brute.iter_mut().find(|(name, _)| *name == person).unwrap();
                    sums[0] += 60;
                    sums[1] += 60 * i64::from(is_night);
                    sums[2] += 60 * i64::from(is_weekend);
                    sums[3] += 60 * i64::from(is_holiday(wall.date()));
                }
            }
            for ((name, hours), (expected, sums)) in found.iter().zip(brute) {
                prop_assert_eq!(name, expected);
                let told = [hours.total(), hours.night(), hours.weekend(), hours.holiday()];
                prop_assert_eq!(told.map(|span| span.num_seconds()), sums);
                let paid: TimeDelta = hours.paid().iter().map(|(day, night)| *day + *night).sum();
                prop_assert_eq!(paid, hours.total());
            }
            let all: TimeDelta = found.iter().map(|(_, hours)| hours.total()).sum();
            prop_assert_eq!(all, to - from);
            // In two parts it is the same, and no shift is counted twice.
            let middle = (from + TimeDelta::minutes(cut)).min(to);
            let first = schedule.hours(from, middle, &night, is_holiday);
            let second = schedule.hours(middle, to, &night, is_holiday);
            for (((_, whole), (_, first)), (_, second)) in found.iter().zip(first).zip(second) {
                prop_assert_eq!(whole.total(), first.total() + second.total());
                prop_assert_eq!(whole.shifts, first.shifts + second.shifts);
            }
        }
    }
}

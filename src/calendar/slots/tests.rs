//! Single days by hand; and against a search minute by minute, around changes of the clocks.

use std::collections::BTreeMap;

use chrono::{Datelike, Timelike};
use proptest::prelude::*;

use super::*;
use crate::calendar::CalendarSpec;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const NOBODY: &[&Calendar] = &[];

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn time(from: &str, to: &str) -> Interval {
    Interval { from: at(from), to: at(to) }
}

/// The same window on each day of the week.
fn daily(zone: &str, from: &str, to: &str) -> Calendar {
    let window = || vec![(from.to_owned(), to.to_owned())];
    let hours = DAYS.iter().map(|day| ((*day).to_owned(), window())).collect();
    CalendarSpec { timezone: zone.to_owned(), hours, ..CalendarSpec::default() }.build().unwrap()
}

fn local(zone: Tz, times: &[Interval]) -> String {
    let shown = |at: DateTime<Utc>| at.with_timezone(&zone).format("%d. %H:%M:%S%.f").to_string();
    times.iter().map(|time| format!("{} to {}\n", shown(time.from), shown(time.to))).collect()
}

#[test]
fn the_same_time_of_day_or_the_first_quarter() {
    let zone = Tz::Europe__Berlin;
    let night = daily("Europe/Berlin", "22:00", "02:00");
    let taken = [
        time("2026-03-10T21:10:00Z", "2026-03-10T21:20:00Z"),
        time("2026-03-11T20:00:00Z", "2026-03-12T03:00:00Z"),
        time("2026-03-10T21:05:00Z", "2026-03-10T21:21:00.5Z"),
        // None at all.
        time("2026-03-13T21:30:00Z", "2026-03-13T21:00:00Z"),
    ];
    let field = Field { within: &[&night], taken: &taken, zone };
    insta::assert_snapshot!(local(zone, &field.free(time("2026-03-10T12:00:00Z", "2026-03-13T00:00:00.7Z"))), @"
    10. 22:00:00 to 10. 22:05:00
    10. 22:21:01 to 11. 02:00:00
    12. 22:00:00 to 13. 01:00:00
    ");
    // Over midnight, and on two days from the same night where that is what is left of them.
    let wanted = time("2026-03-10T21:10:00Z", "2026-03-10T23:10:00Z");
    insta::assert_snapshot!(local(zone, &field.next(wanted, at("2026-03-10T21:00:00Z"), 9, 5)), @"
    10. 22:30:00 to 11. 00:30:00
    11. 00:00:00 to 11. 02:00:00
    12. 22:10:00 to 13. 00:10:00
    13. 22:10:00 to 14. 00:10:00
    14. 22:10:00 to 15. 00:10:00
    ");
    assert_eq!(field.next(wanted, at("2026-03-10T21:00:00Z"), 2, 5).len(), 2);
    assert_eq!(field.next(wanted, at("2026-03-10T21:00:00Z"), 0, 5), []);
    assert_eq!(field.next(wanted, at("2026-03-10T21:00:00Z"), 9, 0), []);
    assert_eq!(field.next(Interval { to: wanted.from, ..wanted }, at("2026-03-10T21:00:00Z"), 9, 5), []);
    assert!(field.is_free(time("2026-03-10T21:21:00.5Z", "2026-03-11T01:00:00Z")));
    assert!(!field.is_free(time("2026-03-10T21:21:00.4Z", "2026-03-11T01:00:00Z")));
    assert!(!field.is_free(time("2026-03-10T21:30:00Z", "2026-03-11T01:00:00.1Z")));
    assert!(field.is_free(time("2026-03-13T21:00:00Z", "2026-03-13T21:30:00Z")));
    assert!(!field.is_free(time("2026-03-13T21:00:00Z", "2026-03-13T21:00:00Z")));
}

#[test]
fn a_time_of_day_is_missing_or_comes_twice() {
    let zone = Tz::Europe__Berlin;
    let free = Field { within: NOBODY, taken: &[], zone };
    let wanted = time("2026-03-27T01:40:00Z", "2026-03-27T02:40:00Z");
    insta::assert_snapshot!(local(zone, &free.next(wanted, at("2026-03-28T01:30:00Z"), 9, 3)), @"
    28. 02:40:00 to 28. 03:40:00
    29. 00:00:00 to 29. 01:00:00
    30. 02:40:00 to 30. 03:40:00
    ");
    let night = daily("Europe/Berlin", "01:50", "04:00");
    let field = Field { within: &[&night], ..free };
    insta::assert_snapshot!(local(zone, &field.next(wanted, at("2026-03-28T01:30:00Z"), 9, 3)), @"
    28. 02:40:00 to 28. 03:40:00
    29. 03:00:00 to 29. 04:00:00
    30. 02:40:00 to 30. 03:40:00
    ");
    let autumn = |field: Field<'_>, not_before: &str| {
        field.next(wanted, at(not_before), 1, 1).iter().map(|slot| slot.from.to_string()).collect::<String>()
    };
    assert_eq!(autumn(free, "2026-10-24T22:00:00Z"), "2026-10-25 00:40:00 UTC");
    // The second 02:40 is a time like any other.
    assert_eq!(autumn(free, "2026-10-25T00:41:00Z"), "2026-10-25 00:45:00 UTC");
    let taken = [time("2026-10-25T00:00:00Z", "2026-10-25T01:20:00Z")];
    assert_eq!(autumn(Field { taken: &taken, ..field }, "2026-10-24T22:00:00Z"), "2026-10-25 01:30:00 UTC");
    // Where midnight is missing, the day begins at one.
    let paulo = Field { zone: Tz::America__Sao_Paulo, ..free };
    let midnight = time("2018-11-02T03:00:00Z", "2018-11-02T03:30:00Z");
    insta::assert_snapshot!(local(paulo.zone, &paulo.next(midnight, at("2018-11-03T03:00:00Z"), 9, 3)), @"
    03. 00:00:00 to 03. 00:30:00
    04. 01:00:00 to 04. 01:30:00
    05. 00:00:00 to 05. 00:30:00
    ");
    // Samoa had no 30th: it is none of the days that are searched.
    let apia = Field { zone: Tz::Pacific__Apia, ..free };
    insta::assert_snapshot!(local(apia.zone, &apia.next(midnight, at("2011-12-29T10:00:00Z"), 9, 3)), @"
    29. 17:00:00 to 29. 17:30:00
    31. 17:00:00 to 31. 17:30:00
    01. 17:00:00 to 01. 17:30:00
    ");
}

#[test]
fn parts_of_a_second_are_kept_where_they_are_free() {
    let zone = Tz::Asia__Kathmandu;
    let free = Field { within: NOBODY, taken: &[], zone };
    let wanted = time("2026-03-10T08:00:00.5Z", "2026-03-10T09:00:00.7Z");
    // The clocks of Kathmandu are 5:45 before UTC.
    insta::assert_snapshot!(local(zone, &free.next(wanted, wanted.from, 9, 2)), @"
    10. 13:45:00.500 to 10. 14:45:00.700
    11. 13:45:00.500 to 11. 14:45:00.700
    ");
    // A little too late: the quarter has begun, too.
    assert_eq!(free.next(wanted, at("2026-03-10T08:00:00.6Z"), 1, 1)[0].from, at("2026-03-10T08:15:00Z"));
    let taken = [time("2026-03-10T08:00:00Z", "2026-03-10T08:00:00.1Z")];
    let field = Field { taken: &taken, ..free };
    insta::assert_snapshot!(local(zone, &field.next(wanted, wanted.from, 9, 2)), @"
    10. 14:00:00 to 10. 15:00:00.200
    11. 13:45:00.500 to 11. 14:45:00.700
    ");
    assert_eq!(free.free(time("2026-03-10T08:00:00.5Z", "2026-03-10T08:00:01.5Z")), []);
}

#[test]
fn much_that_is_taken_and_times_far_away_are_no_trouble() {
    let zone = Tz::Europe__Berlin;
    let start = at("2026-01-01T00:00:00Z");
    let minutes = |from: i64, long: i64| {
        let from = start + TimeDelta::minutes(from);
        Interval { from, to: from + TimeDelta::minutes(long) }
    };
    // In any order, up to the last day.
    let taken: Vec<_> = (0..10_000).map(|n| minutes(n * 7_919 % 10_000 * 12, 20)).collect();
    let field = Field { within: &[&daily("Europe/Berlin", "08:00", "17:00")], taken: &taken, zone };
    let found = field.next(minutes(0, 240), start, 5, 90);
    insta::assert_snapshot!(local(zone, &found), @"
    25. 09:15:00 to 25. 13:15:00
    26. 08:00:00 to 26. 12:00:00
    27. 08:00:00 to 27. 12:00:00
    28. 08:00:00 to 28. 12:00:00
    29. 08:00:00 to 29. 12:00:00
    ");
    assert_eq!(field.next(minutes(0, 600), start, 5, u32::MAX), []);
    let free = Field { within: NOBODY, taken: &[], zone };
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    for wanted in [minutes(0, 60), Interval { from: first, to: last }, Interval { from: last, to: first }] {
        for not_before in [first, last, last - TimeDelta::days(3)] {
            assert!(free.next(wanted, not_before, usize::MAX, 5).len() <= 5);
        }
    }
    assert_eq!(free.free(Interval { from: last, to: first }), []);
    assert!(free.is_free(Interval { from: first, to: last }));
}

const CHANGES: [(Tz, &str); 14] = [
    (Tz::Europe__Berlin, "2026-03-29T01:00:00Z"),
    (Tz::Europe__Berlin, "2026-10-25T01:00:00Z"),
    (Tz::America__New_York, "2026-03-08T07:00:00Z"),
    (Tz::America__New_York, "2026-11-01T06:00:00Z"),
    (Tz::Australia__Lord_Howe, "2026-04-04T15:00:00Z"),
    (Tz::Australia__Lord_Howe, "2026-10-03T15:30:00Z"),
    (Tz::Asia__Beirut, "2023-03-25T22:00:00Z"),
    (Tz::Asia__Beirut, "2023-10-28T21:00:00Z"),
    (Tz::America__Sao_Paulo, "2018-02-18T02:00:00Z"),
    (Tz::America__Sao_Paulo, "2018-11-04T03:00:00Z"),
    (Tz::America__Havana, "2025-03-09T05:00:00Z"),
    (Tz::America__Havana, "2025-11-02T05:00:00Z"),
    (Tz::America__St_Johns, "2010-11-07T02:31:00Z"),
    (Tz::Pacific__Apia, "2011-12-30T10:00:00Z"),
];

/// Whether the wall clock is in a window of its weekday.
fn open_by_definition(spec: &CalendarSpec, at: DateTime<Utc>) -> bool {
    let local = at.with_timezone(&spec.timezone.parse::<Tz>().unwrap());
    let (day, now) = (local.weekday().num_days_from_monday() as usize, local.hour() * 60 + local.minute());
    let minutes = |text: &str| {
        let (hour, minute) = text.split_once(':').unwrap();
        hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap()
    };
    let windows = |day: usize| spec.hours.get(DAYS[day % 7]).into_iter().flatten();
    let mut today = windows(day).map(|(from, to)| (minutes(from), minutes(to)));
    let mut yesterday = windows(day + 6).map(|(from, to)| (minutes(from), minutes(to)));
    today.any(|(from, to)| from <= now && (now < to || from > to)) || yesterday.any(|(from, to)| from > to && now < to)
}

/// Hours with windows over midnight, of which a day may have none.
fn hours() -> impl Strategy<Value = BTreeMap<String, Vec<(String, String)>>> {
    let time = || prop_oneof![3 => (0_u32..=48).prop_map(|half| half * 30), 1 => 0_u32..=1440];
    let shown = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let window = (time(), time()).prop_filter_map("empty", move |(a, b)| (a != b).then(|| (shown(a), shown(b))));
    let name = prop::sample::select(DAYS.to_vec()).prop_map(str::to_owned);
    prop::collection::btree_map(name, prop::collection::vec(window, 1..3), 3..8)
}

/// A case: who must be open and what is taken, around a change of the clocks.
#[derive(Debug, Clone)]
struct Case {
    zone: Tz,
    change: DateTime<Utc>,
    specs: Vec<CalendarSpec>,
    /// In minutes from the change.
    taken: Vec<(i64, i64)>,
}

fn case() -> impl Strategy<Value = Case> {
    let taken = prop::collection::vec((-5_000_i64..7_000, -60_i64..900), 0..8);
    let zones = prop::collection::vec((any::<bool>(), hours()), 0..3);
    (prop::sample::select(CHANGES.to_vec()), zones, taken).prop_map(|((zone, change), specs, taken)| {
        let named = |elsewhere: bool| if elsewhere { "Europe/Berlin" } else { zone.name() }.to_owned();
        let spec = |(elsewhere, hours)| CalendarSpec { timezone: named(elsewhere), hours, ..CalendarSpec::default() };
        Case { zone, change: at(change), specs: specs.into_iter().map(spec).collect(), taken }
    })
}

/// What is known of each minute from one on.
struct Minutes {
    from: DateTime<Utc>,
    free: Vec<bool>,
    /// The latest date that clocks have shown.
    dates: Vec<NaiveDate>,
    /// What the clocks show.
    clocks: Vec<chrono::NaiveDateTime>,
}

impl Minutes {
    fn new(case: &Case, from: i64, to: i64) -> Self {
        let begin = case.change + TimeDelta::minutes(from);
        let taken = |n: i64| case.taken.iter().any(|(from, long)| *from <= n && n < from + long);
        let moment = |n: i64| case.change + TimeDelta::minutes(n);
        let open = |n: i64| case.specs.iter().all(|spec| open_by_definition(spec, moment(n)));
        let clock = |n: i64| moment(n).with_timezone(&case.zone).naive_local();
        let mut latest = (from - 120..from).map(|n| clock(n).date()).max().unwrap();
        let clocks: Vec<_> = (from..to).map(clock).collect();
        let date = |clock: &chrono::NaiveDateTime| {
            latest = latest.max(clock.date());
            latest
        };
        let dates = clocks.iter().map(date).collect();
        Self { from: begin, free: (from..to).map(|n| !taken(n) && open(n)).collect(), dates, clocks }
    }

    fn time(&self, from: usize, to: usize) -> Interval {
        let at = |n: usize| self.from + TimeDelta::minutes(n as i64);
        Interval { from: at(from), to: at(to) }
    }

    fn is_free(&self, from: usize, to: usize) -> bool {
        from < to && self.free[from..to].iter().all(|free| *free)
    }

    fn runs(&self, from: usize, to: usize) -> Vec<Interval> {
        let is = |n: usize| from <= n && n < to && self.free[n];
        let begins = (from..to).filter(|n| is(*n) && (*n == from || !is(n - 1)));
        begins.map(|begin| self.time(begin, (begin..).find(|n| !is(*n)).unwrap())).collect()
    }

    /// Slots of so many minutes, on each day at a time of day or at a quarter of an hour.
    fn next(
        &self,
        wanted: chrono::NaiveTime,
        long: usize,
        not_before: usize,
        most: usize,
        days: usize,
    ) -> Vec<Interval> {
        let mut left: Vec<NaiveDate> = self.dates[not_before..].to_vec();
        left.dedup();
        let slot = |date: NaiveDate| {
            let fits = |n: &usize| *n >= not_before && self.dates[*n] == date && self.is_free(*n, n + long);
            let usual = self.clocks.iter().position(|clock| *clock == date.and_time(wanted)).filter(fits);
            let quarter = |n: &usize| self.clocks[*n].minute().is_multiple_of(15) && fits(n);
            usual.or_else(|| (not_before..self.free.len() - long).find(quarter))
        };
        let found = left.into_iter().take(days).filter_map(slot).take(most);
        found.map(|n| self.time(n, n + long)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn free_is_what_is_free_minute_by_minute(case in case(), before in 0_usize..3_000, long in 0_usize..6_000, slot in (0_usize..6_000, 0_usize..400)) {
        let calendars: Vec<_> = case.specs.iter().map(|spec| spec.build().unwrap()).collect();
        let within: Vec<_> = calendars.iter().collect();
        let minutes = Minutes::new(&case, -3_000, 6_400);
        let minute = |n: i64| case.change + TimeDelta::minutes(n);
        let taken: Vec<_> = case.taken.iter().map(|(from, long)| Interval { from: minute(*from), to: minute(from + long) }).collect();
        let field = Field { within: &within, taken: &taken, zone: case.zone };
        let to = (before + long).min(9_400);
        let free = field.free(minutes.time(before, to));
        prop_assert_eq!(&free, &minutes.runs(before, to));
        for time in free {
            prop_assert!(field.is_free(time));
        }
        prop_assert_eq!(field.is_free(minutes.time(slot.0, slot.0 + slot.1)), minutes.is_free(slot.0, slot.0 + slot.1));
    }

    #[test]
    fn next_is_what_is_found_minute_by_minute(
        case in case(), wanted in -20_000_i64..20_000, long in prop_oneof![1_i64..200, 1_i64..1_000], before in 0_i64..3_000, most in 0_usize..5, days in 0_u32..5
    ) {
        let calendars: Vec<_> = case.specs.iter().map(|spec| spec.build().unwrap()).collect();
        let within: Vec<_> = calendars.iter().collect();
        let minute = |n: i64| case.change + TimeDelta::minutes(n);
        let taken: Vec<_> = case.taken.iter().map(|(from, long)| Interval { from: minute(*from), to: minute(from + long) }).collect();
        let field = Field { within: &within, taken: &taken, zone: case.zone };
        let wanted = Interval { from: minute(wanted), to: minute(wanted + long) };
        let found = field.next(wanted, minute(-before), most, days);
        // From more than a day before, so that the first of two equal times is seen.
        let minutes = Minutes::new(&case, -before - 1_600, 6 * 1_440 + 1_100 - before);
        let clock = wanted.from.with_timezone(&case.zone).time();
        prop_assert_eq!(&found, &minutes.next(clock, long as usize, 1_600, most, days as usize));
        for slot in found {
            prop_assert!(field.is_free(slot));
        }
    }
}

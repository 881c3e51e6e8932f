//! Against a count minute by minute, around changes of the clocks; and single days by hand.

use chrono::{Datelike, TimeZone, Timelike};
use proptest::prelude::*;

use super::*;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn calendar(json: &str) -> Calendar {
    serde_json::from_str::<CalendarSpec>(json).unwrap().build().unwrap()
}

fn office(zone: &str, rest: &str) -> Calendar {
    let hours: Vec<_> = DAYS.iter().take(5).map(|day| format!(r#""{day}": [["08:00", "17:00"]]"#)).collect();
    calendar(&format!(r#"{{"timezone": "{zone}", "hours": {{{}}}{rest}}}"#, hours.join(",")))
}

/// The definition, in the plainest way: the wall clock is in a window of its date.
fn open_by_definition(spec: &CalendarSpec, at: DateTime<Utc>) -> bool {
    let local = at.with_timezone(&spec.timezone.parse::<Tz>().unwrap());
    let (date, now) = (local.date_naive().to_string(), local.format("%H:%M").to_string());
    let windows = |day: usize| spec.hours.get(DAYS[day % 7]).into_iter().flatten();
    if let Some(windows) = spec.exceptions.iter().flatten().find_map(|(of, windows)| (*of == date).then_some(windows)) {
        return windows.iter().any(|(from, to)| *from <= now && now < *to);
    }
    if matches!(&spec.holidays, Some(HolidaySpec::Dates(dates)) if dates.contains(&date)) {
        return false;
    }
    let day = local.weekday().num_days_from_monday() as usize;
    windows(day).any(|(from, to)| *from <= now && (now < *to || from > to))
        || windows(day + 6).any(|(from, to)| from > to && now < *to)
}

/// Places and moments at which the clocks change; of Kolkata none is left.
const CHANGES: [(&str, &str); 12] = [
    ("Europe/Berlin", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-10-25T01:00:00Z"),
    ("America/New_York", "2027-03-14T07:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("Australia/Lord_Howe", "2024-04-06T15:00:00Z"),
    ("Australia/Lord_Howe", "2024-10-05T15:30:00Z"),
    ("Asia/Kolkata", "2026-03-29T18:30:00Z"),
    // The day that Samoa skipped, and the change after it.
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),
    ("Pacific/Apia", "2012-03-31T14:00:00Z"),
    // At midnight: the date itself begins at one, or again.
    ("America/Havana", "2025-03-09T05:00:00Z"),
    ("America/Havana", "2025-11-02T05:00:00Z"),
    ("America/St_Johns", "2010-11-07T02:31:00Z"),
];

fn minutes(over_midnight: bool) -> impl Strategy<Value = (String, String)> {
    let time = prop_oneof![3 => (0_u32..=48).prop_map(|half| half * 30), 1 => 0_u32..=1440];
    let shown = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    (time.clone(), time).prop_filter_map("empty", move |(a, b)| {
        let (from, to) = if over_midnight { (a, b) } else { (a.min(b), a.max(b)) };
        (a != b).then(|| (shown(from), shown(to)))
    })
}

/// A calendar with something unusual within a few days of a change, and the moment of that.
fn around_a_change() -> impl Strategy<Value = (CalendarSpec, DateTime<Utc>)> {
    let days = || prop::collection::vec(-3_i64..4, 0..3);
    let within = || prop::collection::vec(minutes(false), 0..3);
    let hours = prop::collection::btree_map(
        prop::sample::select(DAYS.to_vec()).prop_map(str::to_owned),
        prop::collection::vec(minutes(true), 0..4),
        0..8,
    );
    let exceptions = prop::collection::vec((-3_i64..4, within()), 0..3);
    (prop::sample::select(CHANGES.to_vec()), hours, days(), exceptions).prop_map(
        |((zone, change), hours, holidays, exceptions)| {
            let change = at(change);
            let local = change.with_timezone(&zone.parse::<Tz>().unwrap()).date_naive();
            let date = |days: i64| (local + TimeDelta::days(days)).to_string();
            let spec = CalendarSpec {
                timezone: zone.to_owned(),
                hours,
                holidays: Some(HolidaySpec::Dates(holidays.into_iter().map(date).collect())),
                exceptions: Some(exceptions.into_iter().map(|(days, windows)| (date(days), windows)).collect()),
                ..CalendarSpec::default()
            };
            (spec, change)
        },
    )
}

fn pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((-5_000_i64..5_000, -60_i64..3_000), 0..4)
}

fn paused(change: DateTime<Utc>, minutes: &[(i64, i64)]) -> Vec<Pause> {
    let begin = |from: i64| change + TimeDelta::minutes(from);
    minutes.iter().map(|(from, long)| Pause { from: begin(*from), to: Some(begin(from + long)) }).collect()
}

fn count_by_definition(spec: &CalendarSpec, from: DateTime<Utc>, to: DateTime<Utc>, pauses: &[Pause]) -> i64 {
    let minute = |n: i64| from + TimeDelta::minutes(n);
    let still = |at: DateTime<Utc>| pauses.iter().any(|pause| pause.from <= at && pause.to.is_none_or(|to| at < to));
    let counts = |at: &DateTime<Utc>| open_by_definition(spec, *at) && !still(*at);
    (0..(to - from).num_minutes()).map(minute).filter(counts).count() as i64 * 60
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_counts_is_what_the_definition_counts(
        (spec, change) in around_a_change(), before in 0_i64..4_000, after in 0_i64..4_000, pauses in pauses()
    ) {
        let calendar = spec.build().unwrap();
        let (from, to) = (change - TimeDelta::minutes(before), change + TimeDelta::minutes(after));
        let pauses = paused(change, &pauses);
        let counted = calendar.elapsed(from, to, &pauses);
        prop_assert_eq!(counted.num_seconds(), count_by_definition(&spec, from, to, &pauses));
        // The same, told in other ways.
        let open: TimeDelta = calendar.open_intervals(from, to).map(|open| open.to - open.from).sum();
        prop_assert_eq!(open, calendar.elapsed(from, to, &[]));
        let lines: Vec<_> = calendar.lines(from, to, &pauses).collect();
        prop_assert_eq!(lines.iter().map(|line| line.open).sum::<TimeDelta>(), open);
        prop_assert_eq!(lines.iter().map(|line| line.open - line.paused).sum::<TimeDelta>(), counted);
        let dates: Vec<_> = lines.iter().map(|line| line.date).collect();
        prop_assert!(dates.is_sorted() || change == at("2025-11-02T05:00:00Z") || change == at("2010-11-07T02:31:00Z"));
        for moment in [from, to, change] {
            prop_assert_eq!(calendar.is_open(moment), open_by_definition(&spec, moment));
        }
    }

    #[test]
    fn due_is_the_first_moment_at_which_so_much_has_counted(
        (spec, change) in around_a_change(), before in 0_i64..300_000, target in 1_i64..200_000, pauses in pauses()
    ) {
        let calendar = spec.build().unwrap();
        let start = change - TimeDelta::seconds(before);
        let (target, pauses) = (TimeDelta::seconds(target), paused(change, &pauses));
        match calendar.due(start, &pauses, target) {
            Some(due) => {
                prop_assert_eq!(calendar.elapsed(start, due, &pauses), target);
                let second = TimeDelta::seconds(1);
                prop_assert_eq!(calendar.elapsed(start, due - second, &pauses), target - second);
            }
            None => prop_assert!(calendar.elapsed(start, start + TimeDelta::days(4_000), &pauses) < target),
        }
        prop_assert_eq!(calendar.due(start, &pauses, TimeDelta::zero()), Some(start));
        match calendar.next_opening(start) {
            Some(opening) => {
                prop_assert!(calendar.is_open(opening) && opening >= start);
                prop_assert!(calendar.elapsed(start, opening, &[]).is_zero());
            }
            None => prop_assert!(calendar.elapsed(start, start + TimeDelta::days(3_600), &[]).is_zero()),
        }
    }

    #[test]
    fn years_are_the_sum_of_their_days(start in 631_152_000_i64..3_900_000_000, days in 0_i64..4_000, state in prop::sample::select(vec!["BY", "SN", "BB"])) {
        let calendar = office("Europe/Berlin", &format!(r#", "holidays": {{"country": "DE", "subdivision": "{state}"}}, "exceptions": {{"2026-12-24": [["08:00", "12:00"]]}}"#));
        let from = DateTime::from_timestamp(start, 0).unwrap();
        let to = from + TimeDelta::days(days);
        let by_day: TimeDelta = calendar.open_intervals(from, to).map(|open| open.to - open.from).sum();
        prop_assert_eq!(calendar.elapsed(from, to, &[]), by_day);
        if by_day > TimeDelta::zero() {
            let due = calendar.due(from, &[], by_day).unwrap();
            prop_assert!(due <= to && calendar.elapsed(due, to, &[]).is_zero());
        }
    }
}

#[test]
fn the_changes_of_the_clocks_are_all_found() {
    // The shortest time between two changes there and back: less than a week.
    for (zone, year) in
        [("America/Recife", 2000), ("Asia/Gaza", 2040), ("America/Argentina/Tucuman", 2004), ("Europe/Berlin", 2099)]
    {
        let zone: Tz = zone.parse().unwrap();
        let spans = Spans::of(zone);
        let start = Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap();
        for hour in 0..366 * 24 {
            let moment = start + TimeDelta::hours(hour);
            let local = moment.with_timezone(&zone).naive_local();
            let span = spans.since(moment.timestamp()).next().unwrap();
            assert_eq!(moment.naive_utc() + TimeDelta::seconds(span.offset), local, "{zone} {moment}");
        }
    }
}

#[test]
fn a_target_used_up_at_closing_time_is_due_then() {
    let office = office("Europe/Berlin", "");
    let due = |start: &str, seconds: i64| office.due(at(start), &[], TimeDelta::seconds(seconds)).unwrap().to_string();
    assert_eq!(due("2026-03-06T15:00:00Z", 3_600), "2026-03-06 16:00:00 UTC");
    assert_eq!(due("2026-03-06T15:00:00Z", 3_601), "2026-03-09 07:00:01 UTC");
    assert_eq!(due("2026-03-07T15:00:00Z", 9 * 3_600), "2026-03-09 16:00:00 UTC");
    assert_eq!(due("2026-03-07T15:00:00Z", 0), "2026-03-07 15:00:00 UTC");
    // Parts of a second are cut off.
    assert_eq!(due("2026-03-06T14:59:59.7Z", 2), "2026-03-06 15:00:01 UTC");
    assert_eq!(office.next_opening(at("2026-03-06T14:59:59.7Z")), Some(at("2026-03-06T14:59:59.7Z")));
    assert_eq!(office.next_opening(at("2026-03-06T16:00:00Z")), Some(at("2026-03-09T07:00:00Z")));
}

#[test]
fn what_is_never_reached_is_never_due() {
    let hour = TimeDelta::hours(1);
    let start = at("2026-03-02T08:00:00Z");
    let pause = |from: &str| Pause { from: at(from), to: None };
    let open = office("Europe/Berlin", "");
    assert_eq!(open.due(start, &[pause("2026-03-02T09:00:00Z")], hour), Some(at("2026-03-02T09:00:00Z")));
    assert_eq!(open.due(start, &[pause("2026-03-02T08:59:59Z")], hour), None);
    assert_eq!(open.due(start, &[], TimeDelta::MAX), None);
    let sometimes =
        |dates: &str| calendar(&format!(r#"{{"timezone": "UTC", "hours": {{}}, "exceptions": {{{dates}}}}}"#));
    assert!(sometimes("").never_opens());
    assert_eq!(sometimes("").due(start, &[], hour), None);
    let nine = sometimes(r#""2026-03-03": [["10:00", "10:30"]], "2035-03-03": [["10:00", "10:30"]]"#);
    assert_eq!(nine.due(start, &[], hour), Some(at("2035-03-03T10:30:00Z")));
    let eleven = sometimes(r#""2026-03-03": [["10:00", "10:30"]], "2037-03-03": [["10:00", "10:30"]]"#);
    assert_eq!(eleven.due(start, &[], hour), None);
    // Twenty years, in which something is always open.
    let always = TimeDelta::hours(20 * 365 * 24 / 7 * 45 / 24);
    assert_eq!(open.due(start, &[], always).map(|due| due.year()), Some(2046));
}

#[test]
fn a_due_time_is_explained_by_days() {
    let calendar = office(
        "Europe/Berlin",
        r#", "holidays": {"country": "DE", "subdivision": "BY"}, "days_off": {"2026-12-28": "Betriebsruhe"}, "exceptions": {"2026-12-24": [["08:00", "12:00"]]}"#,
    );
    let pauses = [Pause { from: at("2026-12-24T08:00:00Z"), to: Some(at("2026-12-24T09:30:00Z")) }];
    let (start, target) = (at("2026-12-23T15:00:00Z"), TimeDelta::hours(5));
    let due = calendar.due(start, &pauses, target).unwrap();
    let shown = |line: DayLine<'_>| {
        format!("{} {:?} {} {}\n", line.date, line.rule, line.open.num_minutes(), line.paused.num_minutes())
    };
    let lines: String = calendar.lines(start, due, &pauses).map(shown).collect();
    insta::assert_snapshot!(format!("{lines}{due}"), @r#"
    2026-12-23 Week 60 0
    2026-12-24 Exception 240 90
    2026-12-25 Holiday(ChristmasDay) 0 0
    2026-12-26 Holiday(SecondChristmasDay) 0 0
    2026-12-27 Week 0 0
    2026-12-28 Listed("Betriebsruhe") 0 0
    2026-12-29 Week 90 0
    2026-12-29 08:30:00 UTC
    "#);
    assert_eq!(calendar.holiday_on("2026-12-24".parse().unwrap()), None);
}

#[test]
fn the_day_that_samoa_skipped_is_no_day() {
    let apia = calendar(
        r#"{"timezone": "Pacific/Apia", "hours": {}, "exceptions": {"2011-12-29": [["00:00", "24:00"]], "2011-12-30": [["00:00", "24:00"]], "2011-12-31": [["00:00", "24:00"]]}}"#,
    );
    let lines: Vec<_> =
        apia.lines(at("2011-12-28T00:00:00Z"), at("2012-01-02T00:00:00Z"), &[]).map(|line| line.date.day()).collect();
    assert_eq!(lines, [27, 28, 29, 31, 1, 2]);
    assert_eq!(apia.due(at("2011-12-28T00:00:00Z"), &[], TimeDelta::hours(48)), Some(at("2011-12-31T10:00:00Z")));
    assert_eq!(at("2011-12-31T10:00:00Z").with_timezone(&apia.zone()).hour(), 0);
}

//! Nights in which clocks change, and everything against counting hand-offs one by one.

mod brute;

use chrono::{DateTime, TimeDelta, Utc, Weekday};
use chrono_tz::{America, Antarctica, Asia, Australia, Europe, Pacific, Tz};
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn rotation(every: Every, length: u32, start: &str, users: &str) -> Rotation {
    Rotation::new(every, length, at(start), users.split(' ').map(str::to_owned).collect()).unwrap()
}

fn window(days: &[Weekday], from: &str, to: &str) -> Window {
    Window::new(days.to_vec(), from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

fn one_layer(zone: Tz, rotation: Rotation) -> Schedule {
    Schedule::new(zone, vec![Layer::new("one", 1, rotation)], Vec::new()).unwrap()
}

/// The shifts in local time, to read: `25 02:30 anna, 25 09:00 ben, -26 00:00`.
fn shown(schedule: &Schedule, from: &str, to: &str) -> String {
    let local = |at: DateTime<Utc>| at.with_timezone(&schedule.zone()).format("%d %H:%M").to_string();
    let shifts = schedule.shifts(at(from), at(to));
    let rows: Vec<_> = shifts.iter().map(|s| format!("{} {}", local(s.from), s.people.join("+"))).collect();
    rows.join(", ")
}

#[test]
fn hand_offs_keep_their_hour_and_shift_over_a_change_of_clocks() {
    let daily = one_layer(Europe::Berlin, rotation(Every::Day, 1, "2026-03-27T02:30:00+01:00", "anna ben carl"));
    // 02:30 does not exist on the 29th: the end of the gap, 03:00.
    assert_eq!(
        shown(&daily, "2026-03-28T00:00:00+01:00", "2026-03-31T00:00:00+02:00"),
        "28 00:00 anna, 28 02:30 ben, 29 03:00 carl, 30 02:30 anna"
    );
    let autumn = one_layer(Europe::Berlin, rotation(Every::Day, 1, "2026-10-23T02:30:00+02:00", "anna ben carl"));
    // 02:30 comes twice on the 25th, 00:30 and 01:30 in Greenwich: the first.
    let handed: Vec<_> = autumn.shifts(at("2026-10-24T22:00:00Z"), at("2026-10-25T22:00:00Z"));
    assert_eq!(handed.iter().map(|shift| shift.from).next_back(), Some(at("2026-10-25T00:30:00Z")));
    assert_eq!(handed.len(), 2);
    let halves = one_layer(Europe::Berlin, rotation(Every::Hour, 12, "2026-03-28T18:00:00+01:00", "day night"));
    assert_eq!(
        shown(&halves, "2026-03-28T18:00:00+01:00", "2026-03-30T06:00:00+02:00"),
        "28 18:00 day, 29 06:00 night, 29 18:00 day"
    );
}

#[test]
fn a_day_that_an_island_skipped_has_no_hand_off_of_its_own() {
    let apia = one_layer(Pacific::Apia, rotation(Every::Day, 1, "2011-12-28T09:00:00-10:00", "anna ben carl dora"));
    // The 30th did not exist: its hand-off is at the end of the gap.
    assert_eq!(
        shown(&apia, "2011-12-28T09:00:00-10:00", "2012-01-01T00:00:00+14:00"),
        "28 09:00 anna, 29 09:00 ben, 31 00:00 carl, 31 09:00 dora"
    );
}

#[test]
fn half_an_hour_and_half_zones_are_like_others() {
    let howe = one_layer(Australia::Lord_Howe, rotation(Every::Day, 1, "2026-10-02T02:15:00+10:30", "anna ben"));
    assert_eq!(
        shown(&howe, "2026-10-03T03:00:00+10:30", "2026-10-06T00:00:00+11:00"),
        "03 03:00 ben, 04 02:30 anna, 05 02:15 ben"
    );
    let kolkata = one_layer(Asia::Kolkata, rotation(Every::Week, 1, "2015-01-05T09:30:00+05:30", "anna ben"));
    assert_eq!(kolkata.on_call(at("2026-01-05T03:59:59Z")), ["ben"]);
    assert_eq!(kolkata.on_call(at("2026-01-05T04:00:00Z")), ["anna"]);
}

#[test]
fn windows_go_over_midnight_and_to_its_end() {
    let night = window(&[Weekday::Fri], "22:00", "06:00");
    let weekend = window(&[Weekday::Sat, Weekday::Sun], "12:00", "24:00");
    let layer = Layer::new("one", 1, rotation(Every::Week, 1, "2026-01-05T00:00:00+01:00", "anna"));
    let schedule = Schedule::new(Europe::Berlin, vec![layer.inside(vec![night, weekend])], Vec::new()).unwrap();
    assert_eq!(
        shown(&schedule, "2026-06-05T00:00:00+02:00", "2026-06-09T00:00:00+02:00"),
        "05 00:00 , 05 22:00 anna, 06 06:00 , 06 12:00 anna, 07 00:00 , 07 12:00 anna, 08 00:00 "
    );
    let gaps = schedule.gaps(at("2026-06-05T22:30:00+02:00"), at("2026-06-06T13:00:00+02:00"));
    assert_eq!(gaps, [Gap { from: at("2026-06-06T06:00:00+02:00"), to: at("2026-06-06T12:00:00+02:00") }]);
    let never = Layer::new("one", 1, rotation(Every::Week, 1, "2026-01-05T00:00:00+01:00", "anna")).inside(Vec::new());
    let never = Schedule::new(Europe::Berlin, vec![never], Vec::new()).unwrap();
    assert!(never.on_call(at("2026-06-05T00:00:00Z")).is_empty());
}

#[test]
fn a_window_in_the_repeated_hour_opens_twice() {
    let layer = Layer::new("one", 1, rotation(Every::Week, 1, "2026-01-05T00:00:00+01:00", "anna"));
    let layer = layer.inside(vec![window(&[Weekday::Sun], "02:15", "02:45")]);
    let schedule = Schedule::new(Europe::Berlin, vec![layer], Vec::new()).unwrap();
    let open: Vec<_> = schedule
        .shifts(at("2026-10-25T00:00:00Z"), at("2026-10-25T02:00:00Z"))
        .into_iter()
        .filter(|shift| !shift.people.is_empty())
        .map(|shift| (shift.from, shift.to))
        .collect();
    let twice = [("00:15", "00:45"), ("01:15", "01:45")]
        .map(|(from, to)| (at(&format!("2026-10-25T{from}:00Z")), at(&format!("2026-10-25T{to}:00Z"))));
    assert_eq!(open, twice);
}

fn overridden(changes: &[(Option<&str>, Option<&str>)]) -> String {
    let layers = [("a", "anna"), ("b", "ben")]
        .map(|(name, user)| Layer::new(name, 1, rotation(Every::Day, 1, "2026-01-01T09:00:00Z", user)));
    let (from, to) = (at("2026-02-01T00:00:00Z"), at("2026-02-02T00:00:00Z"));
    let overrides = changes
        .iter()
        .map(|(remove, add)| Override::written(from, to, remove.map(str::to_owned), add.map(str::to_owned)).unwrap());
    let schedule = Schedule::new(Europe::Berlin, layers.to_vec(), overrides.collect()).unwrap();
    for (outside, people) in [("2026-01-31T23:59:59Z", ["anna", "ben"]), ("2026-02-02T00:00:00Z", ["anna", "ben"])] {
        assert_eq!(schedule.on_call(at(outside)), people);
    }
    schedule.on_call(from).join(" ")
}

#[test]
fn overrides_know_nothing_of_each_other() {
    let (anna, ben, carl, dora) = (Some("anna"), Some("ben"), Some("carl"), Some("dora"));
    assert_eq!(overridden(&[(anna, None)]), "ben");
    assert_eq!(overridden(&[(None, carl)]), "anna ben carl");
    assert_eq!(overridden(&[(None, anna)]), "anna ben");
    assert_eq!(overridden(&[(anna, carl)]), "ben carl");
    assert_eq!(overridden(&[(carl, dora)]), "anna ben");
    // Taken out by one, replaced by the other.
    assert_eq!(overridden(&[(anna, None), (anna, carl)]), "ben carl");
    assert_eq!(overridden(&[(anna, carl), (anna, dora)]), "ben carl dora");
    // Carl is not on call before the other one.
    assert_eq!(overridden(&[(anna, carl), (carl, dora)]), "ben carl");
    assert_eq!(overridden(&[(None, carl), (carl, None)]), "anna ben carl");
    assert_eq!(overridden(&[(anna, ben), (ben, anna)]), "ben anna");
    assert_eq!(overridden(&[(anna, None), (None, anna), (ben, None)]), "anna");
}

#[test]
fn the_highest_layer_that_has_somebody_counts_and_a_removal_leaves_a_gap() {
    let always = |name: &str, priority, user: &str| {
        Layer::new(name, priority, rotation(Every::Day, 1, "2026-01-01T09:00:00Z", user))
    };
    let late = Layer::new("late", 3, rotation(Every::Day, 1, "2027-01-01T09:00:00Z", "dora"));
    let layers = vec![always("a", 1, "anna"), always("b", 2, "ben"), always("c", 2, "carl"), late];
    let (from, to) = (at("2026-02-01T00:00:00Z"), at("2026-02-02T00:00:00Z"));
    let out = ["ben", "carl"].map(|who| Override::new(from, to, Change::Remove(who.to_owned())).unwrap());
    let schedule = Schedule::new(Europe::Berlin, layers, out.to_vec()).unwrap();
    assert!(schedule.on_call(at("2026-01-01T08:59:59Z")).is_empty());
    assert_eq!(schedule.on_call(at("2026-01-31T00:00:00Z")), ["ben", "carl"]);
    assert!(schedule.on_call(from).is_empty());
    assert_eq!(schedule.on_call(at("2027-01-01T09:00:00Z")), ["dora"]);
}

#[test]
fn what_cannot_be_a_schedule_is_refused() {
    let (from, to) = (at("2026-02-01T00:00:00Z"), at("2026-02-02T00:00:00Z"));
    let users = || vec!["anna".to_owned()];
    let time = |text: &str| text.parse::<TimeOfDay>();
    assert_eq!(zone("Europe/Bonn"), Err(RotaError::UnknownZone("Europe/Bonn".to_owned())));
    assert_eq!(zone("Europe/Berlin"), Ok(Europe::Berlin));
    assert_eq!(Rotation::new(Every::Day, 0, from, users()), Err(RotaError::NoLength));
    assert_eq!(Rotation::new(Every::Day, 1, from, Vec::new()), Err(RotaError::NoUsers));
    assert_eq!(Rotation::new(Every::Day, 1, from, vec![" ".to_owned()]), Err(RotaError::Nameless));
    for text in ["24:01", "8:00", "08:60", "08.00", "", "+8:00", "08:00:00", "٠٨:٠٠", "üü:00"] {
        assert_eq!(time(text), Err(RotaError::NotATime(text.to_owned())));
    }
    let (eight, midnight) = (time("08:00").unwrap(), time("24:00").unwrap());
    assert_eq!(Window::new(vec![Weekday::Mon], eight, eight), Err(RotaError::EmptyWindow("08:00".to_owned())));
    assert_eq!(Window::new(vec![Weekday::Mon], midnight, midnight), Err(RotaError::EmptyWindow("24:00".to_owned())));
    assert_eq!(Window::new(Vec::new(), eight, midnight), Err(RotaError::NoDays));
    assert_eq!(Override::written(from, to, None, None), Err(RotaError::NoChange));
    let add = || Change::Add("anna".to_owned());
    assert_eq!(Override::new(from, from, add()), Err(RotaError::Backwards { from, to: from }));
    assert_eq!(Override::new(to, from, add()), Err(RotaError::Backwards { from: to, to: from }));
    let layer = Layer::new("one", 1, Rotation::new(Every::Day, 1, from, users()).unwrap());
    let twice = Schedule::new(Europe::Berlin, vec![layer.clone(), layer], Vec::new());
    assert_eq!(twice, Err(RotaError::SameName("one".to_owned())));
}

#[test]
fn the_end_of_all_calendars_is_reached_without_a_panic() {
    let long = one_layer(Europe::Berlin, rotation(Every::Week, u32::MAX, "0000-01-01T00:00:00Z", "anna ben"));
    assert_eq!(long.on_call(at("9999-12-31T23:59:59Z")), ["anna"]);
    assert_eq!(long.on_call(DateTime::<Utc>::MAX_UTC - TimeDelta::days(2)), ["anna"]);
    let short = one_layer(Europe::Berlin, rotation(Every::Hour, 1, "0000-01-01T00:00:00Z", "anna ben"));
    assert_eq!(short.on_call(at("9999-12-31T23:59:59Z")).len(), 1);
}

/// Zones with an instant at which their clocks change: ahead, back, by half an hour, two hours, over midnight, a day.
const CHANGES: &[(Tz, &str)] = &[
    (Europe::Berlin, "2026-03-29T01:00:00Z"),
    (Europe::Berlin, "2026-10-25T01:00:00Z"),
    (America::New_York, "2026-03-08T07:00:00Z"),
    (America::New_York, "2026-11-01T06:00:00Z"),
    (Australia::Lord_Howe, "2026-04-04T15:00:00Z"),
    (Australia::Lord_Howe, "2026-10-03T15:30:00Z"),
    (America::Santiago, "2026-04-05T03:00:00Z"),
    (America::Santiago, "2026-09-06T04:00:00Z"),
    (Pacific::Apia, "2011-12-30T10:00:00Z"),
    (Pacific::Kwajalein, "1993-08-21T12:00:00Z"),
    (Pacific::Kwajalein, "1969-09-30T13:00:00Z"),
    (Antarctica::Troll, "2026-03-29T01:00:00Z"),
    (Antarctica::Troll, "2026-10-25T01:00:00Z"),
    (Asia::Kolkata, "2026-10-25T01:00:00Z"),
];

fn time_of_day() -> impl Strategy<Value = TimeOfDay> {
    let text = (0..24_u32, 0..4_u32).prop_map(|(hour, quarter)| format!("{hour:02}:{:02}", quarter * 15));
    prop_oneof![9 => text, 1 => Just("24:00".to_owned())].prop_map(|text| text.parse().unwrap())
}

fn some_window() -> impl Strategy<Value = Window> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let days = proptest::sample::subsequence(vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun], 1..=7);
    (days, time_of_day(), time_of_day())
        .prop_filter_map("no length", |(days, from, to)| Window::new(days, from, to).ok())
}

/// A rotation that began up to five weeks before, or a little after, an instant.
fn some_rotation(near: DateTime<Utc>) -> impl Strategy<Value = Rotation> {
    let every = prop_oneof![Just((Every::Hour, 30)), Just((Every::Day, 4)), Just((Every::Week, 2))];
    (every, 1..30_u32, -35 * 96..96_i64, 1..4_usize).prop_map(move |((every, most), length, quarters, users)| {
        let users = ["anna", "ben", "carl"].iter().take(users).map(|user| (*user).to_owned()).collect();
        Rotation::new(every, length % most + 1, near + TimeDelta::minutes(15 * quarters), users).unwrap()
    })
}

fn some_override(near: DateTime<Utc>) -> impl Strategy<Value = Override> {
    let person = || prop_oneof![Just("anna"), Just("ben"), Just("dora")].prop_map(str::to_owned);
    let change = prop_oneof![
        person().prop_map(Change::Add),
        person().prop_map(Change::Remove),
        (person(), person()).prop_map(|(remove, add)| Change::Replace { remove, add }),
    ];
    (change, -1440..1440_i64, 1..1440_i64).prop_map(move |(change, from, length)| {
        let from = near + TimeDelta::minutes(from);
        Override::new(from, from + TimeDelta::minutes(length), change).unwrap()
    })
}

/// A schedule, and an instant near it at which clocks change.
fn some_schedule() -> impl Strategy<Value = (Schedule, DateTime<Utc>)> {
    proptest::sample::select(CHANGES).prop_flat_map(|(zone, change)| {
        let near = at(change);
        let windows = proptest::option::of(proptest::collection::vec(some_window(), 1..3));
        let layers = proptest::collection::vec((1..3_i64, some_rotation(near), windows), 1..4);
        let overrides = proptest::collection::vec(some_override(near), 0..4);
        (layers, overrides).prop_map(move |(layers, overrides)| {
            let layers = layers.into_iter().enumerate().map(|(index, (priority, rotation, windows))| {
                let layer = Layer::new(index.to_string(), priority, rotation);
                match windows {
                    Some(windows) => layer.inside(windows),
                    None => layer,
                }
            });
            (Schedule::new(zone, layers.collect(), overrides).unwrap(), near)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Each quarter of an hour of four days around a change of clocks, and the second before it.
    #[test]
    fn the_wall_clock_gives_what_counting_gives((schedule, near) in some_schedule()) {
        let counted = brute::Counted::new(&schedule, near + TimeDelta::days(3));
        for quarter in -192..192 {
            for second in [-1, 0] {
                let at = near + TimeDelta::seconds(quarter * 900 + second);
                prop_assert_eq!(brute::sorted(schedule.on_call(at)), counted.on_call(at), "{}", at);
            }
        }
    }

    /// Shifts fill the time, differ from their neighbours, and say at each minute what is said of the instant.
    #[test]
    fn shifts_are_what_is_true_at_each_instant((schedule, near) in some_schedule(), hours in 1..72_i64, skew in -3600..3600_i64) {
        let (from, to) = (near - TimeDelta::hours(hours) + TimeDelta::seconds(skew), near + TimeDelta::hours(hours));
        let shifts = schedule.shifts(from, to);
        prop_assert_eq!(shifts.first().map(|shift| shift.from), (from < to).then_some(from));
        prop_assert_eq!(shifts.last().map(|shift| shift.to), (from < to).then_some(to));
        for pair in shifts.windows(2) {
            prop_assert_eq!(pair[0].to, pair[1].from);
            prop_assert_ne!(brute::sorted(pair[0].people.clone()), brute::sorted(pair[1].people.clone()));
        }
        for shift in &shifts {
            prop_assert!(shift.from < shift.to);
            let mut at = shift.from;
            while at < shift.to {
                prop_assert_eq!(brute::sorted(schedule.on_call(at)), brute::sorted(shift.people.clone()), "{}", at);
                at += TimeDelta::minutes(5);
            }
            let last = shift.to - TimeDelta::seconds(1);
            prop_assert_eq!(brute::sorted(schedule.on_call(last)), brute::sorted(shift.people.clone()));
        }
        let gaps: i64 = schedule.gaps(from, to).iter().map(|gap| (gap.to - gap.from).num_seconds()).sum();
        let empty = shifts.iter().filter(|shift| shift.people.is_empty());
        prop_assert_eq!(gaps, empty.map(|shift| (shift.to - shift.from).num_seconds()).sum::<i64>());
    }
}

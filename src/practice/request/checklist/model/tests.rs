use chrono_tz::Europe::Berlin;
use proptest::prelude::*;

use chrono::TimeDelta;

use super::*;
use crate::calendar::CalendarSpec;

const ANNA: PersonId = PersonId(1);
const BERND: PersonId = PersonId(2);

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn done(by: PersonId) -> Done {
    Done { by, at: at("2026-01-12T08:00:00Z"), tap: None, entry: None }
}

fn task(number: i16, after: &[i16], owner: Owner) -> Task {
    Task {
        number,
        name: format!("task-{number}"),
        title: format!("Task {number}"),
        title_de: None,
        owner,
        orphaned: false,
        due_at: None,
        after: after.to_vec(),
        proof: None,
        optional: false,
        told: false,
        done: None,
    }
}

fn list(tasks: Vec<Task>) -> Checklist {
    Checklist { ticket: TicketId(1), name: "list".into(), begun_at: at("2026-01-12T08:00:00Z"), frozen: false, tasks }
}

#[test]
fn what_comes_first_is_ticked_first_and_unticked_last() {
    let mut list = list(vec![task(1, &[], Owner::Fulfilling), task(2, &[1], Owner::Fulfilling)]);
    assert_eq!(list.tick(2, done(ANNA)), Err(Obstacle::Waits(vec![1])));
    assert_eq!(list.tick(3, done(ANNA)), Err(Obstacle::Unknown));
    assert_eq!(list.untick(1), Err(Obstacle::Open));
    list.tick(1, done(ANNA)).unwrap();
    assert_eq!(list.tick(1, done(BERND)), Err(Obstacle::Done(done(ANNA))));
    list.tick(2, done(BERND)).unwrap();
    assert!(list.is_complete());
    assert_eq!(list.untick(1), Err(Obstacle::Needed(vec![2])));
    assert_eq!(list.untick(2), Ok(done(BERND)));
    list.frozen = true;
    assert_eq!((list.tick(2, done(ANNA)), list.untick(1)), (Err(Obstacle::Frozen), Err(Obstacle::Frozen)));
}

#[test]
fn each_message_shows_its_part() {
    let hr = Owner::Team("hr".into());
    let list = list(vec![
        task(1, &[], Owner::Fulfilling),
        task(2, &[1], Owner::Team("it".into())),
        task(3, &[], hr),
        task(4, &[], Owner::Person(ANNA)),
        task(5, &[], Owner::Person(BERND)),
    ]);
    let parties = Parties { requester: ANNA, fulfilling: Some("it") };
    let own = [View::Team("hr".into()), View::Person(BERND)];
    assert_eq!(list.own_views(parties), own.iter().cloned().collect());
    let expected = |view: &View| list.expected(view, parties).map(|task| task.number).collect::<Vec<_>>();
    assert_eq!(expected(&View::Fulfilling), [1, 2]);
    assert_eq!(expected(&View::Requester), [4]);
    assert_eq!(expected(&own[0]), [3]);
    assert_eq!(expected(&own[1]), [5]);
    assert_eq!(list.only_open(&own[0]), Some(3));
    assert_eq!(list.only_open(&View::Requester), None);
}

const WEEK: WorkDays<'static> = WorkDays { calendar: None, zone: Berlin };

fn due(from: DueFrom, days: i16, working: bool) -> TaskDue {
    TaskDue { from, days, working }
}

#[test]
fn days_are_counted_from_day_1_and_from_the_start() {
    let begun = at("2026-01-12T08:00:00Z");
    let friday = Some(day("2026-01-23"));
    let of = |due| WEEK.due_at(due, friday, begun).unwrap().with_timezone(&Berlin).format("%a %d %H:%M").to_string();
    assert_eq!(of(due(DueFrom::Day1, 0, false)), "Fri 23 17:00");
    assert_eq!(of(due(DueFrom::Day1, -3, true)), "Tue 20 17:00");
    assert_eq!(of(due(DueFrom::Day1, 1, true)), "Mon 26 17:00");
    assert_eq!(of(due(DueFrom::Day1, 1, false)), "Sat 24 17:00");
    assert_eq!(of(due(DueFrom::Start, 1, true)), "Tue 13 17:00");
    assert_eq!(of(due(DueFrom::Day1, -100, true)), "Mon 12 17:00", "as soon as can be");
    assert_eq!(WEEK.due_at(due(DueFrom::Day1, 0, false), None, begun), None);
    let evening = at("2026-01-16T20:00:00Z");
    let late = WEEK.due_at(due(DueFrom::Start, 0, false), None, evening).unwrap();
    assert_eq!(late, at("2026-01-19T16:00:00Z"), "on Monday");
}

#[test]
fn a_calendar_knows_its_holidays_and_its_hours() {
    let text = r#"{ "timezone": "Europe/Berlin", "hours": { "thu": [["08:00", "12:00"], ["13:00", "16:30"]],
                    "fri": [["08:00", "14:00"]], "mon": [["08:00", "16:00"]], "tue": [["08:00", "16:00"]],
                    "wed": [["08:00", "16:00"]] }, "holidays": { "country": "DE", "subdivision": "BY" } }"#;
    let spec: CalendarSpec = serde_json::from_str(text).unwrap();
    let calendar = spec.build().unwrap();
    let days = WorkDays { calendar: Some(&calendar), zone: Berlin };
    // Tuesday, 6 January, is Epiphany.
    let begun = at("2026-01-01T08:00:00Z");
    let of = |count| days.due_at(due(DueFrom::Day1, count, true), Some(day("2026-01-07")), begun).unwrap();
    assert_eq!(of(-1), at("2026-01-05T15:00:00Z"));
    assert_eq!(of(1), at("2026-01-08T15:30:00Z"));
    assert_eq!(of(2), at("2026-01-09T13:00:00Z"));
}

fn tasks() -> impl Strategy<Value = Vec<Task>> {
    // Only earlier ones come first, so that there is no circle; the configuration refuses those.
    let one = (prop::collection::vec(any::<prop::sample::Index>(), 0..3), any::<bool>());
    prop::collection::vec(one, 1..8).prop_map(|rows| {
        let build = |(at, (before, optional)): (usize, (Vec<prop::sample::Index>, bool))| {
            let number = i16::try_from(at + 1).unwrap();
            let before: BTreeSet<i16> = before
                .iter()
                .filter(|_| at > 0)
                .map(|index| i16::try_from(index.index(at.max(1)) + 1).unwrap())
                .collect();
            Task { optional, ..task(number, &before.into_iter().collect::<Vec<_>>(), Owner::Fulfilling) }
        };
        rows.into_iter().enumerate().map(build).collect()
    })
}

proptest! {
    /// Whatever people tick and untick in whatever order: what is done was preceded by what comes first, and what must be
    /// done is either done or named as missing.
    #[test]
    fn nothing_is_done_before_what_comes_first(
        tasks in tasks(),
        acts in prop::collection::vec((any::<bool>(), 0_i16..10), 0..60),
    ) {
        let mut list = list(tasks);
        for (ticks, number) in acts {
            let before = list.clone();
            let result = match ticks {
                true => list.tick(number, done(ANNA)),
                false => list.untick(number).map(|_| ()),
            };
            let changed = list.tasks.iter().zip(&before.tasks).filter(|(now, was)| now != was).count();
            prop_assert_eq!(changed, usize::from(result.is_ok()));
            for task in list.tasks.iter().filter(|task| !task.is_open()) {
                prop_assert!(list.waits_for(task).is_empty());
            }
        }
        let missing = list.missing().count();
        prop_assert_eq!(list.is_complete(), missing == 0);
        // And there is always a way to the end.
        for _ in 0..list.tasks.len() {
            let ready: Vec<i16> = list.tasks.iter().filter(|task| list.is_ready(task)).map(|task| task.number).collect();
            for number in ready {
                prop_assert_eq!(list.tick(number, done(BERND)), Ok(()));
            }
        }
        prop_assert!(list.tasks.iter().all(|task| !task.is_open()));
    }

    /// Later days are due later, nothing is due before it begins, and counting forth and back over working days leads to
    /// where it began.
    #[test]
    fn due_times_are_in_order(anchor in 0_u64..800, start in 0_i64..800, a in -60_i16..60, b in -60_i16..60, working: bool) {
        let anchor = day("2026-01-01").checked_add_days(Days::new(anchor)).unwrap();
        let begun = at("2026-01-01T07:30:00Z") + TimeDelta::days(start);
        let of = |days| WEEK.due_at(due(DueFrom::Day1, days, working), Some(anchor), begun).unwrap();
        prop_assert!(of(a.min(b)) <= of(a.max(b)));
        prop_assert!(of(a) > begun);
        let moved = WEEK.moved(anchor, a, true).unwrap();
        prop_assert!(a == 0 || WEEK.is_working(moved));
        if WEEK.is_working(anchor) {
            prop_assert_eq!(WEEK.moved(moved, -a, true), Some(anchor));
        }
    }
}

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Resolved after so many minutes, answered after a tenth of them.
fn outage(severity: Option<&str>, service: Option<&str>, minutes: i64) -> Outage {
    let started = "2026-03-02T08:00:00Z".parse().unwrap();
    Outage {
        ticket: TicketId(1),
        counts: Counts::Yes { open: false },
        state: "resolved".to_owned(),
        severity: severity.map(str::to_owned),
        service: service.map(str::to_owned),
        started,
        declared: started,
        acked: Some(started + TimeDelta::minutes(minutes) / 10),
        mitigated: None,
        resolved: Some(started + TimeDelta::minutes(minutes)),
        reviewed: None,
    }
}

#[test]
fn a_mean_is_drawn_by_the_worst_and_a_median_is_not() {
    let of = |minutes: &[i64]| {
        average(minutes.iter().map(|minutes| TimeDelta::minutes(*minutes)))
            .map(|average| (average.mean.num_minutes(), average.median.num_minutes()))
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[7]), Some((7, 7)));
    assert_eq!(of(&[600, 10, 20]), Some((210, 20)));
    assert_eq!(of(&[30, 10, 20, 600]), Some((165, 25)));
    let longest = TimeDelta::seconds(i64::MAX / 1000);
    assert_eq!(average([longest, longest].into_iter()), Some(Average { mean: longest, median: longest }));
}

#[test]
fn what_was_none_does_not_count() {
    let mut all: Vec<Outage> = (0..5).map(|_| outage(None, None, 600)).collect();
    let states = [("declined", false), ("merged", false), ("triage", false), ("resolved", true), ("declined", true)];
    for (outage, (state, drill)) in all.iter_mut().zip(states) {
        outage.counts = Counts::of(state, drill);
    }
    assert_eq!(sum(&all), Sum::default());
    assert_eq!(left_out(&all), LeftOut { triage: 1, declined: 1, merged: 1, drills: 2 });
    all.push(outage(None, None, 20));
    all.push(Outage { counts: Counts::of("mitigated", false), resolved: None, ..outage(None, None, 40) });
    let counted = sum(&all);
    let minutes = |of: Option<Average>| of.map(|of| of.mean.num_minutes());
    assert_eq!((counted.count, counted.open), (2, 1));
    assert_eq!(
        (minutes(counted.acked), minutes(counted.mitigated), minutes(counted.resolved)),
        (Some(3), None, Some(20))
    );
    assert_eq!((by_service(&all).len(), by_severity(&all, &[]).len()), (1, 1));
}

#[test]
fn what_came_before_the_beginning_took_no_time() {
    let mut early = outage(None, None, 0);
    early.acked = Some(early.started - TimeDelta::hours(1));
    assert_eq!(sum([&early]).acked.map(|acked| acked.mean), Some(TimeDelta::zero()));
}

#[test]
fn the_worst_come_first_and_then_what_has_most() {
    let all = [
        outage(None, None, 1),
        outage(Some("gone"), Some("shop"), 2),
        outage(Some("sev2"), Some("mail"), 3),
        outage(Some("sev1"), Some("mail"), 5),
        outage(Some("sev2"), None, 7),
    ];
    let known = ["sev1".to_owned(), "sev2".to_owned(), "sev3".to_owned()];
    let names = |of: Vec<(Option<&str>, Sum)>| {
        of.into_iter().map(|(name, sum)| format!("{} {}", name.unwrap_or("-"), sum.count)).collect::<Vec<_>>()
    };
    assert_eq!(names(by_severity(&all, &known)), ["sev1 1", "sev2 2", "gone 1", "- 1"]);
    assert_eq!(names(by_service(&all)), ["mail 2", "- 2", "shop 1"]);
}

#[test]
fn a_chart_has_a_few_columns_whatever_the_time() {
    let of = |from: &str, last: &str| {
        let (from, last) = (day(from), day(last));
        let step = Step::for_days(from, last);
        let days = columns(step, from, last);
        format!("{} {} {} {}", step.name(), days.len(), days.first().unwrap(), days.last().unwrap())
    };
    assert_eq!(of("2026-03-01", "2026-03-01"), "day 1 2026-03-01 2026-03-01");
    assert_eq!(of("2026-02-26", "2026-03-04"), "day 7 2026-02-26 2026-03-04");
    // The first week began in the month before.
    assert_eq!(of("2026-03-01", "2026-03-31"), "week 6 2026-02-23 2026-03-30");
    assert_eq!(of("2025-12-30", "2026-03-31"), "week 14 2025-12-29 2026-03-30");
    assert_eq!(of("2025-03-31", "2026-03-31"), "month 13 2025-03-01 2026-03-01");
    assert_eq!(of("2020-03-31", "2026-03-31"), "year 7 2020-01-01 2026-01-01");
    assert_eq!(of("0001-01-01", "9999-12-31"), "year 40 9960-01-01 9999-01-01");
    for days in 0..2000 {
        let last = day("2024-02-29") + TimeDelta::days(days);
        let step = Step::for_days(day("2024-02-29"), last);
        let found = columns(step, day("2024-02-29"), last);
        assert_eq!((found.first(), found.last()), (Some(&step.begins(day("2024-02-29"))), Some(&step.begins(last))));
    }
}

//! How long a due time takes, without a database.

use std::hint::black_box;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use lotse::calendar::{Calendar, CalendarSpec, Pause};

const ROUNDS: u32 = 20_000;

pub(crate) fn measure() {
    let office = r#"{"timezone": "Europe/Berlin", "hours": {"mon": [["08:00","12:00"],["13:00","17:00"]],
        "tue": [["08:00","12:00"],["13:00","17:00"]], "wed": [["08:00","12:00"],["13:00","17:00"]], "thu": [["08:00","12:00"],["13:00","17:00"]],
        "fri": [["08:00","12:00"],["22:00","06:00"]]}, "holidays": {"country": "DE", "subdivision": "BY"}, "exceptions": {"2026-12-24": [["08:00","12:00"]], "2026-12-31": []}}"#;
    let sparse = r#"{"timezone": "America/New_York", "hours": {"fri": [["10:00", "10:01"]]}}"#;
    for (name, json) in [("office hours in Bavaria", office), ("one minute a week in New York", sparse)] {
        let spec: CalendarSpec = serde_json::from_str(json).unwrap();
        let first = Instant::now();
        let calendar = spec.build().unwrap();
        println!("{name}\n  built for the first time   {:>9.2} µs", micros(first, 1));
        let start: DateTime<Utc> = "2026-01-02T09:30:00Z".parse().unwrap();
        let building = Instant::now();
        (0..200).for_each(|_| drop(black_box(spec.build())));
        println!("  built again                {:>9.2} µs", micros(building, 200));
        let pauses: Vec<_> = (0..20).map(|week| start + TimeDelta::weeks(week * 20)).collect();
        let pauses: Vec<_> =
            pauses.into_iter().map(|from| Pause { from, to: Some(from + TimeDelta::hours(30)) }).collect();
        for (span, days) in [("within a week", 5), ("within a year", 360), ("over ten years", 3_650)] {
            let target = calendar.elapsed(start, start + TimeDelta::days(days), &pauses);
            print(&calendar, span, start, target, &pauses);
        }
    }
}

fn print(calendar: &Calendar, span: &str, start: DateTime<Utc>, target: TimeDelta, pauses: &[Pause]) {
    for (with, pauses) in [("", &[][..]), (", 20 pauses", pauses)] {
        let due = calendar.due(start, pauses, target);
        let timer = Instant::now();
        (0..ROUNDS).for_each(|_| _ = black_box(calendar.due(black_box(start), pauses, target)));
        println!(
            "  due {span:<15}{with:<12} {:>5.2} µs  ({})",
            micros(timer, ROUNDS),
            due.map_or_else(|| "never".to_owned(), |due| due.to_string())
        );
        let to = due.unwrap_or(start);
        let timer = Instant::now();
        (0..ROUNDS).for_each(|_| _ = black_box(calendar.elapsed(black_box(start), to, pauses)));
        println!("  elapsed {span:<15}{with:<12} {:>5.2} µs", micros(timer, ROUNDS));
    }
}

fn micros(since: Instant, rounds: u32) -> f64 {
    since.elapsed().as_secs_f64() * 1e6 / f64::from(rounds)
}

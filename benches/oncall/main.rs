//! Who is on call: at a moment, and over a year.
//!
//! `cargo bench --bench oncall`; it takes some seconds and needs no database.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on fails, and others measure other things"
)]

#[path = "../figures.rs"]
mod figures;

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc, Weekday};
use chrono_tz::Europe::Berlin;
use lotse::rota::{Every, Layer, Override, Rotation, Schedule, Window};

use self::figures::{Aim, aimed, figure, heading, machine, quantile, remark};

/// People who take turns, and changes that stand.
const PEOPLE: usize = 20;
const OVERRIDES: i64 = 50;
/// How often each is measured.
const TIMES: i64 = 2_000;

fn main() {
    machine();
    let schedule = schedule();
    let begin = at("2026-01-01T00:00:00Z");
    heading("A schedule of 20 people in 3 layers, with 50 overrides, over a year");
    // Moments all over the year, in no order.
    let moments: Vec<DateTime<Utc>> =
        (0..TIMES).map(|number| begin + TimeDelta::minutes(number * 7_919 % (365 * 24 * 60))).collect();
    let mut took = measured(&moments, |at| drop(black_box(schedule.on_call(at))));
    aimed("who is on call at a moment, p99", ms(quantile(&mut took, 0.99)), "ms", Aim::AtMost(1.0));
    let mut took = measured(&moments, |at| drop(black_box(schedule.shifts(at, at + TimeDelta::days(31)))));
    figure("who is on call now and next (a month ahead), p99", ms(quantile(&mut took, 0.99)), "ms");
    let years = &moments[..200];
    let mut took = measured(years, |at| drop(black_box(schedule.shifts(at, at + TimeDelta::days(365)))));
    figure("all shifts of a year, p50", ms(quantile(&mut took, 0.5)), "ms");
    let shifts = schedule.shifts(begin, begin + TimeDelta::days(365)).len();
    remark(&format!("{shifts} shifts"));
    let per_shift = ms(quantile(&mut took, 0.5)) / shifts as f64;
    aimed("the same, for each shift", per_shift, "ms", Aim::AtMost(1.0));
    let night = Window::nights();
    let mut took = measured(&moments[..50], |at| {
        drop(black_box(schedule.hours(at, at + TimeDelta::days(365), &night, |_| false)));
    });
    figure("hours of a year, with nights and weekends, p50", ms(quantile(&mut took, 0.5)), "ms");
}

/// By night and at weekends a week each, on working days a day each, and a third layer of four hours each for what is hot.
fn schedule() -> Schedule {
    let people = |from: usize, to: usize| (from..to).map(|number| format!("@p{number}:example.org")).collect();
    let turns =
        |every, length, from, to| Rotation::new(every, length, at("2025-12-29T08:00:00Z"), people(from, to)).unwrap();
    let workdays = vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let window =
        |from: &str, to: &str| Window::new(workdays.clone(), from.parse().unwrap(), to.parse().unwrap()).unwrap();
    let layers = vec![
        Layer::new("nights", 1, turns(Every::Week, 1, 0, 8)),
        Layer::new("days", 2, turns(Every::Day, 1, 8, 14)).inside(vec![window("08:00", "18:00")]),
        Layer::new("hot", 3, turns(Every::Hour, 4, 14, PEOPLE)).inside(vec![window("10:00", "14:00")]),
    ];
    let overrides = (0..OVERRIDES).map(|number| {
        let from = at("2026-01-02T18:00:00Z") + TimeDelta::days(number * 7);
        let (remove, add) = (format!("@p{}:example.org", number % 8), format!("@p{}:example.org", (number + 3) % 20));
        Override::written(from, from + TimeDelta::hours(14), Some(remove), Some(add)).unwrap()
    });
    Schedule::new(Berlin, layers, overrides.collect()).unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn measured(moments: &[DateTime<Utc>], act: impl Fn(DateTime<Utc>)) -> Vec<Duration> {
    let one = |at: &DateTime<Utc>| {
        let begin = Instant::now();
        act(*at);
        begin.elapsed()
    };
    moments.iter().map(one).collect()
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

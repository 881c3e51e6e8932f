//! Nobody is on call, and it is told days before.

use std::sync::Arc;

use chrono::{TimeDelta, Weekday};
use insta::assert_snapshot;
use lotse::config::Config;
use lotse::i18n::Language;
use lotse::rota::{Every, Layer, Rotation, Schedule, Window};

use super::{company, has_said};
use crate::support::company::IT;
use crate::support::world::{account, monday};

/// bernd is on call from Monday to Thursday alone.
fn with_a_gap(config: &mut Config) {
    let days = vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu];
    let window = Window::new(days, "00:00".parse().expect("a time"), "24:00".parse().expect("a time"));
    let turns = Rotation::new(Every::Week, 1, monday(), vec![account("bernd")]).expect("a rotation");
    let layer = Layer::new("weeks", 1, turns).inside(vec![window.expect("a window")]);
    let schedule = Schedule::new(config.timezone, vec![layer], Vec::new()).expect("a schedule");
    config.schedules[0].schedule = Arc::new(schedule);
}

#[tokio::test]
async fn a_gap_is_told_days_before_once() {
    let mut world = company(with_a_gap).await;
    for _ in 0..3 {
        world.pass(TimeDelta::hours(24)).await;
    }
    assert_snapshot!(world.said_in(IT), @"⚠️ IT on call: nobody is on call Fri 16 Jan 00:00 – Mon 19 Jan 00:00. !oncall override @… fills the gap.");
    world.ends().await;
}

/// The configuration makes a gap that is near: it is told at the start, whatever time that is, and at the next one not again. Who
/// fills a part of it leaves a rest that was told.
#[tokio::test]
async fn eine_neue_luecke_wird_beim_start_gesagt() {
    let mut world = company(|config| config.language = Language::De).await;
    world.pass(TimeDelta::hours(49)).await;
    world.stop().await;
    world.set_up_anew(with_a_gap);
    world.start().await;
    has_said(&world, IT, "niemand").await;
    world.stop().await;
    world.start().await;
    world.pass(TimeDelta::minutes(1)).await;
    world.says("bernd", "!oncall override @carla Fri 0:00 - Sat 8:00").await;
    world.pass(TimeDelta::hours(24)).await;
    assert_snapshot!(world.said_in(IT), @"
    ⚠️ IT on call: Fr., 16.01. 00:00 – Mo., 19.01. 00:00 hat niemand Bereitschaft. !bereitschaft vertretung @… füllt die Lücke.
    ➕ IT on call: Carla zusätzlich, Fr., 16.01. 00:00 – Sa., 17.01. 08:00. !bereitschaft ende 1 nimmt es zurück.
    ");
    world.ends().await;
}

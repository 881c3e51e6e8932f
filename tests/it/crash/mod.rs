//! Every place at which the bot can be killed × everything that happens in a desk: what people saw, and what is in the
//! database, must be what it would have been had nobody killed anything.
//!
//! The bot is a process of its own and is really killed ([`bot`]); the chat server, which outlives it, is this process
//! and is asked over a socket ([`wire`]). A story ([`stories`]) is told once in peace and then again for each place that
//! it passes: once with the bot dying in every step at the first passing, and once at a later passing.

mod backlog;
mod bot;
mod dump;
mod poison;
mod room;
mod stage;
mod stories;
mod wire;

use lotse::crash::CrashPoint;

use self::stage::{Kills, Stage, Told};

async fn told(kills: Kills, story: &impl AsyncFn(&mut Stage)) -> Told {
    let mut stage = Stage::new(kills).await;
    story(&mut stage).await;
    stage.ends().await
}

/// Tells a story in peace, and then with all deaths that can be died in it.
async fn survives(story: impl AsyncFn(&mut Stage)) {
    let peaceful = told(Kills::None, &story).await;
    for point in CrashPoint::ALL {
        let passed = passed(&peaceful, point);
        if passed > 0 {
            let told = told(Kills::InEveryStep(point), &story).await;
            assert!(told.deaths > 0, "{point:?}: nobody died");
            assert_equal(&peaceful, &told, point);
        }
        if passed > 1 {
            let told = told(Kills::Once(point, passed.div_ceil(2).max(2)), &story).await;
            assert_eq!(told.deaths, 1, "{point:?}");
            assert_equal(&peaceful, &told, point);
        }
    }
}

fn passed(told: &Told, point: CrashPoint) -> u32 {
    told.passed.iter().find(|(name, _)| name == point.name()).unwrap().1
}

/// Says where two ends of a story differ, since the whole is long.
fn assert_equal(peaceful: &Told, told: &Told, point: CrashPoint) {
    let (mut expected, mut found) = (peaceful.text.lines(), told.text.lines());
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return,
            (expected, found) => assert_eq!(found, expected, "{point:?}, {} deaths", told.deaths),
        }
    }
}

//! Every place at which the bot can be killed × everything that happens in a desk: what people saw, and what is in the
//! database, must be what it would have been had nobody killed anything.
//!
//! The bot is a process of its own and is really killed ([`bot`]); the chat server, which outlives it, is this process
//! and is asked over a socket ([`wire`]). A story ([`stories`]) is told once in peace, and then again for each place that it
//! passes, with the bot dying there again and again: at the first passing and at later ones.

mod approvals;
mod backlog;
mod bot;
mod changes;
mod dump;
mod incidents;
mod knowledge;
mod oncall;
mod poison;
mod problems;
mod requests;
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
        if passed(&peaceful, point) > 0 {
            let told = told(Kills::At(point), &story).await;
            assert!(told.deaths > 0, "{point:?}: nobody died");
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

/// No place is left out: each is passed, and so died at, in one of these at least.
#[tokio::test]
async fn every_place_is_passed_by_some_story() {
    let stories = [
        told(Kills::None, &stories::waiting).await,
        told(Kills::None, &stories::poisoned).await,
        told(Kills::None, &stories::errands).await,
        told(Kills::None, &approvals::approved).await,
        told(Kills::None, &oncall::night).await,
    ];
    for point in CrashPoint::ALL {
        assert!(stories.iter().any(|told| passed(told, point) > 0), "{point:?}");
    }
}

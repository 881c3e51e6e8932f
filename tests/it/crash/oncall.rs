//! A night in which the bot dies while it wakes people.

use chrono::TimeDelta;

use super::survives;

#[tokio::test]
async fn people_are_woken_until_somebody_answers() {
    survives(async |stage| {
        stage.says("anna", "!ticket Mail is down prio:critical").await;
        stage.pass(TimeDelta::minutes(6)).await;
        stage.says("carla", "!ack T-1").await;
        // She does nothing, is reminded, and then it goes on.
        // In small steps: of two things that are due at once either may come first, and its promises are told too.
        for _ in 0..9 {
            stage.pass(TimeDelta::minutes(7)).await;
        }
        stage.says("bernd", "!oncall cover Sat 8-20").await;
        stage.says("bernd", "!oncall override @dora Thu 18:00 - Fri 8:00").await;
        stage.says("bernd", "!ack T-1").await;
        stage.says("bernd", "!resolve T-1 restarted").await;
    })
    .await;
}

#[tokio::test]
async fn when_nobody_answers_it_is_said() {
    survives(async |stage| {
        stage.says("bernd", "!page it The cellar is full of water").await;
        for _ in 0..4 {
            stage.pass(TimeDelta::minutes(5)).await;
        }
    })
    .await;
}

/// Both changes of a swap are written, or none is; and what nobody answers ends once.
#[tokio::test]
async fn shifts_are_swapped() {
    survives(async |stage| {
        stage.says("bernd", "!oncall swap @carla Sat 8-20 for 24.1. 8-20").await;
        let asked = stage.bot_says("I agree");
        stage.reacts("carla", &asked, "✅").await;
        stage.says("bernd", "!oncall swap @carla today 18-20").await;
        for _ in 0..3 {
            stage.pass(TimeDelta::minutes(200)).await;
        }
        stage.says("bernd", "!oncall it").await;
    })
    .await;
}

/// A shift changes, and is handed over once.
#[tokio::test]
async fn shifts_are_handed_over() {
    survives(async |stage| {
        stage.opens("it-team", &["bernd", "carla"]).await;
        stage.says("bernd", "!oncall override @carla today 11-13").await;
        for _ in 0..5 {
            stage.pass(TimeDelta::minutes(55)).await;
        }
        // Of a change that was taken back nothing is told.
        stage.says("bernd", "!oncall override @carla today 15-17").await;
        stage.says("bernd", "!oncall end 2").await;
        stage.pass(TimeDelta::minutes(100)).await;
    })
    .await;
}

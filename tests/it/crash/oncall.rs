//! A night in which the bot dies while it wakes people.

use chrono::TimeDelta;

use super::stage::Stage;
use super::survives;

/// Somebody is woken in the chat and by SMS, a program is told, and it goes on.
pub(super) async fn night(stage: &mut Stage) {
    let proved = "insert into notify_address (person, channel, address, proved_at)
                      select person, 'sms', '+49151234567', '2026-01-12 08:00Z' from identity where account = '@bernd:local'";
    stage.says("bernd", "!oncall").await;
    sqlx::query(proved).execute(stage.pool()).await.unwrap();
    stage.says("anna", "!ticket Mail is down prio:high").await;
    stage.pass(TimeDelta::minutes(2)).await;
    stage.pass(TimeDelta::minutes(4)).await;
    stage.says("carla", "!ack T-1").await;
}

#[tokio::test]
async fn people_are_reached_outside_of_the_chat() {
    survives(night).await;
}

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

/// What a silence holds back wakes once when it is over, and what waits for a change once when that is done.
#[tokio::test]
async fn what_was_held_back_wakes_once() {
    survives(async |stage| {
        stage.says("bernd", "!silence mail 1h the server moves").await;
        stage.says("anna", "!ticket Mail is down prio:critical").await;
        stage.pass(TimeDelta::minutes(61)).await;
        stage.says("bernd", "!silence mail 1h once more").await;
        stage.says("anna", "!ticket Mail is down again prio:critical").await;
        stage.says("bernd", "!silence end 2").await;
        stage.says("bernd", "!resolve T-1 restarted").await;
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

#[tokio::test]
async fn what_waits_for_a_change_wakes_once() {
    survives(async |stage| {
        let said =
            stage.says("bernd", "!change Move template:patchday window:\"today 10:00-11:00\" responsible:me").await;
        stage.says_in(&said, "bernd", "!change submit").await;
        stage.pass(TimeDelta::minutes(61)).await;
        stage.says_in(&said, "bernd", "!change start").await;
        stage.says("anna", "!ticket Mail is down prio:critical").await;
        stage.says_in(&said, "bernd", "!change done").await;
        stage.says("carla", "!ack T-1").await;
    })
    .await;
}

/// What is about no ticket is answered, and ends once.
#[tokio::test]
async fn a_page_without_a_ticket_ends_once() {
    survives(async |stage| {
        stage.says("bernd", "!page it The cellar is full of water").await;
        stage.says("carla", "!ack A-1").await;
        stage.pass(TimeDelta::minutes(31)).await;
        stage.says("carla", "!page end A-1 pumped out").await;
        stage.says("bernd", "!report oncall").await;
    })
    .await;
}

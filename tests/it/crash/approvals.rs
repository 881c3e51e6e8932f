//! What people agree to, and what becomes of it.

use chrono::TimeDelta;

use super::stage::Stage;
use super::survives;
use crate::support::world::account;

#[tokio::test]
async fn an_order_is_approved() {
    survives(approved).await;
}

pub(super) async fn approved(stage: &mut Stage) {
    let said = stage.says("anna", "!request laptop model:14").await;
    let card = stage.bot_says("✋");
    stage.reacts("bernd", &card, "✅").await;
    let tap = stage.reacts("carla", &card, "❌").await;
    stage.takes_back(&tap).await;
    stage.says_in(&said, "anna", "!request change model:16").await;
    stage.says_in(&said, "carla", "!approve").await;
    stage.says_in(&said, "bernd", "!take").await;
}

#[tokio::test]
async fn an_order_is_rejected_and_another_one_answered_by_nobody() {
    survives(async |stage| {
        let said = stage.says("anna", "!request laptop model:14").await;
        stage.says_in(&said, "carla", "!reject").await;
        stage.says_in(&said, "carla", "Not this year").await;
        stage.says("bernd", "!request laptop model:14").await;
        for hours in [8, 24, 24 * 14] {
            stage.pass(TimeDelta::hours(hours)).await;
            stage.pass(TimeDelta::minutes(1)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_deputy_answers() {
    survives(async |stage| {
        stage.server.add_person(&account("berta"), "Berta");
        stage.says("carla", "!delegate @dora until Friday").await;
        let said = stage.says("anna", "!request laptop model:14").await;
        stage.says_in(&said, "dora", "!approve").await;
        stage.says("carla", "!delegate end").await;
    })
    .await;
}

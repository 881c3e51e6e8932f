//! A major incident: its room is opened once, whatever is killed between asking for it and what is said in it.

use chrono::TimeDelta;
use lotse::chat::local::Place;

use super::stage::Stage;
use super::survives;
use crate::support::world::account;

const ROOM: &str = "!inc-1-20260112:local";

async fn says_there(stage: &mut Stage, who: &str, text: &str) -> String {
    stage.acts(|stage| stage.server.say(ROOM, &account(who), text, Place::default()).unwrap()).await
}

#[tokio::test]
async fn its_room_is_opened_once() {
    survives(async |stage| {
        stage.opens("status", &["dora"]).await;
        stage.says("bernd", "!incident new sev2 All scanners are broken").await;
        says_there(stage, "bernd", "!lead").await;
    })
    .await;
}

#[tokio::test]
async fn its_timeline_and_updates_stand_once() {
    survives(async |stage| {
        stage.says("anna", "!ticket The scanner jams").await;
        stage.says("bernd", "!incident new sev2 All scanners are broken").await;
        says_there(stage, "bernd", "!attach T-1").await;
        let said = says_there(stage, "bernd", "The driver was updated last night").await;
        stage.reacts("carla", &said, "📌").await;
        says_there(stage, "bernd", "!update A driver is broken next:30m public: The scanners do not work.").await;
        stage.pass(TimeDelta::seconds(2)).await;
        says_there(stage, "bernd", "!task @carla install the old driver").await;
        says_there(stage, "bernd", "!resolve the old driver is back").await;
        stage.pass(TimeDelta::seconds(2)).await;
        let offer = stage.bot_says("resolves it");
        stage.reacts("bernd", &offer, "✅").await;
    })
    .await;
}

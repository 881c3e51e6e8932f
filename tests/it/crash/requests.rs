//! What is ordered, and ticked off.

use super::survives;

#[tokio::test]
async fn an_order_is_ticked_off() {
    survives(async |stage| {
        let said = stage.says("anna", "!request offboarding leaver:Nina end:30.1. mail:@anna devices:laptop").await;
        stage.says_in(&said, "carla", "!approve").await;
        stage.says_in(&said, "bernd", "!take").await;
        let list = stage.bot_says("📋 REQ-1");
        let tick = stage.reacts("bernd", &list, "1️⃣").await;
        stage.takes_back(&tick).await;
        for text in ["!tick 1", "!tick 2", "!tick 3", "!tick 5", "In the cupboard", "!untick 3", "!tick 3"] {
            stage.says_in(&said, "bernd", text).await;
        }
        stage.says_in(&said, "anna", "!tick 4 Everything goes to me").await;
        stage.says_in(&said, "bernd", "!resolve gone").await;
    })
    .await;
}

//! A change is planned, agreed to, carried out and looked back upon.

use chrono::TimeDelta;

use super::survives;

#[tokio::test]
async fn a_change_goes_its_way() {
    survives(async |stage| {
        let said = stage
            .says(
                "anna",
                "!change Switch firmware window:\"today 11:00-12:00\" impact:high probability:high downtime:no first:no \
                 reason:\"it crashes\" plan:\"copy it\" test:\"ping\" backup:\"export\" responsible:@bernd service:mail",
            )
            .await;
        stage.says_in(&said, "anna", "Boot the old one").await;
        let question = stage.bot_says("undo?");
        stage.reacts("anna", &question, "❌").await;
        stage.says_in(&said, "bernd", "!change task tell everybody").await;
        let card = stage.bot_says("CHG-1 Switch firmware\n");
        stage.reacts("anna", &card, "📨").await;
        stage.says_in(&said, "carla", "!approve CHG-1").await;
        // The reminder, an hour before.
        stage.pass(TimeDelta::hours(1)).await;
        stage.pass(TimeDelta::minutes(61)).await;
        stage.reacts("bernd", &card, "▶️").await;
        stage.says_in(&said, "bernd", "!tick 1").await;
        // Its window is over.
        stage.pass(TimeDelta::minutes(62)).await;
        stage.reacts("bernd", &card, "🏁").await;
        for text in ["yes", "It took longer", "Buy a faster switch"] {
            stage.says_in(&said, "bernd", text).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_free_time_is_taken_once() {
    survives(async |stage| {
        let plan = "impact:low probability:low downtime:no first:no hard:no reason:\"old\" plan:\"new\" test:\"look\" \
                    backup:\"none\" rollback:\"old\" responsible:me service:mail window:\"Thu 18:00-19:00\"";
        for who in ["anna", "bernd"] {
            let said = stage.says(who, &format!("!change Something of {who} {plan}")).await;
            stage.says_in(&said, who, "!change submit").await;
        }
        let offer = stage.bot_says("Free:");
        stage.reacts("bernd", &offer, "1️⃣").await;
    })
    .await;
}

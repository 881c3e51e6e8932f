//! A problem is made of tickets, and all whom it concerns are told what can be done meanwhile: each once.

use chrono::TimeDelta;

use super::survives;

#[tokio::test]
async fn a_workaround_is_told_once() {
    survives(async |stage| {
        for (who, text) in [("anna", "The scanner jams"), ("dora", "Der Scanner klemmt immer wieder")] {
            stage.says(who, &format!("!ticket {text}")).await;
        }
        let said = stage.says("bernd", "!problem from T-1 T-2 Scanner").await;
        stage.says_in(&said, "bernd", "!problem workaround en: Clean it de: Putz ihn").await;
        stage.pass(TimeDelta::seconds(1)).await;
        stage.says_in(&said, "bernd", "!problem workaround en: Clean it twice").await;
        stage.pass(TimeDelta::seconds(1)).await;
        stage.says_in(&said, "bernd", "!problem cause").await;
        for text in ["It is dusty", "-", "-", "-", "Dust", "2"] {
            stage.says_in(&said, "bernd", text).await;
        }
        stage.says_in(&said, "bernd", "!problem close they are sold").await;
        stage.pass(TimeDelta::seconds(1)).await;
    })
    .await;
}

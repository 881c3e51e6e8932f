//! What is suggested is said once, and what has helped counts once.

use chrono::TimeDelta;

use super::survives;

const PRINTER: &str = "!kb new audience:public lang:de title:Druckerwarteschlange leeren symptoms:Der Drucker druckt nicht, \
                       Aufträge bleiben hängen solution:Alle Aufträge löschen";

#[tokio::test]
async fn a_suggestion_solves_a_ticket() {
    survives(async |stage| {
        let said = stage.says("bernd", PRINTER).await;
        stage.says_in(&said, "bernd", "!kb publish").await;
        stage.says("bernd", "!kb edit KB-1 lang:en title:Clear the queue solution:Delete all jobs why:guests").await;
        let ticket = stage.says("anna", "!ticket Drucker druckt nicht, die Aufträge bleiben hängen").await;
        let suggestion = stage.bot_says("💡");
        stage.reacts("anna", &suggestion, "✅").await;
        let second = stage.says("anna", "!ticket Es geht nicht").await;
        stage.says_in(&second, "anna", "Der Drucker druckt nicht, die Aufträge bleiben hängen").await;
        stage.says_in(&second, "bernd", "!take").await;
        stage.says_in(&ticket, "bernd", "!kb new from T-1").await;
        // A year later.
        stage.pass(TimeDelta::days(366)).await;
        stage.says("anna", "!kb KB-1").await;
    })
    .await;
}

//! A night on a real homeserver: an urgent ticket wakes somebody in the chat with them alone, and their ✅ ends it.

use super::program::Bot;
use super::{hears, is_edit};
use crate::synapse::Synapse;

#[tokio::test]
async fn somebody_is_woken_and_answers_from_a_plain_room() {
    woken(false).await;
}

#[tokio::test]
async fn somebody_is_woken_and_answers_from_an_encrypted_room() {
    woken(true).await;
}

async fn woken(encrypted: bool) {
    let synapse = Synapse::shared().await;
    let (bot, anna, bernd) = tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("bernd"));
    let name = bernd.account.trim_start_matches('@').split(':').next().unwrap().to_owned();
    let mut bot = bot
        .with("ROLES__AGENTS", format!(r#"["{}"]"#, bernd.account))
        .with("SCHEDULES", r#"[{ name = "it", title = "IT on call" }]"#)
        .with(
            "SCHEDULE_LAYERS",
            format!(
                r#"[{{ schedule = "it", name = "all", every = "week", start = "2020-01-06", people = ["{}"] }}]"#,
                bernd.account
            ),
        )
        .with("ESCALATIONS", r#"[{ name = "urgent", priority = [1] }]"#)
        .with("ESCALATION_STEPS", r#"[{ escalation = "urgent", notify = ["schedule:it"], wait = "30s" }]"#)
        .with("DESK__GREETING", "false");
    bot.attends().await;
    let room = anna.room("it-help", encrypted, &[&bernd.account, &bot.account]).await;
    bernd.join(&room).await;
    for person in [&anna, &bernd] {
        person.sees_member(&room, &bot.account).await;
    }
    anna.say(&room, "!ticket Nobody can print invoices prio:critical").await;
    hears(&anna, &bot, &room, "the card", |seen| seen.body().starts_with("T-1 ")).await;
    let invited = bernd
        .until("an invitation", |seen| {
            seen.0["state_key"] == bernd.account
                && seen.content()["membership"] == "invite"
                && seen.sender() == bot.account
        })
        .await;
    let direct = invited.room().to_owned();
    bernd.join(&direct).await;
    let page = hears(&bernd, &bot, &direct, "the message that wakes", |seen| seen.body().contains("📟")).await;
    assert!(page.body().contains("T-1 Nobody can print invoices"), "{}", page.body());
    bernd.react(&direct, page.id(), "✅").await;
    hears(&bernd, &bot, &room, "who has it", |seen| seen.body().contains(&format!("✅ {name} has it"))).await;
    hears(&bernd, &bot, &direct, "the edited message", |seen| is_edit(seen, &page, "has it")).await;
    // Longer than the step waits: nobody is woken again.
    tokio::time::sleep(std::time::Duration::from_secs(33)).await;
    let states =
        sqlx::query_as::<_, (String, i64)>("select state, (select count(*) from page_call) from page order by id");
    assert_eq!(states.fetch_all(bot.database.pool()).await.unwrap(), [("acked".to_owned(), 1)]);
    assert!(bot.is_stopped().await.success());
}

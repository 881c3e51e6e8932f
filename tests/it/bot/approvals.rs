//! Votes by reactions and their redaction on a real homeserver.

use serde_json::json;

use super::program::{Bot, thread};
use super::{hears, is_edit};
use crate::synapse::{Person, Synapse};

#[tokio::test]
async fn reactions_are_votes_in_a_plain_room() {
    votes(false).await;
}

#[tokio::test]
async fn reactions_are_votes_in_an_encrypted_room() {
    votes(true).await;
}

async fn votes(encrypted: bool) {
    let synapse = Synapse::shared().await;
    let (bot, anna, bernd, carla) =
        tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("bernd"), synapse.person("carla"));
    let by = format!(r#"["{}", "{}"]"#, bernd.account, carla.account);
    let mut bot = bot
        .with("APPROVALS", format!(r#"[{{ name = "manager", by = {by}, needs = "all" }}]"#))
        .with("DESK__GREETING", "false");
    bot.attends().await;
    let room = bernd.room("it-help", encrypted, &[&anna.account, &carla.account, &bot.account]).await;
    for person in [&anna, &carla] {
        person.join(&room).await;
    }
    for person in [&anna, &bernd, &carla] {
        person.sees_member(&room, &bot.account).await;
    }
    let command = anna.say(&room, "!antrag laptop modell:14").await;
    let card = hears(&bernd, &bot, &room, "the card", |seen| seen.body().contains('✋')).await;
    assert_eq!(thread(&card), Some(command.as_str()));
    let mentioned = card.content()["m.mentions"]["user_ids"].as_array().cloned().unwrap_or_default();
    assert!(mentioned.contains(&json!(bernd.account)) && mentioned.contains(&json!(carla.account)), "{mentioned:?}");
    assert_eq!(card.0["decrypted"] == true, encrypted);

    let name = |person: &Person| person.account.trim_start_matches('@').split(':').next().unwrap().to_owned();
    let (b, c) = (name(&bernd), name(&carla));
    let tap = bernd.react(&room, card.id(), "✅").await;
    hears(&anna, &bot, &room, "his vote", |seen| is_edit(seen, &card, &format!("✅ {b} · ⏳ {c}"))).await;
    bernd.redact(&room, &tap).await;
    hears(&anna, &bot, &room, "it taken back", |seen| {
        is_edit(seen, &card, &format!("⏳ {b} · ⏳ {c}")) && seen.id() != card.id()
    })
    .await;
    // Whoever has ordered has no vote.
    anna.react(&room, card.id(), "✅").await;
    hears(&anna, &bot, &room, "a hint", |seen| seen.body().contains("selbst beantragt")).await;
    carla.react(&room, card.id(), "❌").await;
    hears(&carla, &bot, &room, "a question", |seen| seen.body().contains("Why do you reject")).await;
    let tap = carla.react(&room, card.id(), "✅\u{fe0f}").await;
    hears(&anna, &bot, &room, "her vote", |seen| is_edit(seen, &card, &format!("⏳ {b} · ✅ {c}"))).await;
    bernd.react(&room, card.id(), "✅").await;
    let told = hears(&anna, &bot, &room, "the decision", |seen| seen.body().contains("ist genehmigt")).await;
    assert_eq!(told.content()["m.mentions"], json!({ "user_ids": [anna.account] }));
    // What is decided does not change any more.
    carla.redact(&room, &tap).await;
    hears(&carla, &bot, &room, "that it stays", |seen| seen.body().contains("changes nothing")).await;
    let states = sqlx::query_as::<_, (String,)>("select state from approval order by id");
    assert_eq!(states.fetch_all(bot.database.pool()).await.unwrap(), [("approved".to_owned(),)]);
    assert!(bot.is_stopped().await.success());
}

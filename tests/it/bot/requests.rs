//! An order on a real homeserver: a form, a vote, and a list that is ticked off, in an encrypted room.

use super::program::{Bot, thread};
use super::{hears, is_edit};
use crate::synapse::Synapse;

#[tokio::test]
async fn a_colleague_leaves_and_the_list_shrinks() {
    let synapse = Synapse::shared().await;
    let (bot, anna, bernd) = tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("bernd"));
    let people = format!(r#"[{{ account = "{}", manager = "{}" }}]"#, anna.account, bernd.account);
    let mut bot = bot.with("PEOPLE", people).with("DESK__GREETING", "false");
    bot.attends().await;
    // Bernd has made the room, so he works on what is raised there.
    let room = bernd.room("it-help", true, &[&anna.account, &bot.account]).await;
    anna.join(&room).await;
    for person in [&anna, &bernd] {
        person.sees_member(&room, &bot.account).await;
    }

    let command = anna.say(&room, "!request offboarding leaver:Nina").await;
    let ask = hears(&anna, &bot, &room, "a question", |seen| seen.body().contains("last day")).await;
    assert_eq!((thread(&ask), ask.0["decrypted"] == true), (Some(command.as_str()), true));
    anna.in_thread(&room, &command, "tomorrow").await;

    let card = hears(&bernd, &bot, &room, "the card", |seen| seen.body().contains('✋')).await;
    bernd.react(&room, card.id(), "✅").await;
    let list = hears(&bernd, &bot, &room, "the list", |seen| seen.body().starts_with("📋 REQ-1")).await;
    assert!(list.body().contains("0 of 6"), "{}", list.body());
    let tick = bernd.react(&room, list.id(), "1️⃣").await;
    hears(&anna, &bot, &room, "one less", |seen| is_edit(seen, &list, "1 of 6")).await;
    bernd.redact(&room, &tick).await;
    hears(&anna, &bot, &room, "one more again", |seen| is_edit(seen, &list, "0 of 6")).await;
    bernd.in_thread(&room, &command, "!resolve gone").await;
    hears(&bernd, &bot, &room, "a refusal", |seen| seen.body().contains('⛔')).await;
    assert!(bot.is_stopped().await.success());
}

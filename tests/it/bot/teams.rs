//! Two linked threads on a real homeserver: the requester's, in a plain room, and the team's, in an encrypted one.

use serde_json::json;

use super::program::{Bot, thread};
use super::{hears, is_edit};
use crate::synapse::{Person, Synapse};

#[tokio::test]
async fn a_ticket_lives_in_two_linked_threads() {
    let synapse = Synapse::shared().await;
    let (bot, anna, bernd) = tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("bernd"));
    let inside = bernd.room("it-team", true, &[&bot.account]).await;
    let mut bot = bot
        .with("TEAMS", r#"[{ name = "it" }]"#)
        .with("ROOMS", format!(r#"[{{ name = "{inside}", is = "team", team = "it" }}]"#))
        .with("DESK__GREETING", "false");
    bot.attends().await;
    let outside = anna.room("it-help", false, &[&bot.account]).await;
    for (person, room) in [(&anna, &outside), (&bernd, &inside)] {
        person.sees_member(room, &bot.account).await;
    }

    let command = anna.say(&outside, "!ticket Drucker druckt nicht").await;
    let own = hears(&anna, &bot, &outside, "the own card", |seen| thread(seen) == Some(&command)).await;
    assert!(own.body().starts_with("T-1 Drucker druckt nicht\nMittel · Neu"), "{}", own.body());
    let card = hears(&bernd, &bot, &inside, "the team's card", |seen| seen.body().starts_with("T-1 ")).await;
    assert_eq!((card.0["decrypted"] == true, thread(&card)), (true, None));

    bernd.react(&inside, card.id(), "👀").await;
    hears(&anna, &bot, &outside, "the own card edited", |seen| is_edit(seen, &own, "Zugewiesen")).await;
    hears(&bernd, &bot, &inside, "the team's card edited", |seen| is_edit(seen, &card, "Assigned")).await;

    bernd.in_thread(&inside, card.id(), "Ich mag diesen Drucker nicht").await;
    let more = anna.in_thread(&outside, &command, "Er blinkt rto").await;
    let passed = hears(&bernd, &bot, &inside, "what Anna adds", |seen| seen.body().contains("blinkt rto")).await;
    assert_eq!(thread(&passed), Some(card.id()), "below the card, which is the bot's own");
    assert_eq!(passed.content()["m.mentions"], json!({ "user_ids": [bernd.account] }), "who has it must know");
    anna.in_thread(&outside, &command, "@room hat das noch jemand?").await;
    let asked = hears(&bernd, &bot, &inside, "the question", |seen| seen.body().contains("noch jemand")).await;
    assert_eq!(asked.content()["m.mentions"], json!({ "user_ids": [bernd.account] }), "a room is not woken by relay");
    anna.edit(&outside, &more, "Er blinkt rot").await;
    hears(&bernd, &bot, &inside, "her edit", |seen| is_edit(seen, &passed, "blinkt rot")).await;
    anna.redact(&outside, &more).await;
    bernd
        .until("her second thoughts", |seen| seen.kind() == "m.room.redaction" && seen.0["redacts"] == passed.id())
        .await;

    bernd.in_thread(&inside, card.id(), "!antwort Ich komme gleich").await;
    let reply = hears(&anna, &bot, &outside, "the reply", |seen| seen.body().contains("Ich komme gleich")).await;
    assert_eq!(thread(&reply), Some(command.as_str()));
    assert_eq!(reply.content()["m.mentions"], json!({ "user_ids": [anna.account] }));

    in_private(&mut bot, &anna, &outside).await;

    let end = anna.say(&outside, "Ende").await;
    let seen = anna.all(&outside, &end).await;
    assert!(!seen.iter().any(|seen| seen.0.to_string().contains("mag diesen Drucker")), "it was said inside");
    assert!(bot.is_stopped().await.success());
}

/// A private matter goes on in a chat that the bot opens, and there it can be spoken of.
async fn in_private(bot: &mut Bot, anna: &Person, outside: &str) {
    anna.say(outside, "!ticket vertraulich Mein Gehalt fehlt").await;
    let invited = anna
        .until("an invitation", |seen| seen.0["state_key"] == anna.account && seen.content()["membership"] == "invite")
        .await;
    let direct = invited.room().to_owned();
    anna.join(&direct).await;
    anna.sees_member(&direct, &bot.account).await;
    hears(anna, bot, &direct, "the card", |seen| seen.body().starts_with("T-2 Mein Gehalt fehlt")).await;
    let asked = anna.say(&direct, "!tickets meine").await;
    let list = hears(anna, bot, &direct, "her list", |seen| thread(seen) == Some(&asked)).await;
    assert!(list.body().contains("T-2 Mein Gehalt fehlt"), "{}", list.body());
    let asked = anna.say(outside, "!tickets meine").await;
    let list = hears(anna, bot, outside, "her list, where others read", |seen| thread(seen) == Some(&asked)).await;
    assert!(!list.body().contains("Gehalt"), "{}", list.body());
}

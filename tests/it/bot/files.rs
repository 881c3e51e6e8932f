//! Files that go from one of a ticket's threads into the other one, on a real homeserver and between encrypted rooms.

use serde_json::Value;

use super::program::{Bot, thread};
use crate::asked::PNG;
use crate::synapse::{Person, Seen, Synapse};

/// The file that the bot sends into a thread.
async fn gets(person: &Person, bot: &Bot, room: &str, root: &str) -> Seen {
    let is_file = |seen: &Seen| ["m.image", "m.file"].iter().any(|kind| seen.content()["msgtype"] == *kind);
    person
        .until("a file", |seen| {
            seen.room() == room && seen.sender() == bot.account && thread(seen) == Some(root) && is_file(seen)
        })
        .await
}

#[tokio::test]
async fn a_picture_arrives_readable_on_the_other_side_and_goes_when_it_is_taken_back() {
    let synapse = Synapse::shared().await;
    let (bot, anna, bernd) = tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("bernd"));
    let inside = bernd.room("it-team", true, &[&bot.account]).await;
    let mut bot = bot
        .with("TEAMS", r#"[{ name = "it" }]"#)
        .with("ROOMS", format!(r#"[{{ name = "{inside}", is = "team", team = "it" }}]"#))
        .with("DESK__GREETING", "false");
    bot.attends().await;
    let outside = anna.room("it-help", true, &[&bot.account]).await;
    for (person, room) in [(&anna, &outside), (&bernd, &inside)] {
        person.sees_member(room, &bot.account).await;
    }
    let command = anna.say(&outside, "!ticket Drucker druckt nicht").await;
    let is_card =
        |seen: &Seen| seen.room() == inside && seen.sender() == bot.account && seen.body().starts_with("T-1 ");
    let card = bernd.until("the team's card", is_card).await;

    let sent = anna.send_file(&outside, Some(&command), "Foto vom Drucker.png", "image/png", PNG, true).await;
    let picture = gets(&bernd, &bot, &inside, card.id()).await;
    assert_eq!(picture.0["decrypted"], Value::Bool(true));
    let content = picture.content();
    assert_eq!(
        (content["msgtype"].as_str(), content["filename"].as_str()),
        (Some("m.image"), Some("Foto vom Drucker.png"))
    );
    assert!(picture.body().ends_with(": 📎 Foto vom Drucker.png"), "{}", picture.body());
    assert!(content["file"].is_object(), "encrypted on the server: {content}");
    assert_eq!(bernd.download(&picture).await, PNG);

    let reply = bernd.send_file(&inside, Some(card.id()), "Anleitung.txt", "text/plain", b"1. Aus 2. Ein", true).await;
    bernd.in_thread(&inside, card.id(), "Ich mag diesen Drucker nicht").await;
    let own = anna.send_file(&outside, Some(&command), "Log.txt", "text/plain", b"Fehler", true).await;
    let log =
        bernd.until("the log", |seen| seen.content()["filename"] == "Log.txt" && seen.sender() == bot.account).await;
    assert_eq!(bernd.download(&log).await, b"Fehler");

    anna.redact(&outside, &sent).await;
    bernd
        .until("her second thoughts", |seen| seen.kind() == "m.room.redaction" && seen.0["redacts"] == picture.id())
        .await;
    // What was sent inside has not come out: neither the file nor its name.
    let end = anna.say(&outside, "Ende").await;
    let seen = anna.all(&outside, &end).await;
    assert!(seen.iter().any(|seen| seen.id() == own) && !reply.is_empty());
    assert!(!seen.iter().any(|seen| seen.0.to_string().contains("Anleitung.txt")), "it was said inside");
    assert!(bot.is_stopped().await.success());
}

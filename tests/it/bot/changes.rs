//! A change on a real homeserver: votes by reaction, an edit that invalidates them, rooms that are told.

use chrono::TimeDelta;
use chrono_tz::Europe::Berlin;
use lotse::clock::Clock;

use super::program::{Bot, thread};
use super::{hears, is_edit};
use crate::synapse::Synapse;

#[tokio::test]
async fn a_change_is_agreed_to_edited_and_carried_out_in_a_plain_room() {
    change(false).await;
}

#[tokio::test]
async fn a_change_is_agreed_to_edited_and_carried_out_in_an_encrypted_room() {
    change(true).await;
}

/// In five minutes, for an hour; on the bot's clock.
fn window() -> String {
    let at =
        |minutes| (Clock::system().now() + TimeDelta::minutes(minutes)).with_timezone(&Berlin).format("%Y-%m-%d %H:%M");
    format!("{} - {}", at(5), at(65))
}

async fn change(encrypted: bool) {
    let synapse = Synapse::shared().await;
    let (bot, bernd, carla) = tokio::join!(Bot::new(synapse), synapse.person("bernd"), synapse.person("carla"));
    let all = carla.room("all", false, &[&bot.account]).await;
    let mut bot = bot
        .with("SERVICES", format!(r#"[{{ name = "lan", title = "LAN", tell = ["{all}"] }}]"#))
        .with("APPROVALS", format!(r#"[{{ name = "manager", by = ["{}"] }}]"#, carla.account))
        .with("DESK__GREETING", "false");
    bot.attends().await;
    let room = bernd.room("it-help", encrypted, &[&carla.account, &bot.account]).await;
    carla.join(&room).await;
    for person in [&bernd, &carla] {
        person.sees_member(&room, &bot.account).await;
    }
    let plan = "impact:low probability:low downtime:no first:no hard:no reason:\"it crashes\" plan:\"copy it\" \
                test:\"ping\" backup:\"export\" rollback:\"boot the old one\" responsible:me";
    let text = format!("!change Switch firmware service:lan window:\"{}\" {plan}", window());
    let command = bernd.say(&room, &text).await;
    let card = hears(&bernd, &bot, &room, "the card", |seen| seen.body().starts_with("CHG-1 ")).await;
    assert_eq!((card.0["decrypted"] == true, thread(&card)), (encrypted, Some(command.as_str())));
    bernd.react(&room, card.id(), "📨").await;
    let asked = hears(&carla, &bot, &room, "the question", |seen| seen.body().contains('✋')).await;
    carla.react(&room, asked.id(), "✅").await;
    hears(&bernd, &bot, &room, "the decision", |seen| seen.body().contains("CHG-1 is approved")).await;

    // What she has agreed to was another plan.
    bernd.edit(&room, &command, &text.replace("copy it", "copy both")).await;
    let again = hears(&carla, &bot, &room, "a new question", |seen| {
        seen.body().contains('✋') && seen.body().contains("copy both")
    })
    .await;
    bernd.react(&room, card.id(), "▶️").await;
    hears(&bernd, &bot, &room, "that it waits", |seen| seen.body().contains("not agreed to yet")).await;
    carla.react(&room, again.id(), "✅\u{fe0f}").await;
    hears(&bernd, &bot, &room, "it approved", |seen| is_edit(seen, &card, "· approved ·")).await;

    bernd.in_thread(&room, &command, "!change start").await;
    let told = hears(&carla, &bot, &all, "the notice", |seen| seen.body().contains("begins now")).await;
    assert!(told.body().contains("CHG-1 Switch firmware") && told.body().contains("LAN"), "{}", told.body());
    bernd.react(&room, card.id(), "🏁").await;
    hears(&carla, &bot, &all, "the end", |seen| seen.body().contains("is done")).await;
    hears(&bernd, &bot, &room, "it successful", |seen| is_edit(seen, &card, "· successful ·")).await;
    assert!(bot.is_stopped().await.success());
    let feed = bot.program(&["change", "ical"]).ends().await;
    assert_eq!(feed.code, Some(0), "{}", feed.error);
    assert!(feed.out.contains("UID:CHG-1@lotse\r\n") && feed.out.contains("STATUS:CONFIRMED\r\n"), "{}", feed.out);
}

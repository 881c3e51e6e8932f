//! A major incident on a real homeserver: a room with a topic, a pinned card and people, a post that edits itself, and all of it
//! once, though the bot is killed in the middle of it.

use lotse::crash::CrashPoint;
use serde_json::Value;

use super::program::Bot;
use super::{hears, is_edit};
use crate::synapse::{Person, Seen, Synapse};

#[tokio::test]
async fn a_room_is_opened_for_an_outage_in_the_clear() {
    outage(false).await;
}

#[tokio::test]
async fn a_room_is_opened_for_an_outage_encrypted() {
    outage(true).await;
}

/// The state of a room, as somebody in it reads it from the server.
async fn state(person: &Person, room: &str, kind: &str) -> Value {
    person.request("GET", &format!("/rooms/{room}/state/{kind}/"), Value::Null).await
}

async fn outage(encrypted: bool) {
    let synapse = Synapse::shared().await;
    let (bot, bernd, carla, dora) =
        tokio::join!(Bot::new(synapse), synapse.person("bernd"), synapse.person("carla"), synapse.person("dora"));
    let status = dora.room("status", false, &[&bot.account]).await;
    let mut bot = bot
        .with("ROLES__AGENTS", format!(r#"["{}", "{}"]"#, bernd.account, carla.account))
        .with("INCIDENT__ANNOUNCE", format!(r#"["{status}"]"#))
        .with("INCIDENT__INVITE", format!(r#"["{}", "@nobody:does-not-exist.invalid"]"#, carla.account))
        .with("INCIDENT__ENCRYPTED", encrypted.to_string())
        .with("DESK__GREETING", "false");
    bot.attends().await;
    dora.sees_member(&status, &bot.account).await;
    let room = bernd.room("it-help", encrypted, &[&bot.account]).await;
    bernd.sees_member(&room, &bot.account).await;

    // The room is made, and the bot dies before it knows.
    assert!(bot.is_stopped().await.success());
    bernd.say(&room, "!incident new sev2 Mail is down").await;
    bot.dies_at(CrashPoint::RoomMade).await;
    bot.attends().await;
    let is_invitation = |person: &Person, account: String| {
        let account_of = person.account.clone();
        move |seen: &Seen| {
            seen.0["state_key"] == account_of && seen.content()["membership"] == "invite" && seen.sender() == account
        }
    };
    let invited = bernd.until("an invitation", is_invitation(&bernd, bot.account.clone())).await;
    let own = invited.room().to_owned();
    bernd.join(&own).await;
    let invited = carla.until("an invitation", is_invitation(&carla, bot.account.clone())).await;
    assert_eq!(invited.room(), own, "there is one room only");
    carla.join(&own).await;
    let card = hears(&bernd, &bot, &own, "the card", |seen| seen.body().starts_with("INC-1 ")).await;
    assert_eq!(card.0["decrypted"] == true, encrypted);
    hears(&bernd, &bot, &own, "who could not be invited", |seen| {
        seen.body().contains("@nobody:does-not-exist.invalid")
    })
    .await;
    let name = state(&bernd, &own, "m.room.name").await;
    assert_eq!(name["name"], "INC-1 Mail is down");
    let topic = state(&bernd, &own, "m.room.topic").await;
    assert_eq!(topic["topic"], "sev2 (Major) · active · no lead");
    bernd.until("the pin", |seen| seen.room() == own && seen.kind() == "m.room.pinned_events").await;
    let pinned = state(&bernd, &own, "m.room.pinned_events").await;
    assert_eq!(pinned["pinned"], serde_json::json!([card.id()]));
    let post = hears(&dora, &bot, &status, "the post", |seen| seen.body().contains("INC-1 Mail is down")).await;

    // Nothing needs an id there, and nobody is forced into threads.
    bernd.say(&own, "!lead").await;
    let led = hears(&bernd, &bot, &own, "the answer", |seen| seen.body().contains("Lead: ")).await;
    assert!(led.relation().is_null(), "{led:?}");
    hears(&dora, &bot, &status, "the edited post", |seen| is_edit(seen, &post, "lead: ")).await;
    bernd
        .until("the weight", |seen| {
            seen.room() == own && seen.kind() == "m.room.power_levels" && seen.content()["users"][&bernd.account] == 50
        })
        .await;

    // The room survives a restart, and the bot knows it again.
    bot.is_killed().await;
    bot.attends().await;
    bernd.say(&own, "!sev 1").await;
    hears(&bernd, &bot, &own, "the severity", |seen| seen.body().contains("sev1 (Critical) · active")).await;
    let said = carla.say(&own, "The disk of mx1 is full").await;
    bernd.react(&own, &said, "📌").await;
    bernd.say(&own, "!resolve made room").await;
    hears(&bernd, &bot, &own, "the end", |seen| seen.body().contains("INC-1 is resolved")).await;
    bernd.say(&own, "!timeline").await;
    let timeline =
        hears(&bernd, &bot, &own, "the timeline", |seen| seen.body().contains("The disk of mx1 is full")).await;
    assert_eq!(timeline.body().matches("The disk of mx1 is full").count(), 1, "{}", timeline.body());
    hears(&dora, &bot, &status, "the last post", |seen| is_edit(seen, &post, "Over since")).await;
    assert!(bot.is_stopped().await.success());
}

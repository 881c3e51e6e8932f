//! Encryption that survives: the backup of the keys, and a store or device that is lost.

use lotse::chat::matrix::{Matrix, SetUp, Settings, Wish};
use lotse::chat::{ChatError, Happening, Platform as _};
use serde_json::{Value, json};

use super::Bot;
use crate::contract::{Ear, deliver, say};
use crate::synapse::{Person, Synapse};

async fn set_up(settings: &Settings, wish: Wish) -> Result<SetUp, ChatError> {
    Matrix::set_up(settings.clone(), wish, || None).await
}

/// Sets up for the first time; gives the key.
async fn made(settings: &Settings, wish: Wish) -> String {
    match set_up(settings, wish).await {
        Ok(SetUp::Made { key }) => key,
        Ok(SetUp::Already) => panic!("nothing was made"),
        Ok(SetUp::Connected { .. }) => panic!("connected to what was there"),
        Err(error) => panic!("{error}"),
    }
}

fn told<T>(result: Result<T, ChatError>, words: &str) {
    match result {
        Err(ChatError::Operator { reason, hint }) => {
            assert!(reason.contains(words) || hint.contains(words), "nothing of “{words}” in {reason} ({hint})");
        }
        Err(error) => panic!("not for the operator: {error}"),
        Ok(_) => panic!("no error"),
    }
}

fn with_key(settings: &Settings, key: &str) -> Settings {
    Settings { recovery_key: Some(key.to_owned()), ..settings.clone() }
}

/// The devices that others encrypt for, each with whether the account's identity has signed it.
async fn devices(anna: &Person, account: &str) -> Vec<(String, bool)> {
    let answer = anna.request("POST", "/keys/query", json!({ "device_keys": { account: [] } })).await;
    let identity = answer["self_signing_keys"][account]["keys"].as_object().cloned().unwrap_or_default();
    let devices = answer["device_keys"][account].as_object().cloned().unwrap_or_default();
    let signed = |device: &Value| {
        let signatures = device["signatures"][account].as_object().cloned().unwrap_or_default();
        identity.keys().any(|key| signatures.contains_key(key))
    };
    devices.iter().map(|(id, device)| (id.clone(), signed(device))).collect()
}

fn token(settings: &Settings) -> String {
    let session = std::fs::read(settings.store.join("session.json")).unwrap();
    serde_json::from_slice::<Value>(&session).unwrap()["token"].as_str().unwrap().to_owned()
}

/// Reads on until so many keys are in the backup.
async fn backed_up(synapse: &Synapse, settings: &Settings, count: u64) {
    let token = token(settings);
    for _ in 0..600 {
        let version = synapse.get("/_matrix/client/v3/room_keys/version", &token).await;
        if version["count"].as_u64().is_some_and(|there| there >= count) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the keys are not backed up");
}

#[tokio::test]
async fn a_recovery_key_is_made_once_and_others_only_on_demand() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let key = made(&bot.settings, Wish::Complete).await;
    assert_eq!(devices(&anna, bot.account()).await.iter().map(|(_, signed)| *signed).collect::<Vec<_>>(), [true]);
    assert!(matches!(set_up(&with_key(&bot.settings, &key), Wish::Complete).await, Ok(SetUp::Already)));
    told(set_up(&bot.settings, Wish::Complete).await, "its recovery key is not known");
    told(set_up(&with_key(&bot.settings, "nonsense"), Wish::Complete).await, "the recovery key is not the account's");

    let ear = Ear::first(&bot.platform).await;
    told(set_up(&with_key(&bot.settings, &key), Wish::Complete).await, "in use by `lotse run`");
    drop(ear);
    let Bot { settings, platform, _folder } = bot;
    drop(platform);

    let second = made(&settings, Wish::NewKey).await;
    assert_ne!(second, key);
    told(set_up(&with_key(&settings, &key), Wish::Complete).await, "the recovery key is not the account's");
    assert!(matches!(set_up(&with_key(&settings, &second), Wish::Complete).await, Ok(SetUp::Already)));

    // A new device, and a key that nobody knows any more.
    std::fs::remove_dir_all(&settings.store).unwrap();
    told(set_up(&settings, Wish::Complete).await, "--reset");
    told(set_up(&with_key(&settings, &key), Wish::NewKey).await, "the recovery key is not the account's");
    let third = made(&settings, Wish::Reset).await;
    assert!(matches!(set_up(&with_key(&settings, &third), Wish::Complete).await, Ok(SetUp::Already)));
    let signed = devices(&anna, &settings.user).await;
    assert_eq!(signed.iter().filter(|(_, signed)| *signed).count(), 1, "{signed:?}");
}

#[tokio::test]
async fn amid_plain_talk_nothing_is_kept_from_the_client() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut ear = Ear::first(&bot.platform).await;
    let (plain, secret) = (anna.room("it-help", false, &[]).await, anna.room("it-secret", true, &[]).await);
    for room in [&plain, &secret] {
        anna.invite(room, bot.account()).await;
        ear.joined(room).await;
    }
    anna.sees_member(&secret, bot.account()).await;
    deliver(&bot.platform, "hello", &plain, say("Hallo")).await.unwrap();
    for number in 1..=3 {
        for room in [&plain, &plain, &secret] {
            let said = anna.say(room, &format!("!ticket {number}")).await;
            ear.event(&said).await;
        }
    }
    assert_eq!(ear.texts(&secret), ["!ticket 1", "!ticket 2", "!ticket 3"]);
    // To write to the bot in secret, anna's client took one of its keys, for which there is a new one.
    let keys = synapse.post("/_matrix/client/v3/keys/upload", Some(&token(&bot.settings)), &json!({})).await;
    assert_eq!(keys["one_time_key_counts"]["signed_curve25519"], 50, "{keys}");

    // The plain room becomes a secret one.
    anna.set(&plain, "m.room.encryption", json!({ "algorithm": "m.megolm.v1.aes-sha2" })).await;
    anna.until("the change", |seen| seen.room() == plain && seen.kind() == "m.room.encryption").await;
    let said = anna.say(&plain, "!ticket 4").await;
    ear.event(&said).await;
    assert_eq!(ear.texts(&plain).last().unwrap(), "!ticket 4");
    let answer = deliver(&bot.platform, "answer", &plain, say("T-4")).await.unwrap();
    anna.until("the answer", |seen| seen.id() == answer && seen.body() == "T-4").await;
    for event in [said, answer] {
        let sent = synapse.get(&format!("/_matrix/client/v3/rooms/{plain}/event/{event}"), &token(&bot.settings)).await;
        assert_eq!(sent["type"], "m.room.encrypted");
    }
}

#[tokio::test]
async fn a_lost_store_is_recovered_and_what_was_said_meanwhile_is_read() {
    let synapse = Synapse::shared().await;
    let (mut bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let key = made(&bot.settings, Wish::Complete).await;
    bot.restarted().await;
    let mut ear = Ear::first(&bot.platform).await;
    let room = anna.room("it-help", true, &[bot.account()]).await;
    ear.joined(&room).await;
    let start = ear.cursor.clone();
    anna.sees_member(&room, bot.account()).await;
    let first = anna.say(&room, "!ticket 1").await;
    ear.event(&first).await;
    // Keys go into the backup after an answer of the server.
    anna.say(&room, "!ticket 2").await;
    ear.until("the second", |event| format!("{:?}", event.what).contains("!ticket 2")).await;
    backed_up(synapse, &bot.settings, 1).await;
    let (cursor, old) = (ear.cursor.clone(), bot.device().unwrap());
    drop(ear);
    let meanwhile = [anna.say(&room, "!ticket 3").await, anna.say(&room, "!ticket 4").await];

    std::fs::remove_dir_all(bot.settings.store.join("sdk")).unwrap();
    bot.settings.recovery_key = Some("nonsense".to_owned());
    bot.restarted().await;
    told(bot.open(Some(&cursor)).await, "the recovery key is not the account's");
    assert!(devices(&anna, bot.account()).await.contains(&(old.clone(), true)), "nothing was removed");

    bot.settings.recovery_key = Some(key);
    bot.restarted().await;
    let mut ear = Ear::at(&bot.platform, &cursor).await;
    let new = bot.device().unwrap();
    assert_ne!(new, old);
    ear.event(&meanwhile[1]).await;
    assert_eq!(ear.texts(&room), ["!ticket 3", "!ticket 4"]);
    assert!(!ear.heard.iter().any(|event| matches!(event.what, Happening::Unreadable { .. })), "{:#?}", ear.heard);
    bot.remove_devices(std::slice::from_ref(&old)).await.unwrap();
    bot.remove_devices(&[old, new.clone()]).await.unwrap();
    assert_eq!(devices(&anna, bot.account()).await, [(new.clone(), true)]);
    let listed = synapse.get("/_matrix/client/v3/devices", &token(&bot.settings)).await;
    assert_eq!(listed["devices"].as_array().unwrap().len(), 1, "{listed}");
    drop(ear);

    // What was said long before, and what the new device says.
    let mut ear = Ear::at(&bot.platform, &start).await;
    ear.event(&meanwhile[1]).await;
    assert_eq!(ear.texts(&room), ["!ticket 1", "!ticket 2", "!ticket 3", "!ticket 4"]);
    let sent = deliver(&bot.platform, "answer", &room, say("T-1")).await.unwrap();
    anna.until("the answer", |seen| seen.id() == sent && seen.body() == "T-1").await;
    assert_eq!(bot.device().unwrap(), new);
}

#[tokio::test]
async fn a_device_that_was_signed_out_is_replaced_where_there_is_a_password() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut ear = Ear::first(&bot.platform).await;
    let room = anna.room("it-help", false, &[bot.account()]).await;
    ear.joined(&room).await;
    let (cursor, old) = (ear.cursor.clone(), bot.device().unwrap());
    synapse.post("/_matrix/client/v3/logout", Some(&token(&bot.settings)), &json!({})).await;
    let said = anna.say(&room, "!ticket").await;
    drop(ear);
    let mut reader = bot.open(Some(&cursor)).await.unwrap();
    assert_ne!(bot.device().unwrap(), old);
    assert!(bot.settings.store.join("lost-1/sdk").is_dir(), "moved aside, not deleted");

    // While it reads, it is told to open again, which is then possible.
    synapse.post("/_matrix/client/v3/logout", Some(&token(&bot.settings)), &json!({})).await;
    let error = loop {
        if let Err(error) = reader.next().await {
            break error;
        }
    };
    assert!(matches!(error, ChatError::Passing { .. }), "{error}");
    drop(reader);
    let mut ear = Ear::at(&bot.platform, &cursor).await;
    ear.event(&said).await;
    assert_eq!(ear.texts(&room), ["!ticket"]);
}

#[tokio::test]
async fn what_another_device_has_sent_is_found_and_not_sent_again() {
    let synapse = Synapse::shared().await;
    let (mut bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut ear = Ear::first(&bot.platform).await;
    let rooms = [anna.room("plain", false, &[bot.account()]).await, anna.room("secret", true, &[bot.account()]).await];
    let since = ear.joined(&rooms[0]).await.sent_at;
    ear.joined(&rooms[1]).await;
    let mut sent = Vec::new();
    for room in &rooms {
        let root = anna.say(room, "!ticket").await;
        let answer = lotse::chat::Outgoing::Say {
            thread: Some(root),
            reply_to: None,
            body: crate::contract::plain("T-1"),
            mentions: vec![],
            loud: false,
        };
        let event = deliver(&bot.platform, "answer", room, answer.clone()).await.unwrap();
        let offer = lotse::chat::Outgoing::React { target: event.clone(), sign: "👀".to_owned() };
        let reaction = deliver(&bot.platform, "offer", room, offer.clone()).await.unwrap();
        sent.extend([("answer", room, answer, event), ("offer", room, offer, reaction)]);
    }
    let (cursor, old) = (ear.cursor.clone(), bot.device().unwrap());
    drop(ear);
    // Without a recovery key: the answer in the encrypted room cannot be read any more, but recognised.
    std::fs::remove_dir_all(&bot.settings.store).unwrap();
    bot.restarted().await;
    let ear = Ear::at(&bot.platform, &cursor).await;
    for (key, room, what, event) in sent {
        let delivery = lotse::chat::Delivery { key: key.to_owned(), room: room.clone(), what };
        let found = bot.deliver_again(&delivery, &old, since).await.unwrap();
        assert_eq!(found.id, Some(event));
        let unsent = lotse::chat::Delivery { key: format!("{key} another"), what: say("neu"), ..delivery };
        let new = bot.deliver_again(&unsent, &old, since).await.unwrap();
        assert_eq!(bot.deliver_again(&unsent, &bot.device().unwrap(), since).await.unwrap(), new);
    }
    drop(ear);
}

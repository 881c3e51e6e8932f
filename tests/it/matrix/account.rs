//! Logging in, and what stands in the way of it.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use lotse::chat::matrix::{Matrix, Settings};
use lotse::chat::{ChatError, DeliveryError, Platform as _};
use serde_json::json;

use super::Bot;
use crate::contract::{Ear, deliver, say};
use crate::synapse::{Synapse, free_port};

async fn failure(settings: &Settings) -> ChatError {
    match Matrix::new(settings.clone()).await {
        Ok(platform) => match platform.open(None).await {
            Ok(_) => panic!("opened"),
            Err(error) => error,
        },
        Err(error) => error,
    }
}

fn for_the_operator(error: ChatError) -> String {
    match error {
        ChatError::Operator { reason, hint } => format!("{reason} ({hint})"),
        other => panic!("nothing for an operator: {other}"),
    }
}

fn passing(error: ChatError) -> String {
    match error {
        ChatError::Passing { reason, .. } => reason,
        other => panic!("does not pass: {other}"),
    }
}

#[tokio::test]
async fn a_wrong_password_is_told_to_the_operator() {
    let synapse = Synapse::shared().await;
    let bot = Bot::new(synapse).await;
    let wrong = Settings { password: Some("falsch".to_owned()), ..bot.settings.clone() };
    let told = for_the_operator(failure(&wrong).await);
    assert!(told.contains(&bot.settings.user) && told.contains("check user and password"), "{told}");
    let none = Settings { password: None, ..bot.settings.clone() };
    assert!(for_the_operator(failure(&none).await).contains("no way to log in"));
    // None of this has done harm.
    Ear::first(&bot.platform).await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_waited_for() {
    let synapse = Synapse::shared().await;
    let bot = Bot::new(synapse).await;
    let nobody = format!("http://127.0.0.1:{}", free_port());
    let told = passing(
        failure(&Settings { homeserver: nobody.clone(), store: bot.settings.store.join("2"), ..bot.settings.clone() })
            .await,
    );
    assert!(told.contains(&nobody) && told.contains("cannot be reached"), "{told}");
    let nowhere = Settings {
        homeserver: "http://nowhere.invalid".to_owned(),
        store: bot.settings.store.join("3"),
        ..bot.settings.clone()
    };
    assert!(passing(failure(&nowhere).await).contains("nowhere.invalid"));
    let nonsense = Settings {
        homeserver: "https://:nonsense".to_owned(),
        store: bot.settings.store.join("4"),
        ..bot.settings.clone()
    };
    assert!(for_the_operator(failure(&nonsense).await).contains("nonsense"));
}

#[tokio::test]
async fn something_else_on_the_port_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello");
        }
    });
    let synapse = Synapse::shared().await;
    let bot = Bot::new(synapse).await;
    let other = Settings {
        homeserver: format!("http://{address}"),
        store: bot.settings.store.join("2"),
        ..bot.settings.clone()
    };
    let told = passing(failure(&other).await);
    assert!(told.contains("does not work") && told.contains("Matrix"), "{told}");
    let tls = Settings {
        homeserver: format!("https://{address}"),
        store: bot.settings.store.join("3"),
        ..bot.settings.clone()
    };
    passing(failure(&tls).await);
}

#[tokio::test]
async fn a_login_is_kept_and_its_loss_is_told() {
    let synapse = Synapse::shared().await;
    let mut bot = Bot::with(synapse, |settings| {
        // Only the local part: the server completes it.
        settings.user = settings.user.trim_start_matches('@').split(':').next().unwrap().to_owned();
    })
    .await;
    assert!(bot.account().ends_with(":synapse.test"), "{}", bot.account());
    let early = bot.deliver(&lotse::chat::Delivery { key: "k".into(), room: "!r:x".into(), what: say("x") }).await;
    assert!(matches!(early, Err(DeliveryError::Later(_))));
    let cursor = Ear::first(&bot.platform).await.cursor;
    let stored = || std::fs::read_to_string(bot.settings.store.join("session.json")).unwrap();
    let before: serde_json::Value = serde_json::from_str(&stored()).unwrap();

    bot.settings.password = None;
    bot.restarted().await;
    Ear::at(&bot.platform, &cursor).await;
    let after: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(bot.settings.store.join("session.json")).unwrap()).unwrap();
    assert_eq!(after, before, "the same device, the same token");

    synapse.post("/_matrix/client/v3/logout", after["token"].as_str(), &json!({})).await;
    let Err(error) = bot.open(Some(&cursor)).await else { panic!("opened") };
    let told = for_the_operator(error);
    assert!(told.contains("no longer knows") && told.contains("move its store folder away"), "{told}");
}

#[tokio::test]
async fn an_access_token_is_enough() {
    let synapse = Synapse::shared().await;
    let (user, password) = synapse.register("lotse").await;
    let login = json!({ "type": "m.login.password", "identifier": { "type": "m.id.user", "user": user }, "password": password });
    let answer = synapse.post("/_matrix/client/v3/login", None, &login).await;
    let token = answer["access_token"].as_str().unwrap().to_owned();
    let bot = Bot::with(synapse, |settings| {
        settings.user = user.clone();
        settings.password = None;
        settings.access_token = Some(token);
    })
    .await;
    Ear::first(&bot.platform).await;
    assert_eq!(bot.account(), user);
    let store = std::fs::read_to_string(bot.settings.store.join("session.json")).unwrap();
    assert!(store.contains(answer["device_id"].as_str().unwrap()), "the token's own device");
    let wrong = Settings {
        access_token: Some("falsch".to_owned()),
        store: bot.settings.store.join("2"),
        ..bot.settings.clone()
    };
    assert!(for_the_operator(failure(&wrong).await).contains("does not know the access token"));
}

#[tokio::test]
async fn a_locked_store_opens_quickly_and_only_with_its_passphrase() {
    let synapse = Synapse::shared().await;
    let mut bot = Bot::with(synapse, |settings| settings.store_passphrase = Some("Sesam".to_owned())).await;
    let cursor = Ear::first(&bot.platform).await.cursor;
    bot.restarted().await;
    let start = std::time::Instant::now();
    Ear::at(&bot.platform, &cursor).await;
    eprintln!("a locked store opens in {:?}", start.elapsed());
    let device = bot.device();
    assert!(device.is_some());
    bot.platform.close().await;
    let wrong = Settings { store_passphrase: Some("falsch".to_owned()), ..bot.settings.clone() };
    let told = for_the_operator(failure(&wrong).await);
    assert!(told.contains("check the passphrase"), "{told}");
    // The store is as it was.
    bot.restarted().await;
    Ear::at(&bot.platform, &cursor).await;
    assert_eq!(bot.device(), device);
}

#[tokio::test]
async fn a_lost_store_starts_as_a_new_device_and_knows_its_rooms() {
    let synapse = Synapse::shared().await;
    let (mut bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut ear = Ear::first(&bot.platform).await;
    let room = anna.room("it-help", false, &[&bot.settings.user]).await;
    ear.joined(&room).await;
    let cursor = ear.cursor.clone();
    drop(ear);
    anna.say(&room, "!ticket").await;
    bot.settings.store = bot.settings.store.with_file_name("another");
    bot.restarted().await;
    let mut ear = Ear::at(&bot.platform, &cursor).await;
    let message = ear.until("what was said", |event| event.room == room).await;
    let answer = lotse::chat::Outgoing::Say {
        thread: Some(message.event.clone()),
        reply_to: None,
        body: crate::contract::plain("T-1"),
        mentions: vec![],
        loud: false,
    };
    let answered = deliver(&bot.platform, "answer", &room, answer).await.unwrap();
    anna.until("the answer", |seen| seen.id() == answered).await;
}

#[tokio::test]
async fn a_server_that_goes_away_is_waited_for() {
    let synapse = tokio::task::spawn_blocking(Synapse::start).await.unwrap();
    let bot = Bot::new(&synapse).await;
    let mut reader = bot.open(None).await.unwrap();
    let cursor = reader.next().await.unwrap().cursor;
    let waiting = tokio::spawn(async move {
        loop {
            if let Err(error) = reader.next().await {
                return error;
            }
        }
    });
    drop(synapse);
    let error = tokio::time::timeout(Duration::from_secs(60), waiting).await.unwrap().unwrap();
    assert!(passing(error).contains("cannot be reached"));
    let Err(error) = bot.open(Some(&cursor)).await else { panic!("opened") };
    assert!(passing(error).contains("cannot be reached"));
    let late = bot.deliver(&lotse::chat::Delivery { key: "k".into(), room: "!r:x".into(), what: say("x") }).await;
    assert!(matches!(late, Err(DeliveryError::Later(_))), "{late:?}");
}

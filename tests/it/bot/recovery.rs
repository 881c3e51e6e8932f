//! The encryption of the bot's account, and what is done when its keys are lost.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use super::interruption::{answered_once, bot_and_anna, room_with_bot};
use super::program::{Bot, Ended};
use crate::synapse::{Person, Synapse};

const SET_UP: &[&str] = &["matrix", "set-up"];

fn told(ended: &Ended, code: i32, words: &str) {
    assert_eq!(ended.code, Some(code), "{ended:?}");
    assert!(ended.out.contains(words) || ended.error.contains(words), "nothing of “{words}” in {ended:?}");
}

#[tokio::test]
async fn the_recovery_key_is_printed_once() {
    let mut bot = Bot::new(Synapse::shared().await).await;
    let first = bot.program(SET_UP).ends().await;
    told(&first, 0, "Recovery key:");
    let file = bot.data().join("matrix-recovery-key");
    let key = std::fs::read_to_string(&file).unwrap().trim().to_owned();
    assert!(first.out.contains(&key) && !first.error.contains(&key), "{first:?}");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);

    let second = bot.program(SET_UP).ends().await;
    told(&second, 0, "set up already");
    assert!(!second.out.contains(&key), "{second:?}");
    bot.attends().await;
    assert!(!bot.log().contains("WARN") && !bot.log().contains("ERROR"), "{}", bot.log());
    told(&bot.program(SET_UP).ends().await, 4, "in use by `lotse run`");
    assert!(bot.is_stopped().await.success());

    // On another machine, or in another client, the account has its backup already.
    let elsewhere = tempfile::tempdir().unwrap();
    let program = || bot.program(SET_UP).set("DATA_DIR", elsewhere.path());
    told(&program().ends().await, 4, "its recovery key is not known");
    told(&program().reads("EsTb XEz7 nonsense\n").await, 4, "the recovery key is not the account's");
    let wrong = program().set("MATRIX__RECOVERY_KEY", "nonsense").ends().await;
    told(&wrong, 4, "nothing was changed");
    told(&program().reads(&format!("{key}\n")).await, 0, "with the key that you gave");
    told(&program().ends().await, 0, "set up already");
}

/// What is there of the bot on the homeserver, with its own eyes.
async fn seen_by_itself(bot: &Bot, path: &str) -> Value {
    let session = std::fs::read(bot.data().join("matrix/session.json")).unwrap();
    let session: Value = serde_json::from_slice(&session).unwrap();
    let path = format!("/_matrix/client/v3/{path}");
    Synapse::shared().await.get(&path, session["token"].as_str().unwrap()).await
}

async fn command(anna: &Person, room: &str, number: usize) -> String {
    anna.say(room, &format!("!ticket Gerät {number} macht keinen Mucks mehr")).await
}

#[tokio::test]
async fn a_store_that_is_lost_loses_and_doubles_nothing() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    told(&bot.program(SET_UP).ends().await, 0, "Recovery key:");
    let mut bot = bot;
    bot.attends().await;
    let room = room_with_bot(&bot, &anna, true).await;
    let mut said = vec![command(&anna, &room, 0).await];
    bot.has_done(1).await;
    said.push(command(&anna, &room, 1).await);
    bot.has_done(2).await;
    // The key with which Anna writes, and the one with which the bot answers.
    while seen_by_itself(&bot, "room_keys/version").await["count"].as_u64().unwrap() < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let devices = seen_by_itself(&bot, "devices").await;
    let old = devices["devices"][0]["device_id"].as_str().unwrap().to_owned();

    // As if it were killed after the homeserver took the last answer and its signs, before that was noted.
    bot.is_killed().await;
    let unmarked = "update outbox o set state = 'waiting', event = null, sent_at = null from outbox answer
                    where answer.id = (select max(id) from outbox where kind = 'say')
                      and (o.id = answer.id or o.target = answer.id) and o.kind in ('say', 'react')";
    assert_eq!(sqlx::query(unmarked).execute(bot.database.pool()).await.unwrap().rows_affected(), 3);
    std::fs::remove_dir_all(bot.data().join("matrix")).unwrap();
    for number in 2..5 {
        said.push(command(&anna, &room, number).await);
    }
    bot.start();
    bot.has_done(5).await;
    said.push(command(&anna, &room, 5).await);
    bot.has_done(6).await;
    answered_once(&bot, &anna, &room, &said, &["👀", "✅"]).await;
    assert!(bot.log().contains("a lost device had sent this already"), "{}", bot.log());

    let devices = seen_by_itself(&bot, "devices").await;
    let devices: Vec<&str> =
        devices["devices"].as_array().unwrap().iter().filter_map(|d| d["device_id"].as_str()).collect();
    assert!(devices.len() == 1 && devices[0] != old, "{devices:?}, and the lost one was {old}");
    assert!(bot.is_stopped().await.success());
}

#[tokio::test]
async fn a_command_does_not_run_again_when_the_bot_is_invited_again() {
    let (mut bot, anna) = bot_and_anna(&[]).await;
    let room = room_with_bot(&bot, &anna, false).await;
    let mut said = vec![command(&anna, &room, 0).await];
    bot.has_done(1).await;
    anna.kick(&room, &bot.account, "zu laut").await;
    anna.invite(&room, &bot.account).await;
    anna.until("the bot's coming back", |seen| {
        seen.room() == room
            && seen.sender() == bot.account
            && seen.0["unsigned"]["prev_content"]["membership"] == "invite"
            && seen.0["unsigned"]["prev_sender"] == anna.account
            && seen.content()["membership"] == "join"
    })
    .await;
    said.push(command(&anna, &room, 1).await);
    bot.has_done(2).await;
    answered_once(&bot, &anna, &room, &said, &[]).await;
    assert!(bot.is_stopped().await.success());
}

//! The Matrix platform on a real Synapse.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod account;
mod encryption;
mod rooms;
mod stage;

use std::ops::{Deref, DerefMut};

use lotse::chat::matrix::{Matrix, Settings};
use tempfile::TempDir;

use crate::asked::answers;
use crate::contract::{Ear, holds};
use crate::late;
use crate::sent_files::files_are_sent;
use crate::synapse::Synapse;

use self::stage::MatrixStage;

/// A bot with an account and a store of its own.
struct Bot {
    settings: Settings,
    platform: Matrix,
    _folder: TempDir,
}

impl Bot {
    async fn new(synapse: &Synapse) -> Bot {
        Bot::with(synapse, |_| {}).await
    }

    async fn with(synapse: &Synapse, change: impl FnOnce(&mut Settings)) -> Bot {
        let folder = tempfile::tempdir().unwrap();
        let (user, password) = synapse.register("lotse").await;
        let mut settings = Settings {
            homeserver: synapse.url.clone(),
            user,
            password: Some(password),
            access_token: None,
            device_name: "Lotse".to_owned(),
            store: folder.path().join("matrix"),
            instance: "test".to_owned(),
            store_passphrase: None,
            recovery_key: None,
            invite_servers: vec![],
            invite_users: vec![],
            ignore_servers: vec![],
            ignore_users: vec![],
            extra_certificates: None,
        };
        change(&mut settings);
        let platform = Matrix::new(settings.clone()).await.unwrap();
        Bot { settings, platform, _folder: folder }
    }

    /// As after a restart of the process.
    async fn restarted(&mut self) {
        self.platform = Matrix::new(self.settings.clone()).await.unwrap();
    }
}

impl Deref for Bot {
    type Target = Matrix;
    fn deref(&self) -> &Matrix {
        &self.platform
    }
}

impl DerefMut for Bot {
    fn deref_mut(&mut self) -> &mut Matrix {
        &mut self.platform
    }
}

#[tokio::test]
async fn the_contract_holds_in_plain_rooms() {
    holds(&MatrixStage::new(false).await).await;
}

#[tokio::test]
async fn the_contract_holds_in_encrypted_rooms() {
    holds(&MatrixStage::new(true).await).await;
}

#[tokio::test]
async fn questions_are_answered_in_plain_and_encrypted_rooms() {
    for encrypted in [false, true] {
        answers(&MatrixStage::new(encrypted).await).await;
    }
}

#[tokio::test]
async fn files_are_sent_into_plain_and_encrypted_rooms() {
    for encrypted in [false, true] {
        files_are_sent(&MatrixStage::new(encrypted).await).await;
    }
}

#[tokio::test]
async fn keys_may_come_late() {
    late::keys_may_come_late(&MatrixStage::new(true).await).await;
}

#[tokio::test]
async fn own_deliveries_are_shown_in_plain_and_encrypted_rooms() {
    for encrypted in [false, true] {
        late::own_deliveries_are_shown(&MatrixStage::new(encrypted).await).await;
    }
}

#[tokio::test]
async fn a_bot_that_was_cut_off_reads_the_same_again() {
    let synapse = Synapse::shared().await;
    let (mut bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut ear = Ear::first(&bot.platform).await;
    let room = anna.room("it-help", false, &[&bot.settings.user]).await;
    ear.joined(&room).await;
    let stored = ear.cursor.clone();
    for number in 0..5 {
        anna.say(&room, &format!("!ticket {number}")).await;
    }
    ear.until("the last", |event| event.room == room && format!("{:?}", event.what).contains("!ticket 4")).await;
    let heard = ear.texts(&room);

    // The reader is dropped while it waits, and opened again at once.
    assert!(tokio::time::timeout(std::time::Duration::from_millis(300), ear.batch()).await.is_err());
    drop(ear);
    let mut ear = Ear::at(&bot.platform, &stored).await;
    ear.batch().await;
    assert_eq!(ear.texts(&room), heard);

    // As a new process, on an old cursor, more than once, while the server still has its answers in its cache.
    for _ in 0..2 {
        bot.restarted().await;
        let mut ear = Ear::at(&bot.platform, &stored).await;
        while ear.texts(&room).len() < heard.len() {
            ear.batch().await;
        }
        assert_eq!(ear.texts(&room), heard);
    }
}

#[tokio::test]
async fn a_gap_of_hundreds_is_filled() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut ear = Ear::first(&bot.platform).await;
    let room = anna.room("it-help", false, &[&bot.settings.user]).await;
    ear.joined(&room).await;
    let stored = ear.cursor.clone();
    drop(ear);
    let token = anna.token().await;
    let mut sent = Vec::new();
    for number in 0..230 {
        sent.push(format!("!ticket {number}"));
        // Without encryption nothing speaks against the shortest way.
        synapse.say_raw(&token, &room, &number.to_string(), &format!(r#""!ticket {number}""#)).await;
    }
    let mut ear = Ear::at(&bot.platform, &stored).await;
    ear.batch().await;
    assert_eq!(ear.texts(&room), sent);
    ear.until("nothing more", |_| true).await;
}

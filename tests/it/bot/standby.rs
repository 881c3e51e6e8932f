//! Two instances on one database: one reads and sends, the other takes over when it is gone.

use chrono::{DateTime, Utc};

use super::interruption::{answered_once, bot_and_anna, commands, no_gaps, room_with_bot};
use super::program::{Bot, FROZEN, thread};
use crate::synapse::Synapse;

/// The bound for taking over.
const SOON: f64 = 10.0;

async fn database_time(bot: &Bot) -> DateTime<Utc> {
    sqlx::query_scalar("select clock_timestamp()").fetch_one(bot.database.pool()).await.unwrap()
}

/// How long after `moment` the account was taken over, by the database's clock.
async fn seconds_until_taken(bot: &Bot, moment: DateTime<Utc>) -> f64 {
    let taken = "select extract(epoch from held_since - $1)::float8 from account";
    sqlx::query_scalar(taken).bind(moment).fetch_one(bot.database.pool()).await.unwrap()
}

/// How many commands have been answered.
async fn answers(bot: &Bot) -> i64 {
    let sent = "select count(*) from outbox where kind = 'say' and state = 'sent'";
    sqlx::query_scalar(sent).fetch_one(bot.database.pool()).await.unwrap()
}

/// Waits until the holder has seen that somebody stands by.
async fn is_seen_to_stand_by(bot: &mut Bot) {
    bot.logs("standing by").await;
    let since = database_time(bot).await;
    // The beat after the next one looked at the other instances when it was sent.
    for _ in 0..2 {
        let before = database_time(bot).await.max(since);
        bot.until("a beat of the holder", async |pool| {
            let beat = "select beat_at > $1 from instance join account on holder = name";
            let beat: bool = sqlx::query_scalar(beat).bind(before).fetch_one(pool).await.unwrap();
            beat.then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn an_instance_that_is_frozen_in_the_midst_of_commands_is_replaced_and_does_no_harm() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut bot = bot.with("DESK__OFFER_REACTIONS", "false").with("ROLES__OPERATORS", &anna.account);
    bot.attends().await;
    let plain = room_with_bot(&bot, &anna, false).await;
    let encrypted = room_with_bot(&bot, &anna, true).await;
    let mut first = bot.steps_aside();
    bot.start();
    is_seen_to_stand_by(&mut bot).await;

    let saying = async {
        let (a, b) = tokio::join!(commands(&anna, &plain, 0..40), commands(&anna, &encrypted, 0..40));
        [a, b]
    };
    let freezing = async {
        while answers(&bot).await < 20 {
            tokio::task::yield_now().await;
        }
        first.is_frozen();
        let frozen = database_time(&bot).await;
        bot.logs("this instance reads and sends").await;
        let seconds = seconds_until_taken(&bot, frozen).await;
        assert!((0.0..=SOON).contains(&seconds), "taken over {seconds} s after it was frozen");
        // One on the same machine is ended before its store is opened; if it were still there, it would wake now.
        bot.logs("reading").await;
        first.wakes();
    };
    let ([mut in_plain, mut in_encrypted], ()) = tokio::join!(saying, freezing);
    assert!(!first.ended().await.success());
    in_plain.extend(commands(&anna, &plain, 40..45).await);
    in_encrypted.extend(commands(&anna, &encrypted, 40..45).await);
    bot.has_done(90).await;
    answered_once(&bot, &anna, &plain, &in_plain, &[]).await;
    answered_once(&bot, &anna, &encrypted, &in_encrypted, &[]).await;
    no_gaps(&bot, 90).await;
}

#[tokio::test]
async fn an_instance_that_wakes_elsewhere_after_it_was_replaced_ends_itself() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut bot = bot.with("ROLES__OPERATORS", &anna.account);
    bot.attends().await;
    let room = room_with_bot(&bot, &anna, false).await;
    let said = anna.say(&room, "!ticket The printer does not print").await;
    anna.until("an answer", |seen| thread(seen) == Some(&said)).await;
    bot.has_done(1).await;

    // Without a common folder nobody finds it, as if it were on another machine.
    let mut first = bot.steps_aside();
    bot.moves_to_another_folder();
    bot.start();
    is_seen_to_stand_by(&mut bot).await;
    let status = anna.say(&room, "!lotse status").await;
    let answer = anna.until("the status", |seen| thread(seen) == Some(&status)).await;
    for words in [": reads and sends", ": stands by"] {
        assert_eq!(answer.body().matches(words).count(), 1, "{}", answer.body());
    }
    bot.has_done(1).await;

    first.is_frozen();
    let frozen = database_time(&bot).await;
    bot.logs("this instance reads and sends").await;
    let seconds = seconds_until_taken(&bot, frozen).await;
    assert!((0.0..=SOON).contains(&seconds), "taken over {seconds} s after it was frozen");
    let said = anna.say(&room, "!ticket The beamer stays dark").await;
    first.wakes();
    assert_eq!(first.ended().await.code(), Some(FROZEN));
    anna.until("an answer", |seen| thread(seen) == Some(&said)).await;
    bot.has_done(2).await;
    let end = anna.say(&room, "Ende").await;
    let seen = anna.all(&room, &end).await;
    assert_eq!(seen.iter().filter(|seen| thread(seen) == Some(&said)).count(), 1);
}

#[tokio::test]
async fn an_instance_that_is_frozen_alone_goes_on() {
    let (mut bot, anna) = bot_and_anna(&[]).await;
    let room = room_with_bot(&bot, &anna, false).await;
    bot.running().is_frozen();
    let said = anna.say(&room, "!ticket The printer does not print").await;
    // Longer than it may act after its last beat.
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    bot.running().wakes();
    bot.has_done(1).await;
    answered_once(&bot, &anna, &room, &[said], &[]).await;
    assert!(bot.is_stopped().await.success());
}

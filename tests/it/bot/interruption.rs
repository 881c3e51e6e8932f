//! Nothing is lost and nothing doubled, however the bot ends and whenever it comes back.

use std::ops::Range;

use futures_util::future::join_all;
use tokio::sync::oneshot;

use super::program::{Bot, thread};
use crate::synapse::{Person, Seen, Synapse};

pub(crate) async fn bot_and_anna(signs: &[&str]) -> (Bot, Person) {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut bot = bot.with("DESK__OFFER_REACTIONS", (!signs.is_empty()).to_string());
    bot.attends().await;
    (bot, anna)
}

/// A room of Anna's into which the bot has come.
pub(crate) async fn room_with_bot(bot: &Bot, anna: &Person, encrypted: bool) -> String {
    let room = anna.room("it-help", encrypted, &[&bot.account]).await;
    anna.sees_member(&room, &bot.account).await;
    room
}

/// Gives the commands' events, in order.
pub(crate) async fn commands(anna: &Person, room: &str, numbers: Range<usize>) -> Vec<String> {
    let mut commands = Vec::new();
    for number in numbers {
        commands.push(anna.say(room, &format!("!ticket Gerät {number} macht keinen Mucks mehr")).await);
    }
    commands
}

/// Each command has one answer in its thread, and each answer each sign once; answers and tickets are in the order of
/// the commands. Gives the numbers of the tickets.
pub(crate) async fn answered_once(
    bot: &Bot,
    anna: &Person,
    room: &str,
    commands: &[String],
    signs: &[&str],
) -> Vec<u32> {
    let end = anna.say(room, "Ende").await;
    let seen = anna.all(room, &end).await;
    let bots: Vec<&Seen> = seen.iter().filter(|seen| seen.sender() == bot.account).collect();
    let hidden = bots.iter().find(|seen| seen.kind() == "m.room.encrypted");
    assert!(hidden.is_none(), "cannot be decrypted: {hidden:?}");
    let answers: Vec<&Seen> = bots.iter().copied().filter(|seen| thread(seen).is_some()).collect();
    let answered: Vec<&str> = answers.iter().filter_map(|answer| thread(answer)).collect();
    assert_eq!(answered, commands);
    for answer in &answers {
        let offered: Vec<&str> = bots
            .iter()
            .filter(|seen| seen.kind() == "m.reaction" && seen.relation()["event_id"] == answer.id())
            .filter_map(|seen| seen.relation()["key"].as_str())
            .collect();
        assert_eq!(offered, signs, "below {}", answer.body());
    }
    let number = |answer: &&Seen| answer.body().strip_prefix("T-")?.split(' ').next()?.parse().ok();
    let tickets: Vec<u32> = answers.iter().filter_map(number).collect();
    assert_eq!(tickets.len(), commands.len(), "every answer is a card");
    assert!(tickets.is_sorted(), "{tickets:?}");
    tickets
}

/// The tickets have the numbers from 1 on, without gaps.
pub(crate) async fn no_gaps(bot: &Bot, tickets: i64) {
    let numbers = sqlx::query_as::<_, (i64, i64, i64)>("select count(*), min(id), max(id) from ticket");
    let numbers = numbers.fetch_one(bot.database.pool()).await.unwrap();
    assert_eq!(numbers, (tickets, 1, tickets));
}

#[tokio::test]
async fn what_was_written_while_the_bot_was_down_is_answered_once() {
    let (mut bot, anna) = bot_and_anna(&[]).await;
    let rooms = [(100, false), (60, false), (40, true)];
    let rooms = join_all(rooms.map(async |(count, encrypted)| (count, room_with_bot(&bot, &anna, encrypted).await)));
    let rooms = rooms.await;
    assert!(bot.is_stopped().await.success());

    let said = rooms.iter().map(async |(count, room)| (room, commands(&anna, room, 0..*count).await));
    let mut said = join_all(said).await;
    bot.start();
    bot.has_done(200).await;
    // A bot that starts once more says nothing once more.
    assert!(bot.is_stopped().await.success());
    bot.start();
    for (room, said) in &mut said {
        // Another device than those that are reported already, which Lotse would take for the same trouble.
        let next = said.len();
        said.extend(commands(&anna, room, next..next + 1).await);
    }
    bot.has_done(203).await;

    let answers = said.iter().map(async |(room, said)| answered_once(&bot, &anna, room, said, &[]).await);
    let mut tickets = join_all(answers).await.concat();
    tickets.sort();
    assert_eq!(tickets, (1..=203).collect::<Vec<_>>());
    no_gaps(&bot, 203).await;
}

/// A hundred commands, one after the other, in the midst of which something happens to the bot.
async fn stream(encrypted: bool, signs: &[&str], interrupt: impl AsyncFnOnce(&mut Bot)) {
    let (mut bot, anna) = bot_and_anna(signs).await;
    let room = room_with_bot(&bot, &anna, encrypted).await;
    let (interrupted, was_interrupted) = oneshot::channel();
    let saying = async {
        let mut said = commands(&anna, &room, 0..80).await;
        // However fast the homeserver is, there is something left to say.
        was_interrupted.await.unwrap();
        said.extend(commands(&anna, &room, 80..100).await);
        said
    };
    let happens = async {
        bot.until("some answers", async |pool| {
            let sent = "select count(*) from outbox where kind = 'say' and state = 'sent'";
            let sent: i64 = sqlx::query_scalar(sent).fetch_one(pool).await.unwrap();
            (sent > 30).then_some(())
        })
        .await;
        interrupt(&mut bot).await;
        interrupted.send(()).unwrap();
    };
    let (said, ()) = tokio::join!(saying, happens);
    bot.has_done(100).await;
    answered_once(&bot, &anna, &room, &said, signs).await;
    no_gaps(&bot, 100).await;
}

async fn killed_and_started(bot: &mut Bot) {
    bot.is_killed().await;
    bot.start();
}

#[tokio::test]
async fn a_kill_in_the_midst_of_commands_loses_and_doubles_nothing() {
    stream(false, &["👀", "✅"], killed_and_started).await;
}

#[tokio::test]
async fn a_kill_in_the_midst_of_encrypted_commands_loses_and_doubles_nothing() {
    stream(true, &[], killed_and_started).await;
}

#[tokio::test]
async fn a_soft_stop_in_the_midst_of_commands_ends_well_and_gives_the_account_free() {
    stream(false, &[], async |bot| {
        let ended = bot.is_stopped().await;
        assert_eq!(ended.code(), Some(0));
        assert!(bot.log().contains("Lotse has stopped"), "{}", bot.log());
        let locks = "select count(*) from pg_locks where locktype = 'advisory' \
                     and database = (select oid from pg_database where datname = current_database())";
        let locks: i64 = sqlx::query_scalar(locks).fetch_one(bot.database.pool()).await.unwrap();
        assert_eq!(locks, 0, "the account is still held");
        bot.start();
    })
    .await;
}

#[tokio::test]
async fn a_second_instance_takes_over_from_one_that_was_killed() {
    stream(true, &[], async |bot| {
        let mut first = bot.steps_aside();
        bot.start();
        bot.logs("standing by").await;
        first.is_killed().await;
        bot.logs("this instance reads and sends").await;
    })
    .await;
}

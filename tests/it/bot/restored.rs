//! A backup of the database is restored, on a real homeserver.

use sqlx::PgPool;

use super::program::{Bot, thread};
use crate::synapse::{Seen, Synapse};

async fn tickets(pool: &PgPool) -> Vec<(i64, String)> {
    sqlx::query_as("select id, title from ticket order by id").fetch_all(pool).await.unwrap()
}

/// Each command with the message that answers it.
async fn answers(pool: &PgPool, commands: &[(usize, String)]) -> Vec<(String, Option<String>)> {
    let commands: Vec<&str> = commands.iter().map(|(_, event)| event.as_str()).collect();
    let answers = "select i.event, o.event from outbox o join inbox i on i.id = o.cause \
                   where o.kind = 'say' and i.event = any($1) order by o.id";
    sqlx::query_as(answers).bind(&commands).fetch_all(pool).await.unwrap()
}

#[tokio::test]
async fn a_restored_database_doubles_nothing_and_the_operators_are_told_once() {
    let synapse = Synapse::shared().await;
    let (bot, anna, olga) = tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("olga"));
    let mut bot = bot.with("ROLES__OPERATORS", &olga.account);
    bot.attends().await;
    let mut rooms = Vec::new();
    for encrypted in [false, true] {
        let room = anna.room("it-help", encrypted, &[&bot.account]).await;
        anna.sees_member(&room, &bot.account).await;
        rooms.push(room);
    }
    let mut said = Vec::new();
    said.push((0, anna.say(&rooms[0], "!ticket Gerät 1 macht keinen Mucks mehr").await));
    bot.has_done(1).await;
    assert!(bot.is_stopped().await.success());
    let backup = bot.database.backed_up().await;

    // One after the other, so that it is certain which has which number.
    bot.start();
    for number in 2..=5 {
        let room = number % 2;
        said.push((room, anna.say(&rooms[room], &format!("!ticket Gerät {number} macht keinen Mucks mehr")).await));
        bot.has_done(i64::try_from(number).unwrap()).await;
    }
    assert!(bot.is_stopped().await.success());
    let before = (tickets(bot.database.pool()).await, answers(bot.database.pool(), &said).await);
    assert_eq!(before.1.len(), 5);

    bot.database.restored(&backup).await;
    bot.start();
    bot.has_done(5).await;
    let after = (tickets(bot.database.pool()).await, answers(bot.database.pool(), &said).await);
    assert_eq!(after, before, "the same numbers, and the same messages in the room");
    let invited = olga
        .until("an invitation", |seen| seen.0["state_key"] == olga.account && seen.content()["membership"] == "invite")
        .await;
    let direct = invited.room().to_owned();
    olga.join(&direct).await;
    olga.until("a report", |seen| seen.room() == direct && seen.body().starts_with("⚠️")).await;

    assert!(bot.is_stopped().await.success());
    bot.start();
    said.push((0, anna.say(&rooms[0], "!ticket Gerät 6 macht keinen Mucks mehr").await));
    bot.has_done(6).await;
    let mut answered = Vec::new();
    for room in &rooms {
        let end = anna.say(room, "Ende").await;
        let seen = anna.all(room, &end).await;
        let bots = |seen: &&Seen| seen.sender() == bot.account;
        answered.extend(seen.iter().filter(bots).filter_map(thread).map(str::to_owned));
    }
    let expected = |of: usize| said.iter().filter(move |(room, _)| *room == of).map(|(_, event)| event.clone());
    assert_eq!(answered, expected(0).chain(expected(1)).collect::<Vec<_>>());
    let end = olga.say(&direct, "!lotse status").await;
    let reports = olga.all(&direct, &end).await;
    assert_eq!(reports.iter().filter(|seen| seen.body().starts_with("⚠️")).count(), 1);
}

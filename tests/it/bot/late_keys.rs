//! A command that the bot cannot read, until its key comes.

use super::program::{Bot, count, thread};
use crate::synapse::{Seen, Synapse};

#[tokio::test]
async fn a_command_whose_key_comes_after_a_kill_is_answered_and_done_once() {
    let synapse = Synapse::shared().await;
    let (bot, anna) = tokio::join!(Bot::new(synapse), synapse.person("anna"));
    let mut bot = bot.with("DESK__UNREAD_WAIT", "1s").with("DESK__OFFER_REACTIONS", "false");
    bot.attends().await;
    let room = anna.room("it-help", true, &[&bot.account]).await;
    anna.sees_member(&room, &bot.account).await;
    anna.withholds(&room, &bot.account).await;
    let command = anna.say(&room, "!ticket Der Drucker im dritten Stock druckt nicht mehr").await;
    let talk = anna.say(&room, "Hat jemand Papier gesehen?").await;
    let told = anna.until("an answer", |seen| thread(seen) == Some(&command)).await;
    assert!(told.body().starts_with("🔒"), "{told:?}");

    bot.is_killed().await;
    anna.hands_over().await;
    bot.start();
    bot.has_done(1).await;
    bot.is_killed().await;
    bot.start();
    let later = anna.say(&room, "!ticket Der Scanner scannt nicht mehr").await;
    bot.has_done(2).await;
    assert_eq!(count(bot.database.pool()).await, 2);

    let end = anna.say(&room, "Ende").await;
    let seen = anna.all(&room, &end).await;
    let bots: Vec<&Seen> =
        seen.iter().filter(|seen| seen.sender() == bot.account && seen.kind() == "m.room.message").collect();
    let below = |root: &str| bots.iter().filter(|seen| thread(seen) == Some(root)).map(|seen| seen.body()).collect();
    let below_command: Vec<&str> = below(&command);
    assert_eq!(below_command.len(), 2, "{below_command:?}");
    assert!(below_command[1].starts_with("T-1 "), "{below_command:?}");
    let below_later: Vec<&str> = below(&later);
    assert!(below_later.len() == 1 && below_later[0].starts_with("T-2 "), "{below_later:?}");
    assert!(below(&talk).is_empty());
    let edits: Vec<&str> = bots
        .iter()
        .filter(|seen| seen.relation()["rel_type"] == "m.replace" && seen.relation()["event_id"] == told.id())
        .filter_map(|seen| seen.content()["m.new_content"]["body"].as_str())
        .collect();
    assert!(edits.len() == 1 && edits[0].starts_with("🔓"), "{edits:?}");
    // The ticket is as old as the command, and not as its key.
    let first = sqlx::query_scalar::<_, bool>(
        "select (select sent_at from inbox where event = $1) < (select accepted_at from inbox where event = $2)",
    );
    let first = first.bind(&command).bind(&later).fetch_one(bot.database.pool()).await.unwrap();
    assert!(first);
}

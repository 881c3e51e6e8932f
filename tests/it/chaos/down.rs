//! The bot is away for a while. For two minutes, Synapse gives the same answer to the same question; after that it makes
//! a new one, which leaves out what is in the middle.

use std::time::Duration;

use tokio::time::Instant;

use super::{Stream, bot};
use crate::synapse::Synapse;

async fn killed_and_away_for(time: Duration) {
    let synapse = Synapse::shared().await;
    let mut bot = bot(synapse).await;
    bot.attends().await;
    let mut stream = Stream::new(synapse, &bot).await;
    stream.says(1).await;
    bot.has_done(2).await;
    bot.is_killed().await;
    let back = Instant::now() + time;
    stream.says(100).await;
    tokio::time::sleep_until(back).await;
    bot.start();
    stream.is_answered_once(&mut bot).await;
}

#[tokio::test]
async fn a_hundred_commands_in_a_room_wait_for_a_bot_that_is_away_for_twenty_seconds() {
    killed_and_away_for(Duration::from_secs(20)).await;
}

#[tokio::test]
async fn a_hundred_commands_in_a_room_wait_for_a_bot_that_is_away_longer_than_the_homeserver_remembers() {
    killed_and_away_for(Duration::from_secs(130)).await;
}

//! The bot is killed again and again.

use std::time::Duration;

use tokio::sync::oneshot;

use super::{Stream, bot, progress};
use crate::synapse::Synapse;

/// 300 commands, half of them encrypted, and `kill -9` twenty times meanwhile: whatever the bot is just doing.
#[tokio::test]
async fn twenty_kills_in_a_stream_of_commands_lose_and_double_nothing() {
    let synapse = Synapse::shared().await;
    let mut bot = bot(synapse).await;
    bot.attends().await;
    let mut stream = Stream::new(synapse, &bot).await;
    let (killed, was_killed) = oneshot::channel();
    let saying = async {
        stream.says(130).await;
        // However slow the bot is, it is killed with something left to say.
        was_killed.await.unwrap();
        stream.says(20).await;
    };
    let killing = async {
        for round in 0..20 {
            progress(&mut bot, 8).await;
            // Not always at the same step of the work.
            tokio::time::sleep(Duration::from_millis(round * 37 % 150)).await;
            bot.is_killed().await;
            bot.start();
        }
        killed.send(()).unwrap();
    };
    tokio::join!(saying, killing);
    stream.is_answered_once(&mut bot).await;
}

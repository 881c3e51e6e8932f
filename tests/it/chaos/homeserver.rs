//! The homeserver is killed and comes back.

use std::time::Duration;

use super::{Stream, bot, progress};
use crate::synapse::Synapse;

#[tokio::test]
async fn a_homeserver_that_is_killed_in_a_stream_of_commands_loses_and_doubles_nothing() {
    let mut synapse = tokio::task::spawn_blocking(Synapse::own).await.unwrap();
    let mut bot = bot(&synapse).await;
    bot.attends().await;
    let mut stream = Stream::new(&synapse, &bot).await;
    let harm = async {
        for away in [0, 3] {
            progress(&mut bot, 10).await;
            synapse.is_killed().await;
            tokio::time::sleep(Duration::from_secs(away)).await;
            synapse.comes_back().await;
        }
    };
    tokio::join!(stream.says(40), harm);
    stream.is_answered_once(&mut bot).await;
    assert!(bot.is_stopped().await.success());
}

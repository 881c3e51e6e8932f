//! The database is stopped, and killed.

use std::time::Duration;

use super::{Stream, progress};
use crate::bot::program::Bot;
use crate::support::database::TestDatabase;
use crate::synapse::Synapse;

#[tokio::test]
async fn a_database_that_is_stopped_and_killed_in_a_stream_of_commands_loses_and_doubles_nothing() {
    let synapse = Synapse::shared().await;
    let database = TestDatabase::on_its_own().await;
    let mut bot = Bot::on(synapse, database).await.with("DESK__OFFER_REACTIONS", "false");
    bot.attends().await;
    let mut stream = Stream::new(synapse, &bot).await;
    let harm = async {
        progress(&mut bot, 5).await;
        bot.database.is_stopped().await;
        tokio::time::sleep(Duration::from_secs(10)).await;
        bot.database.comes_back().await;
        for _ in 0..3 {
            progress(&mut bot, 5).await;
            bot.database.is_killed().await;
        }
    };
    tokio::join!(stream.says(50), harm);
    stream.is_answered_once(&mut bot).await;
    assert!(bot.is_stopped().await.success());
    bot.database.is_stopped().await;
}

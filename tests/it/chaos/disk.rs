//! The disk on which the encryption keys lie is full.

use std::time::Duration;

use super::{Stream, bot, progress};
use crate::synapse::Synapse;

/// The limit on a file's size stands for the full disk: it needs no rights, and writes fail in the same place.
#[tokio::test]
async fn a_full_disk_is_told_and_waited_for() {
    let synapse = Synapse::shared().await;
    let mut bot = bot(synapse).await.with_limits();
    bot.attends().await;
    let mut stream = Stream::new(synapse, &bot).await;
    let harm = async {
        progress(&mut bot, 5).await;
        // Less than any of the store's files has; the log stays below it.
        bot.running().may_write(Some(24_000)).await;
        bot.logs("is its disk full?").await;
        tokio::time::sleep(Duration::from_secs(3)).await;
        bot.running().may_write(None).await;
    };
    tokio::join!(stream.says(25), harm);
    // The very process that met the full disk goes on.
    stream.is_answered_once(&mut bot).await;
    assert!(bot.is_stopped().await.success());
}

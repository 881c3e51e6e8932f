//! The line between the bot and the homeserver is cut, silent or slow.

use std::time::Duration;

use super::proxy::{Line, Proxy};
use super::{Stream, bot, progress};
use crate::synapse::Synapse;

#[tokio::test]
async fn a_line_that_is_cut_silent_and_slow_loses_and_doubles_nothing() {
    let synapse = Synapse::shared().await;
    let proxy = Proxy::to(&synapse.url).await;
    let mut bot = bot(synapse).await.with("MATRIX__HOMESERVER", &proxy.url);
    bot.attends().await;
    let mut stream = Stream::new(synapse, &bot).await;
    let harm = async {
        // Between the request and its answer, however it falls.
        for round in 0..8 {
            progress(&mut bot, 3).await;
            proxy.is(Line::Cut);
            tokio::time::sleep(Duration::from_millis(round * 130)).await;
            proxy.is(Line::Good);
        }
        progress(&mut bot, 3).await;
        proxy.is(Line::Silent);
        tokio::time::sleep(Duration::from_secs(5)).await;
        // What was on the way arrives late, or not at all.
        proxy.is(Line::Good);
        progress(&mut bot, 3).await;
        proxy.is(Line::Silent);
        tokio::time::sleep(Duration::from_secs(3)).await;
        proxy.is(Line::Cut);
        proxy.is(Line::Slow(Duration::from_millis(200)));
        progress(&mut bot, 8).await;
        proxy.is(Line::Good);
    };
    tokio::join!(stream.says(50), harm);
    stream.is_answered_once(&mut bot).await;
}

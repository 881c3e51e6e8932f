//! Streams of commands while everything around the bot is killed, stopped, cut off, slow or full. In the end, each
//! command has one ticket and one answer, in the order in which they were said.

mod connection;
mod database;
mod disk;
mod down;
mod homeserver;
mod kills;
mod proxy;

use std::ops::Range;

use crate::bot::interruption::{answered_once, commands, no_gaps, room_with_bot};
use crate::bot::program::Bot;
use crate::synapse::{Person, Synapse};

/// Anna's two rooms, in which she says the same at the same time: one in the clear, one encrypted.
struct Stream {
    anna: Person,
    rooms: [String; 2],
    said: [Vec<String>; 2],
}

impl Stream {
    /// Brings the running bot into the rooms.
    async fn new(synapse: &Synapse, bot: &Bot) -> Self {
        let anna = synapse.person("anna").await;
        let rooms = [room_with_bot(bot, &anna, false).await, room_with_bot(bot, &anna, true).await];
        Self { anna, rooms, said: Default::default() }
    }

    /// Says the next commands, in each room one after the other.
    async fn says(&mut self, count: usize) {
        let numbers: Range<usize> = self.said[0].len()..self.said[0].len() + count;
        let [plain, encrypted] = &self.rooms;
        let (plain, encrypted) =
            tokio::join!(commands(&self.anna, plain, numbers.clone()), commands(&self.anna, encrypted, numbers));
        self.said[0].extend(plain);
        self.said[1].extend(encrypted);
    }

    /// Waits until everything is done, and finds each command answered once and in order.
    async fn is_answered_once(&self, bot: &mut Bot) {
        let all = i64::try_from(self.said.concat().len()).unwrap();
        bot.has_done(all).await;
        let mut tickets = Vec::new();
        for (room, said) in self.rooms.iter().zip(&self.said) {
            tickets.extend(answered_once(bot, &self.anna, room, said, &[]).await);
        }
        tickets.sort_unstable();
        tickets.dedup();
        assert_eq!(i64::try_from(tickets.len()).unwrap(), all, "each answer is about another ticket");
        no_gaps(bot, all).await;
    }
}

/// A bot that puts no signs below its answers: half of the events that the homeserver has to carry.
async fn bot(synapse: &Synapse) -> Bot {
    Bot::new(synapse).await.with("DESK__OFFER_REACTIONS", "false")
}

/// Waits until so many answers more were sent.
async fn progress(bot: &mut Bot, more: i64) {
    let sent = "select count(*) from outbox where kind = 'say' and state = 'sent'";
    let before: i64 = sqlx::query_scalar(sent).fetch_one(bot.database.pool()).await.unwrap();
    bot.until("more answers", async |pool| {
        let now: i64 = sqlx::query_scalar(sent).fetch_one(pool).await.unwrap();
        (now >= before + more).then_some(())
    })
    .await;
}

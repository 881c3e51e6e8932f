//! The whole bot: the program as it is shipped, on a real homeserver, with people who use clients of their own.

mod approvals;
mod beginning;
mod changes;
mod conversation;
mod demo;
mod files;
mod incidents;
pub(crate) mod interruption;
mod knowledge;
mod late_keys;
mod pages;
pub(crate) mod program;
mod recovery;
mod requests;
mod restored;
mod standby;
mod teams;
mod terminal;

use self::program::Bot;
use crate::synapse::{Person, Seen};

/// The bot's first message in a room that fits.
async fn hears(person: &Person, bot: &Bot, room: &str, what: &str, fits: impl Fn(&Seen) -> bool) -> Seen {
    let bots = |seen: &Seen| seen.room() == room && seen.sender() == bot.account && seen.kind() == "m.room.message";
    person.until(what, |seen| bots(seen) && fits(seen)).await
}

/// Whether a message is the edit of another one, and says this now.
fn is_edit(seen: &Seen, target: &Seen, words: &str) -> bool {
    let now = seen.content()["m.new_content"]["body"].as_str().unwrap_or_default();
    seen.relation()["rel_type"] == "m.replace" && seen.relation()["event_id"] == target.id() && now.contains(words)
}

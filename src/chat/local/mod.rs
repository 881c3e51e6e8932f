//! The in-process platform: a homeserver in memory, for tests and for `lotse console`.
//!
//! [`LocalServer`] plays the homeserver and its people. It outlives the bot: a bot that is dropped and started again
//! opens a new [`Local`] on the same server and reads on from its stored cursor, as it would on a real one. Rooms and
//! accounts have the same ids in every process (`!it-help:local`, `@anna:local`), because the console's database
//! outlives the server; events carry a nonce of the server, so that none of them is ever taken for an earlier one.
//!
//! | file | what it holds |
//! |---|---|
//! | `people` | what people do: join, write, edit, react, take back |
//! | `state` | rooms, messages, what the bot is to be handed, what was seen |
//! | `deliver` | what the bot does, and what a delivery is refused for |
//! | `platform` | [`Local`], the bot's connection |
//! | `fault` | an unreachable, slow or refusing server, on demand |
//! | `view` | what people see |
//! | `mention` | `@anna` in a text becomes an account |

mod deliver;
mod fault;
mod mention;
mod people;
mod platform;
mod state;
#[cfg(test)]
mod tests;
mod view;

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use self::state::State;
use crate::clock::Clock;

pub use self::fault::Failure;
pub use self::people::{Place, Post, Refused};
pub use self::platform::Local;
pub use self::view::{Item, MemberView, ReactionView, RoomView, Seen, Sight};

/// The bot's account on every local server.
pub const ACCOUNT: &str = "@lotse:local";

/// A homeserver in memory; clones are handles on the same one.
#[derive(Debug, Clone)]
pub struct LocalServer(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    /// Counts everything that happens, so that readers and the console can wait for it.
    changed: watch::Sender<u64>,
}

impl LocalServer {
    /// An empty server, with the bot's account on it and nobody else.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        // The process's random keys make the nonce; the present alone could repeat under a fake clock.
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_i64(clock.now().timestamp_micros());
        let nonce = format!("{:012x}", hasher.finish() >> 16);
        Self(Arc::new(Shared { state: Mutex::new(State::new(clock, nonce)), changed: watch::Sender::new(0) }))
    }

    /// A connection of the bot. Of several, the one that was opened last reads; an earlier one is told so.
    #[must_use]
    pub fn platform(&self) -> Local {
        Local::new(self.clone())
    }

    /// A receiver that wakes whenever something happened on the server: a message, a reaction, a member, a fault.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.0.changed.subscribe()
    }

    /// Waits until the bot has opened a connection. What is said earlier is a baseline that a new bot never answers.
    pub async fn attended(&self) {
        self.until(State::attended).await;
    }

    /// Waits until the bot was handed everything, and has come back for more: so it is done with what it does between
    /// two reads, which is to store them.
    pub async fn drained(&self) {
        self.until(|state| state.drained).await;
    }

    async fn until(&self, condition: impl Fn(&State) -> bool) {
        let mut changes = self.changes();
        while !condition(&self.lock()) {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic of one test's task must not hide the state from the others.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state, then wakes whoever waits.
    fn act<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.lock());
        self.wake();
        result
    }

    fn wake(&self) {
        self.0.changed.send_modify(|count| *count = count.wrapping_add(1));
    }
}

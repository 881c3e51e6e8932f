//! The bot's connection to the local server.

use async_trait::async_trait;
use tokio::sync::watch;

use super::state::State;
use super::{ACCOUNT, LocalServer};
use crate::chat::{
    Abilities, Attachment, Batch, ChatError, Delivered, Delivery, DeliveryError, Fetched, Happening, Incoming, Past,
    Platform, Reader, Witness,
};

/// The longest text that is delivered whole, in bytes; Matrix takes about as much in an event. A longer one is cut, as
/// there.
pub(super) const LONGEST_TEXT: usize = 40_000;
/// How many events are handed out in one go.
const BATCH: usize = 50;

/// The in-process platform.
#[derive(Debug)]
pub struct Local {
    server: LocalServer,
}

impl Local {
    pub(super) fn new(server: LocalServer) -> Self {
        Self { server }
    }
}

#[async_trait]
impl Platform for Local {
    fn name(&self) -> &'static str {
        "local"
    }

    fn account(&self) -> &str {
        ACCOUNT
    }

    fn abilities(&self) -> Abilities {
        Abilities { threads: true, edits: true, longest_text: LONGEST_TEXT }
    }

    /// Without a cursor of this server, the rooms and who is in them are handed out, and what was said in them is not.
    async fn open(&self, cursor: Option<&str>) -> Result<Box<dyn Reader>, ChatError> {
        let changes = self.server.changes();
        self.server.act(|state| {
            if state.cut {
                return Err(unreachable());
            }
            state.connection += 1;
            state.drained = false;
            let known = cursor.and_then(|cursor| position(cursor, state));
            let (position, baseline) = match known {
                Some(position) => (position, None),
                None => (state.history.len(), Some(standing(state))),
            };
            let (server, connection) = (self.server.clone(), state.connection);
            let reader =
                LocalReader { server, changes, connection, position, baseline, waiting: Vec::new(), own: false };
            Ok(Box::new(reader) as Box<dyn Reader>)
        })
    }

    async fn deliver(&self, delivery: &Delivery) -> Result<Delivered, DeliveryError> {
        self.server.act(|state| state.deliver(delivery))
    }

    async fn look_up(&self, room: &str, event: &str) -> Result<Option<Incoming>, DeliveryError> {
        self.server.answer(|state| match state.bot_in(room) {
            true => Ok(state.look_up(room, event)),
            false => Err(DeliveryError::Never(format!("the bot is not in {room}"))),
        })
    }

    async fn fetch(&self, attachment: &Attachment, largest: u64) -> Result<Fetched, DeliveryError> {
        self.server.answer(|state| {
            Ok(match state.content(attachment) {
                None => Fetched::Gone,
                Some(content) if u64::try_from(content.len()).is_ok_and(|size| size <= largest) => {
                    Fetched::Whole(content.clone())
                }
                Some(_) => Fetched::TooLarge,
            })
        })
    }

    async fn witness(&self) -> Result<Option<Witness>, ChatError> {
        let state = self.server.lock();
        if state.cut { Err(unreachable()) } else { Ok(state.witness) }
    }

    async fn keep_witness(&self, witness: &Witness) -> Result<(), ChatError> {
        let mut state = self.server.lock();
        if state.cut {
            return Err(unreachable());
        }
        state.witness = Some(*witness);
        Ok(())
    }
}

struct LocalReader {
    server: LocalServer,
    changes: watch::Receiver<u64>,
    connection: u64,
    /// How many events of the history were handed out.
    position: usize,
    /// What is handed out first, to a bot that does not know this server yet.
    baseline: Option<Vec<Incoming>>,
    /// Events that wait for their keys.
    waiting: Vec<String>,
    /// The bot's own deliveries are to be handed out first.
    own: bool,
}

impl LocalReader {
    /// The next batch, if there is one now.
    fn ready(&mut self) -> Result<Option<Batch>, ChatError> {
        let mut state = self.server.lock();
        if state.cut {
            return Err(unreachable());
        }
        if state.connection != self.connection {
            return Err(passing("a later connection reads now"));
        }
        let late: Vec<Incoming> = self.waiting.iter().filter_map(|event| state.unlocked(event)).cloned().collect();
        let own = if std::mem::take(&mut self.own) { state.delivered.clone() } else { Vec::new() };
        let events = match self.baseline.take() {
            Some(events) => events,
            None if !own.is_empty() => own,
            None if !late.is_empty() => late,
            None => {
                let rest = state.history.get(self.position..).unwrap_or_default();
                let events: Vec<Incoming> = rest.iter().take(BATCH).cloned().collect();
                if events.is_empty() {
                    let already = std::mem::replace(&mut state.drained, true);
                    drop(state);
                    if !already {
                        self.server.wake();
                    }
                    return Ok(None);
                }
                self.position += events.len();
                events
            }
        };
        for event in &events {
            self.waiting.retain(|waiting| *waiting != event.event);
            if let Happening::Unreadable { .. } = event.what {
                self.waiting.push(event.event.clone());
            }
        }
        Ok(Some(Batch { events, cursor: format!("{}/{}", state.nonce, self.position) }))
    }
}

#[async_trait]
impl Reader for LocalReader {
    fn recall(&mut self, past: Past) {
        self.waiting = past.sealed.into_iter().map(|sealed| sealed.event).collect();
        self.own = past.own;
    }

    async fn next(&mut self) -> Result<Batch, ChatError> {
        loop {
            // Marked as seen before looking, so that what happens in between wakes the wait.
            self.changes.mark_unchanged();
            if let Some(batch) = self.ready()? {
                return Ok(batch);
            }
            if self.changes.changed().await.is_err() {
                return Err(passing("the server is gone"));
            }
        }
    }
}

/// The position that a cursor of this server names.
fn position(cursor: &str, state: &State) -> Option<usize> {
    let (nonce, position) = cursor.split_once('/')?;
    let position: usize = position.parse().ok()?;
    (nonce == state.nonce && position <= state.history.len()).then_some(position)
}

/// What the bot must know of the rooms that it is in, however long ago it was told.
fn standing(state: &State) -> Vec<Incoming> {
    let lasting = |event: &&Incoming| {
        matches!(event.what, Happening::Joined { .. } | Happening::Roster { .. } | Happening::Removed { .. })
    };
    state.history.iter().filter(lasting).cloned().collect()
}

fn unreachable() -> ChatError {
    passing("the server cannot be reached")
}

fn passing(reason: &str) -> ChatError {
    ChatError::Passing { reason: reason.to_owned(), after: None }
}

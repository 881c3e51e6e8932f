//! An unreachable, slow or refusing server, on demand.

use std::time::Duration;

use super::LocalServer;
use super::state::State;
use crate::chat::DeliveryError;

/// How a delivery is made to fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Nothing happens, and it may succeed later.
    Later,
    /// Nothing happens, and it may succeed later; everything else works.
    Stuck,
    /// It takes effect, but the answer is lost on the way: the bot must not double it.
    AnswerLost,
    /// Nothing happens, and the server asks to wait that long.
    RateLimited(Duration),
    /// Nothing happens, and never will.
    Never,
}

impl Failure {
    /// What the bot is told.
    pub(super) fn error(&self) -> DeliveryError {
        match self {
            Failure::Later => DeliveryError::Later("the server is busy (made to fail)".into()),
            Failure::Stuck => DeliveryError::Stuck("the server does not take this (made to fail)".into()),
            Failure::AnswerLost => DeliveryError::Later("the answer was lost (made to fail)".into()),
            Failure::RateLimited(wait) => DeliveryError::RateLimited(*wait),
            Failure::Never => DeliveryError::Never("forbidden (made to fail)".into()),
        }
    }
}

impl LocalServer {
    /// Answers a question of the bot's, unless that is to fail.
    pub(super) fn answer<T>(
        &self,
        answer: impl FnOnce(&State) -> Result<T, DeliveryError>,
    ) -> Result<T, DeliveryError> {
        self.act(|state| {
            if state.cut {
                return Err(DeliveryError::Later("the server cannot be reached".into()));
            }
            match state.refusals.pop_front() {
                Some(failure) => Err(failure.error()),
                None => answer(state),
            }
        })
    }

    /// Makes the next `count` questions fail: what a message says, what is in a file.
    pub fn refuse_next(&self, count: usize, failure: Failure) {
        self.act(|state| state.refusals.extend(std::iter::repeat_n(failure, count)));
    }

    /// Makes the next `count` deliveries fail; adds to what was asked for before.
    pub fn fail_next(&self, count: usize, failure: Failure) {
        self.act(|state| state.failures.extend(std::iter::repeat_n(failure, count)));
    }

    /// Refuses the next `count` files that the bot sends, as a homeserver does that finds them too large.
    pub fn refuse_files(&self, count: usize) {
        self.act(|state| state.unwanted_files += count);
    }

    /// Takes the right to write in a room from the bot.
    pub fn mute(&self, room: &str) {
        self.act(|state| state.muted.insert(room.to_owned()));
    }

    /// Cuts the bot off from the server (`true`) or connects it again; people go on talking meanwhile.
    pub fn cut(&self, cut: bool) {
        self.act(|state| state.cut = cut);
    }
}

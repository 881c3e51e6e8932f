//! The kill-safe machinery; knows nothing of ITIL.
//!
//! The way of one event: [`reader`] stores what was read ([`inbox`]) · [`worker`] claims it and runs one [`turn::Turn`]
//! through the [`Router`] · state, outbox, timers and audit are one commit · [`sender`] delivers the [`outbox`].
//! What a turn wants to know of the chat server it sends for ([`errands`]); the answer comes as an event. What leaves the
//! chat ([`dispatch`]) is delivered by the [`courier`].
//! Loops take no input; a [`wakeup::Wakeup`] only says "look", so a restart, a second instance and a normal run are
//! one path.

pub mod blobs;
pub mod courier;
mod device;
pub mod dispatch;
pub mod errands;
mod eviction;
pub mod files;
mod here;
pub mod inbox;
mod key;
pub mod leader;
pub mod memory;
pub mod offers;
pub mod outbox;
pub mod prompts;
pub mod queue;
pub mod reader;
pub mod restored;
pub mod rooms;
pub mod runner;
pub mod said;
pub mod sealed;
pub mod sender;
mod sent;
pub mod telemetry;
pub mod timers;
pub mod turn;
pub mod wakeup;
pub mod watch;
pub mod worker;

use std::sync::Arc;

use async_trait::async_trait;
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};

use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Fault, Stop};
use crate::i18n::{Phrase, Words};

use inbox::Event;
use memory::Memory;
use telemetry::Telemetry;
use turn::Turn;
use wakeup::Wakeup;

/// What all loops share.
#[derive(Clone)]
pub struct Flow {
    /// The database.
    pub pool: PgPool,
    /// The present.
    pub clock: Clock,
    /// The settings.
    pub config: Arc<Config>,
    /// The words.
    pub words: Arc<Words>,
    /// Where turns lead.
    pub router: Arc<dyn Router>,
    /// Wakes the loops.
    pub wakeup: Wakeup,
    /// What the loops tell about themselves.
    pub telemetry: Telemetry,
    /// What practices keep between turns.
    pub memory: Memory,
}

/// Decides what an event means and does it; handed in by `app`, so that `flow` need not know the practices.
#[async_trait]
pub trait Router: Send + Sync {
    /// Runs the turn of one event.
    async fn route(&self, turn: &mut Turn<'_>, event: &Event) -> Result<Outcome, Stop>;

    /// Hears that an event which could not be read when it came has been handled, however that ended.
    async fn caught_up(&self, turn: &mut Turn<'_>, event: &Event) -> Result<(), Stop>;

    /// Answers whoever has followed a link that was sent out of the chat; `form`: and has used a button there. None: there
    /// is no such page.
    async fn visit(&self, _flow: &Flow, _path: &str, _form: Option<&str>) -> Result<Option<Reply>, Fault> {
        Ok(None)
    }

    /// Says why something was not done, in the form in which people know it.
    fn refusal(&self, refusal: &crate::error::Refusal) -> Phrase;

    /// Tells the author that their event failed for good, with the reference under which operators find it.
    fn apology(&self, reference: i64) -> Phrase;

    /// Tells the operators that an event was buried, and why.
    fn burial(&self, reference: i64, sender: &str, error: &str) -> Phrase;
}

/// What whoever has followed a link sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub body: String,
}

/// How a turn ended; decides whether an edit of the message may run again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Took effect.
    Done,
    /// Was refused.
    Refused,
    /// Was not understood.
    Unclear,
    /// Was none of the bot's business.
    Ignored,
}

impl Outcome {
    /// As stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Refused => "refused",
            Outcome::Unclear => "unclear",
            Outcome::Ignored => "ignored",
        }
    }
}

/// The connection that a loop keeps while it has work, taken out of where it is kept, else one of the pool: to give it back
/// and take it again is asked of the database as much as a statement is. It is put back after what has gone well; one on which
/// something has failed goes to the pool, which looks whether it is still of use.
async fn held(
    kept: &mut Option<PoolConnection<Postgres>>,
    pool: &PgPool,
) -> Result<PoolConnection<Postgres>, sqlx::Error> {
    match kept.take() {
        Some(conn) => Ok(conn),
        None => pool.acquire().await,
    }
}

/// What a panic says.
fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a text")
}

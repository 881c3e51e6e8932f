//! The seam to chat platforms; knows nothing of ITIL.
//!
//! A platform does two things: it hands over what happened, batch by batch from a cursor that **we** keep
//! ([`Platform::open`], [`Reader::next`]), and it delivers one thing at a time under a delivery key that makes a
//! repeated delivery harmless ([`Platform::deliver`]). Everything that decides lies above this seam, in `flow` and
//! the practices.

pub mod local;
pub mod markup;
pub mod matrix;
mod upload;

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use self::markup::Markup;
pub use self::upload::{Content, Upload};

/// A chat platform under one account of the bot.
///
/// Contract (held by `tests/it/contract.rs` for every implementation):
/// - a batch that was handed out, but whose cursor was not passed to a later [`Platform::open`], comes again;
/// - events of one room come in the order in which the room shows them;
/// - delivering twice under the same key has the effect of delivering once and returns the same event;
/// - the bot's own messages and reactions are not handed out, unless [`Past::own`] asks for them;
/// - what could not be read is handed out again under its id once its key is there, also after the platform was opened
///   anew, if [`Past::sealed`] names it.
#[async_trait]
pub trait Platform: Send + Sync + 'static {
    /// Short name, part of every stored key: `matrix`, `local`.
    fn name(&self) -> &'static str;

    /// The bot's own account on this platform, for example `@lotse:example.org`.
    fn account(&self) -> &str;

    /// What people on this platform can see and do.
    fn abilities(&self) -> Abilities;

    /// Connects, and reads on from `cursor`. `None` means that this account was never read before: what happened
    /// until now is a baseline and is not handed out. May be called again at any time, also after a failed read; the
    /// earlier reader is invalid from then on. [`Platform::deliver`] works once `open` has returned.
    async fn open(&self, cursor: Option<&str>) -> Result<Box<dyn Reader>, ChatError>;

    /// Delivers one thing. Safe to repeat with the same [`Delivery::key`].
    async fn deliver(&self, delivery: &Delivery) -> Result<Delivered, DeliveryError>;

    /// A folder that only one process may use at a time, where the platform has one. It is in use between
    /// [`Platform::open`] and [`Platform::close`].
    fn store(&self) -> Option<&Path> {
        None
    }

    /// Breaks off what is under way and lets go of the store, so that another process can open it. What was broken off
    /// is as if the process had been killed: it is read or delivered again.
    async fn close(&self) {}

    /// The device that delivers now; None while nothing can be delivered. A platform may recognise a repeated key only
    /// when it comes from the same device.
    fn device(&self) -> Option<String> {
        Some(self.name().to_owned())
    }

    /// Delivers something that was tried before, by the device `tried_by` and not before `since`: if that was another
    /// device than this one, what it may have delivered is looked for first and taken as the result.
    async fn deliver_again(
        &self,
        delivery: &Delivery,
        _tried_by: &str,
        _since: DateTime<Utc>,
    ) -> Result<Delivered, DeliveryError> {
        self.deliver(delivery).await
    }

    /// What a message of a room says now, whoever wrote it and whenever; None: it was taken back, or there is none. Of
    /// what is no message of a person it says [`Happening::Irrelevant`]. Works once `open` has returned.
    async fn look_up(&self, room: &str, event: &str) -> Result<Option<Incoming>, DeliveryError>;

    /// The content of a file, decrypted, of which no more than `largest` bytes are read, whatever its sender says.
    async fn fetch(&self, attachment: &Attachment, largest: u64) -> Result<Fetched, DeliveryError>;

    /// Takes devices that the bot has lost away from the account, so that nobody encrypts for them any more. Safe to
    /// repeat.
    async fn remove_devices(&self, _devices: &[String]) -> Result<(), ChatError> {
        Ok(())
    }

    /// What was last kept with [`Platform::keep_witness`]; it stands with the account on the chat server, so that it
    /// survives whatever is restored on our side. None where there is none yet. Works once `open` has returned.
    async fn witness(&self) -> Result<Option<Witness>, ChatError>;

    /// Keeps a witness in the place of the last one.
    async fn keep_witness(&self, witness: &Witness) -> Result<(), ChatError>;
}

/// How far an account has come: what a database that was restored from a backup is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// How many batches with news the database had stored.
    pub batches: u64,
    /// When that was written down.
    pub at: DateTime<Utc>,
}

/// The reading end of an open platform.
#[async_trait]
pub trait Reader: Send {
    /// Tells the reader what is known of the past. To be called once, before the first [`Reader::next`].
    fn recall(&mut self, past: Past);

    /// Waits for the next batch (it may be empty, when only the cursor moved). Not cancel-safe: after an error, or
    /// when the future was dropped, open the platform again from the stored cursor.
    async fn next(&mut self) -> Result<Batch, ChatError>;
}

/// What is known of the past when reading begins.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Past {
    /// What was handed out as [`Happening::Unreadable`] and has not been read since. When its key comes, or has come
    /// meanwhile, it is handed out again under the same event id, as what it says.
    pub sealed: Vec<Sealed>,
    /// The database is older than what the account has done: the account's own deliveries are handed out as well, as
    /// [`Happening::Delivered`].
    pub own: bool,
}

/// An event that waits for its key.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    /// The platform's id of the event.
    pub event: String,
    /// The room in which it happened.
    pub room: String,
    /// What the platform needs to try again (JSON of the platform's own).
    pub content: serde_json::Value,
}

/// What differs between platforms, as far as views must know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// Messages can hang in threads.
    pub threads: bool,
    /// Messages can be edited after they were sent.
    pub edits: bool,
    /// Longest message text in bytes that is delivered whole.
    pub longest_text: usize,
}

/// What was read in one go, and where to read on after it was stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// In the order in which each room shows them.
    pub events: Vec<Incoming>,
    /// To be stored in the same transaction as the events.
    pub cursor: String,
}

/// One thing that happened in a chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incoming {
    /// The platform's id of the event; the same thing read twice has the same id.
    pub event: String,
    /// The room in which it happened.
    pub room: String,
    /// The account for which the platform vouches.
    pub sender: String,
    /// The platform's own time.
    pub sent_at: DateTime<Utc>,
    /// What happened.
    pub what: Happening,
}

/// The kinds of things that happen in a chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    /// A person wrote something.
    Message {
        /// Plain text as the person meant it: quoted reply fallback removed, mentions written as account ids
        /// (`@anna:example.org`), no HTML.
        text: String,
        /// The first message of the thread in which it stands.
        thread: Option<String>,
        /// The message that it answers, when it is a real reply (not a thread's fallback).
        reply_to: Option<String>,
        /// Accounts that are mentioned, in order, without repetition.
        mentions: Vec<String>,
        /// A file or picture instead of text (`text` is then its caption or name).
        attachment: Option<Attachment>,
    },
    /// A person changed an earlier message of their own.
    Edit {
        /// The message that was changed.
        target: String,
        /// The new text, as in `Message`.
        text: String,
        /// Accounts mentioned in the new text.
        mentions: Vec<String>,
    },
    /// A person reacted to a message.
    Reaction {
        /// The message reacted to.
        target: String,
        /// The sign as sent; see `command::sign` for the normal form.
        sign: String,
    },
    /// A message or a reaction was taken back.
    Redaction {
        /// The event that was taken back.
        target: String,
        /// The reason, where one was given.
        reason: Option<String>,
    },
    /// Who is in the room, and with which weight. Whole when the bot joins, parts when something changes.
    Roster {
        /// The members that are new or changed.
        members: Vec<Member>,
        /// True: whoever is not named is not in the room.
        whole: bool,
    },
    /// The bot has come into the room, invited by the sender.
    Joined {
        /// True for a chat between one person and the bot.
        direct: bool,
        /// The room's name, where it has one.
        name: Option<String>,
        /// Its human-readable alias (`#it-help:example.org`), where it has one.
        alias: Option<String>,
    },
    /// The room's name or alias is now this.
    Named {
        /// The room's name, where it has one.
        name: Option<String>,
        /// Its human-readable alias, where it has one.
        alias: Option<String>,
    },
    /// The sender invited the bot and was declined.
    Declined {
        /// The reason that the inviter was shown.
        reason: String,
    },
    /// The bot was kicked or banned by the sender, or left.
    Removed {
        /// The reason, where one was given.
        reason: Option<String>,
    },
    /// The room has been replaced by another one, into which the bot follows.
    Upgraded {
        /// The new room.
        replacement: String,
    },
    /// Something that cannot be decrypted (yet). Where it stands is said in the clear, what it says is not.
    Unreadable {
        /// The first message of the thread in which it stands.
        thread: Option<String>,
        /// The message to which it belongs otherwise, for example of which it is an edit.
        about: Option<String>,
        /// What the platform needs to try again, as in [`Sealed::content`]; null once that was forgotten.
        #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
        sealed: serde_json::Value,
    },
    /// Could be read after all, and is nothing that concerns us.
    Irrelevant,
    /// Something that the bot itself has delivered; only handed out when [`Past::own`] asks for it.
    Delivered {
        /// Its [`Delivery::key`].
        key: String,
    },
}

/// A file or picture in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// File name as given by the sender.
    pub name: String,
    /// MIME type as given by the sender.
    pub mime: Option<String>,
    /// Size in bytes as given by the sender.
    pub size: Option<u64>,
    /// What the platform needs to fetch it (JSON of the platform's own).
    pub source: serde_json::Value,
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// All of it.
    Whole(Vec<u8>),
    /// It has more bytes than were wanted.
    TooLarge,
    /// The server has it no more.
    Gone,
}

/// The address under which clients show a message; none where a platform has no such addresses. `account` is its author's.
#[must_use]
pub fn permalink(platform: &str, room: &str, event: &str, account: &str) -> Option<String> {
    (platform == "matrix").then(|| matrix::permalink(room, event, account))
}

/// A member of a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Account id.
    pub account: String,
    /// Display name, where set.
    pub name: Option<String>,
    /// Weight in the room: 0 member, 50 moderator, 100 administrator (Matrix power levels; creators count 100).
    pub power: i64,
    /// False: has left, or was removed.
    pub present: bool,
}

/// One thing to deliver, with all references resolved to the platform's ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// The same for every attempt to deliver this thing; on Matrix the transaction id.
    pub key: String,
    /// The room, empty for [`Outgoing::OpenRoom`].
    pub room: String,
    /// What to deliver.
    pub what: Outgoing,
}

/// The kinds of things that can be delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outgoing {
    /// A message.
    Say {
        /// The first message of the thread to put it into.
        thread: Option<String>,
        /// The message that it answers.
        reply_to: Option<String>,
        /// The text.
        body: Markup,
        /// Accounts to be notified. Empty: nobody is.
        mentions: Vec<String>,
        /// False: a notice, which clients show quietly. True: a message that may notify (pages, warnings).
        loud: bool,
    },
    /// A message that carries a file.
    File(Box<Upload>),
    /// A new text for an earlier message of the bot.
    Edit {
        /// The message to change.
        target: String,
        /// The text.
        body: Markup,
    },
    /// A reaction to a message.
    React {
        /// The message to react to.
        target: String,
        /// The sign.
        sign: String,
    },
    /// Takes back a message or reaction of the bot.
    Redact {
        /// The event to take back.
        target: String,
        /// The reason shown.
        reason: Option<String>,
    },
    /// Creates a room, or finds the one that an interrupted attempt has created; the result is the room's id.
    OpenRoom {
        /// Local part of the alias, made from what the room is for, so that it is found again.
        alias: String,
        /// Name.
        name: String,
        /// Topic.
        topic: Option<String>,
        /// Accounts to invite. One that cannot be invited does not fail the delivery.
        invite: Vec<String>,
        /// A chat between one person and the bot.
        direct: bool,
        /// With end-to-end encryption.
        encrypted: bool,
    },
    /// Sets the room's topic.
    Topic {
        /// The new topic.
        topic: String,
    },
    /// Sets the weight of members of the room.
    Power {
        /// Account and new weight.
        levels: Vec<(String, i64)>,
    },
    /// Invites an account.
    Invite {
        /// Whom.
        account: String,
    },
    /// Pins a message of the bot in its room, beside what is pinned there.
    Pin {
        /// The message to pin.
        target: String,
    },
    /// Makes the room read-only for all but the bot, or lets everybody write in it again.
    Archive {
        /// Read-only.
        on: bool,
    },
}

/// What came back from a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The platform's id of what was delivered: an event, or for [`Outgoing::OpenRoom`] the room. None where the
    /// platform gives none, or where the thing was there already (a repeated reaction).
    pub id: Option<String>,
}

/// Why reading stopped.
#[derive(Debug, thiserror::Error)]
pub enum ChatError {
    /// Passes by itself: the server is down, slow, or asks to wait. Open again after a pause.
    #[error("{reason}")]
    Passing {
        /// For the log.
        reason: String,
        /// How long the server asked to wait.
        after: Option<Duration>,
    },
    /// An operator must act: wrong password, wrong certificate, unknown account.
    #[error("{reason} ({hint})")]
    Operator {
        /// What is wrong.
        reason: String,
        /// What to do.
        hint: String,
    },
    /// Another process has the platform's store open.
    #[error("the store is in use by {owner}")]
    InUse {
        /// The process, as it calls itself in the lock file; empty while it writes that.
        owner: String,
        /// The file on which it holds a lock. Who removes it breaks the lock.
        lock: PathBuf,
    },
}

/// Why a delivery failed.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// May succeed later: network, server error.
    #[error("{0}")]
    Later(String),
    /// May succeed later, and fails while the server does everything else: nothing else should wait for it long.
    #[error("{0}")]
    Stuck(String),
    /// The server asks the whole account to wait.
    #[error("rate limited for {0:?}")]
    RateLimited(Duration),
    /// Will never succeed: not in the room, forbidden, gone, too large.
    #[error("{0}")]
    Never(String),
}

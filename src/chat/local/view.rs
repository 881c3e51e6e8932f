//! What people see on the local server.

use chrono::{DateTime, Utc};

use super::LocalServer;
use crate::chat::Attachment;
use crate::chat::markup::Markup;

/// A room as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomView {
    /// Room id.
    pub id: String,
    /// Local part of the alias (`it-help`); None for direct chats.
    pub alias: Option<String>,
    /// Name.
    pub name: String,
    /// Topic, where set.
    pub topic: Option<String>,
    /// A chat between one person and the bot.
    pub direct: bool,
    /// Pinned messages, in the order in which they were pinned.
    pub pinned: Vec<String>,
    /// It is read-only for all but the bot.
    pub archived: bool,
    /// Who is in it, the bot included, in order of account.
    pub members: Vec<MemberView>,
    /// The messages, in the order in which they were sent.
    pub items: Vec<Item>,
}

/// Who is in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    /// Account id.
    pub account: String,
    /// Display name.
    pub name: String,
    /// Weight in the room: 0 member, 50 moderator, 100 administrator.
    pub power: i64,
}

/// A message as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Event id.
    pub id: String,
    /// Account of the author.
    pub sender: String,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// The first message of the thread in which it stands.
    pub thread: Option<String>,
    /// The message that it answers.
    pub reply_to: Option<String>,
    /// Its text, after the last edit; empty when it was taken back.
    pub body: Markup,
    /// Accounts that were notified.
    pub mentions: Vec<String>,
    /// False for notices, which clients show quietly.
    pub loud: bool,
    /// A file or picture.
    pub attachment: Option<Attachment>,
    /// How often it was edited.
    pub edits: u32,
    /// It was taken back.
    pub redacted: bool,
    /// Reactions, in the order in which they were put.
    pub reactions: Vec<ReactionView>,
}

/// A reaction to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReactionView {
    /// Event id.
    pub id: String,
    /// Account.
    pub sender: String,
    /// The sign as sent.
    pub sign: String,
}

/// One thing that people saw happen.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub room: String,
    /// Who did it.
    pub sender: String,
    /// Event id; empty where the sight has none.
    pub event: String,
    /// What it was.
    pub what: Sight,
}

/// The kinds of things that people see happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Sight {
    /// A message.
    Message {
        /// The first message of the thread in which it stands.
        thread: Option<String>,
        /// The message that it answers.
        reply_to: Option<String>,
        /// The text at that time.
        body: Markup,
        /// Accounts that were notified.
        mentions: Vec<String>,
        /// False for notices.
        loud: bool,
        /// A file or picture.
        attachment: Option<Attachment>,
    },
    /// A message has a new text.
    Edit {
        /// The message.
        target: String,
        /// The new text.
        body: Markup,
    },
    /// A reaction was put.
    Reaction {
        /// The message.
        target: String,
        /// The sign.
        sign: String,
    },
    /// A reaction was taken away.
    Unreaction {
        /// The message.
        target: String,
        /// The sign.
        sign: String,
    },
    /// A message was taken back.
    Redaction {
        /// The message.
        target: String,
        /// The reason, where one was given.
        reason: Option<String>,
    },
    /// The room was made.
    Opened,
    /// The room has a new topic.
    Topic {
        /// The topic.
        topic: String,
    },
    /// A message was pinned.
    Pinned {
        /// The message.
        target: String,
    },
    /// Only the bot may write in the room from now on, or everybody again.
    Archived {
        /// Only the bot.
        on: bool,
    },
    /// Somebody came into the room, or has another weight in it now.
    Member {
        /// Who.
        account: String,
        /// The weight.
        power: i64,
    },
    /// Somebody left, or was removed by the sender.
    Gone {
        /// Who.
        account: String,
    },
}

impl Item {
    /// The signs under the message with the accounts that put them, in the order in which they first appeared.
    #[must_use]
    pub fn signs(&self) -> Vec<(&str, Vec<&str>)> {
        let mut signs: Vec<(&str, Vec<&str>)> = Vec::new();
        for reaction in &self.reactions {
            match signs.iter_mut().find(|(sign, _)| *sign == reaction.sign) {
                Some((_, who)) => who.push(&reaction.sender),
                None => signs.push((&reaction.sign, vec![&reaction.sender])),
            }
        }
        signs
    }
}

impl RoomView {
    /// A message of the room.
    #[must_use]
    pub fn item(&self, event: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == event)
    }

    /// True when the account is in the room.
    #[must_use]
    pub fn has(&self, account: &str) -> bool {
        self.members.iter().any(|member| member.account == account)
    }
}

impl LocalServer {
    /// The room as it stands now, by id.
    #[must_use]
    pub fn room(&self, room: &str) -> Option<RoomView> {
        let state = self.lock();
        state.rooms.get(room).map(|room| room.view(&state.people))
    }

    /// The room with this alias (`it-help`), as it stands now.
    #[must_use]
    pub fn room_by_alias(&self, alias: &str) -> Option<RoomView> {
        let state = self.lock();
        state.rooms.values().find(|room| room.alias.as_deref() == Some(alias)).map(|room| room.view(&state.people))
    }

    /// All rooms, in order of id.
    #[must_use]
    pub fn rooms(&self) -> Vec<RoomView> {
        let state = self.lock();
        state.rooms.values().map(|room| room.view(&state.people)).collect()
    }

    /// All accounts with their display names, the bot's included, in order of account.
    #[must_use]
    pub fn people(&self) -> Vec<(String, String)> {
        self.lock().people.iter().map(|(account, name)| (account.clone(), name.clone())).collect()
    }

    /// The room in which a message stands.
    #[must_use]
    pub fn room_of(&self, event: &str) -> Option<String> {
        self.lock().place_of(event).map(|(room, _)| room)
    }

    /// Everything that was seen in any room, in order of time.
    #[must_use]
    pub fn log(&self) -> Vec<Seen> {
        self.lock().log.clone()
    }

    /// What was seen after the first `count` entries of [`LocalServer::log`].
    #[must_use]
    pub fn log_since(&self, count: usize) -> Vec<Seen> {
        self.lock().log.get(count..).unwrap_or_default().to_vec()
    }
}

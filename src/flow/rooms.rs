//! Rooms that the bot opens. Each goes by the message that opens it, so that a turn can fill a room which is yet to be
//! opened: what goes into it waits for it, and goes to operators with it where the chat server refuses the room.

use sqlx::PgConnection;

use super::outbox::{self, Class, Room};
use super::queue;
use super::turn::{Say, Turn};
use super::wakeup::Bell;
use crate::chat::Outgoing;
use crate::error::Fault;
use crate::ids::MessageId;

/// A room to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRoom {
    /// Local part of the alias, made from what the room is for: a room that an interrupted attempt has opened is found
    /// by it.
    pub alias: String,
    /// Name.
    pub name: String,
    /// Topic.
    pub topic: Option<String>,
    /// Accounts to invite. One that cannot be invited does not keep the room from being opened, and nobody hears of it;
    /// where that matters, [`Turn::invite_into`] can be watched.
    pub invite: Vec<String>,
    /// With end-to-end encryption.
    pub encrypted: bool,
}

/// The platform of the message that opens a room, and the room. The message is locked: it must not become sent between
/// this look and the row that will wait for it.
pub(super) async fn opened_by(conn: &mut PgConnection, opener: MessageId) -> Result<(String, Room), Fault> {
    let row =
        sqlx::query!("select platform, event from outbox where id = $1 for share", opener.0).fetch_one(conn).await?;
    Ok((row.platform, row.event.map_or(Room::OpenedBy(opener), Room::Known)))
}

impl Turn<'_> {
    /// Opens a room, and returns the message that does, by which the room goes from then on.
    pub async fn open_room(&mut self, platform: &str, room: &NewRoom) -> Result<MessageId, Fault> {
        let NewRoom { alias, name, topic, invite, encrypted } = room.clone();
        let what = Outgoing::OpenRoom { alias, name, topic, invite, direct: false, encrypted };
        self.post(platform, &Room::Known(String::new()), Class::Answer, &what, None).await
    }

    /// Says something in a room that the bot opens, outside of threads.
    pub async fn say_in_opened(&mut self, opener: MessageId, say: impl Into<Say>) -> Result<MessageId, Fault> {
        let Say { body, mentions, loud } = say.into();
        let what = Outgoing::Say { thread: None, reply_to: None, body, mentions, loud };
        self.post_in(opener, Class::Answer, &what).await
    }

    /// Gives a room that the bot opens another topic.
    pub async fn topic_in(&mut self, opener: MessageId, topic: &str) -> Result<MessageId, Fault> {
        self.post_in(opener, Class::Update, &Outgoing::Topic { topic: topic.to_owned() }).await
    }

    /// Invites an account into a room that the bot opens.
    pub async fn invite_into(&mut self, opener: MessageId, account: &str) -> Result<MessageId, Fault> {
        self.post_in(opener, Class::Answer, &Outgoing::Invite { account: account.to_owned() }).await
    }

    /// Gives accounts their weight in a room that the bot opens.
    pub async fn power_in(&mut self, opener: MessageId, levels: Vec<(String, i64)>) -> Result<MessageId, Fault> {
        self.post_in(opener, Class::Answer, &Outgoing::Power { levels }).await
    }

    /// Makes a room that the bot opens read-only for all others, or lets everybody write in it again.
    pub async fn archive_in(&mut self, opener: MessageId, on: bool) -> Result<MessageId, Fault> {
        self.post_in(opener, Class::Update, &Outgoing::Archive { on }).await
    }

    /// Sends again what the chat server has refused, and all that hangs on it; nothing happens where it was not refused.
    pub async fn send_again(&mut self, message: MessageId) -> Result<(), Fault> {
        let refused = sqlx::query_scalar!(
            r#"select state = 'refused' as "refused!" from outbox where id = $1 for update"#,
            message.0
        );
        if refused.fetch_one(self.conn()).await? {
            queue::resend(self.conn(), message.0).await?;
            self.ring(Bell::Outbox);
        }
        Ok(())
    }

    /// Pins a message of ours in its room; it need not be sent yet.
    pub async fn pin(&mut self, message: MessageId) -> Result<MessageId, Fault> {
        let (platform, room) = outbox::address_of(self.conn(), message).await?;
        self.post(&platform, &room, Class::Update, &Outgoing::Pin { target: String::new() }, Some(message)).await
    }

    async fn post_in(&mut self, opener: MessageId, class: Class, what: &Outgoing) -> Result<MessageId, Fault> {
        let (platform, room) = opened_by(self.conn(), opener).await?;
        self.post(&platform, &room, class, what, None).await
    }
}

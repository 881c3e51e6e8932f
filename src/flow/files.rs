//! Files that the bot sends. The outbox keeps only what is said of a file and the hash of its content; the content lies
//! with all the others ([`blobs`]), and the row holds on to it until it was sent, or nobody will try to send it any more.
//! What the bot has made itself is gone then; what came with a ticket stays as long as the ticket holds it.

use sqlx::{PgConnection, PgPool};

use super::key::digest;
use super::outbox::{self, Class, Post, Room};
use super::turn::{Place, Turn};
use super::{blobs, offers};
use crate::chat::markup::Markup;
use crate::chat::{Content, Outgoing, Upload};
use crate::error::Fault;
use crate::i18n::{Language, Phrase, size};
use crate::ids::MessageId;

/// A file to be sent.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub name: String,
    /// MIME type. Pictures are shown as such.
    pub mime: String,
    /// Where its content is.
    pub source: Source,
    /// What is said with it.
    pub caption: Option<Markup>,
    /// Accounts that must act and are notified.
    pub mentions: Vec<String>,
    /// In which it is said that the chat server has refused the file, should it do so.
    pub language: Language,
}

/// Where the content of a file is.
#[derive(Clone)]
pub enum Source {
    /// With the files that are kept already; somebody else holds it at this moment.
    Kept {
        /// Under which it is kept.
        hash: String,
        /// Bytes.
        size: u64,
    },
    /// Here: the bot has made it.
    Made(Vec<u8>),
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Source::Kept { hash, .. } => write!(f, "kept {hash}"),
            Source::Made(bytes) => write!(f, "{} bytes", bytes.len()),
        }
    }
}

impl Turn<'_> {
    /// Sends a file to a place.
    pub async fn say_file(&mut self, place: &Place, file: File) -> Result<MessageId, Fault> {
        let room = Room::Known(place.room.clone());
        self.post_file(&place.platform, &room, place.thread.clone(), None, file).await
    }

    /// Sends a file into the thread that a message of ours begins; it need not be sent yet.
    pub async fn say_file_below(&mut self, top: MessageId, file: File) -> Result<MessageId, Fault> {
        let (platform, room) = outbox::address_of(self.conn(), top).await?;
        self.post_file(&platform, &room, None, Some(top), file).await
    }

    async fn post_file(
        &mut self,
        platform: &str,
        room: &Room,
        thread: Option<String>,
        top: Option<MessageId>,
        file: File,
    ) -> Result<MessageId, Fault> {
        let (hash, bytes, made) = match file.source {
            Source::Kept { hash, size } => (hash, size, None),
            Source::Made(made) => (blobs::hash(&made), u64::try_from(made.len()).unwrap_or(u64::MAX), Some(made)),
        };
        let refused = Phrase::new("file-not-sent").text("file", &file.name).text("size", size(bytes));
        let refused = self.words.say(file.language, &refused);
        let instead = file.caption.clone().map_or(refused.clone(), |caption| caption.line(refused));
        let upload = Upload {
            thread,
            reply_to: None,
            name: file.name,
            mime: file.mime,
            size: bytes,
            hash,
            caption: file.caption,
            mentions: file.mentions,
            instead,
            content: Content::default(),
        };
        let hash = upload.hash.clone();
        let what = Outgoing::File(Box::new(upload));
        let message = self.post(platform, room, Class::Answer, &what, top).await?;
        hold(self.conn(), message, &hash, made.as_deref()).await?;
        Ok(message)
    }
}

fn holder(message: MessageId) -> String {
    format!("outbox/{}", message.0)
}

async fn hold(conn: &mut PgConnection, message: MessageId, hash: &str, made: Option<&[u8]>) -> Result<(), Fault> {
    match made {
        Some(content) => drop(blobs::keep(conn, content, &holder(message)).await?),
        None => blobs::hold(conn, hash, &holder(message)).await?,
    }
    // A turn that is run again on a restored database finds its message sent already, and nothing more waits for it.
    let over = sqlx::query_scalar!(r#"select state = 'sent' as "over!" from outbox where id = $1"#, message.0);
    if over.fetch_one(&mut *conn).await? {
        blobs::let_go(conn, hash, &holder(message)).await?;
    }
    Ok(())
}

/// What is in a file that is to be sent. None: it is not there, which only a hand in the database can have brought about.
pub(super) async fn content(pool: &PgPool, hash: &str) -> Result<Option<Content>, Fault> {
    let content = sqlx::query_scalar!("select content from blob where hash = $1", hash).fetch_optional(pool).await?;
    Ok(content.map(Content::from))
}

/// A message needs its file no more; there may be none with it.
pub(super) async fn release(conn: &mut PgConnection, message: MessageId) -> Result<(), Fault> {
    let hash = sqlx::query_scalar!(
        r#"select payload->>'hash' as "hash!" from outbox where id = $1 and kind = 'file' and payload ? 'hash'"#,
        message.0
    )
    .fetch_optional(&mut *conn)
    .await?;
    match hash {
        Some(hash) => blobs::let_go(conn, &hash, &holder(message)).await,
        None => Ok(()),
    }
}

/// A message was dropped by an operator: neither it nor what hangs on it will be sent.
pub(super) async fn release_all(conn: &mut PgConnection, top: MessageId) -> Result<(), Fault> {
    let messages = sqlx::query_scalar!(
        r#"with recursive below as (
             select id from outbox where id = $1
             union
             select o.id from outbox o join below on (o.target = below.id or o.room_of = below.id)
             where o.state = 'dropped')
           select o.id from outbox o join below on below.id = o.id where o.kind = 'file' order by o.id"#,
        top.0
    )
    .fetch_all(&mut *conn)
    .await?;
    for message in messages {
        release(conn, MessageId(message)).await?;
    }
    Ok(())
}

/// The chat server has refused a file for good: its message stays for an operator, and what was to be said in its place
/// is said, unless it was taken back meanwhile.
pub(super) async fn say_instead(conn: &mut PgConnection, id: i64) -> Result<(), Fault> {
    let refused = sqlx::query!(
        r#"select delivery_key, platform, room, target, cause, created_at, payload from outbox o
           where id = $1 and kind = 'file'
             and not exists (select from outbox r where r.target = o.id and r.kind = 'redact')"#,
        id
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(refused) = refused else { return Ok(()) };
    // What cannot be read cannot be said either.
    let Ok(Outgoing::File(file)) = serde_json::from_value(refused.payload) else { return Ok(()) };
    let loud = !file.mentions.is_empty();
    let (thread, reply_to) = (file.thread, file.reply_to);
    let what = Outgoing::Say { thread, reply_to, body: file.instead, mentions: file.mentions, loud };
    let post = Post {
        key: &digest(&[&refused.delivery_key, "instead"]),
        platform: &refused.platform,
        room: &Room::Known(refused.room),
        class: Class::Answer,
        what: &what,
        target: refused.target.map(MessageId),
        cause: refused.cause,
        now: refused.created_at,
    };
    let said = outbox::insert(conn, post, false).await?.message;
    sqlx::query!("update outbox set instead_of = $2 where id = $1", said.0, id).execute(conn).await?;
    Ok(())
}

/// Whether a message carries a file.
pub async fn is_file(conn: &mut PgConnection, message: MessageId) -> Result<bool, Fault> {
    let is_file = sqlx::query_scalar!(r#"select kind = 'file' as "file!" from outbox where id = $1"#, message.0);
    Ok(is_file.fetch_one(conn).await?)
}

/// What was said in the place of a file.
pub(super) async fn instead_of(conn: &mut PgConnection, message: MessageId) -> Result<Option<MessageId>, Fault> {
    let said = sqlx::query_scalar!("select id from outbox where instead_of = $1", message.0);
    Ok(said.fetch_optional(conn).await?.map(MessageId))
}

/// A file that was never sent, and that nobody must send any more: its message is dropped. False: there is nothing of the
/// kind, so that it must be taken back in the chat.
pub(super) async fn drop_unsent(conn: &mut PgConnection, message: MessageId) -> Result<bool, Fault> {
    let dropped = sqlx::query!(
        "update outbox set state = 'dropped', error = null where id = $1 and kind = 'file' and state = 'refused'",
        message.0
    )
    .execute(&mut *conn)
    .await?;
    if dropped.rows_affected() == 0 {
        if !outbox::is_untried(conn, message).await? {
            return Ok(false);
        }
        offers::drop_untried(conn, message).await?;
    }
    release(conn, message).await?;
    Ok(true)
}

//! What people are told about messages that could not be read.
//!
//! In an encrypted room the bot cannot know whether a message that it cannot read is a command or talk among people. So
//! it waits a little for the key; then it says once, under the first such message of a person, what is wrong, that it
//! goes for whatever else they write there, and what helps. When everything has been read, that answer is edited to say
//! so: an edit notifies nobody, and the thread still tells why the answer came late. Only who is still unread hours
//! later is told again.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::language::language_of;
use crate::chat::Happening;
use crate::error::Stop;
use crate::flow::inbox::{self, Earlier, Event, Trigger};
use crate::flow::turn::{Place, Turn};
use crate::flow::{Outcome, sealed};
use crate::i18n::Phrase;
use crate::people;

/// The timer after which somebody is told.
pub const TELL: &str = "unread-tell";

/// The timer that forgets what is too old to be acted upon.
pub const FORGET: &str = "unread-forget";

/// Whose messages, and where.
#[derive(Debug, Serialize, Deserialize)]
struct Whose {
    platform: String,
    room: String,
    account: String,
}

/// Something came that cannot be read: its author is told soon, unless the key comes before.
pub async fn came(turn: &mut Turn<'_>, event: &Event) -> Result<Outcome, Stop> {
    let age = turn.now - event.sent_at;
    let oldest = turn.config.flow.max_command_age;
    if age.to_std().is_ok_and(|age| age > oldest) {
        sealed::forget(turn.conn(), &event.platform, &event.event).await?;
        return Ok(Outcome::Ignored);
    }
    let (platform, room, account) = (event.platform.clone(), event.place.clone(), event.sender.clone());
    let key = format!("{TELL}:{platform}:{room}:{account}");
    let payload = serde_json::to_value(Whose { platform, room, account })?;
    let due = turn.now + turn.config.desk.unread_wait;
    turn.schedule_unless_set(&key, TELL, due, &payload).await?;
    turn.schedule_unless_set(FORGET, FORGET, event.sent_at + oldest, &Value::Null).await?;
    Ok(Outcome::Ignored)
}

/// The wait is over: says what cannot be read, where that was not said lately.
pub async fn tell(turn: &mut Turn<'_>, payload: Value) -> Result<(), Stop> {
    let Whose { platform, room, account } = serde_json::from_value(payload)?;
    let notice = sealed::notice(turn.conn(), &platform, &room, &account).await?;
    let again = turn.config.desk.unread_again;
    let told = notice.as_ref().filter(|notice| !notice.mended);
    if told.is_some_and(|notice| turn.now - again < notice.said_at) {
        return Ok(());
    }
    // Told again, the answer belongs under something that the last one does not stand above.
    let since = told.map(|notice| notice.said_at);
    let unread = sealed::unread(turn.conn(), &platform, &room, &account).await?;
    let Some(first) = unread.into_iter().find(|one| since.is_none_or(|since| one.accepted_at > since)) else {
        return Ok(());
    };
    let thread = match (first.thread, first.about) {
        (Some(root), _) => Some(root),
        (None, None) => Some(first.event),
        // What belongs to another message cannot begin a thread.
        (None, Some(about)) => thread_of(turn, &platform, &room, about).await?,
    };
    let place = Place { platform: platform.clone(), room: room.clone(), thread };
    let now = turn.now;
    let person = people::store::identify(turn.conn(), &platform, &account, now).await?;
    let language = language_of(turn, &person, &place).await?;
    let body = turn.words.say(language, &Phrase::new("unread"));
    let message = turn.say(&place, body).await?;
    sealed::keep_notice(turn.conn(), &platform, &room, &account, message, now).await?;
    Ok(())
}

/// The thread of a message that came before; none where it is not known.
async fn thread_of(turn: &mut Turn<'_>, platform: &str, room: &str, event: String) -> Result<Option<String>, Stop> {
    let earlier = inbox::earlier(turn.conn(), platform, room, &event).await?;
    let Some(Earlier { trigger: Some(Trigger::Chat { what }), .. }) = earlier else { return Ok(None) };
    Ok(match what {
        Happening::Message { thread, .. } | Happening::Unreadable { thread, about: None, .. } => thread.or(Some(event)),
        _ => None,
    })
}

/// Forgets what is too old to be acted upon, and comes back for the next.
pub async fn forget(turn: &mut Turn<'_>) -> Result<(), Stop> {
    let oldest = turn.config.flow.max_command_age;
    let before = turn.now - oldest;
    if let Some(next) = sealed::forget_before(turn.conn(), before).await? {
        turn.schedule(FORGET, FORGET, next + oldest, &Value::Null).await?;
    }
    Ok(())
}

/// Whether the author has written the same again since they were told that it could not be read: it is done only once,
/// then.
pub async fn said_again(turn: &mut Turn<'_>, event: &Event) -> Result<bool, Stop> {
    let notice = sealed::notice(turn.conn(), &event.platform, &event.place, &event.sender).await?;
    let Some(notice) = notice else { return Ok(false) };
    Ok(sealed::said_again(turn.conn(), event, notice.said_at).await?)
}

/// An event was handled that could not be read when it came: when it was the last one, the answer that said so is
/// mended.
pub async fn caught_up(turn: &mut Turn<'_>, event: &Event) -> Result<(), Stop> {
    mend(turn, event, &event.sender, "unread-read").await
}

/// What could not be read is edited by its author: what it says now counts, and takes its place.
pub async fn edited(turn: &mut Turn<'_>, event: &str, thread: Option<String>, text: &str) -> Result<Happening, Stop> {
    let text = text.to_owned();
    let what = Happening::Message { text, thread, reply_to: None, mentions: Vec::new(), attachment: None };
    let platform = turn.cause.platform.clone();
    sealed::replace(turn.conn(), &platform, event, what.clone()).await?;
    Ok(what)
}

/// What could not be read was taken back: there is nothing to wait for any more.
pub async fn taken_back(turn: &mut Turn<'_>, event: &Event, target: &str, author: &str) -> Result<Outcome, Stop> {
    if !sealed::forget(turn.conn(), &event.platform, target).await? {
        return Ok(Outcome::Ignored);
    }
    mend(turn, event, author, "unread-gone").await?;
    Ok(Outcome::Done)
}

async fn mend(turn: &mut Turn<'_>, event: &Event, account: &str, phrase: &'static str) -> Result<(), Stop> {
    let (platform, room) = (event.platform.as_str(), event.place.as_str());
    let notice = sealed::notice(turn.conn(), platform, room, account).await?;
    let Some(notice) = notice.filter(|notice| !notice.mended) else { return Ok(()) };
    if !sealed::all_read(turn.conn(), platform, room, account, event.id).await? {
        return Ok(());
    }
    let now = turn.now;
    let person = people::store::identify(turn.conn(), platform, account, now).await?;
    let place = Place { platform: platform.to_owned(), room: room.to_owned(), thread: None };
    let language = language_of(turn, &person, &place).await?;
    let body = turn.words.say(language, &Phrase::new(phrase));
    turn.edit(notice.message, body).await?;
    sealed::mend(turn.conn(), platform, room, account).await?;
    Ok(())
}

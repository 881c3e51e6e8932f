//! What people do on the local server.

use super::state::{Room, State};
use super::{ACCOUNT, LocalServer};
use crate::chat::local::view::{ReactionView, Sight};
use crate::chat::markup::{Markup, Node};
use crate::chat::{Attachment, Happening};

/// Where in a room a message goes. The default is the end of the room, as an answer to nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// The first message of the thread to put it into.
    pub thread: Option<&'a str>,
    /// The message that it answers.
    pub reply_to: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// In the thread below a message.
    #[must_use]
    pub fn thread(root: &'a str) -> Self {
        Self { thread: Some(root), reply_to: None }
    }

    /// As an answer to a message.
    #[must_use]
    pub fn reply(to: &'a str) -> Self {
        Self { thread: None, reply_to: Some(to) }
    }
}

/// A message with everything that it may carry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Post<'a> {
    /// Plain text; `@anna` is resolved to a member of the room.
    pub text: &'a str,
    /// Where it goes.
    pub place: Place<'a>,
    /// Accounts mentioned besides those that the text names.
    pub mentions: &'a [&'a str],
    /// A file or picture; the text is then its caption.
    pub attachment: Option<Attachment>,
    /// Marked as written by a bot: people see it, but Lotse is not handed it.
    pub notice: bool,
    /// Locked: people see it, but Lotse cannot read it until [`LocalServer::hand_over_key`].
    pub locked: bool,
}

/// Why a person could not do something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no room with this id.
    #[error("there is no room {0}")]
    NoRoom(String),
    /// There is no such account.
    #[error("there is no account {0}")]
    NoPerson(String),
    /// The account is not in the room.
    #[error("{account} is not in {room}")]
    Outside {
        /// Who.
        account: String,
        /// Where.
        room: String,
    },
    /// Only the bot may write there.
    #[error("{0} is read-only")]
    ReadOnly(String),
    /// There is no message or reaction with this id, or it was taken back.
    #[error("there is no message {0}")]
    NoMessage(String),
    /// Only the author, or a moderator of the room, may.
    #[error("{0} is somebody else's")]
    NotYours(String),
}

impl LocalServer {
    /// Adds an account (`@anna:local`), or gives it another name.
    pub fn add_person(&self, account: &str, name: &str) {
        self.act(|state| state.people.insert(account.to_owned(), name.to_owned()));
    }

    /// Makes an empty room under an alias (`it-help`), or finds it; returns its id (`!it-help:local`).
    pub fn add_room(&self, alias: &str, name: &str) -> String {
        let id = format!("!{alias}:local");
        self.act(|state| state.make_room(&id, Some(alias), name, false, ACCOUNT));
        id
    }

    /// Opens the direct chat between a person and the bot, or finds it; returns its id.
    pub fn open_direct(&self, account: &str) -> Result<String, Refused> {
        self.act(|state| {
            let name = state.people.get(account).cloned().ok_or_else(|| Refused::NoPerson(account.into()))?;
            let ours = |room: &&Room| room.direct && room.members.contains_key(account);
            if let Some(room) = state.rooms.values().find(ours) {
                return Ok(room.id.clone());
            }
            let id = format!("!direct-{}:local", account.trim_start_matches('@').replace(':', "-"));
            state.make_room(&id, None, &name, true, account);
            state.admit(&id, account, 100, account);
            state.admit(&id, ACCOUNT, 0, account);
            Ok(id)
        })
    }

    /// Lets a person into a room, or gives them another weight there.
    pub fn join(&self, room: &str, account: &str, power: i64) -> Result<(), Refused> {
        self.act(|state| {
            state.known_room(room)?;
            if !state.people.contains_key(account) {
                return Err(Refused::NoPerson(account.into()));
            }
            state.admit(room, account, power, account);
            Ok(())
        })
    }

    /// Lets a person leave a room.
    pub fn leave(&self, room: &str, account: &str) -> Result<(), Refused> {
        self.act(|state| {
            state.inside(room, account)?;
            state.dismiss(room, account, account, None);
            Ok(())
        })
    }

    /// A person invites the bot into a room; it comes at once. `direct` marks a chat between the two.
    pub fn invite_bot(&self, room: &str, by: &str, direct: bool) -> Result<(), Refused> {
        self.act(|state| {
            state.inside(room, by)?;
            if let Some(room) = state.rooms.get_mut(room) {
                room.direct = direct;
            }
            state.admit(room, ACCOUNT, 0, by);
            Ok(())
        })
    }

    /// A person replaces a room by a new one, as is done to give it a newer version: the alias and the people go over, the
    /// bot follows, and in the old one it cannot say anything any more. Returns the new room's id.
    pub fn replace_room(&self, room: &str, by: &str) -> Result<String, Refused> {
        self.act(|state| {
            state.inside(room, by)?;
            let new = format!("{}-new:local", room.trim_end_matches(":local"));
            let event = state.next_event();
            state.tell(&event, room, by, Happening::Upgraded { replacement: new.clone() });
            let Some(old) = state.rooms.get_mut(room) else { return Err(Refused::NoRoom(room.into())) };
            old.members.remove(ACCOUNT);
            let (alias, name, direct, members) = (old.alias.take(), old.name.clone(), old.direct, old.members.clone());
            state.make_room(&new, alias.as_deref(), &name, direct, by);
            for (account, power) in members {
                state.admit(&new, &account, power, by);
            }
            state.admit(&new, ACCOUNT, 0, by);
            Ok(new)
        })
    }

    /// A person removes the bot from a room.
    pub fn kick_bot(&self, room: &str, by: &str, reason: Option<&str>) -> Result<(), Refused> {
        self.act(|state| {
            state.inside(room, by)?;
            state.inside(room, ACCOUNT)?;
            state.dismiss(room, ACCOUNT, by, reason);
            Ok(())
        })
    }

    /// A person writes something; returns the message's id.
    pub fn say(&self, room: &str, account: &str, text: &str, place: Place<'_>) -> Result<String, Refused> {
        self.say_with(room, account, Post { text, place, ..Post::default() })
    }

    /// A person writes something, with everything that a message may carry; returns the message's id.
    pub fn say_with(&self, room: &str, account: &str, post: Post<'_>) -> Result<String, Refused> {
        self.act(|state| {
            state.writes(room, account)?;
            for referred in [post.place.thread, post.place.reply_to].into_iter().flatten() {
                if state.place_of(referred).is_none_or(|(place, _)| place != room) {
                    return Err(Refused::NoMessage(referred.into()));
                }
            }
            let (text, mut mentions) = state.mentions(room, post.text);
            for more in post.mentions {
                if !mentions.iter().any(|known| known == more) {
                    mentions.push((*more).to_owned());
                }
            }
            let event = state.next_event();
            let mut item = state.blank(event.clone(), account);
            item.thread = post.place.thread.map(str::to_owned);
            item.reply_to = post.place.reply_to.map(str::to_owned);
            item.body = literal(post.text);
            item.mentions.clone_from(&mentions);
            item.loud = !post.notice;
            item.attachment = post.attachment;
            if !post.notice {
                let what = Happening::Message {
                    text,
                    thread: item.thread.clone(),
                    reply_to: item.reply_to.clone(),
                    mentions,
                    attachment: item.attachment.clone(),
                };
                match post.locked {
                    true => state.tell_locked(&event, room, account, what),
                    false => state.tell(&event, room, account, what),
                }
            }
            state.put(room, item);
            Ok(event)
        })
    }

    /// A file as people send it. Its size is what its sender says it is, which may be wrong afterwards.
    pub fn upload(&self, name: &str, mime: Option<&str>, content: &[u8]) -> Attachment {
        self.act(|state| state.upload(name, mime, content))
    }

    /// What is in a file that somebody has sent, the bot or a person.
    #[must_use]
    pub fn content(&self, file: &Attachment) -> Option<Vec<u8>> {
        self.lock().content(file).cloned()
    }

    /// Hands the bot the key of a locked message.
    pub fn hand_over_key(&self, event: &str) -> Result<(), Refused> {
        self.act(|state| {
            let locked = state.locked.get_mut(event).ok_or_else(|| Refused::NoMessage(event.into()))?;
            locked.1 = true;
            // Who waits for the bot to be done waits for this as well.
            state.drained = false;
            Ok(())
        })
    }

    /// Forgets under which keys the bot has delivered what, as a homeserver does after a day.
    pub fn forget_keys(&self) {
        self.act(|state| state.keys.clear());
    }

    /// The author changes a message; returns the id of the change.
    pub fn edit(&self, target: &str, text: &str) -> Result<String, Refused> {
        self.act(|state| {
            let (room, author) = state.standing(target)?;
            state.writes(&room, &author)?;
            let (meant, mentions) = state.mentions(&room, text);
            let event = state.next_event();
            if let Some((_, item)) = state.item(target) {
                item.body = literal(text);
                item.edits += 1;
            }
            state.tell(&event, &room, &author, Happening::Edit { target: target.into(), text: meant, mentions });
            state.show(&event, &room, &author, Sight::Edit { target: target.into(), body: literal(text) });
            Ok(event)
        })
    }

    /// A person reacts to a message; returns the reaction's id. The same sign twice is the same reaction.
    pub fn react(&self, target: &str, account: &str, sign: &str) -> Result<String, Refused> {
        self.act(|state| {
            let (room, _) = state.standing(target)?;
            state.writes(&room, account)?;
            if let Some(id) = state.put_reaction(target, account, sign) {
                let what = Happening::Reaction { target: target.to_owned(), sign: sign.to_owned() };
                state.tell(&id, &room, account, what);
                return Ok(id);
            }
            let own = |reaction: &&ReactionView| reaction.sender == account && reaction.sign == sign;
            let item = state.item(target).and_then(|(_, item)| item.reactions.iter().find(own));
            item.map(|reaction| reaction.id.clone()).ok_or_else(|| Refused::NoMessage(target.into()))
        })
    }

    /// The author takes back a message or a reaction; returns the id of the redaction.
    pub fn redact(&self, target: &str) -> Result<String, Refused> {
        self.redact_as(target, None, None)
    }

    /// Somebody takes back a message or a reaction: the author (`by` is None), or a moderator of the room.
    pub fn redact_as(&self, target: &str, by: Option<&str>, reason: Option<&str>) -> Result<String, Refused> {
        self.act(|state| {
            let reaction = state.reaction(target);
            let (room, author) = match &reaction {
                Some((room, _, reaction)) => (room.clone(), reaction.sender.clone()),
                None => state.standing(target)?,
            };
            let by = by.unwrap_or(&author).to_owned();
            state.writes(&room, &by)?;
            let power = state.rooms.get(&room).and_then(|room| room.members.get(&by)).copied().unwrap_or(0);
            if by != author && power < 50 {
                return Err(Refused::NotYours(target.into()));
            }
            let event = state.next_event();
            match reaction {
                Some((_, message, reaction)) => state.unreact(&room, &message, &reaction, &by),
                None => state.redact(&event, &room, target, &by, reason),
            }
            let what = Happening::Redaction { target: target.into(), reason: reason.map(str::to_owned) };
            state.tell(&event, &room, &by, what);
            Ok(event)
        })
    }
}

impl State {
    fn known_room(&self, room: &str) -> Result<(), Refused> {
        self.rooms.contains_key(room).then_some(()).ok_or_else(|| Refused::NoRoom(room.into()))
    }

    fn inside(&self, room: &str, account: &str) -> Result<(), Refused> {
        self.known_room(room)?;
        let inside = self.rooms.get(room).is_some_and(|room| room.members.contains_key(account));
        inside.then_some(()).ok_or_else(|| Refused::Outside { account: account.into(), room: room.into() })
    }

    /// Who is in the room, and may write there.
    fn writes(&self, room: &str, account: &str) -> Result<(), Refused> {
        self.inside(room, account)?;
        let weighs_less = |room: &Room| room.archived && room.members.get(account).is_none_or(|power| *power < 100);
        match self.rooms.get(room).is_some_and(weighs_less) {
            true => Err(Refused::ReadOnly(room.into())),
            false => Ok(()),
        }
    }

    /// The room and author of a message that was not taken back.
    fn standing(&mut self, target: &str) -> Result<(String, String), Refused> {
        match self.item(target) {
            Some((room, item)) if !item.redacted => Ok((room.to_owned(), item.sender.clone())),
            _ => Err(Refused::NoMessage(target.into())),
        }
    }

    /// Puts a reaction on a message and returns its id; None when it is there already or there is no such message.
    pub(super) fn put_reaction(&mut self, target: &str, account: &str, sign: &str) -> Option<String> {
        let (room, index) = self.place_of(target)?;
        let id = self.next_event();
        let item = self.rooms.get_mut(&room)?.items.get_mut(index)?;
        if item.reactions.iter().any(|reaction| reaction.sender == account && reaction.sign == sign) {
            return None;
        }
        item.reactions.push(ReactionView { id: id.clone(), sender: account.into(), sign: sign.into() });
        self.show(&id, &room, account, Sight::Reaction { target: target.into(), sign: sign.into() });
        Some(id)
    }
}

/// A person's text as it is shown: literally, line by line.
fn literal(text: &str) -> Markup {
    let mut nodes = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            nodes.push(Node::Break);
        }
        nodes.push(Node::Text(line.to_owned()));
    }
    Markup(nodes)
}

//! Rooms, messages, what the bot is to be handed, and what was seen.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::fault::Failure;
use super::view::{Item, MemberView, ReactionView, RoomView, Seen, Sight};
use super::{ACCOUNT, mention};
use crate::chat::markup::Markup;
use crate::chat::{Attachment, Delivery, Happening, Incoming, Member, Outgoing, Witness};
use crate::clock::Clock;

/// Everything on the server.
#[derive(Debug)]
pub(super) struct State {
    clock: Clock,
    /// Part of every event id and cursor of this server.
    pub(super) nonce: String,
    /// Number of the last event.
    count: u64,
    /// Display names by account.
    pub(super) people: BTreeMap<String, String>,
    pub(super) rooms: BTreeMap<String, Room>,
    /// What the bot is handed, in order; a cursor is a position in it.
    pub(super) history: Vec<Incoming>,
    pub(super) log: Vec<Seen>,
    /// What came back for each delivery key.
    pub(super) keys: HashMap<String, Option<String>>,
    /// What the bot has sent under which key, in order; unlike `keys`, this is never forgotten.
    pub(super) delivered: Vec<Incoming>,
    /// What locked messages say, by event; and whether their keys have been handed over.
    pub(super) locked: HashMap<String, (Incoming, bool)>,
    /// What is in the files that were sent, by number.
    pub(super) files: Vec<Vec<u8>>,
    pub(super) witness: Option<Witness>,
    pub(super) failures: VecDeque<Failure>,
    /// How the next questions fail.
    pub(super) refusals: VecDeque<Failure>,
    /// How many of the next files of the bot are refused.
    pub(super) unwanted_files: usize,
    /// The rooms in which the bot may not write.
    pub(super) muted: HashSet<String>,
    pub(super) cut: bool,
    /// Number of the connection that reads now; 0 before the first.
    pub(super) connection: u64,
    /// That connection has asked for more and there was nothing.
    pub(super) drained: bool,
}

/// A room.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) id: String,
    pub(super) alias: Option<String>,
    pub(super) name: String,
    pub(super) topic: Option<String>,
    pub(super) direct: bool,
    /// Pinned messages, in the order in which they were pinned.
    pub(super) pinned: Vec<String>,
    /// Only who has the bot's weight may write.
    pub(super) archived: bool,
    /// Weight by account.
    pub(super) members: BTreeMap<String, i64>,
    pub(super) items: Vec<Item>,
}

impl State {
    pub(super) fn new(clock: Clock, nonce: String) -> Self {
        Self {
            clock,
            nonce,
            count: 0,
            people: [(ACCOUNT.to_owned(), "Lotse".to_owned())].into(),
            rooms: BTreeMap::new(),
            history: Vec::new(),
            log: Vec::new(),
            keys: HashMap::new(),
            delivered: Vec::new(),
            locked: HashMap::new(),
            files: Vec::new(),
            witness: None,
            failures: VecDeque::new(),
            refusals: VecDeque::new(),
            unwanted_files: 0,
            muted: HashSet::new(),
            cut: false,
            connection: 0,
            drained: false,
        }
    }

    /// True once the bot has opened a connection.
    pub(super) fn attended(&self) -> bool {
        self.connection > 0
    }

    /// The id of the next event.
    pub(super) fn next_event(&mut self) -> String {
        self.count += 1;
        format!("${}-{}:local", self.nonce, self.count)
    }

    /// True for an event of an earlier server, which a bot with a database still knows.
    pub(super) fn is_from_before(&self, event: &str) -> bool {
        event.starts_with('$') && event.ends_with(":local") && !event.contains(self.nonce.as_str())
    }

    /// The room and the index of a message.
    pub(super) fn place_of(&self, event: &str) -> Option<(String, usize)> {
        self.rooms
            .iter()
            .find_map(|(id, room)| room.items.iter().position(|item| item.id == event).map(|index| (id.clone(), index)))
    }

    /// A message, by id.
    pub(super) fn item(&mut self, event: &str) -> Option<(&str, &mut Item)> {
        self.rooms
            .iter_mut()
            .find_map(|(id, room)| room.items.iter_mut().find(|item| item.id == event).map(|item| (id.as_str(), item)))
    }

    /// The room, message and sign of a reaction.
    pub(super) fn reaction(&self, event: &str) -> Option<(String, String, ReactionView)> {
        self.rooms.values().find_map(|room| {
            room.items.iter().find_map(|item| {
                let reaction = item.reactions.iter().find(|reaction| reaction.id == event)?;
                Some((room.id.clone(), item.id.clone(), reaction.clone()))
            })
        })
    }

    /// True when the bot is in the room.
    pub(super) fn bot_in(&self, room: &str) -> bool {
        self.rooms.get(room).is_some_and(|room| room.members.contains_key(ACCOUNT))
    }

    /// Hands something to the bot, if it is in the room.
    pub(super) fn tell(&mut self, event: &str, room: &str, sender: &str, what: Happening) {
        if self.bot_in(room) {
            let (event, room, sender) = (event.to_owned(), room.to_owned(), sender.to_owned());
            self.drained = false;
            self.history.push(Incoming { event, room, sender, sent_at: self.clock.now(), what });
        }
    }

    /// Hands the bot a message that it cannot read until its key is handed over.
    pub(super) fn tell_locked(&mut self, event: &str, room: &str, sender: &str, what: Happening) {
        let (thread, about) = match &what {
            Happening::Message { thread, .. } => (thread.clone(), None),
            Happening::Edit { target, .. } => (None, Some(target.clone())),
            _ => (None, None),
        };
        let sent_at = self.clock.now();
        let readable =
            Incoming { event: event.to_owned(), room: room.to_owned(), sender: sender.to_owned(), sent_at, what };
        self.locked.insert(event.to_owned(), (readable, false));
        let sealed = serde_json::json!({ "locked": event });
        self.tell(event, room, sender, Happening::Unreadable { thread, about, sealed });
    }

    /// What a locked message says, once its key has been handed over.
    pub(super) fn unlocked(&self, event: &str) -> Option<&Incoming> {
        self.locked.get(event).filter(|(_, key)| *key).map(|(readable, _)| readable)
    }

    /// A message of a room as it stands now, as the bot is handed it.
    pub(super) fn look_up(&self, room: &str, event: &str) -> Option<Incoming> {
        let item = self.rooms.get(room)?.items.iter().find(|item| item.id == event && !item.redacted)?;
        let is_read = self.locked.get(event).is_none_or(|(_, key)| *key);
        let what = match (item.loud && item.sender != ACCOUNT, is_read) {
            (false, _) => Happening::Irrelevant,
            (true, false) => {
                let sealed = serde_json::json!({ "locked": event });
                Happening::Unreadable { thread: item.thread.clone(), about: None, sealed }
            }
            (true, true) => {
                let (text, mentions) = self.mentions(room, &item.body.plain());
                let (thread, reply_to) = (item.thread.clone(), item.reply_to.clone());
                Happening::Message { text, thread, reply_to, mentions, attachment: item.attachment.clone() }
            }
        };
        let (event, room, sender) = (item.id.clone(), room.to_owned(), item.sender.clone());
        Some(Incoming { event, room, sender, sent_at: item.sent_at, what })
    }

    /// Takes a file; its number is its address.
    pub(super) fn upload(&mut self, name: &str, mime: Option<&str>, content: &[u8]) -> Attachment {
        self.files.push(content.to_vec());
        Attachment {
            name: name.to_owned(),
            mime: mime.map(str::to_owned),
            size: u64::try_from(content.len()).ok(),
            source: (self.files.len() - 1).into(),
        }
    }

    /// What is in a file.
    pub(super) fn content(&self, file: &Attachment) -> Option<&Vec<u8>> {
        let number = file.source.as_u64().and_then(|number| usize::try_from(number).ok());
        number.and_then(|number| self.files.get(number))
    }

    /// Notes what the bot has sent under a key. Rooms and weights are no events, and bear no key.
    pub(super) fn note_delivered(&mut self, delivery: &Delivery, event: Option<&str>) {
        use Outgoing::{Edit, File, React, Redact, Say};
        if let (Some(event), Say { .. } | File(_) | Edit { .. } | React { .. } | Redact { .. }) =
            (event, &delivery.what)
        {
            self.delivered.push(Incoming {
                event: event.to_owned(),
                room: delivery.room.clone(),
                sender: ACCOUNT.to_owned(),
                sent_at: self.clock.now(),
                what: Happening::Delivered { key: delivery.key.clone() },
            });
        }
    }

    /// Notes what people see.
    pub(super) fn show(&mut self, event: &str, room: &str, sender: &str, what: Sight) {
        let (event, room, sender) = (event.to_owned(), room.to_owned(), sender.to_owned());
        self.log.push(Seen { at: self.clock.now(), room, sender, event, what });
    }

    /// Puts a message into its room.
    pub(super) fn put(&mut self, room: &str, item: Item) {
        let what = Sight::Message {
            thread: item.thread.clone(),
            reply_to: item.reply_to.clone(),
            body: item.body.clone(),
            mentions: item.mentions.clone(),
            loud: item.loud,
            attachment: item.attachment.clone(),
        };
        self.show(&item.id, room, &item.sender, what);
        if let Some(room) = self.rooms.get_mut(room) {
            room.items.push(item);
        }
    }

    /// A message without text, sent now.
    pub(super) fn blank(&mut self, id: String, sender: &str) -> Item {
        Item {
            id,
            sender: sender.to_owned(),
            sent_at: self.clock.now(),
            thread: None,
            reply_to: None,
            body: Markup::default(),
            mentions: Vec::new(),
            loud: true,
            attachment: None,
            edits: 0,
            redacted: false,
            reactions: Vec::new(),
        }
    }

    /// Makes a room without members, or finds it by its id.
    pub(super) fn make_room(&mut self, id: &str, alias: Option<&str>, name: &str, direct: bool, by: &str) {
        if self.rooms.contains_key(id) {
            return;
        }
        let room = Room {
            id: id.to_owned(),
            alias: alias.map(str::to_owned),
            name: name.to_owned(),
            topic: None,
            direct,
            pinned: Vec::new(),
            archived: false,
            members: BTreeMap::new(),
            items: Vec::new(),
        };
        self.rooms.insert(id.to_owned(), room);
        self.show("", id, by, Sight::Opened);
    }

    /// Lets an account into a room, or gives it another weight. The bot learns of it; when it is the bot that comes
    /// in, it learns of the room and of everybody in it.
    pub(super) fn admit(&mut self, room: &str, account: &str, power: i64, by: &str) {
        let Some(known) = self.rooms.get_mut(room) else { return };
        if known.members.insert(account.to_owned(), power) == Some(power) {
            return;
        }
        let (direct, name, alias) = (known.direct, known.name.clone(), known.full_alias());
        self.show("", room, by, Sight::Member { account: account.to_owned(), power });
        let whole = account == ACCOUNT;
        if whole {
            let event = self.next_event();
            self.tell(&event, room, by, Happening::Joined { direct, name: Some(name), alias });
        }
        let members = self.members_of(room).filter(|member| whole || member.account == account).collect();
        let event = self.next_event();
        self.tell(&event, room, by, Happening::Roster { members, whole });
    }

    /// Lets an account out of a room.
    pub(super) fn dismiss(&mut self, room: &str, account: &str, by: &str, reason: Option<&str>) {
        let event = self.next_event();
        let name = self.people.get(account).cloned();
        // The bot is told of its own removal before it is out of reach.
        if account == ACCOUNT {
            self.tell(&event, room, by, Happening::Removed { reason: reason.map(str::to_owned) });
        }
        if self.rooms.get_mut(room).is_none_or(|room| room.members.remove(account).is_none()) {
            return;
        }
        self.show("", room, by, Sight::Gone { account: account.to_owned() });
        let gone = Member { account: account.to_owned(), name, power: 0, present: false };
        self.tell(&event, room, by, Happening::Roster { members: vec![gone], whole: false });
    }

    /// The members of a room as the bot is told of them.
    fn members_of(&self, room: &str) -> impl Iterator<Item = Member> {
        let members = self.rooms.get(room).map(|room| &room.members).into_iter().flatten();
        members.map(|(account, power)| Member {
            account: account.clone(),
            name: self.people.get(account).cloned(),
            power: *power,
            present: true,
        })
    }

    /// A text with its mentions resolved among those who are in the room.
    pub(super) fn mentions(&self, room: &str, text: &str) -> (String, Vec<String>) {
        let members = self.rooms.get(room).map(|room| &room.members).into_iter().flatten();
        let known = members.map(|(account, _)| (account.clone(), String::new())).collect();
        mention::resolve(text, &known)
    }

    /// Takes a reaction away from its message.
    pub(super) fn unreact(&mut self, room: &str, target: &str, reaction: &ReactionView, by: &str) {
        if let Some((_, item)) = self.item(target) {
            item.reactions.retain(|other| other.id != reaction.id);
        }
        let what = Sight::Unreaction { target: target.to_owned(), sign: reaction.sign.clone() };
        self.show(&reaction.id, room, by, what);
    }

    /// Empties a message that was taken back.
    pub(super) fn redact(&mut self, event: &str, room: &str, target: &str, by: &str, reason: Option<&str>) {
        if let Some((_, item)) = self.item(target) {
            item.redacted = true;
            item.body = Markup::default();
            item.attachment = None;
        }
        let what = Sight::Redaction { target: target.to_owned(), reason: reason.map(str::to_owned) };
        self.show(event, room, by, what);
    }
}

impl Room {
    /// `#it-help:local`.
    fn full_alias(&self) -> Option<String> {
        self.alias.as_ref().map(|alias| format!("#{alias}:local"))
    }

    pub(super) fn view(&self, people: &BTreeMap<String, String>) -> RoomView {
        let member = |(account, power): (&String, &i64)| MemberView {
            account: account.clone(),
            name: people.get(account).unwrap_or(account).clone(),
            power: *power,
        };
        RoomView {
            id: self.id.clone(),
            alias: self.alias.clone(),
            name: self.name.clone(),
            topic: self.topic.clone(),
            direct: self.direct,
            pinned: self.pinned.clone(),
            archived: self.archived,
            members: self.members.iter().map(member).collect(),
            items: self.items.clone(),
        }
    }
}

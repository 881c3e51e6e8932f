//! One event being handled: who acts, where, in which language, and everything that may be done about it. All of it is
//! one transaction, and there is no network inside a turn.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::Value;
use sqlx::PgConnection;

use super::dispatch::{self, NewDispatch};
use super::errands::{self, Ask, NewErrand};
use super::files;
use super::key::digest;
use super::memory::Memory;
use super::offers;
use super::outbox::{self, Class, Post, Room};
use super::wakeup::Bell;
use crate::audit;
use crate::channel::Letter;
use crate::chat::markup::Markup;
use crate::chat::{Outgoing, permalink};
use crate::config::Config;
use crate::crash::CrashPoint;
use crate::error::Fault;
use crate::fact::Fact;
use crate::i18n::{Language, Phrase, Words};
use crate::ids::{MessageId, PersonId};
use crate::people::store::RoomFacts;
use crate::people::{self, Person};

/// Where something happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The chat platform.
    pub platform: String,
    /// The room.
    pub room: String,
    /// The first message of the thread into which answers go.
    pub thread: Option<String>,
}

/// The event that is being handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Its row in the inbox.
    pub id: i64,
    /// The platform it came from.
    pub platform: String,
    /// The platform's id of it.
    pub event: String,
    /// How often an operator has let it be tried again.
    pub retries: i32,
}

/// A message to be sent.
#[derive(Debug, Clone)]
pub struct Say {
    /// The text.
    pub body: Markup,
    /// Accounts that must act and are notified.
    pub mentions: Vec<String>,
    /// Somebody must see it now: a message, not a notice.
    pub loud: bool,
}

impl From<Markup> for Say {
    fn from(body: Markup) -> Self {
        Self { body, mentions: Vec::new(), loud: false }
    }
}

/// Something that a turn is the first to say.
#[derive(Debug, Clone)]
struct New {
    platform: String,
    room: Room,
    /// There may be reactions of ours on it.
    offered: bool,
}

/// The turn of one event.
pub struct Turn<'c> {
    conn: &'c mut PgConnection,
    /// The present, the same during the whole turn.
    pub now: DateTime<Utc>,
    /// When the event happened, which can be long before it is handled: what people say of time counts from then.
    pub said_at: DateTime<Utc>,
    /// The settings.
    pub config: Arc<Config>,
    /// The words.
    pub words: Arc<Words>,
    /// What is being handled.
    pub cause: Cause,
    /// Where.
    pub place: Place,
    /// Who acts; None when time alone does.
    pub actor: Option<Person>,
    /// The actor's language.
    pub language: Language,
    /// The language recognised in this event; kept even when what it says is refused.
    pub recognised: Option<Language>,
    /// The message whose words are handled: the event itself, or of an edit the message that was edited.
    pub message: String,
    /// The message to which the handled one replies.
    pub reply_to: Option<String>,
    /// What was said has answered a question of ours already, and answers no other one.
    pub answered: bool,
    /// What is being done, in a word of the program's: the verb, or the kind of event where there is none.
    pub verb: &'static str,
    /// What practices keep between turns.
    pub memory: Memory,
    ordinal: u32,
    bells: Vec<Bell>,
    facts: Vec<Fact>,
    /// What this turn is the first to say: nobody can have sent or refused it.
    new: HashMap<MessageId, New>,
    /// What is known of rooms, once it was asked for, by platform and room.
    pub(super) rooms: HashMap<(String, String), RoomFacts>,
}

impl std::fmt::Debug for Turn<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Turn").field("cause", &self.cause).field("place", &self.place).finish_non_exhaustive()
    }
}

impl<'c> Turn<'c> {
    /// Begins a turn within the transaction that claimed its event.
    pub fn begin(
        conn: &'c mut PgConnection,
        now: DateTime<Utc>,
        config: Arc<Config>,
        words: Arc<Words>,
        cause: Cause,
        place: Place,
        actor: Option<Person>,
    ) -> Self {
        let known = actor.as_ref().and_then(|actor| actor.usual_language(&config));
        let language = known.unwrap_or(config.language);
        let message = cause.event.clone();
        Self {
            conn,
            now,
            said_at: now,
            config,
            words,
            cause,
            place,
            actor,
            language,
            recognised: None,
            message,
            reply_to: None,
            answered: false,
            verb: "none",
            memory: Memory::default(),
            ordinal: 0,
            bells: Vec::new(),
            facts: Vec::new(),
            new: HashMap::new(),
            rooms: HashMap::new(),
        }
    }

    /// The transaction.
    pub fn conn(&mut self) -> &mut PgConnection {
        self.conn
    }

    /// Who acts. A fault when time alone does: only timers run without an actor.
    pub fn actor(&self) -> Result<&Person, Fault> {
        self.actor.as_ref().ok_or_else(|| Fault::Other("a turn that needs an actor has none".to_owned()))
    }

    /// The loops to be woken after the commit.
    #[must_use]
    pub fn bells(&self) -> &[Bell] {
        &self.bells
    }

    /// Wakes a loop after the commit.
    pub(super) fn ring(&mut self, bell: Bell) {
        self.bells.push(bell);
    }

    /// Tells the other practices that something has happened; they hear of it when the verb is done. The same fact twice
    /// is told once.
    pub fn emit(&mut self, fact: Fact) {
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
    }

    /// What was emitted since this was asked last.
    pub fn take_facts(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    /// The zone on whose clock the actor reads and writes.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.actor.as_ref().and_then(|actor| actor.zone).unwrap_or(self.config.timezone)
    }

    /// The day on the house's clock.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.config.timezone).date_naive()
    }

    /// The phrase in the actor's language.
    #[must_use]
    pub fn text(&self, phrase: &Phrase) -> Markup {
        self.words.say(self.language, phrase)
    }

    /// Answers the event where it happened, in its thread.
    pub async fn answer(&mut self, phrase: &Phrase) -> Result<MessageId, Fault> {
        let body = self.text(phrase);
        let place = self.place.clone();
        self.say(&place, body).await
    }

    /// Says something in a place.
    pub async fn say(&mut self, place: &Place, say: impl Into<Say>) -> Result<MessageId, Fault> {
        let say = say.into();
        let what = Outgoing::Say {
            thread: place.thread.clone(),
            reply_to: None,
            body: say.body,
            mentions: say.mentions,
            loud: say.loud,
        };
        self.post(&place.platform, &Room::Known(place.room.clone()), Class::Answer, &what, None).await
    }

    /// Says something in the thread that a message of ours begins; it need not be sent yet.
    pub async fn say_below(&mut self, top: MessageId, say: impl Into<Say>) -> Result<MessageId, Fault> {
        let say = say.into();
        let (platform, room) = outbox::address_of(self.conn, top).await?;
        let what =
            Outgoing::Say { thread: None, reply_to: None, body: say.body, mentions: say.mentions, loud: say.loud };
        self.post(&platform, &room, Class::Answer, &what, Some(top)).await
    }

    /// Says something to one person alone, in the direct chat with them, which is opened where there is none.
    pub async fn say_direct(&mut self, platform: &str, account: &str, say: impl Into<Say>) -> Result<MessageId, Fault> {
        let say = say.into();
        let room = self.direct_room(platform, account).await?;
        let what =
            Outgoing::Say { thread: None, reply_to: None, body: say.body, mentions: say.mentions, loud: say.loud };
        self.post(platform, &room, Class::Answer, &what, None).await
    }

    /// Notes in which language somebody writes.
    pub async fn keep_detected(&mut self, person: PersonId, language: Language) -> Result<(), Fault> {
        if let Some(actor) = self.actor.as_mut().filter(|actor| actor.id == person)
            && actor.detected.replace(language) == Some(language)
        {
            return Ok(());
        }
        people::store::keep_detected(self.conn, person, language).await
    }

    /// The platforms on which the bot is: where something concerns people and no event says where they are.
    pub async fn platforms(&mut self) -> Result<Vec<String>, Fault> {
        let names = sqlx::query_scalar!("select distinct platform from account order by platform");
        Ok(names.fetch_all(&mut *self.conn).await?)
    }

    async fn direct_room(&mut self, platform: &str, account: &str) -> Result<Room, Fault> {
        // Also where nothing needs to be opened: a turn that runs again may know of the chat by then.
        let ordinal = self.take_ordinal();
        if let Some(room) = people::store::direct_room(self.conn, platform, account).await? {
            return Ok(Room::Known(room));
        }
        if let Some(opener) = people::store::direct_opener(self.conn, platform, account).await? {
            return Ok(match outbox::event_of(self.conn, opener).await? {
                Some(room) => Room::Known(room),
                None => Room::OpenedBy(opener),
            });
        }
        let open = Outgoing::OpenRoom {
            alias: format!("lotse-direct-{}", digest(&[platform, account])),
            name: "Lotse".to_owned(),
            topic: None,
            invite: vec![account.to_owned()],
            direct: true,
            encrypted: true,
        };
        let nowhere = Room::Known(String::new());
        let opener = self.post_as(ordinal, platform, &nowhere, Class::Answer, &open, None).await?;
        people::store::keep_direct_opener(self.conn, platform, account, opener).await?;
        Ok(Room::OpenedBy(opener))
    }

    /// Gives a message of ours a new text; merged with what has not been sent yet.
    pub async fn edit(&mut self, message: MessageId, body: Markup) -> Result<(), Fault> {
        let what = Outgoing::Edit { target: String::new(), body };
        let ordinal = self.take_ordinal();
        self.bells.push(Bell::Outbox);
        if outbox::merge_edit(self.conn, message, &what).await? {
            return Ok(());
        }
        let (platform, room) = outbox::address_of(self.conn, message).await?;
        self.post_as(ordinal, &platform, &room, Class::Update, &what, Some(message)).await?;
        Ok(())
    }

    /// Takes a message of ours back, and forgets what it said.
    pub async fn take_back(&mut self, message: MessageId) -> Result<(), Fault> {
        let ordinal = self.take_ordinal();
        self.take_back_as(ordinal, message).await?;
        if !files::is_file(self.conn, message).await? {
            return Ok(());
        }
        // Also where nothing was said in its place: whether the file was refused yet depends on the sender.
        let ordinal = self.take_ordinal();
        match files::instead_of(self.conn, message).await? {
            Some(said) => self.take_back_as(ordinal, said).await,
            None => Ok(()),
        }
    }

    async fn take_back_as(&mut self, ordinal: u32, message: MessageId) -> Result<(), Fault> {
        if !files::drop_unsent(self.conn, message).await? {
            let (platform, room) = outbox::address_of(self.conn, message).await?;
            let what = Outgoing::Redact { target: String::new(), reason: None };
            self.post_as(ordinal, &platform, &room, Class::Update, &what, Some(message)).await?;
        }
        outbox::forget_text(self.conn, message).await
    }

    /// Makes these the reactions that stand on a message of ours: offers what is missing, takes away what has passed.
    pub async fn offer(&mut self, message: MessageId, signs: &[&str]) -> Result<(), Fault> {
        let (standing, address) = match self.new.get_mut(&message).filter(|new| !new.offered) {
            Some(new) => {
                new.offered = true;
                (Vec::new(), Some((new.platform.clone(), new.room.clone())))
            }
            None => (offers::offered(self.conn, message).await?, None),
        };
        let missing: Vec<&str> =
            signs.iter().copied().filter(|sign| standing.iter().all(|offer| offer.sign != *sign)).collect();
        let passed: Vec<_> = standing.into_iter().filter(|offer| !signs.contains(&offer.sign.as_str())).collect();
        if missing.is_empty() && passed.is_empty() {
            return Ok(());
        }
        let (platform, room) = match address {
            Some(address) => address,
            None => outbox::address_of(self.conn, message).await?,
        };
        for offer in passed {
            let ordinal = self.take_ordinal();
            if offer.untried {
                offers::drop_untried(self.conn, offer.id).await?;
                continue;
            }
            offers::withdraw(self.conn, offer.id).await?;
            let what = Outgoing::Redact { target: String::new(), reason: None };
            self.post_as(ordinal, &platform, &room, Class::Offer, &what, Some(offer.id)).await?;
        }
        for sign in missing {
            let what = Outgoing::React { target: String::new(), sign: sign.to_owned() };
            self.post(&platform, &room, Class::Offer, &what, Some(message)).await?;
        }
        Ok(())
    }

    pub(super) async fn post(
        &mut self,
        platform: &str,
        room: &Room,
        class: Class,
        what: &Outgoing,
        target: Option<MessageId>,
    ) -> Result<MessageId, Fault> {
        let ordinal = self.take_ordinal();
        self.post_as(ordinal, platform, room, class, what, target).await
    }

    /// The number of the next thing that this turn wants to be sent. Also what then needs no sending of its own has one,
    /// because nobody has tried yet to send what it changes: that depends on how fast the sender was, and the numbers
    /// of what follows must not, or a turn that is run again would not repeat its keys.
    fn take_ordinal(&mut self) -> u32 {
        self.ordinal += 1;
        self.ordinal
    }

    async fn post_as(
        &mut self,
        ordinal: u32,
        platform: &str,
        room: &Room,
        class: Class,
        what: &Outgoing,
        target: Option<MessageId>,
    ) -> Result<MessageId, Fault> {
        let kind = serde_json::to_value(what)?;
        let kind = kind.get("kind").and_then(Value::as_str).unwrap_or_default();
        let ordinal = ordinal.to_string();
        let retries = self.cause.retries.to_string();
        let parts = [&self.cause.platform, &self.cause.event, ordinal.as_str(), kind, &retries];
        // Of an event that was tried again the first tries have said something already, under keys without a fifth part.
        let parts = if self.cause.retries == 0 { parts.get(..4) } else { parts.get(..) };
        let key = digest(parts.unwrap_or_default());
        self.bells.push(Bell::Outbox);
        let cause = Some(self.cause.id);
        let post = Post { key: &key, platform, room, class, what, target, cause, now: self.now };
        let on_new = target.is_some_and(|target| self.new.contains_key(&target));
        let inserted = outbox::insert(self.conn, post, on_new).await?;
        CrashPoint::MidTurn.pass();
        if inserted.is_new && matches!(what, Outgoing::Say { .. }) {
            let new = New { platform: platform.to_owned(), room: room.clone(), offered: false };
            self.new.insert(inserted.message, new);
        }
        Ok(inserted.message)
    }

    /// Sends for something that only the chat server knows, in the room of this turn: what comes back is a turn of its own,
    /// of the same actor, in which the practice's row `purpose` hears it.
    pub async fn send_for(&mut self, ask: &Ask, purpose: &str, payload: &Value) -> Result<(), Fault> {
        let ordinal = self.take_ordinal();
        self.bells.push(Bell::Errands);
        let (platform, room, at, now) = (self.place.platform.clone(), self.place.room.clone(), self.said_at, self.now);
        let sender = self.actor()?.account.clone();
        let key = format!("{purpose}:{}:{ordinal}", self.cause.event);
        let new =
            NewErrand { platform: &platform, key: &key, room: &room, sender: &sender, at, ask, purpose, payload, now };
        errands::send(self.conn, new).await
    }

    /// Has something delivered outside of the chat. How that ended is heard by this timer, in whose payload (an object) there
    /// is then an `error`: null, or why it was not delivered.
    pub async fn dispatch(
        &mut self,
        channel: &str,
        letter: &Letter,
        (timer, payload): (&str, &Value),
    ) -> Result<(), Fault> {
        let ordinal = self.take_ordinal().to_string();
        self.bells.push(Bell::Dispatch);
        let key = digest(&[&self.cause.platform, &self.cause.event, &ordinal, "dispatch"]);
        let new = NewDispatch { key: &key, channel, letter, timer, payload, now: self.now };
        dispatch::send(self.conn, new).await
    }

    /// Where people find a message, where the platform has an address for it; `account` is its author's.
    #[must_use]
    pub fn link_to(&self, platform: &str, room: &str, event: &str, account: &str) -> Option<String> {
        permalink(platform, room, event, account)
    }

    /// Writes an act into the audit log.
    pub async fn record(&mut self, act: &str, subject: &str, before: Value, after: Value) -> Result<(), Fault> {
        let entry = audit::Entry {
            at: self.now,
            actor: self.actor.as_ref().map_or("lotse", |actor| actor.account.as_str()),
            person: self.actor.as_ref().map(|actor| actor.id),
            act,
            subject,
            before,
            after,
            platform: &self.cause.platform,
            event: &self.cause.event,
        };
        audit::store::insert(self.conn, entry).await
    }
}

//! Who one is, where, and the numbers of the messages.

use std::collections::{HashMap, HashSet};

use super::paint::{Paint, Tone, short};
use super::{ConsoleError, stage};
use crate::chat::local::{ACCOUNT, Item, LocalServer, Place, Refused, RoomView, Sight};
use crate::i18n::{Language, Phrase, Words};

/// One sitting at the console.
pub(super) struct Session {
    pub(super) server: LocalServer,
    words: Words,
    language: Language,
    pub(super) paint: Paint,
    /// Whom one plays.
    pub(super) account: String,
    /// Where one is.
    pub(super) room: String,
    /// The first message of the thread that one is in.
    pub(super) thread: Option<String>,
    /// Event ids; a message's number is its place here, counted from 1 over all rooms, so that a number is enough to
    /// say which one is meant.
    numbers: Vec<String>,
    numbered: HashMap<String, usize>,
    /// How much of the server's log has been numbered, and how much drawn.
    counted: usize,
    pub(super) drawn: usize,
    /// Messages whose text stands on the screen in full.
    pub(super) shown: HashSet<String>,
}

/// What became of a line that was typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// The number of the message that the line has become.
    pub(super) number: Option<usize>,
    /// What to show at once, in whole lines.
    pub(super) text: String,
    /// A slash command was refused.
    pub(super) failed: bool,
    /// The person leaves.
    pub(super) leave: bool,
}

/// A slash command that was not done, and why.
#[derive(Debug)]
pub(super) struct No(pub(super) Phrase);

impl Session {
    pub(super) fn new(
        server: LocalServer,
        words: Words,
        language: Language,
        color: bool,
    ) -> Result<Self, ConsoleError> {
        let room = stage::set(&server).map_err(|refused| ConsoleError::Terminal(refused.to_string()))?;
        Ok(Self {
            words,
            language,
            paint: Paint { color, columns: None },
            account: stage::FIRST.to_owned(),
            room,
            thread: None,
            numbers: Vec::new(),
            numbered: HashMap::new(),
            counted: 0,
            drawn: server.log().len(),
            shown: HashSet::new(),
            server,
        })
    }

    /// Takes a typed line: a slash command, or something to say. A space in front lets one say what begins with `/`.
    pub(super) fn take(&mut self, line: &str) -> Answer {
        if line.trim().is_empty() {
            return Answer::default();
        }
        let result = match line.strip_prefix('/') {
            Some(command) => self.obey(command),
            None => self.say(line.trim(), None),
        };
        result.unwrap_or_else(|No(reason)| {
            let text = self.paint.remark(Tone::Wrong, &self.text(&reason));
            Answer { text, failed: true, ..Answer::default() }
        })
    }

    /// Says something where one is, or as an answer to a message.
    pub(super) fn say(&mut self, text: &str, reply_to: Option<&Item>) -> Result<Answer, No> {
        let place = Place {
            thread: reply_to.map_or(self.thread.as_deref(), |item| item.thread.as_deref()),
            reply_to: reply_to.map(|item| item.id.as_str()),
        };
        let event = self.server.say(&self.room, &self.account, text, place).map_err(|refused| self.no(refused))?;
        Ok(self.said(event))
    }

    /// A message that stands on the screen as it was typed.
    pub(super) fn said(&mut self, event: String) -> Answer {
        let number = self.number(&event);
        self.shown.insert(event);
        Answer { number, ..Answer::default() }
    }

    /// A phrase in the person's language.
    pub(super) fn text(&self, phrase: &Phrase) -> String {
        self.words.say(self.language, phrase).terminal(false)
    }

    /// A phrase in the person's language, with the styles of its formatting.
    pub(super) fn styled(&self, phrase: &Phrase) -> String {
        self.words.say(self.language, phrase).terminal(self.paint.color)
    }

    /// A refusal of the server in words of the console.
    pub(super) fn no(&self, refused: Refused) -> No {
        No(match refused {
            Refused::Outside { account, room } => {
                Phrase::new("console-outside").text("name", short(&account)).text("room", self.room_name(&room))
            }
            Refused::ReadOnly(room) => Phrase::new("console-read-only").text("room", self.room_name(&room)),
            Refused::NotYours(event) => {
                let number = self.numbered.get(&event).copied().unwrap_or(0);
                Phrase::new("console-not-yours").text("number", number.to_string())
            }
            Refused::NoMessage(_) => Phrase::new("console-message-gone"),
            Refused::NoRoom(name) | Refused::NoPerson(name) => Phrase::new("console-nothing-called").text("name", name),
        })
    }

    /// `anna@#it-help ❯ `, without and with colours; in a thread with the number of its first message.
    pub(super) fn prompt(&self) -> (String, String) {
        let (name, room) = (short(&self.account), self.room_name(&self.room));
        let thread = self.thread.as_ref().map(|root| format!(" {}", self.marker('↳', root))).unwrap_or_default();
        let plain = format!("{}{name}@{room}{thread} ❯ ", Paint::default().gutter(None));
        let paint = self.paint;
        let colored = format!(
            "{}{}@{}{} {} ",
            paint.gutter(None),
            paint.tone(Tone::Person, name),
            paint.tone(Tone::Room, &room),
            paint.tone(Tone::Quiet, &thread),
            paint.tone(Tone::Quiet, "❯")
        );
        (plain, colored)
    }

    /// `↳3`, or `↳…` for a message of an earlier sitting.
    pub(super) fn marker(&self, arrow: char, event: &str) -> String {
        match self.numbered.get(event) {
            Some(number) => format!("{arrow}{number}"),
            None => format!("{arrow}…"),
        }
    }

    /// The number of a message, after counting what has come since the last time.
    pub(super) fn number(&mut self, event: &str) -> Option<usize> {
        self.count();
        self.numbered.get(event).copied()
    }

    /// The event with a number.
    pub(super) fn event(&mut self, number: usize) -> Option<String> {
        self.count();
        self.numbers.get(number.checked_sub(1)?).cloned()
    }

    fn count(&mut self) {
        let log = self.server.log_since(self.counted);
        self.counted += log.len();
        for seen in log {
            let event = match seen.what {
                Sight::Message { .. } => seen.event,
                // A card of an earlier sitting gets its number when it comes back.
                Sight::Edit { target, .. } => target,
                _ => continue,
            };
            if !self.numbered.contains_key(&event) {
                self.numbers.push(event.clone());
                self.numbered.insert(event, self.numbers.len());
            }
        }
    }

    /// `#it-help`, or `dm` for a direct chat.
    pub(super) fn room_name(&self, room: &str) -> String {
        match self.server.room(room) {
            Some(RoomView { alias: Some(alias), .. }) => format!("#{alias}"),
            Some(_) => "dm".to_owned(),
            None => room.to_owned(),
        }
    }

    /// A display name, with its colour.
    pub(super) fn name(&self, account: &str) -> String {
        let people = self.server.people();
        let name = people.iter().find(|(known, _)| known == account).map_or(account, |(_, name)| name);
        self.paint.tone(if account == ACCOUNT { Tone::Bot } else { Tone::Person }, name)
    }

    /// A message with the room in which it stands.
    pub(super) fn item(&self, event: &str) -> Option<(RoomView, Item)> {
        let room = self.server.room(&self.server.room_of(event)?)?;
        let item = room.item(event)?.clone();
        Some((room, item))
    }
}

//! What each slash command does.

use std::path::Path;

use super::commands::{self, Act, COMMANDS, Command};
use super::paint::{GUTTER, Tone, short};
use super::session::{Answer, No, Session};
use super::signs;
use crate::chat::local::{ACCOUNT, Item, Place, Post, RoomView};
use crate::i18n::Phrase;

/// How many messages `/history` shows when not told otherwise, and a room that is entered again at most.
const LATEST: usize = 20;

impl Session {
    /// Does a slash command; `line` is what follows the slash.
    pub(super) fn obey(&mut self, line: &str) -> Result<Answer, No> {
        let (name, rest) = split(line);
        let command = commands::find(name).map_err(|near| unknown(name, &near))?;
        let told = |text: String| Ok(Answer { text, ..Answer::default() });
        match command.act {
            Act::As => self.play(rest, command).and_then(told),
            Act::React => self.react(rest, command).map(|()| Answer::default()),
            Act::Unreact => self.unreact(rest, command).map(|()| Answer::default()),
            Act::Thread => self.enter_thread(rest).and_then(told),
            Act::Up => {
                self.thread = None;
                Ok(Answer::default())
            }
            Act::Reply => self.reply(rest, command),
            Act::File => self.send_file(rest, command),
            Act::Edit => self.edit(rest, command).map(|()| Answer::default()),
            Act::Delete => self.delete(rest, command).map(|()| Answer::default()),
            Act::Room if rest.is_empty() => told(self.rooms()),
            Act::Room => self.enter_named(rest).and_then(told),
            Act::Rooms => told(self.rooms()),
            Act::Join => self.join(rest).and_then(told),
            Act::Direct => {
                let room = self.server.open_direct(&self.account).map_err(|refused| self.no(refused))?;
                told(self.enter(&room))
            }
            Act::People => told(self.people()),
            Act::History => self.history(rest, command).and_then(told),
            Act::Help => self.help(rest).and_then(told),
            Act::Quit => Ok(Answer { leave: true, ..Answer::default() }),
        }
    }

    /// Becomes another person, and goes where that person is.
    fn play(&mut self, name: &str, command: &Command) -> Result<String, No> {
        let wanted = required(name, command)?.trim_start_matches('@').to_lowercase();
        let people = self.server.people();
        let others = || people.iter().map(|(account, _)| account).filter(|account| *account != ACCOUNT);
        let same = |account: &&String| short(account) == wanted || account.trim_start_matches('@') == wanted;
        let Some(account) = others().find(same) else {
            let names: Vec<_> = others().map(|account| short(account)).collect();
            return Err(No(Phrase::new("console-no-person").text("name", name).text("names", names.join(", "))));
        };
        self.account.clone_from(account);
        if self.server.room(&self.room).is_some_and(|room| room.has(account)) {
            return Ok(String::new());
        }
        let rooms = self.server.rooms();
        let home = rooms.iter().filter(|room| room.has(account)).min_by_key(|room| room.direct);
        Ok(home.map(|room| self.enter(&room.id)).unwrap_or_default())
    }

    fn react(&mut self, rest: &str, command: &Command) -> Result<(), No> {
        let (sign, item) = self.sign_and_target(rest, command)?;
        self.server.react(&item.id, &self.account, &sign).map(drop).map_err(|refused| self.no(refused))
    }

    fn unreact(&mut self, rest: &str, command: &Command) -> Result<(), No> {
        let (sign, item) = self.sign_and_target(rest, command)?;
        let own = item.reactions.iter().find(|reaction| reaction.sender == self.account && reaction.sign == sign);
        let own = own.ok_or_else(|| No(Phrase::new("console-no-reaction").text("sign", sign.clone())))?;
        self.server.redact(&own.id).map(drop).map_err(|refused| self.no(refused))
    }

    /// `👀 3`, `3 👀`, `eyes`: without a number, the message of the bot that one most likely means.
    fn sign_and_target(&mut self, rest: &str, command: &Command) -> Result<(String, Item), No> {
        let mut words = required(rest, command)?.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next());
        let (sign, number) = match second {
            Some(second) if !signs::is_sign(first) && signs::is_sign(second) => (second, Some(first)),
            _ => (first, second),
        };
        if !signs::is_sign(sign) {
            return Err(No(Phrase::new("console-no-sign").text("text", sign)));
        }
        let sign = signs::meant(sign).to_owned();
        let item = match number {
            Some(number) => self.numbered(number)?.1,
            None => self.likely(&sign).ok_or_else(|| No(Phrase::new("console-nothing-of-bot")))?,
        };
        Ok((sign, item))
    }

    /// The last message of the bot in the thread or room that one is in: rather one on which the sign is offered, or
    /// was put by oneself.
    fn likely(&self, sign: &str) -> Option<Item> {
        let room = self.server.room(&self.room)?;
        let thread = |item: &&Item| self.thread.is_none() || item.thread == self.thread;
        let of_bot = || room.items.iter().rev().filter(|item| item.sender == ACCOUNT && !item.redacted);
        let offered = |item: &&Item| item.reactions.iter().any(|reaction| reaction.sign == sign);
        let there = of_bot().filter(thread).find(offered).or_else(|| of_bot().find(thread));
        there.or_else(|| of_bot().find(offered)).or_else(|| of_bot().next()).cloned()
    }

    fn enter_thread(&mut self, rest: &str) -> Result<String, No> {
        let item = match rest {
            "" => self.likely("").ok_or_else(|| No(Phrase::new("console-nothing-of-bot")))?,
            number => self.numbered(number)?.1,
        };
        let root = item.thread.unwrap_or(item.id);
        let room = self.server.room_of(&root).unwrap_or_else(|| self.room.clone());
        let text = if room == self.room { String::new() } else { self.enter_as_member(&room)? };
        self.thread = Some(root);
        Ok(text)
    }

    fn reply(&mut self, rest: &str, command: &Command) -> Result<Answer, No> {
        let (number, text) = split(required(rest, command)?);
        let (room, item) = self.numbered(number)?;
        required(text, command)?;
        if room.id != self.room {
            return Err(No(Phrase::new("console-elsewhere").text("room", self.room_name(&room.id))));
        }
        self.say(text, Some(&item))
    }

    /// `/file scan.png`, `/file "my scan.png" This is what it looks like`. What kind of file it is says its content, as
    /// clients ask it.
    fn send_file(&mut self, rest: &str, command: &Command) -> Result<Answer, No> {
        let (path, words) = match required(rest, command)?.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
            Some((path, words)) => (path, words.trim()),
            None => split(rest),
        };
        let content = std::fs::read(path)
            .map_err(|error| No(Phrase::new("console-no-file").text("path", path).text("error", error.to_string())))?;
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
        let mime = infer::get(&content).map(|kind| kind.mime_type());
        let attachment = Some(self.server.upload(&name, mime, &content));
        let place = Place { thread: self.thread.as_deref(), reply_to: None };
        let post = Post { text: if words.is_empty() { &name } else { words }, place, attachment, ..Post::default() };
        let event = self.server.say_with(&self.room, &self.account, post).map_err(|refused| self.no(refused))?;
        Ok(self.said(event))
    }

    fn edit(&mut self, rest: &str, command: &Command) -> Result<(), No> {
        let (number, text) = split(required(rest, command)?);
        let (_, item) = self.numbered(number)?;
        required(text, command)?;
        if item.sender != self.account {
            return Err(No(Phrase::new("console-not-yours").text("number", bare(number))));
        }
        self.server.edit(&item.id, text).map(drop).map_err(|refused| self.no(refused))
    }

    fn delete(&mut self, rest: &str, command: &Command) -> Result<(), No> {
        let (number, reason) = split(required(rest, command)?);
        let (_, item) = self.numbered(number)?;
        let reason = (!reason.is_empty()).then_some(reason);
        self.server.redact_as(&item.id, Some(&self.account), reason).map(drop).map_err(|refused| self.no(refused))
    }

    /// The message with a number: `3`, `[3]` or `#3`.
    fn numbered(&mut self, text: &str) -> Result<(RoomView, Item), No> {
        let event = bare(text).parse().ok().and_then(|number| self.event(number));
        let found = event.and_then(|event| self.item(&event));
        found.ok_or_else(|| No(Phrase::new("console-no-number").text("text", text)))
    }

    fn enter_named(&mut self, name: &str) -> Result<String, No> {
        let room = self.room_named(name)?;
        self.enter_as_member(&room.id)
    }

    fn enter_as_member(&mut self, room: &str) -> Result<String, No> {
        let member = self.server.room(room).is_some_and(|room| room.has(&self.account));
        let (name, room_name) = (short(&self.account).to_owned(), self.room_name(room));
        let outside = || No(Phrase::new("console-outside").text("name", name).text("room", room_name));
        member.then(|| self.enter(room)).ok_or_else(outside)
    }

    /// Goes into a room, and shows what was said there meanwhile.
    fn enter(&mut self, room: &str) -> String {
        self.thread = None;
        if self.room == room {
            return String::new();
        }
        // What is still to be drawn belongs to the room that is left.
        let mut text = self.news();
        self.room = room.to_owned();
        let Some(view) = self.server.room(room) else { return text };
        text.push_str(&self.head(&view));
        let unseen: Vec<Item> = view.items.iter().filter(|item| !self.shown.contains(&item.id)).cloned().collect();
        text.push_str(&self.draw_all(&view, &unseen, LATEST));
        text
    }

    /// What a client shows above the messages: the topic, what is pinned, and that one can only read.
    fn head(&mut self, room: &RoomView) -> String {
        let mut phrases: Vec<Phrase> = Vec::new();
        phrases.extend(room.topic.iter().map(|topic| Phrase::new("console-topic-here").text("topic", topic.clone())));
        let pinned: Vec<String> =
            room.pinned.iter().filter_map(|event| self.number(event)).map(|number| format!("[{number}]")).collect();
        if !pinned.is_empty() {
            phrases.push(Phrase::new("console-pinned-here").text("numbers", pinned.join(", ")));
        }
        if room.archived {
            phrases.push(Phrase::new("console-read-only").text("room", self.room_name(&room.id)));
        }
        let line = |phrase: &Phrase| self.paint.remark(Tone::Quiet, &format!("· {}", self.text(phrase)));
        phrases.iter().map(line).collect()
    }

    fn join(&mut self, name: &str) -> Result<String, No> {
        let room = if name.is_empty() { self.server.room(&self.room) } else { Some(self.room_named(name)?) };
        let Some(room) = room.filter(|room| !room.direct) else {
            return Err(No(Phrase::new("console-no-room").text("name", name).text("names", self.room_names())));
        };
        if !room.has(&self.account) {
            self.server.join(&room.id, &self.account, 0).map_err(|refused| self.no(refused))?;
        }
        Ok(self.enter(&room.id))
    }

    fn room_named(&self, name: &str) -> Result<RoomView, No> {
        let wanted = name.trim_start_matches(['#', '!']).to_lowercase();
        let wanted = wanted.strip_suffix(":local").unwrap_or(&wanted);
        let room = self.server.room_by_alias(wanted);
        room.ok_or_else(|| No(Phrase::new("console-no-room").text("name", name).text("names", self.room_names())))
    }

    fn room_names(&self) -> String {
        let names: Vec<_> =
            self.server.rooms().into_iter().filter_map(|room| room.alias).map(|alias| format!("#{alias}")).collect();
        names.join(", ")
    }

    fn rooms(&self) -> String {
        let mut out = String::new();
        for room in self.server.rooms() {
            if room.direct && !room.has(&self.account) {
                continue;
            }
            let here = if room.id == self.room { "❯ " } else { "  " };
            let who: Vec<_> = room.members.iter().map(|member| short(&member.account)).collect();
            let name = self.paint.tone(Tone::Room, &self.room_name(&room.id));
            out.push_str(&format!("{}{here}{name}  {}", self.paint.gutter(None), room.name));
            out.push_str(&format!("  {}\n", self.paint.tone(Tone::Quiet, &who.join(", "))));
        }
        out
    }

    fn people(&self) -> String {
        let room = self.server.room(&self.room);
        let mut out = String::new();
        for (account, name) in self.server.people() {
            let member = room.iter().flat_map(|room| &room.members).find(|member| member.account == account);
            let role = match member.map(|member| member.power) {
                _ if account == ACCOUNT => "console-role-bot",
                None => "console-role-elsewhere",
                Some(100..) => "console-role-admin",
                Some(50..) => "console-role-agent",
                Some(_) => "console-role-member",
            };
            let here = if account == self.account { "❯ " } else { "  " };
            let shown = self.name(&account);
            let padding = " ".repeat(10_usize.saturating_sub(name.chars().count()).max(1));
            let role = self.paint.tone(Tone::Quiet, &self.text(&Phrase::new(role)));
            out.push_str(&format!("{}{here}{shown}{padding}{role}\n", self.paint.gutter(None)));
        }
        out
    }

    fn history(&mut self, rest: &str, command: &Command) -> Result<String, No> {
        let count = match rest {
            "" => LATEST,
            count => count.parse().map_err(|_| No(usage(command)))?,
        };
        let Some(room) = self.server.room(&self.room) else { return Ok(String::new()) };
        // A thread stands together below its first message, which is where a reader looks for it.
        let within = |item: &&Item| {
            self.thread.as_ref().is_none_or(|root| item.id == *root || item.thread.as_ref() == Some(root))
        };
        let known = |root: &String| room.item(root).is_some();
        let mut items: Vec<Item> = Vec::new();
        for root in room.items.iter().filter(|item| !item.thread.as_ref().is_some_and(known)) {
            let below = room.items.iter().filter(|item| item.thread.as_ref() == Some(&root.id));
            items.extend(std::iter::once(root).chain(below).filter(within).cloned());
        }
        Ok(self.draw_all(&room, &items, count))
    }

    /// The last of these messages, in full.
    fn draw_all(&mut self, room: &RoomView, items: &[Item], count: usize) -> String {
        let mut out = String::new();
        for item in items.iter().skip(items.len().saturating_sub(count)) {
            let number = self.number(&item.id);
            self.shown.insert(item.id.clone());
            out.push_str(&self.draw(number, room, item));
        }
        out
    }

    fn help(&self, rest: &str) -> Result<String, No> {
        let name = rest.trim_start_matches('/');
        let wanted = match name {
            "" => COMMANDS.to_vec(),
            name => vec![*commands::find(name).map_err(|near| unknown(name, &near))?],
        };
        let usages: Vec<_> = wanted.iter().map(|command| self.text(&Phrase::new(command.usage))).collect();
        let widest = usages.iter().map(|usage| usage.chars().count()).max().unwrap_or(0);
        let mut out = String::new();
        for (command, usage) in wanted.iter().zip(usages) {
            let padding = " ".repeat(widest.saturating_sub(usage.chars().count()) + 2);
            let margin = GUTTER + widest + 2;
            let help = self.paint.wrap(&self.text(&Phrase::new(command.help)), margin, margin);
            let help: Vec<_> = help.iter().map(|line| self.paint.tone(Tone::Quiet, line.trim_end())).collect();
            let help = help.join(&format!("\n{}", " ".repeat(margin)));
            out.push_str(&format!("{}{usage}{padding}{help}\n", self.paint.gutter(None)));
        }
        if name.is_empty() {
            out.push_str(&self.paint.remark(Tone::Quiet, &self.text(&Phrase::new("console-help-more"))));
        }
        Ok(out)
    }
}

/// The first word and the rest.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace).map_or((text, ""), |(first, rest)| (first, rest.trim()))
}

/// `[3]` and `#3` are `3`.
fn bare(number: &str) -> &str {
    number.trim_matches(['[', ']', '#', '.', ':'])
}

/// What a command needs, or how it is used.
fn required<'a>(text: &'a str, command: &Command) -> Result<&'a str, No> {
    if text.is_empty() { Err(No(usage(command))) } else { Ok(text) }
}

fn usage(command: &Command) -> Phrase {
    Phrase::new("console-usage").phrase("usage", Phrase::new(command.usage))
}

fn unknown(name: &str, near: &[&str]) -> No {
    let phrase = Phrase::new(if near.is_empty() { "console-unknown" } else { "console-unknown-near" });
    let near: Vec<_> = near.iter().map(|name| format!("/{name}")).collect();
    No(phrase.text("name", name).text("near", near.join(", ")))
}

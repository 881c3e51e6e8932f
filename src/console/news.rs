//! What has happened since the last look, drawn together: a message with the reactions that came with it, a message
//! that was changed twice only once.

use super::paint::{GUTTER, Tone, width};
use super::session::Session;
use crate::chat::local::{ACCOUNT, Item, RoomView, Seen, Sight};
use crate::i18n::{self, Phrase};

/// How much of a message is shown of a room that one is not in, in characters.
const GLIMPSE: usize = 60;

/// What has happened to one message.
#[derive(Debug, Default)]
struct Touched {
    event: String,
    new: bool,
    edited: bool,
    /// By whom it was taken back.
    redacted: Option<String>,
    /// Reactions: put or taken away, sign, by whom.
    signs: Vec<(bool, String, String)>,
}

/// One thing to draw.
enum Piece {
    Message(Touched),
    Room(Box<Seen>),
}

impl Session {
    /// Draws what has happened since the last time, in whole lines; empty when there is nothing to see.
    pub(super) fn news(&mut self) -> String {
        let log = self.server.log_since(self.drawn);
        self.drawn += log.len();
        let mut out = String::new();
        for piece in gather(log) {
            match piece {
                Piece::Message(touched) => out.push_str(&self.message(&touched)),
                Piece::Room(seen) => out.push_str(&self.room_news(&seen)),
            }
        }
        out
    }

    fn message(&mut self, touched: &Touched) -> String {
        let number = self.number(&touched.event);
        let Some((room, item)) = self.item(&touched.event) else { return String::new() };
        let here = room.id == self.room;
        if let Some(by) = &touched.redacted {
            let text = self.text(&Phrase::new("console-taken-back"));
            let text = format!("✗ {} {}", self.name(by), self.paint.tone(Tone::Quiet, &text));
            return format!("{}{}{}{text}\n", self.paint.gutter(number), self.place(&room, here), self.indent(&item));
        }
        let known = self.shown.contains(&item.id) && !touched.edited;
        if known || !(touched.new || touched.edited) {
            return self.sign_changes(number, &room, &item, &touched.signs);
        }
        if !here && !room.has(&self.account) {
            return self.glimpse(number, &room, &item);
        }
        self.shown.insert(item.id.clone());
        self.draw(number, &room, &item)
    }

    /// A message in full, with its reactions below.
    pub(super) fn draw(&self, number: Option<usize>, room: &RoomView, item: &Item) -> String {
        let indent = self.indent(item);
        let mut head = format!("{}{}{indent}", self.paint.gutter(number), self.place(room, room.id == self.room));
        head.push_str(&self.markers(item));
        head.push_str(&self.name(&item.sender));
        if item.redacted {
            let text = self.text(&Phrase::new("console-taken-back"));
            return format!("{head} {}\n", self.paint.tone(Tone::Quiet, &text));
        }
        if item.edits > 0 {
            head.push_str(&format!(" {}", self.paint.tone(Tone::Changed, "✎")));
        }
        head.push_str("  ");
        let margin = GUTTER + indent.len() + 2;
        let body = item.body.terminal(self.paint.color);
        let file = item.attachment.as_ref().map(|file| match file.size {
            Some(size) => format!("📎 {} ({})", file.name, i18n::size(size)),
            None => format!("📎 {}", file.name),
        });
        let mut lines = body.lines().map(str::to_owned).chain(file).chain(self.signs_line(item));
        let first = lines.next().unwrap_or_default();
        let wrapped = self.paint.wrap(&first, width(&head), margin).into_iter();
        let wrapped = wrapped.chain(lines.flat_map(|line| self.paint.wrap(&line, margin, margin)));
        let mut out = String::new();
        for (index, line) in wrapped.enumerate() {
            let before = if index == 0 { head.clone() } else { " ".repeat(margin) };
            out.push_str(format!("{before}{line}").trim_end());
            out.push('\n');
        }
        out
    }

    /// `👀 Bernd  ✅  🚨`: what the bot offers stands alone, what people chose carries their names.
    fn signs_line(&self, item: &Item) -> Option<String> {
        let sign = |(sign, who): (&str, Vec<&str>)| {
            let people: Vec<_> = who.into_iter().filter(|account| *account != ACCOUNT).collect();
            let names: String = people.iter().map(|account| format!(" {}", self.name(account))).collect();
            format!("{sign}{names}")
        };
        let signs: Vec<_> = item.signs().into_iter().map(sign).collect();
        (!signs.is_empty()).then(|| signs.join("  "))
    }

    /// `+ 👀 Bernd`, for reactions to a message that stands above already.
    fn sign_changes(
        &self,
        number: Option<usize>,
        room: &RoomView,
        item: &Item,
        changes: &[(bool, String, String)],
    ) -> String {
        if changes.is_empty() {
            return String::new();
        }
        let change = |(put, sign, by): &(bool, String, String)| {
            let mark = self.paint.tone(Tone::Quiet, if *put { "+" } else { "−" });
            format!("{mark} {sign} {}", self.name(by))
        };
        let changes: Vec<_> = changes.iter().map(change).collect();
        let place = self.place(room, room.id == self.room);
        format!("{}{place}{}{}\n", self.paint.gutter(number), self.indent(item), changes.join("  "))
    }

    /// The beginning of a message in a room that one is not in.
    fn glimpse(&self, number: Option<usize>, room: &RoomView, item: &Item) -> String {
        let text = match &item.attachment {
            Some(file) => format!("{} 📎 {}", item.body.plain(), file.name).trim().to_owned(),
            None => item.body.plain(),
        };
        let first = text.lines().next().unwrap_or_default();
        let mut short: String = first.chars().take(GLIMPSE).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        let (name, text) = (self.name(&item.sender), self.paint.tone(Tone::Quiet, &short));
        format!("{}{}{name}  {text}\n", self.paint.gutter(number), self.place(room, false))
    }

    fn room_news(&mut self, seen: &Seen) -> String {
        // Who is in a chat between two is clear.
        if self.server.room(&seen.room).is_none_or(|room| room.direct) {
            return String::new();
        }
        let room = self.room_name(&seen.room);
        let phrase = match &seen.what {
            Sight::Topic { topic } => Phrase::new("console-topic").text("topic", topic.clone()),
            Sight::Pinned { target } => {
                // A message of an earlier sitting has no number here.
                let number = self.number(target).map_or_else(|| "…".to_owned(), |number| number.to_string());
                Phrase::new("console-pinned").text("name", self.plain_name(&seen.sender)).text("number", number)
            }
            Sight::Archived { on: true } => Phrase::new("console-read-only"),
            Sight::Archived { on: false } => Phrase::new("console-writable"),
            Sight::Member { account, .. } => Phrase::new("console-came").text("name", self.plain_name(account)),
            Sight::Gone { account } => Phrase::new("console-left").text("name", self.plain_name(account)),
            _ => return String::new(),
        };
        self.paint.remark(Tone::Quiet, &format!("· {}", self.text(&phrase.text("room", room))))
    }

    fn plain_name(&self, account: &str) -> String {
        let people = self.server.people();
        people.into_iter().find(|(known, _)| known == account).map_or_else(|| account.to_owned(), |(_, name)| name)
    }

    /// The name of the room, in front of what does not stand where one is.
    fn place(&self, room: &RoomView, here: bool) -> String {
        if here { String::new() } else { format!("{} ", self.paint.tone(Tone::Room, &self.room_name(&room.id))) }
    }

    /// `↳3 ` for the thread in which a message stands, `↩4 ` for what it answers.
    fn markers(&self, item: &Item) -> String {
        let thread = item.thread.iter().map(|root| self.marker('↳', root));
        let reply = item.reply_to.iter().map(|answered| self.marker('↩', answered));
        let markers = thread.chain(reply).map(|marker| format!("{} ", self.paint.tone(Tone::Quiet, &marker)));
        markers.collect()
    }

    fn indent(&self, item: &Item) -> &'static str {
        if item.thread.is_some() { "  " } else { "" }
    }
}

/// Everything that happened to one message becomes one piece, where it was first touched.
fn gather(log: Vec<Seen>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for seen in log {
        let event = match &seen.what {
            Sight::Message { .. } => seen.event.clone(),
            Sight::Edit { target, .. }
            | Sight::Reaction { target, .. }
            | Sight::Unreaction { target, .. }
            | Sight::Redaction { target, .. } => target.clone(),
            Sight::Opened
            | Sight::Topic { .. }
            | Sight::Pinned { .. }
            | Sight::Archived { .. }
            | Sight::Member { .. }
            | Sight::Gone { .. } => {
                pieces.push(Piece::Room(Box::new(seen)));
                continue;
            }
        };
        let same = |piece: &Piece| matches!(piece, Piece::Message(touched) if touched.event == event);
        let at = pieces.iter().position(same).unwrap_or(pieces.len());
        if at == pieces.len() {
            pieces.push(Piece::Message(Touched { event, ..Touched::default() }));
        }
        if let Some(Piece::Message(touched)) = pieces.get_mut(at) {
            touched.add(seen);
        }
    }
    pieces
}

impl Touched {
    fn add(&mut self, seen: Seen) {
        match seen.what {
            Sight::Message { .. } => self.new = true,
            Sight::Edit { .. } => self.edited = true,
            Sight::Redaction { .. } => self.redacted = Some(seen.sender),
            Sight::Reaction { sign, .. } => self.signs.push((true, sign, seen.sender)),
            Sight::Unreaction { sign, .. } => {
                let opposite = (true, sign, seen.sender);
                match self.signs.iter().position(|known| *known == opposite) {
                    Some(index) => {
                        self.signs.remove(index);
                    }
                    None => self.signs.push((false, opposite.1, opposite.2)),
                }
            }
            Sight::Opened
            | Sight::Topic { .. }
            | Sight::Pinned { .. }
            | Sight::Archived { .. }
            | Sight::Member { .. }
            | Sight::Gone { .. } => {}
        }
    }
}

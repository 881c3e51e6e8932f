//! What the bot does, and what a delivery is refused for.

use super::ACCOUNT;
use super::fault::Failure;
use super::platform::LONGEST_TEXT;
use super::state::State;
use super::view::Sight;
use crate::chat::markup::Markup;
use crate::chat::{Delivered, Delivery, DeliveryError, Outgoing, Upload};

impl State {
    /// Delivers once under each key; a repeated key returns what came back the first time, whatever it asks for now.
    pub(super) fn deliver(&mut self, delivery: &Delivery) -> Result<Delivered, DeliveryError> {
        if self.cut {
            return Err(DeliveryError::Later("the server cannot be reached".into()));
        }
        let failure = self.failures.pop_front();
        if let Some(failure) = &failure
            && *failure != Failure::AnswerLost
        {
            return Err(failure.error());
        }
        let id = match self.keys.get(&delivery.key) {
            Some(id) => id.clone(),
            None => {
                let id = self.effect(delivery)?;
                self.keys.insert(delivery.key.clone(), id.clone());
                self.note_delivered(delivery, id.as_deref());
                id
            }
        };
        match failure {
            Some(lost) => Err(lost.error()),
            None => Ok(Delivered { id }),
        }
    }

    fn effect(&mut self, delivery: &Delivery) -> Result<Option<String>, DeliveryError> {
        let room = delivery.room.as_str();
        if !matches!(delivery.what, Outgoing::OpenRoom { .. }) && !self.bot_in(room) {
            return Err(DeliveryError::Never(format!("the bot is not in {room}")));
        }
        if self.muted.contains(room) {
            return Err(DeliveryError::Never("the bot may not write there".into()));
        }
        match &delivery.what {
            Outgoing::File(file) => self.put_file(room, file).map(Some),
            Outgoing::Say { thread, reply_to, body, mentions, loud } => {
                for referred in [thread, reply_to].into_iter().flatten() {
                    self.refers_to(room, referred)?;
                }
                let id = self.next_event();
                let mut item = self.blank(id.clone(), ACCOUNT);
                item.thread.clone_from(thread);
                item.reply_to.clone_from(reply_to);
                item.body = body.clone().cut(LONGEST_TEXT);
                item.mentions.clone_from(mentions);
                item.loud = *loud;
                self.put(room, item);
                Ok(Some(id))
            }
            Outgoing::Edit { target, body } => self.edit_own(room, target, body).map(Some),
            Outgoing::React { target, sign } => {
                self.refers_to(room, target)?;
                Ok(self.put_reaction(target, ACCOUNT, sign))
            }
            Outgoing::Redact { target, reason } => self.redact_own(room, target, reason.as_deref()).map(Some),
            Outgoing::OpenRoom { alias, name, topic, invite, direct, encrypted: _ } => {
                let id = format!("!{alias}:local");
                self.make_room(&id, Some(alias), name, *direct, ACCOUNT);
                if let Some(room) = self.rooms.get_mut(&id) {
                    room.topic.clone_from(topic);
                }
                self.admit(&id, ACCOUNT, 100, ACCOUNT);
                for account in invite {
                    self.invite(&id, account);
                }
                Ok(Some(id))
            }
            Outgoing::Topic { topic } => {
                if let Some(room) = self.rooms.get_mut(room) {
                    room.topic = Some(topic.clone());
                }
                let id = self.next_event();
                self.show(&id, room, ACCOUNT, Sight::Topic { topic: topic.clone() });
                Ok(Some(id))
            }
            Outgoing::Power { levels } => {
                for (account, power) in levels {
                    if self.rooms.get(room).is_some_and(|room| room.members.contains_key(account)) {
                        self.admit(room, account, *power, ACCOUNT);
                    }
                }
                Ok(Some(self.next_event()))
            }
            Outgoing::Invite { account } => match self.invite(room, account) {
                true => Ok(Some(self.next_event())),
                false => Err(DeliveryError::Never(format!("there is no account {account}"))),
            },
            Outgoing::Pin { target } => self.pin(room, target),
            Outgoing::Archive { on } => Ok(self.archive(room, *on)),
        }
    }

    /// Pins a message, once.
    fn pin(&mut self, room: &str, target: &str) -> Result<Option<String>, DeliveryError> {
        self.refers_to(room, target)?;
        let Some(pinned) = self.rooms.get_mut(room).map(|room| &mut room.pinned) else { return Ok(None) };
        if pinned.iter().any(|known| known == target) {
            return Ok(None);
        }
        pinned.push(target.to_owned());
        let id = self.next_event();
        self.show(&id, room, ACCOUNT, Sight::Pinned { target: target.to_owned() });
        Ok(Some(id))
    }

    fn archive(&mut self, room: &str, on: bool) -> Option<String> {
        let archived = self.rooms.get_mut(room).map(|room| &mut room.archived)?;
        if std::mem::replace(archived, on) == on {
            return None;
        }
        let id = self.next_event();
        self.show(&id, room, ACCOUNT, Sight::Archived { on });
        Some(id)
    }

    /// The file is uploaded and its message sent in one step.
    fn put_file(&mut self, room: &str, file: &Upload) -> Result<String, DeliveryError> {
        if let Some(left) = self.unwanted_files.checked_sub(1) {
            self.unwanted_files = left;
            return Err(DeliveryError::Never("the file is too large (made to fail)".into()));
        }
        for referred in [&file.thread, &file.reply_to].into_iter().flatten() {
            self.refers_to(room, referred)?;
        }
        let attachment = self.upload(&file.name, Some(&file.mime), file.content.bytes());
        let id = self.next_event();
        let mut item = self.blank(id.clone(), ACCOUNT);
        item.thread.clone_from(&file.thread);
        item.reply_to.clone_from(&file.reply_to);
        item.body = file.caption.clone().unwrap_or_default();
        item.mentions.clone_from(&file.mentions);
        item.loud = !file.mentions.is_empty();
        item.attachment = Some(attachment);
        self.put(room, item);
        Ok(id)
    }

    /// Lets an invited person in at once; false when there is no such account. Who is there already keeps their
    /// weight.
    fn invite(&mut self, room: &str, account: &str) -> bool {
        let there = self.rooms.get(room).is_some_and(|room| room.members.contains_key(account));
        let known = self.people.contains_key(account);
        if known && !there {
            self.admit(room, account, 0, ACCOUNT);
        }
        known
    }

    /// Refuses a reference to a message that was never in the room. Those of an earlier server are let pass: the bot's
    /// database outlives this one.
    fn refers_to(&self, room: &str, target: &str) -> Result<(), DeliveryError> {
        match self.place_of(target) {
            Some((place, _)) if place == room => Ok(()),
            None if self.is_from_before(target) => Ok(()),
            _ => Err(DeliveryError::Never(format!("there is no message {target} in {room}"))),
        }
    }

    /// Changes a message of the bot. One of an earlier server comes back with its new text, so that a ticket's card
    /// can be seen and used again.
    fn edit_own(&mut self, room: &str, target: &str, body: &Markup) -> Result<String, DeliveryError> {
        self.refers_to(room, target)?;
        let event = self.next_event();
        if self.place_of(target).is_none() {
            let item = self.blank(target.to_owned(), ACCOUNT);
            if let Some(room) = self.rooms.get_mut(room) {
                room.items.push(item);
            }
        }
        match self.item(target) {
            Some((_, item)) if item.sender == ACCOUNT && !item.redacted => {
                item.body = body.clone().cut(LONGEST_TEXT);
                item.edits += 1;
            }
            _ => return Err(DeliveryError::Never(format!("{target} cannot be changed by the bot"))),
        }
        self.show(&event, room, ACCOUNT, Sight::Edit { target: target.into(), body: body.clone() });
        Ok(event)
    }

    fn redact_own(&mut self, room: &str, target: &str, reason: Option<&str>) -> Result<String, DeliveryError> {
        let event = self.next_event();
        if let Some((_, message, reaction)) = self.reaction(target) {
            if reaction.sender != ACCOUNT {
                return Err(DeliveryError::Never(format!("{target} is somebody else's")));
            }
            self.unreact(room, &message, &reaction, ACCOUNT);
            return Ok(event);
        }
        // Taken back already, or of an earlier server: there is nothing left to do, as on a real homeserver.
        let known = self.item(target).map(|(_, item)| (item.sender == ACCOUNT, item.redacted));
        match known {
            Some((true, false)) => self.redact(&event, room, target, ACCOUNT, reason),
            Some((false, _)) => return Err(DeliveryError::Never(format!("{target} is somebody else's"))),
            Some((true, true)) => {}
            None if target.starts_with('$') => {}
            None => return Err(DeliveryError::Never(format!("there is no event {target}"))),
        }
        Ok(event)
    }
}

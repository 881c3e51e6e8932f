//! The in-process platform keeps the contract too.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use async_trait::async_trait;
use chrono::DateTime;
use lotse::chat::Platform;
use lotse::chat::local::{Local, LocalServer, Place, Post, Refused};
use lotse::clock::Clock;

use crate::asked::{Files, Read, answers};
use crate::contract::{Shown, Stage, holds};
use crate::late::{Locks, keys_may_come_late, own_deliveries_are_shown};
use crate::sent_files::files_are_sent;

const PEOPLE: [&str; 2] = ["@anna:local", "@tom:local"];

struct LocalStage {
    server: LocalServer,
    platform: Local,
}

#[async_trait]
impl Stage for LocalStage {
    fn platform(&self) -> &dyn Platform {
        &self.platform
    }

    fn people(&self) -> [String; 2] {
        PEOPLE.map(str::to_owned)
    }

    async fn room(&self, name: &str) -> String {
        let room = self.server.add_room(name, name);
        for person in PEOPLE {
            self.server.join(&room, person, 100).unwrap();
        }
        self.server.invite_bot(&room, PEOPLE[0], false).unwrap();
        room
    }

    async fn says(&self, who: usize, room: &str, thread: Option<&str>, reply_to: Option<&str>, text: &str) -> String {
        self.server.say(room, PEOPLE[who], text, Place { thread, reply_to }).unwrap()
    }

    async fn mentions(&self, who: usize, room: &str, before: &str, account: &str) -> String {
        let text = format!("{before}{account}");
        self.server.say_with(room, PEOPLE[who], Post { text: &text, ..Post::default() }).unwrap()
    }

    async fn reacts(&self, who: usize, _room: &str, target: &str, sign: &str) -> String {
        self.server.react(target, PEOPLE[who], sign).unwrap()
    }

    async fn edits(&self, _who: usize, _room: &str, target: &str, text: &str) -> String {
        self.server.edit(target, text).unwrap()
    }

    async fn takes_back(&self, _who: usize, _room: &str, target: &str) -> String {
        self.server.redact(target).unwrap()
    }

    async fn comes(&self, who: usize, room: &str) {
        self.server.join(room, PEOPLE[who], 0).unwrap();
    }

    async fn pinned(&self, room: &str) -> Vec<String> {
        self.server.room(room).unwrap().pinned
    }

    async fn may_write(&self, who: usize, room: &str, target: &str) -> (bool, bool) {
        let said = self.server.say(room, PEOPLE[who], "geht das?", Place::default());
        let reacted = self.server.react(target, PEOPLE[who], "👍");
        for refused in [said.as_ref().err(), reacted.as_ref().err()].into_iter().flatten() {
            assert_eq!(*refused, Refused::ReadOnly(room.to_owned()));
        }
        (said.is_ok(), reacted.is_ok())
    }

    async fn shows(&self, room: &str, _last: &str) -> Vec<Shown> {
        let items = self.server.room(room).unwrap().items;
        let shown = |item: &lotse::chat::local::Item| Shown {
            event: item.id.clone(),
            sender: item.sender.clone(),
            text: item.body.plain(),
            thread: item.thread.clone(),
            reply_to: item.reply_to.clone(),
            mentions: item.mentions.clone(),
            loud: item.loud,
            reactions: item.reactions.iter().map(|one| (one.sign.clone(), one.sender.clone())).collect(),
        };
        items.iter().filter(|item| !item.redacted).map(shown).collect()
    }
}

#[async_trait]
impl Locks for LocalStage {
    async fn locks(&self, who: usize, room: &str, texts: &[&str]) -> Vec<String> {
        let post = |text| Post { text, locked: true, ..Post::default() };
        texts.iter().map(|text| self.server.say_with(room, PEOPLE[who], post(text)).unwrap()).collect()
    }

    async fn hands_over(&self, _who: usize, locked: &[String]) {
        for event in locked {
            self.server.hand_over_key(event).unwrap();
        }
    }
}

#[async_trait]
impl Files for LocalStage {
    async fn sends(
        &self,
        who: usize,
        room: &str,
        thread: Option<&str>,
        name: &str,
        mime: &str,
        content: &[u8],
    ) -> String {
        let attachment = Some(self.server.upload(name, Some(mime), content));
        let place = Place { thread, reply_to: None };
        self.server.say_with(room, PEOPLE[who], Post { text: name, place, attachment, ..Post::default() }).unwrap()
    }

    async fn reads(&self, room: &str, event: &str) -> Read {
        let item = self.server.room(room).unwrap().item(event).unwrap().clone();
        let file = item.attachment.unwrap();
        let content = self.server.content(&file).unwrap();
        let mime = file.mime.unwrap();
        Read {
            name: file.name,
            // People see here what they are told.
            picture: mime.starts_with("image/"),
            mime,
            size: file.size.unwrap(),
            caption: Some(item.body.plain()).filter(|caption| !caption.is_empty()),
            thread: item.thread,
            mentions: item.mentions,
            content,
        }
    }
}

fn stage() -> LocalStage {
    let server = LocalServer::new(Clock::fake(DateTime::from_timestamp(1_700_000_000, 0).unwrap()));
    for (person, name) in PEOPLE.into_iter().zip(["Anna", "Tom"]) {
        server.add_person(person, name);
    }
    let platform = server.platform();
    LocalStage { server, platform }
}

#[tokio::test]
async fn the_contract_holds_in_process() {
    holds(&stage()).await;
}

#[tokio::test]
async fn keys_may_come_late_in_process() {
    keys_may_come_late(&stage()).await;
}

#[tokio::test]
async fn own_deliveries_are_shown_in_process() {
    own_deliveries_are_shown(&stage()).await;
}

#[tokio::test]
async fn files_are_sent_in_process() {
    files_are_sent(&stage()).await;
}

#[tokio::test]
async fn questions_are_answered_in_process() {
    answers(&stage()).await;
}

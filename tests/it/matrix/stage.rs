//! The stage on which the contract is played.

use async_trait::async_trait;
use lotse::chat::Platform;
use serde_json::json;

use super::Bot;
use crate::asked::{Files, Read};
use crate::contract::{Shown, Stage};
use crate::late::Locks;
use crate::synapse::{Person, Seen, Synapse};

/// A bot and two people.
pub(crate) struct MatrixStage {
    bot: Bot,
    people: [Person; 2],
    encrypted: bool,
}

impl MatrixStage {
    pub(crate) async fn new(encrypted: bool) -> Self {
        let synapse = Synapse::shared().await;
        let (bot, anna, tom) = tokio::join!(Bot::new(synapse), synapse.person("anna"), synapse.person("tom"));
        Self { bot, people: [anna, tom], encrypted }
    }
}

#[async_trait]
impl Stage for MatrixStage {
    fn platform(&self) -> &dyn Platform {
        &self.bot.platform
    }

    fn people(&self) -> [String; 2] {
        self.people.each_ref().map(|person| person.account.clone())
    }

    async fn room(&self, name: &str) -> String {
        let [anna, tom] = &self.people;
        let room = anna.room(name, self.encrypted, &[&tom.account]).await;
        tom.join(&room).await;
        anna.invite(&room, self.bot.account()).await;
        room
    }

    async fn says(&self, who: usize, room: &str, thread: Option<&str>, reply_to: Option<&str>, text: &str) -> String {
        let person = &self.people[who];
        // Who encrypts must know who is there to read.
        person.sees_member(room, self.bot.account()).await;
        match (thread, reply_to) {
            (Some(root), _) => person.in_thread(room, root, text).await,
            (None, Some(answered)) => person.reply(room, answered, text).await,
            (None, None) => person.say(room, text).await,
        }
    }

    async fn mentions(&self, who: usize, room: &str, before: &str, account: &str) -> String {
        let content = json!({
            "msgtype": "m.text",
            "body": format!("{before}Anna"),
            "format": "org.matrix.custom.html",
            "formatted_body": format!(r#"{before}<a href="https://matrix.to/#/{account}">Anna</a>"#),
            "m.mentions": { "user_ids": [account] },
        });
        self.people[who].send(room, "m.room.message", content).await
    }

    async fn reacts(&self, who: usize, room: &str, target: &str, sign: &str) -> String {
        self.people[who].react(room, target, sign).await
    }

    async fn edits(&self, who: usize, room: &str, target: &str, text: &str) -> String {
        self.people[who].edit(room, target, text).await
    }

    async fn takes_back(&self, who: usize, room: &str, target: &str) -> String {
        self.people[who].redact(room, target).await
    }

    async fn comes(&self, who: usize, room: &str) {
        self.people[who].join(room).await;
    }

    async fn pinned(&self, room: &str) -> Vec<String> {
        let path = format!("/rooms/{room}/state/m.room.pinned_events/");
        let content = self.people[0].request("GET", &path, serde_json::Value::Null).await;
        content["pinned"].as_array().unwrap().iter().map(|pin| pin.as_str().unwrap().to_owned()).collect()
    }

    async fn may_write(&self, who: usize, room: &str, target: &str) -> (bool, bool) {
        let person = &self.people[who];
        let text = json!({ "msgtype": "m.text", "body": "geht das?" });
        let reaction = json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": target, "key": "👍" } });
        (person.may_send(room, "m.room.message", text).await, person.may_send(room, "m.reaction", reaction).await)
    }

    async fn shows(&self, room: &str, last: &str) -> Vec<Shown> {
        let seen = self.people[0].all(room, last).await;
        if self.encrypted {
            let open = seen.iter().find(|seen| seen.kind() == "m.room.encrypted");
            assert!(open.is_none(), "cannot be decrypted: {open:?}");
        }
        shown(&seen)
    }
}

#[async_trait]
impl Files for MatrixStage {
    async fn sends(
        &self,
        who: usize,
        room: &str,
        thread: Option<&str>,
        name: &str,
        mime: &str,
        content: &[u8],
    ) -> String {
        let person = &self.people[who];
        person.sees_member(room, self.bot.account()).await;
        person.send_file(room, thread, name, mime, content, self.encrypted).await
    }

    async fn reads(&self, room: &str, event: &str) -> Read {
        let seen = self.people[0].until("the file", |seen| seen.id() == event && seen.room() == room).await;
        let content = seen.content();
        // A file of an encrypted room lies on the server encrypted.
        assert_eq!((content["file"].is_object(), content["url"].is_string()), (self.encrypted, !self.encrypted));
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let (name, relation) = (text(&content["filename"]).unwrap(), seen.relation());
        let picture = content["msgtype"] == "m.image";
        assert!(picture || content["msgtype"] == "m.file", "{content}");
        assert_eq!(picture, content["info"]["w"] == 1 && content["info"]["h"] == 1, "{content}");
        let named = content["m.mentions"]["user_ids"].as_array().cloned().unwrap_or_default();
        Read {
            mime: text(&content["info"]["mimetype"]).unwrap(),
            size: content["info"]["size"].as_u64().unwrap(),
            picture,
            caption: text(&content["body"]).filter(|body| *body != name),
            name,
            thread: text(&relation["event_id"]).filter(|_| relation["rel_type"] == "m.thread"),
            mentions: named.iter().filter_map(text).collect(),
            content: self.people[0].download(&seen).await,
        }
    }
}

#[async_trait]
impl Locks for MatrixStage {
    async fn locks(&self, who: usize, room: &str, texts: &[&str]) -> Vec<String> {
        let person = &self.people[who];
        person.sees_member(room, self.bot.account()).await;
        person.withholds(room, self.bot.account()).await;
        let mut said = Vec::new();
        for text in texts {
            said.push(person.say(room, text).await);
        }
        said
    }

    async fn hands_over(&self, who: usize, _locked: &[String]) {
        self.people[who].hands_over().await;
    }
}

/// What a client makes of the events of a room.
fn shown(seen: &[Seen]) -> Vec<Shown> {
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let mut all: Vec<Shown> = Vec::new();
    let mut reactions: Vec<(String, String, String, String)> = Vec::new();
    for event in seen {
        let relation = event.relation();
        match event.kind() {
            "m.room.message" if relation["rel_type"] == "m.replace" => {
                let target = all.iter_mut().find(|shown| relation["event_id"] == shown.event);
                if let Some(target) = target {
                    target.text = text(&event.content()["m.new_content"]["body"]).unwrap_or_default();
                }
            }
            "m.room.message" => {
                let in_thread = relation["rel_type"] == "m.thread";
                let falling_back = relation["is_falling_back"] == true;
                let named = event.content()["m.mentions"]["user_ids"].as_array().cloned().unwrap_or_default();
                all.push(Shown {
                    event: event.id().to_owned(),
                    sender: event.sender().to_owned(),
                    text: event.body().to_owned(),
                    thread: text(&relation["event_id"]).filter(|_| in_thread),
                    reply_to: text(&relation["m.in_reply_to"]["event_id"]).filter(|_| !falling_back),
                    mentions: named.iter().filter_map(text).collect(),
                    loud: event.content()["msgtype"] == "m.text",
                    reactions: Vec::new(),
                });
            }
            "m.reaction" => {
                let (target, sign) = (text(&relation["event_id"]), text(&relation["key"]));
                let (Some(target), Some(sign)) = (target, sign) else { continue };
                reactions.push((event.id().to_owned(), target, sign, event.sender().to_owned()));
            }
            "m.room.redaction" => {
                let target =
                    text(&event.content()["redacts"]).or_else(|| text(&event.0["redacts"])).unwrap_or_default();
                all.retain(|shown| shown.event != target);
                reactions.retain(|(event, ..)| *event != target);
            }
            _ => {}
        }
    }
    for (_, target, sign, sender) in reactions {
        if let Some(shown) = all.iter_mut().find(|shown| shown.event == target) {
            shown.reactions.push((sign, sender));
        }
    }
    all
}

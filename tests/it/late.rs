//! Messages whose keys come late: what every platform promises of them, and what people see.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use async_trait::async_trait;
use chrono::TimeDelta;
use insta::assert_snapshot;
use lotse::chat::local::{Place, Post};
use lotse::chat::{Happening, Incoming, Outgoing, Past, Sealed};

use crate::contract::{Ear, Stage, deliver, say};
use crate::support::world::World;

/// A platform on which people can write so that the bot cannot read it at once.
#[async_trait]
pub(crate) trait Locks: Stage {
    /// The person writes messages whose keys the bot does not get.
    async fn locks(&self, who: usize, room: &str, texts: &[&str]) -> Vec<String>;
    /// The person hands over the keys of these messages.
    async fn hands_over(&self, who: usize, locked: &[String]);
}

fn sealed(event: &Incoming) -> Sealed {
    let Happening::Unreadable { sealed, .. } = &event.what else { panic!("readable: {event:?}") };
    assert!(!sealed.is_null());
    Sealed { event: event.event.clone(), room: event.room.clone(), content: sealed.clone() }
}

/// What could not be read is handed out under its own id when its key comes, also after the platform was opened anew.
pub(crate) async fn keys_may_come_late(stage: &dyn Locks) {
    let platform = stage.platform();
    let mut ear = Ear::first(platform).await;
    let room = stage.room("it-help").await;
    ear.joined(&room).await;
    let locked = stage.locks(0, &room, &["!ticket eins", "!ticket zwei"]).await;
    let mut unread = Vec::new();
    for event in &locked {
        let heard = ear.event(event).await;
        sealed(&heard);
        unread.push(heard);
    }
    ear.heard.clear();
    stage.hands_over(0, &locked).await;
    for (before, text) in unread.iter().zip(["!ticket eins", "!ticket zwei"]) {
        let read = ear.event(&before.event).await;
        let Happening::Message { text: said, .. } = &read.what else { panic!("{read:?}") };
        assert_eq!(said, text);
        assert_eq!((&read.sender, read.sent_at, &read.room), (&before.sender, before.sent_at, &room));
    }
    assert_eq!(ear.texts(&room), ["!ticket eins", "!ticket zwei"], "in the order of the room, each once");

    // The key comes while nobody reads; and once it has come with a batch that was not stored.
    let locked = stage.locks(0, &room, &["!ticket drei"]).await;
    let third = sealed(&ear.event(&locked[0]).await);
    let cursor = ear.cursor.clone();
    drop(ear);
    stage.hands_over(0, &locked).await;
    for _ in 0..2 {
        let past = Past { sealed: vec![third.clone()], own: false };
        let mut ear = Ear::recalling(platform, &cursor, past).await;
        ear.event(&locked[0]).await;
        assert_eq!(ear.texts(&room), ["!ticket drei"]);
    }
}

/// Asked for, what the bot has delivered is shown with its key.
pub(crate) async fn own_deliveries_are_shown(stage: &dyn Stage) {
    let platform = stage.platform();
    let mut ear = Ear::first(platform).await;
    let room = stage.room("it-help").await;
    ear.joined(&room).await;
    let cursor = ear.cursor.clone();
    drop(ear);
    let card = deliver(platform, "key 1", &room, say("T-1")).await.unwrap();
    let offer = Outgoing::React { target: card.clone(), sign: "👀".to_owned() };
    let offer = deliver(platform, "key 2", &room, offer).await.unwrap();
    let redact = Outgoing::Redact { target: offer, reason: None };
    let redaction = deliver(platform, "key 3", &room, redact).await.unwrap();
    let mut ear = Ear::recalling(platform, &cursor, Past { sealed: vec![], own: true }).await;
    for (event, key) in [(card, "key 1"), (redaction, "key 3")] {
        let heard = ear.event(&event).await;
        assert_eq!(heard.what, Happening::Delivered { key: key.to_owned() });
    }
}

impl World {
    /// Somebody writes a message whose key the bot does not get.
    async fn locks(&mut self, who: &str, text: &str) -> String {
        self.writes(who, Post { text, locked: true, ..Post::default() }).await
    }

    async fn locks_in(&mut self, root: &str, who: &str, text: &str) -> String {
        self.writes(who, Post { text, locked: true, place: Place::thread(root), ..Post::default() }).await
    }

    /// The key of a message comes.
    async fn key_comes(&mut self, event: &str) {
        self.server.hand_over_key(event).unwrap();
        self.settle().await;
    }
}

#[tokio::test]
async fn a_key_that_comes_soon_is_waited_for_in_silence() {
    let mut world = World::new().await;
    let locked = world.locks("anna", "!ticket The printer is broken").await;
    world.pass(TimeDelta::seconds(19)).await;
    world.key_comes(&locked).await;
    world.pass(TimeDelta::minutes(5)).await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer is broken
      2 ↳1 lotse: T-1 The printer is broken
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
    ");
    world.ends().await;
}

#[tokio::test]
async fn a_burst_is_answered_once_and_handled_when_the_keys_come_after_a_restart() {
    let mut world = World::new().await;
    let mut locked = vec![world.locks("anna", "!ticket Der Drucker im Keller druckt nicht").await];
    locked.push(world.locks("anna", "Hat jemand Papier gesehen?").await);
    world.pass(TimeDelta::seconds(20)).await;
    let root = locked[0].clone();
    locked.push(world.locks_in(&root, "anna", "!prio hoch").await);
    world.pass(TimeDelta::hours(7)).await;
    world.says("bernd", "!ticket The scanner is broken").await;
    world.stop().await;
    world.start().await;
    world.settle().await;
    world.stop().await;
    for event in &locked {
        world.server.hand_over_key(event).unwrap();
    }
    world.start().await;
    world.settle().await;
    world.stop().await;
    world.start().await;
    world.settle().await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket Der Drucker im Keller druckt nicht
      2 anna: Hat jemand Papier gesehen?
      3 ↳1 lotse: 🔓 Der Schlüssel ist da: Was ich erst nicht lesen konnte, habe ich jetzt gelesen. Du brauchst nichts mehr zu tun.
      4 ↳1 anna: !prio hoch
      5 bernd: !ticket The scanner is broken
      6 ↳5 lotse: T-1 The scanner is broken
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      7 ↳1 lotse: T-2 Der Drucker im Keller druckt nicht
          Mittel · Neu · noch niemand
          👀 nehmen · ✅ lösen 👀 lotse ✅ lotse
      8 ↳1 lotse: ⛔ Die Priorität setzen dürfen nur Bearbeiter.
          Bearbeiter sind die Leute eines Teams und wer in der Konfiguration genannt ist; in einem Raum, den die Konfiguration nicht nennt, seine Moderatoren.
    ");
    let kept = "select count(*) from inbox where payload #> '{what,sealed}' is not null";
    let kept: i64 = sqlx::query_scalar(kept).fetch_one(world.pool()).await.unwrap();
    assert_eq!(kept, 0, "what was read is not kept sealed");
    world.ends().await;
}

#[tokio::test]
async fn what_was_sent_again_is_done_once() {
    let mut world = World::new().await;
    let locked = world.locks("anna", "!ticket The printer is broken").await;
    world.pass(TimeDelta::seconds(20)).await;
    world.says("anna", "!ticket The printer is broken").await;
    world.key_comes(&locked).await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer is broken
      2 ↳1 lotse: 🔓 The key has come: I have read now what I could not read at first. Nothing is left for you to do.
      3 anna: !ticket The printer is broken
      4 ↳3 lotse: T-1 The printer is broken
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      5 ↳1 lotse: I can read this now. You have sent the same again meanwhile, so I do it there, and only once.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_was_edited_counts_as_it_is_now_and_what_was_taken_back_is_gone() {
    let mut world = World::new().await;
    let edited = world.locks("anna", "!ticket The printr is borken").await;
    world.pass(TimeDelta::seconds(20)).await;
    world.edits(&edited, "!ticket The printer is broken").await;
    world.key_comes(&edited).await;
    let gone = world.locks("carla", "!ticket Never mind").await;
    world.pass(TimeDelta::seconds(20)).await;
    world.takes_back(&gone).await;
    world.key_comes(&gone).await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket The printer is broken
      2 ↳1 lotse: 🔓 The key has come: I have read now what I could not read at first. Nothing is left for you to do.
      3 ↳1 lotse: T-1 The printer is broken
          Medium · New · nobody yet
          👀 take · ✅ resolve 👀 lotse ✅ lotse
      4 carla: 
      5 ↳4 lotse: 🔓 The message that I could not read was taken back.
    ");
    world.ends().await;
}

#[tokio::test]
async fn who_is_still_unread_is_told_again_hours_later_and_refusals_come_late_too() {
    let mut world = World::new().await;
    let first = world.locks("anna", "!tickets open").await;
    world.pass(TimeDelta::seconds(20)).await;
    world.locks("anna", "one hour later").await;
    world.pass(TimeDelta::hours(9)).await;
    let last = world.locks("anna", "nine hours later").await;
    world.pass(TimeDelta::seconds(20)).await;
    world.key_comes(&first).await;
    world.key_comes(&last).await;
    assert_snapshot!(world.rooms(), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !tickets open
      2 ↳1 lotse: 🔒 I cannot read this message: the key to it has not reached me. That goes for whatever else you write here, until it does. If it was not meant for me, there is nothing to do.
          Otherwise wait a little, or send it again. Should that not help: in Element on a computer, send /discardsession and then the message; and look in Element's security settings that messages may go to sessions that are not verified.
          When the key comes, I do what you asked for, and only once.
      3 anna: one hour later
      4 anna: nine hours later
      5 ↳4 lotse: 🔒 I cannot read this message: the key to it has not reached me. That goes for whatever else you write here, until it does. If it was not meant for me, there is nothing to do.
          Otherwise wait a little, or send it again. Should that not help: in Element on a computer, send /discardsession and then the message; and look in Element's security settings that messages may go to sessions that are not verified.
          When the key comes, I do what you asked for, and only once.
      6 ↳1 lotse: ⛔ The list of all open tickets is for agents.
          Agents are a team's people and those named in the configuration; in a room that the configuration does not name, its moderators.
    ");
    world.ends().await;
}

#[tokio::test]
async fn what_is_too_old_to_be_acted_upon_is_forgotten() {
    let mut world = World::new().await;
    let old = world.locks("anna", "!ticket The printer is broken").await;
    world.pass(TimeDelta::days(15)).await;
    let kept = "select count(*) from inbox where payload #> '{what,sealed}' is not null";
    let kept: i64 = sqlx::query_scalar(kept).fetch_one(world.pool()).await.unwrap();
    assert_eq!(kept, 0);
    world.key_comes(&old).await;
    let tickets: i64 = sqlx::query_scalar("select count(*) from ticket").fetch_one(world.pool()).await.unwrap();
    assert_eq!(tickets, 0);
    world.ends().await;
}

//! What is more than the bot can bear, at every place where it can come in: it blocks nothing, and is set aside where
//! an operator finds it.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use insta::{allow_duplicates, assert_snapshot};
use lotse::chat::Witness;
use lotse::chat::local::{ACCOUNT, Local, Place};
use lotse::chat::{
    Abilities, Attachment, Batch, ChatError, Delivered, Delivery, DeliveryError, Fetched, Happening, Incoming,
    Outgoing, Platform, Reader,
};
use lotse::flow::inbox::{self, Accepted};
use lotse::flow::wakeup::Bell;

use crate::support::world::{Defect, World, account};

const PRINTER: &str = "!ticket The printer on the 3rd floor does not print";

async fn world() -> World {
    let mut world = World::with(|config| config.flow.attempts = 2).await;
    world.expects_trouble();
    world
}

/// What people see in the end, without the number under which something was buried.
fn rooms(world: &mut World) -> String {
    let text = world.rooms();
    let pieces: Vec<&str> = text.split("(reference ").collect();
    let rest = pieces.iter().skip(1).map(|piece| piece.split_once(')').unwrap().1);
    pieces.iter().take(1).copied().chain(rest).collect::<Vec<_>>().join("(reference …)")
}

async fn put(world: &World, statement: &'static str) {
    assert_eq!(sqlx::query(statement).execute(world.pool()).await.unwrap().rows_affected(), 1);
}

async fn numbers(world: &World) -> (i64, i64, i64, i64) {
    let backlog = world.backlog().await;
    (backlog.open, backlog.buried, backlog.waiting, backlog.refused)
}

#[tokio::test]
async fn a_turn_may_fail_in_any_way() {
    for defect in [Defect::Panic, Defect::Constraint, Defect::Timeout] {
        let mut world = world().await;
        world.poison_by("poison", defect).await;
        world.says("anna", "!ticket this is poison to the bot").await;
        world.says("anna", PRINTER).await;
        let seen = rooms(&mut world);
        let (desk, direct) = seen.split_once("direct: dora, lotse\n").unwrap();
        assert_eq!(direct.matches("failed too often and was set aside (reference …)").count(), 1, "{direct}");
        allow_duplicates! {
            assert_snapshot!(desk, @"
            it-help: anna, bernd, carla, dora, lotse
              1 anna: !ticket this is poison to the bot
              2 ↳1 lotse: ⛔ Something broke on our side, and this was not done (reference …).
              3 anna: !ticket The printer on the 3rd floor does not print
              4 ↳3 lotse: T-1 The printer on the 3rd floor does not print
                  Medium · New · nobody yet
                  👀 take · ✅ resolve 👀 lotse ✅ lotse
            ");
        }
        assert_eq!(numbers(&world).await, (0, 1, 0, 0));
        world.ends().await;
    }
}

#[tokio::test]
async fn what_nobody_can_be_told_of_is_buried_all_the_same() {
    let mut world = world().await;
    world.poison_by("poison", Defect::Speechless).await;
    world.says("anna", "!ticket this is poison to the bot").await;
    world.says("anna", "!lotse role").await;
    assert_snapshot!(rooms(&mut world), @"
    it-help: anna, bernd, carla, dora, lotse
      1 anna: !ticket this is poison to the bot
      2 anna: !lotse role
      3 ↳2 lotse: You are a requester here: you may open tickets, and follow, resolve and reopen your own.
    ");
    assert_eq!(numbers(&world).await, (0, 1, 0, 0));
    world.ends().await;
}

#[tokio::test]
async fn other_places_go_on_while_one_is_tried_again() {
    let mut world = World::with(|config| config.flow.attempts = 100).await;
    world.expects_trouble();
    let lab = world.server.add_room("lab", "Lab");
    world.server.join(&lab, "@bernd:local", 0).unwrap();
    world.server.invite_bot(&lab, "@bernd:local", false).unwrap();
    world.settle().await;
    world.poison_by("poison", Defect::Panic).await;
    let room = world.room();
    world.server.say(&room, &account("anna"), "!ticket this is poison to the bot", Place::default()).unwrap();
    let waits = world.server.say(&room, &account("anna"), "!lotse role", Place::default()).unwrap();
    let asked = world.server.say(&lab, &account("bernd"), "!lotse role", Place::default()).unwrap();
    let answers = |room: &str, question: &str| {
        let items = world.server.room(room).unwrap().items;
        items.iter().filter(|item| item.thread.as_deref() == Some(question)).count()
    };
    let mut changes = world.server.changes();
    while answers(&lab, &asked) == 0 {
        changes.changed().await.unwrap();
    }
    // The order within its place is kept as long as there is hope.
    assert_eq!(answers(&room, &waits), 0);
    put(
        &world,
        "update inbox set attempts = 99, next_try_at = null
         where id = (select min(id) from inbox where state = 'open')",
    )
    .await;
    world.rings(Bell::Inbox);
    world.settle().await;
    assert_eq!((answers(&lab, &asked), answers(&room, &waits)), (1, 1));
    assert_eq!(numbers(&world).await, (0, 1, 0, 0));
    world.ends().await;
}

#[tokio::test]
async fn stored_events_may_be_unreadable() {
    let mut world = world().await;
    put(
        &world,
        r#"insert into inbox (platform, event, place, sender, sent_at, payload, accepted_at)
           values ('local', '$later-1:local', '!it-help:local', '@anna:local', now(), '{"from": "the future"}', now())"#,
    )
    .await;
    // One that time has brought about has neither author nor room.
    put(
        &world,
        r#"insert into inbox (platform, event, place, sender, sent_at, payload, accepted_at)
           values ('timer', 'x@1', 'x', '', now(), '[[[[1]]]]', now())"#,
    )
    .await;
    world.rings(Bell::Inbox);
    world.says("anna", "!lotse role").await;
    let seen = rooms(&mut world);
    let (desk, direct) = seen.split_once("direct: dora, lotse\n").unwrap();
    assert_eq!(direct.matches("failed too often and was set aside (reference …)").count(), 2, "{direct}");
    // The order of the two answers is that of two rows, of which one was tried again later.
    let mut answers: Vec<&str> = desk.lines().filter(|line| line.contains("lotse: ")).collect();
    answers.sort_by_key(|line| line.contains("reference"));
    assert_eq!(answers.len(), 2, "{desk}");
    assert!(answers.iter().any(|line| line.ends_with("and this was not done (reference …).")), "{desk}");
    assert_eq!(numbers(&world).await, (0, 2, 0, 0));
    world.ends().await;
}

#[tokio::test]
async fn an_event_that_cannot_be_stored_holds_up_nothing_of_its_batch() {
    let mut world = world().await;
    let said = |event: &str, what: Happening| Incoming {
        event: event.to_owned(),
        room: world.room(),
        sender: account("anna"),
        sent_at: world.clock.now(),
        what,
    };
    let asks = |event: &str| {
        let text = "!lotse role".to_owned();
        said(event, Happening::Message { text, thread: None, reply_to: None, mentions: vec![], attachment: None })
    };
    // An edit of something with a name of 16,000 letters without a pattern: no index takes it.
    let target: String = (0_u64..1000).map(|n| format!("{:016x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    let edit = said("$2:local", Happening::Edit { target, text: "x".to_owned(), mentions: vec![] });
    let (epoch, cursor): (i64, String) =
        sqlx::query_as("select epoch, cursor from account").fetch_one(world.pool()).await.unwrap();
    let batch = Batch { events: vec![asks("$1:local"), edit, asks("$3:local")], cursor };
    for fresh in [3, 0] {
        let accepted = inbox::accept(world.pool(), "local", ACCOUNT, epoch, world.clock.now(), &batch).await.unwrap();
        assert_eq!(accepted, Accepted::New(fresh));
    }
    world.rings(Bell::Inbox);
    world.settle().await;
    assert_eq!(numbers(&world).await, (0, 1, 0, 0));
    let answers = world.server.room(&world.room()).unwrap().items;
    let threads: Vec<&str> = answers.iter().filter_map(|item| item.thread.as_deref()).collect();
    assert_eq!(threads, ["$1:local", "$2:local", "$3:local"]);
    let direct = rooms(&mut world);
    assert!(direct.contains("index row requires"), "{direct}");
    world.ends().await;
}

#[tokio::test]
async fn a_timer_may_be_known_to_nobody() {
    let mut world = world().await;
    let said = world.says("anna", PRINTER).await;
    world.says_in(&said, "bernd", "!wait 2d").await;
    put(
        &world,
        "insert into timer (key, kind, payload, due_at) select 'a', 'tea-time', '{}', due_at - interval '1 hour' from timer
         where kind <> 'incident-weekly'",
    )
    .await;
    // One that is known, with what it does not know.
    put(
        &world,
        "insert into timer (key, kind, payload, due_at)
         select 'b', kind, '[]', due_at - interval '1 hour' from timer
         where kind not in ('tea-time', 'incident-weekly')",
    )
    .await;
    world.transcript();
    world.pass(TimeDelta::days(2)).await;
    let seen = world.transcript();
    assert!(seen.contains("no practice knows the timer tea-time"), "{seen}");
    assert!(seen.contains("invalid length 0") || seen.contains("json: "), "{seen}");
    assert!(seen.contains("T-1 · Medium · New · nobody yet"), "{seen}");
    assert_eq!(numbers(&world).await, (0, 2, 0, 0));
    world.ends().await;
}

#[tokio::test]
async fn what_is_to_be_sent_may_be_unreadable() {
    let mut world = world().await;
    put(
        &world,
        r#"insert into outbox (delivery_key, platform, room, class, kind, payload, created_at)
           values ('k', 'local', '!it-help:local', 0, 'say', '{"kind": "sing"}', now())"#,
    )
    .await;
    world.says("anna", "!lotse role").await;
    world.says("anna", "!lotse role").await;
    let answers = world.server.room(&world.room()).unwrap().items;
    assert_eq!(answers.iter().filter(|item| item.thread.is_some()).count(), 2);
    assert_eq!(numbers(&world).await, (0, 0, 0, 1));
    let error: String =
        sqlx::query_scalar("select error from outbox where state = 'refused'").fetch_one(world.pool()).await.unwrap();
    assert!(error.starts_with("cannot be read: unknown variant `sing`"), "{error}");
    world.ends().await;
}

#[tokio::test]
async fn a_delivery_may_panic() {
    let mut world = world().await;
    world.connects_by(|server| Arc::new(Clumsy(server.platform()))).await;
    world.says("anna", "!ticket fragile goods").await;
    world.says("anna", PRINTER).await;
    let answers = world.server.room(&world.room()).unwrap().items;
    assert_eq!(answers.iter().filter(|item| item.thread.is_some()).count(), 1);
    assert_eq!(numbers(&world).await, (0, 0, 0, 1));
    let error: String =
        sqlx::query_scalar("select error from outbox where state = 'refused'").fetch_one(world.pool()).await.unwrap();
    assert_eq!(error, "panic: broken");
    world.ends().await;
}

/// A platform with a defect: it breaks what is fragile.
struct Clumsy(Local);

#[async_trait]
impl Platform for Clumsy {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn account(&self) -> &str {
        self.0.account()
    }

    fn abilities(&self) -> Abilities {
        self.0.abilities()
    }

    async fn open(&self, cursor: Option<&str>) -> Result<Box<dyn Reader>, ChatError> {
        self.0.open(cursor).await
    }

    async fn deliver(&self, delivery: &Delivery) -> Result<Delivered, DeliveryError> {
        if let Outgoing::Say { body, .. } = &delivery.what {
            assert!(!body.plain().contains("fragile"), "broken");
        }
        self.0.deliver(delivery).await
    }

    async fn look_up(&self, room: &str, event: &str) -> Result<Option<Incoming>, DeliveryError> {
        self.0.look_up(room, event).await
    }

    async fn fetch(&self, attachment: &Attachment, largest: u64) -> Result<Fetched, DeliveryError> {
        self.0.fetch(attachment, largest).await
    }

    async fn witness(&self) -> Result<Option<Witness>, ChatError> {
        self.0.witness().await
    }

    async fn keep_witness(&self, witness: &Witness) -> Result<(), ChatError> {
        self.0.keep_witness(witness).await
    }
}

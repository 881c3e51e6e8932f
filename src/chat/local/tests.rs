use std::time::Duration;

use chrono::DateTime;

use super::*;
use crate::chat::markup::{Markup, Node};
use crate::chat::{
    Batch, ChatError, Delivered, Delivery, DeliveryError, Happening, Incoming, Outgoing, Platform, Reader,
};

const ANNA: &str = "@anna:local";
const BERND: &str = "@bernd:local";

struct World {
    server: LocalServer,
    bot: Local,
    room: String,
    sent: u32,
}

/// A server with anna, bernd (moderator) and the bot in `#it-help`.
fn world() -> World {
    let server = LocalServer::new(Clock::fake(DateTime::UNIX_EPOCH));
    server.add_person(ANNA, "Anna");
    server.add_person(BERND, "Bernd");
    let room = server.add_room("it-help", "IT-Hilfe");
    server.join(&room, ANNA, 0).unwrap();
    server.join(&room, BERND, 50).unwrap();
    server.invite_bot(&room, BERND, false).unwrap();
    World { bot: server.platform(), server, room, sent: 0 }
}

impl World {
    fn says(&self, account: &str, text: &str) -> String {
        self.server.say(&self.room, account, text, Place::default()).unwrap()
    }

    async fn deliver(&mut self, what: Outgoing) -> Result<Delivered, DeliveryError> {
        self.sent += 1;
        let key = format!("key-{}", self.sent);
        self.bot.deliver(&Delivery { key, room: self.room.clone(), what }).await
    }

    async fn answer(&mut self, text: &str) -> String {
        self.deliver(say(text)).await.unwrap().id.unwrap()
    }

    fn texts(&self) -> Vec<Markup> {
        self.server.room(&self.room).unwrap().items.into_iter().map(|item| item.body).collect()
    }
}

fn text(text: &str) -> Markup {
    Markup(vec![Node::Text(text.into())])
}

fn say(body: &str) -> Outgoing {
    Outgoing::Say { thread: None, reply_to: None, body: text(body), mentions: vec![], loud: false }
}

/// What was said in a batch.
fn said(batch: &Batch) -> Vec<String> {
    let text = |event: &Incoming| match &event.what {
        Happening::Message { text, .. } => Some(text.clone()),
        _ => None,
    };
    batch.events.iter().filter_map(text).collect()
}

async fn read(reader: &mut Box<dyn Reader>) -> Batch {
    tokio::time::timeout(Duration::from_secs(10), reader.next()).await.expect("a batch").expect("readable")
}

#[tokio::test]
async fn a_new_bot_learns_the_rooms_and_not_what_was_said_before() {
    let world = world();
    world.says(ANNA, "before");
    let mut reader = world.bot.open(None).await.unwrap();
    let batch = read(&mut reader).await;
    assert_eq!(said(&batch), Vec::<&str>::new());
    let [joined, roster] = batch.events.as_slice() else { panic!("{batch:?}") };
    assert_eq!(
        joined.what,
        Happening::Joined { direct: false, name: Some("IT-Hilfe".into()), alias: Some("#it-help:local".into()) }
    );
    let Happening::Roster { members, whole: true } = &roster.what else { panic!("{roster:?}") };
    let members: Vec<_> = members.iter().map(|member| (member.account.as_str(), member.power)).collect();
    assert_eq!(members, [(ANNA, 0), (BERND, 50), (ACCOUNT, 0)]);

    world.says(ANNA, "after");
    assert_eq!(said(&read(&mut reader).await), ["after"]);
}

#[tokio::test]
async fn a_batch_that_was_not_stored_comes_again() {
    let world = world();
    let mut reader = world.bot.open(None).await.unwrap();
    let stored = read(&mut reader).await.cursor;
    world.says(ANNA, "one");
    let first = read(&mut reader).await;
    world.says(ANNA, "two");
    assert_eq!(said(&read(&mut reader).await), ["two"]);

    // The bot is killed before it stored either batch, and started again.
    let again = world.server.platform();
    let mut reader = again.open(Some(&stored)).await.unwrap();
    assert_eq!(said(&read(&mut reader).await), ["one", "two"]);

    let mut reader = again.open(Some(&first.cursor)).await.unwrap();
    assert_eq!(said(&read(&mut reader).await), ["two"]);
}

#[tokio::test]
async fn a_cursor_of_another_server_means_from_now_on() {
    let (old, new) = (world(), world());
    old.says(ANNA, "old");
    let cursor = read(&mut old.bot.open(None).await.unwrap()).await.cursor;
    let before = new.says(ANNA, "before");
    for cursor in [cursor.as_str(), "", "/", "x/99", "0/-1"] {
        let mut reader = new.bot.open(Some(cursor)).await.unwrap();
        assert_eq!(said(&read(&mut reader).await), Vec::<&str>::new(), "{cursor}");
    }
    assert!(old.server.room_of(&before).is_none(), "events of two servers never have the same id");
}

#[tokio::test]
async fn only_the_last_connection_reads() {
    let world = world();
    let mut first = world.bot.open(None).await.unwrap();
    let mut second = world.bot.open(None).await.unwrap();
    assert!(matches!(first.next().await, Err(ChatError::Passing { .. })));
    read(&mut second).await;
}

#[tokio::test]
async fn the_same_key_has_effect_once() {
    let world = world();
    let delivery = Delivery { key: "k".into(), room: world.room.clone(), what: say("hello") };
    let first = world.bot.deliver(&delivery).await.unwrap();
    assert_eq!(world.server.platform().deliver(&delivery).await.unwrap(), first);
    let other = Delivery { what: Outgoing::Topic { topic: "x".into() }, ..delivery };
    assert_eq!(world.bot.deliver(&other).await.unwrap(), first, "the old id, whatever is asked for now");
    assert_eq!(world.texts(), [text("hello")]);
    assert_eq!(world.server.room(&world.room).unwrap().topic, None);
}

#[tokio::test]
async fn what_the_bot_says_is_seen_and_not_handed_out() {
    let mut world = world();
    let mut reader = world.bot.open(None).await.unwrap();
    read(&mut reader).await;
    let card = world.answer("T-1 new").await;
    let offered = world.deliver(Outgoing::React { target: card.clone(), sign: "👀".into() }).await.unwrap().id.unwrap();
    let again = world.deliver(Outgoing::React { target: card.clone(), sign: "👀".into() }).await.unwrap();
    assert_eq!(again.id, None, "a repeated reaction is there already");
    world.deliver(Outgoing::Edit { target: card.clone(), body: text("T-1 assigned") }).await.unwrap();
    world.server.react(&card, BERND, "👀").unwrap();

    let view = world.server.room(&world.room).unwrap();
    let item = view.item(&card).unwrap();
    assert_eq!((item.body.clone(), item.edits), (text("T-1 assigned"), 1));
    assert_eq!(item.signs(), [("👀", vec![ACCOUNT, BERND])]);

    world.deliver(Outgoing::Redact { target: offered, reason: None }).await.unwrap();
    let view = world.server.room(&world.room).unwrap();
    assert_eq!(view.item(&card).unwrap().signs(), [("👀", vec![BERND])]);

    let batch = read(&mut reader).await;
    let senders: Vec<_> = batch.events.iter().map(|event| event.sender.as_str()).collect();
    assert_eq!(senders, [BERND], "only what people did: {batch:?}");
}

#[tokio::test]
async fn people_write_edit_react_and_take_back() {
    let world = world();
    let mut reader = world.bot.open(None).await.unwrap();
    read(&mut reader).await;
    let root = world.says(ANNA, "ask @bernd");
    let answer = world.server.say(&world.room, BERND, "why?", Place::thread(&root)).unwrap();
    world.server.edit(&root, "ask @lotse").unwrap();
    let eyes = world.server.react(&root, BERND, "👀").unwrap();
    assert_eq!(world.server.react(&root, BERND, "👀").unwrap(), eyes, "the same sign twice is the same reaction");
    world.server.redact(&eyes).unwrap();
    assert_eq!(
        world.server.redact_as(&root, Some("@carla:local"), None),
        Err(Refused::Outside { account: "@carla:local".into(), room: world.room.clone() })
    );
    assert_eq!(world.server.redact_as(&answer, Some(ANNA), None), Err(Refused::NotYours(answer.clone())));
    world.server.redact_as(&root, Some(BERND), Some("off topic")).unwrap();
    world.server.say_with(&world.room, ANNA, Post { text: "beep", notice: true, ..Post::default() }).unwrap();

    let happenings: Vec<_> = read(&mut reader).await.events.into_iter().map(|event| event.what).collect();
    assert_eq!(
        happenings,
        [
            Happening::Message {
                text: "ask @bernd:local".into(),
                thread: None,
                reply_to: None,
                mentions: vec![BERND.into()],
                attachment: None
            },
            Happening::Message {
                text: "why?".into(),
                thread: Some(root.clone()),
                reply_to: None,
                mentions: vec![],
                attachment: None
            },
            Happening::Edit { target: root.clone(), text: "ask @lotse:local".into(), mentions: vec![ACCOUNT.into()] },
            Happening::Reaction { target: root.clone(), sign: "👀".into() },
            Happening::Redaction { target: eyes, reason: None },
            Happening::Redaction { target: root.clone(), reason: Some("off topic".into()) },
        ]
    );
    assert_eq!(world.server.edit(&root, "again"), Err(Refused::NoMessage(root)));
}

#[tokio::test]
async fn faults_come_when_asked_for() {
    let mut world = world();
    let delivery = Delivery { key: "k".into(), room: world.room.clone(), what: say("once") };
    world.server.fail_next(1, Failure::Later);
    world.server.fail_next(1, Failure::RateLimited(Duration::from_secs(3)));
    world.server.fail_next(1, Failure::AnswerLost);
    world.server.fail_next(1, Failure::Never);
    assert!(matches!(world.bot.deliver(&delivery).await, Err(DeliveryError::Later(_))));
    assert!(matches!(world.bot.deliver(&delivery).await, Err(DeliveryError::RateLimited(wait)) if wait.as_secs() == 3));
    assert_eq!(world.texts(), []);
    assert!(matches!(world.bot.deliver(&delivery).await, Err(DeliveryError::Later(_))));
    assert_eq!(world.texts(), [text("once")], "the answer was lost, the message was not");
    assert!(matches!(world.bot.deliver(&delivery).await, Err(DeliveryError::Never(_))));
    world.bot.deliver(&delivery).await.unwrap();
    assert_eq!(world.texts(), [text("once")]);

    let mut reader = world.bot.open(None).await.unwrap();
    let cursor = read(&mut reader).await.cursor;
    world.server.cut(true);
    assert!(matches!(reader.next().await, Err(ChatError::Passing { .. })));
    assert!(world.bot.open(Some(&cursor)).await.is_err());
    assert!(matches!(world.deliver(say("x")).await, Err(DeliveryError::Later(_))));
    world.says(ANNA, "is it down?");
    world.server.cut(false);
    let mut reader = world.bot.open(Some(&cursor)).await.unwrap();
    assert_eq!(said(&read(&mut reader).await), ["is it down?"]);
}

#[tokio::test]
async fn of_a_text_that_is_too_large_the_beginning_is_shown() {
    let mut world = world();
    let longest = world.bot.abilities().longest_text;
    world.answer(&"x".repeat(longest)).await;
    let cut = world.answer(&"x".repeat(longest + 1)).await;
    let room = world.server.room(&world.room).unwrap();
    let shown = room.items.iter().find(|item| item.id == cut).unwrap().body.plain();
    assert!(shown.len() <= longest && shown.ends_with('…'), "{}", shown.len());
}

#[tokio::test]
async fn a_waiting_reader_wakes() {
    let world = world();
    let mut reader = world.bot.open(None).await.unwrap();
    read(&mut reader).await;
    let waiting = tokio::spawn(async move { read(&mut reader).await });
    tokio::task::yield_now().await;
    world.says(ANNA, "hello");
    assert_eq!(said(&waiting.await.unwrap()), ["hello"]);
}

#[tokio::test]
async fn one_can_wait_until_the_bot_has_read_everything() {
    let world = world();
    world.says(ANNA, "early");
    let mut reader = world.bot.open(None).await.unwrap();
    world.says(ANNA, "late");
    let server = world.server.clone();
    let mut waiting = tokio::spawn(async move { server.drained().await });
    for _ in 0..2 {
        read(&mut reader).await;
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished(), "handed out, but the bot has not come back yet");
    }
    tokio::select! {
        _ = reader.next() => panic!("there is nothing more"),
        done = &mut waiting => done.unwrap(),
    }
    world.says(ANNA, "later");
    assert!(tokio::select! { biased; () = world.server.drained() => false, () = std::future::ready(()) => true });
}

#[tokio::test]
async fn rooms_are_opened_once_and_the_invited_come_at_once() {
    let mut world = world();
    let open = |invite: &[&str]| Outgoing::OpenRoom {
        alias: "inc-17".into(),
        name: "Mail down".into(),
        topic: Some("sev2".into()),
        invite: invite.iter().map(|account| (*account).to_owned()).collect(),
        direct: false,
        encrypted: false,
    };
    let room = world.deliver(open(&[ANNA, "@nobody:local"])).await.unwrap().id.unwrap();
    assert_eq!(world.deliver(open(&[BERND])).await.unwrap().id.unwrap(), room, "adopted");
    let levels = vec![(BERND.to_owned(), 50)];
    world
        .bot
        .deliver(&Delivery { key: "power".into(), room: room.clone(), what: Outgoing::Power { levels } })
        .await
        .unwrap();
    let view = world.server.room_by_alias("inc-17").unwrap();
    assert_eq!((view.id.as_str(), view.topic.as_deref()), (room.as_str(), Some("sev2")));
    let members: Vec<_> = view.members.iter().map(|member| (member.account.as_str(), member.power)).collect();
    assert_eq!(members, [(ANNA, 0), (BERND, 50), (ACCOUNT, 100)]);
    let unknown = Delivery { key: "i".into(), room, what: Outgoing::Invite { account: "@nobody:local".into() } };
    assert!(matches!(world.bot.deliver(&unknown).await, Err(DeliveryError::Never(_))));
}

#[tokio::test]
async fn in_an_archived_room_only_the_bot_writes() {
    let mut world = world();
    let said = world.says(ANNA, "mail is down");
    let sign = world.server.react(&said, ANNA, "👍").unwrap();
    let archive = |on| Outgoing::Archive { on };
    world.deliver(archive(true)).await.unwrap();
    let read_only = Refused::ReadOnly(world.room.clone());
    assert_eq!(world.server.say(&world.room, BERND, "and now?", Place::default()), Err(read_only.clone()));
    assert_eq!(world.server.react(&said, BERND, "👀"), Err(read_only.clone()));
    assert_eq!(world.server.edit(&said, "mail works"), Err(read_only.clone()));
    for event in [&said, &sign] {
        assert_eq!(world.server.redact(event), Err(read_only.clone()));
    }
    world.answer("closed").await;
    let seen = world.server.log().len();
    assert_eq!(world.deliver(archive(true)).await.unwrap().id, None);
    assert_eq!(world.server.log().len(), seen, "a repeat is not seen");
    world.deliver(archive(false)).await.unwrap();
    world.says(BERND, "at last");
}

#[tokio::test]
async fn what_is_pinned_is_in_the_room_and_pinned_once() {
    let mut world = world();
    let card = world.answer("INC-17").await;
    let pin = |target: &str| Outgoing::Pin { target: target.to_owned() };
    assert!(world.deliver(pin(&card)).await.unwrap().id.is_some());
    assert_eq!(world.deliver(pin(&card)).await.unwrap().id, None);
    assert_eq!(world.server.room(&world.room).unwrap().pinned, [card]);
    assert!(matches!(world.deliver(pin("nonsense")).await, Err(DeliveryError::Never(_))));
}

#[tokio::test]
async fn a_direct_chat_is_opened_by_its_person() {
    let world = world();
    let mut reader = world.bot.open(None).await.unwrap();
    read(&mut reader).await;
    let room = world.server.open_direct(ANNA).unwrap();
    assert_eq!(world.server.open_direct(ANNA).unwrap(), room);
    let batch = read(&mut reader).await;
    assert_eq!(batch.events[0].sender, ANNA);
    assert_eq!(batch.events[0].what, Happening::Joined { direct: true, name: Some("Anna".into()), alias: None });
    assert_eq!(world.server.open_direct("@nobody:local"), Err(Refused::NoPerson("@nobody:local".into())));
}

#[tokio::test]
async fn a_bot_that_was_removed_hears_and_says_nothing_more() {
    let mut world = world();
    let mut reader = world.bot.open(None).await.unwrap();
    read(&mut reader).await;
    world.server.kick_bot(&world.room, BERND, Some("wrong room")).unwrap();
    world.says(ANNA, "is it gone?");
    let batch = read(&mut reader).await;
    assert_eq!(batch.events.len(), 1);
    assert_eq!(batch.events[0].what, Happening::Removed { reason: Some("wrong room".into()) });
    assert!(matches!(world.deliver(say("hello?")).await, Err(DeliveryError::Never(_))));

    world.server.invite_bot(&world.room, BERND, false).unwrap();
    world.server.leave(&world.room, ANNA).unwrap();
    let batch = read(&mut reader).await;
    assert!(matches!(batch.events[0].what, Happening::Joined { .. }));
    assert!(matches!(batch.events[1].what, Happening::Roster { whole: true, .. }));
    let Happening::Roster { members, whole: false } = &batch.events[2].what else { panic!("{batch:?}") };
    assert_eq!((members[0].account.as_str(), members[0].present), (ANNA, false));
}

#[tokio::test]
async fn references_must_fit_except_to_an_earlier_server() {
    let mut earlier = world();
    let card = earlier.answer("T-1 new").await;
    let mut world = world();
    let elsewhere = world.server.open_direct(ANNA).unwrap();
    let there = world.server.say(&elsewhere, ANNA, "hi", Place::default()).unwrap();
    let edit = |target: &str| Outgoing::Edit { target: target.to_owned(), body: text("T-1 resolved") };
    for target in [there.as_str(), "nonsense"] {
        assert!(matches!(world.deliver(edit(target)).await, Err(DeliveryError::Never(_))), "{target}");
    }
    let words = world.says(ANNA, "mine");
    assert!(matches!(world.deliver(edit(&words)).await, Err(DeliveryError::Never(_))), "a person's words");

    world.deliver(edit(&card)).await.unwrap();
    assert_eq!(world.texts(), [text("mine"), text("T-1 resolved")], "a card of an earlier server comes back");
    world.server.react(&card, BERND, "🔁").unwrap();
}

//! Two people who do the same thing at once, in two rooms, so that two workers have it in hand: one wins, the other is told,
//! and nothing is done twice.

use insta::assert_snapshot;
use lotse::chat::local::Place;

use crate::support::company::IT;
use crate::support::world::{ROOM, World, account};

impl World {
    /// The answers of the bot that stand below these messages.
    fn answers_below(&self, roots: &[&str]) -> String {
        let mut answers = Vec::new();
        for room in self.server.rooms() {
            for item in room.items.iter().filter(|item| item.sender == "@lotse:local") {
                if item.thread.as_deref().is_some_and(|thread| roots.contains(&thread)) {
                    answers.push(item.body.plain());
                }
            }
        }
        // Who was first is nobody's business.
        answers.sort();
        answers.join("\n")
    }

    /// The first message of the thread of a message.
    fn thread_of(&self, message: &str) -> String {
        let rooms = self.server.rooms();
        let item = rooms.iter().flat_map(|room| &room.items).find(|item| item.id == message);
        item.and_then(|item| item.thread.clone()).expect("it stands in a thread")
    }

    async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(self.pool()).await.unwrap()
    }
}

#[tokio::test]
async fn a_duplicate_is_joined_once() {
    let mut world = World::company(|_| {}).await;
    world.says("anna", "!ticket VPN bricht ständig ab").await;
    world.says("dora", "!ticket VPN-Verbindung bricht ab").await;
    let asked = world.last_of_bot_in(ROOM);
    // Whose it is, and somebody who works on it.
    for name in ["dora", "bernd"] {
        world.server.react(&asked, &account(name), "🔗").unwrap();
    }
    world.settle().await;
    assert_eq!(world.count("select count(*) from ticket_affected").await, 1);
    let thread = world.thread_of(&asked);
    let answers = world.answers_below(&[&thread]);
    let answers: Vec<&str> = answers.lines().filter(|line| line.starts_with('⛔')).collect();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_snapshot!(answers.join("\n"), @"⛔ T-2 is a duplicate of T-1 already: somebody else was faster. When that one is solved, its requester hears of it.");
    world.ends().await;
}

#[tokio::test]
async fn a_duplicate_or_a_part_but_not_both() {
    let mut world = World::company(|_| {}).await;
    for round in 0..6 {
        let (older, newer) = (round * 2 + 1, round * 2 + 2);
        world.says("anna", &format!("!ticket Beamer {round} flackert")).await;
        world.says("dora", &format!("!ticket Der Beamer {round} flackert")).await;
        let asked = world.last_of_bot_in(ROOM);
        world.stop().await;
        let command = format!("!merge T-{newer} into T-{older}");
        let merge = world.server.say(&format!("!{IT}:local"), &account("bernd"), &command, Place::default()).unwrap();
        world.server.react(&asked, &account("dora"), "🔗").unwrap();
        world.start().await;
        world.settle().await;
        let parts = world.count("select count(*) from ticket_merge").await;
        let duplicates = world.count("select count(*) from ticket_affected").await;
        assert_eq!(parts + duplicates, round + 1, "round {round}");
        // Each of them has its answer: what was done, or why not.
        let answer = world.answers_below(&[&merge]);
        let done = answer.contains("🔀");
        assert!(done || answer.contains("⛔"), "{answer}");
        // The next round finds nothing that is alike.
        world.says_to(IT, "bernd", &format!("!resolve T-{older} getauscht")).await;
    }
    world.ends().await;
}

#[tokio::test]
async fn a_ticket_becomes_part_of_one_other() {
    let mut world = World::company(|_| {}).await;
    for text in ["Drucker klemmt", "Monitor flackert", "Telefon rauscht"] {
        world.says("anna", &format!("!ticket {text}")).await;
    }
    world.stop().await;
    let say =
        |room: &str, name: &str, text: &str| world.server.say(room, &account(name), text, Place::default()).unwrap();
    let room = world.room();
    let one = say(&format!("!{IT}:local"), "bernd", "!zusammenführen T-3 mit T-1");
    let other = say(&room, "carla", "!merge T-3 into T-2");
    world.start().await;
    world.settle().await;
    assert_eq!(world.count("select count(*) from ticket_merge").await, 1);
    let answers = world.answers_below(&[&one, &other]);
    assert_eq!((answers.matches('🔀').count(), answers.matches('⛔').count()), (1, 1), "{answers}");
    // And the other way round.
    world.stop().await;
    let say =
        |room: &str, name: &str, text: &str| world.server.say(room, &account(name), text, Place::default()).unwrap();
    let one = say(&format!("!{IT}:local"), "bernd", "!merge T-1 into T-2");
    let other = say(&room, "carla", "!zusammenführen T-2 mit T-1");
    world.start().await;
    world.settle().await;
    assert_eq!(world.count("select count(*) from ticket_merge").await, 2);
    let answers = world.answers_below(&[&one, &other]);
    assert_eq!((answers.matches('🔀').count(), answers.matches('⛔').count()), (1, 1), "{answers}");
    world.ends().await;
}

#[tokio::test]
async fn one_ticket_is_made_of_a_message() {
    let mut world = World::company(|_| {}).await;
    let said = world.says("anna", "!ticket Drucker druckt nicht").await;
    let more = world.says_in(&said, "anna", "Und mein Bildschirm flackert").await;
    let (card, passed) = (world.card_in(IT, "T-1"), world.card_in(IT, "Anna: Und"));
    world.stop().await;
    let room = world.room();
    let inside = Place { thread: Some(&card), reply_to: Some(&passed) };
    world.server.say(&format!("!{IT}:local"), &account("bernd"), "!split", inside).unwrap();
    let outside = Place { thread: Some(&said), reply_to: Some(&more) };
    world.server.say(&room, &account("carla"), "!abspalten", outside).unwrap();
    world.start().await;
    world.settle().await;
    assert_eq!(world.count("select count(*) from ticket").await, 2);
    let answers = world.answers_below(&[&card, &said]);
    assert!(answers.contains("⛔"), "{answers}");
    world.ends().await;
}
